"""Names of sheets that every spreadsheet program takes, never the same for two."""

from __future__ import annotations

import re
from functools import cache

LONGEST = 31
"""Excel counts UTF-16 units: a rare character (𬭚) is two."""

_RESERVED = ("history",)


class SheetNames:
    """Gives each sheet of one workbook its name.

    >>> names = SheetNames()
    >>> [names.give(wish) for wish in ("局养老科", "局养老科", "妇联/团委", "")]
    ['局养老科', '局养老科-2', '妇联_团委', '未命名']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def give(self, wish: str) -> str:
        """Return the name for a sheet that would be called `wish`."""
        plain = _forbidden().sub("_", wish).strip("' ") or "未命名"
        name, number = _cut(plain, LONGEST), 1
        while name.casefold() in self._taken:
            number += 1
            suffix = f"-{number}"
            name = _cut(plain, LONGEST - len(suffix)) + suffix
        self._taken.add(name.casefold())
        return name


def _cut(text: str, units: int) -> str:
    """Return as much of the text as fits, without half a character, an apostrophe or a space at its end."""
    while len(text.encode("utf-16-le", "surrogatepass")) > 2 * units:
        text = text[:-1]
    return text.rstrip("' ")


@cache
def _forbidden() -> re.Pattern[str]:
    """Return the pattern of what no name may hold: 妇联/团委, 办公室[收文], [:*?\\] and control characters."""
    return re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
