"""How alike every task of one notice is to every task of another: content first, its surroundings second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.grams import Matrix, Sparse, Weights, pairs_of, shared, totals
from schemas.breakdown import Task, TaskBreakdown

_LONG_TITLE, _SHORT_CLAUSE = 20, 6
_TINY = np.float32(1e-9)


@dataclass(frozen=True, slots=True)
class Similarity:
    """Matrices with one row an older and one column a newer task, all values from 0 to 1.

    `score` decides; `text`, `title`, `indicators`, `parties`, `section` are what it is made of (NaN: nothing to compare).
    `held_before` is the share of the older task that the newer one holds, `held_after` the reverse.
    `rows_before`, `rows_after` are the tasks as weighted character pairs.
    """

    score: Matrix
    text: Matrix
    title: Matrix
    indicators: Matrix
    parties: Matrix
    section: Matrix
    held_before: Matrix
    held_after: Matrix
    rows_before: Sparse
    rows_after: Sparse


def compare_tasks(before: TaskBreakdown, after: TaskBreakdown) -> Similarity:
    """Return how alike the tasks of two notices are."""
    old, new = before.tasks, after.tasks
    old_texts, new_texts = [_words(task) for task in old], [_words(task) for task in new]
    weights = Weights([*old_texts, *new_texts])
    a, b = weights.matrix(old_texts), weights.matrix(new_texts)
    common, whole_a, whole_b = shared(a, b), totals(a)[:, None], totals(b)[None, :]
    held_before, held_after = common / (whole_a + _TINY), common / (whole_b + _TINY)
    text = _text_likeness(common, whole_a, whole_b)
    title = _title_likeness(weights, old, new, a, b)
    indicators = _indicator_likeness(weights, old, new)
    content = _mean(((text, 0.50), (title, 0.35), (indicators, 0.15)))
    parties = _party_likeness(old, new)
    section = _section_likeness(before, after)
    # Surroundings raise or lower a likeness, they make none: ten tasks of one office share their parties.
    around = 0.84 + 0.11 * _known(parties) + 0.05 * _known(section)
    score = np.clip(content * around, 0, 1).astype(np.float32)
    return Similarity(
        score, text, title, indicators, parties, section,
        np.minimum(held_before, 1), np.minimum(held_after, 1), a, b,
    )  # fmt: skip


def _words(task: Task) -> set[str]:
    return pairs_of(f"{task.title}。{task.body}")


def _known(matrix: Matrix) -> Matrix:
    """Return a matrix without NaN: half where only one side has something to compare."""
    return np.nan_to_num(matrix, nan=0.5).astype(np.float32)


def _dice(common: Matrix, whole_a: Matrix, whole_b: Matrix) -> Matrix:
    return np.minimum(2 * common / (whole_a + whole_b + _TINY), 1).astype(np.float32)


def _text_likeness(common: Matrix, whole_a: Matrix, whole_b: Matrix) -> Matrix:
    """Return what two whole texts share; a short one that stands in a long one counts for more than Dice gives it."""
    within = np.minimum(common / (np.minimum(whole_a, whole_b) + _TINY), 1)
    return (0.6 * _dice(common, whole_a, whole_b) + 0.4 * within).astype(np.float32)


def _title_likeness(weights: Weights, old: Sequence[Task], new: Sequence[Task], a: Sparse, b: Sparse) -> Matrix:
    """Return how alike titles are, or how far each title's words stand in the other's whole text, whichever is more.

    A heavily reworded title still names its matter somewhere in the other's text; near-duplicates don't.
    """
    left = weights.matrix([pairs_of(head(task.title)) for task in old])
    right = weights.matrix([pairs_of(head(task.title)) for task in new])
    whole_left, whole_right = totals(left)[:, None], totals(right)[None, :]
    common = shared(left, right)
    apart = _dice(common, whole_left, whole_right)
    crossed = (shared(left, b) / (whole_left + _TINY) + shared(a, right) / (whole_right + _TINY)) / 2
    likeness = np.maximum(apart, 0.9 * np.minimum(crossed, 1))
    # Both titles are formula words alone: there is nothing to compare but the words themselves.
    empty = (whole_left <= _TINY) | (whole_right <= _TINY)
    return np.where(empty, np.nan, likeness).astype(np.float32)


def head(title: str) -> str:
    """Return what a title names first: a task of one long sentence names its matter in its first clause.

    >>> head("稳步扩大预决算公开范围，逐步推进部门所属单位预算、决算及相关报表公开")
    '稳步扩大预决算公开范围'
    """
    if len(title) <= _LONG_TITLE:
        return title
    head = title.replace("，", ",").partition(",")[0]
    return head if len(head) >= _SHORT_CLAUSE else title


def _indicator_likeness(weights: Weights, old: Sequence[Task], new: Sequence[Task]) -> Matrix:
    left = weights.matrix([_indicators(task) for task in old])
    right = weights.matrix([_indicators(task) for task in new])
    whole_left, whole_right = totals(left)[:, None], totals(right)[None, :]
    within = np.minimum(shared(left, right) / (np.minimum(whole_left, whole_right) + _TINY), 1)
    empty = (whole_left <= _TINY) | (whole_right <= _TINY)
    return np.where(empty, np.nan, within).astype(np.float32)


def _indicators(task: Task) -> set[str]:
    return set().union(*(pairs_of(target.indicator) for target in task.targets))


def _party_likeness(old: Sequence[Task], new: Sequence[Task]) -> Matrix:
    """Return how alike the parties are; by characters, so that a renamed department still counts."""
    left, right = [_parties(task) for task in old], [_parties(task) for task in new]
    weights = Weights([*left, *right])
    a, b = weights.matrix(left), weights.matrix(right)
    whole_a, whole_b = totals(a)[:, None], totals(b)[None, :]
    return _surroundings(a, b, whole_a, whole_b)


def _surroundings(a: Sparse, b: Sparse, whole_a: Matrix, whole_b: Matrix) -> Matrix:
    """Return the Dice likeness of rows, 1 where both are empty and NaN where one is."""
    empty_a, empty_b = whole_a <= _TINY, whole_b <= _TINY
    likeness = np.where(empty_a & empty_b, 1, _dice(shared(a, b), whole_a, whole_b))
    return np.where(empty_a ^ empty_b, np.nan, likeness).astype(np.float32)


def _parties(task: Task) -> set[str]:
    names = {official.name for official in task.lead_officials}
    for department in task.departments:
        names.update(pairs_of(department.name))
    return names


def _section_likeness(before: TaskBreakdown, after: TaskBreakdown) -> Matrix:
    left = [pairs_of(title) for title in section_titles(before)]
    right = [pairs_of(title) for title in section_titles(after)]
    weights = Weights([*left, *right])
    a, b = weights.matrix(left), weights.matrix(right)
    whole_a, whole_b = totals(a)[:, None], totals(b)[None, :]
    return _surroundings(a, b, whole_a, whole_b)


def section_titles(breakdown: TaskBreakdown) -> list[str]:
    """Return the title of the section each task stands in, "" for a task outside sections."""
    titles = {section.id: section.title for section in breakdown.sections}
    return [titles.get(task.section or "", "") for task in breakdown.tasks]


def _mean(parts: Sequence[tuple[Matrix, float]]) -> Matrix:
    """Return the weighted mean of matrices, cell by cell over those that have a value there."""
    total = np.zeros_like(parts[0][0])
    weight = np.zeros_like(parts[0][0])
    for matrix, share in parts:
        known = ~np.isnan(matrix)
        total += np.where(known, matrix * np.float32(share), 0)
        weight += known * np.float32(share)
    return (total / np.maximum(weight, _TINY)).astype(np.float32)
