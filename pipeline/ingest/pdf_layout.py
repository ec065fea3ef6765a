"""Turn the lines of a pdf's pages into blocks that say what the paper says: margins reached, indents, gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.ingest.pdf_aligned import with_aligned
from pipeline.ingest.pdf_continued import continues, extend
from pipeline.ingest.pdf_lines import PrintedLine
from pipeline.ingest.pdf_page import Column, PageLines, columns_of
from pipeline.ingest.pdf_tables import Table, blocks_of
from pipeline.ingest.raw import RawBlock, RawLine
from schemas.breakdown import Furniture
from schemas.records import maker

_BLANK = 1.4
"""A step down of more than this many usual steps leaves a blank line."""
_SUPPORT = 0.08
"""An edge counts as a margin when this share of the lines begin there or further out."""
_JUSTIFIED = 0.45
_FEWEST_LINES = 8
_OWN = 0.4
_HANGING = "，。、；：！？,.;:"

_raw_line, _raw_block = maker(RawLine), maker(RawBlock)

Flow = tuple[PageLines, list[Column | Table]]
"""A page and what stands on it, in reading order."""

Key = tuple[int, int, int]
"""What has margins of its own: width of the sheet in points, odd or even, which of two pages on it and which side of a gutter."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of a column in points; `slack` is how far short of the right a full line may stop, in em."""

    left: float
    right: float
    slack: float


def blocks_of_pages(pages: Sequence[PageLines]) -> tuple[list[RawBlock], list[Furniture]]:
    """Return the blocks of a document in reading order, and repeated table headers, which are set aside."""
    pages, aside = with_aligned(pages)
    flows = [(page, list(_flow(page))) for page in pages]
    flows = _joined(flows, aside)
    margins = _margins(
        [(page, part) for page, flow in flows for part in flow if isinstance(part, Column) and part.lines]
    )
    step = _usual_step(flows)
    blocks: list[RawBlock] = []
    number = 0
    for page, flow in flows:
        fresh = bool(blocks)
        for part in flow:
            if isinstance(part, Table):
                blocks += blocks_of(part, number, after_page=fresh)
                number += 1
            elif part.lines:
                blocks += _line_blocks(
                    page, part, _own_margins(part) or margins[_key(page, part)], step, after_page=fresh
                )
            fresh = False
    return blocks, aside


def _flow(page: PageLines) -> Iterator[Column | Table]:
    """Yield the columns and tables of a page from top to bottom."""
    lines = page.lines
    start = 0
    for table, box in sorted(page.tables, key=lambda pair: (pair[1][1], pair[1][0])):
        end = start
        while end < len(lines) and lines[end].base < box[1] + 0.5 * (box[3] - box[1]):
            end += 1
        yield from columns_of(lines[start:end])
        start = end
        yield table
    yield from columns_of(lines[start:])


def _joined(flows: Sequence[Flow], aside: list[Furniture]) -> list[Flow]:
    """Return the flows with tables that run over page turns joined to where they began.

    A ruled row that continues nothing is no table: it is a frame around a phrase, or the line of copies at the end.
    """
    found: list[Flow] = []
    last: Table | None = None
    for page, flow in flows:
        kept: list[Column | Table] = []
        for place, part in enumerate(flow):
            if not isinstance(part, Table):
                last = None
                kept.append(part)
            elif place == 0 and last is not None and continues(last, part):
                aside += extend(last, part)
                # What follows does not stand first on its page: the rows did.
                kept.append(Column(0, []))
            else:
                last = part
                kept.append(part)
        found.append((page, kept))
    return [
        (page, [_plain(part) if isinstance(part, Table) and part.rows == 1 else part for part in flow])
        for page, flow in found
    ]


def _plain(table: Table) -> Column:
    return Column(0, [line for cell in table.cells for _, _, line in cell.lines])


def _key(page: PageLines, column: Column) -> Key:
    return (round(page.sheet.width / 10), page.number % 2, 3 * page.half + column.side)


