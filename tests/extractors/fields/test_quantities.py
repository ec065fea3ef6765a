"""The quantity at a numeral: range, unit, and the comparator behind it."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from extractors.fields.quantities import find_quantities
from extractors.fields.quantity_units import common_suffix, suffix_of, suffix_pattern, unit_kinds
from extractors.fields.target_units import normalize
from extractors.reading.numerals import find_numerals
from extractors.reading.text import fold
from schemas.breakdown import Normalized


def quantities(text):
    folded = fold(text)
    found = find_quantities(folded, find_numerals(folded, 0, len(folded)), 0, len(folded))
    return [(str(q.value), None if q.value_max is None else str(q.value_max), q.unit, q.after) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.2万台（套）", ("14.2", None, "万台（套）", None)),
        ("14.2万台(套)", ("14.2", None, "万台（套）", None)),
        ("500万吨标准煤以上", ("500", None, "万吨标准煤", "at_least")),
        ("3分/千瓦时", ("3", None, "分/千瓦时", None)),
        ("5批次/千人", ("5", None, "批次/千人", None)),
        ("15万㎡", ("15", None, "万㎡", None)),
        ("3.5km以上", ("3.5", None, "km", "at_least")),
        ("30μg/m³", ("30", None, "μg/m³", None)),
        ("8万m3", ("8", None, "万m3", None)),
        ("1,042.8亿元", ("1042.8", None, "亿元", None)),
        ("2300多人", ("2300", None, "人", "more_than")),
        ("1.5万余人次", ("1.5", None, "万人次", "more_than")),
        ("二十万人", ("20", None, "万人", None)),
        ("十余家", ("10", None, "家", "more_than")),
        ("50万—300万只", ("50", "300", "万只", None)),
        ("4.5－5%", ("4.5", "5", "%", None)),
        ("2300万省外劳动力", ("2300", None, "万", None)),
        ("９８％以上", ("98", None, "%", "at_least")),
        ("5个百分点左右", ("5", None, "个百分点", "about")),
        ("2.35∶1", ("2.35", None, None, None)),
        ("百分之九十五", ("95", None, "%", None)),
        ("四分之三", ("0.75", None, None, None)),
        ("翻一番", ("2", None, None, None)),
        ("1万6千多户", ("1.6", None, "万户", "more_than")),
        ("60 % 以上", ("60", None, "%", "at_least")),
    ],
)
def test_one_quantity(text, expected):
    assert quantities(text) == [expected]


@pytest.mark.parametrize("text", ["9部门", "16区", "100人才", "3村级"])
def test_a_noun_that_begins_like_a_unit_is_none(text):
    assert quantities(text)[0][2] is None


def test_falling_numbers_are_no_range():
    assert quantities("12-3个") == [("12", None, None, None), ("3", None, "个", None)]


def test_values_without_magnitude_stay_as_they_are():
    assert normalize(Decimal(5), None, "个百分点") is None
    assert normalize(Decimal(5), None, "千米") is None
    assert normalize(Decimal(5), None, None) is None


def test_magnitudes_are_multiplied_out():
    assert normalize(Decimal("0.2"), None, "万户") == Normalized(Decimal(2000), None, "户")
    assert normalize(Decimal("1.5"), Decimal(2), "万亿元") == Normalized(
        Decimal(1_500_000_000_000), Decimal(2_000_000_000_000), "元"
    )
    assert normalize(Decimal(2300), None, "万") == Normalized(Decimal(23_000_000), None, None)


def test_tenths_are_ten_percent_each():
    assert normalize(Decimal(8), None, "成") == Normalized(Decimal(80), None, "%")


def test_a_common_unit_is_looked_up_as_the_pattern_reads_it():
    followings = (
        *("", "。", "以上", "及以上。", "左右", "(含)以上", "上下水", "或更多", "或", " 以上", "(套)", "/人", "每人", "·时", "标准煤"),
        *("多", "余", "A", "5", "之内", "之一", "次", "级", "庭", "长", "期", "路", "形式", "网", "型"),
    )
    answered = 0
    for unit, following in product(unit_kinds(), followings):
        text = unit + following
        match = suffix_pattern().match(text)
        assert match is not None
        looked_up = common_suffix(text, 0, len(text))
        if looked_up is not None:
            answered += 1
            assert looked_up == (match.end(), *suffix_of(match.groups(), ""))
    assert answered > 4000
