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
_WORD = 4
"""Bytes of a float and of an int."""
_ROOM = 4_096
"""Answers of so many words are taken at once: a page of a thousand characters gives four words for each."""
_UNITS = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


@cache
def _function(raw: Any, name: str, result: Any, *arguments: Any) -> Any:  # Any: ctypes makes callable types at run time
    """Return a pdfium function that takes and gives addresses as plain numbers.

    Arguments after those named are passed as they are, pointers and ints: ctypes checks none of them, which is half of
    what a call costs.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(getattr(raw, name)))


def address_of(handle: Any) -> int:  # Any: as above
    """Return the address that a pdfium handle holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


@cache
def _room() -> tuple[Any, list[Any]]:  # Any: as above
    """Return memory that pdfium writes its answers to, and a pointer to each word of it.

    Made once: to make a pointer takes as long as to ask a question. pdfium itself is for one thread at a time.
    """
    room = (ctypes.c_double * (_ROOM * _WORD // ctypes.sizeof(ctypes.c_double)))()
    return room, [ctypes.byref(room, at) for at in range(0, ctypes.sizeof(room), _WORD)]


def _answers(ask: Any, kind: str, width: int, pointers: int, *asked: Sequence[Any]) -> array[Any]:  # Any: as above
    """Return what a function writes where its last arguments point, flattened: `width` numbers of a `kind` for each call.

    It is called once for each element of `asked`, its other arguments; it has one pointer for all the numbers or one for each.
    What it does not answer is 0.
    """
    room, places = _room()
    found = array(kind)
    words = found.itemsize // _WORD
    step = width * words
    for start in range(0, len(asked[-1]), _ROOM // step):
        part = [column[start : start + _ROOM // step] for column in asked]
        end = step * len(part[-1])
        ctypes.memset(room, 0, end * _WORD)
        list(map(ask, *part, *(places[first:end:step] for first in range(0, pointers * words, words))))
        found.frombytes(memoryview(room).cast("B")[: end * _WORD])
    return found


def _of_characters(ask: Any, kind: str, width: int, pointers: int, text_page: Any, indexes: Sequence[int]) -> array[Any]:  # Any: as above
    """Return the answers about the characters of a text page at `indexes`."""
    return _answers(ask, kind, width, pointers, [ctypes.byref(text_page.contents)] * len(indexes), indexes)


def text(raw: Any, text_page: Any, count: int) -> str:  # Any: as above
    """Return a text page's first `count` characters, one for each code point that pdfium gives."""
    # One call gives the whole text, but leaves out what has no code: only a text of full length keeps its places.
    units = array("H", bytes(2 * (count + 1)))
    ask_all = _function(raw, "FPDFText_GetText", ctypes.c_int, _HANDLE, ctypes.c_int, ctypes.c_int, _HANDLE)
    if ask_all(address_of(text_page), 0, count, units.buffer_info()[0]) == count + 1:
        with suppress(UnicodeDecodeError):  # half a character
            found = units[:count].tobytes().decode(_UNITS)
            if len(found) == count and "\0" not in found:
                return found
    ask = _function(raw, "FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, ctypes.c_int)
    return "".join(map(chr, map(ask, repeat(address_of(text_page)), range(count))))


def boxes(raw: Any, text_page: Any, count: int) -> array[float]:  # Any: as above
    """Return left, top, right, bottom of each character in user space, flattened."""
    ask = _function(raw, "FPDFText_GetLooseCharBox", None)
    return _of_characters(ask, "f", 4, 1, text_page, range(count))


def origins(raw: Any, text_page: Any, indexes: Sequence[int]) -> tuple[array[float], array[float]]:  # Any: as above
    """Return x and y of the origin on the baseline, in user space, of the characters at `indexes`."""
    found = _of_characters(_function(raw, "FPDFText_GetCharOrigin", None), "d", 2, 2, text_page, indexes)
    return found[0::2], found[1::2]


def objects(raw: Any, page: Any, count: int) -> tuple[list[int], list[int]]:  # Any: as above
    """Return addresses and types of a page's first `count` objects."""
    ask = _function(raw, "FPDFPage_GetObject", ctypes.c_void_p)
    ask_type = _function(raw, "FPDFPageObj_GetType", ctypes.c_int, _HANDLE)
    found = list(map(ask, repeat(ctypes.byref(page.contents)), range(count)))
    return found, list(map(ask_type, found))


def bounds(raw: Any, items: Sequence[int]) -> tuple[array[float], ...]:  # Any: as above
    """Return left, bottom, right, top of page objects, given by their addresses, in points."""
    found = _answers(_function(raw, "FPDFPageObj_GetBounds", None, _HANDLE), "f", 4, 4, items)
    return found[0::4], found[1::4], found[2::4], found[3::4]


def directions(raw: Any, text_page: Any, indexes: Sequence[int]) -> list[tuple[float, float]]:  # Any: as above
    """Return in which direction, across and up in user space, the characters at `indexes` are written."""
    found = _of_characters(_function(raw, "FPDFText_GetMatrix", None), "f", 6, 1, text_page, indexes)
    return list(zip(found[0::6], found[1::6], strict=True))


def unmapped(raw: Any, text_page: Any, indexes: Sequence[int]) -> list[bool]:  # Any: as above
    """Say of the characters at `indexes` whether their font has no map to Unicode."""
    ask = _function(raw, "FPDFText_HasUnicodeMapError", ctypes.c_int)
    return [answer == 1 for answer in map(ask, repeat(ctypes.byref(text_page.contents)), indexes)]


def matrices(raw: Any, items: Sequence[int]) -> list[tuple[float, float, float, float, float, float]]:  # Any: as above
    """Return the matrices of page objects, given by their addresses."""
    found = _answers(_function(raw, "FPDFPageObj_GetMatrix", None, _HANDLE), "f", 6, 1, items)
    return list(zip(*(found[place::6] for place in range(6)), strict=True))


def paths(raw: Any, items: Sequence[int]) -> tuple[list[int], array[int], array[int]]:  # Any: as above
    """Return of paths, given by their addresses: how many segments they have, how they are filled, whether stroked."""
    ask = _function(raw, "FPDFPath_CountSegments", ctypes.c_int, _HANDLE)
    modes = _answers(_function(raw, "FPDFPath_GetDrawMode", None, _HANDLE), "i", 2, 2, items)
    return list(map(ask, items)), modes[0::2], modes[1::2]


def segments(raw: Any, items: Sequence[int], counts: Sequence[int]) -> tuple[list[int], list[int]]:  # Any: as above
    """Return addresses and types of the first `counts` segments of paths, given by their addresses, path by path."""
    ask = _function(raw, "FPDFPath_GetPathSegment", ctypes.c_void_p, _HANDLE)
    ask_type = _function(raw, "FPDFPathSegment_GetType", ctypes.c_int, _HANDLE)
    of = chain.from_iterable(map(repeat, items, counts))
    found = list(map(ask, of, chain.from_iterable(map(range, counts))))
    return found, list(map(ask_type, found))


def points(raw: Any, found: Sequence[int]) -> tuple[array[float], array[float]]:  # Any: as above
    """Return x and y of the ends of path segments, given by their addresses."""
    both = _answers(_function(raw, "FPDFPathSegment_GetPoint", None, _HANDLE), "f", 2, 2, found)
    return both[0::2], both[1::2]
