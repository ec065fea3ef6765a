"""The folded twin of the text: same length, one width, one script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.assemble import extract
from extractors.reading.brackets import scan, split
from extractors.reading.text import Reading, fold, is_bare
from extractors.reading.variants import SIMPLIFIED, TRADITIONAL
from pipeline.ingest import read_bytes
from schemas.document import Line, SourceDocument


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("（牵头：２家；５％）", "(牵头:2家;5%)"),
        ("2024—2026年、4.5–5%、64～76%", "2024-2026年、4.5-5%、64~76%"),
        ("二〇二五年", "二零二五年"),
        ("責任部門：區民政局", "责任部门:区民政局"),
        ("《意见》、“一网通办”", "《意见》、“一网通办”"),
    ],
)
def test_folding_levels_width_and_script_and_nothing_else(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_folding_reaches_every_place_of_every_character() -> None:
    written = "".join(sorted({*TRADITIONAL, *map(chr, range(0xFF01, 0xFF5F)), *"\u3000—～〇○﹪︰"}))
    one_by_one = "".join(map(fold, written))
    assert fold(f"{written}一{written[::-1]}") == f"{one_by_one}一{one_by_one[::-1]}"
    assert not set(written) & set(one_by_one)


def test_every_traditional_character_has_one_twin() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


def test_notice_in_traditional_script_gives_the_same_facts() -> None:
    text = (
        "2025年青荷民政工作要點\n一、聚焦便民\n"
        "1. 建好站點。新建社區食堂2家，年內實現街鎮全覆蓋。（牽頭領導：周嵐，責任部門：局養老科、區婚姻（收養）登記中心）\n"
        "2. 管好站點。每月至少開展一次巡查。（牽頭領導：周嵐，責任部門：相關科室和局屬單位）"
    )
    tasks = extract(read_bytes("notice.txt", text.encode())).tasks
    assert [task.title for task in tasks] == ["建好站點", "管好站點"]
    assert [[unit.name for unit in task.departments] for task in tasks] == [
        ["局養老科", "區婚姻（收養）登記中心"],
        ["相關科室和局屬單位"],
    ]
    assert [[(str(target.value), target.unit, target.per) for target in task.targets] for task in tasks] == [
        [("2", "家", None), ("100", "%", None)],
        [("1", "次", "month")],
    ]


def test_brackets_nest_and_stray_ones_are_named() -> None:
    text = "a(b《c》d)e(f"
    pairs, unclosed = scan(text, 0, len(text))
    assert [(pair.start, pair.end, pair.depth) for pair in pairs] == [(1, 8, 0), (3, 6, 1)]
    assert unclosed == (9,)


def test_split_leaves_separators_in_brackets_alone() -> None:
    text = "区婚姻(收养、登记)中心、局办公室"
    assert [text[start:end] for start, end in split(text, 0, len(text), "、")] == ["区婚姻(收养、登记)中心", "局办公室"]


@pytest.mark.parametrize("lines", [(), (Line(0, 3, 1, (0.0, 0.0, 30.0, 10.0)), Line(3, 6, 2, (0.0, 0.0, 30.0, 10.0)))])
def test_evidence_of_many_spans_is_that_of_each(lines: tuple[Line, ...]) -> None:
    reading = Reading.of(SourceDocument("a", "", "", None, "建好站点。好", (), lines))
    spans = [(0, 2), (2, 5), (5, 6)]
    assert reading.evidences(spans, "outline.sentence") == [reading.evidence(*span, "outline.sentence") for span in spans]


@pytest.mark.parametrize(
    ("text", "bare"), [("新建2家", True), ("新建 2家", False), ("新建\u30002家", False), ("新建２家", False), ("開", False)]
)
def test_a_bare_text_is_folded_and_without_white_space(text: str, bare: bool) -> None:
    assert is_bare(text) is bare
    assert bare is ("".join(fold(text).split()) == text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        *(("二OO八年", "二零零八年"), ("二0二五年", "二零二五年"), ("二〇二O年", "二零二零年")),
        *(("二0二五号", "二0二五号"), ("二O级", "二O级"), ("2020年", "2020年")),
    ],
)
def test_a_letter_or_figure_stands_for_the_zero_of_a_year(text: str, folded: str) -> None:
    assert fold(text) == folded
