"""Cells of tables and the headers above them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.fields.findings import DepartmentFinding
from extractors.fields.parties import Column, column_role, read_cell
from extractors.reading.text import Reading
from schemas.breakdown import DepartmentRole, OfficialRole
from schemas.document import SourceDocument

CellFinds = Callable[[str, str], bool]


@pytest.mark.parametrize(
    ("header", "department", "official"),
    [
        ("牵头领导", "lead", "lead"), ("牵头市领导", "lead", "lead"), ("牵头负责领导", "lead", "lead"),
        ("责任领导", "responsible", "responsible"), ("责任人", "responsible", "responsible"),
        ("主要负责人", "responsible", "responsible"), ("责任单位负责人", "responsible", "responsible"),
        ("分管领导", "responsible", "in_charge"), ("局分管领导", "responsible", "in_charge"),
        ("联系人", "supporting", "contact"), ("联络员", "supporting", "contact"),
    ],
)
def test_a_header_of_officials_gives_their_role(
    header: str, department: DepartmentRole, official: OfficialRole
) -> None:
    assert column_role(header) == Column("officials", department, official)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("牵头单位", "lead"), ("牵头部门", "lead"), ("牵头责任单位", "lead"), ("主办单位", "lead"),
        ("牵头（责任）单位", "lead"),
        ("责任单位", "responsible"), ("责任部门", "responsible"), ("责任科室", "responsible"), ("主要责任单位",
        "responsible"),
        ("主责单位", "responsible"), ("承办单位", "responsible"), ("落实单位", "responsible"), ("部门",
        "responsible"),
        ("2025年责任单位", "responsible"), ("责任\n单位", "responsible"), ("责任单位（第一个为牵头单位）",
        "responsible"),
        ("配合单位", "supporting"), ("协办单位", "supporting"), ("参与单位", "supporting"), ("协同责任单位",
        "supporting"),
        ("参加单位", "supporting"), ("指导部门", "supporting"),
    ],
)
def test_a_header_of_units_gives_their_role(header: str, role: DepartmentRole) -> None:
    column = column_role(header)
    assert (column.kind, column.department) == ("departments", role)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("责任委室", Column("departments", "responsible", "responsible")),
        ("牵头室", Column("departments", "lead", "lead")),
        ("建设单位", Column("departments", "responsible", "responsible")),
        ("领衔市领导", Column("officials", "lead", "lead")),
        ("牵头委领导", Column("officials", "lead", "lead")),
        ("分工负责人", Column("officials", "responsible", "in_charge")),
        ("责任班子成员", Column("officials", "responsible", "responsible")),
        ("联系县领导", Column("officials", "supporting", "responsible")),
        ("联系人", Column("officials", "supporting", "contact")),
    ],
)
def test_who_answers_is_told_by_the_role_and_the_kind_of_office_in_the_header(header: str, column: Column) -> None:
    assert column_role(header) == column


@pytest.mark.parametrize("header", ["责任单位及责任人", "责任单位（责任人）", "责任部门和责任人", "牵头及配合单位"])
def test_a_header_of_both_leaves_the_kind_to_the_form(header: str) -> None:
    assert column_role(header).kind == "parties"


def test_two_roles_in_one_column_give_none_of_them() -> None:
    assert column_role("牵头单位/配合单位") == Column("parties", "responsible", "responsible")
    assert column_role("牵头单位及责任人") == Column("parties", "lead", "responsible")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("序号", "number"), ("目标任务", "title"), ("工作任务", "title"), ("重点工作", "title"), ("主要任务",
        "title"),
        ("工作内容", "measures"), ("工作措施", "measures"), ("具体举措", "measures"), ("工作目标", "target"),
        ("完成时限", "deadline"), ("完成\n时限", "deadline"), ("时限要求", "deadline"), ("完成时间", "deadline"),
        ("任务完成时限", "deadline"), ("备注", "remark"), ("任务来源", "remark"), ("计量单位", "remark"),
        ("督办单位", "unknown"),
        ("建设内容", "measures"),
        ("职责分工", "unknown"),
        ("投资性质", "unknown"),
    ],
)
def test_other_headers_say_what_the_column_holds(header: str, kind: str) -> None:
    assert column_role(header) == Column(kind)  # type: ignore[arg-type]  # the parameter is one of the kinds


@pytest.mark.parametrize(
    ("header", "marked"),
    [
        ("主要责任单位", "⟦区经发局=responsible⟧\n⟦区环土局=responsible⟧"),
        ("责任单位", "⟦省人力资源社会\n保障厅=responsible⟧\n⟦省教育厅=responsible⟧"),
        ("责任单位", "⟦区教育局=responsible⟧、⟦区财\n政局=responsible⟧"),
        ("部门", "⟦区人社局=responsible⟧\n⟦医保中心=responsible⟧"),
        ("责任单位", "牵头单位：⟦区住建局=lead⟧ 配合单位：⟦区财政局=supporting⟧、⟦各镇=supporting*⟧"),
        ("责任单位", "⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧配合"),
        ("责任单位", "1.⟦区教育局=responsible⟧\n2.⟦区财政局=responsible⟧"),
        ("责任单位", "⟦区民政局=lead⟧（牵头）\n⟦区财政局=responsible⟧"),
        ("配合单位", "⟦各镇、街道=supporting*⟧"),
        ("配合单位", "⟦区财政局=supporting⟧\n⟦有关\n镇街=supporting*⟧"),
        ("责任单位", "⟦教体局=responsible⟧ ⟦财政局=responsible⟧ ⟦民政局=responsible⟧"),
        ("牵头领导", "⟦王强@lead⟧、⟦李　华@lead⟧"),
        ("牵头领导", "⟦王强@lead⟧\n⟦李华@lead⟧"),
        ("牵头领导", "⟦王 强@lead⟧ ⟦李 华@lead⟧"),
        ("责任人", "⟦局办公室主任@responsible⟧"),
        ("责任人", "⟦局办公室=responsible⟧"),
        ("责任单位及责任人",
        "⟦区教育局=responsible⟧：⟦王强@responsible⟧\n⟦区财政局=responsible⟧：⟦李华@responsible⟧"),
        ("责任人", "牵头领导：⟦王强@lead⟧\n责任领导：⟦李华@responsible⟧"),
        ("配合单位", "⟦经开区=supporting⟧ ⟦高新园（邹区镇）=supporting⟧ ⟦各街道=supporting*⟧ ⟦市国有公司=supporting⟧"),
        ("配合单位", "⟦市直 各部门=supporting*⟧"),
        ("联系人", "⟦李 明@contact⟧ 13800000000"),
        ("责任单位", "—"),
        ("责任单位", "无"),
        ("备注", "区教育局"),
    ],
)
def test_a_cell_is_read_under_its_header(cell_finds: CellFinds, header: str, marked: str) -> None:
    assert cell_finds(header, marked)


def test_a_name_cut_in_a_cell_is_whole_and_points_at_its_ink() -> None:
    text = "省人力资源社会\n保障厅"
    reading = Reading.of(SourceDocument("notice.docx", "", "", None, text, ()))
    assert read_cell(reading, 0, len(text), "责任\n单位") == (
        DepartmentFinding(0, 11, "省人力资源社会保障厅", "responsible", "责任单位", False, "parties.cell"),
    )
