"""What the fields find, still as spans of the reading text; assemble turns findings into the breakdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from schemas.breakdown import Comparator, DepartmentRole, Measure, NumberClass, OfficialRole, Per
from schemas.records import quick


@quick
@dataclass(frozen=True, slots=True)
class OfficialFinding:
    """A person: `[start, end)` is the name as written, `name` without inner spaces, `title` the post."""

    start: int
    end: int
    name: str
    title: str | None
    role: OfficialRole
    label: str | None
    rule: str


@quick
@dataclass(frozen=True, slots=True)
class DepartmentFinding:
    """A unit: `[start, end)` is its name as written; `stated_by` is the span of a document rule that set the role."""

    start: int
    end: int
    name: str
    role: DepartmentRole
    label: str | None
    collective: bool
    rule: str
    stated_by: tuple[int, int] | None = None


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A responsibility clause, brackets included, with everyone it names and the spans of its time expressions."""

    start: int
    end: int
    officials: tuple[OfficialFinding, ...]
    departments: tuple[DepartmentFinding, ...]
    times: tuple[tuple[int, int], ...]
    rule: str
    doubts: tuple[str, ...] = ()

    @property
    def assigns(self) -> bool:
        """Whether it says who answers or by when, and not only whom to ask (联系人：王芳)."""
        return bool(self.departments or self.times) or any(official.role != "contact" for official in self.officials)


TimeKind = Literal["date", "period", "deadline", "duration", "frequency"]


@quick
@dataclass(frozen=True, slots=True)
class TimeFinding:
    """A time expression. `due` and `begin` are dates where it can be dated.

    kind: `deadline` says by when (6月底前, 年内, 到2025年), `date` and `period` only name a time (2025年2月17日, “十四五”),
    `duration` a length (15个工作日, 三年), `frequency` a rhythm (每季度).
    """

    start: int
    end: int
    kind: TimeKind
    begin: date | None
    due: date | None
    rule: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative times are resolved against: the plan's year and the notice's date, where known."""

    plan_year: int | None
    issued_on: date | None = None


@quick
@dataclass(frozen=True, slots=True)
class TargetFinding:
    """A promised or reported quantity, `[start, end)` its evidence; `number` the span of its numeral (empty for 全覆盖).

    `indicator` is the document's words, joined where a list shares a part. `deadline` is the index-free span of its own time.
    """

    start: int
    end: int
    number: tuple[int, int]
    action: str | None
    indicator: str
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    measure: Measure
    baseline: Decimal | None
    per: Per | None
    deadline: TimeFinding | None
    modality: str | None
    rule: str
    reported: bool = False
    also_numbers: tuple[tuple[int, int], ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class NumberFinding:
    """A numeral with its class."""

    start: int
    end: int
    number_class: NumberClass
    rule: str
