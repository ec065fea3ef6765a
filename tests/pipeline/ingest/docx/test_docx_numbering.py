"""Automatic numbers read as Word prints them and as a typist would write them."""

from __future__ import annotations

import pytest

TOP = ("chineseCounting", "%1、")
MIDDLE = ("chineseCounting", "（%2）")
LOW = ("decimal", "%3.")


@pytest.fixture
def three_levels(word):
    return word.one_list(word.level(0, *TOP), word.level(1, *MIDDLE), word.level(2, *LOW))


def test_a_number_stands_at_the_head_of_its_paragraph(word):
    body = word.item("加强服务") + word.item("改进作风")
    assert word.texts(body, numbering=word.one_list(word.level(0, *TOP))) == ["一、加强服务", "二、改进作风"]


def test_typed_and_automatic_numbers_give_the_same_text(word, three_levels):
    automatic = (
        word.item("总体安排") + word.item("服务提升", level=1) + word.item("建设站点。年内新建站点3个。", level=2)
    )
    typed = word.p("一、总体安排") + word.p("（一）服务提升") + word.p("1. 建设站点。年内新建站点3个。")
    assert word.texts(automatic, numbering=three_levels) == word.texts(typed)


def test_blanks_typed_before_a_numbered_text_do_not_part_it_from_its_number(word):
    body = word.item("\u3000\u3000加强服务")
    assert word.texts(body, numbering=word.one_list(word.level(0, *TOP))) == ["一、加强服务"]


@pytest.mark.parametrize(
    ("label", "suffix", "expected"),
    [
        ("%1、", "", "1、甲"),
        ("%1、", "space", "1、甲"),
        ("（%1）", "", "（1）甲"),
        ("%1)", "tab", "1)甲"),
        ("%1.", "", "1. 甲"),
        ("%1.", "space", "1. 甲"),
        ("%1.", "nothing", "1.甲"),
        ("%1. ", "nothing", "1.甲"),
        ("%1．", "tab", "1．甲"),
        ("第%1条", "space", "第1条 甲"),
        ("%1", "tab", "1 甲"),
        ("", "tab", "甲"),
    ],
)
def test_a_label_is_followed_by_what_a_typist_puts_there(word, label, suffix, expected):
    numbering = word.one_list(word.level(0, "decimal", label, suffix=suffix))
    assert word.texts(word.item("甲"), numbering=numbering) == [expected]


def test_a_level_starts_anew_after_the_level_above(word, three_levels):
    levels = [0, 1, 1, 2, 2, 1, 2, 0, 1]
    body = "".join(word.item("文", level=level) for level in levels)
    assert word.texts(body, numbering=three_levels) == [
        "一、文", "（一）文", "（二）文", "1. 文", "2. 文", "（三）文", "1. 文", "二、文", "（一）文",
    ]  # fmt: skip


