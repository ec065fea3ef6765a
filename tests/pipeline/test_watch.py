"""What arrives is converted, and the tables hold all of the folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.batch import Plan, Summary
from pipeline.inputs import collect, outside
from pipeline.watch import watch

NOTICE = "云汀市青荷区民政局关于印发《2025年工作要点》的通知\n一、聚焦便民\n1. 建好站点。新建站点 {} 家。（责任部门：局养老科）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def add(folder: Path, name: str, value: int) -> None:
    (folder / name).write_text(NOTICE.format(value), encoding="utf-8")


def rows(directory: Path) -> int:
    return len((directory / "documents.csv").read_text(encoding="utf-8-sig").splitlines()) - 1


def test_each_round_converts_what_is_new(folder: Path, tmp_path: Path) -> None:
    add(folder, "a.txt", 1)

    def changes() -> Iterator[int]:
        yield 0
        add(folder, "b.txt", 2)
        yield 1
        add(folder, "a.txt", 3)
        yield 2

    said: list[Summary] = []
    watch(folder, Plan(tmp_path / "out"), said.append, changes())
    assert [(summary.counts.documents, summary.counts.unchanged) for summary in said] == [(1, 0), (2, 1), (2, 1)]
    assert rows(tmp_path / "out") == 2
    assert '"value": 3' in (tmp_path / "out" / "a.json").read_text(encoding="utf-8")


def test_results_below_the_folder_are_no_arrivals(folder: Path) -> None:
    add(folder, "a.txt", 1)
    plan = Plan(folder / "out", formats=("json", "docx"))
    said: list[Summary] = []
    watch(folder, plan, said.append, range(2))
    assert [summary.counts.documents for summary in said] == [1, 1]
    with pytest.raises(ValueError, match="other than the one that is watched"):
        watch(folder, replace(plan, directory=folder), said.append, range(1))


def test_files_in_the_output_folder_are_no_inputs_unless_named(folder: Path) -> None:
    (folder / "out").mkdir()
    add(folder, "a.txt", 1)
    add(folder / "out", "b.txt", 2)
    both = [folder / "a.txt", folder / "out" / "b.txt"]
    given = [str(folder)]
    assert outside(collect(given), given, folder / "out") == both[:1]
    assert outside(collect(given), given, folder) == both
    assert outside(collect(given), given, folder.parent) == both
    given = [str(folder), str(both[1])]
    assert outside(collect(given), given, folder / "out") == both


def test_command_converts_what_arrives_until_it_is_stopped(folder: Path, tmp_path: Path) -> None:
    add(folder, "a.txt", 1)
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "watch", str(folder), "-o", str(out)],
        stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        # A shell's background job is started with Ctrl-C ignored; the command under test is not.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr is not None
    try:
        said = [process.stderr.readline(), process.stderr.readline()]
        add(folder, "b.txt", 2)
        said.append(process.stderr.readline())
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=20)[1]
    assert (process.returncode, rest) == (0, "")
    assert said[0] == f"watching {folder}; stop with Ctrl-C\n"
    assert said[1].startswith("1 document converted (0 partial, 0 failed), 1 task in ")
    assert said[2].startswith("2 documents converted (0 partial, 0 failed, 1 unchanged), 2 tasks in ")
    assert rows(out) == 2
