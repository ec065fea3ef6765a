"""Convert in worker processes; one that crashes, hangs or eats memory costs only its document."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import ModuleType

from pipeline.run.inline import timed_out
from pipeline.run.job import Job, Result, Settings
from pipeline.run.order import InOrder
from pipeline.run.work import failure
from pipeline.run.worker import LAST, READY, serve
from schemas.errors import FenjieError, OutputError, UnreadableFile

QUEUED = 2
"""Jobs a worker has at once: the one in hand, and the next, so that it never waits for its parent."""
ATTEMPTS = 2
"""How often a document is tried whose worker dies: the worker may have been killed for a reason of its own."""
STILLBORN = 3
"""So many workers in a row that die before they begin mean that none ever will."""


class PoolEngine:
    """Some worker processes, each with one document in hand."""

    name = "pool"

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def convert(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Result]:
        """Yield the result of each job, in the order of the jobs. Raises OutputError where no worker can start."""
        for packed in self.convert_packed(jobs, settings):
            result: Result = pickle.loads(packed)
            yield result

    def convert_packed(self, jobs: Iterable[Job], settings: Settings) -> Iterator[bytes]:
        """Yield the pickled results: for those who pass them on."""
        pool = _Pool(self.workers, settings, iter(jobs))
        try:
            yield from pool.results()
        finally:
            pool.close()


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its pipe, and the jobs sent to it; the first of them is in its hand since `since`."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    since: float = 0.0
    jobs: deque[tuple[int, Job]] = field(default_factory=deque)


class _Pool:
    """One run of the pool: who works on what, what must be tried again, what waits for its turn."""

    def __init__(self, size: int, settings: Settings, jobs: Iterator[Job]) -> None:
        self._size, self._settings, self._jobs = size, settings, jobs
        self._context = _context()
        self._workers: list[_Worker] = []
        self._again: deque[tuple[int, Job]] = deque()
        self._deaths: dict[int, int] = {}
        self._order = InOrder()
        self._taken = 0
        self._more = True
        self._stillborn = 0

    def results(self) -> Iterator[bytes]:
        """Yield packed results until no job is left."""
        while True:
            self._hand_out()
            if not any(worker.jobs for worker in self._workers):
                return  # nothing waits for a turn either: every earlier job has its result
            self._look()
            yield from self._order.ready()

    def close(self) -> None:
        """End the workers: those at rest by a word, the others at once."""
        for worker in self._workers:
            if worker.jobs or not worker.ready:
                worker.process.kill()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(timeout=1)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()
        self._order.close()

    def _hand_out(self) -> None:
        """Give jobs to workers, the idle ones first; start workers as long as there is work for them."""
        for depth in range(QUEUED):
            for worker in self._workers:
                if len(worker.jobs) == depth and not self._send(worker):
                    return
            while depth == 0 and len(self._workers) < self._size:
                worker = self._start()
                self._workers.append(worker)
                if not self._send(worker):
                    return

    def _send(self, worker: _Worker) -> bool:
        """Send the next job; False where there is none now."""
        if self._again:
            position, job = self._again.popleft()
        elif self._more and self._order.room(self._taken):
            try:
                job = next(self._jobs)
            except StopIteration:
                self._more = False
                return False
            position = self._taken
            self._taken += 1
        else:
            return False
        if not worker.jobs:
            worker.since = time.monotonic()
        worker.jobs.append((position, job))
        with suppress(OSError):  # it has died; _look finds out and sees to its jobs
            worker.pipe.send(job)
        return True

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._settings), daemon=True)
        with _nameless_main():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _look(self) -> None:
        """Wait until a worker says something, dies, or has had its time; see to it."""
        now = time.monotonic()
        limit = self._settings.limits.seconds
        ends = [worker.since + limit for worker in self._workers if worker.ready and worker.jobs]
        timeout = max(0.0, min(ends) - now) if ends else None
        heard = set(wait([worker.pipe for worker in self._workers], timeout))
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.pipe in heard:
                self._hear(worker)
            elif worker.ready and worker.jobs and now >= worker.since + limit:
                self._end(worker)
                position, job = worker.jobs.popleft()
                self._fail(position, job, timed_out(job, self._settings), now - worker.since)
                self._again.extendleft(reversed(worker.jobs))

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.pipe.recv_bytes()
            packed = b"" if said == READY else worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._mourn(worker)
            return
        if said == READY:
            worker.ready = True
            worker.since = time.monotonic()
            self._stillborn = 0
            return
        position, _ = worker.jobs.popleft()
        worker.since = time.monotonic()
        self._order.put(position, packed)
        if said == LAST:
            self._again.extendleft(reversed(worker.jobs))
            self._workers.remove(worker)
            worker.pipe.close()
            worker.process.join()

    def _mourn(self, worker: _Worker) -> None:
        """Replace a worker that died; its document is tried once more, then failed."""
        seconds = time.monotonic() - worker.since
        self._end(worker)
        jobs = list(worker.jobs)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise OutputError("workers", f"end before they begin ({_cause(worker)}); raise --memory-limit or give --jobs 1")
            self._again.extendleft(reversed(jobs))
            return
        if jobs:
            position, job = jobs.pop(0)
            self._deaths[position] = self._deaths.get(position, 0) + 1
            if worker.process.exitcode == -getattr(signal, "SIGALRM", 0):
                self._fail(position, job, timed_out(job, self._settings), seconds)
            elif self._deaths[position] < ATTEMPTS:
                jobs.insert(0, (position, job))
            else:
                message = f"makes the reader crash ({_cause(worker)}); open it, save it anew and try again"
                self._fail(position, job, UnreadableFile(job.name, message), seconds)
        self._again.extendleft(reversed(jobs))

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def _fail(self, position: int, job: Job, error: FenjieError, seconds: float) -> None:
        self._order.put(position, pickle.dumps(failure(job, error, seconds), pickle.HIGHEST_PROTOCOL))


def _context() -> SpawnContext | ForkServerContext:
    """Return how workers start: from a small server where there is one, so that none inherits the parent's state."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # Loaded once in the server, not in every worker.
    context.set_forkserver_preload(["pipeline.run.preload"])
    return context


@contextmanager
def _nameless_main() -> Iterator[None]:
    """Hide the program's main module while a worker starts, or the worker would run it again.

    A script that calls us needs no `if __name__ == "__main__"` then, and a heavy one costs the workers nothing.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _cause(worker: _Worker) -> str:
    code = worker.process.exitcode
    if code is None or code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
