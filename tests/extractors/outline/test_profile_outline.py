"""A profile's numbers with words, the numbering that carries the tasks, and the words that end them."""

from __future__ import annotations

import pytest

from extractors.assemble import extract
from extractors.outline.numbering import Label, read_worded
from pipeline.ingest import read_bytes
from schemas.breakdown import TaskBreakdown
from schemas.profile import NO_PROFILE, NumberForm, Profile

TASK = (NumberForm("任务", ""), NumberForm("第", "项"))
NOTICE = """青石区2025年重点工作安排

一、重点工作
任务一：建好社区食堂。新建社区食堂3家。
任务二：办好夜校。开设夜校20个班次。
二、工作纪律
（一）加强领导。压实责任。
1.抓好落实。定期通报。
"""


def notice(text: str, profile: Profile) -> TaskBreakdown:
    return extract(read_bytes("notice.txt", text.encode()), profile)


def numbered(text: str, profile: Profile) -> list[tuple[str | None, str]]:
    return [(task.number, task.title) for task in notice(text, profile).tasks]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("任务二:建好站点", Label("worded", "任务二", 2, 4)),
        ("【任务二】 建好站点", Label("worded", "任务二", 2, 6)),
        ("【任务二】建好站点", Label("worded", "任务二", 2, 5)),
        ("第12项 建好站点", Label("worded", "第12项", 12, 5)),
        ("任务二十项都要完成", None),
        ("任务:建好站点", None),
        ("任务二:", None),
        ("各项任务二:建好站点", None),
    ],
)
def test_a_number_with_words_is_read_at_the_head_of_a_line(text: str, label: Label | None) -> None:
    assert read_worded(text, 0, len(text), TASK) == label


def test_numbers_with_words_carry_the_tasks_and_the_rest_does_not() -> None:
    assert numbered(NOTICE, Profile(forms=TASK, carries="worded")) == [("任务一", "建好社区食堂"), ("任务二", "办好夜校")]


def test_without_a_profile_only_the_commonest_words_are_known() -> None:
    assert ("任务一", "建好社区食堂") in numbered(NOTICE, NO_PROFILE)
    other = NOTICE.replace("任务一", "课题一").replace("任务二", "课题二")
    assert all(number is None or "课题" not in number for number, _ in numbered(other, NO_PROFILE))


def test_a_number_with_words_that_no_second_follows_is_none() -> None:
    text = "某区2025年工作要点\n1.建好站点。新建站点3家。\n任务一：建好站点。\n2.办好夜校。开设夜校2个。\n"
    assert numbered(text, NO_PROFILE) == [("1", "建好站点"), ("2", "办好夜校")]


def test_a_style_that_the_document_does_not_use_decides_nothing() -> None:
    assert numbered(NOTICE, Profile(carries="circled")) == numbered(NOTICE, NO_PROFILE)


def test_the_style_of_the_profile_decides_between_levels() -> None:
    text = "某区2025年工作要点\n一、稳生产\n（一）种好粮。抓好春耕。\n1.育秧。备足秧苗。\n2.插秧。抢抓农时。\n"
    assert numbered(text, Profile(carries="han_paren")) == [("一", "种好粮")]
    assert numbered(text, Profile(carries="arabic_dot")) == [("1", "育秧"), ("2", "插秧")]


def test_a_heading_that_ends_the_list_closes_it_for_all_numbers_below() -> None:
    breakdown = notice(NOTICE, Profile(forms=TASK, ends=("工作纪律",)))
    assert [section.title for section in breakdown.sections] == ["重点工作"]
    assert [task.number for task in breakdown.tasks] == ["任务一", "任务二"]


def test_a_line_that_ends_the_list_needs_no_number() -> None:
    text = "某区2025年工作要点\n1.建站。新建站点3个。\n2.办学。开办夜校2所。\n几点说明\n3.本表由办公室解释。另行通知。\n"
    assert [number for number, _ in numbered(text, Profile(ends=("几点说明",)))] == ["1", "2"]


def test_the_words_inside_a_line_do_not_end_the_list() -> None:
    text = "某区2025年工作要点\n1.建站。新建站点3个，附几点说明。\n2.办学。开办夜校2所。\n"
    assert [number for number, _ in numbered(text, Profile(ends=("几点说明",)))] == ["1", "2"]
