"""Sections and tasks as spans: what the outline decides, before names and values are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.fields.findings import Clause, DepartmentFinding, OfficialFinding
from extractors.outline.tree import Span
from schemas.records import quick


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A heading: `key` names it among the drafts, `parent` is the key of the section around it."""

    key: int
    parent: int | None
    label: Span
    title: Span
    level: int
    reviews_past: bool
    holds_text: bool


@quick
@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task: `text` are the stretches of its body without number, title and clauses.

    `clauses` are its own and those it takes over from its parent; a table row brings `officials`, `departments` and
    `times` from its cells instead, and `remarks` are its cells that say nothing of the work (资金, 地点);
    `dues` are cells of the text with the heading that says when they are due (一季度).
    `lacks_clause` says that its siblings have one and it has none.
    """

    span: Span
    label: Span
    number: str | None
    value: int
    style: str
    title: Span
    text: tuple[Span, ...]
    section: int | None
    clauses: tuple[Clause, ...] = ()
    officials: tuple[OfficialFinding, ...] = ()
    departments: tuple[DepartmentFinding, ...] = ()
    times: tuple[Span, ...] = ()
    lacks_clause: bool = False
    remarks: tuple[Span, ...] = ()
    dues: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything the outline decides; `prose` are paragraphs of no task, each with the section it stands in."""

    sections: tuple[SectionDraft, ...]
    tasks: tuple[TaskDraft, ...]
    prose: tuple[tuple[Span, int | None], ...]


class FindClauses(Protocol):
    """Finds the clauses of a stretch; `expected` says that the stretch's siblings have one."""

    def __call__(self, start: int, end: int, *, expected: bool = False) -> tuple[Clause, ...]:
        """Return the clauses in order."""
        ...
