"""The life of one worker process: take a job, convert it, send the result, until there are no more."""

from __future__ import annotations

import math
import pickle
import signal
from contextlib import suppress
from multiprocessing.connection import Connection

from pipeline.run.job import Job, Settings

READY = b"ready"
LAST = b"-"
"""Sent before a result after which the worker goes, because the document left its memory in disorder."""
MORE = b"+"
"""Sent before any other. A message of its own, since a result is half a megabyte that would be copied to stand behind it."""
DOCUMENTS = 2000
"""After so many documents a worker makes way for a new one: what the libraries lose in memory is then given back."""
GRACE = 15
"""Seconds over the limit after which the system itself ends a worker whose parent is gone."""


def serve(pipe: Connection, settings: Settings) -> None:
    """Answer jobs until the other end is closed."""
    # Ctrl-C reaches the whole group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from pipeline.run.collecting import seldom_collected

    with seldom_collected(), suppress(EOFError, BrokenPipeError, ConnectionResetError):  # at these the run is over
        _serve(pipe, settings)


def _serve(pipe: Connection, settings: Settings) -> None:
    from pipeline.run.limits import memory_limited
    from pipeline.run.work import convert

    pipe.send_bytes(READY)
    served = 0
    while True:
        job: Job | None = pipe.recv()
        if job is None:
            return
        _alarm(settings.limits.seconds + GRACE)
        with memory_limited(settings.limits.memory):
            result = convert(job, settings)
        _alarm(0)
        served += 1
        last = served >= DOCUMENTS or result.kind == "TooLarge"
        pipe.send_bytes(LAST if last else MORE)
        pipe.send_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        if last:
            return


def _alarm(seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(min(seconds, 1 << 30)))
