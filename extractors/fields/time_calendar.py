"""From the words of a time to its days: years, months, ten days, quarters, halves, five-year plans."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extractors.fields.findings import Calendar
from extractors.reading.numerals import chinese_value

_RELATIVE = {"今": 0, "本": 0, "当": 0, "明": 1, "来": 1, "次": 1, "后": 2, "去": -1, "前": -2}


class Days(NamedTuple):
    """The first and the last day of a time; None where the text does not say."""

    first: date | None
    last: date | None


NOWHERE = Days(None, None)


def number_of(text: str) -> int:
    """Return the value of a short numeral of either writing.

    >>> number_of("十二"), number_of("08"), number_of("二〇二五".replace("〇", "零"))
    (12, 8, 2025)
    """
    if text[0].isdigit():
        return int(text)
    value = chinese_value(text)
    return 0 if value is None else int(value)


def base_year(calendar: Calendar) -> int | None:
    """Return the year that a time without one belongs to: the plan's, else that of the notice's date."""
    if calendar.plan_year is not None:
        return calendar.plan_year
    return None if calendar.issued_on is None else calendar.issued_on.year


def relative_year(word: str, calendar: Calendar) -> int | None:
    """Return the year that 今年, 明年, 去年 … mean.

    >>> relative_year("明年", Calendar(2025))
    2026
    """
    base = base_year(calendar)
    return None if base is None else base + _RELATIVE[word[0]]


# A notice names the same few years and months all the time, and the calendar takes as long as the reading of a time.
@lru_cache(1024)
def whole_year(year: int | None) -> Days:
    """Return the first and last day of a year."""
    return NOWHERE if year is None else Days(date(year, 1, 1), date(year, 12, 31))


def days_of(year: int | None, words: dict[str, str | None]) -> Days:
    """Return the days of a part of a year, by the groups that `time_patterns.part` gives.

    >>> days_of(2025, {"m": "9", "x": "中旬"}).last, days_of(2025, {"q": "三", "qx": None}).first
    (datetime.date(2025, 9, 20), datetime.date(2025, 7, 1))
    """
    if year is None:
        return NOWHERE
    month, quarter, first_quarters, half = words.get("m"), words.get("q"), words.get("f"), words.get("h")
    if month:
        return _days_of_month(year, number_of(month), words.get("d"), words.get("x"))
    if quarter:
        last = 3 * number_of(quarter)
        if words.get("qx") == "初":
            last -= 2
        return months_of(year, last if words.get("qx") == "初" else last - 2, last)
    if first_quarters:
        return months_of(year, 1, 3 * number_of(first_quarters.replace("两", "二")))
    if half:
        return months_of(year, 1, 6) if half == "上" else months_of(year, 7, 12)
    if words.get("e") == "初":  # how long the beginning of a year lasts, nobody says
        return Days(date(year, 1, 1), None)
    return whole_year(year)


@lru_cache(1024)
def months_of(year: int | None, first: int, last: int) -> Days:
    """Return the days from the first of one month to the end of another in a year."""
    if year is None or not 1 <= first <= last <= 12:
        return NOWHERE
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def plan_days(word: str) -> Days:
    """Return the days of a five-year plan by its name.

    >>> plan_days("十五五")
    Days(first=datetime.date(2026, 1, 1), last=datetime.date(2030, 12, 31))
    """
    ordinal = number_of(word.removesuffix("五"))
    begin = 1981 + 5 * (ordinal - 6)
    return Days(date(begin, 1, 1), date(begin + 4, 12, 31))


@lru_cache(1024)
def _days_of_month(year: int, month: int, day: str | None, third: str | None) -> Days:
    """Return the days of a month, of a day in it, or of its first, middle or last ten days."""
    end = monthrange(year, month)[1]
    if day:
        of_month = number_of(day)
        return Days(date(year, month, of_month), date(year, month, of_month)) if of_month <= end else NOWHERE
    first, last = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, end)}.get(third or "", (1, end))
    return Days(date(year, month, first), date(year, month, last))
