"""Find the titles of several plans in one document: those below an annex's heading, or below the date of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.outline.numbering import Label
from extractors.outline.titles import reads_as_title
from extractors.reading.text import Reading
from schemas.document import Block

LONGEST_HEADING = 60


@cache
def back_matter() -> re.Pattern[str]:
    """附件：1. 任务分工表 / 抄送：… / （此件公开发布） / 2025年2月17日 / （联系人：…）"""
    return re.compile(
        r"附件[一二三四五六七八九十0-9]{0,3}(?::|$|[ ].{0,40}$)|附[:表]|抄送|抄报|主题词|\(?信息公开|公开方式:|\(?此件|\(联系人|印发机关"
        r"|[12][0-9]{3} ?年 ?[01]?[0-9] ?月 ?[0-3]?[0-9] ?日(?:印发)?$|[一二][零一二三四五六七八九]{3}年.{1,3}月.{1,3}日$"
        # 青荷区民政局办公室        2025年2月17日印发
        r"|[^。;:,、\n]{2,40}?[12][0-9]{3} ?年 ?[01]?[0-9] ?月 ?[0-3]?[0-9] ?日 ?印发$"
    )


@cache
def _annex_heading() -> re.Pattern[str]:
    """附件2 / 附件一： on a line of its own: what it heads begins below"""
    return re.compile(r"附 ?件 ?[一二三四五六七八九十0-9]{0,3}:?")


def plan_titles(reading: Reading, blocks: Sequence[Block], labels: Sequence[Label | None]) -> frozenset[int]:
    """Return the blocks that title one of several plans: a short line without a number before numbering starts afresh.

    A document of one plan has none: its title belongs to the header.
    """
    folded = reading.folded
    starts = [
        index
        for index, label in enumerate(labels)
        if label is not None
        and label.value == 1
        and (
            label.style in ("han_comma", "chapter", "part")
            or _begins_annex(reading, blocks, labels, index)
            or _begins_below_signature(reading, blocks, labels, index)
        )
    ]
    found: list[int] = []
    for start in starts[1:] if len(starts) > 1 else []:
        for index in range(start - 1, max(-1, start - 6), -1):
            block = blocks[index]
            if labels[index] is not None or block.cell is not None:
                break
            text = folded[block.start : block.end]
            if len(text) <= LONGEST_HEADING and reads_as_title(text):
                found.append(index)
                break
    if not found:
        return frozenset()
    for index in range(starts[0] - 1, max(-1, starts[0] - 8), -1):
        block = blocks[index]
        text = folded[block.start : block.end]
        if block.cell is None and len(text) <= LONGEST_HEADING and reads_as_title(text):
            found.append(index)
            break
    return frozenset(found)


def _begins_annex(reading: Reading, blocks: Sequence[Block], labels: Sequence[Label | None], index: int) -> bool:
    """Say whether a first number stands under an annex's own heading and title: 附件2 / 重点事项责任分解 / 1.…"""
    for above in range(index - 1, max(-1, index - 4), -1):
        block = blocks[above]
        if block.cell is not None or labels[above] is not None or block.end - block.start > LONGEST_HEADING:
            return False
        if _annex_heading().fullmatch(reading.folded[block.start : block.end].strip()):
            return above < index - 1
    return False


def _begins_below_signature(
    reading: Reading, blocks: Sequence[Block], labels: Sequence[Label | None], index: int
) -> bool:
    """Say whether a first number stands under the title that follows a letter's date: 2025年1月5日 / …分工方案 / 1.…"""
    titled = False
    for above in range(index - 1, max(-1, index - 6), -1):
        block = blocks[above]
        if block.cell is not None or labels[above] is not None:
            return False
        text = reading.folded[block.start : block.end].strip()
        if titled and back_matter().match(text):
            return True
        short = len(text) <= LONGEST_HEADING
        if titled and not short:
            return False
        titled = titled or (short and reads_as_title(text))
    return False
