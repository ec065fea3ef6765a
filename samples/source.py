"""Read the small markup that the sample notices are written in.

A line is a paragraph; a directive at its start says what it is:

    %head      the red line with the office's name        %number  发文字号
    %title     the title (of the notice, or of the list)  %to      主送机关
    %sign      落款                                        %date    成文日期
    %plan      the title of the plan that is sent out     %center  a centred line
    %h1 %h2    headings (一、 and （一）)                   %task    a paragraph that is a task
    %label     a line of a responsibility clause          %note    a note below a table
    %header    the head of a table, cells parted by |     %row     a row; ^ is merged with the cell above, > with the
                                                                    one before; ⏎ parts a cell's paragraphs
    %span      a row of one cell across the table         %page    a new page

Everything else is body text. In any line ‖ is a place where the text file is cut by a page turn, and ‖3‖ one where
the page's number stands as well; the other containers turn their own pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KINDS = frozenset(
    ("head", "number", "title", "to", "sign", "date", "plan", "center", "h1", "h2", "task", "label", "note",
     "header", "row", "span", "page")
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: `kind` is its directive, or "body"."""

    kind: str
    text: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row."""
        return tuple(cell.strip() for cell in self.text.split("|"))

    @property
    def whole(self) -> str:
        """The text without page turns.

        >>> Line("body", "健全‖制度，‖3‖落实").whole
        '健全制度，落实'
        """
        return _turns().sub("", self.text)

    @property
    def turned(self) -> str:
        """The text as a text file made from pages has it: cut, and with the number of the page in between.

        >>> Line("body", "健全‖制度，‖3‖落实").turned
        '健全\\n\\n制度，\\n\\n— 3 —\\n\\n落实'
        """
        return _turns().sub(lambda turn: f"\n\n— {turn['page']} —\n\n" if turn["page"] else "\n\n", self.text)

    def without_number(self) -> str:
        """Return the text without the number that Word would set by itself.

        >>> Line("h1", "一、着力改革").without_number(), Line("task", "12. 办好实事。").without_number()
        ('着力改革', '办好实事。')
        """
        return _numbering().sub("", self.whole, count=1)


def read_source(path: Path) -> tuple[Line, ...]:
    """Return the lines of a source file. Raises ValueError naming the line of an unknown directive."""
    lines = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip():
            continue
        if not raw.startswith("%"):
            lines.append(Line("body", raw.strip()))
            continue
        kind, _, text = raw[1:].partition(" ")
        if kind not in KINDS:
            raise ValueError(f"{path.name}: line {number}: %{kind} is no directive")
        lines.append(Line(kind, text.strip()))
    return tuple(lines)


@cache
def _turns() -> re.Pattern[str]:
    """Page turns, with the page's number where it is printed: ‖ or ‖3‖."""
    return re.compile(r"‖(?:(?P<page>\d{1,3})‖)?")


@cache
def _numbering() -> re.Pattern[str]:
    """The number in front of a heading or task: 一、 （一） 12. """
    return re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.．、]\s?)")
