"""Excel workbooks read as their sheets show them."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
import xlsxwriter

from pipeline.convert import extract_bytes
from pipeline.ingest import read_bytes
from pipeline.ingest.raw import RawBlock
from pipeline.ingest.sheet_formats import shown
from pipeline.ingest.xls import XlsReader
from pipeline.ingest.xlsx import XlsxReader
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, Cell
from schemas.errors import UnreadableFile


def workbook(write, **options) -> bytes:
    """A workbook; `write` gets the book and its first sheet."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **options})
    write(book, book.add_worksheet("任务分解"))
    book.close()
    return target.getvalue()


def rows(*lines):
    def write(_, sheet):
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                if value is not None:
                    sheet.write(row, column, value)

    return write


def read(data: bytes):
    return XlsxReader().read("分工.xlsx", data)


def cell(text: str, row: int, column: int, row_span: int = 1, column_span: int = 1, table: int = 0) -> RawBlock:
    return RawBlock(text, BlockKind.CELL, cell=Cell(table, row, column, row_span, column_span), whole=True)


def test_titles_are_paragraphs_and_the_rest_is_a_table():
    data = workbook(
        rows(["2025年任务分解表"], ["填报单位：甲局", None, None, "单位：个"], ["序号", "任务", "数", "部门"], [1, "新建站点", 3, "甲科"])
    )
    assert list(read(data).blocks) == [
        RawBlock("2025年任务分解表", whole=True),
        *(cell(text, 0, column) for column, text in enumerate(("填报单位：甲局", "", "", "单位：个"))),
        *(cell(text, 1, column) for column, text in enumerate(("序号", "任务", "数", "部门"))),
        *(cell(text, 2, column) for column, text in enumerate(("1", "新建站点", "3", "甲科"))),
    ]  # fmt: skip


def test_a_line_of_few_cells_above_the_header_is_a_paragraph():
    head = ["序号", "任务", "数", "部门", "时限"]
    data = workbook(rows(["填报单位：甲局", None, None, None, "单位：个"], head, [1, "建站", 3, "甲科", "年底"]))
    assert [block.text for block in read(data).blocks][:2] == ["填报单位：甲局  单位：个", "序号"]


def test_a_remark_below_the_table_is_a_paragraph():
    data = workbook(rows(["序号", "任务"], [1, "新建站点"], ["注：甲科汇总。"]))
    assert read(data).blocks[-1] == RawBlock("注：甲科汇总。", whole=True)


def test_a_section_in_the_last_row_stays_in_the_table():
    data = workbook(rows(["序号", "任务"], ["一、民生"]))
    assert read(data).blocks[-2] == cell("一、民生", 1, 0)


def test_merged_cells_stand_once_with_their_spans():
    def write(book, sheet):
        rows(["部门", "任务", "数"], [None, "建站", 3], [None, "培训", 5])(book, sheet)
        sheet.merge_range(1, 0, 2, 0, "甲科")
        sheet.merge_range(3, 0, 3, 1, "合计")
        sheet.write(3, 2, 8)

    assert list(read(workbook(write)).blocks)[3:] == [
        cell("甲科", 1, 0, 2), cell("建站", 1, 1), cell("3", 1, 2), cell("培训", 2, 1), cell("5", 2, 2),
        cell("合计", 3, 0, 1, 2), cell("8", 3, 2),
    ]  # fmt: skip


def test_empty_rows_and_columns_are_no_part_of_the_table():
    data = workbook(rows([None, None, None], [None, "序号", None, "任务"], [], [None, 1, None, "建站"]))
    assert list(read(data).blocks) == [cell("序号", 0, 0), cell("任务", 0, 1), cell("1", 1, 0), cell("建站", 1, 1)]


def test_hidden_sheets_rows_and_columns_are_told_and_not_read():
    def write(book, sheet):
        rows(["序号", "任务", "暗"], [1, "建站", "x"], [2, "旧", "y"])(book, sheet)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        other = book.add_worksheet("底稿")
        other.write(0, 0, "旧")
        other.hide()

    raw = read(workbook(write))
    assert [block.text for block in raw.blocks] == ["序号", "任务", "1", "建站"]
    assert raw.notes == tuple(
        diagnose("D106", what=f"1 hidden {noun} that hold text") for noun in ("sheet", "row", "column")
    )


def test_every_sheet_that_is_shown_is_read():
    def write(book, sheet):
        rows(["序号", "任务"], [1, "建站"])(book, sheet)
        rows(["序号", "任务"], [2, "培训"])(book, book.add_worksheet("二"))

    blocks = read(workbook(write)).blocks
    assert [(block.text, block.cell.table, block.after_page) for block in blocks] == [
        ("序号", 0, False), ("任务", 0, False), ("1", 0, False), ("建站", 0, False),
        ("序号", 1, True), ("任务", 1, False), ("2", 1, False), ("培训", 1, False),
    ]  # fmt: skip


