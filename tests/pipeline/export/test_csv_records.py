"""The lines of the tables are the rows that `rows_of` gives, as the csv module writes their cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import StringIO
from itertools import cycle
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.cells import print_cell
from pipeline.export.columns import TABLES
from pipeline.export.csv_records import print_records
from pipeline.export.tables import rows_of
from schemas.breakdown import TaskBreakdown

Shape = TypeVar("Shape")


def by_the_csv_module(breakdown: TaskBreakdown, identity: str) -> dict[str, str]:
    printed = {}
    for name, rows in rows_of(breakdown, identity).items():
        written = StringIO()
        csv.writer(written, lineterminator="\r\n").writerows([print_cell(cell) for cell in row] for row in rows)
        printed[name] = written.getvalue()
    return printed


def with_texts(shape: Shape, texts: Iterator[str]) -> Shape:
    """Return a value with every text in it replaced by the next of `texts`."""
    if isinstance(shape, str):
        return next(texts)  # type: ignore[return-value]  # a text for a text
    if isinstance(shape, tuple):
        return tuple(with_texts(value, texts) for value in shape)  # type: ignore[return-value]  # the same kind of tuple
    if is_dataclass(shape) and not isinstance(shape, type):
        return replace(shape, **{field.name: with_texts(getattr(shape, field.name), texts) for field in fields(shape)})
    return shape


@pytest.mark.parametrize("identity", ["0844ad87fabd-通知.txt", "12-1", "123456789012-1", "=a", "1,a", 'a"b'])
def test_lines_of_a_document_are_its_rows(identity: str, breakdown: TaskBreakdown) -> None:
    assert print_records(breakdown, identity) == by_the_csv_module(breakdown, identity)


def test_there_are_lines_for_every_table_in_its_order(breakdown: TaskBreakdown) -> None:
    assert list(print_records(breakdown, "1-通知.txt")) == [table.name for table in TABLES]


def test_whatever_the_texts_are_the_lines_are_the_rows(breakdown: TaskBreakdown) -> None:
    texts = st.lists(st.text("=-'\t\r\n\",，1. e局", max_size=4), min_size=1, max_size=40)

    @settings(max_examples=80, database=None, derandomize=True, deadline=None)
    @given(texts, st.sampled_from(["0844ad87fabd-通知.txt", "12-1", "=a", "1,a"]))
    def check(drawn: list[str], identity: str) -> None:
        strange = with_texts(breakdown, cycle(drawn))
        assert print_records(strange, identity) == by_the_csv_module(strange, identity)

    check()
