"""Word 97–2003 files read as their paper shows them."""

from __future__ import annotations

import struct
import subprocess
from shutil import which

import pytest

from pipeline.ingest import libreoffice, read_bytes
from pipeline.ingest.doc_binary import DocReader
from pipeline.ingest.raw import RawBlock
from schemas.breakdown import Furniture
from schemas.document import BlockKind, Cell
from schemas.errors import EncryptedFile, NoTextLayer, TimedOut, UnsupportedFormat

SAMPLES = ("qinghe_minzheng_2025", "qinghe_minzheng_2025_automatic", "lanchuan_zhongdian_2025", "yunting_yingshang_2025")


def blocks(data: bytes) -> list[RawBlock]:
    return list(DocReader().read("通知.doc", data).blocks)


def texts(data: bytes) -> list[str]:
    return [block.text for block in blocks(data)]


@pytest.mark.parametrize("stem", SAMPLES)
def test_a_doc_gives_the_breakdown_of_its_docx(stem, office, saved_as):
    source = office.samples / f"{stem}.docx"
    assert office.facts("a.doc", saved_as(source, "doc")) == office.facts("a.docx", source.read_bytes())


def test_characters_of_both_widths_are_read(office):
    assert texts(office.word("新建站点3个。\r")) == ["新建站点3个。"]
    assert texts(office.word("Internet “Plus” — 3\r", narrow=True)) == ["Internet “Plus” — 3"]


def test_a_rare_character_of_two_units_is_one(office):
    halves = "".join(map(chr, struct.unpack("<2H", "\U00020bb7".encode("utf-16-le"))))
    assert texts(office.word(f"{halves}家村新建站点。\r", "完\r")) == ["\U00020bb7家村新建站点。", "完"]


def test_deleted_and_hidden_words_are_no_ink(office):
    data = office.word(
        "新建站点3旧个。暗\r", runs={"旧": office.sprm(0x0800, b"\1"), "暗": office.sprm(0x083C, b"\1")}
    )
    assert texts(data) == ["新建站点3个。"]


def test_a_deleted_paragraph_mark_joins_what_it_parted(office):
    data = office.word("新建站点\r", "3个。\r", runs={"\r3": office.sprm(0x0800, b"\1")})
    assert texts(data) == ["新建站点个。"]


def test_an_inserted_word_is_read(office):
    assert texts(office.word("新建站点3个。\r", runs={"3": office.sprm(0x0801, b"\1")})) == ["新建站点3个。"]


def test_a_field_shows_its_result(office):
    assert texts(office.word("见\x13 HYPERLINK x \x14附件\x15。\r")) == ["见附件。"]


def test_a_field_in_the_code_of_another_is_no_ink(office):
    assert texts(office.word("甲\x13 IF \x13 PAGE \x142\x15 = 1 \x14乙\x15丙\r")) == ["甲乙丙"]


def test_a_field_without_result_draws_a_circled_number(office):
    assert texts(office.word("\x13 EQ \\o\\ac(○,11) \x15新建站点。\r")) == ["⑪新建站点。"]


def test_a_field_that_is_never_closed_swallows_nothing(office):
    assert texts(office.word("\x13PAGE\r", "新建站点3个。\r")) == ["PAGE", "新建站点3个。"]


def test_a_table_of_contents_is_set_aside(office):
    raw = DocReader().read("a.doc", office.word("\x13 TOC \\o \x14一、任务\t2\r", "\x15一、任务\r"))
    assert [block.text for block in raw.blocks] == ["一、任务"]
    assert raw.furniture == (Furniture("navigation", "一、任务 2", None),)


def test_a_table_is_read_cell_by_cell(office):
    row = ("\x07", office.table_row(0, 0, edges=(0, 800, 4000)))
    data = office.word(
        "分工\r", ("序号\x07", office.CELL), ("任务\x07", office.CELL), row,
        ("1\x07", office.CELL), ("新建站点。\r", office.CELL), ("培训人员。\x07", office.CELL), row, "完\r",
    )  # fmt: skip
    assert blocks(data) == [
        RawBlock("分工", whole=True),
        RawBlock("序号", BlockKind.CELL, cell=Cell(0, 0, 0), whole=True),
        RawBlock("任务", BlockKind.CELL, cell=Cell(0, 0, 1), whole=True),
        RawBlock("1", BlockKind.CELL, cell=Cell(0, 1, 0), whole=True),
        RawBlock("新建站点。\n培训人员。", BlockKind.CELL, cell=Cell(0, 1, 1), whole=True),
        RawBlock("完", whole=True),
    ]


