"""Decide what a number counts: the words before it (新建食堂 2 家) or the words behind it (完成 2 名孤儿安置)."""

from __future__ import annotations

from extractors.fields.target_clauses import within
from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_heads import read_head
from extractors.fields.target_verbs import ends_in_ratio, later_verb, longest_verb
from extractors.fields.target_words import mark_words, of_kind, verb_kind

Span = tuple[int, int]
LONGEST_LIST = 24
"""An indicator longer than this is cut to what stands after the 等 of its list."""
_OPEN_ENDS = ("的", "等", "这", "首批", "全部", "内")
_LASTING = ("完成", "实现", "超额完成", "保持", "控制", "确定")


def place(scene: Scene, entry: Entry, after: Span | None, *, rank: bool) -> bool:
    """Set action, indicator, measure and rule of the entry; False where nothing is counted.

    `after` is the span of what may be counted behind the number.
    """
    if entry.quantity.form == "cover":
        return _cover(scene, entry)
    if rank:
        strips = (
            entry.head.kind in ("light", "cause")
            and entry.head.action is not None
            and entry.object[1] > entry.object[0]
        )
        return fill(scene, entry, entry.object if strips else entry.whole)
    if entry.tail.predicate is not None:
        return _predicated(scene, entry, after)
    if after is not None and _counts_after(scene, entry):
        return _counted_after(scene, entry, after)
    if _is_bare(entry) and after is None:
        return _continued(scene, entry)
    return _counted_before(scene, entry)


def fill(scene: Scene, entry: Entry, indicator: Span) -> bool:
    """Set the indicator; an empty one is carried over from the item before, or from the clause before."""
    folded = scene.folded
    begin, stop = scene.trim(*indicator)
    while stop > begin and folded[stop - 1] in "的:,、达 ":
        stop -= 1
    for adverb in mark_words("trailing"):
        if folded.endswith(adverb, begin, stop) and stop - len(adverb) > begin + 1:
            stop -= len(adverb)
    if stop - begin > LONGEST_LIST:
        # 新增甲、乙、丙等集群4个: a long list of names before 等 is no part of what is counted
        at = folded.rfind("等", begin, stop - 3)
        if at > begin and folded[at - 1] not in "高初中同平对优均特" and within(scene.clauses.round, at) is None:
            begin = at + 1
    if stop <= begin and scene.subject is not None:
        begin, stop = scene.subject
    if stop > begin:
        entry.indicator = ((begin, stop),)
        return True
    if scene.previous is not None:
        entry.indicator, entry.carried = scene.previous.indicator, True
        return True
    before = _phrase_before(scene, entry)
    if before is None:
        return False
    entry.indicator, entry.carried = (before,), True
    return True


def _phrase_before(scene: Scene, entry: Entry) -> Span | None:
    """Return the object of the clause before, where this clause names nothing: 发展服务贸易,增长5%."""
    clause = scene.clauses.clause(entry.quantity.start)
    if clause[0] - 1 <= scene.clauses.sentence(entry.quantity.start)[0]:
        return None
    before = scene.clauses.clause(clause[0] - 2)
    if before[1] - before[0] > 40 or any(character.isdigit() for character in scene.folded[before[0] : before[1]]):
        return None
    head = read_head(scene.folded, *before, scene.time_spans, scene.clauses.quotes)
    span = scene.trim(*(head.object if head.action else head.whole))
    return span if 2 <= span[1] - span[0] <= 30 else None


def _is_bare(entry: Entry) -> bool:
    """Say whether nothing but list marks stands before the number."""
    return entry.head.action is None and entry.tail.comparator is None and entry.whole[0] >= entry.whole[1]


def _continued(scene: Scene, entry: Entry) -> bool:
    """Read a number that goes on a list of values (不低于22%和30%) or names only a rhythm (每年4次)."""
    previous = scene.previous
    if previous is None or not (entry.listed or entry.tail.fillers or entry.tail.compared or entry.head.comparator):
        return False
    if entry.listed and not entry.tail.fillers:
        entry.take_action(previous)
        entry.measure = previous.measure
    entry.rule = "targets.listed" if entry.listed else "targets.carried"
    return fill(scene, entry, entry.whole)


