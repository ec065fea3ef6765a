"""Refuse numbers by the words around them: conditions, existing sets, grants, background, set phrases."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractors.fields.target_case import Case
from extractors.fields.target_eligibility import says_who_may_apply, sizes_a_named_thing
from extractors.fields.target_names import Refusal
from extractors.fields.target_parts import part_acts
from extractors.fields.target_verbs import later_verb
from extractors.fields.target_words import any_sign, mark_set, mark_words, of_kind, sign_pattern

Span = tuple[int, int]
NEAR = 24
SIGNS = ("grant", "advice", "existing")
"""The signs of `decoys.toml` that `SIGNED_RULES` look for."""
STATES = ("为", "是", "占")
_REACHES = ("达", "达到", "为")
_OPEN_ENDS = ("的", "等", "这", "内")
_PLACES = ("乡镇", "镇", "乡", "街道", "县", "区", "市", "州", "盟", "旗", "村", "社区", "行政村")
_NO_PLACES = ("村医", "村干部", "村民", "村级", "村党", "县域", "县级", "区域", "区级", "市民", "市场", "市级", "镇干部", "乡医", "乡村")
_RECEIVES = ("获得", "争取", "取得", "获", "争取到位", "兑现", "发放", "拨付", "下达", "到位")
_DONE = ("任务", "改造", "整治", "落地", "投用", "上线", "竣工", "修缮", "改造提升", "提升改造", "修复", "治理", "维修", "更新")


def _promised_span(case: Case) -> bool:
    """Say whether a time is promised: 确保3分钟内响应救援、10分钟内到场."""
    if case.quantity.kind != "time" or not case.behind.startswith("内") or len(case.behind) < 3:
        return False
    sure = case.head.modality in ("确保", "力争", "保证") or (case.listed and case.previous is not None)
    return sure and case.unqualified and case.before in ("", "在")


@cache
def _makes_up() -> re.Pattern[str]:
    """Return the pattern of words before a number that tell what there is."""
    # 负担占疾病总负担的(70%)   重点调度项目有(66个)
    return re.compile(r"占[^,、;。]{1,14}的$|[^没具拥只还所享占设含存持][目户人家所处个者业村镇]有$")


@cache
def _of_all() -> re.Pattern[str]:
    """Return the pattern of a part of the whole that is told: 占全国(1/10), 稳定在全国(1/10)."""
    return re.compile(r"(?:占|在)(?:全[国省市区县球]|世界)[^,、;。]{0,4}$")


@cache
def _each() -> re.Pattern[str]:
    """Return the pattern of a measure that is had by each of so many."""
    # 每千人拥有社会体育指导员达到(3.3名)   人均拥有道路面积
    return re.compile(r"(?:每[百千万十\d]{0,3}(?:名|户)?(?:(?:人|老人|儿童|常住人口)口?|居民|家庭|职工|学生)?|人均|户均)拥有")


@cache
def _capacity() -> re.Pattern[str]:
    """Return the pattern of words that make a size behind them the attribute of the thing after it."""
    # 日处理(3万吨)水厂   年产(10万台)生产线
    return re.compile(r"(?:日|年|月|单日)?(?:处理|供水|供热|产|出栏|加工|周转|吞吐)(?:量|能力)?$|总投资(?:额)?$|库容$|装机$")


@cache
def _unit_price() -> re.Pattern[str]:
    """Return the pattern of what a price is for, right before it."""
    # 一档区域每平方米(68.6元)   每人每月(1200元)
    return re.compile(r"每(?:人|户|亩|吨|度|件|台|辆|次|张|月|年|天|公里|平方米|立方米|千瓦时|标台)(?:每[年月天])?$")


def refuse_in_context(case: Case) -> Refusal | None:
    """Return class and rule where the words around the number say that it is no target."""
    if case.quantity.form == "cover":
        return _covers_as_attribute(case)
    if case.quantity.form in ("fraction", "half") and not case.reported and _of_all().search(case.before):
        # 占全国1/10以上
        return "context", "targets.state_of_affairs"
    if case.quantity.form != "number":
        return None
    at, after, following = case.quantity.start, case.after, case.following
    end = after[0] + NEAR // 2 if after[1] > after[0] else at
    # Few numbers have such a word near them: one look for all of them spares the rules theirs.
    signed = any_sign(*SIGNS).search(case.folded, case.clause[0], end)
    for rule in RULES if signed else UNSIGNED_RULES:
        found = rule(case)
        if found is not None:
            return found
    if following is not None and following.form == "cover" and after[1] == following.start and case.quantity.unit is not None:
        # 实现11个镇街消防站建设全覆盖: so many are to be covered
        return "context", "targets.covered"
    return None


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
    if near and near[0].endswith("资金") and case.verb in _RECEIVES:
        # 获得上级奖励资金8526万元
        return None
    if near and near[0].endswith("额度") and "at_least" in (case.quantity.after, case.tail.comparator):
        # 授信额度50亿元以上 is asked of banks, 授信额度不超过200万元 is what one borrower gets
        return None
    if near or cues.search(case.folded, case.after[0], min(case.after[1], case.after[0] + NEAR // 2)):
        return "condition", "targets.grant"
    return None


def _told_or_advised(case: Case) -> Refusal | None:
    """提倡…不高于5克, 现有36家 advise or tell."""
    folded, begin, at = case.folded, case.clause[0], case.quantity.start
    if sign_pattern("advice").search(folded, begin, at):
        return "context", "targets.advice"
    if case.reported:
        return None
    told = sign_pattern("existing").search(folded, begin, at)
    if told and not _asked_for(case, told[0], folded[told.end() : told.end() + 2]):
        return "context", "targets.existing"
    return None


def _state_of_affairs(case: Case) -> Refusal | None:
    """患病率为13.6%, 占疾病总负担的70% describe."""
    if case.reported:
        return None
    folded, begin, at, predicate = case.folded, case.clause[0], case.quantity.start, case.tail.predicate
    if (
        predicate is None
        # 占…的 and …有 are what the pattern can end in
        and folded.endswith(("的", "有"), begin, at)
        and _makes_up().search(folded, max(begin, at - NEAR), at)
    ):
        return "context", "targets.state_of_affairs"
    # 办结率、满意率均为100% asks for it
    whole = case.quantity.unit == "%" and case.quantity.value == 100
    states = predicate is not None and predicate.action in STATES and not whole
    if states and not (case.due or case.tail.severally or case.head.modality):
        return "context", "targets.state_of_affairs"
    return None


def _asked_for(case: Case, told: str, following: str) -> bool:
    """Say whether a word that tells what there is stands inside a measure: 占总停车位的比例不低于20%, 专利拥有量达12件."""
    if case.unqualified and case.quantity.after is None:
        return False
    owned = told == "拥有" and _each().search(case.folded, max(case.clause[0], case.quantity.start - 2 * NEAR), case.quantity.start)
    return told == "占总" or following[:1] in ("量", "率") or following == "产权" or bool(owned)


def _put_to_use(case: Case) -> Refusal | None:
    """发挥10亿元专项资金作用 and 用好3亿元补贴 speak of money that is there."""
    if case.quantity.kind == "money" and case.verb in ("发挥", "用好", "用足用好") and case.behind and not case.before:
        return "context", "targets.existing_set"
    return None


def _span_of_time(case: Case) -> Refusal | None:
    """24小时服务 and 1个工作日内 are no targets, 压缩至3个工作日 is one."""
    if case.quantity.kind != "time" or (case.previous and case.previous.kind == "time" and not case.before):
        return None
    if case.parted and not case.behind:
        return None
    if _promised_span(case):
        return None
    if case.unqualified or (case.tail.predicate is None and not case.before and not case.behind):
        return "period", "targets.span_of_time"
    return ("name", "targets.span_of_time") if case.behind else None


def _no_unit(case: Case) -> Refusal | None:
    """A number without a unit is a target only after 达到, 提高到 or a comparator: 倍差缩小至1.83."""
    if case.quantity.unit is not None:
        return None
    if case.behind or (case.quantity.chinese and case.folded[case.quantity.end : case.quantity.end + 1] in "、和"):
        # 一、二、三产增加值
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
    if quantity.kind == "count" and case.behind.startswith(("床位的", "学位的", "泊位的", "车位的")):
        # 建设200张床位的住院楼
        return "condition", "targets.condition"
    if quantity.kind == "count" and case.behind.startswith("的") and case.head.action is None:
        return "condition", "targets.condition"
    if quantity.kind == "share" and case.tail.predicate is None:
        if case.behind.startswith(("的增速", "的速度", "的增长", "的增幅")) and case.head.action is None:
            # 6.5%左右的增速可以实现比较充分的就业
            return "condition", "targets.condition"
        covers = case.folded.endswith("覆盖", case.clause[0], quantity.start)
        if part_acts(case) or (covers and case.behind.startswith("的")):
            return None
    if quantity.kind == "share" and case.tail.predicate is None and quantity.value != 100:
        if case.tail.comparator is None and quantity.after is None:
            return "condition", "targets.condition"
        if not case.before:
            return None
    sized = quantity.kind in ("size", "money")
    if sized and not case.before and quantity.after in ("at_least", "more_than") and _sized_things().search(case.behind):
        # 建立500万元以上在建项目清单, but 发放50亿元以上贷款
        return "condition", "targets.condition"
    if case.before and case.unqualified and _capacity().search(case.before) and _names_a_thing(case.behind):
        return "condition", "targets.condition"
    if _promised_span(case):
        return None
    within = quantity.kind in ("size", "time") and case.behind.startswith(("内", "范围", "之间"))
    stray = sized and case.head.action is None and case.unqualified and case.before
    attributive = sized and case.before.endswith(("的", "一批", "若干"))
    if within or stray or attributive:
        return "condition", "targets.condition"
    describing = quantity.kind != "event" and (quantity.kind != "count" or bool(case.before))
    if describing and case.describes and (quantity.after is not None or case.behind.startswith("的")):
        return "condition", "targets.condition"
    return None


@cache
def _sized_things() -> re.Pattern[str]:
    """Return the pattern of things that an amount before them sizes."""
    # 500万元以上(在建项目清单)   10亿元以上(企业)
    return re.compile("(?:项目|企业|工程|集群|园区|大户|单位)(?:清单|库|台账|名录|建设|开工|落地)?$")


def _names_a_thing(behind: str) -> bool:
    """Say whether the words behind a number are a noun and no list of work: 水厂, 生产线."""
    return not behind.startswith(("的", "以上", "目标", "任务"))


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
    if quantity.value >= 20 or (quantity.kind == "event" and (head.action or case.tail.comparator or _in_a_rhythm(case))):
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


def _in_a_rhythm(case: Case) -> bool:
    """Say whether the number says how often (每半年检查一次) and not how often at most (每年只享受一次)."""
    at = case.folded.rfind("每", case.clause[0], case.quantity.start)
    return at >= 0 and not any(mark in case.folded[at : case.quantity.start] for mark in "只仅限")


def _existing_set(case: Case) -> Refusal | None:
    """落实32条政策, 日常90项指标监测 and 17个产业增加值增长8% count what is there."""
    quantity, head, before, behind = case.quantity, case.head, case.before, case.behind
    if not behind or quantity.kind not in ("count", "event", "none") or case.tail.predicate is not None:
        return None
    if case.verb in ("完成", "实现") and quantity.unit in mark_set("concrete_unit"):
        return None
    if case.verb in ("完成", "实现", "启动", "推进", "实施") and behind.endswith(_DONE):
        # 启动城中村1.2万套改造任务, 完成证件办理等2个事项落地, 实施城区20条道路的改造提升
        return None
    if head.comparator is not None or case.folded.endswith(("覆盖", "惠及", "带动"), case.clause[0], quantity.start):
        return None
    places = behind.startswith(_PLACES) and not behind.startswith(_NO_PLACES)
    if places and case.folded.endswith(tuple(of_kind("scope")), case.clause[0], quantity.start):
        # 全县14个乡镇实现…: all there are
        return "context", "targets.existing_set"
    if "基础上" in behind or behind.endswith(("实事", "实事项目")):
        return "context", "targets.of_the_document"
    if head.kind == "hold" and not head.leads:
        return "context", "targets.existing_set"
    if quantity.kind == "event" and case.tail.comparator is not None and not before and head.action is None:
        # 每月不少于1次督导检查
        return None
    makes = head.kind == "make" and case.verb not in mark_set("improve_verb")
    if before:
        alone = head.action is None and not (case.listed or case.reported or head.modality)
        if alone and before.endswith("等") and not _moves(case):
            # 湖北、四川等8个区域
            return "context", "targets.existing_set"
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
    if not case.reported and case.head.modality not in ("力争", "确保", "争取") and not _moves(case):
        return "context", "targets.bare_subject"
    return None


def _moves(case: Case) -> bool:
    """Say whether a verb follows the subject that the number opens: 80个项目开工建设."""
    begin, stop = case.after
    plain = not (case.head.leads or case.head.modality)
    return later_verb(case.folded, begin + 1, stop, case.clauses.quotes, only_plain=plain) is not None


SIGNED_RULES: tuple[Callable[[Case], Refusal | None], ...] = (
    # These refuse only beside a word of `decoys.toml`.
    _grant,
    _told_or_advised,
)
UNSIGNED_RULES: tuple[Callable[[Case], Refusal | None], ...] = (
    says_who_may_apply,
    sizes_a_named_thing,
    _put_to_use,
    _state_of_affairs,
    _span_of_time,
    _no_unit,
    _condition,
    _set_phrase,
    _existing_set,
)
RULES = (
    # The widest reasons first: a ceiling or a look at the present needs no look at the grammar.
    *SIGNED_RULES,
    *UNSIGNED_RULES,
)
