"""Take the ink of a pdf page from pdfium: which characters there are, and where, in the space the file draws in."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, pairwise
from operator import ne
from typing import Any

from pipeline.ingest import pdf_calls
from pipeline.ingest.pdf_characters import UNKNOWN, is_unknown

_HYPHENS = (0x02, 0xFFFE)
_BLANKS = frozenset((9, 10, 13, 32))
_MOVED = 0.5
"""A character whose top and bottom both differ by more, in points, from those before it may stand on another baseline."""


@dataclass(frozen=True, slots=True)
class Found:
    """Characters in user space: left, right, bottom, top, origin, and their numbers in pdfium's text."""

    chars: list[str]
    x0: list[float]
    x1: list[float]
    y0: list[float]
    y1: list[float]
    ox: list[float]
    oy: list[float]
    index: list[int]
    unknown: int

    def pick(self, places: Sequence[int]) -> Found:
        """Return only the characters at `places`."""

        def of(column: Sequence[Any]) -> list[Any]:  # Any: one column holds characters, the others numbers
            return [column[place] for place in places]

        return Found(
            of(self.chars), of(self.x0), of(self.x1), of(self.y0), of(self.y1), of(self.ox), of(self.oy),
            of(self.index), self.unknown,
        )  # fmt: skip


def characters(raw: Any, text_page: Any, count: int) -> Found:  # Any: see read_ink
    """Return the ink of a page in user space."""
    codes, sides = pdf_calls.codes(raw, text_page, count), pdf_calls.boxes(raw, text_page, count)
    x0, x1 = sides[0::4], sides[2::4]
    # What pdfium adds has no width; of the few other characters without one it is asked who made them.
    inked = list(map(ne, x0, x1))
    for place in [place for place, has_width in enumerate(inked) if not has_width]:
        if codes[place] not in _BLANKS:
            inked[place] = not raw.FPDFText_IsGenerated(text_page, place)
    chars = list(map(chr, compress(codes, inked)))
    left, right, lower, upper = (list(compress(side, inked)) for side in (x0, x1, sides[3::4], sides[1::4]))
    index = list(compress(range(count), inked))
    ox, oy = _origins(raw, text_page, index, lower, upper)
    unknown = 0
    unmapped = _unmapped(raw, text_page, oy, index)
    if unmapped or _odd().search("".join(chars)):
        unknown = _name_odd(chars, unmapped)
    found = Found(chars, left, right, lower, upper, ox, oy, index, unknown)
    return found.pick([place for place, char in enumerate(chars) if char]) if "" in chars else found


def _origins(
    raw: Any,  # Any: see read_ink
    text_page: Any,
    index: Sequence[int],
    lower: Sequence[float],
    upper: Sequence[float],
) -> tuple[list[float], list[float]]:
    """Return the origins of characters. A line is asked about where it begins, and where its font or height changes."""
    moved = [True] * min(1, len(index))
    moved += [
        abs(low - last_low) > _MOVED and abs(high - last_high) > _MOVED
        for (last_low, low), (last_high, high) in zip(pairwise(lower), pairwise(upper), strict=True)
    ]
    xs, ys = pdf_calls.origins(raw, text_page, list(compress(index, moved)))
    places = [place - 1 for place in accumulate(moved)]
    return [xs[place] for place in places], [ys[place] for place in places]


@cache
def _odd() -> re.Pattern[str]:
    # A control character, a lone half of a character, private use: whatever is no plain character.
    return re.compile("[^\x20-\x7e\xa0-\ud7ff\uf900-\ufffc]")


def starts_of(bases: Sequence[float]) -> list[int]:
    """Return where the baseline moves: the places at which a line, or a part of one, begins."""
    found = []
    base = math.nan
    for place, here in enumerate(bases):
        if here != base:
            base = here
            found.append(place)
    return found


def _unmapped(raw: Any, text_page: Any, bases: Sequence[float], index: Sequence[int]) -> set[int]:  # Any: see read_ink
    """Return the places of characters whose font has no map to Unicode: pdfium gives their bare codes.

    Every character is asked about only where the first of some line is one.
    """
    ask = raw.FPDFText_HasUnicodeMapError
    if not any(ask(text_page, index[place]) == 1 for place in starts_of(bases)):
        return set()
    return {place for place, number in enumerate(index) if ask(text_page, number) == 1}


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
