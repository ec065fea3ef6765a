"""Cut a stretch into the clauses that a quantity is read in; quotes, titles and brackets stay whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from schemas.records import quick

Span = tuple[int, int]
_PAIRS = {"(": ")", "[": "]", "〔": "〕", "《": "》", "“": "”", "‘": "’", "【": "】", "「": "」", "『": "』"}
_CLOSERS = frozenset(_PAIRS.values())
_QUOTES = frozenset("“‘「『")
_STOPS = frozenset("。!?\n\t")
DEEPEST = 16


@cache
def _points() -> re.Pattern[str]:
    """Return the pattern of brackets and of what may delimit; a line end closes all brackets."""
    # 新建食堂2家(,)改造“8+4”工程3处(。)
    return re.compile(r"[。!?;\n\t,:“”‘’「」『』《》()\[\]〔〕【】]")


@cache
def _simple_points() -> re.Pattern[str]:
    """Return the pattern of what delimits in a stretch without brackets; a mark that a figure follows is in doubt."""
    # 新建食堂2家(,)共1,200平方米(。)
    return re.compile(r"[。!?;\n\t,:](?<![,:](?=\d))")


@cache
def _no_simple_points() -> re.Pattern[str]:
    """Return the pattern of what keeps a stretch from being cut at `_simple_points`: brackets, marks in doubt, dashes."""
    # 改造(“)8+4”工程   共1(,)200平方米   主要任务(-)-新建
    return re.compile(r"[“”‘’「」『』《》()\[\]〔〕【】,:-](?<!,(?!\d))(?<!:(?!\d))(?<!-(?!-))")


@cache
def _dashes() -> re.Pattern[str]:
    """Return the pattern of the dashes that delimit where no figure follows."""
    # 主要任务(--)新建食堂2家
    return re.compile("--")


def _delimits(folded: str, at: int) -> bool:
    """Say whether a mark delimits: the comma of 1,200, the colon of 2.6:1 and the dashes of 3--5 do not."""
    mark = folded[at]
    if mark not in ",:-":
        return True
    after = folded[at + 2 : at + 3] if mark == "-" else folded[at + 1 : at + 2]
    if not after.isdigit():
        return True
    if mark == "-" or not folded[max(0, at - 1)].isdigit():
        return mark != "-"
    return mark == "," and not (
        folded[at + 1 : at + 4].isdigit() and not folded[at + 4 : at + 5].isdigit() and at + 4 <= len(folded)
    )


@quick
@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a stretch. `titles`, `quotes`, `round` are outermost spans of 《》, quotation marks and brackets.

    `marks` are the offsets of delimiters outside them all, `stops` those of 。!?; and line ends.
    """

    start: int
    end: int
    titles: tuple[Span, ...]
    quotes: tuple[Span, ...]
    round: tuple[Span, ...]
    marks: list[int]
    stops: list[int]

    def clause(self, at: int) -> Span:
        """Return the clause that holds the offset."""
        index = bisect_right(self.marks, at)
        return (
            self.marks[index - 1] + 1 if index else self.start,
            self.marks[index] if index < len(self.marks) else self.end,
        )

    def sentence(self, at: int) -> Span:
        """Return the sentence that holds the offset."""
        index = bisect_right(self.stops, at)
        return (
            self.stops[index - 1] + 1 if index else self.start,
            self.stops[index] if index < len(self.stops) else self.end,
        )


def within(spans: tuple[Span, ...], at: int) -> Span | None:
    """Return the span that holds the offset, if any; spans are sorted and apart."""
    if not spans:
        return None
    index = bisect_left(spans, (at + 1, 0)) - 1
    return spans[index] if index >= 0 and spans[index][1] > at else None


def cut(folded: str, start: int, end: int) -> Clauses:
    """Return the clauses of `folded[start:end]`.

    >>> clauses = cut("新建食堂2家,改造“8+4,X”1处。", 0, 19)
    >>> clauses.clause(8), clauses.sentence(8)
    ((7, 18), (0, 18))
    """
    if _no_simple_points().search(folded, start, end) is None:
        simple = [match.start() for match in _simple_points().finditer(folded, start, end)]
        return Clauses(start, end, (), (), (), simple, [at for at in simple if folded[at] in _STOPS])
    pairs: list[tuple[int, int, str]] = []
    stack: list[tuple[str, int]] = []
    delimiters: list[int] = []
    for match in _points().finditer(folded, start, end):
        at = match.start()
        mark = folded[at]
        if mark in ",:":
            # one that a figure follows is in doubt
            if at + 1 >= end or not folded[at + 1].isdecimal() or _delimits(folded, at):
                delimiters.append(at)
        elif mark in _PAIRS:
            if len(stack) < DEEPEST:
                stack.append((mark, at))
        elif mark in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if _PAIRS[stack[depth][0]] == mark:
                    pairs.append((stack[depth][1], at + 1, stack[depth][0]))
                    del stack[depth:]
                    break
        else:
            delimiters.append(at)
            if mark == "\n":
                stack.clear()
    if folded.find("--", start, end) >= 0:
        _add_dashes(folded, start, end, delimiters)
    if not pairs:
        return Clauses(start, end, (), (), (), delimiters, [at for at in delimiters if folded[at] in _STOPS])
    pairs.sort()
    titles: list[Span] = []
    quotes: list[Span] = []
    rounds: list[Span] = []
    outer: list[Span] = []
    for begin, stop, opener in pairs:
        if outer and begin < outer[-1][1]:
            if opener == "《" and not (titles and begin < titles[-1][1]):
                titles.append((begin, stop))
            elif opener in _QUOTES and not (quotes and begin < quotes[-1][1]):
                quotes.append((begin, stop))
            continue
        outer.append((begin, stop))
        (titles if opener == "《" else quotes if opener in _QUOTES else rounds).append((begin, stop))
    marks: list[int] = []
    index = 0
    for at in delimiters:
        while index < len(outer) and outer[index][1] <= at:
            index += 1
        if index == len(outer) or at < outer[index][0]:
            marks.append(at)
    stops = [at for at in marks if folded[at] in _STOPS]
    return Clauses(start, end, tuple(titles), tuple(quotes), tuple(rounds), marks, stops)


def _add_dashes(folded: str, start: int, end: int, delimiters: list[int]) -> None:
    """Add the offsets of dashes that delimit; a dash is two characters."""
    for match in _dashes().finditer(folded, start, end):
        if _delimits(folded, match.start()):
            delimiters.extend(range(*match.span()))
    delimiters.sort()
