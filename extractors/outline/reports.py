"""In a work report whose headings do not say so, find the part that tells of the past by the words it opens with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.outline.tree import Item
from extractors.reading.text import Reading

_OPENING = 1500
"""The title of a report and its address stand in this many characters."""
_FIRST_WORDS = 1200
"""A review says in this many characters of which time it tells."""


# 现在,我代表区人民政府,向大会(报告工作)   2025年(政府工作报告)
@cache
def _reports() -> re.Pattern[str]:
    """Return the pattern of what every report to a congress says of itself."""
    return re.compile(r"报告工作|政府工作报告|(?:作|报告)[^。\n]{0,12}工作报告")


# (过去一年),面对…   (一年来的)主要工作是   (五年来),我们…
@cache
def _tells_of_past() -> re.Pattern[str]:
    """Return the pattern of words that open a review and no plan."""
    return re.compile(r"(?<![今新这每])(?:一年来|五年来)|过去的?[一五]年|[一五]年来的主要工作|回首过去|回顾过去")


def told_as_past(reading: Reading, items: Sequence[Item]) -> frozenset[int]:
    """Return the indexes of items that review the past in a report: the first part, where it says so, and all below it.

    一、在接续奋斗中取得新成效 / 过去一年,… names no review in its heading. Its parts are known where others follow it.
    """
    if _reports().search(reading.folded, 0, _OPENING) is None:
        return frozenset()
    tops = [item for item in items if item.parent is None]
    if len(tops) < 2:
        return frozenset()
    first = tops[0]
    if _tells_of_past().search(reading.folded, first.start, min(first.start + _FIRST_WORDS, tops[1].start)) is None:
        return frozenset()
    found = {first.index}
    for item in items:
        if item.parent in found:
            found.add(item.index)
    return frozenset(found)
