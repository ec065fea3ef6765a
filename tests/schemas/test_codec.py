"""The contract's JSON: its fields, its order, its way back, and what it says of a file that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schemas import fields
from schemas.breakdown import Deadline, TaskBreakdown
from schemas.codec import dumps, loads, to_json_dict
from schemas.errors import UnreadableFile

CONTRACT_FIELDS = {
    "": ["schema_version", "status", "source", "text", "header", "declared", "sections", "tasks", "targets", "results",
         "numbers", "account", "diagnostics"],
    "source": ["name", "sha256", "media_type", "pages", "characters"],
    "header": ["title", "plan_title", "document_number", "issuer", "signatory", "addressees", "issued_on", "plan_year"],
    "declared": ["sections", "tasks", "evidence"],
    "sections[]": ["id", "label", "title", "level", "parent", "evidence"],
    "tasks[]": ["id", "number", "section", "title", "body", "measures", "lead_officials", "departments", "deadlines",
                "targets", "evidence"],
    "tasks[].measures[]": ["text", "evidence"],
    "tasks[].lead_officials[]": ["name", "title", "role", "label", "evidence"],
    "tasks[].departments[]": ["name", "role", "label", "collective", "evidence"],
    "tasks[].deadlines[]": ["text", "start", "end", "evidence"],
    "tasks[].targets[]": ["id", "action", "indicator", "comparator", "value", "value_max", "unit", "measure",
                          "baseline", "per", "deadline", "evidence"],
    "numbers[]": ["text", "class", "evidence"],
    "account": ["characters", "header", "section", "task", "prose", "unexplained"],
    "diagnostics[]": ["code", "severity", "message", "task", "evidence"],
    "tasks[].evidence": ["start", "end", "quote", "page", "bbox", "rule"],
}
ADDED = {"furniture", "deadline_evidence", "modality", "normalized", "post", "full_name", "members"}


@pytest.mark.parametrize("path", CONTRACT_FIELDS)
def test_records_have_the_contracts_fields_in_its_order(path: str, breakdown: TaskBreakdown) -> None:
    record: Any = to_json_dict(breakdown)
    for step in filter(None, path.split(".")):
        record = record[step.removesuffix("[]")]
        record = record[0] if step.endswith("[]") else record
    assert [name for name in record if name not in ADDED] == CONTRACT_FIELDS[path]


def test_every_record_is_printed_with_the_fields_that_the_schema_gives_it(breakdown: TaskBreakdown) -> None:
    printed: Any = to_json_dict(breakdown)
    task = next(task for task in printed["tasks"] if task["targets"] and task["measures"] and task["lead_officials"])
    target = next(target for target in task["targets"] if target["deadline_evidence"])
    assert tuple(printed) == fields.BREAKDOWN
    assert [tuple(record) for record in (
        printed["source"], printed["header"], printed["declared"], printed["sections"][0], task, task["measures"][0],
        task["lead_officials"][0], task["departments"][0], target["deadline_evidence"], target, printed["numbers"][0],
        printed["account"], printed["diagnostics"][0], task["evidence"], target["deadline_evidence"]["evidence"],
    )] == [
        fields.SOURCE, fields.HEADER, fields.DECLARED, fields.SECTION, fields.TASK, fields.MEASURE,
        fields.OFFICIAL, fields.DEPARTMENT, fields.DEADLINE, fields.TARGET, fields.NUMBER,
        fields.ACCOUNT, fields.DIAGNOSTIC, fields.EVIDENCE, fields.EVIDENCE,
    ]


def test_the_sides_of_boxes_keep_their_digits_and_signs(breakdown: TaskBreakdown) -> None:
    boxes = ((0.0, -0.0, 1.5, 280.3999938964844), (-0.0, 0.0, 1.5, 1e-07))
    numbers = tuple(
        replace(breakdown.numbers[0], evidence=replace(breakdown.numbers[0].evidence, page=1, bbox=box)) for box in boxes
    )
    printed = dumps(replace(breakdown, numbers=numbers))
    assert [record["evidence"]["bbox"] for record in json.loads(printed, parse_float=str)["numbers"]] == [
        ["0.0", "-0.0", "1.5", "280.3999938964844"], ["-0.0", "0.0", "1.5", "1e-07"],
    ]


def test_fields_of_the_whole_of_its_header_and_of_tasks_and_every_other_record_stand_on_a_line(breakdown: TaskBreakdown) -> None:
    assert dumps(breakdown) == _laid_out(to_json_dict(breakdown), "\n", spread=("", "header", "tasks[]")) + "\n"


def _laid_out(value: Any, line: str, *, spread: tuple[str, ...], path: str = "") -> str:
    """Return a JSON value as text: the members of records at the `spread` paths and of lists that hold records on lines."""
    inner = line + "  "
    if isinstance(value, dict) and path in spread:
        below = {name: _laid_out(member, inner, spread=spread, path=f"{path}.{name}".strip(".")) for name, member in value.items()}
        members = [f'"{name}": {member}' for name, member in below.items()]
        return "{" + inner + f",{inner}".join(members) + line + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        records = [_laid_out(record, inner, spread=spread, path=f"{path}[]") for record in value]
        return "[" + inner + f",{inner}".join(records) + line + "]"
    return json.dumps(value, ensure_ascii=False)


def test_a_breakdown_comes_back_as_it_was(breakdown: TaskBreakdown) -> None:
    assert loads(dumps(breakdown)) == breakdown


def test_absent_facts_are_null(breakdown: TaskBreakdown) -> None:
    task = to_json_dict(breakdown)["tasks"][1]
    assert (task["targets"][0]["value_max"], task["targets"][0]["per"], task["lead_officials"]) == (None, None, [])


@pytest.mark.parametrize(
    ("value", "printed"),
    [("2", "2"), ("5.5", "5.5"), ("5.50", "5.5"), ("1E+3", "1000"), ("0.00001", "0.00001"), ("-0", "0"), ("100", "100"),
     ("0.12345678901234567890123", "0.12345678901234567890123")],
)
def test_a_value_is_printed_with_its_digits(value: str, printed: str, breakdown: TaskBreakdown) -> None:
    changed = replace(breakdown, results=(replace(breakdown.results[0], value=Decimal(value)),))
    assert f'"value": {printed},' in dumps(changed).partition('"results"')[2]
    assert loads(dumps(changed)) == changed


def test_a_value_without_end_is_refused(breakdown: TaskBreakdown) -> None:
    changed = replace(breakdown, results=(replace(breakdown.results[0], value=Decimal("Infinity")),))
    with pytest.raises(ValueError, match="finite"):
        dumps(changed)


def test_a_box_that_is_not_finite_is_no_box(breakdown: TaskBreakdown) -> None:
    section = breakdown.sections[0]
    boxed = replace(section, evidence=replace(section.evidence, bbox=(0.0, float("nan"), 1.0, 1.0)))
    assert to_json_dict(replace(breakdown, sections=(boxed,)))["sections"][0]["evidence"]["bbox"] is None


def test_a_targets_deadline_is_a_date_with_its_wording_beside_it(breakdown: TaskBreakdown) -> None:
    target = to_json_dict(breakdown)["tasks"][0]["targets"][0]
    assert target["deadline"] == "2025-06-30"
    assert target["deadline_evidence"]["text"] == "6月底前"


def test_a_targets_deadline_without_a_date_keeps_its_wording(breakdown: TaskBreakdown) -> None:
    result = breakdown.results[0]
    open_ended = replace(result, deadline=Deadline("持续推进", None, None, result.evidence))
    changed = replace(breakdown, results=(open_ended,))
    assert to_json_dict(changed)["results"][0]["deadline"] is None
    assert loads(dumps(changed)) == changed


def test_a_breakdown_of_the_bare_contract_is_read(breakdown: TaskBreakdown) -> None:
    bare = to_json_dict(breakdown)
    del bare["furniture"]
    for target in (*bare["targets"], *bare["results"], *(t for task in bare["tasks"] for t in task["targets"])):
        for name in ("deadline_evidence", "modality", "normalized"):
            del target[name]
    read = loads(json.dumps(bare))
    target = read.tasks[0].targets[0]
    assert target.deadline == Deadline("2025-06-30", None, date(2025, 6, 30), target.evidence)
    assert (read.furniture, target.modality, target.normalized) == ((), None, None)


def test_fields_that_are_not_known_are_ignored(breakdown: TaskBreakdown) -> None:
    more = to_json_dict(breakdown)
    more["added_later"] = more["tasks"][0]["added_later"] = {"any": 1}
    assert loads(json.dumps(more)) == breakdown


def _set(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            data = data[step]
        data[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_set("tasks.0.targets.1.value", "5.5"), r"tasks\[0\]\.targets\[1\]\.value: '5\.5' is a text"),
        (_set("tasks.0.targets.1.value", True), r"tasks\[0\]\.targets\[1\]\.value:"),
        (_set("tasks.0.targets.1.normalized.value", "1"), r"tasks\[0\]\.targets\[1\]\.normalized\.value:"),
        (_set("tasks.0.targets.1.comparator", "over"), r"tasks\[0\]\.targets\[1\]\.comparator:"),
        (_set("numbers.0.class", "other"), r"numbers\[0\]\.class:"),
        (_set("header.plan_year", "2025"), r"header\.plan_year:"),
        (_set("header.issued_on", 20250217), r"header\.issued_on:"),
        (_set("header.issued_on", "17.2.2025"), r"header\.issued_on:"),
        (_set("tasks.1.departments.0.collective", 1), r"tasks\[1\]\.departments\[0\]\.collective:"),
        (_set("tasks.1.title", None), r"tasks\[1\]\.title:"),
        (_set("sections", {}), "sections:"),
        (_set("tasks.0.evidence.start", 0), r"tasks\[0\]\.evidence does not quote the text"),
        (_set("tasks.0.evidence.end", 10**9), r"tasks\[0\]\.evidence does not quote the text"),
        (_set("schema_version", "2.0"), "schema_version: 2.0 is not 1.x"),
    ],
)
def test_a_wrong_field_is_named(
    change: Callable[[dict[str, Any]], None], named: str, breakdown: TaskBreakdown
) -> None:
    data = to_json_dict(breakdown)
    change(data)
    with pytest.raises(UnreadableFile, match=f"^ledger.json: {named}"):
        loads(json.dumps(data), "ledger.json")


def test_a_missing_field_is_named(breakdown: TaskBreakdown) -> None:
    data = to_json_dict(breakdown)
    del data["tasks"][1]["body"]
    with pytest.raises(UnreadableFile, match=r"^breakdown.json: tasks\[1\]\.body: "):
        loads(json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '{"a": NaN}', "[" * 100_000, "9" * 5_000])
def test_what_is_no_breakdown_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.json: "):
        loads(text, "a.json")


def test_importing_the_codec_does_not_load_pydantic() -> None:
    import subprocess
    import sys

    code = "import sys, schemas.codec; print('pydantic' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout == "False\n"
