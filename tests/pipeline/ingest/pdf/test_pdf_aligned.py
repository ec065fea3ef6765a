"""Tables that no ruling draws: found by their head, given only where columns and rows are certain."""

from __future__ import annotations

import pytest

from schemas.breakdown import Furniture

XS = [60, 110, 330, 430]
HEAD = ("序号", "工作任务", "责任单位", "完成时限")


def lines(drawn, y, *rows, xs=XS, step=18, size=12):
    """Draw printed lines one under the other; a part that is empty is not drawn. Return the height of the next."""
    for row in rows:
        for x, part in zip(xs, row, strict=True):
            if part:
                drawn.text(x, y, part, size)
        y += step
    return y


def cells(document):
    return [(block.cell.row, block.cell.column, block.text) for block in document.blocks if block.cell]


def flat(document):
    return [block.text for block in document.blocks if block.cell is None]


ONE = ("1", "新建社区食堂", "局养老科", "年内")
TWO = ("2", "培训护理员三百人次", "局人事科", "6月底前")
EXPECTED = [(row, column, text) for row, line in enumerate((HEAD, ONE, TWO)) for column, text in enumerate(line)]


def test_words_that_stand_under_a_head_are_a_table(paper, read):
    drawn = paper().text(90, 80, "任务分解表").text(90, 250, "以上任务请认真落实。")
    lines(drawn, 120, HEAD, ONE, TWO)
    document = read(drawn)
    assert cells(document) == EXPECTED
    assert flat(document) == ["任务分解表", "以上任务请认真落实。"]


def test_a_head_whose_words_are_set_apart_is_a_head(paper, read):
    drawn = paper()
    lines(drawn, 120, ("序　号", "工 作 任 务", "责任单位", "完成时限"), ONE, TWO)
    assert cells(read(drawn))[4:] == EXPECTED[4:]


def test_a_head_may_take_two_lines(paper, read):
    drawn = paper()
    lines(drawn, 120, ("序号", "工作任务", "责任单位", "完成"), ("", "", "", "时限"), ONE, TWO)
    assert cells(read(drawn)) == EXPECTED


def test_a_row_runs_on_under_its_number(paper, read):
    drawn = paper()
    lines(drawn, 120, HEAD, ("1", "新建社区食堂并完成老年活动室的", "局养老科、", "年内"), ("", "提升改造工作", "局财务科", ""), TWO)
    assert cells(read(drawn))[4:8] == [
        (1, 0, "1"), (1, 1, "新建社区食堂并完成老年活动室的提升改造工作"), (1, 2, "局养老科、局财务科"), (1, 3, "年内"),
    ]  # fmt: skip


def test_a_number_may_stand_in_the_middle_of_its_row(paper, read):
    drawn = paper()
    lines(
        drawn, 120, HEAD,
        ("", "新建社区食堂并完成老年活动室的", "", ""), ("1", "提升改造，形成可以推广的经验办", "局养老科", "年内"), ("", "法。", "", ""),
        ("", "培训护理员三百人次，持证上岗的", "", ""),
        ("2", "达到九成以上，建立台账按季度更", "局人事科", "6月底前"), ("", "新。", "", ""),
    )  # fmt: skip
    assert cells(read(drawn))[4:] == [
        (1, 0, "1"), (1, 1, "新建社区食堂并完成老年活动室的提升改造，形成可以推广的经验办法。"), (1, 2, "局养老科"), (1, 3, "年内"),
        (2, 0, "2"), (2, 1, "培训护理员三百人次，持证上岗的达到九成以上，建立台账按季度更新。"), (2, 2, "局人事科"), (2, 3, "6月底前"),
    ]  # fmt: skip


def test_a_heading_runs_across_the_columns(paper, read):
    drawn = paper()
    lines(drawn, 120, HEAD, ("一、强化养老服务保障工作", "", "", ""), ONE, ("（二）优化社会救助工作", "", "", ""), TWO)
    document = read(drawn)
    assert [(block.cell.row, block.cell.column_span, block.text) for block in document.blocks if block.cell.column_span > 1] == [
        (1, 4, "一、强化养老服务保障工作"), (3, 4, "（二）优化社会救助工作"),
    ]  # fmt: skip


def test_a_table_runs_on_over_a_page_turn(paper, read):
    drawn = paper()
    lines(drawn, 700, HEAD, ("1", "新建社区食堂并完成老年活动室的", "局养老科", "年内"))
    lines(drawn.page(), 90, ("", "提升改造", "", ""), TWO)
    document = read(drawn)
    assert cells(document)[4:] == [(1, 0, "1"), (1, 1, "新建社区食堂并完成老年活动室的提升改造"), *[
        (1, 2, "局养老科"), (1, 3, "年内"), *((2, column, text) for column, text in enumerate(TWO))]]  # fmt: skip
    assert [line.page for line in document.blocks[5].lines] == [1, 2]


