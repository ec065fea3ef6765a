"""Find the tables of a scanned page by their ruled lines, and take those off so that they are not read as characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.ingest.pdf_grids import Grid, grids
from pipeline.ingest.pdf_rulings import MOST_RULINGS, Ruling

_SHORTEST = 24.0
"""Points of the shortest piece of a ruling that is looked for; a stroke of a character is shorter."""
_LOWEST = 12.0
"""Points of the height of the lowest row of a table."""
_NEAR = 4.0
_THICKEST = 5.0
_FILLED = 0.8
"""Share of a stretch of a ruling that is ink: scanning breaks thin lines."""
_HOLE, _WIDE_HOLE = 3, 9
"""Pixels of a hole in a ruling that is bridged, on a good page and on one where noise breaks every line."""
_FEWEST = 12
"""Pieces of level lines that are looked at a second time."""
_SMALLEST = 100.0
"""Points of the width of a table; the strokes of a large character (田) draw a smaller one."""
_BESIDE = 4.0
_MARGIN = 1.8
"""Points on either side of a ruling that are paper; beside a stroke of print stands the rest of the character."""
_CROSSED = 2.0
"""Points at the ends of a ruling that other rulings may cross."""
_WHITE = 0.25
"""Share of ink in that margin that is still paper: rulings cross it, and dust and close print stand in it."""
_UNBROKEN = 0.97
"""Share of ink along a ruling that no row of characters reaches, for there is paper between them."""

Array = Any  # Any: numpy is imported late, and its arrays carry no shape in their types


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruled lines of a page's tables, the tables they draw, and the pixels they cover."""

    rulings: list[Ruling]
    tables: list[Grid]
    covered: Array

    def only(self, tables: list[Grid], scale: float) -> Ruled:
        """Return these of the tables, with their rulings and pixels; what belongs to none of them is print."""
        kept = self.covered * 0
        for grid in tables:
            x0, y0, x1, y1 = (max(0, round(side * scale)) for side in _wider(grid))
            kept[y0:y1, x0:x1] = self.covered[y0:y1, x0:x1]
        return Ruled([line for line in self.rulings if any(_is_of(line, grid) for grid in tables)], tables, kept)


def ruled(ink: Array, scale: float) -> Ruled:
    """Return the tables that the ink of a level page draws; `scale` is pixels a point.

    A line is a run of ink far longer than it is thick with paper on both sides: rows of strokes, a pattern in the paper
    and print have ink there. Lines that make no table are not reported.
    """
    import numpy as np

    hole = _HOLE
    level, across = _lines(ink, scale, hole, None)
    if _are_broken(level):
        hole = _WIDE_HOLE
        level, across = _lines(ink, scale, hole, None)
    upright, down = _lines(ink, scale, hole, level)
    if len(level) + len(upright) > MOST_RULINGS:
        return Ruled([], [], np.zeros_like(ink))
    found, covered = level + upright, across | down
    tables = [
        grid for grid in grids(found) if grid.xs[-1] - grid.xs[0] >= _SMALLEST and grid.ys[-1] - grid.ys[0] >= _LOWEST
    ]
    return Ruled(found, tables, covered).only(tables, scale)


def without(grey: Array, covered: Array) -> Array:
    """Return a picture with the covered pixels, and those beside them, painted in the colour of the paper."""
    import cv2
    import numpy as np

    cleaned = grey.copy()
    paper = cv2.blur(grey, (61, 61))
    beside = cv2.dilate(covered, np.ones((5, 5), np.uint8)) > 0
    cleaned[beside] = np.maximum(paper, int(np.percentile(grey, 50)))[beside]
    return cleaned


def _are_broken(level: list[Ruling]) -> bool:
    """Return whether no level line reaches over half of what all of them reach over: a table has one that does."""
    if len(level) < _FEWEST:
        return False
    reach = max(line.end for line in level) - min(line.start for line in level)
    return 2 * max(line.end - line.start for line in level) < reach


def _is_side(line: Ruling, level: list[Ruling]) -> bool:
    """Return whether a short upright line is the side of a low row: both its ends meet level lines."""
    return all(
        any(abs(other.at - end) < _NEAR and other.start - _NEAR < line.at < other.end + _NEAR for other in level)
        for end in (line.start, line.end)
    )


def _lines(ink: Array, scale: float, hole: int, floors: list[Ruling] | None) -> tuple[list[Ruling], Array]:
    """Return the level lines of a page (or, given those, the upright ones) and the pixels they cover."""
    import cv2
    import numpy as np

    level = floors is None
    length = max(20, round((_SHORTEST if level else _LOWEST) * scale))
    along, across = ((length, 1), (1, 3)) if level else ((1, length), (3, 1))
    # A pixel up or down does not end a line.
    thick = cv2.dilate(ink, np.ones(across[::-1], np.uint8))
    filled = cv2.blur(thick * 100, along, borderType=cv2.BORDER_CONSTANT) > 100 * _FILLED
    runs = cv2.bitwise_and(cv2.dilate(filled.astype(np.uint8), np.ones(along[::-1], np.uint8)), thick)
    gap = np.ones((1, hole) if level else (hole, 1), np.uint8)
    runs = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, gap)
    count, labels, measures, _ = cv2.connectedComponentsWithStats(runs)
    kept = np.zeros(count, np.uint8)
    found: list[Ruling] = []
    for index in range(1, min(count, MOST_RULINGS + 2)):
        x, y, width, height, _ = (int(value) for value in measures[index])
        long, thin = (width, height) if level else (height, width)
        if thin > _THICKEST * scale or long < length:
            continue
        at, start = (y + height / 2, x) if level else (x + width / 2, y)
        line = Ruling(level, at / scale, start / scale, (start + long) / scale)
        if floors is not None and _is_side(line, floors):
            is_ruling = True
        else:
            is_ruling = long >= _SHORTEST * scale - 1 and _is_clear(ink, (x, y, width, height), scale, level=level)
        if is_ruling:
            kept[index] = 1
            found.append(line)
    return found, kept[labels]


def _is_clear(ink: Array, box: tuple[int, int, int, int], scale: float, *, level: bool) -> bool:
    """Return whether the run of ink in a box (left, top, width, height) is no row of strokes.

    Either there is paper on both sides of it, or it is longer than words and without a gap.
    """
    x, y, width, height = box
    if not level:
        ink, x, y, width, height = ink.T, y, x, height, width
    margin, end = max(2, round(_MARGIN * scale)), round(_CROSSED * scale)
    start, stop = x + end, x + width - end
    # The pixels next to a ruling are its own blurred edge.
    above, below = ink[max(0, y - 1 - margin) : max(0, y - 1), start:stop], ink[y + height + 1 :][:margin, start:stop]
    if all(not side.size or float(side.mean()) < _WHITE for side in (above, below)):
        return True
    return width >= _SMALLEST * scale and float(ink[y : y + height, x : x + width].max(axis=0).mean()) >= _UNBROKEN


def _wider(grid: Grid) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = grid.box
    return (x0 - _BESIDE, top - _BESIDE, x1 + _BESIDE, bottom + _BESIDE)


def _is_of(line: Ruling, grid: Grid) -> bool:
    x0, top, x1, bottom = _wider(grid)
    if line.level:
        return top <= line.at <= bottom and line.start < x1 and line.end > x0
    return x0 <= line.at <= x1 and line.start < bottom and line.end > top
