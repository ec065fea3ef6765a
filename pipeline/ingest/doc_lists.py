"""Read the list tables of Word's binary format, so that its automatic numbers are counted as those of a docx."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from functools import cache

from pipeline.ingest import doc_formats as formats
from pipeline.ingest.doc_file import LISTS, OVERRIDES, DocFile
from pipeline.ingest.numbering import LEVELS, Counting, Level, List

_MOST_LISTS = 4_096
_LONGEST_TEXT = 255
# The number formats by the numbers that the file gives them.
_FORMATS = """
    decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago
    ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal
    japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero
    bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese
    ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting
    ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified
    chineseCountingThousand
"""
_MORE = {44: "koreanDigital2", 57: "numberInDash", 255: "none"}
_SUFFIXES = ("tab", "space", "nothing")
_FONT = 0x4A4F


def number_format(code: int) -> str:
    """Return the name (ST_NumberFormat) of a number format that has a number.

    >>> number_format(37), number_format(18), number_format(23)
    ('chineseCounting', 'decimalEnclosedCircle', 'bullet')
    """
    names = _names()
    return names[code] if code < len(names) else _MORE.get(code, "decimal")


@cache
def _names() -> list[str]:
    return _FORMATS.split()


@dataclass(slots=True)
class _Definition:
    """A list as the file defines it: its levels, and the style that is linked to each."""

    levels: list[Level | None]
    styles: tuple[int, ...]


class _Reader:
    """Reads on through bytes; what is missing at their end reads as zero."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self.place = 0

    def take(self, size: int) -> bytes:
        found = self._source[self.place : self.place + size]
        self.place += size
        return found.ljust(size, b"\0")

    @property
    def is_over(self) -> bool:
        return self.place >= len(self._source)


def counting_of(file: DocFile, fonts: tuple[str, ...] = ()) -> Counting:
    """Return the lists of a file, named by the numbers that its paragraphs give (from 1), ready to count."""
    lists = _definitions(file, fonts)
    overrides = _overrides(file, lists, fonts)

    def read(name: str) -> List | None:
        return overrides.get(name)

    return Counting(read)


def _definitions(file: DocFile, fonts: tuple[str, ...]) -> dict[int, _Definition]:
    head = file.structure(LISTS)
    if len(head) < 2:
        return {}
    (count,) = struct.unpack_from("<h", head, 0)
    # The levels of all lists stand behind the lists, and their length is told nowhere.
    levels = _Reader(file.after(LISTS))
    found: dict[int, _Definition] = {}
    for index in range(min(max(count, 0), _MOST_LISTS)):
        entry = head[2 + 28 * index : 30 + 28 * index]
        if len(entry) < 28 or levels.is_over:
            break
        (identity,) = struct.unpack_from("<i", entry, 0)
        depth = 1 if entry[26] & 1 else LEVELS
        read = [_level(levels, fonts) for _ in range(depth)]
        found[identity] = _Definition([*read, *[None] * (LEVELS - depth)], struct.unpack_from("<9H", entry, 8))
    return found


def _overrides(file: DocFile, lists: dict[int, _Definition], fonts: tuple[str, ...]) -> dict[str, List]:
    source = _Reader(file.structure(OVERRIDES))
    count = min(int.from_bytes(source.take(4), "little"), _MOST_LISTS)
    heads = [(struct.unpack_from("<i", entry := source.take(16), 0)[0], entry[12]) for _ in range(count)]
    found: dict[str, List] = {}
    for number, (identity, changed) in enumerate(heads, 1):
        definition = lists.get(identity)
        levels: list[Level | None] = list(definition.levels) if definition else [None] * LEVELS
        styles = definition.styles if definition else ()
        starts: dict[int, int] = {}
        source.take(4)
        for _ in range(changed):
            if source.is_over:
                break
            start, flags = struct.unpack("<iI", source.take(8))
            at = flags & 15
            own = _level(source, fonts) if flags & 0x20 else None
            if at >= LEVELS:
                continue
            if own is not None:
                levels[at] = own
            if flags & 0x10:
                starts[at] = own.start if own is not None else start
        linked = [
            level if level is None or at >= len(styles) or styles[at] == 0xFFF else replace(level, style=str(styles[at]))
            for at, level in enumerate(levels)
        ]
        if definition is not None:
            found[str(number)] = List(str(identity), tuple(linked), starts)
    return found


def _level(source: _Reader, fonts: tuple[str, ...]) -> Level:
    start, code, flags, places, suffix, _, _, characters, paragraph, restart, _ = struct.unpack(
        "<iBB9sBiIBBBB", source.take(28)
    )
    source.take(paragraph)
    font = ""
    hidden = False
    for change, operand in formats.changes(source.take(characters)):
        if change == _FONT:
            number = int.from_bytes(operand, "little")
            font = fonts[number] if number < len(fonts) else ""
        elif change == formats.HIDDEN:
            hidden = operand == b"\x01"
    length = int.from_bytes(source.take(2), "little")
    letters = source.take(2 * length if length <= 4 * _LONGEST_TEXT else 0).decode("utf-16-le", "replace")
    text = "" if hidden else level_text(letters, frozenset(places) - {0})
    return Level(
        start=start,
        number_format=number_format(code),
        text=text[:_LONGEST_TEXT],
        restart=restart if flags & 8 else None,
        legal=bool(flags & 4),
        suffix=_SUFFIXES[suffix] if suffix < len(_SUFFIXES) else "tab",
        font=font,
    )


def level_text(letters: str, places: frozenset[int]) -> str:
    """Return a label's text with %1 to %9 where `places` (from 1) hold the number of a level (from 0).

    >>> level_text("（" + chr(0) + "）", frozenset({2}))
    '（%1）'
    """
    return "".join(
        f"%{ord(letter) + 1}" if place in places and ord(letter) < LEVELS else letter
        for place, letter in enumerate(letters, 1)
    )
