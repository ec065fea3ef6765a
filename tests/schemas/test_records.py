"""A record made quickly is the same value as one made by the dataclass module."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from schemas.breakdown import Evidence
from schemas.records import maker, quick


@dataclass(frozen=True, slots=True)
class Slow:
    start: int
    rule: str = "outline.task"


@quick
@dataclass(frozen=True, slots=True)
class Fast:
    start: int
    rule: str = "outline.task"


def test_defaults_and_names_of_fields_are_those_of_the_dataclass() -> None:
    assert repr(Fast(3)) == repr(Slow(3)).replace("Slow", "Fast") == "Fast(start=3, rule='outline.task')"
    assert Fast(rule="a", start=1) == Fast(1, "a")
    assert hash(Fast(3)) == hash(Slow(3))


def test_a_missing_field_is_still_an_error() -> None:
    with pytest.raises(TypeError, match="start"):
        Fast()  # type: ignore[call-arg]


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Fast(1).start = 2  # type: ignore[misc]


def test_a_record_is_of_its_own_class_and_no_other() -> None:
    evidence = Evidence(0, 2, "任务", None, None, "outline.task")
    assert type(evidence) is Evidence
    assert [entry.name for entry in fields(evidence)] == ["start", "end", "quote", "page", "bbox", "rule"]


def test_a_record_survives_copy_pickle_and_replace() -> None:
    evidence = Evidence(0, 2, "任务", 1, (0.0, 1.0, 2.0, 3.0), "outline.task")
    assert copy.deepcopy(evidence) == evidence == pickle.loads(pickle.dumps(evidence))
    assert replace(evidence, page=2) == Evidence(0, 2, "任务", 2, (0.0, 1.0, 2.0, 3.0), "outline.task")


def test_a_maker_takes_what_the_class_takes() -> None:
    make = maker(Fast)
    assert (make(3), make(rule="a", start=1)) == (Fast(3), Fast(1, "a"))
    with pytest.raises(TypeError, match="start"):
        make()  # type: ignore[call-arg]


def test_what_a_maker_makes_is_of_the_class_and_cannot_be_changed() -> None:
    made = maker(Fast)(1)
    assert type(made) is Fast
    with pytest.raises(FrozenInstanceError):
        made.start = 2  # type: ignore[misc]


def test_a_class_that_does_more_in_its_init_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listing:
        found: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="Listing"):
        quick(Listing)
