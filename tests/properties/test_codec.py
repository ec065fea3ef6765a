"""Whatever a breakdown holds, its JSON gives it back and satisfies the schema."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.breakdown import SCHEMA_VERSION, Evidence, Source, TaskBreakdown
from schemas.codec import dumps, json_schema, loads, to_json_dict

TEXT = "新建“助餐点” 2 家、\\\"\n\t５.5%（年内）\u2028\x00🙂"
_coordinates = st.floats(min_value=0, max_value=5_000, allow_nan=False)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(min_value=1, max_value=10**6),
    bool: st.booleans(),
    float: _coordinates,
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    date: st.dates(),
}


@st.composite
def _evidence(draw: st.DrawFn) -> Evidence:
    start = draw(st.integers(0, len(TEXT)))
    end = draw(st.integers(start, len(TEXT)))
    boxes = st.none() | st.tuples(_coordinates, _coordinates, _coordinates, _coordinates)
    page = draw(st.none() | st.integers(1, 99))
    return Evidence(start, end, TEXT[start:end], page, draw(boxes), draw(st.text(max_size=6)))


def _of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for one annotation of the dataclasses."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is Evidence:
        return _evidence()
    if hint is Source:
        digits = st.text("0123456789abcdef", min_size=64, max_size=64)
        return st.builds(Source, st.text(max_size=8), digits, st.text(max_size=8), st.none() | st.integers(1, 99),
                         st.just(len(TEXT)))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=2).map(tuple)
    if origin in (Union, UnionType):
        return st.none() | _of(next(argument for argument in arguments if argument is not type(None)))
    hints = get_type_hints(hint)
    return st.builds(hint, **{field.name: _of(hints[field.name]) for field in fields(hint)})


_hints = get_type_hints(TaskBreakdown)
BREAKDOWNS = st.builds(
    TaskBreakdown,
    **{field.name: st.deferred(lambda name=field.name: _of(_hints[name])) for field in fields(TaskBreakdown)}
    | {"schema_version": st.just(SCHEMA_VERSION), "text": st.just(TEXT)},
)
_VALIDATOR = jsonschema.Draft202012Validator(json_schema())
_CALM = settings(
    max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@_CALM
@given(BREAKDOWNS)
def test_what_is_dumped_loads_as_it_was(breakdown: TaskBreakdown) -> None:
    assert loads(dumps(breakdown)) == breakdown


@_CALM
@given(BREAKDOWNS)
def test_the_dictionary_says_what_the_text_says(breakdown: TaskBreakdown) -> None:
    assert json.loads(dumps(breakdown)) == to_json_dict(breakdown)


@_CALM
@given(BREAKDOWNS)
def test_every_breakdown_satisfies_the_schema(breakdown: TaskBreakdown) -> None:
    assert list(_VALIDATOR.iter_errors(to_json_dict(breakdown))) == []
