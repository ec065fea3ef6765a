"""Read how often something is promised: 每月至少开展一次."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.target_clauses import Clauses, within
from extractors.fields.target_verbs import longest_verb
from extractors.fields.target_words import predicates
from schemas.breakdown import Per

Span = tuple[int, int]
_PER: tuple[tuple[str, Per], ...] = (
    ("每季度", "quarter"),
    ("每季", "quarter"),
    ("每半年", "half_year"),
    ("每个季度", "quarter"),
    ("每年度", "year"),
    ("每年", "year"),
    ("每月", "month"),
    ("每个月", "month"),
    ("每周", "week"),
    ("每星期", "week"),
    ("每个工作日", "day"),
    ("每工作日", "day"),
    ("每天", "day"),
    ("每日", "day"),
    ("每学年", "year"),
)


# (每学期)开展1次   (每两年)轮训1次   (每旬)调度1次   (每10天)巡查1次
@cache
def _unnamed() -> re.Pattern[str]:
    """Return the pattern of a rhythm that `Per` has no word for."""
    number = r"(?:[1-9]\d{0,2}|[两二三四五六七八九十]{1,2}|半)"
    return re.compile(rf"每隔?(?:学期|旬|{number} ?(?:年|个?月|个?季度|周|个星期|天|日|个?小时|个?工作日|个?学期))")


def frequency(folded: str, region: Span, clause: Span, clauses: Clauses) -> tuple[Per | None, int] | None:
    """Return the rhythm that stands before the number in its clause (每月至少开展一次), and where.

    年均 is one before a verb (年均新增就业1万人, not 年均浓度). The word is None for a time that has no name (每学期, 每两年):
    the rhythm is said by the words.
    """
    at = folded.rfind("每", clause[0], region[1])
    if at < 0:
        at = folded.rfind("年均", clause[0], region[1])
        done = at >= 0 and (folded[at + 2 : at + 4] in predicates() or longest_verb(folded, at + 2, region[1]) is not None)
        return ("year", at) if done else None
    if within(clauses.quotes, at) is not None:
        return None
    for word, per in _PER:
        if folded.startswith(word, at, region[1]):
            return per, at
    return (None, at) if _unnamed().match(folded, at, region[1]) else None


def rhythm_end(folded: str, at: int) -> int | None:
    """Return the end of the words of a rhythm that begin at the offset, or None where none does.

    >>> rhythm_end("班子成员每季度研判", 4)
    7
    """
    named = next((at + len(word) for word, _ in _PER if folded.startswith(word, at)), None)
    if named is not None:
        return named
    match = _unnamed().match(folded, at)
    return match.end() if match else None


def without_rhythm(folded: str, begin: int, stop: int) -> int:
    """Return the end of `folded[begin:stop]` without a rhythm that closes it: 办公室每季度 and 人数平均每年 end before it."""
    at = folded.rfind("每", begin, stop)
    if at < 0 or rhythm_end(folded, at) != stop:
        return stop
    return at - 2 if folded.endswith(("平均", "至少"), begin, at) else at
