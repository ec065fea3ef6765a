"""Rows of a ledger on disk until all are known: a sheet is written as a whole, and its rows come from many documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.export.ledger_rows import LedgerTask, PartyKind
from pipeline.export.tables import Cell, Row

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Party:
    """A department or leader over all documents, and how many tasks name it; issuer is given where it is needed."""

    kind: PartyKind
    name: str
    issuer: str | None
    tasks: int


_CREATE = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE tasks (n INTEGER PRIMARY KEY, cells TEXT NOT NULL);
    CREATE TABLE targets (n INTEGER PRIMARY KEY, cells TEXT NOT NULL);
    CREATE TABLE parties (kind TEXT, name TEXT, issuer TEXT, n INTEGER, role TEXT);
    CREATE TABLE failures (n INTEGER PRIMARY KEY, name TEXT, message TEXT);
"""


class Spool:
    """An SQLite file in `folder`, which is private to it. Raises sqlite3.Error where it cannot be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tasks = 0
        self._database = sqlite3.connect(folder / "rows")
        try:
            self._database.executescript(_CREATE)
        except BaseException:
            self._database.close()
            raise

    def add(self, tasks: Iterable[LedgerTask], targets: Iterable[Row], issuer: str | None) -> None:
        """Keep a document's rows."""
        with self._database:
            for task in tasks:
                self._tasks += 1
                self._database.execute("INSERT INTO tasks VALUES (?, ?)", (self._tasks, _pack(task.cells)))
                self._database.executemany(
                    "INSERT INTO parties VALUES (?, ?, ?, ?, ?)",
                    [(party.kind, party.name, issuer or "", self._tasks, party.role) for party in task.parties],
                )
            self._database.executemany("INSERT INTO targets (cells) VALUES (?)", ((_pack(row),) for row in targets))

    def fail(self, name: str, message: str) -> None:
        """Keep a document that could not be read."""
        with self._database:
            self._database.execute("INSERT INTO failures (name, message) VALUES (?, ?)", (name, message))

    def index(self) -> None:
        """Prepare for reading, once all is added."""
        self._database.execute("CREATE INDEX by_party ON parties (kind, name, issuer, n)")

    def parties(self) -> list[tuple[PartyKind, str, str, int]]:
        """Return kind, name, issuer and number of tasks of every party, departments first, in order of name."""
        return self._database.execute(
            "SELECT kind, name, issuer, count(*) FROM parties GROUP BY kind, name, issuer ORDER BY kind, name, issuer"
        ).fetchall()

    def tasks(self) -> Iterator[list[Value]]:
        """Yield every task's cells, dates as ISO text."""
        return (json.loads(cells) for (cells,) in self._database.execute("SELECT cells FROM tasks ORDER BY n"))

    def tasks_of(self, kind: PartyKind, name: str, issuers: Iterable[str]) -> Iterator[tuple[list[Value], str]]:
        """Yield the cells of every task a party answers for, and its role there."""
        given = json.dumps(list(issuers))
        rows = self._database.execute(
            "SELECT cells, role FROM parties JOIN tasks USING (n) WHERE kind = ? AND name = ?"
            " AND issuer IN (SELECT value FROM json_each(?)) ORDER BY n",
            (kind, name, given),
        )
        return ((json.loads(cells), role) for cells, role in rows)

    def targets(self) -> Iterator[list[Value]]:
        """Yield every target's cells."""
        return (json.loads(cells) for (cells,) in self._database.execute("SELECT cells FROM targets ORDER BY n"))

    def failures(self) -> Iterator[tuple[str, str]]:
        """Yield name and reason of every document that could not be read."""
        return iter(self._database.execute("SELECT name, message FROM failures ORDER BY n"))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _pack(cells: Row) -> str:
    return json.dumps([_plain(cell) for cell in cells], ensure_ascii=False)


def _plain(cell: Cell) -> Value:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
