"""Turn paragraphs that carry their own table marks (Word's binary format, rtf) into blocks, as the docx reader gives.

Both formats hold one stream of paragraphs; a table is only said by marks: a paragraph that ends a cell, and one that
ends a row and tells where the row's cells begin and end. This module builds the tables from the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.ingest.docx_breaks import split_lines
from pipeline.ingest.raw import RawBlock
from schemas.breakdown import Furniture
from schemas.document import BlockKind, Cell
from schemas.errors import TooLarge

MAX_TABLE_DEPTH = 30
_SAME_EDGE = 40
"""Cell edges of two rows nearer than this, in twentieths of a point, are one: programs round them."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """What a row says of one of its cells: whether it begins a merge downward, or only continues a neighbour."""

    starts_merge: bool = False
    merged_up: bool = False
    merged_left: bool = False


@dataclass(frozen=True, slots=True)
class RowEnd:
    """The end of a row: the edges of its cells (one more than cells) in twips, the cells, whether it is a header."""

    edges: tuple[int, ...] = ()
    cells: tuple[RowCell, ...] = ()
    header: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the stream. `text` has the marks LINE and PAGE of docx_breaks where lines and pages break.

    `label` is its automatic number as typed, None where it has none. `depth` is how many tables it stands in.
    """

    text: str
    label: str | None = None
    level: int | None = None
    heading: bool = False
    centred: bool = False
    page_before: bool = False
    page_after: bool = False
    contents: bool = False
    depth: int = 0
    ends_cell: bool = False
    ends_row: RowEnd | None = None


@dataclass(slots=True)
class _Table:
    rows: list[tuple[list[_Flow], RowEnd]] = field(default_factory=list)


_Flow = list["Paragraph | _Table"]


@dataclass(slots=True)
class _Open:
    """A table that is being read: its finished rows, the cells of the row so far, what stands in the cell so far."""

    table: _Table = field(default_factory=_Table)
    row: list[_Flow] = field(default_factory=list)
    cell: _Flow = field(default_factory=list)

    def end_row(self, end: RowEnd) -> None:
        if self.cell:
            self.row.append(self.cell)
            self.cell = []
        if self.row:
            self.table.rows.append((self.row, end))
            self.row = []


def blocks_of(
    name: str, paragraphs: Iterable[Paragraph], first_table: int = 0
) -> tuple[list[RawBlock], list[Furniture]]:
    """Return the blocks of a stream of paragraphs, and the lines of tables of contents, which are set aside.

    `name` is for messages, `first_table` the number of the first table. Raises TooLarge for nesting without end.

    >>> cells = [Paragraph(text, depth=1, ends_cell=True) for text in ("序号", "任务")]
    >>> row = Paragraph("", depth=1, ends_row=RowEnd((0, 500, 900), (RowCell(), RowCell())))
    >>> [block.text for block in blocks_of("a.doc", [Paragraph("分工"), *cells, row])[0]]
    ['分工', '序号', '任务']
    """
    writer = _Writer(first_table)
    blocks: list[RawBlock] = []
    writer.write(_tree(name, paragraphs), blocks)
    return blocks, writer.contents


def _tree(name: str, paragraphs: Iterable[Paragraph]) -> _Flow:
    """Return the paragraphs with their tables built; a table that is never ended ends where its depth does."""
    outer: _Flow = []
    opened: list[_Open] = []

    def close() -> None:
        last = opened.pop()
        last.end_row(RowEnd())
        if last.table.rows:
            (opened[-1].cell if opened else outer).append(last.table)

    for paragraph in paragraphs:
        if paragraph.depth > MAX_TABLE_DEPTH:
            raise TooLarge(name, f"nests tables deeper than {MAX_TABLE_DEPTH} levels; save it anew in Word or WPS")
        while len(opened) > paragraph.depth:
            close()
        while len(opened) < paragraph.depth:
            opened.append(_Open())
        if not opened:
            outer.append(paragraph)
            continue
        here = opened[-1]
        if paragraph.ends_row is not None:
            here.end_row(paragraph.ends_row)
            continue
        here.cell.append(paragraph)
        if paragraph.ends_cell:
            here.row.append(here.cell)
            here.cell = []
    while opened:
        close()
    return outer


@dataclass(slots=True)
class _Place:
    flow: _Flow
    cell: Cell


