"""Find the words that are a target's indicator: trimmed to what is counted, or carried over from what stood before."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from extractors.fields.target_clauses import within
from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_heads import read_head
from extractors.fields.target_tails import is_per_head
from extractors.fields.target_words import mark_set, mark_words

Span = tuple[int, int]
LONGEST_LIST = 24
"""An indicator longer than this is cut to what stands after the 等 of its list."""
_BEFORE_YING = frozenset("响适供反对效相回")
"""With these before it 应 ends a noun: 会诊响应."""
_MOST_CLAUSES = 4
"""Clauses looked at for what is done so many times."""
_APIECE = ("每公里", "每平方米", "每年", "每月", "每亩", "每人", "每户", "每吨")
_TO_A_TIME = frozenset("到至于在 ,")


@cache
def trimmed_endings() -> frozenset[str]:
    """Return the last characters of the words that are trimmed: most indicators end in none of them."""
    return frozenset(word[-1] for word in (*mark_words("trailing"), *_APIECE))


def fill(scene: Scene, entry: Entry, indicator: Span) -> bool:
    """Set the indicator; an empty one is carried over from the item before, or from the clause before."""
    folded = scene.folded
    begin, stop = scene.trim(*indicator)
    while begin < stop and folded[begin] in "的 ":
        begin += 1
    begin = _past_object_mark(folded, begin, stop)
    if entry.action is not None and entry.action[1] == begin and folded.startswith("及", begin, stop):
        # 减税降费及退税300亿元: two nouns joined, no verb with its object
        begin, entry.action = entry.action[0], None
    while stop > begin and folded[stop - 1] in "的:,、达 ":
        stop -= 1
    if scene.time_spans:
        stop = _before_time(scene, begin, stop)
    if stop > begin and folded[stop - 1] in trimmed_endings():
        for adverb in mark_words("trailing"):
            ends = folded.endswith(adverb, begin, stop) and stop - len(adverb) > begin + 1
            ends = ends and not (adverb == "应" and folded[stop - 2] in _BEFORE_YING)
            if ends and not is_per_head(folded, stop, adverb, entry.tail.predicate):
                stop -= len(adverb)
        for _ in range(2):
            # 养护资金每年每公里分别不低于…
            stop -= next((len(word) for word in _APIECE if folded.endswith(word, begin + 2, stop)), 0)
    if stop - begin > LONGEST_LIST:
        # 新增甲、乙、丙等集群4个: a long list of names before 等 is no part of what is counted
        at = folded.rfind("等", begin, stop - 3)
        if at > begin and folded[at - 1] not in "高初中同平对优均特" and within(scene.clauses.round, at) is None:
            begin = at + 1
    if stop <= begin and scene.subject is not None:
        begin, stop = scene.subject
    previous = scene.previous
    if stop > begin:
        entry.indicator = ((begin, stop),)
        if previous is not None and folded[begin:stop] in mark_set("bare_change"):
            # 销售收入完成5亿元,增幅7.5%,增速居第2: the change is that of what stood before
            own = scene.text(previous.indicator).endswith(mark_words("bare_change"))
            entry.indicator = previous.indicator if own else (*previous.indicator, (begin, stop))
        return True
    if previous is not None:
        bare = entry.tail.predicate is None and entry.quantity.form == "number"
        entry.indicator, entry.carried = _unchanged(scene, previous) if bare else previous.indicator, True
        return True
    before = phrase_before(scene, entry)
    if before is None:
        return False
    entry.indicator, entry.carried = (before,), True
    return True


def _before_time(scene: Scene, begin: int, stop: int) -> int:
    """Return where an indicator ends before the time behind it: 签约率11月底前达到95%, 覆盖率到2026年底前达到90%."""
    index = bisect_left(scene.time_spans, (stop, 0)) - 1
    if index < 0 or scene.time_spans[index][1] != stop or scene.time_spans[index][0] < begin + 2:
        return stop
    start = scene.time_spans[index][0]
    while start > begin and scene.folded[start - 1] in _TO_A_TIME:
        start -= 1
    return start if start >= begin + 2 else stop


def _unchanged(scene: Scene, previous: Entry) -> tuple[Span, ...]:
    """Return what an item before it measured, without the 增幅 that was added to it."""
    spans = previous.indicator
    return spans[:-1] if len(spans) > 1 and scene.folded[slice(*spans[-1])] in mark_set("bare_change") else spans


def phrase_before(scene: Scene, entry: Entry) -> Span | None:
    """Return the object of the clause before, where this clause names nothing: 发展服务贸易,增长5%."""
    clause = scene.clauses.clause(entry.quantity.start)
    first = scene.clauses.sentence(entry.quantity.start)[0]
    if clause[0] - 1 <= first:
        return None
    before = scene.clauses.clause(clause[0] - 2)
    if entry.quantity.kind == "event":
        before = _deed_before(scene, before, first) or before
    if before[1] - before[0] > 40 or any(character.isdigit() for character in scene.folded[before[0] : before[1]]):
        return None
    head = read_head(scene.folded, *before, scene.time_spans, scene.clauses.quotes)
    span = scene.trim(*(head.object if head.action else head.whole))
    return span if 2 <= span[1] - span[0] <= 30 else None


def _deed_before(scene: Scene, clause: Span, first: int) -> Span | None:
    """Return the nearest clause, from this one back, that says what is done so often: 开展义务辅导,对象登记造册,全年不少于12次."""
    for _ in range(_MOST_CLAUSES):
        head = read_head(scene.folded, *clause, scene.time_spans, scene.clauses.quotes)
        if head.action is not None and scene.folded[slice(*head.action)] in mark_set("deed_verb"):
            return clause
        if clause[0] - 1 <= first:
            return None
        clause = scene.clauses.clause(clause[0] - 2)
    return None


def _past_object_mark(folded: str, begin: int, stop: int) -> int:
    """Return where the object begins: 引导机构将收费标准降低30% speaks of 收费标准."""
    at = folded.rfind("将", begin, stop - 2)
    if at < 0 or folded[at + 1] in "来军" or (at > begin and folded[at - 1] in "即必名大干武"):
        return begin
    return at + 1
