"""A stretch of text together with the ink it was printed in, so that cutting and joining lose no place on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.ingest.raw import RawBlock, RawLine
from schemas.breakdown import Box
from schemas.records import quick


@quick
@dataclass(frozen=True, slots=True)
class Ink:
    """The part of a printed line that `text[start:end]` of its piece stands on. `line` numbers the printed line."""

    start: int
    end: int
    line: int
    page: int
    bbox: Box | None = None
    edges: Sequence[float] = ()


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """Text and its ink, sorted by start. Characters that were added in joining have no ink."""

    text: str
    inks: tuple[Ink, ...] = ()

    def clip(self, start: int, end: int) -> Piece:
        """Return the piece of `text[start:end]`.

        >>> Piece("  任务 ").clip(2, 4).text
        '任务'
        """
        if start <= 0 and end >= len(self.text):
            return self
        if not self.inks:
            return Piece(self.text[start:end])
        kept: list[Ink] = []
        for ink in self.inks:
            first, last = max(ink.start, start), min(ink.end, end)
            if first < last:
                edges = ink.edges[2 * (first - ink.start) : 2 * (last - ink.start)] if ink.edges else ()
                kept.append(Ink(first - start, last - start, ink.line, ink.page, ink.bbox, edges))
        return Piece(self.text[start:end], tuple(kept))

    def strip(self) -> Piece:
        """Return the piece without white space at either end."""
        text = self.text
        bare = text.strip()
        if len(bare) == len(text):
            return self
        start = len(text) - len(text.lstrip())
        return self.clip(start, start + len(bare))


def concatenate(pieces: Iterable[Piece]) -> Piece:
    """Return one piece of all; ink of one printed line that meets again becomes one ink.

    >>> concatenate([Piece("工作", (Ink(0, 2, 7, 1),)), Piece("要点", (Ink(0, 2, 7, 1),))])
    Piece(text='工作要点', inks=(Ink(start=0, end=4, line=7, page=1, bbox=None, edges=()),))
    """
    texts: list[str] = []
    inks: list[Ink] = []
    offset = 0
    for piece in pieces:
        for ink in piece.inks:
            start, end = ink.start + offset, ink.end + offset
            if inks and inks[-1].line == ink.line and inks[-1].end == start:
                inks[-1] = replace(inks[-1], end=end, edges=(*inks[-1].edges, *ink.edges))
            else:
                inks.append(Ink(start, end, ink.line, ink.page, ink.bbox, ink.edges))
        texts.append(piece.text)
        offset += len(piece.text)
    return Piece("".join(texts), tuple(inks))


def piece_of(block: RawBlock, first_line: int = 0) -> Piece:
    """Return a raw block's text with its ink, its printed lines numbered from `first_line`.

    A printed line whose text does not stand in the block's text, in order, is left without a place.
    """
    if not block.lines:
        return Piece(block.text)
    if len(block.lines) == 1 and block.lines[0].text == block.text and block.text:
        line = block.lines[0]
        return Piece(block.text, (Ink(0, len(block.text), first_line, line.page, line.bbox, _edges_of(line)),))
    inks: list[Ink] = []
    offset = 0
    for number, line in enumerate(block.lines, first_line):
        at = block.text.find(line.text, offset)
        if at < 0 or not line.text:
            continue
        offset = at + len(line.text)
        inks.append(Ink(at, offset, number, line.page, line.bbox, _edges_of(line)))
    return Piece(block.text, tuple(inks))


def _edges_of(line: RawLine) -> Sequence[float]:
    """Return the line's edges if there are two for every character, else none."""
    return line.edges if len(line.edges) == 2 * len(line.text) else ()


def clean(piece: Piece) -> Piece:
    """Return the piece without characters that print nothing; a tab becomes a space.

    >>> clean(Piece("社区\\u200b食堂\\t1 家\\r")).text
    '社区食堂 1 家'
    """
    if "\t" in piece.text:
        piece = replace(piece, text=piece.text.replace("\t", " "))
    text = piece.text
    # Most lines are all printable, which is told faster than any pattern is searched; variation selectors count as that.
    if text.isprintable() and "\ufe0e" not in text and "\ufe0f" not in text:
        return piece
    if _invisible().search(text) is None:
        return piece
    kept: list[Piece] = []
    start = 0
    for match in _invisible().finditer(piece.text):
        kept.append(piece.clip(start, match.start()))
        start = match.end()
    kept.append(piece.clip(start, len(piece.text)))
    return concatenate(kept)


@cache
def _invisible() -> re.Pattern[str]:
    """Control characters but newline, soft hyphen, zero-width characters, direction marks, byte order mark."""
    controls = "\x00-\x09\x0b-\x1f\x7f-\x9f"
    unseen = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb"
    return re.compile(f"[{controls}{unseen}]+")
