"""How often: the verb between a rhythm and its number, the subject before it, and 一遍."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("verb", ["公布", "披露", "报告"])
def test_the_word_between_a_rhythm_and_its_number_acts(promised, verb):
    assert promised(f"局办公室每季度{verb}1次⟦水质监测信息⟧") == [(verb, "exactly", "1", "次", "frequency")]


def test_who_stands_between_a_rhythm_and_its_number_does_not_act(refused):
    assert refused("每季度党委1次专题研究") == [("1", "context")]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [("班子成员每季度研判一次", "研判"), ("汛期每日巡查一次", "巡查"), ("各网格每个工作日巡查一次", "巡查")],
)
def test_the_rhythm_is_no_part_of_what_is_done(only_target, sentence, action):
    found = only_target(sentence)
    subject = sentence.partition("每")[0]
    assert (found.action, found.indicator, found.measure) == (action, subject + action, "frequency")


def test_once_through_is_counted(promised):
    assert promised("对⟦深基坑⟧每月巡查一遍，每周⟦通报⟧一次") == [
        ("巡查", "exactly", "1", "遍", "frequency"),
        ("通报", "exactly", "1", "次", "frequency"),
    ]


def test_spring_and_autumn_name_no_work(refused):
    assert refused("每年春秋两次集中防疫") == [("两", "context")]


def test_what_grows_every_year_is_named_without_the_rhythm(promised):
    assert promised("⟦老年人口⟧平均每年新增3万人") == [("新增", "exactly", "3", "万人", "level")]


def test_a_second_subject_behind_a_comma_has_its_own_verb(all_targets):
    found = all_targets("指导2个县申报卫生县城，12个乡镇申报卫生乡镇")
    assert [(target.action, target.indicator, str(target.value)) for target in found] == [
        ("指导", "县申报卫生县城", "2"),
        ("申报", "乡镇", "12"),
    ]


@pytest.mark.parametrize("rhythm", ["每学期", "每两年", "每旬", "每半个月", "每两个月", "每隔三年"])
def test_a_rhythm_without_a_name_is_a_frequency_all_the_same(only_target, rhythm):
    found = only_target(f"{rhythm}至少开展1次隐患排查")
    assert (found.indicator, found.measure, found.per, found.comparator) == ("隐患排查", "frequency", None, "at_least")


@pytest.mark.parametrize("among", ["每三家企业", "每两个村"])
def test_so_many_to_each_of_several_things_are_no_rhythm(all_targets, among):
    assert [target.measure for target in all_targets(f"{among}开展1次检查")] != ["frequency"]


def test_a_deed_behind_another_is_not_done_to_the_first(all_targets):
    found = all_targets("开展1次检查，每两年轮训1次，每旬调度1次")
    assert [(target.action, target.indicator) for target in found] == [("开展", "检查"), ("轮训", "轮训"), ("调度", "调度")]


def test_what_is_done_twice_to_one_thing_keeps_it(all_targets):
    found = all_targets("对重点企业每月检查1次，每半年抽查1次")
    assert [(target.action, target.indicator) for target in found] == [("检查", "重点企业"), ("抽查", "重点企业")]


def test_a_rhythm_may_count_its_days_in_figures(promised):
    assert promised("对⟦河道⟧每10天巡查1次") == [("巡查", "exactly", "1", "次", "frequency")]
    assert promised("每15天⟦会商⟧一次") == [("会商", "exactly", "1", "次", "frequency")]


def test_so_many_in_ten_thousand_are_no_rhythm(refused):
    assert refused("每10万人拥有医生3名") == [("10", "context"), ("3", "context")]


def test_what_is_done_so_often_may_stand_some_clauses_before(all_targets):
    [found] = all_targets("开展义务辅导，服务对象登记造册，全年不少于12次。")
    assert (found.indicator, found.comparator, found.unit) == ("义务辅导", "at_least", "次")
    [found] = all_targets("开展培训，编印造册，全年不少于12份。")
    assert found.indicator == "造册"


def test_a_yearly_average_before_a_verb_is_a_rhythm(all_targets):
    found = all_targets("年均新增就业1万人，产值年均增长5%，老旧小区年均改造20个，全市年均新增岗位3万个，细颗粒物年均浓度下降3%")
    assert [(target.indicator, target.per) for target in found] == [
        ("就业", "year"), ("产值", "year"), ("老旧小区", "year"), ("岗位", "year"), ("细颗粒物年均浓度", None),
    ]


def test_a_verb_of_one_character_acts_behind_a_rhythm(all_targets):
    [found] = all_targets("班子成员每年讲党课不少于2次")
    assert (found.action, found.indicator, found.measure, found.per) == ("讲", "党课", "frequency", "year")
    [found] = all_targets("班子成员每年上级督导不少于2次")
    assert found.action != "上"


def test_what_is_for_each_of_many_stands_before(all_targets):
    found = all_targets("开展全员安全培训，人均不少于20学时，人均收入增长8%")
    assert [(target.indicator, target.unit) for target in found] == [("全员安全培训", "学时"), ("人均收入", "%")]


def test_how_it_is_done_may_stand_between_rhythm_and_verb(all_targets):
    [found] = all_targets("主要负责人每季度带队检查不少于1次")
    assert (found.action, found.indicator, found.per) == ("检查", "主要负责人带队检查", "quarter")
