"""Read what stands right before a number, from right to left: comparators, fillers, the predicate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.fields.target_words import (
    HAN,
    LONGEST_WORD,
    Predicate,
    before_words,
    lengths_by,
    mark_set,
    modal_words,
    predicates,
    verbs,
)
from schemas.breakdown import Comparator


@dataclass(slots=True)
class Tail:
    """What stands right before the number, read from right to left; `[start, core)` is what remains."""

    core: int
    comparator: Comparator | None = None
    predicate: Predicate | None = None
    predicate_start: int = -1
    severally: bool = False
    modality: str | None = None
    fillers: tuple[str, ...] = ()
    compared: bool = False


@cache
def _compared() -> re.Pattern[str]:
    """Return the pattern of what a change is measured against."""
    return re.compile(
        # 全省工商业电价较上年(下降)   比2020年(翻一番)   与去年相比
        r"(?:[较比]|与)(?:上|去|前|往|\d{4}年?|“|全[国省市]|同|计划|基期|年初|疫情前|现[有行状]|国家|十|原|当前|目前"
        r"|规划|预期)[^,、;。]{0,14}$"
    )


@cache
def _above() -> re.Pattern[str]:
    """Return the pattern of a comparison with an average or another group, up to the number."""
    return re.compile(
        # 研发投入年均增幅高于全省平均(2个百分点)   农村居民收入增速比城镇居民高(2个百分点)
        r"(?:高于|低于|快于|高出|优于|领先|好于|超过|大于)"
        rf"(?:全[国省市区县球]|国家|城镇居民|农村居民|城镇|上年|去年|面上|同期|经济|GDP|{HAN}{{2,8}}平均)[^,、;。\d]{{0,12}}$"
        r"|比[^,、;。\d]{2,14}(?:高|低|快|多|少|高出)$"
    )


@cache
def _apiece() -> re.Pattern[str]:
    """Return the pattern of what an amount is for, right before it."""
    # 每人每月(980元)   每亩(600元)
    return re.compile(r"每(?:人|户|亩|吨|件|辆|床|生|平方米|立方米|公里)(?:每[年月天学期]{1,2})?$")


@cache
def _for_so_many() -> re.Pattern[str]:
    """Return the pattern of how many heads an amount is for, right before it and behind a verb."""
    # 达到每千人(7批次)   超每万人(5名)   达到每万常住人口(3张)
    return re.compile(r"(?<=[到达超过于少])每[百千万](?:名|个|户|位)?(?:常住|户籍|服务)?(?:人口|人|户|老年人|老人|儿童|居民|职工)$")


@cache
def _dated() -> re.Pattern[str]:
    """Return the pattern of a year right before the number."""
    # 由2020年的10.5万元提高到(2025年的)14万元
    return re.compile(r"\d{4}年底?的$")


@cache
def _endings() -> dict[str, tuple[int, ...]]:
    """Return how long the words of a tail that end in a character are, the longest first."""
    return lengths_by(-1, (*before_words(), *predicates(), *modal_words(), *mark_set("tail")), LONGEST_WORD)


_FOR_EACH = ("人均", "每人", "每人每年", "户均", "人均每年", "每人全年")
_LONGEST_FOR_EACH = 6

COMPARED_CUES = "于出先过比"


@cache
def _compared_cue() -> re.Pattern[str]:
    """Return the pattern of a character that every comparison of `_above` holds: most windows hold none."""
    # 高(于)   高(出)   领(先)   超(过)   (比)
    return re.compile(f"[{COMPARED_CUES}]")


_APIECE_ENDS = frozenset("人户亩吨件辆床生米里年月天学期口童民工")
"""The last characters of what an amount is for."""


def read_tail(folded: str, start: int, end: int, *, counts_after: bool = False, folds: bool = False) -> Tail:
    """Return what stands right before the number in `folded[start:end]`.

    With `counts_after` what is counted follows the number (完成2名…安置), so a verb before it is no predicate; with
    `folds` the quantity is itself the predicate (比2020年翻一番).
    """
    tail = Tail(core=end)
    comparators, known, modal, fillers = before_words(), predicates(), modal_words(), mark_set("tail")
    endings = _endings()
    while True:
        at = tail.core
        while at > start and folded[at - 1] == " ":
            at -= 1
        tail.core = at
        if at <= start:
            break
        last = folded[at - 1]
        if at - start <= _LONGEST_FOR_EACH and folded[start:at].strip(" ") in _FOR_EACH:
            # 开展安全培训,人均不少于20学时: what it is for each of stands before
            tail.core, tail.fillers = start, (*tail.fillers, "人均")
            break
        if last in _APIECE_ENDS and tail.predicate is None and at == end:
            first = max(start, at - 10)
            price = _apiece().search(folded, first, at) if folded.find("每", first, at) >= 0 else None
            if price is not None and price.start() > start:
                # 低保标准提高到每人每月(980元)
                tail.core = price.start()
                continue
            heads = _for_so_many().search(folded, first, at)
            if heads is not None and heads.start() > start:
                # 食品抽检量达到每千人(7批次)
                tail.core = heads.start()
                continue
        dated = _dated().search(folded, max(start, at - 7), at) if last == "的" else None
        if dated is not None:
            tail.core = dated.start()
            continue
        # Most numbers stand behind a noun, and its last character alone says that no word of a tail ends here.
        for length in endings.get(last, ()):
            if length > at - start:
                continue
            word = folded[at - length : at]
            if (
                (tail.predicate is None or word == "至少")
                and word in comparators
                and not _inside(folded, start, at, word)
            ):
                tail.comparator = tail.comparator or comparators[word]
                break
            if (
                tail.predicate is None
                and word in known
                and not (
                    _nominal_predicate(folded, start, at, word)
                    or _closes_compound(folded, start, at, word)
                    or (counts_after and not (known[word].to or known[word].at or word in ("达", "达到")))
                )
            ):
                tail.predicate, tail.predicate_start = known[word], at - length
                break
            if word in fillers and not is_per_head(folded, at, word, tail.predicate):
                tail.fillers += (word,)
                if "分别" in word or (word == "各" and not counts_after):
                    tail.severally = True
                break
            if word in modal and length > 1:
                tail.modality = tail.modality or word
                break
        else:
            if at - start >= 3:
                window = max(start, at - 24)
                match = (_compared().search(folded, window, at) if tail.predicate or folds else None) or (
                    _above().search(folded, window, at)
                    if not tail.compared and _compared_cue().search(folded, window, at)
                    else None
                )
                if match is not None:
                    tail.compared = True
                    tail.core = match.start()
                    continue
            break
        tail.core = at - length
    return tail


def ends_in_tail_word(folded: str, start: int, end: int) -> bool:
    """Say whether a word that `read_tail` knows ends `folded[start:end]`."""
    words = _words_by_end().get(folded[end - 1])
    return words is not None and folded.endswith(words, start, end)


@cache
def _words_by_end() -> dict[str, tuple[str, ...]]:
    """Return every word of a tail by its last character."""
    found: dict[str, list[str]] = {}
    for word in sorted({*before_words(), *predicates(), *modal_words(), *mark_set("tail")}):
        found.setdefault(word[-1], []).append(word)
    return {last: tuple(group) for last, group in found.items()}


def is_per_head(folded: str, at: int, word: str, predicate: Predicate | None) -> bool:
    """Say whether a 均 that ends at the offset makes a measure for each of many and is no adverb: 茶农户均(增收1.2万元)."""
    return word == "均" and predicate is not None and predicate.action == "增收" and folded[at - 2 : at - 1] in ("户", "人", "亩")


def _inside(folded: str, start: int, at: int, word: str) -> bool:
    """Say whether a one-character comparator is the end of another word (网上, 附近, 路上)."""
    if len(word) > 1 or not word.isalpha():
        return False
    if word == "上":
        return True
    before = folded[at - 2 : at - 1] if at - 2 >= start else ""
    return (
        (word == "近" and before in "附靠邻就最远亲")
        or (word == "超" and before in "赶反高")
        or (word == "约" and before in "节合签大预制条集")
        or (word == "过" and before in "通经超不越度胜走途路错改难")
    )


def _closes_compound(folded: str, start: int, at: int, word: str) -> bool:
    """Say whether the word is the end of a verb that makes (改造提升1.1万亩), and so no change by the number."""
    begin = at - len(word) - 2
    return len(word) == 2 and begin >= start and verbs().get(folded[begin:at]) == "make"


def _nominal_predicate(folded: str, start: int, at: int, word: str) -> bool:
    """Say whether the word before the number is the end of a noun (政策降, 比为) or too short to trust."""
    before = folded[at - len(word) - 1 : at - len(word)] if at - len(word) > start else ""
    if (
        word in ("有", "计", "少", "减", "增", "降", "升", "列", "共")
        and before in "具没所拥统设会合累至缩最不递加新净下较上提总一公陈系排"
    ):
        return True
    if word in ("有", "少", "共", "计", "列", "为", "是") and not before.strip(" ,、"):
        return True
    if word == "为" and before in "作成认改分称因较更最":
        return before != "分"
    return word == "是" and before in "但也于只还就要都"