class _Writer:
    """Writes blocks in reading order; it remembers what stands between them."""

    def __init__(self, first_table: int) -> None:
        self._tables = first_table
        self._after_page = False
        self._after_blank = False
        self.contents: list[Furniture] = []

    def write(self, flow: _Flow, out: list[RawBlock]) -> None:
        for item in flow:
            if isinstance(item, Paragraph):
                self._paragraph(item, out)
            else:
                self._table(item, out)

    def _paragraph(self, paragraph: Paragraph, out: list[RawBlock]) -> None:
        self._after_page |= paragraph.page_before
        if paragraph.contents:
            shown = " ".join(line.strip() for line, _ in split_lines(paragraph.text) if line.strip())
            if shown:
                self.contents.append(Furniture("navigation", shown.replace("\t", " "), None))
        elif paragraph.text or paragraph.label:
            self._lines(paragraph, out)
        else:
            self._after_blank = True
        self._after_page |= paragraph.page_after

    def _lines(self, paragraph: Paragraph, out: list[RawBlock]) -> None:
        label = paragraph.label or ""
        kind = BlockKind.HEADING if paragraph.heading else BlockKind.PARAGRAPH
        first = True
        for line, after_page in split_lines(paragraph.text, title=paragraph.heading, centred=paragraph.centred):
            self._after_page |= after_page
            text = (label + line.lstrip()).rstrip() if first and label else line
            if not text.strip():
                self._after_blank = True
                continue
            out.append(
                RawBlock(
                    text, kind if first else BlockKind.PARAGRAPH, paragraph.level if first else None, whole=True,
                    after_page=self._after_page, after_blank=self._after_blank,
                )
            )  # fmt: skip
            first = False
            self._after_page = self._after_blank = False

    def _table(self, table: _Table, out: list[RawBlock]) -> None:
        if len(table.rows) == 1 and len(table.rows[0][0]) == 1:
            # A table of a single cell is a frame around paragraphs.
            self.write(table.rows[0][0][0], out)
            return
        waiting = [table]
        while waiting:
            inner = self._one_table(waiting.pop(), out)
            waiting.extend(reversed(inner))

    def _one_table(self, table: _Table, out: list[RawBlock]) -> list[_Table]:
        """Write a table cell by cell; return the tables inside its cells, which follow it."""
        number = self._tables
        self._tables += 1
        inner: list[_Table] = []
        for place in _spread(table, number):
            self._after_blank = False
            lines: list[RawBlock] = []
            for item in place.flow:
                if isinstance(item, Paragraph):
                    self._paragraph(item, lines)
                elif len(item.rows) == 1 and len(item.rows[0][0]) == 1:
                    self.write(item.rows[0][0][0], lines)
                else:
                    inner.append(item)
            text = "\n".join(line.text for line in lines)
            after_page = bool(lines) and lines[0].after_page
            out.append(RawBlock(text, BlockKind.CELL, cell=place.cell, whole=True, after_page=after_page))
        self._after_blank = False
        return inner


def _spread(table: _Table, number: int) -> list[_Place]:
    """Return the cells with their places: a cell merged over several rows or columns stands once, with its spans."""
    columns = _columns([end.edges for _, end in table.rows])
    found: list[list[int]] = []
    flows: list[tuple[_Flow, bool]] = []
    above: dict[int, int] = {}
    for row, (cells, end) in enumerate(table.rows):
        merges: dict[int, int] = {}
        known = len(end.edges) > len(cells)
        column = columns[end.edges[0]] if known else 0
        previous: int | None = None
        for index, flow in enumerate(cells):
            span = max(1, columns[end.edges[index + 1]] - column) if known else 1
            said = end.cells[index] if index < len(end.cells) else RowCell()
            if said.merged_left and previous is not None:
                found[previous][3] += span
            elif said.merged_up and column in above:
                previous = merges[column] = above[column]
                found[previous][2] = row - found[previous][0] + 1
            else:
                previous = len(found)
                found.append([row, column, 1, span])
                flows.append((flow, end.header))
                # A continuation of nothing is where the merge begins: converters forget to say so.
                if said.starts_merge or said.merged_up:
                    merges[column] = previous
            column += span
        above = merges
    return [
        _Place(flow, Cell(number, row, column, row_span, column_span, header))
        for (row, column, row_span, column_span), (flow, header) in zip(found, flows, strict=True)
    ]


def _columns(rows: Sequence[tuple[int, ...]]) -> dict[int, int]:
    """Return the number of the column that begins at each edge that occurs."""
    found: dict[int, int] = {}
    number, begun = -1, None
    for edge in sorted({edge for edges in rows for edge in edges}):
        if begun is None or edge - begun > _SAME_EDGE:
            number, begun = number + 1, edge
        found[edge] = number
    return found
