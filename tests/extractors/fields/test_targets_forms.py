"""Quantities that are words: 倍增, 零增长; what is done to a number of things; and names that hold the same words."""

from __future__ import annotations


def test_to_multiply_is_to_double(promised):
    assert promised("⟦规上企业数量⟧实现倍增") == [("实现", "exactly", "2", None, "increase")]


def test_a_plan_to_multiply_is_a_name(promised):
    assert promised("实施规上企业倍增计划") == []


def test_no_growth_is_a_growth_of_nothing(promised):
    assert promised("实现⟦化肥使用量⟧零增长") == [("实现", "exactly", "0", "%", "increase")]


def test_a_campaign_of_no_growth_is_a_name(promised):
    assert promised("开展化肥使用量零增长行动，趋零增长") == []


def test_a_light_verb_behind_what_is_counted_goes_before_a_later_one(only_target):
    found = only_target("对84个老旧小区进行基础设施改造")
    assert (found.action, found.indicator, str(found.value), found.unit) == ("进行", "老旧小区", "84", "个")
