"""Put each document's JSON in its place, on the disk before the journal says so, while the run goes on."""

from __future__ import annotations

import os
import queue
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from io import BufferedWriter
from pathlib import Path
from shutil import rmtree

from pipeline.export.atomic import cannot_write
from pipeline.run.job import Job, Result
from pipeline.run.journal import Entry, Journal

TOGETHER = 64
"""Documents that are brought to the disk and written into the journal in one go, if so many wait."""
GATHER = 0.1
"""Seconds that the first of a group waits for more: bringing one to the disk costs nearly what a group costs."""


class Deliveries:
    """A thread that writes JSON files and the journal; the disk's delays are not the run's.

    Only results of this run come here; what is unchanged stands already. An error of the disk is raised at the next
    `put`, or by `close`. `write` is False where no JSON files are wanted.
    """

    def __init__(self, directory: Path, journal: Journal, *, write: bool) -> None:
        self._directory, self._journal, self._write = directory, journal, write
        self._queue: queue.Queue[Entry | None] = queue.Queue(maxsize=2 * TOGETHER)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="deliveries", daemon=True)
        self._thread.start()

    def put(self, job: Job, result: Result) -> None:
        """Take a result. Raises OutputError where an earlier one could not be written."""
        if self._error is not None:
            self.close()
        self._queue.put(Entry(job, replace(result, printed=None, breakdown=None)))

    def close(self) -> None:
        """Wait until all is written. Raises OutputError where something could not be."""
        self.stop()
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Wait until what was taken is written, as far as it can be."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        more = True
        while more:
            entries: list[Entry] = []
            entry = self._queue.get()
            until = time.monotonic() + GATHER
            while entry is not None:
                entries.append(entry)
                if len(entries) >= TOGETHER:
                    break
                try:
                    entry = self._queue.get(timeout=max(0.0, until - time.monotonic()))
                except queue.Empty:
                    break
            more = entry is not None
            if self._error is None and entries:
                try:
                    self._deliver(entries)
                except BaseException as error:  # kept for the thread that runs the batch
                    self._error = error

    def _deliver(self, entries: list[Entry]) -> None:
        if self._write:
            placed: list[tuple[Path, bytes]] = []
            for entry in entries:
                path = self._directory / f"{entry.job.stem}.json"
                if entry.result.text is not None:
                    placed.append((path, entry.result.text))
                elif self._journal.left_behind(entry.job.source, entry.job.stem):
                    # What an earlier run made of this input is no longer true.
                    path.unlink(missing_ok=True)
            self._place(placed)
            sync_folder(self._directory)
        self._journal.record(entries)

    def _place(self, files: list[tuple[Path, bytes]]) -> None:
        """Write all files, then bring each to the disk and give it its name: the disk takes the whole group at once."""
        with ExitStack() as stack:
            written: list[tuple[Path, Path, BufferedWriter]] = []
            for number, (path, text) in enumerate(files):
                # Its own short name: a document's name may be as long as the file system allows.
                partial = self._directory / f".fenjie-{os.getpid()}-{number}.partial"
                try:
                    file = partial.open("wb")  # open until the whole group is on the disk
                    stack.callback(_take_away, partial, file)
                    file.write(text)
                    file.flush()
                except OSError as error:
                    raise cannot_write(path, error) from error
                written.append((path, partial, file))
            for path, partial, file in written:
                try:
                    os.fsync(file.fileno())
                    file.close()
                    partial.replace(path)
                except OSError as error:
                    raise cannot_write(path, error) from error
            stack.pop_all()  # all have their names: there is nothing to take away


def _take_away(partial: Path, file: BufferedWriter) -> None:
    """Close a file and delete it where it has not got its name. A full disk fails again here, which says nothing new."""
    with suppress(OSError):
        file.close()
    with suppress(OSError):
        partial.unlink(missing_ok=True)


def sync_folder(directory: Path) -> None:
    """Bring the names in a folder to the disk, where the system has a call for it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some network file systems refuse; the files themselves are written
        handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(directory: Path) -> None:
    """Take away the unfinished files of a run that was killed. Only for a run that has the folder to itself."""
    for partial in directory.glob(".*.partial"):
        with suppress(OSError):
            if partial.is_dir():  # where the workbook's parts wait
                rmtree(partial)
            else:
                partial.unlink()
