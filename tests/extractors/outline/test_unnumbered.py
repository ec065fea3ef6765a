"""Tasks that have no number, and items that begin with who does the work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.reading.text import Reading
from schemas.breakdown import TaskBreakdown

BreakdownOf = Callable[..., TaskBreakdown]


@pytest.fixture
def breakdown_of(reading_of: Callable[..., Reading]) -> BreakdownOf:
    return lambda *lines: extract(reading_of(*lines).document)


def shown(breakdown: TaskBreakdown) -> list[tuple[str | None, str, str, list[str]]]:
    return [(task.number, task.title, task.body, [party.name for party in task.departments]) for task in breakdown.tasks]


def test_paragraphs_with_a_line_each_that_says_who_answers_are_tasks_under_their_heading(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "（一）公共卫生",
        "任务内容：接种率达到95%以上。",
        "责任科室：疾控科；责任人：李明",
        "任务内容：创建慢病示范区。做好评估。",
        "责任科室：慢病科；责任人：陈芳",
        "（二）医疗服务",
        "任务内容：改造卫生院3家。",
        "责任科室：规财科",
    )
    assert [section.title for section in breakdown.sections] == ["公共卫生", "医疗服务"]
    assert shown(breakdown) == [
        (None, "接种率达到95%以上", "", ["疾控科"]),
        (None, "创建慢病示范区", "做好评估。", ["慢病科"]),
        (None, "改造卫生院3家", "", ["规财科"]),
    ]


def test_lines_of_different_labels_in_one_item_speak_of_one_task(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1.办好活动", "举办主题活动3场。", "牵头单位：县商务局", "活动经费由财政统筹安排解决。", "配合单位：县财政局"
    )
    assert [(task.number, task.title, len(task.departments)) for task in breakdown.tasks] == [("1", "办好活动", 2)]


def test_the_word_that_announces_a_task_is_no_part_of_its_title(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1.工作任务：建设口袋公园", "工作目标：建成8个", "责任单位：园林处", "2.工作任务：分类垃圾", "责任单位：环卫处"
    )
    assert [(task.title, task.body) for task in breakdown.tasks] == [("建设口袋公园", "工作目标：建成8个"), ("分类垃圾", "")]


def test_a_unit_and_a_colon_before_the_work_name_who_answers(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1、县住建局：负责改造小区15个。", "2、各镇（街道）：负责秸秆禁烧。", "3、县财政局、县审计局：负责资金监管。"
    )
    assert shown(breakdown) == [
        ("1", "负责改造小区15个", "", ["县住建局"]),
        ("2", "负责秸秆禁烧", "", ["各镇（街道）"]),
        ("3", "负责资金监管", "", ["县财政局", "县审计局"]),
    ]


def test_a_heading_that_is_a_unit_answers_for_the_items_under_it(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("一、县住建局", "1.改造小区15个。", "2.新建公园2个。", "二、县交通局", "3.大修国道。")
    assert [section.title for section in breakdown.sections] == ["县住建局", "县交通局"]
    assert [(task.number, task.departments[0].name) for task in breakdown.tasks] == [
        ("1", "县住建局"),
        ("2", "县住建局"),
        ("3", "县交通局"),
    ]


def test_duties_of_units_beside_tasks_with_clauses_are_no_tasks(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、重点任务",
        "1.改造小区15个。（责任单位：县住建局）",
        "2.大修国道。（责任单位：县交通局）",
        "二、职责分工",
        "（一）县住建局：统筹推进改造。",
        "（二）县交通局：统筹推进养护。",
    )
    assert [task.number for task in breakdown.tasks] == ["1", "2"]


def test_words_before_a_colon_that_are_no_unit_stay_the_title(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("1、稳定粮食生产：播种面积4万亩以上。", "2、改造老旧小区：完成改造15个小区。")
    assert [(task.title, len(task.departments)) for task in breakdown.tasks] == [("稳定粮食生产", 0), ("改造老旧小区", 0)]


def test_labels_on_lines_of_their_own_announce_the_names_below(breakdown_of: BreakdownOf) -> None:
    first = ("1.建强队伍", "招聘教师80名。", "责任领导", "马国庆", "责任科室", "人事科、发展中心")
    breakdown = breakdown_of(*first, "2.抓好安全", "责任科室", "安全科")
    assert shown(breakdown) == [
        ("1", "建强队伍", "招聘教师80名。", ["人事科", "发展中心"]),
        ("2", "抓好安全", "", ["安全科"]),
    ]
    assert [official.name for official in breakdown.tasks[0].lead_officials] == ["马国庆"]


def test_a_line_that_only_begins_as_a_label_is_text(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("1.建强队伍", "责任落实到位", "每月检查。", "2.抓好安全")
    assert [(task.title, task.departments) for task in breakdown.tasks] == [("建强队伍", ()), ("抓好安全", ())]
