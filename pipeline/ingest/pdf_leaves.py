"""Part a sheet on which two pages are printed side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.pdf_lines import PrintedLine
from pipeline.ingest.pdf_page import PageLines

_WIDE = 1.2
"""A sheet with two pages on it is this much wider than high."""
_BAND = 0.08
"""The two inner margins leave at least this share of the sheet's width white: 8 points of every 100."""
_ALIKE = 0.25
"""The two pages differ in width by no more than this share."""
_FEWEST = 5
_LONG = 0.6
_SET = 0.4
"""This share of the lines of each page is long: a page of text, and no column of a table."""


def leaves(page: PageLines) -> tuple[PageLines, ...]:
    """Return the two pages that a sheet holds side by side, each with its own lines, or the page as it is."""
    if page.sheet.width < _WIDE * page.sheet.height or not page.lines:
        return (page,)
    middle = page.sheet.width / 2
    if any(box[0] < middle < box[2] for _, box in page.tables) or any(_crosses(line, middle) for line in page.lines):
        return (page,)
    halves = [[part for line in page.lines if (part := line.cut(middle)[side])] for side in (0, 1)]
    if not all(map(_is_text, halves)):
        return (page,)
    (left, inner), (outer, right) = ((min(line.x0 for line in half), max(line.x1 for line in half)) for half in halves)
    if outer - inner < _BAND * page.sheet.width or abs((inner - left) - (right - outer)) > _ALIKE * (right - left) / 2:
        return (page,)
    return tuple(
        replace(
            page, lines=half, tables=[(table, box) for table, box in page.tables if (box[0] < middle) == (side == 1)], half=side
        )
        for side, half in enumerate(halves, 1)
    )


def _crosses(line: PrintedLine, x: float) -> bool:
    return any(
        left < x < right and char != " "
        for char, left, right in zip(line.text, line.edges[0::2], line.edges[1::2], strict=True)
    )


def _is_text(lines: Sequence[PrintedLine]) -> bool:
    """Return whether lines are a page of text: enough of them, and many as long as the longest."""
    if len(lines) < _FEWEST:
        return False
    longest = max(line.x1 - line.x0 for line in lines)
    return sum(line.x1 - line.x0 > _LONG * longest for line in lines) >= _SET * len(lines)
