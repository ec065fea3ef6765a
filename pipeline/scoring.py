"""Score a breakdown against gold: what was found, what was missed, what was found without being there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.evaluate_gold import Gold, GoldItem, GoldTask, plain
from pipeline.scoring_lines import show_item, show_party, show_target, show_task
from pipeline.scoring_match import (
    INDICATOR_OVERLAP,
    align,
    closeness,
    distinct,
    indicator_overlap,
    match,
    same_amount,
    same_party,
    same_section,
)
from schemas.breakdown import Target, Task, TaskBreakdown

FIELDS = (
    "header", "declared", "sections", "tasks", "officials", "departments", "deadlines", "targets",
    "indicator", "action", "measure", "results",
)


@dataclass(slots=True)
class Tally:
    """The counts of one field.

    `judged_right` counts the right findings of documents whose gold is complete in this field: only there can a
    finding be false, so precision is taken over those alone.
    """

    right: int = 0
    missed: int = 0
    judged_right: int = 0
    false: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another document."""
        self.right += other.right
        self.missed += other.missed
        self.judged_right += other.judged_right
        self.false += other.false

    @property
    def precision(self) -> float | None:
        """Right findings per finding; None where nothing could be judged."""
        total = self.judged_right + self.false
        return self.judged_right / total if total else None

    @property
    def recall(self) -> float | None:
        """Right findings per thing to find; None where there was nothing to find."""
        total = self.right + self.missed
        return self.right / total if total else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where the gold says too little."""
        precision, recall = self.precision, self.recall
        if recall is None:
            return None if precision is None else 0.0
        if precision is None:
            return None if self.right else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A miss (`kind` "missed"), a finding that is not in the gold ("false"), or a wrong value ("wrong")."""

    field: str
    kind: str
    text: str
    task: str | None = None


@dataclass(slots=True)
class Scores:
    """The tallies of one document, or of a set added up, and every fault behind them."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    faults: list[Fault] = field(default_factory=list)
    decoys: list[str] = field(default_factory=list)

    def add(self, other: Scores) -> None:
        """Add another document's scores (micro-average)."""
        for name, tally in other.tallies.items():
            self.tallies[name].add(tally)
        self.faults.extend(other.faults)
        self.decoys.extend(other.decoys)


def score(breakdown: TaskBreakdown | None, gold: Gold) -> Scores:
    """Score one breakdown against its gold; None (the document failed) misses everything.

    Targets of a task are matched within that task; then the gold's top-level targets are matched with whatever
    targets of the document are left, in a task or outside.
    """
    scores = Scores()
    marker = _Marker(scores, gold)
    header, declared = (breakdown.header, breakdown.declared) if breakdown else (None, None)
    _score_keys(marker, "header", gold.header, header)
    _score_keys(marker, "declared", gold.declared, declared)
    sections = breakdown.sections if breakdown else ()
    marker.compare("sections", gold.sections, sections, same_section, lambda found: f"{found.label or ''}{found.title}")
    tasks = breakdown.tasks if breakdown else ()
    partner = align(gold.tasks, tasks)
    _score_tasks(marker, gold.tasks, tasks, partner)
    _score_targets(marker, gold, breakdown, partner)
    results = breakdown.results if breakdown else ()
    marker.compare("results", gold.results, results, same_amount, show_target, closeness)
    return scores


class _Marker:
    """Writes the outcome of comparisons into the scores of one document."""

    def __init__(self, scores: Scores, gold: Gold) -> None:
        self.scores = scores
        self.gold = gold

    def right(self, what: str) -> None:
        """Count a right finding."""
        tally = self.scores.tallies[what]
        tally.right += 1
        tally.judged_right += self.gold.judges(what)

    def missed(self, what: str, text: str, task: str | None = None) -> None:
        """Count a miss."""
        self.scores.tallies[what].missed += 1
        self.scores.faults.append(Fault(what, "missed", text, task))

    def false(self, what: str, text: str, task: str | None = None) -> None:
        """Count a false finding, where the gold is complete enough to say so."""
        if self.gold.judges(what):
            self.scores.tallies[what].false += 1
            self.scores.faults.append(Fault(what, "false", text, task))

    def wrong(self, what: str, text: str, task: str | None = None) -> None:
        """Count a wrong value of something that was found: a miss and a false finding in one."""
        tally = self.scores.tallies[what]
        tally.missed += 1
        tally.false += 1
        self.scores.faults.append(Fault(what, "wrong", text, task))

    def compare(
        self, what: str, wanted: Sequence[GoldItem], found: Sequence[Any], fits: Callable[[GoldItem, Any], bool],
        show: Callable[[Any], str], rank: Callable[[GoldItem, Any], Any] | None = None, task: str | None = None,
    ) -> None:
        """Match two lists and count right, missed and false."""
        pairs = match(wanted, found, fits, rank)
        for index, item in enumerate(wanted):
            if item.optional:
                continue
            if index in pairs:
                self.right(what)
            else:
                self.missed(what, show_item(what, item), task)
        taken = set(pairs.values())
        for index, value in enumerate(found):
            if index not in taken:
                self.false(what, show(value), task)


