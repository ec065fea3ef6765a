"""Show the number in a cell of a workbook as the sheet shows it: 95%, 1,200, 3家, 2025年6月30日."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

_LONGEST = 255
"""Excel itself allows no longer format."""
_LAST_DAY = 2_958_466
_MOST_DIGITS = 15
"""Digits that Excel keeps of a number."""
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "yyyy/m/d",
    16: "m/d", 17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy/m",
    28: "m/d", 29: "m/d", 30: "m/d/yy", 31: "yyyy/m/d", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss",
    36: "yyyy/m", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    50: "yyyy/m", 51: "m/d", 52: "yyyy/m", 53: "m/d", 54: "m/d", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy/m", 58: "m/d",
}  # fmt: skip


def built_in(number: int) -> str:
    """Return the format code that a number below 164 means in a Chinese Office; "General" for the others.

    >>> built_in(9), built_in(31)
    ('0%', 'yyyy/m/d')
    """
    return _BUILT_IN.get(number, "General")


def shown(value: str, code: str, *, from_1904: bool = False) -> str:
    """Return the number `value` as the format `code` shows it; dates in Chinese, of the parts that the format shows.

    `from_1904` says that the workbook counts its days from 1904.

    >>> shown("0.95", "0%"), shown("1200", "#,##0"), shown("3", '0"家"'), shown("2.5", "General")
    ('95%', '1,200', '3家', '2.5')
    >>> shown("45838", "yyyy/m/d"), shown("45838", "yyyy-mm"), shown("45838", '[$-804]m"月"d"日"')
    ('2025年6月30日', '2025年6月', '6月30日')
    """
    try:
        number = Decimal(repr(float(value)))
    except (ValueError, OverflowError, InvalidOperation):
        return value
    if not number.is_finite():
        return value
    section, number = _section(code[:_LONGEST], number)
    tokens = _tokens(section)
    kinds = {token[0].lower() for token in tokens if token[0].isalpha()} if section.lower() != "general" else set()
    if kinds & set("ydh") or (kinds & set("ms") and "0" not in section and "#" not in section):
        return _date(number, tokens, from_1904=from_1904)
    places = [token for token in tokens if token in ("0", "#", "?")]
    if places and number.adjusted() < _MOST_DIGITS:
        return _number(number, tokens)
    literals = "".join(_literal(token) for token in tokens if token not in (".", ","))
    if places or "general" in literals.lower():
        return _plain(number) + re.sub("general", "", literals, flags=re.IGNORECASE)
    # A section of words alone shows those words: "无" for nought.
    return _plain(number) if "@" in tokens else literals


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the section of a format that holds for a number: positive;negative;zero."""
    sections = _semicolon().split(code)
    if len(sections) > 2 and number == 0:
        return sections[2], number
    if len(sections) > 1 and number < 0:
        return sections[1], -number
    return sections[0], number


@cache
def _semicolon() -> re.Pattern[str]:
    # 0.00;[Red]-0.00;"无"
    return re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def _tokens(section: str) -> list[str]:
    return _token().findall(section)


@cache
def _token() -> re.Pattern[str]:
    # [$-804]yyyy"年"m"月"d"日";@   #,##0.00_);   0.0%
    return re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|AM/PM|上午/下午|General|y+|m+|d+|h+|s+|E[+-]|.', re.I | re.S)


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        # [$¥-804]
        return token[2:-1].partition("-")[0]
    return "" if token[0] in "_*[?#0" else token


def _date(number: Decimal, tokens: list[str], *, from_1904: bool) -> str:
    if not 0 <= number < _LAST_DAY:
        return _plain(number)
    days = number + 1462 if from_1904 else number
    # Excel believes that 1900 had a 29 February.
    start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    moment = start + timedelta(seconds=int((days * 86_400).to_integral_value(ROUND_HALF_UP)))
    letters = [token[0].lower() for token in tokens if token[0].isalpha() and token.lower() != "general"]
    timed = "h" in letters or "s" in letters
    # m beside h or s is minutes.
    dated = "y" in letters or "d" in letters
    months = sum(
        letter == "m" and not (place and letters[place - 1] == "h") and letters[place + 1 : place + 2] != ["s"]
        for place, letter in enumerate(letters)
    )
    year = f"{moment.year}年" if "y" in letters else ""
    month = f"{moment.month}月" if months and (dated or not timed) else ""
    day = f"{moment.day}日" if "d" in letters else ""
    clock = ""
    if timed:
        clock = f"{moment:%H:%M:%S}" if "s" in letters else f"{moment:%H:%M}"
    return " ".join(part for part in (year + month + day, clock) if part)


def _plain(number: Decimal) -> str:
    """Return a number as the General format shows it: eleven digits at most, no zeros at the end."""
    rounded = Decimal(format(number, ".11g"))
    if rounded == rounded.to_integral_value():
        return f"{rounded.quantize(Decimal(1)):f}" if abs(rounded) < Decimal("1e20") else str(rounded)
    return f"{rounded.normalize():f}"


def _number(number: Decimal, tokens: list[str]) -> str:
    """Fill the places of a number format; what stands before and after them is kept."""
    places = [index for index, token in enumerate(tokens) if token in ("0", "#", "?")]
    first, last = places[0], places[-1]
    body = "".join(token for token in tokens[first : last + 1] if token in "0#?.,")
    percent = sum(token == "%" for token in tokens)
    thousands = 0
    while last + 1 < len(tokens) and tokens[last + 1] == ",":
        last += 1
        thousands += 1
    number = number * 100 ** min(percent, 2) / Decimal(1000) ** thousands
    before = "".join(_literal(token) for token in tokens[:first])
    after = "".join(_literal(token) for token in tokens[last + 1 :])
    if any(token.upper() in ("E+", "E-", "/") for token in tokens):
        return before + _plain(number) + after.replace("E+", "").replace("/", "")
    whole, _, decimals = body.partition(".")
    decimals = decimals[: _MOST_DIGITS - 3]
    least = decimals.count("0")
    written = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):{',' if ',' in whole else ''}f}"
    if "." in written and least < len(decimals):
        integer, _, fraction = written.partition(".")
        fraction = fraction[:least] + fraction[least:].rstrip("0")
        written = f"{integer}.{fraction}" if fraction else integer
    sign, written = ("-", written[1:]) if written.startswith("-") else ("", written)
    integer, dot, fraction = written.partition(".")
    return f"{sign}{before}{integer.zfill(whole.count('0'))}{dot}{fraction}{after}"
