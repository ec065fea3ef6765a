"""A line break typed inside a paragraph parts lines, and does not cut sentences."""

from __future__ import annotations

import pytest

from pipeline.ingest.docx_breaks import LINE, split_lines

LONG = "围绕群众关心的急难愁盼问题，推进服务设施建设，全年新建社区服"


def lines(*typed: str, **kind: bool) -> list[str]:
    return [text for text, _ in split_lines(LINE.join(typed), **kind)]


@pytest.mark.parametrize(
    "typed",
    [
        ("云溪区民政局关于印发", "《2025年云溪民政工作要点》的通知"),
        ("云溪区人民政府办公室关于印发2025年", "重点工作任务", "分解方案的通知"),
        ("云溪区2025年工作要点", "及任务分解"),
        ("（牵头领导：林岚，", "责任部门：局养老科）"),
        ("（责任部门：局养老科", "局救助科）"),
        ("建好“一刻钟", "服务圈”"),
        ("新建站点3个", "，改建2个。"),
        ("新建站点3个、", "改建2个。"),
        (LONG, "务中心3家。"),
        (LONG, LONG, "务中心3家。"),
    ],
)
def test_a_sentence_set_in_two_is_one_line(typed):
    assert lines(*typed) == ["".join(typed)]


@pytest.mark.parametrize(
    "typed",
    [
        ("一、加强服务", "二、改进作风"),
        ("主要任务", "（一）新建站点"),
        ("1. 新建站点", "2. 改建站点"),
        ("新建站点；", "改建站点"),
        ("各镇、各街道：", "现将要点印发给你们。"),
        ("牵头单位：区民政局", "完成时限：6月底前"),
        ("云溪区民政局", "2025年2月17日"),
        ("云溪区民政局文件", "云民〔2025〕6号"),
        ("云民〔2025〕6号", "云溪区民政局关于印发要点的通知"),
        ("2025年2月17日", "（此件公开发布）"),
        ("①入户走访", "②建立台账"),
        ("区民政局", "区财政局"),
        ("附件列表", "附件1：任务分解表"),
        (LONG + "。", "改建2个。"),
        (LONG, "二、改进作风"),
        (LONG, "（二）改进作风"),
        (LONG, "2.改进作风"),
        (LONG, "②改进作风"),
        (LONG, "第二条 改进作风"),
        (LONG, "二是改进作风"),
        ("（牵头单位：区民政局", "二、改进作风"),
        (LONG, "责任单位：区民政局"),
        (LONG, "2025年2月17日"),
        (LONG, "（此件公开发布）"),
        (LONG, "附件2"),
    ],
)
def test_lines_that_stand_by_themselves_stay_apart(typed):
    assert lines(*typed) == list(typed)


def test_a_decimal_number_begins_no_item():
    assert lines("覆盖率达到、", "2.5万人受益") == ["覆盖率达到、2.5万人受益"]


def test_a_heading_set_in_two_lines_is_one():
    assert lines("云溪区民政局", "2025年工作要点", title=True) == ["云溪区民政局2025年工作要点"]


@pytest.mark.parametrize("alone", ["云民〔2025〕6号", "2025年2月17日", "二〇二五年二月十七日"])
def test_a_document_number_or_a_date_is_no_part_of_a_heading(alone):
    assert lines(alone, "云溪区民政局工作要点", title=True) == [alone, "云溪区民政局工作要点"]


def test_centred_lines_that_end_like_a_title_are_one():
    assert lines("云溪区民政局", "2025年工作要点", centred=True) == ["云溪区民政局2025年工作要点"]


def test_centred_lines_that_make_no_title_stay_apart():
    assert lines("云溪区民政局", "云溪区财政局", centred=True) == ["云溪区民政局", "云溪区财政局"]


def test_latin_words_keep_a_blank_between_them():
    assert lines("关于推广Internet", "Plus的通知") == ["关于推广Internet Plus的通知"]


def test_a_break_in_a_paragraph_makes_blocks_in_the_document(word):
    body = word.p(
        runs="<w:r><w:t>一、加强服务。</w:t><w:br/><w:t>二、改进作风。</w:t><w:cr/><w:t>三、严明纪律。</w:t></w:r>"
    )
    assert word.texts(body) == ["一、加强服务。", "二、改进作风。", "三、严明纪律。"]


def test_only_the_first_line_of_a_heading_is_a_heading(word):
    body = word.p(
        properties='<w:outlineLvl w:val="0"/>', runs="<w:r><w:t>一、总体要求：</w:t><w:br/><w:t>坚持为民。</w:t></w:r>"
    )
    assert [(block.text, block.level) for block in word.blocks(body)] == [("一、总体要求：", 1), ("坚持为民。", None)]


def test_a_page_break_between_lines_is_told(word):
    body = word.p(runs="<w:r><w:t>甲。</w:t><w:br w:type='page'/><w:t>附件</w:t></w:r>")
    assert [(block.text, block.after_page) for block in word.blocks(body)] == [("甲。", False), ("附件", True)]


@pytest.mark.parametrize("mark", ["（", "9", "、", "一", "《", LINE, " "])
def test_twenty_thousand_of_one_mark_are_split_in_linear_time(mark):
    # Quadratic work on this would take minutes; the run of the test is the check.
    assert "".join(lines(mark * 20_000, mark * 20_000)).replace(" ", "") == (mark * 40_000).replace(LINE, "").replace(
        " ", ""
    )
