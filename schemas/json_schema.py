"""Write the JSON Schema of the breakdown from its dataclasses, its wording from the table of descriptions."""

from __future__ import annotations

import types
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from schemas import breakdown as shapes
from schemas import fields
from schemas.descriptions import FIELDS, RECORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Any: a JSON Schema is an open tree of strings, numbers, lists and dictionaries.
Schema = dict[str, Any]

# (name in the schema, dataclass, fields as printed); fields outside version 1.0's contract are not required.
_RECORDS: tuple[tuple[str, type, tuple[str, ...]], ...] = (
    ("source", shapes.Source, fields.SOURCE),
    ("header", shapes.Header, fields.HEADER),
    ("declared", shapes.Declared, fields.DECLARED),
    ("section", shapes.Section, fields.SECTION),
    ("task", shapes.Task, fields.TASK),
    ("measure", shapes.PieceOfWork, fields.MEASURE),
    ("official", shapes.Official, fields.OFFICIAL),
    ("department", shapes.Department, fields.DEPARTMENT),
    ("deadline", shapes.Deadline, fields.DEADLINE),
    ("target", shapes.Target, fields.TARGET),
    ("normalized", shapes.Normalized, fields.NORMALIZED),
    ("number", shapes.Number, fields.NUMBER),
    ("account", shapes.Account, fields.ACCOUNT),
    ("furniture", shapes.Furniture, fields.FURNITURE),
    ("diagnostic", shapes.Diagnostic, fields.DIAGNOSTIC),
    ("evidence", shapes.Evidence, fields.EVIDENCE),
)
_NAMES = {shape: name for name, shape, _ in _RECORDS}
_OPTIONAL = {
    ("official", "post"), ("department", "full_name"), ("department", "members"),
    ("breakdown", "furniture"), ("target", "deadline_evidence"), ("target", "modality"), ("target", "normalized"),
}
# Fields whose JSON form is not the attribute's: attribute name, or the type that is printed.
_RENAMED = {("number", "class"): "number_class"}
_RETYPED: dict[tuple[str, str], Any] = {
    ("target", "deadline"): date | None,
    ("target", "deadline_evidence"): shapes.Deadline | None,
}
_LIMITS: dict[tuple[str, str], Schema] = {
    ("source", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("source", "pages"): {"minimum": 1},
    ("section", "level"): {"minimum": 1},
    ("evidence", "page"): {"minimum": 1},
    ("furniture", "page"): {"minimum": 1},
}
_COUNTS = {"account": fields.ACCOUNT, "declared": ("sections", "tasks"), "evidence": ("start", "end"),
           "source": ("characters",)}


def describe_breakdown() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a breakdown; fields not named in it are allowed."""
    top = _record("breakdown", shapes.TaskBreakdown, fields.BREAKDOWN)
    return {
        "$schema": DIALECT,
        "$id": f"urn:fenjie:task_breakdown:{shapes.SCHEMA_VERSION}",
        "title": "Task breakdown",
        **top,
        "$defs": {name: _record(name, shape, fields) for name, shape, fields in _RECORDS},
    }


def _record(name: str, shape: type, fields: tuple[str, ...]) -> Schema:
    hints = get_type_hints(shape)
    properties: Schema = {}
    for field in fields:
        hint = _RETYPED.get((name, field)) or hints[_RENAMED.get((name, field), field)]
        limits = _LIMITS.get((name, field), {"minimum": 0} if field in _COUNTS.get(name, ()) else {})
        properties[field] = _type(hint) | limits | {"description": FIELDS[name][field]}
    return {
        "description": RECORDS[name],
        "type": "object",
        "properties": properties,
        "required": [field for field in fields if (name, field) not in _OPTIONAL],
        "additionalProperties": True,
    }


def _type(hint: Any) -> Schema:
    """Return the schema of one annotation of the dataclasses."""
    plain = _PLAIN.get(hint)
    if plain is not None:
        return dict(plain)
    if hint in _NAMES:
        return {"$ref": f"#/$defs/{_NAMES[hint]}"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _type(arguments[0])}
    if origin is tuple:
        size = len(arguments)
        return {"type": "array", "items": _type(arguments[0]), "minItems": size, "maxItems": size}
    if origin in (Union, types.UnionType):
        (one,) = (argument for argument in arguments if argument is not type(None))
        return _or_null(_type(one))
    raise TypeError(f"no JSON form is known for {hint}")


_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
}


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable
