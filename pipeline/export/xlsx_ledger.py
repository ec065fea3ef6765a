"""Write the 督办台账: a workbook of all tasks and targets, with a sheet for each department and each leader."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from pipeline.export.atomic import AtomicPath, cannot_write
from pipeline.export.ledger import Ledger, default_ledger
from pipeline.export.ledger_rows import target_rows, task_rows
from pipeline.export.ledger_spool import Spool
from pipeline.export.naming import printable, with_printable_name
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.errors import OutputError

FILE_NAME = "ledger.xlsx"


class XlsxLedger:
    """`ledger.xlsx`. Rows wait on disk beside it: memory holds one row and the names of the parties."""

    def __init__(self, directory: Path, ledger: Ledger | None = None) -> None:
        self._ledger = ledger or default_ledger()
        self._file = AtomicPath(directory / FILE_NAME)
        self._folder: Path | None = None
        self._spool: Spool | None = None
        try:
            with self._named_errors():
                self._folder = Path(mkdtemp(prefix=f".{FILE_NAME}.", suffix=".partial", dir=directory))
                self._spool = Spool(self._folder)
        except BaseException:
            self.discard()
            raise

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:  # noqa: ARG002 (the documents share a file)
        """Keep a document's rows. Raises OutputError."""
        breakdown = with_printable_name(breakdown)
        issuer = breakdown.header.issuer or breakdown.header.signatory
        with self._named_errors():
            self._rows.add(task_rows(breakdown, self._ledger), target_rows(breakdown, self._ledger), issuer)

    def fail(self, failure: Failure) -> None:
        """Keep a document that could not be read, for the index. Raises OutputError."""
        with self._named_errors():
            self._rows.fail(printable(failure.name), printable(failure.message))

    def close(self) -> tuple[Path, ...]:
        """Write the workbook, give it its name and return its path. Raises OutputError."""
        from pipeline.export.xlsx_sheets import write_workbook

        with self._named_errors():
            self._rows.index()
            write_workbook(self._file.partial, self._rows.folder, self._ledger, self._rows)
        path = self._file.commit()
        self._clear()
        return (path,)

    def discard(self) -> None:
        """Take away what was written so far."""
        self._clear()
        self._file.discard()

    @property
    def _rows(self) -> Spool:
        assert self._spool is not None
        return self._spool

    def _clear(self) -> None:
        if self._spool is not None:
            with suppress(sqlite3.Error):
                self._spool.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise cannot_write(self._file.path, error) from error
        except sqlite3.Error as error:
            raise OutputError(str(self._file.path), f"cannot be written ({error}).") from error
