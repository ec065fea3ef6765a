"""Turn what outline and fields found into values with ids and evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from extractors.fields.declared import DeclaredFinding
from extractors.fields.findings import (
    Calendar,
    NumberFinding,
    TargetFinding,
    TimeFinding,
)
from extractors.fields.header import HeaderFinding
from extractors.fields.numbers import NumberContext, verdicts_of
from extractors.fields.table_targets import read_tables
from extractors.fields.target_units import normalize
from extractors.fields.targets import Stretch, read_quantities, read_stretches
from extractors.fields.times import body_deadlines, find_times, read_deadlines
from extractors.identity import Identities
from extractors.outline.drafts import Drafts, SectionDraft, TaskDraft
from extractors.outline.numbering import read_label
from extractors.outline.sentences import sentences
from extractors.outline.tree import Outline, Span
from extractors.reading.text import Reading
from extractors.value_parties import departments_of, item_numbers, officials_of, party_spans
from schemas.breakdown import (
    Deadline,
    Diagnostic,
    Number,
    PieceOfWork,
    Section,
    Target,
    Task,
)
from schemas.diagnostics import diagnose
from schemas.records import maker

_deadline_of = maker(Deadline)
_number_of = maker(Number)
_piece_of = maker(PieceOfWork)
_target_of = maker(Target)
_task_of = maker(Task)

LONG_TERM = 10
"""A term of this many characters may hold a quantity beside its time."""


@cache
def _note() -> re.Pattern[str]:
    # 注:以上项目资金由镇财政统筹安排,其中上级补助不超过60%。
    return re.compile(r"\s*(?:\(?备?注\d{0,2}|填表说明|说明)[:.]")


class Values:
    """Makes the values of one document, and keeps what the numbers need to know.

    `targets` and `results` are those that stand in no task, `diagnostics` the doubts met on the way.
    """

    def __init__(self, reading: Reading, calendar: Calendar, declared: DeclaredFinding) -> None:
        self.targets: list[Target] = []
        self.results: list[Target] = []
        self.diagnostics: list[Diagnostic] = []
        self._reading = reading
        self._calendar = calendar
        self._declared = declared.numbers
        self._ids = Identities()
        self._section_ids: dict[int, str] = {}
        self._headings: dict[int, str] = {}
        self._times = find_times(reading, 0, len(reading.text), calendar)
        self._starts = [time.start for time in self._times]
        self._found: list[TargetFinding] = []
        self._refused: list[NumberFinding] = []
        self._row_numbers: tuple[Span, ...] = ()

    def sections(self, drafts: Sequence[SectionDraft]) -> tuple[Section, ...]:
        """Give every section its id."""
        text = self._reading.text
        for count, section in enumerate(drafts, 1):
            self._section_ids[section.key] = f"s{count}"
            self._headings[section.key] = self._reading.folded[section.title[0] : section.title[1]]
        return tuple(
            Section(
                id=self._section_ids[section.key],
                label=text[section.label[0] : section.label[1]].strip() or None,
                title=_joined(text[section.title[0] : section.title[1]]),
                level=section.level,
                parent=self._section_ids.get(section.parent) if section.parent is not None else None,
                evidence=self._reading.evidence(section.label[0], section.title[1], "outline.section"),
            )
            for section in drafts
        )

    def tasks(self, drafts: Sequence[TaskDraft]) -> tuple[Task, ...]:
        """Make the tasks of their drafts.

        Every kind of reading goes over all tasks before the next begins: what one kind needs of code and words then
        stays in the processor's cache, which takes a twentieth off an extraction.
        """
        for draft in drafts:
            if draft.remarks:
                self._refused.extend(_bare_amounts(self._reading, draft.remarks))
        reading = self._reading
        stated = [self._stated(draft) for draft in drafts]
        promises = self._promises(drafts)
        ids = [self._task_id(draft) for draft in drafts]
        measures = [self._measures(draft) for draft in drafts]
        officials = [officials_of(reading, draft) for draft in drafts]
        departments = [departments_of(reading, draft) for draft in drafts]
        deadlines = [self._deadlines(draft, times) for draft, times in zip(drafts, stated, strict=True)]
        targets = [
            tuple([self._target(target, task_id) for target in promised])
            for task_id, promised in zip(ids, promises, strict=True)
        ]
        return tuple(
            [
                _task_of(
                    task_id,
                    draft.number,
                    self._section_ids.get(draft.section) if draft.section is not None else None,
                    _joined(reading.text[draft.title[0] : draft.title[1]]),
                    _body(reading, draft.text),
                    pieces,
                    leaders,
                    units,
                    due,
                    promised,
                    reading.evidence(draft.span[0], draft.span[1], f"outline.{draft.style}"),
                )
                for draft, task_id, pieces, leaders, units, due, promised in zip(
                    drafts, ids, measures, officials, departments, deadlines, targets, strict=True
                )
            ]
        )

    def _stated(self, draft: TaskDraft) -> list[TimeFinding]:
        """Return the times by which a task's text says that something is due."""
        stated: list[TimeFinding] = []
        for span in (draft.title, *draft.text):
            times = self._within(*span)
            if times:
                stated.extend(body_deadlines(times))
        return stated

    def _promises(self, drafts: Sequence[TaskDraft]) -> list[list[TargetFinding]]:
        """Return the quantities that each task promises."""
        stretches: list[Stretch] = []
        counts: list[int] = []
        for draft in drafts:
            before = len(stretches)
            for span in (draft.title, *draft.text):
                stretches.append((*_past_label(self._reading, span), self._within(*span), False))
            for span in _named_times(draft):
                if span[1] - span[0] >= LONG_TERM:  # 10月底前完成改造900户，年底前全部完成
                    stretches.append((*span, self._within(*span), False))
            counts.append(len(stretches) - before)
        promised = iter(self._quantities(stretches))
        found = [[target for _ in range(count) for target in next(promised)] for count in counts]
        return [self._by_heading(draft, targets) if draft.dues else targets for draft, targets in zip(drafts, found, strict=True)]

    def _by_heading(self, draft: TaskDraft, targets: list[TargetFinding]) -> list[TargetFinding]:
        """Return a task's targets, those of a cell below 一季度 due by the end of it."""
        due: list[TargetFinding] = []
        for target in targets:
            head = next((head for (start, end), head in draft.dues if start <= target.start < end), None)
            terms = [time for time in self._within(*head) if time.due is not None] if head is not None else []
            if terms and target.deadline is None:
                target = replace(target, deadline=replace(terms[-1], kind="deadline"))
            due.append(target)
        return due

    def _task_id(self, draft: TaskDraft) -> str:
        start, end = draft.title
        heading = self._headings.get(draft.section, "") if draft.section is not None else ""
        return self._ids.next("t", draft.number or "", self._reading.folded[start:end], heading)

    def _measures(self, draft: TaskDraft) -> tuple[PieceOfWork, ...]:
        reading = self._reading
        pieces = [piece for span in draft.text for piece in sentences(reading, *span)]
        return tuple([_piece_of(evidence.quote, evidence) for evidence in reading.evidences(pieces, "outline.sentence")])

    def loose(self, spans: Iterable[tuple[Span, bool]]) -> None:
        """Read the quantities of paragraphs that stand in no task, each with whether it reviews the past.

        Those of a note promise nothing.
        """
        stretches: list[Stretch] = []
        for span, reported in spans:
            if _note().match(self._reading.folded, *span) is not None:
                self._explain(span)
            else:
                stretches.append((*span, self._within(*span), reported))
        for found in self._quantities(stretches):
            self.targets.extend([self._target(target, "") for target in found])

    def _explain(self, span: Span) -> None:
        """Take the quantities of a note for what it is: background to the tasks."""
        found = read_quantities(self._reading, *span, self._within(*span), reported=False, plan_year=self._calendar.plan_year)
        self._refused.extend(found.refused)
        self._refused.extend([NumberFinding(*number, "context", "values.note") for number in _number_spans(found.targets)])

    def _within(self, start: int, end: int) -> tuple[TimeFinding, ...]:
        """Return the time expressions that stand within a stretch."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if first == last:
            return ()
        return tuple([time for time in self._times[first:last] if time.end <= end])

    def indicators(self, outline: Outline, drafts: Drafts) -> frozenset[Span]:
        """Read the tables of indicators that assign no work; return the cells that are values and no text."""
        issued = self._calendar.issued_on
        assigned = sorted([task.span for task in drafts.tasks if task.style == "table"])
        year = issued.year if issued else self._calendar.plan_year
        tables = read_tables(self._reading, outline.tables, year, assigned)
        self._found.extend(tables.targets)
        self._refused.extend(tables.refused)
        self._row_numbers = tables.row_numbers
        self.targets.extend([self._target(target, "") for target in tables.targets])
        return tables.cells

    def _quantities(self, stretches: Sequence[Stretch]) -> list[list[TargetFinding]]:
        """Read stretches: promised quantities are returned for each, reported ones go to the results."""
        promises: list[list[TargetFinding]] = []
        for quantities in read_stretches(self._reading, stretches, self._calendar.plan_year):
            # What the notice says of its own size (分解为7大方面、80项) is promised by nobody.
            targets = [target for target in quantities.targets if target.number not in self._declared]
            self._found.extend(targets)
            self._refused.extend(quantities.refused)
            promised: list[TargetFinding] = []
            for target in targets:
                if target.reported:
                    self.results.append(self._target(target, "r"))
                else:
                    promised.append(target)
            promises.append(promised)
        return promises

    def _target(self, found: TargetFinding, owner: str) -> Target:
        return _target_of(
            self._ids.next("g", owner, found.action or "", found.indicator, str(found.value), found.unit or ""),
            found.action,
            found.indicator,
            found.comparator,
            found.value,
            found.value_max,
            found.unit,
            found.measure,
            found.baseline,
            found.per,
            self._deadline(found.deadline) if found.deadline else None,
            found.modality,
            normalize(found.value, found.value_max, found.unit),
            self._reading.evidence(found.start, found.end, found.rule),
        )

    def _deadline(self, time: TimeFinding) -> Deadline:
        evidence = self._reading.evidence(time.start, time.end, time.rule)
        return _deadline_of(evidence.quote, time.begin, time.due, evidence)

    def _deadlines(self, draft: TaskDraft, stated: Iterable[TimeFinding]) -> tuple[Deadline, ...]:
        """Return a task's deadlines: those its clauses name, then those its sentences state; the same date once."""
        found: list[TimeFinding] = []
        for span in _named_times(draft):
            found.extend(read_deadlines(self._reading, *span, self._calendar) or (_undated(span),))
        found.extend(stated)
        days = set()
        kept: list[Deadline] = []
        for time in found:
            day = (time.due, time.begin)
            if time.due and day in days:
                continue
            days.add(day)
            kept.append(self._deadline(time))
        return tuple(kept)

    def numbers(self, outline: Outline, drafts: Drafts, header: HeaderFinding) -> tuple[Number, ...]:
        """Give every numeral its class, and say which could not be explained."""
        parties = party_spans(drafts.tasks)
        context = NumberContext(
            labels=(
                *item_numbers(self._reading.folded, parties),
                *(item.label for item in outline.items),
                *(section.label for section in drafts.sections),
                *(task.label for task in drafts.tasks),
                *self._row_numbers,
            ),
            document_number=header.number,
            declared=self._declared,
            targets=_number_spans([target for target in self._found if not target.reported]),
            results=_number_spans([target for target in self._found if target.reported]),
            refused=tuple(self._refused),
            times=self._times,
            parties=tuple(parties),
        )
        numbers: list[Number] = []
        numerals = self._reading.numerals(0, len(self._reading.text))
        for numeral, (number_class, rule) in zip(numerals, verdicts_of(self._reading, context, numerals), strict=True):
            evidence = self._reading.evidence(numeral.start, numeral.end, rule)
            numbers.append(_number_of(evidence.quote, number_class, evidence))
            if number_class == "unexplained":
                self.diagnostics.append(diagnose("N401", evidence=evidence, text=evidence.quote))
        return tuple(numbers)


