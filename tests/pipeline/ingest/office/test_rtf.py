"""Rtf files read as their paper shows them."""

from __future__ import annotations

import pytest

from pipeline.ingest import read_bytes
from pipeline.ingest.raw import RawBlock
from pipeline.ingest.rtf import RtfReader
from schemas.breakdown import Furniture
from schemas.document import BlockKind, Cell
from schemas.errors import NoTextLayer

SAMPLES = ("qinghe_minzheng_2025", "qinghe_minzheng_2025_automatic", "lanchuan_zhongdian_2025", "yunting_yingshang_2025")
FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset2 Wingdings;}}"


def rtf(body: str, head: str = "") -> bytes:
    """A file of that body; Chinese is written in GB18030, byte by byte."""
    coded = "".join(
        char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode("gb18030")) for char in body
    )
    return (r"{\rtf1\ansi\ansicpg936\deff0" + FONTS + head + coded + "}").encode("ascii")


def blocks(body: str, head: str = "") -> list[RawBlock]:
    return list(RtfReader().read("通知.rtf", rtf(body, head)).blocks)


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in blocks(body, head)]


@pytest.mark.parametrize("stem", SAMPLES)
def test_an_rtf_gives_the_breakdown_of_its_docx(stem, office, saved_as):
    source = office.samples / f"{stem}.docx"
    assert office.facts("a.rtf", saved_as(source, "rtf")) == office.facts("a.docx", source.read_bytes())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\f1 新建站点 3 个。\par", ["新建站点 3 个。"]),
        # The two bytes of a character written as two tokens, and in a Western font.
        (r"\f0 \'d0" "\n" r"\'c2建\par", ["新建"]),
        # The second byte of 丂 is that of @.
        (r"\f1 \'81@\par", ["丂"]),
        (r"\u26032\'d0\'c2\u24314 ?\par", ["新\xc2建"]),
        (r"\uc2\u26032\'d0\'c2\u24314\'bd\'a8\par", ["新建"]),
        (r"\uc0\u26032\u24314\par", ["新建"]),
        (r"\u-10178?\u-8265?\par", ["\U0001fbb7"]),
        (r"a\ldblquote b\rdblquote\emdash\~c\_d\-e\par", ["a“b”—\xa0c-de"]),
        (r"{\f2 \'fe}\par", ["☑"]),
        (r"甲\line 乙。\par", ["甲", "乙。"]),
        (r"甲{\v 暗}{\deleted 旧}乙\par", ["甲乙"]),
        (r"甲{\*\unknown 不}{\info{\title 题}}乙\par", ["甲乙"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 附件}}\par", ["附件"]),
        (r"{\field{\*\fldinst EQ \\o\\ac(○,11)}}新建\par", ["⑪新建"]),
        (r"{\upr{旧}{\*\ud{新}}}建\par", ["新建"]),
        (r"甲{\pict\bin5 }}}}}乙}丙\par", ["甲丙"]),
        ("一、甲。\\\n二、乙。", ["一、甲。", "二、乙。"]),
    ],
)
def test_text_is_read_as_it_shows(body, expected):
    assert texts(body) == expected


def test_a_table_is_read_cell_by_cell():
    row = r"\trowd\cellx800\cellx4000 "
    found = blocks(
        rf"\pard 分工\par {row}\pard\intbl 序号\cell 任务\cell\row {row}1\cell 新建站点。\par 培训人员。\cell\row\pard 完\par"
    )
    assert found == [
        RawBlock("分工", whole=True),
        RawBlock("序号", BlockKind.CELL, cell=Cell(0, 0, 0), whole=True),
        RawBlock("任务", BlockKind.CELL, cell=Cell(0, 0, 1), whole=True),
        RawBlock("1", BlockKind.CELL, cell=Cell(0, 1, 0), whole=True),
        RawBlock("新建站点。\n培训人员。", BlockKind.CELL, cell=Cell(0, 1, 1), whole=True),
        RawBlock("完", whole=True),
    ]


