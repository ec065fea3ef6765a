"""Times: what is found, what it is for, which days it names. Marked stretches ⟦…⟧ are the times of the sentence."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise, product

import pytest

from extractors.fields import time_patterns as patterns
from extractors.fields.findings import Calendar, TimeFinding
from extractors.fields.times import body_deadlines, find_times, read_deadline, read_deadlines
from extractors.reading.text import Reading, fold
from schemas.document import SourceDocument

CALENDAR = Calendar(2025, date(2025, 2, 17))


def read(text: str) -> Reading:
    return Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))


def found(text: str, calendar: Calendar = CALENDAR) -> list[tuple[str, str, str | None, str | None]]:
    """Return words, kind, begin and due of every time, dates in ISO form."""
    times = find_times(read(text), 0, len(text), calendar)
    return [(text[t.start : t.end], t.kind, iso(t.begin), iso(t.due)) for t in times]


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def term(text: str, calendar: Calendar = CALENDAR) -> tuple[str, str | None, str | None] | None:
    """Return words, begin and due of the term that a cell or clause names."""
    time = read_deadline(read(text), 0, len(text), calendar)
    if time is None:
        return None
    assert time.kind == "deadline"
    return text[time.start : time.end], iso(time.begin), iso(time.due)


# ---- by when the work is due --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("⟦6月底前⟧完成全区地名普查。", "2025-06-30"),
        ("⟦6月份前⟧完成换届。", "2025-06-30"),
        ("⟦2024年4月底前⟧建成。", None),
        ("⟦2025年底前⟧实现全覆盖。", "2025-12-31"),
        ("⟦2025年年底前⟧实现全覆盖。", "2025-12-31"),
        ("⟦2026年6月底前⟧完成验收。", "2026-06-30"),
        ("请于⟦12月31日前⟧报送总结。", "2025-12-31"),
        ("⟦年内⟧新增助餐点三处。", "2025-12-31"),
        ("⟦年底前⟧完成整改。", "2025-12-31"),
        ("⟦一季度末⟧形成方案。", "2025-03-31"),
        ("⟦三季度前⟧投入运行。", "2025-09-30"),
        ("⟦第三季度⟧启动改造。", "2025-09-30"),
        ("⟦上半年⟧完成摸底。", "2025-06-30"),
        ("⟦9月中旬⟧正式启用。", "2025-09-20"),
        ("⟦3月上旬⟧印发方案。", "2025-03-10"),
        ("到⟦2025年⟧，建成示范社区五个。", "2025-12-31"),
        ("力争到⟦2027年末⟧全面建成。", "2027-12-31"),
        ("力争⟦今年⟧通过验收。", "2025-12-31"),
        ("⟦明年6月底前⟧交付使用。", "2026-06-30"),
        ("到⟦“十五五”末⟧基本建成。", "2030-12-31"),
        ("⟦春节前⟧完成走访慰问。", "2025-01-28"),
        ("⟦中秋节前⟧完成检查。", "2025-10-05"),
        ("⟦国庆节前⟧完成检查。", "2025-09-30"),
        ("⟦“五一”前⟧完成检查。", "2025-04-30"),
        ("⟦元旦前⟧完成检查。", "2025-12-31"),
        ("⟦六一儿童节前⟧完成检查。", "2025-05-31"),
        ("请于⟦3月31日24时前⟧报送。", "2025-03-31"),
        ("请于⟦3月14日（星期五）前⟧报送。", "2025-03-14"),
        ("⟦十月底前⟧完成检查。", "2025-10-31"),
        ("⟦今年内⟧完成检查。", "2025-12-31"),
        ("城东小学⟦年底前⟧完工。", "2025-12-31"),
        ("⟦汛期前⟧完成排查。", "none"),
        ("⟦两会前⟧完成排查。", "none"),
        ("⟦开学前⟧完成排查。", "none"),
        ("⟦雨季前⟧完成检修。", "none"),
    ],
)
def test_words_that_say_by_when_make_a_deadline(sentence: str, due: str | None) -> None:
    words = re.findall("⟦(.+?)⟧", sentence)[0]
    text = sentence.replace("⟦", "").replace("⟧", "")
    if due is None:  # before the plan's year: it cannot be when this plan's work is due
        assert [(w, k) for w, k, _, _ in found(text)] == [(words, "period")]
    else:
        assert found(text) == [(words, "deadline", None, None if due == "none" else due)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("筹备2025年“慈善周”主题活动", ("2025年", "date", "2025-01-01", "2025-12-31")),
        ("做好2024年度社会组织年检", ("2024年度", "date", "2024-01-01", "2024-12-31")),
        ("自1978年以来", ("1978年以来", "period", "1978-01-01", None)),
        ("自2026年起执行新标准", ("2026年起", "period", "2026-01-01", None)),
        ("编制“十五五”规划", ("“十五五”", "period", "2026-01-01", "2030-12-31")),
        ("确保“十五五”开好局", ("“十五五”", "period", "2026-01-01", "2030-12-31")),
        ("比“十四五”末提高两成", ("“十四五”末", "date", "2021-01-01", "2025-12-31")),
        ("截至2025年底，共有养老院三家", ("2025年底", "date", "2025-01-01", "2025-12-31")),
        ("落实三年行动（2025—2027年）", ("2025—2027年", "period", "2025-01-01", "2027-12-31")),
        ("关于2025年工作的安排", ("2025年", "date", "2025-01-01", "2025-12-31")),
        ("到2035年的远景目标", ("2035年", "date", "2035-01-01", "2035-12-31")),
        ("9月中旬天气转凉", ("9月中旬", "period", "2025-09-11", "2025-09-20")),
        ("前三季度收入增长", ("前三季度", "period", "2025-01-01", "2025-09-30")),
        ("全年安排资金", ("全年", "period", "2025-01-01", "2025-12-31")),
        ("年初预算安排", ("年初", "date", "2025-01-01", None)),
        ("去年新增床位", ("去年", "date", "2024-01-01", "2024-12-31")),
        ("2025年2月17日召开会议", ("2025年2月17日", "date", "2025-02-17", "2025-02-17")),
    ],
)
def test_a_time_that_is_only_named_is_no_deadline(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    assert expected in found(text)
    assert not body_deadlines(find_times(read(text), 0, len(text), CALENDAR))


def test_a_title_in_brackets_holds_no_deadline() -> None:
    text = "落实《2025年底前消除隐患行动方案》"
    assert found(text) == [("2025年底前", "date", "2025-01-01", "2025-12-31")]


def test_the_second_of_two_years_joined_is_a_deadline_too() -> None:
    assert found("到2026年和2030年，达标率逐步提高") == [
        ("2026年", "deadline", None, "2026-12-31"),
        ("2030年", "deadline", None, "2030-12-31"),
    ]


# ---- which year a month belongs to ---------------------------------------------------------------


def test_a_month_takes_the_year_named_before_it_in_its_sentence() -> None:
    assert found("2026年3月底前试点，10月底前推开。12月底前总结") == [
        ("2026年3月底前", "deadline", None, "2026-03-31"),
        ("10月底前", "deadline", None, "2026-10-31"),
        ("12月底前", "deadline", None, "2025-12-31"),
    ]


def test_a_past_year_in_the_sentence_does_not_carry_over_to_a_deadline() -> None:
    assert found("对2024年遗留的事项，6月底前办结")[1] == ("6月底前", "deadline", None, "2025-06-30")


def test_without_a_year_of_any_kind_a_month_has_no_date() -> None:
    assert found("6月底前完成", Calendar(None)) == [("6月底前", "deadline", None, None)]


def test_the_year_of_issue_stands_in_for_the_plan_year() -> None:
    assert found("6月底前完成", Calendar(None, date(2023, 1, 5))) == [("6月底前", "deadline", None, "2023-06-30")]


# ---- ranges, lengths, rhythms ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "begin", "due"),
    [
        ("2024-2026年", "2024-01-01", "2026-12-31"),
        ("2025—2027年", "2025-01-01", "2027-12-31"),
        ("2024年至2026年", "2024-01-01", "2026-12-31"),
        ("2024 年—2026 年", "2024-01-01", "2026-12-31"),
        ("2025年1月至6月", "2025-01-01", "2025-06-30"),
        ("2025年11月至2026年3月", "2025-11-01", "2026-03-31"),
        ("3—5月", "2025-03-01", "2025-05-31"),
        ("2月1日至3日", "2025-02-01", "2025-02-03"),
        ("1月1日至12月31日", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_range_gives_its_first_and_last_day(text: str, begin: str, due: str) -> None:
    assert found(text) == [(text, "period", begin, due)]


@pytest.mark.parametrize(
    "text", ["15个工作日", "三年", "24小时", "3个月内", "近三年", "今后五年", "未来三年", "10天", "半年"]
)
def test_a_length_of_time_has_no_day(text: str) -> None:
    assert found(text) == [(text, "duration", None, None)]


@pytest.mark.parametrize("text", ["每月", "每季度末", "每半年", "每两年", "每年2月底前", "每周"])
def test_a_rhythm_has_no_day(text: str) -> None:
    assert found(text) == [(text, "frequency", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "统一年检",
        "一月底层",
        "一个学年末",
        "自然年内",
        "小学三年级",
        "上世纪90年轻人",
        "今年轻人多",
        "2025年内蒙古",
        "社会周边",
        "2家、3个、5—10项",
        "三天津港",
        "前三名",
    ],
)
def test_look_alikes_are_no_deadlines(text: str) -> None:
    assert not [time for time in found(text) if time[1] == "deadline"]


@pytest.mark.parametrize(
    "text",
    [
        "2025年2月17日",
        "2025 年 2 月 17 日",
        "二〇二五年二月十七日",
        "2025-02-17",
        "2025.2.17",
        "2025/2/17",
        "２０２５年２月１７日",
    ],
)
def test_a_date_is_the_same_however_it_is_written(text: str) -> None:
    assert found(text) == [(text, "date", "2025-02-17", "2025-02-17")]


def test_a_day_that_no_calendar_holds_has_no_date() -> None:
    assert found("2月30日前") == [("2月30日前", "deadline", None, None)]


def test_full_and_half_width_give_the_same_times() -> None:
    text = "（2024—2026年）完成时限：6月底前，每季度末；３个工作日"
    twin = fold(text)
    assert [(k, b, d) for _, k, b, d in found(text)] == [(k, b, d) for _, k, b, d in found(twin)]


def test_times_stand_in_order_and_never_over_one_another() -> None:
    text = "“十四五”期间，2024年至2026年每季度末、上半年、6月底前、春节前、近三年、12月31日前、年内"
    times = find_times(read(text), 0, len(text), CALENDAR)
    assert len(times) == 9
    assert all(before.end <= after.start for before, after in pairwise(times))


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "6月底前完成，12月底前验收"
    times = find_times(read(text), 7, len(text), CALENDAR)
    assert times == (TimeFinding(7, 12, "deadline", None, date(2025, 12, 31), "times.month"),)


# ---- the term of a clause or cell -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("截止2025年6月", ("2025年6月", None, "2025-06-30")),
        ("3月", ("3月", None, "2025-03-31")),
        ("12月", ("12月", None, "2025-12-31")),
        ("全年", ("全年", None, "2025-12-31")),
        ("2021年10月", ("2021年10月", None, "2021-10-31")),
        ("完成时限：2021年10月", ("2021年10月", None, "2021-10-31")),
        ("2025.6", ("2025.6", None, "2025-06-30")),
        ("2025-12", ("2025-12", None, "2025-12-31")),
        ("2024—2026年", ("2024—2026年", "2024-01-01", "2026-12-31")),
        ("第一季度", ("第一季度", None, "2025-03-31")),
        ("“十五五”期间", ("“十五五”期间", None, "2030-12-31")),
        ("2024年12月取得阶段性成果并持续推进", ("2024年12月", None, "2024-12-31")),
        ("2023年10月底前完成首批并持续推进", ("2023年10月底前", None, "2023-10-31")),
        ("6月底前完成初稿，12月底前印发", ("12月底前", None, "2025-12-31")),
        ("持续推进", ("持续推进", None, None)),
        ("长期坚持", ("长期坚持", None, None)),
        ("立即", ("立即", None, None)),
        ("即知即改", ("即知即改", None, None)),
        ("每季度末", ("每季度末", None, None)),
        ("（全年）", ("全年", None, "2025-12-31")),
        (" 6月底 ", ("6月底", None, "2025-06-30")),
    ],
)
def test_a_cell_or_label_names_its_term(cell: str, expected: tuple[str, str | None, str | None]) -> None:
    assert term(cell) == expected


@pytest.mark.parametrize("cell", ["", "  ", "区民政局", "各区政府负责落实", "迎接2022年亚运会组委会办公室"])
def test_a_span_without_a_time_names_no_term(cell: str) -> None:
    assert term(cell) is None


# ---- hostile input --------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["（", "9", "、", "一", "年", "每", "第", "“", "《", "2025-", "十五", "9:", "月底"])
def test_twenty_thousand_of_anything_is_read_without_growing_out_of_hand(unit: str) -> None:
    text = unit * 20_000
    times = find_times(read(text), 0, len(text), CALENDAR)
    assert all(time.end - time.start < 60 for time in times)


def test_a_quarter_before_a_verb_of_work_is_a_deadline():
    text = "第二季度开展集中排查，三季度末完成整改"
    reading = Reading.of(SourceDocument("", "", "", None, text, ()))
    found = find_times(reading, 0, len(text), Calendar(2025))
    assert [(time.kind, str(time.due)) for time in found] == [("deadline", "2025-06-30"), ("deadline", "2025-09-30")]


def test_the_second_character_shuts_out_no_time():
    whole = patterns.anchors().pattern
    second = whole[whole.index("(?=[") : whole.index("])(?:") + 2]
    unguarded = re.compile(whole.replace(second, "", 1))
    characters = sorted({*whole, *"-~./ ”'"})
    tails = ("", "年", "月底前", "个月", "季度", "半年", "节前", "期前", "末", "5日内", "国际儿童节之前", "作日")
    for first, next_one in product(characters, characters):
        text = ",".join(f"到{first}{next_one}{tail}" for tail in tails)
        found_here = [match.span() for match in patterns.anchors().finditer(text)]
        assert found_here == [match.span() for match in unguarded.finditer(text)]


_LEADS = (
    *("到", "至", "赶在", "于", "力争", "争取", "确保", "力求", "计划", "预计", "拟", "要", "力争在", "截至", "截止", "截止到", "较", "比"),
    *("自", "从", "由", "相比", "不低于", "低于", "高于", "多于", "超过", "对比"),
)


@pytest.mark.parametrize("word", [word + mark for word in _LEADS for mark in ("", "“", ' "')])
def test_a_word_before_a_time_ends_as_the_quick_look_expects(word):
    assert patterns.lead().search(word) is not None
    assert word[-1] in patterns.LEAD_ENDS


@pytest.mark.parametrize("text", ["于15日(星期五)", "10月底前完成60%,年底前全部完成", "(2025年6月)", "持续推进", ""])
def test_the_last_of_several_terms_is_the_one_that_is_read_alone(text):
    last = read_deadline(read(text), 0, len(text), CALENDAR)
    assert read_deadlines(read(text), 0, len(text), CALENDAR)[-1:] == (() if last is None else (last,))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("自本通知印发之日起30日内报送", [("自本通知印发之日起30日内", "2025-04-04")]),
        ("方案印发后15天内制定细则", [("方案印发后15天内", "2025-03-20")]),
        ("本办法施行之日起三个月内", [("本办法施行之日起三个月内", "2025-06-05")]),
        # working days depend on holidays
        ("在本意见印发之日起30个工作日内", [("在本意见印发之日起30个工作日内", None)]),
        # another document's day, and another day
        ("文件公布之日起20日内公开", []),
        ("信息形成之日起20日内公开", []),
        ("接到通知后20日内公开", []),
        # more days than any calendar counts
        (f"自本通知印发之日起{'9' * 5000}日内", []),
    ],
)
def test_a_length_counted_from_the_day_of_issue_is_a_term(text: str, found: list[tuple[str, str | None]]) -> None:
    reading = Reading.of(SourceDocument("notice.txt", "", "", None, text, ()))
    times = find_times(reading, 0, len(text), Calendar(2025, date(2025, 3, 5)))
    terms = [time for time in times if time.kind == "deadline"]
    assert [(text[time.start : time.end], str(time.due) if time.due else None) for time in terms] == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第二、四季度各2次", "第二、四季度"), ("在一、三季度完成", "一、三季度"), 
        ("落实任务二、四季度开工", "四季度"), ("3季度开工", "3季度"),
    ],
)
def test_quarters_in_a_list_say_their_word_once(text: str, words: str) -> None:
    reading = Reading.of(SourceDocument("notice.txt", "", "", None, text, ()))
    [found] = find_times(reading, 0, len(text), Calendar(2025))
    assert text[found.start : found.end] == words
