"""The walk over all evidence, and the check that each quotes the text."""

from __future__ import annotations

from dataclasses import replace

from schemas.breakdown import TaskBreakdown
from schemas.evidence import each_evidence, lying_evidence


def test_the_walk_meets_every_evidence_once(breakdown: TaskBreakdown) -> None:
    assert [path for path, _ in each_evidence(breakdown)] == [
        "declared.evidence",
        "sections[0].evidence",
        "tasks[0].evidence",
        "tasks[0].measures[0].evidence",
        "tasks[0].lead_officials[0].evidence",
        "tasks[0].departments[0].evidence",
        "tasks[0].departments[1].evidence",
        "tasks[0].departments[2].evidence",
        "tasks[0].deadlines[0].evidence",
        "tasks[0].deadlines[1].evidence",
        "tasks[0].targets[0].evidence",
        "tasks[0].targets[0].deadline_evidence.evidence",
        "tasks[0].targets[1].evidence",
        "tasks[1].evidence",
        "tasks[1].departments[0].evidence",
        "tasks[1].targets[0].evidence",
        "targets[0].evidence",
        "results[0].evidence",
        "numbers[0].evidence",
        "numbers[1].evidence",
        "diagnostics[0].evidence",
    ]


def test_evidence_that_quotes_the_text_is_true(breakdown: TaskBreakdown) -> None:
    assert lying_evidence(breakdown) == ()


def test_evidence_that_quotes_something_else_is_named(breakdown: TaskBreakdown) -> None:
    result = breakdown.results[0]
    shifted = replace(result, evidence=replace(result.evidence, start=result.evidence.start - 1))
    assert lying_evidence(replace(breakdown, results=(shifted,))) == ("results[0].evidence",)
