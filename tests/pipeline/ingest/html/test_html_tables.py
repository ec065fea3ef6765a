"""Tables of a page: spans, cells of several paragraphs, frames that are no tables, and the tasks in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.convert import extract_bytes
from schemas.breakdown import TaskBreakdown
from schemas.document import BlockKind, Cell, SourceDocument

ReadPage = Callable[..., SourceDocument]
PROSE = "坚持便民利民，扎实做好全年民政工作，让群众办事更方便、更满意。"

# One cell over the rows of a task, a header cell in two paragraphs, a paragraph a unit, numbers that run on in the measures.
SPANS = """<p>2025年云溪区优化环境任务分解表</p><table border="1"><tbody>
<tr><td><p>序号</p></td><td><p>主要工作任务</p></td><td><p>具体工作措施</p></td><td><p>完成</p><p>时限</p></td>
<td><p>主要责任单位</p></td><td><p>任务来源</p></td></tr>
<tr><td rowspan="2"><p>1</p></td><td rowspan="2"><p>优化审批流程</p></td><td><p>1、精简申请材料，审批材料减少20%以上。</p></td>
<td><p>3月</p></td><td><p>区审批局</p><p>区政务办</p></td><td rowspan="2"><p>区政府工作报告</p></td></tr>
<tr><td><p>2、推行帮办代办。</p></td><td><p>全年</p></td><td><p>区审批局</p><p>各街道</p></td></tr>
<tr><td rowspan="2"><p>2</p></td><td rowspan="2"><p>扩大有效投资</p></td><td><p>3、新开工项目30个。</p></td><td><p>6月</p></td>
<td><p>区发改局</p><p>区住建局</p><p>区环保局</p></td><td rowspan="2"><p>区委全会报告</p></td></tr>
<tr><td><p>4、引进到位资金不低于12亿元。</p></td><td><p>12月</p></td><td><p>区商务局</p></td></tr>
</tbody></table><p>注：主要责任单位第一个为牵头单位，其余为主要配合单位。</p>"""

# Labels inside the cell of units, two leaders in one, people beside the units, headings over the whole width.
PROJECTS = """<p>2025年云溪区重点项目责任分工表</p><table>
<tr><th>序号</th><th>项目名称</th><th>项目内容</th><th>投资额</th><th>联系人</th><th>牵头领导</th><th>责任单位</th>
<th>责任单位负责人</th><th>负责事项</th></tr>
<tr><td colspan="9">一、产业项目</td></tr><tr><td colspan="9">（一）续建项目</td></tr>
<tr><td>1</td><td>云溪装备园</td><td>建设标准厂房8栋。</td><td>3亿元</td><td>周岚</td><td>李明<br>陈 芳</td>
<td>牵头单位：区工信局<br>配合单位：区住建局、区资源局</td><td>王强<br>赵敏<br>孙立</td><td>统筹建设。</td></tr>
<tr><td colspan="9">（二）新建项目</td></tr>
<tr><td>2</td><td>云溪数据港</td><td>新建机房1处。</td><td>5亿元</td><td>郑涛</td><td>李明</td><td>区大数据局</td><td>何丽</td>
<td>负责立项。</td></tr></table>"""


def cells(document: SourceDocument) -> list[tuple[str, Cell]]:
    return [(document.text[block.start : block.end], block.cell) for block in document.blocks if block.cell is not None]


def breakdown(content: str) -> TaskBreakdown:
    return extract_bytes("notice.html", f'<html><meta charset=utf-8><body><div id="zoom">{content}</div></body></html>'.encode())


def test_a_cell_over_rows_and_columns_stands_once(read_page: ReadPage) -> None:
    document = read_page(
        f"<p>{PROSE}</p><table><thead><tr><th>序号<th colspan=2>任务</thead><tr><td rowspan=2>1<td>甲<td>乙<tr><td colspan=2>丙</table>"
    )
    assert cells(document) == [
        ("序号", Cell(0, 0, 0, header=True)), ("任务", Cell(0, 0, 1, 1, 2, header=True)), ("1", Cell(0, 1, 0, 2, 1)),
        ("甲", Cell(0, 1, 1)), ("乙", Cell(0, 1, 2)), ("丙", Cell(0, 2, 1, 1, 2)),
    ]
    assert document.text == f"{PROSE}\n序号\t任务\n1\t甲\t乙\n丙"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # 0 reaches to the end of the table, and no cell reaches below it.
        ("<tr><td rowspan=0>甲<td>乙<tr><td>丙", [Cell(0, 0, 0, 2, 1), Cell(0, 0, 1), Cell(0, 1, 1)]),
        ("<tr><td rowspan=99>甲<td>乙<tr><td>丙", [Cell(0, 0, 0, 2, 1), Cell(0, 0, 1), Cell(0, 1, 1)]),
        ("<tr><td colspan=900>甲<tr><td>乙<td>丙", [Cell(0, 0, 0, 1, 2), Cell(0, 1, 0), Cell(0, 1, 1)]),
        ("<tr><td rowspan=x colspan=-1>甲<td>乙<tr><td>丙<td>丁", [Cell(0, 0, 0), Cell(0, 0, 1), Cell(0, 1, 0), Cell(0, 1, 1)]),
        # A cell that claims a column which one above holds gets the free ones.
        ("<tr><td>甲<td rowspan=2>乙<tr><td colspan=2>丙", [Cell(0, 0, 0), Cell(0, 0, 1, 2, 1), Cell(0, 1, 0)]),
    ],
)
def test_spans_that_lead_nowhere_are_cut(table: str, expected: list[Cell], read_page: ReadPage) -> None:
    assert [cell for _, cell in cells(read_page(f"<p>{PROSE}</p><table>{table}</table>"))] == expected


def test_paragraphs_of_a_cell_stay_apart(read_page: ReadPage) -> None:
    document = read_page(f"<p>{PROSE}</p><table><tr><td>任务<td>单位<tr><td>甲<td><p>区民政局</p><p>区财政局<br>各街道</p></table>")
    assert [text for text, _ in cells(document)] == ["任务", "单位", "甲", "区民政局\n区财政局\n各街道"]


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</td></tr></table>", "<table><tr><td></td><td>{}</td></tr><tr><td></td><td></td></tr></table>",
        "<table role=presentation><tr><td>左</td><td>右</td></tr><tr><td>{}</td><td>下</td></tr></table>",
        "<table><tr><td>左</td><td><table><tr><td>{}</td></tr></table></td></tr><tr><td>左</td><td>右</td></tr></table>",
        "<table><tr><td>{}</td></tr><tr><td>云溪区民政局</td></tr></table>",
    ],
)
def test_a_frame_is_no_table(frame: str, read_page: ReadPage) -> None:
    blocks = read_page(frame.format(f"<p>{PROSE}</p><p>新建食堂3家。</p>")).blocks
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


def test_a_table_inside_a_cell_follows_the_outer_one(read_page: ReadPage) -> None:
    inner = "<table><tr><td>子</td><td>丑</td></tr><tr><td>寅</td><td>卯</td></tr></table>"
    document = read_page(
        f"<p>{PROSE}</p><table><caption>任务表</caption><tr><td>甲事要抓紧办好</td><td>乙{inner}</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
        "<table><tr><td>天</td><td>地</td></tr><tr><td>玄</td><td>黄</td></tr></table>"
    )
    assert document.text.split("\n") == [PROSE, "任务表", "甲事要抓紧办好\t乙", "丙\t丁", "子\t丑", "寅\t卯", "天\t地", "玄\t黄"]
    assert [cell.table for _, cell in cells(document)] == [0] * 4 + [1] * 4 + [2] * 4


def test_tasks_of_a_table_with_cells_over_several_rows() -> None:
    found = breakdown(SPANS)
    assert [(section.label, section.title) for section in found.sections] == [("1", "优化审批流程"), ("2", "扩大有效投资")]
    assert [(task.number, task.title, task.section) for task in found.tasks] == [
        ("1", "精简申请材料，审批材料减少20%以上", "s1"), ("2", "推行帮办代办", "s1"),
        ("3", "新开工项目30个", "s2"), ("4", "引进到位资金不低于12亿元", "s2"),
    ]
    assert [[(unit.name, unit.role) for unit in task.departments] for task in found.tasks] == [
        [("区审批局", "lead"), ("区政务办", "supporting")], [("区审批局", "lead"), ("各街道", "supporting")],
        [("区发改局", "lead"), ("区住建局", "supporting"), ("区环保局", "supporting")], [("区商务局", "lead")],
    ]
    assert [[entry.end for entry in task.deadlines] for task in found.tasks] == [
        [date(2025, 3, 31)], [date(2025, 12, 31)], [date(2025, 6, 30)], [date(2025, 12, 31)],
    ]
    assert (found.status, found.diagnostics, found.account.unexplained) == ("ok", (), 0)


def test_tasks_of_a_table_whose_cells_hold_labels_and_several_people() -> None:
    found = breakdown(PROJECTS)
    assert [(section.label, section.title, section.parent) for section in found.sections] == [
        ("一、", "产业项目", None), ("（一）", "续建项目", "s1"), ("（二）", "新建项目", "s1"),
    ]
    assert [(task.number, task.title, task.body, task.section) for task in found.tasks] == [
        ("1", "云溪装备园", "建设标准厂房8栋。\n统筹建设。", "s2"), ("2", "云溪数据港", "新建机房1处。\n负责立项。", "s3"),
    ]
    assert [[(unit.name, unit.role) for unit in task.departments] for task in found.tasks] == [
        [("区工信局", "lead"), ("区住建局", "supporting"), ("区资源局", "supporting")], [("区大数据局", "responsible")],
    ]
    assert [[(person.name, person.role) for person in task.lead_officials] for task in found.tasks] == [
        [
            ("周岚", "contact"), ("李明", "lead"), ("陈芳", "lead"),
            ("王强", "responsible"), ("赵敏", "responsible"), ("孙立", "responsible"),
        ],
        [("郑涛", "contact"), ("李明", "lead"), ("何丽", "responsible")],
    ]
    assert (found.status, found.diagnostics, found.account.unexplained) == ("ok", (), 0)


def test_a_name_cut_by_a_line_of_its_cell_is_one() -> None:
    found = breakdown(
        "<table><tr><td>序号<td>任务<td>责任单位</tr><tr><td>1<td>建好站点<td>省人力资源社会<br>保障厅<tr><td>2<td>管好站点<td>省民政厅</table>"
    )
    assert [[unit.name for unit in task.departments] for task in found.tasks] == [["省人力资源社会保障厅"], ["省民政厅"]]


def test_the_table_of_an_annex_stands_under_no_item_of_the_letter() -> None:
    found = breakdown(
        "<p>一、推广的举措</p><p>（一）便民方面。推广站点建设。</p><p>（二）利企方面。推广帮办代办。</p><p>（三）惠农方面。推广上门服务。</p>"
        "<p>二、抓好落实</p><p>各单位要抓好落实。</p><p>附件：任务分工表</p><p>云溪区政府</p>"
        "<p>2025年3月1日</p><table><tr><td>序号<td>任务<td>责任单位<tr><td>1<td>建好站点<td>区民政局<tr><td>2<td>管好站点<td>区住建局</table>"
    )
    assert [(task.title, task.section) for task in found.tasks if task.departments] == [("建好站点", None), ("管好站点", None)]
