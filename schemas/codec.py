"""A breakdown to JSON and back, checked field by field: the one module that knows pydantic."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from schemas.breakdown import SCHEMA_VERSION, TaskBreakdown
from schemas.errors import UnreadableFile
from schemas.evidence import lying_evidence
from schemas.printing import print_breakdown, print_parts

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# Any, throughout: a JSON value of which nothing is known until it has been checked.


def dumps(breakdown: TaskBreakdown) -> str:
    """Return the contract's JSON: a record a line, characters as they are, a newline at the end; always the same.

    Raise ValueError if a value is not a finite number.
    """
    return print_breakdown(breakdown) + "\n"


def encode(breakdown: TaskBreakdown) -> bytes:
    """Return the JSON file of a breakdown. A file name that is no UTF-8 holds characters without a form: \\udcb9."""
    return b"".join([part.encode("utf-8", "backslashreplace") for part in (*print_parts(breakdown), "\n")])


def to_json_dict(breakdown: TaskBreakdown) -> dict[str, Any]:
    """Return the dictionary that the JSON text parses to: dates as ISO text, whole values as int, others as float."""
    parsed: dict[str, Any] = json.loads(print_breakdown(breakdown))
    return parsed


def loads(text: str, name: str = "breakdown.json") -> TaskBreakdown:
    """Return the breakdown that `text` holds; `name` is the file that errors speak of.

    Fields that the contract does not know are ignored. Raise UnreadableFile, naming the field, where the text is
    no JSON, a field is missing or of the wrong type, or an evidence does not quote what stands in the text.
    """
    parsed = _parse(text, name)
    _check_version(parsed, name)
    _to_attributes(parsed, name)
    breakdown = _validate(parsed, name)
    lying = lying_evidence(breakdown)
    if lying:
        raise UnreadableFile(name, f"{lying[0]} does not quote the text at its offsets. Extract the document again.")
    return breakdown


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the breakdown, as `task_breakdown.schema.json` publishes it."""
    from schemas.json_schema import describe_breakdown

    return describe_breakdown()


class _Written(float):
    """A JSON number with its digits, because a float forgets them: 0.12345678901234567890."""

    written: str

    def __new__(cls, written: str) -> _Written:
        number = super().__new__(cls, written)
        number.written = written
        return number


def _parse(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_float=_Written, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(name, f"is not valid JSON ({error}). Extract the document again.") from error


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _check_version(parsed: Any, name: str) -> None:
    """Refuse a breakdown of another major version: its fields may mean something else."""
    version = parsed.get("schema_version") if isinstance(parsed, dict) else None
    known = SCHEMA_VERSION.partition(".")[0]
    if isinstance(version, str) and version.partition(".")[0] != known:
        raise UnreadableFile(name, f"schema_version: {version} is not {known}.x. Use the fenjie that wrote it.")


def _to_attributes(parsed: Any, name: str) -> None:
    """Turn the contract's fields into the breakdown's attributes, in place; wrong shapes are left for the check."""
    if not isinstance(parsed, dict):
        return
    parsed.setdefault("furniture", [])
    for _, number in _records(parsed, "numbers", ""):
        if "class" in number:
            number["number_class"] = number.pop("class")
    for group in ("targets", "results"):
        for path, target in _records(parsed, group, ""):
            _target_to_attributes(target, path, name)
    for task_path, task in _records(parsed, "tasks", ""):
        for path, target in _records(task, "targets", f"{task_path}."):
            _target_to_attributes(target, path, name)


def _target_to_attributes(target: dict[str, Any], path: str, name: str) -> None:
    target.setdefault("modality", None)
    target.setdefault("normalized", None)
    _exact(target, ("value", "value_max", "baseline"), path, name)
    if isinstance(target["normalized"], dict):
        _exact(target["normalized"], ("value", "value_max"), f"{path}.normalized", name)
    end, whole = target.get("deadline"), target.pop("deadline_evidence", None)
    if whole is not None:
        target["deadline"] = whole
    elif isinstance(end, str):
        # Written by another hand, which knows the date but not its wording: the target's own place is the nearest.
        target["deadline"] = {"text": end, "start": None, "end": end, "evidence": target.get("evidence")}


def _exact(record: dict[str, Any], fields: tuple[str, ...], path: str, name: str) -> None:
    """Give numbers as their digits; a string is refused here because digits are strings from here on."""
    for field in fields:
        value = record.get(field)
        if isinstance(value, str):
            raise UnreadableFile(name, f"{path}.{field}: {value!r} is a text. Write a number.")
        if isinstance(value, _Written):
            record[field] = value.written


def _records(parent: dict[str, Any], field: str, prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    items = parent.get(field)
    if isinstance(items, list):
        for at, item in enumerate(items):
            if isinstance(item, dict):
                yield f"{prefix}{field}[{at}]", item


def _validate(parsed: Any, name: str) -> TaskBreakdown:
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(json.dumps(parsed), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise UnreadableFile(name, f"{_path(first['loc'])}: {first['msg']}. Correct this field.") from error


@cache
def _adapter() -> TypeAdapter[TaskBreakdown]:
    from pydantic import TypeAdapter

    return TypeAdapter(TaskBreakdown)


def _path(location: tuple[int | str, ...]) -> str:
    """Return a place in the JSON as people write it: tasks[0].targets[1].value."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{'class' if step == 'number_class' else step}"
    return path.lstrip(".") or "the whole"
