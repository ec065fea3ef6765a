"""Read an OFD document (GB/T 33190): its printed lines in reading order, as a pdf's, from where its characters stand."""

from __future__ import annotations

from pipeline.ingest.ofd_package import OfdPage, pages_of
from pipeline.ingest.ofd_page import POINTS, Drawn, draw
from pipeline.ingest.pdf import in_plain_characters
from pipeline.ingest.pdf_furniture import kind_of_aside, set_aside
from pipeline.ingest.pdf_glyphs import Ink, PageInk
from pipeline.ingest.pdf_layout import blocks_of_pages
from pipeline.ingest.pdf_leaves import leaves
from pipeline.ingest.pdf_line_numbers import set_line_numbers_aside
from pipeline.ingest.pdf_overlays import without_overlays
from pipeline.ingest.pdf_page import PageLines, page_lines
from pipeline.ingest.pdf_rulings import MOST_RULINGS, Ruling
from pipeline.ingest.pdf_sheet import Sheet
from pipeline.ingest.raw import RawDocument
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer, TooLarge

MOST_IN_ALL = 5_000_000
"""Characters of all pages."""


class OfdReader:
    """The reader of OFD packages. Fonts, signatures and annotations are not looked at."""

    media_types: tuple[str, ...] = ("application/ofd",)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the lines of all pages.

        Raises UnreadableFile, EncryptedFile, NoTextLayer (pictures of pages) or TooLarge.
        """
        pages: list[PageLines] = []
        aside: list[Furniture] = []
        notes: list[Diagnostic] = []
        silent: list[int] = []
        number = unknown = in_all = 0
        for number, page in enumerate(pages_of(name, data), 1):
            drawn = _drawn(name, page)
            in_all += len(drawn.ink.chars)
            if in_all > MOST_IN_ALL:
                raise TooLarge(name, f"holds more than {MOST_IN_ALL} characters; split it first")
            unknown += drawn.unknown
            aside += [Furniture(kind_of_aside(text) or kind, text, number) for kind, text in drawn.aside if text.strip()]
            if len(drawn.rulings) > MOST_RULINGS:
                notes.append(diagnose("D106", what=f"the drawing on page {number}"))
                drawn.rulings = []
            read = _page_lines(number, page, drawn, aside)
            if read.lines or read.tables:
                pages += leaves(read)
            else:
                silent.append(number)
        if not pages:
            raise NoTextLayer(name, "has no text, only pictures (a scan?). Run OCR on it, then convert the result.")
        notes += [diagnose("D104", page=page_number) for page_number in silent]
        if unknown:
            notes.append(diagnose("D105", count=unknown))
        aside += set_line_numbers_aside(pages)
        aside += set_aside(pages)
        blocks, headers = blocks_of_pages(pages)
        aside = sorted([*aside, *headers], key=lambda item: item.page or 0)
        return RawDocument(self.media_types[0], number, in_plain_characters(blocks), tuple(aside), tuple(notes))


def _drawn(name: str, page: OfdPage) -> Drawn:
    drawn = Drawn()
    for content in (*page.under, page.content, *page.over):
        draw(name, content, drawn, page.units)
    return drawn


def _page_lines(number: int, page: OfdPage, drawn: Drawn, aside: list[Furniture]) -> PageLines:
    left, top, width, height = (POINTS * side for side in page.area)
    ink, lines = drawn.ink, drawn.rulings
    if left or top:
        ink, lines = _moved(ink, lines, left, top)
    # Some programs write the size of the sheet wrongly; what is drawn is on the page all the same.
    right, bottom = max([width, *ink.x1]), max([height, *ink.bottom])
    sheet = Sheet(0.0, 0.0, right, bottom, 0, 0)
    found = without_overlays(PageInk(sheet, ink, [], 0))
    aside += [Furniture(kind, text, number) for kind, text in found.aside]
    return page_lines(number, found, lines)


def _moved(ink: Ink, lines: list[Ruling], left: float, top: float) -> tuple[Ink, list[Ruling]]:
    moved = Ink(
        ink.chars, [x - left for x in ink.x0], [x - left for x in ink.x1],
        [y - top for y in ink.top], [y - top for y in ink.bottom], [y - top for y in ink.base],
    )  # fmt: skip
    return moved, [
        Ruling(line.level, line.at - top, line.start - left, line.end - left)
        if line.level
        else Ruling(line.level, line.at - left, line.start - top, line.end - top)
        for line in lines
    ]
