"""What the notice says of its own size: “7 方面 32 项重点工作”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.outline.tree import Span
from extractors.reading.numerals import chinese_value
from extractors.reading.text import Reading
from schemas.breakdown import Declared

_NUMBER = r"(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})"
_PARTS = "大?方面|个?部分|大类|个?类别|个?板块|大?领域"
_ITEMS = "项|条|件|个"
_WORK = (
    "重点工作任务|重点工作|重点任务|工作任务|主要任务|具体任务|目标任务|重点事项|工作措施|具体措施"
    "|重点举措|具体举措|改革举措|政策措施|实事|任务|举措|措施|工作|事项"
)


@dataclass(frozen=True, slots=True)
class DeclaredFinding:
    """The totals and the spans of their numerals."""

    declared: Declared
    numbers: tuple[Span, ...]


@cache
def _pair() -> re.Pattern[str]:
    """现梳理 2025 年重点工作 7 方面 32 项 / 共八个方面、四十五项任务 / 分为6大类25件实事"""
    return re.compile(
        rf"(?P<sections>{_NUMBER}) {{0,2}}个?(?:{_PARTS})[ ,、共计的]{{0,3}}(?P<tasks>{_NUMBER}) {{0,2}}(?:{_ITEMS})"
    )


@cache
def _single() -> re.Pattern[str]:
    """现将以下28项重点任务分解如下 / 共确定32项工作任务 / 共计40条措施 / 项目共有42项任务"""
    return re.compile(
        rf"(?:共|以下|下列|如下|计|梳理|梳理出|确定|明确|提出|制定|安排|细化为?|分解为?) {{0,2}}(?:了|为|有)?"
        rf"(?P<tasks>{_NUMBER}) {{0,2}}(?:{_ITEMS})(?:{_WORK})"
    )


@cache
def _named() -> re.Pattern[str]:
    """某区2026年十件民生实事实施方案 / 集中力量办好10件为民实事"""
    kind = "(?:重点|重大)?(?:民生|为民|惠民|便民|利民|民心|暖心)?(?:办|服务)?(?:实事(?!求是)|民生工程|民心工程)"
    # 去年办好的十件实事 is no total of this plan, nor are those of a higher office
    return re.compile(rf"(?P<own>(?<!年)(?:办好|办理|抓好|实施|推进|确定|票决出?))?(?<!第)(?P<tasks>{_NUMBER}) {{0,2}}[件项]{kind}")


_KINDS = (
    "(?:民生|为民|惠民|便民|利民|民心|暖心)?实事(?!求是)|(?:民生|民心)工程|(?:重点|重大|中心|攻坚|专项|年度)(?:工作|任务|项目|改革|事项)(?!措施)"
)


@cache
def _several() -> re.Pattern[str]:
    """6件民生实事、7项重点工作 / 8项重点任务、5项重点改革和10件实事 (no sum: 十件实事、32项具体措施, which divide the ten)"""
    one = rf" {{0,2}}[件项个](?:{_KINDS})"
    more = rf"(?:(?:、|和|及|以及|与){_NUMBER}{one}){{1,4}}+"
    return re.compile(rf"(?<![第0-9一二三四五六七八九十百]){_NUMBER}{one}{more}(?![、和及与]{_NUMBER})")


@cache
def _undertaken() -> re.Pattern[str]:
    # 2026年街道实施(6件…)   会议票决出(10件…)
    return re.compile(
        r"(?:实施|(?<!年)办好|办理|抓好|推进|确定|安排|明确|梳理出?|部署|提出|票决出?|聚焦|承担|下达|细化为?|分解为?|共|以下|下列)"
        r"[了为好]? {0,2}$"
    )


@cache
def _last_year() -> re.Pattern[str]:
    # 去年全区共实施(6件…)
    return re.compile(r"去年|上年|上一年|过去|以来|完成了?")


def _sum(reading: Reading, spans: Sequence[Span]) -> DeclaredFinding | None:
    """Return the sum of the totals that one sentence joins, if the office says that it undertakes them."""
    for start, end in spans:
        for match in _several().finditer(reading.folded, start, end):
            sentence = max(start, reading.folded.rfind("。", start, match.start()) + 1)
            before = reading.folded[sentence : match.start()]
            if not _undertaken().search(before) or _last_year().search(before):
                continue
            numbers = tuple(found.span() for found in _counted().finditer(reading.folded, *match.span()))
            values = [_value(reading.folded[first:last]) for first, last in numbers]
            total = sum(value for value in values if value is not None) if None not in values else None
            return DeclaredFinding(Declared(None, total, reading.evidence(*match.span(), "declared.sum")), numbers)
    return None


@cache
def _counted() -> re.Pattern[str]:
    # 6(件民生实事)
    return re.compile(rf"{_NUMBER}(?= {{0,2}}[件项个])")


def find_declared(reading: Reading, spans: Sequence[Span]) -> DeclaredFinding:
    """Return the totals stated in the paragraphs before the plan's first item; the pair before the single figure.

    Totals of several kinds of work that one sentence joins (6件民生实事、7项重点工作) are their sum. What
    the plan calls itself by (十件民生实事) counts where nothing else does, and at every place that repeats it.
    """
    for pattern in (_pair(), _single()):
        for start, end in spans:
            match = pattern.search(reading.folded, start, end)
            if match is None:
                continue
            groups = match.groupdict()
            if pattern is _single() and _several().match(reading.folded, match.start("tasks"), end):
                break
            numbers = tuple(match.span(name) for name in ("sections", "tasks") if groups.get(name))
            evidence = reading.evidence(match.start(), match.end(), f"declared.{'pair' if pattern is _pair() else 'single'}")
            return DeclaredFinding(Declared(_value(groups.get("sections")), _value(groups["tasks"]), evidence), numbers)
    joint = _sum(reading, spans)
    if joint is not None:
        return joint
    named = [match for span in spans for match in _named().finditer(reading.folded, *span)]
    named = [match for match in named if not _several().match(reading.folded, match.start("tasks"))]
    if len({_value(match["tasks"]) for match in named}) == 1 and any(match["own"] or _titles(reading, spans, match) for match in named):
        evidence = reading.evidence(named[0].start(), named[0].end(), "declared.named")
        return DeclaredFinding(Declared(None, _value(named[0]["tasks"]), evidence), tuple(match.span("tasks") for match in named))
    return DeclaredFinding(Declared(), ())


def _titles(reading: Reading, spans: Sequence[Span], match: re.Match[str]) -> bool:
    """Say whether a match stands in a title: a short line without a sentence."""
    start, end = next(span for span in spans if span[0] <= match.start() < span[1])
    return end - start <= 60 and not set(reading.folded[start:end]) & set("。;:")


def _value(number: str | None) -> int | None:
    """Return an Arabic or Chinese numeral as an integer."""
    if number is None:
        return None
    if number.isdigit():
        return int(number)
    value = chinese_value(number)
    return int(value) if value is not None else None
