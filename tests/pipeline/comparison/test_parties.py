"""Who came, went, was renamed, or handed over, and what each carries."""

from __future__ import annotations

from collections.abc import Callable

from schemas.comparison import Comparison, Handover, Load, Renamed, Renaming

Compare = Callable[[list[str], list[str]], Comparison]

TASKS = ["治理河道。清淤河道12公里", "更新管网。改造供水管网20公里", "做好防汛。储备编织袋6万条"]


def with_parties(*clauses: str) -> list[str]:
    return [f"{task}。（{clause}）" for task, clause in zip(TASKS, clauses, strict=True)]


def test_departments_and_officials_that_came_and_went(compared: Compare) -> None:
    before = with_parties("牵头领导：陆鸣，责任部门：河道科、办公室", "责任部门：供水科", "责任部门：防汛办")
    after = with_parties("牵头领导：陆鸣、白桦，责任部门：河道科、财务科", "责任部门：供水科", "责任部门：防汛办")
    first, *others = compared(before, after).tasks
    assert (first.lead_officials.added, first.lead_officials.removed) == (("白桦",), ())
    assert (first.departments.added, first.departments.removed) == (("财务科",), ("办公室",))
    assert (first.status, [task.status for task in others]) == ("changed", ["kept", "kept"])


def test_a_renamed_department_is_neither_added_nor_removed(compared: Compare) -> None:
    before = with_parties("责任部门：局供水科", "责任部门：局供水科", "责任部门：局防汛办")
    after = with_parties("责任部门：局供水和节水科", "责任部门：局供水和节水科", "责任部门：局防汛办")
    comparison = compared(before, after)
    assert comparison.renamings == (Renaming("局供水科", "局供水和节水科", 2),)
    first = comparison.tasks[0]
    assert (first.status, first.departments.added, first.departments.removed) == ("kept", (), ())
    assert first.departments.renamed == (Renamed("局供水科", "局供水和节水科"),)


def test_another_department_in_its_place_is_no_renaming(compared: Compare) -> None:
    before = with_parties("责任部门：局供水科", "责任部门：局排水科", "责任部门：局防汛办")
    after = with_parties("责任部门：局规划科", "责任部门：局排水科", "责任部门：局防汛办")
    comparison = compared(before, after)
    assert comparison.renamings == ()
    assert comparison.tasks[0].departments.removed == ("局供水科",)


def test_two_offices_written_as_one_are_no_renaming(compared: Compare) -> None:
    before = with_parties("责任单位：市科委、园区管委会", "责任单位：市水务局", "责任单位：市应急局")
    after = with_parties("责任单位：市科委园区管委会", "责任单位：市水务局", "责任单位：市应急局")
    assert compared(before, after).renamings == ()


def test_an_official_whose_tasks_all_passed_to_another_is_one_line(compared: Compare) -> None:
    before = with_parties("牵头领导：陆鸣", "牵头领导：陆鸣、白桦", "牵头领导：白桦")
    after = with_parties("牵头领导：程远", "牵头领导：白桦、程远", "牵头领导：白桦")
    assert compared(before, after).handovers == (Handover("official", "陆鸣", "程远", 2),)


def test_tasks_that_passed_to_several_are_no_handover(compared: Compare) -> None:
    before = with_parties("牵头领导：陆鸣", "牵头领导：陆鸣", "牵头领导：白桦")
    after = with_parties("牵头领导：程远", "牵头领导：纪安", "牵头领导：白桦")
    assert compared(before, after).handovers == ()


def test_a_task_that_passed_to_two_is_no_handover(compared: Compare) -> None:
    before = with_parties("牵头领导：陆鸣", "牵头领导：白桦", "牵头领导：白桦")
    after = with_parties("牵头领导：程远、纪安", "牵头领导：白桦", "牵头领导：白桦")
    assert compared(before, after).handovers == ()


def test_a_changed_role_is_said(compared: Compare) -> None:
    before = with_parties("牵头单位：河道科，配合单位：财务科", "责任部门：供水科", "责任部门：防汛办")
    after = with_parties("牵头单位：财务科，配合单位：河道科", "责任部门：供水科", "责任部门：防汛办")
    assert compared(before, after).tasks[0].departments.roles == ("财务科：配合 → 牵头", "河道科：牵头 → 配合")


def test_loads_count_tasks_leads_and_targets_under_the_newer_name(compared: Compare) -> None:
    before = with_parties("牵头领导：陆鸣，责任部门：局供水科", "牵头领导：陆鸣，责任部门：局供水科", "责任部门：局防汛办")
    after = with_parties("牵头领导：陆鸣，责任部门：局供水和节水科", "责任部门：局供水和节水科", "责任部门：局防汛办")
    assert compared(before, after).loads == (
        Load("official", "陆鸣", 2, 1, 2, 1, 2, 1),
        Load("department", "局供水和节水科", 2, 2, 0, 0, 2, 2),
        Load("department", "局防汛办", 1, 1, 0, 0, 1, 1),
    )
