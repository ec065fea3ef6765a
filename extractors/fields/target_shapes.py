"""Shapes a quantity takes: rank, from–to, and where the thing counted after it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.fields.quantities import Quantity, closes_the_best, gets_among
from extractors.fields.target_clauses import Clauses, within
from extractors.fields.target_verbs import longest_verb
from extractors.fields.target_words import HAN, Predicate, modal_words, verb_kind
from schemas.breakdown import Comparator, Measure

Span = tuple[int, int]
_EMPTY = frozenset(
    (
        *("的要求", "要求", "的标准", "的水平", "水平", "目标", "任务", "的目标", "的任务"),
        *("目标任务", "大关", "关口", "门槛", "台阶", "新台阶", "以上台阶", "的大关"),
    )
)
"""Words behind a number that name nothing counted."""
NEIGHBOURS = 8
LONGEST_OBJECT = 80
"""What is counted after a number is not looked for farther than this."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order: the text before it ends at `core`, `end` closes it."""

    core: int
    end: int
    unit: str | None
    action: str | None
    comparator: Comparator


@cache
def _rank_before() -> re.Pattern[str]:
    """Return the pattern of what stands before the number of a rank."""
    return re.compile(
        # 保持全国第(4位)   提升到全球第(8)   居全省前(三位)   获奖数全国第(一)
        r"(?P<pre>(?:均|都|继续|稳|位|并|综合|总量|力争)?)"
        r"(?P<verb>位居|稳居|保持|位列|排名|名列|跃居|跃升至|跃升到|跃至|跻身|进入|提升到|提升至|上升到|上升至|升至|晋升至|前移至|前进至|进位至|稳定在|保持在|维持|居|列|至|到|排|冲刺|挺进|冲进|迈入|重返)?"
        rf"(?P<place>(?:全国|全省|全市|全区|全县|全州|全球|世界|国内|国际|亚洲|中部|西部|东部|中西部|东北|沿海|同类|长三角|长江经济带|西北|西南|华北|华东|省内|市内|区域|副省级城市|行业|同行业|业内|同级|西部地区|中部地区|东部地区|{HAN}{{2,4}}地区))?(?:同类城市|城市|各省|省份|县市|百强|国家级新区)?(?P<mark>第|前)$"
    )


def rank_at(folded: str, quantity: Quantity, region: Span) -> Rank | None:
    """Return the rank that the number states, or None."""
    before = folded[quantity.start - 1 : quantity.start]
    if before not in ("第", "前") or quantity.start - 1 < region[0]:
        return None
    if quantity.unit is not None and quantity.unit not in ("位", "名", "强", "个位次"):
        return None
    match = _rank_before().search(folded, max(region[0], quantity.start - 24), quantity.start)
    if match is None or not (match["verb"] or match["place"]):
        return None
    if not match["verb"] and folded.endswith(("更多", "一批", "若干"), region[0], match.start()):
        # 培育更多全国第一
        return None
    number_end = quantity.numbers[0][1]
    following = folded[number_end : number_end + 1]
    unit = following if following in ("位", "名", "强") else None
    rest = folded[number_end + (1 if unit else 0) :][:1]
    if unit is None and rest not in (
        "",
        ",",
        "。",
        "、",
        ";",
        "\n",
        ")",
        "!",
        " ",
        "\t",
        ":",
        "的",
        "并",
        "和",
        "以",
        "行",
        "左",
        "”",
    ):
        return None
    if rest == "方" or folded.startswith(("方阵", "梯队", "行列", "线"), number_end):
        return None
    action = match["verb"]
    if action:
        action = action.removesuffix("到").removesuffix("至").removesuffix("在") or None
    if match["verb"] in ("至", "到"):
        return None
    end = number_end + (1 if unit else 0)
    after = {"以内": "at_most", "以上": "at_least", "左右": "about"}.get(folded[end : end + 2])
    comparator: Comparator = after or ("at_most" if match["mark"] == "前" else "exactly")  # type: ignore[assignment]
    return Rank(match.start(), end + (2 if after else 0), unit, action, comparator)


