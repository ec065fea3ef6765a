"""Read a saved web page: the notice on it is the text, what the site puts around it is furniture.

What the reader decides, so that a page reads like the paper it was made from:

- The notice stands in the element whose id or class says so (UCAP-CONTENT, TRS_Editor, zoom…), else where the running
  text is. Its title is taken in if it stands above it. Everything else that holds words goes to furniture.
- The table of 索引号, 发文机关, 成文日期 and 发文字号 is the page's metadata, and furniture. 发布日期 is the page's, not the notice's.
- A block element is a paragraph. A line break inside one is judged as in a Word document (`docx_breaks`); two breaks, or
  a break before an indent, end a paragraph. Numbers of lists stand in the text as a typist writes them.
- A table is one if it has rows and columns of its own; frames that a page is laid out in are not. Paragraphs in a cell
  are joined by a newline; a table inside a cell has its own index and follows the outer table.
- Hidden elements, scripts and comments are no ink. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.ingest.html_article import articles, bare, choose
from pipeline.ingest.html_metadata import full_title, page_title, read_metadata, without_site
from pipeline.ingest.html_parse import parse
from pipeline.ingest.html_walk import Stretch, Walker
from pipeline.ingest.raw import RawBlock, RawDocument
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer

if TYPE_CHECKING:
    from lxml.etree import _Element

HTML = "text/html"
_FURNITURE_LENGTH = 400
"""Characters kept of a region of the page that is no part of the notice."""
_FURNITURE_COUNT = 100


class HtmlReader:
    """Web pages, with or without a doctype; also .doc files that are pages inside."""

    media_types: tuple[str, ...] = (HTML, "application/xhtml+xml")

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the notice on a page; raises UnreadableFile, NoTextLayer (pictures only) or TooLarge."""
        return read_page(name, data, None)


def read_page(name: str, data: bytes, charset: str | None) -> RawDocument:
    """Return the notice on a page whose encoding something around it may name."""
    root, lost = parse(name, data, charset)
    raw = page(name, root)
    if lost:
        raw = _noted(raw, diagnose("D106", what=f"{lost} damaged characters (�)"))
    return raw


def page(name: str, root: _Element) -> RawDocument:
    """Return the notice in a tree; raises NoTextLayer where there are pictures and no text."""
    stretches = Walker(root, articles(root)).walk()
    metadata, described = read_metadata(stretches)
    title = page_title(root)
    rest = [index for index in range(len(stretches)) if index not in described]
    flags = choose([stretches[index] for index in rest], metadata.get("title") or title)
    kept = {index for index, flag in zip(rest, flags, strict=True) if flag}
    notice = [stretches[index] for index in sorted(kept)]
    pictures = sum(stretch.pictures for stretch in notice)
    if not any(stretch.text for stretch in notice):
        if next(root.iter("img"), None) is not None:
            raise NoTextLayer(name, "has only pictures, no text (a scan?). Run OCR on them, then convert the result.")
        return RawDocument(HTML, None, ())
    notes = [diagnose("D106", what=f"{pictures} picture{'s' if pictures > 1 else ''}")] if pictures else []
    return RawDocument(
        media_type=HTML,
        pages=None,
        blocks=tuple(_blocks(notice)),
        furniture=tuple(_furniture(stretches, kept)),
        notes=tuple(notes),
        metadata=_metadata(metadata, title, notice),
    )


def _blocks(stretches: Sequence[Stretch]) -> Iterator[RawBlock]:
    for stretch in stretches:
        yield RawBlock(stretch.text, stretch.kind, stretch.level, stretch.cell, whole=True)


def _metadata(found: dict[str, str], title: str | None, notice: Sequence[Stretch]) -> tuple[tuple[str, str], ...]:
    """Return the metadata; the page's own title counts only where the notice prints none."""
    found = dict(found)
    if "title" in found:
        found["title"] = full_title(found["title"], notice)
    elif (own := without_site(title)) and not _prints_title(notice, own):
        found["title"] = own
    return tuple(sorted(found.items()))


def _prints_title(notice: Sequence[Stretch], title: str) -> bool:
    """Say whether the notice begins with a title: this one, or one with 关于."""
    head = "".join(bare(stretch.text) for stretch in notice[:8])
    return bare(title) in head or any("关于" in stretch.text and len(stretch.text) < 120 for stretch in notice[:6])


def _furniture(stretches: Sequence[Stretch], kept: set[int]) -> Iterator[Furniture]:
    """Yield what is not the notice's, one entry a region between parts of the notice, each cut to a bearable length."""
    region: list[str] = []
    length = count = 0
    for index in (*range(len(stretches)), None):
        if index is not None and index not in kept:
            text = stretches[index].text
            if text and length <= _FURNITURE_LENGTH:
                region.append(text.replace("\n", " "))
                length += len(text) + 1
            continue
        if region and count < _FURNITURE_COUNT:
            words = " ".join(region)
            count += 1
            yield Furniture("navigation", words if len(words) <= _FURNITURE_LENGTH else f"{words[: _FURNITURE_LENGTH - 1]}…", None)
        region, length = [], 0


def _noted(raw: RawDocument, note: Diagnostic) -> RawDocument:
    from dataclasses import replace

    return replace(raw, notes=(*raw.notes, note))
