"""Which files a command is given: paths, folders and globs become one sorted list of files."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

SUFFIXES = (".txt", ".docx", ".docm", ".pdf", ".html", ".htm", ".doc", ".wps", ".ofd", ".xlsx", ".md", ".rtf")
"""What is taken from a folder. A file named outright is always tried, whatever it is called."""


def collect(given: Iterable[str]) -> list[Path]:
    """Return the files meant: a folder stands for the notices in it and below, a pattern for what it matches.

    A path that does not exist is kept, so that its error names it. Hidden files and Office lock files (~$…)
    are passed over. The list is sorted and free of repeats.
    """
    found: set[Path] = set()
    for entry in given:
        path = Path(entry)
        if path.is_dir():
            found.update(_notices(path))
        elif not path.exists() and glob.has_magic(entry):
            for match in glob.iglob(entry, recursive=True):  # noqa: PTH207 (a pattern may be absolute)
                inner = Path(match)
                found.update(_notices(inner) if inner.is_dir() else [inner])
        else:
            found.add(path)
    return sorted(found)


def _notices(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            yield path
