"""Compare who answers for what: came, went, renamed, handed over, and how much each carries in either year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from extractors.reading.text import fold
from pipeline.comparison.alignment import Link
from schemas.breakdown import Department, Official, Task
from schemas.comparison import Handover, Load, PartyChange, PartyKind, Renamed, Renaming

Names = Mapping[str, str]


def find_renamings(
    before: Sequence[Task], after: Sequence[Task], links: Iterable[Link], known: Names | None = None
) -> tuple[Renaming, ...]:
    """Return the departments that go on under another name.

    A name of the older notice that the newer one does not have, and one for which the reverse holds, are one department
    if the one contains the other (局养老服务科, 局养老服务和老龄科) or nearly does, and tasks that are each other's
    counterpart have the one where they had the other. `known` (from parties.toml) holds what the user says.
    """
    known = known or {}
    old, new = _names(before), _names(after)
    gone, come = old - new, new - old
    together: Counter[tuple[str, str]] = Counter()
    had: Counter[str] = Counter()
    for link in links:
        left = {_name(one) for i in link.before for one in before[i].departments} & gone
        right = {_name(one) for j in link.after for one in after[j].departments} & come
        had.update(left)
        together.update((was, now) for was in left for now in right)
    ranked = sorted(
        (
            (likeness * together[was, now] / had[was], was, now)
            for was, now in together
            if (likeness := _alike(was, now)) and 2 * together[was, now] > had[was] and not _joint(was, now, old | new)
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    names = {was: now for was, now in known.items() if was in gone and now in come}
    for _, was, now in ranked:
        if was not in names and now not in names.values():
            names[was] = now
    return tuple(Renaming(was, now, together[was, now]) for was, now in sorted(names.items()))


def compare_officials(before: Iterable[Task], after: Iterable[Task]) -> PartyChange:
    """Return which officials came and went between the tasks of a link, and whose role changed."""
    old = _roles(one for task in before for one in task.lead_officials)
    new = _roles(one for task in after for one in task.lead_officials)
    return _changes(old, new, {})


def compare_departments(before: Iterable[Task], after: Iterable[Task], names: Names) -> PartyChange:
    """Return which departments came and went between the tasks of a link; `names` are those that were renamed."""
    old = _roles(one for task in before for one in task.departments)
    new = _roles(one for task in after for one in task.departments)
    return _changes(old, new, names)


def find_handovers(before: Sequence[Task], after: Sequence[Task], links: Sequence[Link], names: Names) -> tuple[Handover, ...]:
    """Return the parties whose tasks all passed to one other, which did not answer for them before: one line each."""
    return (
        *_handovers("official", [_officials(task) for task in before], [_officials(task) for task in after], links),
        *_handovers(
            "department",
            [{names.get(name, name) for name in _departments(task)} for task in before],
            [_departments(task) for task in after],
            links,
        ),
    )


def find_loads(before: Sequence[Task], after: Sequence[Task], names: Names) -> tuple[Load, ...]:
    """Return how many tasks and targets each party answers for, under the newer name; officials first, by load."""
    return (
        *_loads("official", [(_roles(task.lead_officials), task) for task in before],
                [(_roles(task.lead_officials), task) for task in after], {}),
        *_loads("department", [(_roles(task.departments), task) for task in before],
                [(_roles(task.departments), task) for task in after], names),
    )  # fmt: skip


def _changes(old: dict[str, str], new: dict[str, str], names: Names) -> PartyChange:
    renamed = [(was, names[was]) for was in old if was in names and names[was] in new]
    under = {names.get(was, was) if names.get(was) in new else was: role for was, role in old.items()}
    return PartyChange(
        added=tuple(name for name in new if name not in under),
        removed=tuple(name for name in under if name not in new),
        renamed=tuple(Renamed(was, now) for was, now in renamed),
        roles=tuple(
            f"{name}：{_ROLES[under[name]]} → {_ROLES[role]}"
            for name, role in new.items()
            if name in under and under[name] != role
        ),
    )


_ROLES = {"lead": "牵头", "responsible": "责任", "supporting": "配合", "in_charge": "分管", "contact": "联系"}


def _handovers(
    kind: PartyKind, before: Sequence[set[str]], after: Sequence[set[str]], links: Sequence[Link]
) -> tuple[Handover, ...]:
    still = set().union(*after)
    passed: dict[str, list[set[str]]] = defaultdict(list)
    for link in links:
        old = set().union(*(before[i] for i in link.before))
        new = set().union(*(after[j] for j in link.after))
        for name in old - still:
            passed[name].append(new - old)
    found = []
    for name, successors in sorted(passed.items()):
        common = set.intersection(*successors)
        # A department that went with one task only may as well have been left out of that task.
        if len(common) == 1 and len(successors) >= (1 if kind == "official" else 2):
            found.append(Handover(kind, name, min(common), len(successors)))
    return tuple(found)


def _loads(
    kind: PartyKind, before: Sequence[tuple[dict[str, str], Task]], after: Sequence[tuple[dict[str, str], Task]], names: Names
) -> list[Load]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for side, tasks in enumerate((before, after)):
        for roles, task in tasks:
            for name, role in roles.items():
                row = counts[names.get(name, name) if side == 0 else name]
                row[side] += 1
                row[2 + side] += role == "lead"
                row[4 + side] += len(task.targets)
    ordered = sorted(counts.items(), key=lambda item: (-max(item[1][:2]), -item[1][1], item[0]))
    return [Load(kind, name, *row) for name, row in ordered]


def _roles(parties: Iterable[Official | Department]) -> dict[str, str]:
    """Return every party once, in order, with its first role."""
    roles: dict[str, str] = {}
    for party in parties:
        roles.setdefault(_name(party), party.role)
    return roles


def _name(party: Official | Department) -> str:
    return "".join(fold(party.name).split())


def _officials(task: Task) -> set[str]:
    return {_name(official) for official in task.lead_officials}


def _departments(task: Task) -> set[str]:
    return {_name(department) for department in task.departments}


def _names(tasks: Iterable[Task]) -> set[str]:
    return set().union(*(_departments(task) for task in tasks))


def _alike(was: str, now: str) -> float:
    """Return how likely two names are one department's: its shorter core stands in the longer one, or most of it does.

    >>> [round(_alike("局养老服务科", now), 2) for now in ("局养老服务和老龄科", "局社会救助科")]
    [1.0, 0.0]
    """
    a, b = _core().sub("", was), _core().sub("", now)
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    if short == long:
        return 1.0
    rest = iter(long)
    if len(short) >= 2 and all(letter in rest for letter in short):
        return 1.0
    pairs_a, pairs_b = ({name[at : at + 2] for at in range(len(name) - 1)} for name in (a, b))
    dice = 2 * len(pairs_a & pairs_b) / (len(pairs_a) + len(pairs_b)) if pairs_a and pairs_b else 0.0
    return dice if dice >= 0.4 else 0.0


def _joint(was: str, now: str, known: Iterable[str]) -> bool:
    """Tell whether a longer name is that of two offices written as one: 市科委 and 中关村管委会, 市科委中关村管委会."""
    short, long = sorted((was, now), key=len)
    return short in long and long.replace(short, "") in known


@cache
def _core() -> re.Pattern[str]:
    """What names share whatever they are: the office before (局养老服务科), the kind of unit after it (市商务局)."""
    before = "局机关|局|厅|委|区|市|县|省|镇|街道|州|旗"
    after = "科室|科|处|股|室|办公室|办|中心|局|委员会|委|厅|部|站|所|队|大队|支队"
    return re.compile(rf"^(?:{before})|(?:{after})$")
