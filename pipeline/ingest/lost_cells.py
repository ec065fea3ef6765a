"""Tables that lost their rulings on the way into a text file: a cell on each line, or the cells of a row parted by blanks.

Such a table is known by its headings, and its rows by their numbers, each greater than the last. The words of a row go to the columns
in order, each where its kind belongs: who answers, by when, what is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.reading.text import fold
from pipeline.ingest.shapes import label_kind, paper_words

LOST_HEADS = ("序", "编", "編")
"""The first characters of a line that may head such a table."""
_FEWEST_ROWS = 2
_MOST_COLUMNS = 9
_LONGEST_HEAD = 20
_LONGEST_TIME = 16
_LONGEST_HEADING = 40
_MOST_HEADINGS = 12
"""Headings one after another, all but the last without a row."""
_LONGEST_ROW = 40
"""Lines; what has no end after so many is no row."""
_OTHERS = ("附件", "附表", "附:", "注:", "备注:", "说明:", "填表", "分享", "(此件", "(联系", "抄送", "主办:", "打印", "关闭")
"""What ends the last row."""


@dataclass(frozen=True, slots=True)
class LostTable:
    """Lines up to `end` as rows: the line that each begins with and its cells; a row of one cell is a heading across.

    Of the `numbered` rows `fitted` do not hold one run of words for each column: what the words are told where they belong.
    """

    end: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    numbered: int
    fitted: int

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return self.rows[0][1]


@dataclass(frozen=True, slots=True)
class _Word:
    """A run of a row's words, and what parts it from the one before: a blank, or the end of a line."""

    text: str
    gap: str


def find_lost_table(lines: Sequence[str], at: int) -> LostTable | None:
    """Return the table whose headings begin with line `at`, None where none do; lines are stripped and hold something.

    >>> find_lost_table(["序号", "工作任务", "责任单位", "1", "新建食堂2家", "民政局", "财政局", "2", "改造厕所", "住建局"], 0).rows[1]
    (3, ('1', '新建食堂2家', '民政局\\n财政局'))
    >>> find_lost_table(["序号 重点任务 牵头单位", "1 新建食堂 2家 民政局", "2 改造厕所 住建局"], 0).rows[1]
    (1, ('1', '新建食堂 2家', '民政局'))
    """
    kind = _kind_of_number(lines[at])
    if kind is None:
        return None
    bare = [_without_stroke(line) for line in lines[at : at + _MOST_COLUMNS * 2]]
    if kind == "spaced":
        heads = tuple(lines[at].split())
        first = at + 1
    else:
        heads, length = _heads_on_lines(bare)
        first = at + length
    if not _are_heads(heads):
        return None
    columns = [_column(head) for head in heads]
    if "work" not in columns:
        columns[columns.index("other")] = "work"
    reader = _Rows(lines, tuple(columns), spaced=kind == "spaced")
    rows, end = reader.read(first)
    if sum(len(cells) > 1 for _, cells in rows) < _FEWEST_ROWS:
        return None
    return LostTable(end, ((at, heads), *rows), reader.numbered, reader.fitted)


def _kind_of_number(line: str) -> str | None:
    """Say whether a line may head a table: 序号 alone, or 序号 and other headings with blanks between."""
    words = line.split(maxsplit=1)
    if not words or len(line) > _MOST_COLUMNS * _LONGEST_HEAD or _column(_without_stroke(words[0])) != "number":
        return None
    return "spaced" if len(words) > 1 and words[1] != "|" else "lines"


def _without_stroke(line: str) -> str:
    """Return a cell without the upright stroke behind it."""
    return line.rstrip("|").rstrip() if line.endswith("|") else line


