"""Convert on a Dask cluster: chunks of documents go to its workers, results come back in order."""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from pipeline.run.inline import timed_out
from pipeline.run.job import Job, Result, Settings
from pipeline.run.order import InOrder
from pipeline.run.pool import PoolEngine
from pipeline.run.work import failure
from schemas.errors import OutputError, UnreadableFile

CHUNK = 16
"""Documents in one task of the cluster: each task starts a process of its own, so that its documents cannot harm the worker."""
PER_THREAD = 3
"""Tasks under way for each thread of the cluster: one at work, the others on their way there and back."""

PATIENCE = "20s"
"""How long the scheduler may take to answer at first."""


class DaskEngine:
    """The workers of a Dask cluster, each with a pool of one process, so that the limits hold there as they do here.

    Paths must mean the same on every worker: a shared folder, or URLs that fsspec reads. What a lost worker had in
    hand is done again by another; a document that loses its worker three times is failed by name.
    """

    name = "dask"

    def __init__(self, scheduler: str) -> None:
        self.scheduler = scheduler

    def convert(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Result]:
        """Yield the result of each job, in the order of the jobs. Raises OutputError where no scheduler answers."""
        try:
            import distributed
        except ImportError as error:
            raise OutputError("dask", "is not installed; install fenjie[cluster]") from error
        library: Any = distributed  # it has no types
        try:
            client = library.Client(self.scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise OutputError(self.scheduler, "does not answer as a Dask scheduler; check the address") from error
        try:
            yield from _run(client, library.as_completed(loop=client.loop), iter(jobs), settings)
        finally:
            client.close()


def convert_chunk(jobs: list[Job], settings: Settings) -> list[bytes]:
    """Return the pickled results of a few jobs: what runs on a worker of the cluster."""
    with _children_allowed():
        return list(PoolEngine(1).convert_packed(jobs, settings))


def _run(client: Any, done: Any, jobs: Iterator[Job], settings: Settings) -> Iterator[Result]:  # Any: as above
    order = InOrder()
    running: dict[Any, tuple[int, list[Job]]] = {}
    again: deque[tuple[int, list[Job]]] = deque()
    taken = 0
    more = True
    while True:
        while len(running) < PER_THREAD * max(1, sum(client.nthreads().values())):
            if again:
                first, chunk = again.popleft()
            elif more and order.room(taken + CHUNK):
                first, chunk = taken, list(islice(jobs, CHUNK))
                taken += len(chunk)
                more = len(chunk) == CHUNK
                if not chunk:
                    break
            else:
                break
            future = client.submit(convert_chunk, chunk, settings, pure=False)
            running[future] = (first, chunk)
            done.add(future)
        if not running:
            return
        future = next(done)
        first, chunk = running.pop(future)
        if future.status == "finished":
            for offset, packed in enumerate(future.result()):
                order.put(first + offset, packed)
        elif len(chunk) > 1:
            # One of them takes its worker along; alone it costs only itself.
            again.extend((first + offset, [job]) for offset, job in enumerate(chunk))
        else:
            order.put(first, pickle.dumps(_lost(chunk[0], future, settings), pickle.HIGHEST_PROTOCOL))
        future.release()
        for packed in order.ready():
            yield pickle.loads(packed)


def _lost(job: Job, future: Any, settings: Settings) -> Result:  # Any: as above
    error = future.exception()
    if isinstance(error, TimeoutError):
        return failure(job, timed_out(job, settings), settings.limits.seconds)
    message = f"could not be converted by the cluster ({type(error).__name__}); see the logs of its workers"
    return failure(job, UnreadableFile(job.name, message), 0.0)


@contextmanager
def _children_allowed() -> Iterator[None]:
    """Let this process have children: Dask marks its workers as daemons, which may have none.

    The mark exists so that no child outlives its parent; ours end when their pipe closes.
    """
    config: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    before = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = before
