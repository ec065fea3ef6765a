"""Sentences of a stretch of text; brackets and quotation marks hold theirs together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.outline.tree import Span
from extractors.reading.brackets import PAIRS, scan
from extractors.reading.text import Reading


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"[。!?]")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(r"[(《“〔\[]")


@cache
def _end_with_closers() -> re.Pattern[str]:
    return re.compile(r"[。!?][”’)]*+")


@cache
def _end_in_bracket() -> re.Pattern[str]:
    # (…收尾。…)   a bracket in a bracket may hold an end behind the inner one, so it counts as well
    openers = re.escape("".join(PAIRS))
    return re.compile(
        "|".join(
            f"{re.escape(opener)}[^{openers}{re.escape(closer)}。!?]*+[{openers}。!?]" for opener, closer in PAIRS.items()
        )
    )


def _holds_end(folded: str, start: int, end: int) -> bool:
    """Say whether a bracket in the stretch may hold a full stop; most hold none and need not be scanned."""
    return _end_in_bracket().search(folded, start, end) is not None


def sentence_end(reading: Reading, start: int, end: int) -> int | None:
    """Return the offset of the full stop that ends the first sentence of a stretch; None if nothing ends it."""
    folded = reading.folded
    match = _end().search(folded, start, end)
    if match is None:
        return None
    first = match.start()
    if _opener().search(folded, start, first) is None or not _holds_end(folded, start, end):
        return first
    pairs, _ = scan(folded, start, end)
    while match is not None:
        offset = match.start()
        if not any(pair.start < offset < pair.end - 1 for pair in pairs):
            return offset
        match = _end().search(folded, offset + 1, end)
    return None


def sentences(reading: Reading, start: int, end: int) -> list[Span]:
    """Return the sentences of a stretch with their full stops, a line break ending one too."""
    folded = reading.folded
    found: list[Span] = []
    for line_start, line_end in lines(reading, start, end):
        begin = line_start
        if not _holds_end(folded, line_start, line_end):
            for match in _end_with_closers().finditer(folded, line_start, line_end):
                while folded[begin] in " \t":
                    begin += 1
                close = match.end()
                found.append((begin, close))
                begin = close
        while begin < line_end:
            stop = sentence_end(reading, begin, line_end)
            close = line_end if stop is None else stop + 1
            while close < line_end and folded[close] in "”’)":
                close += 1
            span = reading.trim(begin, close)
            if span[0] < span[1]:
                found.append(span)
            begin = close
    return found


def lines(reading: Reading, start: int, end: int) -> list[Span]:
    """Return the spans between line breaks."""
    found: list[Span] = []
    begin = start
    while begin < end:
        stop = reading.folded.find("\n", begin, end)
        stop = end if stop < 0 else stop
        if begin < stop:
            found.append((begin, stop))
        begin = stop + 1
    return found


def runs(blocks: Sequence[Span]) -> list[Span]:
    """Return maximal runs of paragraphs that follow each other without a table between."""
    found: list[Span] = []
    for start, end in blocks:
        if found and start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def without(span: Span, holes: Sequence[Span]) -> list[Span]:
    """Return what is left of a span when the holes are cut out.

    >>> without((0, 10), [(2, 4), (8, 10)])
    [(0, 2), (4, 8)]
    """
    begin, end = span
    if not holes:
        return [span] if begin < end else []
    left: list[Span] = []
    for hole_start, hole_end in sorted(holes) if len(holes) > 1 else holes:
        if hole_end <= begin or hole_start >= end:
            continue
        if hole_start > begin:
            left.append((begin, hole_start))
        begin = max(begin, hole_end)
    if begin < end:
        left.append((begin, end))
    return left


def all_without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """Return what is left of spans that follow each other when the holes are cut out, in one pass over both.

    >>> all_without([(0, 4), (5, 10)], [(2, 4), (8, 10)])
    [(0, 2), (5, 8)]
    """
    if len(spans) == 1:
        return without(spans[0], holes)
    ordered = sorted(holes)
    left: list[Span] = []
    passed = 0
    for begin, end in spans:
        while passed < len(ordered) and ordered[passed][1] <= begin:
            passed += 1
        reach = passed
        while reach < len(ordered) and ordered[reach][0] < end:
            reach += 1
        left.extend(without((begin, end), ordered[passed:reach]))
    return left
