"""The document checks itself: declared totals, unbroken numbering, a clause where the siblings have one, closed brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.fields.clauses import explain_doubt
from extractors.outline.drafts import Drafts, SectionDraft, TaskDraft
from extractors.outline.tree import Item, Outline, Span
from extractors.reading.brackets import scan, unopened
from extractors.reading.text import Reading
from schemas.breakdown import Declared, Diagnostic, Section, Task
from schemas.diagnostics import diagnose


def check(
    reading: Reading,
    outline: Outline,
    drafts: Drafts,
    declared: Declared,
    sections: Sequence[Section],
    tasks: Sequence[Task],
    plan_year: int | None,
) -> list[Diagnostic]:
    """Return every defect that the document's own statements and its own regularity show.

    A day without a year (2月29日) is one of `plan_year`, where that is known.
    """
    empty = _empty(reading, drafts, outline)
    return [
        *_totals(declared, len(sections_with_tasks(sections, tasks)) + sum(section.level == 1 for section in empty), len(tasks)),
        *_numbering(reading, [*_runs(outline.items), *_rows(drafts.tasks)]),
        *_clauses(reading, drafts.tasks, tasks),
        *_brackets(reading, drafts.tasks),
        *_days(reading, drafts.tasks, plan_year),
        *(_empty_section(reading, section) for section in empty),
        *([] if tasks else [diagnose("L206")]),
    ]


def _totals(declared: Declared, sections: int, tasks: int) -> list[Diagnostic]:
    """Compare the notice's own totals with what was found; a heading with nothing under it counts as found.

    One total alone may count the headings and not the tasks below them: 十件实事, each with tasks of its own.
    """
    if declared.sections is None and declared.tasks == sections:
        return []
    return [
        diagnose("L204", evidence=declared.evidence, declared=said, what=what, found=counted)
        for what, said, counted in (("sections", declared.sections, sections), ("tasks", declared.tasks, tasks))
        if said is not None and said != counted
    ]


def sections_with_tasks(sections: Sequence[Section], tasks: Sequence[Task]) -> set[str]:
    """Return the ids of the top sections in which a task stands (总体要求 and 组织保障 hold none)."""
    by_id = {section.id: section for section in sections}
    holding: set[str] = set()
    for task in tasks:
        section = by_id.get(task.section or "")
        while section is not None and section.parent is not None:
            above = by_id[section.parent]
            if above.label is None:
                break
            section = above
        if section is not None:
            holding.add(section.id)
    return holding


class _Count(NamedTuple):
    """A number that counts on from the one before it; `leap` is how far it may jump and still belong to the run."""

    value: int
    number: str | None
    label: Span
    parent: int | None
    leap: int


_MONTH_SPAN = 12
_LEAP, _ROWS_LEAP = 5, 50
"""An item that jumps further belongs to another list; the rows of a table are one list whatever is missing."""


def _numbering(reading: Reading, runs: Sequence[Sequence[_Count]]) -> list[Diagnostic]:
    """Follow the numbers of every run, on by one; a number passed over may come later."""
    found: list[Diagnostic] = []
    for run in runs:
        values = {count.value for count in run}
        passed: set[int] = set()
        for before, count in pairwise(run):
            if count.value in (1, before.value + 1):
                continue
            evidence = reading.evidence(count.label[0], count.label[1], "outline.numbering")
            if count.value == before.value and count.parent == before.parent and count.label != before.label:
                found.append(diagnose("L202", task=count.number, evidence=evidence, number=count.number))
            elif count.value < before.value and count.value in passed:
                passed.discard(count.value)
                found.append(diagnose("L208", task=count.number, evidence=evidence, number=count.number, after=before.number))
            elif before.value + 1 < count.value <= before.value + count.leap:
                between = [value for value in range(before.value + 1, count.value) if value not in passed]
                passed.update(between)
                missing = ", ".join(str(value) for value in between if value not in values)
                if missing:
                    words = {"number": missing, "before": before.number, "after": count.number}
                    found.append(diagnose("L201", task=count.number, evidence=evidence, **words))
    return sorted(found, key=lambda entry: entry.evidence.start if entry.evidence else 0)


def _runs(items: Sequence[Item]) -> list[list[_Count]]:
    """Return the numbers of every style and depth in runs, each up to where they begin afresh from one."""
    runs: list[list[_Count]] = []
    open_runs: dict[tuple[str, int], list[_Count]] = {}
    for item in items:
        if not item.value or item.style.startswith("decimal"):
            continue
        key = (item.style, item.depth)
        if key not in open_runs or item.value == 1:
            open_runs[key] = []
            runs.append(open_runs[key])
        open_runs[key].append(_Count(item.value, item.number, item.label, item.parent, _LEAP))
    return runs


def _rows(drafts: Sequence[TaskDraft]) -> list[list[_Count]]:
    """Return the numbers in the 序号 column of tables in runs, each up to where they begin afresh from one."""
    runs: list[list[_Count]] = []
    for draft in drafts:
        if draft.style != "table" or not draft.value:
            continue
        if not runs or draft.value == 1:
            runs.append([])
        runs[-1].append(_Count(draft.value, draft.number, draft.label, None, _ROWS_LEAP))
    return runs


def _clauses(reading: Reading, drafts: Sequence[TaskDraft], tasks: Sequence[Task]) -> list[Diagnostic]:
    """Name the tasks without anyone responsible among siblings that have someone, and doubtful clauses."""
    found: list[Diagnostic] = []
    for draft, task in zip(drafts, tasks, strict=True):
        name = task.number or task.title[:12]
        if draft.lacks_clause and not task.departments and not task.lead_officials:
            found.append(diagnose("L203", task=task.number, evidence=task.evidence, number=name))
        for clause in draft.clauses:
            if not clause.doubts:
                continue
            evidence = reading.evidence(clause.start, clause.end, clause.rule)
            for code, words in map(explain_doubt, clause.doubts):
                found.append(diagnose(code, task=task.number, evidence=evidence, **words))
    return found


def _brackets(reading: Reading, drafts: Sequence[TaskDraft]) -> list[Diagnostic]:
    """Name brackets that are opened in a task and never closed, and those closed and never opened."""
    found: list[Diagnostic] = []
    folded = reading.folded
    for draft in drafts:
        start, end = draft.span
        if folded.count("(", start, end) == folded.count(")", start, end) and folded.count("《", start, end) == folded.count(
            "》", start, end
        ):
            continue
        for offset in scan(folded, start, end)[1]:
            if folded[offset] in "(《〔":
                evidence = reading.evidence(offset, min(end, offset + 20), "reading.brackets")
                found.append(diagnose("L207", task=draft.number, evidence=evidence, quote=evidence.quote))
        for offset in unopened(folded, start, end):
            # 1) or a) opens a line of a list and closes nothing
            if folded[offset] in ")》〕" and _list_mark().search(folded, max(start, offset - 4), offset) is None:
                evidence = reading.evidence(max(start, offset - 20), offset + 1, "reading.brackets")
                found.append(diagnose("L209", task=draft.number, evidence=evidence, quote=evidence.quote))
    return found


@cache
def _list_mark() -> re.Pattern[str]:
    # 1)选址   一)选址   a)选址
    return re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])$")


@cache
def _day() -> re.Pattern[str]:
    # (2025年6)月31日   (2)月30日: it begins with a fixed character, which is looked for without trying every place
    return re.compile(r"月 ?(?P<day>[0-9]{1,2}) ?[日号]")


@cache
def _month() -> re.Pattern[str]:
    # 2025年6(月31日)   2(月30日)
    return re.compile(r"(?<![0-9.])(?:(?P<year>(?:19|20)[0-9]{2}) ?年 ?)?(?P<month>[0-9]{1,2}) ?$")


def _days(reading: Reading, drafts: Sequence[TaskDraft], plan_year: int | None) -> list[Diagnostic]:
    """Name the days that no calendar has."""
    found: list[Diagnostic] = []
    ordered = sorted(drafts, key=lambda draft: draft.span)
    starts = [draft.span[0] for draft in ordered]
    for match in _day().finditer(reading.folded):
        before = _month().search(reading.folded, max(0, match.start() - _MONTH_SPAN), match.start())
        if before is None:
            continue
        # without a year the 29th of February may be one
        year, month, day = int(before["year"] or plan_year or 2024), int(before["month"]), int(match["day"])
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            continue
        start = before.start()
        evidence = reading.evidence(start, match.end(), "checks.day")
        at = bisect_right(starts, start) - 1
        task = ordered[at].number if at >= 0 and start < ordered[at].span[1] else None
        found.append(diagnose("N404", task=task, evidence=evidence, text=evidence.quote))
    return found


def _empty(reading: Reading, drafts: Drafts, outline: Outline) -> list[SectionDraft]:
    """Return the headings with nothing under them, in documents whose other headings hold something.

    A numbered sentence (1. 坚持为民。) is complete in itself and no empty heading.
    """
    if not drafts.tasks:
        return []
    occupied = {draft.section for draft in drafts.tasks} | {section.parent for section in drafts.sections}
    occupied |= {section for _, section in drafts.prose} | {table.item for table in outline.tables}
    return [
        section
        for section in drafts.sections
        if section.key not in occupied
        and section.label[0] < section.label[1]
        and not section.holds_text
        and reading.folded[section.title[1] : section.title[1] + 1] in ("", "\n", "\t")
    ]


def _empty_section(reading: Reading, section: SectionDraft) -> Diagnostic:
    label = reading.text[section.label[0] : section.label[1]].strip()
    title = reading.text[section.title[0] : section.title[1]]
    evidence = reading.evidence(section.label[0], section.title[1], "outline.empty")
    return diagnose("L205", evidence=evidence, label=label, title=title)
