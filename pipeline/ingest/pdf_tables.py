"""Read ruled tables: characters into cells, and cells into blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from pipeline.ingest.pdf_glyphs import Ink
from pipeline.ingest.pdf_grids import Grid
from pipeline.ingest.pdf_lines import PrintedLine, lines_of
from pipeline.ingest.pdf_sheet import Sheet
from pipeline.ingest.raw import RawBlock, RawLine
from schemas.document import BlockKind, Cell
from schemas.records import maker

_PADDING = 12.0
"""What a cell's borders and padding take of its width at most, in points."""
_NARROW = 2
"""A cell whose lines are all this short is one word set downwards."""

_HANGING = frozenset("，。、；：！？")
_SLIGHT = 2.0
"""A line that leaves less than this many points of its cell has run over the cell's padding."""


_place, _raw_line, _raw_block = maker(Cell), maker(RawLine), maker(RawBlock)


@dataclass(slots=True)
class TableCell:
    """A cell with its printed lines; `page` of each line is its own, for a cell may run over a page turn."""

    row: int
    column: int
    row_span: int
    column_span: int
    width: float
    lines: list[tuple[int, Sheet, PrintedLine]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's ink without line breaks or spaces, for comparing."""
        return "".join(line.text for _, _, line in self.lines).replace(" ", "")


@dataclass(slots=True)
class Table:
    """A ruled table: its cells by rows, and whether its header row came again on a later page."""

    xs: tuple[float, ...]
    rows: int
    cells: list[TableCell]
    repeated: int = 0

    def row(self, number: int) -> list[TableCell]:
        """Return the cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == number]


def take(grids: Sequence[Grid], ink: Ink, page: int, sheet: Sheet) -> tuple[list[Table], Ink]:
    """Return the tables of one page with their text, and the characters that stand in none of them."""
    rest: Sequence[int] = range(len(ink.chars))
    held: list[list[list[int]]] = []
    for grid in grids:
        shelves, rest = _shelved(grid, ink, rest)
        held.append(shelves)
    tables = []
    for grid, shelves in zip(grids, held, strict=True):
        cells = [
            TableCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                cell.box[2] - cell.box[0],
                [(page, sheet, line) for line in _lines_at(ink, shelf)] if shelf else [],
            )
            for cell, shelf in zip(grid.cells, shelves, strict=True)
        ]
        tables.append(Table(grid.xs, grid.rows, cells))
    return tables, ink.pick(rest)


def _lines_at(ink: Ink, indexes: Sequence[int]) -> list[PrintedLine]:
    """Return the lines of the characters at `indexes`, in ascending order."""
    first, last = indexes[0], indexes[-1]
    # Most files draw cell after cell: nothing needs copying out then.
    if last - first == len(indexes) - 1:
        return lines_of(ink, ink.runs_between(first, last + 1))
    return lines_of(ink.pick(indexes))


def _shelved(grid: Grid, ink: Ink, indexes: Sequence[int]) -> tuple[list[list[int]], list[int]]:
    """Return the indexes of characters by the cell that their middle stands in, and those outside of the grid."""
    owner = _owners(grid)
    xs, ys, part = grid.xs, grid.ys, ink if len(indexes) == len(ink.chars) else ink.pick(indexes)
    # The last shelf holds what is in no cell.
    shelves: list[list[int]] = [[] for _ in range(len(grid.cells) + 1)]
    for index, char, left, right, top, bottom in zip(indexes, part.chars, part.x0, part.x1, part.top, part.bottom, strict=True):
        # A comma that hangs over the border draws its ink in the left of its square.
        middle = 0.75 * left + 0.25 * right if char in _HANGING else (left + right) / 2
        shelves[owner[bisect_right(ys, (top + bottom) / 2)][bisect_right(xs, middle)]].append(index)
    return shelves[:-1], shelves[-1]


def _owners(grid: Grid) -> list[list[int]]:
    """Return for every elementary place of a grid, with a margin around it, the index of its cell; -1 is none."""
    owner = [[-1] * (grid.columns + 2) for _ in range(grid.rows + 2)]
    for index, cell in enumerate(grid.cells):
        for row in range(cell.row + 1, cell.row + 1 + cell.row_span):
            owner[row][cell.column + 1 : cell.column + 1 + cell.column_span] = [index] * cell.column_span
    return owner


def blocks_of(table: Table, number: int, *, after_page: bool) -> list[RawBlock]:
    """Return a table's cells as blocks, by rows; empty cells are given too, so that columns keep their places."""
    widest = _widest(table)
    found: list[RawBlock] = []
    for cell in sorted(table.cells, key=attrgetter("row", "column")):
        room = max(widest.get((cell.column, cell.column_span), 0.0), cell.width - _PADDING)
        lines = _cell_lines(cell, room)
        place = _place(number, cell.row, cell.column, cell.row_span, cell.column_span, cell.row < table.repeated)
        found.append(
            _raw_block(
                "".join(line.text for line in lines),
                BlockKind.CELL,
                cell=place,
                lines=lines,
                after_page=after_page and not found,
            )
        )
    return found


def _widest(table: Table) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    for cell in table.cells:
        key = (cell.column, cell.column_span)
        for _, _, line in cell.lines:
            found[key] = max(found.get(key, 0.0), _set_width(line, cell.width))
    return found


def _set_width(line: PrintedLine, room: float) -> float:
    """Return how wide a line is without the comma that hangs over the border of a cell `room` points wide."""
    hangs = len(line.text) > 1 and line.x1 - line.x0 > room - _SLIGHT and line.text.rstrip()[-1] in _HANGING
    return line.edges[2 * len(line.text.rstrip()) - 3] - line.x0 if hangs else line.x1 - line.x0


def _cell_lines(cell: TableCell, room: float) -> tuple[RawLine, ...]:
    """Return a cell's lines, with a newline where a paragraph of the cell ends: the next word would have fitted."""
    found: list[RawLine] = []
    # Characters set one (or two) to a line, as in a narrow column, are one word: 领/域, 指标/性质.
    narrow = len(cell.lines) > 1 and all(len(line.text.rstrip()) <= _NARROW for _, _, line in cell.lines)
    for index, (page, sheet, line) in enumerate(cell.lines):
        text, edges = line.text, line.edges
        if index + 1 < len(cell.lines):
            after = cell.lines[index + 1][2]
            if not narrow and _ends_paragraph(line, after, room, sheet.slack):
                text, edges = text.rstrip() + "\n", [*edges[: 2 * len(text.rstrip())], line.x1, line.x1]
            elif text[-1].isascii() and text[-1].isalpha() and after.text[0].isascii() and after.text[0].isalpha():
                text, edges = text + " ", [*edges, line.x1, line.x1]
        found.append(_raw_line(text, page, sheet.shown(line.box), sheet.shown_edges(edges, line.base)))
    return tuple(found)


def _ends_paragraph(line: PrintedLine, after: PrintedLine, room: float, slack: float) -> bool:
    if line.x1 - line.x0 + after.first_width() <= room - slack * line.em:
        return True
    return line.text.rstrip().endswith(("。", "；", ";")) and _item().match(after.text) is not None


@cache
def _item() -> re.Pattern[str]:
    # 2.开展入户走访。 / （二）完善制度； / ②建立台账
    return re.compile(r"\d{1,3}[.．、](?!\d)|[(（][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳]")
