"""What a run does again and what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import Plan, run
from pipeline.run.rules import rules_version

NOTICE = "云汀市青荷区民政局关于印发《2025年工作要点》的通知\n一、聚焦便民\n1. 建好站点。新建站点 {} 家。（责任部门：局养老科）\n"


@pytest.fixture
def notices(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "notices"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"notice{number}.txt").write_text(NOTICE.format(number), encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path / "out")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".json", ".csv") and path.name != "run.json"}


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.glob("notice*.json")}


@pytest.mark.parametrize("jobs", [None, 2])
def test_unchanged_inputs_are_kept_and_stand_in_the_tables(jobs: int | None, notices: list[Path], plan: Plan) -> None:
    plan = replace(plan, jobs=jobs)
    run(notices, plan)
    before, files = contents(plan.directory), stamps(plan.directory)
    for table in plan.directory.glob("*.csv"):
        table.unlink()
    again = run(notices, plan)
    assert (again.counts.unchanged, again.counts.documents) == (3, 3)
    assert contents(plan.directory) == before
    assert stamps(plan.directory) == files


def test_changed_input_is_done_again_and_it_alone(notices: list[Path], plan: Plan) -> None:
    run(notices, plan)
    before = stamps(plan.directory)
    notices[1].write_text(NOTICE.format(22), encoding="utf-8")
    again = run(notices, plan)
    assert again.counts.unchanged == 2
    assert '"value": 22' in (plan.directory / "notice2.json").read_text(encoding="utf-8")
    assert {name for name, file in stamps(plan.directory).items() if file != before[name]} == {"notice2.json"}


def test_change_that_leaves_size_and_time_is_seen(notices: list[Path], plan: Plan) -> None:
    run(notices, plan)
    import os

    before = notices[0].stat()
    notices[0].write_text(NOTICE.format(7), encoding="utf-8")
    os.utime(notices[0], ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(notices, plan).counts.unchanged == 2


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("{}", encoding="utf-8")])
def test_result_that_is_gone_or_changed_is_made_again(
    damage: Callable[[Path], object], notices: list[Path], plan: Plan
) -> None:
    run(notices, plan)
    before = contents(plan.directory)
    damage(plan.directory / "notice3.json")
    assert run(notices, plan).counts.unchanged == 2
    assert contents(plan.directory) == before


def test_force_does_all_again(notices: list[Path], plan: Plan) -> None:
    run(notices, plan)
    assert run(notices, replace(plan, force=True)).counts.unchanged == 0


def test_other_options_and_other_rules_do_all_again(
    notices: list[Path], plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(notices, plan)
    assert run(notices, replace(plan, options="patterns 1")).counts.unchanged == 0
    monkeypatch.setattr(batch, "rules_version", lambda: "other")
    assert run(notices, replace(plan, options="patterns 1")).counts.unchanged == 0
    assert run(notices, replace(plan, options="patterns 1")).counts.unchanged == 3


def test_other_formats_keep_what_is_unchanged(notices: list[Path], plan: Plan) -> None:
    run(notices, replace(plan, formats=("json",)))
    assert run(notices, plan).counts.unchanged == 3
    assert (plan.directory / "tasks.csv").read_text(encoding="utf-8-sig").count("建好站点。") == 3


def test_result_of_an_input_that_has_become_unreadable_is_taken_away(notices: list[Path], plan: Plan) -> None:
    run(notices, plan)
    notices[0].write_bytes(b"")
    again = run(notices, plan)
    assert (again.counts.failed, again.counts.unchanged) == (1, 2)
    assert not (plan.directory / "notice1.json").exists()


def test_failed_input_is_tried_again(notices: list[Path], plan: Plan) -> None:
    text = notices[0].read_bytes()
    notices[0].write_bytes(b"")
    assert run(notices, plan).counts.failed == 1
    notices[0].write_bytes(text)
    assert (run(notices, plan).counts.ok, run(notices, plan).counts.unchanged) == (3, 3)


def test_inputs_of_another_run_into_the_folder_stay(notices: list[Path], plan: Plan) -> None:
    run(notices[:1], plan)
    run(notices[1:], plan)
    assert sorted(stamps(plan.directory)) == ["notice1.json", "notice2.json", "notice3.json"]
    assert run(notices, plan).counts.unchanged == 3


def test_input_whose_output_gets_another_name_is_done_again(notices: list[Path], plan: Plan, tmp_path: Path) -> None:
    run(notices, plan)
    other = tmp_path / "a" / "notice1.txt"
    other.parent.mkdir()
    other.write_text(NOTICE.format(100), encoding="utf-8")
    again = run([other, *notices], plan)
    assert again.counts.unchanged == 2
    assert '"value": 100' in (plan.directory / "notice1.json").read_text(encoding="utf-8")
    assert '"value": 1,' in (plan.directory / "notice1-2.json").read_text(encoding="utf-8")


def test_rules_version_names_the_same_rules_the_same() -> None:
    assert rules_version() == rules_version()
    assert len(rules_version()) == 16
