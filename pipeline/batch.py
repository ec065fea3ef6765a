"""Convert many files into one set of outputs: an error stops its own file, never the run."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pipeline.export.atomic import write_text
from pipeline.export.csv_tables import CsvOptions
from pipeline.export.exporters import DEFAULT_FORMATS, FORMATS, Export
from pipeline.export.naming import name_outputs
from pipeline.export.tables import Failure
from pipeline.run.collecting import seldom_collected
from pipeline.run.deliver import Deliveries, sweep
from pipeline.run.inline import InlineEngine
from pipeline.run.job import Engine, Job, Result, Settings, is_url
from pipeline.run.journal import Journal
from pipeline.run.log import JsonLog
from pipeline.run.progress import Counts, Progress
from pipeline.run.rules import rules_version
from schemas import errors

SMALL = 8
"""With fewer files than this, starting workers takes longer than the work."""
REPORT = "run.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked for.

    `jobs` is the number of worker processes: 0 is to work in this process, None is one worker a core, and none for a
    small batch. `scheduler` is the
    address of a Dask cluster, which then does the work. `options` names what else shapes a result (the content of a
    pattern file): a result of an earlier run holds only under the same. `force` redoes what is unchanged.
    """

    directory: Path
    formats: tuple[str, ...] = DEFAULT_FORMATS
    tables: CsvOptions = field(default_factory=CsvOptions)
    settings: Settings = field(default_factory=Settings)
    options: str = ""
    jobs: int | None = None
    scheduler: str | None = None
    force: bool = False
    log: Path | None = None
    quiet: bool = True


@dataclass(slots=True)
class Summary:
    """What a run came to; `failures` holds the one-line errors in order, `written` the files over all documents."""

    counts: Counts = field(default_factory=Counts)
    failures: list[str] = field(default_factory=list)
    written: tuple[Path, ...] = ()
    seconds: float = 0.0
    engine: str = ""

    def exit_status(self, *, strict: bool) -> int:
        """Return 0 if every document is ok or partial, 1 if one failed (strict: also if one is partial)."""
        return 1 if self.counts.failed or (strict and self.counts.partial) else 0


def run(sources: Sequence[Path | str], plan: Plan) -> Summary:
    """Convert files and write everything, in the order given; what an earlier run did and still holds is kept.

    Raises OutputError where the results cannot be written or another run is at work in the folder, ValueError for a
    format that does not exist. A run that is stopped, however, is continued by the next.
    """
    unknown = [name for name in plan.formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"there is no format {unknown[0]!r}; choose from {', '.join(FORMATS)}")
    journal = Journal(plan.directory, rules_version(), plan.options)
    try:
        sweep(plan.directory)
        with JsonLog(plan.log) as log, seldom_collected():
            return _Run(sources, plan, journal, log).run()
    finally:
        journal.close()


