"""Remember in the output folder what was converted, and keep a second run out of it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.run.job import Job, Known, Result
from schemas.errors import OutputError

NAME = ".fenjie-run.sqlite"
_FORMAT = 1
_SCHEMA = """
CREATE TABLE documents (
    source PRIMARY KEY, stem TEXT NOT NULL, sha256 TEXT, size INTEGER, modified INTEGER,
    rules TEXT NOT NULL, options TEXT NOT NULL,
    state TEXT NOT NULL, kind TEXT, message TEXT, tasks INTEGER NOT NULL, json_sha256 TEXT, seconds REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE in_hand (source PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: what an input gave, under which rules and options."""

    job: Job
    result: Result


class Journal:
    """An SQLite file that is locked while a run lasts; the system lets go of it however the run ends.

    Raises OutputError where the folder cannot be written or another run is at work in it.
    """

    def __init__(self, directory: Path, rules: str, options: str) -> None:
        self._directory, self._rules, self._options = directory, rules, options
        self._turn = threading.Lock()
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._base = self._open(directory / NAME)
        except sqlite3.Error as error:
            raise _explained(directory, error) from error
        except OSError as error:
            from pipeline.export.atomic import cannot_write

            raise cannot_write(directory, error) from error

    def known(self, source: str, stem: str) -> Known | None:
        """Return what an earlier run made of an input, if rules, options and the name of its output are the same."""
        found = self._base.execute(
            "SELECT sha256, json_sha256 FROM documents WHERE source = ? AND stem = ? AND rules = ? AND options = ?"
            " AND state <> 'failed'",
            (_key(source), stem, self._rules, self._options),
        ).fetchone()
        if found is None:
            return None
        return Known(found[0], str(self._directory / f"{stem}.json"), found[1])

    def left_behind(self, source: str, stem: str) -> bool:
        """Say whether an earlier run wrote this output for this input."""
        query = "SELECT 1 FROM documents WHERE source = ? AND stem = ? AND state <> 'failed'"
        return self._base.execute(query, (_key(source), stem)).fetchone() is not None

    def record(self, entries: Iterable[Entry]) -> None:
        """Write down what documents came to, all of it or nothing. Raises OutputError."""
        with self._transaction():
            self._base.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (_key(job.source), job.stem, result.sha256, result.size, result.modified, self._rules,
                     self._options, result.state, result.kind, result.message, result.tasks, result.json_sha256,
                     result.seconds)
                    for job, result in ((entry.job, entry.result) for entry in entries)
                ],
            )

    def begin(self, job: Job) -> None:
        """Write down which document is in hand. Raises OutputError."""
        with self._turn, self._explaining():
            # One statement is a transaction of its own; there is a line to change from the second document on.
            if not self._base.execute("UPDATE in_hand SET source = ?", (_key(job.source),)).rowcount:
                self._base.execute("INSERT INTO in_hand VALUES (?)", (_key(job.source),))

    def finish(self) -> None:
        """Write down that no document is in hand. Raises OutputError."""
        with self._transaction():
            self._base.execute("DELETE FROM in_hand")

    def crashed(self) -> bool:
        """Say whether an earlier run ended with a document in hand, which may be what ended it."""
        return self._base.execute("SELECT 1 FROM in_hand").fetchone() is not None

    def close(self) -> None:
        """Let go of the folder."""
        self._base.close()

    def _open(self, path: Path) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            # The lock of this mode is held until the end, and is the system's: a run that is killed loses it.
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute("BEGIN EXCLUSIVE")
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version != _FORMAT:
                for table in ("documents", "in_hand"):
                    base.execute(f"DROP TABLE IF EXISTS {table}")
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    base.execute(statement)
                base.execute(f"PRAGMA user_version = {_FORMAT}")
            base.execute("COMMIT")
        except BaseException:
            base.close()
            raise
        return base

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        # One transaction at a time: what was done is written by the thread of the deliveries, what is in hand by the run.
        with self._turn, self._explaining():
            self._base.execute("BEGIN")
            yield
            self._base.execute("COMMIT")

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise _explained(self._directory, error) from error


def _explained(directory: Path, error: sqlite3.Error) -> OutputError:
    if "locked" in str(error):
        return OutputError(str(directory), "is in use by another run. Wait for its end, or choose another folder with -o.")
    if "malformed" in str(error) or "not a database" in str(error):
        return OutputError(str(directory), f"has a damaged journal. Delete {NAME} in it; everything is then done anew.")
    return OutputError(str(directory), f"cannot be written ({error}). Choose another folder with -o.")


def _key(source: str) -> str | bytes:
    """Return a source as SQLite keeps it: a name that is no UTF-8 as its bytes."""
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        return source.encode("utf-8", errors="surrogateescape")
    return source
