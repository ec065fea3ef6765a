"""Find, for the targets of one notice, the targets of another that speak of the same thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from scipy.optimize import linear_sum_assignment

from extractors.reading.text import fold
from pipeline.comparison.grams import pairs_of, weight_of
from pipeline.comparison.units import factor_between, scale_of
from schemas.breakdown import Target

ALIKE = 0.46
"""From here on two targets of linked tasks are the same one."""
ALIKE_ANYWHERE = 0.80
"""From here on two targets of any tasks are the same one."""

TELLING = 1.2
"""An indicator that tells less than this (企业, 检查) is nothing without its verb."""

SAME_SCALE = 0.2
"""A value in another task that is less than this share of the other is of another scale: of five years, of a district."""

FOLLOWED = 2.0
"""An indicator must tell this much to be followed from one task to another."""


def match(before: Sequence[Target], after: Sequence[Target], threshold: float) -> list[tuple[int, int]]:
    """Return the pairs (position before, position after) that are the same target, the likeliest assignment as a whole."""
    if not before or not after:
        return []
    scores = np.array([[likeness(old, new, linked=True) for new in after] for old in before])
    # Among equals the order of the text decides.
    order = np.abs(np.linspace(0, 1, len(before))[:, None] - np.linspace(0, 1, len(after))[None, :])
    rows, columns = linear_sum_assignment(1e-3 * order - np.where(scores >= threshold, scores, 0))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] >= threshold]


def likeness(before: Target, after: Target, *, linked: bool = False) -> float:
    """Return how likely two targets are the same, 0 where they measure different things.

    `linked`: they stand in tasks that are each other's counterpart, where few words are enough.
    """
    if _family(before) != _family(after):
        return 0.0
    if factor_between(before, after) is None and not _both_time(before, after):
        return 0.0
    words = alike_words(before, after, linked=linked)
    if words < 0.3:
        return 0.0
    unit = scale_of(before).word == scale_of(after).word
    action = before.action is not None and before.action == after.action
    return 0.86 * words + 0.06 * unit + 0.05 * action + 0.03 * nearness(before, after)


def nearness(before: Target, after: Target) -> float:
    """Return how near two values are: the smaller one's share of the larger one, in one unit; 0 where that is unknown."""
    factor = factor_between(before, after)
    if factor is None:
        return 0.0
    low, high = sorted((abs(before.value * factor), abs(after.value)))
    return float(low / high) if high else 1.0


def alike_words(before: Target, after: Target, *, linked: bool = False) -> float:
    """Return how alike the indicators are, with or without their verbs: 校园监控升级改造, 升级改造校园监控."""
    with_verbs = _alike((before.action or "") + before.indicator, (after.action or "") + after.indicator)
    # 新设企业 and 走访企业, 引进顶尖人才 and 认定人才: what tells so little by itself is the same only with the same verb.
    if before.action != after.action and min(telling(before), telling(after)) < TELLING:
        if linked:
            return max(with_verbs, 0.85 * _alike(before.indicator, after.indicator))
        return with_verbs if _plain(before.indicator) == _plain(after.indicator) else min(with_verbs, 0.5)
    if _plain(before.indicator) == _plain(after.indicator):
        return 1.0
    return max(_alike(before.indicator, after.indicator), with_verbs)



def telling(target: Target) -> float:
    """Return how much an indicator tells by itself: 1 is one pair of characters that is rare in plans."""
    return _whole(target.indicator)


@lru_cache(maxsize=1 << 17)
def _alike(left: str, right: str) -> float:
    a, b = _pairs(left), _pairs(right)
    both = sum(map(_weight, a & b))
    whole_a, whole_b = _whole(left), _whole(right)
    if not both:
        return 0.0
    dice = 2 * both / (whole_a + whole_b)
    within = both / min(whole_a, whole_b)
    # What agrees in its last words alone (…增加值, …项目) is another indicator of the same kind.
    return (0.55 * dice + 0.45 * within) * (1.0 if within >= 0.62 else 0.8)


@lru_cache(maxsize=1 << 16)
def _pairs(text: str) -> frozenset[str]:
    """Return an indicator's pairs; one that is made of formula words alone is taken as it stands."""
    found = pairs_of(text)
    if not found:
        plain = _plain(text)
        found = {plain[at : at + 2] for at in range(len(plain) - 1)} or {plain}
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _whole(text: str) -> float:
    return sum(map(_weight, _pairs(text)))


def _weight(pair: str) -> float:
    # In an indicator of few words even a common pair is a sign.
    return max(0.25, weight_of(pair))


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> str:
    return _noise().sub("", fold(text))


@cache
def _noise() -> re.Pattern[str]:
    """Spaces and quotation marks in an indicator: “互联网+明厨亮灶” 覆盖率."""
    return re.compile(r"[\s“”\"'‘’]+")


def _family(target: Target) -> str:
    """Return what kind of value it is. A rhythm counts as a level of times a year, a full coverage as 100%."""
    return target.measure if target.measure in ("increase", "decrease", "rank") else "level"


def _both_time(before: Target, after: Target) -> bool:
    return {scale_of(before).dimension, scale_of(after).dimension} <= {"minutes", "workdays", "months"}


class Finder:
    """Finds among many targets the one most like a given one, without looking at those that share no words with it."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = targets
        self._with: dict[str, list[int]] = {}
        for at, target in enumerate(targets):
            for pair in _pairs(target.indicator):
                self._with.setdefault(pair, []).append(at)

    def ranked(self, target: Target, threshold: float) -> list[tuple[float, int]]:
        """Return (likeness, position) of all targets that are at least so alike, the likeliest and then the first first."""
        pairs = _pairs(target.indicator)
        near = Counter(at for pair in pairs for at in self._with.get(pair, ()))
        # What shares fewer pairs than this cannot come near the threshold.
        least = 0.35 * threshold * len(pairs)
        found = [
            (value, at)
            for at, count in sorted(near.items())
            if count >= least and (value := likeness(target, self._targets[at])) >= threshold
        ]
        return sorted(found, key=lambda one: (-one[0], one[1]))
