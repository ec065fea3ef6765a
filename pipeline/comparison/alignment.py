"""Decide which tasks of two notices are the same: one to one, split, merged, in doubt, or without a counterpart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.comparison.grams import Matrix
from pipeline.comparison.objects import exchanged
from pipeline.comparison.partition import find_parts
from pipeline.comparison.similarity import Similarity
from schemas.breakdown import Task

SURE = 0.50
"""From here on a pair is linked whatever else is like it."""
LIKELY = 0.20
"""From here on a pair is linked if it stands out from the family of its like."""
STANDS_OUT = 1.2
"""How many times as alike as the rest of the family a likely pair must be."""
UNLIKE = 0.10
"""A pair whose targets share less than this counts other things: it is not linked …"""
SAME_TITLE, SAME_ALL = 0.50, 0.75
"""… unless the titles are this much alike, or the whole is."""
DOUBTFUL = 0.17
"""From here on a pair that is not linked is named as a doubt."""
APART = 0.05
"""Two ways to pair four tasks that are less apart than this are a doubt, not a choice."""


@dataclass(frozen=True, slots=True)
class Link:
    """Tasks that are the same, by position; two or more on one side for a split or a merger. `fixed`: by the user."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    similarity: float
    fixed: bool = False


@dataclass(slots=True)
class Alignment:
    """All links, and for tasks in doubt the positions of the other notice's tasks that may be theirs."""

    links: list[Link]
    doubts_before: dict[int, list[int]] = field(default_factory=dict)
    doubts_after: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user fixed and forbade, by position."""

    fixed: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    forbidden: frozenset[tuple[int, int]] = frozenset()


def align(
    before: Sequence[Task], after: Sequence[Task], similarity: Similarity, wishes: Wishes | None = None
) -> Alignment:
    """Return the alignment that is best as a whole, with the user's links in it and the forbidden ones not."""
    wishes = wishes or Wishes()
    score = similarity.score.copy()
    taken_before = {i for olds, _ in wishes.fixed for i in olds}
    taken_after = {j for _, news in wishes.fixed for j in news}
    for i, j in wishes.forbidden:
        score[i, j] = 0
    score[sorted(taken_before), :] = 0
    score[:, sorted(taken_after)] = 0

    pairs = _assign(score)
    # NaN, where one has no targets, is no sign against a pair.
    other_things = (similarity.indicators < UNLIKE) & ~(similarity.title >= SAME_TITLE) & (similarity.score < SAME_ALL)
    barred = {(i, j) for i, j in pairs if other_things[i, j] or exchanged(before[i], after[j])}
    linked, alignment = _choose(score, barred, pairs)
    groups = find_parts(similarity, score, linked, taken_before, taken_after, wishes.forbidden)
    alignment.links = [
        *(Link(olds, news, _similarity(similarity, olds, news), fixed=True) for olds, news in wishes.fixed),
        *(Link(olds, news, _similarity(similarity, olds, news)) for olds, news in groups),
    ]
    settled_before = {i for link in alignment.links for i in link.before}
    settled_after = {j for link in alignment.links for j in link.after}
    alignment.doubts_before = _open(alignment.doubts_before, settled_before, settled_after)
    alignment.doubts_after = _open(alignment.doubts_after, settled_after, settled_before)
    return alignment


def _assign(score: Matrix) -> list[tuple[int, int]]:
    """Return the assignment with the highest sum; among tasks that are all alike, the order of the notices decides."""
    if 0 in score.shape:
        return []
    places_before = np.arange(score.shape[0], dtype=np.float32)[:, None]
    places_after = np.arange(score.shape[1], dtype=np.float32)[None, :]
    # The square of a distance: of two ways to pair equals, the one that crosses nothing is the cheaper.
    distance = ((places_before - places_after) / max(score.shape)) ** 2
    # Pairs that will not be linked anyhow must not pull at those that will.
    gain = np.where(score >= DOUBTFUL, score, 0).astype(np.float64)
    rows, columns = linear_sum_assignment(1e-4 * distance - gain)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if score[i, j] >= DOUBTFUL]


