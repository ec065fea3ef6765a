"""Tell units, collectives and times by the form of the word; the words come from the lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extractors.lexicons import load
from extractors.reading.text import fold


@cache
def lexicon_words(lexicon: str, table: str, key: str = "words") -> tuple[str, ...]:
    """Return the words of one table of a lexicon, longest first, folded to half width."""
    found = {word for entry in load(lexicon)[table] for word in entry[key]}
    return tuple(sorted(map(fold, found), key=lambda word: (-len(word), word)))


def alternatives(words: Iterable[str]) -> str:
    """Return a non-capturing group that matches any of the words."""
    return "(?:" + "|".join(re.escape(word) for word in words) + ")"


@cache
def _strong() -> re.Pattern[str]:
    # 局养老服务科   区婚姻(收养)登记中心   市交通委(市道运局)
    return re.compile(alternatives(lexicon_words("unit_endings", "strong")) + r"$")


@cache
def _place() -> re.Pattern[str]:
    # 朝阳区   16区   西咸新区
    return re.compile(alternatives(lexicon_words("unit_endings", "place")) + r"$")


@cache
def _not_unit() -> tuple[frozenset[str], tuple[str, ...]]:
    words = lexicon_words("unit_endings", "not_unit")
    return frozenset((*words, *lexicon_words("unit_endings", "not_alone"))), tuple(word for word in words if len(word) > 1)


@cache
def _short() -> re.Pattern[str]:
    # 妇联   市妇联   共青团中央
    level = alternatives(lexicon_words("unit_endings", "level"))
    return re.compile(rf"{level}?{alternatives(lexicon_words('unit_endings', 'short'))}$")


@cache
def _stem() -> re.Pattern[str]:
    # 公安   市民政
    level = alternatives(lexicon_words("unit_endings", "level"))
    return re.compile(rf"{level}?{alternatives(lexicon_words('unit_endings', 'stem'))}$")


def is_short_unit(name: str) -> bool:
    """Tell whether a word is a unit's short name or a stem that stands for one: 妇联, 民政."""
    return bool(_short().fullmatch(name) or _stem().fullmatch(name))


@cache
def _level() -> re.Pattern[str]:
    return re.compile(alternatives(lexicon_words("unit_endings", "level")))


def without_note(name: str) -> str:
    """Return a name without the bracket at its end: 市交通委(市道运局) is 市交通委."""
    if name.endswith(")") and "(" in name:
        depth = 0
        for offset in range(len(name) - 1, -1, -1):
            depth += (name[offset] == ")") - (name[offset] == "(")
            if not depth:
                return name[:offset].rstrip() or name
    return name


@lru_cache(8192)
def is_strong_unit(name: str) -> bool:
    """Tell whether a name ends as a unit does: 区民政局, 市公安局交管局, 妇联; 干部 and 社会 do not.

    >>> [is_strong_unit(name) for name in ("区民政局", "市妇联", "工业", "老干部", "朝阳区")]
    [True, True, False, False, False]
    """
    name = without_note(name)
    exactly, endings = _not_unit()
    if name in exactly or name.endswith(endings):
        return False
    if _strong().search(name):
        return len(name) >= 2
    return bool(_short().match(name))


@lru_cache(8192)
def is_place(name: str) -> bool:
    """Tell whether a name is that of a place that acts as a unit: 朝阳区, 北京经济技术开发区."""
    name = without_note(name)
    return 2 <= len(name) <= 12 and bool(_place().search(name)) and not name.endswith(_not_unit()[1])


@lru_cache(8192)
def is_unit(name: str) -> bool:
    """Tell whether a name has the form of a unit, a place or a collective, or is a stem for a unit (民政)."""
    return is_strong_unit(name) or is_place(name) or is_collective(name) or bool(_stem().match(name))


def has_level(name: str) -> bool:
    """Tell whether a name begins as units do (市…, 国家…, 各…)."""
    return bool(_level().match(name))


