"""Whole comparisons against answers written by hand: links, statuses, targets, outcomes, parties, wording."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.comparison.compare import compare_chain
from samples import comparison_pairs
from samples.comparison_pairs import Answer
from schemas.comparison import Comparison, TargetChange


@cache
def steps(name: str) -> list[tuple[Answer, Comparison]]:
    pair = comparison_pairs.read(name)
    return list(zip(pair.answers, compare_chain(pair.breakdowns).steps, strict=True))


def said(numbers: tuple[str | None, ...]) -> str:
    return " ".join(number or "?" for number in numbers)


every_pair = pytest.mark.parametrize("name", comparison_pairs.names())


def test_there_are_pairs() -> None:
    assert len(comparison_pairs.names()) >= 5


@every_pair
def test_tasks_are_linked_with_the_right_status(name: str) -> None:
    for answer, step in steps(name):
        found = {(said(task.number.before), said(task.number.after)): task.status for task in step.tasks}
        assert found == {(before, after): status for before, after, status in answer.links}


@every_pair
def test_target_changes_are_found(name: str) -> None:
    for answer, step in steps(name):
        changes = [
            change
            for targets in [*(task.targets for task in step.tasks if task.before and task.after), step.targets]
            for change in targets
            if change.status != "kept"
        ]
        left = list(changes)
        for wanted in answer.targets:
            hit = next((change for change in left if fits(change, *wanted)), None)
            assert hit is not None, f"{wanted} not in {changes}"
            left.remove(hit)
        assert left == []


def fits(change: TargetChange, status: str, words: str, before: float | None, after: float | None) -> bool:
    values = [None if value is None else float(value) for value in (change.before, change.after)]
    return change.status == status and words in change.indicator and values == [before, after]


@every_pair
def test_outcomes_renamings_handovers_and_wording_are_found(name: str) -> None:
    for answer, step in steps(name):
        judged = [(one.indicator, one.met, one.exceeded) for one in step.outcomes if one.result_id is not None]
        assert sorted(judged) == sorted(answer.outcomes)
        assert [(one.before, one.after) for one in step.renamings] == answer.renamed
        assert [(one.before, one.after) for one in step.handovers] == answer.handovers
        words = {(change.before_quote, change.after_quote) for task in step.tasks for change in task.wording}
        assert set(answer.wording) <= words


def test_a_chain_gives_a_series_in_the_newest_unit_with_gaps() -> None:
    series = {one.indicator: one for one in compare_chain(comparison_pairs.read("wenlv").breakdowns).series}
    assert (series["游客"].unit, series["游客"].values) == ("万人次", (("2023", 2000), ("2024", 2300), ("2025", 2500)))
    assert series["市级非遗项目"].values == (("2023", 6), ("2024", None), ("2025", 8))
