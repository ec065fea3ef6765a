"""Find the verb that closes a phrase, as in 各项贷款新增2000亿元, and say whether it is the one that acts."""

from __future__ import annotations

from functools import cache

from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_heads import Head
from extractors.fields.target_indicators import fill
from extractors.fields.target_rhythms import rhythm_end, without_rhythm
from extractors.fields.target_verbs import longest_verb
from extractors.fields.target_words import mark_set, of_kind, verbs

Span = tuple[int, int]
_LONGEST_DEED = 8
_NO_DEEDS = ("上级", "上年", "上门", "上下", "办公", "办事", "开放", "做法")
_MAKE_NOUNS = ("社会", "经济", "群团", "基层", "开展", "提供", "做好", "抓好")


@cache
def _closing_ends() -> frozenset[str]:
    """Return the last characters of the verbs that may close a phrase."""
    return frozenset(word[-1] for word in of_kind("tail"))


def closing_verb(scene: Scene, whole: Span) -> Span | None:
    """Return the verb that closes the phrase, as in 各项贷款新增."""
    known, folded = of_kind("tail"), scene.folded
    if whole[1] <= whole[0] or folded[whole[1] - 1] not in _closing_ends():
        return None
    for length in range(4, 1, -1):
        at = whole[1] - length
        if at > whole[0] and folded[at : whole[1]] in known and not folded.endswith(_MAKE_NOUNS, whole[0], at):
            return at, whole[1]
    return None


def acts(scene: Scene, head: Head, closing: Span, start: int) -> bool:
    """Say whether the closing verb of a phrase that begins at `start` acts, and not the verb that was read before it.

    为企业提供免费诊断服务1000户次 provides: what is provided ends in a word that closes a phrase elsewhere.
    """
    action = head.action
    if action is None:
        return True
    noun = head.kind == "light" or scene.folded[slice(*action)] in mark_set("takes_noun")
    if action[0] <= start or noun or scene.folded[slice(*closing)] == "服务":
        return False
    # 企业新增减负: the longer of two that begin together
    longer = closing[0] == action[0] and closing[1] > action[1]
    return closing[0] >= action[1] or longer


def done_in_rhythm(scene: Scene, entry: Entry) -> bool:
    """Read what is done so often, named by the verb that ends the phrase: 每半年全覆盖检查一次, 班子成员每季度研判一次."""
    folded, (begin, stop) = scene.folded, entry.whole
    at = entry.quantity.start
    if _short_verb_in_rhythm(scene, entry):
        return True
    if verbs().get(folded[stop - 2 : stop]) != "make" or folded.find("每", scene.clauses.clause(at)[0], at) < 0:
        return False
    entry.action = (stop - 2, stop)
    at = folded.rfind("每", begin, stop - 2)
    last = rhythm_end(folded, at) if at > begin else None
    if last is not None and last < stop - 2:
        # 负责人每季度带队检查: how it is done stands between the rhythm and the verb
        entry.indicator = ((begin, at), (last, stop))
        return True
    subject = without_rhythm(folded, begin, stop - 2)
    if subject == stop - 2:
        return fill(scene, entry, entry.whole)
    entry.indicator = ((begin, subject), entry.action)
    return True


def _short_verb_in_rhythm(scene: Scene, entry: Entry) -> bool:
    """Read a verb of one character and its noun between a rhythm and the number: 班子成员每年讲党课不少于2次."""
    folded, (begin, stop) = scene.folded, entry.whole
    at = folded.rfind("每", begin, stop)
    verb = (rhythm_end(folded, at) if at >= 0 else None) or stop
    if verb + 3 > stop or stop - verb > _LONGEST_DEED or folded[verb] not in mark_set("short_verb"):
        return False
    if folded.startswith(_NO_DEEDS, verb) or longest_verb(folded, verb, stop) is not None:
        return False
    entry.action = (verb, verb + 1)
    return fill(scene, entry, (verb + 1, stop))
