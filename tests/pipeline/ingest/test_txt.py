"""Plain text: encodings, indents, page turns, and the furniture of printers and web pages."""

from __future__ import annotations

import pytest

from pipeline.ingest import read_bytes
from pipeline.ingest.raw import RawBlock
from pipeline.ingest.txt import TxtReader
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, Cell
from schemas.errors import UnreadableFile

NOTICE = "云溪市2025年民政工作要点\n一、总体要求\n落实“一件事”改革，新建社区食堂３家，服务率达60%以上。"


def blocks(text: str) -> tuple[RawBlock, ...]:
    return TxtReader().read("notice.txt", text.encode()).blocks


def furniture(text: str) -> tuple[Furniture, ...]:
    return read_bytes("notice.txt", text.encode()).furniture


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encoding_does_not_change_the_text(encoding: str) -> None:
    assert read_bytes("notice.txt", NOTICE.encode(encoding)).text == NOTICE


def test_a_character_beyond_gbk_is_read_in_gb18030() -> None:
    text = "推进䶮镇𠮷村的建设工作，落实各项惠民政策，做好年度总结。"
    assert read_bytes("notice.txt", text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("雲溪市民政工作要點及任務分解表".encode("big5"), "seems to be in Big5"),
        ("民政工作の計画について、お知らせします".encode("shift_jis"), "is in an unknown encoding"),
        ("Année résumé déjà été évoqué".encode("latin-1"), "is in an unknown encoding"),
        (("任务分解" * 40).encode()[:-1], "looks like UTF-8 but is damaged at byte 477"),
        (b"\xef\xbb\xbf" + "任务".encode()[:-1], "is marked as UTF-8 but damaged at byte 6"),
        (b"\xff\xfe" + "任务".encode("utf-16-le")[:-1], "is marked as UTF-16 but damaged at byte 4"),
    ],
)
def test_an_uncertain_encoding_is_refused_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes("notice.txt", data)
    assert str(refusal.value).startswith(f"notice.txt: {message}")
    assert str(refusal.value).endswith("open it in an editor, save it as UTF-8 and try again")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("length", [1, 2_000])
def test_zero_bytes_that_fill_a_file_up_are_no_text(encoding, length) -> None:
    notice = "一、任务分解\n" + "新建社区食堂，培训护理员。" * length
    assert read_bytes("notice.txt", notice.encode(encoding) + b"\0" * 300).text == notice


def test_text_whose_characters_were_lost_before_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="already lost"):
        read_bytes("notice.txt", "锟斤拷锟斤拷工作要点".encode())


def test_a_single_lost_character_is_noted() -> None:
    document = read_bytes("notice.txt", ("云溪市民政\ufffd工作要点。" * 12).replace("\ufffd", "", 11).encode())
    assert document.notes == (diagnose("D106", what="1 damaged characters (�)"),)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_line_break_ends_a_line(line_break: str) -> None:
    assert [block.text for block in blocks(f"一、总体要求{line_break}二、主要任务")] == ["一、总体要求", "二、主要任务"]


def test_indents_blank_lines_and_page_turns_are_kept_as_flags() -> None:
    assert blocks("工作要点\n\n　　一、总体要求\n    二、主要任务\n\f\t三、保障") == (
        RawBlock("工作要点", indent=0),
        RawBlock("一、总体要求", indent=2, after_blank=True),
        RawBlock("二、主要任务", indent=2),
        RawBlock("三、保障", indent=2, after_page=True),
    )


def test_a_form_feed_inside_a_line_turns_the_page_there() -> None:
    assert blocks("加大宣\f传力度。") == (RawBlock("加大宣", indent=0), RawBlock("传力度。", indent=0, after_page=True))


def test_lines_with_the_same_number_of_tabs_are_a_table() -> None:
    assert blocks("任务表\n序号\t任务\n1\t新建食堂\n备注\n") == (
        RawBlock("任务表", indent=0),
        RawBlock("序号", BlockKind.CELL, cell=Cell(0, 0, 0)),
        RawBlock("任务", BlockKind.CELL, cell=Cell(0, 0, 1)),
        RawBlock("1", BlockKind.CELL, cell=Cell(0, 1, 0)),
        RawBlock("新建食堂", BlockKind.CELL, cell=Cell(0, 1, 1)),
        RawBlock("备注", indent=0),
    )


