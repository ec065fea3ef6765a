"""Clauses that numbers are read in: quotes, titles, brackets and figures stay whole."""

from __future__ import annotations

import re
from itertools import product

import pytest

from extractors.fields import target_clauses
from extractors.fields.target_clauses import cut


def clause(text, word):
    span = cut(text, 0, len(text)).clause(text.index(word))
    return text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("新建食堂2家,改造3处。再建1座", "3", "改造3处"),
        ("安排资金1,200万元,其中", "200", "安排资金1,200万元"),
        ("新建2家,300户受益", "300", "300户受益"),
        ("收入比为2.6:1,下降", "1", "收入比为2.6:1"),
        ("目标:增长5%", "5", "增长5%"),
        ("打造“一,二”品牌3个", "3", "打造“一,二”品牌3个"),
        ("落实《甲,乙》要求5项", "5", "落实《甲,乙》要求5项"),
        ("新增学位(含民办,2个)9个", "9", "新增学位(含民办,2个)9个"),
        ("建设公园--河畔公园5座", "5", "河畔公园5座"),
        ("培训3--5期", "5", "培训3--5期"),
        ("未闭合“引号,新建2家", "2", "新建2家"),
    ],
)
def test_the_clause_around_a_number(text, word, expected):
    assert clause(text, word) == expected


def test_a_line_end_closes_what_was_left_open():
    text = "“甲\n乙”,丙"
    assert cut(text, 0, len(text)).quotes == ()


def test_a_title_inside_quotes_is_still_a_title():
    text = "“学《八条》”"
    assert cut(text, 0, len(text)).titles == ((2, 6),)


def test_a_stretch_without_brackets_is_cut_as_one_with_them(monkeypatch):
    pieces = ("新建食堂2家", ",", "。", ";", ":", "1,200", ",3", "-", "--", "\n", "2:1", "3-5", "12", "“8+4”")
    texts = ["".join(parts) for count in (1, 2, 3, 4) for parts in product(pieces, repeat=count)][::3]
    quick = [cut(text, 0, len(text)) for text in texts]
    inner = [cut(text, 1, len(text) - 1) for text in texts if len(text) > 2]
    monkeypatch.setattr(target_clauses, "_no_simple_points", lambda: re.compile(""))
    assert quick == [cut(text, 0, len(text)) for text in texts]
    assert inner == [cut(text, 1, len(text) - 1) for text in texts if len(text) > 2]
