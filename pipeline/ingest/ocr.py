"""Read the picture of a page: from pixels to characters with places, as a page with a text layer would give them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from pipeline.ingest.ocr_corrections import corrected
from pipeline.ingest.ocr_image import in_grey, ink_of, is_blank, levelled, slant_of
from pipeline.ingest.ocr_lines import ReadLine, cut_at, ink_of_lines, placed, squareness
from pipeline.ingest.ocr_model import INSTALL, Models, Rectangle, Words, is_installed, models
from pipeline.ingest.ocr_rulings import Ruled, ruled, without
from pipeline.ingest.ocr_suspects import suspects
from pipeline.ingest.pdf_glyphs import PageInk
from pipeline.ingest.pdf_grids import Grid
from pipeline.ingest.pdf_rulings import Ruling
from pipeline.ingest.pdf_sheet import Sheet
from pipeline.ingest.raw import Doubt
from schemas.breakdown import Box

__all__ = ["DOTS", "INSTALL", "MOST_PIXELS", "Scan", "is_installed", "scan"]

DOTS = 200
"""Dots an inch at which a page is read."""
MOST_PIXELS = 16_000_000
"""Pixels of one page at most: A3 has 7,700,000 at 200 dots an inch."""
_DOUBT = 0.6
_DOUBT_FIGURE = 0.8
"""A wrong figure reads like a right one, so more is asked of it."""
_GARBLED = 0.75
"""A page that is read with less on average may stand on its head."""
_TRIED = 5
_GLANCE = 640
"""Pixels of the longer side of a page when only the way its lines run is asked for."""
_FIGURES = frozenset("0123456789一二三四五六七八九十百千万亿%％.")

Array = Any  # Any: numpy is imported late, and its arrays carry no shape in their types


@dataclass(frozen=True, slots=True)
class SlantedSheet(Sheet):
    """The measure of a scanned page whose lines fall by `slant` degrees: they are read level and shown as they lie."""

    slant: float = 0.0
    # A picture tells the ends of a line to half a character.
    slack: ClassVar[float] = 1.0

    def shown(self, box: Box) -> Box:
        """Return a box of the level page as it lies on the picture."""
        x0, top, x1, bottom = box
        corners = [self._leaned(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Sheet.shown(self, (min(xs), min(ys), max(xs), max(ys)))

    def shown_edges(self, edges: Sequence[float], y: float) -> Sequence[float]:
        """Return the sides of the characters of a line at height `y` as they lie on the picture."""
        if self.slant and self.turn == self.rotation:
            return [self._leaned(x, y)[0] for x in edges]
        return Sheet.shown_edges(self, edges, y)

    def _leaned(self, x: float, y: float) -> tuple[float, float]:
        if not self.slant:
            return x, y
        turn = math.radians(self.slant)
        across, down = x - self.width / 2, y - self.height / 2
        return (
            self.width / 2 + across * math.cos(turn) - down * math.sin(turn),
            self.height / 2 + across * math.sin(turn) + down * math.cos(turn),
        )


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read from one picture: characters with their places, ruled lines, and what is doubtful.

    `blank` says that the page holds no ink at all.
    """

    page: PageInk
    rulings: list[Ruling]
    doubts: list[Doubt]
    blank: bool


def scan(picture: Array, size: tuple[float, float], number: int, name: str) -> Scan:
    """Return what stands on a picture (rows, columns, RGB or grey) of page `number`, which is `size` points wide and high.

    Raises NoTextLayer (with `name`) where the packages for reading pictures are not installed.
    """
    engine = models(name)
    grey = in_grey(picture)
    scale = grey.shape[1] / size[0]
    if is_blank(ink_of(grey)):
        return Scan(_page(Sheet(0, 0, *size, 0, 0), []), [], [], blank=True)
    turns = _turns(engine, grey)
    lines, rulings, sheet = _upright(engine, grey, turns, size, scale)
    if turns % 2 == 0 and _sureness(lines) < _GARBLED and _is_surer(engine, grey, turns):
        lines, rulings, sheet = _upright(engine, grey, turns + 2, size, scale)
    return Scan(_page(sheet, lines), rulings, list(_doubts(lines, sheet, number)), blank=False)


def _page(sheet: Sheet, lines: Sequence[ReadLine]) -> PageInk:
    return PageInk(sheet, ink_of_lines(lines), [], 0)


