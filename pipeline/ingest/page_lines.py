"""What a government page printed around its notice, in a file made from it: 索引号, 发布机构, the time and source of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.reading.text import fold
from pipeline.ingest.page_labels import ABSENT, CERTAIN, KEYS, OTHERS, is_number, labelled, spaced
from pipeline.ingest.raw import RawBlock, RawDocument
from pipeline.ingest.shapes import paper_words
from schemas.breakdown import Furniture

_ZONE = 40
"""So many blocks at the top may hold a page's table."""
_LONGEST = 400
_REACH = 60
"""No trail begins, and no time of a page ends, beyond so many characters."""
_OF_THE_PAGE = (
    *("发布时间", "发布日期", "公开日期", "信息来源", "浏览次数", "点击数", "点击次数", "阅读量", "浏览量"),
    *("访问量", "阅读次数", "字号", "字体"),
)
"""Labels of the page itself: no notice says so of itself."""
_TRAIL = "当前位置"
_NOT_HERE = frozenset(("责任部门", "主题", "概述", "内容概述", "时间", "编辑", "作者", "分享到", "当前位置"))
"""Labels that a plan may use, too."""


def without_page_lines(raw: RawDocument) -> RawDocument:
    """Return a document without what its page says of itself: that feeds the header and goes to the furniture."""
    found, used = read_page_lines(raw.blocks)
    if not used:
        return raw
    aside = [
        Furniture("navigation", raw.blocks[index].text.strip(), raw.blocks[index].lines[0].page if raw.blocks[index].lines else None)
        for index in sorted(used)
    ]
    return replace(
        raw,
        blocks=tuple([block for index, block in enumerate(raw.blocks) if index not in used]),
        furniture=(*aside, *raw.furniture),
        metadata=tuple(sorted({**found, **dict(raw.metadata)}.items())),
    )


def read_page_lines(blocks: Sequence[RawBlock]) -> tuple[dict[str, str], frozenset[int]]:
    """Return what the lines of a page's table say, and the indexes of those blocks.

    Lines one after another are such a table where one of them has a label that only pages have and there are two labels.
    """
    found: dict[str, str] = {}
    used: set[int] = set()
    run: list[tuple[Sequence[int], list[tuple[str, str]]]] = []
    for indexes, text in (*_lines(blocks[:_ZONE]), ((), "")):
        pairs = _pairs(text)
        if pairs is not None:
            run.append((indexes, pairs))
            continue
        entries = [pair for _, line in run for pair in line]
        trail = any(label == _TRAIL for label, _ in entries)
        if trail or (len(entries) >= 2 and any(label in CERTAIN or label in _OF_THE_PAGE for label, _ in entries)):
            used.update(index for line, _ in run for index in line)
            for label, value in entries:
                key = KEYS.get(label)
                if key is not None and value not in ABSENT and (key != "document_number" or is_number(value)):
                    found.setdefault(key, value)
        run = []
    return found, frozenset(used)


def _lines(blocks: Sequence[RawBlock]) -> list[tuple[Sequence[int], str]]:
    """Return the lines of blocks, the cells of a row as one, with the indexes of the blocks."""
    lines: list[tuple[list[int], str]] = []
    place: tuple[int, int] | None = None
    for index, block in enumerate(blocks):
        here = (block.cell.table, block.cell.row) if block.cell is not None else None
        if here is not None and here == place:
            lines[-1] = ([*lines[-1][0], index], f"{lines[-1][1]} {block.text}")
        else:
            lines.append(([index], block.text))
        place = here
    return [(indexes, text.strip()) for indexes, text in lines]


@cache
def _labels() -> re.Pattern[str]:
    """索 引 号 MB1534522/2023-05475   发文日期: 2023-01-03   发布时间：2025-03-28 16:00 信息来源：督查办 浏览次数： 字体：[ ]"""
    words = tuple({*KEYS, *OTHERS, *_OF_THE_PAGE, *paper_words("web_label")} - _NOT_HERE)
    return re.compile(rf"(?:^|(?<=[\s\]】;,|]))(?P<label>{spaced(words)})(?:\s{{0,3}}(?P<colon>[:：])|(?=[\s|])|$)")


@cache
def _byline() -> re.Pattern[str]:
    """2023-01-05 10:00 区人民政府办公室   发布于 2024年3月1日 09:30"""
    return re.compile(r"(?:发布于\s?)?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{1,3}\d{1,2}:\d{2}(?::\d{2})?(?:\s{1,8}\S{2,20})?")


@cache
def _trail() -> re.Pattern[str]:
    """当前位置：网站首页 > 政府信息公开 > 重点工作   首页 >> 市政府文件"""
    return re.compile(r"(?:(?:您的|当前)(?:当前)?位置\s?[::]{0,2}\s?)?(?:网站|门户)?首页\s{0,3}(?:>{1,2}|»|->|/)\s{0,3}\S")


def _pairs(text: str) -> list[tuple[str, str]] | None:
    """Return labels and values of a line of a page's table, None where it is none."""
    text = text.lstrip("-•●· ")  # a list of the page, copied with its marks
    if len(text) > _LONGEST or text[-1:] in "。；;":
        return None
    start = text[:_REACH]
    if "首" in start and _trail().match(fold(start)) is not None:
        return [(_TRAIL, text)]
    if len(text) <= _REACH and _byline().fullmatch(fold(text)) is not None:
        return [("发布时间", text)]
    if _labels().match(text) is None:
        return None  # before the whole line is searched: few lines begin with a label
    marks = list(_labels().finditer(text))
    pairs = labelled(text, marks)
    apart = re.search(r"\s", marks[0]["label"]) is not None
    if not (marks[0]["colon"] or apart or len(pairs) > 1 or pairs[0][0] in CERTAIN):
        return None  # 来源 and others begin a sentence, too
    return pairs
