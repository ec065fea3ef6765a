"""A cell and a line of CSV text are what the csv module writes."""

from __future__ import annotations

import pytest

from pipeline.export.cells import mark
from pipeline.export.csv_text import print_line, quote, text_cell


def test_line_of_headings_is_quoted_where_it_must_be() -> None:
    assert print_line(["文件", "a,b", 'c"d']) == '文件,"a,b","c""d"\r\n'


@pytest.mark.parametrize("text", ["", "民政局", "1-2", "12", "=1+1,2", "甲,乙", "甲\n乙", "甲\r", '"甲"', "\t1", "'=", "'甲"])
def test_a_text_is_marked_and_then_quoted(text: str) -> None:
    assert text_cell(text) == quote(mark(text))
