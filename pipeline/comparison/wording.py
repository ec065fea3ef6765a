"""Report how strongly two years speak of the same piece of work: 探索 in the one, 全面推进 in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.lexicons import load
from pipeline.comparison.grams import pairs_of
from schemas.breakdown import Task
from schemas.comparison import Strength, WordingChange

_SAME_MATTER = 0.5
"""Two clauses speak of the same if they share this much (Dice) of what they are about."""

_NEAR_THE_START = 14
"""The word of strength ends within this many characters of its clause."""


def compare_wording(before: Iterable[Task], after: Iterable[Task]) -> tuple[WordingChange, ...]:
    """Return the clauses that speak of the same matter in stronger or weaker words than a year ago.

    Each clause is compared with the one most like it; a clause without a word of strength says nothing.
    """
    old, new = list(_clauses(before)), list(_clauses(after))
    changes: dict[tuple[str, str], WordingChange] = {}
    for clause, word, step, matter in new:
        best = max(old, key=lambda other: _alike(matter, other[3]), default=None)
        if best is None or _alike(matter, best[3]) < _SAME_MATTER or best[2] == step:
            continue
        direction: Strength = "stronger" if step > best[2] else "weaker"
        changes.setdefault((best[0], clause), WordingChange(best[1], word, direction, best[0], clause))
    return tuple(changes.values())


Clause = tuple[str, str, int, frozenset[str]]
"""A clause, its word of strength, the step of that word, and what the clause is about."""


def _clauses(tasks: Iterable[Task]) -> Iterator[Clause]:
    for task in tasks:
        for clause in _ends().split(f"{task.title}。{task.body}"):
            # 在三级医院探索日间手术: where and for whom may come first.
            found = _word().search(clause, 0, _NEAR_THE_START)
            if found is None:
                continue
            word, rest = found.group(), clause[found.end() :]
            matter = frozenset(pairs_of(clause[: found.start()] + "，" + rest))
            if matter and not rest.startswith(_not_before().get(word, ())):
                yield clause.strip(), word, _steps()[word], matter


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right))


@cache
def _ends() -> re.Pattern[str]:
    """Where a clause ends: 探索长护险制度，完善补贴办法。."""
    return re.compile(r"[，,。；;\n]")


@cache
def _word() -> re.Pattern[str]:
    """The word that says how strongly: 全面推行 in 全面推行信用分级分类监管."""
    known = "|".join(sorted(map(re.escape, _steps()), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{known})")


@cache
def _steps() -> dict[str, int]:
    return {word: at for at, step in enumerate(load("wording_strength")["step"]) for word in step["words"]}


@cache
def _not_before() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(step.get("not_before", ())) for step in load("wording_strength")["step"] for word in step["words"]
    }
