"""Read the headings of an indicator table: which column names what is measured, and of which year the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.fields.table_units import bracketed_unit
from extractors.lexicons import load
from extractors.outline.grid import Row
from extractors.reading.text import Reading

Span = tuple[int, int]
Kind = Literal["name", "unit", "nature", "goal", "baseline", "growth", "number", "year", "other"]
HEADER_ROWS = 5
"""The headings of a table begin in one of this many rows: its own title may stand above them."""
LONGEST_HEADING = 24
_VALUES = ("goal", "baseline", "growth", "year")


@dataclass(frozen=True, slots=True)
class Head:
    """A column: `year` is the one its heading names, `year_span` where; `unit` the one in the heading's brackets."""

    kind: Kind
    year: int | None = None
    year_span: Span | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of an indicator table, and the row where its data begin."""

    columns: dict[int, Head]
    first: int

    def having(self, *kinds: Kind) -> list[int]:
        """Return the columns of these kinds, left to right."""
        return [column for column, head in sorted(self.columns.items()) if head.kind in kinds]


# 2025年目标值   2020年   2021—2025年年均增速   到2030年
@cache
def _year() -> re.Pattern[str]:
    """Return the pattern of the years a heading names; the last one is the year by which."""
    return re.compile(r"到?(?:(?:19|20)\d\d年?(?:[-~至]|--)){0,1}(?P<year>(?:19|20)\d\d)年?(?:底|末)?")


@cache
def _kinds() -> dict[str, Kind]:
    """Return the kind of every heading of the lexicon."""
    return {word: entry["kind"] for entry in load("indicator_columns")["entry"] for word in entry["words"]}


def read_head(reading: Reading, start: int, end: int) -> Head:
    """Return what a column holds by its heading `reading.text[start:end]`.

    >>> from schemas.document import SourceDocument
    >>> reading = Reading.of(SourceDocument("a", "", "", None, "2025年目标值（%）", ()))
    >>> head = read_head(reading, 0, 11)
    >>> head.kind, head.year, head.unit
    ('goal', 2025, '%')
    """
    if end - start > LONGEST_HEADING:
        return Head("other")
    folded = reading.folded
    unit, stop = bracketed_unit(folded, start, end)
    match = _year().search(folded, start, stop)
    words = folded[start:stop] if match is None else folded[start : match.start()] + folded[match.end() : stop]
    words = re.sub(r"[ \n\t()\[\]〔〕【】]", "", words)
    year = int(match["year"]) if match else None
    span = match.span() if match else None
    kind = _kinds().get(words, "other")
    if not words and year is not None:
        kind = "year"
    if kind == "name" and year is not None:
        kind = "other"
    return Head(kind, year, span, unit)


def read_heads(reading: Reading, rows: Sequence[Row], this_year: int | None) -> Heads | None:
    """Return the columns of the table if it says what is measured and holds values to reach, else None.

    Of columns that name only a year, those before `this_year` say what is there; without one, the first of several does.
    """
    for index in range(min(HEADER_ROWS, len(rows))):
        last = index
        while last + 1 < len(rows) and last < index + 2 and _goes_on(reading, rows[last], rows[last + 1]):
            last += 1
        columns = _columns(reading, rows[index : last + 1])
        kinds = [head.kind for head in columns.values()]
        if "name" in kinds and any(kind in ("goal", "year") for kind in kinds):
            columns = _dated(columns, this_year)
            heads = Heads(columns, last + 1)
            return heads if heads.having("goal") else None
    return None


def _columns(reading: Reading, rows: Sequence[Row]) -> dict[int, Head]:
    """Return what every column holds, by the headings above it: the lowest one that says something, and a year above it."""
    columns: dict[int, Head] = {}
    blocks = reading.document.blocks
    for column in sorted({column for row in rows for column in row}):
        found = Head("other")
        for index in dict.fromkeys(row[column] for row in rows if column in row):
            head = read_head(reading, blocks[index].start, blocks[index].end)
            if found.kind in _VALUES and head.kind == "year":
                # 目标值 above 2025年
                head = Head(found.kind, head.year, head.year_span, found.unit)
            elif head.kind in _VALUES and found.kind == "year":
                # 2025年 above 目标值
                head = Head(head.kind, found.year, found.year_span, head.unit)
            if head.kind != "other":
                found = head
        columns[column] = found
    return columns


def _goes_on(reading: Reading, header: Row, row: Row) -> bool:
    """Say whether a row belongs to the headings above it: all its own cells are headings of values."""
    blocks = reading.document.blocks
    own = [index for column, index in row.items() if header.get(column) != index]
    filled = [index for index in own if blocks[index].start < blocks[index].end]
    heads = [read_head(reading, blocks[index].start, blocks[index].end).kind for index in filled]
    return bool(heads) and all(kind in _VALUES for kind in heads)


def _dated(columns: dict[int, Head], this_year: int | None) -> dict[int, Head]:
    """Return the columns with those that name only a year made goals or baselines."""
    plain = [head.year for head in columns.values() if head.kind == "year" and head.year is not None]
    stated = any(head.kind == "baseline" for head in columns.values())
    first = min(plain, default=None)
    dated: dict[int, Head] = {}
    for column, head in columns.items():
        if head.kind == "year" and head.year is not None:
            past = head.year < this_year if this_year is not None else head.year == first and len(plain) > 1 and not stated
            head = Head("baseline" if past else "goal", head.year, head.year_span, head.unit)
        dated[column] = head
    return dated
