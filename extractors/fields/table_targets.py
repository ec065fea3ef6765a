"""Read indicator tables: a row names what is measured, a column the year, and the cell between them the target."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from extractors.fields.findings import NumberFinding, TargetFinding, TimeFinding
from extractors.fields.table_heads import Head, Heads, read_heads
from extractors.fields.table_units import as_unit, bracketed_unit
from extractors.fields.table_values import CellValue, read_value
from extractors.fields.target_shapes import measure_of
from extractors.outline.grid import Row, spread
from extractors.outline.tree import TableRegion
from extractors.reading.text import Reading
from schemas.breakdown import Measure

Span = tuple[int, int]
LONGEST_NAME = 100
"""A cell longer than this names no indicator: it describes work."""
ADVISED = "倡导性"
_GROWS = ("增长", "增速", "增幅")
_PARTS = ("率", "比例", "比重", "占比")
"""What these measure has no more than all: 100 %."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """The targets of a document's indicator tables.

    `cells` are the spans that were read as values, units, kinds or row numbers and are no text; `row_numbers` those of
    row numbers; `refused` the numerals of baselines without a target beside them and of what is only advised.
    """

    targets: tuple[TargetFinding, ...] = ()
    refused: tuple[NumberFinding, ...] = ()
    cells: frozenset[Span] = frozenset()
    row_numbers: tuple[Span, ...] = ()


# 1.空气质量优良天数   (3)城镇化率   其中:农村
@cache
def _row_label() -> re.Pattern[str]:
    """Return the pattern of the number before an indicator's name."""
    return re.compile(r"(?:\(?\d{1,3}[).、．]|[①-⑳]|其中:) ?")


def read_tables(
    reading: Reading, regions: Sequence[TableRegion], this_year: int | None, assigned: Sequence[Span]
) -> TableReading:
    """Return the targets of the tables that name indicators and years; a table without headings goes on with the one before.

    `this_year` is the year of the plan or of the notice: columns of years before it hold baselines. `assigned` are the
    sorted spans of the tasks that tables made: a table that assigns work is read there.
    """
    found = _Found()
    carried: tuple[Heads, int] | None = None
    for region in regions:
        if _is_assigned(reading, region, assigned):
            carried = None
            continue
        rows = spread(reading.document.blocks, region.cells)
        width = max((max(row) for row in rows if row), default=-1) + 1
        heads = read_heads(reading, rows, this_year)
        if heads is None and carried is not None and carried[1] == width and not _has_other_heads(reading, rows):
            heads = Heads(carried[0].columns, 0)
        if heads is None:
            carried = None
            continue
        carried = (heads, width)
        _read_rows(reading, rows, heads, found)
    return TableReading(tuple(found.targets), tuple(found.refused), frozenset(found.cells), tuple(found.numbers))


def _is_assigned(reading: Reading, region: TableRegion, assigned: Sequence[Span]) -> bool:
    """Say whether one of the tasks stands in the table."""
    blocks = reading.document.blocks
    index = bisect_left(assigned, (blocks[region.cells[0]].start, 0))
    return index < len(assigned) and assigned[index][0] <= blocks[region.cells[-1]].end


@dataclass(slots=True)
class _Found:
    targets: list[TargetFinding] = field(default_factory=list)
    refused: list[NumberFinding] = field(default_factory=list)
    cells: set[Span] = field(default_factory=set)
    numbers: list[Span] = field(default_factory=list)


def _has_other_heads(reading: Reading, rows: Sequence[Row]) -> bool:
    """Say whether a table opens with words in every cell, as headings do; one that goes on has a value in its first row."""
    blocks = reading.document.blocks
    for row in rows[:3]:
        cells = [blocks[index] for index in dict.fromkeys(row.values())]
        if len(cells) > 1 and any(read_value(reading, cell.start, cell.end) for cell in cells):
            return False
    return True


def _read_rows(reading: Reading, rows: Sequence[Row], heads: Heads, found: _Found) -> None:
    blocks = reading.document.blocks
    for row in rows[heads.first :]:
        if len(dict.fromkeys(row.values())) < 2:
            continue
        name = _name_of(reading, row, heads)
        if name is None:
            continue
        for column in heads.having("number"):
            if column in row:
                found.numbers.append((blocks[row[column]].start, blocks[row[column]].end))
        values = _values_of(reading, row, heads)
        if not values:
            continue
        _read_row(reading, row, heads, name, values, found)
        for column, index in row.items():
            if heads.columns.get(column, Head("other")).kind not in ("name", "other") and index in row.values():
                found.cells.add((blocks[index].start, blocks[index].end))


def _name_of(reading: Reading, row: Row, heads: Heads) -> Span | None:
    """Return the words of the row's indicator: those of the last column of names that has any."""
    blocks, folded = reading.document.blocks, reading.folded
    for column in reversed(heads.having("name")):
        if column not in row:
            continue
        start, end = reading.trim(blocks[row[column]].start, blocks[row[column]].end)
        label = _row_label().match(folded, start, end)
        start = label.end() if label else start
        if start < end <= start + LONGEST_NAME and read_value(reading, start, end) is None:
            return start, end
    return None


