"""Say what each rule carries: take its findings away, score again, and list what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.evaluate import Extract, evaluate
from pipeline.evaluate_gold import Gold
from pipeline.evaluate_report import align
from pipeline.scoring import Fault, Scores, score
from schemas.breakdown import Evidence, TaskBreakdown


class _Found(Protocol):
    """Whatever a rule has found."""

    @property
    def evidence(self) -> Evidence:
        """Where, and by which rule."""


Item = TypeVar("Item", bound=_Found)


@dataclass(slots=True)
class Carried:
    """What one rule did over a set: its findings, the right ones lost without it, the false ones gone without it."""

    rule: str
    findings: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    spared: Counter[str] = field(default_factory=Counter)
    cases: list[str] = field(default_factory=list)


def ablate(gold_dir: Path, documents_dirs: Sequence[Path] = (), *, extract: Extract | None = None) -> list[Carried]:
    """Switch off each rule that found something in the documents of a gold folder, one at a time.

    Rules that carry most come first. A finding that another rule would make in its stead is not made again: what is
    shown is what rests on the rule as things stand. Raises as `evaluate` does.
    """
    read: dict[Path, TaskBreakdown] = {}

    def keep(path: Path) -> TaskBreakdown:
        read[path] = extract(path) if extract else _extract(path)
        return read[path]

    carried: dict[str, Carried] = {}
    for outcome in evaluate(gold_dir, documents_dirs, extract=keep).outcomes:
        if outcome.document not in read:
            continue
        gold, breakdown, whole = outcome.gold, read[outcome.document], outcome.scores
        for rule, count in sorted(Counter(rules_of(breakdown)).items()):
            entry = carried.setdefault(rule, Carried(rule))
            entry.findings += count
            _compare(entry, gold, whole, score(without_rule(breakdown, rule), gold))
    return sorted(carried.values(), key=lambda entry: (-entry.lost.total(), -entry.spared.total(), entry.rule))


def without_rule(breakdown: TaskBreakdown, rule: str) -> TaskBreakdown:
    """Return the breakdown without anything that a rule found."""

    def kept(items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(item for item in items if item.evidence.rule != rule)

    tasks = tuple(
        replace(
            task,
            lead_officials=kept(task.lead_officials),
            departments=kept(task.departments),
            deadlines=kept(task.deadlines),
            targets=kept(task.targets),
        )
        for task in kept(breakdown.tasks)
    )
    return replace(
        breakdown,
        sections=kept(breakdown.sections),
        tasks=tasks,
        targets=kept(breakdown.targets),
        results=kept(breakdown.results),
    )


def rules_of(breakdown: TaskBreakdown) -> Iterator[str]:
    """Yield the rule of every finding that `without_rule` can take away."""
    groups: list[Sequence[_Found]] = [breakdown.sections, breakdown.tasks, breakdown.targets, breakdown.results]
    for task in breakdown.tasks:
        groups += [task.lead_officials, task.departments, task.deadlines, task.targets]
    for group in groups:
        for found in group:
            yield found.evidence.rule


def render_ablation(carried: Sequence[Carried], *, verbose: bool = False) -> str:
    """Return the table of rules for people; `verbose` lists the cases that each one carries."""
    rows: list[tuple[str, ...]] = [("rule", "findings", "right lost without it", "false gone without it")]
    for entry in carried:
        rows.append((entry.rule, str(entry.findings), _counts(entry.lost), _counts(entry.spared)))
    lines = align(rows)
    if verbose:
        for entry in carried:
            lines += ["", entry.rule, *(f"  {case}" for case in entry.cases)] if entry.cases else []
    return "\n".join(lines) + "\n"


def _compare(entry: Carried, gold: Gold, whole: Scores, without: Scores) -> None:
    """Note what a document loses and what it is spared."""
    before = Counter(map(_key, whole.faults))
    for fault in without.faults:
        key = _key(fault)
        if before[key]:
            before[key] -= 1
        elif fault.kind == "missed":
            entry.cases.append(f"{gold.document}  {fault.field}  {fault.text}")
    for name, tally in whole.tallies.items():
        rest = without.tallies[name]
        if tally.right > rest.right:
            entry.lost[name] += tally.right - rest.right
        if tally.false > rest.false:
            entry.spared[name] += tally.false - rest.false


def _key(fault: Fault) -> tuple[str, str, str, str | None]:
    return fault.field, fault.kind, fault.text, fault.task


def _counts(counts: Counter[str]) -> str:
    """Return counts by field, the greatest first.

    >>> _counts(Counter(targets=2, action=3))
    'action 3, targets 2'
    """
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{name} {count}" for name, count in ordered) or "-"


def _extract(path: Path) -> TaskBreakdown:
    """Return the breakdown of a document, by the conversion that the command uses."""
    from pipeline.convert import extract

    return extract(path)
