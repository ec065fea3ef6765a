"""Find the straight lines that a pdf page draws: strokes, and rectangles too thin to be anything else."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

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
        boxes = [sheet.upright(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(shape)]
        yield from of_shape(boxes, stroked=bool(stroke.value))


def of_shape(boxes: Sequence[Box], *, stroked: bool) -> Iterator[Ruling]:
    """Yield the lines of a shape whose sides lie in `boxes` of the upright page: itself if it is thin, or its sides."""
    if not boxes:
        return
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if bottom - top < _THIN and x1 - x0 > bottom - top:
        yield Ruling(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 < _THIN and bottom - top > x1 - x0:
        yield Ruling(False, (x0 + x1) / 2, top, bottom)
    elif stroked:
        for left, upper, right, lower in boxes:
            if lower - upper < _LEVEL and right - left > _THIN:
                yield Ruling(True, (upper + lower) / 2, left, right)
            elif right - left < _LEVEL and lower - upper > _THIN:
                yield Ruling(False, (left + right) / 2, upper, lower)


def _is_thin(raw: Any, path: Any) -> bool:  # Any: as above
    """Return whether a filled shape is so thin that it is a line; the boxes that shade a text are not."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(path, *map(ctypes.byref, (left, bottom, right, top)))
    return min(right.value - left.value, top.value - bottom.value) < 2 * _THIN


def _shapes(raw: Any, path: Any, count: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:  # Any: as above
    """Yield the points of each part of a path in user space; a part with a curve in it is no ruling and left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if not curved and len(points) > 1:
                yield points
            points, curved = [], False
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved = True
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if not curved and len(points) > 1:
        yield points


def _matrix(raw: Any, item: Any) -> _Matrix:  # Any: as above
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
