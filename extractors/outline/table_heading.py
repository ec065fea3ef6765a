"""Read the heading of a table: whether it assigns work, and what every column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.fields.parties import Column, column_of
from extractors.outline.grid import Row, spread
from extractors.outline.tree import TableRegion
from extractors.reading.text import Reading

PARTIES = ("officials", "departments", "parties")
_HEADER_ROWS = 4
_LONGEST_NUMBER = 3
_LONGEST_GROUP = 24


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its merged cells spread out, its header read, and its data rows.

    `heads` are the lowest cells of the header: block indexes by column.
    """

    rows: tuple[Row, ...]
    columns: dict[int, Column]
    headings: dict[int, str]
    heads: Row
    first: int

    def having(self, *kinds: str) -> list[int]:
        """Return the columns of these kinds, left to right."""
        return [column for column, role in sorted(self.columns.items()) if role.kind in kinds]


def read_grid(reading: Reading, region: TableRegion, carried: Grid | None) -> Grid | None:
    """Return the table if its header says that it assigns work, or if it goes on with the table before it."""
    rows = spread(reading.document.blocks, region.cells)
    best: tuple[int, int] | None = None
    for index in range(min(_HEADER_ROWS, len(rows))):
        known = _known(reading, rows[index])
        distinct = len(set(rows[index].values()))
        if known >= 2 and known * 2 >= distinct - 1 and (best is None or known > best[1]):
            best = (index, known)
    if best is None:
        width = len(rows[0]) if rows else 0
        if carried is not None and width > 1 and width == len(carried.columns):
            return Grid(tuple(rows), carried.columns, carried.headings, carried.heads, 0)
        return None
    first = best[0] + 1
    while first < len(rows) and _continues_header(reading, rows[best[0]], rows[first]):
        first += 1
    headings = _headings(reading, rows[best[0] : first])
    columns = {column: column_of(words, reading.profile) for column, words in headings.items()}
    for column in _counting_columns(reading, rows[first - 1], rows[first:]):
        columns[column] = replace(columns[column], kind="number")
    for column in _grouping_columns(reading, columns, rows[first:]):
        columns[column] = replace(columns[column], kind="section")
    grid = Grid(tuple(rows), columns, headings, rows[first - 1], first)
    work = grid.having("title", "measures")
    if not work or not grid.having(*PARTIES, "deadline"):
        return None
    return grid


def _counting_columns(reading: Reading, heads: Row, rows: Sequence[Row]) -> list[int]:
    """Return the columns that only count the rows, 1 to n, below a heading that they share with the words beside them."""
    found = []
    for column, head in heads.items():
        shared = [other for other in heads if other != column and heads[other] == head]
        printed = [words_of(reading, row[column]).strip() for row in rows if column in row]
        counted = [int(words) for words in dict.fromkeys(printed) if words.isdecimal() and len(words) <= _LONGEST_NUMBER]
        counts = len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted)))
        if shared and counts and all(words.isdecimal() for words in printed if words):
            found.append(column)
    return found


def _grouping_columns(reading: Reading, columns: dict[int, Column], rows: Sequence[Row]) -> list[int]:
    """Return the columns left of the tasks whose heading says nothing and whose short words hold for several rows each."""
    titles = [column for column, role in columns.items() if role.kind == "title"]
    found = []
    for column, role in columns.items():
        if role.kind != "unknown" or not titles or column > min(titles):
            continue
        words = [words_of(reading, row[column]).strip() for row in rows if column in row]
        groups = [group for group, _ in groupby(words)]
        short = all(0 < len(group) <= _LONGEST_GROUP and not set(group) & set("。；;，") for group in groups)
        if short and 1 < len(groups) < len(words) and len(set(groups)) == len(groups):
            found.append(column)
    return found


def _known(reading: Reading, row: Row) -> int:
    """Return how many cells of a row read as column headings."""
    kinds = [column_of(words_of(reading, index), reading.profile).kind for index in dict.fromkeys(row.values())]
    return sum(kind != "unknown" for kind in kinds)


def words_of(reading: Reading, index: int) -> str:
    """Return the words of a cell, the block of that index."""
    block = reading.document.blocks[index]
    return reading.text[block.start : block.end]


def _continues_header(reading: Reading, header: Row, row: Row) -> bool:
    """Say whether a row belongs to the header above it: a cell reaches down from it, and the rest are headings too."""
    shared = {column for column in row if header.get(column) == row[column]}
    rest = [index for column, index in row.items() if column not in shared]
    if not shared or not rest:
        return False
    words = [words_of(reading, index) for index in rest]
    return all(column_of(word, reading.profile).kind != "unknown" or len(word) <= 6 for word in words)


def _headings(reading: Reading, rows: Sequence[Row]) -> dict[int, str]:
    """Return the words above every column: the lowest heading that is known, else all of them joined."""
    headings: dict[int, str] = {}
    for column in sorted({column for row in rows for column in row}):
        stack = [words_of(reading, index) for index in dict.fromkeys(row[column] for row in rows if column in row)]
        known = [words for words in stack if column_of(words, reading.profile).kind != "unknown"]
        headings[column] = known[-1] if known else "".join(stack)
    return headings
