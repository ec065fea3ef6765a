"""A user's own patterns, in spaCy's form: read from a JSONL file, and applied to a breakdown."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from extractors.reading.numerals import Numeral, find_numerals
from extractors.reading.text import fold
from pipeline.export.spacy_doc import make_doc
from pipeline.pattern_file import DEPARTMENT_LABELS, OFFICIAL_LABELS, Pattern, load_patterns
from schemas.breakdown import Department, Diagnostic, Evidence, Number, Official, Target, Task, TaskBreakdown
from schemas.diagnostics import diagnose
from schemas.evidence import each_evidence

__all__ = ["Pattern", "apply_patterns", "load_patterns"]


def apply_patterns(breakdown: TaskBreakdown, patterns: Sequence[Pattern]) -> TaskBreakdown:
    """Return the breakdown with every department, official and target that the patterns find added to its task.

    What is added carries the rule `user:<id>`. A party goes to the innermost task it stands in and is left where it
    stands in none; a target outside all tasks goes to the breakdown's own. What the breakdown already holds is not
    added again. A target's match must hold exactly one numeral: none gives the diagnostic N402, several N403.
    """
    changes = _Changes(breakdown)
    for start, end, pattern in _matches(breakdown.text, patterns):
        if pattern.label == "TARGET":
            changes.add_target(start, end, pattern)
        else:
            changes.add_party(start, end, pattern)
    return changes.done()


def _matches(text: str, patterns: Sequence[Pattern]) -> list[tuple[int, int, Pattern]]:
    """Return all matches in order of the text; those at one place in order of the patterns."""
    found = [(start, end, at) for at, pattern in enumerate(patterns) for start, end in _phrases(text, pattern)]
    found += _token_matches(text, patterns)
    return [(start, end, patterns[at]) for start, end, at in sorted(set(found))]


def _phrases(text: str, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Yield where a pattern's plain phrases stand; the width of punctuation and digits does not count."""
    folded = fold(text)
    for phrase in map(fold, pattern.phrases):
        start = folded.find(phrase)
        while start >= 0:
            yield start, start + len(phrase)
            start = folded.find(phrase, start + len(phrase))


def _token_matches(text: str, patterns: Sequence[Pattern]) -> list[tuple[int, int, int]]:
    """Return the matches of token patterns, the longest where several begin at one token."""
    numbered = [(at, pattern) for at, pattern in enumerate(patterns) if pattern.tokens]
    if not numbered:
        return []
    from spacy.matcher import Matcher

    doc = make_doc(text)
    matcher = Matcher(doc.vocab)
    for at, pattern in numbered:
        matcher.add(str(at), [list(map(dict, tokens)) for tokens in pattern.tokens], greedy="LONGEST")
    found = []
    for key, first, last in matcher(doc):
        span = doc[first:last]
        found.append((span.start_char, span.end_char, int(doc.vocab.strings[key])))
    return found