def _choose(score: Matrix, barred: set[tuple[int, int]], pairs: list[tuple[int, int]]) -> tuple[dict[int, int], Alignment]:
    """Return the pairs to link (before: after) and, in an alignment without links, those to be named as doubts."""
    partner_of = dict(pairs)
    partner_for = {j: i for i, j in pairs}
    linked: dict[int, int] = {}
    alignment = Alignment([])
    for i, j in pairs:
        value = float(score[i, j])
        twin = _swapped(score, partner_of, i, j)
        if twin is not None:
            _doubt(alignment, i, [j, partner_of[twin]])
            _doubt_after(alignment, j, [i, twin])
        elif (i, j) not in barred and (
            value >= SURE
            or (value >= LIKELY and value >= STANDS_OUT * _family(score, partner_of, partner_for, i, j))
        ):
            linked[i] = j
        else:
            _doubt(alignment, i, [j])
            _doubt_after(alignment, j, [i])
    return linked, alignment


def _swapped(score: Matrix, partner_of: dict[int, int], i: int, j: int) -> int | None:
    """Return another task whose partner might as well be j, its own being as good for i; None if the choice is clear.

    Where all four are alike in the same measure it does not matter who is whose: they say the same.
    """
    for other in np.flatnonzero(score[:, j] >= SURE):
        k = int(other)
        theirs = partner_of.get(k)
        if k == i or theirs is None or score[i, theirs] < SURE:
            continue
        straight, crossed = score[i, j] + score[k, theirs], score[i, theirs] + score[k, j]
        same = min(score[i, j], score[k, theirs], score[i, theirs], score[k, j]) >= 0.97
        if straight - crossed < APART and not same:
            return k
    return None


def _family(
    score: Matrix, partner_of: dict[int, int], partner_for: dict[int, int], i: int, j: int
) -> float:
    """Return how alike i and j are to tasks that have a better counterpart of their own: what is mere family likeness."""
    best = 0.0
    for other in np.argsort(-score[i])[:4]:
        k = partner_for.get(int(other))
        if int(other) != j and k is not None and score[k, other] > score[i, other]:
            best = max(best, float(score[i, other]))
    for other in np.argsort(-score[:, j])[:4]:
        theirs = partner_of.get(int(other))
        if int(other) != i and theirs is not None and score[other, theirs] > score[other, j]:
            best = max(best, float(score[other, j]))
    return best


def _doubt(alignment: Alignment, i: int, candidates: Collection[int]) -> None:
    alignment.doubts_before.setdefault(i, []).extend(candidates)


def _doubt_after(alignment: Alignment, j: int, candidates: Collection[int]) -> None:
    alignment.doubts_after.setdefault(j, []).extend(candidates)


def _open(doubts: dict[int, list[int]], settled: set[int], settled_other: set[int]) -> dict[int, list[int]]:
    """Return the doubts of tasks that have found no counterpart, as far as their candidates have found none."""
    still = {
        task: [candidate for candidate in dict.fromkeys(candidates) if candidate not in settled_other]
        for task, candidates in doubts.items()
        if task not in settled
    }
    return {task: candidates for task, candidates in still.items() if candidates}


def _similarity(similarity: Similarity, before: tuple[int, ...], after: tuple[int, ...]) -> float:
    """Return the likeness of a pair, or, for a split or merger, of the one with the several together."""
    if len(before) == len(after) == 1:
        return float(similarity.score[before[0], after[0]])
    left = np.asarray(similarity.rows_before[list(before)].max(axis=0).todense()).ravel()
    right = np.asarray(similarity.rows_after[list(after)].max(axis=0).todense()).ravel()
    whole = float(left @ left + right @ right)
    return 2 * float(np.minimum(left, right) @ np.minimum(left, right)) / whole if whole else 0.0
