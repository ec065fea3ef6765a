"""The names of output files: one for each input, never the same for two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from schemas.breakdown import TaskBreakdown

# Files of a run that are no document's: an input named datapackage.docx must not take their place.
RESERVED = ("datapackage", "comparison", "run")
# Names that Windows keeps for devices.
_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10)))
_FORBIDDEN = str.maketrans(dict.fromkeys([*'<>:"/\\|?*', *map(chr, range(32))], "_"))


def name_outputs(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the stem of every input's output file: its own stem, or `notice-2`, `notice-3`, … where that is taken.

    Inputs are served in sorted order, so one set of inputs always gets the same names. Names that differ only in
    case or in composed characters count as the same, as Windows and macOS see them.

    >>> {path.name: stem for path, stem in name_outputs([Path("a/notice.pdf"), Path("a/notice.docx")]).items()}
    {'notice.docx': 'notice', 'notice.pdf': 'notice-2'}
    """
    ordered = sorted(set(paths), key=lambda path: path.as_posix())
    wishes = {path: _safe(path.stem) for path in ordered}
    # A file that is really called notice-2 keeps its name: the first of each wish is served before any number is given.
    taken = {_same(name) for name in RESERVED}
    names: dict[Path, str] = {}
    for path, wish in wishes.items():
        if _same(wish) not in taken:
            taken.add(_same(wish))
            names[path] = wish
    for path, wish in wishes.items():
        if path not in names:
            number = 2
            while _same(f"{wish}-{number}") in taken:
                number += 1
            names[path] = f"{wish}-{number}"
            taken.add(_same(names[path]))
    return {path: names[path] for path in ordered}


def printable(name: str) -> str:
    """Return a file's name without what has no UTF-8 form, as it is printed everywhere.

    >>> printable("\\udcb9.docx")
    '\\\\udcb9.docx'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def with_printable_name(breakdown: TaskBreakdown) -> TaskBreakdown:
    """Return the breakdown as one of a file whose name is printable."""
    name = printable(breakdown.source.name)
    if name == breakdown.source.name:
        return breakdown
    return replace(breakdown, source=replace(breakdown.source, name=name))


def _safe(stem: str) -> str:
    """Return a stem that every file system takes."""
    stem = stem.translate(_FORBIDDEN).rstrip(". ")
    return f"_{stem}" if not stem or stem.casefold() in _DEVICES else stem


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