def _named_times(draft: TaskDraft) -> list[Span]:
    """Return the times that a task's clauses and cells name as such."""
    return [*(span for clause in draft.clauses for span in clause.times), *draft.times]


def _bare_amounts(reading: Reading, cells: Iterable[Span]) -> list[NumberFinding]:
    """Return the amounts that stand alone in cells whose heading says what they are: 300 below 年度投资金额（万元）."""
    found: list[NumberFinding] = []
    for start, end in cells:
        numerals = reading.numerals(start, end)
        if len(numerals) == 1 and not reading.folded[start:end].strip("0123456789., 万亿元%"):
            found.append(NumberFinding(numerals[0].start, numerals[0].end, "context", "values.amount_cell"))
    return found


def _undated(span: Span) -> TimeFinding:
    """Return a time that the notice names as a deadline and no rule can date: its words are kept."""
    return TimeFinding(*span, "deadline", None, None, "times.undated")


def _past_label(reading: Reading, span: Span) -> Span:
    """Return a stretch of a task without the number of a point at its head, which is no part of what is counted."""
    label = read_label(reading.folded, *span)
    return (label.end, span[1]) if label is not None else span


def _number_spans(targets: Iterable[TargetFinding]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for target in targets:
        if target.number[0] < target.number[1]:
            spans.append(target.number)
        spans.extend(target.also_numbers)
    return tuple(spans)


def _joined(title: str) -> str:
    """Return a title on one line, without a frame around it: 【重点工程】."""
    title = title.replace("\n", "").replace("\t", "")
    framed = len(title) > 2 and title[0] == "【" and title.find("】") == len(title) - 1
    return title[1:-1] if framed else title


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
