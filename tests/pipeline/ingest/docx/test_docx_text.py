"""The text of a paragraph is what its paper shows."""

from __future__ import annotations

import pytest

from schemas.document import BlockKind


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_runs_join_without_a_gap(word):
    assert word.texts(word.p(runs=run("新建站点") + run("3") + run("个"))) == ["新建站点3个"]


def test_blanks_at_the_ends_of_a_run_count_only_where_declared(word):
    declared = '<w:r><w:t xml:space="preserve">新建 </w:t></w:r>'
    undeclared = "<w:r><w:t>\n 3 \n</w:t></w:r>"
    assert word.texts(word.p(runs=declared + undeclared + run("个"))) == ["新建 3个"]


def test_a_tab_reads_as_a_tab(word):
    assert word.texts(word.p(runs=run("甲") + "<w:r><w:tab/></w:r>" + run("乙"))) == ["甲\t乙"]


def test_a_positioned_tab_reads_as_a_tab(word):
    assert word.texts(word.p(runs=run("甲") + "<w:r><w:ptab/></w:r>" + run("乙"))) == ["甲\t乙"]


def test_tab_stops_in_the_format_are_no_text(word):
    assert word.texts(word.p("甲", properties='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>')) == ["甲"]


def test_hyphens_that_must_not_break_stay_and_those_that_may_go(word):
    runs = run("A") + "<w:r><w:noBreakHyphen/></w:r>" + run("B") + "<w:r><w:softHyphen/></w:r>" + run("C")
    assert word.texts(word.p(runs=runs)) == ["A-BC"]


