"""Every numeral of a text, Arabic or Chinese, with its value; the words that only look like numerals left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from extractors.lexicons import words

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A maximal numeral: `folded[start:end]`, its value, and whether it is written in Chinese characters."""

    start: int
    end: int
    value: Decimal
    chinese: bool


# 1,042.8   25   12345   (a comma only before exactly three digits)
_ARABIC = r"\d{1,3}+(?:,\d{3})++(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+"
# 三十二   二百零五   一百二十三万   九点五   十
_CHINESE = r"[零一二三四五六七八九十百千万亿两]++(?:点[零一二三四五六七八九]++)?+"


@cache
def _scanner() -> regex.Pattern[str]:
    """Numerals, and before them the words that hold a numeral's character without meaning a number (统一, 万一)."""
    return regex.compile(rf"(?P<word>\L<words>)|(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})", words=list(words("not_numerals")))


def find_numerals(folded: str, start: int, end: int) -> tuple[Numeral, ...]:
    """Return the numerals of `folded[start:end]` in order.

    >>> [str(n.value) for n in find_numerals("统一新建1,200家、三十二项", 0, 14)]
    ['1200', '32']
    """
    found: list[Numeral] = []
    for match in _scanner().finditer(folded, start, end):
        if match.lastgroup == "arabic":
            found.append(Numeral(match.start(), match.end(), Decimal(match.group().replace(",", "")), False))
        elif match.lastgroup == "chinese":
            value = chinese_value(match.group())
            if value is not None:
                found.append(Numeral(match.start(), match.end(), value, True))
    return tuple(found)


def chinese_value(numeral: str) -> Decimal | None:
    """Return the value of a Chinese numeral, positional (二零二五) or with units (三十二); None if it has none.

    >>> chinese_value("二零二五"), chinese_value("三十二"), chinese_value("一百二十三万"), chinese_value("九点五")
    (Decimal('2025'), Decimal('32'), Decimal('1230000'), Decimal('9.5'))
    """
    whole, _, fraction = numeral.partition("点")
    if not whole or not any(character in DIGITS or character == "十" for character in whole):
        return None
    if all(character in DIGITS for character in whole):
        value = Decimal("".join(str(DIGITS[character]) for character in whole))
    else:
        value = Decimal(_with_units(whole))
    if fraction:
        value += Decimal("0." + "".join(str(DIGITS[character]) for character in fraction))
    return value


def _with_units(numeral: str) -> int:
    """Return the value of a numeral written with 十百千万亿."""
    total = group = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL_UNITS:
            group += (digit or 1) * SMALL_UNITS[character]
            digit = 0
        else:
            total = (total + group + digit or 1) * LARGE_UNITS[character]
            group = digit = 0
    return total + group + digit
