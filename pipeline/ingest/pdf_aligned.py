"""Find tables that no ruling draws: a head of column words, and lines below whose words stand under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.ingest.pdf_aligned_rows import Part, rows_of
from pipeline.ingest.pdf_lines import PrintedLine
from pipeline.ingest.pdf_page import PageLines
from pipeline.ingest.pdf_tables import Table, TableCell
from schemas.breakdown import Box, Furniture

_GUTTER = 0.4
"""Between two columns no line has ink over this many em: cells of Word leave 0.9 of 12-point print."""
_FEWEST = 3
"""Columns of such a table; two columns of words are found in every list."""
_LONGEST_HEAD = 120
_LONGEST_WORD = 12
_MOST_PIECES = 4
"""Pieces of a word that is set apart (工 作 任 务), and characters of it."""
_FURTHEST = 3.5
"""A line further below the one before it than this many em is no part of the table."""
_SAME_SIZE = 0.15
_MOST_SPANS = 2
_MOST_LINES = 5_000
_MOST_TRIES = 200
"""Lines of one table, and heads of one document, that are looked at."""
_LONGEST_SPAN = 40
_WORK, _DUTY = frozenset({"title", "measures"}), frozenset({"officials", "departments", "parties", "deadline"})

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: its words with their kinds, left to right, the ink of each, and how many lines it takes."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    ink: tuple[Interval, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of one of the pages, by the indexes of both."""

    page: int
    line: int


def with_aligned(pages: Sequence[PageLines]) -> tuple[list[PageLines], list[Furniture]]:
    """Return the pages with their unruled tables taken out of the lines, and heads that a later page repeats.

    Where the columns or rows of a table are not certain its lines stay lines.
    """
    found = list(pages)
    aside: list[Furniture] = []
    number = tries = 0
    while number < len(found) and tries < _MOST_TRIES:
        for start in range(len(found[number].lines)):
            head = _head(found[number].lines, start)
            tries += head is not None
            taken = _take(found, number, start, head) if head and tries <= _MOST_TRIES else None
            if taken:
                aside += _without(found, number, *taken)
                break
        else:
            number += 1
    return found, aside


def _without(pages: list[PageLines], number: int, table: Table, box: Box, used: set[_Place], again: list[_Place]) -> list[Furniture]:
    """Put a table on its page and take its lines from all pages; return the heads that were repeated."""
    aside = [Furniture("running_header", pages[place.page].lines[place.line].text, pages[place.page].number) for place in again]
    for index in sorted({place.page for place in used}):
        page = pages[index]
        lines = [line for place, line in enumerate(page.lines) if _Place(index, place) not in used]
        tables = [*page.tables, (table, box)] if index == number else page.tables
        pages[index] = replace(page, lines=lines, tables=tables)
    return aside


def _head(lines: Sequence[PrintedLine], start: int) -> _Head | None:
    """Return the head of a table that a line is, with the second line of its words if they have one."""
    line = lines[start]
    if line.widest < _GUTTER * line.em or len(line.text) > _LONGEST_HEAD:
        return None
    parts = _joined_words(_segments(line))
    if len(parts) < _FEWEST or any(len(text) > _LONGEST_WORD for _, text in parts):
        return None
    words, count = [text for _, text in parts], 1
    if start + 1 < len(lines):
        under = _second_line(parts, _segments(lines[start + 1]))
        if under:
            words, count = under, 2
    kinds = [_kind(word) for word in words]
    known = sum(kind != "unknown" for kind in kinds)
    if known < max(_FEWEST, len(kinds) - 1) or not (_WORK & {*kinds} and _DUTY & {*kinds}):
        return None
    return _Head(tuple(words), tuple(kinds), tuple(ink for ink, _ in parts), count)


def _second_line(parts: Sequence[tuple[Interval, str]], below: Sequence[tuple[Interval, str]]) -> list[str] | None:
    """Return the words of a head with what stands below some of them (完成 and 时限), None where that is no head."""
    words = [text for _, text in parts]
    for (left, right), text in below:
        column = next((place for place, ((start, end), _) in enumerate(parts) if left < end and start < right), None)
        if column is None or _kind(words[column]) != "unknown" or _kind(words[column] + text) == "unknown":
            return None
        words[column] += text
    return words if below else None


