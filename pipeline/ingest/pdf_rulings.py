"""Find the straight lines that a pdf page draws: strokes, and rectangles too thin to be anything else."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.ingest import pdf_calls
from pipeline.ingest.pdf_objects import PageObjects
from pipeline.ingest.pdf_sheet import Sheet
from schemas.breakdown import Box

_THIN = 3.0
"""A rectangle thinner than this, in points, is a line."""
_LEVEL = 1.0
"""A stroke that rises less than this over its length is level."""
MOST_RULINGS = 20_000
"""Lines of one page; a page with more is a drawing."""
_MOST_SEGMENTS = 4_000
_ONE_BOX = 6
_DEEPEST = 4
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_Matrix = tuple[float, float, float, float, float, float]


class Ruling(NamedTuple):
    """A straight line on the upright page: `at` is y of a level line or x of an upright one, from `start` to `end`."""

    level: bool
    at: float
    start: float
    end: float


def rulings(raw: Any, objects: PageObjects, sheet: Sheet) -> list[Ruling] | None:  # Any: pypdfium2.raw has no types
    """Return the lines of a page; None where it draws more than any table would."""
    if not objects.whole:
        return None
    found: list[Ruling] = []
    for path in objects.paths:
        found.extend(_of_path(raw, path, _IDENTITY, sheet))
        if len(found) > MOST_RULINGS:
            return None
    for form in objects.forms:
        found.extend(_of_form(raw, form, _IDENTITY, sheet, 1))
        if len(found) > MOST_RULINGS:
            return None
    return found


def _of_form(raw: Any, form: Any, outer: _Matrix, sheet: Sheet, depth: int) -> Iterator[Ruling]:  # Any: as above
    if depth > _DEEPEST:
        return
    matrix = _times(_matrix(raw, form), outer)
    for index in range(min(raw.FPDFFormObj_CountObjects(form), MOST_RULINGS)):
        item = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _of_path(raw, item, matrix, sheet)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _of_form(raw, item, matrix, sheet, depth + 1)


def _of_path(raw: Any, path: Any, outer: _Matrix, sheet: Sheet) -> Iterator[Ruling]:  # Any: as above
    """Yield the lines of one path: those it strokes, and the thin rectangles that it fills."""
    count = raw.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value and (not fill.value or (count <= _ONE_BOX and not _is_thin(raw, path))):
        return
    for shape in _shapes(raw, path, count, _times(_matrix(raw, path), outer)):
        if stroke.value:
            boxes = [sheet.upright(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(shape)]
            yield from of_shape(boxes, stroked=True)
        else:
            xs, ys = zip(*shape, strict=True)
            line = _thin_box(sheet.upright(min(xs), min(ys), max(xs), max(ys)))
            if line is not None:
                yield line


def of_shape(boxes: Sequence[Box], *, stroked: bool) -> Iterator[Ruling]:
    """Yield the lines of a shape whose sides lie in `boxes` of the upright page: itself if it is thin, or its sides."""
    if not boxes:
        return
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    line = _thin_box((x0, top, x1, bottom))
    if line is not None:
        yield line
    elif stroked:
        for left, upper, right, lower in boxes:
            if lower - upper < _LEVEL and right - left > _THIN:
                yield Ruling(True, (upper + lower) / 2, left, right)
            elif right - left < _LEVEL and lower - upper > _THIN:
                yield Ruling(False, (left + right) / 2, upper, lower)


def _thin_box(box: Box) -> Ruling | None:
    """Return a box that is too thin to be anything but a line as that line."""
    x0, top, x1, bottom = box
    if bottom - top < _THIN and x1 - x0 > bottom - top:
        return Ruling(True, (top + bottom) / 2, x0, x1)
    if x1 - x0 < _THIN and bottom - top > x1 - x0:
        return Ruling(False, (x0 + x1) / 2, top, bottom)
    return None


def _is_thin(raw: Any, path: Any) -> bool:  # Any: as above
    """Return whether a filled shape is so thin that it is a line; the boxes that shade a text are not."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(path, *map(ctypes.byref, (left, bottom, right, top)))
    return min(right.value - left.value, top.value - bottom.value) < 2 * _THIN


def _shapes(raw: Any, path: Any, count: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:  # Any: as above
    """Yield the points of each part of a path in user space; a part with a curve in it is no ruling and left out.

    Where a part closes pdfium gives its first point again.
    """
    a, b, c, d, e, f = matrix
    items, kinds = pdf_calls.segments(raw, path, count)
    starts = [0, *(place for place in range(1, count) if kinds[place] == raw.FPDF_SEGMENT_MOVETO)]
    straight = [
        (start, end) for start, end in pairwise([*starts, count]) if raw.FPDF_SEGMENT_BEZIERTO not in kinds[start:end]
    ]
    if not straight:
        return
    # Asked for all parts at once: a drawing is thousands of them.
    xs, ys = pdf_calls.points(raw, items)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(xs, ys, strict=True)]
    for start, end in straight:
        if end - start > 1:
            yield corners[start:end]


def _matrix(raw: Any, item: Any) -> _Matrix:  # Any: as above
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
