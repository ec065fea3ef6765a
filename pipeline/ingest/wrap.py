"""The width at which a text was broken into lines, learnt from the lines themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.ingest.shapes import beginning, is_finished
from schemas.records import quick

NARROWEST, WIDEST = 16, 240
"""Columns; a Chinese character takes two. Lines outside are no hard-wrapped lines."""
_FEWEST = 3
"""So many full lines must be seen before a width is believed."""


@quick
@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text as a wrapping program left it; `indent` in em."""

    folded: str
    indent: float
    space_after: bool
    after_blank: bool
    after_page: bool


def columns(text: str) -> int:
    """Return how many columns a line takes: one for ASCII, two for all else.

    >>> columns("新建3家")
    7
    """
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def may_be_wrapped(texts: Sequence[str]) -> bool:
    """Tell whether a margin can hold all lines but a few, which the paragraphs of most notices are too long for.

    It asks nothing but lengths, and where it says no, `fullness` does too.
    """
    # A character takes one column at least, and the last may hang over the margin.
    return sum(len(text) > WIDEST + 1 for text in texts) <= _outliers(texts)


def fullness(lines: Sequence[PrintedLine], texts: Sequence[str]) -> list[bool] | None:
    """Return for every line whether it was filled to the margin; None if the text is not hard-wrapped.

    A line is full when the first word of the next would not have fitted. `texts` are the lines as written,
    for their widths; `lines` hold them folded, for their wording.
    """
    best: tuple[float, list[bool]] | None = None
    for measure in (columns, len):
        widths = [
            measure(text) + round(line.indent * (2 if measure is columns else 1))
            for text, line in zip(texts, lines, strict=True)
        ]
        found = _try(lines, texts, widths, measure)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _try(
    lines: Sequence[PrintedLine], texts: Sequence[str], widths: Sequence[int], measure: Callable[[str], int]
) -> tuple[float, list[bool]] | None:
    """Return the share of full lines among those that run on, and every line's fullness, by the best width."""
    if len(lines) < _FEWEST + 1:
        return None
    # Punctuation may hang over the margin: a line that ends in it says less about the width.
    hanging = _hanging()
    cores = [
        width - measure(text[-1]) if text[-1] in hanging else width for text, width in zip(texts, widths, strict=True)
    ]
    outliers = _outliers(lines)
    for width in sorted(set(cores), reverse=True)[: outliers + 1]:
        if not NARROWEST // (1 if measure is columns else 2) <= width <= WIDEST:
            continue
        if sum(core > width for core in cores) > outliers:
            break
        full = [
            cores[index] <= width and widths[index] + _needed(texts[index], texts[index + 1], line, measure) > width
            for index, line in enumerate(lines[:-1])
        ]
        running = [
            index
            for index in range(len(lines) - 1)
            if not (lines[index + 1].after_blank and not lines[index + 1].after_page)
            and lines[index + 1].indent < 1
            and beginning(lines[index + 1].folded) != "item"
        ]
        filled = [index for index in running if full[index]]
        open_ended = sum(not is_finished(lines[index].folded) for index in filled)
        # A list of names of one length fills its lines too, but without a comma.
        if 3 * sum(_punctuation().search(lines[index].folded) is not None for index in filled) < len(filled):
            continue
        if len(filled) >= _FEWEST and 2 * len(filled) >= len(running) and 10 * open_ended >= 6 * len(filled):
            return len(filled) / len(running), [*full, False]
    return None


def _outliers(lines: Sequence[object]) -> int:
    """Return how many lines may be longer than the margin: a link or a heading that was not broken."""
    return max(1, len(lines) // 33)


def _needed(text: str, after: str, line: PrintedLine, measure: Callable[[str], int]) -> int:
    """Return the width that the beginning of `after` needed on the line, with a space beside a Latin word."""
    latin = (text[-1].isascii() and text[-1].isalnum()) or (after[0].isascii() and after[0].isalnum())
    return _first_word(after, measure) + (latin or line.space_after)


def _first_word(text: str, measure: Callable[[str], int]) -> int:
    """Return the width of what a wrapping program would have to move as one: a word, or a character with its 、."""
    match = _word().match(text)
    return measure(match.group()) if match else 1


@cache
def _word() -> re.Pattern[str]:
    """A Latin word or number (GDP, 3.5%, 1,200), or one character; and the punctuation that may not begin a line."""
    word = r"(?:[A-Za-z0-9.%+/-]|,(?=\d)){1,40}+"
    return re.compile(rf"(?:{word}|[“《（(‘〔「]{{0,3}}.)[，。、；：！？”》）’〕」,.;:!?)%％]{{0,3}}")


@cache
def _punctuation() -> re.Pattern[str]:
    return re.compile("[,。、;:]")


@cache
def _hanging() -> frozenset[str]:
    return frozenset("，。、；：！？”》）’,.;:!?)")
