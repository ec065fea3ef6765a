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
