"""A document saved as one long line: find again where its paragraphs began, without touching the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from extractors.outline.numbering import read_label
from extractors.reading.brackets import scan
from extractors.reading.text import Reading
from schemas.document import Block

_COLLAPSED = 600
"""A shorter paragraph is not searched for others inside it."""
_COLLAPSED_ALONE = 200
"""… but one of this length is, where the document is hardly more than it."""
_FEWEST = 3
"""Fewer numbers in sequence than this do not make a paragraph a collapsed document."""
_LONGEST_HEADING = 60
_WORDS_IN_ONE = "统单唯同专合之归万逐划不如"
"""统一、单一、唯一: before a 、 these end a word and open no item."""
_SECOND = {"han_comma": "二、", "arabic_comma": "2、"}
_ANYWHERE = ("part", "chapter", "division", "han_paren")


@cache
def _candidates() -> re.Pattern[str]:
    """…。一、总体要求（一）指导思想…。1.推进…第二章 重点任务"""
    han = "[零一二三四五六七八九十百]"
    return re.compile(
        rf"第(?:{han}{{1,3}}|\d{{1,2}})[章节篇编]|(?<!{han}){han}{{1,3}}、|\({han}{{1,3}}\)|(?<![0-9.])[0-9]{{1,3}}(?:\.(?![0-9])|、(?![0-9]))"
    )


@cache
def _letter() -> re.Pattern[str]:
    """…的通知渝府发〔2021〕22号各区县人民政府:现将…执行。某某市人民政府2021年8月24日(此件公开发布)…"""
    return re.compile(
        r"(?P<number>[\u4e00-\u9fff]{1,10}〔[12][0-9]{3}〕 ?[0-9]{1,5} ?号)"
        r"|(?P<salutation>(?:部门|单位|机构|政府|委员会|企业|公司|学校|科室|局|委|办):)"
        r"|(?P<date>(?<=[\u4e00-\u9fff])[12][0-9]{3} ?年 ?[01]?[0-9] ?月 ?[0-3]?[0-9] ?日(?:\(此件[^()]{1,12}\))?)"
    )


def unfold(reading: Reading) -> tuple[Block, ...]:
    """Return the document's blocks; a collapsed one is replaced by the paragraphs that its numbers show."""
    blocks = reading.document.blocks
    longest = max((block.end - block.start for block in blocks if block.cell is None), default=0)
    alone = 5 * longest >= 4 * len(reading.text)
    least = _COLLAPSED_ALONE if alone else _COLLAPSED
    if longest < least:
        return blocks
    found: list[Block] = []
    for block in blocks:
        cuts = _cuts(reading, block) if block.cell is None and block.end - block.start >= least else []
        if len(cuts) < _FEWEST:
            found.append(block)
            continue
        letter = _letter_cuts(reading, block.start, cuts[0])
        headings = (*_heading_cuts(reading.folded, cuts, block.end), *_glued_headings(reading.folded, cuts, block.end))
        cuts = sorted({*cuts, *letter, *_title_cuts(reading.folded, (block.start, *letter, cuts[0])), *headings})
        found.extend(_pieces(reading, block, cuts))
    return tuple(found)


def _pieces(reading: Reading, block: Block, cuts: Sequence[int]) -> Iterable[Block]:
    for start, end in zip((block.start, *cuts), (*cuts, block.end), strict=True):
        begin, close = reading.trim(start, end)
        if begin < close:
            yield Block(begin, close, block.kind, block.level)


def _cuts(reading: Reading, block: Block) -> list[int]:
    """Return the offsets of numbers that run on (一、 二、 …) or begin anew, outside brackets and quotation marks."""
    folded = reading.folded
    closed, _ = scan(folded, block.start, block.end)
    inside = bytearray(block.end - block.start)
    for pair in closed:
        if pair.end - pair.start > 5:
            inside[pair.start - block.start + 1 : pair.end - block.start] = b"\1" * (pair.end - pair.start - 1)
    last: dict[str, int] = {}
    cuts: list[int] = []
    for match in _candidates().finditer(folded, block.start + 1, block.end):
        at = match.start()
        if inside[at - block.start]:
            continue
        label = read_label(folded, at, block.end)
        if label is None or not _begins_paragraph(folded, at, block.end, label.style, label.value, last.get(label.style, 0)):
            continue
        last[label.style] = label.value
        if label.style in ("chapter", "han_comma"):
            last.pop("han_paren" if label.value == 1 else "", None)
        cuts.append(at)
    return cuts


