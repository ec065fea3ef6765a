"""Tables read cell by cell, merged cells once, at their places."""

from __future__ import annotations

from schemas.document import BlockKind, Cell


def cell(text: str, properties: str = "") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("|"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def laid(word, body):
    return [(block.text, block.cell) for block in word.blocks(body)]


def test_cells_stand_in_reading_order_between_paragraphs(word):
    body = word.p("前") + table(row(cell("序号"), cell("任务")), row(cell("1"), cell("新建站点"))) + word.p("后")
    assert laid(word, body) == [
        ("前", None), ("序号", Cell(0, 0, 0)), ("任务", Cell(0, 0, 1)),
        ("1", Cell(0, 1, 0)), ("新建站点", Cell(0, 1, 1)), ("后", None),
    ]  # fmt: skip
    assert {block.kind for block in word.blocks(body) if block.cell} == {BlockKind.CELL}


def test_the_paragraphs_of_a_cell_are_joined_by_a_newline(word):
    assert laid(word, table(row(cell("市民政局|市财政局"), cell("乙")))) == [
        ("市民政局\n市财政局", Cell(0, 0, 0)), ("乙", Cell(0, 0, 1)),
    ]  # fmt: skip


def test_an_empty_cell_keeps_its_place(word):
    assert laid(word, table(row(cell(""), cell("乙")))) == [("", Cell(0, 0, 0)), ("乙", Cell(0, 0, 1))]


def test_a_cell_over_rows_stands_once(word):
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("养老", restart), cell("1")), row(cell("", goes_on), cell("2")), row(cell("", goes_on), cell("3")),
        row(cell("救助", restart), cell("4")),
    )  # fmt: skip
    assert laid(word, body) == [
        ("养老", Cell(0, 0, 0, 3, 1)), ("1", Cell(0, 0, 1)), ("2", Cell(0, 1, 1)), ("3", Cell(0, 2, 1)),
        ("救助", Cell(0, 3, 0)), ("4", Cell(0, 3, 1)),
    ]  # fmt: skip


def test_a_cell_that_continues_nothing_is_a_cell_of_its_own(word):
    body = table(
        row(cell("甲"), cell("1")), row(cell("乙", "<w:vMerge/>"), cell("2")), row(cell("", "<w:vMerge/>"), cell("3"))
    )  # fmt: skip
    assert laid(word, body) == [
        ("甲", Cell(0, 0, 0)), ("1", Cell(0, 0, 1)), ("乙", Cell(0, 1, 0, 2, 1)), ("2", Cell(0, 1, 1)), ("3", Cell(0, 2, 1)),
    ]  # fmt: skip


def test_a_cell_over_columns_moves_its_neighbour(word):
    body = table(row(cell("一、养老服务", '<w:gridSpan w:val="2"/>'), cell("备注")))
    assert laid(word, body) == [("一、养老服务", Cell(0, 0, 0, 1, 2)), ("备注", Cell(0, 0, 2))]


def test_a_cell_merged_sideways_in_the_old_way_stands_once(word):
    body = table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")))
    assert laid(word, body) == [("甲", Cell(0, 0, 0, 1, 2)), ("乙", Cell(0, 0, 2))]


def test_columns_left_out_before_a_row_count(word):
    assert laid(word, table(row(cell("甲"), cell("乙"), properties='<w:gridBefore w:val="1"/>'))) == [
        ("甲", Cell(0, 0, 1)), ("乙", Cell(0, 0, 2)),
    ]  # fmt: skip


def test_a_row_that_repeats_on_every_page_is_a_header(word):
    body = table(row(cell("序号"), cell("任务"), properties="<w:tblHeader/>"), row(cell("1"), cell("甲")))
    assert [block.cell.header for block in word.blocks(body)] == [True, True, False, False]


def test_a_deleted_row_is_gone(word):
    body = table(row(cell("甲"), cell("乙")), row(cell("丙"), cell("丁"), properties='<w:del w:id="1"/>'))
    assert [text for text, _ in laid(word, body)] == ["甲", "乙"]


def test_a_single_cell_is_a_frame_around_paragraphs(word):
    assert laid(word, table(row(cell("甲|乙")))) == [("甲", None), ("乙", None)]


def test_a_table_in_a_cell_follows_the_outer_table(word):
    inner = table(row(cell("里一"), cell("里二")))
    body = table(row(f"<w:tc>{word.p('外一')}{inner}{word.p()}</w:tc>", cell("外二")), row(cell("外三"), cell("外四")))
    assert laid(word, body) == [
        ("外一", Cell(0, 0, 0)), ("外二", Cell(0, 0, 1)), ("外三", Cell(0, 1, 0)), ("外四", Cell(0, 1, 1)),
        ("里一", Cell(1, 0, 0)), ("里二", Cell(1, 0, 1)),
    ]  # fmt: skip


def test_tables_are_counted_in_order(word):
    two = table(row(cell("甲"), cell("乙")))
    assert [block.cell.table for block in word.blocks(two + word.p("间") + two) if block.cell] == [0, 0, 1, 1]


def test_rows_and_cells_in_content_controls_are_read(word):
    inner = row(f"<w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>", cell("乙"))
    wrapped = f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    assert laid(word, table(wrapped, row(cell("丙"), cell("丁")))) == [
        ("甲", Cell(0, 0, 0)), ("乙", Cell(0, 0, 1)), ("丙", Cell(0, 1, 0)), ("丁", Cell(0, 1, 1)),
    ]  # fmt: skip


def test_a_text_box_in_a_cell_follows_the_table(word):
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{word.p('框内')}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = table(row(f"<w:tc>{word.p('甲', runs=box)}</w:tc>", cell("乙")))
    assert [text for text, _ in laid(word, body)] == ["甲", "乙", "框内"]


def test_a_page_turn_inside_a_table_is_told_on_the_row(word):
    turned = "<w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>丙</w:t></w:r></w:p></w:tc>"
    body = table(row(cell("甲"), cell("乙")), row(turned, cell("丁")))
    assert [(block.text, block.after_page) for block in word.blocks(body)] == [
        ("甲", False), ("乙", False), ("丙", True), ("丁", False),
    ]  # fmt: skip


def test_automatic_numbers_run_on_through_cells(word):
    numbered = "".join(row(f"<w:tc>{word.item('')}</w:tc>", cell(text)) for text in ("甲", "乙"))
    numbering = word.one_list(word.level(0, "decimal", "%1"))
    blocks = word.blocks(word.item("前") + table(numbered), numbering=numbering)
    assert [block.text for block in blocks] == ["1 前", "2", "甲", "3", "乙"]
