"""The one place that lists outlines and fields, in order: from a document to its breakdown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors import account as ledger
from extractors.checks import check
from extractors.fields.clauses import find_clauses
from extractors.fields.declared import DeclaredFinding, find_declared
from extractors.fields.findings import Calendar, Clause, NumberFinding, TargetFinding, TimeFinding
from extractors.fields.header import HeaderFinding, find_header
from extractors.fields.numbers import NumberContext, classify
from extractors.fields.party_conventions import Convention, find_convention
from extractors.fields.target_units import normalize
from extractors.fields.targets import read_quantities
from extractors.fields.times import body_deadlines, find_times, read_deadlines
from extractors.identity import Identities
from extractors.outline.drafts import Drafts, SectionDraft, TaskDraft
from extractors.outline.paragraphs import build
from extractors.outline.sentences import sentences
from extractors.outline.tables import draft_tables
from extractors.outline.tasks import draft
from extractors.outline.tree import Outline, Span
from extractors.reading.text import Reading
from schemas.breakdown import (
    SCHEMA_VERSION,
    Account,
    Deadline,
    Department,
    Diagnostic,
    Number,
    Official,
    PieceOfWork,
    Section,
    Source,
    Target,
    Task,
    TaskBreakdown,
)
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
    assembly = _Assembly(reading, calendar)
    sections = assembly.sections(drafts.sections)
    tasks = tuple(assembly.task(task) for task in drafts.tasks)
    reviewing = {section.key for section in drafts.sections if section.reviews_past}
    assembly.loose(front.prose, reported=False)
    header_spans = frozenset(front.lines)
    for span, key in drafts.prose:
        if span not in header_spans and span not in front.whole:
            assembly.loose([span], reported=key in reviewing)
    numbers = assembly.numbers(outline, drafts, header, declared, front)
    account, stray = _close(reading, outline, drafts, front)
    diagnostics = [
        *document.notes,
        *check(reading, outline, drafts, declared.declared, sections, tasks),
        *assembly.diagnostics,
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
        targets=tuple(assembly.targets),
        results=tuple(assembly.results),
        numbers=numbers,
        account=account,
        furniture=document.furniture,
        diagnostics=tuple(diagnostics),
    )


def _drafts(reading: Reading, outline: Outline, convention: Convention | None) -> Drafts:
    """Decide sections and tasks, from numbered paragraphs and from tables, in reading order."""

    def clauses(start: int, end: int, *, expected: bool = False) -> tuple[Clause, ...]:
        return find_clauses(reading, start, end, convention, expected=expected)

    drafts = draft(reading, outline, clauses)
    if not outline.tables:
        return drafts
    tables = draft_tables(reading, outline, convention)
    sections = sorted((*drafts.sections, *tables.sections), key=lambda section: section.label)
    tasks = sorted((*drafts.tasks, *tables.tasks), key=lambda task: task.span)
    prose = sorted((*drafts.prose, *tables.prose), key=lambda entry: entry[0])
    return Drafts(tuple(sections), tuple(tasks), tuple(prose))


LONG_TERM = 10
"""A term of this many characters may hold a quantity beside its time."""


@dataclass(frozen=True, slots=True)
class _Front:
    """The paragraphs before the plan: `lines` are header, `prose` is what a reader reads; `whole` is both."""

    lines: tuple[Span, ...]
    prose: tuple[Span, ...]
    whole: frozenset[Span]

    @classmethod
    def of(cls, reading: Reading, outline: Outline, header: HeaderFinding, drafts: Drafts) -> _Front:
        """Sort front matter: up to the letter's date and the plan's title it is header, after that prose."""
        found = (header.title, header.number, header.issued)
        front = [span for span in outline.front if not any(task.span == span for task in drafts.tasks)]
        last = max((span[1] for span in found if span and front and span[1] <= front[-1][1]), default=0)
        lines: list[Span] = []
        prose: list[Span] = []
        for start, end in front:
            short = end - start <= 80 and not set(reading.folded[start:end]) & set("。;!?")
            (lines if start < last or short else prose).append((start, end))
        return cls(tuple(lines), tuple(prose), frozenset(front))


@dataclass(slots=True)
class _Assembly:
    """Turns findings into values with ids and evidence, and keeps what the numbers need to know."""

    reading: Reading
    calendar: Calendar
    ids: Identities = field(default_factory=Identities)
    targets: list[Target] = field(default_factory=list)
    results: list[Target] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    section_ids: dict[int, str] = field(default_factory=dict)
    section_titles: dict[int, str] = field(default_factory=dict)
    _times: tuple[TimeFinding, ...] = ()
    _starts: list[int] = field(default_factory=list)
    _found: list[TargetFinding] = field(default_factory=list)
    _refused: list[NumberFinding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._times = find_times(self.reading, 0, len(self.reading.text), self.calendar)
        self._starts = [time.start for time in self._times]

    def times(self, start: int, end: int) -> tuple[TimeFinding, ...]:
        """Return the time expressions that stand within a stretch."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if first == last:
            return ()
        return tuple([time for time in self._times[first:last] if time.end <= end])

    def sections(self, drafts: Sequence[SectionDraft]) -> tuple[Section, ...]:
        """Give every section its id."""
        for count, section in enumerate(drafts, 1):
            self.section_ids[section.key] = f"s{count}"
            self.section_titles[section.key] = self.reading.text[section.title[0] : section.title[1]]
        return tuple(
            Section(
                id=self.section_ids[section.key],
                label=self.reading.text[section.label[0] : section.label[1]].strip() or None,
                title=_joined(self.section_titles[section.key]),
                level=section.level,
                parent=self.section_ids.get(section.parent) if section.parent is not None else None,
                evidence=self.reading.evidence(section.label[0], section.title[1], "outline.section"),
            )
            for section in drafts
        )

    def task(self, draft: TaskDraft) -> Task:
        """Make a task of its draft."""
        reading = self.reading
        title = _joined(reading.text[draft.title[0] : draft.title[1]])
        heading = self.section_titles.get(draft.section, "") if draft.section is not None else ""
        task_id = self.ids.next("t", draft.number, title, heading)
        stretches = [draft.title, *draft.text, *_worded_terms(draft)]
        found = [target for span in stretches for target in self._quantities(span, reported=False)]
        pieces = [piece for span in draft.text for piece in sentences(reading, *span)]
        quoted = [reading.evidence(start, end, "outline.sentence") for start, end in pieces]
        measures = tuple([PieceOfWork(evidence.quote, evidence) for evidence in quoted])
        return Task(
            id=task_id,
            number=draft.number,
            section=self.section_ids.get(draft.section) if draft.section is not None else None,
            title=title,
            body=_body(reading, draft.text),
            measures=measures,
            lead_officials=self._officials(draft),
            departments=self._departments(draft),
            deadlines=self._deadlines(draft),
            targets=tuple(self._target(target, task_id) for target in found),
            evidence=reading.evidence(*draft.span, f"outline.{draft.style}"),
        )

    def loose(self, spans: Iterable[Span], *, reported: bool) -> None:
        """Read the quantities of paragraphs that stand in no task."""
        for span in spans:
            self.targets.extend(self._target(target, "") for target in self._quantities(span, reported=reported))

    def _quantities(self, span: Span, *, reported: bool) -> list[TargetFinding]:
        """Read a stretch: promised quantities are returned, reported ones go to the results."""
        quantities = read_quantities(
            self.reading, *span, self.times(*span), reported=reported, plan_year=self.calendar.plan_year
        )
        self._found.extend(quantities.targets)
        self._refused.extend(quantities.refused)
        promised = [target for target in quantities.targets if not target.reported]
        self.results.extend(self._target(target, "r") for target in quantities.targets if target.reported)
        return promised

    def _target(self, found: TargetFinding, owner: str) -> Target:
        evidence = self.reading.evidence(found.start, found.end, found.rule)
        return Target(
            id=self.ids.next("g", owner, found.action, found.indicator, str(found.value), found.unit),
            action=found.action,
            indicator=found.indicator,
            comparator=found.comparator,
            value=found.value,
            value_max=found.value_max,
            unit=found.unit,
            measure=found.measure,
            baseline=found.baseline,
            per=found.per,
            deadline=self._deadline(found.deadline) if found.deadline else None,
            modality=found.modality,
            normalized=normalize(found.value, found.value_max, found.unit),
            evidence=evidence,
        )

    def _deadline(self, time: TimeFinding) -> Deadline:
        evidence = self.reading.evidence(time.start, time.end, time.rule)
        return Deadline(evidence.quote, time.begin, time.due, evidence)

    def _deadlines(self, draft: TaskDraft) -> tuple[Deadline, ...]:
        """Return a task's deadlines: those its clause names, then those its sentences state; the same date once."""
        named = [span for clause in draft.clauses for span in clause.times] + list(draft.times)
        found = [
            time for span in named for time in read_deadlines(self.reading, *span, self.calendar) or (_undated(span),)
        ]
        for span in (draft.title, *draft.text):
            found.extend(body_deadlines(self.times(*span)))
        kept: list[TimeFinding] = []
        for time in found:
            if not any((time.due, time.begin) == (other.due, other.begin) and time.due for other in kept):
                kept.append(time)
        return tuple(self._deadline(time) for time in kept)

    def _officials(self, draft: TaskDraft) -> tuple[Official, ...]:
        found = [finding for clause in draft.clauses for finding in clause.officials] + list(draft.officials)
        kept = {(finding.name, finding.role): finding for finding in reversed(found)}
        return tuple(
            Official(
                finding.name,
                finding.title,
                finding.role,
                finding.label,
                self.reading.evidence(finding.start, finding.end, finding.rule),
            )
            for finding in found
            if kept[(finding.name, finding.role)] is finding
        )

    def _departments(self, draft: TaskDraft) -> tuple[Department, ...]:
        found = [finding for clause in draft.clauses for finding in clause.departments] + list(draft.departments)
        kept = {(finding.name, finding.role): finding for finding in reversed(found)}
        return tuple(
            Department(
                finding.name,
                finding.role,
                finding.label,
                finding.collective,
                self.reading.evidence(finding.start, finding.end, finding.rule),
            )
            for finding in found
            if kept[(finding.name, finding.role)] is finding
        )

    def numbers(
        self, outline: Outline, drafts: Drafts, header: HeaderFinding, declared: DeclaredFinding, front: _Front
    ) -> tuple[Number, ...]:
        """Give every numeral its class, and say which could not be explained."""
        context = NumberContext(
            labels=(
                *(item.label for item in outline.items),
                *(section.label for section in drafts.sections),
                *(task.label for task in drafts.tasks),
            ),
            headers=front.lines,
            document_number=header.number,
            declared=declared.numbers,
            targets=tuple(_number_spans(target for target in self._found if not target.reported)),
            results=tuple(_number_spans(target for target in self._found if target.reported)),
            refused=tuple(self._refused),
            times=self._times,
            clauses=tuple((clause.start, clause.end) for task in drafts.tasks for clause in task.clauses),
        )
        numbers: list[Number] = []
        for finding in classify(self.reading, context):
            evidence = self.reading.evidence(finding.start, finding.end, finding.rule)
            numbers.append(Number(evidence.quote, finding.number_class, evidence))
            if finding.number_class == "unexplained":
                self.diagnostics.append(diagnose("N401", evidence=evidence, text=evidence.quote))
        return tuple(numbers)


