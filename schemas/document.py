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
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def place(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """Return page and box of `text[start:end]`: the box covers what stands on the page where the span begins.

        Sides are given to a hundredth of a point; beyond that stands only what single precision adds (280.3999938964844).
        """
        if not self.lines:
            return None, None
        if not self._starts:
            self._starts.extend(line.start for line in self.lines)
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.lines) - 1 and self.lines[index].end <= start:
            index += 1
        page = self.lines[index].page
        boxes: list[Box] = []
        for at in range(index, len(self.lines)):  # no slice: it would copy all lines that follow
            line = self.lines[at]
            if line.start >= end or line.page != page:
                break
            box = _part_of(line, start, end)
            if box is not None:
                boxes.append(box)
        if not boxes:
            return page, None
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return page, (round(min(lefts), 2), round(min(tops), 2), round(max(rights), 2), round(max(bottoms), 2))


def _part_of(line: Line, start: int, end: int) -> Box | None:
    """Return the box of the part of a line that lies in [start, end)."""
    if line.bbox is None:
        return None
    if not line.edges:
        return line.bbox
    first = max(start, line.start) - line.start
    last = min(end, line.end) - line.start
    if first >= last:
        return None
    lefts = line.edges[2 * first : 2 * last : 2]
    rights = line.edges[2 * first + 1 : 2 * last : 2]
    return (min(lefts), line.bbox[1], max(rights), line.bbox[3])
