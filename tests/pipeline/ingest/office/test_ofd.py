"""OFD files read from where their characters stand."""

from __future__ import annotations

import pytest

from benchmarks.ofd_pages import SPACE, as_ofd, line, text
from benchmarks.ofd_pages import package as ofd
from pipeline.ingest import read_bytes
from pipeline.ingest.ofd import OfdReader
from samples.source import Line
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose
from schemas.document import Cell
from schemas.errors import EncryptedFile, NoTextLayer, UnreadableFile


def printed(source: str) -> bytes:
    return as_ofd([Line("body", paragraph) for paragraph in source.splitlines()])


def read(data: bytes):
    return OfdReader().read("通知.ofd", data)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


@pytest.mark.parametrize("stem", ["qinghe_minzheng_2025", "qinghe_minzheng_2024"])
def test_a_printed_notice_gives_the_breakdown_of_its_text(stem, office):
    source = (office.samples / f"{stem}.txt").read_bytes()
    document = read_bytes("a.txt", source)
    assert read_bytes("a.ofd", printed(document.text)).text == document.text
    assert office.facts("a.ofd", printed(document.text)) == office.facts("a.txt", source)


def test_characters_stand_where_the_file_puts_them():
    raw = read(ofd(text("新建站点", 28, 50)))
    (block,) = raw.blocks
    (printed_line,) = block.lines
    points = 72 / 25.4
    assert block.text == "新建站点"
    assert (printed_line.page, raw.pages) == (1, 1)
    assert printed_line.bbox == pytest.approx((28 * points, (50 - 0.86 * 5.6) * points, 50.4 * points, 50.784 * points))
    assert list(printed_line.edges) == pytest.approx([points * (28 + 5.6 * n) for n in (0, 1, 1, 2, 2, 3, 3, 4)])


def test_the_order_of_the_file_does_not_matter():
    assert texts(ofd(text("二、任务", 28, 60) + text("站点。", 50.4, 50) + text("新建社区", 28, 50))) == ["新建社区站点。", "二、任务"]


def test_one_character_an_object_is_a_line_too():
    assert texts(ofd("".join(text(char, 28 + 5.6 * n, 50) for n, char in enumerate("新建站点")))) == ["新建站点"]


def test_a_matrix_places_and_scales_characters():
    moved = (
        '<ofd:TextObject ID="1" Size="1" CTM="5.6 0 0 5.6 10 0" Boundary="18 40 100 20">'
        '<ofd:TextCode X="0" Y="1" DeltaX="g 3 1">新建站点</ofd:TextCode></ofd:TextObject>'
    )
    assert read(ofd(moved)).blocks[0].lines[0].bbox[0] == pytest.approx(28 * 72 / 25.4)
    assert texts(ofd(moved)) == ["新建站点"]


def test_bold_that_is_drawn_twice_is_read_once():
    assert texts(ofd(text("新建站点", 28, 50) * 2)) == ["新建站点"]


def test_parts_of_a_line_that_claim_its_whole_place_follow_one_another():
    parts = [text(words, 28, 50, deltas="g 9 6") for words in ("到2025", "年，", "新建站点3", "个。")]
    assert texts(ofd("".join(parts))) == ["到2025年，新建站点3个。"]


def test_a_template_is_printed_with_every_page():
    data = ofd(text("新建站点。", 28, 60), text("培训人员。", 28, 60), template=text("清河区民政局文件", 60, 20))
    assert texts(data) == ["新建站点。", "培训人员。"]
    assert read(data).furniture == (
        Furniture("running_header", "清河区民政局文件", 1), Furniture("running_header", "清河区民政局文件", 2),
    )  # fmt: skip


def test_a_ruled_table_is_read_cell_by_cell():
    rules = "".join(line(20, y, 120, y) for y in (40, 55, 70)) + "".join(line(x, 40, x, 70) for x in (20, 45, 120))
    words = text("序号", 22, 50) + text("任务", 48, 50) + text("1", 22, 65) + text("新建站点", 48, 65)
    assert [(block.text, block.cell) for block in read(ofd(rules + words)).blocks] == [
        ("序号", Cell(0, 0, 0)), ("任务", Cell(0, 0, 1)), ("1", Cell(0, 1, 0)), ("新建站点", Cell(0, 1, 1)),
    ]  # fmt: skip


