"""A document inside a file: its path in there, told so that no name can lead elsewhere, and how its bytes are had."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

MAX_ENTRIES = 10_000
MAX_MEMBER = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a container. `path` is relative, with slashes; `read` returns its bytes or raises a FenjieError."""

    path: str
    read: Callable[[], bytes]


def inner_path(name: str) -> str:
    r"""Return a name as a relative path with nothing in it that leads out or is hidden; "" if it is to be passed over.

    >>> inner_path("..\\通知\\2025.docx"), inner_path("C:/a/./b.txt"), inner_path("__MACOSX/._b.txt"), inner_path("~$b.docx")
    ('通知/2025.docx', 'a/b.txt', '', '')
    """
    plain = _unprintable().sub("", name).replace("\\", "/")
    parts = [part.strip() for part in plain.split("/")]
    parts = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    if any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts):
        return ""
    return "/".join(parts)[-500:]


@cache
def _unprintable() -> re.Pattern[str]:
    """Control characters, lone surrogates, and the marks that turn the direction of writing (通知‮cod.exe)."""
    return re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries sorted by path; of two with one path, the later ones are told apart by a number."""
    taken: set[str] = set()
    found: list[Entry] = []
    for entry in entries:
        path = PurePosixPath(entry.path)
        name, number = str(path), 2
        while name in taken:
            name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
            number += 1
        taken.add(name)
        found.append(Entry(name, entry.read))
    return sorted(found, key=lambda entry: entry.path)
