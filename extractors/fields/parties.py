"""Read who answers for a task from the cell of a table, and say what a column holds by its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors.fields.findings import DepartmentFinding, OfficialFinding
from extractors.fields.party_conventions import Convention
from extractors.fields.party_labels import Label, read_label
from extractors.fields.party_people import is_person
from extractors.fields.party_profile import roles_of
from extractors.fields.party_stretches import Gathered, gather_labels, gather_value, labels_of, under_convention
from extractors.fields.party_words import is_collective, is_strong_unit
from extractors.lexicons import load
from extractors.reading.text import Reading, fold
from schemas.breakdown import DepartmentRole, OfficialRole
from schemas.profile import NO_PROFILE, ColumnWord, LabelWord, Profile

ColumnKind = Literal[
    "officials", "departments", "parties", "deadline", "title", "measures", "target", "number", "section", "remark",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a table holds. The roles are those of its units and its people, None where it holds neither.

    `parties` holds units or people, told apart by their form; so may the cells of `officials` and `departments`.
    """

    kind: ColumnKind
    department: DepartmentRole | None = None
    official: OfficialRole | None = None


@cache
def _headers() -> dict[str, ColumnKind]:
    return {word: entry["kind"] for entry in load("columns")["entry"] for word in entry["words"]}


@cache
def _header_endings() -> tuple[tuple[str, ColumnKind], ...]:
    found = [(word, entry["kind"]) for entry in load("columns")["ending"] for word in entry["words"]]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(1024)
def column_role(header: str) -> Column:
    """Return what a column holds, by the words of its header; spaces, line breaks and a bracketed note do not count.

    >>> column_role("牵头\\n单位")
    Column(kind='departments', department='lead', official='lead')
    >>> column_role("完成时限").kind, column_role("责任单位（第一个为牵头单位）").department
    ('deadline', 'responsible')
    """
    close = re.sub(r"\s", "", fold(header)).strip(":*")
    if _headers().get(close) == "remark":  # 进度(百分比) is no term, as 进度 is
        return Column("remark")
    for text in (close, re.sub(r"\([^()]*\)", "", close)):
        label = read_label(text)
        if label is not None and label.kind in ("officials", "departments", "parties"):
            return Column(label.kind, label.department, label.official)
        if label is not None and label.kind in ("time", "time_beside"):
            return Column("deadline")
        if text in _headers():
            kind = _headers()[text]
            return Column(kind, "responsible", "responsible") if kind == "departments" else Column(kind)
    text = re.sub(r"\([^()]*\)", "", close)
    for begin in range(1, len(text) - 2):
        label = read_label(text[begin:], whole=False)
        if label is not None and label.kind in ("officials", "departments", "parties"):
            if "牵头" in text[:begin]:
                return Column("parties", "responsible", "responsible")
            return Column(label.kind, label.department, label.official)
    for word, kind in _header_endings():
        if text.endswith(word) and len(text) <= len(word) + 8:
            return Column(kind)
    return Column("unknown")


def is_task_word(word: str) -> bool:
    """Say whether a word announces the task itself: 工作任务, 任务内容.

    >>> is_task_word("工作任务"), is_task_word("工作目标")
    (True, False)
    """
    return _headers().get(word) in ("title", "measures")


def column_of(header: str, profile: Profile) -> Column:
    """Return what a column holds: by the profile, if it names the header, else by the lexicon."""
    if profile is NO_PROFILE:
        return column_role(header)
    close = re.sub(r"\s", "", fold(header)).strip(":*")
    words: tuple[ColumnWord | LabelWord, ...] = (*profile.columns, *profile.labels)
    for entry in words:
        if entry.word == close:
            roles = roles_of(entry.meaning)
            if roles is not None:
                return Column(entry.holds, *roles)
            kind = "remark" if entry.meaning == "ignore" else entry.meaning
            return Column(kind)  # type: ignore[arg-type]  # the meanings without a role are kinds of columns
    return column_role(header)


def read_cell(
    reading: Reading, start: int, end: int, label: str, convention: Convention | None = None
) -> tuple[OfficialFinding | DepartmentFinding, ...]:
    """Return the parties of a table cell, or of lines under a heading, whose header says `label`; in order.

    The cell may hold names one per line, or labelled parts of its own (牵头单位：… 配合单位：…).

    >>> from schemas.document import SourceDocument
    >>> text = "区民政局\\n区财政局"
    >>> cell = read_cell(Reading.of(SourceDocument("", "", "", None, text, ())), 0, len(text), "配合单位")
    >>> [(found.name, found.role) for found in cell]
    [('区民政局', 'supporting'), ('区财政局', 'supporting')]
    """
    column = column_of(label, reading.profile)
    if column.department is None or column.official is None:
        return ()
    kind: Literal["officials", "departments", "parties"] = column.kind  # type: ignore[assignment]  # only these have roles
    header = Label(kind, column.department, column.official)
    printed = re.sub(r"\s", "", label)
    start, end = reading.trim(start, end, " \t\n,;。、")
    labels = labels_of(reading.folded, start, end, reading.profile)
    gathered = Gathered("parties.cell")
    if labels:
        gather_value(reading, gathered, start, labels[0][0], header, printed)
        own = gather_labels(reading, labels[0][0], end, labels)
        if own is not None:
            gathered.officials.extend(own.officials)
            gathered.departments.extend(own.departments)
    else:
        for first, last in _members_by_line(reading, start, end):
            gather_value(reading, gathered, first, last, header, printed)
    departments = gathered.departments
    if convention is not None:
        departments = under_convention(reading, departments, start, convention)
    found: list[OfficialFinding | DepartmentFinding] = [*gathered.officials, *departments]
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _members_by_line(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a cell if each is a whole name by itself (李明 | 陈 芳), else the cell: a line may cut a name."""
    lines = []
    begin = start
    for line in reading.folded[start:end].split("\n"):
        lines.append(reading.trim(begin, begin + len(line)))
        begin += len(line) + 1
    names = [re.sub(r"\s", "", reading.folded[first:last]) for first, last in lines]
    return lines if len(names) > 1 and all(map(_is_whole_name, names)) else [(start, end)]


def _is_whole_name(name: str) -> bool:
    """Tell whether a line is one party and surely not a part of one: 有关 | 镇街."""
    if re.search("[、,;/]", name) or len(name) < 2:
        return False
    return is_person(name, official=True) or is_strong_unit(name) or (len(name) > 2 and is_collective(name))
