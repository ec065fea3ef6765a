"""Sort what a pdf page draws: paths, forms, and spaces that pdfium's own text leaves out."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import compress
from operator import eq
from typing import Any

from pipeline.ingest import pdf_calls

MOST_OBJECTS = 200_000
"""Objects looked at on one page; a page with more is a drawing."""


@dataclass(frozen=True, slots=True)
class PageObjects:
    """Paths of a page by their addresses, its forms, and where spaces stand that are drawn alone.

    Spaces by x and baseline in user space.

    `whole` is False where the page has more objects than are looked at.
    """

    paths: list[int]
    forms: list[Any]  # Any: pypdfium2.raw has no types
    spaces: list[tuple[float, float]]
    whole: bool


def objects_of(raw: Any, page: Any) -> PageObjects:  # Any: as above
    """Return the objects of an open page.

    pdfium's text leaves out a text object that has no ink, and puts a space of its own wherever there is a gap. Word
    draws the space between two fonts as such an object, so it is looked up here: a gap alone does not tell 2 家 from
    2家.
    """
    count = max(0, raw.FPDFPage_CountObjects(page))
    items, kinds = pdf_calls.objects(raw, page, min(count, MOST_OBJECTS))

    def of_kind(wanted: int) -> list[int]:
        # A page of running text is nothing but text.
        number = kinds.count(wanted)
        if number in (0, len(kinds)):
            return items if number else []
        return [item for item, kind in zip(items, kinds, strict=True) if kind == wanted]

    texts = of_kind(raw.FPDF_PAGEOBJ_TEXT)
    left, _, right, _ = pdf_calls.bounds(raw, texts)
    without_width = list(compress(texts, map(eq, left, right)))
    spaces = [(x, y) for *_, x, y in pdf_calls.matrices(raw, without_width)]
    forms = [ctypes.cast(item, raw.FPDF_PAGEOBJECT) for item in of_kind(raw.FPDF_PAGEOBJ_FORM)]
    return PageObjects(of_kind(raw.FPDF_PAGEOBJ_PATH), forms, spaces, count <= MOST_OBJECTS)
