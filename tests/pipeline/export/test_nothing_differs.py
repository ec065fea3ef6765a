"""Every export of a sample notice against the breakdown itself, read back by an independent reader: nothing differs."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.convert import extract
from pipeline.export.exporters import Export
from pipeline.export.tables import rows_of
from schemas.breakdown import TaskBreakdown
from schemas.codec import json_schema, to_json_dict

SAMPLES = Path(__file__).parents[3] / "samples"
NAMES = ("qinghe_minzheng_2025.txt", "lanchuan_baogao_2025.txt", "lanchuan_zhongdian_2025.docx", "qinghe_tuiyi_2025_defective.txt")
PLACE = ("start", "end", "quote", "page", "bbox", "rule")


@pytest.fixture(scope="module", params=NAMES)
def sample(request: pytest.FixtureRequest) -> TaskBreakdown:
    return extract(SAMPLES / request.param)


def _export(breakdown: TaskBreakdown, directory: Path, name: str) -> Path:
    with Export(directory, [name]) as export:
        export.add(breakdown, "n")
    return directory


class _Base:
    """A SQLite export as rows of named values; a place's columns become its evidence."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.row_factory = sqlite3.Row

    def rows(self, table: str, where: str = "1") -> list[dict[str, Any]]:
        found = [dict(row) for row in self._base.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY position")]
        for row in found:
            if "rule" in row:
                place = {name: row.pop(name) for name in PLACE}
                place["bbox"] = place["bbox"] and json.loads(place["bbox"])
                row["evidence"] = None if place["rule"] is None else place
        return found

    def one(self, table: str) -> dict[str, Any]:
        (row,) = self._base.execute(f"SELECT * FROM {table}")
        return dict(row)


def _renamed(row: dict[str, Any], **names: str) -> dict[str, Any]:
    hidden = {"document_id", "position", "task_key", "section_key", "target_key", "result_key", "parent_key"}
    return {names.get(name, name): value for name, value in row.items() if name not in hidden}


def _target(row: dict[str, Any], key: str) -> dict[str, Any]:
    value = _renamed(row, **{key: "id"})
    normalized = {name: value.pop(f"normalized_{name}") for name in ("value", "value_max", "unit")}
    value["normalized"] = None if normalized["value"] is None else normalized
    value["deadline"] = value.pop("deadline_end")
    time = {"text": value.pop("deadline_text"), "start": value.pop("deadline_start"), "end": value["deadline"]}
    return value | {"time": None if time["text"] is None else time}


def _expected_target(target: dict[str, Any]) -> dict[str, Any]:
    time = target.pop("deadline_evidence", None)
    return target | {"time": None if time is None else {name: time[name] for name in ("text", "start", "end")}}


def _from_sqlite(base: _Base) -> dict[str, Any]:
    document = base.one("documents")
    ends = len(document["document_id"]) + 1
    tasks = []
    for row in base.rows("tasks"):
        own = f"task_key = '{row['task_key']}'"
        tasks.append(_renamed(row, task_id="id") | {
            "section": row["section_key"] and row["section_key"][ends:],
            "measures": [_renamed(found) for found in base.rows("measures", own)],
            "lead_officials": [_renamed(found) for found in base.rows("officials", own)],
            "departments": [
                _renamed(found) | {
                    "collective": bool(found["collective"]), "members": json.loads(found["members"] or "[]"),
                }
                for found in base.rows("departments", own)
            ],
            "deadlines": [_renamed(found, start_date="start", end_date="end") for found in base.rows("deadlines", own)],
            "targets": [_target(found, "target_id") for found in base.rows("targets", own)],
        })
    return {
        "text": document["text"],
        "status": document["status"],
        "schema_version": document["schema_version"],
        "source": {
            "name": document["name"], **{name: document[name] for name in ("sha256", "media_type", "pages", "characters")},
        },
        "header": {name: document[name] for name in (
            "title", "plan_title", "document_number", "issuer", "signatory", "issued_on", "plan_year",
        )} | {"addressees": [row["name"] for row in base.rows("addressees")]},
        "declared": {"sections": document["declared_sections"], "tasks": document["declared_tasks"]},
        "account": {"characters": document["characters"]} | {
            name: document[f"{name}_characters"] for name in ("header", "section", "task", "prose", "unexplained")
        },
        "sections": [
            _renamed(row, section_id="id") | {"parent": row["parent_key"] and row["parent_key"][ends:]}
            for row in base.rows("sections")
        ],
        "tasks": tasks,
        "targets": [_target(row, "target_id") for row in base.rows("targets", "task_key IS NULL")],
        "results": [_target(row, "result_id") for row in base.rows("results")],
        "numbers": [_renamed(row) for row in base.rows("numbers")],
        "furniture": [_renamed(row) for row in base.rows("furniture")],
        "diagnostics": [_renamed(row, task_number="task") for row in base.rows("diagnostics")],
    }


def test_sqlite_holds_every_fact_of_the_json(sample: TaskBreakdown, tmp_path: Path) -> None:
    """All but two places: that of the declared totals, and that of a target's own deadline."""
    expected = to_json_dict(sample)
    del expected["declared"]["evidence"]
    for owner in (*expected["tasks"], expected):
        owner["targets"] = [_expected_target(target) for target in owner["targets"]]
    expected["results"] = [_expected_target(target) for target in expected["results"]]
    assert _from_sqlite(_Base(_export(sample, tmp_path, "sqlite") / "breakdowns.sqlite")) == expected


def test_json_lines_are_valid_by_the_published_schema(sample: TaskBreakdown, tmp_path: Path) -> None:
    line = (_export(sample, tmp_path, "jsonl") / "breakdowns.jsonl").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(line))
    assert json.loads(line) == to_json_dict(sample)


def test_duckdb_reads_from_parquet_what_the_rows_hold(sample: TaskBreakdown, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    _export(sample, tmp_path, "parquet")
    for name, rows in rows_of(sample).items():
        assert duckdb.sql(f"SELECT * FROM '{tmp_path}/{name}.parquet'").fetchall() == [
            tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in rows
        ]


def test_the_workbook_holds_every_task_and_target(sample: TaskBreakdown, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(_export(sample, tmp_path, "xlsx") / "ledger.xlsx")
    tasks = [(row[0], row[2], row[3]) for row in book["任务总表"].iter_rows(min_row=2, values_only=True)]
    assert tasks == [(task.number, task.title, task.body or None) for task in sample.tasks]
    every = [target for task in sample.tasks for target in task.targets] + [*sample.targets, *sample.results]
    shown = [(row[4], row[6], row[8]) for row in book["目标清单"].iter_rows(min_row=2, values_only=True)]
    assert shown == [(target.indicator, float(target.value), target.unit) for target in every]
