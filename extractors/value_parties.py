"""Turn the parties that a task's clauses and cells name into values with evidence, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractors.fields.findings import DepartmentFinding, OfficialFinding
from extractors.outline.drafts import TaskDraft
from extractors.reading.text import Reading
from schemas.breakdown import Department, Official
from schemas.records import maker

_department_of = maker(Department)
_official_of = maker(Official)

Party = TypeVar("Party", OfficialFinding, DepartmentFinding)


def officials_of(reading: Reading, draft: TaskDraft) -> tuple[Official, ...]:
    """Return the officials of a task."""
    evidence = reading.evidence
    named = [clause.officials for clause in draft.clauses]
    return tuple(
        [
            _official_of(found.name, found.title, found.role, found.label, evidence(found.start, found.end, found.rule))
            for found in _once([*named, draft.officials])
        ]
    )


def departments_of(reading: Reading, draft: TaskDraft) -> tuple[Department, ...]:
    """Return the departments of a task."""
    evidence = reading.evidence
    named = [clause.departments for clause in draft.clauses]
    return tuple(
        [
            _department_of(found.name, found.role, found.label, found.collective, evidence(found.start, found.end, found.rule))
            for found in _once([*named, draft.departments])
        ]
    )


def _once(groups: Iterable[Sequence[Party]]) -> list[Party]:
    """Return everyone named, the same name in the same role once, where it stands first."""
    kept: list[Party] = []
    seen: set[tuple[str, str]] = set()
    for group in groups:
        for finding in group:
            key = (finding.name, finding.role)
            if key not in seen:
                seen.add(key)
                kept.append(finding)
    return kept
