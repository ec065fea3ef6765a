"""A breakdown as rows of the SQLite tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.export.fulltext import terms
from pipeline.export.tables import Failure
from schemas.breakdown import Box, Deadline, Evidence, Target, Task, TaskBreakdown

Value = str | int | float | None
Row = tuple[Value, ...]
Batches = Iterator[tuple[str, list[Row]]]


def failed(failure: Failure, identity: str) -> Row:
    """Return the row of documents for a document that could not be read."""
    return (identity, failure.name, "failed", failure.message, *(None,) * 12, failure.sha256, *(None,) * 7)


def batches(breakdown: TaskBreakdown, identity: str) -> Batches:
    """Yield each table's name with the document's rows, a table after those it refers to."""
    tasks = [(f"{identity}/{task.id}", task) for task in breakdown.tasks]
    sections = {section.id: f"{identity}/{section.id}" for section in breakdown.sections}
    yield "documents", [_document(breakdown, identity)]
    yield "addressees", [(identity, at, name) for at, name in enumerate(breakdown.header.addressees, 1)]
    yield "sections", [
        (sections[s.id], identity, s.id, at, sections.get(s.parent or ""), s.label, s.title, s.level, *_place(s.evidence))
        for at, s in enumerate(breakdown.sections, 1)
    ]
    yield "tasks", [
        (key, identity, t.id, at, sections.get(t.section or ""), t.number, t.title, t.body, *_place(t.evidence))
        for at, (key, t) in enumerate(tasks, 1)
    ]
    yield from _of_tasks(tasks)
    yield "targets", [*_targets(tasks, breakdown.targets, identity)]
    yield "results", [
        (f"{identity}/{r.id}", identity, r.id, *_quantity(at, r)) for at, r in enumerate(breakdown.results, 1)
    ]
    yield "numbers", [
        (identity, at, n.text, n.number_class, *_place(n.evidence)) for at, n in enumerate(breakdown.numbers, 1)
    ]
    yield "furniture", [(identity, at, f.kind, f.text, f.page) for at, f in enumerate(breakdown.furniture, 1)]
    yield "diagnostics", [
        (identity, at, d.severity, d.code, d.message, d.task, *_place(d.evidence))
        for at, d in enumerate(breakdown.diagnostics, 1)
    ]


def sentences(breakdown: TaskBreakdown, identity: str) -> Iterator[Row]:
    """Yield document, task, section, start, end and terms of every sentence of the text, in order.

    A sentence ends at 。！？； or a line's end, and where a task or a section begins or ends; it belongs to the task
    it stands in, and to that task's section or the last section whose heading stands before it.
    """
    text = breakdown.text
    keys = {section.id for section in breakdown.sections}
    owners: list[tuple[int, int, str | None, str | None]] = [
        (task.evidence.start, task.evidence.end, task.id, task.section if task.section in keys else None)
        for task in breakdown.tasks
    ]
    owners += [(s.evidence.start, s.evidence.end, None, s.id) for s in breakdown.sections]
    owners.sort(key=lambda owner: (owner[0], -owner[1]))
    section: str | None = None
    at = 0
    for start, end, task, own in [*owners, (len(text), len(text), None, None)]:
        # What stands before this owner, then the owner itself; one inside another keeps what is left to it.
        yield from _cut(text, at, start, identity, None, section)
        section = own if task is None else section
        yield from _cut(text, max(at, start), end, identity, task, own)
        at = max(at, end)


def _cut(text: str, start: int, end: int, identity: str, task: str | None, section: str | None) -> Iterator[Row]:
    for match in _sentence().finditer(text, start, end):
        yield (
            identity, task and f"{identity}/{task}", section and f"{identity}/{section}", match.start(), match.end(),
            terms(match[0]),
        )


@cache
def _sentence() -> re.Pattern[str]:
    """新建站点2家。   年底前完成；   （牵头领导：林岚） at the end of a line."""
    return re.compile(r"[^\s。！？；!?;][^\n。！？；!?;]*+[。！？；!?;]*+[”’）)]*+")


def _document(breakdown: TaskBreakdown, identity: str) -> Row:
    source, header, declared, account = breakdown.source, breakdown.header, breakdown.declared, breakdown.account
    return (
        identity, source.name, breakdown.status, None, header.plan_year, header.title, header.plan_title,
        header.document_number, header.issuer, header.signatory, _iso(header.issued_on), declared.sections, declared.tasks,
        source.pages, source.characters, source.media_type, source.sha256, breakdown.schema_version,
        account.header, account.section, account.task, account.prose, account.unexplained, breakdown.text,
    )


def _of_tasks(tasks: list[tuple[str, Task]]) -> Batches:
    yield "measures", [
        (key, at, m.text, *_place(m.evidence)) for key, task in tasks for at, m in enumerate(task.measures, 1)
    ]
    yield "officials", [
        (key, at, o.name, o.title, o.role, o.label, *_place(o.evidence), o.post)
        for key, task in tasks
        for at, o in enumerate(task.lead_officials, 1)
    ]
    yield "departments", [
        (key, at, d.name, d.role, d.label, int(d.collective), *_place(d.evidence), d.full_name, _array(d.members))
        for key, task in tasks
        for at, d in enumerate(task.departments, 1)
    ]
    yield "deadlines", [
        (key, at, d.text, _iso(d.start), _iso(d.end), *_place(d.evidence))
        for key, task in tasks
        for at, d in enumerate(task.deadlines, 1)
    ]


def _targets(tasks: list[tuple[str, Task]], others: tuple[Target, ...], identity: str) -> Iterator[Row]:
    owned = [(key, task.targets) for key, task in tasks]
    for key, targets in [*owned, (None, others)]:
        for at, target in enumerate(targets, 1):
            yield (f"{identity}/{target.id}", identity, target.id, key, *_quantity(at, target))


def _quantity(position: int, target: Target) -> Row:
    normalized = target.normalized
    return (
        position, target.action, target.indicator, target.comparator, _number(target.value), _number(target.value_max),
        target.unit, target.measure, _number(target.baseline), target.per, *_time(target.deadline), target.modality,
        *((None, None, None) if normalized is None
          else (_number(normalized.value), _number(normalized.value_max), normalized.unit)),
        *_place(target.evidence),
    )


def _time(deadline: Deadline | None) -> Row:
    return (None, None, None) if deadline is None else (deadline.text, _iso(deadline.start), _iso(deadline.end))


def _place(evidence: Evidence | None) -> Row:
    if evidence is None:
        return (None,) * 6
    return (evidence.start, evidence.end, evidence.quote, evidence.page, _array(evidence.bbox), evidence.rule)


def _array(values: tuple[str, ...] | Box | None) -> str | None:
    """Return values as a JSON array, none as NULL."""
    return json.dumps(values, ensure_ascii=False) if values else None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
