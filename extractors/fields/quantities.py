"""Read the quantity at a numeral: value or range, unit as written, and the comparator that stands after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from extractors.fields.quantity_units import (
    UnitKind,
    after_of,
    after_words,
    common_suffix,
    of_tiers,
    suffix_of,
    suffix_pattern,
    unit_of,
)
from extractors.reading.numerals import DIGITS, LARGE_UNITS, Numeral, chinese_value
from schemas.breakdown import Comparator
from schemas.records import quick

Span = tuple[int, int]
LONGEST_GAP = 4
"""No range, fraction, rate or composed number has more than this between its two numerals."""
SEVERALLY = 40
"""How far before a number 分别 may stand."""
Form = Literal["number", "cover", "fold", "half", "fraction", "ratio", "zero"]


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what stands right of it: `folded[start:end]`, comparator after it included.

    `numbers` are the spans of its numerals; `kind` is the kind of its unit; `after` the comparator behind it (以上, 余).
    """

    start: int
    end: int
    numbers: tuple[Span, ...]
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    kind: UnitKind
    after: Comparator | None
    chinese: bool = False
    form: Form = "number"


# 45%-50%   3-5个   50万-300万只   30至50名
_RANGE_GAP = r" ?(?:[-~至到]|--) ?"


@cache
def _gap() -> re.Pattern[str]:
    """Return the pattern of what joins the two ends of a range."""
    return re.compile(_RANGE_GAP)


@cache
def _specials() -> re.Pattern[str]:
    """Return the pattern of quantities that are words."""
    digits = "一二三四五六七八九十两"
    return re.compile(
        # 实现街镇全覆盖   行业产值翻一番   在校生过半   四分之三的村   合格率百分之九十五
        # 规上企业数量实现倍增 (no plan of that name: 倍增计划)   化肥使用量零增长
        rf"(?P<cover>全覆盖)|(?P<fold>翻(?P<times>[一两二三四])?番|翻倍|(?<![成速地力])倍增(?=$|[,。;、)\n]|目标))"
        rf"|(?P<zero>(?<![趋近])零增长(?!行动|计划|方案|战略|工程|示范|试点))"
        rf"|(?P<half>过半|超半数|半数以上|一半以上|一半左右|一半)"
        rf"|(?P<lower>[{digits}])分之(?P<upper>[{digits}])(?P<fraction_after>以上|左右|以下|以内)?"
        rf"|(?P<whole>[百千])分之(?P<percent>百|[零{digits}百]{{1,5}}(?:点[零{digits}]{{1,3}})?|\d{{1,3}}(?:\.\d{{1,3}})?)"
        rf"(?P<percent_after>以上|左右|以下|以内)?|(?P<hundred>百分百)"
    )