def top_at(folded: str, quantity: Quantity, region: Span, clause: Span) -> Rank | None:
    """Return the rank that N强 states where somebody is to get among them: 进入全国百强; 新增500强企业 is none."""
    before = gets_among().search(folded, max(region[0], quantity.start - 16), quantity.start)
    after = closes_the_best().match(folded, quantity.end)
    if before is None or after is None or any(map(str.isdigit, folded[clause[0] : before.start()])):
        # 2家企业进入500强 counts two
        return None
    who = folded[region[0] : before.start()].strip(" 、,")
    if not who or who in modal_words():
        # 力争进入500强 does not say who
        return None
    return Rank(before.start(), quantity.end + 1, "强", before["verb"], "at_most")


SHARES = ("%", "‰", "个百分点")
"""The units whose measure the indicator decides."""


def measure_of(
    measure: Measure, quantity: Quantity, indicator: str, predicate: Predicate | None, *, repeats: bool
) -> Measure:
    """Return the measure after unit, rhythm and indicator have had their say."""
    if repeats and quantity.kind == "event" and measure == "level" and "人次" not in (quantity.unit or ""):
        return "frequency"
    if quantity.form == "fold":
        return "increase"
    if measure == "level" and quantity.unit in SHARES:
        if indicator.endswith(("覆盖率", "覆盖面", "覆盖")):
            return "coverage"
        if predicate is None or not predicate.to:
            if indicator.endswith(("涨幅", "增幅", "增速", "增长率", "增长")):
                return "increase"
            if indicator.endswith("降幅"):
                return "decrease"
    return measure


@cache
def _from() -> re.Pattern[str]:
    """Return the pattern of a baseline's preposition before the number."""
    # 由(45%)   从去年的(2.57万元)   由全国第(12位)
    return re.compile(r"(?:由|从)(?:\d{4}年)?(?:[^,、;。由从\d]{0,12})$")


@cache
def _to() -> re.Pattern[str]:
    """Return the pattern between the two numbers of a from–to."""
    return re.compile(
        r" ?(?:以上|左右|以下|的)? ?,?(?:逐步|稳步|进一步|大幅|全面|再|预计|分别)?(?:提高|提升|上升|增加|增长|扩大|跃升|下降|降低|减少|缩减"
        r"|缩小|缩短|压缩|压减|回落|降|增|升|减|提|扩展|拓展|上调|下调|调整|发展|攀升|优化|精简|前移|前进|进"
        r"|整合|合并|归并|撤并|重组|改组|优化整合|整合优化|整合归并|清理整合|调减)?"
        rf"(?:到|至|为|成|达到|达)(?:\d{{4}}年)?{HAN}{{0,8}}?第?(?:不低于|不少于|约|近|超过|不超过)?"
    )


def baseline_of(folded: str, region: Span, quantity: Quantity, following: Quantity | None) -> int | None:
    """Return where the “from” begins if the quantity is one and the following its “to” (由 45% 提高到 50%), else None."""
    if following is None or following.start - quantity.end > 16:
        return None
    first = max(region[0], quantity.start - 14)
    if folded.find("由", first, quantity.start) < 0 and folded.find("从", first, quantity.start) < 0:
        return None
    match = _from().search(folded, first, quantity.start)
    if match is None or _to().fullmatch(folded, quantity.end, following.start) is None:
        return None
    return match.start()


# 20个(产值超)1000亿元集群   3家(年营业收入达到)5亿元企业
@cache
def _described_by() -> re.Pattern[str]:
    """Return the pattern between a count and an amount that describes what is counted."""
    return re.compile(
        rf" ?{HAN}{{0,3}}?(?:产值|总产值|营收|营业收入|销售收入|收入|规模|投资|投资额|总投资|资产|税收|纳税|利润|估值|交易额|销售额)"
        r"(?:超过|超|达到|达|过|不低于|突破|在)?"
    )