def test_merged_cells_stand_once_with_their_spans(office):
    begins, goes_on = 0x60, 0x20
    data = office.word(
        ("部门\x07", office.CELL), ("甲\x07", office.CELL), ("乙\x07", office.CELL),
        ("\x07", office.table_row(begins, 0, 0, edges=(0, 800, 2000, 4000))),
        ("\x07", office.CELL), ("丙\x07", office.CELL), ("\x07", office.table_row(goes_on, 0, edges=(0, 810, 4000))), "完\r",
    )  # fmt: skip
    assert [(block.text, block.cell) for block in blocks(data)[:-1]] == [
        ("部门", Cell(0, 0, 0, 2, 1)),
        ("甲", Cell(0, 0, 1)),
        ("乙", Cell(0, 0, 2)),
        ("丙", Cell(0, 1, 1, 1, 2)),
    ]


def test_a_table_of_one_cell_is_a_frame(office):
    data = office.word(("新建站点。\x07", office.CELL), ("\x07", office.table_row(0, edges=(0, 4000))), "完\r")
    assert texts(data) == ["新建站点。", "完"]
    assert blocks(data)[0].cell is None


def one_list(code: int, before: str, after: str) -> tuple[bytes, bytes, bytes]:
    """The tables of one list of one level."""
    definitions = struct.pack("<hii9HBB", 1, 7, 7, *[0xFFF] * 9, 1, 0)
    label = before + "\0" + after
    level = struct.pack("<iBB9sBiIBBBB", 1, code, 0, bytes([len(before) + 1]), 0, 0, 0, 0, 0, 0, 0)
    level += struct.pack("<H", len(label)) + label.encode("utf-16-le")
    overrides = struct.pack("<IiIIBBBB", 1, 7, 0, 0, 0, 0, 0, 0) + b"\xff\xff\xff\xff"
    return definitions, level, overrides


def test_automatic_numbers_are_counted(office):
    item = office.sprm(0x260A, b"\0") + office.sprm(0x460B, b"\1\0")
    data = office.word(
        ("总体要求\r", item), "说明。\r", ("重点任务\r", item), ("\r", item), lists=one_list(39, "（", "）")
    )
    assert texts(data) == ["（一）总体要求", "说明。", "（二）重点任务", "（三）"]


def test_a_level_starts_anew_below_the_next_of_the_level_above(office):
    definitions, level, overrides = one_list(0, "", ".")
    definitions = definitions[:-2] + b"\0\0"
    second = level.replace("\0.".encode("utf-16-le"), "\1.".encode("utf-16-le"))
    numbered = [office.sprm(0x260A, bytes([depth])) + office.sprm(0x460B, b"\1\0") for depth in range(2)]
    data = office.word(
        ("甲\r", numbered[0]), ("乙\r", numbered[1]), ("丙\r", numbered[1]), ("丁\r", numbered[0]), ("戊\r", numbered[1]),
        lists=(definitions, level + second * 8, overrides),
    )  # fmt: skip
    assert texts(data) == ["1. 甲", "1. 乙", "2. 丙", "2. 丁", "1. 戊"]


def test_a_list_that_is_switched_off_gives_no_number(office):
    item = office.sprm(0x260A, b"\0") + office.sprm(0x460B, b"\0\0")
    assert texts(office.word(("总体要求\r", item), lists=one_list(39, "（", "）"))) == ["总体要求"]


def test_a_running_header_is_furniture(office):
    raw = DocReader().read("a.doc", office.word("新建站点。\r", header="清河区民政局"))
    assert [block.text for block in raw.blocks] == ["新建站点。"]
    assert raw.furniture == (Furniture("running_header", "清河区民政局", None),)


