"""Tasks without a number: paragraphs that say who answers for them, or that have a line behind them that does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.fields.findings import Clause
from extractors.outline.drafts import FindClauses, TaskDraft
from extractors.outline.headings import RUNNING, beside, title_of
from extractors.outline.sentences import without
from extractors.outline.tree import Item, Outline, Span
from extractors.reading.text import Reading


def assigned_paragraphs(blocks: Sequence[Span], clauses: Sequence[Clause]) -> list[tuple[Span, tuple[Clause, ...]]]:
    """Return the paragraphs that hold words of their own and a clause; lines that are only a clause go with those before.

    Lines with another label (牵头单位：… and, a paragraph later, 配合单位：…) speak of one task.
    """
    firm = sorted((clause for clause in clauses if clause.rule != RUNNING), key=lambda clause: clause.start)
    starts = [clause.start for clause in firm]
    found: list[tuple[Span, tuple[Clause, ...]]] = []
    waiting: Span | None = None
    opening: str | None = None
    for start, end in blocks:
        first = bisect_left(starts, start)
        inside = tuple(firm[first : bisect_left(starts, end)])
        reaching = firm[first - 1 : first] if first and firm[first - 1].end > start else []
        held = [(clause.start, clause.end) for clause in (*reaching, *inside)]
        own = sum(last - begin for begin, last in without((start, end), held))
        if own > 8:
            waiting = (waiting[0] if waiting else start, end)
            if any(clause.assigns for clause in inside):
                found.append(((start, end), inside))
                waiting = None
            continue
        label = _label_of(inside)
        if waiting is not None and label is not None and opening in (None, label):
            found.append(((waiting[0], end), inside))
            waiting, opening = None, label
        elif held and found and (waiting is None or label is not None):
            found[-1] = ((found[-1][0][0], end), (*found[-1][1], *inside))
            waiting = None
    return found


def within(blocks: Sequence[Span], clauses: Sequence[Clause]) -> list[tuple[Clause, ...]]:
    """Return the clauses that begin in each paragraph."""
    ordered = sorted(clauses, key=lambda clause: clause.start)
    starts = [clause.start for clause in ordered]
    return [tuple(ordered[bisect_left(starts, start) : bisect_left(starts, end)]) for start, end in blocks]


def _label_of(clauses: Sequence[Clause]) -> str | None:
    """Return the first label of a line that names who answers."""
    if not any(clause.departments or (clause.assigns and clause.officials) for clause in clauses):
        return None
    clause = min(clauses, key=lambda clause: clause.start)
    named = [(official.start, official.label) for official in clause.officials]
    named.extend((department.start, department.label) for department in clause.departments)
    return min(named)[1] or ""


def paragraph_task(reading: Reading, span: Span, clauses: tuple[Clause, ...], section: int | None) -> TaskDraft:
    """Make an unnumbered task of a paragraph."""
    line = reading.folded.find("\n", *span)
    first = (span[0], span[1] if line < 0 else line)
    item = Item(0, None, "paragraph", None, 0, 1, (span[0], span[0]), (first,))
    title, after = title_of(reading, item, clauses)
    holes = [(clause.start, clause.end) for clause in clauses]
    text = tuple(beside(reading, [(after, span[1])], holes)) if after < span[1] else ()
    return TaskDraft(span, (span[0], span[0]), None, 0, "paragraph", title, text, section, clauses)


def front_tasks(
    reading: Reading, outline: Outline, find_clauses: FindClauses, *, decided: bool
) -> tuple[list[TaskDraft], list[tuple[Span, int | None]]]:
    """Read unnumbered paragraphs with clauses where a document numbers nothing; the rest of the front is prose."""
    prose: list[tuple[Span, int | None]] = []
    tasks: list[TaskDraft] = []
    for span in outline.front:
        clauses = () if decided or outline.items else find_clauses(*span)
        found = assigned_paragraphs([span], clauses) if clauses else []
        if found:
            tasks.append(paragraph_task(reading, span, found[0][1], None))
        else:
            prose.append((span, None))
    return tasks, prose
