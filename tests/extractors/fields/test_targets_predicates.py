"""Predicates and comparators: 增长, 达到, 控制在, 不低于, 左右."""

from __future__ import annotations

import pytest


def test_growth_is_an_increase(promised):
    assert promised("⟦地区生产总值⟧增长5.5%左右") == [("增长", "about", "5.5", "%", "increase")]


def test_a_fall_is_a_decrease(promised):
    assert promised("⟦单位能耗⟧下降3%，⟦全区平均电价⟧较上年下降3分/千瓦时以上") == [
        ("下降", "exactly", "3", "%", "decrease"),
        ("下降", "at_least", "3", "分/千瓦时", "decrease"),
    ]


def test_a_verb_with_to_names_the_level(promised):
    assert promised("⟦低保标准⟧提高到1200元，⟦办理时限⟧压缩至3个工作日") == [
        ("提高", "exactly", "1200", "元", "level"),
        ("压缩", "exactly", "3", "个工作日", "level"),
    ]


def test_less_as_a_verb_with_an_object_is_a_decrease(promised):
    assert promised("减少⟦企业利息支出⟧约2000万元") == [("减少", "about", "2000", "万元", "decrease")]


def test_new_additions_are_a_level(promised):
    assert promised("新增⟦普惠托位⟧300个") == [("新增", "exactly", "300", "个", "level")]


def test_growth_words_in_the_indicator_make_an_increase(promised):
    assert promised("⟦居民消费价格涨幅⟧2%左右") == [(None, "about", "2", "%", "increase")]


def test_a_coverage_rate_is_coverage(promised):
    assert promised("⟦和美乡村覆盖率⟧达60%以上") == [("达", "at_least", "60", "%", "coverage")]


def test_holding_within_is_at_most(promised):
    assert promised("⟦城镇调查失业率⟧控制在5%以内，⟦城镇登记失业率⟧控制在4%") == [
        ("控制", "at_most", "5", "%", "level"),
        ("控制", "at_most", "4", "%", "level"),
    ]


def test_holding_around_is_about(promised):
    assert promised("⟦调查失业率⟧控制在5.5%左右") == [("控制", "about", "5.5", "%", "level")]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("不低于", "at_least"),
        ("不少于", "at_least"),
        ("至少", "at_least"),
        ("≥", "at_least"),
        ("不超过", "at_most"),
        ("不高于", "at_most"),
        ("超过", "more_than"),
        ("突破", "more_than"),
        ("超", "more_than"),
        ("高于", "more_than"),
        ("低于", "less_than"),
        ("不足", "less_than"),
        ("约", "about"),
        ("近", "about"),
    ],
)
def test_a_comparator_before_the_number_is_no_action(promised, words, comparator):
    assert promised(f"⟦工业产值⟧{words}50亿元") == [(None, comparator, "50", "亿元", "level")]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("以上", "at_least"),
        ("及以上", "at_least"),
        ("以下", "at_most"),
        ("以内", "at_most"),
        ("左右", "about"),
        ("", "exactly"),
    ],
)
def test_a_comparator_after_the_number(promised, words, comparator):
    assert promised(f"培育⟦示范企业⟧50家{words}") == [("培育", comparator, "50", "家", "level")]


def test_more_stands_inside_the_quantity(promised):
    assert promised("开展⟦文体活动⟧2000余场，惠及1.5万多名⟦学生⟧") == [
        ("开展", "more_than", "2000", "场", "level"),
        ("惠及", "more_than", "1.5", "万名", "level"),
    ]


def test_a_word_that_ends_like_a_comparator_is_none(promised):
    assert promised("新建⟦机场附近⟧3处") == [("新建", "exactly", "3", "处", "level")]


def test_growth_after_a_value_carries_its_indicator(promised):
    assert promised("⟦进出口总额⟧突破900亿元、⟦=⟧增长9.8%，其中⟦民营企业⟧增长12%") == [
        (None, "more_than", "900", "亿元", "level"),
        ("增长", "exactly", "9.8", "%", "increase"),
        ("增长", "exactly", "12", "%", "increase"),
    ]


def test_a_value_after_growth_carries_its_indicator(promised):
    assert promised("⟦地区生产总值⟧增长7.5%，⟦=⟧达到326.4亿元") == [
        ("增长", "exactly", "7.5", "%", "increase"),
        ("达到", "exactly", "326.4", "亿元", "level"),
    ]


def test_a_total_after_an_addition_has_no_verb(promised):
    assert promised("新增⟦重点实验室⟧18家、累计⟦=⟧38家") == [
        ("新增", "exactly", "18", "家", "level"),
        (None, "exactly", "38", "家", "level"),
    ]


def test_growth_takes_its_indicator_from_the_clause_before(promised):
    assert promised("大力发展⟦服务贸易⟧，增长5%以上") == [("增长", "at_least", "5", "%", "increase")]


def test_points_above_an_average(promised):
    assert promised("⟦国有企业研发投入年均增幅⟧高于全省平均2个百分点以上") == [
        (None, "at_least", "2", "个百分点", "increase")
    ]


def test_what_a_change_is_measured_against_is_no_indicator(promised):
    assert promised("⟦企业用电成本⟧比上年降低10%，⟦产值⟧较2020年实现翻番") == [
        ("降低", "exactly", "10", "%", "decrease"),
        ("实现", "exactly", "2", None, "increase"),
    ]


def test_words_for_multiples_and_fractions(promised):
    assert promised("⟦出口额⟧翻两番，⟦投诉量⟧减少三分之一，⟦女性代表⟧过半，⟦合格率⟧达到百分之九十五以上") == [
        (None, "exactly", "4", None, "increase"),
        ("减少", "exactly", "0.3333", None, "decrease"),
        (None, "more_than", "0.5", None, "level"),
        ("达到", "at_least", "95", "%", "level"),
    ]


def test_a_denominator_is_no_target(promised):
    assert promised("⟦急救设备配置⟧达每10万人45台") == [("达", "exactly", "45", "台", "level")]


def test_life_expectancy_is_a_target(promised):
    assert promised("⟦人均预期寿命⟧提高到80岁以上") == [("提高", "at_least", "80", "岁", "level")]


def test_a_composed_number_is_one_value(promised):
    assert promised("⟦登记企业⟧增加到1万6千多户") == [("增加", "more_than", "1.6", "万户", "level")]


def test_work_whose_name_ends_in_a_raise_is_done_and_raises_nothing(promised):
    assert promised("完成⟦农村公路提升⟧80公里") == [("完成", "exactly", "80", "公里", "level")]
    assert promised("⟦服务能力⟧提升20个百分点") == [("提升", "exactly", "20", "个百分点", "increase")]


def test_to_complete_a_growth_is_to_grow(promised):
    assert promised("完成⟦技改投资⟧增长12%") == [("增长", "exactly", "12", "%", "increase")]
    assert promised("⟦省重大项目完成投资⟧达7290亿元") == [("达", "exactly", "7290", "亿元", "level")]


def test_an_amount_used_is_shared_by_what_is_used(all_targets):
    found = all_targets("化肥、农药使用量分别减少2%、3%")
    assert [target.indicator for target in found] == ["化肥使用量", "农药使用量"]
