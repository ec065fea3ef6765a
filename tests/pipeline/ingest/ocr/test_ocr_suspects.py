"""What is hardly printed so is doubted, and nothing is changed."""

from __future__ import annotations

import pytest

from pipeline.ingest.ocr_suspects import suspects


def doubted(text: str, confidence: float = 0.9) -> str:
    """The doubted characters."""
    return "".join(text[place] for place in sorted(suspects(text, (confidence,) * len(text))))


@pytest.mark.parametrize(
    ("read", "doubt"),
    [
        ("老年助L餐服务覆盖率", "L"),
        ("新建食|堂", "|"),
        ("老年助L", "L"),
        ("L餐服务覆盖率", "L"),
        ("L", "L"),
        ("推进十个项日建设", "日"),
        ("培训护理员300入次", "入"),
        ("投入资金30千元、20干元", "干"),
        ("贵任单位：市民政局", "贵"),
        ("奉头部门:市民政局", "奉"),
        ("（配合单仂：市财政局）", "仂"),
    ],
)
def test_what_no_notice_says_is_doubted(read: str, doubt: str) -> None:
    assert doubted(read) == doubt


@pytest.mark.parametrize(
    "read",
    ["责任单位：市民政局", "牵头领导：李明", "指导思想：坚持", "建设3A级景区", "建设A座", "A类","B类单位", "普及5G网络", "WiFi全覆盖",
     "三项日常工作", "30人次", "20千米", "入户走访", "科目", "各成员单位：市民政局"],
)  # fmt: skip
def test_look_alikes_are_not_doubted(read: str) -> None:
    assert doubted(read) == ""


def test_a_letter_alone_that_was_surely_read_is_not_doubted() -> None:
    assert doubted("A", 0.999) == ""


def test_an_unknown_label_that_was_surely_read_is_not_doubted() -> None:
    assert doubted("督办单位：市政府督查室", 0.999) == ""


@pytest.mark.parametrize("read", ["L" * 20_000, "贵任单位" * 5_000, "：" * 20_000, "9" * 20_000, "项日" * 10_000])
def test_a_long_line_ends(read: str) -> None:
    assert suspects(read, (0.9,) * len(read)) <= set(range(len(read)))
