"""Times that need what stands before them: so many days from the day of issue, a list of quarters that says 季度 once."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from extractors.fields.findings import Calendar, TimeFinding
from extractors.fields.time_calendar import number_of
from extractors.fields.time_patterns import length

_FARTHEST = 24
_LONGEST_COUNT = 4
_IN_DAYS = {"天": 1, "日": 1, "自然日": 1, "个自然日": 1, "周": 7, "星期": 7, "个星期": 7}
_QUARTERS = frozenset("一二三1234")


# (自本通知印发之日起)30日内   (在本意见印发之日起)30个工作日内   (方案印发后)15日内
@cache
def _issue() -> re.Pattern[str]:
    """The day of issue of this document, up to the length counted from it; another document's is none."""
    own = "[本此](?:通知|意见|方案|办法|文件|文|要点|分工|清单|措施|规定|计划)"
    return re.compile(rf"(?:[自从在于])?(?:{own}|(?<!的)(?:通知|意见|方案))(?:印发|发布|下发|公布|施行)(?:之日|当日)?[起后],?$")


def since_issue(folded: str, begin: int, end: int, calendar: Calendar) -> TimeFinding | None:
    """Return the term that a length counted from the day of issue makes, with the day where days or months are counted.

    Working days depend on holidays and name no day.
    """
    if folded[end - 1] != "内":
        return None
    match = _issue().search(folded, max(0, begin - _FARTHEST), begin)
    counted = length().match(folded, begin, end)
    if match is None or counted is None or len(counted["n"]) > _LONGEST_COUNT:
        return None
    due = None
    if counted["n"].isdecimal() or counted["n"][0] in "一二三四五六七八九十两":
        due = _later(calendar.issued_on, number_of(counted["n"].replace("两", "二")), counted["u"])
    return TimeFinding(match.start(), end, "deadline", None, due, "times.from_issue")


def _later(day: date | None, count: int, unit: str) -> date | None:
    """Return the day so many days or months after another; None for a unit that no calendar alone can count."""
    if day is None or not 0 < count <= 1_000:
        return None
    if unit in _IN_DAYS:
        return day + timedelta(days=count * _IN_DAYS[unit])
    if unit == "个月":
        months = day.month - 1 + count
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return None


def first_of_quarters(folded: str, begin: int, covered: int) -> int:
    """Return where a list of quarters begins whose last one stands at `begin`: 第二、(四季度)."""
    first = begin
    while first - 2 >= covered and folded[first - 1] in "、和" and folded[first - 2] in _QUARTERS:
        first -= 2
    if first < begin and first - 1 >= covered and folded[first - 1] == "第":
        return first - 1
    alone = first == covered or folded[first - 1 : first] in ("", "第", ",", ";", ":", "。", "(", "\n", "\t", " ", "在", "于", "年")
    return first if first < begin and alone else begin
