"""A clause behind the last point of a list belongs to the list, where the document writes so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.reading.text import Reading
from schemas.breakdown import Task, TaskBreakdown

BreakdownOf = Callable[..., TaskBreakdown]


@pytest.fixture
def breakdown_of(reading_of: Callable[..., Reading]) -> BreakdownOf:
    return lambda *lines: extract(reading_of(*lines).document)


def shown(task: Task) -> tuple[str | None, str, str, list[str]]:
    return task.number, task.title, task.body, [department.name for department in task.departments]


def test_the_clause_behind_a_list_of_points_is_that_of_their_heading(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1.安居工程",
        "（1）改造危房20户；",
        "（2）新建公寓3栋。",
        "责任单位：县住建局、各乡镇",
        "2.畅行工程",
        "（1）新建公路6公里；",
        "（2）新建桥梁2座。",
        "责任单位：县交通局",
    )
    assert [shown(task) for task in breakdown.tasks] == [
        ("1", "安居工程", "（1）改造危房20户；\n（2）新建公寓3栋。", ["县住建局", "各乡镇"]),
        ("2", "畅行工程", "（1）新建公路6公里；\n（2）新建桥梁2座。", ["县交通局"]),
    ]
    assert breakdown.sections == ()
    assert breakdown.diagnostics == ()


def test_the_clause_in_brackets_on_a_line_behind_the_points_is_that_of_their_heading(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "（一）抓好防控。",
        "1.接种率达到95%。",
        "2.开展监测4次。",
        "（疾控科牵头，办公室配合）",
        "（二）抓好急救。",
        "1.新建站点2个。",
        "2.培训人员60名。",
        "（医政科牵头，办公室配合）",
    )
    assert [(task.number, task.title) for task in breakdown.tasks] == [("一", "抓好防控"), ("二", "抓好急救")]
    assert [[department.name for department in task.departments] for task in breakdown.tasks] == [
        ["疾控科", "办公室"],
        ["医政科", "办公室"],
    ]


def test_a_point_beside_items_with_clauses_of_their_own_hands_its_closing_clause_up(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1、建好站点",
        "责任部门：养老科",
        "2、管好站点",
        "（1）每月巡查2次；",
        "（2）每季通报1次。",
        "责任部门：监督科",
    )
    assert [shown(task) for task in breakdown.tasks] == [
        ("1", "建好站点", "", ["养老科"]),
        ("2", "管好站点", "（1）每月巡查2次；\n（2）每季通报1次。", ["监督科"]),
    ]


def test_one_list_alone_proves_nothing(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("一、聚焦便民", "1. 建好站点。", "2. 管好站点。", "责任单位：局养老科")
    assert [task.title for task in breakdown.tasks] == ["建好站点", "管好站点"]
    assert [diagnostic.code for diagnostic in breakdown.diagnostics] == ["L203"]


def test_a_clause_inside_the_last_point_stays_there(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、聚焦便民",
        "1. 建好站点。",
        "2. 管好站点。（责任单位：局养老科）",
        "二、聚焦安全",
        "3. 开展巡查。",
        "4. 开展演练。（责任单位：局安全科）",
    )
    assert [(task.number, len(task.departments)) for task in breakdown.tasks] == [("1", 0), ("2", 1), ("3", 0), ("4", 1)]


def test_points_that_each_have_a_clause_keep_theirs(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、聚焦便民",
        "1. 建好站点。",
        "责任单位：局养老科",
        "2. 管好站点。",
        "责任单位：局监督科",
        "二、聚焦安全",
        "3. 开展巡查。",
        "4. 开展演练。",
        "责任单位：局安全科",
    )
    assert [(task.number, len(task.departments)) for task in breakdown.tasks] == [("1", 1), ("2", 1), ("3", 0), ("4", 1)]


def test_the_number_of_a_point_is_no_part_of_what_it_counts(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1.畅行工程", "（1）新建公路6公里；", "2.桥梁完好率达到90%。", "责任单位：县交通局", "3.安居工程", "责任单位：县住建局"
    )
    indicators = [target.indicator for task in breakdown.tasks for target in task.targets]
    assert indicators == ["公路", "桥梁完好率"]


def test_points_that_are_nothing_but_clauses_are_fields_of_the_project_above(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、养老提升项目",
        "1.建设内容：新建食堂2处。",
        "2.完成时限：2024年11月底前",
        "3.责任单位：民生办、各社区",
        "4.责任人：李明",
    )
    [task] = breakdown.tasks
    assert shown(task) == ("一", "养老提升项目", "1.建设内容：新建食堂2处。", ["民生办", "各社区"])
    assert [official.name for official in task.lead_officials] == ["李明"]
    assert [str(deadline.end) for deadline in task.deadlines] == ["2024-11-30"]


def test_one_point_that_is_a_clause_beside_work_is_no_field(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("一、养老提升", "1.新建食堂2处。（责任单位：民生办）", "2.责任单位：各社区")
    assert [task.number for task in breakdown.tasks] == ["1", "2"]