def test_cells_are_read_as_they_are_shown():
    def write(book, sheet):
        rows(["目标", "时限", "率"])(book, sheet)
        sheet.write_formula(1, 0, "=1+2", None, 3)
        sheet.write_datetime(1, 1, datetime.datetime(2025, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(1, 2, 0.955, book.add_format({"num_format": "0.0%"}))
        sheet.write_rich_string(2, 0, "新建", book.add_format({"bold": True}), "站点", "3个")
        sheet.write_string(2, 1, "一行\n二行")
        sheet.write_boolean(2, 2, True)

    assert [block.text for block in read(workbook(write)).blocks][3:] == [
        "3", "2025年6月30日", "95.5%", "新建站点3个", "一行\n二行", "TRUE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("3", "General", "3"), ("0.1", "General", "0.1"), ("0.30000000000000004", "General", "0.3"),
        ("12345678901", "General", "12345678901"), ("-2.5", "General", "-2.5"), ("1e3", "General", "1000"),
        ("1234.5", "#,##0.00", "1,234.50"), ("1234567", "#,##0", "1,234,567"), ("2.345", "0.00", "2.35"),
        ("0.5", "0%", "50%"), ("0.945", "0.##%", "94.5%"), ("7", "000", "007"), ("3", '0"家"', "3家"),
        ("3.50", '0.0"万元";-0.0"万元"', "3.5万元"), ("-3.5", '0.0"万元";-0.0"万元"', "-3.5万元"), ("0", '0;-0;"无"', "无"),
        ("1500", "0,", "2"), ("5", "[Red]0_ ", "5"), ("6.5", '"约"0.0', "约6.5"), ("3", "@", "3"), ("8", '[$¥-804]#,##0', "¥8"),
        ("45838", "yyyy/m/d", "2025年6月30日"), ("45838", 'yyyy"年"m"月"d"日"', "2025年6月30日"), ("45838", "[$-804]yyyy/mm", "2025年6月"),
        ("45838", "mmm-yy", "2025年6月"), ("45838", 'm"月"d"日"', "6月30日"), ("45838.5", "yyyy/m/d h:mm", "2025年6月30日 12:00"),
        ("0.75", "h:mm", "18:00"), ("1", "yyyy/m/d", "1900年1月1日"), ("61", "yyyy/m/d", "1900年3月1日"),
        ("-1", "yyyy/m/d", "-1"), ("x", "0", "x"), ("nan", "0", "nan"), ("1e300", "0.00", "1E+300"),
    ],
)  # fmt: skip
def test_a_number_is_shown_in_its_format(value, code, expected):
    assert shown(value, code) == expected


def test_days_may_count_from_1904():
    assert shown("44376", "yyyy/m/d", from_1904=True) == "2025年6月30日"


def ledger(name: str, data: bytes) -> bytes:
    """The cells of a document as a sheet, title rows merged across."""
    document = read_bytes(name, data)
    width = max(block.cell.column + block.cell.column_span for block in document.blocks if block.cell)

    def write(_, sheet):
        top = base = 0
        before = None
        for block in document.blocks:
            text = document.text[block.start : block.end]
            if block.cell is None:
                sheet.merge_range(top, 0, top, width - 1, text)
                top += 1
            else:
                if before is None:
                    base = top
                place = block.cell
                row = base + place.row
                if place.row_span * place.column_span > 1:
                    sheet.merge_range(row, place.column, row + place.row_span - 1, place.column + place.column_span - 1, text)
                else:
                    sheet.write(row, place.column, int(text) if text.isdecimal() else text)
                top = row + 1
            before = block.cell

    return workbook(write)


def test_a_sheet_gives_the_breakdown_of_the_same_table_in_a_docx(office):
    source = (office.samples / "lanchuan_zhongdian_2025.docx").read_bytes()
    assert office.facts("a.xlsx", ledger("a.docx", source)) == office.facts("a.docx", source)
    assert len(extract_bytes("a.xlsx", ledger("a.docx", source)).tasks) > 5


def test_an_xls_gives_the_breakdown_of_its_xlsx(office, saved_as, tmp_path):
    source = tmp_path / "lanchuan.xlsx"
    source.write_bytes(ledger("a.docx", (office.samples / "lanchuan_zhongdian_2025.docx").read_bytes()))
    saved = saved_as(source, "xls")
    assert XlsReader().read("a.xls", saved).blocks == read(source.read_bytes()).blocks
    assert office.facts("a.xls", saved) == office.facts("a.xlsx", source.read_bytes())


def test_an_xls_shows_its_dates_formats_and_merges(saved_as, tmp_path):
    def write(book, sheet):
        rows(["目标", "时限", "率"])(book, sheet)
        sheet.merge_range(1, 0, 2, 0, "建站")
        sheet.write_datetime(1, 1, datetime.datetime(2025, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(1, 2, 0.955, book.add_format({"num_format": "0.0%"}))
        sheet.write(2, 1, "年底")
        sheet.write(2, 2, 3)

    source = tmp_path / "dates.xlsx"
    source.write_bytes(workbook(write))
    assert list(XlsReader().read("a.xls", saved_as(source, "xls")).blocks)[3:] == [
        cell("建站", 1, 0, 2), cell("2025年6月30日", 1, 1), cell("95.5%", 1, 2), cell("年底", 2, 1), cell("3", 2, 2),
    ]  # fmt: skip


def test_an_empty_workbook_is_told():
    with pytest.raises(UnreadableFile, match="no cell"):
        read(workbook(rows()))


def test_a_zip_without_workbook_is_told():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("xl/styles.xml", "<styleSheet/>")
    with pytest.raises(UnreadableFile, match="no workbook"):
        read(target.getvalue())
