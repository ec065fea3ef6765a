"""Convert in this process: for a few files, for which starting workers takes longer than the work."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.run.job import Job, Result, Settings
from pipeline.run.limits import memory_limited
from pipeline.run.work import convert, failure
from schemas.errors import TimedOut


class InlineEngine:
    """One document after the other, here. Time is limited by an alarm, memory by the system; a crash ends the run.

    `begin` is told of every document before it is converted, so that a run that crashed can say which it was.
    """

    name = "inline"

    def __init__(self, begin: Callable[[Job], None] | None = None) -> None:
        self._begin = begin

    def convert(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Result]:
        """Yield the result of each job, in the order of the jobs."""
        for job in jobs:
            if self._begin is not None:
                self._begin(job)
            start = time.perf_counter()
            try:
                with memory_limited(settings.limits.memory), _alarm(settings.limits.seconds):
                    result = convert(job, settings)
            except _TimeIsUp:
                result = failure(job, timed_out(job, settings), time.perf_counter() - start)
            yield result


def timed_out(job: Job, settings: Settings) -> TimedOut:
    """Return the error of a document over the limit of time."""
    return TimedOut(job.name, f"took longer than {settings.limits.seconds:g} s; raise --time-limit or split the file")


class _TimeIsUp(BaseException):
    """Not an Exception: the readers turn those of their libraries into errors of the file."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _TimeIsUp after some seconds, where the system has alarms and this is the thread that gets them."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
