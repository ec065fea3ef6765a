"""Shapes: from–to, ranks, rhythms, full coverage, lists with 分别, paired years, deadlines, past and plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest


def test_from_to_has_a_baseline(only_target):
    text = "常住人口城镇化率由46.9%提高到48.2%"
    found = only_target(text)
    assert (found.action, found.indicator, found.value, found.baseline) == (
        "提高",
        "常住人口城镇化率",
        Decimal("48.2"),
        Decimal("46.9"),
    )
    assert [text[slice(*span)] for span in found.also_numbers] == ["46.9"]


def test_a_ratio_is_one_number(only_target):
    found = only_target("城乡收入比由2.59∶1下降至2.45∶1")
    assert (found.indicator, found.value, found.unit, found.baseline) == (
        "城乡收入比",
        Decimal("2.45"),
        None,
        Decimal("2.59"),
    )


def test_from_to_may_name_the_years(only_target):
    found = only_target("人均产值从2020年的10.5万元提高到2025年的14万元左右")
    assert (found.indicator, found.value, found.unit, found.baseline, found.comparator) == (
        "人均产值",
        Decimal(14),
        "万元",
        Decimal("10.5"),
        "about",
    )


@pytest.mark.parametrize(
    "words",
    ["4.5%—5%", "4.5-5%", "4.5%～5%", "4.5%至5%", "4.5%–5%"],
)
def test_a_range_in_any_dash(promised, words):
    assert promised(f"⟦固定资产投资⟧增长{words}") == [("增长", "range", "4.5-5", "%", "increase")]


def test_a_range_with_its_unit_twice(promised):
    assert promised("引进⟦小型装备⟧3套—5套") == [("引进", "range", "3-5", "套", "level")]


@pytest.mark.parametrize(
    ("text", "action", "comparator", "value", "unit"),
    [
        ("综合实力保持全国第4位", "保持", "exactly", 4, "位"),
        ("航运指数提升到全球第8", "提升", "exactly", 8, None),
        ("综合排名进入全省前三位", "进入", "at_most", 3, "位"),
        ("获奖数居全市第一", "居", "exactly", 1, None),
    ],
)
def test_ranks(only_target, text, action, comparator, value, unit):
    found = only_target(text)
    assert (found.action, found.comparator, found.value, found.unit, found.measure) == (
        action,
        comparator,
        value,
        unit,
        "rank",
    )


def test_a_rank_may_have_a_baseline(only_target):
    found = only_target("创新能力由全国第12位跃升至第9位")
    assert (found.indicator, found.value, found.baseline, found.measure) == ("创新能力", 9, 12, "rank")


@pytest.mark.parametrize(
    ("text", "comparator", "value", "per"),
    [
        ("确保每月至少开展一次集中学习", "at_least", 1, "month"),
        ("每季度召开1次例会", "exactly", 1, "quarter"),
        ("每半年组织一次演练", "exactly", 1, "half_year"),
        ("每周开展2次以上巡查", "at_least", 2, "week"),
        ("每年开展送戏下乡不少于30场", "at_least", 30, "year"),
    ],
)
def test_rhythms(only_target, text, comparator, value, per):
    found = only_target(text)
    assert (found.comparator, found.value, found.per, found.measure) == (comparator, value, per, "frequency")


def test_a_count_over_the_whole_year_is_no_rhythm(promised):
    assert promised("全年开展12次⟦巡查⟧") == [("开展", "exactly", "12", "次", "level")]


def test_an_amount_each_year_is_a_level_with_its_rhythm(only_target):
    found = only_target("每年培育新型农民2万人以上")
    assert (found.measure, found.per, found.unit) == ("level", "year", "万人")


def test_full_coverage(promised):
    assert promised("实现⟦街镇⟧全覆盖，⟦企业数字化改造⟧实现全覆盖") == [
        ("实现", "exactly", "100", "%", "coverage"),
        ("实现", "exactly", "100", "%", "coverage"),
    ]


def test_full_coverage_has_an_empty_numeral(only_target):
    found = only_target("实现街镇全覆盖")
    assert found.number == (4, 4)


def test_covering_all_of_it(promised):
    assert promised("年内实现⟦社区康复服务覆盖⟧ 100%") == [("实现", "exactly", "100", "%", "coverage")]


def test_coverage_as_an_attribute_is_no_target(refused):
    assert refused("开展全覆盖排查") == []


def test_each_value_of_a_list_has_its_subject(promised):
    assert promised("⟦服务贸易⟧、⟦数字贸易⟧、⟦跨境电商出口⟧分别增长6%、8%、20%以上") == [
        ("增长", "exactly", "6", "%", "increase"),
        ("增长", "exactly", "8", "%", "increase"),
        ("增长", "at_least", "20", "%", "increase"),
    ]


def test_two_values_of_one_subject(promised):
    assert promised("⟦城乡居民人均可支配收入⟧分别增长4.3%、⟦=⟧6.1%") == [
        ("增长", "exactly", "4.3", "%", "increase"),
        ("增长", "exactly", "6.1", "%", "increase"),
    ]


def test_a_unit_that_only_the_last_value_carries(all_targets):
    found = all_targets("小学生、初中生、高中生睡眠时间分别不少于10、9、8个小时")
    assert [(target.indicator, target.comparator, str(target.value), target.unit) for target in found] == [
        ("小学生睡眠时间", "at_least", "10", "个小时"),
        ("初中生睡眠时间", "at_least", "9", "个小时"),
        ("高中生睡眠时间", "at_least", "8", "个小时"),
    ]


def test_the_list_may_stand_in_the_clause_before(promised):
    assert promised("清理规范⟦节庆⟧、⟦论坛⟧、⟦展会⟧，数量分别压减75%、95%、73%") == [
        ("压减", "exactly", "75", "%", "decrease"),
        ("压减", "exactly", "95", "%", "decrease"),
        ("压减", "exactly", "73", "%", "decrease"),
    ]


def test_paired_years_give_each_value_its_own_deadline(all_targets):
    found = all_targets("到2026年和2030年，健康素养水平分别不低于32%和40%")
    assert [(t.indicator, t.comparator, t.value, t.deadline and t.deadline.due) for t in found] == [
        ("健康素养水平", "at_least", 32, date(2026, 12, 31)),
        ("健康素养水平", "at_least", 40, date(2030, 12, 31)),
    ]


def test_two_terms_give_each_value_its_own_deadline(all_targets):
    found = all_targets("推进危房改造，6月底前完成30户，年底前完成80户")
    assert [(t.indicator, t.action, t.value, t.deadline and t.deadline.due) for t in found] == [
        ("危房改造", "完成", 30, date(2025, 6, 30)),
        ("危房改造", "完成", 80, date(2025, 12, 31)),
    ]


def test_what_was_done_and_what_comes_next_are_told_apart(all_targets):
    found = all_targets("去年完成危房改造300户，今年计划完成500户")
    assert [(t.indicator, t.value, t.reported) for t in found] == [("危房改造", 300, True), ("危房改造", 500, False)]


def test_each_target_has_the_deadline_before_it(only_target):
    found = only_target("6月底前完成危房改造30户")
    assert found.deadline is not None
    assert found.deadline.due == date(2025, 6, 30)


def test_what_was_done_last_year_is_reported(only_target):
    assert only_target("去年完成危房改造300户").reported


def test_what_is_planned_after_a_look_back_is_promised(only_target):
    assert not only_target("比去年有所提高，今年完成危房改造500户").reported


def test_growth_against_last_year_is_promised(only_target):
    assert not only_target("税收收入较去年增长5%").reported


def test_a_review_reports_everything(only_target):
    assert only_target("完成危房改造300户", reported=True).reported


def test_to_get_among_the_best_is_a_rank(promised):
    assert promised("⟦市人民医院⟧争取进入全国百强，⟦产业园区⟧跻身中国县域经济五十强，⟦高新区⟧进入全国100强") == [
        ("进入", "at_most", "100", "强", "rank"),
        ("跻身", "at_most", "50", "强", "rank"),
        ("进入", "at_most", "100", "强", "rank"),
    ]


def test_those_among_the_best_are_counted_and_no_rank(promised):
    assert promised("培育⟦进入全国500强企业⟧2家，新增⟦百强企业⟧3家，打造百强县") == [
        ("培育", "exactly", "2", "家", "level"),
        ("新增", "exactly", "3", "家", "level"),
    ]


def test_some_who_get_among_the_best_state_no_rank(all_targets):
    assert [target.measure for target in all_targets("2家企业进入中国500强")] == []


def test_a_rank_among_the_best_needs_somebody(refused):
    assert refused("开拓区外市场，力争进入中国企业500强") == [("500", "name")]


def test_a_longer_number_among_the_best_is_read_once(promised):
    assert promised("⟦县城投集团⟧跻身全国五百强企业") == [("跻身", "at_most", "500", "强", "rank")]