def _predicated(scene: Scene, entry: Entry, after: Span | None) -> bool:
    """Read a number after a predicate: 合格率达98%, 投诉量下降5%."""
    folded, head, predicate = scene.folded, entry.head, entry.tail.predicate
    assert predicate is not None  # the caller asked for it
    obj, verb = entry.object, folded[slice(*head.action)] if head.action else ""
    strips = not head.leads and (head.kind == "cause" or verb in of_kind("shell"))
    makes = (
        head.kind == "make"
        and predicate.action in ("达", "达到", "为", "共", "超额完成", "完成")
        and obj[1] - obj[0] >= 2
        and not ends_in_ratio(folded, *obj)
        and entry.quantity.kind in ("count", "event", "size", "money")
    )
    indicator = obj if makes or strips else entry.whole
    if makes:
        entry.action = head.action
    else:
        entry.action_text = predicate.action
    entry.measure = "level" if predicate.to or predicate.at else predicate.measure
    entry.rule = "targets.predicate"
    if after is not None and indicator[0] >= indicator[1]:
        return _counted_after(scene, entry, after, governed=False)
    if indicator[0] >= indicator[1] and predicate.action in _LASTING:
        return _verb_alone(scene, entry)
    return fill(scene, entry, indicator)


def _verb_alone(scene: Scene, entry: Entry) -> bool:
    """Read a verb without an object: 6月底前完成30家,年底前完成80家 counts one thing twice."""
    previous, quantity = scene.previous, entry.quantity
    verb = scene.folded[slice(*entry.action)] if entry.action else ""
    complete = verb.endswith(mark_words("verb_object"))
    if previous is not None and not complete and (quantity.unit or "")[-1:] == (previous.quantity.unit or "")[-1:]:
        entry.indicator, entry.carried = previous.indicator, True
        return True
    before = None if previous is not None or complete else _phrase_before(scene, entry)
    if before is not None:
        entry.indicator, entry.carried = (before,), True
        return True
    if entry.action is None and entry.tail.predicate is not None:
        entry.action = (entry.tail.predicate_start, entry.tail.predicate_start + len(entry.tail.predicate.action or ""))
        entry.action_text = None
    if entry.action is None:
        return False
    entry.indicator = (entry.action,)
    return True


def _counts_after(scene: Scene, entry: Entry) -> bool:
    """Say whether the number stands before what it counts: 完成2名…安置, …的100个场景."""
    begin, stop = entry.object
    if begin >= stop or scene.folded.endswith(_OPEN_ENDS, begin, stop):
        return True
    quantity = entry.quantity
    if quantity.unit == "%" and quantity.value == 100:
        return longest_verb(scene.folded, quantity.end, quantity.end + 6) is not None
    return quantity.kind in ("count", "event", "none") and not entry.tail.comparator


def _counted_after(scene: Scene, entry: Entry, after: Span, *, governed: bool = True) -> bool:
    """Read what stands behind the number; its verb is the one before, the item's before, or the one after it."""
    folded, head, previous = scene.folded, entry.head, scene.previous
    begin, stop = after
    while begin < stop and folded[begin] in " 的":
        begin += 1
    entry.after, entry.end, entry.rule = True, stop, "targets.counted_after"
    begin, stop = scene.trim(begin, stop)
    if governed and head.action is not None:
        entry.action = head.action
    elif entry.listed and previous is not None and entry.action_text is None:
        entry.take_action(previous)
    if entry.action is None and entry.action_text is None:
        begin, stop = _split_at_verb(scene, entry, begin, stop)
    if entry.quantity.unit == "%" and entry.quantity.value == 100:
        entry.measure = "coverage"
    if folded.endswith("工作", begin, stop) and stop - begin > 4:
        stop -= 2
    if stop <= begin:
        return False
    entry.indicator = ((begin, stop),)
    obj = entry.object
    if governed and head.action and obj[1] - obj[0] >= 2 and not folded.endswith(_OPEN_ENDS, *obj):
        # 完成老城区平房2000户申请式退租: what is counted stands on both sides
        entry.indicator = (obj, (begin, stop))
    return True


