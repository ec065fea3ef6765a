"""Read a Markdown file: its marks say what is a heading, a list, a table; the words are what they frame.

A line break in a paragraph is judged as in a Word document, since many who write Chinese in Markdown leave no blank line
between paragraphs. Numbers stay as typed, but a list whose items are all 1. counts, as every reader of Markdown shows it.
HTML tables inside are read as those of a web page. Links keep their words, pictures are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.reading.text import fold
from pipeline.ingest.decode import decode
from pipeline.ingest.docx_breaks import LINE
from pipeline.ingest.html_words import lines_of
from pipeline.ingest.raw import RawBlock, RawDocument
from pipeline.ingest.shapes import label_kind
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, Cell


class MarkdownReader:
    """Markdown, as GitHub and most editors write it."""

    media_types: tuple[str, ...] = ("text/markdown",)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the blocks of a file; raises UnreadableFile where its encoding is not certain."""
        lines = decode(name, data).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", " ").replace("\f", "\n").split("\n")
        story = _Story(name)
        story.read(lines)
        notes = []
        if story.pictures:
            notes.append(diagnose("D106", what=f"{story.pictures} picture{'s' if story.pictures > 1 else ''}"))
        return RawDocument("text/markdown", None, tuple(story.blocks), tuple(story.furniture), tuple(notes), tuple(story.metadata))


@cache
def _heading() -> re.Pattern[str]:
    """## 一、总体要求 ##"""
    return re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*)")


@cache
def _item() -> re.Pattern[str]:
    """- 推进…   * 推进…   + 推进…   1. 推进…   1) 推进…"""
    return re.compile(r"(?P<indent>[ \t]{0,20})(?P<mark>[-*+]|\d{1,4}[.)])[ \t]+(?P<words>\S.*)")


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r" {0,3}(?:(?:-[ \t]{0,4}){3,200}|(?:\*[ \t]{0,4}){3,200}|(?:_[ \t]{0,4}){3,200})")


@cache
def _ruler() -> re.Pattern[str]:
    """|---|:--:|"""
    return re.compile(r"[ \t]{0,8}\|?[ \t]{0,8}:?-{1,200}:?[ \t]{0,8}(?:\|[ \t]{0,8}:?-{1,200}:?[ \t]{0,8}){0,60}\|?[ \t]{0,8}")


