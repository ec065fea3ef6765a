"""Write the combined tables as CSV files (RFC 4180), row by row while a batch runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.export.atomic import AtomicText, cannot_write
from pipeline.export.cells import print_cell
from pipeline.export.columns import TABLES, Table
from pipeline.export.csv_records import print_records
from pipeline.export.csv_text import print_line
from pipeline.export.identities import Identities
from pipeline.export.tables import Failure, document_id, failed_row
from schemas.breakdown import TaskBreakdown

Headers = Literal["en", "zh"]
Encoding = Literal["utf-8-sig", "utf-8"]


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How tables are written. utf-8-sig begins with the byte order mark without which Excel shows 乱码."""

    headers: Headers = "en"
    encoding: Encoding = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Printed:
    """A document's rows as the text of the CSV files, by table: made by a worker, for its parent only to append."""

    identity: str
    text: dict[str, str]


def print_document(breakdown: TaskBreakdown) -> Printed:
    """Return a document's rows as text, under the id that it has unless an earlier document has it."""
    identity = document_id(breakdown.source.name, breakdown.source.sha256)
    return Printed(identity, print_records(breakdown, identity))


class CsvTables:
    """tasks.csv, targets.csv, parties.csv, sections.csv, documents.csv, diagnostics.csv over all documents of a run.

    Rows go to files that take their names only at `close`; nothing is kept in memory but the names of the documents.
    """

    def __init__(self, directory: Path, options: CsvOptions | None = None) -> None:
        self.options = options or CsvOptions()
        self._identities = Identities()
        self._files: dict[str, AtomicText] = {}
        for table in TABLES:
            self._open(directory, table)

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:  # noqa: ARG002 (the tables have no file of their own for it)
        """Append a document's rows. Raises OutputError."""
        identity = self._identities.give(breakdown.source.name, breakdown.source.sha256)
        for name, text in print_records(breakdown, identity).items():
            self._write(name, text)

    def add_printed(self, printed: Printed) -> bool:
        """Append a document's rows; False, and nothing done, where its id is taken. Raises OutputError."""
        if not self._identities.take(printed.identity):
            return False
        for name, text in printed.text.items():
            self._write(name, text)
        return True

    def fail(self, failure: Failure) -> None:
        """Append a document that could not be read to documents.csv. Raises OutputError."""
        row = failed_row(failure, self._identities.give(failure.name, failure.sha256))
        self._write("documents", print_line(map(print_cell, row)))

    def close(self) -> tuple[Path, ...]:
        """Give the tables their names and return their paths. Raises OutputError."""
        return tuple(file.commit() for file in self._files.values())

    def discard(self) -> None:
        """Take away what was written so far; tables of an earlier run stay."""
        for file in self._files.values():
            file.discard()

    def _open(self, directory: Path, table: Table) -> None:
        try:
            self._files[table.name] = AtomicText(directory / f"{table.name}.csv")
        except BaseException:
            self.discard()
            raise
        # Python's own utf-8-sig writer is slower than all the rest of this module.
        mark = "\ufeff" if self.options.encoding == "utf-8-sig" else ""
        self._write(table.name, mark + print_line(headings(table, self.options.headers)))

    def _write(self, name: str, text: str) -> None:
        file = self._files[name]
        try:
            file.handle.write(text)
        except OSError as error:
            raise cannot_write(file.path, error) from error


def headings(table: Table, headers: Headers) -> list[str]:
    """Return the heading row of a table."""
    return [column.chinese if headers == "zh" else column.name for column in table.columns]
