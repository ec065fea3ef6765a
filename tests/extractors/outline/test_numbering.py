"""Printed numbers, and what only looks like one."""

from __future__ import annotations

import pytest

from extractors.outline.numbering import read_label
from extractors.reading.text import fold


@pytest.mark.parametrize(
    ("line", "style", "number", "value"),
    [
        ("一、聚焦便民", "han_comma", "一", 1),
        ("十二、 健全机制", "han_comma", "十二", 12),
        ("（三）推进试点", "han_paren", "三", 3),
        ("(二十四)做好保障", "han_paren", "二十四", 24),
        ("1. 新建站点", "arabic_dot", "1", 1),
        ("12．新建站点", "arabic_dot", "12", 12),
        ("3、新建站点", "arabic_comma", "3", 3),
        ("（1）开展培训", "arabic_paren", "1", 1),
        ("2）开展培训", "arabic_paren", "2", 2),
        ("①建立台账", "circled", "1", 1),
        ("⑫建立台账", "circled", "12", 12),
        ("第一章　总则", "chapter", "第一章", 1),
        ("第三条 各部门应当配合", "article", "第三条", 3),
        ("第二部分 重点任务", "part", "第二部分", 2),
        ("1.2 建设平台", "decimal", "1.2", 2),
        ("1.2  建设平台", "decimal", "1.2", 2),
        ("2.1.3新建公园", "decimal_deep", "2.1.3", 3),
    ],
)
def test_label_at_the_head_is_read(line: str, style: str, number: str, value: int) -> None:
    label = read_label(fold(line), 0, len(line))
    assert label is not None
    assert (label.style, label.number, label.value) == (style, number, value)


@pytest.mark.parametrize(
    "line",
    [
        "1.5万户居民受益",
        "2025年是关键一年",
        "一是加强领导",
        "十一届三次会议",
        "第三条例外情形",
        "12345热线办理",
        "二、三级医院协同",
        "（2025—2027年）",
        "（三）",
        "1、2、3号楼改造",
    ],
)
def test_look_alike_is_no_label(line: str) -> None:
    assert read_label(fold(line), 0, len(line)) is None


def test_title_begins_after_the_label_and_its_spaces() -> None:
    label = read_label("3.  新建", 0, 6)
    assert label is not None
    assert label.end == 4
