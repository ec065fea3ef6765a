"""A pdf page's own measure: from the space its file draws in to the page as it is read, and as it is shown."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from schemas.breakdown import Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's own measure: crop box in user space, /Rotate in quarter turns, and the turn that its text needs."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    turn: int
    slack: ClassVar[float] = 0.3
    """By how many em the next word must more than fit for a line of a cell to end its paragraph."""

    @property
    def width(self) -> float:
        """Width in points once the text stands upright."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height in points once the text stands upright."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def upright(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return a box of user space (left, bottom, right, top) as it lies on the upright page."""
        if self.turn == 0:
            return (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if self.turn == 1:
            return (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if self.turn == 2:
            return (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return (self.top - y1, self.right - x1, self.top - y0, self.right - x0)

    def shown(self, box: Box) -> Box:
        """Return a box of the upright page as it lies on the page that a viewer shows."""
        if self.rotation == self.turn:
            return box
        x0, top, x1, bottom = box
        width, height = self.width, self.height
        for _ in range((self.rotation - self.turn) % 4):
            x0, top, x1, bottom = height - bottom, x0, height - top, x1
            width, height = height, width
        return (x0, top, x1, bottom)

    def shown_edges(self, edges: Sequence[float], y: float) -> Sequence[float]:  # noqa: ARG002 - a slanted sheet needs it
        """Return the sides of the characters of a line at height `y` as a viewer shows them; none where it stands turned."""
        return edges if self.turn == self.rotation else ()


def sheet_of(raw: Any, page: Any, turn: int) -> Sheet:  # Any: pypdfium2.raw has no types
    """Return the measure of an open page whose text is written `turn` quarter turns counter-clockwise."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Sheet(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4, turn)
