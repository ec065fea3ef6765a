"""Fixtures of the comparison's tests: notices from a few lines, compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.comparison.compare import compare_two
from pipeline.convert import extract_bytes
from schemas.breakdown import TaskBreakdown
from schemas.comparison import Comparison

HEAD = """星桥区水务局文件

星水〔{year}〕3号

星桥区水务局关于印发《{year}年水务工作要点及任务分解》的通知

各科室：

现印发给你们，请认真执行。

星桥区水务局
{year}年2月10日

{year}年水务工作要点及任务分解

一、重点任务

"""


@pytest.fixture
def notice() -> Callable[..., TaskBreakdown]:
    """Return a builder: the tasks' lines (without numbers) and a year give a breakdown."""

    def build(*tasks: str, year: int = 2024, lead: str = "") -> TaskBreakdown:
        lines = [f"{number}. {task}" for number, task in enumerate(tasks, 1)]
        text = HEAD.format(year=year).replace("一、重点任务", f"{lead}\n\n一、重点任务" if lead else "一、重点任务")
        return extract_bytes(f"{year}.txt", (text + "\n\n".join(lines) + "\n").encode())

    return build


@pytest.fixture
def compared(notice: Callable[..., TaskBreakdown]) -> Callable[..., Comparison]:
    """Return a call: two lists of tasks of following years, compared."""

    def compare(before: list[str], after: list[str]) -> Comparison:
        return compare_two(notice(*before), notice(*after, year=2025))

    return compare
