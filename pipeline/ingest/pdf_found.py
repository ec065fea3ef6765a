"""Take the ink of a pdf page from pdfium: which characters there are, and where, in the space the file draws in."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from operator import eq, ne
from typing import Any

from pipeline.ingest import pdf_calls
from pipeline.ingest.pdf_characters import UNKNOWN, is_unknown

_HYPHENS = (0x02, 0xFFFE)
_BLANKS = "\t\n\r "
_MOVED = 0.5
"""A character whose top and bottom both differ by more, in points, from those before it may stand on another baseline."""


@dataclass(frozen=True, slots=True)
class Found:
    """Characters in user space: left, right, bottom, top, origin, and their numbers in pdfium's text.

    `starts` are the places at which the baseline moves: there a line begins, or a part of one.
    """

    chars: list[str]
    x0: list[float]
    x1: list[float]
    y0: Sequence[float]
    y1: Sequence[float]
    ox: list[float]
    oy: list[float]
    index: list[int]
    starts: list[int]
    unknown: int

    def pick(self, places: Sequence[int]) -> Found:
        """Return only the characters at `places`."""

        def of(column: Sequence[Any]) -> list[Any]:  # Any: one column holds characters, the others numbers
            return [column[place] for place in places]

        oy = of(self.oy)
        return Found(
            of(self.chars), of(self.x0), of(self.x1), of(self.y0), of(self.y1), of(self.ox), oy, of(self.index),
            starts_of(oy), self.unknown,
        )  # fmt: skip


def characters(raw: Any, text_page: Any, total: int) -> Found:  # Any: see read_ink
    """Return the ink of a page in user space."""
    text, sides = pdf_calls.text(raw, text_page, total), pdf_calls.boxes(raw, text_page, total)
    # What pdfium adds has no width; of the few other characters without one it is asked who made them.
    without_width = compress(range(total), map(eq, sides[0::4], sides[2::4]))
    added = [place for place in without_width if text[place] in _BLANKS or raw.FPDFText_IsGenerated(text_page, place)]
    # It adds the ends of lines: what lies between is taken in stretches, which is faster than one by one.
    parts: list[str] = []
    index: list[int] = []
    inked = array("f")
    start = 0
    for end in [*added, total]:
        if start < end:
            parts.append(text[start:end])
            index += range(start, end)
            inked += sides[4 * start : 4 * end]
        start = end + 1
    kept = "".join(parts)
    chars = list(kept)
    left, right, lower, upper = (inked[side::4].tolist() for side in (0, 2, 3, 1))
    ox, oy, starts = _origins(raw, text_page, index, lower, upper)
    unmapped = _unmapped(raw, text_page, starts, index)
    if not unmapped and _odd().search(kept) is None:
        return Found(chars, left, right, lower, upper, ox, oy, index, starts, 0)
    unknown = _name_odd(chars, unmapped)
    found = Found(chars, left, right, lower, upper, ox, oy, index, starts, unknown)
    return found.pick([place for place, char in enumerate(chars) if char]) if "" in chars else found


def _origins(
    raw: Any,  # Any: see read_ink
    text_page: Any,
    index: Sequence[int],
    lower: Sequence[float],
    upper: Sequence[float],
) -> tuple[list[float], list[float], list[int]]:
    """Return the origins of characters and where the baseline moves.

    A line is asked about where it begins, and where its font or height changes.
    """
    if not index:
        return [], [], []
    moved = [
        place
        for place in changes(lower)
        if not -_MOVED <= lower[place] - lower[place - 1] <= _MOVED and not -_MOVED <= upper[place] - upper[place - 1] <= _MOVED
    ]
    asked = [0, *moved]
    xs, ys = pdf_calls.origins(raw, text_page, [index[place] for place in asked])
    ox: list[float] = []
    oy: list[float] = []
    for x, y, start, end in zip(xs, ys, asked, [*moved, len(index)], strict=True):
        ox += [x] * (end - start)
        oy += [y] * (end - start)
    return ox, oy, [0, *(moved[place - 1] for place in changes(ys))]


@cache
def _odd() -> re.Pattern[str]:
    # A control character, a lone half of a character, private use: whatever is no plain character.
    return re.compile("[^\x20-\x7e\xa0-\ud7ff\uf900-\ufffc]")


def changes(values: Sequence[float]) -> Iterator[int]:
    """Yield the places whose value is not that of the place before."""
    # Compared without a Python step for each: of a page's thousand characters some thirty begin a line.
    return compress(count(1), map(ne, values[1:], values))


def starts_of(bases: Sequence[float]) -> list[int]:
    """Return where the baseline moves: the places at which a line, or a part of one, begins."""
    return [0, *changes(bases)] if bases else []


def _unmapped(raw: Any, text_page: Any, starts: Sequence[int], index: Sequence[int]) -> set[int]:  # Any: see read_ink
    """Return the places of characters whose font has no map to Unicode: pdfium gives their bare codes.

    Every character is asked about only where the first of some line is one.
    """
    if not any(pdf_calls.unmapped(raw, text_page, [index[place] for place in starts])):
        return set()
    return {place for place, missing in enumerate(pdf_calls.unmapped(raw, text_page, index)) if missing}


def _name_odd(chars: list[str], unmapped: set[int]) -> int:
    """Replace odd characters in place ("" where one is half of the one before); return how many stay unknown."""
    unknown = 0
    for place, char in enumerate(chars):
        code = ord(char)
        if place in unmapped:
            # A bare code looks like a character, or like a figure, and means nothing.
            unknown += 1
            chars[place] = UNKNOWN
        elif code in _HYPHENS:
            chars[place] = "-"
        elif 0xDC00 <= code < 0xE000 and place and 0xD800 <= ord(chars[place - 1] or " ") < 0xDC00:
            # A character beyond the first plane may come as two halves.
            chars[place - 1] = chr(0x10000 + ((ord(chars[place - 1]) - 0xD800) << 10) + code - 0xDC00)
            chars[place] = ""
        elif 0xD800 <= code < 0xDC00 and place + 1 < len(chars) and 0xDC00 <= ord(chars[place + 1]) < 0xE000:
            continue
        elif is_unknown(code) or 0xD800 <= code < 0xE000:
            unknown += 1
            if code < 32 or 0xD800 <= code < 0xE000:
                chars[place] = UNKNOWN
    return unknown