def _worded_terms(draft: TaskDraft) -> list[Span]:
    """Return the spans of terms that say more than a time: 10月底前完成改造900户，年底前全部完成."""
    terms = [*(span for clause in draft.clauses for span in clause.times), *draft.times]
    return [span for span in terms if span[1] - span[0] >= LONG_TERM]


def _undated(span: Span) -> TimeFinding:
    """Return a time that the notice names as a deadline and no rule can date: its words are kept."""
    return TimeFinding(*span, "deadline", None, None, "times.undated")


def _number_spans(targets: Iterable[TargetFinding]) -> Iterable[Span]:
    for target in targets:
        if target.number[0] < target.number[1]:
            yield target.number
        yield from target.also_numbers


def _joined(title: str) -> str:
    """Return a title on one line."""
    return title.replace("\n", "").replace("\t", "")


def _body(reading: Reading, spans: Sequence[Span]) -> str:
    """Return a task's body: its stretches in order, those of one paragraph joined, paragraphs on lines of their own."""
    parts: list[str] = []
    last = None
    for start, end in spans:
        if last is not None:
            # The next cell of a row is no more of the same paragraph than the next line.
            parts.append("\n" if "\n" in reading.text[last:start] or "\t" in reading.text[last:start] else "")
        parts.append(reading.text[start:end])
        last = end
    return "".join(parts)


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
