"""Give every character that was read from a picture its place on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pipeline.ingest.ocr_model import Rectangle, Words
from pipeline.ingest.pdf_glyphs import Ink
from pipeline.ingest.pdf_grids import Grid

_OPENING = frozenset("（《“‘〔【「『〈")
_CLOSING = frozenset("）》”’〕】」』〉，。、；：！？")
_BASE = 0.36
"""The baseline stands this share of a line's height below its middle."""
_RIM = 0.4
"""Share of the height of a line that the rim of a character is wide at most."""
_EDGE = 3
"""Pixels from the edge of a box at which ink is cut by it."""
_NARROWEST = 3.0
"""Points of the narrowest part of a line that is read by itself."""
_LONG = 5
"""Characters of a line that is long enough to tell their width."""
_SQUARE = 0.68
_SPECKS = 2
"""Pixels of ink in one column that are dust."""

Array = Any  # Any: numpy is imported late, and its arrays carry no shape in their types


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as it was read: its text, how sure each character is, left and right of each, top, bottom; in points."""

    text: str
    confidences: tuple[float, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float

    def with_text(self, text: str) -> ReadLine:
        """Return the line with another text of the same length."""
        return replace(self, text=text)

    @property
    def base(self) -> float:
        """The baseline."""
        return (self.top + self.bottom) / 2 + _BASE * (self.bottom - self.top)


def cut_at(boxes: Sequence[Rectangle], grids: Sequence[Grid], ink: Array, scale: float) -> Iterator[Rectangle]:
    """Yield boxes, those that run over the side of a cell cut there: neighbouring cells are not one line."""
    for x0, y0, x1, y1 in boxes:
        left, right, middle = x0 / scale, x1 / scale, (y0 + y1) / 2 / scale
        walls = {
            side
            for grid in grids
            if grid.ys[0] < middle < grid.ys[-1]
            for cell in grid.cells
            if cell.box[1] < middle < cell.box[3]
            for side in (cell.box[0], cell.box[2])
            if left + 2 < side < right - 2
        }
        if not walls:
            yield (x0, y0, x1, y1)
            continue
        places = [x0, *(round(side * scale) for side in sorted(walls)), x1]
        for start, end in pairwise(places):
            part = (start, y0, end, y1)
            if end - start <= _NARROWEST * scale or _is_scrap(ink, part, x0, x1):
                continue
            if not any(_holds(other, part) for other in boxes if other != (x0, y0, x1, y1)):
                yield part


def _is_scrap(ink: Array, part: Rectangle, x0: int, x1: int) -> bool:
    """Return whether a part of the box from x0 to x1 holds nothing, or only the rim of a neighbour's character."""
    start, top, end, bottom = part
    columns = (ink[top:bottom, start:end].sum(axis=0) > _SPECKS).nonzero()[0]
    if len(columns) == 0:
        return True
    first, last = int(columns[0]), int(columns[-1])
    rim = (start == x0 and first < _EDGE) or (end == x1 and end - start - last <= _EDGE)
    return rim and last - first < _RIM * (bottom - top)


def _holds(box: Rectangle, part: Rectangle) -> bool:
    """Return whether half of a part is read with another box: it is the edge of a box that reached over a wall."""
    across = min(box[2], part[2]) - max(box[0], part[0])
    down = min(box[3], part[3]) - max(box[1], part[1])
    return 2 * across > part[2] - part[0] and 2 * down > part[3] - part[1]


def squareness(read: Sequence[tuple[Words, Rectangle]]) -> float:
    """Return the usual width of a Chinese character as a share of the height of its line's box, told by long lines."""
    found = sorted(
        _em(words.text, [share * (box[2] - box[0]) for share in words.centres]) / (box[3] - box[1])
        for words, box in read
        if len(words.text) >= _LONG
    )
    return found[len(found) // 2] if found and found[len(found) // 2] else _SQUARE


def placed(words: Words, box: Rectangle, ink: Array, scale: float, square: float = _SQUARE) -> ReadLine | None:
    """Return a line with the places of its characters; None where nothing was read.

    A line too short to tell the width of its characters has that of a line of its height: `square` times it.
    """
    if not words.text.strip():
        return None
    x0, y0, x1, y1 = box
    columns = (ink[y0:y1, x0:x1].sum(axis=0) > _SPECKS).nonzero()[0]
    if len(columns) == 0:
        return None
    left, right = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
    centres = [x0 + share * (x1 - x0) for share in words.centres]
    em = _em(words.text, centres) if len(words.text) >= _LONG else 0.0
    em = em or square * (y1 - y0)
    widths = [_width(char) for char in words.text]
    inner = [
        here + (there - here) * width / (width + following)
        for (here, there), (width, following) in zip(pairwise(centres), pairwise(widths), strict=True)
    ]
    start = left if centres[0] - left < em else centres[0] - em / 2
    end = right if right - centres[-1] < em else centres[-1] + em / 2
    # The ink of 《 fills the right half of its square, that of ， the left one: the square reaches further.
    if words.text[0] in _OPENING:
        start = min(start, (inner[0] if inner else end) - em)
    if words.text[-1] in _CLOSING:
        end = max(end, (inner[-1] if inner else start) + em)
    bounds = [start, *inner, end]
    edges = [side / scale for pair in pairwise(bounds) for side in pair]
    return ReadLine(words.text, words.confidences, tuple(edges), y0 / scale, y1 / scale)


def ink_of_lines(lines: Sequence[ReadLine]) -> Ink:
    """Return the characters of all lines as the ink of a page."""
    ink = Ink([], [], [], [], [], [])
    for line in lines:
        count = len(line.text)
        ink.chars += line.text
        ink.x0 += line.edges[0::2]
        ink.x1 += line.edges[1::2]
        ink.top += [line.top] * count
        ink.bottom += [line.bottom] * count
        ink.base += [line.base] * count
    return ink


def _width(char: str) -> float:
    """Return the width of a character in em, as far as its kind tells."""
    return 1.0 if char > "\u2e7f" or char in "“”‘’—…" else 0.5


def _em(text: str, centres: Sequence[float]) -> float:
    """Return the usual step from a Chinese character to the next, in the unit of `centres`; 0 where there is none."""
    steps = sorted(
        there - here
        for (here, there), (char, after) in zip(pairwise(centres), pairwise(text), strict=True)
        if _width(char) == _width(after) == 1.0
    )
    return steps[len(steps) // 2] if steps else 0.0
