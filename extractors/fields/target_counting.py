"""Decide what a number counts: the words before it (新建食堂 2 家) or the words behind it (完成 2 名孤儿安置)."""

from __future__ import annotations

from bisect import bisect_left

from extractors.fields.target_again import measure_word, verb_alone
from extractors.fields.target_clauses import within
from extractors.fields.target_closing import acts, closing_verb, done_in_rhythm
from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_indicators import fill
from extractors.fields.target_parts import read_part
from extractors.fields.target_rhythms import without_rhythm
from extractors.fields.target_verbs import ends_in_ratio, later_verb, longest_verb
from extractors.fields.target_words import mark_set, mark_words, of_kind, verb_kind
from schemas.breakdown import Comparator

Span = tuple[int, int]
_OPEN_ENDS = ("的", "等", "这", "首批", "全部", "内")
CUTS = ("减少", "压减", "削减", "降低", "压缩", "压降", "减轻")
_RAISES = ("提高", "提升", "增加", "扩大")
PURE_MEASURES = ("人数", "数量", "户数", "次数", "总数")
_MANNERS = ("基本", "率先", "全部", "全面", "首次", "已")
_REACHING = ("覆盖", "惠及", "带动")
"""Verbs of two characters."""
_CAUSES = ("推动", "支持", "指导", "引导", "鼓励", "帮助", "督促", "力促", "助力", "促成")
_LIGHT_NOUNS = ("任务", "目标", "工作", "计划", "指标", "工程", "考核指标", "考核任务", "目标任务", "年度任务", "计划任务")
_DOING = ("完成", "实施", "推进", "启动", "开展")
_LASTING = ("完成", "实现", "超额完成", "保持", "控制", "确定")


def place(scene: Scene, entry: Entry, after: Span | None, *, rank: bool) -> bool:
    """Set action, indicator, measure and rule of the entry; False where nothing is counted.

    `after` is the span of what may be counted behind the number.
    """
    if entry.quantity.form in ("cover", "zero"):
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
    if after is not None and entry.quantity.kind == "share":
        if scene.folded.endswith("覆盖", *entry.region):
            return _covered_part(scene, entry, after)
        if read_part(scene, entry, after):
            return True
    if after is not None and _counts_after(scene, entry):
        return _counted_after(scene, entry, after)
    if _is_bare(entry) and after is None:
        return _continued(scene, entry)
    return _counted_before(scene, entry)


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
    # 完成技改投资增长12%, but 省重大项目完成投资达100亿元: whose investment stands before
    inside = verb == "完成" and head.action is not None and head.action[0] > entry.whole[0]
    strips = not head.leads and not inside and (head.kind == "cause" or verb in of_kind("shell"))
    makes = (
        head.kind == "make"
        and predicate.action in ("达", "达到", "为", "共", "超额完成", "完成")
        and obj[1] - obj[0] >= 2
        and not ends_in_ratio(folded, *obj)
        and entry.quantity.kind in ("count", "event", "size", "money")
        and not (verb in mark_set("undergone") and folded.find("的", obj[0] + 1, obj[1] - 1) >= 0)
    )
    indicator = obj if makes or strips else entry.whole
    if predicate.measure == "increase" and not predicate.to and verb in _DOING and entry.quantity.kind in ("count", "size"):
        # 完成农村公路提升80公里: so much of the work is done, nothing grows by it
        entry.action, entry.measure, entry.rule = head.action, "level", "targets.counted"
        return fill(scene, entry, (obj[0], entry.tail.predicate_start + len(predicate.action or "")))
    if makes:
        entry.action = head.action
    else:
        entry.action_text = predicate.action
    entry.measure = "level" if predicate.to or predicate.at else predicate.measure
    entry.rule = "targets.predicate"
    if after is not None and _whole_of(entry) and predicate.action == "实现" and indicator[0] < indicator[1]:
        # 建成区实现100%清洁取暖
        entry.after, entry.end, entry.measure = True, after[1], "coverage"
        entry.indicator = (scene.trim(*indicator), scene.trim(*after))
        return True
    if after is not None and indicator[0] >= indicator[1]:
        return _counted_after(scene, entry, after, governed=False)
    if indicator[0] >= indicator[1] and predicate.action in _LASTING:
        return verb_alone(scene, entry)
    return fill(scene, entry, indicator)


