"""The SQLite file: the same facts as the JSON, in tables that refer to each other."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.exporters import Export
from pipeline.export.sqlite_rows import sentences
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.errors import OutputError


def _write(directory: Path, *breakdowns: TaskBreakdown) -> Path:
    with Export(directory, ["sqlite"]) as export:
        for breakdown in breakdowns:
            export.add(breakdown, "n")
        export.fail(Failure("scan.pdf", "scan.pdf: no text", "b" * 64))
    return directory / "breakdowns.sqlite"


def _rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(path)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def test_the_file_is_sound_and_every_reference_leads_somewhere(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown, breakdown)
    assert _rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert _rows(path, "PRAGMA foreign_key_check") == []


def test_tables_refer_to_each_other(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    references = {
        name: sorted({str(row[2]) for row in _rows(path, f"PRAGMA foreign_key_list({name})")})
        for (name,) in _rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    }
    assert references == {
        "documents": [], "addressees": ["documents"], "sections": ["documents", "sections"],
        "tasks": ["documents", "sections"], "measures": ["tasks"], "officials": ["tasks"], "departments": ["tasks"],
        "deadlines": ["tasks"], "targets": ["documents", "tasks"], "results": ["documents"], "numbers": ["documents"],
        "furniture": ["documents"], "diagnostics": ["documents"], "sentences": ["documents", "sections", "tasks"],
    }


def test_every_quote_stands_in_the_text_at_its_offsets(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    parts = []
    for name in ("sections", "tasks", "targets", "results", "numbers", "diagnostics"):
        parts.append(f'SELECT document_id, "start", "end", quote FROM {name} WHERE quote IS NOT NULL')
    for name in ("measures", "officials", "departments", "deadlines"):
        parts.append(f'SELECT document_id, x."start", x."end", x.quote FROM {name} x JOIN tasks USING (task_key)')
    places = " UNION ALL ".join(parts)
    assert _rows(path, f"SELECT count(*) FROM ({places})") == [(19,)]
    wrong = f'SELECT * FROM ({places}) JOIN documents USING (document_id) WHERE substr(text, "start"+1, "end"-"start") <> quote'
    assert _rows(path, wrong) == []


def test_targets_hold_what_the_breakdown_holds(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    sql = (
        "SELECT target_id, number, action, indicator, comparator, value, value_max, targets.unit, measure, baseline,"
        " deadline_text, deadline_start, deadline_end, modality, normalized_value, normalized_unit"
        " FROM targets LEFT JOIN tasks USING (task_key) ORDER BY target_id"
    )
    assert _rows(path, sql) == [
        ("g-01", "1-2", "新建", "社区助餐点", "exactly", 2.0, None, "家", "level", None,
         "6月底前", "2025-01-01", "2025-06-30", None, None, None),
        ("g-02", "1-2", None, "老年活动室", "at_least", 5.5, None, "千平方米", "level", None,
         None, None, None, "力争", 5500.0, "平方米"),
        ("g-03", "3.10", "提高", "12345来电满意率", "at_least", 95.0, None, "%", "increase", 90.0,
         None, None, None, None, None, None),
        ("g-04", None, "达到", "注册志愿者", "range", 3.0, 5.0, "万人", "level", None,
         None, None, None, None, None, None),
    ]
    assert _rows(path, "SELECT result_id, indicator, value, unit FROM results") == [("g-05", "培训", 300.0, "人次")]


def test_parties_and_times_stand_at_their_task_in_order(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    task = "JOIN tasks USING (task_key) ORDER BY tasks.position, x.position"
    assert _rows(path, f"SELECT number, name, x.title, role, label FROM officials x {task}") == [
        ("1-2", "林岚", "局长", "lead", "牵头领导"),
    ]
    assert _rows(path, f"SELECT number, name, role, collective FROM departments x {task}") == [
        ("1-2", "局养老科", "lead", 0), ("1-2", "区婚姻（收养）登记中心", "responsible", 0),
        ("1-2", "各街镇", "responsible", 1), ("3.10", "局办公室", "responsible", 0),
    ]
    assert _rows(path, f"SELECT x.text, start_date, end_date FROM deadlines x {task}") == [
        ("6月底前", "2025-01-01", "2025-06-30"), ("持续推进", None, None),
    ]


def test_what_a_parties_file_adds_is_kept(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    task = breakdown.tasks[0]
    official = replace(task.lead_officials[0], post="副局长")
    towns = replace(task.departments[2], full_name="云溪区各街镇", members=("东溪街道", "西溪镇"))
    named = replace(task, lead_officials=(official,), departments=(towns,))
    path = _write(tmp_path, replace(breakdown, tasks=(named,)))
    assert _rows(path, "SELECT title, post FROM officials") == [("局长", "副局长")]
    members = "SELECT full_name, value FROM departments, json_each(members)"
    assert _rows(path, members) == [("云溪区各街镇", "东溪街道"), ("云溪区各街镇", "西溪镇")]


def test_a_place_keeps_page_box_and_rule(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    ((page, bbox, rule),) = _rows(_write(tmp_path, breakdown), "SELECT page, bbox, rule FROM officials")
    assert (page, json.loads(str(bbox)), rule) == (1, [72.0, 100.25, 300.5, 114.0], "parties.labelled")


def test_a_failed_document_stands_among_the_documents(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    assert _rows(path, "SELECT name, status, error, sha256, document_id FROM documents WHERE status = 'failed'") == [
        ("scan.pdf", "failed", "scan.pdf: no text", "b" * 64, "bbbbbbbbbbbb-scan.pdf"),
    ]


def test_one_file_met_twice_is_two_documents(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown, breakdown)
    assert _rows(path, "SELECT document_id FROM documents WHERE status <> 'failed'") == [
        ("aaaaaaaaaaaa-notice.docx",), ("aaaaaaaaaaaa-notice.docx#2",),
    ]


def test_sentences_cover_every_visible_character_once(breakdown: TaskBreakdown) -> None:
    text = breakdown.text
    places = [(row[3], row[4]) for row in sentences(breakdown, "d")]
    covered = [at for start, end in places for at in range(int(str(start)), int(str(end)))]
    assert len(covered) == len(set(covered))
    assert "".join(text[at] for at in range(len(text)) if at not in set(covered)).strip(" \n") == ""


def test_a_sentence_belongs_to_its_task_and_section(breakdown: TaskBreakdown) -> None:
    owners = {
        breakdown.text[int(str(row[3])) : int(str(row[4]))]: (row[1], row[2]) for row in sentences(breakdown, "d")
    }
    assert owners["云民〔2025〕6号"] == (None, None)
    assert owners["一、聚焦“便民”，做实服务"] == (None, "d/s1")
    assert owners["1-2. 建好服务点。"] == ("d/t-5f1c", "d/s1")
    assert owners["去年完成培训300人次。"] == (None, "d/s1")


def test_the_same_documents_give_the_same_bytes(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert _write(tmp_path / "a", breakdown).read_bytes() == _write(tmp_path / "b", breakdown).read_bytes()


def test_nothing_takes_its_name_before_the_end(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    export = Export(tmp_path, ["sqlite"])
    export.add(breakdown, "n")
    assert not (tmp_path / "breakdowns.sqlite").exists()
    export.discard()
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_file_of_the_last_run(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    before = _write(tmp_path, breakdown).read_bytes()
    with pytest.raises(RuntimeError), Export(tmp_path, ["sqlite"]) as export:  # noqa: PT012 (the run is what fails)
        export.add(replace(breakdown, tasks=()), "n")
        raise RuntimeError
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("breakdowns.sqlite", before)]


def test_an_id_that_stands_twice_is_an_error_that_says_so(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"breakdowns\.sqlite: a document uses one id twice"):
        _write(tmp_path, replace(breakdown, tasks=(breakdown.tasks[0], breakdown.tasks[0])))
    assert list(tmp_path.iterdir()) == []


def test_a_file_name_that_is_no_utf8_does_not_stop_the_run(
    build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path
) -> None:
    path = _write(tmp_path, build_breakdown(name="\udcb9.docx"))
    assert _rows(path, "SELECT name FROM documents WHERE status <> 'failed'") == [("\\udcb9.docx",)]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 shell is not installed")
def test_the_shell_reads_searches_and_finds_the_index_sound(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    script = (
        "INSERT INTO search (search, rank) VALUES ('integrity-check', 1);"
        "SELECT text FROM search JOIN sentence_texts ON sentence_id = search.rowid WHERE search MATCH '\"助 餐\"';"
        "SELECT count(*), sum(value) FROM targets;"
    )
    done = subprocess.run(["sqlite3", str(path), script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == ["新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。", "4|105.5"]
