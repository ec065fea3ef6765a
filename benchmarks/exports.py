"""Measure the exports: seconds a document, size, and memory from the first documents to the last."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from benchmarks.generate import notice
from pipeline.convert import extract_bytes
from pipeline.export.exporters import FORMATS, Export
from samples.text_layout import as_text
from schemas.breakdown import TaskBreakdown

VARIED = 40


def breakdowns(count: int) -> Iterator[TaskBreakdown]:
    """Yield breakdowns of generated notices under names and hashes of their own; their texts repeat after VARIED."""
    made = [extract_bytes("notice.txt", as_text(notice(seed)).encode()) for seed in range(VARIED)]
    for at in range(count):
        breakdown = made[at % VARIED]
        name = f"notice{at:06}.txt"
        yield replace(breakdown, source=replace(breakdown.source, name=name, sha256=sha256(name.encode()).hexdigest()))


def resident() -> float:
    """Return the resident memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def measure(name: str, count: int) -> str:
    """Return a line of figures for one format."""
    with tempfile.TemporaryDirectory() as folder:
        given = breakdowns(count)
        marks: list[float] = []
        spent = 0.0
        export = Export(Path(folder), [name])
        for at, breakdown in enumerate(given, 1):
            start = time.perf_counter()
            export.add(breakdown, f"notice{at:06}")
            spent += time.perf_counter() - start
            if at % (count // 4) == 0:
                marks.append(resident())
        start = time.perf_counter()
        export.close()
        closing = time.perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        memory = " ".join(f"{mark:.0f}" for mark in marks)
        return (f"{name:12} {1000 * spent / count:6.2f} ms a document, close {closing:6.1f} s, {size / count / 1000:6.1f} kB a"
                f" document; MB at each quarter {memory}, after close {resident():.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", default=list(FORMATS), metavar="FORMAT")
    parser.add_argument("-n", "--count", type=int, default=2000)
    arguments = parser.parse_args()
    for name in arguments.formats:
        print(measure(name, arguments.count), flush=True)


if __name__ == "__main__":
    main()