@cache
def _collective() -> tuple[re.Pattern[str], re.Pattern[str]]:
    begin = alternatives(lexicon_words("collectives", "beginning"))
    marker = alternatives(lexicon_words("collectives", "marker"))
    kind = alternatives(lexicon_words("collectives", "kind"))
    after = alternatives(lexicon_words("collectives", "after_kind"))
    admin = alternatives(lexicon_words("collectives", "admin"))
    many = rf"全[市省区县州]|(?:\d+|[两二三四五六七八九十]+)(?:个|家|大|{admin}$)"
    # 相关科室和局属单位   16区   三大国有公司   17个帮扶集团牵头单位
    first = re.compile(rf"{begin}(?!金融监管|金融管理|金融局|志|合作|债务|事务|联络|税务|史)|{many}")
    # 区县(自治县)政府   乡镇人民政府   市县两级政府
    alone = rf"[省市县区州局厅]?(?:级|直|属)?{kind}(?:\([^()]{{1,12}}\))?{after}?$|(?:[省市县区镇乡]、?){{2,5}}两?三?级"
    # 市级有关部门   市政府各部门   市、区有关部门
    return first, re.compile(rf"(?:{alone})|.{{0,14}}?{marker}|.{{1,8}}各(?!界)|.{{0,6}}、{admin}")


@lru_cache(8192)
def is_collective(name: str) -> bool:
    """Tell whether a name stands for units of a kind and not for one: 各街镇, 相关科室和局属单位, 16区.

    >>> [is_collective(name) for name in ("各街镇", "16区", "市政府各部门", "区县(自治县)政府", "韩城市政府")]
    [True, True, True, True, False]
    """
    first, second = _collective()
    return bool(first.match(name) or second.match(name))


def has_own_marker(name: str) -> bool:
    """Tell whether a collective says so by its first words (各…, 市各…), not only by its kind (局属单位)."""
    # 各区政府   市各相关部门   有关区县政府
    return bool(re.match(r"[省市区县州局]?(?:级|直|政府|委)?(?:各|相关|有关|全体|所有|其他)", name))


@cache
def _kind_only() -> re.Pattern[str]:
    kind = alternatives(lexicon_words("collectives", "kind"))
    return re.compile(rf"{kind}(?:\([^()]{{1,12}}\))?{alternatives(lexicon_words('collectives', 'after_kind'))}?$")


def is_kind(name: str) -> bool:
    """Tell whether a name is a kind of unit and nothing more: 单位, 局属单位, 配合部门."""
    return bool(_kind_only().match(name))


@cache
def _time() -> re.Pattern[str]:
    # 2021年10月   年底前   持续推进   2023年10月底前完成首批并持续推进   长期坚持   每季度   春节前   到2027年
    return re.compile(
        r"(?:(?:力争|争取|确保|原则上|于|在|从|自|到|至|截至|计划|预计)?"
        r"(?:\d{2,4} ?年|\d{1,2} ?月|\d{1,2} ?日|\d{4}[-./]\d{1,2}|第?[一二三四1-4]季度|[上下]半年|今年|明年|本年|当年|次年"
        r"|年[底内初中末]|[一二三四五六七八九十]{1,3}月|“十[四五六]五”|春节|元旦|国庆|五一|汛期|全年|近期|中期|月底|季度末"
        r"|每[年月周季日]|每半年|每季度)"
        r"|(?:并|且)?(?:持续|长期|常年|常态化|立即|即时|适时|按时|随时|按月|按季|按年|逐年|分年度|分阶段|实时|即知即改|立行立改"
        r"|按(?:照)?(?:计划|进度|时限|节点|要求)))"
    )


@cache
def _not_time() -> re.Pattern[str]:
    return re.compile(r"牵头|负责|委|局|厅|[一-鿿]办(?!理|公|结|好|成)")


@lru_cache(4096)
def is_time(text: str) -> bool:
    """Tell whether a stretch between separators names a time: 2025年6月底前, 年内完成, 持续推进.

    >>> [is_time(text) for text in ("2023年10月底前完成首批并持续推进", "长期坚持", "市教委", "16区")]
    [True, True, False, False]
    """
    return len(text) <= 40 and bool(_time().match(text)) and not _not_time().search(text)