@pytest.mark.parametrize(
    ("font", "code", "shown"), [("Wingdings", "F0FE", "☑"), ("Symbol", "F0B3", "≥"), ("Wingdings 2", "F052", "☑")]
)
def test_a_symbol_reads_as_what_it_shows(word, font, code, shown):
    assert word.texts(word.p("甲", runs=f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')) == ["甲" + shown]


def test_a_symbol_that_nobody_knows_is_said(word):
    document = word.read(word.p("甲", runs='<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r>'))
    assert [block.text for block in document.blocks] == ["甲\ufffd"]
    assert [(note.code, note.message) for note in document.notes] == [
        ("D105", "characters without a known meaning in their font: 1")
    ]


def test_a_field_reads_as_its_result(word):
    assert word.texts(word.p("见第", runs=field("REF _Ref1 \\h", "3") + run("条"))) == ["见第3条"]


def test_the_code_of_a_field_inside_a_code_is_not_read(word):
    inner = field("PAGE", "7")
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>' + inner
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("果") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    assert word.texts(word.p("甲", runs=nested)) == ["甲果"]


def test_a_field_that_never_ends_does_not_swallow_the_document(word):
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>'
    assert word.texts(word.p("甲", runs=broken) + word.p("乙")) == ["甲", "乙"]


def test_a_circled_number_drawn_by_a_field_is_that_number(word):
    drawn = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,</w:instrText></w:r>'
        '<w:r><w:instrText>11)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert word.texts(word.p(runs=drawn + run("开展走访"))) == ["⑪开展走访"]


@pytest.mark.parametrize("wrapper", ["hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir"])
def test_what_only_wraps_runs_is_read_through(word, wrapper):
    assert word.texts(word.p("甲", runs=f"<w:{wrapper}>{run('乙')}</w:{wrapper}>" + run("丙"))) == ["甲乙丙"]


@pytest.mark.parametrize("wrapper", ["del", "moveFrom"])
def test_what_a_revision_took_away_is_not_read(word, wrapper):
    assert word.texts(word.p("甲", runs=f"<w:{wrapper}>{run('乙')}</w:{wrapper}>" + run("丙"))) == ["甲丙"]


def test_a_deleted_paragraph_mark_joins_what_it_parted(word):
    first = word.p("加大宣传", properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    assert word.texts(first + word.p("力度")) == ["加大宣传力度"]


def test_text_with_a_hidden_mark_runs_on_into_the_next_paragraph(word):
    first = word.p("一、总体要求。", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    assert word.texts(first + word.p("坚持为民。")) == ["一、总体要求。坚持为民。"]


def test_a_comment_leaves_no_text(word):
    runs = (
        '<w:commentRangeStart w:id="0"/>'
        + run("甲")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    assert word.texts(word.p(runs=runs)) == ["甲"]


def test_hidden_text_is_not_read(word):
    assert word.texts(word.p("甲", runs=run("乙", "<w:vanish/>") + run("丙", '<w:vanish w:val="0"/>'))) == ["甲丙"]


def test_a_character_style_can_hide_text(word):
    styles = word.style("暗", kind="character", run="<w:vanish/>") + word.style("更暗", kind="character", based_on="暗")
    assert word.texts(word.p("甲", runs=run("乙", '<w:rStyle w:val="更暗"/>')), styles=styles) == ["甲"]


def test_a_paragraph_style_can_hide_its_text(word):
    styles = word.style("暗", run="<w:vanish/>")
    assert word.texts(word.p("乙", properties='<w:pStyle w:val="暗"/>') + word.p("甲"), styles=styles) == ["甲"]


def test_of_two_alternatives_the_first_is_read(word):
    choice, fallback = f"<mc:Choice Requires='wps'>{run('新')}</mc:Choice>", f"<mc:Fallback>{run('旧')}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    assert word.texts(word.p("甲", runs=both)) == ["甲新"]


def test_the_fallback_is_read_where_there_is_no_choice(word):
    assert word.texts(
        word.p("甲", runs=f"<mc:AlternateContent><mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent>")
    ) == ["甲旧"]


def test_alternatives_inside_a_run_are_read_once(word):
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w:t>☎</w:t></mc:Choice>"
        "<mc:Fallback><w:t>电话</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert word.texts(word.p("甲", runs=both)) == ["甲☎"]


def test_a_text_box_follows_its_paragraph_and_is_read_once(word):
    box = f"<w:txbxContent>{word.p('框内')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert word.texts(word.p("甲", runs=drawing) + word.p("乙")) == ["甲", "框内", "乙"]


def test_an_old_text_box_is_read(word):
    drawing = f"<w:r><w:pict><v:textbox><w:txbxContent>{word.p('框内')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert word.texts(word.p("甲", runs=drawing)) == ["甲", "框内"]


def test_of_ruby_only_the_base_is_read(word):
    ruby = f"<w:r><w:ruby><w:rt>{run('yún')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r>"
    assert word.texts(word.p(runs=ruby + run("溪区"))) == ["云溪区"]


def test_a_content_control_is_read_through(word):
    control = f"<w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    assert word.texts(word.p("甲", runs=control)) == ["甲乙"]


def test_a_content_control_around_paragraphs_is_read_through(word):
    assert word.texts(f"<w:sdt><w:sdtContent>{word.p('甲')}{word.p('乙')}</w:sdtContent></w:sdt>") == ["甲", "乙"]


def test_the_prompt_of_an_empty_form_field_is_not_text(word):
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>"
    assert word.texts(word.p("甲", runs=control)) == ["甲"]


def test_the_prompt_of_an_empty_form_paragraph_is_not_text(word):
    prompt = word.p("单击此处输入")
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{prompt}</w:sdtContent></w:sdt>"
    assert word.texts(word.p("甲") + control) == ["甲"]


def test_a_formula_of_plain_signs_reads_as_text(word):
    formula = "<m:oMath><m:r><m:t>≥60%</m:t></m:r></m:oMath>"
    assert word.texts(word.p("覆盖率", runs=formula)) == ["覆盖率≥60%"]


def test_a_formula_with_a_fraction_is_said_to_be_unread(word):
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    document = word.read(word.p("比例", runs=formula))
    assert [block.text for block in document.blocks] == ["比例"]
    assert [note.message for note in document.notes] == ["not read: 1 formula"]


def test_pictures_are_counted_once_though_stored_twice(word):
    picture = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:blip/></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = word.read(word.p("甲", runs=picture + "<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
    assert [(note.code, note.message) for note in document.notes] == [("D106", "not read: 2 pictures")]


@pytest.mark.parametrize(
    ("xml", "phrase"),
    [
        ("<w:altChunk r:id='x'/>", "1 embedded document"),
        ("<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>", "1 embedded object"),
    ],
)
def test_what_is_embedded_is_said_to_be_unread(word, xml, phrase):
    assert [note.message for note in word.read(word.p("甲") + xml).notes] == [f"not read: {phrase}"]


def test_paragraphs_are_whole_and_say_when_a_blank_one_stands_before(word):
    blocks = word.blocks(word.p("甲") + word.p() + word.p("乙") + word.p("丙"))
    assert [(block.text, block.whole, block.after_blank) for block in blocks] == [
        ("甲", True, False),
        ("乙", True, True),
        ("丙", True, False),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{甲}<w:p><w:r><w:br w:type='page'/></w:r></w:p>", "{乙}"),
        ("<w:p><w:r><w:t>甲</w:t><w:br w:type='page'/></w:r></w:p>", "{乙}"),
        ("{甲}", "<w:p><w:r><w:br w:type='page'/><w:t>乙</w:t></w:r></w:p>"),
        ("{甲}", "<w:p><w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r></w:p>"),
        ("{甲}", "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>"),
        ("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>", "{乙}"),
    ],
)
def test_a_page_turn_between_paragraphs_is_told(word, first, second):
    body = (first + second).replace("{甲}", word.p("甲")).replace("{乙}", word.p("乙"))
    assert [(block.text, block.after_page) for block in word.blocks(body)] == [("甲", False), ("乙", True)]


def test_a_page_turn_inside_a_sentence_leaves_no_trace(word):
    body = word.p("加大宣传", runs="<w:r><w:lastRenderedPageBreak/></w:r>" + run("力度。")) + word.p("乙")
    assert [(block.text, block.after_page) for block in word.blocks(body)] == [("加大宣传力度。", False), ("乙", False)]


def test_a_section_that_goes_on_turns_no_page(word):
    body = word.p("甲", properties="<w:sectPr><w:type w:val='continuous'/></w:sectPr>") + word.p("乙")
    assert [block.after_page for block in word.blocks(body)] == [False, False]


@pytest.mark.parametrize(
    ("style", "properties", "expected"),
    [
        ({"name": "heading 2"}, "", (BlockKind.HEADING, 2)),
        ({"name": "标题 3"}, "", (BlockKind.HEADING, 3)),
        ({"properties": '<w:outlineLvl w:val="0"/>'}, "", (BlockKind.HEADING, 1)),
        ({"properties": '<w:outlineLvl w:val="9"/>'}, "", (BlockKind.PARAGRAPH, None)),
        ({"name": "heading 1"}, '<w:outlineLvl w:val="9"/>', (BlockKind.PARAGRAPH, None)),
        ({}, '<w:outlineLvl w:val="3"/>', (BlockKind.HEADING, 4)),
        ({"name": "Title"}, "", (BlockKind.HEADING, None)),
        ({"name": "Body Text"}, "", (BlockKind.PARAGRAPH, None)),
    ],
)
def test_headings_are_told_by_style_and_outline_level(word, style, properties, expected):
    body = word.p("甲", properties='<w:pStyle w:val="x"/>' + properties)
    (block,) = word.blocks(body, styles=word.style("x", **style))
    assert (block.kind, block.level) == expected


def test_a_heading_level_is_inherited(word):
    styles = word.style("a", name="heading 1") + word.style("b", based_on="a")
    (block,) = word.blocks(word.p("甲", properties='<w:pStyle w:val="b"/>'), styles=styles)
    assert (block.kind, block.level) == (BlockKind.HEADING, 1)
