"""Every place a breakdown points at, in one walk: what checks, draws or cuts the text starts here."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.breakdown import Evidence, Target, Task, TaskBreakdown


def each_evidence(breakdown: TaskBreakdown) -> Iterator[tuple[str, Evidence]]:
    """Yield every evidence with the path of the value it belongs to, as in `tasks[0].targets[1].evidence`."""
    if breakdown.declared.evidence is not None:
        yield "declared.evidence", breakdown.declared.evidence
    for at, section in enumerate(breakdown.sections):
        yield f"sections[{at}].evidence", section.evidence
    for at, task in enumerate(breakdown.tasks):
        yield from _of_task(f"tasks[{at}]", task)
    for group, targets in (("targets", breakdown.targets), ("results", breakdown.results)):
        for at, target in enumerate(targets):
            yield from _of_target(f"{group}[{at}]", target)
    for at, number in enumerate(breakdown.numbers):
        yield f"numbers[{at}].evidence", number.evidence
    for at, diagnostic in enumerate(breakdown.diagnostics):
        if diagnostic.evidence is not None:
            yield f"diagnostics[{at}].evidence", diagnostic.evidence


def lying_evidence(breakdown: TaskBreakdown) -> tuple[str, ...]:
    """Return the paths of all evidence whose quote is not what stands in the text at its offsets."""
    text, length = breakdown.text, len(breakdown.text)
    return tuple(
        path
        for path, evidence in each_evidence(breakdown)
        if not 0 <= evidence.start <= evidence.end <= length or text[evidence.start : evidence.end] != evidence.quote
    )


def _of_task(path: str, task: Task) -> Iterator[tuple[str, Evidence]]:
    yield f"{path}.evidence", task.evidence
    for at, measure in enumerate(task.measures):
        yield f"{path}.measures[{at}].evidence", measure.evidence
    for at, official in enumerate(task.lead_officials):
        yield f"{path}.lead_officials[{at}].evidence", official.evidence
    for at, department in enumerate(task.departments):
        yield f"{path}.departments[{at}].evidence", department.evidence
    for at, deadline in enumerate(task.deadlines):
        yield f"{path}.deadlines[{at}].evidence", deadline.evidence
    for at, target in enumerate(task.targets):
        yield from _of_target(f"{path}.targets[{at}]", target)


def _of_target(path: str, target: Target) -> Iterator[tuple[str, Evidence]]:
    yield f"{path}.evidence", target.evidence
    if target.deadline is not None:
        yield f"{path}.deadline_evidence.evidence", target.deadline.evidence
