"""Read one member of a list: a unit, several joined by 和 or ended by 等, a person with a post, a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors.fields.party_labels import read_label
from extractors.fields.party_people import has_surname, is_person, is_title, may_be_person, split_title
from extractors.fields.party_words import (
    has_level,
    has_own_marker,
    is_collective,
    is_kind,
    is_place,
    is_strong_unit,
    is_time,
    is_unit,
    lexicon_words,
    without_note,
)
from schemas.records import maker, quick

Slot = Literal["departments", "officials", "parties"]
PartKind = Literal["unit", "person", "time"]


@quick
@dataclass(frozen=True, slots=True)
class Part:
    """A member of a list: `[start, end)` counts from the list's own start; `title` is a person's post.

    `mark` is a role word in a bracket after the name, as in 区民政局（牵头）; `doubtful` says that it may be two units,
    or that only its label makes it a person.
    """

    start: int
    end: int
    kind: PartKind
    collective: bool = False
    title: tuple[int, int] | None = None
    mark: str | None = None
    doubtful: bool = False


_part_of = maker(Part)


def moved(part: Part, by: int) -> Part:
    """Return a part whose spans count from `by` characters before."""
    title = (part.title[0] + by, part.title[1] + by) if part.title else None
    return _part_of(part.start + by, part.end + by, part.kind, part.collective, title, part.mark, part.doubtful)


@lru_cache(8192)
def read_member(word: str, slot: Slot) -> tuple[Part, ...]:
    """Read one member, which may still hold several joined by 和 or ended by 等; the same names recur all the time.

    >>> [(part.start, part.end) for part in read_member("区民政局和各镇", "departments")]
    [(0, 4), (5, 7)]
    """
    return tuple(_members_of(word, 0, len(word), slot))


def _members_of(text: str, start: int, end: int, slot: Slot) -> Iterator[Part]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".:!"):
        end -= 1
    numbered = _numbered().match(text[start:end])
    if numbered:
        start += numbered.end()
    word = text[start:end]
    if not word or _nothing().match(word):
        return
    if is_time(word):
        yield Part(start, end, "time")
        return
    if slot != "departments" and word.endswith("等") and is_person(word[:-1], official=True):
        yield Part(start, end - 1, "person")
        return
    if slot != "departments" or not is_unit(word):
        person = _read_person(text, start, end, slot)
        if person:
            yield from person
            return
    others = _and_others().search(word)
    if others and others.start():
        yield from _joined(text, start, start + others.start())
        rest = start + others.end()
        following = _joined_after().match(text, rest, end)
        if following:
            rest = following.end()
        if rest < end and not _no_one().match(text[rest:end]):
            yield from _joined(text, rest, end)
        return
    if others:
        rest = start + others.end()
        if not _no_one().match(text[rest:end]):
            following = _joined_after().match(text, rest, end)
            yield from _joined(text, following.end() if following else rest, end)
        return
    yield from _joined(text, start, end)


def is_kind_tail(word: str) -> bool:
    """Tell whether a word alone only finishes a name: 政府, 办公室, 管委会."""
    return word in ("政府", "人民政府", "办公室", "管委会", "委员会", "办事处", "部门", "单位", "中心", "会")


def _joined(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield the units of a stretch, split at a conjunction only where both sides are units of their own."""
    begin = start
    for match in _and().finditer(text, start, end):
        if match.start() <= begin or text.count("(", begin, match.start()) != text.count(")", begin, match.start()):
            continue
        left, right = text[begin : match.start()].strip(), text[match.end() : end].strip()
        if left and right and _parts_company(left, right):
            yield from _unit(text, begin, match.start())
            begin = match.end()
    if begin == start and text[start:end].startswith(("和", "及", "与")):
        following = _and().match(text, start, end)
        if following and is_unit(text[following.end() : end]) and not is_strong_unit(text[start : following.end() + 1]):
            begin = following.end()
    yield from _unit(text, begin, end)


def _parts_company(left: str, right: str) -> bool:
    """Tell whether “left 和 right” are two parties (区民政局和各镇) and not one name (工业和信息化局)."""
    following = _and().split(right, maxsplit=1)[0]
    if is_collective(left):
        if is_kind_tail(right):
            return False
        if has_own_marker(right):
            return has_own_marker(left) is False or not is_kind(right)
        if is_kind(left) and not has_own_marker(left):
            return False
        return not is_collective(right) and (is_strong_unit(right) or is_place(right))
    if is_strong_unit(left):
        if is_collective(right) or has_level(right):
            return is_unit(right) or is_unit(following) or is_collective(following)
        return is_strong_unit(right) and len(left) > 2 and len(right) > 2 and left not in lexicon_words("unit_endings", "bare_thing")
    return is_place(left) and (is_place(following) or has_own_marker(right)) and len(left) >= 2


