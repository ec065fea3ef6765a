"""Read links.toml and parties.toml: what a user fixes and forbids, and which departments are one under two names."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.reading.text import fold
from pipeline.comparison.alignment import Wishes
from schemas.breakdown import Task, TaskBreakdown
from schemas.errors import RuleError


@dataclass(frozen=True, slots=True)
class LinkRule:
    """One entry of links.toml: tasks by number, title or id; years narrow it to one step of a chain."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    before_year: int | None
    after_year: int | None
    forbids: bool


@dataclass(frozen=True, slots=True)
class LinkRules:
    """A links.toml as read; `name` is the file that messages speak of."""

    name: str
    rules: tuple[LinkRule, ...]


def load_links(path: Path) -> LinkRules:
    """Return the rules of a links.toml. Raises RuleError, naming the entry, where it is not what docs/comparison.md shows."""
    parsed = _parse(path)
    rules = [
        _rule(path, kind, at, entry)
        for kind in ("link", "forbid")
        for at, entry in enumerate(_entries(path, parsed, kind), 1)
    ]
    unknown = sorted(set(parsed) - {"link", "forbid"})
    if unknown:
        raise RuleError(path.name, f"[[{unknown[0]}]] is not known. Use [[link]] or [[forbid]].")
    return LinkRules(path.name, tuple(rules))


def load_renamed(path: Path) -> dict[str, str]:
    """Return old name: new name from the [[renamed]] entries of a parties.toml; other tables are passed over.

    Raises RuleError where an entry does not hold `before` and `after`.
    """
    names = {}
    for at, entry in enumerate(_entries(path, _parse(path), "renamed"), 1):
        old, new = entry.get("before"), entry.get("after")
        if not isinstance(old, str) or not isinstance(new, str):
            raise RuleError(path.name, f"[[renamed]] {at} needs before = \"…\" and after = \"…\".")
        names[_plain(old)] = _plain(new)
    return names


def resolve(rules: LinkRules | None, before: TaskBreakdown, after: TaskBreakdown) -> tuple[Wishes, list[str]]:
    """Return the rules that speak of these two notices, by position, and what is to be said of those that do not.

    A rule without years that names tasks this step does not have may be meant for another step: it is passed over
    and reported. Raises RuleError where a name fits several tasks, or a task is fixed twice.
    """
    if rules is None:
        return Wishes(), []
    fixed: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    forbidden: set[tuple[int, int]] = set()
    unused: list[str] = []
    for rule in rules.rules:
        if not _for_years(rule, before, after):
            continue
        old = [_find(rules.name, name, before) for name in rule.before]
        new = [_find(rules.name, name, after) for name in rule.after]
        if None in old or None in new:
            missing = [*_missing(rule.before, old, before), *_missing(rule.after, new, after)]
            unused.append(f"{rules.name}: {'; '.join(missing)}. This entry was not used.")
            continue
        left, right = tuple(i for i in old if i is not None), tuple(j for j in new if j is not None)
        if rule.forbids:
            forbidden.update((i, j) for i in left for j in right)
        else:
            fixed.append((left, right))
    for side in (0, 1):
        positions = [position for group in fixed for position in group[side]]
        if len(positions) != len(set(positions)):
            raise RuleError(rules.name, "two [[link]] entries hold the same task. Write one entry with all its tasks.")
    return Wishes(tuple(fixed), frozenset(forbidden)), unused


# Any: what a TOML file holds is not known until it has been checked.
def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RuleError(path.name, f"cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise RuleError(path.name, f"is not valid TOML ({error}).") from error


def _entries(path: Path, parsed: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    entries = parsed.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleError(path.name, f"{kind} is a list of tables. Write [[{kind}]].")
    return entries


def _rule(path: Path, kind: str, at: int, entry: dict[str, Any]) -> LinkRule:
    sides = [_names(path, kind, at, entry.get(side), side) for side in ("before", "after")]
    if kind == "link" and len(sides[0]) > 1 and len(sides[1]) > 1:
        raise RuleError(path.name, f"[[link]] {at} has several tasks on both sides. One side must be a single task.")
    years = [entry.get(side) for side in ("before_year", "after_year")]
    if any(year is not None and not isinstance(year, int) for year in years):
        raise RuleError(path.name, f"[[{kind}]] {at}: a year is a number, as in before_year = 2024.")
    return LinkRule(sides[0], sides[1], years[0], years[1], kind == "forbid")


def _names(path: Path, kind: str, at: int, value: object, side: str) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(name, (str, int)) and not isinstance(name, bool) for name in values):
        raise RuleError(path.name, f"[[{kind}]] {at} needs {side} = a task's number, title or id, or a list of them.")
    return tuple(str(name) for name in values)


def _for_years(rule: LinkRule, before: TaskBreakdown, after: TaskBreakdown) -> bool:
    years = (rule.before_year, before.header.plan_year), (rule.after_year, after.header.plan_year)
    return all(wanted is None or wanted == year for wanted, year in years)


def _find(file: str, name: str, breakdown: TaskBreakdown) -> int | None:
    """Return the position of the task of that id, else number, else title; None where there is none."""
    tests = (lambda task: task.id == name, lambda task: _plain(task.number or "") == _plain(name),
             lambda task: _plain(task.title) == _plain(name))  # fmt: skip
    for fits in tests:
        found = [at for at, task in enumerate(breakdown.tasks) if fits(task)]
        if len(found) > 1:
            titles = "; ".join(_describe(breakdown.tasks[at]) for at in found[:3])
            raise RuleError(file, f"“{name}” fits several tasks of {breakdown.source.name} ({titles}). Use an id.")
        if found:
            return found[0]
    return None


def _missing(names: Sequence[str], found: Sequence[int | None], breakdown: TaskBreakdown) -> list[str]:
    return [
        f"{breakdown.source.name} has no task “{name}”" for name, at in zip(names, found, strict=True) if at is None
    ]


def _describe(task: Task) -> str:
    return f"{task.id} {task.title[:20]}"


def _plain(text: str) -> str:
    return "".join(fold(text).split())
