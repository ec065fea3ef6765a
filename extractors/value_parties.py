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


def party_spans(drafts: Iterable[TaskDraft]) -> list[tuple[int, int]]:
    """Return where the parties of tasks stand."""
    found: list[tuple[int, int]] = []
    for draft in drafts:
        for clause in draft.clauses:
            found.extend([(party.start, party.end) for party in clause.officials])
            found.extend([(party.start, party.end) for party in clause.departments])
        found.extend([(party.start, party.end) for party in draft.officials])
        found.extend([(party.start, party.end) for party in draft.departments])
    return found


def item_numbers(folded: str, parties: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the numbers that count parties in their list: 责任单位:(1.)市发改委 (2.)市财政局."""
    found: list[tuple[int, int]] = []
    for start, _ in parties:
        if folded[start - 1 : start] in (".", "、", ")") and folded[start - 2 : start - 1].isdecimal():
            first = start - 3 if folded[start - 3 : start - 2].isdecimal() else start - 2
            found.append((first, start - 1))
    return found


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
