"""A comparison as JSON: the published schema describes it field by field, and it comes back as it went."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from pipeline.comparison.compare import compare_chain
from samples import comparison_pairs
from schemas import comparison as shapes
from schemas.comparison import Chain
from schemas.comparison_codec import dumps, json_schema, loads, to_json_dict
from schemas.errors import UnreadableFile

RECORDS = {
    "comparison": shapes.Comparison, "chain": shapes.Chain, "side": shapes.Side, "task_change": shapes.TaskChange,
    "both": shapes.Both, "names": shapes.PartyChange, "target_change": shapes.TargetChange, "outcome": shapes.Outcome,
    "summary": shapes.Summary, "series": shapes.Series, "renamed": shapes.Renamed, "wording_change": shapes.WordingChange,
    "candidate": shapes.Candidate, "renaming": shapes.Renaming, "handover": shapes.Handover, "load": shapes.Load,
    "note": shapes.Note,
}  # fmt: skip


@pytest.fixture(scope="module")
def chain() -> Chain:
    return compare_chain(comparison_pairs.read("wenlv").breakdowns)


@pytest.mark.parametrize("name", RECORDS)
def test_the_schema_describes_every_field_and_no_other(name: str) -> None:
    described = json_schema()["$defs"][name]["properties"]
    assert set(described) == {field.name for field in fields(RECORDS[name])}


def test_the_schema_describes_every_record() -> None:
    assert set(json_schema()["$defs"]) == set(RECORDS)


def test_what_is_written_fits_the_schema(chain: Chain) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    assert list(validator.iter_errors(to_json_dict(chain))) == []
    assert list(validator.iter_errors(to_json_dict(chain.steps[0]))) == []


def test_a_wrong_status_does_not_fit_the_schema(chain: Chain) -> None:
    wrong = to_json_dict(chain.steps[0])
    wrong["tasks"][0]["status"] = "moved"
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(wrong))


def test_it_comes_back_as_it_went(chain: Chain) -> None:
    assert loads(dumps(chain)) == chain
    assert loads(dumps(chain.steps[1])) == chain.steps[1]


def test_whole_values_have_no_decimal_point(chain: Chain) -> None:
    values = json.loads(dumps(chain))["series"][0]["values"]
    assert json.dumps(values) == '{"2023": 6, "2024": 8, "2025": 8}'


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda held: held.pop("summary"), "comparison.summary is missing"),
        (lambda held: held["tasks"][0].update(status="moved"), "comparison.tasks[0].status is none of kept"),
        (lambda held: held["tasks"][0].update(similarity="high"), "comparison.tasks[0].similarity is no float"),
        (lambda held: held.update(tasks={}), "comparison.tasks is no list"),
    ],
)
def test_what_does_not_fit_is_named(chain: Chain, damage: object, message: str) -> None:
    held = to_json_dict(chain.steps[0])
    damage(held)  # type: ignore[operator]
    with pytest.raises(UnreadableFile, match=message.replace("[", r"\[").replace("]", r"\]")):
        loads(json.dumps(held), "old.json")


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"old\.json: is not valid JSON"):
        loads("{", "old.json")


def test_the_published_file_is_one_of_the_package() -> None:
    assert Path(shapes.__file__).with_name("year_comparison.schema.json").exists()
