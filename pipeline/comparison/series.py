"""Follow every indicator over three and more years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.comparison.matching import ALIKE_ANYWHERE, likeness
from pipeline.comparison.units import factor_between
from schemas.breakdown import Target, TaskBreakdown
from schemas.comparison import Comparison, Series, TargetChange

Key = tuple[int, str]
"""The place of a notice in the chain, and the id of one of its targets."""


def find_series(breakdowns: Sequence[TaskBreakdown], steps: Sequence[Comparison]) -> tuple[Series, ...]:
    """Return the indicators that two or more of the notices state, longest series first, in the newest one's unit.

    Targets belong together where a step links them; what is missing a year and comes back under the same name is
    joined again. Years are the keys; a notice without a plan year, or a second one of a year, has its file's name.
    """
    targets = {
        (year, target.id): target for year, breakdown in enumerate(breakdowns) for target in every_target(breakdown)
    }
    chains = _join_over_gaps(_chains(targets, steps), targets)
    names = year_names(breakdowns)
    found = [_series(chain, targets, names) for chain in chains if len({year for year, _ in chain}) >= 2]
    return tuple(sorted(found, key=lambda one: -sum(value is not None for _, value in one.values)))


def every_target(breakdown: TaskBreakdown) -> list[Target]:
    """Return all targets of a notice, in tasks and outside them."""
    return [target for task in breakdown.tasks for target in task.targets] + list(breakdown.targets)


def year_names(breakdowns: Sequence[TaskBreakdown]) -> list[str]:
    """Return what each notice's values stand under: its plan year, or its file's name where that is no key."""
    names: list[str] = []
    for breakdown in breakdowns:
        year = breakdown.header.plan_year
        name = breakdown.source.name if year is None else str(year)
        if name in names:
            name = f"{name} ({breakdown.source.name})"
        while name in names:
            name += "'"
        names.append(name)
    return names


def _chains(targets: Iterable[Key], steps: Sequence[Comparison]) -> list[list[Key]]:
    """Return the targets of all years, those that steps link in one list."""
    chain_of: dict[Key, list[Key]] = {key: [key] for key in targets}
    for year, step in enumerate(steps):
        for change in _every_change(step):
            before, after = (year, change.before_id or ""), (year + 1, change.after_id or "")
            if before in chain_of and after in chain_of and chain_of[before] is not chain_of[after]:
                chain_of[before].extend(chain_of[after])
                for key in chain_of[after]:
                    chain_of[key] = chain_of[before]
    unique = {id(chain): chain for chain in chain_of.values()}
    return [sorted(chain) if len(chain) > 1 else chain for chain in unique.values()]


def _join_over_gaps(chains: list[list[Key]], targets: dict[Key, Target]) -> list[list[Key]]:
    """Join a chain that ends with a later one that begins after a year's silence and speaks of the same thing."""
    joined: list[list[Key]] = []
    for chain in sorted(chains, key=lambda chain: (chain[0][0], targets[chain[0]].evidence.start)):
        first = targets[chain[0]]
        fitting = [
            (likeness(targets[other[-1]], first), other) for other in joined if other[-1][0] < chain[0][0] - 1
        ]
        best = max(fitting, key=lambda pair: pair[0], default=(0.0, chain))
        if best[0] >= ALIKE_ANYWHERE:
            best[1].extend(chain)
        else:
            joined.append(list(chain))
    return joined


def _every_change(step: Comparison) -> list[TargetChange]:
    return [change for task in step.tasks for change in task.targets] + list(step.targets)


def _series(chain: list[Key], targets: dict[Key, Target], names: Sequence[str]) -> Series:
    newest = targets[chain[-1]]
    values: dict[str, Decimal | None] = dict.fromkeys(names)
    for year, target_id in chain:
        target = targets[year, target_id]
        factor = factor_between(target, newest)
        value = None if factor is None else target.value * factor
        if values[names[year]] is None:
            values[names[year]] = value
    return Series(newest.indicator, newest.unit, tuple(values.items()))
