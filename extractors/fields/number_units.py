"""The unit that follows a numeral, by the lexicon of units."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons import load


def unit_after(folded: str, position: int) -> tuple[str, int] | None:
    """Return the unit after a numeral, a magnitude passed over, and where it ends; None where none follows.

    >>> unit_after("2万余户", 1), unit_after("9部门", 1)
    (('户', 4), None)
    """
    match = _unit().match(folded, position, position + 16)
    return (match["unit"], match.end()) if match else None


# (2) 万余户   (35)%   (3)个工作日   (120)多名
@cache
def _unit() -> re.Pattern[str]:
    """Every unit, longest first, each with the characters that make it another word."""
    units: dict[str, tuple[str, ...]] = {}
    for entry in load("units")["entry"]:
        for word in entry["words"]:
            units[word] = ()
        for word, following in entry.get("unless_before", {}).items():
            if word in units:
                units[word] = tuple(following)
    branches = []
    for word in sorted(units, key=lambda unit: (-len(unit), unit)):
        guard = f"(?!{'|'.join(map(re.escape, units[word]))})" if units[word] else ""
        branches.append(re.escape(word) + guard)
    return re.compile(rf" ?(?:余|多|几)?(?:[万亿千百]{{1,2}})?(?:余|多)? ?(?P<unit>{'|'.join(branches)})")
