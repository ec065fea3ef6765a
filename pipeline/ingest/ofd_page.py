"""Take the characters and ruled lines of an OFD page (GB/T 33190) with their places, in points."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipeline.ingest.pdf_characters import UNKNOWN, is_unknown
from pipeline.ingest.pdf_glyphs import Aside, Ink
from pipeline.ingest.pdf_rulings import MOST_RULINGS, Ruling, of_shape
from schemas.breakdown import Box
from schemas.errors import TooLarge

if TYPE_CHECKING:
    from lxml.etree import _Element

POINTS = 72 / 25.4
"""Points of a millimetre."""
MOST_CHARACTERS = 200_000
"""Characters of one page; a page of print holds 2,000."""
_MOST_SEGMENTS = 4_000
_DEEPEST = 30
_MOST_OBJECTS = 400_000
_ASCENT, _DESCENT = 0.86, 0.14
_SLANT = 0.1
"""Radians by which a line may lean and still count as straight."""
_WIDEST = 1.05
"""A step of more than this many em leaves a gap behind its character."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """What a page draws, in points from its top left. `unknown` counts characters that the file does not name."""

    ink: Ink = field(default_factory=lambda: Ink([], [], [], [], [], []))
    rulings: list[Ruling] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    unknown: int = 0
    pictures: int = 0
    objects: int = 0


def draw(name: str, content: _Element, drawn: Drawn, units: dict[str, _Element]) -> None:
    """Add what the layers of a page (or of its template) draw to `drawn`; `units` are drawings that pages share.

    Raises TooLarge where no printed page holds so much.
    """
    for layer in content.iterfind("{*}Content/{*}Layer"):
        _objects(name, layer, drawn, units, _IDENTITY, 0)


def _objects(
    name: str, parent: _Element, drawn: Drawn, units: dict[str, _Element], outer: Matrix, depth: int
) -> None:
    if depth > _DEEPEST:
        raise TooLarge(name, f"nests what it draws deeper than {_DEEPEST} levels; print it to .pdf and try again")
    for place, items in groupby(parent, _place):
        group = list(items)
        if place is not None and len(group) > 1 and _share_line(name, group, drawn, outer):
            continue
        for item in group:
            _object(name, item, drawn, units, outer, depth)


def _object(name: str, item: _Element, drawn: Drawn, units: dict[str, _Element], outer: Matrix, depth: int) -> None:
    kind = str(item.tag).rpartition("}")[2]
    drawn.objects += 1
    if drawn.objects > _MOST_OBJECTS:
        raise TooLarge(name, f"has a page that draws more than {_MOST_OBJECTS} things; print it to .pdf and try again")
    if item.get("Visible") == "false":
        return
    if kind == "TextObject":
        _text(name, item, drawn, outer)
    elif kind == "PathObject":
        if len(drawn.rulings) <= MOST_RULINGS:
            drawn.rulings.extend(_lines(item, outer))
    elif kind == "PageBlock":
        _objects(name, item, drawn, units, outer, depth + 1)
    elif kind == "CompositeObject":
        unit = units.get(item.get("ResourceID") or "")
        body = None if unit is None else unit.find("{*}Content")
        if body is not None:
            _objects(name, body, drawn, units, _placed(item, outer), depth + 1)
    elif kind == "ImageObject":
        drawn.pictures += 1


def _place(item: _Element) -> tuple[str, ...] | None:
    """Return where a text object says it stands, None for anything else."""
    codes = item.findall("{*}TextCode")
    if len(codes) != 1:
        return None
    boundary = item.get("Boundary") or ""
    return (boundary, item.get("CTM") or "", codes[0].get("X") or "", codes[0].get("Y") or "")


def _share_line(name: str, items: list[_Element], drawn: Drawn, outer: Matrix) -> bool:
    """Set texts that all claim the same place one after another; return whether they had to be.

    Some programs give every part of a line, where the font changes, the place of the whole line. Printed as said they
    would lie over one another. The same text again is bold that is drawn twice.
    """
    texts = [(item.findtext("{*}TextCode") or "").strip("\r\n\t") for item in items]
    boundary = numbers(items[0].get("Boundary"))
    if len(set(texts)) == 1 or len(boundary) != 4:
        return False
    text = "".join(texts)
    size = max((_size(item) for item in items), default=0.0)
    matrix = _placed(items[0], outer)
    if not size or _is_turned(*matrix[:2]):
        return False
    code = items[0].find("{*}TextCode")
    start = 0.0 if code is None else _number(code.get("X") or "") or 0.0
    base = 0.0 if code is None else _number(code.get("Y") or "") or 0.0
    _refuse_many(name, drawn, text)
    natural = [size if char > "\u2e7f" else size / 2 for char in text]
    share = min((boundary[2] - start) / sum(natural), 1.2) if sum(natural) else 1.0
    across = [width * share for width in natural]
    _characters(drawn, text, start, base, across, [], size, matrix, _em(size, matrix))
    return True


def _size(item: _Element) -> float:
    return abs(_number(item.get("Size") or item.get("size") or "") or 0.0)


def _em(size: float, matrix: Matrix) -> float:
    """Return the height of a character in points."""
    return size * math.hypot(matrix[2], matrix[3]) * POINTS


def _refuse_many(name: str, drawn: Drawn, text: str) -> None:
    if len(drawn.ink.chars) + len(text) > MOST_CHARACTERS:
        raise TooLarge(name, "has a page with more characters than a printed page can hold; split the file first")


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute; what is none is left out.

    >>> numbers("0 0 210 297"), numbers(None)
    ([0.0, 0.0, 210.0, 297.0], [])
    """
    found = []
    for word in (text or "").split(None, 4 * MOST_CHARACTERS):
        number = _number(word)
        if number is not None:
            found.append(number)
    return found