def test_a_head_that_a_later_page_repeats_is_set_aside(paper, read):
    drawn = paper()
    lines(drawn, 700, HEAD, ONE)
    lines(drawn.page(), 90, HEAD, TWO)
    document = read(drawn)
    assert cells(document) == EXPECTED
    assert document.furniture == (Furniture("running_header", "序号 工作任务 责任单位 完成时限", 2),)


def test_two_tables_one_after_the_other_are_two(paper, read):
    drawn = paper()
    y = lines(drawn, 120, HEAD, ONE, TWO)
    lines(drawn, y, HEAD, TWO, ONE)
    titles = [block for block in read(drawn).blocks if block.cell and block.cell.column == 1]
    assert [(block.cell.table, block.text) for block in titles] == [
        (0, HEAD[1]), (0, ONE[1]), (0, TWO[1]), (1, HEAD[1]), (1, TWO[1]), (1, ONE[1]),
    ]  # fmt: skip


def test_rows_without_numbers_stand_apart(paper, read):
    drawn = paper()
    y = lines(drawn, 120, HEAD[1:], ("新建社区食堂并完成老年活动室", "局养老科", "年内"), ("的提升改造", "", ""), xs=XS[1:])
    lines(drawn, y + 12, ("培训护理员", "局人事科", "6月底前"), xs=XS[1:])
    document = read(drawn)
    assert cells(document)[3:] == [
        (1, 0, "新建社区食堂并完成老年活动室的提升改造"), (1, 1, "局养老科"), (1, 2, "年内"),
        (2, 0, "培训护理员"), (2, 1, "局人事科"), (2, 2, "6月底前"),
    ]  # fmt: skip


def test_the_facts_are_those_of_a_task_table(paper):
    from pipeline.convert import extract_bytes

    drawn = paper().text(90, 80, "任务分解表")
    lines(drawn, 120, HEAD, ONE, TWO)
    found = extract_bytes("a.pdf", drawn.bytes())
    assert [(task.number, task.title, [unit.name for unit in task.departments]) for task in found.tasks] == [
        ("1", "新建社区食堂", ["局养老科"]), ("2", "培训护理员三百人次", ["局人事科"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "rows"),
    [
        ("labels with their values are no head", [("一是", "牵头单位：市民政局", "责任单位：各街道", "完成时限：年内"), ONE, TWO]),
        ("two known words are too few", [("序号", "姓名", "责任单位", "电话"), ONE, TWO]),
        ("a head of people assigns no work", [("序号", "责任单位", "联系人", "备注"), ONE, TWO]),
        ("one row is no table", [HEAD, ONE]),
        ("words across the columns are no row", [HEAD, ("1", "新建社区食堂并完成全部十二个老年活动室的提升改造工作", "局养老科", ""), TWO]),
        ("a line without a number may belong to either neighbour",
         [HEAD, ONE, ("", "提升改造", "", ""), ("", "持证上岗", "", ""), ("2", "", "局人事科", "年内")]),
    ],
)  # fmt: skip
def test_lines_stay_lines(paper, read, why, rows):
    drawn = paper()
    lines(drawn, 120, *rows)
    assert cells(read(drawn)) == [], why


def test_two_columns_of_text_are_no_table(paper, read):
    drawn = paper()
    for place in range(12):
        drawn.text(60, 120 + 22 * place, "推进社区食堂建设并完善制度", 16).text(310, 120 + 22 * place, "加强护理员队伍建设定期培训", 16)
    assert cells(read(drawn)) == []


def test_a_signature_below_the_table_is_no_row(paper, read):
    drawn = paper()
    y = lines(drawn, 120, HEAD, ONE, TWO)
    drawn.text(360, y + 40, "某某区民政局", 12).text(360, y + 62, "2025年2月17日", 12)
    document = read(drawn)
    assert cells(document) == EXPECTED
    assert flat(document) == ["某某区民政局", "2025年2月17日"]


def test_a_note_below_the_table_is_no_row(paper, read):
    drawn = paper()
    y = lines(drawn, 120, HEAD, ONE, TWO)
    document = read(drawn.text(112, y, "注：首位为牵头单位。", 12))
    assert cells(document) == EXPECTED
    assert flat(document) == ["注：首位为牵头单位。"]


def test_a_page_of_heads_is_read_without_end_of_tries(paper, read):
    drawn = paper()
    for _ in range(40):
        lines(drawn, 20, *([HEAD] * 80), step=10, size=6)
        drawn.page()
    lines(drawn, 120, ("甲",) * 4)
    assert cells(read(drawn)) == []


def test_a_list_set_with_tabs_is_no_table(paper, read):
    drawn = paper()
    lines(drawn, 120, ("1", "新建社区食堂", "局养老科", "年内"), TWO, ("3", "走访困难家庭", "局救助科", "全年"))
    assert cells(read(drawn)) == []