def find_quantities(folded: str, numerals: Sequence[Numeral], start: int, end: int) -> list[Quantity]:
    """Return the quantities of `folded[start:end]` in order, ranges read as one, words such as 翻一番 among them.

    >>> from extractors.reading.numerals import find_numerals
    >>> text = "下降3-5分/千瓦时、新增1.5万余人次"
    >>> [(str(q.value), str(q.value_max), q.unit, q.after) for q in find_quantities(text, find_numerals(text, 0, 21), 0, 21)]
    [('3', '5', '分/千瓦时', None), ('1.5', 'None', '万人次', 'more_than')]
    """
    found: list[Quantity] = []
    if has_specials(folded, start, end):
        found.extend(_special(match) for match in _specials().finditer(folded, start, end))
        found.extend(_among_the_best(folded, start, end))
        found.sort(key=lambda quantity: quantity.start)
    taken = [(quantity.start, quantity.end) for quantity in found]
    place = 0
    index = 0
    unit_end = 0
    tail = suffix_pattern()
    while index < len(numerals):
        numeral = numerals[index]
        index += 1
        if numeral.start < unit_end:
            continue  # the 3 of 500m3
        if taken:
            while place < len(taken) and taken[place][1] <= numeral.start:
                place += 1
            if place < len(taken) and taken[place][0] <= numeral.start:
                continue
        if folded.startswith("级", numeral.end, end) and of_tiers().search(folded, max(start, numeral.start - 16), numeral.start):
            found.append(_tiers(folded, numeral))
            continue
        large = numeral.chinese and folded[numeral.end - 1] in LARGE_UNITS  # 二十万人 is 20 万人
        suffix = None if large else common_suffix(folded, numeral.end, end)
        if suffix is not None and (index == len(numerals) or numerals[index].start > suffix[0] + LONGEST_GAP):
            stop, unit, kind, after = suffix
            span = (numeral.start, numeral.end)
            found.append(Quantity(numeral.start, stop, (span,), numeral.value, None, unit, kind, after, numeral.chinese))
            continue
        match = tail.match(folded, numeral.end, end)
        assert match is not None  # every part of the pattern is optional
        if match["unit"] and match["unit"][-1].isdecimal():
            unit_end = match.end("unit")
            found.append(_plain(folded, numeral, match))
            continue
        if index == len(numerals):
            found.append(_plain(folded, numeral, match))
            break
        second = numerals[index]
        if second.start > match.end() + LONGEST_GAP and not folded.startswith("/", numeral.end):
            # nothing joins numbers that are so far apart
            found.append(_plain(folded, numeral, match))
            continue
        first_end = match.end("unit") if match["unit"] else match.end("mag") if match["mag"] else numeral.end
        if (
            second.start == numeral.end + 1
            and folded[numeral.end] == ":"
            and folded[second.start : second.end] == "1"
        ):
            # 2.35:1
            index += 1
            spans = ((numeral.start, numeral.end), (second.start, second.end))
            lower = tail.match(folded, second.end, end)
            assert lower is not None
            stop = lower.end() if lower["after"] else second.end
            found.append(
                Quantity(numeral.start, stop, spans, numeral.value, None, None, "none", after_of(lower), form="ratio")
            )
            continue
        if first_end == numeral.end:
            slashed = _rate(folded, numeral, second) or _slashed(folded, numeral, second)
            if slashed is not None:
                # 死亡率下降到18/10万以下   减少1/3
                index += 1
                found.append(slashed)
                continue
        if second.start == match.end() and match["mag"] in ("万", "亿") and match["unit"] is None:
            # 1万6千多户
            lower = tail.match(folded, second.end, end)
            assert lower is not None
            index += 1
            found.append(_composed(numeral, match["mag"], second, lower))
            continue
        if second.start - first_end <= 4 and match["after"] is None:
            gap = _gap().fullmatch(folded, first_end, second.start)
            if gap and numeral.chinese == second.chinese and second.value > numeral.value:
                upper = tail.match(folded, second.end, end)
                assert upper is not None
                index += 1
                found.append(_range(folded, numeral, match, second, upper))
                continue
        found.append(_plain(folded, numeral, match))
    if taken:
        found.sort(key=lambda quantity: quantity.start)
    if len(found) > 1 and folded.find("分别", max(0, found[0].start - SEVERALLY), found[-1].start) >= 0:
        _share_units(folded, found)
    return found


def _tiers(folded: str, numeral: Numeral) -> Quantity:
    """Return so many tiers: 3级以内."""
    stop = numeral.end + 1
    after = next((word for word in after_words() if folded.startswith(word, stop)), "")
    return Quantity(
        numeral.start,
        stop + len(after),
        ((numeral.start, numeral.end),),
        numeral.value,
        None,
        "级",
        "count",
        after_words().get(after),
        numeral.chinese,
    )


def _share_units(folded: str, found: list[Quantity]) -> None:
    """Give the numbers of 分别不少于10、9、8个小时 the unit that only the last one carries."""
    for index in range(len(found) - 2, -1, -1):
        quantity, later = found[index], found[index + 1]
        if later.unit is None or quantity.form != "number" or later.form != "number":
            continue
        # 分别提高1个、2个百分点   分别压缩至3个、2个工作日
        begun = quantity.unit == "个" and later.unit.startswith("个") and later.unit != "个"
        if quantity.unit is not None and not begun:
            continue
        gap = folded[quantity.end : later.start].strip(" ")
        if gap in ("、", "和", "与", "及") and folded.find("分别", max(0, quantity.start - SEVERALLY), quantity.start) >= 0:
            found[index] = replace(quantity, unit=later.unit, kind=later.kind)