def _begins_paragraph(folded: str, at: int, end: int, style: str, value: int, last: int) -> bool:
    """Say whether a number stands where a paragraph can begin: in sequence, and after something that ends."""
    before = folded[at - 1]
    if before in "第条款项至和或、—-":
        return False
    ended = before in "。;:!?)”》〕】… "
    if value == last + 1 and value > 1:
        return True if style in (*_ANYWHERE, "han_comma") else ended or "\u4e00" <= before <= "\u9fff"
    if value != 1:
        return False
    if ended or style in _ANYWHERE or style == "arabic_dot":
        return True
    # …任务分解一、优化审批服务1、精简材料: glued to what stands before, but not 统一、规范; a second must follow.
    glued = "\u4e00" <= before <= "\u9fff" and before not in _WORDS_IN_ONE
    return glued and style in _SECOND and folded.find(_SECOND[style], at + 2, end) >= 0


def _heading_cuts(folded: str, cuts: Sequence[int], end: int) -> list[int]:
    """Return where headings end that a table of contents gives: what both places share is the heading."""
    found: list[int] = []
    listed: dict[str, tuple[int, int]] = {}
    for start, stop in zip(cuts, (*cuts[1:], end), strict=True):
        key = folded[start : start + 8]
        if key not in listed:
            listed[key] = (start, stop)
            continue
        first, first_stop = listed[key]
        shared = 0
        longest = min(first_stop - first, stop - start, _LONGEST_HEADING)
        while shared < longest and folded[first + shared] == folded[start + shared]:
            shared += 1
        if shared >= 8:
            found.extend(offset for offset, limit in ((first + shared, first_stop), (start + shared, stop)) if offset < limit)
    return found


@cache
def _glued_heading() -> re.Pattern[str]:
    """一、总体要求坚持统筹推进…，   （二）主要目标到2027年，…   三、完成旅游厕所建设由区文旅局牵头，…"""
    usual = (
        "总体要求|总体思路|指导思想|基本原则|工作原则|总体目标|主要目标|发展目标|工作目标|重点任务|主要任务|重点工作|工作任务|工作措施"
        "|主要措施|工作要求|有关要求|组织实施|实施步骤|工作步骤|(?:强化|加强)?(?:组织(?:保障|领导)|保障措施)"
    )
    return re.compile(
        rf"(?P<usual>{usual})(?![任分清落安体机责和及与的、。,;:(]|要求|保障)(?=[^。;]{{0,60}},|[^。;]{{20}})"
        r"|(?P<led>[^。,;:、()由]{4,40})(?=由[^。,;:()由]{2,30}(?:牵头|负责))"
    )


def _glued_headings(folded: str, cuts: Sequence[int], end: int) -> list[int]:
    """Return where a heading ends that its text follows without any mark: a usual one, or one before 由某局牵头."""
    found: list[int] = []
    for start, stop in zip(cuts, (*cuts[1:], end), strict=True):
        label = read_label(folded, start, stop)
        match = _glued_heading().match(folded, label.end, stop) if label else None
        if match:
            found.append(match.end())
    return found


@cache
def _glued_title() -> re.Pattern[str]:
    """2025年某区对外开放工作要点为做好…工作，制定本要点。   某市实施方案按照有关部署，…"""
    kinds = "要点|方案|计划|意见|措施|分解|清单|规划|安排"
    opening = "为(?:做好|加快|深入|贯彻|全面|认真|进一步|切实|推动|推进|落实|扎实|确保|更好|了|加强|促进|实现)|根据|按照|依据|结合"
    return re.compile(rf"[^。,;:]{{4,60}}?(?:{kinds})(?:\([^()]{{1,24}}\))?(?=(?:{opening}))")


def _title_cuts(folded: str, starts: Sequence[int]) -> list[int]:
    """Return where the plan's own title ends, glued to the words that open the plan."""
    found: list[int] = []
    for start, stop in pairwise(starts):
        match = _glued_title().match(folded, start, stop) if start < stop else None
        if match:
            found.append(match.end())
    return found


def _letter_cuts(reading: Reading, start: int, end: int) -> list[int]:
    """Return where the parts of the letter before the plan begin: number, salutation, signature, the plan's own title."""
    folded = reading.folded
    cuts: list[int] = []
    for match in _letter().finditer(folded, start, end):
        if match["number"]:
            if folded[match.start() - 1] in "(《":
                continue
            about = re.search(r"的(?:通知|意见|函|决定)", match["number"])
            cuts.extend((match.start() + (about.end() if about else 0), match.end()))
        elif match["salutation"]:
            cuts.append(match.end())
        else:
            cuts.append(match.end())
            stop = folded.rfind("。", start, match.start())
            if stop >= 0 and match.start() - stop <= 40:
                cuts.append(stop + 1)
    contents = re.search(r"目 {0,4}录$", folded[start:end].rstrip())
    if contents:
        cuts.append(start + contents.start())
    title = re.search(r"《([^《》]{4,60})》", folded[start:end])
    if title and cuts:
        again = folded.find(title[1], max(cuts), end)
        if again >= 0:
            cuts.extend((again, again + len(title[1])))
    return [cut for cut in cuts if start < cut < end]
