"""Doubt that the document itself shows is said: order, brackets, empty labels, days that do not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.reading.text import Reading
from pipeline.convert import extract_bytes
from schemas.document import Block, SourceDocument

Doubts = Callable[..., list[tuple[str, str, str | None]]]


@pytest.fixture
def doubts() -> Doubts:
    """Return (code, message, task) of what a notice of these paragraphs leaves in doubt."""

    def find(*paragraphs: str) -> list[tuple[str, str, str | None]]:
        text = "\n".join(paragraphs)
        blocks, at = [], 0
        for paragraph in paragraphs:
            blocks.append(Block(at, at + len(paragraph)))
            at += len(paragraph) + 1
        document = SourceDocument("notice.txt", "0" * 64, "text/plain", None, text, tuple(blocks))
        return [(entry.code, entry.message, entry.task) for entry in extract(Reading.of(document).document).diagnostics]

    return find


def tasks(*numbers: int) -> list[str]:
    return [f"{number}. 事项{'甲乙丙丁戊己庚辛壬'[number - 1]}。开展巡查。（责任单位：区城管局）" for number in numbers]


def test_numbers_that_changed_places_are_said_and_none_is_missing(doubts: Doubts) -> None:
    assert doubts(*tasks(1, 2, 4, 3, 5)) == [("L208", "number 3 stands after 4", "3")]


def test_of_numbers_passed_over_only_those_that_never_come_are_missing(doubts: Doubts) -> None:
    assert doubts(*tasks(1, 2, 5, 3, 6)) == [
        ("L201", "number 4 is missing between 2 and 5", "5"), ("L208", "number 3 stands after 5", "3"),
    ]


def test_numbers_in_order_and_afresh_leave_no_doubt(doubts: Doubts) -> None:
    assert doubts("一、建设", *tasks(1, 2, 3), "二、管理", *tasks(1, 2)) == []


def of_rows(*numbers: int) -> list[tuple[str, str, str | None]]:
    """Return (code, message, task) of what a table whose rows have these numbers leaves in doubt."""
    rows = "".join(f"{number}\t建好站点\t区民政局\n" for number in numbers)
    found = extract_bytes("notice.txt", f"2025年重点任务分解表\n序号\t工作任务\t责任单位\n{rows}".encode())
    return [(entry.code, entry.message, entry.task) for entry in found.diagnostics]


def test_numbers_of_a_table_that_are_missing_or_stand_twice_are_said() -> None:
    assert of_rows(1, 2, 2, 3, 10) == [
        ("L202", "number 2 stands twice", "2"), ("L201", "number 4, 5, 6, 7, 8, 9 is missing between 3 and 10", "10"),
    ]


def test_rows_that_count_on_or_afresh_leave_no_doubt() -> None:
    assert of_rows(1, 2, 3, 1, 2) == []


@pytest.mark.parametrize("last", ["责任单位：区城管局、区园林局）", "（责任单位：区城管局））"])
def test_a_closing_bracket_never_opened_is_said(doubts: Doubts, last: str) -> None:
    found = doubts(*tasks(1, 2), f"3. 事项丙。开展巡查。{last}")
    assert [(code, task) for code, _, task in found] == [("L209", "3")]


@pytest.mark.parametrize("body", ["1）选址；2）施工。", "a）选址；b）施工。", "开展（含夜间）巡查。", "一）选址。二）施工。"])
def test_the_mark_of_a_list_closes_nothing(doubts: Doubts, body: str) -> None:
    assert doubts(*tasks(1, 2), f"3. 事项丙。{body}（责任单位：区城管局）") == []


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("（牵头领导：李明；责任科室：）", "责任科室"),
        ("（牵头单位：；配合单位：区财政局）", "牵头单位"),
        ("（责任单位：区城管局；完成时限：）", "完成时限"),
    ],
)
def test_a_label_with_nothing_behind_it_is_said(doubts: Doubts, clause: str, label: str) -> None:
    assert doubts(*tasks(1, 2), f"3. 事项丙。开展巡查。{clause}") == [("P306", f"nothing stands behind the label {label}", "3")]


@pytest.mark.parametrize("clause", ["（责任单位：区教育局（责任人：李明））", "责任单位：\n区城管局", "（责任单位：区城管局 时限：6月）"])
def test_a_label_whose_value_follows_leaves_no_doubt(doubts: Doubts, clause: str) -> None:
    assert doubts("1. 事项甲。开展巡查。" + clause) == []


@pytest.mark.parametrize("day", ["2025年6月31日", "2月30日", "2025年2月29日", "13月5日"])
def test_a_day_that_does_not_exist_is_said(doubts: Doubts, day: str) -> None:
    found = doubts(*tasks(1, 2), f"3. 事项丙。开展巡查。（责任单位：区城管局；完成时限：{day}前）")
    assert [entry for entry in found if entry[0] == "N404"] == [("N404", f"there is no such day: {day}", "3")]


@pytest.mark.parametrize("day", ["2025年6月30日", "2024年2月29日", "2月29日", "12月31日"])
def test_a_day_that_exists_leaves_no_doubt(doubts: Doubts, day: str) -> None:
    assert doubts(*tasks(1, 2), f"3. 事项丙。开展巡查。（责任单位：区城管局；完成时限：{day}前）") == []


def test_one_total_may_count_the_headings(doubts: Doubts) -> None:
    assert doubts("青荷区两件民生实事方案", "一、建设", *tasks(1, 2), "二、管理", *tasks(1, 2, 3)) == []


def test_a_total_that_counts_neither_headings_nor_tasks_is_said(doubts: Doubts) -> None:
    found = doubts("青荷区十件民生实事方案", "一、建设", *tasks(1, 2), "二、管理", *tasks(1, 2, 3))
    assert found == [("L204", "the notice says 10 tasks, 5 were found", None)]


def test_a_label_twice_in_a_row_is_said(doubts: Doubts) -> None:
    clause = "（牵头领导：李明；责任科室：办公室；责任科室：法规科）"
    assert doubts(f"1. 事项甲。开展巡查。{clause}") == [("P307", "the label 责任科室 stands twice in a row", "1")]


def test_labels_in_turn_leave_no_doubt(doubts: Doubts) -> None:
    clause = "（责任单位：区教育局；责任人：李明；责任单位：区财政局；责任人：王芳）"
    assert doubts(f"1. 事项甲。开展巡查。{clause}") == []
