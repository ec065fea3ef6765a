"""Read the targets of a stretch of text: every quantity that a plan promises, and those it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.fields.findings import NumberFinding, TargetFinding, TimeFinding
from extractors.fields.quantities import find_quantities, has_specials
from extractors.fields.target_clauses import Clauses, cut
from extractors.fields.target_names import refuse_by_place
from extractors.fields.target_reader import TargetReader
from extractors.reading.numerals import Numeral
from extractors.reading.text import Reading
from schemas.records import quick


@quick
@dataclass(frozen=True, slots=True)
class QuantityReading:
    """What became of the quantities of a stretch: `targets`, and `refused` with the class and rule of each numeral.

    Numerals that no rule here explains stand in neither: their class is for `fields.numbers` to find.
    """

    targets: tuple[TargetFinding, ...]
    refused: tuple[NumberFinding, ...]


Stretch = tuple[int, int, Sequence[TimeFinding], bool]
"""Where a stretch of text begins and ends, the time expressions within, and whether it reviews the past."""
NOTHING = QuantityReading((), ())
"""What a stretch without a quantity holds."""


def find_targets(
    reading: Reading, start: int, end: int, times: Sequence[TimeFinding], *, reported: bool
) -> tuple[TargetFinding, ...]:
    """Return the targets of `reading.text[start:end]` in order; with `reported` the stretch reviews the past.

    `times` are the time expressions of the stretch. A target found in words about the past (去年完成…) is
    `reported` whatever the argument says.

    >>> from schemas.document import SourceDocument
    >>> text = "新建社区食堂 2 家、助餐点不少于5个"
    >>> reading = Reading.of(SourceDocument("a", "", "", None, text, ()))
    >>> found = find_targets(reading, 0, len(text), (), reported=False)
    >>> [(t.action, t.indicator, t.comparator, str(t.value), t.unit) for t in found]
    [('新建', '社区食堂', 'exactly', '2', '家'), ('新建', '助餐点', 'at_least', '5', '个')]
    """
    return read_quantities(reading, start, end, times, reported=reported).targets


def read_quantities(
    reading: Reading,
    start: int,
    end: int,
    times: Sequence[TimeFinding],
    *,
    reported: bool,
    plan_year: int | None = None,
) -> QuantityReading:
    """Return targets and refused numerals of `reading.text[start:end]`.

    Words after a year before `plan_year` (2024年，全区新建…) are reports.
    """
    (found,) = read_stretches(reading, [(start, end, times, reported)], plan_year)
    return found


def read_stretches(
    reading: Reading, stretches: Sequence[Stretch], plan_year: int | None = None
) -> list[QuantityReading]:
    """Return what became of the quantities of each stretch.

    Every step goes over all of them before the next begins: what a step needs of code and words stays in the
    processor's cache.
    """
    folded = reading.folded
    read = [NOTHING] * len(stretches)
    numbered = [(at, reading.numerals(start, end)) for at, (start, end, *_) in enumerate(stretches)]
    numbered = [(at, numerals) for at, numerals in numbered if numerals or has_specials(folded, *stretches[at][:2])]
    cuts = [cut(folded, *stretches[at][:2]) for at, _ in numbered]
    readers: list[tuple[int, TargetReader, Sequence[Numeral]]] = []
    for (at, numerals), clauses in zip(numbered, cuts, strict=True):
        start, end, times, reported = stretches[at]
        inside = [time for time in times if start <= time.start < end] if times else []
        if len(inside) > 1:
            inside.sort(key=_place_of)
        reader = TargetReader(reading, clauses, tuple(inside), reported=reported, plan_year=plan_year)
        usable: Sequence[Numeral] = numerals
        if inside or clauses.titles or clauses.quotes:
            usable = _outside(numerals, clauses, inside, reader.refused)
        readers.append((at, reader, usable))
    quantities = [find_quantities(folded, usable, *stretches[at][:2]) for at, _, usable in readers]
    for (at, reader, _), members in zip(readers, quantities, strict=True):
        targets = reader.read(members)
        refused = reader.refused
        if len(refused) > 1:
            refused.sort(key=_place_of)
        read[at] = QuantityReading(tuple(targets), tuple(refused))
    return read


def _place_of(found: TimeFinding | NumberFinding) -> tuple[int, int]:
    """Return what findings are sorted by."""
    return found.start, found.end


def _outside(
    numerals: Sequence[Numeral], clauses: Clauses, times: Sequence[TimeFinding], refused: list[NumberFinding]
) -> list[Numeral]:
    """Return the numerals outside titles, quotation marks and times; the others are added to `refused`."""
    usable: list[Numeral] = []
    starts = [time.start for time in times]
    for numeral in numerals:
        reason = refuse_by_place(numeral.start, clauses, times, starts)
        if reason is None:
            usable.append(numeral)
        else:
            refused.append(NumberFinding(numeral.start, numeral.end, *reason))
    return usable
