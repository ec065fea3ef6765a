"""Documents a second in one process: reading alone, `fenjie extract` (JSON and CSV), and the naive pipeline.

The three run in turns over the same files, round after round, so that a busy machine slows them alike; the figure is
the median of the rounds. Every library is loaded before the first round.

    python -m benchmarks.throughput --count 100 --rounds 3
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import naive
from benchmarks.generate import CACHE, CONTAINERS, corpus
from pipeline import batch
from pipeline.ingest import read
from pipeline.run.job import Settings

Work = Callable[[Sequence[Path], Path], None]


def read_only(paths: Sequence[Path], _: Path) -> None:
    """Read each file to its text and places, and forget it."""
    for path in paths:
        read(path)


def fenjie(paths: Sequence[Path], directory: Path) -> None:
    """Do what `fenjie extract` does: JSON for each document, six tables over all."""
    summary = batch.run(paths, batch.Plan(directory, jobs=0, force=True, settings=Settings(remarks="none")))
    if summary.failures:
        raise SystemExit(summary.failures[0])


def afternoon(paths: Sequence[Path], directory: Path) -> None:
    """Do the same with the naive pipeline: JSON for each document, two tables over all."""
    results = []
    for path in paths:
        result = naive.extract(path)
        naive.write_one(result, directory)
        results.append(result)
    naive.write_tables(results, directory)


WORKS: dict[str, Work] = {"read only": read_only, "fenjie": fenjie, "naive": afternoon}


def measure(paths: Sequence[Path], rounds: int) -> dict[str, list[float]]:
    """Return documents a second of each work in each round; the order turns from round to round."""
    speeds: dict[str, list[float]] = {name: [] for name in WORKS}
    names = list(WORKS)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            WORKS[name](paths[:1], Path(folder))
        for turn in range(rounds):
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                start = time.perf_counter()
                WORKS[name](paths, Path(folder))
                speeds[name].append(len(paths) / (time.perf_counter() - start))
    return speeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100, help="notices of each container")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--containers", nargs="+", choices=CONTAINERS, default=CONTAINERS)
    parser.add_argument("--folder", type=Path, default=CACHE, help="where the notices are kept between runs")
    arguments = parser.parse_args()
    files = corpus(arguments.folder, arguments.count, tuple(arguments.containers))
    print(f"{arguments.count} notices, {arguments.rounds} rounds, documents a second (median), ratio to naive")
    print(f"{'':<6}" + "".join(f"{name:>18}" for name in WORKS) + f"{'fenjie/naive':>16}{'fenjie/read':>14}")
    for kind, paths in files.items():
        speeds = measure(paths, arguments.rounds)
        medians = {name: statistics.median(values) for name, values in speeds.items()}
        spread = {name: (max(values) - min(values)) / medians[name] for name, values in speeds.items()}
        print(
            f"{kind:<6}" + "".join(f"{medians[name]:>11.1f} ±{spread[name] * 50:>3.0f}%" + " " for name in WORKS)
            + f"{medians['fenjie'] / medians['naive']:>15.2f}×{medians['fenjie'] / medians['read only']:>13.2f}×"
        )


if __name__ == "__main__":
    main()
