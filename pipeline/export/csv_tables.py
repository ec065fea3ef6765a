"""Write the combined tables as CSV files (RFC 4180), row by row while a batch runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.export.atomic import AtomicText, cannot_write
from pipeline.export.cells import print_cell
from pipeline.export.columns import TABLES, Table
from pipeline.export.tables import Failure, Row, document_id, failed_row, rows_of
from schemas.breakdown import TaskBreakdown

Headers = Literal["en", "zh"]
Encoding = Literal["utf-8-sig", "utf-8"]


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How tables are written. utf-8-sig begins with the byte order mark without which Excel shows 乱码."""

    headers: Headers = "en"
    encoding: Encoding = "utf-8-sig"


class CsvTables:
    """tasks.csv, targets.csv, parties.csv, sections.csv, documents.csv, diagnostics.csv over all documents of a run.

    Rows go to files that take their names only at `close`; nothing is kept in memory but the names of the documents.
    """

    def __init__(self, directory: Path, options: CsvOptions | None = None) -> None:
        self.options = options or CsvOptions()
        self._identities: set[str] = set()
        self._files: dict[str, AtomicText] = {}
        self._writers = {table.name: self._open(directory, table) for table in TABLES}

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:  # noqa: ARG002 (the tables have no file of their own for it)
        """Append a document's rows. Raises OutputError."""
        identity = self._identify(breakdown.source.name, breakdown.source.sha256)
        for name, rows in rows_of(breakdown, identity).items():
            self._append(name, rows)

    def fail(self, failure: Failure) -> None:
        """Append a document that could not be read to documents.csv. Raises OutputError."""
        self._append("documents", [failed_row(failure, self._identify(failure.name, failure.sha256))])

    def close(self) -> tuple[Path, ...]:
        """Give the tables their names and return their paths. Raises OutputError."""
        return tuple(file.commit() for file in self._files.values())

    def discard(self) -> None:
        """Take away what was written so far; tables of an earlier run stay."""
        for file in self._files.values():
            file.discard()

    def _open(self, directory: Path, table: Table) -> _Writer:
        try:
            file = AtomicText(directory / f"{table.name}.csv")
        except BaseException:
            self.discard()
            raise
        self._files[table.name] = file
        if self.options.encoding == "utf-8-sig":
            # Python's own utf-8-sig writer is slower than all the rest of this module.
            file.handle.write("\ufeff")
        writer = _Writer(file)
        writer.write([headings(table, self.options.headers)])
        return writer

    def _append(self, name: str, rows: Iterable[Row]) -> None:
        self._writers[name].write([print_cell(cell) for cell in row] for row in rows)

    def _identify(self, name: str, sha256: str | None) -> str:
        """Return the document's id; the same file met again (in another folder) gets #2, so that keys stay unique."""
        wish = identity = document_id(name, sha256)
        number = 1
        while identity in self._identities:
            number += 1
            identity = f"{wish}#{number}"
        self._identities.add(identity)
        return identity


def headings(table: Table, headers: Headers) -> list[str]:
    """Return the heading row of a table."""
    return [column.chinese if headers == "zh" else column.name for column in table.columns]


class _Writer:
    """A CSV writer whose errors name the file."""

    def __init__(self, file: AtomicText) -> None:
        self._path = file.path
        self._writer = csv.writer(file.handle, lineterminator="\r\n")

    def write(self, rows: Iterable[list[str]]) -> None:
        try:
            self._writer.writerows(rows)
        except OSError as error:
            raise cannot_write(self._path, error) from error
