"""Print a breakdown as JSON from one template per kind of record: much faster than asking each value its type."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from math import isfinite

from schemas.breakdown import (
    Account,
    Deadline,
    Declared,
    Department,
    Diagnostic,
    Evidence,
    Furniture,
    Header,
    Normalized,
    Number,
    Official,
    PieceOfWork,
    Section,
    Source,
    Target,
    Task,
    TaskBreakdown,
)

EVIDENCE = ("start", "end", "quote", "page", "bbox", "rule")
SOURCE = ("name", "sha256", "media_type", "pages", "characters")
HEADER = (
    "title", "plan_title", "document_number", "issuer", "signatory", "addressees", "issued_on", "plan_year",
)
DECLARED = ("sections", "tasks", "evidence")
SECTION = ("id", "label", "title", "level", "parent", "evidence")
OFFICIAL = ("name", "title", "role", "label", "evidence", "post")
DEPARTMENT = ("name", "role", "label", "collective", "evidence", "full_name", "members")
DEADLINE = ("text", "start", "end", "evidence")
NORMALIZED = ("value", "value_max", "unit")
TARGET = (
    "id", "action", "indicator", "comparator", "value", "value_max", "unit", "measure", "baseline", "per",
    "deadline", "deadline_evidence", "modality", "normalized", "evidence",
)
MEASURE = ("text", "evidence")
TASK = (
    "id", "number", "section", "title", "body", "measures", "lead_officials", "departments", "deadlines", "targets",
    "evidence",
)
NUMBER = ("text", "class", "evidence")
ACCOUNT = ("characters", "header", "section", "task", "prose", "unexplained")
FURNITURE = ("kind", "text", "page")
DIAGNOSTIC = ("code", "severity", "message", "task", "evidence")
BREAKDOWN = (
    "schema_version", "status", "source", "text", "header", "declared", "sections", "tasks", "targets", "results",
    "numbers", "account", "furniture", "diagnostics",
)


def print_breakdown(breakdown: TaskBreakdown) -> str:
    """Return the JSON text of a breakdown, set as `json.dumps(…, ensure_ascii=False, indent=2)` sets it."""
    return "".join(print_parts(breakdown))


def print_parts(breakdown: TaskBreakdown) -> list[str]:
    """Return the same text in pieces. Copying it whole costs as much as printing: who encodes it does so by the piece."""
    values: tuple[str | Iterable[str], ...] = (
        _text(breakdown.schema_version),
        _text(breakdown.status),
        _source(breakdown.source),
        _text(breakdown.text),
        _header(breakdown.header),
        _declared(breakdown.declared),
        map(_section, breakdown.sections),
        map(_task, breakdown.tasks),
        (_target(target, 2) for target in breakdown.targets),
        (_target(target, 2) for target in breakdown.results),
        map(_number, breakdown.numbers),
        _account(breakdown.account),
        map(_furniture, breakdown.furniture),
        map(_diagnostic, breakdown.diagnostics),
    )
    parts: list[str] = []
    before = "{\n  "
    for name, value in zip(BREAKDOWN, values, strict=True):
        if isinstance(value, str):
            parts.append(f'{before}"{name}": {value}')
        else:
            parts.append(f'{before}"{name}": ')
            _add_list(parts, value)
        before = ",\n  "
    parts.append("\n}")
    return parts


def _add_list(parts: list[str], printed: Iterable[str]) -> None:
    """Add what `_list` gives for a list of the whole breakdown, an item a piece."""
    before = "[\n    "
    for item in printed:
        parts.append(before + item)
        before = ",\n    "
    parts.append("\n  ]" if before[0] == "," else "[]")


def _source(source: Source) -> str:
    return _shape(SOURCE, 1) % (
        _text(source.name), _text(source.sha256), _text(source.media_type), _whole(source.pages), source.characters,
    )


def _header(header: Header) -> str:
    return _shape(HEADER, 1) % (
        _maybe(header.title),
        _maybe(header.plan_title),
        _maybe(header.document_number),
        _maybe(header.issuer),
        _maybe(header.signatory),
        _list(map(_text, header.addressees), 2),
        _day(header.issued_on),
        _whole(header.plan_year),
    )


def _declared(declared: Declared) -> str:
    evidence = "null" if declared.evidence is None else _evidence(declared.evidence, 2)
    return _shape(DECLARED, 1) % (_whole(declared.sections), _whole(declared.tasks), evidence)


def _section(section: Section) -> str:
    return _shape(SECTION, 2) % (
        _text(section.id),
        _maybe(section.label),
        _text(section.title),
        section.level,
        _maybe(section.parent),
        _evidence(section.evidence, 3),
    )


def _task(task: Task) -> str:
    return _shape(TASK, 2) % (
        _text(task.id),
        _maybe(task.number),
        _maybe(task.section),
        _text(task.title),
        _text(task.body),
        _list(map(_measure, task.measures), 3),
        _list(map(_official, task.lead_officials), 3),
        _list(map(_department, task.departments), 3),
        _list((_deadline(deadline, 4) for deadline in task.deadlines), 3),
        _list((_target(target, 4) for target in task.targets), 3),
        _evidence(task.evidence, 3),
    )


def _measure(measure: PieceOfWork) -> str:
    return _closed(MEASURE, 4, (_text(measure.text),), measure.evidence)


def _official(official: Official) -> str:
    return _shape(OFFICIAL, 4) % (
        _text(official.name),
        _maybe(official.title),
        _text(official.role),
        _maybe(official.label),
        _evidence(official.evidence, 5),
        _maybe(official.post),
    )


def _department(department: Department) -> str:
    return _shape(DEPARTMENT, 4) % (
        _text(department.name),
        _text(department.role),
        _maybe(department.label),
        "true" if department.collective else "false",
        _evidence(department.evidence, 5),
        _maybe(department.full_name),
        _list(map(_text, department.members), 5) if department.members else "[]",
    )


def _deadline(deadline: Deadline, depth: int) -> str:
    values = (_text(deadline.text), _day(deadline.start), _day(deadline.end))
    return _closed(DEADLINE, depth, values, deadline.evidence)


def _target(target: Target, depth: int) -> str:
    deadline = target.deadline
    return _closed(TARGET, depth, (
        _text(target.id),
        _maybe(target.action),
        _text(target.indicator),
        _text(target.comparator),
        _amount(target.value),
        _amount(target.value_max),
        _maybe(target.unit),
        _text(target.measure),
        _amount(target.baseline),
        _maybe(target.per),
        "null" if deadline is None else _day(deadline.end),
        "null" if deadline is None else _deadline(deadline, depth + 1),
        _maybe(target.modality),
        "null" if target.normalized is None else _normalized(target.normalized, depth + 1),
    ), target.evidence)


def _normalized(normalized: Normalized, depth: int) -> str:
    return _shape(NORMALIZED, depth) % (
        _amount(normalized.value), _amount(normalized.value_max), _maybe(normalized.unit),
    )


def _number(number: Number) -> str:
    return _closed(NUMBER, 2, (_text(number.text), _text(number.number_class)), number.evidence)


def _account(account: Account) -> str:
    return _shape(ACCOUNT, 1) % (
        account.characters, account.header, account.section, account.task, account.prose, account.unexplained,
    )


def _furniture(furniture: Furniture) -> str:
    return _shape(FURNITURE, 2) % (_text(furniture.kind), _text(furniture.text), _whole(furniture.page))


def _diagnostic(diagnostic: Diagnostic) -> str:
    return _shape(DIAGNOSTIC, 2) % (
        _text(diagnostic.code),
        _text(diagnostic.severity),
        _text(diagnostic.message),
        _maybe(diagnostic.task),
        "null" if diagnostic.evidence is None else _evidence(diagnostic.evidence, 3),
    )


def _closed(names: tuple[str, ...], depth: int, values: tuple[object, ...], evidence: Evidence) -> str:
    """Return a record of printed values and the evidence last, as most are: in one step where it has no place."""
    if evidence.page is None and evidence.bbox is None:
        return _unplaced_in(names, depth) % (
            *values, evidence.start, evidence.end, _text(evidence.quote), _text(evidence.rule),
        )
    return _shape(names, depth) % (*values, _evidence(evidence, depth + 1))


def _evidence(evidence: Evidence, depth: int) -> str:
    bbox, page = evidence.bbox, evidence.page
    if page is None and bbox is None:
        return _unplaced(depth) % (evidence.start, evidence.end, _text(evidence.quote), _text(evidence.rule))
    # A box that is not finite has no JSON form and shows no place.
    boxed = "null" if bbox is None or not isfinite(sum(bbox)) else _box(depth) % bbox
    return _shape(EVIDENCE, depth) % (
        evidence.start,
        evidence.end,
        _text(evidence.quote),
        "null" if page is None else page,
        boxed,
        _text(evidence.rule),
    )


_text = encode_basestring


def _maybe(value: str | None) -> str:
    return "null" if value is None else _text(value)


def _whole(value: int | None) -> str:
    return "null" if value is None else str(value)


def _day(value: date | None) -> str:
    return "null" if value is None else f'"{value.isoformat()}"'


def _amount(value: Decimal | None) -> str:
    """Return a value with exactly its digits, without a trailing zero: 5.50 is 5.5, 1E+3 is 1000."""
    if value is None:
        return "null"
    if not value.is_finite():
        raise ValueError(f"a value must be a finite number, not {value}")
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _list(printed: Iterable[str], depth: int) -> str:
    """Return printed values as an array whose bracket stands at `depth`."""
    items = list(printed)
    if not items:
        return "[]"
    pad = "\n" + "  " * (depth + 1)
    return f"[{pad}{(',' + pad).join(items)}\n{'  ' * depth}]"


@cache
def _shape(names: tuple[str, ...], depth: int) -> str:
    """Return the %-template of a record whose brace stands at `depth`."""
    pad = "  " * (depth + 1)
    return "{\n" + ",\n".join(f'{pad}"{name}": %s' for name in names) + "\n" + "  " * depth + "}"


@cache
def _unplaced(depth: int) -> str:
    """Return the %-template of an evidence without page and box, as all of a text without pages are."""
    return _shape(EVIDENCE, depth) % ("%s", "%s", "%s", "null", "null", "%s")


@cache
def _unplaced_in(names: tuple[str, ...], depth: int) -> str:
    """Return the %-template of a record whose last value is such an evidence."""
    return _shape(names, depth) % (*["%s"] * (len(names) - 1), _unplaced(depth + 1))


@cache
def _box(depth: int) -> str:
    """Return the %-template of a box inside an evidence at `depth`."""
    pad = "  " * (depth + 2)
    return "[\n" + ",\n".join([f"{pad}%r"] * 4) + "\n" + "  " * (depth + 1) + "]"