def _heads_on_lines(bare: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the headings that stand one on a line, up to the first row or section, and how many lines they take."""
    heads: list[str] = []
    for index, line in enumerate(bare):
        if _number_of(line) or (len(heads) > 2 and _is_section(line)):
            return tuple(heads), index
        if len(line) > _LONGEST_HEAD or len(heads) == _MOST_COLUMNS:
            break
        if line:
            heads.append(line)
    return (), 0


def _are_heads(heads: tuple[str, ...]) -> bool:
    """Say whether words head a table that assigns work: what is to be done, and by whom or when."""
    if not 3 <= len(heads) <= _MOST_COLUMNS or len({*heads}) < len(heads):
        return False
    kinds = [_column(head) for head in heads[1:]]
    assigns = any(kind in ("party", "time") for kind in kinds)
    return assigns and any(kind in ("work", "other") for kind in kinds) and 2 * kinds.count("other") <= len(kinds)


@cache
def _column(head: str) -> str:
    """Return what a column holds: "work", "party", "time", "number" or "other"."""
    from extractors.fields.parties import column_role

    kind = column_role(head).kind
    if kind in ("officials", "departments", "parties"):
        return "party"
    if kind in ("title", "measures", "target", "section"):
        return "work"
    return {"deadline": "time", "number": "number"}.get(kind, "other")


def _is_section(line: str) -> bool:
    """Say whether a line is a heading inside a table: 一、深化改革."""
    return len(line) <= _LONGEST_HEADING and label_kind(fold(line)) in ("han", "han_bracket")


def _number_of(word: str) -> int:
    """Return the number of a row, 0 for any other word."""
    return int(word) if len(word) <= 4 and word.isascii() and word.isdecimal() else 0


class _Rows:
    """Reads the rows below the headings of one table."""

    def __init__(self, lines: Sequence[str], columns: tuple[str, ...], *, spaced: bool) -> None:
        self._lines = lines
        self._columns = columns
        self._spaced = spaced
        self.numbered = 0
        self.fitted = 0

    def read(self, first: int) -> tuple[list[tuple[int, tuple[str, ...]]], int]:
        """Return the rows from line `first` on, and the line behind them."""
        rows: list[tuple[int, tuple[str, ...]]] = []
        index, number, longest = first, 0, 0
        while index < len(self._lines):
            line = _without_stroke(self._lines[index])
            if not line:  # a stroke alone
                index += 1
            elif self._is_heading(index, number):
                rows.append((index, (line,)))
                index += 1
            else:
                begun = self._begins(index)
                anew = bool(rows) and len(rows[-1][1]) == 1
                if not begun or not (begun > number or (anew and begun == 1)):
                    break
                number, end = begun, self._row_end(index, begun, longest)
                words = list(self._words(index, end))[1:]
                if not words:
                    break
                rows.extend(self._cells(index, str(number), words))
                self.numbered += 1
                longest = max(longest, end - index)
                index = end
        while rows and len(rows[-1][1]) == 1:  # headings without a row are no part of the table
            index = rows.pop()[0]
        return rows, index

    def _next(self, index: int) -> int:
        """Return the next line that holds more than a stroke."""
        while index < len(self._lines) and not _without_stroke(self._lines[index]):
            index += 1
        return index

    def _begins(self, index: int) -> int:
        """Return the number of the row that a line begins, 0 where it begins none."""
        if index >= len(self._lines):
            return 0
        line = _without_stroke(self._lines[index])
        word = (line.split(maxsplit=1) or [""])[0] if self._spaced else line
        return 0 if self._spaced and word == line else _number_of(word)

    def _is_heading(self, index: int, number: int) -> bool:
        """Say whether a line is a heading (一、…) with a row or another heading behind it."""
        at = index
        for _ in range(_MOST_HEADINGS):
            if at >= len(self._lines) or not _is_section(_without_stroke(self._lines[at])):
                break
            at = self._next(at + 1)
        begun = self._begins(at)
        return at > index and (begun > number or begun == 1)

    def _row_end(self, index: int, number: int, longest: int) -> int:
        """Return the line behind a row: the next row's, a heading's, or for the last row where something else begins."""
        whole = index
        for _ in self._columns:
            whole = self._next(whole + 1)
        if not self._spaced and self._begins(whole) == number + 1:
            return whole  # a cell a column, whatever number stands in one of them
        end, filled = index + 1, 0
        while end < len(self._lines) and end - index < _LONGEST_ROW:
            line = fold(_without_stroke(self._lines[end]))
            begun = self._begins(end)
            if begun == number + 1 and (self._spaced or filled):
                return end
            if begun > number and (self._spaced or filled >= len(self._columns) - 1):
                return end  # a department's share of a longer table: 68, 69, 73
            if self._is_heading(end, number):
                return end
            if line.startswith(_OTHERS) or label_kind(line[:12]) in ("han", "chapter"):
                return end
            filled += bool(line)
            end += 1
        most = max(longest, 2 if self._spaced else len(self._columns))
        return min(end, index + most, len(self._lines))

    def _words(self, index: int, end: int) -> Iterator[_Word]:
        for line in self._lines[index:end]:
            text = _without_stroke(line)
            for place, word in enumerate(text.split() if self._spaced else [text] if text else []):
                yield _Word(word, " " if place else "\n")

    def _cells(self, index: int, number: str, words: Sequence[_Word]) -> list[tuple[int, tuple[str, ...]]]:
        """Return the row, or the rows where a number stands over several, of which only the first shows it."""
        columns = self._columns[1:]
        rows: list[tuple[int, tuple[str, ...]]] = []
        cells = [""] * len(columns)
        before = -1
        places = _assign([word.text for word in words], columns)
        self.fitted += places != list(range(len(columns)))
        for word, column in zip(words, places, strict=True):
            if column < before:
                rows.append((index, (number if not rows else "", *cells)))
                cells = [""] * len(columns)
            cells[column] += f"{word.gap}{word.text}" if cells[column] else word.text
            before = column
        rows.append((index, (number if not rows else "", *cells)))
        return rows


_FIT = {
    ("work", "work"): 3.0, ("work", "party"): -3.0, ("work", "time"): -3.0, ("work", "other"): 0.0,
    ("party", "work"): -1.5, ("party", "party"): 3.0, ("party", "time"): -3.0, ("party", "other"): 0.0,
    ("time", "work"): -1.5, ("time", "party"): -3.0, ("time", "time"): 3.0, ("time", "other"): 0.5,
    ("number", "work"): -1.5, ("number", "party"): -3.0, ("number", "time"): -2.0, ("number", "other"): 2.0,
}  # fmt: skip
"""How well words of a kind go into a column of a kind."""
_EMPTY = 0.6
"""What a column without words costs, and what a second run of words in a column of work or others costs."""
_LISTED = 0.3
"""What a list costs in a column that has a name already, and a single name in the next column of names."""
_NEVER = 100.0
_ANEW = 3.5
"""What going back to the first column costs: two rows under one number."""


def _assign(words: Sequence[str], columns: Sequence[str]) -> list[int]:
    """Return the column of each run of words, never before that of the run before but to begin a row anew."""
    if len(words) == len(columns):
        plain = sum(_FIT.get((_kind_of(word), column), 0.0) for word, column in zip(words, columns, strict=True))
        if plain >= 0:
            return list(range(len(columns)))
    kinds = [_kind_of(word) for word in words]
    best: list[list[tuple[float, int]]] = []
    for place, kind in enumerate(kinds):
        line: list[tuple[float, int]] = []
        for column, name in enumerate(columns):
            fit = _FIT.get((kind, name), 0.0)
            if place:
                ways = [(score + _step(before, column, columns, words[place]), before) for before, (score, _) in enumerate(best[-1])]
            else:  # what is to be done stands first, whatever it ends in: 迁建县政务服务中心。
                ways = [(-_NEVER if columns[0] == "work" and column else -_EMPTY * column, -1)]
            score, before = max(ways)
            line.append((score + fit, before))
        best.append(line)
    column = max(range(len(columns)), key=lambda at: (best[-1][at][0] - _EMPTY * (len(columns) - 1 - at), at))
    path = [column]
    for line in reversed(best[1:]):
        path.append(line[path[-1]][1])
    return path[::-1]


def _step(before: int, after: int, columns: Sequence[str], word: str) -> float:
    """Return what it costs to go from a column to another, or to stay."""
    if after < before:
        return -_ANEW - _EMPTY * after
    several = columns[before] == columns[after] == "party" and re.search(r"[、,，;；]", word) is not None
    if after == before:
        # 区财政局 / 区税务局 / 区政府有关部门，各街道办事处: the list is that of the next column
        return -_EMPTY if columns[after] != "party" else -_LISTED if several else 0.0
    return -_EMPTY * (after - before - 1) - (_LISTED if columns[before] == columns[after] == "party" and not several else 0.0)


@cache
def _endings() -> tuple[str, ...]:
    return (*paper_words("organ_ending"), *paper_words("unit_cell_ending"))


def _kind_of(word: str) -> str:
    """Return what words are: a "party" or a list of them, a "time", a "number", or "work"."""
    from extractors.fields.party_words import is_time

    folded = fold(word).strip(" 。,;:")
    if re.fullmatch(r"[\d.,]+(?:[万亿]?元|%)?", folded):
        return "number" if not re.fullmatch(r"20\d\d", folded) else "time"
    if len(folded) <= _LONGEST_TIME and is_time(folded):
        return "time"
    names = [name for name in re.split(r"[、,;()]", folded) if name]
    if names and max(map(len, names)) <= _LONGEST_HEAD and not re.search(r"[\d。:]", folded):
        fitting = sum(name.endswith(_endings()) or name.startswith("各") for name in names)
        if 2 * fitting > len(names) or (fitting and len(names) == 2):
            return "party"
    return "work"
