"""Read a part of something and what it is asked to do: 90%的园区达到标准, 新增用地80%以上按“标准地”出让."""

from __future__ import annotations

from extractors.fields.quantities import Quantity
from extractors.fields.target_case import Case
from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_indicators import fill
from extractors.fields.target_verbs import is_noun, later_verb, longest_verb
from extractors.fields.target_words import verb_kind

Span = tuple[int, int]
# What a share measures, so that it describes: 绿化率30%以上…, 收入增长20%以上…
_MEASURED = ("率", "比", "比例", "比重", "占比", "增速", "增幅", "增长", "收入", "产值", "利润", "额", "量", "度", "持股", "控股")
_WAYS = ("按", "通过", "由", "在", "以")


def part_acts(case: Case) -> bool:
    """Say whether a part is asked to do something: 确保90%的园区达到安全标准, 园区企业80%以上开展节能改造."""
    alone = case.unqualified and case.following is None
    if alone and _verb_of_part(case.folded, case.quantity, case.head.whole, case.after, case.clauses.quotes):
        return True
    if case.before or case.head.action is not None or not case.behind.startswith("的"):
        return False
    plain = not (case.head.leads or case.head.modality)
    begin, stop = case.after
    return later_verb(case.folded, begin + 2, stop, case.clauses.quotes, only_plain=plain) is not None or (
        "达到" in case.behind[2:]
    )


def read_part(scene: Scene, entry: Entry, after: Span) -> bool:
    """Read 新增用地80%以上按“标准地”出让: of what a part is asked for, and the verb behind the number; False where none is."""
    if entry.tail.predicate is not None or entry.tail.comparator is not None:
        return False
    verb = _verb_of_part(scene.folded, entry.quantity, entry.whole, after, scene.clauses.quotes)
    if verb is None:
        return False
    entry.action, entry.rule, entry.after, entry.end = verb, "targets.part_acts", True, after[1]
    return fill(scene, entry, entry.whole)


def _verb_of_part(folded: str, quantity: Quantity, whole: Span, after: Span, quotes: tuple[Span, ...]) -> Span | None:
    """Return the verb that stands behind N%以上 and acts; None where the share describes what follows (占比30%以上企业)."""
    measured = folded.endswith(_MEASURED, *whole) or folded.find("占", *whole) >= 0
    if quantity.unit != "%" or quantity.after != "at_least" or whole[1] - whole[0] < 2 or measured:
        return None
    begin, stop = after
    if folded.startswith(_WAYS, begin, stop):
        return later_verb(folded, begin + 1, stop, quotes, only_plain=False)
    verb = longest_verb(folded, begin, stop)
    if verb is None or verb_kind(verb) not in ("make", "light") or is_noun(folded, begin, verb, stop):
        return None
    return begin, begin + len(verb)
