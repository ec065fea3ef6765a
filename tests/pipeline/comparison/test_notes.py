"""Odd input is compared where that makes sense, and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.comparison.compare import compare_two
from schemas.breakdown import TaskBreakdown

Notice = Callable[..., TaskBreakdown]
TASK = "治理河道。清淤河道12公里。"


def codes(before: TaskBreakdown, after: TaskBreakdown) -> list[str]:
    return [note.code for note in compare_two(before, after).notes]


def test_following_years_of_one_office_need_no_note(notice: Notice) -> None:
    assert codes(notice(TASK), notice(TASK, year=2025)) == []


def test_the_same_document_twice(notice: Notice) -> None:
    assert codes(notice(TASK), notice(TASK)) == ["same_document"]


def test_the_same_year_twice(notice: Notice) -> None:
    assert codes(notice(TASK), notice("治理河道。清淤河道15公里。")) == ["same_year"]


def test_the_newer_one_first(notice: Notice) -> None:
    assert codes(notice(TASK, year=2025), notice(TASK)) == ["backwards"]


def test_years_apart(notice: Notice) -> None:
    assert codes(notice(TASK), notice(TASK, year=2026)) == ["gap"]


@pytest.mark.parametrize(("issuer", "expected"), [("远山县教育局", ["other_office"]), ("星桥区水务和海洋局", [])])
def test_offices(notice: Notice, issuer: str, expected: list[str]) -> None:
    after = notice(TASK, year=2025)
    assert codes(notice(TASK), replace(after, header=replace(after.header, issuer=issuer))) == expected


def test_one_without_tasks_is_compared_all_the_same(notice: Notice) -> None:
    empty = replace(notice(year=2025), tasks=(), targets=())
    comparison = compare_two(notice(TASK), empty)
    assert [note.code for note in comparison.notes] == ["no_tasks"]
    assert [task.status for task in comparison.tasks] == ["dropped"]
    assert [task.status for task in compare_two(empty, notice(TASK, year=2026)).tasks] == ["added"]
