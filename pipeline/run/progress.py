"""Say how a run goes: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TextIO

from pipeline.run.job import Job, Result

EVERY = 30.0
"""Seconds between two lines where there is no terminal."""


@dataclass(slots=True)
class Counts:
    """How many documents came to what so far."""

    ok: int = 0
    partial: int = 0
    failed: int = 0
    unchanged: int = 0
    tasks: int = 0

    def add(self, result: Result) -> None:
        """Count a document."""
        setattr(self, result.state, getattr(self, result.state) + 1)
        self.unchanged += result.unchanged
        self.tasks += result.tasks

    @property
    def documents(self) -> int:
        """All documents so far."""
        return self.ok + self.partial + self.failed


class Progress:
    """Told of every document as it comes. `words` are lines for people that belong to it.

    `total` is the number of documents, `quiet` says nothing but what has gone wrong.
    """

    def __init__(self, total: int, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._total, self._quiet = total, quiet
        self._stream = stream or sys.stderr
        self._start = self._said = time.monotonic()
        self._bar = None
        if total > 1 and not quiet and self._stream.isatty():
            from tqdm import tqdm

            tqdm.monitor_interval = 0  # no thread beside those of the run
            self._bar = tqdm(total=total, unit="file", leave=False, file=self._stream, dynamic_ncols=True)

    def tell(self, job: Job, words: tuple[str, ...], counts: Counts) -> None:
        """Show that a document is done."""
        for line in words:
            self._write(line)
        if self._bar is not None:
            state = f"{counts.ok} ok, {counts.partial} partial, {counts.failed} failed; {job.name}"
            self._bar.set_postfix_str(state, refresh=False)
            self._bar.update()
        elif not self._quiet and time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            self._write(self._line(counts, self._said - self._start))

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def _line(self, counts: Counts, seconds: float) -> str:
        rate = counts.documents / seconds
        left = (self._total - counts.documents) / rate
        return (
            f"{counts.documents} of {self._total} documents, {rate:.1f} a second, about {_span(left)} left; "
            f"{counts.ok} ok, {counts.partial} partial, {counts.failed} failed"
        )

    def _write(self, line: str) -> None:
        if self._bar is not None:
            self._bar.write(line, file=self._stream)
        else:
            print(line, file=self._stream, flush=True)


def _span(seconds: float) -> str:
    """Return a span of time for people.

    >>> _span(59), _span(170), _span(9000)
    ('59 s', '3 min', '2.5 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
