"""Only what no notice can mean is put right."""

from __future__ import annotations

import pytest

from pipeline.ingest.ocr_corrections import corrected


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2O25年底前新建1l家", "2025年底前新建11家"),
        ("2025一2027年", "2025—2027年"),
        ("一3ー", "—3—"),
        ("安排资金30万兀，6月30目前到位", "安排资金30万元，6月30日前到位"),
        ("6—", "6 "),
        ("开展测评。(牵头领导:徐敏,责任部门:局办公室)", "开展测评。（牵头领导：徐敏，责任部门：局办公室）"),
        ("青民(2025)8号", "青民〔2025〕8号"),
    ],
)
def test_a_sure_mistake_is_put_right(read: str, meant: str) -> None:
    assert corrected(read) == meant


@pytest.mark.parametrize(
    "read",
    ["一、加强宣传", "第一1批", "三会一课", "Oil 10O", "1,000万元", "12:30", "（2025年）8号楼", "5G+", "6月5目标", "突兀"],
)
def test_what_may_be_meant_is_left(read: str) -> None:
    assert corrected(read) == read


@pytest.mark.parametrize("read", ["（" * 20_000, "9" * 20_000, "、" * 20_000, "一" * 20_000, "1一" * 10_000])
def test_a_line_keeps_its_length(read: str) -> None:
    assert len(corrected(read)) == len(read)
