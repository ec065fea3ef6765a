"""Festivals: the tables against known days and against a calendar library where it is installed."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.fields.time_festivals import FIRST_YEAR, LAST_YEAR, festival_date


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("春节", date(2025, 1, 29)),
        ("春节", date(2026, 2, 17)),
        ("元宵", date(2025, 2, 12)),
        ("清明", date(2025, 4, 4)),
        ("端午", date(2025, 5, 31)),
        ("中秋", date(2025, 10, 6)),
        ("重阳", date(2025, 10, 29)),
        ("重阳", date(2026, 10, 18)),
        ("国庆", date(2025, 10, 1)),
    ],
)
def test_a_festival_falls_on_its_known_day(name: str, day: date) -> None:
    assert festival_date(name, day.year) == day


def test_a_year_outside_the_table_has_no_day() -> None:
    assert festival_date("春节", FIRST_YEAR - 1) is None
    assert festival_date("春节", LAST_YEAR + 1) is None


def test_an_unknown_festival_has_no_day() -> None:
    assert festival_date("汛期", 2025) is None


@pytest.mark.parametrize(("name", "month", "day"), [("春节", 1, 1), ("元宵", 1, 15), ("端午", 5, 5), ("中秋", 8, 15), ("重阳", 9, 9)])
def test_the_table_agrees_with_a_lunar_calendar_in_every_year(name: str, month: int, day: int) -> None:
    lunar = pytest.importorskip("lunar_python", reason="lunar_python is not installed")
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        solar = lunar.Lunar.fromYmd(year, month, day).getSolar()
        assert festival_date(name, year) == date(solar.getYear(), solar.getMonth(), solar.getDay())


def test_the_table_of_qingming_agrees_with_a_lunar_calendar_in_every_year() -> None:
    lunar = pytest.importorskip("lunar_python", reason="lunar_python is not installed")
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        term = lunar.Lunar.fromYmd(year, 6, 1).getJieQiTable()["清明"].toYmd()
        assert festival_date("清明", year) == date.fromisoformat(term)
