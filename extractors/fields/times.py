"""Find every time in the text, say what it is for, and date it where the words allow."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractors.fields import time_patterns as patterns
from extractors.fields.findings import Calendar, TimeFinding
from extractors.fields.time_calendar import days_of
from extractors.fields.time_scan import TimeScan
from extractors.reading.text import Reading

_AROUND = " \t\n,。;:、()"


def find_times(reading: Reading, start: int, end: int, calendar: Calendar) -> tuple[TimeFinding, ...]:
    """Return the times of `folded[start:end]` in order, none over another.

    A month, quarter or half without a year takes the year named before it in its sentence, else the plan's.

    >>> from schemas.document import SourceDocument
    >>> text = "6月底前完成普查，年内发布"
    >>> reading = Reading.of(SourceDocument("a", "", "", None, text, ()))
    >>> [(f.kind, str(f.due)) for f in find_times(reading, 0, len(text), Calendar(2025))]
    [('deadline', '2025-06-30'), ('deadline', '2025-12-31')]
    """
    return tuple(TimeScan(reading.folded, start, end, calendar).run())


def body_deadlines(times: tuple[TimeFinding, ...]) -> tuple[TimeFinding, ...]:
    """Return the times that say by when the work of a task is due."""
    return tuple(time for time in times if time.kind == "deadline")


def read_deadline(reading: Reading, start: int, end: int, calendar: Calendar) -> TimeFinding | None:
    """Return the term that a clause, label or 完成时限 cell names, the last of several; None if it names none.

    Here a bare month, quarter or year is a term, and 持续推进 is one without a day.
    """
    start, end = reading.trim(start, end, _AROUND)
    return _term(reading, start, end, find_times(reading, start, end, calendar)) if start < end else None


def _term(reading: Reading, start: int, end: int, found: tuple[TimeFinding, ...]) -> TimeFinding | None:
    """Return the term of a span without anything around it; `found` are the times in it."""
    folded = reading.folded
    short = _short_date().fullmatch(folded, start, end)
    if short:
        days = days_of(int(short["y"]), {"m": short["m"]} if short["m"] else {})
        return TimeFinding(start, end, "deadline", None, days.last, "times.term.short")
    terms = [time for time in found if time.kind == "deadline" or (time.kind in ("date", "period") and time.due)]
    if terms and (terms[0].kind == "deadline" or _opening().fullmatch(folded, start, terms[0].start)):
        last = terms[-1]
        begin = last.begin if last.kind == "period" and last.rule.endswith("range") else None
        return replace(
            last, kind="deadline", begin=begin, rule=f"{last.rule}.term" if last.kind != "deadline" else last.rule
        )
    word = patterns.dateless().match(folded, start, end)
    if word:
        return TimeFinding(start, word.end(), "deadline", None, None, "times.term.dateless")
    rhythm = next((time for time in found if time.kind in ("frequency", "duration")), None)
    if rhythm and _opening().fullmatch(folded, start, rhythm.start):
        return replace(rhythm, kind="deadline", begin=None, due=None, rule=f"{rhythm.rule}.term")
    return None


def read_deadlines(reading: Reading, start: int, end: int, calendar: Calendar) -> tuple[TimeFinding, ...]:
    """Return every term of a span that names several (10月底前完成60%,年底前全部完成), else the one of `read_deadline`."""
    found = find_times(reading, start, end, calendar)
    # a bracket cut off may be that of a weekday, 15日(星期五), so the span without what stands around it is read by itself
    bare = (start, end) == reading.trim(start, end, _AROUND)
    last = _term(reading, start, end, found) if bare and start < end else read_deadline(reading, start, end, calendar)
    if last is None:
        return ()
    terms = [time for time in found if time.kind == "deadline" and time.due]
    earlier = [time for time in terms if time.end <= last.start and time.due and last.due and time.due < last.due]
    return (*earlier, last)


# 2025.6   2025-12   2025/06
@cache
def _short_date() -> re.Pattern[str]:
    """A year in figures, or a year and month, as table cells write them."""
    return re.compile(r"(?P<y>(?:19|20)\d\d)(?: ?[-./] ?(?P<m>1[0-2]|0?[1-9])(?: ?月)?(?:底?前|底|完成)?)?")


# 完成时限:(6月底)   力争于(年内)   到(2025年)
@cache
def _opening() -> re.Pattern[str]:
    """What may stand before the time in a span that is a term."""
    return re.compile(
        r"(?:[^:,。;]{0,12}(?:时限|时间|期限|要求|节点):)? ?"
        r"(?:力争|争取|确保|计划|预计|拟|截至|截止)?(?:在|于|到|至)?[“\"]? ?"
    )
