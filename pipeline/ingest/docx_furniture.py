"""Set aside what is on a Word page but in no sentence (headers, page numbers, notes); count what is not read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from pipeline.ingest.docx_names import INSTRUCTION, A, O, R, V, W
from pipeline.ingest.docx_story import StoryReader
from pipeline.ingest.docx_text import is_fallback
from pipeline.ingest.numbering import Numbering
from schemas.breakdown import Furniture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from pipeline.ingest.docx_styles import Styles
    from pipeline.ingest.ooxml import Package, Part, Relationship

_PICTURES, _OBJECTS, _CHUNKS = (A + "blip", V + "imagedata"), (O + "OLEObject",), (W + "altChunk", W + "subDoc")
_CHARTS = (A.replace("/main", "/chart") + "chart", A.replace("/main", "/diagram") + "relIds")
_Running = Literal["running_header", "running_footer"]
_KINDS: dict[str, _Running] = {"header": "running_header", "footer": "running_footer"}


@dataclass(frozen=True, slots=True)
class Unread:
    """How many things of each kind the reader passes over."""

    pictures: int
    charts: int
    objects: int
    chunks: int
    formulas: int

    def described(self) -> tuple[str, ...]:
        """Return a phrase for each kind that occurs: “2 pictures”."""
        counts = (
            (self.pictures, "picture"), (self.charts, "chart or diagram"), (self.objects, "embedded object"),
            (self.chunks, "embedded document"), (self.formulas, "formula"),
        )  # fmt: skip
        return tuple(_counted(count, noun) for count, noun in counts if count)


def unread(root: _Element, formulas: int, chunks: int = 0) -> Unread:
    """Count what a document holds beside text and `chunks` that were read; what Word stores in two forms counts once."""
    found: Counter[str] = Counter(
        str(element.tag) for element in root.iter(*_PICTURES, *_CHARTS, *_OBJECTS, *_CHUNKS) if not is_fallback(element)
    )

    def count(tags: tuple[str, ...]) -> int:
        return sum(found[tag] for tag in tags)

    return Unread(count(_PICTURES), count(_CHARTS), count(_OBJECTS), count(_CHUNKS) - chunks, formulas)


def furniture_of(
    package: Package, document: Part, links: tuple[Relationship, ...], styles: Styles
) -> tuple[list[Furniture], list[str]]:
    """Return headers, footers, watermarks and notes of the document, and phrases that tell of the notes.

    Footnotes and endnotes keep their text here: in the sentence they would be read as its words, at the end as the
    last task's.
    """
    used = {
        element.get(R + "id") for element in document.root.iter(W + "headerReference", W + "footerReference")
    }
    found: dict[Furniture, None] = {}
    phrases = []
    for link in links:
        if link.kind in _KINDS and link.id in used:
            part = package.part(link.target)
            if part is not None:
                found |= dict.fromkeys(_running(part, _KINDS[link.kind], styles, package.name))
        elif link.kind in ("footnotes", "endnotes"):
            part = package.part(link.target)
            notes = [] if part is None else _notes(part, styles, package.name)
            if notes:
                found |= dict.fromkeys(notes)
                phrases.append(f"{_counted(len(notes), link.kind.removesuffix('s'))} (set aside under furniture)")
    return list(found), phrases


def _running(part: Part, kind: _Running, styles: Styles, name: str) -> Iterable[Furniture]:
    counts_pages = any(
        _page_field().search(code)
        for element in part.root.iter(INSTRUCTION, W + "fldSimple")
        for code in (element.text or "", element.get(W + "instr") or "")
    )
    for text in _texts(part, styles, name):
        is_page = is_page_number(text) and (counts_pages or any(map(str.isdigit, text)))
        yield Furniture("page_number" if is_page else kind, text, None)
    for path in part.root.iter(V + "textpath"):
        words = (path.get("string") or "").strip()
        if words:
            yield Furniture("watermark", words, None)


def _notes(part: Part, styles: Styles, name: str) -> list[Furniture]:
    notes = []
    for element in part.root.iter(W + "footnote", W + "endnote"):
        if element.get(W + "type", "normal") != "normal":
            continue
        story = StoryReader(part.root, styles, Numbering(None, styles), name)
        text = "\n".join(block.text.strip() for block in story.read(element))
        if text:
            notes.append(Furniture("other", text, None))
    return notes


def _texts(part: Part, styles: Styles, name: str) -> list[str]:
    story = StoryReader(part.root, styles, Numbering(None, styles), name)
    return [block.text.strip() for block in story.read(part.root) if block.text.strip()]


def _counted(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}s" if noun != "chart or diagram" else f"{count} charts or diagrams"


def is_page_number(text: str) -> bool:
    """Say whether a line of a header or footer is nothing but a page number; its field may have left no digit.

    >>> is_page_number("— 4 —"), is_page_number("清河区民政局")
    (True, False)
    """
    return _page_number().match(text) is not None


@cache
def _page_field() -> re.Pattern[str]:
    # PAGE \* MERGEFORMAT
    return re.compile(r"\b(?:NUM|SECTION)?PAGES?\b")


@cache
def _page_number() -> re.Pattern[str]:
    # — 4 —   第 3 页 共 11 页   3/11
    return re.compile(
        r"[-—–―\s·]{0,8}(?:第?\s{0,4}\d{0,5}\s{0,4}页?)(?:[\s,，/]{0,4}共?\s{0,4}\d{1,5}\s{0,4}页?)?[-—–―\s·]{0,8}$"
    )
