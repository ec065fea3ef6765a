"""Read a Word 97–2003 or WPS document (.doc, .wps) as its paper shows it, automatic numbers and all.

What the reader decides is what the docx reader decides (see docx.py): a paragraph is one block, a number stands at
its head as a typist writes it, a cell is one block, revisions are read as accepted, hidden text and field codes are
no ink, headers, footers and notes are furniture. Text boxes follow the paragraph that they are anchored in.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import itemgetter

from pipeline.ingest import doc_formats as formats
from pipeline.ingest.doc_file import (
    BOXES,
    ENDNOTES,
    FOOTNOTES,
    HEADERS,
    MAX_PARAGRAPHS,
    SECTIONS,
    SHAPES,
    DocFile,
    Part,
    whole,
)
from pipeline.ingest.doc_lists import counting_of
from pipeline.ingest.doc_styles import Style, StyleSheet
from pipeline.ingest.doc_text import DocText, fonts_of
from pipeline.ingest.docx_furniture import is_page_number
from pipeline.ingest.numbering import Counting
from pipeline.ingest.raw import RawBlock, RawDocument
from pipeline.ingest.word_flow import Paragraph, RowEnd, blocks_of
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer, TooLarge, UnsupportedFormat

_SUPPRESSED = 0xF801
_BODY_LEVEL = 9
_CENTRED = 1
# Stories of a section, in their order: headers of even, odd and first pages are 0, 1 and 4, footers 2, 3 and 5.
_SEPARATORS = 6
_FOOTERS = frozenset((2, 3, 5))


class DocReader:
    """The reader of binary Word documents. Those older than Word 97 need LibreOffice."""

    media_types: tuple[str, ...] = ("application/msword",)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the blocks of a document in reading order.

        Raises UnreadableFile, EncryptedFile, UnsupportedFormat, NoTextLayer (pictures only) or TooLarge.
        """
        try:
            file = DocFile(name, data)
        except UnsupportedFormat as error:
            return _through_libreoffice(name, data, error)
        try:
            return _Document(file).read()
        except (struct.error, IndexError) as error:
            raise file.damaged("its structures contradict each other") from error


def _through_libreoffice(name: str, data: bytes, failed: UnsupportedFormat) -> RawDocument:
    """Return a document older than Word 97 as LibreOffice reads it, and say so."""
    from pipeline.ingest.docx import DocxReader
    from pipeline.ingest.libreoffice import as_docx

    document = DocxReader().read(name, as_docx(name, data, ".doc", failed))
    note = diagnose("D106", what="the file as it is: LibreOffice turned it into a .docx first")
    return replace(document, media_type=DocReader.media_types[0], notes=(*document.notes, note))


