"""Write all breakdowns to one SQLite file: normalised tables with foreign keys, and full-text search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.export import sqlite_rows
from pipeline.export.atomic import AtomicPath
from pipeline.export.identities import Identities
from pipeline.export.naming import printable, with_printable_name
from pipeline.export.sqlite_schema import CREATE, FILE_NAME, INDEXES, TABLES
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.errors import OutputError


class SqliteFile:
    """`breakdowns.sqlite`: a document a transaction, in a file that takes its name only at `close`."""

    def __init__(self, directory: Path) -> None:
        self._identities = Identities()
        self._sentences = 0
        self._file = AtomicPath(directory / FILE_NAME)
        self._database = sqlite3.connect(self._file.partial)
        try:
            self._inserts = self._create()
        except BaseException:
            self.discard()
            raise

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:  # noqa: ARG002 (the documents share a file)
        """Insert a document. Raises OutputError."""
        breakdown = with_printable_name(breakdown)
        identity = self._identities.give(breakdown.source.name, breakdown.source.sha256)
        with self._named_errors(), self._database:
            for table, rows in sqlite_rows.batches(breakdown, identity):
                self._database.executemany(self._inserts[table], rows)
            self._add_sentences(breakdown, identity)

    def fail(self, failure: Failure) -> None:
        """Insert a document that could not be read. Raises OutputError."""
        shown = Failure(printable(failure.name), printable(failure.message), failure.sha256)
        row = sqlite_rows.failed(shown, self._identities.give(shown.name, shown.sha256))
        with self._named_errors(), self._database:
            self._database.execute(self._inserts["documents"], row)

    def close(self) -> tuple[Path, ...]:
        """Index the tables, give the file its name and return its path. Raises OutputError."""
        with self._named_errors():
            with self._database:
                for statement in INDEXES:
                    self._database.execute(statement)
            self._database.close()
        return (self._file.commit(),)

    def discard(self) -> None:
        """Take away what was written so far."""
        self._database.close()
        self._file.discard()

    def _create(self) -> dict[str, str]:
        """Create the tables; return the statement that inserts a row of each."""
        with self._named_errors():
            # A run that is cut short leaves no file of this name, so all there is to undo is one document, in memory.
            self._database.executescript(
                "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
            )
            for statement in CREATE:
                self._database.execute(statement)
            widths = {name: len(self._database.execute(f"SELECT * FROM {name}").description) for name in TABLES}
        return {name: f"INSERT INTO {name} VALUES ({', '.join('?' * width)})" for name, width in widths.items()}

    def _add_sentences(self, breakdown: TaskBreakdown, identity: str) -> None:
        found = sqlite_rows.sentences(breakdown, identity)
        rows = [(at, *row) for at, row in enumerate(found, self._sentences + 1)]
        self._database.executemany(self._inserts["sentences"], rows)
        indexed = ((row[0], row[-1]) for row in rows)
        self._database.executemany("INSERT INTO search (rowid, terms) VALUES (?, ?)", indexed)
        self._sentences += len(rows)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            path = str(self._file.path)
            raise OutputError(path, f"a document uses one id twice ({error}). Extract the document again.") from error
        except sqlite3.Error as error:
            raise OutputError(str(self._file.path), f"cannot be written ({error}).") from error
