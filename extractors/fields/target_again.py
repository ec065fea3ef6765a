"""Read a verb without an object: it counts again what was counted before (6月底前完成30家，年底前完成80家), or itself (培训300人次)."""

from __future__ import annotations

from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_indicators import phrase_before
from extractors.fields.target_words import mark_words, verbs


def verb_alone(scene: Scene, entry: Entry) -> bool:
    """Read a verb without an object: 6月底前完成30家,年底前完成80家 counts one thing twice."""
    previous, quantity = scene.previous, entry.quantity
    verb = scene.folded[slice(*entry.action)] if entry.action else ""
    complete = verb.endswith(mark_words("verb_object")) or (quantity.kind == "money" and verb == "投入")
    alike = previous is not None and measure_word(quantity.unit) == measure_word(previous.quantity.unit)
    if previous is not None and not complete and alike and not _deed_of_its_own(scene, entry, previous):
        entry.indicator, entry.carried = previous.indicator, True
        return True
    twin = None if complete else _told_before(scene, entry, verb)
    if twin is not None:
        entry.indicator, entry.carried = twin.indicator, True
        return True
    before = None if previous is not None or complete else phrase_before(scene, entry)
    if before is not None:
        entry.indicator, entry.carried = (before,), True
        return True
    if entry.action is None and entry.tail.predicate is not None:
        entry.action = (entry.tail.predicate_start, entry.tail.predicate_start + len(entry.tail.predicate.action or ""))
        entry.action_text = None
    if entry.action is None or entry.quantity.form == "half":
        # 上半年完成过半 does not say of what
        return False
    entry.indicator = (entry.action,)
    return True


def _told_before(scene: Scene, entry: Entry, verb: str) -> Entry | None:
    """Return the item of the sentence that the same verb counts in the same unit: 2025年新建基站12个,…;2026年新建8个."""
    unit = measure_word(entry.quantity.unit)
    for told in reversed(scene.told):
        same = told.action is not None and scene.folded[slice(*told.action)] == verb and measure_word(told.quantity.unit) == unit
        if same and told.indicator and told.indicator != (told.action,):
            return told
    return None


def _deed_of_its_own(scene: Scene, entry: Entry, previous: Entry) -> bool:
    """Say whether the item before names a deed (开展1次检查) and this one another (每两年轮训1次): it is not done to the first."""
    indicator = scene.text(previous.indicator)
    if entry.quantity.kind != "event" or entry.action is None or previous.action is None:
        return False
    return previous.indicator == (previous.action,) or (previous.head.kind == "light" and indicator[-2:] in verbs())


def measure_word(unit: str | None) -> str:
    """Return a unit without its magnitude: 万人次 is 人次."""
    return (unit or "").lstrip("十百千万亿") or (unit or "")
