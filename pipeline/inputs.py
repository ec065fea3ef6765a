"""Which files a command is given: paths, folders and globs become one sorted list of files."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

from pipeline.ingest.containers import FOLDERS, SUFFIXES, documents


def collect(given: Iterable[str]) -> list[Path]:
    """Return the files meant: a folder stands for the notices in it and below, a pattern for what it matches.

    A path that does not exist is kept, so that its error names it. Hidden files and Office lock files (~$…)
    are passed over. An archive or a mail stands for the documents in it, as paths below it. A file named outright is
    always tried, whatever it is called. The list is sorted and free of repeats.
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
    return sorted({document for path in found for document in documents(path)})


def outside(files: Iterable[Path], given: Iterable[str], output: Path) -> list[Path]:
    """Return the files that are no results of an earlier run: those in an output folder that lies below a given one.

    A file named outright stays, and so do all where the output folder is the given one itself.
    """
    results = output.absolute()
    named = {Path(entry) for entry in given}
    below = any(folder.is_dir() and results.is_relative_to(folder.absolute()) and results != folder.absolute() for folder in named)
    return [file for file in files if not below or file in named or not file.absolute().is_relative_to(results)]


def _notices(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        # What is no file is taken too (a pipe, a link that leads nowhere): it is then named, not passed over.
        if path.suffix.lower() in (*SUFFIXES, *FOLDERS) and not hidden and not path.is_dir():
            yield path