def _margins(parts: Sequence[tuple[PageLines, Column]]) -> dict[Key, Margins]:
    """Return the margins of every kind of column, learnt from all its lines.

    Odd and even pages are told apart only where both have text enough to know their own margins.
    """
    lines: dict[Key, list[PrintedLine]] = defaultdict(list)
    for page, column in parts:
        lines[_key(page, column)] += column.lines
    found: dict[Key, Margins] = {}
    for width, side in {(key[0], key[2]) for key in lines}:
        odd, even = lines.get((width, 1, side), []), lines.get((width, 0, side), [])
        both = _edges(odd + even)
        for parity, own in ((1, odd), (0, even)):
            margins = _edges(own) if len(odd) > 40 and len(even) > 40 else both
            if abs(margins.left - both.left) + abs(margins.right - both.right) < 6 and margins is not both:
                margins = both
            if own:
                found[(width, parity, side)] = margins
    return found


def _own_margins(column: Column) -> Margins | None:
    """Return the margins that a column shows by itself: running text on it begins and ends at the same places.

    A cover, an annex or a page laid out anew may have other margins than the rest.
    """
    lines = column.lines
    if len(lines) < _FEWEST_LINES:
        return None
    found = _edges(lines)
    begun = sum([abs(line.x0 - found.left) < 0.5 * line.em for line in lines])
    ended = sum([abs(line.x1 - found.right) < 0.6 * line.em for line in lines])
    return found if begun >= _OWN * len(lines) and ended >= _OWN * len(lines) else None


def _edges(lines: Sequence[PrintedLine]) -> Margins:
    need = max(2, round(_SUPPORT * len(lines)))
    em = sorted([line.em for line in lines])[len(lines) // 2]
    starts = sorted([line.x0 for line in lines])
    left = next((x for x, later in zip(starts, starts[need - 1 :], strict=False) if later - x < 0.5 * em), starts[0])
    # A comma that hangs in the margin reaches further than the text does.
    ends = sorted([line.x1 for line in lines if line.text.rstrip()[-1] not in _HANGING], reverse=True)
    if len(ends) < max(2, len(lines) / 4):
        ends = sorted((line.x1 for line in lines), reverse=True)
    right = next((x for x, later in zip(ends, ends[need - 1 :], strict=False) if x - later < 0.5 * em), ends[0])
    near = sum([abs(line.x1 - right) < 0.6 * em for line in lines])
    reaching = sum([line.x1 > right - 1.7 * em for line in lines])
    return Margins(left, right, 0.7 if near > max(_JUSTIFIED * len(lines), 0.85 * reaching) else 1.7)


def _usual_step(flows: Sequence[Flow]) -> float:
    """Return the usual distance between the baselines of neighbouring lines, in points."""
    steps: Counter[int] = Counter()
    for _, flow in flows:
        for part in flow:
            if isinstance(part, Column):
                for line, after in zip(part.lines, part.lines[1:], strict=False):
                    steps[round(2 * (after.base - line.base))] += 1
    return max(steps, key=lambda step: (steps[step] + steps[step - 1] + steps[step + 1], -step)) / 2 if steps else 0.0


def _line_blocks(
    page: PageLines, column: Column, margins: Margins, step: float, *, after_page: bool
) -> Iterator[RawBlock]:
    before: PrintedLine | None = None
    sheet = page.sheet
    for place, line in enumerate(column.lines):
        after = column.lines[place + 1] if place + 1 < len(column.lines) else None
        slack = margins.slack * line.em
        if after is not None and after.text[0].isascii():
            slack = max(slack, min(after.first_width() + 0.3 * line.em, 0.5 * (margins.right - margins.left)))
        blank = False
        if before is not None:
            usual = (
                max(step, 1.6 * min(line.em, before.em))
                if line.em > 1.15 * before.em or before.em > 1.15 * line.em
                else step
            )
            blank = line.base - before.base > _BLANK * usual
        printed = _raw_line(line.text, page.number, sheet.shown(line.box), sheet.shown_edges(line.edges, line.base))
        yield _raw_block(
            line.text,
            full=line.x1 >= margins.right - slack,
            indent=round((line.x0 - margins.left) / line.em, 2) if line.em else 0.0,
            after_page=after_page and before is None,
            after_blank=blank,
            lines=(printed,),
        )
        before = line
