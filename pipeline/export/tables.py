"""A breakdown as rows of the combined tables: plain values, before anything is said of a file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.breakdown import Deadline, Evidence, Official, Section, Target, Task, TaskBreakdown
from schemas.diagnostics import BY_CODE

Cell = str | int | Decimal | bool | date | None
Row = tuple[Cell, ...]
Rows = dict[str, list[Row]]

JOIN = "、"


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: `message` says why and what to do; sha256 is None if no bytes were read."""

    name: str
    message: str
    sha256: str | None = None


def document_id(name: str, sha256: str | None) -> str:
    """Return the name a document has in all tables.

    >>> document_id("通知.docx", "0844ad87fabd1d8b9680f2a2")
    '0844ad87fabd-通知.docx'
    """
    return f"{(sha256 or 'unread')[:12]}-{name}"


def rows_of(breakdown: TaskBreakdown, identity: str | None = None) -> Rows:
    """Return the rows of every table, cells in the order of its columns. `identity` replaces the document's id."""
    source = breakdown.source
    context = _Context(breakdown, identity or document_id(source.name, source.sha256))
    return {
        "tasks": [_task(context, task) for task in breakdown.tasks],
        "targets": list(_targets(context)),
        "parties": [row for task in breakdown.tasks for row in _parties(context, task)],
        "sections": list(_sections(context)),
        "documents": [document_row(breakdown, context.identity)],
        "diagnostics": list(_diagnostics(context)),
    }


def failed_row(failure: Failure, identity: str | None = None) -> Row:
    """Return the row of the documents table for a document that could not be read."""
    name = identity or document_id(failure.name, failure.sha256)
    empty: Row = (None,) * 21
    return (failure.name, "failed", failure.message, *empty, failure.sha256, None, name)


def titles_of(breakdown: TaskBreakdown) -> dict[str, str]:
    """Return the sections by their ids, as a cell names them: number and title."""
    return {section.id: (section.label or "") + section.title for section in breakdown.sections}


class _Context:
    """What every row of one document needs."""

    __slots__ = ("breakdown", "identity", "sections", "titles", "year")

    def __init__(self, breakdown: TaskBreakdown, identity: str) -> None:
        self.breakdown = breakdown
        self.identity = identity
        self.year = breakdown.header.plan_year
        self.sections: dict[str, Section] = {section.id: section for section in breakdown.sections}
        self.titles = titles_of(breakdown)

    def key(self, own: str | int) -> str:
        return f"{self.identity}/{own}"

    def section_key(self, own: str | None) -> str | None:
        """Return the key of a section that the document has; None for one it does not have."""
        return self.key(own) if own in self.sections else None

    def standing(self, task: Task | None) -> Row:
        """Return the cells document, plan_year, section, number, task."""
        name = self.breakdown.source.name
        if task is None:
            return (name, self.year, None, None, None)
        return (name, self.year, self.titles.get(task.section or ""), task.number, task.title)


def _task(context: _Context, task: Task) -> Row:
    departments = {role: [d.name for d in task.departments if d.role == role] for role in DEPARTMENT_ROLES}
    return (
        *context.standing(task),
        task.body or None,
        *(_joined(called(o) for o in task.lead_officials if o.role == role) for role in OFFICIAL_ROLES),
        *(_joined(names) for names in departments.values()),
        _joined((deadline.text for deadline in task.deadlines), "；"),
        last_day(task.deadlines),
        len(task.targets),
        len(task.measures),
        *_place(task.evidence),
        context.identity,
        task.id,
        context.key(task.id),
        context.section_key(task.section),
    )


OFFICIAL_ROLES = ("lead", "responsible", "in_charge", "contact")
DEPARTMENT_ROLES = ("lead", "responsible", "supporting")


def _targets(context: _Context) -> Iterator[Row]:
    for task in context.breakdown.tasks:
        for target in task.targets:
            yield _target(context, task, "target", target)
    for target in context.breakdown.targets:
        yield _target(context, None, "target", target)
    for target in context.breakdown.results:
        yield _target(context, None, "result", target)


