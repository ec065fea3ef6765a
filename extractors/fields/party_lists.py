"""Split a list of parties into its members: a 、, a space or a line break may be part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from extractors.fields.party_members import Part, Slot, is_kind_tail, moved, read_member
from extractors.fields.party_people import is_person, is_title, may_be_person
from extractors.fields.party_words import (
    alternatives,
    is_collective,
    is_place,
    is_strong_unit,
    is_time,
    is_unit,
    lexicon_words,
)

__all__ = ["Part", "Slot", "read_list"]


_LONGEST_PLACE = 4


@lru_cache(4096)
def read_list(text: str, slot: Slot) -> tuple[Part, ...]:
    """Return the members of a folded list in order, with spans that count from the list's start.

    >>> [(p.start, p.end) for p in read_list("区民政局、区婚姻(收养)登记中心,各市、县、区政府", "departments")]
    [(0, 4), (5, 16), (17, 25)]
    """
    if slot == "officials" and text.count(" ") > 1 and _wide_names().fullmatch(text):
        # names set wide, a line of a cell each, the lines run together
        spans = [match.span() for match in re.finditer(r"[一-鿿] [一-鿿]", text)]
        if all(is_person(text[left] + text[right - 1], official=True) for left, right in spans):
            return tuple([Part(left, right, "person") for left, right in spans])
    parts: list[Part] = []
    for start, end in _members(text, slot):
        for part in read_member(text[start:end], slot):
            if start:
                part = moved(part, start)
            # 区委常委、副区长李华: a post alone before a person with a post belongs to that person
            while part.title and part.title[1] <= part.start and parts and _is_post(text, parts[-1]):
                part = replace(part, title=(parts.pop().start, part.title[1]))
            parts.append(part)
    if slot != "officials" and len(parts) > 1 and "政府" in text:
        _name_places(text, parts)
    return tuple(parts)


def _name_places(text: str, parts: list[Part]) -> None:
    """Take names for places where the last of them says so: 成都、泸州、达州市人民政府."""
    for index in range(len(parts) - 1, 0, -1):
        if _of_a_place().fullmatch(text, parts[index].start, parts[index].end) is None:
            continue
        before = index - 1
        while before >= 0 and text[parts[before].end : parts[before + 1].start] == "、":
            part = parts[before]
            if part.end - part.start > _LONGEST_PLACE:
                break
            if part.kind == "person" and part.title is None:
                parts[before] = replace(part, kind="unit", doubtful=False)
            before -= 1


@cache
def _of_a_place() -> re.Pattern[str]:
    # 达州市人民政府   云溪县政府
    return re.compile(r"[一-鿿]{2,8}[市县区州盟旗](?:人民)?政府")


@cache
def _wide_names() -> re.Pattern[str]:
    # 陆 明俞 悦
    return re.compile(r"(?:[一-鿿] [一-鿿]){2,8}")


def _is_post(text: str, part: Part) -> bool:
    return part.kind == "person" and part.title is None and is_title(text[part.start : part.end])


def _members(text: str, slot: Slot) -> Iterator[tuple[int, int]]:
    """Yield the stretches between separators, those apart by mere space joined where one name was cut."""
    held: tuple[int, int] | None = None
    for match in _member().finditer(text):
        start, end = match.span()
        if held is not None:
            between = text[held[1] : start]
            if between == "、" and _completes(text[held[0] : held[1]], text[start:end]):
                held = (held[0], end)
                continue
            if between.isspace() and not _stand_apart(text[held[0] : held[1]], text[start:end], slot, "\t" in between):
                held = (held[0], end)
                continue
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _completes(left: str, right: str) -> bool:
    """Tell whether a word finishes the name before it: 各乡镇党委、政府; a bare 政府 or 办事处 is no name."""
    return ends_name_before(right) and _body().search(left) is not None


def ends_name_before(word: str) -> bool:
    """Tell whether a member may be the end of the name before it: 各乡镇党委、政府.

    >>> ends_name_before("政府"), ends_name_before("区政府")
    (True, False)
    """
    return _rest_of_body().match(word) is not None


@cache
def _rest_of_body() -> re.Pattern[str]:
    # 政府   管委会和县直有关部门
    return re.compile(r"(?:人民政府|政府|党委|党工委|管委会|办事处)(?=$|以及|和|及(?!其)|与)")


@cache
def _body() -> re.Pattern[str]:
    # 各乡镇党委   青山街道党工委   各镇街   (not 区教育局)
    return re.compile(rf"(?:党委|党工委|工委|政府|管委会|办事处|{alternatives(lexicon_words('collectives', 'kind'))})$")


def _stand_apart(left: str, right: str, slot: Slot, cells: bool) -> bool:
    """Tell whether two words with only space between them are two members and not one that was cut."""
    if cells or is_time(right):
        return True
    spaced, left = left, re.sub(r"\s", "", left)
    if " " in spaced and len(spaced) == 3 and is_person(left, official=True) and slot != "departments":
        return True
    if right.startswith("(") or left in lexicon_words("collectives", "beginning"):
        return False
    if (is_person(left, slot != "departments") and not is_strong_unit(left)) or (slot == "officials" and may_be_person(left)):
        return not (len(left) == 2 and len(right) == 1)
    if len(left) > 2 and right.startswith("各") and is_collective(right):
        # 高新园(邹区镇) 各街道
        return True
    if is_title(left) and (is_person(right, official=True) or may_be_person(right)):
        return False
    if is_strong_unit(left) or is_collective(left) or is_place(left):
        return not _subordinate().match(right) and not is_kind_tail(right)
    return slot == "officials" and not is_unit(left + right) and is_person(right, official=True)


def _admin() -> str:
    # 市   区(县)   地区行署
    return rf"{alternatives(lexicon_words('collectives', 'admin'))}(?:行政公署|行署)?(?:\([^()]{{1,12}}\))?"


@cache
def _member() -> re.Pattern[str]:
    """Members between separators; a 、 inside 各市、州、县人民政府 or 市、区有关部门 joins and does not separate."""
    admin = _admin()
    after = alternatives(lexicon_words("collectives", "after_kind"))
    boundary = r"(?=[、,;。/\s]|$|以及|和|及|与|等)"
    rest = r"(?:[^、,;。/:\s()“]|\((?:[^()]|\([^()]*+\))*+\)|“[^”]{0,30}”|[(“])"
    return re.compile(
        # 各市、州、县人民政府   各省、自治区、直辖市人民政府   各镇、街道
        rf"(?:各(?:有关|相关)?{admin}(?:、{admin}){{1,8}}{after}?{boundary}{rest}*+"
        # 相关科室、单位
        rf"|(?:各|相关|有关|全体)[^、,;。/\s()]{{0,10}}(?:科室|部门|处室|街道|镇|单位)"
        rf"、(?:直属|下属|所属)?(?:单位|部门|机构|企业){boundary}{rest}*+"
        # 市、区有关部门   县、乡两级政府
        rf"|(?:{admin}、){{1,4}}(?={admin})(?:{admin})?{rest}++"
        rf"|{rest}++)"
    )


def may_join_next(word: str) -> bool:
    """Tell whether a 、 behind a member may join it with the next: 各市、州、县人民政府, 相关科室、单位, 市、区有关部门.

    >>> may_join_next("各市"), may_join_next("区民政局")
    (True, False)
    """
    return _joining().fullmatch(word) is not None


@cache
def _joining() -> re.Pattern[str]:
    # 各市   市   相关科室: the first half of each shape of `_member` that holds a 、
    return re.compile(
        rf"(?:各(?:有关|相关)?)?{_admin()}|(?:各|相关|有关|全体)[^、,;。/\s()]{{0,10}}(?:科室|部门|处室|街道|镇|单位)"
    )


@cache
def _subordinate() -> re.Pattern[str]:
    return re.compile(r"[^省市区县]{0,4}(?:分行|支行|分公司|分局|支队|大队|分中心)$")
