"""Ruled tables become cells, over page turns too."""

from __future__ import annotations

from schemas.breakdown import Furniture
from schemas.document import BlockKind, Cell

XS = [60, 110, 330, 430, 530]
HEAD = ("序号", "工作任务", "责任单位", "完成时限")


def row(drawn, y, cells, xs=XS):
    for x, text in zip(xs, cells, strict=False):
        for place, line in enumerate(text.split("|")):
            if line:
                drawn.text(x + 5, y + 20 + 18 * place, line, 12)


def cells(document):
    return [(block.cell.row, block.cell.column, block.text) for block in document.blocks if block.cell]


def test_a_ruled_table_is_read_cell_by_cell(paper, read):
    drawn = paper().text(90, 80, "任务分解表").grid(XS, [100, 130, 170])
    row(drawn, 100, HEAD)
    row(drawn, 130, ("1", "新建社区食堂", "局养老科", "年内"))
    document = read(drawn.text(90, 200, "注：排在首位的为牵头单位。"))
    assert [block.kind for block in document.blocks] == [
        BlockKind.PARAGRAPH,
        *[BlockKind.CELL] * 8,
        BlockKind.PARAGRAPH,
    ]
    assert cells(document) == [
        *((0, place, text) for place, text in enumerate(HEAD)),
        (1, 0, "1"),
        (1, 1, "新建社区食堂"),
        (1, 2, "局养老科"),
        (1, 3, "年内"),
    ]


def test_missing_rulings_join_cells(paper, read):
    drawn = paper()
    for y in (100, 160):
        drawn.line(60, y, 330, y)
    drawn.line(110, 130, 330, 130)
    for x in (60, 110, 330):
        drawn.line(x, 100, x, 160)
    drawn.line(220, 130, 220, 160)
    row(drawn, 110, ("养老",))
    row(drawn, 100, ("", "总体安排"))
    row(drawn, 130, ("", "甲", "乙"), [60, 110, 220])
    assert [block.cell for block in read(drawn).blocks] == [
        Cell(0, 0, 0, 2, 1),
        Cell(0, 0, 1, 1, 2),
        Cell(0, 1, 1),
        Cell(0, 1, 2),
    ]


def test_an_empty_cell_keeps_its_place(paper, read):
    drawn = paper().grid(XS[:4], [100, 130, 160])
    row(drawn, 100, HEAD)
    row(drawn, 130, ("1", "", "局办公室"))
    assert cells(read(drawn))[3:] == [(1, 0, "1"), (1, 1, ""), (1, 2, "局办公室")]


def test_thin_boxes_of_one_path_are_rulings_each_and_its_curves_are_none(paper, read):
    boxes = [f"60 {842 - y} 470 0.48 re" for y in (100, 130, 160)] + [f"{x} 682 0.48 60 re" for x in XS]
    drawn = paper().raw(" ".join([boxes[0], "60 727 m 200 728 400 728 530 727 c h", *boxes[1:], "f"]))
    row(drawn, 100, HEAD)
    row(drawn, 130, ("1", "新建社区食堂", "局养老科", "年内"))
    found = cells(read(drawn))
    assert found[:4] == [(0, place, text) for place, text in enumerate(HEAD)]
    assert found[4:] == [(1, 0, "1"), (1, 1, "新建社区食堂"), (1, 2, "局养老科"), (1, 3, "年内")]


