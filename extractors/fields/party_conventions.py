"""Find the rule by which a document sets roles or adds parties for all its clauses: 列第一位者为牵头单位，下同."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.fields.party_lists import read_list
from extractors.reading.text import Reading
from schemas.breakdown import DepartmentRole


@dataclass(frozen=True, slots=True)
class Added:
    """A unit that the rule adds to every later clause: `[start, end)` is its name in the rule."""

    start: int
    end: int
    collective: bool


@dataclass(frozen=True, slots=True)
class Convention:
    """What a document states of all its clauses, `[start, end)` the words that state it, in force from `begins`.

    `first` and `others` are the roles of the first and of the further units of a list without a lead of its own
    (None: the rule says nothing of them); `added` join every clause that begins at or after `adds_from`.
    """

    start: int
    end: int
    begins: int
    first: DepartmentRole | None = None
    others: DepartmentRole | None = None
    added: tuple[Added, ...] = ()
    adds_from: int = 0


_ROLE_WORDS: dict[str, DepartmentRole] = {
    **dict.fromkeys(("牵头", "主办", "主责"), "lead"),
    **dict.fromkeys(("责任", "承办", "落实"), "responsible"),
    **dict.fromkeys(("配合", "协办", "参与", "协同", "参加", "协助"), "supporting"),
}


@cache
def _order() -> re.Pattern[str]:
    role = "(?:" + "|".join(_ROLE_WORDS) + ")"
    unit = "(?:单位|部门|科室)"
    return re.compile(
        # 列第一位者为牵头单位,下同   排在第一位的部门为牵头部门   责任单位中排名首位的是牵头单位
        rf"(?:[一-鿿]{{0,10}}(?:单位|部门|名单)中?,?)?(?:排列|排名|排序|排|列|居|位列|位于|名列)?[在于]?"
        rf"(?:第一|首|最前)[位个名家列面]?[的者]?(?:责任)?{unit}?,?即?(?:为|是|系|作为)(?:主要)?(?:该项(?:工作|任务))?的?"
        rf"(?P<first>{role})(?:责任)?(?:或汇总|或牵头|、汇总|负责)?{unit}(?:或汇总{unit})?"
        # 第一个为主要责任单位,其余为主要配合单位
        rf"(?:[,;、](?:其余|其他|其它|排在?后面|后面|其后)[^,;。)(]{{0,10}}?为(?:主要)?(?P<others>{role})(?:责任)?{unit})?"
        rf"(?:[,;、]?以?下同)?"
    )


@cache
def _addition() -> re.Pattern[str]:
    note = r"\([^()]{1,12}\)"  # 各县(市、区)
    later, unlisted = "(?:以下|下列|后续)", "[,;]不再(?:一一|逐一|重复|单独|另行)?(?:列出|列明|列示|注明|标注|[做作]?分工)"
    return re.compile(
        # 以下责任单位均包括各镇人民政府,不再列出
        rf"{later}[^,;。()]{{0,14}}?均?(?:包括|包含|含|涉及)(?P<list>(?:[^;。()]|{note}){{2,80}}?){unlisted}"
        # 以下均需试点区政府落实,不再列出
        rf"|{later}[^,;。()]{{0,8}}?均(?:需|须|由)(?P<doers>(?:[^,;。()]|{note}){{2,60}}?)(?:负责)?(?:落实|实施|负责){unlisted}"
        # 具体任务均涉及相关市(州)人民政府,不再做分工,下同
        rf"|(?:具体|上述|各项)?任务均涉及(?P<touched>(?:[^,;。()]|{note}){{2,60}}?){unlisted}[,;]?以?下同"
    )


@cache
def _without_lead() -> re.Pattern[str]:
    # 牵头单位(无牵头单位的,责任单位即为牵头单位,下同)
    unit = "(?:单位|部门)"
    return re.compile(rf"[无没](?:有|明确)?牵头{unit}的?,(?:责任|承办){unit}[即则就]?视?(?:为|是|作为)牵头{unit}")


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(
        r"第一[位个名家列的者]|第一(?:责任)?(?:单位|部门)|首位|最前面|排名?第一|不再(?:一一|逐一|重复|单独|另行)?[列注标做作分]|[无没](?:有|明确)?牵头(?:单位|部门)"
    )


@cache
def _note() -> re.Pattern[str]:
    nameless = re.sub(r"\?P<\w+>", "?:", f"(?:{_order().pattern}|{_addition().pattern}|{_without_lead().pattern})")
    return re.compile(rf"[,;。\s(]*(?:注:)?(?:{nameless}|(?:以)?下同)")


def note_start(folded: str, start: int, end: int) -> int:
    """Return where such a rule begins inside a clause, the rest of which names no one; `end` if there is none."""
    if folded.find("下同", start, end) < 0 and not _hint().search(folded, start, end):
        return end
    note = _note().search(folded, start, end)
    return note.start() if note is not None else end


def find_convention(reading: Reading) -> Convention | None:
    """Return the rule that the document states for all its clauses, or None.

    Stated inside a clause, it holds from that clause on; stated in a note or the preamble, for the whole document.
    """
    folded = reading.folded
    first: DepartmentRole | None = None
    others: DepartmentRole | None = None
    order = addition = unled = None
    for hint in _hint().finditer(folded):
        order = order or _around(_order(), folded, hint)
        addition = addition or _around(_addition(), folded, hint)
        unled = unled or _around(_without_lead(), folded, hint)
    if order is None and addition is None and unled is None:
        return None
    stated = [match.span() for match in (order, unled, addition) if match is not None]
    if unled is not None:
        first = others = "lead"
    if order is not None:
        role = _ROLE_WORDS[order["first"]]
        first = "lead" if role == "responsible" else role
        others = _ROLE_WORDS[order["others"]] if order["others"] else None
    added: tuple[Added, ...] = ()
    adds_from = 0
    if addition is not None:
        group = "list" if addition["list"] else "doers" if addition["doers"] else "touched"
        begin, stop = addition.span(group)
        added = tuple(
            Added(begin + part.start, begin + part.end, part.collective)
            for part in read_list(folded[begin:stop], "departments") if part.kind == "unit"
        )
        adds_from = _clause_start(folded, addition.start()) or 0
    start, end = stated[0]
    begins = _clause_start(folded, order.start()) if order is not None else None
    return Convention(start, end, begins or 0, first, others, added, adds_from)


def _around(pattern: re.Pattern[str], folded: str, hint: re.Match[str]) -> re.Match[str] | None:
    """Return the match of a rule that holds the hint."""
    left, right = max(0, hint.start() - 100), hint.end() + 100
    return next((match for match in pattern.finditer(folded, left, right) if match.end() > hint.start()), None)


def _clause_start(folded: str, at: int) -> int | None:
    """Return where the clause begins that states a rule at `at`, or None if the rule stands in no bracket.

    That is the bracket around it; a bracket with nothing before the rule belongs to what its line says before.
    """
    paragraph = folded.rfind("\n", 0, at) + 1
    depth = 0
    for offset in range(at - 1, paragraph - 1, -1):
        character = folded[offset]
        if character in ")]】〕":
            depth += 1
        elif character in "([【〔":
            if depth == 0:
                return offset if folded[offset + 1 : at].strip(" 注:") else paragraph
            depth -= 1
    return None
