"""Turn the sheets of a workbook into blocks: title rows as paragraphs, the rest as a table without empty columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.raw import RawBlock, RawDocument
from schemas.breakdown import Diagnostic
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, Cell
from schemas.errors import TooLarge, UnreadableFile

MAX_CELLS = 1_000_000
"""Cells of a workbook, empty ones of its tables included; a ledger of 500 tasks has 10,000."""
MAX_CHARACTERS = 20_000_000
"""Characters of one sheet."""
_HEADER_SHARE = 0.5
"""The first row whose cells take this share of the columns is the table's header; above it stand titles."""

Area = tuple[int, int, int, int]
"""First row, last row, first column, last column; all counted from 0."""


@dataclass(slots=True)
class Grid:
    """The cells of one sheet that hold anything, by row and column (from 0), and its merged areas.

    `hidden_rows` and `hidden_columns` are not shown by the sheet.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell of the laid-out sheet."""

    text: str
    column: int
    row_span: int
    column_span: int


def document_of(name: str, media_type: str, grids: Sequence[Grid], hidden_sheets: int) -> RawDocument:
    """Return the document of the sheets that are shown, in their order; what is hidden is told in a note.

    Raises UnreadableFile where nothing is shown, TooLarge.
    """
    blocks: list[RawBlock] = []
    tables = rows = columns = cells = 0
    for grid in grids:
        rows += len({row for row, _ in grid.cells} & grid.hidden_rows)
        columns += len({column for _, column in grid.cells} & grid.hidden_columns)
        laid_out, used = _lay_out(name, grid, MAX_CELLS - cells)
        cells += used
        fresh, is_table = _blocks(laid_out, tables, after_page=bool(blocks))
        blocks += fresh
        tables += is_table
    hidden = ((hidden_sheets, "sheet"), (rows, "row"), (columns, "column"))
    notes = [_hidden(count, noun) for count, noun in hidden if count]
    if not blocks:
        raise UnreadableFile(name, "shows no cell that holds anything; check that the right file was saved")
    return RawDocument(media_type, None, tuple(blocks), notes=tuple(notes))


def _hidden(count: int, noun: str) -> Diagnostic:
    return diagnose("D106", what=f"{count} hidden {noun}{'s' if count > 1 else ''} that hold text")


def _lay_out(name: str, grid: Grid, room: int) -> tuple[list[tuple[int, list[_Placed]]], int]:
    """Return the rows that hold anything with their numbers in the sheet, columns counted anew, and the cells used."""
    shown = {
        place: text
        for place, text in grid.cells.items()
        if place[0] not in grid.hidden_rows and place[1] not in grid.hidden_columns and text.strip()
    }
    rows, columns = sorted({row for row, _ in shown}), sorted({column for _, column in shown})
    if len(rows) * len(columns) > room:
        raise TooLarge(name, f"has more than {MAX_CELLS} cells; keep only the sheet that matters")
    if sum(map(len, shown.values())) > MAX_CHARACTERS:
        raise TooLarge(name, f"holds more than {MAX_CHARACTERS} characters; keep only the sheet that matters")
    owners, covered = _merged(name, grid, rows, columns)
    found = []
    for row, number in enumerate(rows):
        placed = []
        for column in range(len(columns)):
            if (row, column) in covered:
                continue
            text, row_span, column_span = owners.get((row, column), (None, 1, 1))
            if text is None:
                text = shown.get((number, columns[column]), "")
            placed.append(_Placed(text, column, row_span, column_span))
        found.append((number, placed))
    return found, len(rows) * len(columns)


def _merged(
    name: str, grid: Grid, rows: Sequence[int], columns: Sequence[int]
) -> tuple[dict[tuple[int, int], tuple[str, int, int]], set[tuple[int, int]]]:
    """Return text and spans of merged areas by their first place, and the places that they cover beside it."""
    owners: dict[tuple[int, int], tuple[str, int, int]] = {}
    covered: set[tuple[int, int]] = set()
    looked_at = 0
    for first_row, last_row, first_column, last_column in grid.merges:
        top, bottom = bisect_left(rows, first_row), bisect_left(rows, last_row + 1)
        left, right = bisect_left(columns, first_column), bisect_left(columns, last_column + 1)
        if top >= bottom or left >= right or (top, left) in covered or (top, left) in owners:
            continue
        looked_at += (bottom - top) * (right - left)
        if looked_at > 2 * MAX_CELLS:
            raise TooLarge(name, "merges more cells than it has; save it anew in Excel or WPS")
        # The area's text stands in its first cell, which may be hidden.
        owners[top, left] = (grid.cells.get((first_row, first_column), ""), bottom - top, right - left)
        covered.update((row, column) for row in range(top, bottom) for column in range(left, right))
        covered.discard((top, left))
    return owners, covered


def _blocks(
    rows: Sequence[tuple[int, list[_Placed]]], table: int, *, after_page: bool
) -> tuple[list[RawBlock], bool]:
    """Return the blocks of one sheet, and whether there is a table among them."""
    width = max((cell.column + cell.column_span for _, placed in rows for cell in placed), default=0)
    begin = next((index for index, (_, placed) in enumerate(rows) if _is_header(placed, width)), len(rows))
    end = len(rows)
    while end > begin and _is_remark(rows[end - 1][1], width):
        end -= 1
    blocks: list[RawBlock] = []
    before = -1
    for index, (number, placed) in enumerate(rows):
        blank = number > before + 1 and before >= 0
        before = number
        if begin <= index < end:
            blocks += [
                RawBlock(
                    cell.text, BlockKind.CELL, whole=True,
                    cell=Cell(table, index - begin, cell.column, cell.row_span, cell.column_span),
                )
                for cell in placed
            ]  # fmt: skip
            continue
        line = "  ".join(cell.text.strip() for cell in placed if cell.text.strip())
        for text in line.splitlines():
            if text.strip():
                blocks.append(RawBlock(text, whole=True, after_blank=blank))
                blank = False
    if blocks and after_page:
        blocks[0] = RawBlock(
            blocks[0].text, blocks[0].kind, cell=blocks[0].cell, whole=True, after_page=True,
            after_blank=blocks[0].after_blank,
        )  # fmt: skip
    return blocks, end > begin


def _is_header(placed: Sequence[_Placed], width: int) -> bool:
    filled = [cell for cell in placed if cell.text.strip()]
    return len(filled) > 1 and sum(cell.column_span for cell in filled) >= _HEADER_SHARE * width


def _is_remark(placed: Sequence[_Placed], width: int) -> bool:
    """Say whether a last row is no row of the table: one text across all columns, or a note in its first cell."""
    filled = [cell for cell in placed if cell.text.strip()]
    if len(filled) != 1 or filled[0].row_span > 1:
        return False
    across = filled[0].column_span == width
    return across or (filled[0].column == 0 and filled[0].text.strip().startswith(("注", "备注", "说明", "填表", "制表")))