def test_merged_cells_stand_once_with_their_spans():
    found = blocks(
        r"\trowd\trhdr\clvmgf\cellx800\cellx2000\cellx4000\pard\intbl 部门\cell 甲\cell 乙\cell\row"
        r"\trowd\clvmrg\cellx800\clmgf\cellx2000\clmrg\cellx4000\pard\intbl\cell 丙\cell\cell\row\pard 完\par"
    )
    assert [(block.text, block.cell) for block in found[:-1]] == [
        ("部门", Cell(0, 0, 0, 2, 1, True)),
        ("甲", Cell(0, 0, 1, header=True)),
        ("乙", Cell(0, 0, 2, header=True)),
        ("丙", Cell(0, 1, 1, 1, 2)),
    ]


def test_a_table_in_a_cell_follows_the_outer_table():
    inner = (
        r"\pard\intbl\itap2 内甲\nestcell 内乙\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        r"{\nonesttables\par}"
    )
    found = blocks(rf"\trowd\cellx800\cellx4000 {inner}\pard\intbl 外甲\cell 外乙\cell\row\pard 完\par")
    assert [(block.text, block.cell) for block in found] == [
        ("外甲", Cell(0, 0, 0)), ("外乙", Cell(0, 0, 1)), ("内甲", Cell(1, 0, 0)), ("内乙", Cell(1, 0, 1)), ("完", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("follow", "expected"), [("", "1. 新建站点。"), (r"\levelfollow2", "1.新建站点。"), (r"\levelfollow1", "1. 新建站点。")]
)
def test_an_automatic_number_stands_as_it_was_printed(follow, expected):
    head = (
        rf"{{\*\listtable{{\list{{\listlevel\levelnfc0{follow}{{\leveltext\'02\'00.;}}}}\listid7}}}}"
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    )
    assert texts(r"{\listtext\pard\plain 1.\tab}\ls1\ilvl0 新建站点。\par", head) == [expected]


@pytest.mark.parametrize(("printed", "expected"), [(r"1.\tab", "1. 新建站点。"), ("1.", "1.新建站点。")])
def test_without_its_list_a_number_is_followed_by_what_was_printed(printed, expected):
    assert texts(rf"{{\listtext\pard\plain {printed}}}\ls1 新建站点。\par") == [expected]


def test_a_heading_is_told_by_its_style():
    head = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s5\sbasedon1 \'c0\'b8;}}"
    found = blocks(r"\pard\s1 总体要求\par\pard\s5 任务\par\pard 说明\par", head)
    assert [(block.text, block.kind, block.level) for block in found] == [
        ("总体要求", BlockKind.HEADING, 1), ("任务", BlockKind.HEADING, 1), ("说明", BlockKind.PARAGRAPH, None),
    ]  # fmt: skip


def test_headers_page_numbers_and_notes_are_furniture():
    body = (
        r"{\header 清河区民政局\par}{\footer \f1 — {\field{\*\fldinst PAGE}{\fldrslt 3}} —\par}"
        r"新建站点{\super\chftn}{\footnote\pard 指社区站点。}3个。\par"
    )
    raw = RtfReader().read("a.rtf", rtf(body))
    assert [block.text for block in raw.blocks] == ["新建站点3个。"]
    assert raw.furniture == (
        Furniture("running_header", "清河区民政局", None),
        Furniture("page_number", "— 3 —", None),
        Furniture("other", "指社区站点。", None),
    )


def test_a_text_box_follows_its_paragraph():
    body = r"甲{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv 1}}{\shptxt 框内\par}}{\shprslt 框内\par}}乙\par 丙\par"
    assert texts(body) == ["甲乙", "框内", "丙"]


def test_pictures_alone_ask_for_ocr():
    with pytest.raises(NoTextLayer, match="OCR"):
        blocks(r"{\pict\pngblip 89504e47}\par")


def test_a_doc_that_is_rtf_inside_is_read_and_said_so():
    document = read_bytes("通知.doc", rtf(r"新建站点。\par"))
    assert (document.media_type, document.text) == ("application/rtf", "新建站点。")