def _unit(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield the unit of a stretch, with a role mark or a person in the bracket behind it told apart."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    mark: str | None = None
    bracket = _mark().search(text[start:end])
    people: tuple[Part, ...] = ()
    if bracket and bracket.start():
        inner = bracket.group(1)
        if read_label(inner) is not None or inner in ("牵头", "主办", "协办", "配合", "负责"):
            mark, end = inner, start + bracket.start()
        elif is_person(inner, official=False):
            people = (Part(start + bracket.start(1), start + bracket.end(1), "person"),)
            end = start + bracket.start()
    name = "".join(text[start:end].split())
    if not name or len(name) > 60 or not _han().search(name):
        return
    unit = is_unit(name)
    if not unit and (len(name) < 2 or _sentence().search(name)):
        return
    if unit and len(name) > 12 and _sentence().search(without_note(name)) and not is_collective(name):
        return
    yield Part(start, end, "unit", is_collective(name), None, mark, bool(_two_endings().match(name)))
    yield from people


def _read_person(text: str, start: int, end: int, slot: Slot) -> tuple[Part, ...]:
    """Return the person that a stretch names, with post and unit beside the name; empty if it names none."""
    word = text[start:end]
    official = slot == "officials"
    close = "".join(word.split())
    if is_person(close, official) and not (slot == "departments" and " " not in word and is_unit(close)):
        return (Part(start, end, "person"),)
    labelled = slot == "officials"
    bracket = re.match(r"(?P<name>[^()]{2,12}?)\s?\((?P<inner>[^()]{1,30})\)$", word)
    if bracket and _is_named(re.sub(r"\s", "", bracket["name"]), labelled or is_title(bracket["inner"])):
        inner = start + bracket.start("inner"), start + bracket.end("inner")
        unknown = not has_surname(bracket["name"])
        person = Part(start, start + bracket.end("name"), "person", doubtful=unknown)
        if is_title(bracket["inner"]):
            return (Part(person.start, person.end, "person", title=inner, doubtful=unknown),)
        if is_strong_unit(bracket["inner"]):
            return person, Part(*inner, "unit", is_collective(bracket["inner"]))
        return (person,)
    named = split_title(word.removesuffix("同志"), named=labelled) if slot != "departments" or not is_strong_unit(close) else None
    if named is not None:
        (left, right), (first, last) = named
        unknown = not has_surname(word[left:right])
        return (Part(start + left, start + right, "person", title=(start + first, start + last), doubtful=unknown),)
    if word.endswith("同志") and _is_named(word[:-2], labelled):
        return (Part(start, end - 2, "person", doubtful=not has_surname(word)),)
    if slot == "officials" and is_title(close):
        return (Part(start, end, "person"),)
    if slot == "departments" and is_strong_unit(close):
        return ()
    spaced = re.match(r"(?P<unit>\S{2,30})\s+(?P<name>\S{2,4}|\S \S)$", word)
    if spaced and is_person(spaced["name"].replace(" ", ""), official=True) and is_strong_unit(spaced["unit"]):
        unit = Part(start, start + spaced.end("unit"), "unit", is_collective(spaced["unit"]))
        return unit, Part(start + spaced.start("name"), end, "person")
    joined = _unit_and_name(word) if slot != "departments" else None
    if joined is not None:
        unit = Part(start, start + joined, "unit", is_collective(word[:joined]))
        return unit, Part(start + joined, end, "person")
    if slot != "departments" and is_title(close) and not is_strong_unit(close):
        return (Part(start, end, "person"),)
    if labelled and may_be_person(close):
        return (Part(start, end, "person", doubtful=not has_surname(close)),)
    return ()


def _is_named(name: str, announced: bool) -> bool:
    """Tell whether a word is a name, of any surname where a label or a post announces one."""
    return is_person(name, official=True) or (announced and may_be_person(name))


def _unit_and_name(word: str) -> int | None:
    """Return where a person's name begins behind a unit's, as in 区教育局李明; None if the word is no such pair."""
    for size in (3, 2):
        if is_strong_unit(word[:-size]) and is_person(word[-size:], official=False):
            return len(word) - size
    return None


@cache
def _numbered() -> re.Pattern[str]:
    # 1.区民政局   (2)区财政局
    return re.compile(r"\(?\d{1,2}[).、](?!\d)")


@cache
def _and_others() -> re.Pattern[str]:
    # 市统计局等   省财政厅等省级相关部门   商务部等和各省级人民政府   人力资源社会保障部等有关部门和单位
    return re.compile(r"(?<![平高中初优同特劣均对何上下])等(?!级|次|候|待|离|额|教育|院校|学校|职业)")


@cache
def _no_one() -> re.Pattern[str]:
    # What may follow 等 without naming anyone: 等部门, 等12个单位, 等部门和单位.
    return re.compile(
        r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|多)?(?:个|家)?"
        r"(?:(?:部门|单位|机构|科室|处室|企业|县区|区县|地)(?:[和、](?:部门|单位|机构))?)?$"
    )


@cache
def _joined_after() -> re.Pattern[str]:
    return re.compile(r"(?:部门|单位)?(?:以及|和|及|与|、)")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(r"以及|和|及|与")


@cache
def _mark() -> re.Pattern[str]:
    # A name that is no name: 市教委（牵头） holds a mark.
    return re.compile(r"\(([^()]{2,10})\)$")


@cache
def _two_endings() -> re.Pattern[str]:
    # 市科委中关村管委会: a second ending after a first one inside one name
    return re.compile(
        r"[省市区县][^省市区县()]{1,8}?(?<!公安)(?<![省市区县])[委局厅](?!员)(?=[^()]{3,20}(?:管委会|[局委厅])$)"
    )


@cache
def _sentence() -> re.Pattern[str]:
    # Words that a sentence has and a name has not.
    return re.compile(r"的|应当|应该|必须|不得|按照|根据|通过|是否|[要须将被]|负责|确保|切实|认真|严格")


@cache
def _han() -> re.Pattern[str]:
    return re.compile(r"[一-鿿]")


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(r"[-/无略~\s]*$")
