"""Take the characters of a pdf page with their places, turned so that the page's main text stands upright."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal

from pipeline.ingest import pdf_calls
from pipeline.ingest.pdf_found import Found, characters, starts_of
from pipeline.ingest.pdf_objects import PageObjects
from pipeline.ingest.pdf_sheet import Sheet, sheet_of
from schemas.records import maker, quick

_SLANT = 0.1
"""Radians by which a line may lean and still count as straight."""
_SEAL = 220.0
"""A seal is no wider or higher than this many points (42 mm of a provincial seal, with room)."""
_SEAL_CHARACTERS = 80
_MOST_FORMS = 200


Aside = tuple[Literal["other", "watermark"], str]
"""Text that is no part of the page's lines, with its kind."""


@quick
@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one baseline, from `start` to `end` in the order of the file, or at `indexes` where those are given.

    `base`, `top` and `bottom` are those of one character, which says where the run stands; the other sides are those of
    the box around all of them.
    """

    start: int
    end: int
    indexes: Sequence[int]
    base: float
    top: float
    bottom: float
    x0: float
    x1: float
    highest: float
    lowest: float

    def places(self) -> Sequence[int]:
        """Return the indexes of its characters."""
        return self.indexes or range(self.start, self.end)


_run_of = maker(Run)


@dataclass(slots=True)
class Ink:
    """Characters with their places on the upright page, as columns of one table, in the order of the file.

    Left, right, top, bottom and baseline in points from the top left; `starts` are the places at which the baseline
    moves, where they are known. Columns and not one object a character: a page is then sliced and compared a line at a
    time.
    """

    chars: list[str]
    x0: list[float]
    x1: list[float]
    top: list[float]
    bottom: list[float]
    base: list[float]
    starts: list[int] = field(default_factory=list, compare=False)
    _runs: list[Run] = field(default_factory=list, init=False, repr=False, compare=False)

    def runs(self) -> list[Run]:
        """Return the runs of the file's order; asked for once the ink is whole, since the answer is kept.

        Those that are not drawn from left to right give their indexes.
        """
        if not self._runs:
            starts = self.starts or starts_of(self.base)
            self._runs.extend(map(self._run, starts, [*starts[1:], len(self.base)]))
        return self._runs

    def runs_between(self, first: int, end: int) -> list[Run]:
        """Return the runs, or the parts of them, that lie from `first` to `end`; asked for once the ink is whole."""
        runs = self.runs()
        found = []
        for place in range(bisect_right(runs, first, key=attrgetter("start")) - 1, len(runs)):
            run = runs[place]
            if run.start >= end:
                break
            inside = run.start >= first and run.end <= end
            found.append(run if inside else self._run(max(run.start, first), min(run.end, end)))
        return found

    def _run(self, start: int, end: int) -> Run:
        base, top, bottom, x0, x1 = self.base[start], self.top[start], self.bottom[start], self.x0[start], self.x1[start]
        if end - start == 1:
            return _run_of(start, end, (), base, top, bottom, x0, x1, top, bottom)
        lefts = self.x0[start:end]
        # To sort the few numbers of a line takes half as long as to look for the least and the greatest.
        ordered = sorted(lefts)
        indexes = () if lefts == ordered else range(start, end)
        highest, lowest = sorted(self.top[start:end])[0], sorted(self.bottom[start:end])[-1]
        return _run_of(start, end, indexes, base, top, bottom, ordered[0], sorted(self.x1[start:end])[-1], highest, lowest)

    def pick(self, indexes: Sequence[int]) -> Ink:
        """Return only the characters at `indexes`, in that order."""
        if indexes and indexes[-1] - indexes[0] == len(indexes) - 1 and indexes[0] == min(indexes):
            here = slice(indexes[0], indexes[-1] + 1)
            if list(indexes) == list(range(here.start, here.stop)):
                return Ink(*(column[here] for column in self.columns()))
        return Ink(*([column[index] for index in indexes] for column in self.columns()))

    def columns(self) -> tuple[list[Any], ...]:  # Any: one column holds characters, the others numbers
        """Return the columns in the order of the fields."""
        return (self.chars, self.x0, self.x1, self.top, self.bottom, self.base)


@dataclass(frozen=True, slots=True)
class PageInk:
    """A page's characters. `aside` is text that leans, stands on its side or belongs to a seal, with its kind.

    `unknown` counts characters whose font does not say what they are.
    """

    sheet: Sheet
    ink: Ink
    aside: list[Aside]
    unknown: int


def read_ink(raw: Any, page: Any, text_page: Any, count: int, objects: PageObjects) -> PageInk:  # Any: no types
    """Return the `count` characters of an open page, and the spaces that `objects` found beside them.

    Characters that pdfium made up are no ink and left out, and so is what lies outside of the page.
    """
    found = characters(raw, text_page, count)
    turns = _turns(raw, text_page, found)
    main = 0
    if turns:
        weights = Counter(turn for turn in turns if turn is not None)
        main = max(weights, key=lambda turn: (weights[turn], -turn)) if weights else 0
    sheet = sheet_of(raw, page, main)
    aside: list[Aside] = []
    if turns:
        found, aside = _without_turned(raw, text_page, objects, found, turns, main)
    ink = _upright(sheet, found)
    for x, y in objects.spaces:
        # Nothing tells the size of a space that is drawn alone, and nothing needs it.
        left, base, _, _ = sheet.upright(x, y, x, y)
        if ink.starts and base != ink.base[-1]:
            ink.starts.append(len(ink.base))
        for column, value in zip(ink.columns(), (" ", left, left + 1.0, base - 10.0, base + 2.0, base), strict=True):
            column.append(value)
    width, height = sheet.width, sheet.height
    if any(run.x0 < 0 or run.x1 > width or run.highest < 0 or run.lowest > height for run in ink.runs()):
        ink = ink.pick(
            [
                index
                for index in range(len(ink.chars))
                if ink.x1[index] > 0 and ink.x0[index] < width and ink.bottom[index] > 0 and ink.top[index] < height
            ]
        )
    return PageInk(sheet, ink, aside, found.unknown)


def _turns(raw: Any, text_page: Any, found: Found) -> list[int | None]:  # Any: see read_ink
    """Return the direction of each character, or nothing where all are level.

    Direction is asked for where the baseline moves: level text asks once a line, any other at every character.
    """
    ways = pdf_calls.directions(raw, text_page, [found.index[place] for place in found.starts])
    asked = [_turn(across, up) for across, up in ways]
    if not any(turn != 0 for turn in asked):
        return []
    turns: list[int | None] = []
    for turn, start, end in zip(asked, found.starts, [*found.starts[1:], len(found.oy)], strict=True):
        turns += [turn] * (end - start)
    return turns


def _without_turned(
    raw: Any,
    text_page: Any,
    objects: PageObjects,
    found: Found,
    turns: Sequence[int | None],
    main: int,  # Any: as above
) -> tuple[Found, list[Aside]]:
    """Return the characters that stand like the main text, and the others as text set aside, with its kind."""
    seal = _seal(raw, text_page, objects, found, turns)
    kept: list[int] = []
    aside: dict[Literal["other", "watermark"], list[str]] = {"other": [], "watermark": []}
    for place, turn in enumerate(turns):
        if place in seal:
            aside["other"].append(found.chars[place])
        elif turn != main:
            aside["watermark"].append(found.chars[place])
        else:
            kept.append(place)
    return found.pick(kept), [(kind, text) for kind, chars in aside.items() if (text := "".join(chars).strip())]


def _upright(sheet: Sheet, found: Found) -> Ink:
    """Return characters of user space as they lie on the upright page."""
    if sheet.turn == 0:
        left, top = sheet.left, sheet.top
        x0, x1 = found.x0, found.x1
        if left:
            x0, x1 = [x - left for x in x0], [x - left for x in x1]
        bases: list[float] = []
        starts: list[int] = []
        for start, end in zip(found.starts, [*found.starts[1:], len(found.oy)], strict=False):
            base = top - found.oy[start]
            if not bases or base != bases[-1]:
                starts.append(start)
            bases += [base] * (end - start)
        return Ink(found.chars, x0, x1, [top - y for y in found.y1], [top - y for y in found.y0], bases, starts)
    boxes = [sheet.upright(*box) for box in zip(found.x0, found.y0, found.x1, found.y1, strict=True)]
    bases = [sheet.upright(x, y, x, y)[1] for x, y in zip(found.ox, found.oy, strict=True)]
    x0, top_, x1, bottom = ([box[side] for box in boxes] for side in range(4))
    return Ink(found.chars, x0, x1, top_, bottom, bases)


def _turn(across: float, up: float) -> int | None:
    """Return in how many quarter turns, counter-clockwise in user space, a character is written; None if it leans."""
    # By the matrix and not FPDFText_GetCharAngle, which takes a slanted (italic) letter for a turned one.
    if up == 0.0 and across > 0.0:
        return 0
    angle = math.atan2(up, across)
    turn = round(angle / (math.pi / 2))
    return turn % 4 if abs(angle - turn * math.pi / 2) < _SLANT else None


def _seal(
    raw: Any,
    text_page: Any,
    objects: PageObjects,
    found: Found,
    turns: Sequence[int | None],  # Any: see read_ink
) -> set[int]:
    """Return the places of characters that a seal holds: a small form of its own with text set round a circle."""
    sealed: set[int] = set()
    for form in objects.forms[:_MOST_FORMS]:
        edges = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(form, *map(ctypes.byref, edges)):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left > _SEAL or top - bottom > _SEAL:
            continue
        inside = {
            pdf_calls.address_of(child)
            for place in range(min(raw.FPDFFormObj_CountObjects(form), 1000))
            if raw.FPDFPageObj_GetType(child := raw.FPDFFormObj_GetObject(form, place)) == raw.FPDF_PAGEOBJ_TEXT
        }
        held = [
            place
            for place, index in enumerate(found.index)
            if inside
            and left <= found.ox[place] <= right
            and bottom <= found.oy[place] <= top
            and pdf_calls.address_of(raw.FPDFText_GetTextObject(text_page, index)) in inside
        ]
        if len(held) <= _SEAL_CHARACTERS and any(turns[place] is None for place in held):
            sealed.update(held)
    return sealed