@cache
def _kind(word: str) -> str:
    """Return what a column with this head holds; "unknown" for what is no head."""
    from extractors.fields.parties import column_role

    return "unknown" if ":" in word or "：" in word else column_role(word).kind


def _segments(line: PrintedLine) -> list[tuple[Interval, str]]:
    """Return the runs of a line's ink that wide gaps part, each with its text."""
    found: list[tuple[Interval, str]] = []
    for char, left, right in zip(line.text, line.edges[0::2], line.edges[1::2], strict=True):
        if char.isspace():
            continue
        if found and left - found[-1][0][1] < _GUTTER * line.em:
            (start, end), text = found[-1]
            found[-1] = ((start, max(end, right)), text + char)
        else:
            found.append(((left, right), char))
    return found


def _joined_words(parts: Sequence[tuple[Interval, str]]) -> list[tuple[Interval, str]]:
    """Return the words of a head, those that were set apart (序　号) as one."""
    found: list[tuple[Interval, str]] = []
    start = 0
    while start < len(parts):
        end = next((end for end in range(min(len(parts), start + _MOST_PIECES), start + 1, -1) if _is_word(parts[start:end])), start + 1)
        found.append(((parts[start][0][0], parts[end - 1][0][1]), "".join(text for _, text in parts[start:end])))
        start = end
    return found


def _is_word(parts: Sequence[tuple[Interval, str]]) -> bool:
    """Return whether short pieces are one word of a head and not each a word by itself."""
    texts = [text for _, text in parts]
    word = "".join(texts)
    return len(word) <= _MOST_PIECES and _kind(word) != "unknown" and any(_kind(text) == "unknown" for text in texts)


def _take(
    pages: Sequence[PageLines], number: int, start: int, head: _Head
) -> tuple[Table, Box, set[_Place], list[_Place]] | None:
    """Return the table below a head, its box on the first page, the lines it takes, and the repeated heads among them."""
    page = pages[number]
    em = page.lines[start].em
    heads = {_Place(number, start + place) for place in range(head.lines)}
    again: list[_Place] = []
    body: list[_Place] = []
    spans: list[_Place] = []
    waiting: list[_Place] = []
    columns = list(head.ink)
    for place in _below(pages, number, start + head.lines):
        lines = pages[place.page].lines
        line = lines[place.line]
        if place.page != number and place.line < head.lines and _is_repeated(lines, place.line, head):
            again.append(place)
            continue
        last = [_Place(number, start + head.lines - 1), *body[-1:], *waiting][-1]
        if len(body) == _MOST_LINES or _head(lines, place.line) is not None or _is_apart(pages, place, last, em):
            break
        ink = [interval for interval, _ in _segments(line)]
        wider = _merged([*columns, *ink], _GUTTER * em)
        if _is_parted(wider, head.ink) and not (len(ink) == 1 and _label().match(line.text)):
            body += [*waiting, place]
            spans += waiting
            waiting, columns = [], wider
        elif len(ink) == 1 and len(line.text) <= _LONGEST_SPAN and len(waiting) < _MOST_SPANS:
            waiting.append(place)
        else:
            break
    if len(columns) != len(head.ink):
        return None
    walls = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    table = _table(pages, head, sorted(heads, key=lambda item: item.line), body, frozenset(spans), columns, walls)
    if table is None:
        return None
    here = [pages[place.page].lines[place.line] for place in (*heads, *body) if place.page == number]
    box = (columns[0][0], min(line.top for line in here), columns[-1][1], max(line.bottom for line in here))
    used = {*heads, *body, *(place for place in again if place.page <= max(item.page for item in body))}
    return table, box, used, [place for place in again if place in used]