class _Changes:
    """A breakdown in the course of being added to."""

    def __init__(self, breakdown: TaskBreakdown) -> None:
        self._breakdown = breakdown
        self._tasks = list(breakdown.tasks)
        self._targets = list(breakdown.targets)
        self._numbers = list(breakdown.numbers)
        self._diagnostics = list(breakdown.diagnostics)
        self._folded = fold(breakdown.text)
        self._pages = _Pages(breakdown)

    def add_party(self, start: int, end: int, pattern: Pattern) -> None:
        at = self._task_around(start, end)
        if at is None:
            return
        task, evidence = self._tasks[at], self._evidence(start, end, pattern)
        if pattern.label in DEPARTMENT_LABELS:
            role = DEPARTMENT_LABELS[pattern.label]
            if all((known.name, known.role) != (evidence.quote, role) for known in task.departments):
                added = Department(evidence.quote, role, None, pattern.collective, evidence)
                self._tasks[at] = replace(task, departments=(*task.departments, added))
            return
        person = OFFICIAL_LABELS[pattern.label]
        name = "".join(evidence.quote.split())
        if all((known.name, known.role) != (name, person) for known in task.lead_officials):
            official = Official(name, None, person, None, evidence)
            self._tasks[at] = replace(task, lead_officials=(*task.lead_officials, official))

    def add_target(self, start: int, end: int, pattern: Pattern) -> None:
        evidence = self._evidence(start, end, pattern)
        at = self._task_around(start, end)
        task = None if at is None else self._tasks[at]
        numerals = find_numerals(self._folded, start, end)
        if len(numerals) != 1:
            self._diagnostics.append(_doubt(numerals, self._breakdown.text, task, evidence))
            return
        known = self._targets if task is None else task.targets
        if any(_holds(target.evidence, numerals[0]) for target in known):
            return
        target = _target(pattern, numerals[0], evidence, None if task is None else task.id)
        if task is None or at is None:
            self._targets.append(target)
        else:
            self._tasks[at] = replace(task, targets=(*task.targets, target))
        self._explain(numerals[0], evidence.rule)

    def done(self) -> TaskBreakdown:
        return replace(
            self._breakdown,
            tasks=tuple(self._tasks),
            targets=tuple(self._targets),
            numbers=tuple(self._numbers),
            diagnostics=tuple(self._diagnostics),
        )

    def _task_around(self, start: int, end: int) -> int | None:
        """Return the index of the innermost task that holds the span."""
        around = [
            (task.evidence.end - task.evidence.start, at)
            for at, task in enumerate(self._tasks)
            if task.evidence.start <= start and end <= task.evidence.end
        ]
        return min(around)[1] if around else None

    def _evidence(self, start: int, end: int, pattern: Pattern) -> Evidence:
        page = self._pages.of(start)
        return Evidence(start, end, self._breakdown.text[start:end], page, None, f"user:{pattern.id}")

    def _explain(self, numeral: Numeral, rule: str) -> None:
        """Give the numeral the class target, and take back the doubt about it."""
        span = (numeral.start, numeral.end)
        for at, number in enumerate(self._numbers):
            if _span(number.evidence) == span:
                self._numbers[at] = Number(number.text, "target", replace(number.evidence, rule=rule))
        self._diagnostics = [
            doubt for doubt in self._diagnostics if not (doubt.code == "N401" and _span(doubt.evidence) == span)
        ]


class _Pages:
    """The page of an offset, known where the findings before and after it stand on one page."""

    def __init__(self, breakdown: TaskBreakdown) -> None:
        placed = sorted((place.start, place.page) for _, place in each_evidence(breakdown) if place.page is not None)
        self._starts = [start for start, _ in placed]
        self._pages = [page for _, page in placed]

    def of(self, offset: int) -> int | None:
        after = bisect_right(self._starts, offset)
        if after == 0:
            return None
        before = self._pages[after - 1]
        if self._starts[after - 1] == offset:
            return before
        return before if after < len(self._pages) and self._pages[after] == before else None


def _target(pattern: Pattern, numeral: Numeral, evidence: Evidence, task: str | None) -> Target:
    facts: Mapping[str, Any] = pattern.target
    identity = hashlib.sha256(f"{task}|{evidence.rule}|{evidence.start}|{numeral.value}".encode()).hexdigest()[:12]
    return Target(
        id=identity,
        action=facts.get("action"),
        indicator=cast(str, facts["indicator"]),
        comparator=facts.get("comparator", "exactly"),
        value=numeral.value,
        value_max=None,
        unit=facts.get("unit"),
        measure=facts.get("measure", "level"),
        baseline=None,
        per=facts.get("per"),
        deadline=None,
        modality=None,
        normalized=None,
        evidence=evidence,
    )


def _doubt(numerals: Sequence[Numeral], text: str, task: Task | None, evidence: Evidence) -> Diagnostic:
    number = None if task is None else task.number
    if not numerals:
        return diagnose("N402", task=number, evidence=evidence, text=evidence.quote)
    first, second = (text[numeral.start : numeral.end] for numeral in numerals[:2])
    return diagnose("N403", task=number, evidence=evidence, first=first, second=second)


def _holds(evidence: Evidence, numeral: Numeral) -> bool:
    return evidence.start <= numeral.start and numeral.end <= evidence.end


def _span(evidence: Evidence | None) -> tuple[int, int] | None:
    return None if evidence is None else (evidence.start, evidence.end)
