"""What stands on the paper is what is read, however the file draws it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.ingest import ocr_model
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose


def texts(document):
    return [block.text for block in document.blocks]


def test_a_line_is_given_with_page_box_and_edges(paper, read):
    (block,) = read(paper().text(90, 100, "新建2家")).blocks
    (line,) = block.lines
    assert (line.text, line.page) == ("新建2家", 1)
    assert [round(edge) for edge in line.edges] == [90, 106, 106, 122, 122, 130, 130, 146]
    assert [round(side) for side in line.bbox] == [90, 85, 146, 104]


def test_lines_say_whether_they_are_full_and_how_far_they_stand_in(paper, read):
    drawn = (
        paper()
        .text(122, 100, "开展社区食堂建设和养老服务工作。")
        .text(90, 128, "完善街镇综合养老服务中心功能布局，")
        .text(90, 156, "提升水平。")
    )
    assert [(block.full, block.indent, block.whole) for block in read(drawn).blocks] == [
        (True, 2.0, False),
        (True, 0.0, False),
        (False, 0.0, False),
    ]


def test_a_page_laid_out_anew_has_margins_of_its_own(paper, read):
    drawn = paper()
    for page, (x, width) in enumerate(((60, 24), (160, 16))):
        if page:
            drawn.page()
        for place in range(10):
            drawn.text(x, 150 + 28 * place, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木"[:width])
        drawn.text(x + 32, 150 + 28 * 10, "结束。")
    blocks = read(drawn).blocks
    assert [(block.indent, block.full) for block in blocks] == [*[(0.0, True)] * 10, (2.0, False)] * 2


def test_a_wide_step_down_is_a_blank_line(paper, read):
    drawn = paper()
    for y, text in ((100, "某某区民政局"), (128, "各街镇："), (184, "现将要点印发。"), (212, "特此通知。")):
        drawn.text(90, y, text)
    assert [block.after_blank for block in read(drawn).blocks] == [False, False, True, False]


def test_the_first_line_of_a_page_stands_after_a_page_turn(paper, read):
    drawn = paper().text(90, 300, "第一句。").page().text(90, 300, "第二句。")
    assert [block.after_page for block in read(drawn).blocks] == [False, True]


def test_order_on_paper_counts_and_not_order_in_the_file(paper, read):
    drawn = (
        paper()
        .text(90, 156, "第三行")
        .text(170, 100, "（局办公室）")
        .text(90, 128, "第二行")
        .text(90, 100, "第一行文字")
    )
    assert texts(read(drawn)) == ["第一行文字（局办公室）", "第二行", "第三行"]


def test_quotes_drawn_after_the_line_stand_in_their_places(paper, read):
    drawn = paper().text(106, 100, "一网通办").text(186, 100, "改革").text(90, 100, "“").text(170, 100, "”")
    assert texts(read(drawn)) == ["“一网通办”改革"]


def test_a_space_that_is_drawn_is_kept(paper, read):
    assert texts(read(paper().text(90, 100, "新建食堂 2 家"))) == ["新建食堂 2 家"]


def test_a_space_drawn_as_a_text_of_its_own_is_kept(paper, read):
    drawn = (
        paper()
        .text(90, 100, "新建食堂")
        .text(154, 100, " ")
        .text(162, 100, "2")
        .text(170, 100, " ")
        .text(178, 100, "家")
    )
    assert texts(read(drawn)) == ["新建食堂 2 家"]


def test_several_spaces_are_as_many_as_were_drawn(paper, read):
    assert texts(read(paper().text(90, 100, "联系人：王某   电话：12345"))) == ["联系人：王某   电话：12345"]


def test_a_space_at_the_end_of_a_line_is_kept(paper, read):
    assert texts(read(paper().text(90, 100, "新建服务中心 ").text(90, 128, "2 家。"))) == ["新建服务中心 ", "2 家。"]


def test_the_quarter_gap_between_chinese_and_figures_is_no_space(paper, read):
    drawn = paper().text(90, 100, "新建食堂").text(158, 100, "12").text(178, 100, "家")
    assert texts(read(drawn)) == ["新建食堂12家"]


def test_latin_words_that_stand_apart_are_parted(paper, read):
    assert texts(read(paper().text(90, 100, "Smart").text(136, 100, "City"))) == ["Smart City"]


def test_a_title_with_wide_letter_spacing_has_no_spaces(paper, read):
    assert texts(read(paper().text(90, 100, "任务分解表", gap=20))) == ["任务分解表"]


def test_a_gap_of_a_character_in_a_close_line_is_a_space(paper, read):
    assert texts(read(paper().text(90, 100, "第一章").text(154, 100, "总体要求"))) == ["第一章 总体要求"]


@pytest.mark.parametrize("offset", [(0.0, 0.0), (0.4, 0.0), (0.4, 0.3), (-0.3, -0.2)])
def test_fake_bold_is_read_once(paper, read, offset):
    drawn = paper()
    for x, y in ((0.0, 0.0), offset):
        drawn.text(90 + x, 100 + y, "关于促进养老服务")
    assert texts(read(drawn)) == ["关于促进养老服务"]


def test_fake_bold_drawn_glyph_by_glyph_is_read_once(paper, read):
    drawn = paper()
    for place, char in enumerate("人人参与"):
        drawn.text(90 + 16 * place, 100, char).text(90.5 + 16 * place, 100, char)
    assert texts(read(drawn)) == ["人人参与"]


@pytest.mark.parametrize(
    "glyphs", [["o", "ffi", "c", "e"], ["件", "事", "——", "办", "理"], ["——", "办", "理", "完", "成"]]
)
def test_a_glyph_of_several_characters_is_all_of_them(paper, read, glyphs):
    (block,) = read(paper().text(90, 100, glyphs)).blocks
    wide = 8 if "ffi" in glyphs else 16
    assert block.text == "".join(glyphs)
    assert [round(edge) for edge in block.lines[0].edges[0::2]] == [90 + wide * n for n in range(len(block.text))]


def test_radicals_are_written_as_characters(paper, read):
    (block,) = read(paper().text(90, 100, "⻔诊⼯作⾨⼾⻚⾯㈱")).blocks
    assert block.text == "门诊工作门户页面㈱"
    assert block.lines[0].text == block.text


def test_radicals_in_a_traditional_text_stay_traditional(paper, read):
    assert texts(read(paper().text(90, 100, "⾨診部門與車輛"))) == ["門診部門與車輛"]


def test_a_compatibility_ideograph_is_its_plain_character(paper, read):
    assert texts(read(paper().text(90, 100, "\uf907\uf9ae"))) == ["龜瑩"]


def test_unknown_characters_are_kept_and_counted(paper, read):
    document = read(paper().text(90, 100, "字\ue001符\ue002").text(90, 128, "清楚"))
    assert texts(document) == ["字\ue001符\ue002", "清楚"]
    assert document.notes == (diagnose("D105", count=2),)


def test_codes_of_a_font_without_a_map_are_no_characters(paper, read):
    drawn = paper().text(90, 100, "正文").raw("BT /Z 16 Tf 90 700 Td <002100320043> Tj ET")
    document = read(drawn)
    assert texts(document) == ["正文", "\ufffd\ufffd\ufffd"]
    assert document.notes == (diagnose("D105", count=3),)


def test_a_page_number_upright_beside_sideways_text_is_its_number(paper, read):
    document = read(paper().user(100, 90, "横排的任务表", angle=90).text(280, 800, "—1—"))
    assert (texts(document), document.furniture) == (["横排的任务表"], (Furniture("page_number", "—1—", 1),))


def test_a_small_raised_mark_belongs_to_its_line(paper, read):
    drawn = paper().text(90, 100, "面积（").text(138, 100, "m").text(146, 94, "2", 8).text(150, 100, "）计算")
    assert texts(read(drawn)) == ["面积（m2）计算"]


def test_fonts_of_unequal_baseline_make_one_line(paper, read):
    assert texts(read(paper().text(90, 100, "到").text(106, 101.5, "2025", 15).text(136, 100, "年"))) == ["到2025年"]


@pytest.mark.parametrize(("rotate", "angle", "x", "y"), [(90, 90, 100, 90), (180, 180, 500, 700), (270, 270, 495, 700)])
def test_a_turned_page_reads_like_a_straight_one(paper, read, rotate, angle, x, y):
    (block,) = read(paper(rotate=rotate).user(x, y, "横排的任务表", angle=angle)).blocks
    left, top, right, bottom = block.lines[0].bbox
    assert (block.text, round(right - left), round(bottom - top)) == ("横排的任务表", 96, 19)
    assert len(block.lines[0].edges) == 12


def test_text_on_its_side_is_read_and_its_box_is_where_it_is_shown(paper, read):
    (block,) = read(paper().user(100, 90, "横排的任务表", angle=90)).blocks
    left, top, right, bottom = block.lines[0].bbox
    assert block.text == "横排的任务表"
    assert (round(left), round(top), round(right), round(bottom)) == (85, 656, 104, 752)
    assert tuple(block.lines[0].edges) == ()


def test_a_slanted_watermark_is_set_aside(paper, read):
    document = read(paper().text(90, 100, "一、总体要求和目标").text(150, 300, "内部资料", 40, angle=45))
    assert texts(document) == ["一、总体要求和目标"]
    assert document.furniture == (Furniture("watermark", "内部资料", 1),)


def test_a_sideways_watermark_is_set_aside(paper, read):
    document = read(paper().text(90, 100, "一、总体要求和目标").user(40, 300, "装订线", angle=90))
    assert (texts(document), document.furniture) == (["一、总体要求和目标"], (Furniture("watermark", "装订线", 1),))


def test_text_under_a_seal_is_read_without_the_seal(paper, read):
    drawn = paper().text(90, 100, "特此通知。").text(300, 200, "某某区民政局").text(300, 228, "2025年2月17日")
    document = read(drawn.seal(340, 205, "某某区民政局专用章"))
    assert texts(document) == ["特此通知。", "某某区民政局", "2025年2月17日"]
    assert document.furniture == (Furniture("other", "某某区民政局专用章", 1),)


def test_what_lies_outside_of_the_page_is_not_on_paper(paper, read):
    assert texts(read(paper().text(90, 100, "正文").text(640, 100, "X").text(90, 900, "Y"))) == ["正文"]


LEFT = (
    "为贯彻落实全市民政工作会议",
    "精神，结合本区实际，现制定",
    "本要点。各单位要高度重视，",
    "明确分工，压实责任，细化举",
    "措，确保各项任务按期完成并",
    "取得实效，及时报送进展情况",
    "，做好总结。",
)
RIGHT = (
    "一、优化养老服务。新建社区",
    "食堂和日间照料中心，完善居",
    "家养老服务网络，推进老年认",
    "知障碍友好社区建设，加强养",
    "老护理员培训，提升服务能力",
    "和水平，守牢安全底线，压实",
    "各方责任。",
)


def test_two_columns_are_read_one_after_the_other(paper, read):
    drawn = paper().text(150, 80, "某某区民政工作简报第一期目录")
    for place, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        drawn.text(60, 120 + 24 * place, left).text(310, 120 + 24 * place, right)
    blocks = read(drawn).blocks
    assert [block.text for block in blocks] == ["某某区民政工作简报第一期目录", *LEFT, *RIGHT]
    assert [block.full for block in blocks[1:]] == [*[True] * 6, False] * 2


def test_names_beside_figures_are_no_columns(paper, read):
    drawn = paper()
    for place in range(8):
        drawn.text(60, 100 + 24 * place, f"街镇{place}").text(400, 100 + 24 * place, f"{place}家")
    assert texts(read(drawn)) == [f"街镇{place} {place}家" for place in range(8)]


def test_a_label_beside_two_lines_comes_before_both(paper, read):
    drawn = paper().text(170, 90, "关于印发工作要点").text(90, 100, "标题：").text(170, 111, "的通知")
    assert texts(read(drawn)) == ["标题：", "关于印发工作要点", "的通知"]


def test_dot_leaders_stay_with_their_line(paper, read):
    drawn = paper().text(90, 100, "一、总体要求").text(186, 100, "." * 20).text(346, 100, "3")
    assert texts(read(drawn)) == ["一、总体要求" + "." * 20 + "3"]


def test_a_letterhead_on_a_notice_of_one_page_stays(paper, read):
    drawn = paper().text(150, 60, "某某市民政局文件", 36).line(90, 110, 505, 110).text(200, 90, "民发〔2025〕6号")
    assert texts(read(drawn.text(90, 160, "各区民政局："))) == ["某某市民政局文件", "民发〔2025〕6号", "各区民政局："]


def test_an_empty_page_is_not_spoken_of(paper, read):
    document = read(paper().text(90, 100, "正文").page().page().text(90, 100, "附件"))
    assert (document.notes, document.pages) == ((), 3)


def test_a_page_without_text_is_named(paper, read, monkeypatch):
    monkeypatch.setattr(ocr_model, "_PACKAGES", ("no_such_package",))
    curve = "1 0 0 rg 100 400 m 200 500 300 300 400 400 c 400 100 l f"
    document = read(paper().text(90, 100, "正文").page().raw(curve).page().text(90, 100, "附件"))
    assert document.notes == (diagnose("D104", page=2),)
    assert document.pages == 3


def test_the_same_bytes_give_the_same_document(paper, read):
    data = paper().text(90, 100, "新建食堂 2 家").seal(300, 300, "某某局").bytes()
    assert read(data) == read(data)


def test_block_and_line_agree(paper, read):
    (block,) = read(paper().text(90, 100, "⻔诊 2 家")).blocks
    assert block.text == "".join(line.text for line in block.lines)
    assert all(len(line.edges) == 2 * len(line.text) for line in block.lines)
    assert replace(block, text="") != block


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(paper, read):
    drawn = paper().text(90, 100, "the e-").text(90, 120, "government plan")
    assert texts(read(drawn)) == ["the e-", "government plan"]


def test_the_name_a_program_gave_the_file_is_no_title_of_the_notice(paper, read):
    drawn = paper().text(90, 100, "关于印发工作要点的通知")
    drawn.facts = "/Title(Microsoft Word - 1.doc)/Author(admin)/Producer(WPS)"
    assert read(drawn).metadata == ()


def test_pages_come_in_their_order_however_many_are_open_at_once(paper, read):
    drawn = paper()
    for number in range(1, 21):
        drawn.text(90, 300, "开展入户走访" + "一二三四五六七八九十"[number % 10], 16)
        if number < 20:
            drawn.page()
    document = read(drawn)
    assert [(block.text, block.lines[0].page) for block in document.blocks] == [
        ("开展入户走访" + "一二三四五六七八九十"[number % 10], number) for number in range(1, 21)
    ]
