"""A notice that an office program prints gives its paragraphs back."""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise

import pytest

from schemas.breakdown import Furniture
from schemas.document import BlockKind

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)


def _style(name: str, family: str, *properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{"".join(properties)}</style:style>'


def _width(name: str, width: str) -> str:
    return _style(name, "table-column", f'<style:table-column-properties style:column-width="{width}"/>')


_SIZE = '<style:text-properties fo:font-size="16pt" style:font-size-asian="16pt"{}/>'
_BODY = '<style:paragraph-properties fo:text-indent="1.13cm" fo:line-height="0.99cm"{}/>'
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
    '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
    ' fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"/>'
    "<style:header-style/><style:footer-style/></style:page-layout>"
    + _style("B", "paragraph", _BODY.format(' fo:text-align="justify"'), _SIZE.format(""))
    + _style("H", "paragraph", _BODY.format(""), _SIZE.format(' style:font-weight-asian="bold"'))
    + _style("T", "paragraph", '<style:paragraph-properties fo:text-align="center"/>', _SIZE.format(""))
    + _style("C", "table-cell", '<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/>')
    + _width("W1", "1.5cm")
    + _width("W2", "8cm")
    + _width("W3", "3cm")
    + '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"'
    ' style:page-layout-name="A4"><style:header><text:p>某某区民政局二〇二五年工作要点</text:p></style:header>'
    '<style:footer><text:p>— <text:page-number text:select-page="current">1</text:page-number> —</text:p>'
    "</style:footer></style:master-page></office:master-styles><office:body><office:text>"
)
_TAIL = "</office:text></office:body></office:document>"

_PLACES = ["东湖", "南桥", "西岭", "北塘", "中山", "云台", "龙泉", "凤凰"]


def paragraphs() -> list[tuple[str, str]]:
    """Return style and text of each paragraph of a notice of twelve pages."""
    found = [("T", "某某区民政局关于印发《2025年民政工作要点及任务分解》的通知"), ("B", "各街镇，局机关各科室：")]
    number = 0
    for section in range(10):
        found.append(("H", f"{'一二三四五六七八九十'[section]}、聚焦“{_PLACES[section % 8]}”片区，全面提升服务水平"))
        for _ in range(7):
            number += 1
            place = _PLACES[number % 8]
            others = _PLACES[(number + 3) % 8]
            found.append(
                (
                    "B",
                    f"{number}.推进{place}片区建设。新建{place}街道邻里驿站{number}座、便民菜店{number + 1}间，"
                    f"修缮球场{number * 3}片，"
                    f"志愿者持证率达到{60 + number % 40}%，每周举办一场“家门口”集市（含周末），"
                    f"办好{place}、{others}两个片区的12345来电，确保年内见效。"
                    f"（牵头领导：王{place[0]}，责任部门：局社区科、区志愿（社工）服务中心、{place}街道办事处）",
                )
            )
    return found


@pytest.fixture(scope="module")
def notice(office) -> bytes:
    return office(
        _HEAD + "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for style, text in paragraphs()) + _TAIL
    )


def test_a_notice_of_many_pages_gives_exactly_its_characters(notice, read):
    document = read(notice)
    assert document.pages is not None
    assert document.pages >= 12
    assert "".join(block.text for block in document.blocks) == "".join(text for _, text in paragraphs())


def test_its_running_header_and_page_numbers_are_furniture(notice, read):
    document = read(notice)
    assert set(document.furniture) == {
        *(Furniture("running_header", "某某区民政局二〇二五年工作要点", page) for page in range(1, document.pages + 1)),
        *(Furniture("page_number", f"— {page} —", page) for page in range(1, document.pages + 1)),
    }


def test_its_lines_tell_where_paragraphs_begin_and_end(notice, read):
    blocks = read(notice).blocks
    starts = [text for style, text in paragraphs() if style != "T"]
    begun = [block.text for block in blocks if 1.5 < (block.indent or 0) < 2.5]
    assert len(begun) == len(starts)
    assert all(text.startswith(line) for text, line in zip(starts, begun, strict=True))
    inner = [before for before, after in pairwise(blocks[3:]) if abs(after.indent or 0) < 0.5]
    assert all(block.full for block in inner)


def test_a_table_of_many_pages_is_one_table_of_its_rows(office, read):
    rows = [("序号", "工作任务", "责任部门", "完成时限")]
    rows += [
        (
            str(number),
            f"推进{_PLACES[number % 8]}片区建设，新建社区食堂{number}家，完善服务网络，健全长效管理机制，加强督查考核。"
            * (1 + number % 3),
            "局养老服务科",
            "年内",
        )
        for number in range(1, 31)
    ]
    body = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell table:style-name="C"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows[1:]
    )
    head = "".join(
        f'<table:table-cell table:style-name="C"><text:p>{cell}</text:p></table:table-cell>' for cell in rows[0]
    )
    xml = (
        '<table:table table:name="t">'
        + "".join(f'<table:table-column table:style-name="{style}"/>' for style in ("W1", "W2", "W3", "W3"))
        + f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"
        + f"{body}</table:table>"
    )
    document = read(office(_HEAD + xml + _TAIL))
    cells = [block for block in document.blocks if block.kind is BlockKind.CELL]
    found: dict[int, list[str]] = {}
    for block in cells:
        found.setdefault(block.cell.row, []).append(block.text)
    assert [tuple(row) for row in found.values()] == rows
    assert {block.cell.table for block in cells} == {0}
    assert document.pages > 2


def test_every_character_that_another_reader_sees_is_accounted_for(notice, read):
    pdfplumber = pytest.importorskip("pdfplumber")
    document = read(notice)
    found: dict[int, list[str]] = {}
    for line in (line for block in document.blocks for line in block.lines):
        found.setdefault(line.page, []).append(line.text)
    for item in document.furniture:
        found.setdefault(item.page, []).append(item.text)
    with pdfplumber.open(io.BytesIO(notice)) as other:
        for page in other.pages:
            seen = Counter("".join(char["text"] for char in page.chars).replace(" ", ""))
            assert Counter("".join(found[page.page_number]).replace(" ", "")) == seen
