"""Bring values to their base unit: 0.2 万户 is 2000 户, so that years can be compared."""

from __future__ import annotations

from decimal import Decimal

from schemas.breakdown import Normalized

_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# 千米, 千克, 千瓦 and 百分点 begin with a character that is no magnitude there.
_WHOLE = ("千米", "千克", "千瓦", "千伏", "千卡", "百分点")


def normalize(value: Decimal, value_max: Decimal | None, unit: str | None) -> Normalized | None:
    """Return value and unit without magnitude, or None where the unit holds none.

    >>> normalize(Decimal("0.2"), None, "万户")
    Normalized(value=Decimal('2000'), value_max=None, unit='户')
    >>> normalize(Decimal("8"), None, "成")
    Normalized(value=Decimal('80'), value_max=None, unit='%')
    >>> normalize(Decimal("5"), None, "个百分点") is None
    True
    """
    if unit is None:
        return None
    if unit == "成":
        return Normalized(_plain(value * 10), None if value_max is None else _plain(value_max * 10), "%")
    factor, rest = 1, unit
    while rest and rest[0] in _MAGNITUDES and not rest.startswith(_WHOLE):
        factor *= _MAGNITUDES[rest[0]]
        rest = rest[1:]
    if factor == 1:
        return None
    return Normalized(_plain(value * factor), None if value_max is None else _plain(value_max * factor), rest or None)


def _plain(value: Decimal) -> Decimal:
    """Return the value without trailing zeros and without an exponent."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