def _score_keys(marker: _Marker, what: str, wanted: Mapping[str, GoldItem], found: object) -> None:
    """Compare the keys the gold gives; a key it gives as null must stay empty."""
    for key, item in wanted.items():
        value = getattr(found, key, None)
        value = value.isoformat() if isinstance(value, date) else value
        empty = value is None or value == ()
        if item.allows(key, value):
            if not empty:
                marker.right(what)
            continue
        if item.get(key) not in (None, []):
            marker.missed(what, f"{key}: {item.get(key)}")
        if not empty:
            marker.false(what, f"{key}: {value}")


def _score_tasks(
    marker: _Marker, wanted: Sequence[GoldTask], tasks: Sequence[Task], partner: dict[int, int]
) -> None:
    """Compare tasks by number and title, and of each pair its officials, departments and deadlines."""
    for index, entry in enumerate(wanted):
        task = tasks[partner[index]] if index in partner else None
        if entry.task.optional:
            continue
        label = show_item("tasks", entry.task)
        if task is not None and entry.task.allows("number", task.number) and entry.task.allows("title", task.title):
            marker.right("tasks")
        else:
            marker.missed("tasks", label)
            if task is not None:
                marker.false("tasks", show_task(task))
        _score_parties(marker, entry, task, label)
    taken = set(partner.values())
    for index, task in enumerate(tasks):
        if index not in taken:
            marker.false("tasks", show_task(task))
            _score_parties(marker, None, task, show_task(task))


def _score_parties(marker: _Marker, entry: GoldTask | None, task: Task | None, label: str) -> None:
    """Compare officials, departments and dated deadlines of one pair; either side may be absent."""
    officials = distinct(task.lead_officials if task else (), lambda party: (plain(party.name), party.role))
    departments = distinct(task.departments if task else (), lambda party: (plain(party.name), party.role))
    dates = (deadline.end for deadline in (task.deadlines if task else ()))
    ends = distinct((end.isoformat() for end in dates if end is not None), lambda end: end)
    marker.compare("officials", entry.officials if entry else (), officials, same_party, show_party, task=label)
    marker.compare("departments", entry.departments if entry else (), departments, same_party, show_party, task=label)
    marker.compare(
        "deadlines", entry.deadlines if entry else (), ends, lambda item, end: item.allows("end", end), str, task=label
    )


def _score_targets(
    marker: _Marker, gold: Gold, breakdown: TaskBreakdown | None, partner: dict[int, int]
) -> None:
    """Compare targets: first inside their tasks, then the gold's top-level ones with all that are left."""
    tasks = breakdown.tasks if breakdown else ()
    left: list[tuple[Target, str | None]] = []
    for index, entry in enumerate(gold.tasks):
        task = tasks[partner[index]] if index in partner else None
        targets = task.targets if task else ()
        label = show_item("tasks", entry.task)
        pairs = match(entry.targets, targets, same_amount, closeness)
        _mark_targets(marker, entry.targets, targets, pairs, label)
        taken = set(pairs.values())
        if not entry.task.optional:
            left.extend((target, label) for number, target in enumerate(targets) if number not in taken)
    paired = set(partner.values())
    for index, task in enumerate(tasks):
        if index not in paired:
            left.extend((target, show_task(task)) for target in task.targets)
    left.extend((target, None) for target in (breakdown.targets if breakdown else ()))
    candidates = [target for target, _ in left]
    pairs = match(gold.targets, candidates, same_amount, closeness)
    _mark_targets(marker, gold.targets, candidates, pairs, None)
    taken = set(pairs.values())
    for index, (target, name) in enumerate(left):
        if index not in taken:
            marker.false("targets", show_target(target), name)
            _mark_decoy(marker, gold.decoys, target)


def _mark_targets(
    marker: _Marker, wanted: Sequence[GoldItem], targets: Sequence[Target], pairs: dict[int, int], task: str | None
) -> None:
    """Count targets, and of each that was matched whether indicator, action and measure are right."""
    for index, item in enumerate(wanted):
        if item.optional:
            continue
        if index not in pairs:
            marker.missed("targets", show_item("targets", item), task)
            continue
        target = targets[pairs[index]]
        marker.right("targets")
        checks = {
            "indicator": indicator_overlap(item, target.indicator) >= INDICATOR_OVERLAP,
            "action": item.allows("action", target.action),
            "measure": item.allows("measure", target.measure),
        }
        for what, good in checks.items():
            if good:
                marker.right(what)
            else:
                marker.wrong(what, f"{getattr(target, what)} ≠ {item.get(what)}  in  {show_target(target)}", task)


def _mark_decoy(marker: _Marker, decoys: Iterable[str], target: Target) -> None:
    """Note a false target that is a decoy: the decoy stands in its quote and holds its value, or is all of it."""
    quote = plain(target.evidence.quote)
    for decoy in decoys:
        text = plain(decoy)
        if text and (quote in text or (text in quote and f"{target.value:f}" in text)):
            marker.scores.decoys.append(f"{decoy}  in  {target.evidence.quote}")
            return
