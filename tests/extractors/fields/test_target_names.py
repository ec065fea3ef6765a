"""The quick look at a number's sides agrees with the rules that it spares."""

from __future__ import annotations

from itertools import product

import pytest

from extractors.fields.quantities import Quantity, find_quantities
from extractors.fields.target_clauses import cut
from extractors.fields.target_names import plainly_placed, refuse
from extractors.reading.numerals import find_numerals

# Latin letters, signs and every character that opens another reading, with a few that open none
BEFORE = (
    *("建", "少", " ", "第", "[", ":", "+", "×", "-", "#", "首", "新", "面", "类", "共", "计", "G", "(", "每", "前", "上"),
    *("各方面", "各方面共", "各方面共计", "7大类", "第九届"),
)
UNITS = (
    *("家", "个", "个月", "万元", "%", "公里", "小时", "年", "月", "日", "号"),
    *("时", "届", "期", "批", "轮", "代", "岁", "千伏", "方面", ""),
    # set phrases: 一件事, 二次供水, 两项补贴, 三支队伍
    *("次", "种", "件事", "项补贴", "支队伍", "次供水"),
)
BEHIND = ("", "级", "个级", "+", "等级", "星级", "大方面", "个方面", "个等级", "甲", "A级", "类", "是", "条", "]", "。", "以上")


def quantity_of(text: str, first: int = 0) -> Quantity | None:
    """Return the first quantity of the text from an offset on, if any: 一 is often part of another word."""
    numerals = [numeral for numeral in find_numerals(text, 0, len(text)) if numeral.start >= first]
    found = find_quantities(text, numerals, first, len(text))
    return found[0] if found else None


@pytest.mark.parametrize("numeral", ["3", "12345", "4.5", "1,200", "一", "二", "两", "三", "十二", "3-5"])
def test_a_number_that_looks_plain_is_refused_by_no_rule(numeral: str) -> None:
    """What is spared the rules is what they would have let pass."""
    wrong = []
    for before, unit, behind in product(BEFORE, UNITS, BEHIND):
        text = f"明确{before}{numeral}{unit}{behind}"
        quantity = quantity_of(text, len(before) + 2)
        if quantity is not None and plainly_placed(text, quantity):
            refusal = refuse(text, quantity, (0, len(text)), cut(text, 0, len(text)))
            if refusal is not None:
                wrong.append((text, refusal))
    assert wrong == []


@pytest.mark.parametrize("text", ["新建3家食堂", "新建三家食堂", "更新3家食堂", "培训不少于1,200人次", "新建食堂 2 家,"])
def test_a_common_number_looks_plain(text: str) -> None:
    """A common unit needs none of the rules."""
    quantity = quantity_of(text)
    assert quantity is not None
    assert plainly_placed(text, quantity)
