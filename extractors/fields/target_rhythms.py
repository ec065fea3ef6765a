"""Read how often something is promised: 每月至少开展一次."""

from __future__ import annotations

from extractors.fields.target_clauses import Clauses, within
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
    ("年均", "year"),
)


def frequency(folded: str, region: Span, clause: Span, clauses: Clauses) -> tuple[Per, int] | None:
    """Return the rhythm that stands before the number in its clause (每月至少开展一次), and where."""
    at = folded.rfind("每", clause[0], region[1])
    if at < 0 or within(clauses.quotes, at) is not None:
        return None
    for word, per in _PER:
        if folded.startswith(word, at, region[1]):
            return per, at
    return None


def rhythm_end(folded: str, at: int) -> int | None:
    """Return the end of the words of a rhythm that begin at the offset, or None where none does.

    >>> rhythm_end("班子成员每季度研判", 4)
    7
    """
    return next((at + len(word) for word, _ in _PER if folded.startswith(word, at)), None)


def without_rhythm(folded: str, begin: int, stop: int) -> int:
    """Return the end of `folded[begin:stop]` without a rhythm that closes it: 办公室每季度 and 人数平均每年 end before it."""
    at = folded.rfind("每", begin, stop)
    if at < 0 or rhythm_end(folded, at) != stop:
        return stop
    return at - 2 if folded.endswith(("平均", "至少"), begin, at) else at
