"""Lay out an HTML table: which cells there are, where each stands, how far each reaches; and whether it holds data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from schemas.document import Cell

if TYPE_CHECKING:
    from lxml.etree import _Element

_GROUPS = ("thead", "tbody", "tfoot")
_WIDEST = 200
"""Columns that a cell may cover; browsers take 1000, no notice has so many."""
_PLACES = 1_000_000
"""Places that the cells of a table may cover together; cells beyond that cover one each."""


def rows_of(table: _Element) -> list[tuple[_Element, bool]]:
    """Return the rows of a table, none of a nested one, each with whether it stands in the table's head."""
    return list(_rows(table))


def _rows(table: _Element) -> Iterator[tuple[_Element, bool]]:
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in _GROUPS:
            for row in child:
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def cells_of(row: _Element) -> list[_Element]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def place(rows: list[tuple[_Element, bool]], table: int) -> dict[_Element, Cell]:
    """Return where every cell stands: a cell over several rows or columns stands once, with its spans."""
    places: dict[_Element, Cell] = {}
    taken: set[tuple[int, int]] = set()
    for index, (row, head) in enumerate(rows):
        column = 0
        for element in cells_of(row):
            while (index, column) in taken:
                column += 1
            height = _span(element, "rowspan")
            # 0 means: to the end of the table. No cell reaches below it.
            height = min(height or len(rows), len(rows) - index)
            width = min(max(_span(element, "colspan"), 1), _WIDEST)
            if len(taken) + height * width > _PLACES:
                height = width = 1
            if height > 1 or width > 1:
                # A cell of a row above may reach into the columns that this one claims: it gets those that are free.
                free = 1
                while free < width and (index, column + free) not in taken:
                    free += 1
                width = free
                taken.update((index + down, column + right) for down in range(height) for right in range(width))
            places[element] = Cell(table, index, column, height, width, header=head)
            column += width
    return _narrowed(places)


def _narrowed(places: dict[_Element, Cell]) -> dict[_Element, Cell]:
    """Return the places without the columns that only spans reach into: colspan="20" in a table of three columns."""
    if not places:
        return places
    width = max(cell.column for cell in places.values()) + 1
    return {
        element: cell
        if cell.column + cell.column_span <= width
        else Cell(cell.table, cell.row, cell.column, cell.row_span, max(1, width - cell.column), cell.header)
        for element, cell in places.items()
    }


def holds_data(table: _Element, rows: list[tuple[_Element, bool]], own: int, nested: int) -> bool:
    """Say whether a table is one for its readers and not the frame that a page is laid out in.

    `own` and `nested` are the characters of its own cells and of the tables inside them.
    """
    if table.get("role") in ("presentation", "none") or nested > own or len(rows) < 2:
        return False
    wide = sum(len(cells_of(row)) > 1 for row, _ in rows)
    filled = {index for row, _ in rows for index, cell in enumerate(cells_of(row)) if _holds_text(cell)}
    return wide > 0 and len(filled) > 1


def _holds_text(element: _Element) -> bool:
    return any(str(text).strip("\xa0\u3000 \t\r\n") for text in element.itertext())


def _span(element: _Element, name: str) -> int:
    digits = (element.get(name) or "").strip()[:6]
    return int(digits) if digits.isascii() and digits.isdigit() else 1
