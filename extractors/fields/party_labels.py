"""Read labels: what 牵头单位, 责任单位及责任人 or 完成时限 announces, and where before a colon such a label stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors.fields.party_people import is_person, split_title
from extractors.fields.party_words import has_own_marker, is_strong_unit, lexicon_words
from extractors.lexicons import load
from extractors.reading.text import BULLETS
from schemas.breakdown import DepartmentRole, OfficialRole

LabelKind = Literal["departments", "officials", "parties", "time", "time_beside", "ignored", "unknown"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a label such as 牵头单位 announces. `parties` holds units or people, told apart by their form."""

    kind: LabelKind
    department: DepartmentRole = "responsible"
    official: OfficialRole = "responsible"


def _spaced(word: str) -> str:
    """Return a pattern for a word whose characters may stand apart, as in 责 任 单 位."""
    return " ?".join(map(re.escape, word))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(_spaced, words)) + ")"


@cache
def _role_of() -> dict[str, tuple[DepartmentRole, OfficialRole]]:
    entries = load("roles")["role"]
    return {word: (entry["department"], entry["official"]) for entry in entries for word in entry["words"]}


@cache
def _label_part() -> re.Pattern[str]:
    roles = load("roles")
    modifier, head = roles["modifier"][0], {entry["kind"]: entry["words"] for entry in roles["head"]}
    role = _any(lexicon_words("roles", "role"))
    units, people = (_any(sorted(head[kind], key=len, reverse=True)) for kind in ("departments", "officials"))
    # 牵头单位   主要责任单位   牵头市领导   责任人
    return re.compile(
        rf"(?:{_any(modifier['before'])} ?){{0,2}}(?P<role>{role})(?: ?{role}){{0,2}} ?"
        rf"(?:{_any(modifier['between'])} ?){{0,2}}(?:(?P<unit>{units})|(?P<person>{people}))"
    )


@cache
def _joined_part() -> re.Pattern[str]:
    head = {entry["kind"]: _any(sorted(entry["words"], key=len, reverse=True)) for entry in load("roles")["head"]}
    role = _any(lexicon_words("roles", "role"))
    # 责任单位及责任人   责任单位(责任人)   牵头单位/配合单位
    return re.compile(
        rf" ?(?:及其|以及|及|和|与|、|/|或|\() ?(?P<role>{role})?(?: ?{role}){{0,2}} ?"
        rf"(?:(?P<unit>{head['departments']})|(?P<person>{head['officials']}))\)?$"
    )


def _joined(first: tuple[DepartmentRole, OfficialRole], part: re.Match[str]) -> Label:
    """Return what a label of two parts announces; units of two roles in one list have none but that of answering."""
    second = _role_of()[part["role"].replace(" ", "")] if part["role"] else first
    if part["unit"] and second[0] != first[0]:
        return Label("parties", "responsible", "responsible")
    return Label("parties", first[0], second[1] if part["person"] else first[1])


@cache
def _unknown_label() -> re.Pattern[str]:
    # 审核单位   主持部门: a head with a word before it that the lexicon does not know
    # (not 加强组织领导, which heads a paragraph)
    none = "|".join(map(re.escape, lexicon_words("roles", "no_leaders")))
    return re.compile(rf"(?!.{{0,5}}(?:{none}).{{0,5}}领导$)[一-鿿]{{1,6}}(?:单位|部门|领导)$")


@cache
def _local_label() -> re.Pattern[str]:
    # 责任社区   配合学院   牵头村(社区)
    [local] = load("roles")["local"]
    return re.compile(rf"(?P<role>{_any(local['roles'])})(?:{_any(sorted(local['words'], key=len, reverse=True))})(?:\([^()]{{1,8}}\))?$")


@cache
def _leaders() -> re.Pattern[str]:
    # 市级领导   分包领导   包抓县级领导: whatever leaders are called, they are people (not 加强组织领导)
    none = "|".join(map(re.escape, lexicon_words("roles", "no_leaders")))
    return re.compile(rf"(?!.{{0,5}}(?:{none}))(?P<who>[一-鿿]{{1,6}})领导(?:同志|干部)?$")


def _names_leaders(words: str, whole: bool) -> bool:
    """Tell whether words are a label of leaders and nothing before it: 市级领导, not 区财政局市级领导 where a break was lost.

    What is cut out of a longer run (not `whole`) must begin as such a label does: 加强组 | 织领导 is none.
    """
    match = _leaders().match(words)
    if match is None or has_own_marker(words) or not (whole or words.startswith(lexicon_words("roles", "leaders"))):
        return False
    who = match["who"]
    return not any(is_strong_unit(who[:cut]) or is_person(who[:cut], official=False) for cut in range(2, len(who)))


