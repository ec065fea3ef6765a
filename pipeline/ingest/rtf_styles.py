"""The font table and the style sheet of an rtf file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from pipeline.ingest.rtf_tokens import decoded

_MOST = 10_000
_FOLLOWS: dict[int | None, str] = {1: "space", 2: "nothing"}


@dataclass(slots=True)
class RtfStyle:
    """What a style says; `outline` counts from 0."""

    number: int = 0
    based_on: int | None = None
    outline: int | None = None
    centred: bool = False
    heading: bool = False
    contents: bool = False
    name: list[str] = field(default_factory=list)
    is_paragraph: bool = True


class StyleTable:
    """Fonts and styles by their numbers, filled word by word as the tables are read."""

    def __init__(self) -> None:
        self._charsets: dict[int, int] = {}
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[int, RtfStyle] = {}
        self._style = RtfStyle()

    def charset(self, font: int) -> int | None:
        """Return the number of a font's character set; None where the file does not say."""
        return self._charsets.get(font)

    def font(self, number: int) -> str:
        """Return the name of a font; "" where the file does not say."""
        return self._fonts.get(number, "")

    def style(self, number: int) -> RtfStyle:
        """Return a style with the outline level it inherits."""
        return self._styles.get(number) or RtfStyle()

    def word(self, word: str, number: int | None, *, fonts: bool) -> None:
        """Take a control word of one of the two tables."""
        if fonts:
            if word == "f" and number is not None:
                self._font = number
            elif word == "fcharset" and number is not None and len(self._charsets) < _MOST:
                self._charsets[self._font] = number
        elif word == "s" and number is not None:
            self._style.number = number
        elif word in ("cs", "ds", "ts"):
            self._style.is_paragraph = False
        elif word == "sbasedon":
            self._style.based_on = number
        elif word == "outlinelevel":
            self._style.outline = number
        elif word in ("qc", "ql", "qr", "qj"):
            self._style.centred = word == "qc"

    def font_name(self, text: str) -> None:
        """Take a piece of the name of the font being read."""
        name = self._fonts.get(self._font, "") + text.partition(";")[0]
        if len(self._fonts) < _MOST:
            self._fonts[self._font] = name[:100].strip()

    def name(self, text: str, codec: str) -> None:
        """Take a piece of the name of the style being read."""
        if len(self._style.name) < 100:
            self._style.name.append(text if codec == "utf-16" else decoded(text, codec))

    def end(self) -> None:
        """End the style being read."""
        style, self._style = self._style, RtfStyle()
        if not style.is_paragraph or len(self._styles) >= _MOST:
            return
        name = "".join(style.name).split(";")[0].strip().lower()
        named = _heading().match(name)
        if style.outline is None and named is not None:
            style.outline = int(named[1]) - 1
        base = self._styles.get(style.based_on) if style.based_on is not None else None
        if base is not None and style.based_on != style.number:
            style.outline = base.outline if style.outline is None else style.outline
        style.heading = name in ("title", "subtitle")
        style.contents = _contents().match(name) is not None
        self._styles[style.number] = style


class ListTable:
    """What follows the numbers of each list: a tab, a space or nothing. The numbers themselves stand in the text."""

    def __init__(self) -> None:
        self._levels: list[str] = []
        self._lists: dict[int, list[str]] = {}
        self._named: dict[int, int] = {}
        self._identity = 0

    def word(self, word: str, number: int | None) -> None:
        """Take a control word of the tables of lists and of overrides."""
        if word == "list":
            self._levels = []
        elif word == "listlevel" and len(self._levels) < 9:
            self._levels.append("tab")
        elif word == "levelfollow" and self._levels:
            self._levels[-1] = _FOLLOWS.get(number, "tab")
        elif word == "listid" and number is not None:
            self._identity = number
            if self._levels and len(self._lists) < _MOST:
                self._lists[number], self._levels = self._levels, []
        elif word == "ls" and number is not None and len(self._named) < _MOST:
            self._named[number] = self._identity

    def suffix(self, number: int, level: int) -> str | None:
        """Return what follows the numbers of a level; None where the file does not say."""
        levels = self._lists.get(self._named.get(number, 0), [])
        return levels[level] if 0 <= level < len(levels) else None


@cache
def _heading() -> re.Pattern[str]:
    # heading 1 / 标题 1
    return re.compile(r"(?:heading|标题) ?([1-9])$")


@cache
def _contents() -> re.Pattern[str]:
    # toc 1 / 目录 1
    return re.compile(r"(?:toc|目录) ?(?:[1-9]|heading)$")
