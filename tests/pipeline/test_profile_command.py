"""An unfamiliar notice: `fenjie profile` proposes, a clerk edits, `extract --profile` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document

from pipeline.batch import Plan
from pipeline.cli import main
from pipeline.profile_file import load_profile

TEXT = """青石区2025年重点工作安排

一、重点工作
任务一：建好社区食堂。新建社区食堂3家。
甲方——区民政局＋区财政局
盯办人：李明
交账日子：2025年6月底前
任务二：办好夜校。开设夜校20个班次。
甲方——区教育局
盯办人：陈芳
交账日子：年底前
"""
ROWS = (
    ("顺号", "要办的事", "怎么办", "甲方", "盯办人", "交账日子"),
    ("1", "建好社区食堂", "新建社区食堂3家", "区民政局\n区财政局", "李明", "2025年6月底前"),
    ("2", "办好夜校", "开设夜校20个班次", "区教育局", "陈芳", "年底前"),
)
FOUND = [
    ("建好社区食堂", [("区民政局", "lead"), ("区财政局", "lead")], [("李明", "responsible")], ["2025-06-30"]),
    ("办好夜校", [("区教育局", "lead")], [("陈芳", "responsible")], ["2025-12-31"]),
]


def fenjie(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def in_text(folder: Path) -> Path:
    path = folder / "notice.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def in_table(folder: Path) -> Path:
    document: Any = Document()  # python-docx has no types
    document.add_paragraph("青石区2025年重点工作分工表")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, words in enumerate(ROWS):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    document.save(folder / "notice.docx")
    return folder / "notice.docx"


def edited(path: Path, **meanings: str) -> Path:
    """Fill in the meanings that the proposal leaves open, as a clerk does."""
    text = path.read_text(encoding="utf-8")
    for word, meaning in meanings.items():
        before, after = f'words = ["{word}"]\nmeaning = "?"', f'words = ["{word}"]\nmeaning = "{meaning}"'
        assert before in text, f"{word} is not proposed as open"
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    return path


def facts(breakdown: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (
            task["title"],
            [(unit["name"], unit["role"]) for unit in task["departments"]],
            [(person["name"], person["role"]) for person in task["lead_officials"]],
            [deadline["end"] for deadline in task["deadlines"]],
        )
        for task in breakdown["tasks"]
    ]


def test_a_text_is_read_with_the_edited_proposal(tmp_path: Path) -> None:
    notice, profile = in_text(tmp_path), tmp_path / "profile.toml"
    assert fenjie("profile", notice, "-o", profile).exit_code == 0
    edited(profile, 甲方="lead")
    result = fenjie("extract", notice, "--profile", profile, "--format", "json", "-o", "-")
    assert facts(json.loads(result.stdout)) == FOUND


def test_a_table_is_read_with_the_edited_proposal(tmp_path: Path) -> None:
    notice, profile = in_table(tmp_path), tmp_path / "profile.toml"
    assert fenjie("profile", notice, "-o", profile).exit_code == 0
    edited(profile, 甲方="lead", 怎么办="measures")
    result = fenjie("extract", notice, "--profile", profile, "--format", "json", "-o", "-")
    assert facts(json.loads(result.stdout)) == FOUND


def test_open_meanings_are_read_as_without_a_profile(tmp_path: Path) -> None:
    notice, profile = in_text(tmp_path), tmp_path / "profile.toml"
    fenjie("profile", notice, "-o", profile)
    breakdown = json.loads(fenjie("extract", notice, "--profile", profile, "--format", "json", "-o", "-").stdout)
    assert [departments for _, departments, _, _ in facts(breakdown)] == [[], []]


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_a_batch_reads_with_the_profile_in_every_process_and_again_when_it_changes(tmp_path: Path, jobs: str) -> None:
    notice, profile, output = in_text(tmp_path), tmp_path / "profile.toml", tmp_path / "out"
    fenjie("profile", notice, "-o", profile)
    assert "1 unchanged" not in fenjie("extract", notice, "-o", output, "-j", jobs, "--profile", profile).stderr
    edited(profile, 甲方="lead")
    assert "1 unchanged" not in fenjie("extract", notice, "-o", output, "-j", jobs, "--profile", profile).stderr
    assert facts(json.loads((output / "notice.json").read_text(encoding="utf-8"))) == FOUND
    assert "1 unchanged" in fenjie("extract", notice, "-o", output, "-j", jobs, "--profile", profile).stderr


def test_a_profile_that_says_nothing_changes_no_byte(tmp_path: Path) -> None:
    notice, profile = in_text(tmp_path), tmp_path / "profile.toml"
    profile.write_text("", encoding="utf-8")
    with_profile = fenjie("extract", notice, "--profile", profile, "--format", "json", "-o", "-").stdout
    assert with_profile == fenjie("extract", notice, "--format", "json", "-o", "-").stdout


def test_check_takes_the_profile(tmp_path: Path) -> None:
    notice, profile = in_text(tmp_path), tmp_path / "profile.toml"
    fenjie("profile", notice, "-o", profile)
    assert ", 2 tasks," in fenjie("check", notice, "--profile", edited(profile, 甲方="lead")).stdout


def test_compare_reads_both_years_with_the_profile(tmp_path: Path) -> None:
    old, new, profile = in_text(tmp_path), tmp_path / "newer.txt", tmp_path / "profile.toml"
    new.write_text(TEXT.replace("2025", "2026").replace("区民政局＋区财政局", "区民政局＋区审计局"), encoding="utf-8")
    fenjie("profile", old, "-o", profile)
    fenjie("compare", old, new, "-o", tmp_path / "out", "--profile", edited(profile, 甲方="lead"))
    compared = json.loads((tmp_path / "out" / "comparison.json").read_text(encoding="utf-8"))
    departments = [task["departments"] for task in compared["tasks"]]
    assert [(change["added"], change["removed"]) for change in departments] == [(["区审计局"], ["区财政局"]), ([], [])]


def test_watch_reads_what_arrives_with_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice, profile = in_text(tmp_path), tmp_path / "profile.toml"
    fenjie("profile", notice, "-o", profile)
    plans: list[Plan] = []
    monkeypatch.setattr("pipeline.watch.watch", lambda _folder, plan, _say: plans.append(plan))
    assert fenjie("watch", tmp_path, "-o", tmp_path / "out", "--profile", edited(profile, 甲方="lead")).exit_code == 0
    assert [plan.settings.profile for plan in plans] == [load_profile(profile)]


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_wrong_profile_stops_the_command_with_one_line(tmp_path: Path, command: str) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text('[[label]]\nwords = ["甲方"]\nmeaning = "boss"\n', encoding="utf-8")
    result = fenjie(command, in_text(tmp_path), "--profile", profile)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{profile}: [[label]] number 1: meaning: 'boss' is not known.")


def test_an_edited_profile_is_not_overwritten(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text("# mine\n", encoding="utf-8")
    result = fenjie("profile", in_text(tmp_path), "-o", profile)
    assert (result.exit_code, profile.read_text(encoding="utf-8")) == (1, "# mine\n")


def test_what_cannot_be_read_is_named_and_the_rest_proposes(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = fenjie("profile", tmp_path / "empty.txt", in_text(tmp_path))
    assert (result.exit_code, 'words = ["盯办人"]' in result.stdout) == (1, True)
    assert "empty.txt" in result.stderr
