"""Read the characters of a Word 97–2003 file as they stand on paper: fields by their result, nothing that is hidden."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from functools import cache
from operator import itemgetter

from pipeline.ingest import doc_formats as formats
from pipeline.ingest.doc_file import FONTS, DocFile
from pipeline.ingest.doc_styles import StyleSheet
from pipeline.ingest.docx_symbols import UNKNOWN, symbol
from pipeline.ingest.docx_text import drawn_by_code, is_contents_code

# What stands for itself only as text, by code: pictures, note marks, separators, annotation marks, drawings.
_NO_INK = frozenset("\x00\x01\x02\x03\x04\x05\x06\x08\x10\x11\x12\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1f")
_PLAIN = {"\x1e": "-"}
_MOST_TIMES = 4


class DocText:
    """The characters of a file, one for each of its positions; "" where there is no ink.

    `contents` holds the positions between which a table of contents stands. `unknown` counts symbols without meaning.
    """

    def __init__(self, file: DocFile, styles: StyleSheet) -> None:
        self.chars: list[str] = list(file.text)
        self.contents: list[tuple[int, int]] = []
        self.unknown = 0
        self.pictures = file.text.count("\x01", file.body.start, file.body.end)
        fonts = fonts_of(file)
        changed = 0
        for start, end, source in formats.character_runs(file):
            change = self._change(source, styles, fonts)
            if change is None:
                continue
            for low, high in file.positions(start, end):
                changed += high - low
                if changed > _MOST_TIMES * len(self.chars):
                    raise file.damaged("it formats the same text over and over")
                self._apply(low, high, change)
        for match in _marks().finditer(file.text):
            at = match.start()
            if self.chars[at] == match[0]:
                self.chars[at] = _PLAIN.get(match[0], "")
        self._close_fields(file)

    def between(self, start: int, end: int) -> str:
        """Return the ink of a stretch."""
        return "".join(self.chars[start:end])

    def in_contents(self, position: int) -> bool:
        """Return whether a position stands in a table of contents."""
        index = bisect_right(self.contents, position, key=itemgetter(0)) - 1
        return index >= 0 and position < self.contents[index][1]

    def _change(self, source: bytes, styles: StyleSheet, fonts: tuple[str, ...]) -> str | None:
        """Return what a run shows instead of its characters: "" for nothing, None where it shows them."""
        shown: str | None = None
        hidden: bool | None = None
        for code, operand in formats.changes(source):
            if code == formats.DELETED and operand == b"\x01":
                return ""
            if code == formats.HIDDEN:
                hidden = operand in (b"\x01", b"\x81")
            elif code == formats.CHARACTER_STYLE and hidden is None:
                hidden = styles.style(int.from_bytes(operand, "little")).hidden or None
            elif code == formats.SYMBOL:
                font, letter = struct.unpack("<HH", operand)
                shown = symbol(letter, fonts[font] if font < len(fonts) else "")
                self.unknown += shown == UNKNOWN
        return "" if hidden else shown

    def _apply(self, start: int, end: int, shown: str) -> None:
        chars = self.chars
        for at in range(start, min(end, len(chars))):
            if shown:
                # A symbol stands at a placeholder; other characters of its run are its neighbours.
                if chars[at] == "(":
                    chars[at] = shown
            elif chars[at] not in "\x07\x13\x14\x15":
                # What ends a cell stays, or the table would lose a column.
                chars[at] = ""

    def _close_fields(self, file: DocFile) -> None:
        """Leave out the codes of fields and their marks; a field that is never closed loses only its marks."""
        opened: list[tuple[int, int | None]] = []
        for match in _field_marks().finditer(file.text):
            at, mark = match.start(), match[0]
            self.chars[at] = ""
            if mark == "\x13":
                opened.append((at, None))
            elif opened and mark == "\x14" and opened[-1][1] is None:
                opened[-1] = (opened[-1][0], at)
            elif opened and mark == "\x15":
                begin, separator = opened.pop()
                end = at if separator is None else separator
                code = self.between(begin, end)
                self.chars[begin:end] = [""] * (end - begin)
                if separator is None:
                    self.chars[begin] = drawn_by_code(code)
                elif is_contents_code(code):
                    # A field inside closed before this one.
                    while self.contents and self.contents[-1][0] > begin:
                        self.contents.pop()
                    self.contents.append((begin, at))


def fonts_of(file: DocFile) -> tuple[str, ...]:
    """Return the names of the fonts of a file, in its order."""
    source = file.structure(FONTS)
    found: list[str] = []
    place = 4
    while place < len(source) and len(found) < 4096:
        size = source[place]
        name = source[place + 40 : place + 1 + size].decode("utf-16-le", "replace")
        found.append(name.split("\0", 1)[0])
        place += 1 + size
    return tuple(found)


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(_NO_INK)) + "\x1e]")


@cache
def _field_marks() -> re.Pattern[str]:
    return re.compile("[\x13-\x15]")
