"""Pair what the gold lists with what was found, so that as much as possible is matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pipeline.evaluate_gold import GoldItem, GoldTask, plain, same
from schemas.breakdown import Target, Task

INDICATOR_OVERLAP = 0.7


def match(
    wanted: Sequence[GoldItem], found: Sequence[Any], fits: Callable[[GoldItem, Any], bool],
    rank: Callable[[GoldItem, Any], Any] | None = None,
) -> dict[int, int]:
    """Pair as many gold items as possible with one finding each: index of the item → index of the finding.

    Required items come before optional ones, higher `rank` before lower; where a greedy choice blocks another item,
    it is moved (augmenting paths), so the number of pairs is the greatest possible.
    """
    choices: list[list[int]] = []
    for item in wanted:
        fitting = [index for index, value in enumerate(found) if fits(item, value)]
        if rank is not None:
            fitting.sort(key=lambda index, item=item: rank(item, found[index]), reverse=True)  # type: ignore[misc]
        choices.append(fitting)
    owner: dict[int, int] = {}

    def settle(index: int, seen: set[int]) -> bool:
        for choice in choices[index]:
            if choice not in seen and choice not in owner:
                owner[choice] = index
                return True
        for choice in choices[index]:
            if choice in seen:
                continue
            seen.add(choice)
            if settle(owner[choice], seen):
                owner[choice] = index
                return True
        return False

    def promise(index: int) -> Any:
        return rank(wanted[index], found[choices[index][0]]) if rank and choices[index] else ()

    order = sorted(range(len(wanted)), key=promise, reverse=True) if rank and found else list(range(len(wanted)))
    for index in sorted((index for index in order if choices[index]), key=lambda index: wanted[index].optional):
        settle(index, set())
    return {index: choice for choice, index in owner.items()}


def align(wanted: Sequence[GoldTask], tasks: Sequence[Task]) -> dict[int, int]:
    """Pair gold tasks with tasks: by number and title, then by number, then (unnumbered) by title.

    A number that stands twice is told apart by title, as far as the titles resemble each other.
    """
    def fits(item: GoldItem, task: Task) -> bool:
        if item.get("number") is None:
            return item.allows("title", task.title) or overlap(str(item.get("title")), task.title) >= INDICATOR_OVERLAP
        return item.allows("number", task.number)

    def rank(item: GoldItem, task: Task) -> tuple[bool, float]:
        return item.allows("title", task.title), overlap(str(item.get("title")), task.title)

    return match([entry.task for entry in wanted], tasks, fits, rank)


def same_amount(item: GoldItem, target: Target) -> bool:
    """Tell whether a target has the value, value_max, unit and comparator of the gold."""
    if not item.allows("comparator", target.comparator):
        return False
    if all(item.allows(key, getattr(target, key)) for key in ("value", "value_max", "unit")):
        return True
    return any(
        same(value, target.value) and same(unit, target.unit) for value, unit in item.accept.get("value_unit", ())
    )


def closeness(item: GoldItem, target: Target) -> tuple[float, bool, bool]:
    """Rank a target of the same amount: by its indicator, then action, then measure."""
    action, measure = item.allows("action", target.action), item.allows("measure", target.measure)
    return indicator_overlap(item, target.indicator), action, measure


def indicator_overlap(item: GoldItem, indicator: str) -> float:
    """Return the best character-overlap F1 of an indicator with the gold's and its accepted alternatives."""
    return max(overlap(str(value), indicator) for value in (item.get("indicator"), *item.accept.get("indicator", ())))


def overlap(first: str, second: str) -> float:
    """Return the F1 of the characters two texts share, counted with repetition; width and spaces do not count.

    >>> overlap("社区长者食堂", "长者食堂")
    0.8
    """
    left, right = Counter(plain(first)), Counter(plain(second))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def same_section(item: GoldItem, section: Any) -> bool:
    """Tell whether label and title agree; an unlabelled section by its title."""
    return item.allows("title", section.title) and item.allows("label", section.label)


def same_party(item: GoldItem, party: Any) -> bool:
    """Tell whether name and role agree."""
    return item.allows("name", party.name) and item.allows("role", party.role)


def distinct(values: Iterable[Any], key: Callable[[Any], object]) -> list[Any]:
    """Return the values without repetitions of the same key, in order."""
    return list({key(value): value for value in reversed(tuple(values))}.values())[::-1]
