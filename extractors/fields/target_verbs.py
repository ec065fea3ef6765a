"""Find the verbs of a phrase: the longest at a place, compounds (新建和改造提升), the first after a leading phrase."""

from __future__ import annotations

from functools import cache
from operator import add

from extractors.fields.target_clauses import within
from extractors.fields.target_words import (
    VerbKind,
    WordsByFirst,
    join_beginnings,
    mark_words,
    no_verbs,
    noun_exceptions,
    noun_next_beginnings,
    of_kind,
    plain_beginnings,
    signs,
    verb_lengths,
    verbs,
    working_beginnings,
    working_verbs,
)

Span = tuple[int, int]


def longest(folded: str, at: int, end: int, known: WordsByFirst) -> str | None:
    """Return the longest of the known words that begins at the offset."""
    if at < end and folded[at] in known:
        for word in known[folded[at]]:
            if folded.startswith(word, at, end):
                return word
    return None


def longest_verb(folded: str, at: int, end: int) -> str | None:
    """Return the longest verb at the offset; 新 joins with the verb after it (新上线, 新引进)."""
    if at >= end:
        return None
    known, lengths = verbs(), verb_lengths()
    if folded[at] == "新" and at + 1 < end:
        for length in lengths.get(folded[at + 1], ()):
            if 1 < length < end - at and known.get(folded[at + 1 : at + 1 + length]) == "make":
                return folded[at : at + 1 + length]
    if folded[at] in lengths:
        for length in lengths[folded[at]]:
            if at + length <= end and folded[at : at + length] in known:
                return folded[at : at + length]
    return None


def is_noun(folded: str, at: int, verb: str, end: int) -> bool:
    """Say whether the verb is the beginning of a noun: 服务业, 开通率, 生产总值."""
    after = at + len(verb)
    if after >= end:
        return False
    nouns = no_verbs().get(folded[at : at + 2])
    if nouns is not None and _begins_noun(folded, at, end, nouns):
        return True
    if verb[2:3] == "化" and folded.startswith(mark_words("place_noun"), after, end):
        # 适老化改造项目6个, but 标准化建设村卫生室38个
        return True
    if folded[after] not in noun_next_beginnings():
        return False
    return folded.startswith(mark_words("noun_next"), after, end) and not folded.startswith(
        noun_exceptions(), after, end
    )


def _begins_noun(folded: str, at: int, end: int, nouns: tuple[str, ...]) -> bool:
    """Say whether one of the nouns that begin with a verb stands at the offset: 开发区, but not 开发区域品牌 or 建成区级平台."""
    for word in nouns:
        if folded.startswith(word, at, end):
            return not (word.endswith("区") and folded.startswith(("域", "级", "属", "位", "块", "县", "内", "间"), at + len(word), end))
    return False


def nested_verb(folded: str, start: int, end: int, quotes: tuple[Span, ...]) -> Span | None:
    """Return the verb after a leading phrase: the first that is hardly ever a noun, else the first of any."""
    return later_verb(folded, start, end, quotes, only_plain=True) or later_verb(
        folded, start, end, quotes, only_plain=False
    )


def is_prone(folded: str, at: int, verb: str, end: int) -> bool:
    """Say whether verb and noun make a name of their own in a list: 培训基地, 服务站点, 改造项目."""
    return folded.startswith(mark_words("place_noun"), at + len(verb), end)


def compound(folded: str, start: int, stop: int, end: int, kind: VerbKind) -> tuple[int, VerbKind]:
    """Return the end of a verb joined with further verbs: 新建和改造提升, 更新改造, 新建、改建."""
    word, joins = folded[start:stop], of_kind("joins")
    joined = word in joins
    alone = word == "新增" and folded[stop : stop + 1] not in ("或", "和", "及", "/", "、")
    if (kind != "make" and not joined) or alone or word in ("完成", "实施", "开展", "组织"):
        return stop, kind
    bracket = folded.find(")", stop + 1, stop + 8) if folded.startswith("(", stop, end) else -1
    if 0 < bracket < end and folded[stop + 1 : bracket] in joins:
        # 新建(改建)食堂
        return bracket + 1, kind
    return _joined(folded, stop, end, kind, joined=joined)


