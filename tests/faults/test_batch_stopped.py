"""A run that is killed, or that the disk fails, is continued as if nothing had been."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

import pytest

from pipeline.batch import Plan, run
from pipeline.run.journal import NAME, Journal

Write = Callable[..., list[Path]]
Outputs = Callable[[Path], dict[str, bytes]]
Command = Callable[..., list[str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def kill_after(command: list[str], seconds: float) -> bool:
    """Start a command, kill -9 it after some time; say whether it was still at work."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def test_run_killed_at_any_moment_is_continued(
    write_notices: Write, outputs: Outputs, command: Command, run_command: Run, tmp_path: Path, long: bool
) -> None:
    write_notices(250)
    folder = tmp_path / "notices"
    start = time.monotonic()
    assert run_command("extract", folder, "-o", tmp_path / "quiet").returncode == 0
    whole = time.monotonic() - start
    random = Random(20250217)
    killed = 0
    for number in range(20 if long else 4):
        out = tmp_path / f"out{number}"
        killed += kill_after(command("extract", folder, "-o", out), random.uniform(0.2, whole))
        if number % 3 == 0:
            killed += kill_after(command("extract", folder, "-o", out), random.uniform(0.2, whole))
        done = run_command("extract", folder, "-o", out)
        assert done.returncode == 0, done.stderr
        assert outputs(out) == outputs(tmp_path / "quiet")
    assert killed >= 2


def test_workers_go_when_the_run_is_killed(write_notices: Write, command: Command, tmp_path: Path) -> None:
    write_notices(200)
    process = subprocess.Popen(
        command("extract", tmp_path / "notices", "-o", tmp_path / "out"), stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not list((tmp_path / "out").glob("*.json")):
        time.sleep(0.05)
    assert len(members(process.pid)) >= 3
    process.kill()
    process.wait()
    patience = time.monotonic() + 10
    while members(process.pid) and time.monotonic() < patience:
        time.sleep(0.05)
    assert members(process.pid) == []


def members(session: int) -> list[int]:
    """Return the processes of a session that have not ended."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, _, its_session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(its_session) == session and state != "Z":
                found.append(int(folder.name))
    return found


def test_run_stopped_by_the_user_says_how_to_go_on(
    write_notices: Write, outputs: Outputs, command: Command, run_command: Run, tmp_path: Path
) -> None:
    write_notices(200)
    words = command("extract", tmp_path / "notices", "-o", tmp_path / "out")
    # A shell's background job is started with Ctrl-C ignored; the run under test is not.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heard)
    while not list((tmp_path / "out").glob("*.json")):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said) == (130, "stopped; give the same command again to go on\n")
    assert not list((tmp_path / "out").glob(".*.partial"))
    run_command("extract", tmp_path / "notices", "-o", tmp_path / "out")
    run_command("extract", tmp_path / "notices", "-o", tmp_path / "quiet")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "quiet")


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a small disk in memory; skip the test where that is not allowed."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk_is_one_line_and_the_run_is_continued(
    write_notices: Write, outputs: Outputs, run_command: Run, tmp_path: Path
) -> None:
    write_notices(100)
    with mounted(tmp_path / "small", "size=500k"):
        out = tmp_path / "small" / "out"
        done = run_command("extract", tmp_path / "notices", "-o", out)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "No space left" in done.stderr or "full" in done.stderr
        assert not list(out.glob(".*.partial"))
        assert not list(out.glob("*.csv"))
        subprocess.run(["mount", "-o", "remount,size=64m", str(tmp_path / "small")], check=True)
        assert run_command("extract", tmp_path / "notices", "-o", out).returncode == 0
        run_command("extract", tmp_path / "notices", "-o", tmp_path / "quiet")
        assert outputs(out) == outputs(tmp_path / "quiet")


def test_file_over_the_limit_of_the_system_is_one_line_and_the_run_is_continued(
    write_notices: Write, outputs: Outputs, command: Command, run_command: Run, tmp_path: Path
) -> None:
    """A full disk for those who may not mount one: no file may grow beyond 40 KB."""
    write_notices(60)
    words = command("extract", tmp_path / "notices", "-o", tmp_path / "out")
    done = subprocess.run(
        words, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY)),
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be written" in done.stderr
    assert not list((tmp_path / "out").glob(".*.partial"))
    assert run_command("extract", tmp_path / "notices", "-o", tmp_path / "out").returncode == 0
    run_command("extract", tmp_path / "notices", "-o", tmp_path / "quiet")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "quiet")


def test_read_only_folder_is_one_line(write_notices: Write, run_command: Run, tmp_path: Path) -> None:
    write_notices(9)
    with mounted(tmp_path / "fixed", "size=1m,ro"):
        done = run_command("extract", tmp_path / "notices", "-o", tmp_path / "fixed")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "cannot be written" in done.stderr


def test_second_run_into_a_folder_says_so_and_stops(
    write_notices: Write, outputs: Outputs, run_command: Run, tmp_path: Path
) -> None:
    write_notices(3)
    journal = Journal(tmp_path / "out", "rules", "")
    (tmp_path / "out" / ".tasks.csv.1-0.partial").write_text("of the first run", encoding="utf-8")
    before = outputs(tmp_path / "out")
    done = run_command("extract", tmp_path / "notices", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr == (
        f"{tmp_path / 'out'}: is in use by another run. Wait for its end, or choose another folder with -o.\n"
    )
    assert outputs(tmp_path / "out") == before
    journal.close()
    assert run_command("extract", tmp_path / "notices", "-o", tmp_path / "out").returncode == 0


def test_damaged_journal_says_what_to_do(write_notices: Write, run_command: Run, tmp_path: Path) -> None:
    write_notices(3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).write_bytes(b"no database " * 100)
    done = run_command("extract", tmp_path / "notices", "-o", tmp_path / "out")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"Delete {NAME}" in done.stderr


def test_unfinished_files_of_a_killed_run_are_swept(write_notices: Write, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".tasks.csv.4711-0.partial").write_text("half a ta", encoding="utf-8")
    run(write_notices(2), Plan(tmp_path / "out"))
    assert not list((tmp_path / "out").glob(".*.partial"))
