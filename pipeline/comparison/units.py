"""Bring two values to one unit: 0.05 亿元 and 500 万元, 每季度一次 and 每月一次."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.fields.target_units import normalize
from extractors.lexicons import load
from extractors.reading.text import fold
from schemas.breakdown import Per, Target

_TIMES_A_YEAR: dict[Per, int] = {"year": 1, "half_year": 2, "quarter": 4, "month": 12, "week": 52, "day": 365}


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit measures (`dimension`), how large it is, and its own word without magnitude (`word`)."""

    dimension: str
    size: Decimal
    word: str


def scale_of(target: Target) -> Scale:
    """Return the scale of a target's value; a rhythm (每季度) counts as times a year."""
    scale = read_unit(target.unit)
    if target.per is None or target.measure != "frequency":
        return scale
    return Scale(scale.dimension, scale.size * _TIMES_A_YEAR[target.per], scale.word)


@cache
def read_unit(unit: str | None) -> Scale:
    """Return the scale of a unit as written.

    >>> read_unit("万元").size / read_unit("亿元").size
    Decimal('0.0001')
    >>> [read_unit(unit).dimension for unit in ("家", "个百分点", "万人次", "亿美元", None)]
    ['count', 'points', 'count', '美元', '']
    """
    if unit is None:
        return Scale("", Decimal(1), "")
    word = fold(unit).replace(" ", "").lower()
    base = normalize(Decimal(1), None, word)
    size = Decimal(1) if base is None else base.value
    rest = word if base is None else base.unit or ""
    whole, slash, each = rest.partition("/")
    dimension, factor = _read_base(whole)
    return Scale(f"{dimension}/{each}" if slash else dimension, size * factor, rest)


def factor_between(before: Target, after: Target) -> Decimal | None:
    """Return what turns the older value into the newer one's unit; None where the two measure different things."""
    old, new = scale_of(before), scale_of(after)
    if old.dimension != new.dimension:
        return None
    if old.size == new.size:
        return Decimal(1)
    return old.size / new.size


def same_unit(before: Target, after: Target) -> bool:
    """Tell whether both write the same unit and rhythm, whatever the width of the characters.

    A measure word that fits the same thing as well (家 and 个) is another unit.
    """
    return (
        fold(before.unit or "").replace(" ", "") == fold(after.unit or "").replace(" ", "") and before.per == after.per
    )


def _read_base(word: str) -> tuple[str, Decimal]:
    sizes, counts = _sizes(), _counts()
    for form in (word, word.removeprefix("个")):
        if form in sizes:
            return sizes[form]
    # Measure words stand for one another: 2家 and 2个 of the same thing are as many.
    return ("count", Decimal(1)) if word in counts else (word, Decimal(1))


@cache
def _sizes() -> dict[str, tuple[str, Decimal]]:
    return {
        unit: (dimension["name"], Decimal(size))
        for dimension in load("unit_sizes")["dimension"]
        for unit, size in dimension["sizes"].items()
    }


@cache
def _counts() -> frozenset[str]:
    return frozenset(
        word for entry in load("units")["entry"] if entry["kind"] in ("count", "event") for word in entry["words"]
    )
