"""Refuse numbers that say who may apply and how large a named thing is: 年产值达5亿元的,可申请…, 120万吨乙烯改造项目."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.target_case import Case
from extractors.fields.target_names import Refusal

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


# 上年度(营业收入2000万元以上)   近2年(平均增长率不低于10%)
@cache
def _years_before() -> re.Pattern[str]:
    """Return the pattern of the years an applicant is judged by; a change against such a year is none."""
    return re.compile(r"(?<![较比与同])(?:上一?年度|申报当年|(?:最)?近[两三二\d]年|近[两三二\d]个?年度)")


def _rewards(case: Case) -> bool:
    """Say whether money is what a thing is rewarded with: nobody hands it out in these words."""
    return case.quantity.kind == "money" and case.head.action is None and case.unqualified and not case.reported


_CAPACITIES = ("吨", "千瓦", "兆瓦", "吉瓦", "千伏安", "立方米/日", "吨/日", "蒸吨", "吨/年")
_PAID = ("补助", "补贴", "资助", "奖补", "奖励", "补偿", "补助比例", "补贴比例", "资助比例")
PAID_ENDS = frozenset(word[-1] for word in _PAID)
"""The last characters of what is paid."""
JUDGED_BY = re.compile("年度|当年|近")
"""What every name of the years an applicant is judged by holds."""
_TERMS = ("公示期", "公示时间", "租期", "缓缴期限", "合同期", "服务期", "有效期", "实习时间", "任期", "最长", "但最长", "退出期")
_FINE = ("英寸", "英尺", "纳米", "微米", "毫米", "厘米")
_SELECTED = ("企业", "项目", "园区", "集群", "产业链", "家庭农场", "大户", "工程")
DESCRIBED = ("一批", "一大批", "若干")
_MAGNITUDES = frozenset(("亿", "万亿", "千亿", "百亿", "十亿"))
_NAMED_BY_SIZE = ("集群", "产业", "企业", "园区", "产业链", "板块", "赛道")


# 产值超10亿元(企业达到)8家   销售收入超10亿元(农业产业化龙头企业达到)100家   投资5000万元以上(项目数量突破)60个
@cache
def _selected_number() -> re.Pattern[str]:
    """Return the pattern of what a size selects, followed by how many of them there are to be."""
    return re.compile(
        rf"(?:(?!带动|服务|支持|新增|引进|培育|惠及)[^,。;、\n\d]){{0,12}}?(?:{'|'.join(_SELECTED)})(?:数量|总数|数)?(?:累计|力争|总共)?(?:达到?|突破|超过?|增至|增加到|发展到|扩大到|不少于|不低于)"
    )


_WHOM = (*_SELECTED, "村", "社区", "户", "家庭", "单位", "商户", "合作社")
_SPEND = ("投资", "投入", "争取", "安排", "拨付")


def _selects_whom(case: Case) -> bool:
    """Say whether an amount right behind a verb tells which of those behind 的 are meant, and is not what is spent."""
    chosen = case.folded.startswith("的", case.quantity.end) and case.behind.endswith(_WHOM)
    return chosen and case.verb != "" and case.verb not in _SPEND


def says_who_may_apply(case: Case) -> Refusal | None:
    """吸纳就业达到15%的,可申请贷款 and 申报企业销售收入应达到2000万元 select, they promise nothing."""
    end = case.quantity.end
    if case.folded.find("的", end, end + AHEAD) >= 0 and _benefit().match(case.folded, end, end + AHEAD):
        return "condition", "targets.eligibility"
    if case.before.endswith(_PAID) and not case.behind and (case.tail.comparator == "at_most" or _rewards(case)):
        # 上级补助不超过60%, 3亿元以下的项目奖励300万元
        return "condition", "targets.grant"
    if case.before == "含" or case.before.endswith(("(含", "一式")):
        # 3亿元以上(含3亿元), 申请表一式5份
        return "condition", "targets.eligibility"
    if case.quantity.kind == "time" and case.before.endswith(_TERMS):
        return "condition", "targets.eligibility"
    compared = case.tail.comparator is not None or case.quantity.after is not None
    if compared and not case.reported and _years_before().search(case.folded, max(case.clause[0], end - AHEAD), end):
        return "condition", "targets.eligibility"
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
    if quantity.kind in ("money", "size") and case.following is not None:
        whom = case.behind in ("", *_SELECTED) and case.folded.startswith(_SELECTED, quantity.end)
        if whom or _selected_number().fullmatch(case.behind):
            # 产值超10亿元企业5家, 产值超10亿元企业达到8家
            return "condition", "targets.size_of_named"
        if not case.behind:
            return None
    if quantity.kind == "money" and quantity.after is not None and not case.before and _selects_whom(case):
        # 消除15万元以下的村
        return "condition", "targets.size_of_named"
    following = case.following
    counted = following is not None and following.kind == "count" and case.after[1] == following.start
    if quantity.kind == "money" and quantity.after is not None and counted and not case.before and case.behind.endswith(_SELECTED):
        # 实施500万元以上技改项目1.2万个
        return "condition", "targets.size_of_named"
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
