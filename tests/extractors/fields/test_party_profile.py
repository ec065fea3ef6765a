"""A profile's labels are read where labels stand, and nowhere else; without a profile they are unknown words."""

from __future__ import annotations

import pytest

from extractors.fields.clauses import find_clauses
from extractors.fields.findings import Clause
from extractors.fields.parties import Column, column_of
from extractors.reading.text import Reading
from schemas.document import SourceDocument
from schemas.profile import NO_PROFILE, ColumnWord, LabelWord, Profile

PROFILE = Profile(
    labels=(
        LabelWord("主抓部门", "lead", "departments"),
        LabelWord("盯办人", "responsible", "officials"),
        LabelWord("交账日子", "deadline"),
        LabelWord("督导备忘", "ignore"),
    ),
    columns=(ColumnWord("谁来抓", "lead", "departments"), ColumnWord("怎么干", "measures"), ColumnWord("杂项", "ignore")),
    separators=("--",),
    between=("+",),
)


def clauses(text: str, profile: Profile = PROFILE) -> tuple[Clause, ...]:
    return find_clauses(Reading.of(SourceDocument("", "", "", None, text, ()), profile), 0, len(text))


def parties(text: str, profile: Profile = PROFILE) -> list[tuple[str, str, str | None]]:
    return [
        (party.name, party.role, party.label)
        for clause in clauses(text, profile)
        for party in (*clause.departments, *clause.officials)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "办好夜校。主抓部门：区教育局",
        "办好夜校。\n1.主抓部门：区教育局",
        "办好夜校。（主抓部门：区教育局）",
        "办好夜校。\n【主抓部门】区教育局",
        "办好夜校。\n主 抓 部 门：区教育局",
        "办好夜校。\n主抓部门——区教育局",
        "办好夜校。\n主抓部门:区教育局",
    ],
)
def test_a_label_of_the_profile_gives_its_role(text: str) -> None:
    assert [(name, role) for name, role, _ in parties(text)] == [("区教育局", "lead")]


def test_the_label_is_kept_as_it_is_printed_without_its_mark() -> None:
    assert parties("办好夜校。\n主抓部门——区教育局") == [("区教育局", "lead", "主抓部门")]


def test_labels_of_people_and_times_stand_beside_those_of_units() -> None:
    text = "办好夜校。\n主抓部门：区教育局\n盯办人：李明\n交账日子：6月底前"
    assert parties(text) == [("区教育局", "lead", "主抓部门"), ("李明", "responsible", "盯办人")]
    assert [text[start:end] for clause in clauses(text) for start, end in clause.times] == ["6月底前"]


def test_a_label_that_follows_a_name_without_a_break_ends_the_name() -> None:
    assert parties("办好夜校。主抓部门：区教育局盯办人：李明") == [
        ("区教育局", "lead", "主抓部门"), ("李明", "responsible", "盯办人"),
    ]


def test_a_label_that_follows_a_person_without_a_break_ends_the_name() -> None:
    text = "办好夜校。盯办人：李明交账日子：6月底前"
    assert parties(text) == [("李明", "responsible", "盯办人")]
    assert [text[start:end] for clause in clauses(text) for start, end in clause.times] == ["6月底前"]


def test_the_profile_s_marks_part_names() -> None:
    assert [name for name, _, _ in parties("办好夜校。主抓部门：区教育局＋区财政局")] == ["区教育局", "区财政局"]


def test_an_ignored_label_ends_the_value_before_it_and_names_no_one() -> None:
    text = "办好夜校。\n主抓部门：区教育局\n督导备忘：区财政局"
    assert parties(text) == [("区教育局", "lead", "主抓部门")]
    assert [clause.doubts for clause in clauses(text)] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "区领导对各主抓部门：区教育局提出要求。",
        "会议要求盯办人：逐条抓好落实。",
        "新的主抓部门——区教育局已经成立。",
        "请各主抓部门报送情况，盯办人要到现场。",
    ],
)
def test_the_words_in_running_text_are_no_label(text: str) -> None:
    assert parties(text) == []


def test_a_known_label_takes_the_profile_s_separator_too() -> None:
    assert parties("办好夜校。\n牵头单位——区教育局") == [("区教育局", "lead", "牵头单位")]


def test_without_a_profile_the_words_are_no_label() -> None:
    assert parties("办好夜校。\n盯办人：李明", NO_PROFILE) == []


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("谁来抓", Column("departments", "lead", "lead")),
        ("谁来\n抓", Column("departments", "lead", "lead")),
        ("怎么干", Column("measures")),
        ("杂项", Column("remark")),
        ("盯办人", Column("officials", "responsible", "responsible")),
        ("交账日子", Column("deadline")),
        ("完成时限", Column("deadline")),
        ("谁来抓落实", Column("unknown")),
    ],
)
def test_a_column_is_known_by_the_profile_then_by_the_lexicon(header: str, column: Column) -> None:
    assert column_of(header, PROFILE) == column


def test_without_a_profile_the_column_is_unknown() -> None:
    assert column_of("谁来抓", NO_PROFILE) == Column("unknown")
