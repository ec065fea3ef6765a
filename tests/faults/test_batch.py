"""A document that fails costs only itself, whatever way it fails."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.batch import Plan, run
from pipeline.run.job import Limits, Settings

Write = Callable[..., list[Path]]
Outputs = Callable[[Path], dict[str, bytes]]

LIMITS = Limits(seconds=1.5, memory=512 << 20)


def plan(directory: Path, readers: ModuleType | None = None, jobs: int | None = 2, limits: Limits = LIMITS) -> Plan:
    settings = Settings(limits=limits) if readers is None else Settings(limits=limits, extract=readers.extract)
    return Plan(directory, settings=settings, jobs=jobs)


def good(outputs: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in outputs.items() if name.startswith("notice")}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("hangs", "took longer than 1.5 s"),
        ("spins", "took longer than 1.5 s"),
        ("segfaults", "makes the reader crash (SIGSEGV)"),
        ("greedy", "needs more than 512 MB of memory"),
        ("defect", "met an error of the program (KeyError in faulty_readers.py"),
        ("grows", "changes while it is read"),
    ],
)
def test_document_that_fails_in_a_worker_costs_only_itself(
    fault: str, said: str, write_notices: Write, readers: ModuleType, outputs: Outputs, tmp_path: Path
) -> None:
    run(write_notices(9), plan(tmp_path / "quiet"))
    summary = run(write_notices(9, f"a-{fault}", f"z-{fault}"), plan(tmp_path / "out", readers))
    assert (summary.counts.ok, summary.counts.failed) == (9, 2)
    assert [line.partition(":")[0] for line in summary.failures] == [f"a-{fault}.txt", f"z-{fault}.txt"]
    assert all(said in line for line in summary.failures)
    assert good(outputs(tmp_path / "out")) == good(outputs(tmp_path / "quiet"))


@pytest.mark.parametrize(
    ("fault", "said"), [("hangs", "took longer"), ("spins", "took longer"), ("greedy", "of memory"), ("defect", "KeyError")]
)
def test_document_that_fails_in_this_process_costs_only_itself(
    fault: str, said: str, write_notices: Write, readers: ModuleType, tmp_path: Path
) -> None:
    summary = run(write_notices(2, f"a-{fault}"), plan(tmp_path / "out", readers, jobs=None))
    assert summary.engine == "inline"
    assert (summary.counts.ok, summary.counts.failed) == (2, 1)
    assert said in summary.failures[0]


def test_what_a_defect_says_of_the_document_is_not_repeated(
    write_notices: Write, readers: ModuleType, tmp_path: Path
) -> None:
    summary = run(write_notices(0, "defect"), plan(tmp_path / "out", readers))
    assert "words of the document" not in summary.failures[0]


def test_small_run_that_crashed_goes_on_in_workers(write_notices: Write, readers: ModuleType, tmp_path: Path) -> None:
    paths = write_notices(2, "a-segfaults")
    child = os.fork()
    if not child:
        faulthandler.disable()
        run(paths, plan(tmp_path / "out", readers, jobs=None))
        os._exit(0)  # not reached
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) != 0
    summary = run(paths, plan(tmp_path / "out", readers, jobs=None))
    assert (summary.engine, summary.counts.ok, summary.counts.failed) == ("pool", 2, 1)


def test_document_of_a_killed_worker_is_done_again(
    write_notices: Write, readers: ModuleType, outputs: Outputs, tmp_path: Path
) -> None:
    paths = write_notices(9, "a-killed", "b-killed", "c-killed", "z-killed")
    summary = run(paths, plan(tmp_path / "out", readers))
    assert (summary.counts.ok, summary.failures) == (13, [])
    assert all(path.with_suffix(".mark").exists() for path in paths if "killed" in path.stem)
    run(paths, plan(tmp_path / "quiet"))
    assert outputs(tmp_path / "out") == outputs(tmp_path / "quiet")


def test_order_is_that_of_the_inputs_and_not_of_finishing(
    write_notices: Write, readers: ModuleType, outputs: Outputs, tmp_path: Path
) -> None:
    paths = write_notices(20, "a-slow", "notice0010-slow")
    run(paths, plan(tmp_path / "out", readers))
    run(paths, plan(tmp_path / "quiet", jobs=1))
    assert outputs(tmp_path / "out") == outputs(tmp_path / "quiet")


def test_file_that_changes_once_while_it_is_read_gives_what_it_became(
    write_notices: Write, readers: ModuleType, tmp_path: Path
) -> None:
    paths = write_notices(6, "settles")
    summary = run(paths, plan(tmp_path / "out", readers))
    assert summary.failures == []
    assert '"value": 77' in (tmp_path / "out" / "settles.json").read_text(encoding="utf-8")


def test_what_is_no_file_is_named(write_notices: Write, tmp_path: Path, outputs: Outputs) -> None:
    from pipeline.inputs import collect

    write_notices(8)
    folder = tmp_path / "notices"
    run(collect([str(folder)]), plan(tmp_path / "quiet"))
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    (folder / "vanishes.txt").write_text("一、总体要求", encoding="utf-8")
    paths = collect([str(folder)])
    (folder / "vanishes.txt").unlink()
    summary = run(paths, plan(tmp_path / "out"))
    assert [line.partition(":")[0] for line in summary.failures] == ["loop.txt", "nowhere.txt", "pipe.txt", "vanishes.txt"]
    assert summary.counts.ok == 8
    assert good(outputs(tmp_path / "out")) == good(outputs(tmp_path / "quiet"))


def test_one_broken_file_in_twenty_is_named_and_no_other_suffers(
    write_notices: Write, readers: ModuleType, outputs: Outputs, tmp_path: Path, long: bool
) -> None:
    count = 1000 if long else 200
    good_paths = write_notices(count - count // 20)
    run(good_paths, plan(tmp_path / "quiet"))
    folder = tmp_path / "notices"
    broken = []
    for number in range(count // 20):
        fault = ("empty", "noise", "docx", "pdf", "greedy", "segfaults", "hangs")[number % (7 if number < 21 else 4)]
        name = f"notice{number * 19:04}-{fault}.{fault if fault in ('docx', 'pdf') else 'txt'}"
        content = {"empty": b"", "docx": b"PK\x03\x04" + bytes(99), "pdf": b"%PDF-1.7\n%%EOF", "noise": bytes(range(128, 256)) * 9}
        (folder / name).write_bytes(content.get(fault, "一、总体要求".encode()))
        broken.append(name)
    paths = sorted(path for path in folder.iterdir() if path.suffix != ".mark")
    summary = run(paths, plan(tmp_path / "out", readers))
    assert sorted(line.partition(":")[0] for line in summary.failures) == sorted(broken)
    assert summary.counts.ok == len(good_paths)
    assert good(outputs(tmp_path / "out")) == good(outputs(tmp_path / "quiet"))
    documents = (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(documents) == 1 + len(paths)


def test_workers_that_cannot_live_stop_the_run_instead_of_going_on_for_ever(
    write_notices: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.run import pool
    from schemas.errors import OutputError

    monkeypatch.setattr(pool, "serve", os._exit)
    with pytest.raises(OutputError, match="end before they begin"):
        run(write_notices(9), plan(tmp_path / "out"))
