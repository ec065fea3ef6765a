"""What a notice says of its own size, and the name of a plan that says it."""

from __future__ import annotations

import pytest

from extractors.assemble import extract
from extractors.fields.declared import find_declared
from extractors.reading.text import Reading
from pipeline.ingest import read_bytes
from schemas.document import SourceDocument


def totals(*lines: str) -> tuple[int | None, int | None, list[str]]:
    """Return the sections and tasks that lines before a plan declare, and the numerals that say so."""
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    found = find_declared(Reading.of(SourceDocument("notice.txt", "", "", None, text, ())), spans)
    return found.declared.sections, found.declared.tasks, [text[start:end] for start, end in found.numbers]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("现梳理重点工作7方面32项。", (7, 32, ["7", "32"])),
        ("现将以下28项重点任务分解如下。", (None, 28, ["28"])),
        ("2026年市政府民生实事项目共有42项任务。", (None, 42, ["42"])),
        ("青荷区2026年十件民生实事实施方案", (None, 10, ["十"])),
        ("为集中力量办好12件为民办实事，制定本方案。", (None, 12, ["12"])),
    ],
)
def test_a_total_is_read(line: str, found: tuple[int | None, int | None, list[str]]) -> None:
    assert totals(line) == found


def test_a_name_that_counts_is_declared_at_every_place() -> None:
    assert totals("青荷区十件民生实事方案", "集中力量办好十件民生实事。") == (None, 10, ["十", "十"])


@pytest.mark.parametrize(
    "lines",
    [
        ("去年十件民生实事全部办结，群众满意。",),
        ("去年办好12件民生实事。",),
        ("青荷区十件民生实事方案", "去年办好12件民生实事。"),
        ("坚持实事求是，开展三项实事求是教育。",),
        ("第10件实事。",),
    ],
)
def test_what_was_done_before_or_is_no_count_declares_nothing(lines: tuple[str, ...]) -> None:
    assert totals(*lines) == (None, None, [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2026年街道实施6件民生实事、7项重点工作。", (None, 13, ["6", "7"])),
        ("会议确定了十件民生实事和二十项重点任务，现印发。", (None, 30, ["十", "二十"])),
        ("全年安排8项重点任务、5项重点改革和10件实事。", (None, 23, ["8", "5", "10"])),
        ("共确定30项重点任务，其中办好10件民生实事、20项重点工作。", (None, 30, ["30"])),
        ("区政府办好十件民生实事、三十二项具体措施。", (None, 10, ["十"])),
    ],
)
def test_kinds_of_work_that_one_sentence_joins_are_a_sum(line: str, found: tuple[int | None, int | None, list[str]]) -> None:
    assert totals(line) == found


@pytest.mark.parametrize(
    "line", ["去年实施6件民生实事、7项重点工作。", "对照第6件民生实事、7项重点工作的要求。", "县里的6件民生实事、7项重点工作进展顺利。"]
)
def test_a_sum_of_last_year_or_that_no_one_undertakes_declares_nothing(line: str) -> None:
    assert totals(line) == (None, None, [])


def test_what_a_notice_says_of_its_own_size_is_promised_by_nobody() -> None:
    text = "2025年工作要点\n全区主要工作任务分解为2大方面、3项。\n一、建设\n1.新建食堂3家。（责任单位：局养老科）"
    breakdown = extract(read_bytes("notice.txt", text.encode()))
    assert (breakdown.declared.sections, breakdown.declared.tasks) == (2, 3)
    assert breakdown.targets == ()
    assert [target.value for task in breakdown.tasks for target in task.targets] == [3]