@cache
def _cue() -> re.Pattern[str]:
    # 全覆盖   翻番   过半   三分之一   翻倍   倍增   百分百   零增长   百强
    return re.compile("全覆盖|番|翻倍|半|分之|百分百|倍增|零增长|百强|千强")


def has_specials(folded: str, start: int, end: int) -> bool:
    """Say whether `folded[start:end]` may hold a quantity that is a word (全覆盖, 翻番, 过半, 三分之一)."""
    return _cue().search(folded, start, end) is not None


@cache
def gets_among() -> re.Pattern[str]:
    """Return the pattern of how somebody gets among the best, up to their number."""
    # 争取(进入全国)百强   (跻身中国县域经济)五十强
    verbs = "进入|跻身|入围|入选|冲刺|挺进|冲进|迈入|重返|晋级|步入|跨入|稳居|位列|进位"
    return re.compile(rf"(?P<verb>{verbs})[一-鿿]{{0,12}}$")


@cache
def closes_the_best() -> re.Pattern[str]:
    """Return the pattern of N强 behind its number where it ends the phrase: 百(强), 百(强县), 500(强榜单)."""
    ends = "县|市|区|镇|乡|县市|城市|医院|园区|企业|高校|行列|榜单|之列|榜"
    return re.compile(rf"强(?:{ends}){{0,2}}(?=$|[,。;、!)(\n”]|并)")


_NUMERALS = frozenset((*DIGITS, *"十百千0123456789"))
"""Before 百 these make another number of it: 五百强."""


