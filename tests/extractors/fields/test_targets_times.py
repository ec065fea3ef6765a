"""A time that is itself the aim: 压缩至2个工作日内, and the parts that it is made of."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "change",
    [
        *("压缩至2个工作日内", "缩短至2个工作日内", "压减到2个工作日内", "控制在2个工作日之内"),
        *("压缩到2个工作日内办结", "由5个工作日压缩至2个工作日内"),
    ],
)
def test_a_change_that_leads_to_a_time_takes_its_inside_as_the_comparator(promised, change):
    [(action, *rest)] = promised(f"将⟦企业开办时间⟧{change}。")
    assert (action, rest) == (change.removeprefix("由5个工作日")[:2], ["at_most", "2", "个工作日", "level"])


@pytest.mark.parametrize(
    "text", ["投诉举报3个工作日内办结。", "确保接诉后3个工作日内答复。", "受理后2天内完成。", "办理时间压缩，2个工作日内办结。"]
)
def test_a_span_in_which_something_is_done_is_no_aim(refused, text):
    assert [number_class for _, number_class in refused(text)] == ["period"]


def test_times_in_a_list_share_unit_and_inside(all_targets):
    found = all_targets("一般登记、抵押登记办理时间分别压缩至3个、2个工作日内")
    assert [(target.indicator, target.comparator, str(target.value), target.unit) for target in found] == [
        ("一般登记办理时间", "at_most", "3", "个工作日"),
        ("抵押登记办理时间", "at_most", "2", "个工作日"),
    ]


def test_parts_of_a_time_are_aims_of_their_own(promised):
    assert promised("将⟦企业开办时间⟧压缩至2个工作日内，其中⟦营业执照办理⟧不超过1个工作日，⟦印章刻制⟧0.5个工作日") == [
        ("压缩", "at_most", "2", "个工作日", "level"),
        (None, "at_most", "1", "个工作日", "level"),
        (None, "exactly", "0.5", "个工作日", "level"),
    ]


def test_a_time_beside_one_that_is_no_part_of_it_is_a_span(promised):
    assert promised("将⟦企业开办时间⟧压缩至2个工作日内，投诉3个工作日内办结") == [("压缩", "at_most", "2", "个工作日", "level")]


def test_a_noun_that_ends_in_ying_is_whole(promised):
    assert promised("⟦远程会诊响应⟧压减到2小时内") == [("压减", "at_most", "2", "小时", "level")]
    assert promised("⟦会诊时间⟧应压减到2小时内") == [("压减", "at_most", "2", "小时", "level")]
