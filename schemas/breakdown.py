"""The task breakdown: what a notice promises, who answers for it, and where each value stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from schemas.records import quick

SCHEMA_VERSION = "1.0"

Status = Literal["ok", "partial", "failed"]
Severity = Literal["info", "warning", "error"]
Comparator = Literal["exactly", "at_least", "at_most", "more_than", "less_than", "about", "range"]
Measure = Literal["level", "increase", "decrease", "frequency", "rank", "coverage"]
Per = Literal["year", "half_year", "quarter", "month", "week", "day"]
OfficialRole = Literal["lead", "responsible", "in_charge", "contact"]
DepartmentRole = Literal["lead", "responsible", "supporting"]
NumberClass = Literal[
    "target", "result", "date", "period", "numbering", "declared", "document_number", "reference",
    "name", "ordinal", "grade", "condition", "contact", "context", "unexplained",
]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left corner."""


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: half-open character offsets into the reading text, and its place on paper."""

    start: int
    end: int
    quote: str
    page: int | None
    bbox: Box | None
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read. `characters` counts the reading text."""

    name: str
    sha256: str
    media_type: str
    pages: int | None
    characters: int


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the plan: titles, 发文字号, issuer, addressees, date. None where the notice is silent."""

    title: str | None = None
    plan_title: str | None = None
    document_number: str | None = None
    issuer: str | None = None
    signatory: str | None = None
    addressees: tuple[str, ...] = ()
    issued_on: date | None = None
    plan_year: int | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """The totals a notice states of itself, as in “7 方面 32 项”."""

    sections: int | None = None
    tasks: int | None = None
    evidence: Evidence | None = None


@quick
@dataclass(frozen=True, slots=True)
class Section:
    """A heading above tasks. `parent` is the id of the section it stands in."""

    id: str
    label: str | None
    title: str
    level: int
    parent: str | None
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class Official:
    """A person named as answering for a task; `label` keeps the document's word, `title` the post.

    `post` is the post that a parties file gives, where the document names none.
    """

    name: str
    title: str | None
    role: OfficialRole
    label: str | None
    evidence: Evidence
    post: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Department:
    """A unit named as answering for a task; collective for 各街镇, 相关科室 and the like.

    `full_name` and the `members` of a collective are what a parties file gives, nothing that was read.
    """

    name: str
    role: DepartmentRole
    label: str | None
    collective: bool
    evidence: Evidence
    full_name: str | None = None
    members: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Deadline:
    """A time by which (end), or from which until which, the work is due; both None where it cannot be dated."""

    text: str
    start: date | None
    end: date | None
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class Normalized:
    """A value in its base unit: 0.2 万户 is 2000 户."""

    value: Decimal
    value_max: Decimal | None
    unit: str | None


@quick
@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that is promised (or, under results, reported). Values are Decimal; unit is as written."""

    id: str
    action: str | None
    indicator: str
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    measure: Measure
    baseline: Decimal | None
    per: Per | None
    deadline: Deadline | None
    modality: str | None
    normalized: Normalized | None
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class PieceOfWork:
    """One sentence of a task's body: one measure (举措)."""

    text: str
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class Task:
    """One numbered or unnumbered piece of assigned work."""

    id: str
    number: str | None
    section: str | None
    title: str
    body: str
    measures: tuple[PieceOfWork, ...]
    lead_officials: tuple[Official, ...]
    departments: tuple[Department, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A numeral of the text with the one class it belongs to."""

    text: str
    number_class: NumberClass
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Account:
    """How many characters of the reading text fell into each bin; the bins add up to `characters`."""

    characters: int
    header: int
    section: int
    task: int
    prose: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Ink that is no part of the text: a page number, a running header or footer, website navigation."""

    kind: Literal["page_number", "running_header", "running_footer", "navigation", "watermark", "other"]
    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A doubt or defect, as data. `task` is the printed number of the task in question."""

    code: str
    severity: Severity
    message: str
    task: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class TaskBreakdown:
    """Everything read from one notice."""

    schema_version: str
    status: Status
    source: Source
    text: str
    header: Header
    declared: Declared
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    results: tuple[Target, ...]
    numbers: tuple[Number, ...]
    account: Account
    furniture: tuple[Furniture, ...]
    diagnostics: tuple[Diagnostic, ...]
