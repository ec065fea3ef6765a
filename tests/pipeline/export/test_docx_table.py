"""The 任务分解表 in Word: laid out to print, and a notice table like any other to our own reader."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from pipeline.convert import extract
from pipeline.export.exporters import Export
from schemas.breakdown import Section, TaskBreakdown
from schemas.errors import OutputError

SAMPLES = Path(__file__).parents[3] / "samples"


def _write(directory: Path, breakdown: TaskBreakdown, stem: str = "通知") -> Path:
    with Export(directory, ["docx"]) as export:
        export.add(breakdown, stem)
    (path,) = export.written
    return path


def _rows(path: Path) -> list[list[str]]:
    (table,) = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_table_holds_sections_across_and_tasks_below(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    assert path.name == "通知_任务分解表.docx"
    assert _rows(path) == [
        ["序号", "任务名称", "工作内容", "牵头领导", "牵头单位", "责任单位", "完成时限"],
        ["一、聚焦“便民”，做实服务"] * 7,
        ["1-2", "建好服务点", "新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。", "林岚（局长）", "局养老科",
         "区婚姻（收养）登记中心、各街镇", "6月底前；持续推进"],
        ["3.10", "办好热线", "全年受理12345来电满意率由 90% 提高到 95% 以上。", "", "", "局办公室", ""],
    ]


def test_it_says_which_plan_it_is_and_what_to_check(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    document = docx.Document(str(_write(tmp_path, breakdown)))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "2025年云溪民政工作要点", "云民〔2025〕6号　2025-02-17", "来源：notice.docx，共2项任务。有1处疑点，请对照原文核对。",
    ]


def test_it_is_laid_across_and_the_heading_row_repeats(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    document = docx.Document(str(_write(tmp_path, breakdown)))
    section, (table,) = document.sections[0], document.tables
    assert (section.orientation, round(section.page_width.mm), round(section.page_height.mm)) == (WD_ORIENT.LANDSCAPE, 297, 210)
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True, False, False, False]
    assert sum(column.width for column in table.columns) <= section.page_width - section.left_margin - section.right_margin


def test_a_section_within_a_section_has_a_row_of_its_own_once(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    top = breakdown.sections[0]
    inner = Section("s2", "（一）", "建设", 2, "s1", top.evidence)
    other = Section("s3", "（二）", "管理", 2, "s1", top.evidence)
    first, second = breakdown.tasks
    tasks = (
        replace(first, id="a", section="s2"), replace(first, id="b", section="s2"), replace(second, id="c", section="s3"),
        replace(second, id="d", section=None),
    )
    rows = _rows(_write(tmp_path, replace(breakdown, sections=(top, inner, other), tasks=tasks)))
    assert [row[0] for row in rows[1:]] == [
        "一、聚焦“便民”，做实服务", "（一）建设", "1-2", "1-2", "（二）管理", "3.10", "3.10",
    ]


def test_signs_of_xml_and_characters_it_cannot_hold_do_no_harm(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    task = replace(breakdown.tasks[0], title="A&B<c>\x01", body="第一行\n第二行")
    rows = _rows(_write(tmp_path, replace(breakdown, tasks=(task,))))
    assert rows[2][1:3] == ["A&B<c> ", "第一行\n第二行"]


def test_a_document_without_tasks_has_a_table_that_says_none(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, replace(breakdown, tasks=(), diagnostics=()))
    assert _rows(path) == [["序号", "任务名称", "工作内容", "责任单位"]]
    assert docx.Document(str(path)).paragraphs[-1].text == "来源：notice.docx，共0项任务。"


def test_the_same_document_gives_the_same_bytes(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert _write(tmp_path / "a", breakdown).read_bytes() == _write(tmp_path / "b", breakdown).read_bytes()


def test_a_place_that_is_taken_is_an_error_that_leaves_no_part(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    (tmp_path / "通知_任务分解表.docx").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        _write(tmp_path, breakdown)
    assert [path.name for path in tmp_path.iterdir()] == ["通知_任务分解表.docx"]


def _facts(breakdown: TaskBreakdown) -> list[tuple[Any, ...]]:
    return [
        (
            task.number, task.title,
            [(official.name, official.role) for official in task.lead_officials],
            [(department.name, department.role, department.collective) for department in task.departments],
            [(target.action, target.indicator, target.comparator, target.value, target.unit) for target in task.targets],
        )
        for task in breakdown.tasks
    ]


@pytest.mark.parametrize("name", ["qinghe_minzheng_2024.txt", "qinghe_minzheng_2025.txt", "lanchuan_zhongdian_2025.docx"])
def test_our_own_reader_finds_the_same_tasks_in_it(name: str, tmp_path: Path) -> None:
    """Written as a table and read again: the same tasks, people, units and targets."""
    original = extract(SAMPLES / name)
    read = extract(_write(tmp_path, original))
    assert _facts(read) == _facts(original)
    assert (read.header.plan_year, len(read.sections)) == (original.header.plan_year, len(original.sections))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processor_shows_the_table(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown, "n")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "html"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    import pandas as pd

    (table,) = pd.read_html(tmp_path / "n_任务分解表.html", flavor="lxml", encoding="utf-8", header=None)
    # The heading row became the table's head: LibreOffice knows that it repeats.
    assert list(table.columns)[:2] == ["序号", "任务名称"]
    assert set(table.iloc[0]) == {"一、聚焦“便民”，做实服务"}
    assert [str(cell) for cell in table.iloc[1]][:2] == ["1-2", "建好服务点"]
