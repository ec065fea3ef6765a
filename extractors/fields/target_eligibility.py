"""Refuse numbers that say who may apply and how large a named thing is: 年产值达5亿元的,可申请…, 120万吨乙烯改造项目."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.fields.target_names import Refusal

if TYPE_CHECKING:
    from extractors.fields.target_refusals import Case

AHEAD = 60
"""What the meeting of a condition brings is looked for no farther than this."""
APPLIES = ("申报", "申请", "参评", "推荐", "参选", "入驻", "拟认定")


# 吸纳就业达到职工人数(15%)的,可申请贷款   入驻企业不少于(30家)的园区,予以认定
@cache
def _benefit() -> re.Pattern[str]:
    """Return the pattern of what follows a condition: 的, whom it selects, and what they get."""
    return re.compile(
        r"[^,。;\n]{0,40}?的[^,。;\n的]{0,8},(?:可(?!持续)|给予|予以|按规定给予|享受|一次性|给与|按|优先给予|由[^,。;]{0,8}给予)"
    )


# 申报(企业上年度销售收入)应达到2000万元   申请人
@cache
def _applicant() -> re.Pattern[str]:
    """Return the pattern of a phrase that begins with those who apply."""
    return re.compile(rf"(?:{'|'.join(APPLIES)})(?:的)?(?:单位|企业|主体|机构|项目单位|人|园区|基地|者)")


# 120万吨(乙烯改造项目)   690万千瓦(火电项目建设)
@cache
def _named_works() -> re.Pattern[str]:
    """Return the pattern of the end of a named work, behind the capacity that is part of its name."""
    return re.compile(r"(?:项目|工程|装置|机组|生产线|电站|电厂|水厂|基地|高炉|转炉|产能)(?:建设|改造|扩建|前期|落地|投产)?$")


_CAPACITIES = ("吨", "千瓦", "兆瓦", "吉瓦", "千伏安", "立方米/日", "吨/日", "蒸吨", "吨/年")
_PAID = ("补助", "补贴", "资助", "奖补", "奖励", "补偿", "补助比例", "补贴比例", "资助比例")
_FINE = ("英寸", "英尺", "纳米", "微米", "毫米", "厘米")
_SELECTED = ("企业", "项目", "园区", "集群", "产业链", "家庭农场", "大户", "工程")
DESCRIBED = ("一批", "一大批", "若干")
_MAGNITUDES = frozenset(("亿", "万亿", "千亿", "百亿", "十亿"))
_NAMED_BY_SIZE = ("集群", "产业", "企业", "园区", "产业链", "板块", "赛道")


def says_who_may_apply(case: Case) -> Refusal | None:
    """吸纳就业达到15%的,可申请贷款 and 申报企业销售收入应达到2000万元 select, they promise nothing."""
    end = case.quantity.end
    if case.folded.find("的", end, end + AHEAD) >= 0 and _benefit().match(case.folded, end, end + AHEAD):
        return "condition", "targets.eligibility"
    if case.tail.comparator == "at_most" and not case.behind and case.before.endswith(_PAID):
        # 上级补助不超过60%
        return "condition", "targets.grant"
    stated = case.tail.predicate is not None or case.tail.comparator is not None
    if stated and not case.behind and _applicant().match(case.folded, case.head.whole[0]):
        return "condition", "targets.eligibility"
    return None


def sizes_a_named_thing(case: Case) -> Refusal | None:
    """兰州石化120万吨乙烯改造项目 and 一批产值超500亿的集群: the size is part of what is named."""
    quantity = case.quantity
    if quantity.kind not in ("size", "money", "none") or case.tail.predicate is not None:
        return None
    if case.before.startswith(DESCRIBED) and case.head.action is not None:
        return "condition", "targets.size_of_named"
    if quantity.kind in ("money", "size") and case.following is not None and not case.behind:
        if case.folded.startswith(_SELECTED, quantity.end):
            # 产值超10亿元企业达到5家
            return "condition", "targets.size_of_named"
        return None
    if not case.behind or not case.unqualified or quantity.after is not None:
        return None
    if quantity.unit is not None and quantity.unit.endswith(_FINE) and not case.before:
        # 攻克8英寸衬底技术
        return "condition", "targets.size_of_named"
    if quantity.unit in _MAGNITUDES and case.behind.endswith(_NAMED_BY_SIZE):
        return "condition", "targets.size_of_named"
    capacity = quantity.unit is not None and quantity.unit.endswith(_CAPACITIES)
    if capacity and case.before and _named_works().search(case.behind):
        return "condition", "targets.size_of_named"
    return None
