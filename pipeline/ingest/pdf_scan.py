"""Tell a pdf page that is only a picture of a page, and draw it for the recognition of its characters."""

from __future__ import annotations

import ctypes
import math
from typing import Any

from pipeline.ingest.ocr import DOTS, MOST_PIXELS, Scan, is_installed, scan
from pipeline.ingest.pdf_page import PageLines

_FEW = 60
"""Characters that a scanning program may print on a picture of a page: a number, a mark, a bar code."""
_COVERED = 0.5
_MOST_OBJECTS = 2_000
_DEEPEST = 3


def is_silent(raw: Any, page: Any, read: PageLines | None) -> bool:  # Any: pypdfium2.raw has no types
    """Return whether a page's text layer does not give its text: it has none, or a few words on a picture of a page."""
    if read is None or not (read.lines or read.tables):
        return True
    if read.tables or sum(len(line.text) for line in read.lines) > _FEW:
        return False
    return _covered(raw, page, page, 0) > _COVERED * read.sheet.width * read.sheet.height


def is_empty(raw: Any, page: Any) -> bool:  # Any: as above
    """Return whether nothing at all is drawn on a page."""
    return bool(raw.FPDFPage_CountObjects(page) == 0)


def read_picture(raw: Any, page: Any, number: int, name: str) -> Scan | None:  # Any: as above
    """Return what stands on page `number`, read from its picture; None where OCR is not installed."""
    if not is_installed():
        return None
    import numpy as np

    points = (raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    if min(points) < 1:
        return None
    scale = min(DOTS / 72, math.sqrt(MOST_PIXELS / (points[0] * points[1])))
    width, height = (max(1, round(side * scale)) for side in points)
    bitmap = raw.FPDFBitmap_Create(width, height, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * height)))
        rows = np.frombuffer(buffer.contents, np.uint8).reshape(height, stride)
        picture = rows[:, : 4 * width].reshape(height, width, 4)[:, :, :3].copy()
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return scan(picture, points, number, name)


def _covered(raw: Any, page: Any, holder: Any, depth: int) -> float:  # Any: as above
    """Return the area of a page's pictures, in square points."""
    area = 0.0
    inside = depth > 0
    count = raw.FPDFFormObj_CountObjects(holder) if inside else raw.FPDFPage_CountObjects(holder)
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(count, _MOST_OBJECTS)):
        item = raw.FPDFFormObj_GetObject(holder, index) if inside else raw.FPDFPage_GetObject(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            area += _covered(raw, page, item, depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            area += max(0.0, right - left) * max(0.0, top - bottom)
    return area
