"""Set the numbers aside that count the lines of a page in its margin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.ingest.pdf_lines import PrintedLine
from pipeline.ingest.pdf_page import PageLines
from schemas.breakdown import Furniture

_GAP = 0.4
"""A number in the margin stands this many em from the text of its line at least."""
_FEWEST = 4
"""Numbers on a page that are enough to see how they count."""
_MOST_BLANK = 4
"""Blank lines in a row that are counted without showing."""
_RUNNING = 0.35
"""This share of the numbered lines begins inside of a sentence: those of a list or a table hardly ever do."""
_LONG = 15
"""Characters of a line that may be full."""
_SAME_PLACE = 3.0


def set_line_numbers_aside(pages: Sequence[PageLines]) -> list[Furniture]:
    """Take the numbers of lines out of `pages` and return them, those of a page as one."""
    found = {index: numbered for index, page in enumerate(pages) if (numbered := _numbered(page.lines, _FEWEST))}
    inside = [begins for index, numbered in found.items() for begins in _begins_inside(pages[index].lines, numbered)]
    if not inside or sum(inside) < _RUNNING * len(inside):
        return []
    # The last page may hold a line or two.
    found = {index: numbered for index, page in enumerate(pages) if (numbered := found.get(index) or _numbered(page.lines, 1))}
    aside = []
    for index, numbered in found.items():
        page = pages[index]
        kept: list[PrintedLine] = []
        for place, line in enumerate(page.lines):
            rest = line.cut(numbered[place])[1] if place in numbered else line
            if rest:
                kept.append(rest)
        aside.append(Furniture("other", " ".join(_digits(page.lines[place].text) for place in numbered), page.number))
        page.lines = kept
    return aside


def _numbered(lines: Sequence[PrintedLine], fewest: int) -> dict[int, float]:
    """Return the places of lines with a number before their text and where it ends; none where the numbers do not count them."""
    found: dict[int, float] = {}
    for place, line in enumerate(lines):
        count = len(_digits(line.text))
        if not count:
            continue
        end = line.edges[2 * count - 1]
        rest = line.text[count:].lstrip()
        if not rest or line.edges[2 * (len(line.text) - len(rest))] - end >= _GAP * line.em:
            found[place] = end + 0.1
    rights = sorted(found.values())
    usual = rights[len(rights) // 2] if rights else 0.0
    lefts = sorted(lines[place].x0 for place in found)
    first = lefts[len(lefts) // 2] if lefts else 0.0
    found = {
        place: end for place, end in found.items() if abs(end - usual) < _SAME_PLACE or abs(lines[place].x0 - first) < _SAME_PLACE
    }
    # A page's number and a line of figures at the margin do not count on.
    counts = all(
        0 <= int(_digits(lines[after].text)) - int(_digits(lines[place].text)) - (after - place) <= _MOST_BLANK
        for place, after in pairwise(found)
    )
    margin = max(found.values(), default=0.0)
    others = [line for place, line in enumerate(lines) if place not in found]
    return found if len(found) >= fewest and counts and all(line.x0 >= margin for line in others) else {}


def _begins_inside(lines: Sequence[PrintedLine], numbered: dict[int, float]) -> list[bool]:
    """Return for each numbered line after another one whether that one is full and ends no sentence."""
    right = max(line.x1 for line in lines)
    return [
        len(before.text) >= _LONG and before.x1 > right - before.em and not before.text.rstrip().endswith(("。", "；", "：", ";", ":"))
        for place in numbered
        if place and (before := lines[place - 1])
    ]


def _digits(text: str) -> str:
    if not text[:1].isdecimal():
        return ""
    found = _number().match(text)
    return found[0] if found else ""


@cache
def _number() -> re.Pattern[str]:
    # 12 of “12  开展入户走访，”
    return re.compile(r"\d{1,4}(?=\s|$)")
