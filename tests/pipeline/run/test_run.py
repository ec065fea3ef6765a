"""What is said and written of a run: progress, log, report."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch import Plan, run
from pipeline.convert import extract
from pipeline.export.csv_tables import CsvTables
from pipeline.run import pool, progress
from pipeline.run.job import Job, Result, Settings
from pipeline.run.order import InOrder
from pipeline.run.pool import PoolEngine
from pipeline.run.progress import Counts, Progress

NOTICE = "云汀市青荷区民政局关于印发《2025年工作要点》的通知\n一、聚焦便民\n1. 建好站点。新建站点 {} 家。（责任部门：局养老科）\n"


@pytest.fixture
def notices(tmp_path: Path) -> list[Path]:
    for number in range(3):
        (tmp_path / f"通知{number}.txt").write_text(NOTICE.format(number), encoding="utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    return sorted(tmp_path.glob("*.txt"))


def test_report_for_machines_holds_figures_and_failures(notices: list[Path], tmp_path: Path) -> None:
    run(notices, Plan(tmp_path / "out"))
    report = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    seconds, started = report.pop("seconds"), report.pop("started")
    assert seconds > 0
    assert started.endswith("+00:00")
    assert report == {
        "documents": 4, "ok": 3, "partial": 0, "failed": 1, "unchanged": 0, "tasks": 3,
        "engine": "inline", "formats": ["json", "csv"],
        "outputs": ["tasks.csv", "targets.csv", "parties.csv", "sections.csv", "documents.csv", "diagnostics.csv"],
        "failures": [
            {"source": str(tmp_path / "空.txt"), "error": "UnreadableFile", "message": report["failures"][0]["message"]}
        ],
    }
    assert report["failures"][0]["message"]


def test_log_names_every_document_and_quotes_none(notices: list[Path], tmp_path: Path) -> None:
    log = tmp_path / "logs" / "run.jsonl"
    run(notices, Plan(tmp_path / "out", log=log))
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["start", *["document"] * 4, "end"]
    assert [line["state"] for line in lines[1:-1]] == ["failed", "ok", "ok", "ok"]
    assert [line["source"] for line in lines[1:-1]] == [str(path) for path in notices]
    assert "站点" not in log.read_text(encoding="utf-8")
    assert "养老" not in log.read_text(encoding="utf-8")


def test_second_run_appends_to_the_log(notices: list[Path], tmp_path: Path) -> None:
    plan = Plan(tmp_path / "out", log=tmp_path / "log.jsonl")
    run(notices, plan)
    run(notices, plan)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["unchanged"] for line in lines if line["event"] == "document"] == [False] * 5 + [True] * 3


def test_without_a_terminal_a_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    stream = io.StringIO()
    shown = Progress(100, stream=stream)
    counts = Counts()
    for second in range(70):
        now[0] += 1
        counts.add(Result(second, "ok", 0.0))
        shown.tell(Job(second, "a.txt", "a"), (), counts)
    assert stream.getvalue() == (
        "30 of 100 documents, 1.0 a second, about 1 min left; 30 ok, 0 partial, 0 failed\n"
        "60 of 100 documents, 1.0 a second, about 40 s left; 60 ok, 0 partial, 0 failed\n"
    )


def test_on_a_terminal_there_is_a_bar_with_the_file_and_the_counts() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    shown = Progress(2, stream=stream)
    counts = Counts(ok=1)
    shown.tell(Job(0, "/in/通知.txt", "通知"), ("通知.txt: a remark",), counts)
    shown._bar.refresh()  # type: ignore[union-attr]
    shown.close()
    assert "通知.txt: a remark\n" in stream.getvalue()
    assert "1/2" in stream.getvalue()
    assert "1 ok, 0 partial, 0 failed; 通知.txt" in stream.getvalue()


def test_quiet_run_says_only_what_has_gone_wrong(notices: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(notices, Plan(tmp_path / "out", quiet=True, settings=Settings(remarks="none")))
    assert [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()] == ["空.txt"]


def test_input_called_run_does_not_take_the_place_of_the_report(notices: list[Path], tmp_path: Path) -> None:
    named = notices[0].rename(tmp_path / "run.txt")
    named.write_text(NOTICE.format(5), encoding="utf-8")
    run([named], Plan(tmp_path / "out"))
    assert (tmp_path / "out" / "run-2.json").exists()


def test_json_alone_and_tables_alone(notices: list[Path], tmp_path: Path) -> None:
    run(notices, Plan(tmp_path / "json", formats=("json",)))
    run(notices, Plan(tmp_path / "csv", formats=("csv",)))
    assert len(list((tmp_path / "json").glob("通知*.json"))) == 3
    assert not list((tmp_path / "json").glob("*.csv"))
    assert not list((tmp_path / "csv").glob("通知*.json"))
    run(notices, Plan(tmp_path / "both"))
    for table in ("tasks.csv", "documents.csv"):
        assert (tmp_path / "csv" / table).read_bytes() == (tmp_path / "both" / table).read_bytes()


def test_results_that_wait_go_to_a_file_and_come_back() -> None:
    order = InOrder(waiting=100, in_memory=1000)
    packed = [bytes([number]) * 300 for number in range(50)]
    for number in range(49, 0, -1):
        order.put(number, packed[number])
    assert list(order.ready()) == []
    assert order._bytes <= 1000
    order.put(0, packed[0])
    assert list(order.ready()) == packed
    assert order._file is not None
    assert order._file.seek(0, 2) == 0
    order.close()


def test_jobs_are_taken_as_they_are_needed(notices: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "InOrder", lambda: InOrder(waiting=10))
    taken = []

    def jobs() -> Iterator[Job]:
        for index in range(200):
            taken.append(index)
            yield Job(index, str(notices[1]), f"n{index}")

    with closing(PoolEngine(2).convert(jobs(), Settings())) as results:
        assert [next(results).index for _ in range(3)] == [0, 1, 2]
        assert len(taken) <= 3 + 10


def test_no_job_is_begun_while_too_many_results_wait() -> None:
    order = InOrder(waiting=3)
    assert [order.room(position) for position in range(5)] == [True, True, True, False, False]
    order.put(1, b"")
    assert not order.room(3)
    order.put(0, b"")
    assert list(order.ready()) == [b"", b""]
    assert [order.room(position) for position in range(2, 6)] == [True, True, True, False]


def test_each_engine_gives_the_same(notices: list[Path], tmp_path: Path) -> None:
    plan = Plan(tmp_path / "inline")
    run(notices, plan)
    run(notices, replace(plan, directory=tmp_path / "pool", jobs=2))
    made = [path for path in (tmp_path / "inline").iterdir() if path.suffix in (".json", ".csv") and path.name != "run.json"]
    assert len(made) == 9
    for path in made:
        assert path.read_bytes() == (tmp_path / "pool" / path.name).read_bytes()


@pytest.mark.parametrize("formats", [("json", "csv"), ("csv",), ("json", "datapackage"), ("json", "csv", "jsonl")])
def test_tables_are_the_same_whoever_prints_them(formats: tuple[str, ...], tmp_path: Path) -> None:
    """Rows printed by a worker, rows of a breakdown that came whole, and the same file in two folders."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "通知.txt").write_text(NOTICE.format(4), encoding="utf-8")
    paths = [tmp_path / "a" / "通知.txt", tmp_path / "b" / "通知.txt"]
    for _ in range(2):  # the second run prints what it keeps
        run(paths, Plan(tmp_path / "out", formats=formats))
        expected = CsvTables(tmp_path / "expected")
        for path in paths:
            expected.add(extract(path), "")
        expected.close()
        for table in (tmp_path / "expected").iterdir():
            assert (tmp_path / "out" / table.name).read_bytes() == table.read_bytes()
    assert (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig").count("通知.txt#2") == 1