def _values_of(reading: Reading, row: Row, heads: Heads) -> list[tuple[Head, CellValue, bool]]:
    """Return head and value of the row's cells, in order, each merged cell once; the last says that it is a merged one."""
    blocks = reading.document.blocks
    values: list[tuple[Head, CellValue, bool]] = []
    seen: set[int] = set()
    kinds = ("goal", "baseline", "growth")
    for column in heads.having("goal", "baseline", "growth"):
        index = row.get(column)
        if index is None or index in seen:
            continue
        seen.add(index)
        over = [heads.columns[at].kind for at, other in row.items() if other == index and at in heads.columns]
        if any(kind not in kinds for kind in over):
            continue
        value = read_value(reading, blocks[index].start, blocks[index].end)
        if value is not None:
            head = next((heads.columns[at] for at in sorted(row) if row[at] == index and heads.columns[at].kind == "goal"), None)
            values.append((head or heads.columns[column], value, len(over) > 1))
    return values


def _read_row(
    reading: Reading, row: Row, heads: Heads, name: Span, values: list[tuple[Head, CellValue, bool]], found: _Found
) -> None:
    """Add the targets of a row; its baseline goes to each of them."""
    text = reading.text
    unit, stop = bracketed_unit(reading.folded, *name)
    unit = _unit_cell(reading, row, heads) or unit
    nature = _nature(reading, row, heads)
    baselines = [value for head, value, _ in values if head.kind == "baseline"]
    goals = [(head, value, merged) for head, value, merged in values if head.kind != "baseline"]
    advised = nature == ADVISED
    if advised or not goals:
        rule = "table.advised" if advised else "table.baseline_alone"
        found.refused.extend(NumberFinding(*span, "context", rule) for _, value, _ in values for span in value.numbers)
        return
    baseline = baselines[-1] if baselines else None
    indicator = text[name[0] : stop].replace("\n", "").strip()
    for head, value, merged in goals:
        grows = head.kind == "growth"
        own = value.unit or head.unit or unit
        if own == "%" and value.value > 100 and value.unit is None and indicator.endswith(_PARTS):
            # two values of one cell that ran together
            continue
        measure = _measure(indicator, value, own, grows=grows)
        same = baseline is not None and head.kind == "goal" and (baseline.unit or unit) == (value.unit or unit)
        changes = value.tail.predicate is not None and measure in ("increase", "decrease")
        others = value.numbers[1:]
        if baseline is not None:
            others += tuple(span for span in baseline.numbers if not any(span in t.also_numbers for t in found.targets))
        found.targets.append(
            TargetFinding(
                start=min(name[0], value.quantity.start),
                end=max(stop, value.quantity.end),
                number=value.numbers[0] if value.numbers else (value.quantity.start, value.quantity.start),
                action=value.tail.predicate.action if value.tail.predicate else None,
                indicator=indicator,
                comparator=value.comparator,
                value=value.value,
                value_max=value.value_max,
                unit=own,
                measure=measure,
                baseline=baseline.value if baseline is not None and same and not changes else None,
                per=None,
                deadline=None if merged or grows else _due(head),
                modality=nature or value.tail.modality,
                rule="table.growth" if grows else "table.value",
                also_numbers=others,
            )
        )


def _measure(indicator: str, value: CellValue, unit: str | None, *, grows: bool) -> Measure:
    predicate = value.tail.predicate
    if grows:
        return "increase"
    if value.quantity.form == "cover":
        return "coverage"
    if predicate is not None and not (predicate.to or predicate.at):
        return predicate.measure
    if indicator.endswith(_GROWS) and unit in ("%", "‰"):
        return "increase"
    if unit == value.quantity.unit:
        return measure_of("level", value.quantity, indicator, predicate, repeats=False)
    return "coverage" if unit == "%" and indicator.endswith(("覆盖率", "覆盖面")) else "level"


def _due(head: Head) -> TimeFinding | None:
    """Return the end of the heading's year."""
    if head.year is None or head.year_span is None:
        return None
    return TimeFinding(*head.year_span, "deadline", None, date(head.year, 12, 31), "times.table_head")


def _unit_cell(reading: Reading, row: Row, heads: Heads) -> str | None:
    blocks = reading.document.blocks
    for column in heads.having("unit"):
        if column in row:
            return as_unit(reading.folded[blocks[row[column]].start : blocks[row[column]].end])
    return None


def _nature(reading: Reading, row: Row, heads: Heads) -> str | None:
    """Return how firmly the row's values are meant, in the words of its cell."""
    blocks = reading.document.blocks
    for column in heads.having("nature"):
        if column in row:
            words = reading.text[blocks[row[column]].start : blocks[row[column]].end].replace("\n", "").strip()
            return words if words.endswith("性") else None
    return None
