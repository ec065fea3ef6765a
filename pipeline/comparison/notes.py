"""Say what a reader must know of a comparison as a whole: one document twice, one year twice, other offices, no tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparison.grams import pairs_of
from schemas.breakdown import TaskBreakdown
from schemas.comparison import Note


def find_notes(before: TaskBreakdown, after: TaskBreakdown, unused: Sequence[str] = ()) -> tuple[Note, ...]:
    """Return what is odd about comparing these two; the comparison stands all the same."""
    return (*_notes(before, after), *(Note("unused_link", message) for message in unused))


def _notes(before: TaskBreakdown, after: TaskBreakdown) -> Iterator[Note]:
    names = f"{before.source.name} and {after.source.name}"
    if before.source.sha256 == after.source.sha256 or (before.text and before.text == after.text):
        yield Note("same_document", f"{names} are the same document: nothing can have changed. Give two years' documents.")
        return
    old, new = before.header.plan_year, after.header.plan_year
    if old is not None and new is not None:
        if old == new:
            yield Note("same_year", f"{names} are both for {old}: this compares two plans of one year, not two years.")
        elif old > new:
            yield Note("backwards", f"{before.source.name} is for {old}, {after.source.name} for {new}: the first one given "
                                    "is taken as the older. Give the older document first.")
        elif new > old + 1:
            yield Note("gap", f"{before.source.name} is for {old}, {after.source.name} for {new}: results reported in "
                              "the newer one are of another year, so no outcome is judged.")
    if _other_offices(before, after):
        yield Note("other_office", f"{before.source.name} is of {_issuer(before)}, {after.source.name} of {_issuer(after)}: "
                                   "tasks of different offices are compared by their content all the same.")
    for breakdown in (before, after):
        if not breakdown.tasks:
            what = "its targets outside tasks are compared" if breakdown.targets else "there is nothing in it to compare"
            yield Note("no_tasks", f"{breakdown.source.name} has no task; {what}.")


def _issuer(breakdown: TaskBreakdown) -> str | None:
    return breakdown.header.issuer or breakdown.header.signatory


def _other_offices(before: TaskBreakdown, after: TaskBreakdown) -> bool:
    """Tell whether two offices are named that cannot be one: neither holds the other, and most of the names differ."""
    old, new = _issuer(before), _issuer(after)
    if not old or not new:
        return False
    a, b = pairs_of(old), pairs_of(new)
    # A merged or renamed office (政务服务管理局, 政务服务和数据管理局) keeps most of its name.
    return not a or not b or len(a & b) / min(len(a), len(b)) < 0.5