def _upright(
    engine: Models, grey: Array, turns: int, size: tuple[float, float], scale: float
) -> tuple[list[ReadLine], list[Ruling], Sheet]:
    """Return the lines and rulings of a picture once it is turned counter-clockwise by quarter `turns` and levelled."""
    upright = _turned(grey, turns)
    slant = slant_of(ink_of(upright))
    level = levelled(upright, slant)
    ink = ink_of(level)
    table = ruled(ink, scale)
    read, clean = _read(engine, level, ink, table, scale)
    legible = [grid for grid in table.tables if not _is_garbled(read, grid, scale)]
    if len(legible) < len(table.tables):
        table = table.only(legible, scale)
        read, clean = _read(engine, level, ink, table, scale)
    square = squareness(read)
    lines = []
    for words, box in read:
        line = placed(words, box, clean, scale, square)
        if line is not None:
            lines.append(line.with_text(corrected(line.text)))
    return lines, table.rulings, SlantedSheet(0, 0, *size, 0, -turns % 4, slant)


def _read(
    engine: Models, level: Array, ink: Array, table: Ruled, scale: float
) -> tuple[list[tuple[Words, Rectangle]], Array]:
    """Return what stands on a level page, cell by cell where it has tables, and its ink without their rulings."""
    if table.tables:
        level, ink = without(level, table.covered), ink.copy()
        ink[table.covered > 0] = 0
    boxes = list(cut_at(engine.lines(level), table.tables, ink, scale))
    return list(zip(engine.read(level, boxes), boxes, strict=True)), ink


def _is_garbled(read: Sequence[tuple[Words, Rectangle]], grid: Grid, scale: float) -> bool:
    """Return whether most of what was read in the cells of a table is no words: then it is not a table but a drawing."""
    x0, top, x1, bottom = (side * scale for side in grid.box)
    inside = [
        words.confidence
        for words, box in read
        if x0 < (box[0] + box[2]) / 2 < x1 and top < (box[1] + box[3]) / 2 < bottom
    ]
    return 2 * sum(sure < _DOUBT for sure in inside) > len(inside)


def _turns(engine: Models, grey: Array) -> int:
    """Return by how many quarter turns counter-clockwise a picture must be turned, as far as the shapes of lines tell.

    Lines higher than wide stand on their side; which side is up is told by reading a few both ways.
    """
    boxes = engine.lines(grey, _GLANCE)
    across = sum(x1 - x0 for x0, y0, x1, y1 in boxes if x1 - x0 > 2 * (y1 - y0))
    along = sum(y1 - y0 for x0, y0, x1, y1 in boxes if y1 - y0 > 2 * (x1 - x0))
    if along <= across:
        return 0
    return max((1, 3), key=lambda turns: _sample(engine, _turned(grey, turns)))


def _is_surer(engine: Models, grey: Array, turns: int) -> bool:
    """Return whether a picture reads better the other way up."""
    first, other = (_sample(engine, _turned(grey, turns + more)) for more in (0, 2))
    return other > first + 0.1


def _sample(engine: Models, upright: Array) -> float:
    """Return how sure the reading of the longest lines is."""
    boxes = sorted(engine.lines(upright, _GLANCE), key=_length, reverse=True)[:_TRIED]
    words = engine.read(upright, boxes)
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _length(box: Rectangle) -> tuple[int, Rectangle]:
    return box[2] - box[0], box


def _turned(grey: Array, turns: int) -> Array:
    import numpy as np

    return np.ascontiguousarray(np.rot90(grey, turns % 4)) if turns % 4 else grey


def _sureness(lines: Sequence[ReadLine]) -> float:
    values = [value for line in lines for value in line.confidences]
    return sum(values) / len(values) if values else 0.0


def _doubts(lines: Sequence[ReadLine], sheet: Sheet, page: int) -> Iterator[Doubt]:
    """Yield what was read with doubt: each run of doubtful characters of a line."""
    for line in lines:
        suspected = suspects(line.text, line.confidences)
        doubted = [
            place in suspected or (char != " " and sure < (_DOUBT_FIGURE if char in _FIGURES else _DOUBT))
            for place, (char, sure) in enumerate(zip(line.text, line.confidences, strict=True))
        ]
        for is_doubted, run in groupby(range(len(doubted)), key=doubted.__getitem__):
            if is_doubted:
                places = list(run)
                first, last = places[0], places[-1] + 1
                box = sheet.shown((line.edges[2 * first], line.top, line.edges[2 * last - 1], line.bottom))
                yield Doubt(page, box, line.text[first:last], min(line.confidences[first:last]))
