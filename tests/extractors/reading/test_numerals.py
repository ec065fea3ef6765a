"""Numerals, Arabic and Chinese, and the words that only look like them."""

from __future__ import annotations

import pytest

from extractors.reading.numerals import chinese_value, find_numerals


def numerals(text):
    return [(text[n.start : n.end], str(n.value)) for n in find_numerals(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三十二项", [("三十二", "32")]),
        ("二零二五年", [("二零二五", "2025")]),
        ("一百五十名", [("一百五十", "150")]),
        ("一百五", [("一百五", "150")]),
        ("一百零五", [("一百零五", "105")]),
        ("一万二", [("一万二", "12000")]),
        ("十余家", [("十", "10")]),
        ("九点五成", [("九点五", "9.5")]),
        ("1,200家", [("1,200", "1200")]),
        ("1,20家", [("1", "1"), ("20", "20")]),
        ("2.1万亿元", [("2.1", "2.1")]),
        ("近百场", [("百", "100")]),
        ("突破千亿元", [("千", "1000")]),
    ],
)
def test_numerals_have_their_values(text, expected):
    assert numerals(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "统一规划",
        "万一失守",
        "发放一次性补贴",
        "动态清零",
        "社会消费品零售",
        "千方百计",
        "亿元工程",
        "百亿级集群",
        "打造一批品牌",
        "一一对应",
    ],
)
def test_words_that_hold_a_numeral_are_none(text):
    assert numerals(text) == []


def test_a_look_alike_does_not_swallow_its_neighbour():
    assert numerals("统一一家") == []
    assert numerals("统一新建一家") == [("一", "1")]


def test_a_bare_magnitude_has_no_value():
    assert chinese_value("万亿") is None


def test_an_endless_run_is_no_numeral():
    assert numerals("一" * 20_000) == []


def test_figures_of_every_script_are_numerals():
    figures = [chr(code) for code in range(0x10000) if chr(code).isdecimal()]
    assert [figure for figure in figures if len(find_numerals(f"新建{figure}家", 0, 4)) != 1] == []
