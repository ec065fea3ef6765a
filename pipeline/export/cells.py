"""What a value looks like in a CSV cell, so that Excel, WPS and a program all see the text that was meant.

Two marks, both taken away by `unmark`:

* A tab before a text that a spreadsheet would turn into a date or another number: `1-2` would become 2 January, `3.10`
  3.1, a long row of digits 1.2E+17. Excel, WPS and LibreOffice then keep the cell as text and show nothing of the tab.
  (`="1-2"` is a formula, and other programs see its four extra characters; an apostrophe is shown as one.)
* An apostrophe before a text that begins with = + - @ (or their full-width twins), tab, carriage return or newline:
  a spreadsheet would run it as a formula.

Numbers and dates in columns of these types are written plainly, and whole numbers of up to eleven digits as well.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.export.tables import Cell

_FORMULA = "=+-@＝＋－＠\t\r\n"
_AS_TEXT = "\t"
_HARMLESS = "'"


def mark(text: str) -> str:
    """Return `text` as a cell that no spreadsheet turns into something else.

    >>> [mark(text) for text in ("1-2", "12", "=1+1", "云民〔2025〕6号")]
    ['\\t1-2', '12', "'=1+1", '云民〔2025〕6号']
    """
    if not text:
        return text
    if text[0] in _FORMULA or (text[0] == _HARMLESS and text[1:2] and text[1] in _FORMULA + _HARMLESS):
        return _HARMLESS + text
    # Only a text that begins with a digit, bracket, sign of money or full stop can be taken for a number.
    if text[0] in _MAY_START and _looks_like_number().fullmatch(text) and not _plain_whole().fullmatch(text):
        return _AS_TEXT + text
    return text


def unmark(cell: str) -> str:
    """Return the text that `mark` was given.

    >>> [unmark(cell) for cell in ("\\t1-2", "12", "'=1+1", "'tis")]
    ['1-2', '12', '=1+1', "'tis"]
    """
    marked = cell[:1] == _AS_TEXT or (cell[:1] == _HARMLESS and cell[1:2] and cell[1] in _FORMULA + _HARMLESS)
    return cell[1:] if marked else cell


def print_cell(value: Cell) -> str:
    """Return a value as the text of a cell: absent is empty, a date ISO, true and false in small letters.

    >>> [print_cell(value) for value in (None, True, Decimal("5.50"), date(2025, 6, 30))]
    ['', 'true', '5.5', '2025-06-30']
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return mark(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return value.isoformat() if isinstance(value, date) else str(value)


def needs_no_mark(prefix: str) -> bool:
    """Say whether no text that begins with `prefix` needs a mark, whatever follows.

    >>> needs_no_mark("0844ad87fabd-通知.txt/"), needs_no_mark("084411870512-1/"), needs_no_mark("=")
    (True, False, False)
    """
    if prefix[:1] not in MAY_NEED_MARK:
        return bool(prefix)
    if prefix[0] not in _MAY_START:
        return False
    # A digit has to come before anything else can follow, and then nothing but what numbers are written with.
    number = _looks_like_number().match(prefix)
    return number is not None and number.end() < len(prefix)


_MAY_START = frozenset("0123456789０１２３４５６７８９.．(（$￥¥ ")
MAY_NEED_MARK = _MAY_START.union(_FORMULA, _HARMLESS)
"""What a text begins with that may need a mark; no other text needs one."""


@cache
def _looks_like_number() -> re.Pattern[str]:
    """1-2   3.10   2025-06-30   12:30   95%   (5)   1e10   021-57921234   2025年6月   6月5日   ￥3,000."""
    return re.compile(r"[ $￥¥(（.．]*+[0-9０-９][0-9０-９.．,，/／\-－–—:：%％eE+ )）年月日时分秒]*+")


@cache
def _plain_whole() -> re.Pattern[str]:
    """A whole number that a spreadsheet shows as it is: 12, but neither 007 nor 440305199001011234."""
    return re.compile(r"0|[1-9][0-9]{0,10}")