def _below(pages: Sequence[PageLines], number: int, start: int) -> Iterator[_Place]:
    """Yield the lines after a place; those of a later page only while no ruled table comes between."""
    for index in range(number, len(pages)):
        yield from (_Place(index, place) for place in range(start, len(pages[index].lines)))
        start = 0
        if pages[index].tables or index + 1 == len(pages) or pages[index + 1].tables:
            return


def _is_repeated(lines: Sequence[PrintedLine], place: int, head: _Head) -> bool:
    """Return whether a line of a later page is the head (or its second line) again."""
    first = _joined_words(_segments(lines[0]))
    if place == 1:
        return _second_line(first, _segments(lines[1])) == list(head.words)
    words = [text for _, text in first]
    return words == list(head.words) or (head.lines > 1 and all(map(str.startswith, head.words, words)))


def _is_apart(pages: Sequence[PageLines], place: _Place, before: _Place, em: float) -> bool:
    """Return whether a line is of another size than the table, far below it, or begins a note."""
    line = pages[place.page].lines[place.line]
    if abs(line.em - em) > _SAME_SIZE * em and len(line.text) > 3:
        return True
    if place.page == before.page and line.base - pages[before.page].lines[before.line].base > _FURTHEST * em:
        return True
    return _note().match(line.text) is not None


@cache
def _note() -> re.Pattern[str]:
    # 注：第一个为牵头单位。 / 联系人：某某 / 附件2 / 特此通知。
    return re.compile(r"(?:注|备注|说明|联系人|附件|特此)[^\s，。]{0,4}(?:[:：。]|$)")


@cache
def _label() -> re.Pattern[str]:
    # 一、强化养老服务 / （二）优化社会救助
    return re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")


def _merged(intervals: Sequence[Interval], gutter: float) -> list[Interval]:
    """Return intervals with those joined that stand closer than a gutter."""
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if found and start - found[-1][1] < gutter:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _is_parted(columns: Sequence[Interval], heads: Sequence[Interval]) -> bool:
    """Return whether no column has the heads of two in it."""
    return all(sum(start <= left and right <= end for left, right in heads) <= 1 for start, end in columns)


def _table(
    pages: Sequence[PageLines],
    head: _Head,
    heads: Sequence[_Place],
    body: Sequence[_Place],
    spans: frozenset[_Place],
    columns: Sequence[Interval],
    walls: Sequence[float],
) -> Table | None:
    """Return the table of these lines; None where its rows are not certain."""
    parts = [
        Part(place.page, pages[place.page].lines[place.line], () if place in spans else _cut(pages[place.page].lines[place.line], walls))
        for place in body
    ]
    numbered = head.kinds.index("number") if "number" in head.kinds[:2] else None
    rows = rows_of(parts, numbered)
    if rows is None or sum(any(part.cells for part in row) for row in rows) < 2:
        return None
    lines = [pages[place.page].lines[place.line] for place in heads]
    rows = [[Part(heads[0].page, line, _cut(line, walls)) for line in lines], *rows]
    cells: list[TableCell] = []
    for number, row in enumerate(rows):
        if not row[0].cells:
            width = columns[-1][1] - columns[0][0]
            held = [(pages[part.page].number, pages[part.page].sheet, part.line) for part in row]
            cells.append(TableCell(number, 0, 1, len(columns), width, held))
            continue
        for column, (left, right) in enumerate(columns):
            held = [
                (pages[part.page].number, pages[part.page].sheet, cell) for part in row if (cell := part.cells[column]) is not None
            ]
            cells.append(TableCell(number, column, 1, 1, right - left, held))
    empty = sum(not any(cell.lines for cell in cells if cell.row and cell.column == column) for column in range(len(columns)))
    return None if 2 * empty >= len(columns) else Table((columns[0][0], *walls, columns[-1][1]), len(rows), cells)


def _cut(line: PrintedLine, walls: Sequence[float]) -> tuple[PrintedLine | None, ...]:
    """Return the part of a line in each column."""
    found: list[PrintedLine | None] = []
    rest: PrintedLine | None = line
    for wall in walls:
        part, rest = rest.cut(wall) if rest else (None, None)
        found.append(part)
    return (*found, rest)
