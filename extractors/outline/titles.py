"""What a heading's words say of what stands under it: work, principles and safeguards, or a review of the past."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.number_rules import SUMS
from extractors.lexicons import load


@cache
def _review() -> re.Pattern[str]:
    """2024年工作回顾"""
    return re.compile("|".join(map(re.escape, _words("review"))))


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Return the words of one kind of the section-title lexicon."""
    return tuple(word for entry in load("section_titles")["entry"] if entry["kind"] == kind for word in entry["words"])


@cache
def _whole() -> frozenset[str]:
    return frozenset(_words("whole"))


@cache
def _situation() -> re.Pattern[str]:
    # 发展基础和面临形势   (no title of that kind: 增强消费促发展基础性作用)
    return re.compile(f"(?:{'|'.join(map(re.escape, _words('situation')))})(?=$|[和与及、])")


_AIMS = ("目标", "要求", "任务", "思路", "安排", "打算", "草案", "展望")
"""A heading with one of these stands above aims too."""


def frames_work(title: str) -> bool:
    """Say whether a heading stands above principles, goals or safeguards and not above tasks.

    >>> frames_work("指导思想"), frames_work("加强组织领导")
    (True, False)
    """
    last = title[-1:]
    if last not in _last_characters() and last not in "。:、" and not last.isspace():
        return False  # the words end in few characters, and most titles in another
    bare = "".join(title.split()).replace("。", "").replace(":", "").replace("、", "")
    return bare in _whole() or bare.endswith(_words("ending"))


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(word[-1] for word in (*_whole(), *_words("ending")))


def reports_results(title: str | None) -> bool:
    """Say whether a document's title ends as that of a report on what was done.

    >>> reports_results("2024年民生实事完成情况"), reports_results("2024年工作总结和2025年工作计划")
    (True, False)
    """
    return title is not None and "".join(title.split()).endswith(_words("report"))


def reviews_past(title: str) -> bool:
    """Say whether a heading stands above a report of what was done.

    >>> reviews_past("2024年工作回顾"), reviews_past("发展基础"), reviews_past("发展基础和主要目标")
    (True, True, False)
    """
    bare = "".join(title.split())
    if len(bare) > 40:
        return False
    return _review().search(bare) is not None or (
        _situation().search(bare) is not None and not any(word in bare for word in _AIMS)
    )


def sums_up(words: str) -> bool:
    """Say whether the first cell of a row says that the row adds up those above it.

    >>> sums_up("合 计"), sums_up("合计面积测算")
    (True, False)
    """
    return "".join(words.split()).rstrip(":：") in SUMS


_PLAN_WORDS = "方案|计划|要点|清单|规划|意见|办法|细则|分工|分解|报告|行动|措施|规定|任务|制度|指南|标准"


@cache
def _title_end() -> re.Pattern[str]:
    """陕西省规范中介服务专项行动方案 / 2025年工作要点（征求意见稿）"""
    return re.compile(rf".{{2,56}}(?:{_PLAN_WORDS})(?:\([^()]{{1,16}}\))?")


def reads_as_title(text: str) -> bool:
    """Say whether a line reads as the title of a plan."""
    return _title_end().fullmatch(text) is not None and not text.startswith(("附件", "附:"))