def test_rulings_drawn_as_thin_boxes_and_in_pieces_are_rulings(paper, read):
    drawn = paper()
    for y in (100, 130, 160):
        for start, end in ((60, 200), (200.2, 340)):
            drawn.raw(f"{start} {842 - y} {end - start} 0.48 re f")
    for x in (60, 200, 340):
        for y in (100, 130):
            drawn.raw(f"{x} {842 - y - 30} 0.48 30 re f")
    row(drawn, 100, ("甲", "乙"), [60, 200])
    row(drawn, 130, ("丙", "丁"), [60, 200])
    assert cells(read(drawn)) == [(0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (1, 1, "丁")]


def test_a_table_open_at_its_sides_has_all_its_columns(paper, read):
    drawn = paper()
    for y in (100, 130, 160):
        drawn.line(60, y, 430, y)
    for x in (110, 330):
        drawn.line(x, 100, x, 160)
    row(drawn, 100, HEAD)
    row(drawn, 130, ("1", "新建食堂", "局办"))
    assert cells(read(drawn))[3:] == [(1, 0, "1"), (1, 1, "新建食堂"), (1, 2, "局办")]


def test_a_wrapped_line_in_a_cell_goes_on_and_a_short_one_ends_a_paragraph(paper, read):
    drawn = paper().grid([60, 140, 230], [100, 190, 220])
    row(drawn, 100, ("局养老服务|科|局办公室", "按期完成任务"), [60, 140])
    assert [text for *_, text in cells(read(drawn))[:2]] == ["局养老服务科\n局办公室", "按期完成任务"]


def test_a_character_that_its_punctuation_takes_along_ends_no_paragraph(paper, read):
    drawn = paper().grid([60, 150, 230], [100, 190, 220])
    # There is room for six characters; 科、 did not fit after five.
    row(drawn, 100, ("局养老服务|科、区养老院|“样”板房", "按期完成任务"), [60, 150])
    assert cells(read(drawn))[0] == (0, 0, "局养老服务科、区养老院“样”板房")


def test_one_character_to_a_line_is_one_word(paper, read):
    drawn = paper().grid([60, 90, 230], [100, 190, 220])
    row(drawn, 100, ("养|老|服|务", "按期完成任务"), [60, 90])
    assert cells(read(drawn))[0] == (0, 0, "养老服务")


def test_a_frame_around_a_page_is_no_table(paper, read):
    drawn = paper().grid([30, 565], [30, 812]).text(90, 100, "正文")
    assert [block.kind for block in read(drawn).blocks] == [BlockKind.PARAGRAPH]


def test_a_box_of_one_column_is_text(paper, read):
    drawn = paper().grid([60, 500], [100, 130, 300]).text(90, 122, "专栏1 重点工程").text(90, 160, "新建食堂。")
    assert [(block.kind, block.text) for block in read(drawn).blocks] == [
        (BlockKind.PARAGRAPH, "专栏1 重点工程"),
        (BlockKind.PARAGRAPH, "新建食堂。"),
    ]


def over_pages(paper, first, second, *, head=True):
    drawn = paper()
    for place, rows in enumerate((first, second)):
        if place:
            drawn.page()
        shown = [HEAD, *rows] if head or not place else rows
        drawn.grid(XS, [100 + 60 * number for number in range(len(shown) + 1)])
        for number, texts in enumerate(shown):
            row(drawn, 100 + 60 * number, texts)
    return drawn


def test_a_table_over_a_page_turn_is_one_and_its_header_is_given_once(paper, read):
    document = read(over_pages(paper, [("1", "新建食堂", "甲局", "年内")], [("2", "改造菜场", "乙局", "6月底前")]))
    assert [(block.cell, block.text) for block in document.blocks if block.cell.column < 2] == [
        (Cell(0, 0, 0, header=True), "序号"),
        (Cell(0, 0, 1, header=True), "工作任务"),
        (Cell(0, 1, 0), "1"),
        (Cell(0, 1, 1), "新建食堂"),
        (Cell(0, 2, 0), "2"),
        (Cell(0, 2, 1), "改造菜场"),
    ]
    assert document.furniture == tuple(Furniture("running_header", text, 2) for text in HEAD)


def test_a_row_cut_by_a_page_turn_is_made_whole(paper, read):
    drawn = over_pages(
        paper,
        [
            ("1", "新建食堂", "甲局", "年内"),
            ("2", "改造菜场。完善城区老旧小区周边的菜|市场和社区便民商业服务网点的各类设", "乙局", "年内"),
        ],
        [("", "施。", "", ""), ("3", "铺设管网", "丙局", "年内")],
    )
    document = read(drawn)
    assert [item for item in cells(document) if item[1] == 1][2:] == [
        (2, 1, "改造菜场。完善城区老旧小区周边的菜市场和社区便民商业服务网点的各类设施。"),
        (3, 1, "铺设管网"),
    ]
    block = next(block for block in document.blocks if block.text.startswith("改造菜场"))
    assert [line.page for line in block.lines] == [1, 1, 2]
    assert block.text == "".join(line.text for line in block.lines)


def test_a_row_without_a_number_on_one_page_alone_is_its_own(paper, read):
    drawn = over_pages(paper, [("1", "新建食堂", "甲局", "年内")], [("2", "改造菜场", "乙局", "年内")], head=False)
    assert [row_ for row_, column, _ in cells(read(drawn)) if column == 0] == [0, 1, 2]


def test_two_tables_with_a_line_between_them_are_two(paper, read):
    drawn = paper().grid(XS[:3], [100, 130, 160]).text(90, 200, "附件2").grid(XS[:3], [220, 250, 280])
    for y in (100, 130, 220, 250):
        row(drawn, y, ("1", "新建"))
    assert {block.cell.table for block in read(drawn).blocks if block.cell} == {0, 1}


def test_tables_of_other_columns_on_the_next_page_are_others(paper, read):
    drawn = paper().grid(XS, [100, 130, 160])
    row(drawn, 100, HEAD)
    row(drawn, 130, ("1", "甲", "乙", "丙"))
    drawn.page().grid([100, 200, 300], [100, 130, 160])
    row(drawn, 100, ("街镇", "家数"), [100, 200])
    row(drawn, 130, ("某街道", "2"), [100, 200])
    assert {block.cell.table for block in read(drawn).blocks} == {0, 1}


def test_a_ruled_row_alone_is_text(paper, read):
    drawn = paper().text(90, 80, "特此通知。").grid([60, 110, 330], [700, 730])
    row(drawn, 700, ("抄送", "区委办公室"), [60, 110])
    assert [(block.kind, block.text) for block in read(drawn).blocks] == [
        (BlockKind.PARAGRAPH, "特此通知。"),
        (BlockKind.PARAGRAPH, "抄送"),
        (BlockKind.PARAGRAPH, "区委办公室"),
    ]


def test_a_note_below_the_rest_of_a_table_does_not_begin_its_page(paper, read):
    drawn = over_pages(paper, [("1", "新建食堂", "甲局", "年内")], [("2", "改造菜场", "乙局", "6月底前")]).text(
        90, 300, "注：排在首位的牵头。"
    )
    assert read(drawn).blocks[-1].after_page is False


def test_a_merged_cell_runs_over_a_page_turn(paper, read):
    drawn = paper()
    for place, rows in enumerate(
        ([("养老", "1", "新建"), ("", "2", "改造")], [("", "3", "培训"), ("救助", "4", "走访")])
    ):
        if place:
            drawn.page()
        for y in (100, 130, 160):
            drawn.line(110 if y == 130 and not place else 60, y, 330, y)
        for x in (60, 110, 160, 330):
            drawn.line(x, 100, x, 160)
        for number, texts in enumerate(rows):
            row(drawn, 100 + 30 * number, texts, [60, 110, 160])
    assert [block.cell for block in read(drawn).blocks if block.cell.column == 0] == [Cell(0, 0, 0, 3), Cell(0, 3, 0)]


def test_cells_drawn_row_by_row_and_cells_drawn_in_turns_read_alike(paper, read):
    xs, ys = [90.0, 250.0, 410.0], [100.0, 130.0, 160.0]
    rows = paper().grid(xs, ys).text(100, 120, "新建站点").text(260, 120, "民政局").text(100, 150, "改造食堂").text(260, 150, "商务局")
    turns = paper().grid(xs, ys).text(100, 120, "新建").text(260, 150, "商务").text(260, 120, "民政局").text(132, 120, "站点")
    turns.text(100, 150, "改造食堂").text(292, 150, "局")
    assert [block.text for block in read(rows).blocks] == ["新建站点", "民政局", "改造食堂", "商务局"]
    assert [block.text for block in read(turns).blocks] == ["新建站点", "民政局", "改造食堂", "商务局"]
    assert [block.lines[0].edges for block in read(turns).blocks] == [block.lines[0].edges for block in read(rows).blocks]
