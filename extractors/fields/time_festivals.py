"""When the festivals fall that deadlines name: 春节前, 中秋节前."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1990, 2100

# One character a year from 1990: the days (0–9, a–z for 10–35) from the date on the left to the festival.
_LUNAR = {
    "春节": (
        (1, 21),
        "6pe2kath7qf3mb1j8sh5od2kati7qf4mb1k8rg5nd2lati7pe3mb1k9"
        "rg5oc2lbti7pe3mc0j8rf5od2lath6pf3mc1j8rg5od3k9sh6pf4mb0j",
    ),
    "端午": (
        (5, 27),
        "1k9sh6od3matj8qf4nc1karg6od3mbti7qe4nd1k9sg5oe3mb0i7qf4"
        "nc2j8rh5oe3lati7qf5nc1k8rh6oe3lasi8qf5nb0j9rh6pd2lasi8rg",
    ),
    "中秋": (
        (9, 6),
        "rg5oe3lati6pf5mcuj8rg6od2l9si7pf4nbuj9rg6pd2lasi7qe4mbt"
        "j9sg5od1kati7qf3mbuj9rh5nd2kati6pe4mbuk8rg5nc2lati7oe3nc",
    ),
    "重阳": (
        (9, 28),
        "si6pfymcuj8rg6odwl9si7pf4nbuj9rg6pdvkasi7qe3mbtj9sg5odv"
        "kati7qfwmbuj9rg4ndwkati6pexmbuk8rg5ndwlati7oexnbuj8qf5oe",
    ),
    "清明": (
        (4, 1),
        "4434443444344434443344334433443344334433443344334433343"
        "33433343334333433343334333433333333333333333333333333334",
    ),
}
_SOLAR = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "五一": (5, 1),
    "劳动": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "教师": (9, 10),
    "国庆": (10, 1),
    "十一": (10, 1),
}


def festival_date(name: str, year: int) -> date | None:
    """Return the first day of a festival, by the two characters that name it; None for one or a year not in the tables.

    >>> festival_date("春节", 2025)
    datetime.date(2025, 1, 29)
    """
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    if name == "元宵":
        spring = festival_date("春节", year)
        return None if spring is None else spring + timedelta(days=14)
    if name not in _LUNAR or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    (month, day), offsets = _LUNAR[name]
    return date(year, month, day) + timedelta(days=int(offsets[year - FIRST_YEAR], 36))
