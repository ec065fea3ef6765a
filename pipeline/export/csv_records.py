"""Print the records of a breakdown as lines of the CSV tables: what `tables.rows_of` says as values, said as text.

Most of what a batch costs beside reading and extracting is a hundred thousand cells: here each row is one f-string, what
the rows of a document or a task share is printed once, and so is a text that comes again. A test holds every line to the
row that `rows_of` gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.export.cells import mark, needs_no_mark, print_cell
from pipeline.export.csv_text import print_line, quote, text_cell
from pipeline.export.tables import (
    DEPARTMENT_ROLES,
    JOIN,
    OFFICIAL_ROLES,
    called,
    document_row,
    last_day,
    titles_of,
)
from schemas.breakdown import Evidence, Target, Task, TaskBreakdown
from schemas.diagnostics import BY_CODE


def print_records(breakdown: TaskBreakdown, identity: str) -> dict[str, str]:
    """Return a document's lines in every table. `identity` is the document's id."""
    lines = _Lines(breakdown, identity)
    return {
        "tasks": "".join(lines.tasks()),
        "targets": "".join(lines.targets()),
        "parties": "".join(lines.parties()),
        "sections": "".join(lines.sections()),
        "documents": print_line(map(print_cell, document_row(breakdown, identity))),
        "diagnostics": "".join(lines.diagnostics()),
    }


class _Cells(dict[str | None, str]):
    """Texts as cells: the names of documents, units, rules and roles come again and again."""

    def __missing__(self, text: str | None) -> str:
        cell = self[text] = "" if text is None else text_cell(text)
        return cell


class _Numbers(dict[Decimal, str]):
    """Numbers as cells: a notice has few different ones, and its small ones many times."""

    def __missing__(self, number: Decimal) -> str:
        cell = print_cell(number)
        if number:  # 0 and -0 are equal, and printed differently
            self[number] = cell
        return cell


class _Lines:
    """Prints the records of one document."""

    __slots__ = (
        "_breakdown", "_cells", "_identity", "_name", "_numbers", "_plain_keys", "_prefix", "_sections", "_tasks", "_year",
    )

    def __init__(self, breakdown: TaskBreakdown, identity: str) -> None:
        self._breakdown = breakdown
        self._cells = _Cells()
        self._numbers = _Numbers()
        self._identity = self._cells[identity]
        self._prefix = f"{identity}/"
        # A key is the document's id and more: where the id is no number, no key of its rows is one; where nothing in
        # it needs quotation marks, only the rest of the key may.
        self._plain_keys = needs_no_mark(self._prefix) and quote(self._prefix) == self._prefix
        self._name = self._cells[breakdown.source.name]
        year = breakdown.header.plan_year
        self._year = "" if year is None else str(year)
        self._sections = titles_of(breakdown)
        self._tasks = [(task, self._standing(task), self._key(task.id)) for task in breakdown.tasks]

    def tasks(self) -> Iterator[str]:
        for task, standing, key in self._tasks:
            yield self._task(task, standing, key)

    def _task(self, task: Task, standing: str, key: str) -> str:
        officials = [(official.role, called(official)) for official in task.lead_officials]
        departments = [(department.role, department.name) for department in task.departments]
        deadlines = ","
        if task.deadlines:
            words = "；".join([deadline.text for deadline in task.deadlines])
            deadlines = f"{text_cell(words)},{print_cell(last_day(task.deadlines))}"
        return (
            f"{standing},{text_cell(task.body)},{_by_role(officials, OFFICIAL_ROLES)},"
            f"{_by_role(departments, DEPARTMENT_ROLES)},{deadlines},{len(task.targets)},{len(task.measures)},"
            f"{self._place(task.evidence)},{self._identity},{_id_cell(task.id)},{key},"
            f"{self._section_key(task.section)}\r\n"
        )

    def targets(self) -> Iterator[str]:
        for task, standing, key in self._tasks:
            for target in task.targets:
                yield self._target(target, standing, "target", key)
        nowhere = f"{self._name},{self._year},,,"
        for target in self._breakdown.targets:
            yield self._target(target, nowhere, "target", "")
        for target in self._breakdown.results:
            yield self._target(target, nowhere, "result", "")

    def _target(self, target: Target, standing: str, kind: str, task_key: str) -> str:
        cells, numbers, deadline, normalized = self._cells, self._numbers, target.deadline, target.normalized
        own_time = "," if deadline is None else f"{cells[deadline.text]},{print_cell(deadline.end)}"
        base = (
            ",," if normalized is None
            else f"{numbers[normalized.value]},{print_cell(normalized.value_max)},{cells[normalized.unit]}"
        )
        return (
            f"{standing},{kind},{cells[target.action]},{cells[target.indicator]},{cells[target.comparator]},"
            f"{numbers[target.value]},{'' if target.value_max is None else numbers[target.value_max]},"
            f"{cells[target.unit]},{cells[target.measure]},"
            f"{'' if target.baseline is None else numbers[target.baseline]},{cells[target.per]},"
            f"{own_time},{cells[target.modality]},{base},"
            f"{self._place(target.evidence)},{self._identity},{_id_cell(target.id)},{self._key(target.id)},{task_key}\r\n"
        )

    def parties(self) -> Iterator[str]:
        cells, identity = self._cells, self._identity
        for task, standing, key in self._tasks:
            # What follows a key that needs no quotation marks needs none.
            plain = key if self._plain_keys and key[0] != '"' else None
            for position, official in enumerate(task.lead_officials, 1):
                own = f"/official/{position}"
                party_key = plain + own if plain else self._key(task.id + own)
                yield (
                    f"{standing},official,{cells[official.name]},{cells[official.title]},{cells[official.role]},"
                    f"{cells[official.label]},,{position},"
                    f"{self._named_place(official.evidence)},{identity},{party_key},{key}\r\n"
                )
            for position, department in enumerate(task.departments, 1):
                own = f"/department/{position}"
                party_key = plain + own if plain else self._key(task.id + own)
                yield (
                    f"{standing},department,{cells[department.name]},,{cells[department.role]},"
                    f"{cells[department.label]},{'true' if department.collective else 'false'},{position},"
                    f"{self._named_place(department.evidence)},{identity},{party_key},{key}\r\n"
                )

    def sections(self) -> Iterator[str]:
        cells = self._cells
        held = Counter(task.section for task in self._breakdown.tasks)
        for section in self._breakdown.sections:
            yield (
                f"{self._name},{self._year},{cells[section.label]},{cells[section.title]},{section.level},"
                f"{held[section.id]},{self._place(section.evidence)},{self._identity},{cells[section.id]},"
                f"{self._key(section.id)},{self._section_key(section.parent)}\r\n"
            )

    def diagnostics(self) -> Iterator[str]:
        cells = self._cells
        for position, diagnostic in enumerate(self._breakdown.diagnostics, 1):
            kind = BY_CODE.get(diagnostic.code)
            place = ",,,," if diagnostic.evidence is None else self._place(diagnostic.evidence)
            yield (
                f"{self._name},{cells[diagnostic.severity]},{cells[diagnostic.code]},{cells[diagnostic.task]},"
                f"{cells[diagnostic.message]},{cells[None if kind is None else kind.advice]},"
                f"{place},{self._identity},{self._key(str(position))}\r\n"
            )

    def _standing(self, task: Task) -> str:
        """Return the cells document, plan_year, section, number, task, which a task's own row and those below it begin with."""
        cells = self._cells
        title = cells[self._sections.get(task.section or "")]
        return f"{self._name},{self._year},{title},{cells[task.number]},{cells[task.title]}"

    def _place(self, evidence: Evidence) -> str:
        """Return the cells page, quote, rule, start, end."""
        page = "" if evidence.page is None else evidence.page
        return f"{page},{text_cell(evidence.quote)},{self._cells[evidence.rule]},{evidence.start},{evidence.end}"

    def _named_place(self, evidence: Evidence) -> str:
        """Return the same where the quote is a name, which comes again."""
        page = "" if evidence.page is None else evidence.page
        return f"{page},{self._cells[evidence.quote]},{self._cells[evidence.rule]},{evidence.start},{evidence.end}"

    def _key(self, own: str) -> str:
        if self._plain_keys:
            return self._prefix + own if own.isalnum() else quote(self._prefix + own)
        return quote(mark(self._prefix + own))

    def _section_key(self, own: str | None) -> str:
        """Return the key of a section that the document has; nothing for one it does not have."""
        return "" if own is None or own not in self._sections else self._key(own)


def _id_cell(own: str) -> str:
    """Return an id as a cell. Ours are letters and digits, which neither need marks nor come again."""
    return own if own.isidentifier() else text_cell(own)


def _by_role(parties: Sequence[tuple[str, str]], roles: tuple[str, ...]) -> str:
    """Return the cells of the roles: the names that have each, joined as `tables.joined` does."""
    if not parties:
        return "," * (len(roles) - 1)
    names: dict[str, list[str]] = {}
    for role, name in parties:
        names.setdefault(role, []).append(name)
    return ",".join([text_cell(JOIN.join(names[role])) if role in names else "" for role in roles])
