"""Read a pdf: its printed lines in reading order, its ruled tables, and what runs along every page set aside."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from pipeline.ingest.ocr_model import INSTALL, is_installed
from pipeline.ingest.pdf_characters import is_traditional, needs_table, table
from pipeline.ingest.pdf_furniture import kind_of_aside, set_aside
from pipeline.ingest.pdf_glyphs import read_ink
from pipeline.ingest.pdf_layout import blocks_of_pages
from pipeline.ingest.pdf_leaves import leaves
from pipeline.ingest.pdf_line_numbers import set_line_numbers_aside
from pipeline.ingest.pdf_objects import objects_of
from pipeline.ingest.pdf_overlays import without_overlays
from pipeline.ingest.pdf_page import PageLines, page_lines
from pipeline.ingest.pdf_rulings import rulings
from pipeline.ingest.pdf_scan import is_empty, is_silent, read_picture
from pipeline.ingest.raw import Doubt, RawBlock, RawDocument, RawLine
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.errors import EncryptedFile, NoTextLayer, TooLarge, UnreadableFile

MOST_PAGES = 2_000
MOST_CHARACTERS = 200_000
"""Characters of one page; a page of print holds 2,000."""
MOST_IN_ALL = 5_000_000
_MOST_TOGETHER = 8
_MUCH = 10_000
"""Pages are opened several at a time, up to so many, while they hold no more characters and objects than this."""
_PASSWORD = 4
_TAIL = 2_048


class PdfReader:
    """Reads pdf files with pdfium."""

    media_types: tuple[str, ...] = ("application/pdf",)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return what the pdf `data` holds; `name` is for messages.

        Raises EncryptedFile, UnreadableFile (damaged, cut off), NoTextLayer (pictures of pages) or TooLarge.
        """
        # The library starts up when it is imported, so a run that meets no pdf does without.
        import pypdfium2  # noqa: F401
        import pypdfium2.raw as raw

        _refuse_cut_off(name, data)
        with _opened(raw, name, data) as document:
            count = raw.FPDF_GetPageCount(document)
            if count < 1:
                raise UnreadableFile(name, "holds no page that can be read. Open it in a viewer and save it again.")
            if count > MOST_PAGES:
                raise TooLarge(name, f"has {count} pages, more than {MOST_PAGES}. Split it first.")
            return _read_pages(raw, name, document, count)


def _read_pages(raw: Any, name: str, document: Any, count: int) -> RawDocument:  # Any: pypdfium2.raw has no types
    pages: list[PageLines] = []
    notes: list[Diagnostic] = []
    aside: list[Furniture] = []
    silent: list[int] = []
    pictures: list[int] = []
    doubts: list[Doubt] = []
    unknown = in_all = 0
    with closing(_opened_pages(raw, document, count)) as opened:
        for index, page, text_page, characters in opened:
            in_all += characters
            if characters > MOST_CHARACTERS or in_all > MOST_IN_ALL:
                raise TooLarge(
                    name, f"page {index + 1} holds more characters than a printed page can. Split the file first."
                )
            read = None
            if characters > 0:
                objects = objects_of(raw, page)
                ink = without_overlays(read_ink(raw, page, text_page, characters, objects))
                unknown += ink.unknown
                aside += [Furniture(kind_of_aside(text) or kind, text, index + 1) for kind, text in ink.aside]
                lines = rulings(raw, objects, ink.sheet)
                if lines is None:
                    notes.append(diagnose("D106", what=f"the drawing on page {index + 1}"))
                read = page_lines(index + 1, ink, lines or [])
            if is_silent(raw, page, read) and not is_empty(raw, page):
                scan = read_picture(raw, page, index + 1, name)
                seen = scan and page_lines(index + 1, scan.page, scan.rulings)
                if scan and seen and (seen.lines or seen.tables):
                    read = seen
                    pictures.append(index + 1)
                    doubts += scan.doubts
                elif (scan is None or not scan.blank) and not (read and read.lines):
                    silent.append(index + 1)
            if read and (read.lines or read.tables):
                pages += leaves(read)
    if not pages:
        remedy = "OCR found no characters either." if is_installed() else f"To read pictures of pages: {INSTALL}"
        raise NoTextLayer(name, f"has no text layer (a scan?). {remedy}")
    if pictures:
        notes.append(diagnose("D107", pages=", ".join(map(str, pictures))))
    notes += [diagnose("D104", page=number) for number in silent]
    if unknown:
        notes.append(diagnose("D105", count=unknown))
    aside += set_line_numbers_aside(pages)
    aside += set_aside(pages)
    blocks, headers = blocks_of_pages(pages)
    aside += headers
    aside.sort(key=lambda item: item.page or 0)
    media_type = PdfReader.media_types[0]
    return RawDocument(
        media_type,
        count,
        in_plain_characters(blocks),
        tuple(aside),
        tuple(notes),
        doubts=tuple(doubts),
    )


