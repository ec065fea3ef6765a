"""Hold the older notice's targets against the results that the newer one reports: met, exceeded, or not mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.comparison.matching import SAME_SCALE, Finder, nearness
from pipeline.comparison.targets import wants_less, words_of
from pipeline.comparison.units import factor_between, scale_of
from schemas.breakdown import Target, TaskBreakdown
from schemas.comparison import Outcome

REPORTED = 0.60
"""From here on a result speaks of the same thing as a target."""
ABOUT = Decimal("0.1")
"""左右: within a tenth of the value."""


def find_outcomes(before: TaskBreakdown, after: TaskBreakdown) -> tuple[Outcome, ...]:
    """Return one outcome for each target of the older notice, in its order.

    Where the newer notice is for any year but the next, its results are of another year: nothing is linked then.
    """
    targets = [target for task in before.tasks for target in task.targets] + list(before.targets)
    years = (before.header.plan_year, after.header.plan_year)
    next_year = None in years or years[1] == (years[0] or 0) + 1
    results = after.results if next_year else ()
    finder = Finder(results)
    return tuple(_outcome(target, _reported(target, results, finder)) for target in targets)


def judge(target: Target, result: Target) -> tuple[bool | None, bool | None]:
    """Return whether a result meets a target and whether it exceeds it; None where the text supports no judgement."""
    factor = factor_between(result, target)
    if factor is None:
        return None, None
    reported, low = result.value * factor, target.value
    high = target.value_max
    if target.comparator == "range" and high is not None:
        less = wants_less(target)
        if low <= reported <= high:
            return True, False
        return (reported < low, reported < low) if less else (reported > high, reported > high)
    if target.comparator == "about":
        return _about(target, reported, low)
    less = wants_less(target)
    if less is None:
        return (True, False) if reported == low else (None, None)
    ahead, strict = (low - reported, "less_than") if less else (reported - low, "more_than")
    met = ahead > 0 if target.comparator == strict else ahead >= 0
    return met, ahead > 0


def _about(target: Target, reported: Decimal, value: Decimal) -> tuple[bool | None, bool | None]:
    if abs(reported - value) <= ABOUT * abs(value):
        return True, False
    less = wants_less(target)
    if less is None:
        return None, None
    ahead = reported < value if less else reported > value
    return ahead, ahead


def _reported(target: Target, results: Sequence[Target], finder: Finder) -> Target | None:
    """Return the result that speaks of a target; one of several years (年均, 累计) only if the target does so too."""
    spans = _spans(target)
    for _, at in finder.ranked(target, REPORTED):
        result = results[at]
        if _spans(result) <= spans and not _stock_and_flow(target, result) and _same_scale(target, result):
            return result
    return None


def _stock_and_flow(target: Target, result: Target) -> bool:
    """Tell whether one says how many there are (达220家) and the other how many came (新增46家)."""
    kinds = {kind for kind in ("stock", "flow") for one in (target, result) if one.action in words_of(kind)}
    return len(kinds) == 2 and target.action != result.action


def _same_scale(target: Target, result: Target) -> bool:
    """Tell whether two amounts can be of one year: 300 万亩 a year and 4397 万亩 in all cannot. Shares may be far apart."""
    return scale_of(target).dimension in ("share", "points") or nearness(target, result) >= SAME_SCALE


def _spans(target: Target) -> set[str]:
    return {word for word in words_of("other_span") if word in target.evidence.quote}


def _outcome(target: Target, result: Target | None) -> Outcome:
    met, exceeded = (None, None) if result is None else judge(target, result)
    return Outcome(
        target.id, None if result is None else result.id, met, exceeded, target.indicator, target.value,
        None if result is None else result.value, target.unit if result is None else result.unit,
        target.evidence.quote, None if result is None else result.evidence.quote,
    )  # fmt: skip