def test_a_full_stop_that_hangs_over_the_border_stays_in_its_cell():
    rules = "".join(line(20, y, 120, y) for y in (40, 55, 70)) + "".join(line(x, 40, x, 70) for x in (20, 72.4, 120))
    words = text("任务", 22, 50) + text("单位", 75, 50) + text("培训社区工作者。", 31.2, 65) + text("甲局", 79, 65)
    assert [block.text for block in read(ofd(rules + words)).blocks] == ["任务", "单位", "培训社区工作者。", "甲局"]


def test_a_hanging_comma_does_not_make_the_cell_wider_for_its_other_lines():
    rules = "".join(line(20, y, 120, y) for y in (40, 55, 85)) + "".join(line(x, 40, x, 85) for x in (20, 59.4, 120))
    hung = text("新建3处社区站，", 21.5, 65, deltas="5.6 5.6 2.8 5.6 5.6 5.6 5.6")
    words = text("任务", 22, 50) + text("单位", 65, 50) + hung
    words += text("培训社区工作", 21.5, 72) + text("员", 21.5, 79) + text("甲局", 67, 65)
    assert [block.text for block in read(ofd(rules + words)).blocks] == ["任务", "单位", "新建3处社区站，培训社区工作员", "甲局"]


def test_text_across_the_page_is_a_watermark():
    slanted = text("内部", 60, 150, more=' CTM="0.7 0.7 -0.7 0.7 0 0"')
    raw = read(ofd(text("新建站点。", 28, 60) + slanted))
    assert [block.text for block in raw.blocks] == ["新建站点。"]
    assert raw.furniture == (Furniture("watermark", "内部", 1),)


def test_a_page_without_text_is_told():
    raw = read(ofd(text("新建站点。", 28, 60), '<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="1"/>'))
    assert raw.notes == (diagnose("D104", page=2),)


def test_pictures_alone_ask_for_ocr():
    with pytest.raises(NoTextLayer, match="OCR"):
        read(ofd('<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="1"/>'))


def test_an_encrypted_package_is_told():
    with pytest.raises(EncryptedFile, match="encrypted"):
        read(ofd("", extra={"Encryptions.xml": f"<ofd:Encryptions {SPACE}/>", "Doc_0/Pages/0.xml": "\x01\x02"}))


def test_a_missing_page_is_told():
    document = f'<ofd:Document {SPACE}><ofd:Pages><ofd:Page BaseLoc="x.xml"/></ofd:Pages></ofd:Document>'
    with pytest.raises(UnreadableFile, match="lacks"):
        read(ofd("", extra={"Doc_0/Document.xml": document}))


def test_a_real_ofd_reads_as_it_is_printed(office):
    found = office.corpus / "089_ofd_luqiao_pifu_2011.ofd"
    if not found.exists():
        pytest.skip("the shared corpus is not here")
    document = read_bytes(found.name, found.read_bytes())
    lines = document.text.split("\n")
    assert (lines[1], lines[2], len(lines)) == ("路卫发〔2011〕76号", "关于同意张阿三同志辞职的批复", 10)
    assert [item.text for item in document.furniture] == ["— 1 —", "— 2 —"]


def test_an_ofd_of_another_program_gives_the_facts_of_the_pdf(office):
    """The program that wrote it sets a blank beside every figure; but for these all facts are those of the pdf."""
    found = office.corpus / "derived" / "guowuyuan_jiankang_yijian_2019.ofd"
    if not found.exists():
        pytest.skip("the shared corpus is not here")
    source = next(office.corpus.glob("037_*.pdf"))

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in ("evidence", "account", "diagnostics")}
        return [bare(item) for item in value] if isinstance(value, list) else value.replace(" ", "") if isinstance(value, str) else value

    assert bare(office.facts(found.name, found.read_bytes())) == bare(office.facts(source.name, source.read_bytes()))
