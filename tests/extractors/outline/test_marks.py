"""Numbers read with what stands around them: worded headings, a wrong mark in a run; and words to all behind the last task."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.reading.text import Reading
from schemas.breakdown import TaskBreakdown

BreakdownOf = Callable[..., TaskBreakdown]


@pytest.fixture
def breakdown_of(reading_of: Callable[..., Reading]) -> BreakdownOf:
    return lambda *parts: extract(reading_of(*parts).document)


def outline(breakdown: TaskBreakdown) -> list[str]:
    lines = [(section.evidence.start, f"S{section.level} {section.label} {section.title}") for section in breakdown.sections]
    lines += [(task.evidence.start, f"T {task.number} {task.title} {task.body}") for task in breakdown.tasks]
    return [line for _, line in sorted(lines)]


def test_headings_with_a_word_before_their_number_are_sections(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、总体要求", "坚持为民。", "二、重点任务",
        "任务一：完善投放体系", "1.1 建好点位。新建点位6处。（责任单位：区城管局）", "1.2 用好点位。每月巡查。（责任单位：区城管局）",
        "任务二：提升处置能力", "2.1 建好站点。新建站点2座。（责任单位：区环卫处）",
        "三、保障措施", "加强领导。",
    )
    assert outline(breakdown) == [
        "S1 一、 总体要求", "S1 二、 重点任务",
        "S2 任务一： 完善投放体系", "T 1.1 建好点位 新建点位6处。", "T 1.2 用好点位 每月巡查。",
        "S2 任务二： 提升处置能力", "T 2.1 建好站点 新建站点2座。",
        "S1 三、 保障措施",
    ]


def test_tasks_may_be_numbered_with_a_word(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、重点行动",
        "行动一：绿化提升行动。新建绿地3处。（责任单位：区园林局）", "行动二：道路畅通行动。改造道路5条。（责任单位：区住建局）",
    )
    assert outline(breakdown) == [
        "S1 一、 重点行动",
        "T 行动一 绿化提升行动 新建绿地3处。", "T 行动二 道路畅通行动 改造道路5条。",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("任务一：完善投放体系", "内容由各镇细化。"),
        ("任务二：完善投放体系", "任务四：提升处置能力"),
        ("行动一直在路上。", "行动二字记心间。"),
    ],
)
def test_words_that_do_not_count_on_from_one_are_no_numbers(breakdown_of: BreakdownOf, lines: tuple[str, ...]) -> None:
    breakdown = breakdown_of("一、总体要求", *lines, "二、重点任务", "1. 建好点位。新建点位6处。（责任单位：区城管局）")
    assert outline(breakdown)[:2] == ["S1 一、 总体要求", "S1 二、 重点任务"]


def test_a_number_that_continues_a_run_is_of_it_whatever_its_mark(breakdown_of: BreakdownOf) -> None:
    tasks = [f"{n}{'、' if n == 3 else '. '}任务{'甲乙丙丁'[n - 1]}。开展巡查。（责任单位：区城管局）" for n in (1, 2, 3, 4)]
    breakdown = breakdown_of("一、重点", *tasks)
    assert outline(breakdown)[1:] == [f"T {n} 任务{'甲乙丙丁'[n - 1]} 开展巡查。" for n in (1, 2, 3, 4)]
    assert [entry.code for entry in breakdown.diagnostics] == []


def test_a_list_of_its_own_stays_below_its_item(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("1. 建好点位。分两步：", "1、选址。", "2、施工。（责任单位：区城管局）", "2. 管好点位。（责任单位：区城管局）")
    assert outline(breakdown)[-1] == "T 2 管好点位 "
    assert [task.number for task in breakdown.tasks if task.section is None] == ["2"]


def test_numbers_that_run_on_across_sections_stay_below_them(breakdown_of: BreakdownOf) -> None:
    clause = "（责任单位：区城管局）"
    breakdown = breakdown_of(
        "一、建设", f"（一）建好点位。新建6处。{clause}", f"（二）建好站点。新建2座。{clause}",
        "二、管理", f"（三）管好点位。每月巡查。{clause}",
    )
    assert [(task.number, task.section) for task in breakdown.tasks] == [("一", "s1"), ("二", "s1"), ("三", "s2")]


SAID = "以上任务于4月10日前细化分解。", "区政府督查室将于4月10日起适时开展督查。", "本意见自2026年4月10日起执行。"
CLOSING = "各地各部门要于4月10日前报送实施方案，每季度首月5日前报送进展。"


@pytest.mark.parametrize("closing", [CLOSING, "各牵头单位要于4月10日前细化措施。", "各镇（街道）、各部门应在4月10日前报送台账。", *SAID])
@pytest.mark.parametrize("heading", [(), ("一、建设",)])
def test_words_to_all_behind_the_last_clause_are_no_part_of_the_task(
    breakdown_of: BreakdownOf, heading: tuple[str, ...], closing: str
) -> None:
    task = "1. 建好点位。新建点位6处。（责任单位：区城管局）"
    breakdown = breakdown_of(*heading, task, task.replace("1.", "2."), closing, "云汀区人民政府", "2026年2月28日")
    assert [(task.title, task.body, task.deadlines) for task in breakdown.tasks] == [("建好点位", "新建点位6处。", ())] * 2
    assert breakdown.header.signatory == "云汀区人民政府"
    assert breakdown.account.unexplained == 0


def test_words_to_all_before_the_clause_belong_to_the_task(breakdown_of: BreakdownOf) -> None:
    clause = "（责任单位：区城管局）"
    breakdown = breakdown_of("1. 建好点位。新建点位6处。", f"各镇要于4月10日前报送选址。{clause}", f"2. 管好点位。{clause}")
    assert [(task.title, task.body) for task in breakdown.tasks] == [
        ("建好点位", "新建点位6处。\n各镇要于4月10日前报送选址。"), ("管好点位", ""),
    ]


@pytest.mark.parametrize("first", ["—、总体目标", "－、总体目标", "总体目标"])
def test_a_dash_typed_for_one_or_no_number_at_all_leaves_the_levels_as_they_are(breakdown_of: BreakdownOf, first: str) -> None:
    found = breakdown_of(
        first, "（一）明确方向。建好体系。（责任单位：区城管局）",
        "二、重点任务", "（二）建好站点。新建2家。（责任单位：区环卫处）",
        "三、保障", "（三）加强巡查。每月一次。（责任单位：区环卫处）",
    )
    levels = {section.title: section.level for section in found.sections}
    assert {title: levels[title] for title in ("重点任务", "保障")} == {"重点任务": 1, "保障": 1}
    assert [task.title for task in found.tasks] == ["明确方向", "建好站点", "加强巡查"]
