"""Printed numbers at the head of a paragraph: 第一章, 一、, （一）, 1., 1、, （1）, ①."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from extractors.reading.numerals import chinese_value
from schemas.profile import NumberForm
from schemas.records import maker, quick

COARSE = ("plan", "heading", "part", "chapter", "division")
"""Styles that only ever head other items."""

_DECIMALS = ("decimal_top", "decimal", "decimal_deep", "decimal_deepest")
"""Styles of 1, 1.1, 1.1.1 and 1.1.1.1: each stands under the one before."""

_HAN = "[零一二三四五六七八九十百]"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛❶-❿"


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """A printed number: its style, the number as printed without punctuation, its value, and where it ends."""

    style: str
    number: str
    value: int
    end: int


_label_of = maker(Label)


@cache
def _pattern() -> re.Pattern[str]:
    """All labels, tried at the head of a paragraph. Each alternative with a line that begins with it."""
    return re.compile(
        rf"(?=[第(0-9{_HAN[1:-1]}{_CIRCLED}-])(?:"  # what any begins with: one look at most paragraphs that have none
        + "|".join(
            (
                rf"(?P<part>第{_HAN}{{1,3}}(?:篇|编|部分))",  # 第一篇 总体战略
                rf"(?P<chapter>第(?:{_HAN}{{1,3}}|\d{{1,2}})章)",  # 第二章　政策征集
                rf"(?P<division>第(?:{_HAN}{{1,3}}|\d{{1,2}})节)",  # 第一节　发展基础
                rf"(?P<article>第(?:{_HAN}{{1,4}}|\d{{1,3}})条)(?![例款])",  # 第三条 各部门应当
                rf"(?P<han_paren>\({_HAN}{{1,4}}\))[、.]?",  # （三）推进…
                r"(?P<arabic_paren>\([0-9]{1,3}\)|[0-9]{1,3}\))[、.]?",  # （1）开展…
                # 一、聚焦… ; not 一、二级医院 ; —、总体目标 (a dash typed for 一)
                rf"(?P<han_comma>{_HAN}{{1,4}}(?:、|\.|,(?=\S))|-、)(?!{_HAN}{{1,2}}[级线类期批])",
                r"(?P<decimal>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?=[ \t、.]{0,4}[^\d\s.%°个家万亿年])",  # 1.1 建设…
                r"(?P<arabic_dot>[0-9]{1,3}\.)(?![0-9])",  # 12. 持续…
                r"(?P<arabic_comma>[0-9]{1,3}、)(?![0-9]+、)",  # 3、推进…
                rf"(?P<circled>[{_CIRCLED}])[、.]?",  # ①建立…
            )
        )
        + ")"
    )


def read_label(folded: str, start: int, end: int) -> Label | None:
    """Return the label at the head of `folded[start:end]`, or None.

    >>> read_label("12. 持续推进", 0, 8)
    Label(style='arabic_dot', number='12', value=12, end=4)
    >>> read_label("1.5万户居民", 0, 7) is None
    True
    """
    match = _pattern().match(folded, start, end)
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup
    printed = match.group(style)
    number = printed if printed[0] == "第" else printed.strip("()、.,")
    if style == "circled":
        number = str(int(unicodedata.numeric(printed[0])))
    if style == "decimal":
        style = _DECIMALS[number.count(".")]
    after = match.end()
    while after < end and folded[after] in " \t":
        after += 1
    if after >= end:
        return None
    return _label_of(style, number, int(number) if number.isdecimal() else _value(number), after)


@cache
def _plain() -> re.Pattern[str]:
    """1  总体要求   (where 1.1 and 1.2 stand below it)"""
    return re.compile(r"(?P<number>[0-9]{1,2})[ \t]{1,4}(?=[一-鿿])")


def read_plain(folded: str, start: int, end: int, below: str) -> Label | None:
    """Return the bare number of a heading over the decimal number `below`, or None.

    >>> read_plain("2  重点任务", 0, 7, "2.1"), read_plain("3  家企业", 0, 6, "2.1")
    (Label(style='decimal_top', number='2', value=2, end=3), None)
    """
    match = _plain().match(folded, start, end)
    if match is None or below != f"{match['number']}.1":
        return None
    return Label("decimal_top", match["number"], int(match["number"]), match.end())


@cache
def _worded(forms: tuple[NumberForm, ...]) -> re.Pattern[str]:
    """任务一:…   第一项 …   措施3、…"""
    each = (rf"{re.escape(form.before)} ?(?:{_HAN}{{1,4}}|\d{{1,3}}) ?{re.escape(form.after)}" for form in forms)
    return re.compile(rf"[\[【(]?(?P<number>{'|'.join(each)})(?:[\]】)][:、.,]?|[:、.,]|(?=\s))")


def read_worded(folded: str, start: int, end: int, forms: tuple[NumberForm, ...]) -> Label | None:
    """Return the number with words around it at the head of `folded[start:end]`, or None.

    >>> read_worded("任务二:建好站点", 0, 8, (NumberForm("任务", ""),))
    Label(style='worded', number='任务二', value=2, end=4)
    """
    match = _worded(forms).match(folded, start, end)
    if match is None:
        return None
    number = match["number"]
    digits = re.search(rf"{_HAN}{{1,4}}|\d{{1,3}}", number)
    after = match.end()
    while after < end and folded[after] in " \t":
        after += 1
    return Label("worded", number, _value(digits.group()) if digits else 0, after) if after < end else None


def _value(number: str) -> int:
    """Return a printed number as an integer: the last part of 1.2.3, the inside of 第三条."""
    bare = number.strip("第章节条篇编部分")
    if bare.isdigit():
        return int(bare)
    if bare and all(character.isdigit() or character == "." for character in bare):
        return int(bare.rsplit(".", 1)[-1])
    value = chinese_value("一" if bare == "-" else bare)
    return int(value) if value is not None else 0
