"""Make the picture of a page fit for reading: one channel, upright, level, and its ink told from its paper."""

from __future__ import annotations

import math
from typing import Any

_MOST_DEGREES = 5.0
_LEVEL = 0.08
"""Degrees of slant that do not matter: a line of print then rises by less than a seventh of its height."""
_SMALL = 700
"""Pixels of the longer side when the slant is measured."""
_WINDOW = 41
_DARKER = 24
"""Ink is darker than the paper around it by this much of 255."""
_SPECK = 12
"""Pixels of a spot of ink that is dust."""
_MOST_POINTS = 60_000

Array = Any  # Any: numpy is imported late, and its arrays carry no shape in their types


def in_grey(picture: Array) -> Array:
    """Return a picture of rows, columns and 1, 3 (RGB) or no channels as rows and columns of grey."""
    import cv2

    if picture.ndim == 3:
        picture = picture[:, :, 0] if picture.shape[2] == 1 else cv2.cvtColor(picture[:, :, :3], cv2.COLOR_RGB2GRAY)
    return picture


def ink_of(grey: Array) -> Array:
    """Return 1 where there is ink and 0 where there is paper, each pixel against its surroundings: shadows are paper."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(grey, (5, 5), 0)
    ink = cv2.adaptiveThreshold(smooth, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _DARKER)
    _, labels, measures, _ = cv2.connectedComponentsWithStats(ink)
    kept = (measures[:, 4] >= _SPECK).astype(np.uint8)
    kept[0] = 0
    return kept[labels]


def is_blank(ink: Array) -> bool:
    """Return whether a page holds no more ink than dust leaves."""
    return int(ink.sum()) < 40


def slant_of(ink: Array) -> float:
    """Return by how many degrees the lines of a page fall to the right (negative: rise), up to five.

    Print that is level fills few rows of pixels densely and leaves others empty: the angle at which the ink of the
    page does so is its slant.
    """
    import cv2
    import numpy as np

    share = min(1.0, _SMALL / max(ink.shape))
    small = cv2.resize(ink * 255, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(small > 60)
    if len(ys) < 200:
        return 0.0
    step = -(-len(ys) // _MOST_POINTS)
    ys, xs = ys[::step].astype(np.float32), xs[::step].astype(np.float32)

    def order(degrees: float) -> float:
        heights = ys - xs * math.tan(math.radians(degrees))
        rows = np.bincount((heights - heights.min()).astype(np.int64))
        return float(np.square(np.diff(rows.astype(np.float64))).sum())

    best = 0.0
    for reach, step_ in ((_MOST_DEGREES, 0.5), (0.5, 0.1), (0.1, 0.02)):
        count = round(reach / step_)
        tries = [best + place * step_ for place in range(-count, count + 1)]
        best = max(tries, key=lambda degrees: (order(degrees), -abs(degrees)))
    return 0.0 if abs(best) < _LEVEL or abs(best) > _MOST_DEGREES else round(best, 3)


def levelled(grey: Array, degrees: float) -> Array:
    """Return a picture turned about its middle so that lines that fall by `degrees` are level, corners filled with paper."""
    import cv2

    if degrees == 0.0:
        return grey
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
