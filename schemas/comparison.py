"""The year comparison: what became of every task and every target of an older notice in a newer one."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from schemas.breakdown import Comparator, Measure, Source

SCHEMA_VERSION = "1.0"

TaskStatus = Literal["kept", "changed", "added", "dropped", "split", "merged"]
TargetStatus = Literal[
    "kept", "raised", "lowered", "reworded", "unit_changed", "comparator_changed", "added", "dropped"
]
Demand = Literal["more", "less"]
Strength = Literal["stronger", "weaker"]
PartyKind = Literal["official", "department"]
NoteCode = Literal["same_document", "same_year", "backwards", "other_office", "no_tasks", "gap", "unused_link"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two notices."""

    source: Source
    plan_year: int | None
    title: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """The wording on either side; None stands for an unnumbered task, or one outside sections."""

    before: tuple[str | None, ...] = ()
    after: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Renamed:
    """A party that goes on under another name, or whose role changed."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartyChange:
    """Names on one side only; those that were renamed stand apart, and those whose role changed with their roles."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What became of one target. `difference` and `ratio` are in the newer notice's unit.

    `demand` says whether it asks more or less than before, None where the text does not support a judgement;
    `moved` is true where the two stand in tasks that are not each other's counterpart.
    """

    status: TargetStatus
    indicator: str
    unit: str | None
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    ratio: Decimal | None
    before_id: str | None
    after_id: str | None
    before_max: Decimal | None = None
    after_max: Decimal | None = None
    before_indicator: str | None = None
    before_unit: str | None = None
    before_comparator: Comparator | None = None
    after_comparator: Comparator | None = None
    before_measure: Measure | None = None
    after_measure: Measure | None = None
    before_baseline: Decimal | None = None
    after_baseline: Decimal | None = None
    before_quote: str | None = None
    after_quote: str | None = None
    demand: Demand | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class WordingChange:
    """The strength of the words for the same matter: 探索 before, 全面推进 after."""

    before: str
    after: str
    direction: Strength
    before_quote: str
    after_quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task of the other notice that may be the counterpart; it was not linked because that would be a guess."""

    id: str
    title: str
    similarity: float


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What became of a task, or of several that were split or merged."""

    status: TaskStatus
    before: tuple[str, ...]
    after: tuple[str, ...]
    similarity: float | None
    reasons: tuple[str, ...]
    title: Both
    number: Both
    lead_officials: PartyChange
    departments: PartyChange
    targets: tuple[TargetChange, ...]
    section: Both = field(default_factory=Both)
    deadlines: Both = field(default_factory=Both)
    wording: tuple[WordingChange, ...] = ()
    uncertain: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target of the older notice against a result the newer one reports; None where the newer one is silent."""

    target_id: str
    result_id: str | None
    met: bool | None
    exceeded: bool | None
    indicator: str
    planned: Decimal
    reported: Decimal | None
    unit: str | None
    target_quote: str
    result_quote: str | None


@dataclass(frozen=True, slots=True)
class Handover:
    """A party all of whose tasks that go on passed to another: one line for all of them."""

    kind: PartyKind
    before: str
    after: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Renaming:
    """A department that goes on under another name: in how many tasks the one stands where the other stood."""

    before: str
    after: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Load:
    """How many tasks and targets a party answers for in either year, and how many of the tasks it leads."""

    kind: PartyKind
    name: str
    before_tasks: int
    after_tasks: int
    before_lead: int
    after_lead: int
    before_targets: int
    after_targets: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the comparison as a whole that its reader must know."""

    code: NoteCode
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How many tasks have each status."""

    kept: int = 0
    changed: int = 0
    added: int = 0
    dropped: int = 0
    split: int = 0
    merged: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two notices compared. `targets` are those outside tasks (a goals paragraph, the plan part of a report)."""

    schema_version: str
    before: Side
    after: Side
    tasks: tuple[TaskChange, ...]
    outcomes: tuple[Outcome, ...]
    summary: Summary
    targets: tuple[TargetChange, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    handovers: tuple[Handover, ...] = ()
    loads: tuple[Load, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over the years: `values` holds (year, value or None), all in `unit`."""

    indicator: str
    unit: str | None
    values: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Three or more notices: each compared with the one before it, and every indicator over the years."""

    schema_version: str
    steps: tuple[Comparison, ...]
    series: tuple[Series, ...]
