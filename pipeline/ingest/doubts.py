"""Find the place in the reading text of what a reader was not sure of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.ingest.raw import Doubt
from schemas.breakdown import Diagnostic, Evidence
from schemas.diagnostics import diagnose
from schemas.document import Line, SourceDocument

_RULE = "ocr.doubt"


def diagnostics_of(doubts: Sequence[Doubt], document: SourceDocument) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every printed line with doubts: from the first to the last, as sure as the least sure.

    Ink that is no part of the text is left out.
    """
    if not doubts:
        return
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in document.lines:
        pages[line.page].append(line)
    found: dict[int, tuple[int, int, float]] = {}
    for doubt in doubts:
        place = _place(doubt, pages[doubt.page], document.text)
        if place is not None:
            line, start, end = place
            first, last, least = found.get(line.start, (start, end, doubt.confidence))
            found[line.start] = (min(first, start), max(last, end), min(least, doubt.confidence))
    for start, end, sure in sorted(found.values()):
        page, bbox = document.place(start, end)
        evidence = Evidence(start, end, document.text[start:end], page, bbox, _RULE)
        yield diagnose("D108", confidence=f"{100 * sure:.0f}", evidence=evidence)


def _place(doubt: Doubt, lines: Sequence[Line], text: str) -> tuple[Line, int, int] | None:
    """Return the line at a doubt's place and the span of its characters there; None where no line of the text stands."""
    x0, top, x1, bottom = doubt.box
    height = (top + bottom) / 2
    best: tuple[bool, float, int, int, int] | None = None
    for index, line in enumerate(lines):
        if line.bbox is None or not line.bbox[1] <= height <= line.bbox[3]:
            continue
        start, end = _within(line, x0, x1, doubt.text, text)
        if start < end:
            rank = (text[start:end] != doubt.text, abs((line.bbox[1] + line.bbox[3]) / 2 - height), start, end, index)
            best = rank if best is None else min(best, rank)
    return None if best is None else (lines[best[4]], best[2], best[3])


def _within(line: Line, x0: float, x1: float, words: str, text: str) -> tuple[int, int]:
    """Return the span of a line's characters whose middle lies between x0 and x1; of words, where it has no edges."""
    if not line.edges:
        at = text.find(words, line.start, line.end)
        return (at, at + len(words)) if at >= 0 else (line.start, line.start)
    inside = [
        place
        for place, (left, right) in enumerate(zip(line.edges[0::2], line.edges[1::2], strict=True), line.start)
        if x0 <= (left + right) / 2 <= x1
    ]
    return (inside[0], inside[-1] + 1) if inside else (line.start, line.start)
