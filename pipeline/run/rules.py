"""Name the state of the rules: a result holds only as long as the rules that gave it."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_PACKAGES = ("extractors", "schemas", "pipeline.ingest")
_LIBRARIES = ("jieba", "lxml", "olefile", "pdfplumber", "pypdfium2", "regex", "rjieba", "selectolax")
_ENDINGS = (".py", ".toml", ".json")


def rules_version() -> str:
    """Return a digest of the rules, the words, the readers, and the libraries under them."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for name, data in _sources(files(package), package):
            digest.update(f"{name}:{len(data)}\n".encode())
            digest.update(data)
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found.extend(_sources(entry, f"{prefix}/{entry.name}"))
        elif entry.name.endswith(_ENDINGS):
            found.append((f"{prefix}/{entry.name}", entry.read_bytes()))
    return found
