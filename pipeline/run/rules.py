"""Name the state of the rules: a result holds only as long as the rules that gave it."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PACKAGES = ("extractors", "schemas", "pipeline.ingest")
_LIBRARIES = ("jieba", "lxml", "olefile", "pdfplumber", "pypdfium2", "regex", "rjieba", "selectolax")
_ENDINGS = (".py", ".toml", ".json")


@cache
def rules_version() -> str:
    """Return a digest of the rules, the words, the readers, and the libraries under them.

    Taken once in a process: the rules it works by are those it has loaded, whatever the files say later.
    """
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for name, data in _sources(files(package), package):
            digest.update(f"{name}:{len(data)}\n".encode())
            digest.update(data)
    for library, version in sorted(_versions().items()):
        digest.update(f"{library} {version}\n".encode())
    return digest.hexdigest()[:16]


def _versions() -> dict[str, str]:
    """Return the versions of the libraries that are installed, by the names of the folders that installers leave.

    A small run is over in half a second, of which asking importlib.metadata, which reads whole descriptions, is 10 ms.
    """
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):  # noqa: PTH208 (a thousand paths would cost as much as they save)
            name, _, rest = entry.removesuffix(".dist-info").partition("-")
            if rest and entry.endswith(".dist-info") and name.lower() in _LIBRARIES:
                found.setdefault(name.lower(), rest)
    missing = [library for library in _LIBRARIES if library not in found]
    if missing:
        from importlib.metadata import PackageNotFoundError, version

        for library in missing:
            try:
                found[library] = version(library)
            except PackageNotFoundError:
                continue
    return found


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found.extend(_sources(entry, f"{prefix}/{entry.name}"))
        elif entry.name.endswith(_ENDINGS):
            found.append((f"{prefix}/{entry.name}", entry.read_bytes()))
    return found
