"""Walk the tree of a web page and give its paragraphs and table cells in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.reading.text import fold
from pipeline.ingest.docx_breaks import LINE
from pipeline.ingest.html_styles import HEADINGS, UNSEEN, is_block, is_centred, is_hidden, list_style
from pipeline.ingest.html_tables import holds_data, place, rows_of
from pipeline.ingest.html_words import lines_of, number_text
from pipeline.ingest.shapes import label_kind
from schemas.document import BlockKind, Cell

if TYPE_CHECKING:
    from lxml.etree import _Element

_RAISED = {"0": "⁰", "1": "¹", "2": "²", "3": "³"}
_BREAK_TAGS = ("br", "wbr")


@dataclass(slots=True)
class Stretch:
    """A paragraph or cell of a page: `links` of its characters are links; `region` numbers the element it stands in."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    cell: Cell | None = None
    links: int = 0
    inside: bool = False
    pictures: int = 0

    @property
    def linked(self) -> float:
        """Share of the characters that are links."""
        return self.links / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class _List:
    """A list that is open: how it numbers, and the number of its next item."""

    style: str
    next: int
    step: int


@dataclass(slots=True)
class _Table:
    """A data table that is open: its cells' places, its finished cells, and what stands in tables inside them."""

    element: _Element
    places: dict[_Element, Cell]
    cells: list[Stretch] = field(default_factory=list)
    after: list[Stretch] = field(default_factory=list)


class Walker:
    """One pass over a tree. `articles` are the elements whose paragraphs are marked as inside."""

    def __init__(self, root: _Element, articles: frozenset[_Element]) -> None:
        self._root = root
        self._articles = articles
        self._inside = 0
        self._text: list[str] = []
        self._links = 0
        self._pictures = 0
        self._anchors = 0
        self._raised = 0
        self._centred = 0
        self._preformatted = 0
        self._level: int | None = None
        self._lists: list[_List] = []
        self._mark = ""
        self._sinks: list[list[Stretch]] = [[]]
        self._tables: list[_Table] = []
        self._table_count = 0
        self._weights = _table_weights(root)

    def walk(self) -> list[Stretch]:
        """Return the paragraphs and cells in reading order; a table inside a cell follows the table around it."""
        from lxml import etree

        walker = etree.iterwalk(self._root, events=("start", "end"))
        hidden: _Element | None = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in UNSEEN or is_hidden(element):
                    hidden = element
                    walker.skip_subtree()
                    continue
                self._start(element, tag)
                if element.text:
                    self._add(element.text)
                continue
            if hidden is element:
                hidden = None
            else:
                self._end(element, tag)
            if element.tail and element is not self._root:
                self._add(element.tail)
        self._flush()
        return self._sinks[0]

    def _add(self, text: str) -> None:
        if self._raised and text.strip() in _RAISED and self._text and self._text[-1][-1:].isalpha():
            # m<sup>2</sup> is m² to a typist.
            text = _RAISED[text.strip()]
        if self._preformatted:
            text = text.replace("\n", LINE)
        if self._anchors:
            self._links += len(text.strip())
        self._text.append(text)

    def _start(self, element: _Element, tag: str) -> None:
        if tag in _BREAK_TAGS:
            if tag == "br":
                self._text.append(LINE)
            return
        if tag == "img":
            self._pictures += 1
            return
        if tag == "a" and element.get("href") is not None:
            self._anchors += 1
        elif tag == "sup":
            self._raised += 1
        if not is_block(element, tag):
            return
        self._flush()
        if element in self._articles:
            self._inside += 1
        if is_centred(element):
            self._centred += 1
        if tag in HEADINGS:
            self._level = HEADINGS[tag]
        elif tag in ("ol", "ul"):
            self._lists.append(_list_of(element, tag))
        elif tag == "li":
            self._mark = self._mark_of(element)
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "table":
            self._start_table(element)
        elif tag in ("td", "th") and self._tables and element in self._tables[-1].places:
            self._sinks.append([])

    def _end(self, element: _Element, tag: str) -> None:
        if tag == "a" and element.get("href") is not None:
            self._anchors -= 1
        elif tag == "sup":
            self._raised -= 1
        if tag in _BREAK_TAGS or tag == "img" or not is_block(element, tag):
            return
        self._flush()
        if tag in HEADINGS:
            self._level = None
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag == "pre":
            self._preformatted -= 1
        elif self._tables:
            table = self._tables[-1]
            if element is table.element:
                self._end_table()
            elif tag in ("td", "th") and element in table.places:
                self._end_cell(table, table.places[element])
        if is_centred(element):
            self._centred -= 1
        if element in self._articles:
            self._inside -= 1

    def _mark_of(self, element: _Element) -> str:
        if not self._lists:
            return ""
        listed = self._lists[-1]
        value = (element.get("value") or "").strip()
        if value.isascii() and value.isdigit() and len(value) < 7:
            listed.next = int(value)
        mark = "● " if listed.step == 0 and listed.style != "none" else ""
        if listed.step:
            mark = number_text(listed.style, listed.next)
            listed.next += listed.step
        return mark

    def _start_table(self, element: _Element) -> None:
        rows = rows_of(element)
        own, nested = self._weights.get(element, (0, 0))
        if holds_data(element, rows, own, nested):
            self._tables.append(_Table(element, place(rows, self._table_count)))
            self._table_count += 1
            self._sinks.append([])

    def _end_cell(self, table: _Table, cell: Cell) -> None:
        found = self._sinks.pop()
        own = [stretch for stretch in found if stretch.cell is None]
        table.after.extend(stretch for stretch in found if stretch.cell is not None)
        text = "\n".join(stretch.text for stretch in own)
        links = sum(stretch.links for stretch in own)
        table.cells.append(Stretch(text, BlockKind.CELL, None, cell, links, self._inside > 0))

    def _end_table(self) -> None:
        table = self._tables.pop()
        # What stands in the table and in no cell of it (a caption, text that lost its cell) stands before it.
        loose = self._sinks.pop()
        table.cells.sort(key=lambda stretch: (stretch.cell.row, stretch.cell.column) if stretch.cell else (0, 0))
        self._sinks[-1].extend((*loose, *table.cells, *table.after))

    def _flush(self) -> None:
        """Close the paragraph that is open."""
        if self._text:
            text = "".join(self._text)
            lines = lines_of(text, heading=self._level is not None, centred=self._centred > 0)
            self._text.clear()
            if lines and self._mark:
                lines[0] = lines[0] if label_kind(fold(lines[0][:12])) else self._mark + lines[0]
                self._mark = ""
            kind = BlockKind.PARAGRAPH if self._level is None else BlockKind.HEADING
            total = sum(map(len, lines)) or 1
            for line in lines:
                links = min(len(line), round(self._links * len(line) / total))
                self._sinks[-1].append(Stretch(line, kind, self._level, None, links, self._inside > 0))
        if self._pictures and self._sinks[-1] and self._sinks[-1][-1].inside == (self._inside > 0):
            self._sinks[-1][-1].pictures += self._pictures
        self._links = self._pictures = 0


