"""Write the combined tables as CSV files (RFC 4180), row by row while a batch runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.export.atomic import ENCODING_ERRORS, AtomicText, cannot_write
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
    """A document's rows as the bytes of the CSV files, by table: made by a worker, for its parent only to append.

    Bytes travel between processes and go to the disk as they are; a text would be encoded and decoded on the way.
    """

    identity: str
    rows: dict[str, bytes]


def print_document(breakdown: TaskBreakdown) -> Printed:
    """Return a document's rows as text, under the id that it has unless an earlier document has it."""
    identity = document_id(breakdown.source.name, breakdown.source.sha256)
    return Printed(identity, {name: _encoded(text) for name, text in print_records(breakdown, identity).items()})


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
            self._write(name, _encoded(text))

    def add_printed(self, printed: Printed) -> bool:
        """Append a document's rows; False, and nothing done, where its id is taken. Raises OutputError."""
        if not self._identities.take(printed.identity):
            return False
        for name, rows in printed.rows.items():
            self._write(name, rows)
        return True

    def fail(self, failure: Failure) -> None:
        """Append a document that could not be read to documents.csv. Raises OutputError."""
        row = failed_row(failure, self._identities.give(failure.name, failure.sha256))
        self._write("documents", _encoded(print_line(map(print_cell, row))))

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
        self._write(table.name, _encoded(mark + print_line(headings(table, self.options.headers))))

    def _write(self, name: str, rows: bytes) -> None:
        file = self._files[name]
        try:
            file.handle.buffer.write(rows)
        except OSError as error:
            raise cannot_write(file.path, error) from error


def _encoded(text: str) -> bytes:
    """Return a text as the files hold it, as `AtomicText` would write it."""
    return text.encode("utf-8", ENCODING_ERRORS)


def headings(table: Table, headers: Headers) -> list[str]:
    """Return the heading row of a table."""
    return [column.chinese if headers == "zh" else column.name for column in table.columns]
