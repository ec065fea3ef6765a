"""Marked sentences for the tests of parties.

⟦李明@lead⟧ is a person, ⟦区民政局=lead⟧ a unit, ⟦各镇=supporting*⟧ a collective, ⟦年底前~⟧ a time. The marks are taken
out, and what is found must be the marked places with their roles, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from extractors.fields.clauses import find_clauses, find_convention
from extractors.fields.findings import Calendar, Clause, DepartmentFinding, OfficialFinding, TargetFinding
from extractors.fields.parties import read_cell
from extractors.fields.targets import find_targets, read_quantities
from extractors.fields.times import find_times
from extractors.reading.text import Reading
from schemas.document import SourceDocument

Found = list[tuple[int, int, str]]

_MARK = re.compile(r"⟦(?P<words>[^⟦⟧]+?)(?P<sign>[@=~])(?P<role>[a-z_]*\*?)⟧")


def read(text: str) -> Reading:
    return Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))


def unmark(marked: str) -> tuple[str, Found]:
    """Return the sentence without its marks, and what was marked."""
    pieces: list[str] = []
    expected: Found = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        pieces += [marked[at : mark.start()], mark["words"]]
        start = length + mark.start() - at
        length = start + len(mark["words"])
        expected.append((start, length, mark["sign"] + mark["role"]))
        at = mark.end()
    text = "".join([*pieces, marked[at:]])
    assert not set(text) & set("⟦⟧"), "a mark is not well formed"
    return text, sorted(expected)


def parties(found: tuple[OfficialFinding | DepartmentFinding, ...]) -> Found:
    return [
        (party.start, party.end, f"@{party.role}" if isinstance(party, OfficialFinding)
         else f"={party.role}{'*' * party.collective}")
        for party in found
    ]


@pytest.fixture
def clauses() -> Callable[[str], tuple[Clause, ...]]:
    """Return the clauses of a text, under the rule that it states itself."""

    def find(text: str) -> tuple[Clause, ...]:
        reading = read(text)
        return find_clauses(reading, 0, len(text), find_convention(reading))

    return find


@pytest.fixture
def finds(clauses: Callable[[str], tuple[Clause, ...]]) -> Callable[[str], bool]:
    """Tell whether the clauses of a marked text name exactly what is marked; a failed assertion shows both."""

    def check(marked: str) -> bool:
        text, expected = unmark(marked)
        found: Found = []
        for clause in clauses(text):
            assert 0 <= clause.start < clause.end <= len(text)
            found += parties((*clause.officials, *clause.departments))
            found += [(start, end, "~") for start, end in clause.times]
        quoted = [(text[start:end], what) for start, end, what in sorted(found)]
        assert quoted == [(text[start:end], what) for start, end, what in expected]
        assert sorted(found) == expected
        return True

    return check


@pytest.fixture
def cell_finds() -> Callable[[str, str], bool]:
    """Tell whether a marked cell under a header names exactly what is marked."""

    def check(header: str, marked: str) -> bool:
        text, expected = unmark(marked)
        found = sorted(parties(read_cell(read(text), 0, len(text), header)))
        assert [(text[start:end], what) for start, end, what in found] == [
            (text[start:end], what) for start, end, what in expected
        ]
        assert found == expected
        return True

    return check


Row = tuple[str | None, str, str, str | None, str]


@pytest.fixture
def promised() -> Callable[..., list[Row]]:
    """Read a sentence whose ⟦marks⟧ are the indicators of its targets, in order, and no others; ⟦=⟧ repeats the last.

    Each row is (action, comparator, value or low-high, unit, measure).
    """

    def rows(marked: str, *, reported: bool = False) -> list[Row]:
        expected: list[str] = []
        for mark in re.findall(r"⟦([^⟧]*)⟧", marked):
            expected.append(expected[-1] if mark == "=" else mark)
        found = _targets(marked.replace("⟦=⟧", "").replace("⟦", "").replace("⟧", ""), reported=reported)
        assert [target.indicator for target in found] == expected
        return [
            (
                target.action,
                target.comparator,
                f"{target.value}" if target.value_max is None else f"{target.value}-{target.value_max}",
                target.unit,
                target.measure,
            )
            for target in found
        ]

    return rows


@pytest.fixture
def only_target() -> Callable[..., TargetFinding]:
    """Read a sentence with exactly one target and return it whole."""

    def read_one(text: str, *, reported: bool = False) -> TargetFinding:
        (found,) = _targets(text, reported=reported)
        return found

    return read_one


@pytest.fixture
def all_targets() -> Callable[..., tuple[TargetFinding, ...]]:
    """Read a sentence and return its targets whole."""

    def read_all(text: str, *, reported: bool = False) -> tuple[TargetFinding, ...]:
        return _targets(text, reported=reported)

    return read_all


@pytest.fixture
def refused() -> Callable[[str], list[tuple[str, str]]]:
    """Read a sentence without a target and return (numeral, class) of every refused numeral."""

    def refusals(text: str) -> list[tuple[str, str]]:
        reading = read(text)
        found = read_quantities(reading, 0, len(text), find_times(reading, 0, len(text), Calendar(2025)), reported=False)
        assert found.targets == ()
        return [(text[number.start : number.end], number.number_class) for number in found.refused]

    return refusals


def _targets(text: str, *, reported: bool) -> tuple[TargetFinding, ...]:
    reading = read(text)
    times = find_times(reading, 0, len(text), Calendar(2025))
    return find_targets(reading, 0, len(text), times, reported=reported)
