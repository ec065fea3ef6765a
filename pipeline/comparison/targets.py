"""Say what became of a target: raised, lowered, reworded, in another unit, under another comparator."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import cache

from extractors.lexicons import load
from extractors.reading.text import fold
from pipeline.comparison.units import factor_between, read_unit, same_unit
from schemas.breakdown import Target
from schemas.comparison import Demand, TargetChange, TargetStatus

_SMALL = Decimal("0.000000001")


def compare_pair(before: Target, after: Target, *, moved: bool = False) -> TargetChange:
    """Return what became of a target that has a counterpart."""
    factor = factor_between(before, after)
    old, old_max = _scaled(before.value, factor), _scaled(before.value_max, factor)
    difference = None if old is None else _tidy(after.value - old)
    ratio = _ratio(difference, old)
    status = _status(before, after, old, old_max)
    return TargetChange(
        status, after.indicator, after.unit, before.value, after.value, difference, ratio, before.id, after.id,
        before_max=before.value_max, after_max=after.value_max,
        before_indicator=before.indicator, before_unit=before.unit,
        before_comparator=before.comparator, after_comparator=after.comparator,
        before_measure=before.measure, after_measure=after.measure,
        before_baseline=before.baseline, after_baseline=after.baseline,
        before_quote=before.evidence.quote, after_quote=after.evidence.quote,
        demand=_demand(before, after, status), moved=moved,
    )  # fmt: skip


def dropped(target: Target) -> TargetChange:
    """Return the change of a target that the newer notice does not name."""
    return TargetChange(
        "dropped", target.indicator, target.unit, target.value, None, None, None, target.id, None,
        before_max=target.value_max, before_indicator=target.indicator, before_unit=target.unit,
        before_comparator=target.comparator, before_measure=target.measure, before_baseline=target.baseline,
        before_quote=target.evidence.quote,
    )  # fmt: skip


def added(target: Target) -> TargetChange:
    """Return the change of a target that the older notice does not name."""
    return TargetChange(
        "added", target.indicator, target.unit, None, target.value, None, None, None, target.id,
        after_max=target.value_max, after_comparator=target.comparator, after_measure=target.measure,
        after_baseline=target.baseline, after_quote=target.evidence.quote,
    )  # fmt: skip


def wants_less(target: Target) -> bool | None:
    """Tell whether a lower value is what the target asks for; None where the text does not say."""
    if target.measure == "rank" or target.comparator in ("at_most", "less_than"):
        return True
    if any(word in target.indicator for word in words_of("steady")):
        return None
    # 下降3%: the fall is what is asked for, and more of it is more.
    if target.measure in ("increase", "decrease", "coverage", "frequency"):
        return False
    action = target.action or ""
    if any(word in action for word in words_of("lower")):
        return True
    if target.comparator in ("at_least", "more_than"):
        return False
    if action in words_of("nowhere"):
        return None
    # Whatever else is done or counted (检查, 送戏下乡200场, 粮食产量125亿斤) is more the more there is of it; a share or a
    # stretch of time may be good or bad.
    shared = read_unit(target.unit).dimension in ("share", "points", "minutes", "months", "workdays", "")
    return None if shared and not action else False


def _status(before: Target, after: Target, old: Decimal | None, old_max: Decimal | None) -> TargetStatus:
    if old is None:
        return "unit_changed"
    for was, now in ((old, after.value), (old_max, after.value_max)):
        if was is not None and now is not None and abs(now - was) > _SMALL * max(abs(was), abs(now), Decimal(1)):
            return "raised" if now > was else "lowered"
    if before.comparator != after.comparator:
        return "comparator_changed"
    if not same_unit(before, after):
        return "unit_changed"
    return "kept" if _plain(before.indicator) == _plain(after.indicator) else "reworded"


def _demand(before: Target, after: Target, status: TargetStatus) -> Demand | None:
    """Return whether the newer target asks more or less; None where both do the same or the text supports no judgement."""
    if status == "comparator_changed":
        return _stricter(before, after)
    less = wants_less(after)
    if status not in ("raised", "lowered") or less is None or wants_less(before) not in (less, None):
        return None
    return "more" if (status == "lowered") == less else "less"


def _stricter(before: Target, after: Target) -> Demand | None:
    """Return what a change of comparator at the same value means: 60% to 60% 以上 asks no less, 左右 to 以上 more."""
    order = {"about": 0, "exactly": 1, "at_least": 2, "more_than": 3}
    if before.comparator in order and after.comparator in order:
        return "more" if order[after.comparator] > order[before.comparator] else "less"
    order = {"about": 0, "at_most": 1, "less_than": 2}
    if before.comparator in order and after.comparator in order:
        return "more" if order[after.comparator] > order[before.comparator] else "less"
    return None


def _scaled(value: Decimal | None, factor: Decimal | None) -> Decimal | None:
    return None if value is None or factor is None else value * factor


def _ratio(difference: Decimal | None, old: Decimal | None) -> Decimal | None:
    """Return the relative change to four places, None where there is none (from 0)."""
    if difference is None or not old:
        return None
    with localcontext(prec=28):
        return _tidy((difference / abs(old)).quantize(Decimal("0.0001")))


def _tidy(value: Decimal) -> Decimal:
    """Return a value without trailing zeros, rounded where a conversion left a long tail: 999.9999999999 is 1000."""
    rounded = value.quantize(Decimal("0.000001")) if abs(value) < Decimal(10) ** 18 else value
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()


def _plain(text: str) -> str:
    return "".join(fold(text).split()).strip("“”\"'")


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of one kind in demands.toml."""
    return frozenset(word for entry in load("demands")["entry"] if entry["kind"] == kind for word in entry["words"])
