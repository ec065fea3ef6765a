"""The document after reading: one text, its blocks, and where each stretch of it stands on paper."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from schemas.breakdown import Box, Diagnostic, Furniture
from schemas.records import quick


class BlockKind(StrEnum):
    """What a block is by its container's own word, not by its wording."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: all counted from 0; spans are at least 1. `header` marks a repeated header row."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table cell: a half-open span of the document's text."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    cell: Cell | None = None


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its span of the text, its page (from 1), its box.

    `edges` holds left and right of every character, flattened (x0, x1, x0, x1, …), in points, or is empty.
    """

    start: int
    end: int
    page: int
    bbox: Box | None = None
    edges: Sequence[float] = ()


class _Hundredths(dict[float, float]):
    """Heights as they are given: rounding is slow, and top and bottom of a line come again with every span of it."""

    def __missing__(self, height: float) -> float:
        self[height] = found = round(height, 2)
        return found


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What every reader ends in. After this nobody asks what the file was.

    `text` is the reading text: blocks in order, one newline after each paragraph or table row, a tab between
    the cells of a row. `lines` are sorted by start and empty where the format has no pages.
    """

    name: str
    sha256: str
    media_type: str
    pages: int | None
    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _whole: dict[int, Box | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _heights: _Hundredths = field(default_factory=_Hundredths, init=False, repr=False, compare=False)

    def place(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """Return page and box of `text[start:end]`: the box covers what stands on the page where the span begins.

        Sides are given to a hundredth of a point; beyond that stands only what single precision adds (280.3999938964844).
        """
        lines = self.lines
        if not lines:
            return None, None
        if not self._starts:
            self._starts.extend(line.start for line in lines)
        at = max(0, bisect_right(self._starts, start) - 1)
        line, last = lines[at], len(lines) - 1
        while line.end <= start and at < last:
            at += 1
            line = lines[at]
        page = line.page
        found = _part_of(line, start, end) if line.start < end <= line.end else self._box_from(at, start, end)
        if found is None:
            return page, None
        left, top, right, bottom = found
        heights = self._heights
        return page, (round(left, 2), heights[top], round(right, 2), heights[bottom])

    def _box_from(self, at: int, start: int, end: int) -> Box | None:
        """Return the box of what lies in [start, end) on the lines of one page, from line number `at` on."""
        found: Box | None = None
        page = self.lines[at].page
        for number in range(at, len(self.lines)):  # no slice: it would copy all lines that follow
            line = self.lines[number]
            if line.start >= end or line.page != page:
                break
            if line.start < start or end < line.end:
                box = _part_of(line, start, end)
            elif number in self._whole:
                # The lines of a clause lie inside the spans of its task and of its measures as well.
                box = self._whole[number]
            else:
                box = self._whole[number] = _part_of(line, start, end)
            if box is not None:
                found = _around(found, box) if found else box
        return found


def _part_of(line: Line, start: int, end: int) -> Box | None:
    """Return the box of the part of a line that lies in [start, end)."""
    box, edges = line.bbox, line.edges
    if box is None or not edges:
        return box
    before = line.start
    first = start - before if start > before else 0
    last = (end if end < line.end else line.end) - before
    if first >= last:
        return None
    return (sorted(edges[2 * first : 2 * last : 2])[0], box[1], sorted(edges[2 * first + 1 : 2 * last : 2])[-1], box[3])


def _around(one: Box, other: Box) -> Box:
    """Return the least box that holds both."""
    left, top, right, bottom = one
    x0, y0, x1, y1 = other
    return (x0 if x0 < left else left, y0 if y0 < top else top, x1 if x1 > right else right, y1 if y1 > bottom else bottom)
