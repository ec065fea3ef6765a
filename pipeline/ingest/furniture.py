"""Lines of a text file that are no part of the notice: page numbers, running headers, the buttons of a web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from extractors.reading.text import fold
from pipeline.ingest.shapes import is_finished, label_kind, paper_words

FurnitureKind = Literal["page_number", "running_header", "running_footer", "navigation"]

_ZONE = 25
"""So many lines at the top and at the bottom may hold the buttons of a web page."""
_LONGEST = 60
"""Characters; a longer line is text."""
_PAGE_LENGTH = 250
"""A page holds at least so many characters: numbers that stand closer are rows of a table."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """A line that may be a page number; a bare one (7) proves nothing by itself."""

    index: int
    number: int
    bare: bool


def find_furniture(lines: Sequence[str], turns: frozenset[int]) -> dict[int, FurnitureKind]:
    """Return the index of every line that is furniture, with its kind.

    `lines` are the stripped lines that hold anything, `turns` the indexes of those that follow a form feed.

    >>> find_furniture(["工作要点", "— 1 —", "一、总体要求", "— 2 —"], frozenset())
    {1: 'page_number', 3: 'page_number'}
    """
    # No furniture is long, and folding is dear: long lines stay as they are.
    folded = [fold(line) if len(line) <= _LONGEST else line for line in lines]
    found: dict[int, FurnitureKind] = dict.fromkeys(_page_numbers(folded, turns), "page_number")
    found |= _running(folded, turns, found)
    found |= dict.fromkeys(_navigation(folded), "navigation")
    return dict(sorted(found.items()))


@cache
def _page_mark() -> re.Pattern[str]:
    """— 3 —   -3-   第 3 页   第3页 共11页   第 3 页/共 11 页   3 / 11   · 3 ·   Page 3 of 11   3."""
    return re.compile(
        r"[-~]{1,2}\s{0,3}(?P<dashed>\d{1,4})\s{0,3}[-~]{1,2}"
        r"|第\s{0,3}(?P<page>\d{1,4})\s{0,3}页(?:\s{0,3}[/,(]?\s{0,3}共\s{0,3}\d{1,4}\s{0,3}页\)?)?"
        r"|[·.]\s{0,3}(?P<dotted>\d{1,4})\s{0,3}[·.]"
        r"|[Pp]age\s(?P<english>\d{1,4})(?:\sof\s\d{1,4})?"
        r"|(?P<bare>\d{1,4})(?:\s{0,2}/\s{0,2}\d{1,4})?"
    )


def _page_numbers(folded: Sequence[str], turns: frozenset[int]) -> list[int]:
    """Return the lines that are page numbers.

    A number in dashes or with 页 is one by itself. Bare numbers must run on by one, and stand at form feeds or
    a page's length apart with a sentence cut at one of them at least: the rows of a table are numbered too.
    """
    marks: list[PageMark] = []
    for index, line in enumerate(folded):
        if len(line) > 24:
            continue
        match = _page_mark().fullmatch(line)
        if match and match.lastgroup:
            marks.append(PageMark(index, int(match[match.lastgroup]), match.lastgroup in ("bare", "dotted")))
    sure = [mark.index for mark in marks if not mark.bare]
    return sorted([*sure, *_bare_numbers(folded, turns, [mark for mark in marks if mark.bare])])


def _bare_numbers(folded: Sequence[str], turns: frozenset[int], marks: Sequence[PageMark]) -> list[int]:
    at_turns = [m for m in marks if m.index in turns or m.index + 1 in turns or m.index == len(folded) - 1]
    if len([m for m in at_turns if m.index + 1 in turns or m.index in turns]) >= 1 and _run_on(at_turns):
        return [mark.index for mark in at_turns]
    if len(marks) < 3 or not _run_on(marks):
        return []
    apart = all(
        sum(len(line) for line in folded[a.index + 1 : b.index]) >= _PAGE_LENGTH
        for a, b in pairwise(marks)
    )
    cut = any(0 < m.index < len(folded) - 1 and _is_cut(folded[m.index - 1], folded[m.index + 1]) for m in marks)
    return [mark.index for mark in marks] if apart and cut else []


def _is_cut(before: str, after: str) -> bool:
    return len(before) > 10 and not is_finished(fold(before[-300:])) and label_kind(fold(after[:12])) is None


def _run_on(marks: Sequence[PageMark]) -> bool:
    return all(b.number == a.number + 1 for a, b in pairwise(marks))


def _running(
    folded: Sequence[str], turns: frozenset[int], numbers: dict[int, FurnitureKind]
) -> dict[int, FurnitureKind]:
    """Return the lines that stand first or last on most pages, alike but for their numerals.

    A page begins at a form feed or behind a page number. Three pages must share a line before it is believed.
    """
    if not turns and not numbers:
        return {}  # one page, as most text files are
    starts = sorted({0, *turns, *(index + 1 for index in numbers)})
    pages = [
        [index for index in range(start, end) if index not in numbers]
        for start, end in zip(starts, [*starts[1:], len(folded)], strict=True)
    ]
    pages = [page for page in pages if len(page) > 1]
    if len(pages) < 3:
        return {}
    found: dict[int, FurnitureKind] = {}
    for place, kind in ((0, "running_header"), (-1, "running_footer")):
        alike = Counter(_without_numerals(folded[page[place]]) for page in pages)
        line, count = alike.most_common(1)[0]
        # 1.加… | 2.加… at the foot of three pages is an item cut three times.
        if label_kind(folded[next(p[place] for p in pages if _without_numerals(folded[p[place]]) == line)]):
            continue
        if count >= 3 and 10 * count >= 6 * len(pages) and 0 < len(line) <= _LONGEST and line[-1] not in "。;:":
            kept: FurnitureKind = "running_header" if kind == "running_header" else "running_footer"
            found |= {page[place]: kept for page in pages if _without_numerals(folded[page[place]]) == line}
    return found


def _without_numerals(line: str) -> str:
    return re.sub(r"\d++", "", line)


@cache
def _label_line() -> re.Pattern[str]:
    """来源：云溪日报   发表时间：2026-02-09 09:45:30   阅读量：   【字体：."""
    labels = "|".join(re.escape(word) for word in paper_words("web_label"))
    return re.compile(rf"[【(\[]?(?P<label>{labels})\s{{0,2}}:\s{{0,2}}(?P<value>[^。,;]{{0,30}}+)")


@cache
def _date_and_time() -> re.Pattern[str]:
    """2026-02-09   2026-02-09 09:45:30   2026/2/9   2026年2月9日 09:45."""
    return re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?")


def _navigation(folded: Sequence[str]) -> list[int]:
    """Return the lines at both ends that a saved web page left there; none if it does not look like one."""
    top = range(min(_ZONE, len(folded)))
    bottom = range(max(len(top), len(folded) - _ZONE), len(folded))
    found: list[int] = []
    for zone in (top, bottom):
        hits = {index for index in zone if _is_button(folded[index])}
        # One word alone (中, 收藏) may be text; three of them are a web page.
        established = len(hits) >= 3
        if not established:
            last = zone is bottom
            hits = {index for index in hits if last and _has_word(folded[index]) and _ends_page(folded, index)}
        found += sorted(hits | _labelled(folded, zone, established=established) | _crumbs(folded, zone))
    return found


def _is_button(line: str) -> bool:
    if len(line) > 40:
        return False
    words = re.split(r"[\s|:>【】\[\]]+", line)
    return all(not word or word in _buttons() for word in words)


def _has_word(line: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", line) is not None


@cache
def _buttons() -> frozenset[str]:
    return frozenset(paper_words("web_button"))


def _ends_page(folded: Sequence[str], index: int) -> bool:
    """Tell whether nothing but buttons follows, as behind 相关报道：."""
    return all(_is_button(line) for line in folded[index:])


def _labelled(folded: Sequence[str], zone: range, *, established: bool) -> set[int]:
    """Return 来源, 时间 and the like, with the value that stands on the next line, on a page known to be a web page."""
    found: set[int] = set()
    if not established:
        return found
    for index in zone:
        match = _label_line().fullmatch(folded[index])
        if match is None:
            continue
        value = match["value"].strip()
        dated = "时间" in match["label"] or "日期" in match["label"]
        if dated and value and not _date_and_time().fullmatch(value):
            continue
        found.add(index)
        if not value and index + 1 < len(folded) and _is_value(folded[index + 1], dated=dated, label=match["label"]):
            found.add(index + 1)
    return found


def _is_value(line: str, *, dated: bool, label: str) -> bool:
    """Tell whether a line is the value of the label above it."""
    return _date_and_time().fullmatch(line) is not None if dated else label == "来源" and len(line) <= 12


def _crumbs(folded: Sequence[str], zone: range) -> set[int]:
    """Return the words between the > of a trail of links."""
    arrows = [index for index in zone if folded[index] in (">", ">>", "»")]
    near = {index + step for index in arrows for step in (-1, 0, 1)} if len(arrows) >= 2 else set()
    return {index for index in near if index in zone and len(folded[index]) <= 12}
