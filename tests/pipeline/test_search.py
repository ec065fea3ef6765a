"""Words are found in a run's SQLite file, each with its document and task."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.exporters import Export
from pipeline.search import Hit, search
from schemas.breakdown import TaskBreakdown
from schemas.errors import UnreadableFile


@pytest.fixture
def database(build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path) -> Path:
    newer = build_breakdown(name="new.txt", sha256="b" * 64)
    newer = replace(newer, header=replace(newer.header, plan_year=2026))
    with Export(tmp_path, ["sqlite"]) as export:
        export.add(build_breakdown(), "n")
        export.add(newer, "m")
    return tmp_path / "breakdowns.sqlite"


def test_a_hit_names_document_year_and_task_and_marks_the_word(database: Path) -> None:
    hits = list(search(database, "助餐"))
    sentence = "新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。"
    expected = Hit("notice.docx", 2025, "云民〔2025〕6号", "1-2", "建好服务点", sentence, ((4, 6),), 80)
    assert hits[1] == replace(expected, start=hits[1].start)
    assert [hit.plan_year for hit in hits] == [2026, 2025]


def test_the_place_of_a_hit_is_its_place_in_the_text(database: Path, breakdown: TaskBreakdown) -> None:
    for hit in search(database, "服务"):
        assert breakdown.text[hit.start : hit.start + len(hit.sentence)] == hit.sentence
        assert {hit.sentence[start:end] for start, end in hit.spans} == {"服务"}


def test_what_stands_outside_tasks_is_found_too(database: Path) -> None:
    assert [(hit.number, hit.title, hit.sentence) for hit in search(database, "志愿者", 1)] == [
        (None, None, "到2025年，注册志愿者达到3—5万人。"),
    ]


def test_the_folder_of_a_run_does_as_well(database: Path) -> None:
    assert list(search(database.parent, "热线")) == list(search(database, "热线"))


def test_a_limit_limits(database: Path) -> None:
    assert len(list(search(database, "服", None))) > len(list(search(database, "服", 1))) == 1


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at" * 20])
def test_another_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"x\.sqlite: is no SQLite file of this program"):
        list(search(path, "养老"))


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    sqlite3.connect(path).executescript("CREATE TABLE t (a)").close()
    before = path.read_bytes()
    with pytest.raises(UnreadableFile):
        list(search(path, "养老"))
    assert path.read_bytes() == before


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        list(search(tmp_path / "none.sqlite", "养老"))
    assert list(tmp_path.iterdir()) == []
