"""Walk a Word story (body, text box, header, footnote) in reading order: numbered paragraphs, tables cell by cell."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.docx_breaks import split_lines
from pipeline.ingest.docx_names import (
    ALTERNATE,
    CHUNK,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TBL,
    VAL,
    P,
    R,
    W,
    chosen,
    is_on,
    occurring,
    value,
    whole_number,
)  # fmt: skip
from pipeline.ingest.docx_tables import Row, is_frame, rows_of, spread
from pipeline.ingest.docx_text import MAX_DEPTH, TextReader
from pipeline.ingest.raw import RawBlock
from schemas.breakdown import Furniture
from schemas.document import BlockKind, Cell
from schemas.errors import TooLarge

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.ingest.docx_chunks import Chunks
    from pipeline.ingest.docx_styles import Styles
    from pipeline.ingest.numbering import Numbering

_WRAPPERS = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag"))
_STYLE, _NUMBER, _OUTLINE = W + "pStyle", W + "numPr", W + "outlineLvl"
_ALIGNMENT, _SECTION, _BREAK_BEFORE = W + "jc", W + "sectPr", W + "pageBreakBefore"
_DELETED, _MOVED, _VANISH = W + "del", W + "moveFrom", W + "vanish"
_PROPERTIES = frozenset((_STYLE, _NUMBER, _OUTLINE, _ALIGNMENT, _SECTION, _BREAK_BEFORE, RPR))
_BODY_LEVEL = 9


@dataclass(slots=True)
class _Properties:
    """What a paragraph says of itself, before its style is asked."""

    style: str | None = None
    num_id: str | None = None
    ilvl: int | None = None
    outline: int | None = None
    alignment: str | None = None
    page_before: bool = False
    page_after: bool = False
    mark_deleted: bool = False
    mark_hidden: bool | None = None


@dataclass(slots=True)
class _Carried:
    """Text whose paragraph mark is deleted or hidden, so that it runs on into the next paragraph."""

    text: str = ""
    label: str = ""


class StoryReader:
    """Reads one part's content to blocks. `furniture` collects tables of contents met on the way."""

    def __init__(
        self, root: _Element, styles: Styles, numbering: Numbering, name: str, chunks: Chunks | None = None
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._name = name
        self._chunks = chunks
        self._text = TextReader(root, styles, name)
        self._marks_matter = bool(occurring(root, _DELETED, _MOVED, _VANISH))
        self._tables = 0
        self._in_cell = False
        self._in_contents = False
        self._after_page = False
        self._after_blank = False
        self._carried = _Carried()
        self._deferred: list[_Element] = []
        self.furniture: list[Furniture] = []

    @property
    def formulas(self) -> int:
        """How many formulas could not be put in a line."""
        return self._text.formulas

    @property
    def unknown(self) -> int:
        """How many pictures of symbol fonts have no known meaning."""
        return self._text.unknown

    def read(self, container: _Element | None) -> list[RawBlock]:
        """Return the blocks of a body, header, footnote or text box."""
        out: list[RawBlock] = []
        if container is not None:
            self._blocks(container, out, 0)
            self._emit(self._carried, BlockKind.PARAGRAPH, None, out)
            self._carried = _Carried()
        return out

    def _blocks(self, container: _Element, out: list[RawBlock], depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooLarge(self._name, f"nests text deeper than {MAX_DEPTH} levels. Save it anew in Word or WPS.")
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child, out, depth)
            elif tag == TBL:
                self._table(child, out, depth)
            elif tag == SDT:
                self._control(child, out, depth)
            elif tag in _WRAPPERS:
                self._blocks(child, out, depth + 1)
            elif tag == ALTERNATE:
                alternative = chosen(child)
                if alternative is not None:
                    self._blocks(alternative, out, depth + 1)
            elif tag == CHUNK and self._chunks is not None:
                found = self._chunks.read(child.get(R + "id"), self._tables)
                self._tables = max((block.cell.table + 1 for block in found if block.cell), default=self._tables)
                out += found

    def _control(self, control: _Element, out: list[RawBlock], depth: int) -> None:
        content = control.find(SDT_CONTENT)
        properties = control.find(SDT_PR)
        if content is None or is_on(properties, W + "showingPlcHdr"):
            return
        outside = self._in_contents
        document_part = None if properties is None else properties.find(W + "docPartObj")
        if value(document_part, W + "docPartGallery") == "Table of Contents":
            self._in_contents = True
        self._blocks(content, out, depth + 1)
        self._in_contents = outside

    def _paragraph(self, paragraph: _Element, out: list[RawBlock], depth: int) -> None:
        own = _properties(paragraph, marks_matter=self._marks_matter)
        style = self._styles.paragraph(own.style)
        in_contents = self._in_contents or style.contents or self._text.in_contents
        text = self._text.read(paragraph, hidden=style.hidden)
        if own.mark_deleted:
            self._carried.text += text
        else:
            self._after_page |= own.page_before
            if in_contents or self._text.in_contents:
                self._set_aside(self._carried.text + text)
                self._carried = _Carried()
            else:
                self._finish(own, text, out)
            self._after_page |= own.page_after
        if self._text.boxes:
            boxes, self._text.boxes = self._text.boxes, []
            if self._in_cell:
                self._deferred.extend(boxes)
            else:
                for box in boxes:
                    self._blocks(box, out, depth + 1)

    def _finish(self, own: _Properties, text: str, out: list[RawBlock]) -> None:
        """Give a paragraph its number and kind and put it out, unless a hidden mark runs it into the next."""
        style = self._styles.paragraph(own.style)
        hidden_mark = style.hidden if own.mark_hidden is None else own.mark_hidden
        if hidden_mark and not text.strip() and not self._carried.text:
            return
        label = self._label(own)
        if label is not None and self._carried.label:
            # A number in the middle of a line is no number: the carried text was a paragraph after all.
            self._emit(self._carried, BlockKind.PARAGRAPH, None, out)
            self._carried = _Carried()
        carried = self._carried
        carried.text += text
        carried.label = carried.label or label or ""
        if hidden_mark:
            return
        self._carried = _Carried()
        level = style.level if own.outline is None else own.outline + 1 if own.outline < _BODY_LEVEL else None
        is_heading = level is not None or (style.heading and own.outline is None)
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        centred = style.centred if own.alignment is None else own.alignment == "center"
        self._emit(carried, kind, level, out, centred=centred)

    def _label(self, own: _Properties) -> str | None:
        style = self._styles.paragraph(own.style)
        num_id = style.num_id if own.num_id is None else own.num_id
        if num_id is None:
            return None
        ilvl = own.ilvl
        if ilvl is None and own.num_id is None:
            ilvl = self._numbering.level_of(num_id, style.chain)
        if ilvl is None:
            ilvl = style.ilvl or 0
        return self._numbering.label(num_id, ilvl)

    def _emit(
        self, carried: _Carried, kind: BlockKind, level: int | None, out: list[RawBlock], *, centred: bool = False
    ) -> None:
        if not carried.text and not carried.label:
            self._after_blank = True
            return
        first = True
        for line, after_page in split_lines(carried.text, title=kind is BlockKind.HEADING, centred=centred):
            self._after_page |= after_page
            text = (carried.label + line.lstrip()).rstrip() if first and carried.label else line
            if not text.strip():
                self._after_blank = True
                continue
            out.append(
                RawBlock(
                    text, kind if first else BlockKind.PARAGRAPH, level if first else None, whole=True,
                    after_page=self._after_page, after_blank=self._after_blank,
                )
            )  # fmt: skip
            first = False
            self._after_page = self._after_blank = False

    def _set_aside(self, text: str) -> None:
        shown = " ".join(line.strip() for line, _ in split_lines(text) if line.strip())
        if shown:
            self.furniture.append(Furniture("navigation", shown.replace("\t", " "), None))

    def _table(self, table: _Element, out: list[RawBlock], depth: int) -> None:
        rows = rows_of(table)
        if is_frame(rows):
            self._blocks(rows[0].cells[0].element, out, depth + 1)
            return
        if self._in_cell:
            self._deferred.append(table)
            return
        self._one_table(rows, out, depth)
        waiting = deque(self._take_deferred())
        while waiting:
            later = waiting.popleft()
            if later.tag == TBL:
                self._one_table(rows_of(later), out, depth)
            else:
                self._in_cell = True
                self._blocks(later, out, depth + 1)
                self._in_cell = False
            waiting.extendleft(reversed(self._take_deferred()))

    def _one_table(self, rows: list[Row], out: list[RawBlock], depth: int) -> None:
        index = self._tables
        self._tables += 1
        for place in spread(rows):
            self._after_blank = False
            lines: list[RawBlock] = []
            self._in_cell = True
            self._blocks(place.element, lines, depth + 1)
            self._in_cell = False
            after_page = bool(lines) and lines[0].after_page
            cell = Cell(index, place.row, place.column, place.row_span, place.column_span, place.header)
            text = "\n".join(line.text for line in lines)
            out.append(RawBlock(text, BlockKind.CELL, cell=cell, whole=True, after_page=after_page))
        self._after_blank = False

    def _take_deferred(self) -> list[_Element]:
        taken, self._deferred = self._deferred, []
        return taken


def _properties(paragraph: _Element, *, marks_matter: bool) -> _Properties:
    found = _Properties()
    for first in paragraph:
        if first.tag != PPR:
            break
        for child in first:
            tag = child.tag
            if tag not in _PROPERTIES:
                continue
            if tag == _STYLE:
                found.style = child.get(VAL)
            elif tag == _NUMBER:
                found.num_id = value(child, W + "numId")
                found.ilvl = whole_number(value(child, W + "ilvl"))
            elif tag == _OUTLINE:
                found.outline = whole_number(child.get(VAL))
            elif tag == _ALIGNMENT:
                found.alignment = child.get(VAL)
            elif tag == _BREAK_BEFORE:
                found.page_before = is_on(first, tag)
            elif tag == _SECTION:
                found.page_after = value(child, W + "type") not in ("continuous", "nextColumn")
            elif tag == RPR and marks_matter:
                _read_mark(child, found)
        break
    return found


def _read_mark(mark: _Element, found: _Properties) -> None:
    """The paragraph mark's own format: deleted by a revision, or hidden."""
    for child in mark:
        tag = child.tag
        if tag in (_DELETED, _MOVED):
            found.mark_deleted = True
        elif tag == _VANISH:
            found.mark_hidden = is_on(mark, tag)
