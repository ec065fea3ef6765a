"""The rows of the combined tables, whole, for the small notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.export.columns import TABLES
from pipeline.export.tables import Failure, failed_row, rows_of
from schemas.breakdown import TaskBreakdown

ID = "aaaaaaaaaaaa-notice.docx"


def _records(breakdown: TaskBreakdown, name: str) -> list[dict[str, Any]]:
    (table,) = (table for table in TABLES if table.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in rows_of(breakdown)[name]]


def test_a_task_is_a_row_that_a_clerk_can_read(breakdown: TaskBreakdown) -> None:
    task = breakdown.tasks[0]
    assert _records(breakdown, "tasks")[0] == {
        "document": "notice.docx",
        "plan_year": 2025,
        "section": "一、聚焦“便民”，做实服务",
        "number": "1-2",
        "title": "建好服务点",
        "body": task.body,
        "lead_officials": "林岚（局长）",
        "responsible_officials": None,
        "in_charge_officials": None,
        "contact_officials": None,
        "lead_departments": "局养老科",
        "responsible_departments": "区婚姻（收养）登记中心、各街镇",
        "supporting_departments": None,
        "deadlines": "6月底前；持续推进",
        "deadline_end": date(2025, 6, 30),
        "targets": 2,
        "measures": 1,
        "page": 1,
        "quote": task.evidence.quote,
        "rule": "outline.numbered",
        "start": task.evidence.start,
        "end": task.evidence.end,
        "document_id": ID,
        "task_id": "t-5f1c",
        "task_key": f"{ID}/t-5f1c",
        "section_key": f"{ID}/s1",
    }


def test_the_latest_of_several_deadlines_is_the_tasks_end(breakdown: TaskBreakdown) -> None:
    task = breakdown.tasks[0]
    later = replace(task.deadlines[0], end=date(2025, 12, 31))
    changed = replace(breakdown, tasks=(replace(task, deadlines=(*task.deadlines, later)),))
    assert _records(changed, "tasks")[0]["deadline_end"] == date(2025, 12, 31)


def test_a_task_without_a_section_has_no_key_of_one(breakdown: TaskBreakdown) -> None:
    changed = replace(breakdown, tasks=(replace(breakdown.tasks[0], section=None),))
    row = _records(changed, "tasks")[0]
    assert (row["section"], row["section_key"]) == (None, None)


def test_a_target_is_a_row_with_its_own_deadline_and_base_unit(breakdown: TaskBreakdown) -> None:
    rows = _records(breakdown, "targets")
    chosen = ("kind", "number", "indicator", "comparator", "value", "value_max", "unit", "baseline", "deadline_text",
              "deadline", "modality", "normalized_value", "normalized_unit", "target_key", "task_key")
    assert [tuple(row[name] for name in chosen) for row in rows] == [
        ("target", "1-2", "社区助餐点", "exactly", Decimal(2), None, "家", None, "6月底前", date(2025, 6, 30), None,
         None, None, f"{ID}/g-01", f"{ID}/t-5f1c"),
        ("target", "1-2", "老年活动室", "at_least", Decimal("5.5"), None, "千平方米", None, None, None, "力争",
         Decimal(5500), "平方米", f"{ID}/g-02", f"{ID}/t-5f1c"),
        ("target", "3.10", "12345来电满意率", "at_least", Decimal(95), None, "%", Decimal(90), None, None, None, None,
         None, f"{ID}/g-03", f"{ID}/t-9e02"),
        ("target", None, "注册志愿者", "range", Decimal(3), Decimal(5), "万人", None, None, None, None, None, None,
         f"{ID}/g-04", None),
        ("result", None, "培训", "exactly", Decimal(300), None, "人次", None, None, None, None, None, None,
         f"{ID}/g-05", None),
    ]


def test_officials_and_departments_are_parties_in_the_documents_order(breakdown: TaskBreakdown) -> None:
    chosen = ("kind", "name", "post", "role", "label", "collective", "position", "party_key")
    assert [tuple(row[name] for name in chosen) for row in _records(breakdown, "parties")] == [
        ("official", "林岚", "局长", "lead", "牵头领导", None, 1, f"{ID}/t-5f1c/official/1"),
        ("department", "局养老科", None, "lead", "责任部门", False, 1, f"{ID}/t-5f1c/department/1"),
        ("department", "区婚姻（收养）登记中心", None, "responsible", "责任部门", False, 2,
         f"{ID}/t-5f1c/department/2"),
        ("department", "各街镇", None, "responsible", "责任部门", True, 3, f"{ID}/t-5f1c/department/3"),
        ("department", "局办公室", None, "responsible", "责任部门", False, 1, f"{ID}/t-9e02/department/1"),
    ]


def test_a_section_counts_the_tasks_directly_in_it(breakdown: TaskBreakdown) -> None:
    (section,) = breakdown.sections
    inner = replace(section, id="s2", parent="s1", level=2)
    nested = replace(breakdown, sections=(section, inner))
    chosen = ("label", "title", "level", "tasks", "section_key", "parent_key")
    assert [tuple(row[name] for name in chosen) for row in _records(nested, "sections")] == [
        ("一、", "聚焦“便民”，做实服务", 1, 2, f"{ID}/s1", None),
        ("一、", "聚焦“便民”，做实服务", 2, 0, f"{ID}/s2", f"{ID}/s1"),
    ]


def test_a_document_is_a_row_of_what_it_says_and_what_was_found(breakdown: TaskBreakdown) -> None:
    assert _records(breakdown, "documents") == [
        {
            "document": "notice.docx",
            "status": "partial",
            "error": None,
            "plan_year": 2025,
            "title": "云溪区民政局关于印发《2025年云溪民政工作要点》的通知",
            "plan_title": "2025年云溪民政工作要点",
            "document_number": "云民〔2025〕6号",
            "issuer": "云溪区民政局",
            "signatory": None,
            "addressees": "各科室、各街镇",
            "issued_on": date(2025, 2, 17),
            "declared_sections": 1,
            "declared_tasks": 2,
            "sections": 1,
            "tasks": 2,
            "targets": 4,
            "results": 1,
            "unexplained_characters": 0,
            "unexplained_numbers": 0,
            "errors": 1,
            "warnings": 0,
            "pages": 2,
            "characters": len(breakdown.text),
            "media_type": breakdown.source.media_type,
            "sha256": "a" * 64,
            "schema_version": "1.0",
            "document_id": ID,
        }
    ]


def test_a_diagnostic_is_a_row_with_its_advice(breakdown: TaskBreakdown) -> None:
    chosen = ("severity", "code", "number", "advice", "quote", "page", "diagnostic_key")
    assert [tuple(row[name] for name in chosen) for row in _records(breakdown, "diagnostics")] == [
        ("error", "L201", "3.10", "Look at the paper: a task may be missing.", "3.10", 2, f"{ID}/1"),
        ("info", "D103", None, "They are listed under furniture.", None, None, f"{ID}/2"),
    ]


def test_a_document_that_failed_is_a_row_with_its_error() -> None:
    (table,) = (table for table in TABLES if table.name == "documents")
    row = dict(zip([column.name for column in table.columns], failed_row(Failure("scan.pdf", "no text")), strict=True))
    assert {name: cell for name, cell in row.items() if cell is not None} == {
        "document": "scan.pdf", "status": "failed", "error": "no text", "document_id": "unread-scan.pdf",
    }


def test_chinese_headings_differ_within_a_table() -> None:
    for table in TABLES:
        headings = [column.chinese for column in table.columns]
        assert sorted(set(headings)) == sorted(headings), table.name


def test_the_documentation_names_every_table_and_its_key() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "tables.md").read_text(encoding="utf-8")
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in page.splitlines() if ".csv` |" in line]
    assert sorted((row[0], row[2]) for row in rows) == sorted((f"{table.name}.csv", table.key) for table in TABLES)