def _whole_of(entry: Entry) -> bool:
    """Say whether the quantity is a whole: 100%."""
    return entry.quantity.unit == "%" and entry.quantity.value == 100


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
    if entry.quantity.kind == "time" and folded.startswith("内", begin):
        # 3分钟内响应救援
        begin, entry.comparator = begin + 1, "at_most"
    if folded.startswith("(", begin) and (closed := folded.find(")", begin, stop)) >= 0:
        begin = closed + 1  # 按不超过0.8%(扶贫项目不超过0.5%)的优惠费率担保
    while begin < stop and folded[begin] in " 的":
        begin += 1
    entry.after, entry.end, entry.rule = True, stop, "targets.counted_after"
    begin, stop = scene.trim(begin, stop)
    if folded.endswith(_REACHING, *entry.region):
        # 推动物业服务覆盖300个小区
        entry.action = (entry.region[1] - 2, entry.region[1])
        entry.indicator = (scene.trim(begin, stop),)
        return begin < stop
    if governed and head.action is not None:
        entry.action = head.action
        closing = later_verb(folded, begin + 1, stop, scene.clauses.quotes, only_plain=True)
        if closing is not None and closing[1] == stop and folded[slice(*head.action)] in _CAUSES:
            # 推动5个项目开工建设: the verb behind the cause is the action
            entry.action, stop = closing, closing[0]
    elif entry.listed and previous is not None and entry.action_text is None:
        entry.take_action(previous)
    if entry.action is None and entry.action_text is None:
        begin, stop = _split_at_verb(scene, entry, begin, stop)
    if scene.time_spans:
        stop = _before_time(scene, begin, stop)
    if entry.quantity.unit == "%" and entry.quantity.value == 100:
        entry.measure = "coverage"
    if folded.endswith("工作", begin, stop) and stop - begin > 4:
        stop -= 2
    if entry.quantity.kind == "share" and folded.startswith("的", after[0]) and entry.measure != "coverage":
        # 80%以上的村建成食堂: a part, and what is asked of it
        begin, stop = scene.trim(after[0] + 1, after[1])
        if folded.startswith("比例", begin, stop - 2):
            # 按不低于5%的比例配建充电桩
            begin += 2
            begin = entry.action[1] if entry.action is not None and entry.action[0] == begin else begin
    if stop <= begin:
        return False
    entry.indicator = ((begin, stop),)
    obj = entry.object
    if entry.measure == "coverage" and head.action is None and obj[1] - obj[0] >= 2 and not entry.listed:
        # 乡镇卫生院100%达到国家标准: who reaches it, and what
        first = entry.action[0] if entry.action else begin
        entry.indicator = (obj, (first, stop))
        return True
    if governed and head.action and obj[1] - obj[0] >= 2 and not folded.endswith(_OPEN_ENDS, *obj):
        # 完成老城区平房2000户申请式退租: what is counted stands on both sides
        entry.indicator = (obj, (begin, stop))
    return True


def _before_time(scene: Scene, begin: int, stop: int) -> int:
    """Return where the thing counted ends: before the time by which it is due (12个市场年底前全部完成改造)."""
    index = bisect_left(scene.time_spans, (begin + 2, 0))
    if index < len(scene.times) and scene.times[index].kind == "deadline" and scene.times[index].start < stop:
        return scene.times[index].start
    return stop


