"""From a run's JSON to every other format: the same as if it had been asked for at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.exporters import Export
from pipeline.export.tables import Failure
from pipeline.reexport import Exported, breakdown_files, export_run
from schemas.breakdown import TaskBreakdown
from schemas.errors import UnreadableFile

ALL = ["csv", "jsonl", "sqlite", "xlsx", "docx", "datapackage"]


@pytest.fixture
def run(build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    with Export(folder, ["json", *ALL]) as export:
        export.add(build_breakdown(name="a.txt"), "a")
        export.add(build_breakdown(name="b.txt", sha256="b" * 64), "b")
        export.fail(Failure("scan.pdf", "has no text layer", "c" * 64))
    return folder


def _export(run: Path, target: Path, formats: list[str]) -> Exported:
    return export_run(run, Export(target, formats))


def test_every_format_is_byte_for_byte_that_of_the_run(run: Path, tmp_path: Path) -> None:
    result = _export(run, tmp_path / "later", ALL)
    assert (result.documents, result.errors) == (2, [])
    later = {path.name: path.read_bytes() for path in (tmp_path / "later").iterdir()}
    assert later == {path.name: path.read_bytes() for path in run.iterdir() if path.name in later}
    assert len(later) == 12


def test_json_lines_give_what_the_folder_gives(run: Path, tmp_path: Path) -> None:
    _export(run / "breakdowns.jsonl", tmp_path / "from_lines", ["json", "docx"])
    for name in ("a.json", "b.json", "a_任务分解表.docx"):
        assert (tmp_path / "from_lines" / name).read_bytes() == (run / name).read_bytes()


def test_the_report_tells_what_failed_where_there_is_no_table(run: Path, tmp_path: Path) -> None:
    (run / "documents.csv").unlink()
    report = {"failures": [{"source": "/in/坏.pdf", "error": "NoTextLayer", "message": "has no text layer"}]}
    (run / "run.json").write_text(json.dumps(report), encoding="utf-8")
    _export(run, tmp_path / "later", ["csv"])
    assert '坏.pdf,failed,has no text layer,' in (tmp_path / "later" / "documents.csv").read_text(encoding="utf-8-sig")


def test_a_file_that_is_no_breakdown_costs_only_itself(run: Path, tmp_path: Path) -> None:
    (run / "a2.json").write_text('{"schema_version": "1.0"}', encoding="utf-8")
    (run / "a3.json").write_bytes(b"\xff\xfe")
    result = _export(run, tmp_path / "later", ["jsonl"])
    assert result.documents == 2
    assert [line.split(":")[0] for line in result.errors] == ["a2.json", "a3.json"]


def test_an_id_that_stands_twice_costs_only_its_document(
    run: Path, breakdown: TaskBreakdown, tmp_path: Path
) -> None:
    with Export(run, ["json"]) as export:
        export.add(replace(breakdown, tasks=(breakdown.tasks[0], breakdown.tasks[0])), "doubled")
    result = _export(run, tmp_path / "later", ["sqlite"])
    assert result.documents == 2
    assert result.errors == ["doubled.json: tasks: the id t-5f1c stands twice. Extract the document again."]


def test_files_of_the_run_itself_are_no_documents(run: Path) -> None:
    for name in ("run.json", "comparison.json", ".hidden.json", "notes.txt"):
        (run / name).write_text("{}", encoding="utf-8")
    assert [path.name for path in breakdown_files(run)] == ["a.json", "b.json"]


def test_documents_come_in_the_order_of_their_names(run: Path) -> None:
    for name in ("a-2.json", "a-10.json"):
        (run / name).write_text("{}", encoding="utf-8")
    assert [path.stem for path in breakdown_files(run)] == ["a", "a-10", "a-2", "b"]


def test_a_folder_without_breakdowns_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFile, match="empty: holds no breakdowns"):
        _export(tmp_path / "empty", tmp_path / "later", ["sqlite", "xlsx"])
    assert list((tmp_path / "later").iterdir()) == []


def test_a_file_of_another_kind_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(UnreadableFile, match="is no JSON Lines file"):
        _export(tmp_path / "x.xlsx", tmp_path / "later", ["sqlite"])
