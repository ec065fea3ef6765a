"""Convert one document and say what came of it, whatever happens: the part of a run that every engine shares."""

from __future__ import annotations

import hashlib
import os
import stat
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.csv_tables import print_document
from pipeline.run.job import Job, Result, Settings, is_url
from schemas.codec import encode
from schemas.errors import FenjieError, TooLarge, UnreadableFile
from schemas.profile import NO_PROFILE

if TYPE_CHECKING:
    from schemas.breakdown import TaskBreakdown

ATTEMPTS = 3
"""How often a file is read that changes while it is read."""

_LIBRARY = str(Path(traceback.__file__).parent)


def convert(job: Job, settings: Settings) -> Result:
    """Return the result of a job; only a crash of the process itself is left to the engine."""
    start = time.perf_counter()
    try:
        return _unchanged(job, settings, start) or _converted(job, settings, start)
    except FenjieError as error:
        return failure(job, error, time.perf_counter() - start)
    except MemoryError:
        return failure(job, over_memory(job, settings), time.perf_counter() - start)
    except Exception as error:
        # A defect of ours must not end a batch. What it says may quote the document, so only its place is told.
        message = f"met an error of the program ({_place(error)}); please report it with the file if you may"
        return failure(job, UnreadableFile(job.name, message), time.perf_counter() - start)


def failure(job: Job, error: FenjieError, seconds: float) -> Result:
    """Return the result of a job that came to nothing."""
    size, modified = _stamp(job.source) or (None, None)
    return Result(
        job.index, "failed", seconds, size=size, modified=modified, kind=type(error).__name__, message=error.message
    )


def over_memory(job: Job, settings: Settings) -> TooLarge:
    """Return the error of a document that needs more memory than it may have."""
    megabytes = settings.limits.memory >> 20
    return TooLarge(job.name, f"needs more than {megabytes} MB of memory; raise --memory-limit or split the file")


def _unchanged(job: Job, settings: Settings, start: float) -> Result | None:
    """Return what the earlier run made of the same bytes, or None where it has to be made again."""
    known = job.known
    if known is None or is_url(job.source):
        return None
    try:
        if _sha256(Path(job.source)) != known.sha256:
            return None
        text = Path(known.json_path).read_bytes()
    except (OSError, FenjieError):
        return None
    if hashlib.sha256(text).hexdigest() != known.json_sha256:
        return None
    from schemas.rereading import reread

    breakdown = reread(text.decode("utf-8"))
    return _result(job, settings, breakdown, text, start, _stamp(job.source), unchanged=True)


def _converted(job: Job, settings: Settings, start: float) -> Result:
    breakdown, stamp = _extracted(job, settings)
    if settings.refine is not None:
        breakdown = settings.refine(breakdown)
    return _result(job, settings, breakdown, encode(breakdown), start, stamp, unchanged=False)


def _result(
    job: Job, settings: Settings, breakdown: TaskBreakdown, text: bytes, start: float, stamp: _Stamp | None, *, unchanged: bool
) -> Result:
    size, modified = stamp or (None, None)
    remarks: tuple[str, ...] = ()
    if settings.remarks != "none" and breakdown.diagnostics:
        from pipeline.report import remarks as lines

        remarks = tuple(lines(breakdown, errors_only=settings.remarks == "errors"))
    return Result(
        job.index,
        "ok" if breakdown.status == "ok" else "partial",
        time.perf_counter() - start,
        sha256=breakdown.source.sha256,
        size=size,
        modified=modified,
        unchanged=unchanged,
        tasks=len(breakdown.tasks),
        codes=tuple(sorted({entry.code for entry in breakdown.diagnostics})),
        remarks=remarks,
        json_sha256=hashlib.sha256(text).hexdigest(),
        text=None if unchanged else text,
        printed=print_document(breakdown) if settings.tables == "printed" else None,
        breakdown=breakdown if settings.tables == "whole" else None,
    )


def _extracted(job: Job, settings: Settings) -> tuple[TaskBreakdown, _Stamp | None]:
    """Return the breakdown of a file that stood still while it was read, and its stamp then."""
    if is_url(job.source):
        return _from_url(job, settings), None
    path = Path(job.source)
    for _ in range(ATTEMPTS):
        before = _stamp(job.source)
        try:
            breakdown = _read(path, settings)
        except FenjieError:
            if _stamp(job.source) == before:
                raise
            continue
        if _stamp(job.source) == before:
            return breakdown, before
    raise UnreadableFile(job.name, "changes while it is read; wait until it is written and try again")


def _read(path: Path, settings: Settings) -> TaskBreakdown:
    return settings.extract(path) if settings.profile == NO_PROFILE else settings.extract(path, profile=settings.profile)


def _from_url(job: Job, settings: Settings) -> TaskBreakdown:
    from pipeline.convert import extract_bytes
    from pipeline.run.remote import fetch

    return extract_bytes(job.name, fetch(job.source), profile=settings.profile)


_Stamp = tuple[int, int]


def _stamp(source: str) -> _Stamp | None:
    """Return a file's size in bytes and its time of change in nanoseconds; None where it has none.

    Of a document in an archive it is that of the archive.
    """
    if is_url(source):
        return None
    while True:
        try:
            status = os.stat(source)  # noqa: PTH116 (asked twice for every document: a path is made only for a folder)
        except NotADirectoryError:
            above = str(Path(source).parent)
            if above == source:
                return None
            source = above
        except (OSError, ValueError):
            return None
        else:
            return status.st_size, status.st_mtime_ns


def _sha256(path: Path) -> str | None:
    """Return the digest of a document, which may stand in a file that is like a folder; None of what is no file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        from pipeline.ingest.containers import load

        inside = load(path)
        return None if inside is None else hashlib.sha256(inside[1]).hexdigest()


def _place(error: Exception) -> str:
    """Return an error's class and the line of ours that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename and _LIBRARY not in frame.filename]
    where = f" in {Path(ours[-1].filename).name}, line {ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{where}"