def test_line_and_page_breaks_are_judged_as_in_a_docx(office):
    data = office.word("一、加强服务。\x0b二、改进作风。\x0c三、督查。\r")
    assert [(block.text, block.after_page) for block in blocks(data)] == [
        ("一、加强服务。", False), ("二、改进作风。", False), ("三、督查。", True),
    ]  # fmt: skip


def test_a_page_break_inside_a_sentence_does_not_end_it(office):
    assert texts(office.word("新建（站点\x0c3个）。\r")) == ["新建（站点3个）。"]


def test_a_section_ends_its_paragraph(office):
    assert texts(office.word("新建（站点\r", "完\x0c")) == ["新建（站点", "完"]


def test_a_format_too_long_for_its_place_is_found(office):
    elsewhere = office.sprm(0x6646, struct.pack("<I", 0))
    level = office.sprm(0x2640, b"\0")
    (block,) = blocks(office.word(("总体要求\r", elsewhere), data=struct.pack("<H", len(level)) + level))
    assert (block.kind, block.level) == (BlockKind.HEADING, 1)


def test_a_symbol_is_what_its_font_shows(office):
    assert texts(office.word("(完成\r", runs={"(": office.sprm(0x6A09, struct.pack("<HH", 9, 0x2611))})) == ["☑完成"]


def test_pictures_alone_ask_for_ocr(office):
    with pytest.raises(NoTextLayer, match="OCR"):
        blocks(office.word("\x01\r"))


def test_a_password_is_told(office):
    with pytest.raises(EncryptedFile, match="password"):
        blocks(office.word("新建站点。\r", flags=0x0300))


def test_a_word_before_97_needs_libreoffice(office, monkeypatch):
    monkeypatch.setattr(libreoffice, "_program", lambda: None)
    with pytest.raises(UnsupportedFormat, match="older than Word 97"):
        blocks(office.word("新建站点。\r", version=0x0068))


def test_libreoffice_is_stopped_when_it_takes_too_long(office, monkeypatch, tmp_path):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 30\n", encoding="utf-8")
    slow.chmod(0o700)
    monkeypatch.setattr(libreoffice, "_program", lambda: str(slow))
    monkeypatch.setattr(libreoffice, "SECONDS", 0.2)
    monkeypatch.setattr(libreoffice.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(TimedOut, match="LibreOffice"):
        blocks(office.word("新建站点。\r", version=0x0068))
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"]


def test_libreoffice_reads_what_is_asked_of_it_and_leaves_nothing(office, saved_as, monkeypatch, tmp_path):
    source = office.samples / "yunting_yingshang_2025.docx"
    monkeypatch.setattr(libreoffice.tempfile, "tempdir", str(tmp_path))
    refused = UnsupportedFormat("a.doc", "is too old")
    converted = libreoffice.as_docx("a.doc", saved_as(source, "doc"), ".doc", refused)
    assert read_bytes("a.docx", converted).text == read_bytes("a.docx", source.read_bytes()).text
    assert list(tmp_path.iterdir()) == []


def test_the_kind_is_told_by_content(office):
    document = read_bytes("通知.wps", office.word("新建站点3个。\r"))
    assert (document.media_type, document.text, document.notes) == ("application/msword", "新建站点3个。", ())


def test_a_real_doc_reads_as_libreoffice_and_antiword_read_it(office, tmp_path):
    """antiword leaves out Chinese automatic numbers (一、 二、 三、) and nothing else differs."""
    found = list(office.corpus.glob("031_*.doc"))
    if not found:
        pytest.skip("the shared corpus is not here")
    ours = "".join("".join(block.text.split()) for block in blocks(found[0].read_bytes()))
    antiword = which("antiword")
    if antiword is None:
        pytest.skip("antiword is not installed")
    theirs = subprocess.run(
        [antiword, "-w", "0", "-m", "UTF-8.txt", str(found[0])], capture_output=True, check=True, cwd=tmp_path
    ).stdout.decode()
    for number in ("一、", "二、", "三、"):
        ours = ours.replace(number, "", 1)
    assert ours == "".join(theirs.split())