def test_level_restart_zero_runs_on_over_sections(word):
    numbering = word.one_list(word.level(0, *TOP), word.level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'))
    body = "".join(word.item("文", level=level) for level in (0, 1, 1, 0, 1))
    assert word.texts(body, numbering=numbering) == ["一、文", "1. 文", "2. 文", "二、文", "3. 文"]


def test_level_restart_names_the_level_that_restarts_it(word):
    numbering = word.one_list(
        word.level(0, *TOP), word.level(1, *MIDDLE), word.level(2, *LOW, more='<w:lvlRestart w:val="1"/>')
    )
    body = "".join(word.item("文", level=level) for level in (0, 1, 2, 1, 2, 0, 2))
    assert word.texts(body, numbering=numbering)[2:] == ["1. 文", "（二）文", "2. 文", "二、文", "1. 文"]


def test_a_skipped_level_counts_as_if_it_stood_at_its_start(word):
    numbering = word.one_list(
        word.level(0, "decimal", "%1."), word.level(1, "decimal", "%1.%2"), word.level(2, "decimal", "%1.%2.%3")
    )
    body = word.item("甲") + word.item("乙", level=2) + word.item("丙", level=2)
    assert word.texts(body, numbering=numbering) == ["1. 甲", "1.1.1 乙", "1.1.2 丙"]


def test_a_skipped_level_is_used_up(word):
    numbering = word.one_list(word.level(0, "decimal", "%1."), word.level(1, "decimal", "%1.%2"))
    body = word.item("甲", level=1) + word.item("乙", level=0) + word.item("丙", level=1)
    assert word.texts(body, numbering=numbering) == ["1.1 甲", "2. 乙", "2.1 丙"]


def test_lists_that_share_an_abstract_list_go_on_counting(word):
    numbering = word.abstract(0, word.level(0, *TOP)) + word.num(1, 0) + word.num(2, 0)
    body = word.item("甲", 1) + word.item("乙", 2) + word.item("丙", 1)
    assert word.texts(body, numbering=numbering) == ["一、甲", "二、乙", "三、丙"]


def test_lists_of_their_own_count_apart(word):
    numbering = (
        word.abstract(0, word.level(0, *TOP)) + word.abstract(1, word.level(0, *TOP)) + word.num(1, 0) + word.num(2, 1)
    )
    body = word.item("甲", 1) + word.item("乙", 2) + word.item("丙", 1)
    assert word.texts(body, numbering=numbering) == ["一、甲", "一、乙", "二、丙"]


def test_a_start_override_restarts_once_on_the_first_use_of_its_list(word):
    numbering = (
        word.abstract(0, word.level(0, "decimal", "%1.")) + word.num(1, 0) + word.num(2, 0, word.override(0, start=5))
    )
    body = word.item("甲", 1) + word.item("乙", 1) + word.item("丙", 2) + word.item("丁", 2) + word.item("戊", 1)
    assert word.texts(body, numbering=numbering) == ["1. 甲", "2. 乙", "5. 丙", "6. 丁", "7. 戊"]


def test_a_start_override_of_one_level_leaves_another_counting(word):
    numbering = (
        word.abstract(0, word.level(0, "decimal", "%1."), word.level(1, "decimal", "%2)"))
        + word.num(1, 0)
        + word.num(2, 0, word.override(0, start=1))
    )
    body = word.item("甲", 1, 1) + word.item("乙", 1, 1) + word.item("丙", 2, 1)
    assert word.texts(body, numbering=numbering) == ["1)甲", "2)乙", "3)丙"]


def test_an_overriding_level_changes_the_format_and_not_the_count(word):
    numbering = (
        word.abstract(0, word.level(0, *TOP))
        + word.num(1, 0)
        + word.num(2, 0, word.override(0, replaced=word.level(0, "decimal", "%1.")))
    )
    assert word.texts(word.item("甲", 1) + word.item("乙", 2), numbering=numbering) == ["一、甲", "2. 乙"]


def test_a_level_begins_at_its_start(word):
    numbering = word.one_list(word.level(0, "decimal", "%1.", start=7))
    assert word.texts(word.item("甲") + word.item("乙"), numbering=numbering) == ["7. 甲", "8. 乙"]


def test_a_level_without_start_begins_at_zero(word):
    numbering = word.one_list(word.level(0, "decimal", "%1.", start=None))
    assert word.texts(word.item("甲"), numbering=numbering) == ["0. 甲"]


def test_legal_numbering_writes_all_levels_in_digits(word):
    numbering = word.one_list(
        word.level(0, "chineseCounting", "第%1章"), word.level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    )
    body = word.item("总则") + word.item("目的", level=1)
    assert word.texts(body, numbering=numbering) == ["第一章 总则", "1.1 目的"]


def test_a_bullet_level_inside_a_label_prints_nothing(word):
    numbering = word.one_list(
        word.level(0, "decimal", "%1."), word.level(1, "bullet", "—"), word.level(2, "decimal", "%1.%2%3")
    )
    assert word.texts(word.item("甲") + word.item("乙", level=2), numbering=numbering) == ["1. 甲", "1.1 乙"]


def test_a_level_of_format_none_prints_only_its_words(word):
    numbering = word.one_list(word.level(0, "none", "附件%1："))
    assert word.texts(word.item("任务分解表"), numbering=numbering) == ["附件：任务分解表"]


@pytest.mark.parametrize(
    ("mark", "font", "expected"),
    [
        ("\uf0b7", "Symbol", "● 甲"),
        ("\uf06e", "Wingdings", "■ 甲"),
        ("l", "Wingdings", "● 甲"),
        ("•", "宋体", "● 甲"),
        ("\uf0ff", "Unknown Font", "● 甲"),
        ("——", "宋体", "——甲"),
        ("", "宋体", "甲"),
    ],
)
def test_a_bullet_reads_as_the_mark_a_typist_would_put(word, mark, font, expected):
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    numbering = word.one_list(word.level(0, "bullet", mark).replace("</w:lvl>", fonts + "</w:lvl>"))
    assert word.texts(word.item("甲"), numbering=numbering) == [expected]


def test_number_zero_switches_the_numbering_of_a_style_off(word):
    styles = word.style("编号", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = word.p("甲", properties='<w:pStyle w:val="编号"/>') + word.item(
        "乙", 0, properties='<w:pStyle w:val="编号"/>'
    )
    assert word.texts(body, styles=styles, numbering=word.one_list(word.level(0, *TOP))) == ["一、甲", "乙"]


def test_a_list_that_does_not_exist_gives_no_number(word):
    assert word.texts(word.item("甲", 9), numbering=word.one_list(word.level(0, *TOP))) == ["甲"]


def test_a_level_beyond_the_ninth_gives_no_number(word):
    assert word.texts(word.item("甲", 1, 255), numbering=word.one_list(word.level(0, *TOP))) == ["甲"]


def test_numbering_is_inherited_along_the_chain_of_styles(word):
    styles = word.style("底", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') + word.style("面", based_on="底")
    body = word.p("甲", properties='<w:pStyle w:val="面"/>')
    assert word.texts(body, styles=styles, numbering=word.one_list(word.level(0, *TOP))) == ["一、甲"]


def test_a_style_takes_the_level_that_is_linked_to_it(word):
    styles = word.style("一级", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') + word.style(
        "二级", based_on="一级", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    numbering = word.one_list(
        word.level(0, *TOP, more='<w:pStyle w:val="一级"/>'), word.level(1, *MIDDLE, more='<w:pStyle w:val="二级"/>')
    )
    body = word.p("甲", properties='<w:pStyle w:val="一级"/>') + word.p("乙", properties='<w:pStyle w:val="二级"/>')
    assert word.texts(body, styles=styles, numbering=numbering) == ["一、甲", "（一）乙"]


def test_a_paragraph_of_its_own_level_keeps_the_list_of_its_style(word, three_levels):
    styles = word.style("编号", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = word.p("甲", properties='<w:pStyle w:val="编号"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert word.texts(body, styles=styles, numbering=three_levels) == ["（一）甲"]


def test_the_default_style_numbers_paragraphs_without_a_style(word):
    styles = word.style("正文", properties='<w:numPr><w:numId w:val="1"/></w:numPr>', default=True)
    assert word.texts(word.p("甲"), styles=styles, numbering=word.one_list(word.level(0, *TOP))) == ["一、甲"]


def test_a_chain_of_styles_that_bites_its_tail_ends(word):
    styles = word.style("甲", based_on="乙") + word.style("乙", based_on="甲")
    assert word.texts(word.p("文", properties='<w:pStyle w:val="甲"/>'), styles=styles) == ["文"]


def test_a_numbering_style_lends_its_list(word):
    styles = word.style("公文编号", kind="numbering", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    numbering = (
        word.abstract(0, word.level(0, *TOP), link='<w:styleLink w:val="公文编号"/>')
        + word.abstract(1, link='<w:numStyleLink w:val="公文编号"/>')
        + word.num(1, 0)
        + word.num(2, 1)
    )
    assert word.texts(word.item("甲", 2), styles=styles, numbering=numbering) == ["一、甲"]


def test_a_numbering_style_is_found_by_its_list_where_it_names_none(word):
    numbering = (
        word.abstract(0, word.level(0, *TOP), link='<w:styleLink w:val="公文编号"/>')
        + word.abstract(1, link='<w:numStyleLink w:val="公文编号"/>')
        + word.num(2, 1)
    )
    assert word.texts(word.item("甲", 2), numbering=numbering) == ["一、甲"]


def test_a_style_can_name_its_level(word, three_levels):
    styles = word.style("款", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    body = word.p("甲", properties='<w:pStyle w:val="款"/>')
    assert word.texts(body, styles=styles, numbering=three_levels) == ["（一）甲"]


def test_numbering_styles_that_lend_in_a_circle_end(word):
    styles = word.style("环", kind="numbering", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    numbering = word.abstract(0, link='<w:numStyleLink w:val="环"/>') + word.num(1, 0)
    assert word.texts(word.item("甲", 1), styles=styles, numbering=numbering) == ["甲"]


def test_a_deleted_paragraph_is_not_counted(word):
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'
    )
    body = word.item("甲") + deleted + word.item("乙")
    assert word.texts(body, numbering=word.one_list(word.level(0, *TOP))) == ["一、甲", "二、乙"]


def test_a_hidden_paragraph_is_not_counted(word):
    hidden = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不印</w:t></w:r></w:p>"
    )
    body = word.item("甲") + hidden + word.item("乙")
    assert word.texts(body, numbering=word.one_list(word.level(0, *TOP))) == ["一、甲", "二、乙"]


def test_an_empty_numbered_cell_shows_its_number(word):
    cells = "".join(f"<w:tr><w:tc>{word.item('')}</w:tc><w:tc>{word.p(text)}</w:tc></w:tr>" for text in "甲乙")
    numbering = word.one_list(word.level(0, "decimal", "%1"))
    assert word.texts(f"<w:tbl>{cells}</w:tbl>", numbering=numbering) == ["1", "甲", "2", "乙"]


def test_the_old_numbering_in_a_tracked_change_is_not_read(word):
    change = (
        '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    assert word.texts(word.p("甲", properties=change), numbering=word.one_list(word.level(0, *TOP))) == ["甲"]


def test_a_hidden_label_counts_without_showing(word):
    level = word.level(0, *TOP).replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert word.texts(word.item("甲"), numbering=word.one_list(level)) == ["甲"]


def test_a_custom_format_wrapped_in_alternatives_pads_its_number(word):
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert word.texts(word.item("甲"), numbering=word.one_list(level)) == ["001 甲"]
