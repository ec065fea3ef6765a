"""Headers, footers, notes and contents are set aside, each listed once."""

from __future__ import annotations

import pytest

from schemas.breakdown import Furniture


def section(*references: str) -> str:
    return "<w:sectPr>" + "".join(
        f'<w:{part.rstrip("0123456789")}Reference w:type="default" r:id="{part}"/>' for part in references
    ) + "</w:sectPr>"  # fmt: skip


def page_field(word, around: str = "— {} —", shown: str = "4") -> str:
    before, after = around.split("{}")
    return word.p(
        before,
        runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve">{after}</w:t></w:r>',
    )


def test_headers_and_footers_are_furniture(word):
    document = word.read(
        word.p("甲") + section("header1", "footer1"), header1=word.p("云溪区民政局文件"), footer1=word.p("内部资料")
    )
    assert document.furniture == (
        Furniture("running_header", "云溪区民政局文件", None), Furniture("running_footer", "内部资料", None),
    )  # fmt: skip
    assert [block.text for block in document.blocks] == ["甲"]


@pytest.mark.parametrize(("around", "shown"), [("— {} —", "4"), ("第{}页 共11页", "3"), ("{}/11", "3"), ("{}", "1")])
def test_a_page_number_is_told_from_a_footer(word, around, shown):
    document = word.read(word.p("甲") + section("footer1"), footer1=page_field(word, around, shown))
    assert document.furniture == (Furniture("page_number", around.replace("{}", shown), None),)


def test_a_page_number_in_a_content_control_is_found(word):
    footer = f"<w:sdt><w:sdtContent>{page_field(word)}</w:sdtContent></w:sdt>"
    assert word.read(word.p("甲") + section("footer1"), footer1=footer).furniture == (
        Furniture("page_number", "— 4 —", None),
    )


def test_a_header_that_no_section_uses_is_not_on_the_paper(word):
    assert word.read(word.p("甲") + section(), header1=word.p("旧页眉")).furniture == ()


def test_the_same_header_of_two_sections_is_listed_once(word):
    document = word.read(
        word.p("甲") + section("header1", "header2"), header1=word.p("云溪区民政局"), header2=word.p("云溪区民政局")
    )
    assert document.furniture == (Furniture("running_header", "云溪区民政局", None),)


def test_a_watermark_is_furniture(word):
    shape = '<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'
    document = word.read(word.p("甲") + section("header1"), header1=word.p(runs=shape))
    assert document.furniture == (Furniture("watermark", "征求意见稿", None),)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_set_aside_with_their_text_and_said(word, kind):
    reference = f'<w:r><w:{kind}Reference w:id="1"/></w:r>'
    notes = (
        f'<w:{kind} w:type="separator" w:id="0">{word.p("线")}</w:{kind}>'
        f'<w:{kind} w:id="1">{word.p("指新建的站点。")}</w:{kind}>'
    )
    document = word.read(word.p("新建站点", runs=reference + "<w:r><w:t>3个。</w:t></w:r>"), **{kind + "s": notes})
    assert [block.text for block in document.blocks] == ["新建站点3个。"]
    assert document.furniture == (Furniture("other", "指新建的站点。", None),)
    assert [note.message for note in document.notes] == [
        f"not read: 1 {kind} (set aside under furniture)"
    ]


def test_a_table_of_contents_in_its_control_is_navigation(word):
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent>"
        + word.p("一、加强服务", runs="<w:r><w:tab/><w:t>1</w:t></w:r>") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    document = word.read(contents + word.p("一、加强服务"))
    assert [block.text for block in document.blocks] == ["一、加强服务"]
    assert document.furniture == (Furniture("navigation", "一、加强服务 1", None),)


def test_a_table_of_contents_made_by_a_field_is_navigation(word):
    first = word.p(
        runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、甲 1</w:t></w:r>'
    )
    second = word.p("二、乙 2")
    end = word.p(runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    document = word.read(first + second + end + word.p("一、甲"))
    assert [block.text for block in document.blocks] == ["一、甲"]
    assert [piece.text for piece in document.furniture] == ["一、甲 1", "二、乙 2"]


def test_a_line_of_a_contents_style_is_navigation(word):
    document = word.read(
        word.p("一、甲 1", properties='<w:pStyle w:val="10"/>') + word.p("一、甲"),
        styles=word.style("10", name="toc 1"),
    )
    assert [block.text for block in document.blocks] == ["一、甲"]