def cells(text: str) -> list[tuple[int, int, str]]:
    return [(block.cell.row, block.cell.column, block.text) for block in blocks(text) if block.cell is not None]


def test_rows_that_end_early_belong_to_the_table_whose_header_is_wider() -> None:
    assert cells("序号\t任务\t单位\t备注\n一\t经济\n1\t建食堂\t民政办\n2\t修路\t交通办\t续建\n") == [
        (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"), (0, 3, "备注"),
        (1, 0, "一"), (1, 1, "经济"),
        (2, 0, "1"), (2, 1, "建食堂"), (2, 2, "民政办"),
        (3, 0, "2"), (3, 1, "修路"), (3, 2, "交通办"), (3, 3, "续建"),
    ]


def test_a_line_of_its_own_among_rows_is_a_heading_across_the_table() -> None:
    text = "序号\t任务\t单位\n\n一、聚焦便民\n1\t建食堂\t民政办\n二、聚焦安全\n2\t修路\t交通办\n注：按月调度。\n"
    headings = [block.cell for block in blocks(text) if block.text.startswith(("一、", "二、"))]
    assert headings == [Cell(0, 1, 0, 1, 3), Cell(0, 3, 0, 1, 3)]
    assert cells(text)[-1] == (4, 2, "交通办")


@pytest.mark.parametrize("line", ["注：按月调度。", "附件2", "以上任务由督查室通报，各单位要高度重视。", "三、工作要求\n加强领导。"])
def test_a_line_that_heads_no_row_ends_the_table(line: str) -> None:
    text = f"序号\t任务\t单位\n1\t建食堂\t民政办\n{line}\n序号\t任务\t单位\n1\t修路\t交通办\n"
    assert {block.cell.table for block in blocks(text) if block.cell is not None} == {0, 1}


def test_the_first_cells_of_a_row_may_be_empty() -> None:
    assert cells("序号\t任务\t措施\t单位\n1\t建食堂\t新建2家\t民政办\n\t\t改造3家\t社区办\n")[-4:] == [
        (2, 0, ""), (2, 1, ""), (2, 2, "改造3家"), (2, 3, "社区办"),
    ]


def test_a_wide_line_over_lines_of_two_is_no_table() -> None:
    assert cells("甲\t乙\t丙\t丁\n地址\t县城\n电话\t62\n传真\t63\n") == [
        (0, 0, "地址"), (0, 1, "县城"), (1, 0, "电话"), (1, 1, "62"), (2, 0, "传真"), (2, 1, "63"),
    ]


def test_upright_strokes_part_cells_and_a_line_of_strokes_holds_none() -> None:
    expected = [(0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位")]
    assert cells("序号|任务|单位\n1|建食堂|民政办\n") == [*expected, (1, 0, "1"), (1, 1, "建食堂"), (1, 2, "民政办")]
    marked = "| 序号 | 任务 | 单位 |\n| --- | :---: | --- |\n| 1 | 建食堂 | 民政办 |\n"
    assert cells(marked) == [*expected, (2, 0, "1"), (2, 1, "建食堂"), (2, 2, "民政办")]


def test_one_stroke_in_a_line_parts_nothing() -> None:
    assert cells("首页 | 公开\n通知 | 正文\n") == []


def test_a_lone_tab_is_a_space() -> None:
    assert read_bytes("a.txt", "联系人：\t王敏\n一、总体要求".encode()).text == "联系人： 王敏\n一、总体要求"


def test_paragraphs_that_a_saved_page_put_into_one_line_are_told_apart() -> None:
    body = "坚持以人民为中心，" + "办好民生实事，" * 30 + "抓好落实。"
    paragraphs = ["各街镇：", "现印发给你们。", "2025年2月17日", "一、总体要求", body]
    line = "".join(f"　　{paragraph}" for paragraph in paragraphs)
    assert read_bytes("a.txt", line.encode()).text == "\n".join(paragraphs)


def test_a_gap_inside_a_short_line_stays() -> None:
    text = "云溪市市长　　王敏　　李强　　赵明"
    assert read_bytes("a.txt", text.encode()).text == text


@pytest.mark.parametrize("mark", ["— 2 —", "- 2 -", "－2－", "第 2 页", "第2页 共11页", "第2页/共11页", "Page 2 of 11"])
def test_a_page_number_is_furniture(mark: str) -> None:
    document = read_bytes("a.txt", f"加强宣传。持续加大宣传力\n\n{mark}\n\n度，扩大影响。".encode())
    assert (document.text, document.furniture) == (
        "加强宣传。持续加大宣传力度，扩大影响。",
        (Furniture("page_number", mark, None),),
    )


def test_bare_numbers_at_form_feeds_are_page_numbers() -> None:
    text = "加强宣传。加大宣传力\n1\n\f度。\n加强培训。组织培\n2\n\f训。"
    assert read_bytes("a.txt", text.encode()).text == "加强宣传。加大宣传力度。\n加强培训。组织培训。"


def test_bare_numbers_a_page_apart_that_cut_sentences_are_page_numbers() -> None:
    page = "新建食堂三家，" * 40
    text = f"{page}加\n1\n强宣传。{page}加\n2\n强培训。{page}加\n3\n强督查。"
    assert [item.text for item in furniture(text)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "序号\n1\n新建食堂\n2\n新建驿站\n3\n新建床位",
        "2025\n工作要点",
        "1\n" + "新建食堂三家。" * 40 + "\n2\n" + "新建食堂三家。" * 40 + "\n3\n" + "新建食堂三家。" * 40,
        "新建社区食堂三家并做好\n1\n管理工作\n新建社区驿站三家并做好\n2\n管理工作\n3\n宣传工作",
        "电话\n12345\n新建食堂",
        "3—5月开展培训",
    ],
)
def test_numbers_of_a_table_or_text_are_no_page_numbers(text: str) -> None:
    assert furniture(text) == ()


def test_a_line_that_heads_every_page_is_a_running_header() -> None:
    text = "\f".join(f"云溪市民政局 2025年工作要点\n{n}.加强宣传。加大力度{n}。\n正文{n}结束。\n" for n in range(1, 5))
    assert furniture(text) == tuple(Furniture("running_header", "云溪市民政局 2025年工作要点", None) for _ in range(4))


def test_items_cut_alike_at_the_foot_of_three_pages_are_no_running_footer() -> None:
    assert furniture("\f".join(f"各街镇抓好落实{n}。\n{n}. 加\n" for n in range(1, 5))) == ()


def test_buttons_around_a_saved_page_are_navigation() -> None:
    text = (
        "下载\n打印\n收藏\n【字号：\n加大\n还原\n】\n2025年云溪市政府工作报告\n来源：云溪日报\n时间：2025-02-09\n"
        "市长 王敏\n各位代表：\n现在报告工作。\n" + "新建食堂3家。\n" * 30 + "相关报道："
    )
    document = read_bytes("a.txt", text.encode())
    assert document.text.startswith("2025年云溪市政府工作报告\n市长 王敏\n各位代表：\n现在报告工作。\n新建食堂")
    assert " ".join(item.text for item in document.furniture) == (
        "下载 打印 收藏 【字号： 加大 还原 】 来源：云溪日报 时间：2025-02-09 相关报道："
    )


def test_a_trail_of_links_is_navigation() -> None:
    text = "当前位置：\n首页\n>\n政务公开\n>\n工作要点\n打印\n一、总体要求\n新建食堂3家。"
    assert read_bytes("a.txt", text.encode()).text == "一、总体要求\n新建食堂3家。"


@pytest.mark.parametrize(
    "text", ["时间：3月至12月\n地点：云溪", "来源：财政拨款\n新建食堂", "分享\n新建食堂3家。", "）\n中\n新建"]
)
def test_words_of_a_notice_are_no_navigation(text: str) -> None:
    assert furniture(text) == ()
