"""Page numbers and running lines are set aside; what only looks like them stays."""

from __future__ import annotations

import pytest

from schemas.breakdown import Furniture


def texts(document):
    return [block.text for block in document.blocks]


def pages(paper, count, *, head=None, foot=None, alternate=False):
    drawn = paper()
    for number in range(1, count + 1):
        if number > 1:
            drawn.page()
        if head:
            drawn.text(200, 50, head.format(number), 10)
        for line in range(3):
            drawn.text(90, 150 + 28 * line, f"第{'一二三四五六七八'[number - 1]}页正文之{'甲乙丙'[line]}。")
        if foot:
            drawn.text((90 if number % 2 == 0 else 450) if alternate else 280, 800, foot.format(number), 12)
    return drawn


BODY = [f"第{page}页正文之{line}。" for page in "一二三" for line in "甲乙丙"]


@pytest.mark.parametrize(
    "form",
    ["— {} —", "-{}-", "－{}－", "第{}页共3页", "第 {} 页 共 3 页", "第{}页", "{}/3", "{}", "·{}·", "Page {} of 3"],
)
def test_page_numbers_are_set_aside(paper, read, form):
    document = read(pages(paper, 3, foot=form))
    assert texts(document) == BODY
    assert document.furniture == tuple(Furniture("page_number", form.format(page), page) for page in (1, 2, 3))


def test_page_numbers_may_change_sides(paper, read):
    document = read(pages(paper, 3, foot="— {} —", alternate=True))
    assert texts(document) == BODY


def test_a_decorated_number_on_the_only_page_is_its_number(paper, read):
    document = read(pages(paper, 1, foot="— {} —"))
    assert (texts(document), document.furniture) == (BODY[:3], (Furniture("page_number", "— 1 —", 1),))


def test_a_running_header_is_set_aside(paper, read):
    document = read(pages(paper, 3, head="某某区民政局工作要点"))
    assert texts(document) == BODY
    assert document.furniture == tuple(Furniture("running_header", "某某区民政局工作要点", page) for page in (1, 2, 3))


def test_a_running_footer_with_the_number_in_it_is_set_aside(paper, read):
    document = read(pages(paper, 3, foot="内部材料 注意保存 {}"))
    assert document.furniture == tuple(
        Furniture("running_footer", f"内部材料 注意保存 {page}", page) for page in (1, 2, 3)
    )


def test_what_a_browser_prints_around_a_page_is_set_aside(paper, read):
    drawn = pages(
        paper, 2, head="2025/3/1 15:32 工作要点_某某区政府网", foot="https://www.example.gov.cn/art/1.html {}/2"
    )
    assert texts(read(drawn)) == BODY[:6]


def test_what_a_browser_prints_around_a_single_page_is_set_aside(paper, read):
    drawn = (
        paper()
        .text(60, 25, "2025/3/1 15:32 工作要点_某某区政府网", 8)
        .text(90, 150, "正文。")
        .text(60, 830, "https://www.example.gov.cn/art/1.html 1/1", 8)
    )
    document = read(drawn)
    assert texts(document) == ["正文。"]
    assert [item.kind for item in document.furniture] == ["running_header", "running_footer"]


def test_headers_of_odd_and_even_pages_are_set_aside(paper, read):
    drawn = paper()
    for number in range(1, 7):
        if number > 1:
            drawn.page()
        drawn.text(200, 50, "某某市人民政府公报" if number % 2 else "市政府文件", 10).text(
            90, 150, f"正文{'一二三四五六'[number - 1]}。"
        )
    assert texts(read(drawn)) == [f"正文{number}。" for number in "一二三四五六"]


def test_annexes_that_begin_pages_are_text(paper, read):
    drawn = paper()
    for number in range(1, 4):
        if number > 1:
            drawn.page()
        drawn.text(90, 60, f"附件{number + 3}", 14).text(90, 150, "正文。")
    assert texts(read(drawn)) == ["附件4", "正文。", "附件5", "正文。", "附件6", "正文。"]


def test_a_sentence_repeated_in_the_middle_of_pages_is_text(paper, read):
    drawn = paper().text(90, 400, "持续推进。").page().text(90, 400, "持续推进。").page().text(90, 400, "持续推进。")
    assert texts(read(drawn)) == ["持续推进。"] * 3


def test_a_number_that_does_not_count_on_is_text(paper, read):
    drawn = paper().text(90, 150, "年份如下").text(90, 800, "2025").page().text(90, 150, "又及").text(90, 800, "2030")
    assert texts(read(drawn)) == ["年份如下", "2025", "又及", "2030"]


def test_the_letterhead_of_the_first_of_many_pages_is_text(paper, read):
    drawn = paper().text(150, 60, "某某市民政局文件", 36)
    for number in range(2, 5):
        drawn.page().text(90, 150, f"正文{'一二三四'[number - 1]}。")
    assert texts(read(drawn))[0] == "某某市民政局文件"


def test_a_table_of_contents_with_leaders_is_navigation(paper, read):
    drawn = paper().text(250, 80, "目录")
    for place, text in enumerate(("一、总体要求", "二、重点工作", "三、组织保障")):
        drawn.text(90, 120 + 28 * place, text).text(186, 120 + 28 * place, "." * 30 + str(place + 2))
    document = read(drawn.text(90, 300, "一、总体要求"))
    assert texts(document) == ["目录", "一、总体要求"]
    assert document.furniture[0] == Furniture("navigation", "一、总体要求" + "." * 30 + "2", 1)


def test_a_form_with_dots_to_fill_in_is_text(paper, read):
    assert texts(read(paper().text(90, 100, "联系电话" + "." * 12 + "12345"))) == ["联系电话" + "." * 12 + "12345"]
