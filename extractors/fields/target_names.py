"""Refuse numbers by what touches them: titles, quotes, times, grades, ordinals, names, hotlines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.fields.findings import TimeFinding
from extractors.fields.quantities import Quantity
from extractors.fields.target_clauses import Clauses, within
from extractors.fields.target_words import sign_pattern
from schemas.breakdown import NumberClass

Span = tuple[int, int]
Refusal = tuple[NumberClass, str]


@cache
def _parted() -> re.Pattern[str]:
    """Return the pattern of the parts of a document, before the number of its items."""
    # 细化为7个方面(26项)   知识产权保护方面(5项)
    return re.compile(r"(?:\d[个大]?大类|方面)[、,]?(?:共|共计)?$")


@cache
def _made_shorter() -> re.Pattern[str]:
    """Return the pattern of a change of length, before the length."""
    # 公告时间缩短为(20日)
    return re.compile(r"(?:缩短|压缩|压减|延长|精简|降低)[为到至]$")


@cache
def _grade() -> re.Pattern[str]:
    """Return the pattern of a grade right after the number."""
    # 3A级及以上   二级以上医院   三星级   三甲   四好   三类
    return re.compile(r"A{1,5}(?:级|景区)?|(?:星|甲|乙|等|级)(?:级|等)?|个?等级")


@cache
def _hotline() -> re.Pattern[str]:
    """Return the pattern of a telephone number."""
    # 12345市民服务热线   拨打12380
    return re.compile(r"1[12]\d{3}(?!\d)|\d{5,12}(?=(?:市民)?(?:服务)?(?:热线|电话))")


@cache
def _latin() -> re.Pattern[str]:
    """Return the pattern of a name that goes on with Latin letters or signs: 5G, 2.0版, 8+4."""
    return re.compile(r"[A-Za-z]+|[+×xX]\d|版|#|\.\d|号(?!召)|维|式|字(?!节)")


def refuse_by_place(
    at: int, clauses: Clauses, times: Sequence[TimeFinding], starts: Sequence[int]
) -> Refusal | None:
    """Return class and rule of a number inside a title, quotation marks or a time; `starts` are those of the times."""
    if within(clauses.titles, at):
        return "reference", "targets.in_title"
    if within(clauses.quotes, at):
        return "name", "targets.in_quotes"
    index = bisect_left(starts, at + 1) - 1
    if index >= 0 and times[index].end > at and times[index].kind in ("date", "deadline", "period"):
        return ("period" if times[index].kind == "period" else "date"), "targets.in_time"
    return None


_TOUCHING_BEFORE = frozenset("第×首面类共计")
"""What a rule of `refuse` looks for right before a number with a unit; signs and Latin letters are others."""
_TOUCHING_AFTER = frozenset("是A星甲乙等级大")
"""What a rule of `refuse` looks for right after the digits, where a unit may begin; 个 opens a few words more."""
_DATED = frozenset(("年", "月", "日", "号", "世纪", "年代", "时", "季度", "周年", "学年", "年度", "万年", "学期"))
_TURNS = ("轮", "批", "期", "届", "代")
"""Units of what comes again: 新一轮, 第二批."""
_RATED = ("千伏", "蒸吨", "马力", "kV")


@lru_cache(maxsize=1024)
def _is_plain_unit(unit: str) -> bool:
    """Say whether no rule of `refuse` looks for the unit of a number in digits, nor for what stands before it."""
    return unit not in _DATED and unit not in _TURNS and unit != "方面" and not unit.endswith(_RATED)


def plainly_placed(folded: str, quantity: Quantity) -> bool:
    """Say at a glance that `refuse` has nothing against a number: a common unit, common words at its sides.

    Most numbers are of this kind. False says only that the rules have to be asked.
    """
    unit, at = quantity.unit, quantity.start
    if unit == "级":  # read as a unit only where tiers are meant
        return True
    if unit is None or quantity.form != "number" or quantity.kind == "age":
        return False
    if quantity.chinese and (unit in ("次", "期") or sign_pattern("fixed").match(folded, at)):
        return False
    number_end, end = quantity.numbers[0][1], quantity.end
    if not _is_plain_unit(unit) or number_end >= len(folded):
        return False
    before, after = folded[at - 1] if at > 0 else "。", folded[number_end]
    if before in _TOUCHING_BEFORE or after in _TOUCHING_AFTER or (before.isascii() and before != " "):
        return False
    if after == "个" and folded.startswith(("个等级", "个方面", "个级"), number_end):
        return False
    return not folded.startswith(("级", "+", "个级", "者"), end)


def refuse(folded: str, quantity: Quantity, clause: Span, clauses: Clauses) -> Refusal | None:
    """Return class and rule where the place of the number alone says that it is no target."""
    at = quantity.start
    if quantity.form == "ratio" and folded[max(0, at - 1)] == ":":
        return "name", "targets.clock_or_ratio"
    if quantity.form != "number":
        return refuse_by_place(at, clauses, (), ())
    number_end = quantity.numbers[0][1]
    before = folded[at - 1 : at] if at > 0 else ""
    after = folded[number_end : number_end + 1]
    if after in ("条", "章", "篇", "款") and before == "第":
        return "numbering", "targets.article"
    if before == "[" and folded[number_end : number_end + 1] == "]":
        return "reference", "targets.footnote"
    if folded[clause[0] : at].strip(" (") == "" and after and after in "、.)" and quantity.unit is None:
        return "numbering", "targets.numbering"
    if after == "是" and folded[clause[0] : at].strip() == "":
        return "numbering", "targets.numbering"
    if quantity.unit is None and (before == ":" or after == ":") and quantity.form == "number":
        return "name", "targets.clock_or_ratio"
    if sign_pattern("fixed").match(folded, at):
        return "name", "targets.set_phrase"
    if quantity.chinese and quantity.unit == "次" and folded.find("届", max(clause[0], at - 6), at) >= 0:
        # 十一届八次、九次全会
        return "ordinal", "targets.ordinal"
    if folded.startswith("者", quantity.end):
        # 积分低于600分者取消资格
        return "condition", "targets.condition"
    if quantity.kind == "age" and folded.find("寿命", max(clause[0], at - 16), at) < 0:
        return "condition", "targets.age"
    if quantity.unit is not None and quantity.unit.endswith(_RATED):
        return "grade", "targets.rating"
    if _grade().match(folded, number_end) and quantity.kind in ("none", "count"):
        return "grade", "targets.grade"
    if before and (before in "+×-#" or (before.isascii() and before.isalpha())):
        return "name", "targets.in_name"
    if quantity.unit is None and _hotline().match(folded, at):
        return "contact", "targets.hotline"
    if quantity.unit is None and _latin().match(folded, number_end):
        return "name", "targets.in_name"
    if (
        quantity.unit is not None
        and not (quantity.unit in ("日", "年") and _made_shorter().search(folded, max(clause[0], at - 6), at))
        and not (quantity.unit == "年" and folded.find("年限", max(clause[0], at - 16), at) >= 0)
        and quantity.unit in _DATED
    ):
        return "date", "targets.date"
    if before == "第" and quantity.unit not in (None, "位", "名"):
        return "ordinal", "targets.ordinal"
    if (
        before in ("首", "新", "上", "下", "每", "前", "后")
        and quantity.chinese
        and quantity.unit in ("轮", "批", "期", "届", "代", "次", "件", "项", "个")
        and before not in "每前后新上下"
    ):
        return "ordinal", "targets.ordinal"
    if before == "新" and quantity.unit in _TURNS:
        return "name", "targets.set_phrase"
    if quantity.unit == "届" or (
        quantity.chinese
        and quantity.unit in ("期",)
        and at > clause[0]
        and not folded[:at].endswith(("举办", "开展", "少", "办", "组织", "于"))
    ):
        return "ordinal", "targets.ordinal"
    listed = before in ("面", "类", "共", "计") and quantity.unit in ("项", "条", "件", "个")
    if listed and _parted().search(folded, max(clause[0], at - 10), at):
        # 明确5个方面12项
        return "context", "targets.of_the_document"
    if quantity.unit == "方面" or folded.startswith(("个方面", "大方面"), number_end):
        return "context", "targets.of_the_document"
    if before == "首":
        return "ordinal", "targets.ordinal"
    if folded[number_end : number_end + 1] == "级" or folded.startswith(("级", "+", "个级"), quantity.end):
        return "grade", "targets.grade"
    return None
