"""Tell the rows of a table without rulings: by its numbers, which stand at the top or in the middle of their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from pipeline.ingest.pdf_lines import PrintedLine

_MIDDLE = 0.65
"""A number stands in the middle of its row if it is off by no more than this share of the distance between lines."""
_APART = 1.2
"""Rows without numbers stand apart by this much more than their lines do."""
_LONGEST_ROW = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A printed line of a table with its part in each column; no cells are a line that runs across all of them."""

    page: int
    line: PrintedLine
    cells: tuple[PrintedLine | None, ...]


Rows = list[list[Part]]


def rows_of(parts: Sequence[Part], numbered: int | None) -> Rows | None:
    """Return the lines of a table by rows, a line across it as a row of its own; None where two ways are as good.

    `numbered` is the column of 序号, None where the table has none.
    """
    found: Rows = []
    for across, run in groupby(parts, key=lambda part: not part.cells):
        group = list(run)
        if across:
            rows: Rows | None = [[part] for part in group]
        elif numbered is None:
            rows = _by_gaps(group)
        else:
            rows = _by_numbers(group, numbered) or _by_blocks(group, numbered)
        if rows is None:
            return None
        found += rows
    return found


def _by_numbers(parts: Sequence[Part], column: int) -> Rows | None:
    """Return the rows of lines between two headings: each holds one number, and no line belongs to none."""
    marks = [index for index, part in enumerate(parts) if part.cells[column]]
    if not marks or not all(_number().fullmatch(parts[index].cells[column].text.strip()) for index in marks):  # type: ignore[union-attr]
        return None
    # Row by row, the cheapest way to come to each line that may begin the next row, and how many ways are as cheap.
    ways: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 1, ())}
    for place, mark in enumerate(marks):
        last = place + 1 == len(marks)
        ends = [len(parts)] if last else range(mark + 1, min(marks[place + 1], mark + _LONGEST_ROW) + 1)
        following: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for start, (cost, count, cuts) in ways.items():
            if start > mark:
                continue
            for end in ends:
                if not _is_row(parts[start:end], mark - start):
                    continue
                whole = cost + (not last and _is_cut(parts[:end], parts[end]))
                known = following.get(end)
                if known is None or whole < known[0]:
                    following[end] = (whole, count, (*cuts, end))
                elif whole == known[0]:
                    following[end] = (whole, known[1] + count, known[2])
        ways = following
    best = ways.get(len(parts))
    if best is None or best[1] > 1:
        return None
    return [list(parts[start:end]) for start, end in pairwise((0, *best[2]))]


def _is_row(parts: Sequence[Part], mark: int) -> bool:
    """Return whether the number of a row stands where numbers do: on its first line with all other words, or in its middle."""
    filled = {column for part in parts for column, cell in enumerate(part.cells) if cell}
    if mark == 0 and all(parts[0].cells[column] for column in filled):
        return True
    if len({part.page for part in parts}) > 1:
        return False
    step = min((after.line.base - line.line.base for line, after in pairwise(parts)), default=0.0)
    step = max(step, parts[mark].line.em)
    middle = (parts[0].line.base + parts[-1].line.base) / 2
    return abs(parts[mark].line.base - middle) <= _MIDDLE * step


def _is_cut(before: Sequence[Part], after: Part) -> bool:
    """Return whether a new row would begin inside of a sentence: a full line above, and nothing that ends it."""
    for column, cell in enumerate(after.cells):
        above = next((part.cells[column] for part in reversed(before) if part.cells[column]), None)
        if cell is None or above is None or above is not before[-1].cells[column]:
            continue
        widest = max(part.cells[column].x1 for part in before if part.cells[column])  # type: ignore[union-attr]
        if not above.text.rstrip().endswith(("。", "；", ";")) and above.x1 > widest - 1.5 * above.em and len(above.text) > 4:
            return True
    return False


def _by_blocks(parts: Sequence[Part], column: int) -> Rows | None:
    """Return the rows of lines that stand in blocks with one number each; a block that a page turn cut is one row."""
    steps = [
        lower - upper
        for place in range(len(parts[0].cells))
        for (page, upper), (after, lower) in pairwise((part.page, part.line.base) for part in parts if part.cells[place])
        if page == after
    ]
    if not steps:
        return None
    blocks: Rows = [[parts[0]]]
    for part, after in pairwise(parts):
        if part.page == after.page and after.line.base - part.line.base <= _APART * min(steps):
            blocks[-1].append(after)
        else:
            blocks.append([after])
    rows: Rows = []
    for block in blocks:
        cut = rows and rows[-1][-1].page != block[0].page and _numbers(rows[-1], column) + _numbers(block, column) == 1
        if cut:
            rows[-1] += block
        else:
            rows.append(block)
    return rows if all(_numbers(row, column) == 1 for row in rows) else None


def _numbers(parts: Sequence[Part], column: int) -> int:
    return sum(part.cells[column] is not None for part in parts)


def _by_gaps(parts: Sequence[Part]) -> Rows | None:
    """Return the rows of a table without numbers: each line a row, or rows that stand further apart than their lines."""
    if all(sum(cell is not None for cell in part.cells) >= len(part.cells) - 1 and part.cells[0] for part in parts):
        steps = [after.line.base - part.line.base for part, after in pairwise(parts) if part.page == after.page]
        # Lines as close as those of a paragraph may be the lines of one row.
        return [[part] for part in parts] if steps and min(steps) > 1.7 * parts[0].line.em else None
    rows: Rows = [[parts[0]]]
    inner: list[float] = []
    outer: list[float] = []
    for part, after in pairwise(parts):
        begins = after.cells[0] is not None and sum(cell is not None for cell in after.cells) >= len(after.cells) - 1
        if part.page == after.page:
            (outer if begins else inner).append(after.line.base - part.line.base)
        if begins:
            rows.append([after])
        else:
            rows[-1].append(after)
    return rows if outer and inner and min(outer) >= _APART * max(inner) else None


@cache
def _number() -> re.Pattern[str]:
    # 12 / 12. / （三） / 十二、
    return re.compile(r"[(（]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）.．、]?")
