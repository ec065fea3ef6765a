"""Time and peak memory of whole processes: `fenjie extract FILE.txt`, `fenjie --help`, and a bare interpreter.

    python -m benchmarks.cold_start --runs 7
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from samples.render import HERE


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds from start to end, seconds of processor, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str]) -> Cost:
    """Run a command to its end with its output set aside. Raises SystemExit with its last words where it fails."""
    with tempfile.TemporaryFile() as words:
        start = time.perf_counter()
        nothing = os.open(os.devnull, os.O_RDWR)
        streams = ((0, nothing), (1, nothing), (2, words.fileno()))
        actions = [(os.POSIX_SPAWN_DUP2, source, stream) for stream, source in streams]
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        os.close(nothing)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) != 0:
            words.seek(0)
            raise SystemExit(f"{' '.join(command)} failed: {words.read().decode(errors='replace')[-400:]}")
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak)


def commands(document: Path, output: str) -> dict[str, list[str]]:
    """Return the commands that are measured, by the name they are printed under."""
    fenjie = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    script = Path(sys.executable).with_name("fenjie")
    if script.exists():
        fenjie = [str(script)]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "fenjie --help": [*fenjie, "--help"],
        f"fenjie extract {document.name}": [*fenjie, "extract", str(document), "-o", output],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[HERE / "qinghe_minzheng_2025.txt"])
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as output:
        chosen: dict[str, list[str]] = {}
        for document in arguments.files:
            chosen |= commands(document, output)
        costs: dict[str, list[Cost]] = {name: [] for name in chosen}
        for command in chosen.values():
            run(command)
        for _ in range(arguments.runs):
            for name, command in chosen.items():
                costs[name].append(run(command))
    print(f"{'median of ' + str(arguments.runs):<48}{'wall':>9}{'cpu':>9}{'peak':>12}")
    for name, values in costs.items():
        wall, cpu = (statistics.median(getattr(cost, key) for cost in values) for key in ("wall", "cpu"))
        print(f"{name:<48}{wall:>7.3f} s{cpu:>7.3f} s{statistics.median(cost.memory for cost in values):>8.0f} MiB")


if __name__ == "__main__":
    main()
