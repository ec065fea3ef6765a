"""The header of a notice, as offices write it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.fields.header import find_header
from extractors.fields.header_titles import plan_year
from extractors.outline.paragraphs import build
from extractors.reading.text import Reading
from schemas.breakdown import Header
from schemas.document import Block, SourceDocument


def header_of(*lines: str) -> Header:
    text = "\n".join(lines)
    blocks = []
    at = 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    reading = Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, tuple(blocks)))
    return find_header(reading, build(reading)).header


LETTER = (
    "云汀市青荷区民政局",
    "青民〔2025〕 6 号",
    "青荷区民政局关于印发 《2025年青荷民政工作要点》的通知",
    "局机关各科室、各局属单位：",
    "现将《2025年青荷民政工作要点》印发给你们，请认真执行。",
    "青荷区民政局",
    "2025年2月17日",
    "2025 年青荷民政工作要点",
    "一、聚焦便民",
    "1. 建好站点。",
)


def test_letter_and_plan_give_the_whole_header() -> None:
    header = header_of(*LETTER)
    assert header.title == "青荷区民政局关于印发《2025年青荷民政工作要点》的通知"
    assert header.plan_title == "2025年青荷民政工作要点"
    assert header.document_number == "青民〔2025〕6号"
    assert header.issuer == "云汀市青荷区民政局"
    assert header.signatory == "青荷区民政局"
    assert header.addressees == ("局机关各科室", "各局属单位")
    assert str(header.issued_on) == "2025-02-17"
    assert header.plan_year == 2025


def test_title_over_two_lines_is_one_title() -> None:
    header = header_of("青荷区人民政府", "关于印发便民行动方案的通知", "各街道办事处：", "请执行。", "一、任务")
    assert header.title == "青荷区人民政府关于印发便民行动方案的通知"
    assert header.issuer == "青荷区人民政府"


def test_annex_without_letter_has_its_heading_as_title() -> None:
    header = header_of("附件2", "青荷区儿童关爱与", "心理健康促进行动计划", "为做好工作，制定本计划。", "一、目标")
    assert header.title == "青荷区儿童关爱与心理健康促进行动计划"
    assert header.document_number is None


def test_cited_document_number_is_not_the_notice_s_own() -> None:
    header = header_of("青荷区便民行动方案", "根据《意见》（云府发〔2024〕9号），制定本方案。", "一、任务")
    assert header.document_number is None


def test_date_in_chinese_numerals_and_seal_note_are_read() -> None:
    header = header_of("关于做好值班工作的通知", "各科室：", "请执行。", "青荷区民政局", "（青荷区民政局办公室代章）", "二〇二五年三月一日")
    assert str(header.issued_on) == "2025-03-01"
    assert header.signatory == "青荷区民政局"


def test_addressee_with_commas_inside_stays_one() -> None:
    header = header_of("关于做好工作的通知", "各市、州、县人民政府，省政府各委、办、局：", "请执行。")
    assert header.addressees == ("各市、州、县人民政府", "省政府各委、办、局")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2025年某某工作要点", 2025),
        ("某某市2024年任务分解", 2024),
        ("二〇二五年工作要点", 2025),
        ("某某行动计划（2024—2026年）", None),
        ("某某2024-2026年规划", None),
        ("2018政府工作报告", 2018),
        ("某某管理办法", None),
    ],
)
def test_plan_year_is_the_title_s_single_year(title: str, year: int | None) -> None:
    assert plan_year(title) == year


def test_two_offices_that_sign_and_issue_together_keep_their_names_apart() -> None:
    header = header_of(
        "中共云汀县委办公室 云汀县人民政府办公室",
        "关于印发《2025年重点工作责任分工》的通知",
        "各乡镇党委、人民政府，县直各单位：",
        "请执行。",
        "中共云汀县委办公室",
        "云汀县人民政府办公室",
        "2025年3月30日",
        "一、任务",
    )
    assert header.issuer == "中共云汀县委办公室 云汀县人民政府办公室"
    assert header.signatory == "中共云汀县委办公室 云汀县人民政府办公室"
    assert header.addressees == ("各乡镇党委、人民政府", "县直各单位")


def test_a_name_printed_with_spaces_stays_one_office() -> None:
    assert header_of("青 荷 区 民 政 局", "关于印发工作要点的通知", "一、任务").issuer == "青荷区民政局"


def test_zones_among_the_addressees_stand_alone() -> None:
    header = header_of("关于印发要点的通知", "各镇人民政府、街道办事处，青荷开发区、临港工业园：", "请执行。", "一、任务")
    assert header.addressees == ("各镇人民政府", "街道办事处", "青荷开发区", "临港工业园")


@pytest.mark.parametrize(("note", "issued"), [("（2026年2月18日）", date(2026, 2, 18)), ("（自2026年3月1日起施行）", None)])
def test_a_date_alone_in_brackets_under_a_title_is_the_day_of_issue(note: str, issued: date | None) -> None:
    assert header_of("青荷县2026年工作要点", note, "一、任务").issued_on == issued


def test_the_note_under_a_title_dates_a_plan_that_was_adopted() -> None:
    header = header_of("青荷县人大常委会2024年工作要点", "（2024年1月25日县人大常委会主任会议通过）", "一、任务")
    assert str(header.issued_on) == "2024-01-25"


def test_a_note_of_a_news_agency_dates_nothing() -> None:
    assert header_of("青荷县2024年工作要点", "（本报青荷2024年1月25日电）", "一、任务").issued_on is None


def test_a_line_of_the_list_of_annexes_titles_no_plan() -> None:
    header = header_of(
        "青荷县人民政府办公室关于责任分解的通知", "各乡镇：", "请执行。", "附件：1.站点名单", "2.民生实事责任分解", "2024年1月25日"
    )
    assert header.plan_title is None


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("各科室、大队、市场监管所：", ("各科室", "大队", "市场监管所")),
        ("各科室、中心：", ("各科室、中心",)),
        ("各镇、街道、区直部门：", ("各镇、街道", "区直部门")),
    ],
)
def test_a_short_word_among_the_addressees_may_be_a_unit(line: str, addressees: tuple[str, ...]) -> None:
    assert header_of("关于印发要点的通知", line, "请执行。", "一、任务").addressees == addressees


FROM_GOVERNMENT = "青荷区人民政府", "2026年2月28日", "一、任务"


def test_a_plan_for_this_year_is_for_the_year_of_its_letter() -> None:
    assert header_of("关于重点任务分工的意见", "各部门：", "今年重点抓好以下工作。", *FROM_GOVERNMENT).plan_year == 2026


@pytest.mark.parametrize(
    ("title", "preamble"),
    [
        ("关于重点任务分工的意见", "现提出以下意见。"),
        ("关于印发三年行动方案的通知", "今年起重点抓好以下工作。"),
        ("关于印发青荷区“十五五”发展规划的通知", "今年是开局之年。"),
        ("关于印发2024—2026年计划的通知", "今年重点抓好以下工作。"),
    ],
)
def test_a_letter_s_year_is_no_plan_year_by_itself(title: str, preamble: str) -> None:
    assert header_of(title, "各部门：", preamble, *FROM_GOVERNMENT).plan_year is None


def test_a_notice_that_passes_on_anothers_plan_is_issued_by_who_passes_it_on() -> None:
    header = header_of(
        "青州市人民政府办公室", "转发市人社局关于2022年全市就业工作要点的通知", "各县人民政府：", "请执行。", "一、任务"
    )
    assert header.title == "青州市人民政府办公室转发市人社局关于2022年全市就业工作要点的通知"
    assert header.issuer == "青州市人民政府办公室"
    assert header.plan_year == 2022


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("青荷区人民政府关于印发2026年《政府工作报告》重点任务分解方案的通知", "2026年《政府工作报告》重点任务分解方案"),
        ("青荷区人民政府关于印发《政府工作报告》任务分工的通知", "《政府工作报告》任务分工"),
        ("青荷区民政局关于印发《便民行动方案》的通知", "便民行动方案"),
        ("青荷区民政局关于印发《便民行动方案》等三项工作方案的通知", "便民行动方案"),
        ("青荷区民政局关于印发《便民行动方案》和责任清单的通知", "便民行动方案"),
    ],
)
def test_what_follows_a_quoted_title_belongs_to_the_plan(title: str, plan: str) -> None:
    assert header_of(title, "各街道办事处：", "请执行。", "一、任务", "1. 建好站点。").plan_title == plan


@pytest.mark.parametrize(
    ("above", "plan"),
    [
        ("青荷区聚焦企业关切进一步落实", "青荷区聚焦企业关切进一步落实优化营商环境的若干措施"),
        ("请各单位抓紧落实", "优化营商环境的若干措施"),
    ],
)
def test_a_plan_s_title_on_two_lines_is_told_by_the_notice_s(above: str, plan: str) -> None:
    title = "青荷区人民政府办公室关于印发聚焦企业关切进一步落实优化营商环境若干措施的通知"
    header = header_of(title, "各街道办事处：", "请执行。", above, "优化营商环境的若干措施", "一、任务", "1. 建好站点。")
    assert header.plan_title == plan


def test_a_date_may_be_written_with_the_letter_o() -> None:
    header = header_of("青荷区民政局工作要点", "（二OO八年二月二十六日）", "各街道办事处：", "请执行。", "一、任务", "1. 建好站点。")
    assert str(header.issued_on) == "2008-02-26"


def test_a_line_that_announces_the_tasks_names_no_addressees() -> None:
    header = header_of("2025年青荷区重点工作分工", "政府工作报告共确定6方面28项重点任务，现分工如下：", "一、任务", "1. 建好站点。")
    assert header.addressees == ()


def test_an_addressee_may_close_with_a_bracket() -> None:
    header = header_of("青荷区民政局工作要点", "各镇（街道）、区直有关单位：", "请执行。", "一、任务", "1. 建好站点。")
    assert header.addressees == ("各镇（街道）", "区直有关单位")
