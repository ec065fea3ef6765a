"""Join the parts of a table that runs over page turns: one header, rows that were cut made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.ingest.pdf_tables import Table, TableCell
from schemas.breakdown import Furniture

_SAME_COLUMN = 6.0
"""Columns of two pages whose lines differ by no more than this, in points, are the same."""
_NUMBERED = 0.5
"""A column is the numbered one when this share of its filled cells below the header holds nothing but a number."""


def continues(table: Table, following: Table) -> bool:
    """Return whether the first table of a page goes on where the last one of the page before it stopped.

    The columns must stand at the same places, but for a merged cell whose inner lines the later page does not need.
    """

    def all_in(few: Sequence[float], many: Sequence[float]) -> bool:
        return all(any(abs(x - y) <= _SAME_COLUMN for y in many) for x in few)

    same_width = (
        abs(table.xs[0] - following.xs[0]) <= _SAME_COLUMN and abs(table.xs[-1] - following.xs[-1]) <= _SAME_COLUMN
    )
    return same_width and (all_in(following.xs, table.xs) or all_in(table.xs, following.xs))


def extend(table: Table, following: Table) -> list[Furniture]:
    """Add the rows of `following` to `table`; return its repeated header rows, which are set aside.

    A row that the page turn cut is made whole: its second part lacks the row's number (or has it alone).
    """
    _align(table, following)
    repeated = 0
    while repeated < min(following.rows, table.rows) and _same_row(table, following, repeated):
        repeated += 1
    if repeated == following.rows:
        repeated = 0
    aside = [
        Furniture("running_header", cell.text, cell.lines[0][0])
        for cell in following.cells
        if cell.row < repeated and cell.lines
    ]
    table.repeated = max(table.repeated, repeated)
    shift = table.rows - repeated
    fresh = [cell for cell in following.cells if cell.row >= repeated]
    if _is_cut(table, following, repeated):
        fresh, again = _join_row(table, fresh, repeated)
        aside += [Furniture("running_header", cell.text, cell.lines[0][0]) for cell in again]
        shift -= 1
    for cell in fresh:
        cell.row += shift
    for cell in [cell for cell in fresh if not cell.lines and cell.row_span > 0]:
        if _grow(table, cell, fresh):
            fresh.remove(cell)
    table.cells += fresh
    table.rows = max(table.rows, following.rows + shift)
    return aside


def _align(table: Table, following: Table) -> None:
    """Give both tables one set of columns, so that a column has one number in both."""
    xs: list[float] = []
    for x in sorted({*table.xs, *following.xs}):
        if not xs or x - xs[-1] > _SAME_COLUMN:
            xs.append(x)
    for part in (table, following):
        if len(part.xs) == len(xs):
            continue
        places = [min(range(len(xs)), key=lambda index, x=x: abs(xs[index] - x)) for x in part.xs]  # type: ignore[misc]
        for cell in part.cells:
            end = places[cell.column + cell.column_span]
            cell.column = places[cell.column]
            cell.column_span = end - cell.column
        part.xs = tuple(xs)


def _same_row(table: Table, following: Table, number: int) -> bool:
    first = [(cell.column, cell.column_span, cell.text) for cell in table.row(number)]
    second = [(cell.column, cell.column_span, cell.text) for cell in following.row(number)]
    return first == second and any(text for *_, text in first)


def _is_cut(table: Table, following: Table, number: int) -> bool:
    """Return whether row `number` of the later page is the rest of the table's last row."""
    before = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows}
    after = {cell.column: cell for cell in following.row(number)}
    if set(before) != set(after) or table.rows <= 1:
        return False
    filled = [column for column, cell in after.items() if cell.lines]
    if not filled or len(filled) == len(after) or any(not before[column].lines for column in filled[1:]):
        return False
    numbered = _numbered_column(table)
    if numbered is not None and numbered in after:
        # 序号 stands on one of the two pages only.
        return bool(after[numbered].lines) != bool(before[numbered].lines) and (
            not after[numbered].lines or filled == [numbered]
        )
    # Without numbers a row with an empty first cell goes on only from a sentence that is not finished.
    first = min(after)
    return not after[first].lines and any(
        before[column].lines and not before[column].text.endswith(("。", "；", ";")) for column in filled
    )


def _numbered_column(table: Table) -> int | None:
    columns: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row > 0 and cell.column_span == 1 and cell.lines:
            columns.setdefault(cell.column, []).append(cell.text)
    for column in sorted(columns)[:3]:
        texts = columns[column]
        if sum(_number().fullmatch(text) is not None for text in texts) >= max(1, _NUMBERED * len(texts)):
            return column
    return None


@cache
def _number() -> re.Pattern[str]:
    # 12 / 12. / （三） / 十二、
    return re.compile(r"[(（]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）.．、]?")


def _join_row(table: Table, fresh: list[TableCell], number: int) -> tuple[list[TableCell], list[TableCell]]:
    """Add row `number` of `fresh` to the table's last row; return the other cells, and labels printed again."""
    before = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows}
    rest, again = [], []
    for cell in fresh:
        if cell.row != number:
            rest.append(cell)
            continue
        owner = before[cell.column]
        owner.row_span += cell.row_span - 1
        if cell.lines and cell.text == owner.text:
            # The label of a merged cell, repeated after the page turn by whoever typed the table.
            again.append(cell)
        else:
            owner.lines += cell.lines
    return rest, again


def _grow(table: Table, cell: TableCell, fresh: Sequence[TableCell]) -> bool:
    """Let a merged cell that the page turn cut run on: its rest is empty while its neighbours are not."""
    if cell.row != table.rows or len(fresh) < 2 or not any(other.lines for other in fresh if other.row == cell.row):
        return False
    for owner in table.cells:
        same = owner.column == cell.column and owner.column_span == cell.column_span
        if same and owner.row_span > 1 and owner.row + owner.row_span == table.rows:
            owner.row_span += cell.row_span
            return True
    return False
