"""Find level text that is printed across the lines of a page: a watermark in large letters, 内部资料 from margin to margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.pdf_glyphs import Aside, Ink, PageInk, Run

_OTHER_SIZE = 0.15
"""Such text is of another size than the page's by more than this share."""
_COVERED = 0.6
"""This share of its characters lies over others."""
_OVER = 0.2
"""Two characters lie over one another if they share this much of the smaller one's box."""
_LONGEST = 60
_MOST_PAIRS = 20_000
_BLANKS = frozenset(" \u3000_.…·-—")
"""What is written over: words typed on a line of underscores are no watermark."""


def without_overlays(page: PageInk) -> PageInk:
    """Return a page without the text that is printed across its lines; that is set aside as a watermark."""
    ink = page.ink
    runs = ink.runs()
    starts = [run.start for run in runs]
    heights = [ink.bottom[start] - ink.top[start] for start in starts]
    usual = sorted(heights)[len(heights) // 2] if heights else 0.0
    other = [place for place, height in enumerate(heights) if abs(height - usual) > _OTHER_SIZE * usual]
    if not other or len(other) * len(starts) > _MOST_PAIRS or not _any_level(ink, starts, other):
        return page
    found = [runs[place] for place in other if runs[place].end - runs[place].start <= _LONGEST and _lies_over(ink, runs[place], runs)]
    if not found:
        return page
    gone = {place for run in found for place in range(run.start, run.end)}
    aside: list[Aside] = [("watermark", "".join(ink.chars[run.start : run.end]).strip()) for run in found]
    kept = ink.pick([place for place in range(len(ink.chars)) if place not in gone])
    return replace(page, ink=kept, aside=[*page.aside, *aside])


def _any_level(ink: Ink, starts: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether any of these lines stands at the height of another: a title of another size stands alone."""
    tops, bottoms = [ink.top[start] for start in starts], [ink.bottom[start] for start in starts]
    for place in other:
        top, bottom = tops[place], bottoms[place]
        if sum([one < bottom and two > top for one, two in zip(tops, bottoms, strict=True)]) > 1:
            return True
    return False


def _lies_over(ink: Ink, run: Run, runs: Sequence[Run]) -> bool:
    """Return whether most characters of a run lie over others, which are not the same drawn twice."""
    under = [
        place
        for other in runs
        if other is not run and other.x0 < run.x1 and run.x0 < other.x1 and other.highest < run.lowest and run.highest < other.lowest
        for place in range(other.start, other.end)
        if ink.chars[place] not in _BLANKS
    ]
    written = [place for place in range(run.start, run.end) if ink.chars[place] not in _BLANKS]
    if not under or len(under) * len(written) > _MOST_PAIRS:
        return False
    covered = 0
    for place in written:
        over = [other for other in under if _share(ink, place, other) > _OVER]
        covered += bool(over) and all(ink.chars[other] != ink.chars[place] for other in over)
    return covered > _COVERED * len(written)


def _share(ink: Ink, one: int, other: int) -> float:
    """Return how much of the smaller of two characters' boxes lies in the other's."""
    across = min(ink.x1[one], ink.x1[other]) - max(ink.x0[one], ink.x0[other])
    down = min(ink.bottom[one], ink.bottom[other]) - max(ink.top[one], ink.top[other])
    if across <= 0 or down <= 0:
        return 0.0
    areas = ((ink.x1[place] - ink.x0[place]) * (ink.bottom[place] - ink.top[place]) for place in (one, other))
    return across * down / max(min(areas), 0.01)
