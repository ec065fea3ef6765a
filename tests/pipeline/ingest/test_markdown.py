"""Markdown: its marks are no text, its tables are tables."""

from __future__ import annotations

import pytest

from pipeline.ingest import read_bytes
from pipeline.ingest.markdown import MarkdownReader
from pipeline.ingest.raw import RawBlock
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, Cell

PROSE = "坚持便民利民，扎实做好全年民政工作。"


def lines(text: str) -> list[str]:
    return read_bytes("notice.md", text.encode()).text.split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# 2025年工作要点\n\n## 一、总体要求 ##\n{PROSE}\n", ["2025年工作要点", "一、总体要求", PROSE]),
        ("2025年工作要点\n====\n\n一、总体要求\n----\n", ["2025年工作要点", "一、总体要求"]),
        (f"{PROSE}\n\n---\n\n{PROSE}", [PROSE, PROSE]),
        # No blank line between paragraphs, and none of them cut.
        ("1\\. 建好站点。新建食堂3家。\n2\\. 管好站点。", ["1. 建好站点。新建食堂3家。", "2. 管好站点。"]),
        ("坚持便民利民，扎实做好全年民政工作，加大宣\n传力度。", ["坚持便民利民，扎实做好全年民政工作，加大宣传力度。"]),
        ("3. 建好站点。\n4. 管好站点。", ["3. 建好站点。", "4. 管好站点。"]),
        # What every reader of Markdown counts.
        ("1. 建好站点。\n1. 管好站点。\n1. 用好站点。", ["1. 建好站点。", "2. 管好站点。", "3. 用好站点。"]),
        ("- 建好站点。\n* （一）管好站点。", ["● 建好站点。", "（一）管好站点。"]),
        ("> **建好站点。**新建*食堂* 3 家，~~停办~~见[通知](http://x.cn/a)。", ["建好站点。新建食堂 3 家，停办见通知。"]),
        ("面积3*5米，变量a_b_c，`代码`", ["面积3*5米，变量a_b_c，代码"]),
        ("```\n一、建好*站点*\n```", ["一、建好*站点*"]),
        ("建好站点<br/><b>二、管好站点</b>&hellip;&hellip;", ["建好站点", "二、管好站点……"]),
    ],
)
def test_marks_are_no_text(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_a_table_is_one() -> None:
    html = "<table>\n<tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td><td>丁</td></tr>\n</table>\n"
    text = f"{PROSE}\n\n| 序号 | 任务 |\n|:--|---:|\n| 1 | **建好**站点<br>管好站点 |\n| 2 | A\\|B |\n\n{html}"
    cell = BlockKind.CELL
    assert MarkdownReader().read("notice.md", text.encode()).blocks == (
        RawBlock(PROSE, whole=True),
        RawBlock("序号", cell, cell=Cell(0, 0, 0, header=True), whole=True),
        RawBlock("任务", cell, cell=Cell(0, 0, 1, header=True), whole=True),
        RawBlock("1", cell, cell=Cell(0, 1, 0), whole=True), RawBlock("建好站点\n管好站点", cell, cell=Cell(0, 1, 1), whole=True),
        RawBlock("2", cell, cell=Cell(0, 2, 0), whole=True), RawBlock("A|B", cell, cell=Cell(0, 2, 1), whole=True),
        RawBlock("甲", cell, cell=Cell(1, 0, 0), whole=True), RawBlock("乙", cell, cell=Cell(1, 0, 1), whole=True),
        RawBlock("丙", cell, cell=Cell(1, 1, 0), whole=True), RawBlock("丁", cell, cell=Cell(1, 1, 1), whole=True),
    )


def test_headings_have_levels_and_settings_are_set_aside() -> None:
    text = "---\ntitle: 2025年云溪工作要点\ndate: 2025-02-17\n---\n### 一、总体要求\n![图](a.png)"
    raw = MarkdownReader().read("notice.md", text.encode())
    assert raw.blocks == (RawBlock("一、总体要求", BlockKind.HEADING, 3, whole=True),)
    assert raw.metadata == (("title", "2025年云溪工作要点"),)
    assert raw.furniture == (Furniture("navigation", "title: 2025年云溪工作要点 date: 2025-02-17", None),)
    assert raw.notes == (diagnose("D106", what="1 picture"),)


@pytest.mark.parametrize("piece", ["*", "_", "`", "[", "](", "|", "> ", "# ", "- ", "<", "\\", "![", "～", "一", "| - "])
def test_endless_repetition_is_read(piece: str) -> None:
    assert read_bytes("notice.md", f"{PROSE}\n\n{piece * 20_000}\n\n{PROSE}".encode()).text.startswith(PROSE)
