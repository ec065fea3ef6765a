"""Proposals name what notices repeat and the lexicons do not know, with where it stands; running text proposes nothing."""

from __future__ import annotations

from extractors.proposals.findings import Proposal, Proposals
from extractors.proposals.propose import propose
from pipeline.ingest import read_bytes

NOTICE = """青石区2025年重点工作安排

一、重点工作
任务一：建好社区食堂。新建社区食堂3家。
主抓部门——区民政局＋区财政局
盯办人：李明
交账日子：2025年6月底前
任务二：办好夜校。开设夜校20个班次。
主抓部门——区教育局
盯办人：陈芳
交账日子：年底前
"""


def proposed(text: str) -> Proposals:
    return propose([read_bytes("notice.txt", text.encode())])


def test_labels_come_with_meaning_coverage_and_examples() -> None:
    assert proposed(NOTICE).labels == (
        Proposal("主抓部门", "lead", "departments", 2, 10, 2, ("主抓部门——区民政局＋区财政局", "主抓部门——区教育局")),
        Proposal("交账日子", "deadline", "parties", 2, 10, 2, ("交账日子：2025年6月底前", "交账日子：年底前")),
        Proposal("盯办人", "responsible", "officials", 2, 10, 2, ("盯办人：李明", "盯办人：陈芳")),
    )


def test_marks_and_numbers_with_words_are_proposed() -> None:
    found = proposed(NOTICE)
    assert [mark.word for mark in found.separators] == ["--"]
    assert [mark.word for mark in found.between] == ["+"]
    assert [form.word for form in found.forms] == ["任务一"]


def test_a_label_without_a_hint_of_its_role_is_left_open() -> None:
    found = proposed("要点\n1.建站。\n甲方：区民政局\n2.办学。\n甲方：区教育局\n")
    assert [(label.word, label.meaning, label.holds) for label in found.labels] == [("甲方", "?", "departments")]


def test_tasks_that_hold_a_label_are_counted() -> None:
    found = proposed("要点\n1.建站。新建站点3个。\n甲方：区民政局\n2.办学。开办夜校2所。\n甲方：区教育局\n")
    assert [label.tasks for label in found.labels] == [2]


def test_known_labels_run_in_headings_annexes_and_colons_in_text_are_not_proposed() -> None:
    text = (
        "要点\n1.建站。会议指出：各单位要抓紧。牵头单位：区民政局\n2.办学：开办夜校。会议强调：要算好账。牵头单位：区教育局\n"
        "3.修路：修好三条路。牵头单位：区交通局\n附件：1.分工表\n附件：2.联系表\n"
    )
    assert proposed(text) == Proposals()


def test_who_gets_a_copy_of_the_letter_answers_for_nothing() -> None:
    assert proposed("要点\n1.建站。新建站点3个。\n抄送：区民政局\n2.办学。开办夜校2所。\n抄送：区教育局\n").labels == ()


def test_a_unit_before_a_colon_is_a_name_and_no_label() -> None:
    text = "要点\n1.建站。\n{0}：区民政局\n2.办学。\n{0}：区教育局\n"
    assert proposed(text.format("区统计局")).labels == proposed(text.format("各区部门")).labels == ()
    assert [label.word for label in proposed(text.format("区主抓部门")).labels] == ["区主抓部门"]


def test_annexes_and_years_are_no_numbering_of_tasks() -> None:
    assert proposed("要点\n附件一：分工表\n附件二：联系表\n").forms == ()


def test_a_number_that_does_not_run_on_is_no_numbering() -> None:
    assert proposed("要点\n任务一：建站。\n任务一：办学。\n").forms == ()
