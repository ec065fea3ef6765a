"""Gold files find their documents, a report adds them up, and floors only rise."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluate import digest_of, evaluate, find_document, run
from pipeline.evaluate_floors import check_floors, raise_floors
from pipeline.evaluate_gold import load_gold
from pipeline.scoring import Tally
from schemas.breakdown import Account, Declared, Evidence, Header, Source, Task, TaskBreakdown
from schemas.errors import RuleError, UnreadableFile

INK = Evidence(0, 0, "", None, None, "test")


def found_nothing(_: Path) -> TaskBreakdown:
    return TaskBreakdown(
        "1.0", "ok", Source("notice.txt", "0", "text/plain", None, 0), "", Header(), Declared(), (), (), (), (), (),
        Account(0, 0, 0, 0, 0, 0), (), (),
    )


def found_one(path: Path) -> TaskBreakdown:
    only = Task("id", "1", None, "甲事", "", (), (), (), (), (), INK)
    return replace(found_nothing(path), tasks=(only,))


@pytest.mark.parametrize("text", ["[1, 2]", "{}", '{"document": "a.txt", "tasks": [{"number": "1"}]}', "not json"])
def test_a_damaged_gold_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"bad\.gold\.json"):
        load_gold(path)


def write_case(folder: Path, name: str = "notice", *, sha256: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.gold.json"
    keys = {"document": f"{name}.txt", "sha256": sha256, "tasks": [{"number": "1", "title": "甲事"}]}
    path.write_text(json.dumps(keys, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_document_is_found_beside_its_gold_in_the_neighbouring_corpus_or_by_its_bytes(tmp_path: Path) -> None:
    beside = write_case(tmp_path / "a")
    (tmp_path / "a" / "notice.txt").write_text("1. 甲事。", encoding="utf-8")
    assert find_document(load_gold(beside), beside, ()) == tmp_path / "a" / "notice.txt"

    apart = write_case(tmp_path / "gold", "far")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "far.txt").write_text("1. 甲事。", encoding="utf-8")
    assert find_document(load_gold(apart), apart, ()) is not None

    digest = "8d1a0b5c5ce59e3d4ac16b6d8d2c05ec03b35c0c86eb62ba9fb07e8d3fbc1f5f"
    lost = write_case(tmp_path / "b", "lost", sha256=digest)
    assert find_document(load_gold(lost), lost, (tmp_path / "a",)) is None


def test_bytes_decide_over_the_name(tmp_path: Path) -> None:
    path = write_case(tmp_path / "gold", sha256=hashlib.sha256("原文".encode()).hexdigest())
    (tmp_path / "gold" / "notice.txt").write_text("改过", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "renamed.txt").write_text("原文", encoding="utf-8")
    assert find_document(load_gold(path), path, (tmp_path / "docs",)) == tmp_path / "docs" / "renamed.txt"


def test_a_document_that_is_not_there_is_reported_and_not_scored(tmp_path: Path) -> None:
    write_case(tmp_path)
    report = evaluate(tmp_path, extract=found_one)
    assert [outcome.note for outcome in report.failures] == ["notice.txt was not found; name its folder"]
    assert report.total.tallies["tasks"] == Tally()


def test_a_document_that_cannot_be_read_counts_as_missed(tmp_path: Path) -> None:
    write_case(tmp_path)
    (tmp_path / "notice.txt").write_text("", encoding="utf-8")

    def refuse(path: Path) -> TaskBreakdown:
        raise UnreadableFile(path.name, "is empty")

    report = evaluate(tmp_path, extract=refuse)
    assert report.total.tallies["tasks"] == Tally(missed=1)
    assert report.failures[0].note == "notice.txt: is empty"


def test_run_prints_a_table_and_fails_where_a_document_is_lost(tmp_path: Path) -> None:
    write_case(tmp_path)
    text, status = run(tmp_path)
    assert status == 1
    assert "precision" in text
    assert "notice.txt was not found" in text


def test_a_folder_without_gold_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"holds no \*\.gold\.json"):
        evaluate(tmp_path)


def test_the_digest_changes_with_name_and_bytes(tmp_path: Path) -> None:
    first, second = write_case(tmp_path / "a", "x"), write_case(tmp_path / "b", "y")
    assert digest_of([first]) != digest_of([second])
    assert digest_of([first, second]) == digest_of([second, first])


def prepared(folder: Path) -> Path:
    write_case(folder)
    (folder / "notice.txt").write_text("1. 甲事。", encoding="utf-8")
    return folder / "floors.toml"


def test_a_score_under_its_floor_is_named(tmp_path: Path) -> None:
    floors = prepared(tmp_path)
    assert raise_floors(evaluate(tmp_path, extract=found_one), floors) == {"tasks": 1.0}
    assert check_floors(evaluate(tmp_path, extract=found_one), floors) == []
    worse = evaluate(tmp_path, extract=found_nothing)
    assert check_floors(worse, floors) == ["floors.toml: F1 of tasks is 0.000, under its floor 1.000"]


def test_a_floor_never_falls(tmp_path: Path) -> None:
    floors = prepared(tmp_path)
    raise_floors(evaluate(tmp_path, extract=found_one), floors)
    assert raise_floors(evaluate(tmp_path, extract=found_nothing), floors) == {"tasks": 1.0}


def test_floors_of_another_gold_are_not_compared(tmp_path: Path) -> None:
    floors = prepared(tmp_path)
    raise_floors(evaluate(tmp_path, extract=found_one), floors)
    write_case(tmp_path, sha256="00")
    assert "the gold has changed" in check_floors(evaluate(tmp_path, extract=found_one), floors)[0]


def test_floors_of_another_gold_are_replaced(tmp_path: Path) -> None:
    floors = prepared(tmp_path)
    raise_floors(evaluate(tmp_path, extract=found_one), floors)
    write_case(tmp_path, sha256="00")
    assert raise_floors(evaluate(tmp_path, extract=found_nothing), floors) == {"tasks": 0.0}


def test_a_damaged_floors_file_is_named(tmp_path: Path) -> None:
    floors = prepared(tmp_path)
    report = evaluate(tmp_path, extract=found_one)
    with pytest.raises(RuleError, match=r"floors\.toml"):
        check_floors(report, floors)
    floors.write_text('digest = "x"\n[floors]\nspeed = 1.0\n', encoding="utf-8")
    with pytest.raises(RuleError, match="names no field: speed"):
        check_floors(report, floors)