class _Document:
    """One file, read paragraph by paragraph."""

    def __init__(self, file: DocFile) -> None:
        self._file = file
        self._styles = StyleSheet(file)
        self._runs = formats.paragraph_runs(file)
        self._text = DocText(file, self._styles)
        self._lists = counting_of(file, fonts_of(file))
        self._sections = _positions(file.structure(SECTIONS), 12)

    def read(self) -> RawDocument:
        file = self._file
        blocks, contents = self._blocks()
        if not any(block.text.strip() for block in blocks) and (self._text.pictures or file.structure(SHAPES)):
            raise NoTextLayer(file.name, "has only pictures, no text (a scan?). Run OCR on it, then convert the result.")
        footnotes = [*self._notes(file.footnotes, FOOTNOTES), *self._notes(file.endnotes, ENDNOTES)]
        notes: list[Diagnostic] = []
        if self._text.pictures:
            notes.append(diagnose("D106", what=_counted(self._text.pictures, "picture")))
        if footnotes:
            notes.append(diagnose("D106", what=f"{_counted(len(footnotes), 'footnote')} (set aside under furniture)"))
        if self._text.unknown:
            notes.append(diagnose("D105", count=self._text.unknown))
        aside = dict.fromkeys([*contents, *self._running(), *footnotes])
        return RawDocument(DocReader.media_types[0], None, tuple(blocks), tuple(aside), tuple(notes))

    def _blocks(self) -> tuple[list[RawBlock], list[Furniture]]:
        """Return the blocks of the main text, each text box behind the paragraph that it is anchored in."""
        boxes = deque(self._boxes())
        stream: list[Paragraph] = []
        for end, paragraph in self._paragraphs(self._file.body, self._lists):
            stream.append(paragraph)
            while boxes and paragraph.depth == 0 and boxes[0][0] < end:
                stream += [inner for _, inner in self._paragraphs(boxes.popleft()[1], self._lists)]
        for _, box in boxes:
            stream += [inner for _, inner in self._paragraphs(box, self._lists)]
        return blocks_of(self._file.name, stream)

    def _paragraphs(self, part: Part, lists: Counting | None) -> Iterator[tuple[int, Paragraph]]:
        """Yield the paragraphs of a part with the position behind each."""
        start = part.start
        count = 0
        for match in _ends().finditer(self._file.text, part.start, part.end):
            at = match.start()
            mark = match[0]
            if (mark == "\f" and at + 1 not in self._sections) or not self._text.chars[at]:
                # A page break in a paragraph, or a paragraph mark that a revision deleted: the text runs on.
                continue
            count += 1
            if count > MAX_PARAGRAPHS:
                raise TooLarge(self._file.name, f"holds more than {MAX_PARAGRAPHS} paragraphs; split it first")
            yield at + 1, self._paragraph(start, at, mark, lists)
            start = at + 1
        if rest := self._text.between(start, part.end).strip():
            yield part.end, Paragraph(whole(rest))

    def _paragraph(self, start: int, at: int, mark: str, lists: Counting | None) -> Paragraph:
        source = self._runs.at(self._file.offset(at))
        number = int.from_bytes(source[:2], "little")
        own: dict[int, int] = {}
        for code, operand in formats.changes(source[2:], self._file):
            own[code] = int.from_bytes(operand[:4], "little")
        style = self._styles.style(own.get(formats.STYLE, number))
        in_table = bool(own.get(formats.IN_TABLE))
        depth = max(own.get(formats.DEPTH, 0), 1) if in_table else 0
        ends_row = mark == "\x07" if depth == 1 and own.get(formats.ROW_END) else bool(own.get(formats.INNER_ROW))
        if mark == "\x07" and not depth:
            depth = 1
        text = whole(self._text.between(start, at))
        outline = own.get(formats.OUTLINE)
        level = style.level if outline is None else outline + 1 if outline < _BODY_LEVEL else None
        contents = style.contents or self._text.in_contents(start)
        label = None
        if lists is not None and not ends_row:
            label = self._label(own, style, lists)
        page_before = own.get(formats.BREAK_BEFORE, int(style.page_before)) == 1
        end: RowEnd | None = formats.row_end(source[2:], self._file) if ends_row and depth else None
        alignment = own.get(formats.ALIGNED, own.get(formats.ALIGNED_80))
        return Paragraph(
            text,
            label=label,
            level=level,
            heading=level is not None or (style.heading and outline is None),
            centred=style.centred if alignment is None else alignment == _CENTRED,
            page_before=page_before,
            page_after=mark == "\f",
            contents=contents,
            depth=depth,
            ends_cell=end is None and (mark == "\x07" or bool(own.get(formats.INNER_CELL))),
            ends_row=end,
        )

    def _label(self, own: dict[int, int], style: Style, lists: Counting) -> str | None:
        number = own.get(formats.LIST, style.list)
        if not number or number == _SUPPRESSED:
            return None
        if number > _SUPPRESSED:
            # The paragraph keeps its list, but has an indent of its own.
            number = 0x10000 - number
        level = own.get(formats.LIST_LEVEL)
        if level is None and formats.LIST not in own:
            level = lists.level_of(str(number), map(str, style.chain))
        if level is None:
            level = style.list_level or 0
        return lists.label(str(number), level)

    def _boxes(self) -> list[tuple[int, Part]]:
        """Return the text boxes by the position they are anchored at; those without an anchor stand at the end."""
        part = self._file.boxes
        if part.start == part.end:
            return []
        source = self._file.structure(BOXES)
        ends = _positions(source, 22)
        anchors = _anchors(self._file)
        found: list[tuple[int, Part]] = []
        for index, (start, end) in enumerate(pairwise(ends)):
            entry = source[4 * len(ends) + 22 * index : 4 * len(ends) + 22 * index + 22]
            if len(entry) < 22 or not 0 <= start < end or part.start + end > part.end:
                continue
            (shape,) = struct.unpack_from("<i", entry, 14)
            at = anchors.get(shape, self._file.body.end)
            found.append((at, Part(part.start + start, part.start + end)))
        return sorted(found, key=itemgetter(0))

    def _running(self) -> Iterator[Furniture]:
        """Yield the headers and footers of all sections."""
        part = self._file.headers
        starts = _positions(self._file.structure(HEADERS), 0)
        for number, (start, end) in enumerate(pairwise(starts)):
            if number < _SEPARATORS or not 0 <= start < end or part.start + end > part.end:
                continue
            story = Part(part.start + start, part.start + end)
            counts_pages = _page_field().search(self._file.text, story.start, story.end) is not None
            for text in self._lines(story):
                is_page = is_page_number(text) and (counts_pages or any(map(str.isdigit, text)))
                if is_page:
                    yield Furniture("page_number", text, None)
                elif (number - _SEPARATORS) % 6 in _FOOTERS:
                    yield Furniture("running_footer", text, None)
                else:
                    yield Furniture("running_header", text, None)

    def _notes(self, part: Part, structure: int) -> Iterator[Furniture]:
        starts = _positions(self._file.structure(structure), 0)
        for start, end in pairwise(starts):
            if 0 <= start < end and part.start + end <= part.end:
                text = "\n".join(self._lines(Part(part.start + start, part.start + end)))
                if text:
                    yield Furniture("other", text, None)

    def _lines(self, part: Part) -> list[str]:
        paragraphs = (paragraph for _, paragraph in self._paragraphs(part, None))
        blocks, _ = blocks_of(self._file.name, paragraphs)
        return [block.text.strip() for block in blocks if block.text.strip()]


def _positions(source: bytes, size: int) -> tuple[int, ...]:
    """Return the positions of a structure that pairs n + 1 of them with n entries of `size` bytes."""
    count = (len(source) - 4) // (4 + size)
    return struct.unpack_from(f"<{count + 1}i", source, 0) if count > 0 else ()


def _anchors(file: DocFile) -> dict[int, int]:
    source = file.structure(SHAPES)
    starts = _positions(source, 26)
    found: dict[int, int] = {}
    for index, start in enumerate(starts[:-1]):
        entry = source[4 * len(starts) + 26 * index :][:4]
        if len(entry) == 4:
            found[int.from_bytes(entry, "little", signed=True)] = start
    return found


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("[\r\x07\f]")


@cache
def _page_field() -> re.Pattern[str]:
    # PAGE \* MERGEFORMAT
    return re.compile("\x13[^\x13-\x15]{0,40}\\b(?:NUM|SECTION)?PAGES?\\b")
