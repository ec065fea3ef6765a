"""Tell formula titles about different things apart: 加强食品安全监管 and 加强药品安全监管 sound alike and are two tasks."""

from __future__ import annotations

from functools import cache

from extractors.lexicons import load
from extractors.reading.text import fold
from pipeline.comparison.grams import pairs_of, weight_of, without_formulas
from pipeline.comparison.matching import ALIKE, match
from pipeline.comparison.similarity import head
from schemas.breakdown import Task

TEMPLATE = 2
"""Titles that end in this many same characters (…监管, …队伍) may be one formula about two things."""
NAMED = 0.3
"""From this share of its name on, a thing stands in a text."""
SAME_TARGETS = 2.5
"""Targets in common that tell this much show that a formula is about one thing after all, …"""
SAME_SUBSTANCE = 12.0
"""… and so do bodies that share this much which only some plans say."""


def exchanged(before: Task, after: Task) -> bool:
    """Tell whether two titles are one formula about two things: the same end, another beginning that neither text shares.

    A title that was merely reworded still names its matter in the other's text, or has the other's targets.
    """
    left, right = core(before.title), core(after.title)
    end = _same_end(left, right)
    if end < TEMPLATE or min(len(left), len(right)) == end:
        return False
    # 食品安全监管 and 药品安全监管 end alike from 品 on: the thing itself is two characters at least.
    thing, other = left[: max(2, len(left) - end)], right[: max(2, len(right) - end)]
    if _named(thing, after) >= NAMED or _named(other, before) >= NAMED:
        return False
    return _common_substance(before, after) < SAME_SUBSTANCE and _common_targets(before, after) < SAME_TARGETS


def core(title: str) -> str:
    """Return what a title is about: its first clause without formula words, punctuation, and verbs at the beginning.

    >>> core("加强网格员队伍建设"), core("践行社会主义核心价值观")
    ('网格员队伍', '社会主义核心价值观')
    """
    left = "".join(letter for letter in without_formulas(fold(head(title))) if letter.isalnum())
    while True:
        verb = next((left[:length] for length in (4, 3, 2) if left[:length] in _verbs()), "")
        if not verb or len(left) < len(verb) + TEMPLATE:
            return left
        left = left[len(verb) :]


def _same_end(left: str, right: str) -> int:
    length = 0
    while length < min(len(left), len(right)) and left[-1 - length] == right[-1 - length]:
        length += 1
    return length


def _named(thing: str, task: Task) -> float:
    """Return how much of a thing's name stands in a task: 垃圾分类和物业管理 stands by half in one on 生活垃圾分类."""
    pairs = pairs_of(thing) or {thing}
    text = f"{task.title}。{task.body}"
    found = pairs & (pairs_of(text) | ({thing} if thing in fold(text) else set()))
    return sum(map(weight_of, found)) / sum(map(weight_of, pairs))


def _common_substance(before: Task, after: Task) -> float:
    """Return how much the bodies tell that both tasks share; what all plans say (专项检查, 排查隐患) counts for little."""
    titles = pairs_of(before.title) | pairs_of(after.title)
    return sum(weight_of(pair) ** 2 for pair in (pairs_of(before.body) & pairs_of(after.body)) - titles)


def _common_targets(before: Task, after: Task) -> float:
    """Return how much the targets tell that both tasks have."""
    pairs = [
        pairs_of(before.targets[i].indicator) & pairs_of(after.targets[j].indicator)
        for i, j in match(before.targets, after.targets, ALIKE)
    ]
    return sum(weight_of(pair) for pair in set().union(*pairs))


@cache
def _verbs() -> frozenset[str]:
    kinds = ("make", "light", "hold", "cause", "joins", "plain")
    return frozenset(
        word for entry in load("actions")["entry"] if entry["kind"] in kinds for word in entry["words"] if len(word) > 1
    )