def _joined(folded: str, stop: int, end: int, kind: VerbKind, *, joined: bool) -> tuple[int, VerbKind]:
    """Return end and kind of a verb that ends at `stop`, with the verbs that go on from it."""
    joins, beginnings, known = of_kind("joins"), join_beginnings(), verbs()
    while stop < end:
        at = stop
        link = folded[at : at + 1] in "和或及、并与/" and folded[at : at + 1] != ""
        if link:
            at += 1
            if folded.startswith(("举",), at, end):
                break
        if folded[at : at + 2] not in beginnings:
            break
        word = None
        for length in range(min(6, end - at), 1, -1):
            if folded[at : at + length] in joins:
                word = folded[at : at + length]
                break
        if word is None or is_noun(folded, at, word, end) or (at + len(word) >= end and not link):
            break
        if not joined and folded[stop] not in "和或及":
            break
        if not link and _names_a_meeting(folded, at + len(word), end):
            break
        stop = at + len(word)
        if known.get(word) == "make":
            kind = "make"
    return stop, kind


def _names_a_meeting(folded: str, at: int, end: int) -> bool:
    """Say whether 会 or 班 makes the verb before it a noun: 举办招聘会, 组织培训班, but not 开展评选会商."""
    meets = folded[at : at + 1] in ("会", "班") and at < end
    return meets and not folded.startswith(("会议", "会商", "会诊", "会展", "班子", "班列", "班车"), at, end)


_NEW_ENDS = frozenset("创最更全革高换翻刷")
"""With these before it 新 is the end of another word: 创新, 以旧换新."""


_OF_A_KIND = "式型性"
"""Before 服务 these make a noun of it: 嵌入式服务综合体, 公益性服务岗位 (but 订单式培养)."""


def later_verb(folded: str, start: int, end: int, quotes: tuple[Span, ...], *, only_plain: bool) -> Span | None:
    """Return the first verb after the phrase's beginning; with `only_plain` one that is hardly ever part of a noun."""
    plain, working = of_kind("plain"), working_verbs()
    known, beginnings = (plain, plain_beginnings()) if only_plain else (working, working_beginnings())
    phrase = folded[start:end]
    if beginnings.isdisjoint(map(add, phrase, phrase[1:])):
        # most phrases hold none, and this looks at all places at once
        return None
    at = start
    while at < end - 1:
        if folded[at : at + 2] not in beginnings:
            at += 1
            continue
        inside = within(quotes, at)
        if inside is not None:
            at = inside[1]
            continue
        if folded[at : at + 2] == "覆盖" and folded[at - 1] == "全":
            # 每半年全覆盖检查一次
            at += 2
            continue
        for length in range(min(6, end - at), 1, -1):
            word = folded[at : at + length]
            fits = word in known and (only_plain or at > start or word in plain) and not is_noun(folded, at, word, end)
            if fits and not (word == "服务" and at > start and folded[at - 1] in _OF_A_KIND):
                new = at > start and folded[at - 1] == "新" and folded[at - 2 : at - 1] not in _NEW_ENDS
                return at - new, at + length + _second_verb(folded, at, length, end)
        at += 1
    return None


def _second_verb(folded: str, at: int, length: int, end: int) -> int:
    """Return how long the verb is that goes on with the one at the offset, of that length: 创建(达标), but not 发放(贷款)."""
    longer = longest_verb(folded, at, end) or ""
    rest = longer[length:]
    return len(rest) if rest in verbs() or rest in ("达标", "达效", "运营", "建设", "立项") else 0


def ends_in_ratio(folded: str, start: int, end: int) -> bool:
    """Say whether the phrase ends in a noun of measurement (率, 比重, 面积), which carries its number without a verb."""
    return end > start and folded[end - 1] in _ratio_ends() and folded.endswith(signs("ratio_noun"), start, end)


@cache
def _ratio_ends() -> frozenset[str]:
    """Return the last characters of the nouns of measurement."""
    return frozenset(word[-1] for word in signs("ratio_noun"))
