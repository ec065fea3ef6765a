"""Refuse numbers by the words around them: conditions, existing sets, grants, background, set phrases."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extractors.fields.quantities import Quantity
from extractors.fields.target_clauses import Clauses
from extractors.fields.target_heads import Head
from extractors.fields.target_names import Refusal
from extractors.fields.target_tails import Tail
from extractors.fields.target_verbs import later_verb
from extractors.fields.target_words import mark_set, mark_words, sign_pattern

Span = tuple[int, int]
NEAR = 24
FARTHEST_PAST = 240
"""A word of the past (去年) holds for this many characters of its sentence."""
_STATES = ("为", "是", "占")
_REACHES = ("达", "达到", "为")
_OPEN_ENDS = ("的", "等", "这", "内")


@cache
def _unit_price() -> re.Pattern[str]:
    """Return the pattern of what a price is for, right before it."""
    # 一档区域每平方米(68.6元)   每人每月(1200元)
    return re.compile(r"每(?:人|户|亩|吨|度|件|台|辆|次|张|月|年|天|公里|平方米|立方米|千瓦时|标台)(?:每[年月天])?$")


@dataclass(frozen=True, slots=True)
class Case:
    """A number with what was read around it.

    `after` is the span of what may be counted behind it and `behind` its words, `before` the words of the object
    left of it, `verb` those of its verb. `previous` is the quantity before it where `listed`, `due` says whether a
    time by which stands before it in its sentence.
    """

    folded: str
    clauses: Clauses
    quantity: Quantity
    tail: Tail
    head: Head
    after: Span
    following: Quantity | None
    previous: Quantity | None
    clause: Span
    reported: bool
    listed: bool
    due: bool
    before: str
    behind: str
    verb: str

    @property
    def unqualified(self) -> bool:
        """Neither predicate nor comparator stands before the number."""
        return self.tail.predicate is None and self.tail.comparator is None

    @property
    def describes(self) -> bool:
        """The number has no verb right before it that would count with it."""
        return (bool(self.before) or self.head.action is None) and not self.before.endswith(("的", "等"))


def refuse_in_context(case: Case) -> Refusal | None:
    """Return class and rule where the words around the number say that it is no target."""
    if case.quantity.form == "cover":
        return _covers_as_attribute(case)
    if case.quantity.form != "number":
        return None
    return next((found for rule in RULES if (found := rule(case)) is not None), None)


def _covers_as_attribute(case: Case) -> Refusal | None:
    """全方位、全覆盖、多层次 and 全覆盖排查 are attributes."""
    rest = case.folded[case.quantity.end : case.clause[1]].strip(" ")
    ends = mark_words("attribute_before_cover")
    attribute = case.folded[case.clause[0] : case.quantity.start].rstrip("、").endswith(ends)
    if attribute or (rest and not rest.startswith(("、", ",", ")", "并", "和", "。", "目标", "的目标"))):
        return "context", "targets.coverage_as_attribute"
    return None


def _grant(case: Case) -> Refusal | None:
    """给予不超过15万元的奖励 is a ceiling; 补助标准提高到94元 is a promise."""
    if case.quantity.kind not in ("money", "share", "time", "count"):
        return None
    predicate = case.tail.predicate
    if predicate is not None and (predicate.to or predicate.measure != "level") and not case.behind:
        return None
    cues, at = sign_pattern("grant"), case.quantity.start
    near = cues.search(case.folded, max(case.clause[0], at - NEAR), at)
    if near or cues.search(case.folded, case.after[0], min(case.after[1], case.after[0] + NEAR // 2)):
        return "condition", "targets.grant"
    return None


def _background(case: Case) -> Refusal | None:
    """提倡…不高于5克, 现有36家, 患病率为13.6% tell, advise or describe."""
    begin, at, predicate = case.clause[0], case.quantity.start, case.tail.predicate
    if sign_pattern("advice").search(case.folded, begin, at):
        return "context", "targets.advice"
    if case.reported:
        return None
    if sign_pattern("existing").search(case.folded, begin, at):
        return "context", "targets.existing"
    states = predicate is not None and predicate.action in _STATES
    if states and not (case.due or case.tail.severally or case.head.modality):
        return "context", "targets.state_of_affairs"
    return None


def _span_of_time(case: Case) -> Refusal | None:
    """24小时服务 and 1个工作日内 are no targets, 压缩至3个工作日 is one."""
    if case.quantity.kind != "time" or (case.previous and case.previous.kind == "time" and not case.before):
        return None
    if case.unqualified or (case.tail.predicate is None and not case.before and not case.behind):
        return "period", "targets.span_of_time"
    return ("name", "targets.span_of_time") if case.behind else None


def _no_unit(case: Case) -> Refusal | None:
    """A number without a unit is a target only after 达到, 提高到 or a comparator: 倍差缩小至1.83."""
    if case.quantity.unit is not None:
        return None
    if case.behind:
        return "name", "targets.no_unit"
    predicate = case.tail.predicate
    reaches = predicate is not None and (predicate.to or predicate.at or predicate.action in _REACHES)
    return None if reaches or case.tail.comparator is not None else ("unexplained", "targets.no_unit")


def _condition(case: Case) -> Refusal | None:
    """50万元以上项目, 占比60%的企业: the quantity only describes the noun after it."""
    quantity = case.quantity
    if case.following is not None and case.folded[quantity.end : case.following.start].strip() == "或":
        return "condition", "targets.condition"
    if quantity.kind == "money" and case.unqualified and _priced(case):
        return "condition", "targets.unit_price"
    if not case.behind:
        return None
    if quantity.kind == "count" and case.behind.startswith("的") and case.head.action is None:
        return "condition", "targets.condition"
    if quantity.kind == "share" and case.tail.predicate is None and quantity.value != 100:
        if case.tail.comparator is None and quantity.after is None:
            return "condition", "targets.condition"
        if not case.before:
            return None
    sized = quantity.kind in ("size", "money")
    within = quantity.kind in ("size", "time") and case.behind.startswith(("内", "范围", "之间"))
    stray = sized and case.head.action is None and case.unqualified and case.before
    attributive = sized and case.before.endswith(("的", "一批", "若干"))
    if within or stray or attributive:
        return "condition", "targets.condition"
    describing = quantity.kind != "event" and (quantity.kind != "count" or bool(case.before))
    if describing and case.describes and (quantity.after is not None or case.behind.startswith("的")):
        return "condition", "targets.condition"
    return None


def _priced(case: Case) -> bool:
    """Say whether the money is a price for one of something: 每平方米68.6元."""
    words = case.folded[max(case.clause[0], case.quantity.start - NEAR) : case.quantity.start]
    return _unit_price().search(words) is not None


def _set_phrase(case: Case) -> Refusal | None:
    """三支队伍 and 五方面 are names, 新建两所 is none."""
    quantity, unit, head = case.quantity, case.quantity.unit, case.head
    if not quantity.chinese:
        return None
    if case.previous is not None and case.previous.end == quantity.start:
        return "name", "targets.apposition"
    if quantity.kind == "share" and case.tail.predicate is not None:
        return None
    refusal: Refusal = ("name", "targets.set_phrase")
    if unit is None or (unit not in mark_set("chinese_unit") and quantity.value < 10):
        return refusal
    if quantity.value == 1 and unit not in mark_set("one_unit") and not (unit in ("个", "名") and head.kind == "make"):
        return refusal
    if quantity.value >= 20 or (quantity.kind == "event" and (head.action or case.tail.comparator)):
        return None
    concrete = head.kind == "light" and unit in mark_set("concrete_unit")
    if case.unqualified and not (head.kind == "make" or concrete or case.listed):
        return refusal
    if (
        not case.behind
        and case.before
        and case.unqualified
        and not case.listed
        and unit in ("项", "种", "类", "条", "件")
    ):
        # 高山滑雪、冬季两项
        return refusal
    return refusal if case.before and case.behind and not case.before.endswith(("的", "等")) else None


def _existing_set(case: Case) -> Refusal | None:
    """落实32条政策, 日常90项指标监测 and 17个产业增加值增长8% count what is there."""
    quantity, head, before, behind = case.quantity, case.head, case.before, case.behind
    if not behind or quantity.kind not in ("count", "event", "none") or case.tail.predicate is not None:
        return None
    if case.verb in ("完成", "实现", "全面完成") and quantity.unit in mark_set("concrete_unit"):
        return None
    if "基础上" in behind or behind.endswith(("实事", "实事项目")):
        return "context", "targets.of_the_document"
    if head.kind == "hold" and not head.leads:
        return "context", "targets.existing_set"
    makes = head.kind == "make" and case.verb not in mark_set("improve_verb")
    if before:
        if (
            (before != "的" and before.endswith(_OPEN_ENDS))
            or (makes and before != "的")
            or case.tail.comparator is not None
        ):
            return None
        return "context", "targets.existing_set"
    if head.action is not None or case.listed:
        return None
    if case.following is not None and case.folded[case.after[1] : case.after[1] + 1] != "、":
        return "context", "targets.subject_of_another"
    if not case.reported and not _moves(case):
        return "context", "targets.bare_subject"
    return None


def _moves(case: Case) -> bool:
    """Say whether a verb follows the subject that the number opens: 80个项目开工建设."""
    begin, stop = case.after
    plain = not (case.head.leads or case.head.modality)
    return later_verb(case.folded, begin + 1, stop, case.clauses.quotes, only_plain=plain) is not None


RULES: tuple[Callable[[Case], Refusal | None], ...] = (
    # The widest reasons first: a ceiling or a look at the present needs no look at the grammar.
    _grant,
    _background,
    _span_of_time,
    _no_unit,
    _condition,
    _set_phrase,
    _existing_set,
)


def reported_in(folded: str, sentence: Span, at: int) -> bool:
    """Say whether the words before the number tell the past: 去年完成…, 截至目前已建成…; 今年 after them ends it."""
    first = max(sentence[0], at - FARTHEST_PAST)
    told = [
        match.start()
        for match in sign_pattern("past").finditer(folded, first, at)
        if match.start() == first or folded[match.start() - 1] not in "较比与和同"
    ]
    return bool(told) and sign_pattern("present").search(folded, told[-1], at) is None