def seen(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Yield every element that a reader of the page sees (its end), with whether it starts or ends."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and (element.tag in UNSEEN or is_hidden(element)):
            walker.skip_subtree()
        yield element, event


def _list_of(element: _Element, tag: str) -> _List:
    style = list_style(element, tag)
    if tag == "ul":
        return _List(style, 0, 0)
    backwards = element.get("reversed") is not None
    start = (element.get("start") or "").strip()
    begin = sum(child.tag == "li" for child in element) if backwards else 1
    if start.lstrip("-").isascii() and start.lstrip("-").isdigit() and len(start) < 7:
        begin = int(start)
    return _List(style, begin, -1 if backwards else 1)


def _table_weights(root: _Element) -> dict[_Element, tuple[int, int]]:
    """Return for every table the characters of its own cells and those of the tables inside it."""
    weights: dict[_Element, tuple[int, int]] = {}
    if next(root.iter("table"), None) is None:
        return weights
    stack: list[list[int]] = []
    for element, event in seen(root):
        if event == "start":
            if element.tag == "table":
                stack.append([0, 0])
            if stack and element.text and element.tag not in UNSEEN:
                stack[-1][0] += len(element.text.strip())
            continue
        if element.tag == "table" and stack:
            own, nested = stack.pop()
            weights[element] = (own, nested)
            if stack:
                stack[-1][1] += own + nested
        if stack and element.tail:
            stack[-1][0] += len(element.tail.strip())
    return weights