def _split_at_verb(scene: Scene, entry: Entry, begin: int, stop: int) -> Span:
    """Return what is counted in 80个项目开工建设 or 100%提供学位, and note its verb."""
    folded = scene.folded
    first = longest_verb(folded, begin, stop)
    if first and verb_kind(first) in ("make", "light") and folded[begin - 1] == "%":
        entry.action = (begin, begin + len(first))
        return begin + len(first), stop
    plain = not entry.head.leads
    verb = later_verb(folded, begin + 1, stop, scene.clauses.quotes, only_plain=plain)
    if verb is None:
        return begin, stop
    entry.action = verb
    begin, stop = scene.trim(begin, verb[0])
    for adverb in mark_words("trailing"):
        if folded.endswith(adverb, begin, stop):
            stop -= len(adverb)
    return begin, stop


def _counted_before(scene: Scene, entry: Entry) -> bool:
    """Read what stands before the number: 新建食堂2家, 各项贷款新增2000亿元, 居民消费价格涨幅2%."""
    folded, quantity, head = scene.folded, entry.quantity, entry.head
    action, whole = head.action, entry.whole
    closing = _closing_verb(scene, whole)
    if (
        closing is not None
        and quantity.kind != "share"
        and (action is None or (action[0] > whole[0] and closing[0] >= action[1]))
    ):
        entry.action, entry.rule = closing, "targets.closing_verb"
        return fill(scene, entry, (whole[0], closing[0]))
    measured = ends_in_ratio(folded, *whole) and head.kind not in ("light", "cause")
    # 绿地建设完成率98%, 旅游接待人数500万人次: the verb is part of what is measured
    inner = action is not None and action[0] > whole[0] and not head.leads
    ratio = measured and (quantity.kind == "share" or inner)
    if action is None or ratio:
        if action is None and closing is not None and folded[slice(*closing)] == "覆盖":
            entry.action, entry.rule = closing, "targets.closing_verb"
            return fill(scene, entry, whole)
        return _without_verb(scene, entry)
    entry.action = action
    obj = entry.object
    word = folded[slice(*action)]
    if (
        action[0] > whole[0]
        and not head.leads
        and (word in ("覆盖", "惠及", "服务") or (word == "新增" and folded.startswith("就业", action[1])))
    ):
        obj = whole
    if word in ("减少", "压减", "削减", "降低", "压缩", "压降", "减轻"):
        entry.measure = "decrease"
    if obj[0] < obj[1]:
        return fill(scene, entry, obj)
    subject = scene.trim(whole[0], action[0])
    if subject[1] - subject[0] >= 2:
        return fill(scene, entry, subject)
    return _verb_alone(scene, entry)


def _without_verb(scene: Scene, entry: Entry) -> bool:
    """Read a phrase that names no verb of its own: the list's verb holds for it, or none does."""
    previous, quantity = scene.previous, entry.quantity
    stated = ends_in_ratio(scene.folded, *entry.whole) or quantity.kind == "share"
    empty = entry.whole[0] >= entry.whole[1]
    entry.rule = "targets.stated"
    crosses = entry.tail.comparator in ("more_than", "less_than") and not entry.head.among
    if previous is None or stated or crosses:
        return fill(scene, entry, entry.whole)
    if (
        entry.listed
        and not (empty and entry.tail.fillers)
        and (previous.rule != "targets.predicate" or entry.head.among)
    ):
        entry.take_action(previous)
        entry.rule = "targets.listed"
    elif entry.head.among and quantity.kind in ("count", "event", "size"):
        if previous.measure == "level":
            entry.take_action(previous)
        entry.rule = "targets.among"
    return fill(scene, entry, entry.whole)


def _closing_verb(scene: Scene, whole: Span) -> Span | None:
    """Return the verb that closes the phrase, as in 各项贷款新增."""
    known = of_kind("tail")
    for length in range(4, 1, -1):
        if whole[1] - length > whole[0] and scene.folded[whole[1] - length : whole[1]] in known:
            return whole[1] - length, whole[1]
    return None


def _cover(scene: Scene, entry: Entry) -> bool:
    """Read 实现街镇全覆盖: value 100 %, what is covered before it."""
    entry.measure, entry.rule = "coverage", "targets.full_coverage"
    head, whole = entry.head, entry.whole
    heads = head.action is not None and not head.leads and head.action[0] <= whole[0]
    indicator = entry.object if heads else whole
    if heads and head.kind in ("light", "cause"):
        entry.action = head.action
    if heads and indicator[1] - indicator[0] < 2:
        indicator, entry.action = whole, None
    if entry.action is None and entry.tail.predicate is not None:
        entry.action_text = entry.tail.predicate.action
    return fill(scene, entry, indicator)