def _number(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return number if abs(number) < 1e7 else None


def steps(text: str | None, count: int) -> list[float]:
    """Return at most `count` steps from one character to the next: `g 3 5.5` says 5.5 three times.

    >>> steps("g 3 5.5 2", 9)
    [5.5, 5.5, 5.5, 2.0]
    """
    found: list[float] = []
    words = iter((text or "").split(None, 4 * MOST_CHARACTERS))
    for word in words:
        if len(found) >= count:
            break
        if word == "g":
            times, step = _number(next(words, "")), _number(next(words, ""))
            if times is not None and step is not None:
                found += [step] * min(max(int(times), 0), count - len(found))
        else:
            step = _number(word)
            if step is not None:
                found.append(step)
    return found


def _placed(item: _Element, outer: Matrix) -> Matrix:
    """Return the matrix from an object's own space to the page, in millimetres."""
    found = numbers(item.get("CTM"))
    own: Matrix = (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else _IDENTITY
    boundary = numbers(item.get("Boundary"))
    left, top = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
    a, b, c, d, e, f = own
    return _times((a, b, c, d, e + left, f + top), outer)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _text(name: str, item: _Element, drawn: Drawn, outer: Matrix) -> None:
    """Add the characters of one text object."""
    matrix = _placed(item, outer)
    size = _size(item)
    stretch = _number(item.get("HScale") or "") or 1.0
    em = _em(size, matrix)
    turned = _is_turned(*matrix[:2]) or item.get("CharDirection", "0") not in ("0", "360")
    x = y = 0.0
    for code in item.iterfind("{*}TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x = x if (at := _number(code.get("X") or "")) is None else at
        y = y if (at := _number(code.get("Y") or "")) is None else at
        if not text:
            continue
        _refuse_many(name, drawn, text)
        if turned or not em:
            drawn.aside.append(("watermark", text))
            continue
        across = steps(code.get("DeltaX"), len(text))
        down = steps(code.get("DeltaY"), len(text))
        _characters(drawn, text, x, y, across, down, size * stretch, matrix, em)


def _is_turned(a: float, b: float) -> bool:
    """Return whether a matrix writes its text otherwise than from left to right."""
    return abs(math.atan2(b, a)) > _SLANT


def _characters(
    drawn: Drawn,
    text: str,
    x: float,
    y: float,
    across: list[float],
    down: list[float],
    size: float,
    matrix: Matrix,
    em: float,
) -> None:
    a, b, c, d, e, f = matrix
    ink = drawn.ink
    for index, char in enumerate(text):
        width = size if char > "\u2e7f" else size / 2
        step = across[index] if index < len(across) else None
        # Without steps across, a font says how wide a character is; with steps down alone the text is upright.
        advance = step if step is not None else 0.0 if down else width
        if step is not None and 0 < step <= _WIDEST * size:
            width = step
        if is_unknown(ord(char)) and char not in "\t\r\n":
            drawn.unknown += 1
            char = char if ord(char) >= 0x7F else UNKNOWN
        left, base = (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS
        ink.chars.append(char if char != "\t" else " ")
        ink.x0.append(left)
        ink.x1.append(left + max(width * abs(a) * POINTS, 0.01))
        ink.top.append(base - _ASCENT * em)
        ink.bottom.append(base + _DESCENT * em)
        ink.base.append(base)
        x += advance
        y += down[index] if index < len(down) else 0.0


def _lines(item: _Element, outer: Matrix) -> Iterator[Ruling]:
    """Yield the ruled lines of one path; colours and widths do not matter."""
    stroked = item.get("Stroke", "true") != "false"
    filled = item.get("Fill", "false") == "true"
    data = item.findtext("{*}AbbreviatedData")
    if not data or not (stroked or filled):
        return
    matrix = _placed(item, outer)
    for shape in _shapes(data, matrix):
        boxes: list[Box] = [(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(shape)]
        yield from of_shape(boxes, stroked=stroked)


@cache
def _operator() -> re.Pattern[str]:
    # M 0 0 L 156 0 L 156 10 C
    return re.compile(r"([SMLQBAC])([^SMLQBAC]*+)")


def _shapes(data: str, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a path, in points; a part with a curve in it is no ruling and left out."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    curved = False
    for count, match in enumerate(_operator().finditer(data)):
        if count > _MOST_SEGMENTS:
            return
        operator, place = match[1], numbers(match[2][:200])
        if operator in "SM":
            if not curved and len(points) > 1:
                yield points
            points, curved = [], False
        elif operator in "QBA":
            curved = True
        if operator == "C":
            if points:
                points.append(points[0])
        elif len(place) >= 2:
            x, y = place[-2:]
            points.append(((a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS))
    if not curved and len(points) > 1:
        yield points
