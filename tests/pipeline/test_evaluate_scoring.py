"""Scores are counted as the gold format says: who is matched with whom, and what is a miss or a false finding."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate_gold import Gold, load_gold
from pipeline.scoring import Scores, Tally, score
from schemas.breakdown import (
    Account,
    Deadline,
    Declared,
    Department,
    Evidence,
    Header,
    Official,
    Section,
    Source,
    Target,
    Task,
    TaskBreakdown,
)

INK = Evidence(0, 0, "", None, None, "test")


def target(action: str | None, indicator: str, value: int | str, unit: str | None, **changes: Any) -> Target:
    plain = Target(
        "t", action, indicator, "exactly", Decimal(value), None, unit, "level", None, None, None, None, None,
        replace(INK, quote=f"{action or ''}{indicator}{value}{unit or ''}"),
    )
    return replace(plain, **changes)


def gold_target(action: str | None, indicator: str, value: float, unit: str | None, **changes: Any) -> dict[str, Any]:
    plain = {"action": action, "indicator": indicator, "comparator": "exactly", "value": value, "value_max": None}
    return {**plain, "unit": unit, "measure": "level", **changes}


def task(number: str | None, title: str, **changes: Any) -> Task:
    return replace(Task(f"id{number}", number, None, title, "", (), (), (), (), (), INK), **changes)


def gold_task(number: str | None, title: str, **changes: Any) -> dict[str, Any]:
    return {"number": number, "title": title, "lead_officials": [], "departments": [], "deadlines": [],
            "targets": [], **changes}


def department(name: str, role: Any = "responsible") -> Department:
    return Department(name, role, None, False, INK)


def breakdown(**changes: Any) -> TaskBreakdown:
    empty = TaskBreakdown(
        "1.0", "ok", Source("通知.txt", "0", "text/plain", None, 0), "", Header(), Declared(), (), (), (), (), (),
        Account(0, 0, 0, 0, 0, 0), (), (),
    )
    return replace(empty, **changes)


def holding(*targets: Target) -> TaskBreakdown:
    return breakdown(tasks=(task("1", "甲事", targets=targets),))


MakeGold = Callable[..., Gold]


@pytest.fixture
def gold(tmp_path: Path) -> MakeGold:
    def write(**keys: Any) -> Gold:
        path = tmp_path / "one.gold.json"
        path.write_text(json.dumps({"document": "通知.txt", **keys}, ensure_ascii=False), encoding="utf-8")
        return load_gold(path)

    return write


def counts(scores: Scores, *names: str) -> Mapping[str, tuple[int, int, int]]:
    return {name: (t.right, t.missed, t.false) for name, t in scores.tallies.items() if name in names}


def test_header_scores_only_the_keys_that_the_gold_gives(gold: MakeGold) -> None:
    made = gold(header={"title": "关于印发《要点》的通知", "issued_on": "2025-03-04", "document_number": None})
    found = breakdown(header=Header("关于印发 《要点》的通知", "要点", None, "某局", None, (), date(2025, 3, 5)))
    assert counts(score(found, made), "header") == {"header": (1, 1, 1)}


def test_a_header_key_that_is_null_in_the_gold_must_stay_empty(gold: MakeGold) -> None:
    made = gold(header={"document_number": None})
    found = breakdown(header=Header(document_number="青民〔2025〕3号"))
    assert counts(score(found, made), "header") == {"header": (0, 0, 1)}


def test_a_date_is_compared_as_it_is_written(gold: MakeGold) -> None:
    made = gold(header={"issued_on": "2025-03-05"})
    assert counts(score(breakdown(header=Header(issued_on=date(2025, 3, 5))), made), "header") == {"header": (1, 0, 0)}


def test_addressees_are_compared_in_order(gold: MakeGold) -> None:
    made = gold(header={"addressees": ["各科室", "各中心"]})
    right, wrong = Header(addressees=("各科室", "各中心")), Header(addressees=("各中心", "各科室"))
    assert counts(score(breakdown(header=right), made), "header") == {"header": (1, 0, 0)}
    assert counts(score(breakdown(header=wrong), made), "header") == {"header": (0, 1, 1)}


def test_declared_totals_are_compared_key_by_key(gold: MakeGold) -> None:
    made = gold(declared={"sections": 3, "tasks": 9})
    assert counts(score(breakdown(declared=Declared(3, 8)), made), "declared") == {"declared": (1, 1, 1)}


def test_sections_match_by_label_and_title_whatever_the_width(gold: MakeGold) -> None:
    made = gold(sections=[{"label": "（一）", "title": "加强（农村）养老"}, {"label": "二、", "title": "救助"}])
    sections = (Section("s1", "(一)", "加强(农村) 养老", 1, None, INK), Section("s2", "三、", "救助", 1, None, INK))
    assert counts(score(breakdown(sections=sections), made), "sections") == {"sections": (1, 1, 1)}


def test_an_optional_section_is_neither_missed_nor_false(gold: MakeGold) -> None:
    made = gold(sections=[{"label": "（一）", "title": "加强领导", "optional": True}])
    given = breakdown(sections=(Section("s1", "（一）", "加强领导", 1, None, INK),))
    assert counts(score(given, made), "sections") == {"sections": (0, 0, 0)}
    assert counts(score(breakdown(), made), "sections") == {"sections": (0, 0, 0)}


def test_a_wrong_title_costs_the_task_but_not_what_hangs_on_it(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "办好实事", departments=[{"name": "局办公室", "role": "responsible"}])])
    found = breakdown(tasks=(task("1", "办好", departments=(department("局办公室"),)),))
    assert counts(score(found, made), "tasks", "departments") == {"tasks": (0, 1, 1), "departments": (1, 0, 0)}


def test_a_number_that_stands_twice_is_told_apart_by_title(gold: MakeGold) -> None:
    made = gold(tasks=[
        gold_task("1", "规范中介服务", departments=[{"name": "甲局", "role": "lead"}]),
        gold_task("1", "清理涉企收费", departments=[{"name": "乙局", "role": "lead"}]),
    ])
    found = breakdown(tasks=(
        task("1", "清理涉企收费", departments=(department("乙局", "lead"),)),
        task("1", "规范中介服务", departments=(department("甲局", "lead"),)),
    ))
    assert counts(score(found, made), "tasks", "departments") == {"tasks": (2, 0, 0), "departments": (2, 0, 0)}


def test_an_unnumbered_task_is_found_by_its_title(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task(None, "改造老旧电梯", deadlines=["2025-10-31"])])
    found = breakdown(tasks=(
        task(None, "建设口袋公园"),
        task(None, "改造老旧电梯", deadlines=(Deadline("10月底前", None, date(2025, 10, 31), INK),)),
    ))
    assert counts(score(found, made), "tasks", "deadlines") == {"tasks": (1, 0, 1), "deadlines": (1, 0, 0)}


def test_officials_and_departments_need_name_and_role(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task(
        "1", "办好实事", lead_officials=[{"name": "林越", "role": "lead"}],
        departments=[
            {"name": "甲局", "role": "lead", "accept": {"role": ["responsible"]}}, {"name": "乙局", "role": "lead"},
        ],
    )])
    found = breakdown(tasks=(task(
        "1", "办好实事", lead_officials=(Official("林越", None, "in_charge", None, INK),),
        departments=(department("甲局"), department("乙局", "supporting")),
    ),))
    assert counts(score(found, made), "officials", "departments") == {"officials": (0, 1, 1), "departments": (1, 1, 1)}


def test_a_department_of_the_wrong_task_is_missed_and_false(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", departments=[{"name": "甲局", "role": "lead"}]), gold_task("2", "乙事")])
    found = breakdown(tasks=(task("1", "甲事"), task("2", "乙事", departments=(department("甲局", "lead"),))))
    assert counts(score(found, made), "departments") == {"departments": (0, 1, 1)}


def test_what_hangs_on_a_task_that_is_not_there_is_false_too(gold: MakeGold) -> None:
    made = gold(tasks=[])
    found = breakdown(tasks=(task("9", "组织保障", departments=(department("甲局"),)),))
    assert counts(score(found, made), "tasks", "departments") == {"tasks": (0, 0, 1), "departments": (0, 0, 1)}


def test_a_deadline_without_a_date_is_no_finding(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事")])
    found = breakdown(tasks=(task("1", "甲事", deadlines=(Deadline("持续推进", None, None, INK),)),))
    assert counts(score(found, made), "deadlines") == {"deadlines": (0, 0, 0)}


@pytest.mark.parametrize(
    "change",
    [{"value": Decimal(3)}, {"unit": "个"}, {"comparator": "at_least"}, {"value_max": Decimal(5)}],
    ids=lambda change: next(iter(change)),
)
def test_a_target_needs_value_unit_comparator_and_upper_value(gold: MakeGold, change: dict[str, Any]) -> None:
    made = gold(tasks=[gold_task("1", "甲事", targets=[gold_target("新建", "社区食堂", 2, "家")])])
    right = target("新建", "社区食堂", 2, "家")
    assert counts(score(holding(right), made), "targets") == {"targets": (1, 0, 0)}
    assert counts(score(holding(replace(right, **change)), made), "targets") == {"targets": (0, 1, 1)}


def test_indicator_action_and_measure_are_scored_on_matched_targets_only(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", targets=[
        gold_target("新建", "社区食堂", 2, "家"), gold_target("培训", "护理员", 80, "名"),
    ])])
    found = (target("改造", "示范性社区食堂", 2, "家", measure="increase"), target("培训", "护理员", 90, "名"))
    assert counts(score(holding(*found), made), "indicator", "action", "measure") == {
        "indicator": (1, 0, 0), "action": (0, 1, 1), "measure": (0, 1, 1),
    }


def test_an_indicator_with_too_few_common_characters_is_wrong(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", targets=[gold_target("新建", "社区长者食堂", 2, "家")])])
    found = holding(target("新建", "全区范围内新的食堂", 2, "家"))
    assert counts(score(found, made), "indicator") == {"indicator": (0, 1, 1)}


def test_two_targets_of_one_amount_are_paired_by_their_indicators(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", targets=[
        gold_target("新建", "社区食堂", 2, "家"), gold_target("新建", "助浴点", 2, "家"),
    ])])
    found = (target("新建", "助浴点", 2, "家"), target("新建", "社区食堂", 2, "家"))
    assert counts(score(holding(*found), made), "indicator") == {"indicator": (2, 0, 0)}


def test_a_pair_of_value_and_unit_may_be_accepted_together(gold: MakeGold) -> None:
    wanted = gold_target("新增", "学位", 2, "万个", accept={"value_unit": [[20000, "个"]], "action": [None]})
    made = gold(tasks=[gold_task("1", "甲事", targets=[wanted])])
    found = holding(target(None, "学位", 20000, "个"))
    assert counts(score(found, made), "targets", "action") == {"targets": (1, 0, 0), "action": (1, 0, 0)}


def test_an_optional_target_is_not_scored_at_all(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", targets=[gold_target("新建", "食堂", 2, "家", optional=True)])])
    found = holding(target("改建", "别的", 2, "家"))
    assert counts(score(found, made), "targets", "indicator") == {"targets": (0, 0, 0), "indicator": (0, 0, 0)}


def test_a_finding_serves_what_is_required_before_what_is_optional(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", targets=[
        gold_target("检查", "机构", 12, "家", optional=True), gold_target("改造", "机构", 12, "家"),
    ])])
    assert counts(score(holding(target("检查", "机构", 12, "家")), made), "targets") == {"targets": (1, 0, 0)}


def test_a_choice_that_blocks_another_is_moved(gold: MakeGold) -> None:
    either = gold_target("新建", "助餐点", 2, "家", accept={"unit": ["个"]})
    made = gold(tasks=[gold_task("1", "甲事", targets=[either, gold_target("新设", "站", 2, "家")])])
    found = holding(target("新建", "助餐点", 2, "家"), target("新设", "服务站点", 2, "个"))
    assert counts(score(found, made), "targets") == {"targets": (2, 0, 0)}


def test_top_level_gold_targets_are_sought_in_the_whole_document(gold: MakeGold) -> None:
    made = gold(tasks=[], targets=[gold_target("建成", "专区", 50, "个"), gold_target("打造", "场景", 100, "个")])
    found = breakdown(tasks=(task("二", "目标", targets=(target("建成", "专区", 50, "个"),)),),
                      targets=(target("打造", "场景", 100, "个"),))
    assert counts(score(found, made), "targets") == {"targets": (2, 0, 0)}


def test_results_are_never_matched_with_targets(gold: MakeGold) -> None:
    made = gold(results=[gold_target("建成", "专区", 50, "个")])
    found = breakdown(targets=(target("建成", "专区", 50, "个"),))
    assert counts(score(found, made), "results", "targets") == {"results": (0, 1, 0), "targets": (0, 0, 1)}


def test_an_incomplete_gold_blames_no_finding_it_does_not_list(gold: MakeGold) -> None:
    made = gold(complete=False, tasks=[gold_task("1", "甲事")])
    found = breakdown(tasks=(task("1", "甲事", targets=(target("建成", "专区", 50, "个"),)), task("2", "乙事")))
    result = score(found, made)
    assert counts(result, "tasks", "targets") == {"tasks": (1, 0, 0), "targets": (0, 0, 0)}
    assert (result.tallies["tasks"].precision, result.tallies["tasks"].recall) == (None, 1.0)


def test_complete_fields_are_judged_although_the_gold_is_incomplete(gold: MakeGold) -> None:
    made = gold(complete=False, complete_fields=["targets"])
    found = breakdown(targets=(target("建成", "专区", 50, "个"),), results=(target("建成", "专区", 40, "个"),))
    assert counts(score(found, made), "targets", "results") == {"targets": (0, 0, 1), "results": (0, 0, 0)}


def test_a_decoy_that_became_a_target_is_named(gold: MakeGold) -> None:
    made = gold(not_targets=["三支队伍", "12345"])
    quoted = replace(INK, quote="建强 12345 热线")
    found = breakdown(targets=(target(None, "热线", 12345, None, evidence=quoted), target("新建", "食堂", 2, "家")))
    assert score(found, made).decoys == ["12345  in  建强 12345 热线"]


def test_a_document_that_failed_misses_everything(gold: MakeGold) -> None:
    made = gold(header={"plan_year": 2025}, tasks=[gold_task("1", "甲事", deadlines=["2025-12-31"])])
    assert counts(score(None, made), "header", "tasks", "deadlines") == {
        "header": (0, 1, 0), "tasks": (0, 1, 0), "deadlines": (0, 1, 0),
    }


def test_every_fault_is_listed_with_its_words(gold: MakeGold) -> None:
    made = gold(tasks=[gold_task("1", "甲事", departments=[{"name": "甲局", "role": "lead"}])])
    found = breakdown(tasks=(task("1", "甲事", departments=(department("乙局"),)),))
    lines = [(fault.field, fault.kind, fault.text, fault.task) for fault in score(found, made).faults]
    assert lines == [
        ("departments", "missed", "甲局 [lead]", "1 甲事"), ("departments", "false", "乙局 [responsible]", "1 甲事"),
    ]


def test_documents_are_added_up_before_the_shares_are_taken() -> None:
    whole = Tally()
    whole.add(Tally(right=9, missed=1, judged_right=9, false=0))
    whole.add(Tally(right=1, missed=9, judged_right=1, false=10))
    assert (whole.precision, whole.recall, whole.f1) == (0.5, 0.5, 0.5)


def test_a_field_without_findings_where_there_are_some_to_find_scores_nothing() -> None:
    assert Tally(missed=3).f1 == 0.0
    assert Tally().f1 is None
    assert Tally(right=3, missed=0).f1 is None, "an incomplete gold says nothing of precision"


def test_a_perfect_breakdown_scores_one_in_every_field(gold: MakeGold) -> None:
    made = gold(
        header={"plan_year": 2025}, declared={"tasks": 1}, sections=[{"label": "一、", "title": "养老"}],
        tasks=[gold_task(
            "1", "甲事", lead_officials=[{"name": "林越", "role": "lead"}], deadlines=["2025-06-30"],
            departments=[{"name": "甲局", "role": "lead"}], targets=[gold_target("新建", "食堂", 2, "家")],
        )],
        results=[gold_target("建成", "食堂", 1, "家")],
    )
    found = breakdown(
        header=Header(plan_year=2025), declared=Declared(None, 1),
        sections=(Section("s1", "一、", "养老", 1, None, INK),),
        tasks=(task(
            "1", "甲事", lead_officials=(Official("林越", None, "lead", None, INK),),
            departments=(department("甲局", "lead"),), targets=(target("新建", "食堂", 2, "家"),),
            deadlines=(Deadline("6月底", None, date(2025, 6, 30), INK),),
        ),),
        results=(target("建成", "食堂", 1, "家"),),
    )
    assert {name: tally.f1 for name, tally in score(found, made).tallies.items()} == dict.fromkeys(
        ("header", "declared", "sections", "tasks", "officials", "departments", "deadlines", "targets", "indicator",
         "action", "measure", "results"), 1.0)