def _split_at_verb(scene: Scene, entry: Entry, begin: int, stop: int) -> Span:
    """Return what is counted in 80个项目开工建设 or 100%提供学位, and note its verb."""
    folded = scene.folded
    first = longest_verb(folded, begin, stop)
    if first and verb_kind(first) in ("make", "light") and folded[begin - 1] == "%":
        entry.action = (begin, begin + len(first))
        return begin + len(first), stop
    if first and entry.head.leads and first in of_kind("plain") and entry.quantity.kind in ("event", "count"):
        entry.action = (begin, begin + len(first))  # 为7万人次提供送餐服务, 为1000人提供租赁服务
        return begin + len(first), stop
    described, quotes = folded.rfind("的", begin, stop), scene.clauses.quotes
    verb = later_verb(folded, begin + 1, stop, quotes, only_plain=True)
    if verb is not None and verb[1] < described:  # 为45户符合改造条件的家庭实施改造: a verb before 的 only describes
        verb = later_verb(folded, described + 1, stop, quotes, only_plain=True) or verb
    if entry.head.leads:
        # 为30个养老服务机构配备终端: 服务 is part of a name, 进行 in 对84个小区进行改造 is none
        other = later_verb(folded, begin + 1, stop, quotes, only_plain=False)
        if verb is None or (other is not None and verb_kind(folded[slice(*other)]) == "light"):
            verb = other
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
    closing = closing_verb(scene, whole)
    if closing is not None and quantity.kind != "share" and acts(scene, head, closing, whole[0]):
        entry.action, entry.rule = closing, "targets.closing_verb"
        return fill(scene, entry, (whole[0], closing[0]))
    word = folded[slice(*action)] if action else ""
    if action is not None and action[0] == whole[0] and quantity.kind == "share" and word in (*CUTS, *_RAISES):
        # 压减法人户数10%以上, 提高办结率5个百分点: the verb is the change itself
        entry.action, entry.measure = action, "decrease" if word in CUTS else "increase"
        return fill(scene, entry, entry.object)
    if action is not None and action[0] > whole[0] and not head.leads and head.kind != "light":
        compared = quantity.kind == "share" and entry.tail.comparator is not None
        if compared or folded[slice(*entry.object)] in _LIGHT_NOUNS:
            # 企业职工培训不低于40%, 高标准农田建设任务3万亩: the verb is part of a name
            return _without_verb(scene, entry)
    if action is not None and head.kind == "make" and folded[slice(*entry.object)] in PURE_MEASURES:
        # 救助人数不少于1200名
        return _without_verb(scene, entry)
    measured = ends_in_ratio(folded, *whole) and head.kind not in ("light", "cause")
    # 绿地建设完成率98%, 旅游接待人数500万人次: the verb is part of what is measured
    # 水厂新增供水能力10万吨/日: what is added is counted (城镇新增就业人数 is a measure)
    adds = action is not None and word in ("新增", "净增", "新建") and not folded.startswith("就业", action[1])
    inner = action is not None and action[0] > whole[0] and not head.leads and not adds
    ratio = measured and (quantity.kind == "share" or inner)
    if action is None and quantity.kind == "event" and done_in_rhythm(scene, entry):
        return True
    if action is None or ratio:
        if action is None and closing is not None and folded[slice(*closing)] == "覆盖":
            entry.action, entry.rule = closing, "targets.closing_verb"
            return fill(scene, entry, whole)
        return _without_verb(scene, entry)
    entry.action = action
    obj = entry.object
    if (
        action[0] > whole[0]
        and not head.leads
        and (word in ("覆盖", "惠及", "服务") or (word == "新增" and folded.startswith("就业", action[1])))
    ):
        obj = whole
    if word in CUTS:
        entry.measure = "decrease"
    counted_again = scene.previous is not None and measure_word(quantity.unit) == measure_word(scene.previous.quantity.unit)
    if counted_again and folded[slice(*obj)] in mark_set("second_verb") and word not in _DOING:
        # 新辟公交线路10条,优化调整20条
        entry.action = (action[0], obj[1])
        return verb_alone(scene, entry)
    if obj[0] < obj[1]:
        return fill(scene, entry, obj)
    subject = scene.trim(whole[0], without_rhythm(folded, whole[0], action[0]))
    if subject[1] - subject[0] >= 2:
        return fill(scene, entry, subject)
    return verb_alone(scene, entry)


def _names_a_level(scene: Scene, entry: Entry) -> bool:
    """Say whether the phrase names but a level of what was counted before: 省级, 市级."""
    return scene.folded[slice(*entry.whole)].strip(" ") in mark_set("level")


def _goes_on(scene: Scene, entry: Entry, previous: Entry) -> bool:
    """Say whether an item behind a comma is of the list that a verb opened: the same measure word, no verb of its own."""
    opened = previous.action is not None and previous.rule in ("targets.counted", "targets.listed", "targets.among")
    governs = opened and previous.action is not None and bool(previous.indicator) and previous.action[1] <= previous.indicator[0][0]
    alike = measure_word(entry.quantity.unit) == measure_word(previous.quantity.unit)
    verbal = scene.folded.startswith((*of_kind("tail"), "运行", "运营"), *entry.whole)
    return not verbal and governs and alike and previous.measure == "level" and entry.tail.predicate is None and not entry.head.leads


def _is_measure(scene: Scene, entry: Entry) -> bool:
    """Say whether an item's indicator is itself a measure (营业收入, 装机) and no thing that is counted."""
    return len(entry.indicator) == 1 and ends_in_ratio(scene.folded, *entry.indicator[0])


