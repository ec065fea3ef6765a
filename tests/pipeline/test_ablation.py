"""Switching a rule off shows what rests on it: right findings lost, false ones gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.ablation import ablate, render_ablation, rules_of, without_rule
from schemas.breakdown import TaskBreakdown


@pytest.fixture
def gold(tmp_path: Path, breakdown: TaskBreakdown):
    """Return a folder whose gold wants the first department of the first task and nothing else."""
    task = breakdown.tasks[0]
    wanted = {"name": task.departments[0].name, "role": task.departments[0].role, "collective": False}
    (tmp_path / "notice.txt").write_text("notice", encoding="utf-8")
    (tmp_path / "notice.gold.json").write_text(
        json.dumps({
            "document": "notice.txt", "complete": False, "complete_fields": ["tasks"],
            "tasks": [{"number": task.number, "title": task.title, "departments": [wanted]}],
        }),
        encoding="utf-8",
    )
    return tmp_path


def test_what_a_rule_found_is_gone_without_it(breakdown: TaskBreakdown):
    rule = breakdown.tasks[0].departments[0].evidence.rule
    left = set(rules_of(without_rule(breakdown, rule)))
    assert left == set(rules_of(breakdown)) - {rule}


def test_a_rule_carries_the_right_findings_that_are_lost_without_it(gold: Path, breakdown: TaskBreakdown):
    rule = breakdown.tasks[0].departments[0].evidence.rule
    [entry] = [entry for entry in ablate(gold, extract=lambda _: breakdown) if entry.rule == rule]
    assert entry.lost["departments"] == 1
    assert any(breakdown.tasks[0].departments[0].name in case for case in entry.cases)


def test_the_false_findings_of_a_rule_are_gone_without_it(gold: Path, breakdown: TaskBreakdown):
    rule = breakdown.tasks[0].departments[0].evidence.rule
    [entry] = [entry for entry in ablate(gold, extract=lambda _: breakdown) if entry.rule == rule]
    others = sum(len(task.departments) for task in breakdown.tasks) - 1
    assert entry.spared["departments"] == others


def test_every_rule_has_a_line_in_the_report(gold: Path, breakdown: TaskBreakdown):
    report = render_ablation(ablate(gold, extract=lambda _: breakdown), verbose=True)
    assert {line.split()[0] for line in report.splitlines()[1:] if line and line[0] != " "} >= set(rules_of(breakdown))
