"""What spares most numbers the grammar: the commonest shape (新建社区食堂2家) read at a glance, and where no refusal has a say."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.quantities import Quantity
from extractors.fields.target_counting import CUTS, PURE_MEASURES
from extractors.fields.target_eligibility import AHEAD, APPLIES, DESCRIBED, JUDGED_BY, PAID_ENDS
from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_heads import ADDS, Head, filler_lengths, time_end
from extractors.fields.target_indicators import LONGEST_LIST, trimmed_endings
from extractors.fields.target_refusals import SIGNS, STATES
from extractors.fields.target_tails import COMPARED_CUES, Tail, ends_in_tail_word
from extractors.fields.target_verbs import is_noun, longest_verb
from extractors.fields.target_words import (
    any_sign,
    by_first,
    join_beginnings,
    mark_set,
    of_kind,
    signs,
    verbs,
)

LONGEST = 40
"""A phrase longer than this is no plain one."""
_COUNTED = frozenset(("count", "event", "size", "money"))
_BARE_HEAD, _BARE_TAIL = Head(0), Tail(0)
"""Of head and tail of an entry that is read, only modality, predicate and the like are asked for: here there are none."""
_CLOSING = frozenset(("", ",", "。", ";", "\n"))
_NO_NOUN = frozenset("和或及、并与/( ,;:\t的")
"""What after a verb joins it with another or is trimmed."""


def read_plainly(scene: Scene, quantity: Quantity, start: int, stop: int) -> Entry | None:
    """Return the target that a clause `folded[start:stop]` states with verb, noun, number and unit, and nothing else.

    None says only that the grammar has to be asked: where this answers, it answers as the grammar does. Every test
    shuts out what one of its rules looks for, so that none of them has a say (no word of a tail, no filler, no sign of
    a grant, nothing behind the number). It takes a quarter of the time.
    """
    folded, end = scene.folded, quantity.start
    if quantity.kind not in _COUNTED or quantity.form != "number" or quantity.chinese:
        return None
    if (quantity.end < stop and folded[quantity.end] != "、") or _may_select(folded, quantity.end):
        return None
    while end > start and folded[end - 1] == " ":
        end -= 1
    if not 4 <= end - start <= LONGEST or folded[start] in _other_openings() or folded[end - 1] in _other_endings():
        return None
    verb = longest_verb(folded, start, end)
    if verb is None or verb not in _plain_verbs():
        return None
    after = start + len(verb)
    if not 2 <= end - after <= LONGEST_LIST or folded[after] in _NO_NOUN or folded[after : after + 2] in join_beginnings():
        return None
    words = folded[after:end]
    if verb in of_kind("cause") and any(added in words for added in ADDS):
        return None
    if is_noun(folded, start, verb, end) or words in PURE_MEASURES or words in mark_set("bare_change"):
        return None
    if ends_in_tail_word(folded, start, end) or _cues().search(folded, start, end):
        return None
    times = scene.time_spans
    if times and time_end(times, start, start) is not None:
        return None
    action, noun, region = (start, after), (after, end), (start, quantity.start)
    entry = Entry(
        quantity, region, _BARE_TAIL, _BARE_HEAD, (start, end), noun, False, quantity.end, action, None, (noun,)
    )
    if quantity.after is not None:
        entry.comparator = quantity.after
    elif quantity.value_max is not None:
        entry.comparator = "range"
    return entry


def may_refuse(
    folded: str, clause: tuple[int, int], quantity: Quantity, tail: Tail, head: Head, following: Quantity | None
) -> bool:
    """Say whether `refuse_in_context` has to be asked of a number behind which nothing is counted.

    False says that no rule has a say: figures with a unit, no word of `decoys.toml` before them, no state, no price, no
    condition. Most rules look at what stands behind the number.
    """
    at, predicate = quantity.start, tail.predicate
    return (
        quantity.chinese
        or quantity.unit is None
        or quantity.form != "number"
        or quantity.kind in ("time", "money", "size")
        or (predicate is not None and predicate.action in STATES)
        or folded[at - 1] in "的有含式"
        or (tail.comparator == "at_most" and PAID_ENDS.issuperset(folded[max(tail.core - 1, 0) : tail.core]))
        or ((tail.comparator or quantity.after) is not None and JUDGED_BY.search(folded, clause[0], at) is not None)
        or (following is not None and folded[quantity.end] in " 或")
        or _may_select(folded, quantity.end)
        or folded.startswith(APPLIES, head.whole[0])
        or any_sign(*SIGNS).search(folded, clause[0], at) is not None
    )


def _may_select(folded: str, end: int) -> bool:
    """Say whether a 的 may make a condition of what ends here: 员工超过100人、利税达50万元的,可申请…."""
    return folded[end : end + 1] not in _CLOSING and folded.find("的", end, end + AHEAD) >= 0


@cache
def _plain_verbs() -> frozenset[str]:
    """Return the verbs that count what stands after them; those that lead or change are others."""
    others = of_kind("lead").union(CUTS)
    return frozenset(verb for verb, kind in verbs().items() if kind != "cause" and verb not in others)


@cache
def _other_openings() -> frozenset[str]:
    """Return the first characters of what may stand before the verb: fillers, words of modality, scopes, times, marks."""
    return frozenset(" ,、;:到至在于").union(filler_lengths(), by_first("scope"))


@cache
def _other_endings() -> frozenset[str]:
    """Return the last characters of a phrase that is trimmed, or that is more than a noun."""
    return frozenset("的有达,、;:\t").union(trimmed_endings())


@cache
def _cues() -> re.Pattern[str]:
    """Return the pattern of what another rule may look for before a number."""
    # 每人(2个)   至少(2个)   将…   甲(、)力争乙   一批…   高(于)…   现有   给予
    own = ("至少", "年度", "当年", "一式")
    words = {*"每将、由从近含", *own, *DESCRIBED, *COMPARED_CUES, *(word for sign in SIGNS for word in signs(sign))}
    return re.compile("|".join(map(re.escape, sorted(words))))
