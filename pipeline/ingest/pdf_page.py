"""One page of a pdf as lines and tables, in reading order: columns one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.pdf_glyphs import PageInk
from pipeline.ingest.pdf_grids import grids
from pipeline.ingest.pdf_lines import PrintedLine, lines_of
from pipeline.ingest.pdf_rulings import Ruling
from pipeline.ingest.pdf_sheet import Sheet
from pipeline.ingest.pdf_tables import Table, take
from schemas.breakdown import Box

_GUTTER = 9.0
"""Two columns stand at least this many points apart."""
_FEWEST_PAIRS = 6
_MOST_LINES = 300
_MOST_GAPS = 1_000
_SHARE = 0.7
"""Lines of a column that begin or end at its edges, as a share: set text does, the cells of a table don't."""


@dataclass(slots=True)
class PageLines:
    """What one page holds once its characters are set into lines.

    `number` counts sheets from 1; `half` is 1 or 2 for the left or right of two pages on one sheet.
    """

    number: int
    sheet: Sheet
    lines: list[PrintedLine]
    tables: list[tuple[Table, Box]] = field(default_factory=list)
    half: int = 0

    @property
    def height(self) -> float:
        """Height of the upright page in points."""
        return self.sheet.height


@dataclass(slots=True)
class Column:
    """Lines that are read one after another; `side` is 0 for text across the page, 1 for left, 2 for right."""

    side: int
    lines: list[PrintedLine]


def page_lines(number: int, found: PageInk, lines: Sequence[Ruling]) -> PageLines:
    """Return the lines and tables of page `number` from its ink and the ruled lines it draws."""
    tables = grids(lines) if lines else []
    if not tables:
        return PageLines(number, found.sheet, lines_of(found.ink))
    read, rest = take(tables, found.ink, number, found.sheet)
    return PageLines(
        number, found.sheet, lines_of(rest), [(table, grid.box) for table, grid in zip(read, tables, strict=True)]
    )


def columns_of(lines: Sequence[PrintedLine]) -> list[Column]:
    """Return the lines of a page as columns in reading order: one, unless a gutter runs through most of them.

    Lines across the gutter (a title, a heading) end the columns above them.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [Column(0, list(lines))] if lines else []
    found: list[Column] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []

    def close() -> None:
        found.extend(Column(side, part.copy()) for side, part in ((1, left), (2, right)) if part)
        left.clear()
        right.clear()

    for line in lines:
        start, end = _halves(line, gutter)
        if start is None and end is None:
            close()
            if found and found[-1].side == 0:
                found[-1].lines.append(line)
            else:
                found.append(Column(0, [line]))
            continue
        if start is not None:
            left.append(start)
        if end is not None:
            right.append(end)
    close()
    return found


def _halves(line: PrintedLine, gutter: float) -> tuple[PrintedLine | None, PrintedLine | None]:
    """Return the parts of a line left and right of the gutter; nothing at all where it runs across."""
    before, after = line.cut(gutter)
    if before and after and after.x0 - before.x1 < _GUTTER:
        return None, None
    return before, after


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Return x of the gutter between two columns, or None."""
    gapped = [line for line in lines if line.widest >= _GUTTER][:_MOST_LINES]
    if len(gapped) < _FEWEST_PAIRS:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    middle, third = (x0 + x1) / 2, (x1 - x0) / 6
    gaps = []
    for line in gapped:
        ink = [
            (left, right)
            for char, left, right in zip(line.text, line.edges[0::2], line.edges[1::2], strict=True)
            if char != " "
        ]
        for (_, end), (start, _) in pairwise(ink):
            if start - end >= _GUTTER and end < middle + third and start > middle - third:
                gaps.append((end, start))
    if not _FEWEST_PAIRS <= len(gaps) <= _MOST_GAPS:
        return None
    gutter = _most_crossed(gaps)
    halves = [_halves(line, gutter) for line in lines if line.x0 < gutter < line.x1]
    pairs = [(left, right) for left, right in halves if left and right]
    if len(pairs) < _FEWEST_PAIRS or len(halves) - len(pairs) > 0.3 * len(lines):
        return None
    set_in_columns = _is_set([left for left, _ in pairs]) and _is_set([right for _, right in pairs])
    return gutter if set_in_columns else None


def _most_crossed(gaps: Sequence[tuple[float, float]]) -> float:
    """Return an x that lies in as many gaps as any."""
    best, most = 0.0, 0
    for start, end in gaps:
        middle = (start + end) / 2
        count = sum(low <= middle <= high for low, high in gaps)
        if count > most:
            best, most = middle, count
    return best


def _is_set(lines: Sequence[PrintedLine]) -> bool:
    """Return whether lines look like a column of text: long, and most of them reaching its right edge."""
    right = max(line.x1 for line in lines)
    reaching = sum(line.x1 > right - 2 * line.em for line in lines)
    long = sum(len(line.text) >= 8 for line in lines)
    return reaching >= _SHARE * len(lines) and long >= _SHARE * len(lines)
