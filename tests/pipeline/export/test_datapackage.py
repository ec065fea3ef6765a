"""The data package: what an independent reader makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.csv_tables import CsvOptions, Headers
from pipeline.export.exporters import Export
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown

frictionless = pytest.importorskip("frictionless")


def _package(breakdown: TaskBreakdown, directory: Path, headers: Headers = "en") -> Path:
    with Export(directory, ["csv", "datapackage"], CsvOptions(headers=headers)) as export:
        export.add(breakdown, "n")
        export.add(breakdown, "n-2")
        export.fail(Failure("scan.pdf", "no text"))
    return directory / "datapackage.json"


def _errors(path: Path) -> list[Any]:
    report = frictionless.validate(str(path))
    return [*report.errors, *report.flatten(["type", "note"])]


@pytest.mark.parametrize("headers", ["en", "zh"])
def test_the_package_is_valid(headers: Headers, breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert _errors(_package(breakdown, tmp_path, headers)) == []


def _change_schema(path: Path, resource: str, change: dict[str, Any]) -> None:
    described = json.loads(path.read_text(encoding="utf-8"))
    (found,) = (entry for entry in described["resources"] if entry["name"] == resource)
    found["schema"] |= change
    path.write_text(json.dumps(described), encoding="utf-8")


def test_a_target_of_no_task_would_be_found(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _package(breakdown, tmp_path)
    wrong = [{"fields": ["target_key"], "reference": {"resource": "tasks", "fields": ["task_key"]}}]
    _change_schema(path, "targets", {"foreignKeys": wrong})
    assert {kind for kind, _ in _errors(path)} == {"foreign-key"}


def test_a_changed_table_would_be_found(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _package(breakdown, tmp_path)
    table = tmp_path / "tasks.csv"
    table.write_bytes(table.read_bytes().replace("局长".encode(), "科长".encode()))
    assert {kind for kind, _ in _errors(path)} == {"hash-count"}


def test_every_column_is_described(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    described = json.loads(_package(breakdown, tmp_path).read_text(encoding="utf-8"))
    bare = [
        f"{resource['name']}.{field['name']}"
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
        if not field["description"]
    ]
    assert bare == []


def test_the_tables_refer_to_each_other(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    described = json.loads(_package(breakdown, tmp_path).read_text(encoding="utf-8"))
    keys = {
        resource["name"]: [(key["fields"], key["reference"]["resource"]) for key in resource["schema"]["foreignKeys"]]
        for resource in described["resources"]
    }
    assert keys == {
        "tasks": [(["document_id"], "documents"), (["section_key"], "sections")],
        "targets": [(["document_id"], "documents"), (["task_key"], "tasks")],
        "parties": [(["document_id"], "documents"), (["task_key"], "tasks")],
        "sections": [(["document_id"], "documents"), (["parent_key"], "")],
        "documents": [],
        "diagnostics": [(["document_id"], "documents")],
    }
