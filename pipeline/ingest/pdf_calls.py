"""Ask pdfium the same question of many characters or objects at once, without a Python step for each."""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import chain, repeat
from typing import Any

_HANDLE = ctypes.c_void_p
_PLACE = ctypes.c_void_p
_FLOAT = 4
_INT = ctypes.sizeof(ctypes.c_int)
_DOUBLE = 8
_UNITS = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


@cache
def _function(raw: Any, name: str, result: Any, *arguments: Any) -> Any:  # Any: ctypes makes callable types at run time
    """Return a pdfium function that takes and gives addresses as plain numbers, which ctypes passes much faster."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(getattr(raw, name)))


def address_of(handle: Any) -> int:  # Any: as above
    """Return the address that a pdfium handle holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def text(raw: Any, text_page: Any, count: int) -> str:  # Any: as above
    """Return a text page's first `count` characters, one for each code point that pdfium gives."""
    # One call gives the whole text, but leaves out what has no code: only a text of full length keeps its places.
    units = array("H", bytes(2 * (count + 1)))
    ask_all = _function(raw, "FPDFText_GetText", ctypes.c_int, _HANDLE, ctypes.c_int, ctypes.c_int, _PLACE)
    if ask_all(address_of(text_page), 0, count, units.buffer_info()[0]) == count + 1:
        with suppress(UnicodeDecodeError):  # half a character
            found = units[:count].tobytes().decode(_UNITS)
            if len(found) == count and "\0" not in found:
                return found
    ask = _function(raw, "FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, ctypes.c_int)
    return "".join(map(chr, map(ask, repeat(address_of(text_page)), range(count))))


def boxes(raw: Any, text_page: Any, count: int) -> array[float]:  # Any: as above
    """Return left, top, right, bottom of each character in user space, flattened."""
    ask = _function(raw, "FPDFText_GetLooseCharBox", ctypes.c_int, _HANDLE, ctypes.c_int, _PLACE)
    found = array("f", bytes(4 * _FLOAT * count))
    start = found.buffer_info()[0]
    places = range(start, start + 4 * _FLOAT * count, 4 * _FLOAT)
    list(map(ask, repeat(address_of(text_page)), range(count), places))
    return found


def origins(raw: Any, text_page: Any, indexes: Sequence[int]) -> tuple[array[float], array[float]]:  # Any: as above
    """Return x and y of the origin on the baseline, in user space, of the characters at `indexes`."""
    ask = _function(raw, "FPDFText_GetCharOrigin", ctypes.c_int, _HANDLE, ctypes.c_int, _PLACE, _PLACE)
    end = _DOUBLE * len(indexes)
    xs, ys = array("d", bytes(end)), array("d", bytes(end))
    at_x, at_y = xs.buffer_info()[0], ys.buffer_info()[0]
    list(map(ask, repeat(address_of(text_page)), indexes, range(at_x, at_x + end, _DOUBLE), range(at_y, at_y + end, _DOUBLE)))
    return xs, ys


def objects(raw: Any, page: Any, count: int) -> tuple[list[int], list[int]]:  # Any: as above
    """Return addresses and types of a page's first `count` objects."""
    ask = _function(raw, "FPDFPage_GetObject", ctypes.c_void_p, _HANDLE, ctypes.c_int)
    ask_type = _function(raw, "FPDFPageObj_GetType", ctypes.c_int, _HANDLE)
    found = list(map(ask, repeat(address_of(page)), range(count)))
    return found, list(map(ask_type, found))


def bounds(raw: Any, items: Sequence[int]) -> tuple[array[float], ...]:  # Any: as above
    """Return left, bottom, right, top of page objects, given by their addresses, in points."""
    ask = _function(raw, "FPDFPageObj_GetBounds", ctypes.c_int, _HANDLE, _PLACE, _PLACE, _PLACE, _PLACE)
    sides = tuple(array("f", bytes(_FLOAT * len(items))) for _ in range(4))
    starts = [side.buffer_info()[0] for side in sides]
    end = _FLOAT * len(items)
    list(map(ask, items, *(range(start, start + end, _FLOAT) for start in starts)))
    return sides


def directions(raw: Any, text_page: Any, indexes: Sequence[int]) -> list[tuple[float, float]]:  # Any: as above
    """Return in which direction, across and up in user space, the characters at `indexes` are written."""
    ask = _function(raw, "FPDFText_GetMatrix", ctypes.c_int, _HANDLE, ctypes.c_int, _PLACE)
    found = array("f", bytes(6 * _FLOAT * len(indexes)))
    start = found.buffer_info()[0]
    places = range(start, start + 6 * _FLOAT * len(indexes), 6 * _FLOAT)
    list(map(ask, repeat(address_of(text_page)), indexes, places))
    return list(zip(found[0::6], found[1::6], strict=True))


def unmapped(raw: Any, text_page: Any, indexes: Sequence[int]) -> list[bool]:  # Any: as above
    """Say of the characters at `indexes` whether their font has no map to Unicode."""
    ask = _function(raw, "FPDFText_HasUnicodeMapError", ctypes.c_int, _HANDLE, ctypes.c_int)
    return [answer == 1 for answer in map(ask, repeat(address_of(text_page)), indexes)]


def matrices(raw: Any, items: Sequence[int]) -> list[tuple[float, float, float, float, float, float]]:  # Any: as above
    """Return the matrices of page objects, given by their addresses."""
    ask = _function(raw, "FPDFPageObj_GetMatrix", ctypes.c_int, _HANDLE, _PLACE)
    found = array("f", bytes(6 * _FLOAT * len(items)))
    start = found.buffer_info()[0]
    list(map(ask, items, range(start, start + 6 * _FLOAT * len(items), 6 * _FLOAT)))
    return list(zip(*(found[place::6] for place in range(6)), strict=True))


def paths(raw: Any, items: Sequence[int]) -> tuple[list[int], array[int], array[int]]:  # Any: as above
    """Return of paths, given by their addresses: how many segments they have, how they are filled, whether stroked."""
    ask = _function(raw, "FPDFPath_CountSegments", ctypes.c_int, _HANDLE)
    ask_mode = _function(raw, "FPDFPath_GetDrawMode", ctypes.c_int, _HANDLE, _PLACE, _PLACE)
    fills, strokes = array("i", bytes(_INT * len(items))), array("i", bytes(_INT * len(items)))
    at_fill, at_stroke, end = fills.buffer_info()[0], strokes.buffer_info()[0], _INT * len(items)
    list(map(ask_mode, items, range(at_fill, at_fill + end, _INT), range(at_stroke, at_stroke + end, _INT)))
    return list(map(ask, items)), fills, strokes


def segments(raw: Any, items: Sequence[int], counts: Sequence[int]) -> tuple[list[int], list[int]]:  # Any: as above
    """Return addresses and types of the first `counts` segments of paths, given by their addresses, path by path."""
    ask = _function(raw, "FPDFPath_GetPathSegment", ctypes.c_void_p, _HANDLE, ctypes.c_int)
    ask_type = _function(raw, "FPDFPathSegment_GetType", ctypes.c_int, _HANDLE)
    of = chain.from_iterable(map(repeat, items, counts))
    found = list(map(ask, of, chain.from_iterable(map(range, counts))))
    return found, list(map(ask_type, found))


def points(raw: Any, found: Sequence[int]) -> tuple[array[float], array[float]]:  # Any: as above
    """Return x and y of the ends of path segments, given by their addresses."""
    ask = _function(raw, "FPDFPathSegment_GetPoint", ctypes.c_int, _HANDLE, _PLACE, _PLACE)
    end = _FLOAT * len(found)
    xs, ys = array("f", bytes(end)), array("f", bytes(end))
    at_x, at_y = xs.buffer_info()[0], ys.buffer_info()[0]
    list(map(ask, found, range(at_x, at_x + end, _FLOAT), range(at_y, at_y + end, _FLOAT)))
    return xs, ys
