"""Tables that lost their cells in a text file: a cell a line, a stroke behind each, blanks between them; and look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.convert import extract
from pipeline.ingest.lost_cells import find_lost_table

A_CELL_A_LINE = """序号
实事项目
责任单位
完成时限
1
启动苇湾河综合治理。
区水务局
区住建局
区河道指挥部
12月底前
2
新建2座人行天桥。
区住建局
9月投入使用
3
迁建区政务服务中心。
区代建中心
长期坚持"""


def rows(text: str, at: int = 0) -> list[tuple[str, ...]]:
    table = find_lost_table(text.splitlines(), at)
    assert table is not None
    return [cells for _, cells in table.rows]


def test_cells_that_stand_one_on_a_line_go_to_their_columns() -> None:
    assert rows(A_CELL_A_LINE)[1:] == [
        ("1", "启动苇湾河综合治理。", "区水务局\n区住建局\n区河道指挥部", "12月底前"),
        ("2", "新建2座人行天桥。", "区住建局", "9月投入使用"),
        ("3", "迁建区政务服务中心。", "区代建中心", "长期坚持"),
    ]


def test_a_stroke_may_stand_behind_each_cell_and_between_rows() -> None:
    stroked = "\n".join(line if line == "|" else f"{line} |" for line in A_CELL_A_LINE.replace("\n2\n", "\n|\n2\n").splitlines())
    assert rows(stroked) == rows(A_CELL_A_LINE)


def test_two_rows_under_one_number_stay_two() -> None:
    heads, second = "序号\n重点任务\n责任单位\n完成时限", "2\n改造厕所。\n住建局\n6月底前"
    text = f"{heads}\n1\n开工建设养护楼。\n民政局\n5月底前\n开工建设老年大学。\n12月底前\n{second}"
    assert rows(text)[1:3] == [("1", "开工建设养护楼。", "民政局", "5月底前"), ("", "开工建设老年大学。", "", "12月底前")]


def test_blanks_may_part_the_cells_and_headings_stand_between_rows() -> None:
    text = (
        "序号 重点工作任务 主要责任单位 协同配合单位\n一、经济指标\n1 地区生产总值增长6.5%左右。 区发改委 区政府各部门，各街道办事处。\n"
        "2 公共预算收入增长5%。 区财政局\n区税务局\n各街道办事处，云汀集团。\n二、产业升级\n3 新建 厂房 10万平方米。 区发改委 区住建局。"
    )
    assert rows(text)[1:] == [
        ("一、经济指标",),
        ("1", "地区生产总值增长6.5%左右。", "区发改委", "区政府各部门，各街道办事处。"),
        ("2", "公共预算收入增长5%。", "区财政局\n区税务局", "各街道办事处，云汀集团。"),
        ("二、产业升级",),
        ("3", "新建 厂房 10万平方米。", "区发改委", "区住建局。"),
    ]


def test_a_share_of_a_longer_table_keeps_its_numbers_and_headings() -> None:
    text = (
        "序号\n工作任务\n主要责任单位\n协同配合单位\n一、经济指标\n3\n投资增长7%。\n区发改委\n区工信局、区住建局。\n二、产业\n三、民生\n"
        "68\n推进学前教育普及。\n区教育局\n各街道办事处。\n73\n托位数提高至560个。\n区卫健委\n区教育局。"
    )
    assert [cells[0] for cells in rows(text)] == ["序号", "一、经济指标", "3", "二、产业", "三、民生", "68", "73"]


def test_what_stands_below_the_last_row_is_not_taken_in() -> None:
    text = f"{A_CELL_A_LINE}\n注：以上项目资金由区财政安排。\n附件：项目表"
    table = find_lost_table(text.splitlines(), 0)
    assert table is not None
    assert text.splitlines()[table.end :] == ["注：以上项目资金由区财政安排。", "附件：项目表"]


def test_a_figure_in_a_column_of_money_begins_no_row() -> None:
    text = "序号\n项目名称\n投资金额（万元）\n责任单位\n1\n改造老旧小区\n2\n住建局\n2\n修建道路\n300\n交通局"
    assert rows(text)[1:] == [("1", "改造老旧小区", "2", "住建局"), ("2", "修建道路", "300", "交通局")]


@pytest.mark.parametrize(
    "text",
    [
        "序号\n姓名\n电话\n1\n沈知衡\n6230001\n2\n梁叙白\n6230002",  # assigns no work
        "序号\n1\n一是改造厕所\n2\n二是修路",  # no headings
        "序号 重点任务 责任单位\n请各单位按上述格式填写并于3月5日前报送。",  # a form without rows
        "序号不连续的，由各科室自行补正。\n1\n2",
    ],
)
def test_other_lines_that_begin_with_a_number_are_no_table(text: str) -> None:
    assert find_lost_table(text.splitlines(), 0) is None


def test_such_a_table_gives_tasks(tmp_path: Path) -> None:
    path = tmp_path / "实事.txt"
    path.write_text(f"云汀市青荷区2025年民生实事任务分解表\n{A_CELL_A_LINE}\n分享到：", encoding="utf-8")
    found = [
        (task.number, task.title, [unit.name for unit in task.departments], [str(due.end) for due in task.deadlines])
        for task in extract(path).tasks
    ]
    assert found == [
        ("1", "启动苇湾河综合治理", ["区水务局", "区住建局", "区河道指挥部"], ["2025-12-31"]),
        ("2", "新建2座人行天桥", ["区住建局"], ["2025-09-30"]),
        ("3", "迁建区政务服务中心", ["区代建中心"], ["None"]),
    ]


def test_an_amount_below_a_heading_of_money_is_explained_and_a_bare_year_is_a_term(tmp_path: Path) -> None:
    path = tmp_path / "项目.txt"
    path.write_text(
        "苇湾区2025年民生项目清单\n序号\n项目名称\n建设地点\n建设时间\n投资金额（万元）\n责任单位\n"
        "1\n校舍改造项目\n苇湾街道\n2025\n300\n区教育局\n2\n道路建设项目\n松岫镇\n2025\n1360\n区住建局\n",
        encoding="utf-8",
    )
    breakdown = extract(path)
    assert [str(task.deadlines[0].end) for task in breakdown.tasks] == ["2025-12-31", "2025-12-31"]
    assert [(number.text, number.number_class, number.evidence.rule) for number in breakdown.numbers if number.text in ("300", "1360")] == [
        ("300", "context", "values.amount_cell"), ("1360", "context", "values.amount_cell"),
    ]


def test_rows_whose_words_had_to_be_fitted_into_columns_are_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "实事.txt"
    path.write_text(f"云汀市青荷区2025年民生实事任务分解表\n{A_CELL_A_LINE}", encoding="utf-8")
    said = [note.message for note in extract(path).diagnostics if note.code == "D109"]
    table = "the table 序号|实事项目|责任单位|完成时限 came without its cells"
    assert said == [f"{table}; 1 of 3 rows went to the columns that suit their words"]
    path.write_text("云汀市2025年任务分解表\n" + A_CELL_A_LINE.replace("区住建局\n区河道指挥部\n", ""), encoding="utf-8")
    assert not [note for note in extract(path).diagnostics if note.code == "D109"]
