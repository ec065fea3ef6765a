"""What the items of a list share: the noun behind the last of them, and one value for each (各)."""

from __future__ import annotations

import pytest


def named(found):
    return [(target.indicator, str(target.value)) for target in found]


@pytest.mark.parametrize(
    ("listed", "first", "second"),
    [
        ("高血压、糖尿病患者规范管理率", "高血压患者规范管理率", "糖尿病患者规范管理率"),
        ("高血压患者、糖尿病患者规范管理率", "高血压患者规范管理率", "糖尿病患者规范管理率"),
        ("小学生和初中生近视率", "小学生近视率", "初中生近视率"),
        ("国有企业、民营企业利润率", "国有企业利润率", "民营企业利润率"),
        ("孕妇、新生儿死亡率", "孕妇死亡率", "新生儿死亡率"),
    ],
)
def test_items_before_a_rate_share_it(all_targets, listed, first, second):
    assert named(all_targets(f"{listed}分别不超过64%、63%")) == [(first, "64"), (second, "63")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("参保率", "企业职工满意度"), ("婚前检查率", "孕前检查率"), ("地区生产总值", "规上工业增加值"), ("绿化率", "学生体质达标率")],
)
def test_items_that_are_measures_themselves_share_nothing(all_targets, first, second):
    assert named(all_targets(f"{first}、{second}分别达到64%、63%")) == [(first, "64"), (second, "63")]


def test_where_the_split_is_in_doubt_nothing_is_added(all_targets):
    assert named(all_targets("绿道、公园服务半径合理率分别达到64%、63%")) == [("绿道", "64"), ("公园服务半径合理率", "63")]


def test_so_many_of_each_are_targets_of_each(promised):
    assert promised("新建⟦幼儿园⟧、⟦小学⟧各2所") == [
        ("新建", "exactly", "2", "所", "level"),
        ("新建", "exactly", "2", "所", "level"),
    ]


def test_three_things_joined_by_a_mark_and_an_and_are_three(promised):
    assert promised("新建⟦公园⟧、⟦绿地⟧和⟦停车场⟧各3处，改造⟦管网⟧20公里") == [
        ("新建", "exactly", "3", "处", "level"),
        ("新建", "exactly", "3", "处", "level"),
        ("新建", "exactly", "3", "处", "level"),
        ("改造", "exactly", "20", "公里", "level"),
    ]


def test_so_many_in_all_are_one_target(promised):
    assert promised("新建⟦公园、绿地⟧共3处") == [("新建", "exactly", "3", "处", "level")]


def test_each_before_a_verb_splits_nothing(promised):
    assert promised("每个乡镇各建成⟦示范村⟧1个") == [("建成", "exactly", "1", "个", "level")]


def test_kinds_before_and_the_like_share_the_noun_behind_it(all_targets):
    assert named(all_targets("培训家政、养老、育婴等从业人员各200人次")) == [
        ("家政从业人员", "200"),
        ("养老从业人员", "200"),
        ("育婴等从业人员", "200"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("创建省级美丽乡村5个、市级12个", [("省级美丽乡村", "5"), ("市级美丽乡村", "12")]),
        ("培育国家级学校3家、省级15家、市级30家", [("国家级学校", "3"), ("省级学校", "15"), ("市级学校", "30")]),
        ("建设省级园区2个，培育市级园区3个", [("省级园区", "2"), ("市级园区", "3")]),
        ("新建美丽乡村5个、市级12个", [("美丽乡村", "5"), ("市级", "12")]),
    ],
)
def test_a_bare_level_takes_the_noun_of_the_level_before(all_targets, text, found):
    assert named(all_targets(text)) == found


@pytest.mark.parametrize("said", ["均保持", "保持", "都稳定在", "均达到"])
@pytest.mark.parametrize("mark", ["、", "和"])
def test_one_value_of_several_rates_holds_for_each(all_targets, said, mark):
    assert named(all_targets(f"值守在岗率{mark}巡查到位率{said}100%")) == [("值守在岗率", "100"), ("巡查到位率", "100")]


@pytest.mark.parametrize("listed", ["城镇、农村自来水普及率", "高血压和糖尿病患者管理率", "巡查及处置率"])
def test_one_value_of_one_rate_over_several_is_one_target(all_targets, listed):
    assert named(all_targets(f"{listed}达到95%")) == [(listed, "95")]
