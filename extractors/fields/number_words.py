"""The words that tell what a numeral is, ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.lexicons import load, words


def phrase_at(folded: str, start: int) -> int:
    """Return the length of the set phrase that begins here, 0 for none.

    >>> phrase_at("发放两项补贴", 2)
    4
    """
    phrases, longest = _phrases()
    for length in range(min(longest, len(folded) - start), 1, -1):
        if folded[start : start + length] in phrases:
            return length
    return 0


@cache
def _phrases() -> tuple[frozenset[str], int]:
    found = words("names")
    return frozenset(found), max(map(len, found))


# (第)一责任人
@cache
def ordinal_names() -> re.Pattern[str]:
    """What follows 第 and a numeral in a name (第三方)."""
    return _any(load("names")["ordinal"][0]["words"])


# (三级)救助网络
@cache
def tiers() -> re.Pattern[str]:
    """What follows N级 where the levels of an administration are meant."""
    return _any(load("grades")["tier"][0]["words"])


@cache
def tier_words() -> frozenset[str]:
    """What stands before N级 there: 省市县(三级)."""
    return frozenset(load("grades")["tiers"][0]["words"])


# (60)岁以上   (0-)6周岁   (18)月龄
@cache
def age() -> re.Pattern[str]:
    """A unit of age."""
    return re.compile(r"周?岁|月龄")


# (10)人以上企业   (20)年以上的老旧电梯
@cache
def threshold() -> re.Pattern[str]:
    """A threshold that selects whom a measure is for."""
    selected = "|".join(map(re.escape, load("conditions")["entry"][0]["words"]))
    return re.compile(
        r" ?[万亿]?(?:人|年|万元|元|个月|吨|张|户|亩|平方米|层|分)及?(?:以上|以下)(?:\([^()\n]{0,10}\))?"
        rf"[一-龥]{{0,4}}?(?:{selected})"
    )


@cache
def hotlines() -> frozenset[str]:
    """Public lines of five figures."""
    return frozenset(words("contacts"))


@cache
def short_lines() -> frozenset[str]:
    """Public lines of three figures, which are figures of other things too."""
    return frozenset(load("contacts")["short"][0]["words"])


# (110)报警服务
@cache
def line_words() -> re.Pattern[str]:
    """What follows a public line."""
    return re.compile('[”"、]?(?:' + "|".join(map(re.escape, load("contacts")["after"][0]["words"])) + ")")


# 021-55550000   13800000000
@cache
def telephone_number() -> re.Pattern[str]:
    """A telephone number by its form; begins up to five characters before the numeral in question."""
    return re.compile(
        r".{0,5}?(?<!\d)(?:0\d{2,3}[- ]\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)",
        re.DOTALL,
    )


def _any(found: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, found)))
