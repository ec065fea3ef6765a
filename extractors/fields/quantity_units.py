"""Read what stands right behind a numeral: its unit as written, the kind of it, and the comparator."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from extractors.lexicons import load
from schemas.breakdown import Comparator

UnitKind = Literal["count", "event", "money", "share", "size", "time", "age", "none"]


@cache
def unit_kinds() -> dict[str, UnitKind]:
    """Return the kind of every unit of the lexicon."""
    return {word: entry["kind"] for entry in load("units")["entry"] for word in entry["words"]}


@cache
def after_words() -> dict[str, Comparator]:
    """Return the comparator of every word that stands after a number (以上, 左右)."""
    return {
        word: entry["comparator"]
        for entry in load("comparators")["entry"]
        if entry["place"] == "after"
        for word in entry["words"]
    }


@cache
def _denied() -> dict[str, list[str]]:
    """Return by unit what follows where the word is none."""
    denied: dict[str, list[str]] = {}
    for entry in load("units")["entry"]:
        for word, nexts in entry.get("unless_before", {}).items():
            denied.setdefault(word, []).extend(nexts)
    return denied


@cache
def suffix_pattern() -> re.Pattern[str]:
    """Return the pattern of what follows a numeral."""
    denied = _denied()
    by_first: dict[str, list[str]] = {}
    for word in sorted(unit_kinds(), key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(
            re.escape(word[1:])
            + (f"(?!{'|'.join(map(re.escape, denied[word]))})" if denied.get(word) else "")
            + ("(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalpha() else "")
        )
    # grouped, since the engine tries the branches one by one: 150 first characters are sooner through than 280 words
    unit = f"(?:{'|'.join(re.escape(first) + '(?:' + '|'.join(rest) + ')' for first, rest in by_first.items())})"
    after = "|".join(sorted(map(re.escape, after_words()), key=lambda word: (-len(word), word)))
    return re.compile(
        # 1.5万余人次以上   14.2万台(套)   3分/千瓦时以上   3.5万名(含)以上   (the 千 of 30亿千瓦时 is no magnitude)
        rf" ?(?P<more>余|多|几|来)?(?P<mag>(?:[十百万亿]|千(?![瓦克米伏])){{1,2}})?(?P<more2>余|多)?"
        rf" ?(?P<unit>{unit}(?:\({unit}\)|标准煤)?(?:[/·每](?:万|百|每|千(?=人))?{unit}|/10万){{0,2}})?(?P<more3>多|余)?"
        rf" ?(?P<after>{after})?"
    )


@cache
def _common_units() -> dict[str, tuple[tuple[str, str | None, UnitKind, tuple[str, ...]], ...]]:
    """Return the units, each with its name, its kind and what may not follow, by their first two characters or their one.

    Those with the same two stand in order, the longest first. Left out are the characters that `suffix_pattern` may read
    otherwise, and units with Latin letters.
    """
    denied = _denied()
    others = {*" 余多几来十百千万亿", *(word[0] for word in unit_kinds() if re.search("[A-Za-z]", word))}
    found: dict[str, list[tuple[str, str | None, UnitKind, tuple[str, ...]]]] = {}
    for word in sorted(unit_kinds(), key=lambda word: (-len(word), word)):
        if word[0] not in others:
            found.setdefault(word[:2], []).append((word, *_unit("", word), tuple(denied.get(word, ()))))
    return {key: tuple(group) for key, group in found.items()}


@cache
def _common_after() -> dict[str, tuple[str, ...]]:
    """Return the words that stand after a number by their first character, the longest first; brackets are left out."""
    found: dict[str, list[str]] = {}
    for word in sorted(after_words(), key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(group) for first, group in found.items() if first != "("}


_GOING_ON = frozenset(" (标/·每多余")
"""What may go on a unit: 台(套), 万吨标准煤, 分/千瓦时, 人每年."""


def common_suffix(folded: str, at: int, end: int) -> tuple[int, str | None, UnitKind, Comparator | None] | None:
    """Return end, unit, kind and comparator of a plain unit right after the figures, or None where `suffix_pattern` has to look.

    Most numbers have one, and a look-up costs a quarter of the pattern.
    """
    if at >= end:
        return None
    units = _common_units()
    for word, unit, kind, denied in units.get(folded[at : at + 2]) or units.get(folded[at], ()):
        if folded.startswith(word, at, end):
            stop = at + len(word)
            if stop >= end:
                return stop, unit, kind, None
            following = folded[stop]
            if following in _GOING_ON or (denied and folded.startswith(denied, stop, end)):
                return None
            for after in _common_after().get(following, ()):
                if folded.startswith(after, stop, end):
                    return stop + len(after), unit, kind, after_words()[after]
            return stop, unit, kind, None
    return None


def unit_of(match: re.Match[str], extra: str = "") -> tuple[str | None, UnitKind]:
    """Return the unit that a match of `suffix_pattern` names, and its kind; `extra` is a magnitude before it."""
    magnitude, word = match.group("mag", "unit")
    return _unit(extra + (magnitude or ""), word or "")


@lru_cache(maxsize=1024)
def _unit(magnitude: str, word: str) -> tuple[str | None, UnitKind]:
    """Return the unit as written, magnitude first and brackets of one width, and its kind."""
    unit = (magnitude + word).replace("(", "（").replace(")", "）")
    if not word:
        return unit or None, "none"
    kinds = unit_kinds()
    kind = kinds.get(word)
    if kind is None:
        stem = word.partition("(")[0].partition("/")[0].partition("·")[0]
        kind = kinds.get(stem) or kinds.get(stem.replace("标准煤", ""), "count")
    return unit, kind


def after_of(match: re.Match[str]) -> Comparator | None:
    """Return the comparator that stands after or inside: 余 and 多 are more than."""
    after, more, more2, more3 = match.group("after", "more", "more2", "more3")
    if after:
        return after_words()[after]
    return "more_than" if more2 or more3 or more in ("余", "多") else None


@lru_cache(maxsize=4096)
def suffix_of(
    groups: tuple[str | None, str | None, str | None, str | None, str | None, str | None], extra: str
) -> tuple[str | None, UnitKind, Comparator | None]:
    """Return unit, kind and comparator of what follows one number, from the groups of `suffix_pattern` in their order.

    A notice has few different units, so that most of its numbers find theirs in the cache.
    """
    more, magnitude, more2, word, more3, after = groups
    unit, kind = _unit(extra + (magnitude or ""), word or "")
    if after:
        return unit, kind, after_words()[after]
    if more2 or more3 or more in ("余", "多"):
        return unit, kind, "more_than"
    # 十几家, 十来家
    return unit, kind, "about" if more else None


# 压减(管理层级)1级   (管理层级压缩至)3级以内
@cache
def of_tiers() -> re.Pattern[str]:
    """Return the pattern of what makes N级 a number of tiers, up to the number: elsewhere it is a grade."""
    return re.compile(r"层级(?:数量?)?(?:[^,。;:、\d\n]{0,8}(?:至|到|于|过|低|达|在|少|减))?(?:为)?$")