@cache
def _other_labels() -> dict[str, LabelKind]:
    beside: dict[str, LabelKind] = dict.fromkeys(lexicon_words("roles", "time_beside"), "time_beside")
    firm: dict[str, LabelKind] = dict.fromkeys(lexicon_words("roles", "time"), "time")
    return beside | firm


@cache
def _note() -> re.Pattern[str]:
    # 责任(配合)单位   牵头单位(部门)
    return re.compile(r"\([^()]{1,8}\)")


@lru_cache(4096)
def read_label(text: str, *, whole: bool = True) -> Label | None:
    """Return what a label announces, or None if the text is no label; `whole` says that it was not cut out of a longer run.

    >>> read_label("协同责任单位")
    Label(kind='departments', department='supporting', official='responsible')
    >>> read_label("指导思想") is None
    True
    """
    close = text.replace(" ", "")
    if close in _other_labels():
        return Label(_other_labels()[close])
    if close in lexicon_words("roles", "headless"):
        return Label("parties", *_role_of()[close])
    match = _label_part().match(text)
    if match is None and "(" in text and not text.startswith("("):
        bare = _note().sub("", text)
        return read_label(bare) if bare != text else None
    local = _local_label().match(close) if match is None else None
    if local is not None:
        return Label("departments", *_role_of()[local["role"]])
    if match is None and _names_leaders(close, whole):
        return Label("officials")
    if match is None:
        return Label("unknown") if _unknown_label().match(close) and not has_own_marker(close) else None
    department, official = _role_of()[match["role"].replace(" ", "")]
    if official == "contact" and match["person"] and match["person"][-1] not in "人员志":
        # 联系领导, 联系县领导 look after a task; whom to ask is a 联系人
        official = "responsible"
    rest = text[match.end() :]
    if not rest:
        return Label("departments" if match["unit"] else "officials", department, official)
    joined = _joined_part().match(rest)
    if joined is not None:
        return _joined((department, official), joined)
    second = _label_part().fullmatch(rest.lstrip())
    if second is not None and match["unit"] and second["person"]:
        return Label("officials", *_role_of()[second["role"].replace(" ", "")])
    return None


_LONGEST_RUN = 20


@cache
def _to_last_mark() -> re.Pattern[str]:
    # Everything up to the last separator before a colon: …工作。 牵头单位:
    return re.compile(r"(?s:.*)[\n\t,;。:!?”》】〕\]]")


@cache
def _bullet() -> re.Pattern[str]:
    # A number or bullet before a label on its own line: 1.牵头单位   ——责任单位
    return re.compile(rf"^(?:[-·{BULLETS}*#>\s]{{1,4}}|\(?[\d一二三四五六七八九十]{{1,3}}[).、]\s?)")


@cache
def _subject() -> re.Pattern[str]:
    # 本项工作责任单位   该项任务牵头领导
    return re.compile(r"(?:工作|任务|项目|事项|措施|举措|目标|问题|行动|整改)$")


def label_before(window: str) -> tuple[int, Label] | None:
    """Return where in `window` (the text up to a colon) a label begins, and the label; None if there is none.

    >>> label_before("做好宣传。牵头单位")
    (5, Label(kind='departments', department='lead', official='lead'))
    """
    words = window.removesuffix("\n")  # a line may break just before the colon
    mark = _to_last_mark().match(words)
    begin = max(mark.end() if mark else 0, len(words) - _LONGEST_RUN)
    found = _label_ending(words[begin:])
    return None if found is None else (begin + found[0], found[1])


def _ends_value(words: str) -> bool:
    """Tell whether words can end the value of the label before: 区教育局, 李明, 副检察长 秋若蘅."""
    ends = (words.replace(" ", ""), words[words.rfind(" ") + 1 :])
    return any(is_strong_unit(end) or is_person(end, official=True) for end in ends) or split_title(words) is not None


@lru_cache(4096)
def _label_ending(run: str) -> tuple[int, Label] | None:
    """Return the label that ends a run of words without a separator: the same few recur in every notice."""
    if len(run) < 2:
        return None
    bullet = _bullet().match(run)
    starts = {0} | {offset + 1 for offset, character in enumerate(run) if character in " ()[〔【、"}
    if bullet:
        starts.add(bullet.end())
    unknown: tuple[int, Label] | None = None
    for start in sorted(starts):
        label = read_label(run[start:].strip())
        if label is not None:
            found = start + len(run[start:]) - len(run[start:].lstrip()), label
            if label.kind != "unknown":
                return found
            unknown = found if " " not in run[start:].strip() else unknown
    # 责任单位:区教育局配合单位:区财政局, where a line break was lost
    for start in range(2, len(run) - 1):
        label = read_label(run[start:], whole=False)
        if label is None or label.kind == "unknown":
            continue
        if _ends_value(run[:start]) or _subject().search(run[:start]):
            return start, label
    return unknown
