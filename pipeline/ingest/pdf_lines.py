"""Set the characters of a page into printed lines, whatever the order in which the file draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, sub

from pipeline.ingest.pdf_glyphs import Ink, Run
from schemas.breakdown import Box
from schemas.records import maker, quick

_SAME_LINE = 0.28
"""Baselines closer than this share of the height are one line: fonts mixed in a line shift it a little."""
_RAISED = 0.92
"""A run lower than this share of its neighbour's height may be a superscript or subscript of it."""
_LONG = 1.5
"""A glyph wider than this many em draws two characters: ——."""
_MOST_SPACES = 40
_OVERPRINT = 0.5
"""The same character again within this share of its width is the same ink drawn bold."""
_OPENING = "（《“”‘’〔【「『"
_CLOSING = "，。、；：！？）》“”‘’〕】」』"
_BLANK = " \u3000\u00a0\t"


@quick
@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed, in points from the top left of the upright page.

    `edges` holds left and right of every character of `text`, flattened; `widest` is the widest gap inside the line.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    em: float
    edges: list[float]
    widest: float

    @property
    def box(self) -> Box:
        """Left, top, right, bottom on the upright page."""
        return (self.x0, self.top, self.x1, self.bottom)

    def first_width(self) -> float:
        """Return the width of what cannot be parted from the line's first character.

        A Latin word is kept whole, no line ends with （, and none begins with 、 or 。: 科、 goes to the next line together.
        """
        text = self.text
        end = 0
        while end < len(text) and text[end].isascii() and text[end] != " ":
            end += 1
        end = max(1, end)
        # Quotation marks may be parted from neither neighbour: word processors do not know which side they close.
        while end < len(text) and (text[end] in _CLOSING or text[end - 1] in _OPENING):
            end += 1
        return self.edges[2 * end - 1] - self.edges[0]

    def cut(self, x: float) -> tuple[PrintedLine | None, PrintedLine | None]:
        """Return the parts of the line left and right of x; None for a part without ink."""
        place = sum(left + right < 2 * x for left, right in zip(self.edges[0::2], self.edges[1::2], strict=True))
        return self._part(0, place), self._part(place, len(self.text))

    def _part(self, start: int, end: int) -> PrintedLine | None:
        while start < end and self.text[start] in _BLANK:
            start += 1
        while end > start and self.text[end - 1] in _BLANK:
            end -= 1
        if start == end:
            return None
        edges = self.edges[2 * start : 2 * end]
        return replace(self, text=self.text[start:end], x0=edges[0], x1=edges[-1], edges=edges)


_printed_line = maker(PrintedLine)


def lines_of(ink: Ink, runs: Sequence[Run] | None = None) -> list[PrintedLine]:
    """Return the lines of a page, or of `runs` of it alone, from top to bottom, each from left to right."""
    found: list[PrintedLine] = []
    for row in _rows(ink, ink.runs() if runs is None else runs):
        line = _line_of(ink, row)
        if line is not None:
            place = len(found)
            # A label set halfway down beside the two lines of its value comes before both.
            while place and line.x1 <= found[place - 1].x0 and _is_lower(line, found[place - 1]):
                place -= 1
            found.insert(place, line)
    return found


def _is_lower(line: PrintedLine, before: PrintedLine) -> bool:
    """Return whether a line stands a little lower than another that begins above it, and not below it."""
    return before.bottom - line.top > 0.3 * (line.bottom - line.top)


