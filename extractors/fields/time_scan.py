"""One pass over a stretch of text: read each time, say what it is for, date it where the words allow."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from extractors.fields import time_patterns as patterns
from extractors.fields.findings import Calendar, TimeFinding, TimeKind
from extractors.fields.time_calendar import (
    NOWHERE,
    Days,
    base_year,
    days_of,
    months_of,
    number_of,
    plan_days,
    relative_year,
    whole_year,
)
from extractors.fields.time_festivals import festival_date
from extractors.fields.time_relative import first_of_quarters, since_issue
from extractors.lexicons import words

_LATEST = ("底", "末", "终")
_LISTED = 30
"""A list whose terms stand farther apart, in characters, is none."""
_REACHES = ("达", "超", "突破", "提高", "提升", "增至", "累计", "不低于", "不少于")
_ENDS = (*_LATEST, "内")
_WIDER = frozenset("后来去近续第前“每")
"""What the words end in that belong to the time behind them."""
# 自然年内, 学年末, 三年内: another year than the plan's.
_SCHOOLS = frozenset(("中学", "小学", "大学"))  # 某中学年底前完工 speaks of no school year
_OTHER_YEARS = frozenset("然学同周每一二三四五六七八九十几多整隔跨全")


class _Time(NamedTuple):
    """A time on the way to a finding. `by` says that the words themselves name an end (底, 末, 内)."""

    end: int
    days: Days
    rule: str
    by: bool = False
    spans: bool = False
    part: bool = False
    year: int | None = None


class TimeScan:
    """The state of one pass: the text, the calendar, the titles, and the year last named."""

    def __init__(self, folded: str, start: int, end: int, calendar: Calendar) -> None:
        self.folded, self.start, self.end, self.calendar = folded, start, end, calendar
        self.base = base_year(calendar)
        self.year_here: tuple[int, int] | None = None
        titles = [match.span() for match in _titles().finditer(folded, start, end)]
        self.title_starts = [span[0] for span in titles]
        self.title_ends = [span[1] for span in titles]

    def run(self) -> list[TimeFinding]:
        """Return the findings in order."""
        found: list[TimeFinding] = []
        covered = self.start
        for match in patterns.anchors().finditer(self.folded, self.start, self.end):
            begin = match.start()
            if begin < covered:
                continue
            time = self.read(match)
            if time is None:
                continue
            begin = self.widen(begin, covered)
            if time.rule == "times.quarter":
                begin = first_of_quarters(self.folded, begin, covered)
            finding = self.finding(begin, time, found[-1] if found else None)
            found.append(finding)
            covered = finding.end
        return found

    def read(self, match: re.Match[str]) -> _Time | None:
        """Return the time that begins at an anchor."""
        kind, begin = match.lastgroup, match.start()
        if kind in ("digits", "chinese"):
            if self.folded[begin - 1 : begin] == "." and begin > self.start:
                return None
            return self.dated(begin) or self.length(begin)
        if kind == "plan":
            return self.plan(match)
        if kind == "rhythm":
            return self.rhythm(match)
        if kind == "relative":
            return self.after_year(match.end(), relative_year(match.group(), self.calendar), "relative")
        if kind == "year_end":
            return self.year_end(begin)
        if kind == "whole":
            if match.group() == "半年":
                return _Time(match.end(), NOWHERE, "times.length")
            return _Time(match.end(), whole_year(self.base), "times.whole_year", spans=True)
        if kind in ("half", "quarters"):
            return self.part(begin, self.carried(begin))
        if kind == "festival":
            return self.festival(match)
        return self.month_end(match.end())

    # ---- times with a calendar -------------------------------------------------------------

    def month_end(self, position: int) -> _Time:
        """Return 月底: of the month of the notice, where that is in the plan's year."""
        issued = self.calendar.issued_on
        known = issued is not None and issued.year == self.base
        days = months_of(issued.year, issued.month, issued.month) if known and issued else NOWHERE
        return _Time(position, days, "times.month_end", by=True)

    def dated(self, begin: int) -> _Time | None:
        """Return the date, year or part of a year whose numeral begins here."""
        figures = patterns.iso().match(self.folded, begin, self.end)
        if figures:
            day = _day(int(figures["y"]), int(figures["m"]), int(figures["d"]))
            return _Time(figures.end(), Days(day, day), "times.day") if day else None
        head = patterns.year().match(self.folded, begin, self.end)
        if head:
            return self.after_year(head.end(), number_of(head["y"]), "year")
        return self.part(begin, self.carried(begin)) or self.months(begin)

    def after_year(self, position: int, year: int | None, rule: str) -> _Time:
        """Return a year with the part of it and the range that may follow."""
        time = self.part(position, year)
        if time is None:
            end_of_range = patterns.range_end().match(self.folded, position, self.end)
            if end_of_range is None or not (end_of_range["y"] or rule != "year"):
                months = self.months(position, year) if year else None
                return months or _Time(position, whole_year(year), f"times.{rule}", year=year)
            time = self.ranged(position, whole_year(year), year, f"times.{rule}")
        return time if time.year == year else time._replace(year=year)

    def part(self, position: int, year: int | None) -> _Time | None:
        """Return the month, quarter, half or end that stands here, with the range it may open."""
        match = patterns.part().match(self.folded, position, self.end)
        if match is None:
            return None
        groups = match.groupdict()
        by = groups["x"] in _LATEST or groups["qx"] in _LATEST or groups["e"] in _ENDS
        if groups["m"]:
            rule = "times.day" if groups["d"] else "times.month"
        else:
            rule = "times.quarter" if groups["q"] or groups["f"] else "times.part"
        whole = not groups["d"] and not groups["e"]
        return self.ranged(match.end(), days_of(year, groups), year, rule, by=by, part=whole)

    def months(self, begin: int, year: int | None = None) -> _Time | None:
        """Return a range of months that says 月 once."""
        match = patterns.months().match(self.folded, begin, self.end)
        if match is None:
            return None
        year = year or self.carried(begin)
        days = months_of(year, number_of(match["a"]), number_of(match["b"]))
        return _Time(match.end(), days, "times.month.range", by=bool(match["x"]), spans=True, year=year)

    def ranged(
        self, position: int, days: Days, year: int | None, rule: str, *, by: bool = False, part: bool = False
    ) -> _Time:
        """Return the time read so far, or the range that it opens."""
        single = _Time(position, days, rule, by=by, part=part, year=year)
        match = patterns.range_end().match(self.folded, position, self.end)
        if match is None:
            return single
        second_year = number_of(match["y"]) if match["y"] else year
        if match["d"]:
            if not rule.endswith("day") or days.first is None:
                return single
            last = _day(days.first.year, days.first.month, number_of(match["d"]))
            return _Time(match.end(), Days(days.first, last), f"{rule}.range", spans=True, year=year)
        second = patterns.part().match(self.folded, match.end(), self.end)
        if second is None:
            if not match["y"]:
                return single
            return _Time(
                match.end(), Days(days.first, whole_year(second_year).last), f"{rule}.range", spans=True, year=year
            )
        last_days = days_of(second_year, second.groupdict())
        return _Time(second.end(), Days(days.first, last_days.last), f"{rule}.range", spans=True, year=second_year)

    def carried(self, begin: int) -> int | None:
        """Return the year of a month or quarter that names none: that of its sentence, else the plan's."""
        if self.year_here is not None:
            position, year = self.year_here
            between = self.folded[position:begin]
            # 对2024年遗留事项，6月底前办结: a past year holds only for the rest of a list (2024年3月、6月).
            near = len(between) <= 2 if self.base is not None and year < self.base else len(between) < 200
            if near and "。" not in between and "\n" not in between:
                return year
        return self.base

    # ---- plans, lengths, rhythms, festivals -------------------------------------------------

    def plan(self, match: re.Match[str]) -> _Time:
        """Return a five-year plan."""
        tail = patterns.plan_end().match(self.folded, match.end(), self.end)
        ends = bool(tail and tail["end"])
        position = tail.end() if tail and (tail["end"] or tail["during"]) else match.end()
        if tail and position == match.end() and self.folded[position : position + 1] in ("”", '"', "’"):
            position += 1
        return _Time(position, plan_days(match.group()), "times.plan", by=ends, spans=not ends)

    def length(self, begin: int) -> _Time | None:
        """Return a length of time."""
        match = patterns.length().match(self.folded, begin, self.end)
        return None if match is None else _Time(match.end(), NOWHERE, "times.length")

    def rhythm(self, match: re.Match[str]) -> _Time:
        """Return a rhythm with the day in it (每年2月底前)."""
        position = match.end()
        inner = patterns.part().match(self.folded, position, self.end)
        if inner:
            position = inner.end()
        else:
            close = _rhythm_end().match(self.folded, position, self.end)
            position = close.end() if close else position
        tail = patterns.side().match(self.folded, position, self.end)
        if tail and (tail["before"] or tail["inside"]):
            position = tail.end()
        return _Time(position, NOWHERE, "times.rhythm")

    def year_end(self, begin: int) -> _Time | None:
        """Return 年内, 年底 or 年初; in 自然年内, 学年末 the word means another year."""
        if self.folded[begin - 1 : begin] in _OTHER_YEARS and self.folded[begin - 2 : begin] not in _SCHOOLS:
            return None
        ending = patterns.part().match(self.folded, begin, self.end)
        if ending is None:
            return None
        groups = ending.groupdict()
        return _Time(ending.end(), days_of(self.base, groups), "times.year_end", by=groups["e"] != "初")

    def festival(self, match: re.Match[str]) -> _Time | None:
        """Return a time before, in or after a festival or a season."""
        word = match.group().strip("“")[:2]
        if word in _seasons():
            return _Time(match.end(), NOWHERE, "times.season", by=bool(match["before"]))
        year = self.carried(match.start())
        day = festival_date(word, year) if year else None
        if day is None and festival_date(word, 2000) is None:
            return None
        if match["before"]:
            if word == "元旦" and day is not None:  # before New Year's Day of a plan is before the next one
                day = date(day.year + 1, 1, 1)
            eve = None if day is None else day - timedelta(days=1)
            return _Time(match.end(), Days(None, eve), "times.festival", by=True)
        return _Time(match.end(), Days(day, day), "times.festival", spans=True)

    # ---- what the time is for ---------------------------------------------------------------

    def widen(self, begin: int, covered: int) -> int:
        """Return the start with the words that belong to the time: 第(三季度), 近(三年), “(十四五”)."""
        before = self.folded[max(covered, begin - 2) : begin]
        if before[-1:] not in _WIDER:
            return begin
        if before.endswith(("今后", "未来", "过去", "最近", "连续")):
            return begin - 2
        return begin - 1 if before.endswith(("第", "近", "前", "“", "每")) else begin

    def finding(self, begin: int, time: _Time, previous: TimeFinding | None) -> TimeFinding:
        """Return the finding with its side, its kind and its days."""
        end, days, rule = time.end, time.days, time.rule
        if time.year is not None and rule != "times.plan":
            self.year_here = (end, time.year)
        if rule == "times.rhythm" or (rule == "times.length" and self.folded[begin] == "每"):
            return TimeFinding(begin, end, "frequency", None, None, "times.rhythm")
        if rule == "times.length":
            return since_issue(self.folded, begin, end, self.calendar) or TimeFinding(begin, end, "duration", None, None, rule)
        tail = patterns.side().match(self.folded, end, self.end)
        if tail:
            end = tail.end()
        kind = self.kind(begin, end, time, tail, previous)
        if tail and (tail["since"] or tail["after"]):
            return TimeFinding(begin, end, kind, days.first, None, f"{rule}.since")
        if kind == "deadline":
            return TimeFinding(begin, end, kind, days.first if rule.endswith("range") else None, days.last, rule)
        return TimeFinding(begin, end, kind, days.first, days.last, rule)

    def kind(
        self, begin: int, end: int, time: _Time, tail: re.Match[str] | None, previous: TimeFinding | None
    ) -> TimeKind:
        """Return what the time is for. A term is claimed only where words say so."""
        plain: TimeKind = "period" if time.spans or (tail and not tail["before"]) or time.part else "date"
        last = time.days.last
        past = last is not None and self.base is not None and last.year < self.base
        if past or self.in_title(begin) or (tail and (tail["since"] or tail["after"])):
            return plain
        before = None
        if self.folded[begin - 1 : begin] in patterns.LEAD_ENDS:
            before = patterns.lead().search(self.folded, max(self.start, begin - 6), begin)
        if before and before["apart"]:
            return plain
        if (tail and tail["before"]) or time.by:
            return "deadline"
        if tail and tail["during"]:
            return plain
        if time.rule == "times.plan" and not self.folded.startswith(("期", "时"), time.end - 2):
            return plain
        follows = self.folded[end : end + 1]
        if (
            before
            and follows != "的"
            and (before["until"] or before["hope"])
            and ".range" not in time.rule
            and not time.rule.endswith("day")
        ):
            return "deadline"
        if time.part and not time.spans and patterns.accomplished().match(self.folded, end, self.end):
            return "deadline"
        if previous is None or previous.kind != "deadline":
            return plain
        between = self.folded[previous.end : begin]
        if between in ("和", "、", "及"):
            return "deadline"
        # 确保一季度开工率达60%、上半年达90%: the list goes on with another term and another value
        listed = between.endswith("、") and len(between) <= _LISTED and not any(mark in between for mark in ",。;\n")
        return "deadline" if listed and time.part and self.folded.startswith(_REACHES, end) else plain

    def in_title(self, position: int) -> bool:
        """Say whether a position stands inside 《…》."""
        index = bisect_right(self.title_starts, position) - 1
        return index >= 0 and position < self.title_ends[index]


# 《养老机构品质提升三年行动(2025-2027年)》
@cache
def _titles() -> re.Pattern[str]:
    """The title of a document."""
    return re.compile(r"《[^《》\n]{1,120}》")


# (每季度)末   (每月)底前
@cache
def _rhythm_end() -> re.Pattern[str]:
    """The end of the stretch that a rhythm names."""
    return re.compile(r"(?:[底末初](?:前)?|[上中下]旬)(?![部线层])")


def _day(year: int, month: int, day: int) -> date | None:
    """Return a date, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _seasons() -> frozenset[str]:
    """The seasons that no calendar dates, by their first two characters."""
    return frozenset(word[:2] for word in words("festivals"))
