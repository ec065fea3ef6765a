"""`fenjie compare`, run as people run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
OLD, NEW = ROOT / "samples" / "qinghe_minzheng_2024.txt", ROOT / "samples" / "qinghe_minzheng_2025.docx"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "pipeline.cli", "compare", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_notices_of_two_formats(tmp_path: Path) -> None:
    done = run(OLD, NEW, "-o", tmp_path, "--format", "json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "2024 -> 2025: " in done.stderr
    held = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    assert (held["before"]["plan_year"], held["after"]["plan_year"]) == (2024, 2025)
    by_title = {"".join(task["title"]["after"]): task for task in held["tasks"]}
    assert by_title["发展服务类社会救助"]["status"] == "added"
    assert by_title["壮大社会工作和志愿服务力量"]["status"] == "merged"
    assert by_title["引导社会组织高质量发展严格社会组织监管"]["status"] == "split"
    assert held["summary"]["added"] == sum(task["status"] == "added" for task in held["tasks"])


def test_a_breakdown_stands_for_its_notice(tmp_path: Path) -> None:
    from pipeline.convert import extract
    from schemas.codec import dumps

    (tmp_path / "old.json").write_text(dumps(extract(OLD)), encoding="utf-8")
    for name, old in (("a", OLD), ("b", tmp_path / "old.json")):
        assert run(old, NEW, "-o", tmp_path / name, "--format", "json", "-q").stderr == ""
    results = [(tmp_path / name / "comparison.json").read_text(encoding="utf-8") for name in "ab"]
    assert results[0] == results[1]


def test_three_notices_make_a_chain(tmp_path: Path) -> None:
    assert run(OLD, NEW, OLD, "-o", tmp_path, "--format", "json").returncode == 0
    held = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    assert [len(held["steps"]), "series" in held, "tasks" in held] == [2, True, False]


def test_the_same_document_twice_is_said_and_compared(tmp_path: Path) -> None:
    done = run(OLD, OLD, "-o", tmp_path, "--format", "json")
    assert done.returncode == 0
    assert "are the same document" in done.stderr
    summary = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))["summary"]
    assert summary == {"kept": 26, "changed": 0, "added": 0, "dropped": 0, "split": 0, "merged": 0}


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "does not exist"), ("{", "is not valid JSON"), ('{"schema_version": "2.0"}', "is not 1.x")],
)
def test_what_cannot_be_read_is_one_line_and_status_one(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / ("old.json" if content else "old.txt")
    if content:
        path.write_text(content, encoding="utf-8")
    done = run(path, NEW, "-o", tmp_path / "out")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_usage_is_status_two(tmp_path: Path) -> None:
    assert run(OLD).returncode == 2
    assert run(OLD, NEW, "-o", tmp_path, "--format", "pdf").returncode == 2
