"""The published schemas: current, valid, and as strict as the contract."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import schemas
from schemas.breakdown import TaskBreakdown
from schemas.codec import json_schema, to_json_dict

FOLDER = Path(schemas.__file__).parent


def _published(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _errors(data: object, schema: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.json_path for error in validator.iter_errors(data)]


def test_the_published_breakdown_schema_is_current() -> None:
    expected = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    with (FOLDER / "task_breakdown.schema.json").open(encoding="utf-8", newline="") as file:
        assert file.read() == expected


@pytest.mark.parametrize("name", ["task_breakdown.schema.json", "year_comparison.schema.json"])
def test_the_published_schema_is_valid_itself(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(_published(name))


def test_a_breakdown_satisfies_the_schema(breakdown: TaskBreakdown) -> None:
    assert _errors(to_json_dict(breakdown), json_schema()) == []


def test_fields_may_be_added(breakdown: TaskBreakdown) -> None:
    data = to_json_dict(breakdown)
    data["more"] = data["header"]["more"] = 1
    assert _errors(data, json_schema()) == []


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("status", "fine"),
        ("tasks.0.departments.0.role", "helper"),
        ("tasks.0.lead_officials.0.role", "supporting"),
        ("tasks.0.targets.0.comparator", "over"),
        ("tasks.0.targets.0.measure", "growth"),
        ("tasks.0.targets.0.per", "decade"),
        ("tasks.0.targets.0.value", "2"),
        ("tasks.0.targets.0.value", None),
        ("tasks.0.targets.0.deadline", "June"),
        ("numbers.0.class", "other"),
        ("numbers.0.evidence.bbox", [1, 2, 3]),
        ("numbers.0.evidence.page", 0),
        ("source.sha256", "abc"),
        ("header.addressees", None),
    ],
)
def test_a_wrong_value_is_found_where_it_stands(where: str, wrong: object, breakdown: TaskBreakdown) -> None:
    data: Any = to_json_dict(breakdown)
    *steps, last = [int(step) if step.isdigit() else step for step in where.split(".")]
    record = data
    for step in steps:
        record = record[step]
    record[last] = wrong
    path = "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in (*steps, last))
    assert _errors(data, json_schema()) == [path]


def test_a_missing_field_of_the_contract_is_found(breakdown: TaskBreakdown) -> None:
    data = to_json_dict(breakdown)
    del data["tasks"][0]["number"]
    assert _errors(data, json_schema()) == ["$.tasks[0]"]


@pytest.mark.parametrize("name", ["task_breakdown.schema.json", "year_comparison.schema.json"])
def test_every_field_is_described(name: str) -> None:
    schema = _published(name)
    bare = [
        f"{record}.{field}"
        for record, definition in {"": schema, **schema["$defs"]}.items()
        for field, described in definition.get("properties", {}).items()
        if not described.get("description")
    ]
    assert bare == []


COMPARISON: dict[str, Any] = {
    "schema_version": "1.0",
    "before": {"source": {"name": "a.docx", "sha256": "a" * 64}, "plan_year": 2024},
    "after": {"source": {"name": "b.docx", "sha256": "b" * 64}, "plan_year": 2025},
    "tasks": [
        {
            "status": "changed", "before": ["t1"], "after": ["t2"], "similarity": 0.93, "reasons": ["same title"],
            "title": {"before": ["建好服务点"], "after": ["建好服务点"]}, "number": {"before": ["3"], "after": [None]},
            "lead_officials": {"added": ["林岚"], "removed": []}, "departments": {"added": [], "removed": []},
            "targets": [{"status": "raised", "indicator": "服务点", "unit": "家", "before": 2, "after": 3,
                         "difference": 1, "ratio": 0.5, "before_id": "g1", "after_id": "g2"}],
        }
    ],
    "outcomes": [{"target_id": "g1", "result_id": None, "met": None, "exceeded": None}],
    "summary": {"kept": 0, "changed": 1, "added": 0, "dropped": 0, "split": 0, "merged": 0},
}


def test_a_comparison_satisfies_its_schema() -> None:
    assert _errors(COMPARISON, _published("year_comparison.schema.json")) == []


def test_a_chain_of_comparisons_satisfies_the_schema() -> None:
    chain = {
        "steps": [COMPARISON, COMPARISON],
        "series": [{"indicator": "服务点", "unit": "家", "values": {"2023": 1, "2024": None, "2025": 3}}],
    }
    assert _errors(chain, _published("year_comparison.schema.json")) == []


@pytest.mark.parametrize(
    ("field", "wrong"), [("status", "renamed"), ("similarity", 1.5), ("before", None), ("reasons", "same title")]
)
def test_a_wrong_comparison_is_found(field: str, wrong: object) -> None:
    broken = copy.deepcopy(COMPARISON)
    broken["tasks"][0][field] = wrong
    assert _errors(broken, _published("year_comparison.schema.json")) == ["$"]