class _Run:
    """One run, with all that is open while it lasts."""

    def __init__(self, sources: Sequence[Path | str], plan: Plan, journal: Journal, log: JsonLog) -> None:
        self._plan, self._journal, self._log = plan, journal, log
        self._sources = sources
        self._json = "json" in plan.formats
        # JSON has its own way to the disk; the others take every document in order.
        self._others = tuple(name for name in plan.formats if name != "json")
        self._summary = Summary()
        self._start = time.monotonic()
        self._started = datetime.now(UTC)
        self._failed: list[dict[str, str | None]] = []

    def run(self) -> Summary:
        plan, summary = self._plan, self._summary
        engine = self._engine()
        summary.engine = engine.name
        self._log.event("start", documents=len(self._sources), engine=engine.name, output=str(plan.directory))
        progress = Progress(len(self._sources), quiet=plan.quiet)
        export = Export(plan.directory, self._others, plan.tables)
        deliveries = Deliveries(plan.directory, self._journal, write=self._json)
        try:
            with export:
                self._convert(engine, export, deliveries, progress)
                deliveries.close()
        except BaseException as error:
            self._log.event("stop", level="error", error=type(error).__name__, **self._figures())
            raise
        finally:
            deliveries.stop()
            progress.close()
        summary.written = export.written
        summary.seconds = time.monotonic() - self._start
        self._journal.finish()
        self._log.event("end", **self._figures())
        self._report()
        return summary

    def _convert(self, engine: Engine, export: Export, deliveries: Deliveries, progress: Progress) -> None:
        needed: Literal["none", "printed", "whole"]
        needed = "none" if not self._others else "printed" if export.takes_printed else "whole"
        settings = replace(self._plan.settings, tables=needed)
        waiting: dict[int, Job] = {}
        results = engine.convert(self._jobs(waiting), settings)
        for result in results:
            job = waiting.pop(result.index)
            self._summary.counts.add(result)
            self._log.document(job, result)
            words = result.remarks
            if result.state == "failed":
                error = _error(job, result)
                self._summary.failures.append(str(error))
                self._failed.append({"source": job.source, "error": result.kind, "message": result.message})
                words = (str(error),)
                export.fail(Failure(job.name, error.message, result.sha256))
            else:
                self._export(export, job, result)
            if not result.unchanged:
                deliveries.put(job, result)
            progress.tell(job, words, self._summary.counts)
        if self._summary.counts.documents != len(self._sources):
            raise AssertionError(f"the engine gave {self._summary.counts.documents} results of {len(self._sources)}")

    def _export(self, export: Export, job: Job, result: Result) -> None:
        if result.printed is not None and not export.add_printed(result.printed):
            # The same file stands in two folders: its rows get another id, which takes the breakdown itself.
            from schemas.codec import loads

            text = result.text or (self._plan.directory / f"{job.stem}.json").read_bytes()
            export.add(loads(text.decode("utf-8"), f"{job.stem}.json"), job.stem)
        elif result.breakdown is not None:
            export.add(result.breakdown, job.stem)

    def _jobs(self, waiting: dict[int, Job]) -> Iterator[Job]:
        """Yield the jobs as they are needed; `waiting` holds those that have no result yet."""
        stems = name_outputs(Path(source) for source in self._sources)
        keep = self._json and not self._plan.force
        for index, source in enumerate(self._sources):
            stem = stems[Path(source)]
            text = str(source) if isinstance(source, str) and is_url(source) else os.path.abspath(source)  # noqa: PTH100
            known = self._journal.known(text, stem) if keep else None
            waiting[index] = Job(index, text, stem, known)
            yield waiting[index]

    def _engine(self) -> Engine:
        plan = self._plan
        if plan.scheduler is not None:
            from pipeline.run.cluster import DaskEngine

            return DaskEngine(plan.scheduler)
        small = plan.jobs is None and len(self._sources) < SMALL and not self._journal.crashed()
        if small or plan.jobs == 0:
            return InlineEngine(self._journal.begin)
        from pipeline.run.pool import PoolEngine

        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return PoolEngine(min(plan.jobs or cores, max(1, len(self._sources))))

    def _figures(self) -> dict[str, int | float]:
        counts = self._summary.counts
        return {
            "documents": counts.documents,
            "ok": counts.ok,
            "partial": counts.partial,
            "failed": counts.failed,
            "unchanged": counts.unchanged,
            "tasks": counts.tasks,
            "seconds": round(time.monotonic() - self._start, 3),
        }

    def _report(self) -> None:
        """Write run.json: the figures of the run and what went wrong, for machines."""
        report = {
            "started": self._started.isoformat(timespec="seconds"),
            **self._figures(),
            "engine": self._summary.engine,
            "formats": list(self._plan.formats),
            "outputs": [path.name for path in self._summary.written],
            "failures": self._failed,
        }
        write_text(self._plan.directory / REPORT, json.dumps(report, ensure_ascii=False, indent=2) + "\n")


def _error(job: Job, result: Result) -> errors.FenjieError:
    kind = getattr(errors, result.kind or "", errors.UnreadableFile)
    error: errors.FenjieError = kind(job.name, result.message or "")
    return error
