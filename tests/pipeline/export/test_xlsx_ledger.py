"""The 督办台账 as the programs see it that people open it with."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import xlsx_sheets
from pipeline.export.exporters import Export
from pipeline.export.ledger import Ledger, load_ledger
from pipeline.export.tables import Failure
from schemas.breakdown import Department, TaskBreakdown
from schemas.errors import OutputError

openpyxl = pytest.importorskip("openpyxl")

TASKS = [
    ("序号", "所属方面", "任务名称", "任务内容", "责任领导", "牵头单位", "责任单位", "配合单位", "完成时限", "办理状态", "进展情况",
     "备注", "时限日期", "年度", "发文字号", "来源文件", "页码"),
    ("1-2", "一、聚焦“便民”，做实服务", "建好服务点", "新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。", "林岚",
     "局养老科", "区婚姻（收养）登记中心、各街镇", None, "6月底前；持续推进", None, None, None, datetime(2025, 6, 30), 2025,
     "云民〔2025〕6号", "notice.docx", 1),
    ("3.10", "一、聚焦“便民”，做实服务", "办好热线", "全年受理12345来电满意率由 90% 提高到 95% 以上。", None, None, "局办公室", None, None,
     None, None, None, None, 2025, "云民〔2025〕6号", "notice.docx", 2),
]


def _write(directory: Path, *breakdowns: TaskBreakdown, ledger: Ledger | None = None) -> Path:
    with Export(directory, ["xlsx"], ledger=ledger) as export:
        for breakdown in breakdowns:
            export.add(breakdown, "n")
        export.fail(Failure("scan.pdf", "没有文字层"))
    return directory / "ledger.xlsx"


def _sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return [tuple(row) for row in book[name].iter_rows(values_only=True)]


def test_there_is_a_sheet_for_everything_each_department_and_each_leader(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert openpyxl.load_workbook(_write(tmp_path, breakdown)).sheetnames == [
        "目录", "任务总表", "目标清单", "区婚姻（收养）登记中心", "各街镇", "局养老科", "局办公室", "林岚",
    ]


def test_the_sheet_of_all_tasks_holds_them_as_printed(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert _sheet(_write(tmp_path, breakdown), "任务总表") == TASKS


def test_a_departments_sheet_holds_its_tasks_and_its_role(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    heading, *rows = _sheet(_write(tmp_path, breakdown), "局养老科")
    at = heading.index("角色")
    assert [(row[0], row[at]) for row in rows] == [("1-2", "牵头")]


def test_targets_are_in_the_words_of_the_office(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    rows = _sheet(_write(tmp_path, breakdown), "目标清单")
    assert [row[:12] for row in rows[1:]] == [
        ("目标", "1-2", "建好服务点", "新建", "社区助餐点", "等于", 2, None, "家", "总量", None, "6月底前"),
        ("目标", "1-2", "建好服务点", None, "老年活动室", "不少于", 5.5, None, "千平方米", "总量", None, None),
        ("目标", "3.10", "办好热线", "提高", "12345来电满意率", "不少于", 95, None, "%", "增长", 90, None),
        ("目标", None, None, "达到", "注册志愿者", "区间", 3, 5, "万人", "总量", None, None),
        ("完成情况", None, None, "培训", "培训", "等于", 300, None, "人次", "总量", None, None),
    ]


def test_the_index_leads_to_every_sheet_and_names_what_could_not_be_read(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(_write(tmp_path, breakdown))["目录"]
    rows = [(row[0].value, row[1].value, row[2].value, row[1].hyperlink and row[1].hyperlink.location) for row in sheet]
    assert rows[1:] == [
        ("汇总", "任务总表", 2, "'任务总表'!A1"), ("汇总", "目标清单", 5, "'目标清单'!A1"),
        ("部门", "区婚姻（收养）登记中心", 1, "'区婚姻（收养）登记中心'!A1"), ("部门", "各街镇", 1, "'各街镇'!A1"),
        ("部门", "局养老科", 1, "'局养老科'!A1"), ("部门", "局办公室", 1, "'局办公室'!A1"),
        ("领导", "林岚", 1, "'林岚'!A1"), ("未读", "scan.pdf", None, None),
    ]
    assert sheet["D9"].value == "没有文字层"


def test_texts_that_look_like_formulas_numbers_or_addresses_stay_texts(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    texts = ["=HYPERLINK(1)", "+1", "@SUM", "http://a.cn", "007", "2025-01-01", "_x0041_", " 两端有空格 ", "甲\n乙", "控\x01制"]
    tasks = tuple(replace(breakdown.tasks[0], id=f"t-{at}", body=text) for at, text in enumerate(texts))
    book = openpyxl.load_workbook(_write(tmp_path, replace(breakdown, tasks=tasks)))
    cells = [(row[3].value, row[3].data_type) for row in book["任务总表"].iter_rows(min_row=2)]
    # openpyxl leaves Excel's own escapes as they stand in the file; LibreOffice and Excel show the characters.
    shown = [*texts[:6], "_x005F_x0041_", *texts[7:9], "控_x0001_制"]
    assert cells == [(text, "s") for text in shown]
    assert book["任务总表"]["D5"].hyperlink is None


def test_every_sheet_is_ready_to_filter_scroll_and_print(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_write(tmp_path, breakdown))
    sheet = book["任务总表"]
    page = sheet.page_setup
    assert sheet.auto_filter.ref == "A1:Q3"
    assert sheet.freeze_panes == "A2"
    # One page wide is what a file means that gives no width.
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == ("landscape", 9, None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'任务总表'!$A$1:$L$3"  # source file and page stay off the paper
    assert sheet.column_dimensions["D"].width == pytest.approx(46, abs=1)
    assert sheet["D2"].alignment.wrap_text is True
    assert (sheet["A2"].number_format, sheet["M2"].number_format) == ("@", "yyyy-mm-dd")
    assert {entry.freeze_panes for entry in book} == {"A2"}


def test_a_cell_to_fill_in_offers_its_choices(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(_write(tmp_path, breakdown))["任务总表"]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("J2:J3", '"未启动,推进中,已完成,已逾期"')


def test_columns_are_those_of_the_users_file(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    toml = tmp_path / "l.toml"
    toml.write_text(
        '[sheets]\ntasks = "总表"\n[[tasks]]\nfield = "sequence"\nheading = "号"\n[[tasks]]\nfield = "target_list"\nheading = "目标"\n'
        '[[tasks]]\nheading = "盯办"\n',
        encoding="utf-8",
    )
    path = _write(tmp_path / "out", breakdown, ledger=load_ledger(toml))
    assert _sheet(path, "总表") == [
        ("号", "目标", "盯办"), (1, "新建社区助餐点2家；老年活动室不少于5.5千平方米", None), (2, "提高12345来电满意率不少于95%", None),
    ]


def test_sheet_names_are_legal_and_never_the_same(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    names = ["任务总表", "History", "妇联/团委", "妇联_团委", "'引'", "长" * 40, "长" * 41, "a", "A"]
    task = breakdown.tasks[0]
    departments = tuple(Department(name, "lead", None, False, task.evidence) for name in names)
    book = openpyxl.load_workbook(_write(tmp_path, replace(breakdown, tasks=(replace(task, departments=departments),))))
    given = book.sheetnames[3:-1]
    assert sorted(given) == sorted(
        ["任务总表-2", "History-2", "妇联_团委", "妇联_团委-2", "引", "长" * 31, "长" * 29 + "-2", "a", "A-2"]
        if "a" in given else
        ["任务总表-2", "History-2", "妇联_团委", "妇联_团委-2", "引", "长" * 31, "长" * 29 + "-2", "A", "a-2"]
    )


def test_parties_beyond_the_limit_are_named_in_the_index(
    breakdown: TaskBreakdown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_sheets, "MOST_PARTY_SHEETS", 1)
    path = _write(tmp_path, breakdown)
    assert openpyxl.load_workbook(path).sheetnames == ["目录", "任务总表", "目标清单", "区婚姻（收养）登记中心"]
    remarks = {row[1]: row[3] for row in _sheet(path, "目录")}
    assert remarks["林岚"] == "未单列工作表（只列任务最多的1个），请在“任务总表”中筛选"


def test_a_sheet_that_is_full_goes_on_in_another(
    breakdown: TaskBreakdown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_sheets, "LAST_ROW", 3)
    path = _write(tmp_path, breakdown)
    assert [row[4] for row in _sheet(path, "目标清单")] == ["指标", "社区助餐点", "老年活动室", "12345来电满意率"]
    assert [row[4] for row in _sheet(path, "目标清单-2")] == ["指标", "注册志愿者", "培训"]


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    task = replace(breakdown.tasks[0], body="文" * 40_000)
    body = _sheet(_write(tmp_path, replace(breakdown, tasks=(task,))), "任务总表")[1][3]
    assert (len(body), body[-19:]) == (32_767, "文文" + "……（此处未完，全文见 JSON）")


def test_the_same_documents_give_the_same_bytes(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert _write(tmp_path / "a", breakdown).read_bytes() == _write(tmp_path / "b", breakdown).read_bytes()


def test_nothing_is_left_beside_the_workbook(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, breakdown)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.xlsx"]


def test_an_error_leaves_the_workbook_of_the_last_run(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    before = _write(tmp_path, breakdown).read_bytes()
    with pytest.raises(RuntimeError), Export(tmp_path, ["xlsx"]) as export:  # noqa: PT012 (the run is what fails)
        export.add(replace(breakdown, tasks=()), "n")
        raise RuntimeError
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("ledger.xlsx", before)]


def test_a_place_that_is_taken_is_an_error_that_leaves_no_part(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").mkdir()
    with pytest.raises(OutputError, match=r"ledger\.xlsx: cannot be written"):
        _write(tmp_path, breakdown)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.xlsx"]


def test_two_years_of_one_office_share_the_sheets(build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path) -> None:
    path = _write(tmp_path, build_breakdown(name="2024.txt"), build_breakdown(name="2025.txt", sha256="b" * 64))
    assert [row[16] for row in _sheet(path, "林岚")] == ["来源文件", "2024.txt", "2025.txt"]


def test_pandas_reads_the_tasks(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    import pandas as pd

    frame = pd.read_excel(_write(tmp_path, breakdown), sheet_name="任务总表", dtype={"序号": "string"}, engine="openpyxl")
    assert list(frame["序号"]) == ["1-2", "3.10"]
    assert list(frame["时限日期"].dt.strftime("%Y-%m-%d").fillna("")) == ["2025-06-30", ""]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_shows_what_was_written(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    path = _write(tmp_path, breakdown)
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", every_sheet]
    subprocess.run([*command, "--outdir", str(tmp_path / "shown"), str(path)], check=True, capture_output=True, timeout=120)
    with (tmp_path / "shown" / "ledger-任务总表.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = list(csv.reader(file))
    assert shown == [[_as_shown(value) for value in row] for row in TASKS]


def _as_shown(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime) else str(value)