@dataclass(slots=True)
class _Story:
    """Reads the lines one by one into blocks."""

    name: str
    blocks: list[RawBlock] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    metadata: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0
    _open: list[str] = field(default_factory=list)
    _ones: int = 0

    def read(self, lines: list[str]) -> None:
        """Read all lines in order."""
        index = self._front_matter(lines)
        fenced = False
        while index < len(lines):
            line = lines[index]
            bare = line.strip()
            if bare.startswith(("```", "~~~")):
                self._close()
                fenced = not fenced
            elif fenced:
                self._paragraph([line], marks=False)
            elif not bare:
                self._close()
            elif bare[:6].lower() == "<table":
                index = self._html_table(lines, index)
                continue
            elif "|" in line and index + 1 < len(lines) and "|" in lines[index + 1] and _ruler().fullmatch(lines[index + 1]):
                index = self._table(lines, index)
                continue
            else:
                self._line(line)
            index += 1
        self._close()

    def _front_matter(self, lines: list[str]) -> int:
        """Set the settings at the head aside (between two lines of ---), but the title; return where the text begins."""
        if not lines or lines[0].strip() != "---":
            return 0
        end = next((at for at, line in enumerate(lines[1:60], 1) if line.strip() == "---"), None)
        if end is None or not all(re.match(r"[\w-]{1,40}\s?:|\s|- |#|$", line) for line in lines[1:end]):
            return 0
        words = " ".join(line.strip() for line in lines[1:end] if line.strip())
        if words:
            self.furniture.append(Furniture("navigation", words[:400], None))
        for line in lines[1:end]:
            title = re.match(r"title\s?:\s?[\"']?(?P<words>[^\"']{4,200})[\"']?$", line.strip())
            if title:
                self.metadata.append(("title", title["words"].strip()))
        return end + 1

    def _line(self, line: str) -> None:
        """Read a line that stands in no table and no code."""
        heading = _heading().match(line)
        if heading:
            self._close()
            self._add(re.sub(r"[ \t]+#{1,6}[ \t]*$", "", heading["words"]), BlockKind.HEADING, len(heading["marks"]))
            return
        if self._open and re.fullmatch(r" {0,3}(?:={2,200}|-{2,200})[ \t]*", line):
            # A line under a line makes it a heading.
            words, level = " ".join(self._open), 1 if "=" in line else 2
            self._open.clear()
            self._add(words, BlockKind.HEADING, level)
            return
        if _rule().fullmatch(line):
            self._close()
            return
        item = _item().match(line)
        if item:
            self._close()
            self._open.append(self._item_words(item["mark"], item["words"]))
            return
        self._ones = self._ones if line[:1] in " \t" or self._open else 0
        self._open.append(re.sub(r"^ {0,3}(?:>[ \t]?)+", "", line))

    def _item_words(self, mark: str, words: str) -> str:
        """Return a list item's text with its number as a reader sees it."""
        if not mark[0].isdigit():
            self._ones = 0
            return words if label_kind(fold(words[:12])) else f"● {words}"
        self._ones = self._ones + 1 if mark == "1." else 0
        return f"{self._ones}. {words}" if self._ones > 1 else f"{mark} {words}"

    def _close(self) -> None:
        """End the paragraph that is open."""
        if self._open:
            self._paragraph(self._open)
            self._open = []

    def _paragraph(self, lines: list[str], *, marks: bool = True) -> None:
        words = LINE.join(line.rstrip().removesuffix("\\") for line in lines)
        for line in lines_of(self._plain(words) if marks else words):
            self.blocks.append(RawBlock(line, whole=True))

    def _add(self, words: str, kind: BlockKind, level: int) -> None:
        for line in lines_of(self._plain(words), heading=True):
            self.blocks.append(RawBlock(line, kind, level, whole=True))

    def _plain(self, text: str) -> str:
        """Return text without the marks of Markdown."""
        if "![" in text:
            text, pictures = _picture().subn("", text)
            self.pictures += pictures
        return plain(text)

    def _table(self, lines: list[str], index: int) -> int:
        """Read a table with its ruler under the header; return the index of the line behind it."""
        self._close()
        width = len(_cells(lines[index]))
        row = 0
        while index < len(lines) and "|" in lines[index] and lines[index].strip():
            if row == 1 and _ruler().fullmatch(lines[index]):
                index += 1
                row += 1
                continue
            place = row if row == 0 else row - 1
            cells = _cells(lines[index])[:width]
            for column, words in enumerate([*cells, *[""] * (width - len(cells))]):
                text = "\n".join(lines_of(self._plain(words)))
                self.blocks.append(RawBlock(text, BlockKind.CELL, cell=Cell(self.tables, place, column, header=row == 0), whole=True))
            index += 1
            row += 1
        self.tables += 1
        return index

    def _html_table(self, lines: list[str], index: int) -> int:
        """Read a table of HTML as a web page's; return the index of the line behind it."""
        from pipeline.ingest.html_parse import tree
        from pipeline.ingest.html_walk import Walker

        self._close()
        end = index
        while end < len(lines) and "</table>" not in lines[end].lower():
            end += 1
        root = tree(self.name, "\n".join(lines[index : end + 1]))
        highest = 0
        for stretch in Walker(root, frozenset()).walk():
            cell = stretch.cell
            if cell is not None:
                highest = max(highest, cell.table + 1)
                cell = replace(cell, table=self.tables + cell.table)
            self.blocks.append(RawBlock(stretch.text, stretch.kind, stretch.level, cell, whole=True))
        self.tables += highest
        return end + 1


def _cells(line: str) -> list[str]:
    r"""Return the cells of a row; \| is no separator.

    >>> _cells(r"| 1 | 建好站点 | A\|B |")
    ['1', '建好站点', 'A\\|B']
    """
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", bare)]


def plain(text: str) -> str:
    r"""Return text without emphasis, links, tags and escapes.

    >>> plain(r"**1\. 建好站点。**新建 [站点](http://x.cn) 3 家<br>（责任单位：*局养老科*）").replace("\x0b", "|")
    '1. 建好站点。新建 站点 3 家|（责任单位：局养老科）'
    """
    if "<" in text:
        text = _tag().sub("", _break().sub(LINE, text))
    if "](" in text or "][" in text:
        text = _link().sub(r"\g<words>", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    if "*" in text or "_" in text or "`" in text or "~~" in text:
        text = _emphasis().sub("", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text) if "\\" in text else text


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)


@cache
def _tag() -> re.Pattern[str]:
    """<span style="color:red">…</span>   but not 5<6."""
    return re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,300})?/?>|<!--[^>]{0,1000}-->")


@cache
def _picture() -> re.Pattern[str]:
    """![图](a.png)"""
    return re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,2000}(?:\s[^()]{0,200})?\)")


@cache
def _link() -> re.Pattern[str]:
    """[通知全文](http://example.cn/1.html)   [通知][1]"""
    return re.compile(r"\[(?P<words>[^\[\]]{1,300})\](?:\([^()\s]{0,2000}(?:\s[^()]{0,200})?\)|\[[^\[\]]{0,40}\])")


@cache
def _emphasis() -> re.Pattern[str]:
    """**加强领导**   *重点*   __注意__   `代码`   ~~删去~~; not 3*5, not a_b, not an escaped star."""
    star = r"\*{2,3}|(?<!\d)\*(?!\s)|(?<!\s)\*(?!\d)"
    line = r"(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])"
    return re.compile(rf"(?<!\\)(?:{star}|~~|`{{1,3}}|{line})")
