"""Put each document's JSON in its place, on the disk before the journal says so, while the run goes on."""

from __future__ import annotations

import os
import queue
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from pipeline.export.atomic import cannot_write
from pipeline.run.job import Job, Result
from pipeline.run.journal import Entry, Journal

TOGETHER = 64
"""Documents that are brought to the disk and written into the journal in one go, if so many wait."""


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
            while entry is not None:
                entries.append(entry)
                if len(entries) >= TOGETHER:
                    break
                try:
                    entry = self._queue.get_nowait()
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
            for entry in entries:
                if entry.result.text is not None:
                    self._place(self._directory / f"{entry.job.stem}.json", entry.result.text)
                elif self._journal.left_behind(entry.job.source, entry.job.stem):
                    # What an earlier run made of this input is no longer true.
                    (self._directory / f"{entry.job.stem}.json").unlink(missing_ok=True)
            sync_folder(self._directory)
        self._journal.record(entries)

    def _place(self, path: Path, text: bytes) -> None:
        # Its own short name: a document's name may be as long as the file system allows.
        partial = self._directory / f".fenjie-{os.getpid()}.partial"
        try:
            with partial.open("wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise cannot_write(path, error) from error


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
