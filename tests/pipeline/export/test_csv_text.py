"""What is printed a column at a time is what the csv module writes of each cell."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.cells import print_cell
from pipeline.export.columns import TABLES, Table
from pipeline.export.csv_text import print_line, print_rows
from pipeline.export.tables import Row

TEXTS = st.none() | st.text("=-'\t\r\n\",，1. e局", max_size=4)
VALUES = {
    "string": TEXTS,
    "integer": st.none() | st.integers(-3, 3000),
    "number": st.none() | st.sampled_from([Decimal("5.50"), Decimal("1E+3"), Decimal("-1.2"), Decimal(0)]),
    "boolean": st.sampled_from([None, True, False]),
    "date": st.sampled_from([None, date(2025, 6, 30)]),
}


def by_the_csv_module(rows: list[Row]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([print_cell(cell) for cell in row] for row in rows)
    return written.getvalue()


def row(table: Table, identity: str, cells: tuple[object, ...]) -> Row:
    """Return a row whose keys begin with its document's id, as those of all tables do."""
    keyed: dict[str, object] = {"document_id": identity}
    keyed |= {column.name: f"{identity}/{column.type}" for column in table.columns if column.name.endswith("_key")}
    return tuple(keyed.get(column.name, cell) for column, cell in zip(table.columns, cells, strict=True))  # type: ignore[misc]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_are_printed_as_the_csv_module_writes_their_cells(table: Table) -> None:
    cells = st.tuples(*(VALUES[column.type] for column in table.columns))

    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["0844ad87fabd-通知.txt", "12-1", "=a", "1,a"]), cells), max_size=4))
    def check(drawn: list[tuple[str, tuple[object, ...]]]) -> None:
        rows = [row(table, identity, values) for identity, values in drawn]
        assert print_rows(table, rows) == by_the_csv_module(rows)

    check()


def test_key_of_a_document_whose_id_is_a_number_is_marked() -> None:
    sections = next(table for table in TABLES if table.name == "sections")
    identity = "123456789012-1"
    printed = print_rows(sections, [("1", 2025, None, "甲", 1, 0, None, None, None, 0, 1, identity, "1", f"{identity}/1", None)])
    assert printed == f"1,2025,,甲,1,0,,,,0,1,\t{identity},1,\t{identity}/1,\r\n"


def test_line_of_headings_is_quoted_where_it_must_be() -> None:
    assert print_line(["文件", "a,b", 'c"d']) == '文件,"a,b","c""d"\r\n'
