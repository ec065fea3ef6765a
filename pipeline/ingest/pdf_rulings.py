"""Find the straight lines that a pdf page draws: strokes, and rectangles too thin to be anything else."""

from __future__ import annotations

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
_ONE_LINE = 2
_ONE_BOX = 6
_DEEPEST = 4
_TOGETHER = 100
"""Paths that pdfium is asked about at once."""
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_Matrix = tuple[float, float, float, float, float, float]


class _Path(NamedTuple):
    """A path by its address in memory: how many segments it has, and whether it is stroked."""

    address: int
    length: int
    stroked: bool


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
    for line in _of_paths(raw, objects.paths, _IDENTITY, sheet):
        found.append(line)
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
    matrix = _times(pdf_calls.matrices(raw, [pdf_calls.address_of(form)])[0], outer)
    paths: list[int] = []
    for index in range(min(raw.FPDFFormObj_CountObjects(form), MOST_RULINGS)):
        item = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append(pdf_calls.address_of(item))
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _of_form(raw, item, matrix, sheet, depth + 1)
    yield from _of_paths(raw, paths, matrix, sheet)


def _of_paths(raw: Any, paths: Sequence[int], outer: _Matrix, sheet: Sheet) -> Iterator[Ruling]:  # Any: as above
    """Yield the lines of paths, given by their addresses: those they stroke, and the thin rectangles that they fill."""
    for place in range(0, len(paths), _TOGETHER):
        drawn = _drawn(raw, paths[place : place + _TOGETHER])
        for stroked, corners in _parts(raw, drawn, outer):
            if stroked and len(corners) > _ONE_LINE:
                boxes = [
                    sheet.upright(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(corners)
                ]
                yield from of_shape(boxes, stroked=True)
            else:
                xs, ys = zip(*corners, strict=True)
                line = _thin_box(sheet.upright(min(xs), min(ys), max(xs), max(ys)))
                if line is not None:
                    yield line


def _drawn(raw: Any, paths: Sequence[int]) -> list[_Path]:  # Any: as above
    """Return the paths that may draw a line."""
    counts, fills, strokes = pdf_calls.paths(raw, paths)
    found = [
        _Path(path, count, bool(stroke))
        for path, count, fill, stroke in zip(paths, counts, fills, strokes, strict=True)
        if 2 <= count <= _MOST_SEGMENTS and (stroke or fill)
    ]
    # A filled shape is a line only where it is thin; the boxes that shade a text are not.
    small = [path.address for path in found if not path.stroked and path.length <= _ONE_BOX]
    thick = {
        address
        for address, x0, y0, x1, y1 in zip(small, *pdf_calls.bounds(raw, small), strict=True)
        if min(x1 - x0, y1 - y0) >= 2 * _THIN
    }
    return [path for path in found if path.address not in thick]


def _parts(
    raw: Any, paths: Sequence[_Path], outer: _Matrix  # Any: as above
) -> Iterator[tuple[bool, list[tuple[float, float]]]]:
    """Yield whether it is stroked, and its points in user space, for each part of paths that has no curve in it.

    Where a part closes pdfium gives its first point again.
    """
    segments, kinds = pdf_calls.segments(raw, [path.address for path in paths], [path.length for path in paths])
    # A drawing is thousands of curves: where they run is never asked.
    straight: list[int] = []
    lengths: list[list[int]] = []
    first = 0
    for path in paths:
        after = first + path.length
        if path.length == _ONE_LINE and kinds[first + 1] == raw.FPDF_SEGMENT_LINETO:
            straight += segments[first:after]
            lengths.append([_ONE_LINE])
            first = after
            continue
        starts = [first, *(place for place in range(first + 1, after) if kinds[place] == raw.FPDF_SEGMENT_MOVETO)]
        lengths.append([])
        for start, end in pairwise([*starts, after]):
            if end - start > 1 and raw.FPDF_SEGMENT_BEZIERTO not in kinds[start:end]:
                straight += segments[start:end]
                lengths[-1].append(end - start)
        first = after
    xs, ys = pdf_calls.points(raw, straight)
    at = 0
    for path, inner, parts in zip(paths, pdf_calls.matrices(raw, [path.address for path in paths]), lengths, strict=True):
        a, b, c, d, e, f = _times(inner, outer)
        for length in parts:
            here = slice(at, at + length)
            yield path.stroked, [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(xs[here], ys[here], strict=True)]
            at += length


def of_shape(boxes: Sequence[Box], *, stroked: bool) -> Iterator[Ruling]:
    """Yield the lines of a shape whose sides lie in `boxes` of the upright page: itself if it is thin, or its sides."""
    if not boxes:
        return
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    line = _thin_box((min(x0s), min(tops), max(x1s), max(bottoms)))
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


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
