"""Read a plain text file: lines, indents, page turns, and what a web page or a printer left between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.ingest.blank_cells import blank_leaders, reach_down
from pipeline.ingest.decode import decode
from pipeline.ingest.furniture import find_furniture
from pipeline.ingest.lost_cells import LOST_HEADS, LostTable, find_lost_table
from pipeline.ingest.raw import RawBlock, RawDocument
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, Cell
from schemas.errors import UnreadableFile
from schemas.records import maker, quick

_EM = {"\u3000": 1.0, "\u2003": 1.0, "\t": 2.0}
"""Width of white space in em; all other is half an em."""
_COLLAPSED = 200
"""A line of this length with several gaps of two full-width spaces holds several paragraphs."""


class TxtReader:
    """Plain text in UTF-8, GB18030 or UTF-16."""

    media_types: tuple[str, ...] = ("text/plain",)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the lines of a text file; raises UnreadableFile where its encoding is not certain."""
        text = decode(name, data)
        notes: list[Diagnostic] = []
        if lost := text.count("\ufffd"):
            notes.append(diagnose("D106", what=f"{lost} damaged characters (�)"))
        lines = list(_lines(text))
        if not lines:
            raise UnreadableFile(name, "holds no text; check that the right file was saved")
        turns = frozenset(index for index, line in enumerate(lines) if line.after_page)
        furniture = find_furniture([line.text.strip() for line in lines], turns)
        of_pages = {index for index, kind in furniture.items() if kind != "navigation"}
        blocks = tuple(_blocks(_without_furniture(lines, set(furniture), of_pages), notes))
        return RawDocument(
            media_type="text/plain",
            pages=None,
            blocks=blocks,
            furniture=tuple(Furniture(kind, lines[index].text.strip(), None) for index, kind in furniture.items()),
            notes=tuple(notes),
        )


@quick
@dataclass(frozen=True, slots=True)
class _TextLine:
    """A line that holds something, without its indent (in em)."""

    text: str
    indent: float
    after_blank: bool
    after_page: bool


_line_of = maker(_TextLine)


def _lines(text: str) -> Iterator[_TextLine]:
    """Yield the lines that hold anything; a form feed turns the page, wherever in the line it stands."""
    blank = page = False
    for part_number, part in enumerate(text.split("\f")):
        page = page or part_number > 0
        split = _split(part)
        for line_number, line in enumerate(split):
            # What follows a form feed inside a line begins no new line, so an empty rest is no blank line.
            if not _printable().search(line):
                blank = blank or 0 < line_number < len(split) - 1
                continue
            for indent, stretch in _paragraphs_of(line):
                yield _line_of(stretch, indent, blank, page)
                blank = page = False


def _split(text: str) -> list[str]:
    """Return the lines of a text; whatever mark ends a line in one editor or another ends one here."""
    # Replacing what hardly ever stands there and splitting at one character takes a quarter of what a pattern does.
    for mark in ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"):
        text = text.replace(mark, "\n")
    return text.split("\n")


