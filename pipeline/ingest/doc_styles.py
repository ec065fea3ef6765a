"""Read the style sheet of Word's binary format: what paragraphs and characters inherit."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache

from pipeline.ingest import doc_formats as formats
from pipeline.ingest.doc_file import STYLES, DocFile

_LONGEST_CHAIN = 12
_MOST_STYLES = 4095
_NO_BASE = 0xFFF
_CENTRED = 1
_BODY_LEVEL = 9
_TITLE, _SUBTITLE = 62, 74


@dataclass(frozen=True, slots=True)
class Style:
    """A style after inheritance. `level` counts from 1; `list` is None where the style says nothing of lists."""

    chain: tuple[int, ...] = ()
    heading: bool = False
    level: int | None = None
    contents: bool = False
    list: int | None = None
    list_level: int | None = None
    hidden: bool = False
    centred: bool = False
    page_before: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    sti: int
    base: int
    name: str
    paragraph: bytes
    character: bytes


class StyleSheet:
    """The styles of a file by their numbers, each resolved when it is first asked for."""

    def __init__(self, file: DocFile) -> None:
        self._entries = _entries(file.structure(STYLES))
        self._resolved: dict[int, Style] = {}

    def style(self, number: int) -> Style:
        """Return a style with what it inherits; a number without a style gives one that says nothing."""
        known = self._resolved.get(number)
        if known is None:
            known = self._resolved[number] = self._resolve(number)
        return known

    def _resolve(self, number: int) -> Style:
        chain: list[int] = []
        while number in self._entries and number not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(number)
            number = self._entries[number].base
        if not chain:
            return Style()
        first = self._entries[chain[0]]
        found: dict[int, int] = {}
        hidden = False
        level: int | None = None
        # From the root down, so that what is nearer wins.
        for at in reversed(chain):
            entry = self._entries[at]
            if (named := _heading_level(entry)) is not None:
                level = named
            for code, operand in formats.changes(entry.paragraph):
                found[code] = int.from_bytes(operand[:2], "little")
                if code == formats.OUTLINE:
                    level = found[code]
            for code, operand in formats.changes(entry.character):
                if code == formats.HIDDEN:
                    hidden = operand in (b"\x01", b"\x81")
        name = first.name.lower()
        return Style(
            chain=tuple(chain),
            heading=(level is not None and level < _BODY_LEVEL)
            or first.sti in (_TITLE, _SUBTITLE)
            or name in ("title", "subtitle"),
            level=None if level is None or level >= _BODY_LEVEL else level + 1,
            contents=19 <= first.sti <= 27 or _contents_name().match(name) is not None,
            list=found.get(formats.LIST),
            list_level=found.get(formats.LIST_LEVEL),
            hidden=hidden,
            centred=found.get(formats.ALIGNED, found.get(formats.ALIGNED_80)) == _CENTRED,
            page_before=found.get(formats.BREAK_BEFORE) == 1,
        )


def _heading_level(entry: _Entry) -> int | None:
    """The level (from 0) of a heading by its number or name."""
    if 1 <= entry.sti <= 9:
        return entry.sti - 1
    named = _heading_name().match(entry.name.lower())
    return int(named["level"]) - 1 if named else None


def _entries(source: bytes) -> dict[int, _Entry]:
    found: dict[int, _Entry] = {}
    if len(source) < 6:
        return found
    size, count, fixed = struct.unpack_from("<HHH", source, 0)
    place = 2 + size
    for number in range(min(count, _MOST_STYLES)):
        if place + 2 > len(source):
            break
        (length,) = struct.unpack_from("<H", source, place)
        entry = source[place + 2 : place + 2 + length]
        place += 2 + length
        if len(entry) >= max(10, fixed) + 2:
            found[number] = _entry(entry, max(10, fixed))
    return found


def _entry(source: bytes, fixed: int) -> _Entry:
    sti, base, _ = struct.unpack_from("<HHH", source, 0)
    kind, base = base & 15, base >> 4
    (letters,) = struct.unpack_from("<H", source, fixed)
    place = fixed + 2 + 2 * letters
    name = source[fixed + 2 : place].decode("utf-16-le", "replace")
    place += 2
    parts = []
    for _ in range(2):
        if place + 2 > len(source):
            break
        (length,) = struct.unpack_from("<H", source, place)
        parts.append(source[place + 2 : place + 2 + length])
        place += 2 + length + length % 2
    paragraph = parts[0][2:] if kind == 1 and parts else b""
    character = parts[1] if kind == 1 and len(parts) > 1 else parts[0] if kind == 2 and parts else b""
    return _Entry(sti & 0xFFF, base if base != _NO_BASE else -1, name, paragraph, character)


@cache
def _heading_name() -> re.Pattern[str]:
    # heading 1 / 标题 1
    return re.compile(r"(?:heading|标题) ?(?P<level>[1-9])(?:$|,)")


@cache
def _contents_name() -> re.Pattern[str]:
    # toc 1 / TOC Heading / 目录 1
    return re.compile(r"(?:toc|目录) ?(?:[1-9]|heading)$")
