"""The cells of a table as rows, every merged cell in all the places it covers."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.document import Block

Row = dict[int, int]
"""Column → index of the block that stands there (a merged cell stands in every place it covers)."""


def spread(blocks: Sequence[Block], cells: Sequence[int]) -> list[Row]:
    """Return the rows of a table with every merged cell in all its places."""
    rows: dict[int, Row] = {}
    for index in cells:
        cell = blocks[index].cell
        if cell is None:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows.setdefault(row, {}).setdefault(column, index)
    return [rows[row] for row in sorted(rows)]
