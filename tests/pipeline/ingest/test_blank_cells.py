"""Blank cells below a group or a leader in a text's table go on with it; below a unit or a time they stay blank."""

from __future__ import annotations

from pathlib import Path

from pipeline.convert import extract
from pipeline.ingest.blank_cells import reach_down

HEADS = ["序号", "类别", "工作任务", "牵头领导", "责任单位", "完成时限"]


def test_a_group_and_a_leader_reach_down_to_the_next_one() -> None:
    rows = [HEADS, ["1", "经济", "甲", "沈知衡", "工信局", "6月"], ["2", "", "乙", "", "财政局", "7月"]]
    rows.append(["3", "民生", "丙", "", "住建局", "8月"])
    assert reach_down(rows) == {(1, 1): 2, (1, 3): 3}


def test_units_and_times_reach_nowhere() -> None:
    assert reach_down([HEADS, ["1", "经济", "甲", "沈知衡", "工信局", "6月"], ["2", "民生", "乙", "梁叙白", "", ""]]) == {}


def test_nothing_reaches_over_a_heading_across_the_table_or_into_an_empty_row() -> None:
    rows = [HEADS, ["1", "", "甲", "沈知衡", "工信局", "6月"], ["二、民生"], ["2", "", "乙", "", "住建局", "8月"], ["", "", "", "", "", ""]]
    assert reach_down(rows) == {}


def test_every_task_of_a_group_names_its_leader(tmp_path: Path) -> None:
    path = tmp_path / "分解表.txt"
    lines = [HEADS, ["1", "经济", "新建厂房3座", "沈知衡", "工信局", "6月底前"], ["2", "", "培育企业5家", "", "工信局", "年底前"]]
    path.write_text("青荷区2025年重点工作任务分解表\n" + "\n".join("\t".join(line) for line in lines), encoding="utf-8")
    breakdown = extract(path)
    (section,) = breakdown.sections
    assert [(task.section, [leader.name for leader in task.lead_officials]) for task in breakdown.tasks] == [(section.id, ["沈知衡"])] * 2
    assert {leader.evidence.start for task in breakdown.tasks for leader in task.lead_officials} == {breakdown.text.index("沈知衡")}
    assert [note.message for note in breakdown.diagnostics if note.code == "D110"] == [
        "1 blank cells below 牵头领导 were taken for parts of the merged cell above them"
    ]
