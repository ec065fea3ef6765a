"""What a numeral is, by what stands right before and after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractors.fields import number_words as lexicon
from extractors.fields.number_place import WEAK, Place, Verdict
from extractors.fields.number_promises import governed, promised
from extractors.fields.quantity_units import of_tiers
from extractors.reading.numerals import Numeral

# A rank ends its phrase: 居全国第二, 第三位.
_RANK_ENDS = frozenset(("位", "名", ",", "。", "、", ";", "\n", ""))
# What a rank is among, before its 第; in 质量第一, 安全第一 none of these stands there.
_RANKED_AMONG = frozenset("国省市区州县盟部球界居列位类")
_RANK_PROMISES = ("力争", "争取", "确保", "保持", "进入", "跻身", "升至", "提升到")
_LEVELS = frozenset("千万百亿")
_SETS_OF_WORK = frozenset("工行任产举项重类专")  # 二十大工程 is no congress
_MEETINGS = frozenset(("会议", "全会", "全体", "全国", "党代", "代表", "常委", "常务", "集体"))
_OF_CATEGORY = frozenset("口水以地疫综功生病费新")  # 一类口岸, 五类水体
_OF_EMISSION = frozenset("柴排及以标非车重燃货老营")  # 国四柴油车
_STARRED = frozenset("级饭酒以及、党示")  # 五星级, 三星以上
_STRENGTHEN = frozenset("化度大调势制")  # 500强企业 is a list, 三强化 is not
_ANNEXES = frozenset(("附件", "附表", "专栏", "附图", "表", "图", "附注"))
_RECURRING_MONTHS = frozenset(("每月", "个月", "首月", "次月", "下月", "当月", "末月", "本月", "上月"))
_WITH_UNITS = frozenset("十百千万亿点")
SUMS = ("合计", "总计", "小计", "共计")
"""What a row that adds up others begins with."""
# 一 before these is an article, seldom a count: 一个体系, 一支队伍, 新一轮.
_ARTICLES = frozenset("个支条种套份款批项片面张段组类位本部群股门层轮")


def judge(folded: str, numeral: Numeral, phrase_end: int) -> tuple[Verdict, int]:
    """Return the class of a numeral that nothing else explained, and the end of the set phrase it belongs to."""
    start = numeral.start
    if start < phrase_end:
        return ("name", "numbers.set_phrase"), phrase_end
    if numeral.chinese:
        length = lexicon.phrase_at(folded, start)
        if length:
            return ("name", "numbers.set_phrase"), start + length
    place = Place(folded, numeral)
    for rule in RULES:
        verdict = rule(place)
        if verdict is not None:
            return verdict, phrase_end
    return WEAK, phrase_end


def _ordinal(at: Place) -> Verdict | None:
    """第十九届, 第一议题, 第三条."""
    if at.before != "第":
        return None
    mark = at.after[:1]
    if mark in ("章", "节", "篇", "编"):
        return ("numbering", "numbers.chapter")
    if mark in ("条", "款"):
        return ("numbering", "numbers.article") if at.opens_line(-1) else ("reference", "numbers.cited_article")
    if mark in (",", "、", ":") and at.opens_clause(-1):
        return ("numbering", "numbers.first_second")
    if lexicon.ordinal_names().match(at.after):
        return ("name", "numbers.ordinal_name")
    if mark in _RANK_ENDS:
        if at.chinese and mark not in ("位", "名") and at.folded[at.start - 2] not in _RANKED_AMONG:
            return ("name", "numbers.ordinal_name")
        return _rank(at)
    return ("ordinal", "numbers.ordinal")


def _rank(at: Place) -> Verdict:
    """居全国第二 is background; 力争进入前三, 保持第二 is promised."""
    before = at.folded[max(0, at.start - 14) : at.start]
    if any(word in before for word in _RANK_PROMISES):
        return ("unexplained", "numbers.promised")
    return ("context", "numbers.rank")


def _latin(at: Place) -> Verdict | None:
    """5G, PM2.5, G60, 415X, 3A级; a unit such as km is none of these."""
    if at.chinese:
        return None
    if at.before.isascii() and (at.before.isalpha() or at.before == "_") and at.folded[at.start - 1] != " ":
        return ("name", "numbers.latin")
    if not (at.after[:1].isascii() and at.after[:1].isalpha()):
        return None
    if at.after[0] in "ABCDE" and at.after[1:].lstrip(" ")[:1] in ("级", "类"):
        return ("grade", "numbers.letter_grade")
    if at.unit():
        return None
    return ("name", "numbers.latin")


def _session(at: Place) -> Verdict | None:
    """二十大, 十九届, 三中全会, 八次全会."""
    mark = at.after[:1]
    if mark == "届":
        return ("ordinal", "numbers.session")
    if mark == "中" and at.chinese and at.after[1:2] in ("全", "、", ",", "和", "及"):
        return ("ordinal", "numbers.session")
    if mark == "大" and at.chinese and 12 <= at.value <= 25 and at.after[1:2] not in _SETS_OF_WORK:
        return ("ordinal", "numbers.congress")
    if mark == "次" and at.after[1:3] in _MEETINGS:
        return ("ordinal", "numbers.session")
    return None


def _grade(at: Place) -> Verdict | None:
    """三级医院, 二等奖, 三甲, 五星级; 区、镇、村三级网络 names tiers, 千亿级 a scale."""
    mark = at.after[:1]
    if mark == "级":
        if of_tiers().search(at.folded, max(0, at.start - 16), at.start):
            return None
        written = at.written
        if written[-1] in _LEVELS or at.value > 20:
            return ("context", "numbers.scale")
        if (
            lexicon.tiers().match(at.after, 1)
            or at.folded[max(0, at.start - 2) : at.start] in lexicon.tier_words()
            or at.before in (")", "两")
        ):
            return ("context", "numbers.tiers")
        if written == "两":
            return ("context", "numbers.tiers")
        return ("grade", "numbers.level")
    if mark == "等" and at.after[1:2] in ("奖", "功", "甲", "品", "舱", "座", "级"):
        return ("grade", "numbers.prize")
    if (mark == "甲" and at.chinese) or (mark == "星" and at.after[1:2] in _STARRED):
        return ("grade", "numbers.star")
    if mark == "类" and at.chinese and at.after[1:2] in _OF_CATEGORY:
        return ("grade", "numbers.category")
    if at.before == "国" and at.chinese and at.after[:1] in _OF_EMISSION:
        return ("grade", "numbers.emission")
    return None


def _condition(at: Place) -> Verdict | None:
    """60岁以上老年人, 10人以上企业, 20年以上电梯."""
    if lexicon.age().match(at.after):
        return ("condition", "numbers.age")
    match = lexicon.threshold().match(at.folded, at.end, at.end + 24)
    return ("condition", "numbers.threshold") if match else None


def _designation(at: Place) -> Verdict | None:
    """18号线, 2.0版, 500强, 三环, 二期: a numeral that tells one of a kind from another."""
    mark = at.after[:1]
    if mark == "号":
        return ("name", "numbers.numbered_thing")
    if mark == "版" or (not at.chinese and at.folded.startswith(".0", at.end - 2)):
        return ("name", "numbers.version")
    if mark == "强" and at.after[1:2] not in _STRENGTHEN:
        return ("name", "numbers.top_list")
    if mark == "期" and at.chinese and at.value <= 9:
        return ("ordinal", "numbers.phase")
    if mark in ("环", "代", "产") and at.chinese and at.value <= 9 and at.written != "两":
        return ("name", "numbers.named_part")
    return None


def _arithmetic(at: Place) -> Verdict | None:
    """6+1 (unquoted), ×100%, 三分之二 in a formula."""
    mark = at.after[:1]
    if at.before == "+" or mark in ("+", "×"):
        return ("name", "numbers.scheme")
    if (mark in ("/", ":") and at.after[1:].lstrip(" ")[:1].isdigit()) or (
        at.before in ("/", ":") and _ratio().search(at.folded, max(0, at.start - 12), at.start)
    ):
        return promised(at.folded, at.start) or ("context", "numbers.ratio")
    if at.before in ("×", "÷", "=", "*") or (at.before == "/" and at.folded[at.start - 2] in "数额)"):
        return ("context", "numbers.formula")
    if at.before == "每" and at.unit():
        return ("context", "numbers.per")
    return None


# (1)/3   2.45:(1)   3.6 : (48)
@cache
def _ratio() -> re.Pattern[str]:
    return re.compile(r"[0-9] {0,2}[/:] {0,2}$")


def _contact(at: Place) -> Verdict | None:
    """12345热线, 021-55550000, 13800000000."""
    written = at.written
    if at.chinese or len(written) < 3:
        return None
    if written in lexicon.hotlines() and not at.unit():
        return ("contact", "numbers.hotline")
    if written in lexicon.short_lines() and lexicon.line_words().match(at.after):
        return ("contact", "numbers.hotline")
    if lexicon.telephone_number().match(at.folded, max(0, at.start - 5), at.end + 9):
        return ("contact", "numbers.telephone")
    return None


def _numbering(at: Place) -> Verdict | None:
    """一、 at the start of a line, 一是, (1), a page number."""
    mark = at.after[:1]
    if at.chinese and at.value <= 20 and (mark == "是" or (mark == "要" and at.opens_clause())):
        return ("numbering", "numbers.first_second")
    if at.value > 999 or at.value % 1:
        return None
    if at.before == "(" and mark == ")":
        return ("numbering", "numbers.bracketed")
    opens = at.opens_line()
    if mark in ("、", ".") and at.folded[max(0, at.start - 2) : at.start] in ("注:", "明:"):  # 注:1.…  说明:1、…
        return ("numbering", "numbers.line")
    if mark in ("、", ".", ")", ",") and at.value and (opens or at.opens_run_on()):
        return ("numbering", "numbers.line")
    if opens and mark in ("", "\n", "-", "\t") and at.folded[at.end : at.end + 4].strip(" -\t")[:1] in ("", "\n"):
        return ("numbering", "numbers.page")
    if at.folded[max(0, at.start - 4) : at.start].rstrip(" ").endswith(("...", "……")):
        return ("numbering", "numbers.page")
    if at.before in ("件", "表", "栏", "图", "注") and at.folded[at.start - 2 : at.start].strip() in _ANNEXES:
        return ("reference", "numbers.annex")
    return None


def _day_of_month(at: Place) -> Verdict | None:
    """每月25日前, 每季度首月5日前: a day that comes again."""
    if at.chinese or at.value > 31 or at.folded[max(0, at.start - 2) : at.start] not in _RECURRING_MONTHS:
        return None
    if at.after.startswith(("日前", "日之前", "日以前", "号前", "号之前", "号以前")):
        return ("date", "numbers.day_of_month")
    return None


def _year(at: Place) -> Verdict | None:
    """健康中国2030: a year without its 年."""
    if at.chinese or not 1949 <= at.value <= 2060 or at.end - at.start != 4 or at.unit():
        return None
    return ("date", "numbers.year")


def _quantity(at: Place) -> Verdict | None:
    """90项指标监测, 24小时: something counted. After a verb of promise it stays unexplained, for people to see."""
    unit = at.unit()
    written = at.written
    if written.strip("百千万亿") == "":
        return ("context", "numbers.vague")
    if unit is None:
        if _magnitude().match(at.after) or at.folded.startswith("分之", at.start - 2):
            return promised(at.folded, at.start) or ("context", "numbers.background")
        return None
    if unit == "番":
        return ("unexplained", "numbers.promised")
    if at.chinese and at.after[:1] == "大":
        return ("name", "numbers.great")
    if written == "一" and at.before != "第":
        if unit in _ARTICLES or not governed(at.folded, at.start):
            return ("context", "numbers.article_word")
        return ("unexplained", "numbers.promised")
    if at.chinese and at.value < 20 and unit == "个" and not governed(at.folded, at.start):
        return ("context", "numbers.group")
    return promised(at.folded, at.start, at.unit_end()) or ("context", "numbers.background")


def _great(at: Place) -> Verdict | None:
    """十大工程, 三大攻坚战: a named set."""
    if at.after[:1] == "大" and (at.chinese or at.value < 100):
        return ("name", "numbers.great")
    return None


def _bare_chinese(at: Place) -> Verdict | None:
    """三会一课, 一网通办: a small Chinese numeral that no measure word follows counts nothing by itself."""
    if at.before == "合" and at.value == 1:
        return ("name", "numbers.bare")
    if at.before == "前" and at.after[:1] in _RANK_ENDS:
        return _rank(at)
    if at.chinese and at.after[:1] in ("任", "步", "遇"):
        return ("context", "numbers.group")
    if at.chinese and at.after.startswith(("档", "部分", "阶段", "层次", "环节")):
        return promised(at.folded, at.start) or ("context", "numbers.group")
    written = at.written
    if at.chinese and (at.value <= 10 or not _WITH_UNITS & set(written)) and "一" <= at.after[:1] <= "鿿":
        return ("name", "numbers.bare")
    if at.chinese and (at.before == "第" or at.after[:1] in ("”", ")")):
        return ("name", "numbers.bare")
    return None


def _medals(at: Place) -> Verdict | None:
    """8金4银2铜: medals without a measure word."""
    mark, following = at.after[:1], at.after[1:2]
    if mark in ("金", "银", "铜") and (not following or following in ",。、;)和" or following.isdigit()):
        return ("context", "numbers.medals")
    return None


def _places(at: Place) -> Verdict | None:
    """16区, 9部门, 31省: places and offices counted without a measure word; 一校一策 is none."""
    if at.written == "一":
        return None
    if at.after.startswith(("区", "省", "市", "县", "镇", "国", "州", "盟", "乡", "部门", "部委")):
        return ("context", "numbers.places")
    if at.after.startswith(("街", "单位", "机构", "校", "村")):
        return promised(at.folded, at.start) or ("context", "numbers.places")
    return None


def _figure_name(at: Place) -> Verdict | None:
    """331边防路, 629线: three figures without a unit between two words."""
    if at.chinese or len(at.written) != 3 or not at.written.isdigit():
        return None
    if not ("一" <= at.before <= "鿿" and "一" <= at.folded[at.end : at.end + 1] <= "鿿"):
        return None
    return promised(at.folded, at.start) or ("name", "numbers.figure_name")


# (三)分之二   (80)余万
@cache
def _magnitude() -> re.Pattern[str]:
    return re.compile(r"分之|半|成|[余多几]?[万亿]")


# The order matters: the surer sign first, a quantity last.
def _total(at: Place) -> Verdict | None:
    """合计 3项: what the row of a table adds up."""
    before = at.folded[max(0, at.start - 6) : at.start].replace(" ", "").rstrip("\t:")
    return ("context", "numbers.total") if before.endswith(SUMS) else None


RULES: tuple[Callable[[Place], Verdict | None], ...] = (
    _ordinal,
    _latin,
    _numbering,
    _total,
    _day_of_month,
    _session,
    _great,
    _grade,
    _condition,
    _contact,
    _designation,
    _arithmetic,
    _year,
    _medals,
    _quantity,
    _places,
    _bare_chinese,
    _figure_name,
)