def _without_verb(scene: Scene, entry: Entry) -> bool:
    """Read a phrase that names no verb of its own: the list's verb holds for it, or none does."""
    previous, quantity = scene.previous, entry.quantity
    stated = ends_in_ratio(scene.folded, *entry.whole) or quantity.kind == "share"
    empty = entry.whole[0] >= entry.whole[1]
    entry.rule = "targets.stated"
    crosses = entry.tail.comparator in ("more_than", "less_than") and not entry.head.among
    if previous is None or crosses:
        return fill(scene, entry, entry.whole)
    if _names_a_level(scene, entry) and quantity.unit == previous.quantity.unit and entry.tail.predicate is None:
        # 新增国家级工厂3家,省级10家
        entry.take_action(previous)
        entry.rule = "targets.among"
    if stated:
        # 实现营业收入45亿元、利润总额3亿元: one verb holds for a list of measures
        measures = previous.action is not None and previous.rule in ("targets.counted", "targets.listed")
        if entry.listed and measures and quantity.kind == previous.quantity.kind and _is_measure(scene, previous):
            entry.take_action(previous)
            entry.rule = "targets.listed"
            if quantity.kind == "share":
                entry.measure = previous.measure
        return fill(scene, entry, entry.whole)
    if (
        entry.listed
        and not (empty and entry.tail.fillers)
        and (previous.rule != "targets.predicate" or entry.head.among)
    ):
        entry.take_action(previous)
        entry.rule = "targets.listed"
    elif quantity.kind == "count" and not empty and _goes_on(scene, entry, previous):
        # 培训农民1000人,实用人才200人: the verb that opened the list still holds
        entry.take_action(previous)
        entry.rule = "targets.among"
    elif entry.head.among and quantity.kind in ("count", "event", "size"):
        if previous.measure == "level":
            entry.take_action(previous)
        entry.rule = "targets.among"
    return fill(scene, entry, entry.whole)


def _covered_part(scene: Scene, entry: Entry, after: Span) -> bool:
    """Read 社区康复服务覆盖60%以上的街镇: what covers, and the share."""
    stop = entry.region[1] - 2
    begin = entry.object[0] if entry.head.kind in ("cause", "light") or entry.head.leads else entry.whole[0]
    entry.action, entry.measure, entry.rule = (stop, stop + 2), "coverage", "targets.covered_part"
    entry.after, entry.end = True, after[1]
    return fill(scene, entry, (min(begin, stop), stop))


def _cover(scene: Scene, entry: Entry) -> bool:
    """Read 实现街镇全覆盖: value 100 %, what is covered before it."""
    entry.measure, entry.rule = "coverage", "targets.full_coverage"
    if entry.quantity.form == "zero":
        entry.measure, entry.rule = "increase", "targets.zero_growth"
    head, whole = entry.head, entry.whole
    heads = head.action is not None and not head.leads and head.action[0] <= whole[0]
    indicator = entry.object if heads else whole
    if heads and head.kind in ("light", "cause"):
        entry.action = head.action
    if heads and indicator[1] - indicator[0] < 2:
        indicator, entry.action = whole, None
    if entry.action is None and entry.tail.predicate is not None:
        entry.action_text = entry.tail.predicate.action
    at = scene.folded.rfind("实现", *indicator)
    if at > indicator[0] and indicator[1] - at >= 4 and within(scene.clauses.quotes, at) is None:
        # 长护险基本实现设区市全覆盖: who is covered, and where
        stop = at
        for adverb in _MANNERS:
            if scene.folded.endswith(adverb, indicator[0], stop):
                stop -= len(adverb)
        entry.action, entry.indicator = (at, at + 2), ((indicator[0], stop), (at + 2, indicator[1]))
        return True
    return fill(scene, entry, indicator)


def comparator_of(entry: Entry) -> Comparator:
    """Return how the number is meant: the word after it, else the one before, else a range, else exactly."""
    quantity, tail = entry.quantity, entry.tail
    if quantity.value_max is not None and quantity.after is None and tail.comparator in (None, "about"):
        return "range"
    if tail.comparator in ("at_least", "at_most") and quantity.after == "about":
        return tail.comparator
    found = quantity.after or tail.comparator or entry.head.comparator
    if found is None and tail.predicate is not None and tail.predicate.at and tail.predicate.action == "控制":
        return "at_most"
    return found or entry.comparator