def described(folded: str, counted: Quantity, amount: Quantity) -> bool:
    """Say whether the amount tells which things are counted: 20个产值超1000亿元集群."""
    if amount.kind not in ("money", "none") or counted.kind != "count" or not 2 <= amount.start - counted.end <= 10:
        return False
    if amount.after is None and folded[amount.start - 1] not in "超达到过低破在":
        return False
    thing = folded[amount.end : amount.end + 1]
    return _described_by().fullmatch(folded, counted.end, amount.start) is not None and thing not in ",。;、和)" and thing != ""


def listed_baselines(folded: str, region: Span, usable: Sequence[Quantity], index: int) -> tuple[int, int]:
    """Return how many “from” values stand in a row at `index` and where the first begins: 从202元、270元提高到209元、280元.

    One alone is for `baseline_of`: (0, 0).
    """
    quantity, last = usable[index], index
    while last + 1 < len(usable) and folded[usable[last].end : usable[last + 1].start].strip(" ") in ("、", "和"):
        last += 1
    if last == index or last + 1 >= len(usable) or usable[last + 1].start - usable[last].end > 16:
        return 0, 0
    match = _from().search(folded, max(region[0], quantity.start - 14), quantity.start)
    if match is None or _to().fullmatch(folded, usable[last].end, usable[last + 1].start) is None:
        return 0, 0
    start = match.start()
    return last + 1 - index, start - 2 if folded.endswith("分别", region[0], start) else start


@cache
def _object_end() -> re.Pattern[str]:
    """Return the pattern of words that end what is counted after a number."""
    # 新建3所学校并投入使用   发放补贴5亿元用于…   预拨资金的50%给企业
    return re.compile(r"并(?![购联网轨行存])|用于|以便|从而|进而|给(?![予排水排])|,|;|。|\n")


def cut_object(folded: str, quantity: Quantity, limit: int, clauses: Clauses, *, has_next: bool) -> int:
    """Return the end of the thing counted after the quantity; where nothing is, the end of the quantity.

    `limit` is where the clause or, with `has_next`, the next number begins.
    """
    start = quantity.end
    if limit > start + LONGEST_OBJECT:
        limit = start + LONGEST_OBJECT
    if quantity.form == "fold" or start >= limit or folded[start] in "、,和及与或;:)":
        return start
    stop = _end_before_next(folded, start, limit, clauses) if has_next else limit
    match = _object_end().search(folded, start, stop)
    while match is not None and (within(clauses.quotes, match.start()) or within(clauses.titles, match.start())):
        match = _object_end().search(folded, match.end(), stop)
    if match is not None:
        stop = match.start()
    bracket = within(clauses.round, start)
    if folded[start] == "(" and bracket is not None and bracket[1] >= stop:
        return start
    verb = longest_verb(folded, start, stop) if has_next and quantity.kind == "money" else None
    if verb is not None and (verb_kind(verb) == "make" or verb in ("办好", "办成", "实施")):
        # 投资5亿元建设3座桥梁: the verb belongs to the next number
        return start
    while stop > start and folded[stop - 1] in " 、,;:":
        stop -= 1
    # 新增就业8万人目标   突破500亿元大关
    return start if folded[start:stop].strip(" ") in _EMPTY else stop


def _end_before_next(folded: str, start: int, limit: int, clauses: Clauses) -> int:
    """Return where the thing counted ends when another number follows: at the last 、, or at 和 right before it."""
    tail = folded[start:limit].rstrip(" ")
    for link in ("以及", "和", "及", "与"):
        if tail.endswith(link) and len(tail) > len(link):
            return start + len(tail) - len(link)
    for at in range(limit - 1, start, -1):
        if folded[at] == "、" and within(clauses.quotes, at) is None and within(clauses.round, at) is None:
            return at
    return start if tail in ("以及", "和", "及", "与") else limit


def next_measured(usable: Sequence[Quantity], first: int) -> Quantity | None:
    """Return the first of the next quantities that has a unit or is a word of its own, or None."""
    for later in usable[first : first + NEIGHBOURS]:
        if later.unit is not None or later.form != "number":
            return later
    return None