def _line_of(ink: Ink, row: Run) -> PrintedLine | None:
    """Return the characters of a row as a line; None where they are only spaces.

    The same character drawn again over itself counts once. A space that the file does not draw is read where Latin
    words or figures stand apart, or where Chinese characters stand a whole character apart and their neighbours do not.
    """
    first = row.start
    if row.indexes:
        indexes = sorted(row.indexes, key=ink.x0.__getitem__)
        first = indexes[0]
        part = ink.pick(indexes)
        chars, x0, x1 = part.chars, part.x0, part.x1
    else:
        here = slice(row.start, row.end)
        chars, x0, x1 = ink.chars[here], ink.x0[here], ink.x1[here]
    start, end = 0, len(chars)
    while start < end and chars[start] in _BLANK:
        start += 1
    while end > start and chars[end - 1] in _BLANK:
        end -= 1
    if start == end:
        return None
    # One space after the last ink is kept: the words on both sides of a line break stand apart.
    if end < len(chars) and x0[end] - x1[end - 1] < x1[end - 1] - x0[end - 1]:
        end += 1
    if start or end < len(chars):
        chars, x0, x1 = chars[start:end], x0[start:end], x1[start:end]
    wide = [right - left for char, left, right in zip(chars, x0, x1, strict=True) if char > "\u2e7f"]
    em = sorted(wide)[len(wide) // 2] if wide else 0.8 * (ink.bottom[first] - ink.top[first])
    text = "".join(chars)
    gaps = list(map(sub, x0[1:], x1))
    # To sort the few numbers of a line takes half as long as to look for the least and the greatest.
    by_width = sorted(gaps) or [0.0]
    widest = by_width[-1]
    if (widest > 0.2 * em or by_width[0] < -0.1 * em) and _is_uneven(chars, gaps, em):
        text, x0, x1 = _spaced(chars, x0, x1, max(0.0, by_width[len(gaps) // 2]), em)
    edges = [0.0] * (2 * len(x0))
    edges[0::2] = x0
    edges[1::2] = x1
    return _printed_line(text, edges[0], edges[-1], row.highest, row.lowest, row.base, em, edges, widest)


def _is_uneven(chars: Sequence[str], gaps: Sequence[float], em: float) -> bool:
    """Return whether any gap may stand for a space, or any overlap for ink that is drawn twice or for a ligature.

    Not so the quarter of a character between Chinese and figures, nor punctuation set closer: most lines have those.
    """
    apart, over = 0.2 * em, -0.1 * em
    for place, gap in enumerate(gaps):
        if gap > apart:
            if gap > 0.8 * em or chars[place] == " " or (chars[place] < "\u0250" and chars[place + 1] < "\u0250"):
                return True
        elif gap < over and (chars[place] == chars[place + 1] or chars[place + 1].isascii()):
            return True
    return False


def _spaced(
    chars: Sequence[str], x0: Sequence[float], x1: Sequence[float], usual: float, em: float
) -> tuple[str, list[float], list[float]]:
    """Return a line's characters and their edges, those drawn twice given once, with the spaces that gaps stand for.

    `usual` is the gap between most neighbours, in points.
    """
    text: list[str] = [chars[0]]
    lefts, rights = [x0[0]], [x1[0]]
    shared = 1
    for char, left, right in zip(chars[1:], x0[1:], x1[1:], strict=True):
        before, start, end = text[-1], lefts[-1], rights[-1]
        letters = char.isascii() and char.isalpha() and before.isalpha()
        if left == lefts[-shared] and (letters or (char == before and right - left > _LONG * em)):
            # One glyph, several characters: the ligature ffi, or a dash —— of one stroke. They share out its box.
            shared += 1
            step = (right - left) / shared
            text.append(char)
            lefts.append(left)
            rights.append(right)
            lefts[-shared:] = [left + place * step for place in range(shared)]
            rights[-shared:] = [left + (place + 1) * step for place in range(shared)]
            continue
        shared = 1
        if char == before and left - start < _OVERPRINT * (right - left):
            continue
        if left - end > 0.2 * em and char != " ":
            for _ in range(_spaces(before, char, left - end - usual, end - start, usual, em)):
                text.append(" ")
                lefts.append(end)
                rights.append(left)
        text.append(char)
        lefts.append(left)
        rights.append(right)
    return "".join(text), lefts, rights


def _spaces(before: str, after: str, gap: float, width: float, usual: float, em: float) -> int:
    """Return how many spaces the file means by `gap` points beyond the usual between two neighbours.

    Of several space characters in a row pdfium gives one (`width` wide) and leaves the room that the others take.
    """
    if before == " ":
        return min(_MOST_SPACES, round(gap / (width + usual))) if width > 0.15 * em else 0
    if after < "\u0250" and before < "\u0250":
        return int(gap > max(0.2 * em, usual))
    return int(gap > max(0.8 * em, 1.5 * usual))


def _rows(ink: Ink, runs: Sequence[Run]) -> list[Run]:
    """Return runs row by row, from top to bottom, those of one row as one."""
    if len(runs) < 2:
        return list(runs)
    rows: list[Run] = []
    for run in sorted(runs, key=attrgetter("base")):
        row = rows[-1] if rows else None
        if row and run.base - row.base <= _SAME_LINE * min(run.bottom - run.top, row.bottom - row.top):
            rows[-1] = _merged(row, run)
        else:
            rows.append(run)
    found: list[Run] = []
    for row in rows:
        if found and row.base - found[-1].base < row.bottom - row.top and _is_raised(ink, row, found[-1]):
            found[-1] = _merged(found[-1], row)
        else:
            found.append(row)
    return found


def _merged(row: Run, other: Run) -> Run:
    """Return two runs as one; the taller of the two says where it stands."""
    tall = other if other.bottom - other.top > row.bottom - row.top else row
    return Run(
        row.start, row.end, [*row.places(), *other.places()], tall.base, tall.top, tall.bottom,
        min(row.x0, other.x0), max(row.x1, other.x1), min(row.highest, other.highest), max(row.lowest, other.lowest),
    )  # fmt: skip


def _is_raised(ink: Ink, run: Run, row: Run) -> bool:
    """Return whether one of two is a small mark above or below the line that the other makes, in a gap or at an end."""
    small, large = (run, row) if run.bottom - run.top < row.bottom - row.top else (row, run)
    height = large.bottom - large.top
    if abs(small.base - large.base) > 0.6 * height or small.bottom - small.top > _RAISED * height:
        return False
    marks, others = small.places(), large.places()
    if len(marks) > 12:
        return False
    left, right = small.x0, small.x1
    room = 0.3 * (right - left)
    beside = large.x0 - height < left and right < large.x1 + height
    return beside and not any(ink.x0[index] < right - room and left + room < ink.x1[index] for index in others)
