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


def test_several_baselines_go_to_the_values_in_order(all_targets):
    found = all_targets("残疾人生活补贴、护理补贴标准分别从每人每月202元、270元提高到209元、280元")
    assert [(target.indicator, str(target.value), str(target.baseline)) for target in found] == [
        ("残疾人生活补贴标准", "209", "202"),
        ("护理补贴标准", "280", "270"),
    ]


def test_a_list_behind_from_that_nothing_raises_is_no_baseline(promised):
    assert promised("从东川、西川引进⟦企业⟧3家、⟦项目⟧5个") == [
        ("引进", "exactly", "3", "家", "level"),
        ("引进", "exactly", "5", "个", "level"),
    ]


def test_each_of_several_gets_the_number(promised):
    assert promised("新建⟦幼儿园⟧、⟦小学⟧各2所") == [("新建", "exactly", "2", "所", "level")] * 2


def test_a_part_in_a_position_has_no_preposition_in_its_name(promised):
    assert promised("⟦居民消费价格涨幅⟧在2%左右") == [(None, "about", "2", "%", "increase")]


def test_over_is_a_comparator_but_not_in_passing(promised):
    assert promised("⟦年产值⟧过10亿元，通过3个⟦验收项目⟧") == [
        (None, "more_than", "10", "亿元", "level"),
        ("通过", "exactly", "3", "个", "level"),
    ]


def test_more_firsts_are_no_rank(promised):
    assert promised("培育更多全国第一") == []


def test_a_compound_that_ends_in_a_change_makes(promised):
    assert promised("建设⟦高标准农田⟧2万亩，改造提升1.1万亩⟦=⟧") == [
        ("建设", "exactly", "2", "万亩", "level"),
        ("改造提升", "exactly", "1.1", "万亩", "level"),
    ]


def test_a_change_alone_is_one(promised):
    assert promised("⟦办结率⟧提升5个百分点") == [("提升", "exactly", "5", "个百分点", "increase")]


def test_so_many_heads_behind_a_verb_are_no_part_of_the_name(promised):
    assert promised("⟦食品抽检量⟧达到每千人7批次") == [("达到", "exactly", "7", "批次", "level")]


def test_a_service_that_is_provided_is_a_noun(promised):
    assert promised("为企业提供⟦免费诊断服务⟧1000户次") == [("提供", "exactly", "1000", "户次", "level")]


def test_what_is_checked_so_often_is_named_by_its_verb(promised):
    assert promised("每半年⟦全覆盖检查⟧一次") == [("检查", "exactly", "1", "次", "frequency")]


def test_once_at_most_is_no_rhythm(refused):
    assert refused("补贴每人每年只享受一次") == [("一", "name")]


def test_a_ceiling_of_aid_is_a_grant(refused):
    assert refused("上级补助不超过60%") == [("60", "condition")]


def test_fine_measures_describe(refused):
    assert refused("攻克8英寸衬底技术") == [("8", "condition")]


def test_at_least_opens_the_phrase_of_a_meeting(promised):
    assert promised("常务会议每季度至少研究1次⟦安全生产⟧工作") == [("研究", "at_least", "1", "次", "frequency")]


def test_parts_of_a_thousand_are_read(promised):
    assert promised("⟦轻伤事故率⟧控制在千分之三以内") == [("控制", "at_most", "3", "‰", "level")]


def test_a_verb_before_a_relative_mark_only_describes(promised):
    assert promised("为45户⟦符合改造条件的家庭⟧实施改造") == [("实施", "exactly", "45", "户", "level")]


def test_a_service_for_a_number_of_times_is_provided(promised):
    assert promised("为7万人次提供⟦送餐服务⟧") == [("提供", "exactly", "7", "万人次", "level")]


def test_finishing_opens_a_phrase_inside_a_list(promised):
    assert promised("建立包联机制、完成⟦投资⟧5000亿元以上，⟦绿化率⟧、⟦完成率⟧达到98%") == [
        ("完成", "at_least", "5000", "亿元", "level"),
        ("达到", "exactly", "98", "%", "level"),
        ("达到", "exactly", "98", "%", "level"),
    ]


def test_a_part_that_acts_is_a_target(promised):
    assert promised("⟦新增工业用地⟧80%以上按“标准地”出让，⟦园区企业⟧60%以上开展节能改造") == [
        ("出让", "at_least", "80", "%", "level"),
        ("开展", "at_least", "60", "%", "level"),
    ]


def test_a_share_that_describes_what_follows_is_a_condition(refused):
    assert refused("绿化覆盖率30%以上新建小区") == [("30", "condition")]
    assert refused("技术人员占比30%以上建设单位") == [("30", "condition")]


def test_all_of_a_place_to_whom_something_is_done_are_counted(promised):
    assert promised("对全市2000名⟦村医⟧开展轮训") == [("开展", "exactly", "2000", "名", "level")]


def test_all_there_are_in_a_place_are_context(refused):
    assert refused("对全市14个乡镇的工作") == [("14", "context")]