@cache
def _printable() -> re.Pattern[str]:
    """Anything but white space, control and zero-width characters."""
    return re.compile("[^\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _paragraphs_of(line: str) -> list[tuple[float, str]]:
    """Return the indent and text of a line, or of each paragraph where a saved page collapsed several into one line."""
    if len(line) > _COLLAPSED and "\u3000\u3000" in line:
        cuts = [0, *(gap.start() for gap in _gap().finditer(line) if gap.start() > 0), len(line)]
        if len(cuts) >= 5:
            return [_indented(line[start:end]) for start, end in pairwise(cuts) if line[start:end].strip()]
    return [_indented(line)]


@cache
def _gap() -> re.Pattern[str]:
    """……组织实施。　　一、总体要求　　坚持……"""
    return re.compile("[\\s]{0,8}\u3000\u3000[\\s]{0,8}")


def _indented(line: str) -> tuple[float, str]:
    if line.startswith("\t") and "\t" in line.strip():
        return 0.0, line  # the first cells of a row, left empty
    indent = 0.0
    for offset, character in enumerate(line):
        if character.isspace():
            indent += _EM.get(character, 0.5)
        elif character not in "\ufeff\u200b":
            # One space is no indent: a wrapped line may begin with the space between two words.
            return indent, line if line[:offset] == " " else line[offset:]
    return indent, ""


def _without_furniture(lines: Sequence[_TextLine], furniture: set[int], of_pages: set[int]) -> list[_TextLine]:
    """Return the other lines; the first behind a page number or running header begins a page."""
    if not furniture:
        return list(lines)
    kept: list[_TextLine] = []
    blank = page = False
    for index, line in enumerate(lines):
        blank, page = blank or line.after_blank, page or line.after_page
        if index in furniture:
            page = page or index in of_pages
            continue
        if (blank, page) != (line.after_blank, line.after_page):
            line = replace(line, after_blank=blank, after_page=page)
        kept.append(line)
        blank = page = False
    return kept


def _blocks(lines: Sequence[_TextLine], notes: list[Diagnostic]) -> Iterator[RawBlock]:
    """Yield the blocks; lines one after another that hold cells parted by tabs or upright strokes are a table.

    What had to be inferred of a table, its text alone not proving it, is added to the notes.
    """
    if not any("\t" in line.text or "|" in line.text or line.text.startswith(LOST_HEADS) for line in lines):
        # Most notices hold no table, nor what may be one.
        for line in lines:
            yield RawBlock(line.text, indent=line.indent, after_page=line.after_page, after_blank=line.after_blank)
        return
    rows = [_cells(line.text) for line in lines]
    texts = [line.text.strip() for line in lines]
    index = table = 0
    while index < len(lines):
        end = _table_end(rows, index)
        line = lines[index]
        lost = find_lost_table(texts, index) if end - index < 2 and line.text[:1] in LOST_HEADS else None
        if lost is not None:
            yield from _lost_cells(lines, lost, table)
            if lost.fitted:
                notes.append(diagnose("D109", heads="|".join(lost.heads), count=lost.fitted, rows=lost.numbered))
            table, end = table + 1, lost.end
        elif end - index < 2:
            text = rows[index][0] if rows[index] and line.text.endswith("||") else line.text.lstrip("\t")
            yield RawBlock(text, indent=line.indent, after_page=line.after_page, after_blank=line.after_blank)
        else:
            yield from _table_cells(lines[index:end], rows[index:end], table, notes)
            table += 1
        index = end


def _table_cells(
    lines: Sequence[_TextLine], rows: Sequence[list[str]], table: int, notes: list[Diagnostic]
) -> Iterator[RawBlock]:
    """Yield the cells of a table whose rows have as many lines; blank ones that a merged cell covers are left out."""
    width = len(rows[0])
    reach = reach_down(rows)
    notes.extend(diagnose("D110", head=head, count=count) for head, count in blank_leaders(rows, reach).items())
    covered = {(below, column) for (row, column), height in reach.items() for below in range(row + 1, row + height)}
    for row, (line, cells) in enumerate(zip(lines, rows, strict=True)):
        across = width if len(cells) == 1 else 1  # a heading across the table
        for column, cell in enumerate(cells):
            if (row, column) not in covered:
                place = Cell(table, row, column, reach.get((row, column), 1), across)
                yield RawBlock(cell, BlockKind.CELL, cell=place, after_page=line.after_page)


def _lost_cells(lines: Sequence[_TextLine], lost: LostTable, table: int) -> Iterator[RawBlock]:
    """Yield the cells of a table that had lost them."""
    width = len(lost.rows[0][1])
    for row, (at, cells) in enumerate(lost.rows):
        for column, cell in enumerate(cells):
            place = Cell(table, row, column, 1, width if len(cells) == 1 else 1)
            yield RawBlock(cell, BlockKind.CELL, cell=place, after_page=lines[at].after_page)


_LONGEST_HEADING = 40
_OTHERS = ("附件", "附表", "附:", "附：", "注", "备注", "说明", "表")
"""What stands between two tables, or under one."""


@cache
def _rule_line() -> re.Pattern[str]:
    """| --- | :---: |"""
    return re.compile(r"\s*+\|?(?:\s*+:?-{2,}+:?\s*+\|)*+(?:\s*+:?-{2,}+:?\s*+)?")


def _cells(line: str) -> list[str]:
    """Return the cells of a line: between tabs, or between two upright strokes and more (none for a line of strokes alone)."""
    if line.count("|") < 2 or "\t" in line:
        return line.rstrip().split("\t")
    if _rule_line().fullmatch(line):
        return []
    cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    # 2024年重点工作任务分解表 | |||: a title over the table
    return cells[:1] if len(cells) > 2 and cells[0] and not any(cells[1:]) else cells


def _table_end(rows: Sequence[list[str]], index: int) -> int:
    """Return where a table ends that begins with a row; one behind the row itself if it begins none.

    Rows have as many cells as the first. One of three cells and more may be followed by shorter rows too, with the last
    cells empty (as a sheet is copied) or a heading alone, if most lack no more than one; and by headings of one cell
    (一、深化改革) that have a row behind them.
    """
    width = len(rows[index])
    if width < 2:
        return index + 1
    same = ragged = index + 1
    while same < len(rows) and len(rows[same]) in (0, width):
        same += 1
    while width > 2 and ragged < len(rows):
        if len(rows[ragged]) == 1 and not _heads_rows(rows, ragged, width):
            break
        if len(rows[ragged]) > width:
            break
        ragged += 1
    below = [row for row in rows[index + 1 : ragged] if len(row) > 1]
    whole = sum(len(row) >= width - 1 for row in below)
    return ragged if ragged > same and 2 * whole >= len(below) > 0 else same


def _heads_rows(rows: Sequence[list[str]], at: int, width: int) -> bool:
    """Say whether a line without a tab is a heading inside a table: it is short, and a whole row stands behind it."""
    text = rows[at][0].strip()
    behind = len(rows[at + 1]) if at + 1 < len(rows) else 0
    return len(text) <= _LONGEST_HEADING and text[-1:] not in "。；;:：" and not text.startswith(_OTHERS) and width - 1 <= behind <= width
