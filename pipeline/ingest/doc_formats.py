"""Read how Word's binary format sets paragraphs and characters: lists of single changes (sprms) on pages of runs."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from pipeline.ingest.doc_file import CHARACTERS, PARAGRAPHS, DocFile
from pipeline.ingest.word_flow import RowCell, RowEnd

# Character sprms.
DELETED, HIDDEN, SPECIAL, SYMBOL, CHARACTER_STYLE = 0x0800, 0x083C, 0x0855, 0x6A09, 0x4A30
# Paragraph sprms.
STYLE, ALIGNED_80, ALIGNED, LIST_LEVEL, LIST = 0x4600, 0x2403, 0x2461, 0x260A, 0x460B
BREAK_BEFORE, IN_TABLE, ROW_END, OUTLINE, DEPTH = 0x2407, 0x2416, 0x2417, 0x2640, 0x6649
INNER_CELL, INNER_ROW = 0x244B, 0x244C
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
# Table sprms.
_DEFINE, _MERGE, _MERGE_DOWN, _HEADER = 0xD608, 0x5624, 0xD62B, 0x3404

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_PAGE = 512
_MOST_ELSEWHERE = 16_384
"""Bytes of a format in the data stream; that of a table of 63 columns has 2,000."""
_MOST_CELLS = 64

Change = tuple[int, bytes]
"""One sprm: its code and its operand."""


def changes(source: bytes, file: DocFile | None = None) -> Iterator[Change]:
    """Yield the changes of a list; one too long for its page stands in the data stream of `file`.

    >>> list(changes(bytes.fromhex("0324 01 1624 01")))
    [(9219, b'\\x01'), (9238, b'\\x01')]
    """
    place, size = 0, len(source)
    while place + 2 < size:
        code = source[place] | source[place + 1] << 8
        place += 2
        length = _SIZES[code >> 13]
        if not length:
            if code == _DEFINE and place + 2 <= size:
                length = (source[place] | source[place + 1] << 8) - 1
                place += 2
            else:
                length = source[place]
                place += 1
                if code == 0xC615 and length == 255:
                    # Tab stops by the hundred; nothing that comes after them matters here.
                    return
        operand = source[place : place + length]
        place += length
        if code in _ELSEWHERE and file is not None and len(operand) == 4:
            (at,) = struct.unpack("<I", operand)
            if at + 2 <= len(file.data):
                (length,) = struct.unpack_from("<H", file.data, at)
                yield from changes(file.data[at + 2 : at + 2 + min(length, _MOST_ELSEWHERE)])
            # A list names one other place at most, and that place no further one: a file could name them without end.
            file = None
        elif len(operand) == length:
            yield code, operand


class Runs:
    """Runs of bytes of the main stream that share one format, in order, looked up by byte."""

    def __init__(self, file: DocFile, number: int) -> None:
        self._file = file
        self._is_paragraph = number == PARAGRAPHS
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._formats: list[bytes] = []
        plc = file.structure(number)
        count = max(0, (len(plc) - 4) // 8)
        pages = struct.iter_unpack("<I", plc[4 * (count + 1) : 4 * (count + 1) + 4 * count])
        for page in dict.fromkeys(page & 0x3FFFFF for (page,) in pages):
            self._read_page(page * _PAGE)
        if self._starts != sorted(self._starts):
            order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
            self._starts = [self._starts[index] for index in order]
            self._ends = [self._ends[index] for index in order]
            self._formats = [self._formats[index] for index in order]

    def at(self, offset: int) -> bytes:
        """Return the format of the run that holds a byte; b"" where none does."""
        index = bisect_right(self._starts, offset) - 1
        return self._formats[index] if index >= 0 and offset < self._ends[index] else b""

    def __iter__(self) -> Iterator[tuple[int, int, bytes]]:
        return zip(self._starts, self._ends, self._formats, strict=True)

    def _read_page(self, place: int) -> None:
        page = self._file.main[place : place + _PAGE]
        if len(page) < _PAGE:
            return
        count = page[_PAGE - 1]
        width = 13 if self._is_paragraph else 1
        if 4 * (count + 1) + width * count > _PAGE - 1:
            return
        bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
        for index, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                self._starts.append(start)
                self._ends.append(end)
                self._formats.append(self._format(page, 2 * page[4 * (count + 1) + width * index]))

    def _format(self, page: bytes, at: int) -> bytes:
        if not at:
            return b""
        size = page[at]
        if not self._is_paragraph:
            return page[at + 1 : at + 1 + size]
        if size:
            return page[at + 1 : at + 2 * size]
        return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 2 <= _PAGE else b""


def paragraph_runs(file: DocFile) -> Runs:
    """Return the formats of paragraphs: the number of the style, two bytes, and then changes."""
    return Runs(file, PARAGRAPHS)


def character_runs(file: DocFile) -> Runs:
    """Return the formats of characters: changes."""
    return Runs(file, CHARACTERS)


def row_end(source: bytes, file: DocFile) -> RowEnd:
    """Return what the format of a row's end says of the row's cells."""
    edges: tuple[int, ...] = ()
    cells: list[RowCell] = []
    header = False
    for code, operand in changes(source, file):
        if code == _DEFINE and operand:
            count = min(operand[0], _MOST_CELLS)
            if len(operand) < 1 + 2 * (count + 1):
                continue
            edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
            kinds = operand[1 + 2 * (count + 1) :]
            flags = [int.from_bytes(kinds[20 * index : 20 * index + 2], "little") for index in range(count)]
            cells = [_cell(flag >> 5 & 3, left=bool(flag & 2)) for flag in flags]
        elif code == _MERGE_DOWN and len(operand) >= 2 and operand[0] < len(cells):
            cells[operand[0]] = _cell(operand[1], left=cells[operand[0]].merged_left)
        elif code == _MERGE and len(operand) == 2:
            for index in range(operand[0] + 1, min(operand[1], len(cells))):
                cells[index] = RowCell(merged_left=True)
        elif code == _HEADER:
            header = operand != b"\x00"
    return RowEnd(edges, tuple(cells), header)


def _cell(down: int, *, left: bool) -> RowCell:
    return RowCell(starts_merge=down == 3, merged_up=down == 1, merged_left=left)
