"""The one place that lists outlines and fields, in order: from a document to its breakdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from extractors import account as ledger
from extractors.checks import check
from extractors.fields.clauses import find_clauses
from extractors.fields.declared import find_declared
from extractors.fields.findings import Calendar
from extractors.fields.header import HeaderFinding, find_header
from extractors.fields.party_conventions import Convention, find_convention
from extractors.outline.drafts import Drafts
from extractors.outline.paragraphs import build
from extractors.outline.tables import draft_tables
from extractors.outline.tasks import draft
from extractors.outline.titles import reports_results
from extractors.outline.tree import Outline, Span
from extractors.reading.text import Reading
from extractors.values import Values
from schemas.breakdown import SCHEMA_VERSION, Account, Diagnostic, Source, Target, TaskBreakdown
from schemas.diagnostics import diagnose
from schemas.document import SourceDocument
from schemas.profile import NO_PROFILE, Profile


def extract(document: SourceDocument, profile: Profile = NO_PROFILE) -> TaskBreakdown:
    """Return the breakdown of a document: the same document and profile give the same breakdown, always."""
    reading = Reading.of(document, profile)
    outline = build(reading)
    convention = find_convention(reading)
    drafts = _drafts(reading, outline, convention)
    header = find_header(reading, outline, drafts.sections)
    front = _Front.of(reading, outline, header, drafts)
    declared = find_declared(reading, [*front.lines, *front.prose])
    issued = header.header.issued_on
    calendar = Calendar(header.header.plan_year or (issued.year if issued else None), issued)
    values = Values(reading, calendar, declared)
    sections = values.sections(drafts.sections)
    tasks = values.tasks(drafts.tasks)
    reviewing = {section.key for section in drafts.sections if section.reviews_past}
    told = reports_results(header.header.plan_title or header.header.title)
    values.loose([(span, told) for span in front.prose])
    passed = front.whole | values.indicators(outline, drafts)
    headings = [(section.title, section.key) for section in drafts.sections]
    loose = sorted((*drafts.prose, *headings), key=lambda entry: entry[0])
    values.loose([(span, key in reviewing or (told and key is None)) for span, key in loose if span not in passed])
    numbers = values.numbers(outline, drafts, header)
    account, stray = _close(reading, outline, drafts, front)
    diagnostics = [
        *document.notes,
        *check(reading, outline, drafts, declared.declared, sections, tasks, header.header.plan_year),
        *values.diagnostics,
        *(_unexplained(reading, span) for span in stray),
    ]
    return TaskBreakdown(
        schema_version=SCHEMA_VERSION,
        status="partial" if any(entry.severity == "error" for entry in diagnostics) else "ok",
        source=Source(document.name, document.sha256, document.media_type, document.pages, len(document.text)),
        text=document.text,
        header=header.header,
        declared=declared.declared,
        sections=sections,
        tasks=tasks,
        targets=_in_order(values.targets),
        results=_in_order(values.results),
        numbers=numbers,
        account=account,
        furniture=document.furniture,
        diagnostics=tuple(diagnostics),
    )


def _in_order(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return targets in the order of the text, whatever part of it was read first."""
    return tuple(sorted(targets, key=lambda target: target.evidence.start))


def _drafts(reading: Reading, outline: Outline, convention: Convention | None) -> Drafts:
    """Decide sections and tasks, from numbered paragraphs and from tables, in reading order."""
    clauses = partial(find_clauses, reading, convention=convention)
    if not outline.tables:
        return draft(reading, outline, clauses)
    tables = draft_tables(reading, outline, convention)
    titles = frozenset("".join(reading.folded[slice(*task.title)].split()) for task in tables.tasks)
    drafts = draft(reading, outline, clauses, tabled=titles)
    sections = sorted((*drafts.sections, *tables.sections), key=lambda section: section.label)
    tasks = sorted((*drafts.tasks, *tables.tasks), key=lambda task: task.span)
    prose = sorted((*drafts.prose, *tables.prose), key=lambda entry: entry[0])
    return Drafts(tuple(sections), tuple(tasks), tuple(prose))


@dataclass(frozen=True, slots=True)
class _Front:
    """The paragraphs before the plan: `lines` are header, `prose` is what a reader reads; `whole` is both."""

    lines: tuple[Span, ...]
    prose: tuple[Span, ...]
    whole: frozenset[Span]

    @classmethod
    def of(cls, reading: Reading, outline: Outline, header: HeaderFinding, drafts: Drafts) -> _Front:
        """Sort front matter: up to the letter's date and the plan's title it is header, after that prose.

        A letter that nothing follows says itself what is to be done.
        """
        found = (header.title, header.number, header.issued)
        taken = {task.span for task in drafts.tasks}
        front = [span for span in outline.front if span not in taken]
        last = max((span[1] for span in found if span and front and span[1] <= front[-1][1]), default=0)
        if not outline.items and not outline.tables:
            last = header.title[1] if header.title else 0
        lines: list[Span] = []
        prose: list[Span] = []
        for start, end in front:
            short = end - start <= 80 and not set(reading.folded[start:end]) & set("。;!?")
            (lines if start < last or short else prose).append((start, end))
        return cls(tuple(lines), tuple(prose), frozenset(front))


def _close(reading: Reading, outline: Outline, drafts: Drafts, front: _Front) -> tuple[Account, list[Span]]:
    """Close the account: later bins take precedence."""
    bins: list[tuple[int, Iterable[Span]]] = [
        (ledger.PROSE, (*(span for span, _ in drafts.prose), *front.prose)),
        (ledger.HEADER, (*outline.contents, *outline.back, *front.lines)),
        (ledger.SECTION, ((section.label[0], _past_stop(reading, section.title[1])) for section in drafts.sections)),
        (ledger.PROSE, (clause for clause in _section_rests(outline, drafts))),
        (ledger.TASK, (task.span for task in drafts.tasks)),
    ]
    return ledger.close(reading, bins)


def _past_stop(reading: Reading, end: int) -> int:
    """Return the offset after the punctuation that closes a heading."""
    while end < len(reading.text) and reading.folded[end] in "。:;. ":
        end += 1
    return end


def _section_rests(outline: Outline, drafts: Drafts) -> Iterable[Span]:
    """Yield what stands in a section's paragraphs after its heading (clauses of sections, the rest of the first line)."""
    by_index = {item.index: item for item in outline.items}
    for section in drafts.sections:
        item = by_index.get(section.key)
        if item is not None and section.title[1] < item.end:
            for start, end in item.blocks:
                begin = max(start, section.title[1] + 1)
                if begin < end:
                    yield begin, end


def _unexplained(reading: Reading, span: Span) -> Diagnostic:
    evidence = reading.evidence(*span, "account.unexplained")
    return diagnose("A501", evidence=evidence, count=span[1] - span[0])
