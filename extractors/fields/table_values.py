"""Read the value of a cell in an indicator table: ≥22, 10左右, 25～30, 2013年为17.2, 比2019年提高10%, 〔18〕."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.fields.quantities import Quantity, find_quantities
from extractors.fields.target_tails import Tail, read_tail
from extractors.reading.text import Reading
from schemas.breakdown import Comparator

Span = tuple[int, int]
LONGEST_CELL = 40
"""A cell longer than this holds a sentence, which is read as one."""
_OPENING, _CLOSING = " \n\t〔[【(", " \n\t〕]】)*#※"


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value with its comparator; `numbers` are the spans of its numerals, `tail` the words before it."""

    value: Decimal
    value_max: Decimal | None
    unit: str | None
    kind: str
    comparator: Comparator
    numbers: tuple[Span, ...]
    tail: Tail
    quantity: Quantity


# 2013年为(17.2)   2018年(<0.1)
@cache
def _told_year() -> re.Pattern[str]:
    """Return the pattern of the year that opens a cell."""
    return re.compile(r"(?:19|20)\d\d年底?(?:末)?(?:为|是|达|达到)?")


# 2019年 in 比2019年提高10%
@cache
def _any_year() -> re.Pattern[str]:
    """Return the pattern of a year anywhere in a cell."""
    return re.compile(r"(?:19|20)\d\d年")


def read_value(reading: Reading, start: int, end: int) -> CellValue | None:
    """Return the one value that the cell states, None where it states none, or more than a value.

    >>> from schemas.document import SourceDocument
    >>> def read(text):
    ...     found = read_value(Reading.of(SourceDocument("a", "", "", None, text, ())), 0, len(text))
    ...     return found and (str(found.value), found.unit, found.comparator)
    >>> read("≥22"), read("90以上"), read("2013年为17.2"), read("持续提升")
    (('22', None, 'at_least'), ('90', None, 'at_least'), ('17.2', None, 'exactly'), None)
    """
    folded = reading.folded
    while start < end and folded[start] in _OPENING:
        start += 1
    while end > start and folded[end - 1] in _CLOSING:
        end -= 1
    if start >= end or end - start > LONGEST_CELL:
        return None
    told = _told_year().match(folded, start, end)
    if told is not None and told.end() < end:
        start = told.end()
    years = [match.span() for match in _any_year().finditer(folded, start, end)]
    numerals = [
        numeral
        for numeral in reading.numerals(start, end)
        if not any(begin <= numeral.start < stop for begin, stop in years)
    ]
    quantities = find_quantities(folded, numerals, start, end)
    if len(quantities) != 1:
        return None
    quantity = quantities[0]
    if folded[quantity.end : end].strip(_CLOSING) or quantity.chinese or quantity.form in ("fraction", "half"):
        return None
    tail = read_tail(folded, start, quantity.start, folds=quantity.form == "fold")
    if folded[start : tail.core].strip(" ") and not (quantity.form == "cover" and folded[start : tail.core] in ("实现", "基本实现")):
        return None
    comparator: Comparator = quantity.after or tail.comparator or "exactly"
    if quantity.value_max is not None and quantity.after is None and tail.comparator is None:
        comparator = "range"
    spans = tuple(span for span in quantity.numbers if span[1] > span[0])
    return CellValue(
        quantity.value, quantity.value_max, quantity.unit, quantity.kind, comparator, spans, tail, quantity
    )
