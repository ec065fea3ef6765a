"""The document checks itself: declared totals, unbroken numbering, a clause where the siblings have one, closed brackets."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fields.clauses import explain_doubt
from extractors.outline.drafts import Drafts, SectionDraft, TaskDraft
from extractors.outline.tree import Item, Outline
from extractors.reading.brackets import scan
from extractors.reading.text import Reading
from schemas.breakdown import Declared, Diagnostic, Section, Task
from schemas.diagnostics import diagnose


def check(
    reading: Reading, outline: Outline, drafts: Drafts, declared: Declared, sections: Sequence[Section], tasks: Sequence[Task]
) -> list[Diagnostic]:
    """Return every defect that the document's own statements and its own regularity show."""
    empty = _empty(reading, drafts, outline)
    return [
        *_totals(declared, len(sections_with_tasks(sections, tasks)) + sum(section.level == 1 for section in empty), len(tasks)),
        *_numbering(reading, outline.items),
        *_clauses(reading, drafts.tasks, tasks),
        *_brackets(reading, drafts.tasks),
        *(_empty_section(reading, section) for section in empty),
        *([] if tasks else [diagnose("L206")]),
    ]


def _totals(declared: Declared, sections: int, tasks: int) -> list[Diagnostic]:
    """Compare the notice's own totals with what was found; a heading with nothing under it counts as found."""
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


def _numbering(reading: Reading, items: Sequence[Item]) -> list[Diagnostic]:
    """Follow every style of number through the document: on by one, or afresh from one."""
    found: list[Diagnostic] = []
    last: dict[tuple[str, int], Item] = {}
    for item in items:
        if not item.value or item.style.startswith("decimal"):
            continue
        key = (item.style, item.depth)
        before = last.get(key)
        last[key] = item
        if before is None or item.value == before.value + 1 or item.value == 1:
            continue
        evidence = reading.evidence(item.label[0], item.label[1], "outline.numbering")
        if item.value == before.value and item.parent == before.parent:
            found.append(diagnose("L202", task=item.number, evidence=evidence, number=item.number))
        elif item.value > before.value + 1 and item.value - before.value <= 5:
            missing = ", ".join(str(value) for value in range(before.value + 1, item.value))
            words = {"number": missing, "before": before.number, "after": item.number}
            found.append(diagnose("L201", task=item.number, evidence=evidence, **words))
    return found


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
    """Name brackets that are opened in a task and never closed."""
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
