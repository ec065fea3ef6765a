"""What a batch costs: two processes against one, Dask against the pool, and the parent's memory over a long run.

    python -m benchmarks.batch scaling --count 100 --rounds 5
    python -m benchmarks.batch engines --count 100 --rounds 3
    python -m benchmarks.batch memory --documents 10000

Rounds are interleaved, so that a busy machine slows all alike; the figures are medians. Workers are started anew in
every round, and a round is long enough for that not to matter (`--repeat` lists every file so many times).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.generate import CACHE, CONTAINERS, corpus
from pipeline.batch import Plan, run
from pipeline.run import pool
from pipeline.run.job import Job, Settings
from pipeline.run.progress import Counts, Progress

QUIET = Settings(remarks="none")


@contextmanager
def copies(paths: Sequence[Path], repeat: int) -> Iterator[list[Path]]:
    """Give every file under so many names: links, so that nothing is the same file twice by its path."""
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for number in range(repeat):
            for path in paths:
                link = Path(folder) / f"{path.stem}-{number}{path.suffix}"
                link.symlink_to(path.absolute())
                made.append(link)
        yield made


@contextmanager
def shortened(paths: Sequence[Path], count: int) -> Iterator[list[Path]]:
    """Give so many different notices, each a plain-text one cut at some line: quick to convert."""
    random = Random(1)
    texts = [path.read_text(encoding="utf-8").split("\n") for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for number in range(count):
            lines = texts[number % len(texts)]
            path = Path(folder) / f"notice{number:05}.txt"
            path.write_text("\n".join(lines[: random.randint(20, max(21, len(lines) // 4))]) + f"\n{number}\n", encoding="utf-8")
            made.append(path)
        yield made


def timed(paths: Sequence[Path], **options: object) -> float:
    """Return documents a second of one run into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        summary = run(paths, Plan(Path(folder), settings=QUIET, **options))  # type: ignore[arg-type]
        seconds = time.perf_counter() - start
    if summary.failures:
        raise SystemExit(summary.failures[0])
    return len(paths) / seconds


@dataclass(slots=True)
class Processor:
    """Seconds of processor in the parent and in its workers: what a busy machine does not change much."""

    parent: float = 0.0
    workers: float = 0.0


@contextmanager
def processor() -> Iterator[Processor]:
    """Measure what runs take of the processor inside."""
    used = Processor()
    truly = pool._Pool.close

    def close(self: pool._Pool) -> None:
        for worker in self._workers:
            fields = Path(f"/proc/{worker.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            used.workers += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        truly(self)

    pool._Pool.close = close  # type: ignore[method-assign]
    start = time.process_time()
    try:
        yield used
    finally:
        used.parent = time.process_time() - start
        pool._Pool.close = truly  # type: ignore[method-assign]


def compared(works: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the median of each work; the order turns from round to round."""
    speeds: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            speeds[name].append(works[name]())
    return {name: statistics.median(values) for name, values in speeds.items()}


def scaling(arguments: argparse.Namespace) -> None:
    """Print documents a second without workers, with one, with two."""
    print(f"{'':<6}{'in process':>12}{'1 worker':>12}{'2 workers':>12}{'2 to 1':>9}{'2 to none':>11}   (load {os.getloadavg()[0]:.1f})")
    for kind, files in corpus(arguments.folder, arguments.count, tuple(arguments.containers)).items():
        with copies(files, arguments.repeat * (1 if kind == "pdf" else 3)) as paths:
            works = {str(jobs): (lambda jobs=jobs, paths=paths: timed(paths, jobs=jobs)) for jobs in (0, 1, 2)}
            speed = compared(works, arguments.rounds)
            with processor() as alone:
                timed(paths, jobs=0)
            with processor() as shared:
                timed(paths, jobs=2)
        print(
            f"{kind:<6}{speed['0']:>12.1f}{speed['1']:>12.1f}{speed['2']:>12.1f}"
            f"{speed['2'] / speed['1']:>8.2f}×{speed['2'] / speed['0']:>10.2f}×",
        )
        both = shared.parent + shared.workers
        share = 1000 / len(paths)
        print(
            f"      processor a document: {alone.parent * share:.1f} ms in process; {shared.workers * share:.1f} ms in workers "
            f"and {shared.parent * share:.1f} ms in their parent: on two free cores {2 * shared.workers / both:.2f}× one "
            f"worker, {2 * alone.parent / both:.2f}× none",
            flush=True,
        )


def engines(arguments: argparse.Namespace) -> None:
    """Print documents a second of the pool and of a local Dask cluster, two workers each."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        address = cluster.scheduler_address
        for kind, files in corpus(arguments.folder, arguments.count, tuple(arguments.containers)).items():
            with copies(files, arguments.repeat * (1 if kind == "pdf" else 3)) as paths:
                works = {
                    "pool": lambda paths=paths: timed(paths, jobs=2),
                    "dask": lambda paths=paths: timed(paths, scheduler=address),
                }
                speed = compared(works, arguments.rounds)
            overhead = 1000 * (1 / speed["dask"] - 1 / speed["pool"])
            print(f"{kind:<6}pool {speed['pool']:8.1f}  dask {speed['dask']:8.1f}  {overhead:+.1f} ms a document", flush=True)


def memory(arguments: argparse.Namespace) -> None:
    """Print the parent's memory while many documents pass through it, all formats written."""
    files = corpus(arguments.folder, arguments.count, tuple(arguments.containers))
    flat = [path for group in zip(*files.values(), strict=True) for path in group]
    repeat = -(-arguments.documents // len(flat))
    several = shortened(files["txt"], arguments.documents) if arguments.short else copies(flat, repeat)
    with several as paths, tempfile.TemporaryDirectory() as folder:
        told = _told(len(paths[: arguments.documents]))
        formats = tuple(arguments.formats.split(","))
        start = time.perf_counter()
        summary = run(paths[: arguments.documents], Plan(Path(folder), formats, settings=QUIET, jobs=2, quiet=False))
        seconds = time.perf_counter() - start
    print(f"{summary.counts} in {seconds:.0f} s, {summary.counts.documents / seconds:.1f} a second")
    steady = [value for count, value in told if count >= 1000]
    print(f"parent's memory from the 1,000th document to the last: {min(steady):.0f} to {max(steady):.0f} MB")


def _told(total: int) -> list[tuple[int, float]]:
    """Have the parent's memory written down at every thousandth document; return where."""
    told: list[tuple[int, float]] = []
    truly = Progress.tell

    def tell(self: Progress, job: Job, words: tuple[str, ...], counts: Counts) -> None:
        if counts.documents % 1000 == 0 or counts.documents == total:
            told.append((counts.documents, resident()))
            print(f"{counts.documents:>7} documents  {told[-1][1]:6.1f} MB", file=sys.stderr, flush=True)
        truly(self, job, words, counts)

    Progress.tell = tell  # type: ignore[method-assign]
    return told


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["scaling", "engines", "memory"])
    parser.add_argument("--count", type=int, default=30, help="different notices of each container")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is converted in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--documents", type=int, default=10_000, help="of the memory run")
    parser.add_argument("--short", action="store_true", help="of the memory run: plain text, cut short")
    parser.add_argument("--formats", default="json,csv", help="of the memory run")
    parser.add_argument("--containers", nargs="+", choices=CONTAINERS, default=CONTAINERS)
    parser.add_argument("--folder", type=Path, default=CACHE, help="where the notices are kept between runs")
    arguments = parser.parse_args()
    {"scaling": scaling, "engines": engines, "memory": memory}[arguments.what](arguments)


if __name__ == "__main__":
    main()
