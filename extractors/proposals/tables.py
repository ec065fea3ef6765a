"""Find the column headers that the lexicons do not know, and what stands below them."""

from __future__ import annotations

import re

from extractors.fields.parties import column_role
from extractors.proposals.findings import Sightings, ValueKind, kind_of
from extractors.proposals.labels import Place, TaskAt
from extractors.reading.text import Reading

_LONGEST_HEADER = 14
_HEADER_ROWS = 4


class ColumnSightings:
    """Gathers unknown headers over several notices; `rows` counts the rows below them."""

    def __init__(self) -> None:
        self.columns: dict[str, Sightings] = {}
        self.rows: dict[str, int] = {}

    def read(self, document: int, reading: Reading, task_at: TaskAt) -> None:
        """Note what the tables of one notice show."""
        tables: dict[int, dict[int, dict[int, int]]] = {}
        for index, block in enumerate(reading.document.blocks):
            if block.cell is not None:
                tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})[block.cell.column] = index
        for rows in tables.values():
            self._table(document, reading, [rows[row] for row in sorted(rows)], task_at)

    def _table(self, document: int, reading: Reading, rows: list[dict[int, int]], task_at: TaskAt) -> None:
        words = [{column: _words(reading, index) for column, index in row.items()} for row in rows]
        head = next((at for at, row in enumerate(words[:_HEADER_ROWS]) if _is_header(row)), None)
        if head is None:
            return
        for column, header in words[head].items():
            close = re.sub(r"\s", "", header)
            if not close or column_role(close).kind != "unknown":
                continue
            self.rows[close] = self.rows.get(close, 0) + len(rows) - head - 1
            seen = self.columns.setdefault(close, Sightings())
            for index, row in ((row[column], words[at][column]) for at, row in enumerate(rows[head + 1 :], head + 1) if column in row):
                if row:
                    place: Place = (document, index)
                    seen.add(row, _kind(row), place, task_at(reading.document.blocks[index].start))


def _words(reading: Reading, index: int) -> str:
    block = reading.document.blocks[index]
    return reading.folded[block.start : block.end].strip()


def _kind(value: str) -> ValueKind | None:
    return kind_of(re.sub(r"\s*\n\s*", "、", value))


def _is_header(row: dict[int, str]) -> bool:
    """Tell whether a row can be the header: several short cells that differ, all with words and none a sentence."""
    filled = {text for text in row.values() if text}
    return len(filled) >= 3 and all(
        len(text) <= _LONGEST_HEADER and re.search(r"[一-鿿]", text) and not set(text) & set("。;,:") for text in filled
    )