def _target(context: _Context, task: Task | None, kind: str, target: Target) -> Row:
    deadline, normalized = target.deadline, target.normalized
    return (
        *context.standing(task),
        kind,
        target.action,
        target.indicator,
        target.comparator,
        target.value,
        target.value_max,
        target.unit,
        target.measure,
        target.baseline,
        target.per,
        *((None, None) if deadline is None else (deadline.text, deadline.end)),
        target.modality,
        *((None, None, None) if normalized is None else (normalized.value, normalized.value_max, normalized.unit)),
        *_place(target.evidence),
        context.identity,
        target.id,
        context.key(target.id),
        None if task is None else context.key(task.id),
    )


def _parties(context: _Context, task: Task) -> Iterator[Row]:
    standing, key = context.standing(task), context.key(task.id)
    for position, official in enumerate(task.lead_officials, 1):
        yield (
            *standing, "official", official.name, official.title, official.role, official.label, None, position,
            *_place(official.evidence), context.identity, f"{key}/official/{position}", key,
        )
    for position, department in enumerate(task.departments, 1):
        yield (
            *standing, "department", department.name, None, department.role, department.label, department.collective,
            position, *_place(department.evidence), context.identity, f"{key}/department/{position}", key,
        )


def _sections(context: _Context) -> Iterator[Row]:
    held = Counter(task.section for task in context.breakdown.tasks)
    for section in context.breakdown.sections:
        yield (
            context.breakdown.source.name, context.year, section.label, section.title, section.level, held[section.id],
            *_place(section.evidence), context.identity, section.id, context.key(section.id),
            context.section_key(section.parent),
        )


def document_row(breakdown: TaskBreakdown, identity: str) -> Row:
    """Return the row of a document, which has this id."""
    source, header, declared = breakdown.source, breakdown.header, breakdown.declared
    severities = Counter(diagnostic.severity for diagnostic in breakdown.diagnostics)
    return (
        source.name,
        breakdown.status,
        None,
        header.plan_year,
        header.title,
        header.plan_title,
        header.document_number,
        header.issuer,
        header.signatory,
        _joined(header.addressees),
        header.issued_on,
        declared.sections,
        declared.tasks,
        len(breakdown.sections),
        len(breakdown.tasks),
        sum(len(task.targets) for task in breakdown.tasks) + len(breakdown.targets),
        len(breakdown.results),
        breakdown.account.unexplained,
        sum(number.number_class == "unexplained" for number in breakdown.numbers),
        severities["error"],
        severities["warning"],
        source.pages,
        source.characters,
        source.media_type,
        source.sha256,
        breakdown.schema_version,
        identity,
    )


def _diagnostics(context: _Context) -> Iterator[Row]:
    for position, diagnostic in enumerate(context.breakdown.diagnostics, 1):
        kind = BY_CODE.get(diagnostic.code)
        yield (
            context.breakdown.source.name,
            diagnostic.severity,
            diagnostic.code,
            diagnostic.task,
            diagnostic.message,
            None if kind is None else kind.advice,
            *_place(diagnostic.evidence),
            context.identity,
            context.key(position),
        )


def _place(evidence: Evidence | None) -> Row:
    """Return the cells page, quote, rule, start, end."""
    if evidence is None:
        return (None,) * 5
    return (evidence.page, evidence.quote or None, evidence.rule, evidence.start, evidence.end)


def _joined(names: Iterator[str] | list[str] | tuple[str, ...], by: str = JOIN) -> str | None:
    """Return names in one cell, or None for none: an empty cell is absent, never empty text."""
    return by.join(names) or None


def called(official: Official) -> str:
    """Return an official as a clerk lists them: the name, the post beside it where the document gives one."""
    return official.name if official.title is None else f"{official.name}（{official.title}）"


def last_day(deadlines: tuple[Deadline, ...]) -> date | None:
    """Return the last day of the latest deadline that can be dated."""
    return max((deadline.end for deadline in deadlines if deadline.end is not None), default=None)
