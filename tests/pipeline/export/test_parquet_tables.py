"""Parquet: the columns of the CSV tables with types, read back by pyarrow, DuckDB and pandas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import parquet_tables
from pipeline.export.columns import TABLES, TASKS
from pipeline.export.exporters import Export
from pipeline.export.frames import to_frames
from pipeline.export.tables import Failure, rows_of
from schemas.breakdown import TaskBreakdown
from schemas.errors import OutputError

parquet = pytest.importorskip("pyarrow.parquet")


def _write(directory: Path, *breakdowns: TaskBreakdown) -> None:
    with Export(directory, ["parquet"]) as export:
        for breakdown in breakdowns:
            export.add(breakdown, "n")


def _rows(path: Path) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in parquet.read_table(path).to_pylist()]


def test_there_is_a_file_for_each_table(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, breakdown)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{table.name}.parquet" for table in TABLES)


def test_every_table_holds_what_the_rows_hold(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, breakdown)
    rows = rows_of(breakdown)
    assert {table.name: _rows(tmp_path / f"{table.name}.parquet") for table in TABLES} == rows


def test_columns_have_types_and_say_what_they_mean(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, breakdown)
    schema = parquet.read_schema(tmp_path / "tasks.parquet")
    types = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    assert [(field.name, str(field.type)) for field in schema] == [(c.name, types[c.type]) for c in TASKS.columns]
    field = schema.field("deadline_end")
    assert field.metadata[b"heading_zh"].decode() == "时限日期"
    assert (field.nullable, schema.field("task_key").nullable) == (True, False)


def test_rows_go_out_in_groups_and_none_is_lost(
    build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_tables, "ROWS_A_GROUP", 3)
    _write(tmp_path, *(build_breakdown(name=f"{at}.txt") for at in range(5)))
    file = parquet.ParquetFile(tmp_path / "tasks.parquet")
    sizes = [file.metadata.row_group(at).num_rows for at in range(file.metadata.num_row_groups)]
    assert sizes == [3, 3, 3, 1]
    assert file.read().column("document").to_pylist() == [f"{at}.txt" for at in range(5) for _ in range(2)]


def test_a_failed_document_stands_among_the_documents(tmp_path: Path) -> None:
    with Export(tmp_path, ["parquet"]) as export:
        export.fail(Failure("\udcba.pdf", "no text"))
    (row,) = _rows(tmp_path / "documents.parquet")
    assert row[:3] == ("\\udcba.pdf", "failed", "no text")
    assert _rows(tmp_path / "tasks.parquet") == []


def test_duckdb_reads_dates_as_dates_and_joins_the_tables(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    _write(tmp_path, breakdown)
    sql = (
        f"SELECT t.number, t.deadline_end, g.indicator, g.value FROM '{tmp_path}/tasks.parquet' t"
        f" JOIN '{tmp_path}/targets.parquet' g USING (task_key) ORDER BY g.target_id"
    )
    assert duckdb.sql(sql).fetchall() == [
        ("1-2", date(2025, 6, 30), "社区助餐点", 2.0), ("1-2", date(2025, 6, 30), "老年活动室", 5.5),
        ("3.10", None, "12345来电满意率", 95.0),
    ]


def test_pandas_reads_what_our_own_frames_hold(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    import pandas as pd

    _write(tmp_path, breakdown)
    for name, expected in to_frames(breakdown).items():
        read = pd.read_parquet(tmp_path / f"{name}.parquet")
        assert list(read.columns) == list(expected.columns)
        for column in expected.columns:
            want = [None if pd.isna(value) else value for value in expected[column]]
            got = [None if pd.isna(value) else value for value in read[column]]
            if isinstance(next((value for value in got if value is not None), None), date):
                want = [None if value is None else value.date() for value in want]
            assert got == want, f"{name}.{column}"


def test_the_same_documents_give_the_same_bytes(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path / "a", breakdown)
    _write(tmp_path / "b", breakdown)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in "ab")
    assert first == second


def test_an_error_leaves_nothing(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Export(tmp_path, ["parquet"]) as export:  # noqa: PT012 (the run is what fails)
        export.add(breakdown, "n")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_pyarrow_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"parquet: needs pyarrow.*pip install"):
        Export(tmp_path, ["parquet"])
    assert list(tmp_path.iterdir()) == []