def _among_the_best(folded: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the 百 of 进入全国百强, which is a numeral nowhere else; 新增百强企业 ranks nobody."""
    for word, value in (("百强", 100), ("千强", 1000)):
        at = folded.find(word, start, end)
        while at >= 0:
            alone = folded[at - 1 : at] not in _NUMERALS
            if alone and gets_among().search(folded, max(start, at - 16), at) and closes_the_best().match(folded, at + 1):
                yield Quantity(at, at + 1, ((at, at + 1),), Decimal(value), None, None, "none", None, True)
            at = folded.find(word, at + 2, end)


def _split_chinese(folded: str, numeral: Numeral) -> tuple[Decimal, str]:
    """Return the value and the magnitude that belongs to the unit: 二十万人 is 20 万人."""
    if numeral.chinese and numeral.end - numeral.start > 1 and folded[numeral.end - 1] in LARGE_UNITS:
        written = folded[numeral.start : numeral.end]
        value = chinese_value(written[:-1])
        if value is not None:
            return value, written[-1]
    return numeral.value, ""


def _plain(folded: str, numeral: Numeral, match: re.Match[str]) -> Quantity:
    value, magnitude = _split_chinese(folded, numeral) if numeral.chinese else (numeral.value, "")
    unit, kind, after = suffix_of(match.groups(), magnitude)
    span = (numeral.start, numeral.end)
    return Quantity(numeral.start, match.end(), (span,), value, None, unit, kind, after, numeral.chinese)


def _range(folded: str, first: Numeral, match: re.Match[str], second: Numeral, upper: re.Match[str]) -> Quantity:
    low, _ = _split_chinese(folded, first)
    high, magnitude = _split_chinese(folded, second)
    unit, kind = unit_of(upper, magnitude)
    if unit is None:
        unit, kind = unit_of(match)
    spans = ((first.start, first.end), (second.start, second.end))
    return Quantity(first.start, upper.end(), spans, low, high, unit, kind, after_of(upper), first.chinese)


@cache
def _per_many() -> re.Pattern[str]:
    """Return the pattern of a rate's denominator and the comparator after it."""
    after = "|".join(sorted(map(re.escape, after_words()), key=lambda word: (-len(word), word)))
    return re.compile(rf" ?/ ?10 ?万(?:人口|人)?(?P<after>{after})?")


def _rate(folded: str, numeral: Numeral, second: Numeral) -> Quantity | None:
    """Return 18/10万 as the value 18 of the unit /10万, or None where no such denominator follows."""
    match = _per_many().match(folded, numeral.end)
    if match is None or match.start() + 4 < second.start:
        return None
    spans = ((numeral.start, numeral.end), (second.start, second.end))
    return Quantity(numeral.start, match.end(), spans, numeral.value, None, "/10万", "share", _after_of_word(match))


@cache
def _fraction() -> re.Pattern[str]:
    """Return the pattern of a fraction's rest: the stroke and the whole."""
    after = "|".join(sorted(map(re.escape, after_words()), key=lambda word: (-len(word), word)))
    return re.compile(rf"/(?P<whole>\d{{1,2}})(?![\d./年月日万亿])(?P<after>{after})?")


def _slashed(folded: str, numeral: Numeral, second: Numeral) -> Quantity | None:
    """Return 1/3 as a fraction, or None where no proper fraction is written."""
    match = _fraction().match(folded, numeral.end)
    dated = numeral.start > 0 and folded[numeral.start - 1] in "/.-0123456789"
    if match is None or dated or numeral.end - numeral.start > 2 or not 0 < numeral.value < second.value:
        return None
    value = (numeral.value / second.value).quantize(Decimal("0.0001")).normalize()
    spans = ((numeral.start, numeral.end), (second.start, second.end))
    comparator = _after_of_word(match)
    return Quantity(numeral.start, match.end(), spans, value, None, None, "none", comparator, form="fraction")


def _after_of_word(match: re.Match[str]) -> Comparator | None:
    """Return the comparator that a match names as `after`."""
    return after_words().get(match["after"] or "")


def _composed(numeral: Numeral, magnitude: str, second: Numeral, lower: re.Match[str]) -> Quantity:
    """Return 1万6千多户 as 1.6 万户."""
    factor = {"千": 1000, "百": 100, "十": 10, "万": LARGE_UNITS["万"]}.get(lower["mag"] or "", 1)
    value = numeral.value + second.value * factor / LARGE_UNITS[magnitude]
    unit = lower["unit"]
    written = magnitude + (unit or "")
    spans = ((numeral.start, numeral.end), (second.start, second.end))
    kind = unit_of(lower)[1] if unit else "none"
    return Quantity(
        numeral.start,
        lower.end(),
        spans,
        value,
        None,
        written.replace("(", "（").replace(")", "）"),
        kind,
        after_of(lower),
    )


def _special(match: re.Match[str]) -> Quantity:
    """Return the quantity that a word states."""
    start, end = match.span()
    if match["cover"]:
        return Quantity(start, end, ((start, start),), Decimal(100), None, "%", "share", None, form="cover")
    if match["zero"]:
        return Quantity(start, end, ((start, start),), Decimal(0), None, "%", "share", None, form="zero")
    if match["fold"]:
        times = DIGITS[match["times"]] if match["times"] else 1
        number = match.span("times") if match["times"] else (start, start)
        return Quantity(start, end, (number,), Decimal(2) ** times, None, None, "none", None, form="fold")
    if match["half"]:
        at = match["half"].find("一半")
        number = (start + at, start + at + 1) if at >= 0 else (start, start)
        after: Comparator | None = "more_than" if match["half"] in ("过半", "超半数") else None
        if match["half"].endswith("以上"):
            after = "at_least"
        elif match["half"].endswith("左右"):
            after = "about"
        return Quantity(start, end, (number,), Decimal("0.5"), None, None, "none", after, True, "half")
    if match["lower"]:
        lower, upper = chinese_value(match["lower"]), chinese_value(match["upper"])
        assert lower is not None  # a single digit always has a value
        assert upper is not None
        value = (upper / lower).quantize(Decimal("0.0001")).normalize()
        after = after_words().get(match["fraction_after"] or "")
        numbers = (match.span("lower"), match.span("upper"))
        return Quantity(start, end, numbers, value, None, None, "none", after, True, "fraction")
    if match["hundred"]:
        return Quantity(start, end, ((start, end),), Decimal(100), None, "%", "share", None, True)
    written = match["percent"]
    percent = (
        Decimal(100) if written == "百" else chinese_value(written) if not written[0].isdigit() else Decimal(written)
    )
    return Quantity(
        start,
        end,
        (match.span("percent"),),
        percent or Decimal(0),
        None,
        "‰" if match["whole"] == "千" else "%",
        "share",
        after_words().get(match["percent_after"] or ""),
        True,
    )
