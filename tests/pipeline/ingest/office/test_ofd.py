"""OFD files read from where their characters stand."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.ingest import read_bytes
from pipeline.ingest.ofd import OfdReader
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose
from schemas.document import Cell
from schemas.errors import EncryptedFile, NoTextLayer, UnreadableFile

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.6
LEFT, TOP, STEP = 28.0, 40.0, 9.8
WIDTH = 28


def text(words: str, x: float, y: float, *, deltas: str | None = None, more: str = "", size: float = SIZE) -> str:
    """A text object whose first character stands at x and y, in millimetres; full width unless `deltas` says else."""
    steps = deltas if deltas is not None else f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{size}" Boundary="{x} {y - size} 160 {size * 1.2}"{more}>'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="3" Boundary="{x0} {y0} {max(x1 - x0, 0.3)} {max(y1 - y0, 0.3)}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd(*pages: str, template: str = "", extra: dict[str, str] | None = None, area: str = "0 0 210 297") -> bytes:
    """A package of these pages."""
    declared = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>' if template else ""
    uses = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if template else ""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    members = {
        "OFD.xml": f'<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{area}"
        f"</ofd:PhysicalBox></ofd:PageArea>{declared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/T.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    for n, page in enumerate(pages):
        members[f"Doc_0/Pages/{n}.xml"] = (
            f"<ofd:Page {SPACE}>{uses}<ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (members | (extra or {})).items():
            package.writestr(name, content)
    return target.getvalue()


def width(char: str) -> float:
    return SIZE if char > "\u2e7f" or char in "“”—…" else SIZE / 2


def printed(source: str) -> bytes:
    """A notice set as an office sets it: 28 characters a line to both margins, two of indent, 22 lines a page."""
    lines = []
    for paragraph in source.splitlines():
        left, here, used = 2, "", 2 * SIZE
        for char in paragraph.strip():
            if used + width(char) > WIDTH * SIZE + 0.01 and char not in "，。、；：”）》":
                lines.append((left, here, (WIDTH * SIZE - left * SIZE) / (used - left * SIZE)))
                left, here, used = 0, "", 0.0
            here += char
            used += width(char)
        lines.append((left, here, 1.0))
    pages = []
    for start in range(0, len(lines), 22):
        drawn = [
            text(
                words, LEFT + left * SIZE, TOP + STEP * row,
                deltas=" ".join(f"{stretch * width(char):.3f}" for char in words),
            )
            for row, (left, words, stretch) in enumerate(lines[start : start + 22])
        ]  # fmt: skip
        pages.append("".join(drawn) + text(f"— {len(pages) + 1} —", 100, 280, deltas="g 4 3"))
    return ofd(*pages)


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
