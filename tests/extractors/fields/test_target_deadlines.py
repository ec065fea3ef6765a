"""Whose time it is: a quantity's own, its sentence's, or another clause's."""

from __future__ import annotations

import pytest

from extractors.assemble import extract
from pipeline.ingest import read_bytes


def dues(sentence: str) -> list[str | None]:
    text = f"2025年工作要点\n一、任务\n1. 甲事。{sentence}（责任单位：局办公室）"
    [task] = extract(read_bytes("notice.txt", text.encode())).tasks
    return [str(target.deadline.end) if target.deadline else None for target in task.targets]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # each clause its own
        ("6月底前完成30家，年底前完成80家。", ["2025-06-30", "2025-12-31"]),
        # a list shares the time of its verb
        ("9月底前建成食堂5家、书屋6个。", ["2025-09-30", "2025-09-30"]),
        # a time that opens the sentence holds for all of it
        ("年内完成改造35套，新增床位120张。", ["2025-12-31", "2025-12-31"]),
        ("到2025年底，参保率达到95%，新增学位200个。", ["2025-12-31", "2025-12-31"]),
        # a time inside a clause holds for that clause
        ("床位占比不低于65%，6月底前完成改造12家，等级评定实现全覆盖。", [None, "2025-06-30", None]),
        ("新院区于9月底前竣工，新增床位600张。", [None]),
        # one right before a verb goes with that verb and with verbs behind it, not with what another clause says of its own
        ("8月底前完成换届，干部比例由18%提升到25%左右。", [None]),
        ("国庆节前上线8个模块，办理率力争突破90%。", ["2025-09-30", None]),
        ("8月底前完成改造35套，新增床位120张。", ["2025-08-31", "2025-08-31"]),
        # a list of terms
        ("确保一季度开工率达60%、上半年达90%。", ["2025-03-31", "2025-06-30"]),
        ("力争上半年开工率达60%，下半年天气转凉。", ["2025-06-30"]),
        # a time behind the number, before what is done with it
        ("12个市场年底前全部完成改造。", ["2025-12-31"]),
        ("新建学校3所，年底前投入使用。", [None]),
        # a bare year that opens a clause
        ("2026年新建公园5个，2027年新建8个。", ["2026-12-31", "2027-12-31"]),
        ("2026年，参保率达到95%，新增学位200个。", ["2026-12-31", "2026-12-31"]),
        ("2026年底前建成2026年计划内的公园5个。", ["2026-12-31"]),
        ("产值2024年基础上增长5%，比2024年多5家。", [None, None]),
        # one that lies in the past tells
        ("2024年新建公园5个。", []),
    ],
)
def test_deadline_belongs_to_what_it_governs(sentence: str, expected: list[str | None]) -> None:
    assert dues(sentence) == expected


def test_a_time_between_an_indicator_and_its_verb_is_no_part_of_it(only_target):
    for sentence in ("签约率11月底前达到95%", "签约率到2026年底前达到95%", "签约率连续两年保持在95%以上"):
        assert only_target(sentence).indicator == "签约率"
    share = only_target("护理型床位占比6月底前提高到65%")
    assert share.indicator == "护理型床位占比"
    assert share.deadline is not None
