"""What a spreadsheet would spoil is marked, nothing else is, and every mark can be taken away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.cells import mark, needs_no_mark, print_cell, unmark


@pytest.mark.parametrize(
    "text",
    ["1-2", "3.10", "2.5", "007", "1/2", "12:30", "95%", "9５％", "440305199001011234", "123456789012", "12e10", "(5)",
     "（5）", "2025年6月", "6月5日", "3月", "1,200", "￥300", " 12", "5.", ".5", "2025-06-30", "12 345", "10－12",
     "0571-88"],
)
def test_what_a_spreadsheet_takes_for_a_number_or_date_begins_with_a_tab(text: str) -> None:
    assert mark(text) == "\t" + text


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "\tx", "\rx", "\nx", "'=1", "''"]
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert mark(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["", "0", "1", "32", "12345678901", "云民〔2025〕6号", "一、", "（一）", "6月底前", "2025年底前", "3A级",
     "12345热线", "局办公室", "——2025年", "'quoted'", "’", "1．做好服务", "十四五"],
)
def test_what_a_spreadsheet_leaves_alone_is_written_plainly(text: str) -> None:
    assert mark(text) == text


@settings(max_examples=200, database=None, derandomize=True, deadline=None)
@given(st.text("=+-@'\t\r\n＝1.a局 ", max_size=6))
def test_a_mark_can_always_be_taken_away(text: str) -> None:
    assert unmark(mark(text)) == text


@settings(max_examples=200, database=None, derandomize=True, deadline=None)
@given(st.text("=+-@'\t\r\n＝1.a局 ", max_size=6))
def test_no_cell_begins_with_a_sign_of_a_formula(text: str) -> None:
    assert not mark(text).startswith(tuple("=+-@＝\r\n"))


def test_long_rows_of_one_character_are_marked_in_one_pass() -> None:
    assert [len(mark(character * 20_000)) for character in "（9、一("] == [20_000, 20_001, 20_000, 20_000, 20_000]


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (True, "true"), (False, "false"), (0, "0"), (2025, "2025"), (-3, "-3"), (Decimal("5.50"), "5.5"),
     (Decimal("1E+3"), "1000"), (Decimal("-1.2"), "-1.2"), (date(2025, 6, 30), "2025-06-30"), ("1-2", "\t1-2")],
)
def test_values_are_written_plainly_and_texts_marked(value: object, cell: str) -> None:
    assert print_cell(value) == cell  # type: ignore[arg-type]


@settings(max_examples=300, database=None, derandomize=True, deadline=None)
@given(st.text("=-'\t 1.e（a局/", max_size=4), st.text("=-'\t 1.e（a局/", max_size=4))
def test_what_needs_no_mark_needs_none_whatever_follows(prefix: str, rest: str) -> None:
    if needs_no_mark(prefix):
        assert mark(prefix + rest) == prefix + rest


@pytest.mark.parametrize(("prefix", "none"), [("0844ad87fabd-通知.txt", True), ("084411870512-1/", False), ("unread-a", True),
                                              ("", False), ("=a", False), ("'a", False), ("(a", False), ("(1a", True)])
def test_id_of_a_document_that_is_no_number_needs_no_mark(prefix: str, none: bool) -> None:
    assert needs_no_mark(prefix) is none
