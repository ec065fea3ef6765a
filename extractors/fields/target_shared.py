"""Give the items of a list the noun that stands behind the last of them only: 城镇、农村居民收入, 高血压、糖尿病患者管理率."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.fields.target_verbs import ends_in_ratio
from extractors.fields.target_words import mark_words, shared_noun_classes

Span = tuple[int, int]
_LEVELS = "国省市州县区乡镇村组"


def completed(folded: str, parts: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return the subjects with the noun that levels share: 县、乡、村道养护资金 is 县道养护资金, 乡道养护资金, …."""
    first, last = parts[0], parts[-1]
    shared = _shared_noun(folded, parts) or _shared_rate(folded, parts)
    if shared is not None:
        return [*((part, shared) for part in parts[:-1]), (last,)]
    levels = folded[first[1] - 1] in _LEVELS and folded[last[0]] in _LEVELS and last[1] - last[0] >= 3
    single = first[1] - first[0] == 1 or len(parts) > 2
    if not levels or not single or any(stop - begin != 1 for begin, stop in parts[1:-1]):
        return [(part,) for part in parts]
    return [*((part, (last[0] + 1, last[1])) for part in parts[:-1]), (last,)]


# 甲城、乙城(等地区)细颗粒物浓度
@cache
def _of_places() -> re.Pattern[str]:
    """Return the pattern of what closes a list of names before the noun that they share."""
    return re.compile(r"等(?:\d{1,2}个)?(?:区域|地区|城市|省市|省份|地|领域|行业|县区|区县|企业)")


def _shared_noun(folded: str, parts: Sequence[Span]) -> Span | None:
    """Return the noun that modifiers share: in 城镇、农村居民收入 it is 居民收入; None where the parts are whole."""
    last = parts[-1]
    for known in shared_noun_classes():
        if all(folded[slice(*part)] in known for part in parts[:-1]):
            word = next((word for word in known if folded.startswith(word, *last)), None)
            if word is not None and last[1] - last[0] - len(word) >= 2:
                return last[0] + len(word), last[1]
    kinds = folded.find("等", last[0] + 2, last[1] - 2)
    if kinds > 0 and folded.startswith(mark_words("of_kinds"), kinds + 1, last[1]):
        # 家政、养老、育婴等从业人员
        return kinds + 1, last[1]
    match = _of_places().search(folded, *last)
    if match is not None and last[1] - match.end() >= 2 and match.start() > last[0]:
        return match.end(), last[1]
    return None


def _shared_rate(folded: str, parts: Sequence[Span]) -> Span | None:
    """Return what of the last item's measure holds for all; None where the split is not certain.

    Behind whom it is measured on, where only the last names them (高血压、糖尿病患者管理率: 患者管理率), or behind the
    end that all names share (国有企业、民营企业利润率: 利润率; 小学生、初中生近视率: 近视率), or a measure that is always
    of something (水稻、小麦产量).
    """
    *others, last = parts
    if not ends_in_ratio(folded, *last) or any(
        ends_in_ratio(folded, *part) or not 2 <= part[1] - part[0] <= 10 for part in others
    ):
        return None
    begin, stop = others[0]
    for length in range(stop - begin - 1, 0, -1):
        ending = folded[stop - length : stop]
        at = folded.find(ending, last[0] + 1, last[1] - 2)
        parallel = length > 1 or all(at + 1 - last[0] == part[1] - part[0] for part in others)
        if at > 0 and parallel and all(folded.endswith(ending, *part) for part in others):
            return at + length, last[1]
    for word in mark_words("measured_on"):
        at = folded.find(word, last[0] + 2, last[1] - 1)
        if at > 0 and not any(folded.endswith(mark_words("measured_on"), *part) for part in others):
            return at, last[1]
    for word in mark_words("measured_alone"):
        if folded.endswith(word, last[0] + 2, last[1]) and last[1] - len(word) - last[0] <= 8:
            return last[1] - len(word), last[1]
    return None
