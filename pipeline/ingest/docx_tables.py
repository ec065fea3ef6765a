"""Lay out a Word table: which cells there are, where each stands, how far each reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.docx_names import ALTERNATE, SDT, SDT_CONTENT, TC, TR, VAL, W, chosen, is_on, value, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag"))
_ROW_PROPERTIES, _CELL_PROPERTIES = W + "trPr", W + "tcPr"
# Word itself allows 63 columns.
_WIDEST = 4096


@dataclass(slots=True)
class RowCell:
    """A w:tc as its row holds it. `merged_up` and `merged_left` say that it only continues a neighbour."""

    element: _Element
    span: int
    starts_merge: bool
    merged_up: bool
    merged_left: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the columns left out before its first cell, its cells, and whether it repeats as a header."""

    before: int
    cells: tuple[RowCell, ...]
    header: bool


@dataclass(slots=True)
class Place:
    """A cell of the laid-out table; rows and columns count from 0."""

    element: _Element
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool


def rows_of(table: _Element) -> list[Row]:
    """Return the rows of a table; rows and cells that a revision deleted are gone."""
    rows = []
    for element in _within(table, TR):
        properties = element.find(_ROW_PROPERTIES)
        if properties is not None and properties.find(W + "del") is not None:
            continue
        cells = tuple(cell for child in _within(element, TC) if (cell := _cell(child)) is not None)
        before = whole_number(value(properties, W + "gridBefore")) or 0
        rows.append(Row(min(max(before, 0), _WIDEST), cells, is_on(properties, W + "tblHeader")))
    return rows


def is_frame(rows: list[Row]) -> bool:
    """Say whether the table is a single cell, which is a box around text and no table."""
    return len(rows) == 1 and len(rows[0].cells) == 1


def spread(rows: list[Row]) -> list[Place]:
    """Return the cells with their places: a cell merged over several rows or columns stands once, with its spans."""
    places: list[Place] = []
    open_merges: dict[int, Place] = {}
    for index, row in enumerate(rows):
        column = row.before
        merges: dict[int, Place] = {}
        previous: Place | None = None
        for cell in row.cells:
            above = open_merges.get(column)
            if cell.merged_left and previous is not None:
                previous.column_span += cell.span
            elif cell.merged_up and above is not None:
                above.row_span = index - above.row + 1
                merges[column] = previous = above
            else:
                previous = Place(cell.element, index, column, 1, cell.span, row.header)
                places.append(previous)
                # A continuation of nothing is where the merge begins: converters forget to say so.
                if cell.starts_merge or cell.merged_up:
                    merges[column] = previous
            column += cell.span
        open_merges = merges
    return places


def _cell(element: _Element) -> RowCell | None:
    properties = element.find(_CELL_PROPERTIES)
    if properties is None:
        return RowCell(element, 1, False, False, False)
    if properties.find(W + "cellDel") is not None:
        return None
    span = whole_number(value(properties, W + "gridSpan")) or 1
    down = properties.find(W + "vMerge")
    across = properties.find(W + "hMerge")
    restarts = down is not None and down.get(VAL) == "restart"
    return RowCell(
        element, min(max(span, 1), _WIDEST),
        starts_merge=restarts,
        merged_up=down is not None and not restarts,
        merged_left=across is not None and across.get(VAL) != "restart",
    )  # fmt: skip


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the children of that tag, also those inside content controls, revisions and alternatives, in order."""
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            yield child
        elif child.tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                waiting.extend(reversed(content))
        elif child.tag == ALTERNATE:
            alternative = chosen(child)
            if alternative is not None:
                waiting.extend(reversed(alternative))
        elif child.tag in _WRAPPERS:
            waiting.extend(reversed(child))
