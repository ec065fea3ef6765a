"""Damaged and hostile doc, rtf, xlsx, xls and ofd files end in a named error, or in a result within the limits."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.ingest import libreoffice, ofd_page, rtf, sheet_blocks
from pipeline.ingest.doc_binary import DocReader
from pipeline.ingest.ofd import OfdReader
from pipeline.ingest.rtf import RtfReader
from pipeline.ingest.xls import XlsReader
from pipeline.ingest.xlsx import XlsxReader
from schemas.errors import EncryptedFile, FenjieError, TooLarge, UnreadableFile, UnsupportedFormat

SAMPLES = Path(__file__).parents[4] / "samples"
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
READERS = {"doc": DocReader(), "rtf": RtfReader(), "xls": XlsReader(), "xlsx": XlsxReader(), "ofd": OfdReader()}


def zipped(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def ofd(page: str, **extra: str) -> bytes:
    members = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PublicRes>R.xml</ofd:PublicRes></ofd:CommonData>"
        f'<ofd:Pages><ofd:Page BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "P.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    return zipped(members | {name.replace("_", "."): content for name, content in extra.items()})


def words(text: str, attributes: str = "") -> str:
    return (
        f'<ofd:TextObject Size="5.6" Boundary="28 40 160 7"><ofd:TextCode X="0" Y="5.6" {attributes}>{text}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def xlsx(rows: str, strings: str = "", more: str = "") -> bytes:
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{LINKS}"/>',
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
            f'Target="sheet.xml"/></Relationships>',
            "xl/sheet.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>{more}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {SHEET}>{strings}</sst>",
        }
    )


ROWS = '<row r="1"><c r="A1" t="str"><v>序号</v></c><c r="B1" t="str"><v>任务</v></c></row>'


def whole(kind: str, office) -> bytes:
    """A sound file of that kind."""
    if kind == "doc":
        row = ("\x07", office.table_row(0, 0, edges=(0, 800, 4000)))
        return office.word("新建站点3个。\r" * 40, ("序号\x07", office.CELL), ("任务\x07", office.CELL), row, "完\r", header="头")
    if kind == "rtf":
        head = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 a;}}"
        return head + rb"\u26032\'d0{\v x}\'bd\'a8\trowd\cellx90 \cell\row\par " * 40 + b"}"
    if kind == "ofd":
        return ofd("".join(words("新建站点3个。", 'DeltaX="g 7 5.6"') for _ in range(40)))
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(40):
        sheet.write_row(row, 0, [row, "新建站点", 0.5], book.add_format({"num_format": "0.0%"}))
    sheet.merge_range(50, 0, 51, 2, "合计")
    book.close()
    return target.getvalue()


def outcome(kind: str, data: bytes) -> str:
    """What a reader makes of a file: its text, or the message of its named error."""
    try:
        return "\n".join(block.text for block in READERS[kind].read("通知", data).blocks)
    except FenjieError as error:
        message = str(error)
    assert message.startswith("通知: ")
    assert "\n" not in message
    return message


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch):
    monkeypatch.setattr(libreoffice, "_program", lambda: None)


@pytest.mark.parametrize("kind", ["doc", "rtf", "xlsx", "ofd"])
def test_a_sound_file_is_read(kind, office):
    assert "新建" in outcome(kind, whole(kind, office))


@pytest.mark.parametrize("kind", ["doc", "rtf", "xlsx", "ofd"])
def test_a_file_that_is_cut_off_is_told(kind, office):
    data = whole(kind, office)
    for share in range(1, 10):
        with pytest.raises(UnreadableFile):
            READERS[kind].read("通知", data[: len(data) * share // 10])


@pytest.mark.parametrize("kind", ["doc", "rtf", "xls", "xlsx", "ofd"])
def test_damaged_bytes_end_in_text_or_a_named_error(kind, office):
    source = whole("xlsx" if kind == "xls" else kind, office)
    chance = random.Random(kind)
    for _ in range(120):
        data = bytearray(source)
        for _ in range(chance.choice((1, 4, 30))):
            at = chance.randrange(len(data) if chance.random() < 0.6 else min(len(data), 4096))
            data[at : at + 4] = chance.choice((b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", b"\1\0\0\0", bytes([chance.randrange(256)])))
        outcome(kind, bytes(data))


def patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def main_stream(data: bytes) -> int:
    """Where the stream of the text begins: its directory entry says in which sector."""
    entry = data.index("WordDocument".encode("utf-16-le"))
    return 512 * (struct.unpack_from("<I", data, entry + 116)[0] + 1)


def test_a_chain_of_sectors_that_bites_its_tail_is_told(office):
    data = office.word("新建站点3个。\r" * 400)
    sector = main_stream(data) // 512 - 1
    with pytest.raises(UnreadableFile):
        DocReader().read("通知", patched(data, 512 + 4 * (sector + 2), struct.pack("<I", sector + 1)) [: len(data) - 4096])


@pytest.mark.parametrize("at", [76, 84, 154 + 8 * 33, 154 + 8 * 33 + 4, 154 + 8 * 12 + 4, 154 + 8 * 13 + 4, 154 + 8 * 6 + 4])
@pytest.mark.parametrize("value", [0x7FFFFFFF, 0xFFFFFFFF, 0x01000000, 1])
def test_counts_that_no_file_has_end_in_text_or_a_named_error(at, value, office):
    data = office.word("新建站点3个。\r" * 40, header="头")
    assert outcome("doc", patched(data, main_stream(data) + at, struct.pack("<I", value))) is not None


def test_a_format_that_names_itself_ends(office):
    again = struct.pack("<HI", 0x6646, 0)
    data = office.word(("新建站点3个。\r", again), data=struct.pack("<H", len(again)) + again)
    assert outcome("doc", data) == "新建站点3个。"


def test_tables_in_tables_without_end_are_refused(office):
    deep = office.CELL + office.sprm(0x6649, struct.pack("<i", 10_000))
    with pytest.raises(TooLarge, match="nests"):
        DocReader().read("通知", office.word(("新建\x07", deep)))


def test_ten_thousand_groups_are_refused():
    with pytest.raises(TooLarge, match="nests"):
        RtfReader().read("通知", rb"{\rtf1 " + b"{" * 10_000 + b"}" * 10_001)


@pytest.mark.parametrize(
    "piece",
    [
        rb"\'", rb"\u", rb"\u26032", b"\\bin99999999999 ", rb"{\field{\*\fldinst ", rb"\trowd\cellx1", rb"\cell", rb"\row",
        b"\\", rb"\uc99999\u1",
    ],
)  # fmt: skip
def test_twenty_thousand_of_one_piece_are_read_or_refused(piece):
    outcome("rtf", rb"{\rtf1 " + piece * 20_000 + b"}")


def test_too_many_paragraphs_are_refused(monkeypatch):
    monkeypatch.setattr(rtf, "MAX_PARAGRAPHS", 10)
    with pytest.raises(TooLarge, match="paragraphs"):
        RtfReader().read("通知", rb"{\rtf1 " + rb"a\par " * 11 + b"}")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(TooLarge, match="over the limits"):
        OfdReader().read("通知", ofd(" " * 20_000_000))
    with pytest.raises(TooLarge, match="over the limits"):
        XlsxReader().read("通知", xlsx(ROWS + " " * 20_000_000))


@pytest.mark.parametrize("kind", ["ofd", "xlsx"])
def test_entities_are_not_expanded(kind):
    bomb = '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    data = ofd("", P_xml=bomb) if kind == "ofd" else zipped({"xl/workbook.xml": bomb})
    with pytest.raises(UnreadableFile, match="DTD"):
        READERS[kind].read("通知", data)


def test_drawings_that_hold_one_another_are_refused(monkeypatch):
    monkeypatch.setattr(ofd_page, "_MOST_OBJECTS", 5_000)
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>{f"<ofd:CompositeObject ResourceID={chr(34)}{n + 1}{chr(34)}/>" * 10}'
        "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(12)
    )
    resources = f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
    with pytest.raises(TooLarge, match="draws more"):
        OfdReader().read("通知", ofd('<ofd:CompositeObject ResourceID="0"/>', R_xml=resources))


def test_a_drawing_that_holds_itself_is_refused():
    inside = '<ofd:Content><ofd:CompositeObject ResourceID="0"/></ofd:Content>'
    unit = f'<ofd:CompositeGraphicUnit ID="0">{inside}</ofd:CompositeGraphicUnit>'
    with pytest.raises(TooLarge, match="nests"):
        OfdReader().read("通知", ofd('<ofd:CompositeObject ResourceID="0"/>', R_xml=f"<ofd:Res {SPACE}>{unit}</ofd:Res>"))


@pytest.mark.parametrize("deltas", ["g 999999999 5.6", "g", "g x y", "1e999 nan inf", "g -5 5.6", "5.6 " * 20_000])
def test_steps_that_no_line_has_are_read(deltas):
    assert outcome("ofd", ofd(words("新建站点。", f'DeltaX="{deltas}"'))) != ""


def test_a_page_with_more_characters_than_print_is_refused(monkeypatch):
    monkeypatch.setattr(ofd_page, "MOST_CHARACTERS", 10)
    with pytest.raises(TooLarge, match="more characters"):
        OfdReader().read("通知", ofd(words("新建站点三个，培训人员。")))


def test_pages_that_are_no_xml_are_told():
    with pytest.raises(UnreadableFile, match="well-formed"):
        OfdReader().read("通知", ofd("", P_xml="<a>"))


def test_a_sheet_with_more_cells_than_any_ledger_is_refused(monkeypatch):
    monkeypatch.setattr(sheet_blocks, "MAX_CELLS", 10)
    scattered = "".join(f'<row r="{n}"><c r="{chr(64 + n)}{n}"><v>1</v></c></row>' for n in range(1, 7))
    with pytest.raises(TooLarge, match="cells"):
        XlsxReader().read("通知", xlsx(scattered))


def test_one_long_text_in_every_cell_is_refused(monkeypatch):
    monkeypatch.setattr(sheet_blocks, "MAX_CHARACTERS", 100)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30))
    with pytest.raises(TooLarge, match="characters"):
        XlsxReader().read("通知", xlsx(cells, "<si><t>新建站点</t></si>"))


def test_cells_outside_of_the_sheet_are_told():
    with pytest.raises(UnreadableFile, match="outside"):
        XlsxReader().read("通知", xlsx('<row r="9999999"><c r="A1"><v>1</v></c></row>'))


@pytest.mark.parametrize("area", ["A1:XFD1048576", "B2:A1", "A1", "A0:B0", "ZZZ9:ZZZZ9"])
def test_areas_that_merge_the_whole_sheet_or_nothing_are_read(area):
    assert "序号" in outcome("xlsx", xlsx(ROWS, more=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'))


def test_old_office_files_that_are_no_document_are_told(office):
    other = office.compound({"Other": b"x" * 5000})
    for kind in ("doc", "xls"):
        with pytest.raises(UnreadableFile):
            READERS[kind].read("通知", other)


def test_packages_that_need_a_password_are_told(office):
    locked = office.compound({"EncryptedPackage": b"x" * 5000})
    with pytest.raises(EncryptedFile):
        XlsxReader().read("通知", locked)


def test_an_old_package_is_refused_with_the_ending_to_save_it_as(office):
    with pytest.raises(UnsupportedFormat, match=r"save it as \.xlsx"):
        XlsxReader().read("通知", office.compound({"Workbook": b"x" * 5000}))
