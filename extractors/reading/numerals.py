"""Every numeral of a text, Arabic or Chinese, with its value; the words that only look like numerals left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.lexicons import words

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}
_BARE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000)}
_BEFORE_BARE = frozenset("近超逾上破过约达")
_AFTER_BARE = frozenset("级强计")
LONGEST = 64
"""A run of Chinese numeral characters longer than this is no numeral."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A maximal numeral: `folded[start:end]`, its value, and whether it is written in Chinese characters."""

    start: int
    end: int
    value: Decimal
    chinese: bool


# 1,042.8   25   12345   (a comma only before exactly three digits; a magnitude after it, 2.1万亿, belongs to the unit)
_ARABIC = r"(?P<arabic>\d{1,3}+(?:,\d{3})++(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+)(?: ?[十百千万亿]{1,2}+)?+"
# 三十二   二百零五   一百二十三万   九点五   十
_CHINESE = r"(?P<chinese>[零一二三四五六七八九十百千万亿两]++(?:点[零一二三四五六七八九]++)?+)"


@cache
def _scanner() -> re.Pattern[str]:
    """Return the pattern of everything written with digits or numeral characters."""
    return re.compile(rf"{_ARABIC}|{_CHINESE}")


@cache
def _look_alikes() -> dict[str, tuple[tuple[int, int, frozenset[str]], ...]]:
    """Return, by the numeral's character, (its offset in the word, length, words) of the words that mean no number."""
    shapes: dict[str, dict[tuple[int, int], set[str]]] = {}
    for word in words("not_numerals"):
        for offset, character in enumerate(word):
            if character in DIGITS or character in SMALL_UNITS or character in LARGE_UNITS:
                shapes.setdefault(character, {}).setdefault((offset, len(word)), set()).add(word)
    return {
        character: tuple((offset, length, frozenset(found)) for (offset, length), found in sorted(places.items()))
        for character, places in shapes.items()
    }


def find_numerals(folded: str, start: int, end: int) -> tuple[Numeral, ...]:
    """Return the numerals of `folded[start:end]` in order.

    >>> [str(n.value) for n in find_numerals("统一新建1,200家、三十二项、近百场", 0, 19)]
    ['1200', '32', '100']
    """
    found: list[Numeral] = []
    for match in _scanner().finditer(folded, start, end):
        if match.lastgroup == "arabic":
            begin, stop = match.span("arabic")
            found.append(Numeral(begin, stop, Decimal(match.group("arabic").replace(",", "")), False))
        elif match.end() - match.start() <= LONGEST:
            found.extend(_chinese_numerals(folded, match.start(), match.end()))
    return tuple(found)


def _chinese_numerals(folded: str, start: int, end: int) -> list[Numeral]:
    """Return the numerals of one run of Chinese numeral characters: what no look-alike covers."""
    found: list[Numeral] = []
    begin = at = start
    while at < end:
        word_end = _covered_until(folded, at)
        if word_end > at:
            _append(found, folded, begin, at)
            begin = at = word_end
        else:
            at += 1
    _append(found, folded, begin, end)
    return found


def _covered_until(folded: str, at: int) -> int:
    """Return the end of the look-alike word that holds the character at `at`, or `at` where there is none."""
    for offset, length, known in _look_alikes().get(folded[at], ()):
        if folded[max(0, at - offset) : at - offset + length] in known:
            return at - offset + length
    return at


def _append(found: list[Numeral], folded: str, start: int, end: int) -> None:
    """Add the numeral `folded[start:end]` if it has a value; 近百场 is 100, a bare 亿 in 亿元 is none."""
    if start >= end:
        return
    written = folded[start:end]
    value = chinese_value(written)
    if value is None and written[0] in _BARE and start and folded[start - 1] in _BEFORE_BARE:
        after = folded[end : end + 1]
        if after and after not in _AFTER_BARE:
            found.append(Numeral(start, start + 1, _BARE[written[0]], True))
    elif value is not None:
        found.append(Numeral(start, end, value, True))


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
    """Return the value of a numeral written with 十百千万亿; 一百五 is 150."""
    total = group = digit = 0
    last_unit = 1
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
            if character == "零":
                last_unit = 1
        elif character in SMALL_UNITS:
            last_unit = SMALL_UNITS[character]
            group += (digit or 1) * last_unit
            digit = 0
        else:
            last_unit = LARGE_UNITS[character]
            total = (total + group + digit or 1) * last_unit
            group = digit = 0
    if digit and last_unit >= 100 and numeral[-2] != "零":
        digit *= last_unit // 10
    return total + group + digit
