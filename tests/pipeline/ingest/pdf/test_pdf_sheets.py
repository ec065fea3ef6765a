"""What offices add to the sheets of a notice: watermarks across the lines, numbers of lines, two pages on a sheet, fax lines."""

from __future__ import annotations

import pytest

from schemas.breakdown import Furniture

LINES = (
    "一、强化养老服务保障工作，持续完善居家社区机构相协调的养",
    "老服务体系，新建社区食堂两家，改造老年活动室三个，服务老",
    "年人五千人次以上，形成经验。",
    "二、优化社会救助工作，将低保标准提高到每人每月九百元，每",
    "季度走访困难家庭不少于一次，惠及一千户，并建立台账按季度",
    "更新。",
)
TEXT = list(LINES)


def page(drawn, lines=LINES, *, x=80, y=120, step=28):
    for place, line in enumerate(lines):
        drawn.text(x, y + step * place, line, 14)
    return drawn


def texts(document):
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(("height", "size"), [(170, 80), (180, 36), (195, 30)])
def test_large_letters_across_the_lines_are_a_watermark(paper, read, height, size):
    document = read(page(paper()).text(140, height, "内部资料", size))
    assert texts(document) == TEXT
    assert document.furniture == (Furniture("watermark", "内部资料", 1),)


def test_a_large_title_above_the_lines_is_text(paper, read):
    assert texts(read(page(paper().text(140, 90, "工作要点", 36)))) == ["工作要点", *TEXT]


def test_words_typed_over_a_line_of_underscores_are_no_watermark(paper, read):
    document = read(page(paper()).text(80, 330, "签收人" + "_" * 20, 14).text(150, 330, "李明华", 10))
    assert document.furniture == ()
    assert set("李明华") <= set(texts(document)[-1])


def test_bold_drawn_with_an_offset_is_no_watermark(paper, read):
    drawn = page(paper()).text(80, 330, "附件清单", 20).text(81, 330, "附件清单", 20)
    assert texts(read(drawn))[-1] == "附件清单"


def test_numbers_of_lines_are_set_aside(paper, read):
    drawn = page(paper())
    for place in range(len(LINES)):
        drawn.text(50, 120 + 28 * place, str(place + 1), 9)
    document = read(drawn)
    assert texts(document) == TEXT
    assert document.furniture == (Furniture("other", "1 2 3 4 5 6", 1),)


def test_every_fifth_line_may_have_a_number(paper, read):
    drawn = page(paper(), LINES * 4)
    for place in range(4, 24, 5):
        drawn.text(50, 120 + 28 * place, str(place + 1), 9)
    document = read(drawn)
    assert texts(document) == TEXT * 4
    assert document.furniture == (Furniture("other", "5 10 15 20", 1),)


def test_the_numbers_of_a_list_are_text(paper, read):
    drawn = paper()
    for place, words in enumerate(("新建食堂", "培训护理员", "走访困难家庭", "建立台账", "完善制度", "开展评估"), 1):
        drawn.text(50, 100 + 28 * place, str(place), 14).text(80, 100 + 28 * place, words, 14)
    assert texts(read(drawn))[0] == "1 新建食堂"


def test_two_pages_on_a_sheet_are_read_one_after_the_other(paper, read):
    drawn = page(page(paper((1190, 842))), ["三、加强队伍建设，" + line for line in LINES], x=675)
    drawn.text(300, 790, "— 1 —", 12).text(890, 790, "— 2 —", 12)
    document = read(drawn)
    assert texts(document) == [*TEXT, *("三、加强队伍建设，" + line for line in LINES)]
    assert document.furniture == (Furniture("page_number", "— 1 —", 1), Furniture("page_number", "— 2 —", 1))
    assert {line.page for block in document.blocks for line in block.lines} == {1}


def test_a_wide_sheet_of_one_page_is_one(paper, read):
    wide = [line * 2 for line in LINES]
    assert texts(read(page(paper((1190, 842)), wide))) == wide


def test_a_table_of_two_columns_on_a_wide_sheet_is_no_two_pages(paper, read):
    drawn = paper((1190, 842))
    for place in range(6):
        drawn.text(80, 120 + 28 * place, "市民政局", 14).text(700, 120 + 28 * place, LINES[place], 14)
    assert texts(read(drawn))[0] == f"市民政局 {LINES[0]}"


def test_what_a_fax_prints_above_each_page_is_set_aside(paper, read):
    drawn = paper()
    for place in range(3):
        page(drawn, y=300 + 40 * place).text(60, 20, f"发件人:区府办 2025-02-24 10:1{place} 第{place + 1}页/共3页", 9)
        if place < 2:
            drawn.page()
    document = read(drawn)
    assert texts(document) == TEXT * 3
    assert [item.kind for item in document.furniture] == ["running_header"] * 3
