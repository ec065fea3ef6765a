"""Say by when a quantity is due: the times of its sentence that hold for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.fields.findings import TimeFinding
from extractors.fields.target_clauses import Clauses
from extractors.fields.target_entry import Entry
from extractors.fields.target_verbs import longest_verb
from schemas.records import quick

Span = tuple[int, int]

# Characters of 力争, 确保, 到 and the like before a time that opens its clause, and of 底, 末, 前 behind one that stands alone.
_BEFORE_A_TIME = frozenset(" 到至力争确保计划预计取并要求提出")
_AFTER_A_TIME = frozenset(" 底末前")
_ATTRIBUTES = ("的", "基础", "同期", "水平", "起", "以来", "版", "、", "和", "与", "-", "~", "及")
"""What makes a bare year before it part of a phrase: 2024年基础上, 2024年的."""


@quick
@dataclass(frozen=True, slots=True)
class Terms:
    """The times by which something in a stretch is due, and where each begins."""

    folded: str
    clauses: Clauses
    times: Sequence[TimeFinding | None]
    starts: Sequence[int]

    def before(self, at: int, sentence: Span) -> TimeFinding | None:
        """Return the last time by which, before the offset in its sentence."""
        index = bisect_left(self.starts, at) - 1
        found = self.times[index] if index >= 0 else None
        return found if found is not None and found.start >= sentence[0] else None

    def is_due(self, at: int, sentence: Span) -> bool:
        """Say whether a time by which stands before the offset in its sentence; a bare year may tell what there is."""
        found = self.before(at, sentence)
        return found is not None and found.kind == "deadline"

    def of(self, entry: Entry, sentence: Span) -> TimeFinding | None:
        """Return the time by which the entry is due.

        A time that opens the sentence, or stands alone between commas, holds for what follows; one inside a clause for
        that clause: 6月底前完成甲12家,乙实现全覆盖 says nothing of when for 乙. One right before a verb goes with that
        verb and those that follow it: 8月底前完成换届,干部比例提升到25% says nothing of when for the share.
        """
        folded, at = self.folded, entry.quantity.start
        found = self.before(at, sentence)
        if found is None and entry.after:
            # 12个市场年底前完成改造
            index = bisect_left(self.starts, at)
            later = self.times[index] if index < len(self.times) else None
            return later if later is not None and later.start < entry.end else None
        if found is None or found.start >= self.clauses.clause(at)[0]:
            return found
        own = self.clauses.clause(found.start)
        if not _BEFORE_A_TIME.issuperset(folded[own[0] : found.start]):
            return None
        if _AFTER_A_TIME.issuperset(folded[found.end : own[1]]):
            return found
        if own[0] > sentence[0]:
            return None
        if found.rule == "times.from_issue":
            # so short a term holds for what it stands before
            return None
        verbal = folded[found.end - 1] == "前" and longest_verb(folded, found.end, own[1]) is not None
        return found if entry.action is not None or not verbal else None


def terms_of(folded: str, clauses: Clauses, times: Sequence[TimeFinding]) -> Terms | None:
    """Return the terms among a stretch's times, None where it has none."""
    # 三季度末完成80%,全年完成100%: the whole year takes the place of the time before it
    due = [
        time
        for time in times
        if time.kind == "deadline" or time.rule == "times.whole_year" or (time.rule == "times.year" and _opens(folded, clauses, time))
    ]
    if not due:
        return None
    return Terms(folded, clauses, [_as_deadline(time, index) for index, time in enumerate(due)], [time.start for time in due])


def _opens(folded: str, clauses: Clauses, time: TimeFinding) -> bool:
    """Say whether a bare year opens its clause and so says when the rest is due: 2026年新建公园5个, 2027年新建8个."""
    own = clauses.clause(time.start)
    opens = _BEFORE_A_TIME.issuperset(folded[own[0] : time.start])
    return opens and time.kind == "date" and not folded.startswith(_ATTRIBUTES, time.end)


def _as_deadline(time: TimeFinding, index: int) -> TimeFinding | None:
    """Return the time as one by which; a period is one only where it is the whole year, after another time."""
    if time.kind != "period":
        return time
    return replace(time, kind="deadline") if time.rule == "times.whole_year" and index else None
