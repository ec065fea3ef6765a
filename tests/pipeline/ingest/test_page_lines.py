"""The table of a government page in a text copied from it feeds the header and is no part of the notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from pipeline.convert import extract
from pipeline.ingest.page_lines import read_page_lines
from pipeline.ingest.raw import RawBlock


def page(*lines: str) -> tuple[dict[str, str], list[str]]:
    found, used = read_page_lines([RawBlock(line) for line in lines])
    return found, [lines[index] for index in sorted(used)]


def test_labels_may_be_set_apart_and_stand_several_on_a_line() -> None:
    lines = ("索 引 号 YT1534522/2025-05475 发文日期 2025-01-03", "发布机构 青荷区人民政府办公室 文    号 青政办〔2025〕1号")
    assert page(*lines) == ({"issued_on": "2025-01-03", "document_number": "青政办〔2025〕1号"}, list(lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("来源:信息公开办", "发布日期:2025-03-01", "点击数:人次"),
        ("发布时间:2025-03-28 16:00 信息来源:区委督查办 浏览次数: 字体:[ ]",),
        ("2025-01-05 10:00 区人民政府办公室", "发布机构 区人民政府办公室 文 号 无"),
        ("当前位置: 网站首页 > 政府信息公开 > 年度重点工作",),
        ("- 首页 > 政务公开 > 市政府文件", "- 索 引 号：QZ05101-2025-00003", "- 发布机构：云汀市人民政府办公室"),
    ],
)
def test_what_the_page_says_of_itself_is_taken_out(lines: tuple[str, ...]) -> None:
    assert page(*lines)[1] == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("责任部门：区民政局、区财政局", "时间：3月至12月"),
        ("名称：社区食堂提升工程",),
        ("来源广泛，渠道多样。", "分类施策、精准发力"),
        ("文件精神要入脑入心。",),
        ("首页设计 > 栏目规划", "- 名称：社区食堂提升工程"),
    ],
)
def test_lines_of_a_notice_stay(lines: tuple[str, ...]) -> None:
    assert page(*lines) == ({}, [])


def test_the_header_is_that_of_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_text(
        "计划总结\n索 引 号: 002482365/2025-00095 公开日期: 2025-04-22\n发布机构: 市卫生健康委 文  号: 云卫发〔2025〕10号\n\n"
        "云汀市卫生健康委关于印发2025年卫生健康工作要点的通知\n\n发布日期: 2025-04-25 17:10 信息来源: 市卫生健康委 浏览次数:\n\n"
        "各区卫生健康局，委属各单位:\n\n现将2025年工作要点印发给你们，请认真组织实施。\n\n云汀市卫生健康委\n\n2025年4月22日\n\n"
        "2025年全市卫生健康工作要点\n\n一、主要任务\n\n1.新建社区卫生服务站3个。（责任单位：市卫生健康委）\n",
        encoding="utf-8",
    )
    breakdown = extract(path)
    header = breakdown.header
    assert (header.document_number, header.issuer, header.addressees, str(header.issued_on)) == (
        "云卫发〔2025〕10号", "云汀市卫生健康委", ("各区卫生健康局", "委属各单位"), "2025-04-22",
    )
    assert "浏览次数" not in breakdown.text
    assert [entry.kind for entry in breakdown.furniture] == ["navigation"] * 3


def test_the_table_may_stand_in_cells_parted_by_strokes(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(
        "索 引 号: | 000014349/2025-91150 | 信息分类: | |\n文 号: | 云府办发〔2025〕10号 | 是否有效: | |\n"
        "各区人民政府：\n现将《云汀市基础设施建设行动方案》印发给你们。\n云汀市基础设施建设行动方案\n一、主要目标\n2025年，新建基站260个。\n",
        encoding="utf-8",
    )
    breakdown = extract(path)
    assert (breakdown.header.document_number, breakdown.text.splitlines()[0]) == ("云府办发〔2025〕10号", "各区人民政府：")


def test_a_title_over_a_table_with_strokes_is_a_title(tmp_path: Path) -> None:
    path = tmp_path / "分解.txt"
    path.write_text(
        "青荷区2025年重点工作任务分解表 | |||\n序号 | 目标任务 | 责任单位 | 进度(百分比) |\n"
        "1 | 举办品牌赛事3场 | 区文旅局 | 41% |\n2 | 修缮文物4处 | 区文旅局 | 25% |\n",
        encoding="utf-8",
    )
    breakdown = extract(path)
    assert breakdown.header.title == "青荷区2025年重点工作任务分解表"
    assert [(task.title, task.deadlines) for task in breakdown.tasks] == [("举办品牌赛事3场", ()), ("修缮文物4处", ())]


def test_a_word_file_made_from_a_page_has_its_table_set_aside_too(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=4)
    words = (("索 引 号", "000014349/2025-91150", "主题分类", "民政"), ("发布机构", "青荷区民政局", "发文字号", "青民〔2025〕6号"))
    for row, cells in zip(table.rows, words, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for text in ("青荷区民政局2025年工作要点", "一、养老服务", "1.新建社区食堂2家。（责任单位：区民政局）"):
        document.add_paragraph(text)
    path = tmp_path / "要点.docx"
    document.save(str(path))
    breakdown = extract(path)
    assert (breakdown.header.document_number, breakdown.text.splitlines()[0]) == ("青民〔2025〕6号", "青荷区民政局2025年工作要点")
    assert len(breakdown.furniture) == 8
