"""A comparison to JSON and back, as year_comparison.schema.json publishes it."""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from schemas.comparison import Chain, Comparison, Series
from schemas.errors import UnreadableFile

T = TypeVar("T")
# Any, throughout: a JSON value of which nothing is known until it has been checked.


def dumps(comparison: Comparison | Chain) -> str:
    """Return the contract's JSON: two spaces a level, characters as they are, a newline at the end; always the same."""
    return json.dumps(to_json_dict(comparison), ensure_ascii=False, indent=2) + "\n"


def to_json_dict(comparison: Comparison | Chain) -> dict[str, Any]:
    """Return the dictionary of the contract: whole values as int, others as float."""
    plain: dict[str, Any] = _plain(comparison)
    return plain


def loads(text: str, name: str = "comparison.json") -> Comparison | Chain:
    """Return the comparison or chain that `text` holds; `name` is the file that errors speak of.

    Fields that the contract does not know are ignored. Raise UnreadableFile, naming the field, where the text is no
    JSON, a field is missing or of the wrong type.
    """
    try:
        parsed = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(name, f"is not valid JSON ({error}). Compare the documents again.") from error
    try:
        chained = isinstance(parsed, dict) and "steps" in parsed
        built: Comparison | Chain = _build(Chain if chained else Comparison, parsed, "comparison")
    except _Misfit as error:
        raise UnreadableFile(name, f"{error}. Compare the documents again.") from error
    return built


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a comparison, as published."""
    text = files("schemas").joinpath("year_comparison.schema.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


class _Misfit(ValueError):
    """A value is not what its field holds."""


def _plain(value: Any) -> Any:
    if isinstance(value, Series):
        return {"indicator": value.indicator, "unit": value.unit,
                "values": {year: _plain(number) for year, number in value.values}}  # fmt: skip
    if is_dataclass(value):
        shape: Any = type(value)
        return {name: _plain(getattr(value, name)) for name in _names(shape)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@cache
def _names(shape: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape))


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


def _build(hint: Any, value: Any, path: str) -> Any:
    """Return `value` as what the annotation says, or raise _Misfit with the path of what does not fit."""
    if hint is Series:
        return _series(value, path)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint, value, path)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _build(inner, value, path)
    if origin is tuple:
        if not isinstance(value, list):
            raise _Misfit(f"{path} is no list")
        return tuple(_build(arguments[0], item, f"{path}[{at}]") for at, item in enumerate(value))
    if origin is Literal:
        if value not in arguments:
            raise _Misfit(f"{path} is none of {', '.join(arguments)}")
        return value
    return _scalar(hint, value, path)


def _scalar(hint: Any, value: Any, path: str) -> Any:
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    if hint is Decimal and number:
        return Decimal(value)
    if hint is float and number:
        return float(value)
    if hint in (str, bool, int) and type(value) is hint:
        return value
    raise _Misfit(f"{path} is no {hint.__name__}")


def _record(shape: type[T], value: Any, path: str) -> T:
    if not isinstance(value, dict):
        raise _Misfit(f"{path} is no object")
    found = {}
    kind: Any = shape
    for field in fields(kind):
        if field.name in value:
            found[field.name] = _build(_hints(kind)[field.name], value[field.name], f"{path}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _Misfit(f"{path}.{field.name} is missing")
    return shape(**found)


def _series(value: Any, path: str) -> Series:
    if not isinstance(value, dict) or not isinstance(value.get("values"), dict):
        raise _Misfit(f"{path} is no series")
    values = tuple(
        (year, _build(Decimal | None, number, f"{path}.values.{year}")) for year, number in value["values"].items()
    )
    return Series(_build(str, value.get("indicator"), f"{path}.indicator"),
                  _build(str | None, value.get("unit"), f"{path}.unit"), values)  # fmt: skip
