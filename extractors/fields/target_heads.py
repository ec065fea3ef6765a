"""Read what governs the phrase left of a number: the verb at its head, behind 支持…, 为… and the like, or inside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.fields.target_clauses import within
from extractors.fields.target_rhythms import rhythm_end
from extractors.fields.target_verbs import compound, is_noun, is_prone, later_verb, longest, longest_verb, nested_verb
from extractors.fields.target_words import (
    VerbKind,
    by_first,
    lengths_by,
    mark_set,
    mark_words,
    modal_by_first,
    modal_words,
    of_kind,
    verb_kind,
    verb_lengths,
)
from extractors.reading.text import BULLETS
from schemas.breakdown import Comparator

Span = tuple[int, int]
LONGEST_FILLER = 5
FAR = 1 << 60
"""An offset after every text."""


@dataclass(slots=True)
class Head:
    """What governs the phrase: the verb and the object after it."""

    start: int
    action: Span | None = None
    kind: VerbKind | None = None
    object: Span = (0, 0)
    modality: str | None = None
    leads: bool = False
    among: bool = False
    comparator: Comparator | None = None
    whole: Span = (0, 0)


def read_head(
    folded: str, start: int, end: int, times: Sequence[Span], quotes: tuple[Span, ...], *, listed: bool = False
) -> Head:
    """Return the verb that governs `folded[start:end]` and its object.

    `listed` says that an item before may hand on its verb: 新建实训中心2个、培训基地5个 has one verb.
    """
    head = Head(start)
    start = _after_list(folded, start, end, quotes)
    at = _skip_fillers(folded, start, end, times, head)
    head.start, head.whole = at, (at, end)
    leads, scopes, causes = of_kind("lead"), by_first("scope"), of_kind("cause")
    led = by_first("lead")
    governing = _governing()
    while at < end and folded[at] in governing:
        word = longest(folded, at, end, scopes) if folded[at] in scopes else None
        if word and folded.startswith(("以上", "及以上", "以下", "(含"), at + len(word), end):
            # 县级以上饮用水源
            break
        after = at + len(word or "")
        if word and folded.startswith("要", after, end) and not folded.startswith(_WANTS_NOT, after, end):
            after += 1  # 全市要确保事故起数下降10%
        if word and folded.startswith("年均", after, end) and _leads_on(folded, after + 2, end):
            after += 2  # 全市年均新增岗位1万个
        if word and (longest_verb(folded, after, end) or longest(folded, after, end, led)):
            at = after
            continue
        if word and times and (behind := time_end(times, after, after)) is not None and behind < end:
            # 全市2020年老旧小区改造新开工49个
            at = behind
            head.start, head.whole = at, (at, end)
            continue
        verb = longest_verb(folded, at, end)
        if verb is None and folded[at] not in led:
            break
        if verb and verb in leads and _acts_after(folded, at + len(verb), end, quotes):
            verb = None
        if verb and listed and is_prone(folded, at, verb, end):
            at += len(verb)
            break
        if verb and verb_kind(verb) != "cause" and not is_noun(folded, at, verb, end):
            stop, kind = compound(folded, at, at + len(verb), end, verb_kind(verb))
            head.action, head.kind, head.object = (at, stop), kind, (stop, end)
            added = later_verb(folded, stop, end, quotes, only_plain=True) if verb in causes else None
            if added is not None and added[0] - stop >= 2 and folded[slice(*added)] in ADDS and added[1] < end:
                # 推动金融机构新增贷款400亿元
                head.action, head.kind, head.object, head.leads = added, "make", (added[1], end), True
            return head
        if verb and verb in causes:
            nested = nested_verb(folded, at + len(verb), end, quotes)
            if nested is not None:
                stop, kind = compound(folded, nested[0], nested[1], end, verb_kind(folded[nested[0] : nested[1]]))
                head.action, head.kind, head.object, head.leads = (nested[0], stop), kind, (stop, end), True
            else:
                head.action, head.kind, head.object = (at, at + len(verb)), "cause", (at + len(verb), end)
            return head
        lead = longest(folded, at, end, led)
        if lead and not is_noun(folded, at, lead, end):
            after = at + len(lead)
            preposition = lead in mark_set("preposition")
            if longest_verb(folded, after, end) or longest(folded, after, end, led):
                at = after
                head.whole = (at, end)
                continue
            nested = nested_verb(folded, after, end, quotes)
            if nested is not None:
                stop, kind = compound(folded, nested[0], nested[1], end, verb_kind(folded[nested[0] : nested[1]]))
                head.action, head.kind, head.object, head.leads = (nested[0], stop), kind, (stop, end), True
                head.whole = (after if preposition else at, end)
                return head
            head.leads = True
            head.object = head.whole = (after if preposition else at, end)
            return head
        break
    nested = later_verb(folded, at, end, quotes, only_plain=True)
    if nested is not None and (nested[1] < end or not (listed and folded[slice(*nested)] in mark_set("noun_in_list"))):
        stop, kind = compound(folded, nested[0], nested[1], end, verb_kind(folded[nested[0] : nested[1]]))
        head.action, head.kind, head.object = (nested[0], stop), kind, (stop, end)
        head.leads = False
        return head
    head.object = (head.start, end)
    return head


ADDS = ("新增", "净增", "投放", "发放")
"""What a cause makes others do, and what the number behind it counts: 推动机构新增贷款400亿元."""
_WANTS_NOT = ("要素", "要点", "要求", "要害", "要道")
_OPENS = ("力争", "确保", "争取", "努力")
_FINISHES = ("完成", "实现")


def _after_list(folded: str, start: int, end: int, quotes: tuple[Span, ...]) -> int:
    """Return where the last phrase of a list begins that opens with a word of modality: 打响品牌、力争旅居人数达600万."""
    at = folded.rfind("、", start, end)
    opens = folded.startswith(_OPENS, at + 1, end) or (
        folded.startswith(_FINISHES, at + 1, end)
        and not is_noun(folded, at + 1, folded[at + 1 : at + 3], end)
        and not any(character.isdigit() for character in folded[start:at])
    )
    if at >= 0 and opens and within(quotes, at) is None:
        return at + 1
    least = folded.rfind("至少", start, end)
    if least > start and (folded.startswith("每", least + 2) or longest_verb(folded, least + 2, end) is not None):
        # 常务会议每季度至少研究1次安全生产
        return least
    return start


def govern_at_end(folded: str, head: Head) -> None:
    """Let a verb that closes the phrase govern what stands behind the number: 管理机构设置不少于2名专管员."""
    begin, end = head.whole
    for verb in mark_words("governs_at_end"):
        if folded.endswith(verb, begin, end):
            head.action, head.kind, head.object = (end - len(verb), end), "make", (end, end)
            return


_NO_VERBS = frozenset(("春秋", "寒暑", "冬春", "早晚", "上下"))
# Last characters of offices, people and meetings, which are no verbs: 每季度党组1次…
_NOUN_ENDS = frozenset("部委组位门室子员会镇道区业校科级局院所站村县市长年月周日期")


def govern_in_rhythm(folded: str, head: Head) -> None:
    """Let two characters between a rhythm and its number be the verb, whatever list knows them: 每季度披露1次信息."""
    begin, end = head.whole
    at = folded.rfind("每", begin, end)
    if at >= 0:
        begin = rhythm_end(folded, at) or end
    word = folded[begin:end]
    if len(word) == 2 and word not in _NO_VERBS and word[1] not in _NOUN_ENDS and word.isalpha():
        head.action, head.kind, head.object = (begin, end), "make", (end, end)


def _acts_after(folded: str, at: int, end: int, quotes: tuple[Span, ...]) -> bool:
    """Say whether a verb follows a word that is lead and verb alike: 加快建设园区 leads, 加快审批 acts."""
    word = longest_verb(folded, at, end)
    if word is None and folded.startswith(mark_words("preposition"), at, end):
        # 免费为3000名妇女提供筛查
        return True
    if word and verb_kind(word) == "make" and not is_noun(folded, at, word, end) and at + len(word) < end:
        return True
    return later_verb(folded, at, end, quotes, only_plain=False) is not None


@cache
def _governing() -> frozenset[str]:
    """Return the first characters of what may govern a phrase: verbs, words that lead to one, scopes."""
    return frozenset("新").union(verb_lengths(), by_first("lead"), by_first("scope"))


@cache
def filler_lengths() -> dict[str, tuple[int, ...]]:
    """Return how long the words are that begin with a character and are skipped at the head of a phrase."""
    return lengths_by(0, (*modal_words(), *mark_set("head")), LONGEST_FILLER)


def _skip_fillers(folded: str, at: int, end: int, times: Sequence[Span], head: Head) -> int:
    """Return where the phrase begins after connectives, times and words of modality."""
    modal, fillers, known_lengths = modal_words(), mark_set("head"), filler_lengths()
    while at < end:
        if folded[at] in " ,、;:":
            at += 1
            continue
        if folded[at] in _LABEL_OPENS:
            after = _label_end(folded, at, end)
            if after == at:
                break
            at = after
            continue
        if times:
            ahead = at + 1 if folded[at] in "到至在于" else at
            time = time_end(times, at, ahead)
            if time is not None and time <= end:
                at = time
                continue
        for length in known_lengths.get(folded[at], ()):
            if length > end - at:
                continue
            word = folded[at : at + length]
            if word in modal and (length > 1) and not _is_verb_here(folded, at, word, end, times):
                head.modality = head.modality or word
                at += length
                break
            if word == "平均" and not _averages(folded, at + length, end):
                continue
            if word in ("主要", "年度", "年均") and not _leads_on(folded, at + length, end):
                # 主要农作物机械化率 names what is measured, 主要建设食堂2家 says how
                continue
            if word in fillers and not (length == 1 and _starts_word(folded, at, end)):
                head.among = head.among or word in ("其中", "包括")
                if word == "至少":
                    head.comparator = "at_least"
                at += length
                break
        else:
            break
    return at


_LABEL_OPENS = frozenset("(①②③④⑤⑥⑦⑧⑨⑩⑪⑫" + BULLETS)
"""What opens the number of an item, and the marks that stand for one."""


def _label_end(folded: str, at: int, end: int) -> int:
    """Return the end of the number of an item, (2) or ②, that opens the phrase; `at` where another bracket does."""
    if folded[at] != "(":
        return at + 1
    close = folded.find(")", at + 2, min(at + 5, end))
    inside = folded[at + 1 : close] if close > 0 else ""
    return close + 1 if inside and (inside.isdecimal() or set(inside) <= _HAN_DIGITS) else at


_HAN_DIGITS = frozenset("一二三四五六七八九十")


def time_end(times: Sequence[Span], at: int, ahead: int) -> int | None:
    """Return the end of the time that holds `at` or begins at `ahead`; the times are sorted and apart."""
    index = bisect_right(times, (at, FAR)) - 1
    if index >= 0 and times[index][1] > at:
        return times[index][1]
    following = bisect_left(times, (ahead, 0))
    return times[following][1] if following < len(times) and times[following][0] == ahead else None


def _averages(folded: str, at: int, end: int) -> bool:
    """Say whether 平均 says how a number is meant (平均每天新增) and begins no name (平均住院日)."""
    if at >= end or folded[at] in "每增减降达为":
        return True
    verb = longest_verb(folded, at, end)
    return verb is not None and not is_noun(folded, at, verb, end)


def _leads_on(folded: str, at: int, end: int) -> bool:
    """Say whether a verb, or a word that leads to one, stands at the offset."""
    verb = longest_verb(folded, at, end)
    if verb is not None:
        return not is_noun(folded, at, verb, end)
    lead = longest(folded, at, end, by_first("lead"))
    acts = lead is not None and longest_verb(folded, at + len(lead), end) is not None
    return acts or longest(folded, at, end, modal_by_first()) is not None


def _starts_word(folded: str, at: int, end: int) -> bool:
    """Say whether a one-character connective begins a longer word (和美乡村, 各项贷款): no verb stands after it."""
    if folded[at] in "和及与或由从":
        return folded.startswith(mark_words("no_link"), at, end)
    return not (
        at + 1 >= end
        or longest_verb(folded, at + 1, end)
        or longest(folded, at + 1, end, by_first("lead"))
        or longest(folded, at + 1, end, modal_by_first())
    )


def _is_verb_here(folded: str, at: int, word: str, end: int, times: Sequence[Span]) -> bool:
    """Say whether 争取, 计划 … is the verb itself and no modality: neither a verb nor a time follows."""
    if word not in mark_set("loose_modal"):
        return False
    after = at + len(word)
    index = bisect_left(times, (after, 0))
    timed = index < len(times) and times[index][0] == after
    if word == "争取" and folded.startswith("到", after, end):
        # 争取到资金15亿元, but 争取到2027年…
        follows = bisect_left(times, (after + 1, 0))
        return not (follows < len(times) and times[follows][0] == after + 1)
    return not (timed or longest_verb(folded, after, end) or folded[after : after + 1] in ("在", "到", "于", "至"))
