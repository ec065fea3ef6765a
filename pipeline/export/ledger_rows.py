"""A breakdown as rows of the ledger's sheets, and the parties that get a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.export.columns import TARGETS, TASKS
from pipeline.export.ledger import Ledger, LedgerColumn
from pipeline.export.tables import Cell, Row, rows_of
from schemas.breakdown import Target, Task, TaskBreakdown

PartyKind = Literal["department", "official"]

_TASK_NAMES = tuple(column.name for column in TASKS.columns)
_TARGET_NAMES = tuple(column.name for column in TARGETS.columns)


@dataclass(frozen=True, slots=True)
class Answering:
    """A department or official that answers for a task; `role` in the ledger's words, several joined by 、."""

    kind: PartyKind
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class LedgerTask:
    """One row of the tasks sheet, in the order of the ledger's columns, and who answers for it."""

    cells: Row
    parties: tuple[Answering, ...]


def task_rows(breakdown: TaskBreakdown, ledger: Ledger) -> Iterator[LedgerTask]:
    """Yield a row for each task; sequence and party_role, which depend on the sheet, stay empty."""
    shared = _shared(breakdown)
    for task, row in zip(breakdown.tasks, rows_of(breakdown)["tasks"], strict=True):
        values = dict(zip(_TASK_NAMES, row, strict=True)) | shared | _parties(task)
        values["target_list"] = "；".join(in_words(target, ledger) for target in task.targets) or None
        yield LedgerTask(_pick(values, ledger.tasks, ledger), tuple(_answering(task, ledger)))


def target_rows(breakdown: TaskBreakdown, ledger: Ledger) -> Iterator[Row]:
    """Yield a row for each target and result, in the order of the ledger's columns."""
    shared = _shared(breakdown)
    tables = rows_of(breakdown)
    ends = {row[_TASK_NAMES.index("task_id")]: row[_TASK_NAMES.index("deadline_end")] for row in tables["tasks"]}
    owners = [task for task in breakdown.tasks for _ in task.targets]
    others = len(breakdown.targets) + len(breakdown.results)
    for owner, row in zip([*owners, *(None,) * others], tables["targets"], strict=True):
        values = dict(zip(_TARGET_NAMES, row, strict=True)) | shared
        if owner is not None:
            values |= _parties(owner) | {"task_deadline_end": ends[owner.id]}
        yield _pick(values, ledger.targets, ledger)


def in_words(target: Target, ledger: Ledger) -> str:
    """Return a target in one phrase: 新建社区助餐点2家, 满意率不少于95%."""
    words = "" if target.comparator in ("exactly", "about", "range") else ledger.words["comparator"].get(target.comparator, "")
    value = f"{target.value:f}" + ("" if target.value_max is None else f"—{target.value_max:f}")
    after = ledger.words["comparator"].get("about", "") if target.comparator == "about" else ""
    return f"{target.action or ''}{target.indicator}{words}{value}{target.unit or ''}{after}"


def _shared(breakdown: TaskBreakdown) -> dict[str, Cell]:
    header = breakdown.header
    return {
        "issuer": header.issuer or header.signatory,
        "plan_title": header.plan_title or header.title,
        "document_number": header.document_number,
    }


def _parties(task: Task) -> dict[str, Cell]:
    officials = dict.fromkeys(official.name for official in task.lead_officials)
    departments = dict.fromkeys(department.name for department in task.departments)
    return {"officials": "、".join(officials) or None, "departments": "、".join(departments) or None}


def _answering(task: Task, ledger: Ledger) -> Iterator[Answering]:
    roles = ledger.words["role"]
    named: dict[tuple[PartyKind, str], dict[str, None]] = {}
    for department in task.departments:
        named.setdefault(("department", department.name), {})[roles.get(department.role, department.role)] = None
    for official in task.lead_officials:
        named.setdefault(("official", official.name), {})[roles.get(official.role, official.role)] = None
    for (kind, name), words in named.items():
        yield Answering(kind, name, "、".join(words))


def _pick(values: dict[str, Cell], columns: tuple[LedgerColumn, ...], ledger: Ledger) -> Row:
    return tuple(_worded(values.get(column.field or ""), column.field, ledger) for column in columns)


def _worded(value: Cell, field: str | None, ledger: Ledger) -> Cell:
    words = ledger.words.get(field or "")
    return words.get(value, value) if words and isinstance(value, str) else value
