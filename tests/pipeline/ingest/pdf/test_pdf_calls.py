"""pdfium asked the same of many characters at once, beside one question at a time."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw
import pytest

from pipeline.ingest import pdf_calls

COUNT = 60 * 50


@pytest.fixture
def text_page(paper) -> Iterator[Any]:
    """A page of 3,000 characters: more than one sweep takes."""
    drawn = paper()
    for row in range(60):
        drawn.text(40, 60 + 12 * row, "新建社区食堂两家并改造老旧小区" * 3 + "开展走访。", 10)
    data = drawn.bytes()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(buffer, len(data), None)
    page = raw.FPDF_LoadPage(document, 0)
    opened = raw.FPDFText_LoadPage(page)
    yield opened
    raw.FPDFText_ClosePage(opened)
    raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(document)


def test_boxes_of_a_full_page_are_those_of_each_character(text_page):
    box = raw.FS_RECTF()
    one_by_one = []
    for place in range(COUNT):
        assert raw.FPDFText_GetLooseCharBox(text_page, place, ctypes.byref(box))
        one_by_one += [box.left, box.top, box.right, box.bottom]
    assert list(pdf_calls.boxes(raw, text_page, COUNT)) == one_by_one


def test_origins_of_a_full_page_are_those_of_each_character(text_page):
    x, y = ctypes.c_double(), ctypes.c_double()
    one_by_one = []
    for place in range(COUNT):
        assert raw.FPDFText_GetCharOrigin(text_page, place, ctypes.byref(x), ctypes.byref(y))
        one_by_one.append((x.value, y.value))
    assert list(zip(*pdf_calls.origins(raw, text_page, range(COUNT)), strict=True)) == one_by_one


def test_what_pdfium_does_not_answer_is_zero_and_not_an_answer_of_before(text_page):
    pdf_calls.boxes(raw, text_page, COUNT)
    end = raw.FPDFText_CountChars(text_page)
    assert list(pdf_calls.boxes(raw, text_page, end + 2))[-8:] == [0.0] * 8
