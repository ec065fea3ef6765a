"""Headings without a number: short lines over the paragraphs that say who answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.reading.text import Reading
from schemas.breakdown import TaskBreakdown

BreakdownOf = Callable[..., TaskBreakdown]
Shown = list[tuple[str | None, str, list[str]]]

ROADS = "改造村道6公里，加固危桥1座。牵头领导：副镇长 温见山；责任单位：镇村建办；完成时限：2026年9月底前。"
SCHOOLS = "新增学位90个，扩建食堂2处。牵头领导：宣传委员 顾晚棠；责任单位：镇中心学校；完成时限：2026年8月底前。"
FORESTS = "封山育林800亩，补植补造300亩。牵头领导：副镇长 温见山；责任单位：镇林业站；完成时限：全年。"


@pytest.fixture
def breakdown_of(reading_of: Callable[..., Reading]) -> BreakdownOf:
    return lambda *lines: extract(reading_of(*lines).document)


def shown(breakdown: TaskBreakdown) -> Shown:
    return [(task.number, task.title, [party.name for party in task.departments]) for task in breakdown.tasks]


def test_lines_over_paragraphs_that_say_who_answers_are_the_titles_of_tasks(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "青荷镇2026年工作计划", "为做好今年工作，制定本计划。", "补齐设施短板", ROADS, "办好“一园一校”", SCHOOLS
    )
    assert shown(breakdown) == [(None, "补齐设施短板", ["镇村建办"]), (None, "办好“一园一校”", ["镇中心学校"])]
    assert [official.name for task in breakdown.tasks for official in task.lead_officials] == ["温见山", "顾晚棠"]
    assert breakdown.tasks[0].body == "改造村道6公里，加固危桥1座。"
    assert breakdown.sections == ()


def test_labels_on_lines_behind_the_paragraph_are_of_its_task(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "补齐设施短板", "改造村道6公里，加固危桥1座，安装路灯40盏。", "责任单位：镇村建办",
        "办好学校食堂", "新增学位90个，扩建食堂2处，培训教师30人。", "责任单位：镇中心学校",
    )
    assert shown(breakdown) == [(None, "补齐设施短板", ["镇村建办"]), (None, "办好学校食堂", ["镇中心学校"])]


def test_a_line_over_several_such_paragraphs_is_a_section(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("补齐民生短板", ROADS, SCHOOLS, "守护绿水青山", FORESTS)
    assert [section.title for section in breakdown.sections] == ["补齐民生短板"]
    assert [task.title for task in breakdown.tasks] == ["改造村道6公里，加固危桥1座", "新增学位90个，扩建食堂2处", "守护绿水青山"]


def test_lines_below_a_numbered_heading_are_titles_too(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、重点任务", "补齐设施短板", ROADS, "守护绿水青山", FORESTS, "二、工作要求", "各单位要加强协调，按月报送进展。"
    )
    assert [section.title for section in breakdown.sections] == ["重点任务", "工作要求"]
    assert shown(breakdown) == [(None, "补齐设施短板", ["镇村建办"]), (None, "守护绿水青山", ["镇林业站"])]


@pytest.mark.parametrize(
    "told", ["注：1.责任单位排在前面的牵头。2.每月5日前报送进展。", "各责任单位要于每月5日前报送进展，由镇党政办汇总。"]
)
def test_what_is_said_to_all_behind_the_last_paragraph_is_no_part_of_its_task(breakdown_of: BreakdownOf, told: str) -> None:
    breakdown = breakdown_of("补齐设施短板", ROADS, "守护绿水青山", FORESTS, told)
    assert breakdown.tasks[-1].body == "封山育林800亩，补植补造300亩。"
    assert [doubt.code for doubt in breakdown.diagnostics if doubt.code == "N401"] == []


@pytest.mark.parametrize(
    "line",
    [
        "青荷镇2026年任务分解方案",  # a title
        "青荷镇人民政府办公室",  # who signs
        "各村委会，镇直各单位：",  # whom a letter addresses
        "2026年3月1日",
        "温见山 顾晚棠 祁远",  # names
        "（征求意见稿）",
        "主要措施",  # a field
        "今年要把路修好。",  # a sentence
    ],
)
def test_other_short_lines_over_such_paragraphs_title_no_task(breakdown_of: BreakdownOf, line: str) -> None:
    breakdown = breakdown_of(line, ROADS, "守护绿水青山", FORESTS, "办好“一园一校”", SCHOOLS)
    assert "守护绿水青山" in [task.title for task in breakdown.tasks]
    assert line.strip("。") not in [task.title for task in breakdown.tasks]


def test_one_line_over_one_such_paragraph_proves_nothing(breakdown_of: BreakdownOf) -> None:
    assert [task.title for task in breakdown_of("补齐设施短板", ROADS).tasks] == ["改造村道6公里，加固危桥1座"]


def test_a_field_that_stands_in_every_task_heads_none(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("办理时间安排", ROADS, "办理时间安排", FORESTS)
    assert [task.title for task in breakdown.tasks] == ["改造村道6公里，加固危桥1座", "封山育林800亩，补植补造300亩"]