def in_plain_characters(blocks: list[RawBlock]) -> tuple[RawBlock, ...]:
    """Return the blocks with radicals and compatibility ideographs written as the characters they stand for."""
    if not needs_table("".join([block.text for block in blocks])):
        return tuple(blocks)
    letters = table(traditional=is_traditional("".join(block.text for block in blocks)))

    def plain(line: RawLine) -> RawLine:
        return replace(line, text=line.text.translate(letters))

    return tuple(
        replace(block, text=block.text.translate(letters), lines=tuple(map(plain, block.lines)))
        if needs_table(block.text)
        else block
        for block in blocks
    )


def _refuse_cut_off(name: str, data: bytes) -> None:
    """Raise UnreadableFile where the file ends before its end: pdfium would read what is left and say nothing."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(name, "is no pdf, or its beginning is damaged. Get it again from where it came.")
    end = data.rfind(b"%%EOF")
    linear = re.search(rb"/Linearized[^>]{0,200}/L[ ]{0,4}(\d{1,15})", data[:_TAIL])
    short = linear is not None and int(linear[1]) > len(data)
    if end < 0 or short or (len(data) - end > _TAIL and re.search(rb"\d obj\b", data[end:]) is not None):
        raise UnreadableFile(name, "is cut off: its end is missing. Get it again from where it came.")


@contextmanager
def _opened(raw: Any, name: str, data: bytes) -> Iterator[Any]:  # Any: as above
    # pdfium reads the bytes where they lie, as long as the document is open.
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if raw.FPDF_GetLastError() == _PASSWORD:
            raise EncryptedFile(name, "needs a password. Open it in a viewer and save it without one.")
        raise UnreadableFile(name, "is damaged and cannot be opened. Get it again from where it came.")
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def _opened_pages(raw: Any, document: Any, count: int) -> Generator[tuple[int, Any, Any, int]]:  # Any: as above
    """Yield the pages of a document by index, each with its text and the number of its characters.

    Several are opened before the first is yielded: pdfium and our own code push each other out of the processor's caches
    at every turn, which takes 3 to 5 % of the time. A page that holds much is the last of those opened with it, so that
    memory holds one such page at most.
    """
    pages: list[tuple[int, Any, Any, int]] = []
    index = 0
    try:
        while index < count:
            held = 0
            while index < count and len(pages) < _MOST_TOGETHER and held < _MUCH:
                page = raw.FPDF_LoadPage(document, index)
                text_page = raw.FPDFText_LoadPage(page) if page else None
                characters = max(0, raw.FPDFText_CountChars(text_page)) if text_page else 0
                pages.append((index, page, text_page, characters))
                held += characters + (max(0, raw.FPDFPage_CountObjects(page)) if page else 0)
                index += 1
            while pages:
                yield pages[0]
                _close(raw, *pages.pop(0))
    finally:
        for opened in pages:
            _close(raw, *opened)


def _close(raw: Any, _: int, page: Any, text_page: Any, __: int) -> None:  # Any: as above
    if text_page:
        raw.FPDFText_ClosePage(text_page)
    if page:
        raw.FPDF_ClosePage(page)
