"""Compare what two containers of one notice gave: of the facts of one, how many the other gives too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from extractors.reading.text import fold
from schemas.breakdown import Target, Task, TaskBreakdown

KINDS = ("header", "sections", "tasks", "officials", "departments", "targets", "deadlines", "results", "ids")

Facts = Mapping[str, Counter[Hashable]]
"""The facts of a breakdown by kind, each without place, page or width of punctuation."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many facts of the reference there are, how many the other gives too, and how many only the other gives."""

    total: int
    same: int
    extra: int

    @property
    def value(self) -> float:
        """The equal facts as a share of all that either gives; 1.0 where there are none.

        >>> Share(total=4, same=3, extra=1).value, Share(0, 0, 0).value
        (0.6, 1.0)
        """
        whole = self.total + self.extra
        return self.same / whole if whole else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(self.total + other.total, self.same + other.same, self.extra + other.extra)


def compare_facts(reference: TaskBreakdown, other: TaskBreakdown) -> dict[str, Share]:
    """Return for each kind of fact how far `other` says the same as `reference`."""
    wanted, found = facts_of(reference), facts_of(other)
    shares = {}
    for kind in KINDS:
        same = (wanted[kind] & found[kind]).total()
        shares[kind] = Share(wanted[kind].total(), same, found[kind].total() - same)
    return shares


def overall(shares: Mapping[str, Share]) -> Share:
    """Return the shares of all kinds added up; ids repeat what tasks and targets say and are left out."""
    return sum((share for kind, share in shares.items() if kind != "ids"), Share(0, 0, 0))


def differences(reference: TaskBreakdown, other: TaskBreakdown) -> Iterator[str]:
    """Yield a line for each fact that only one of the two gives: - of the reference, + of the other."""
    wanted, found = facts_of(reference), facts_of(other)
    for kind in KINDS:
        for mark, only in (("-", wanted[kind] - found[kind]), ("+", found[kind] - wanted[kind])):
            for fact in sorted(only.elements(), key=repr):
                yield f"{mark} {kind}: {fact!r}"


def facts_of(breakdown: TaskBreakdown) -> Facts:
    """Return the facts of a breakdown, by kind."""
    found: dict[str, Counter[Hashable]] = {kind: Counter() for kind in KINDS}
    found["header"].update(_header(breakdown))
    names = {section.id: _plain(section.title) for section in breakdown.sections}
    for section in breakdown.sections:
        found["sections"][(_plain(section.label), _plain(section.title), names.get(section.parent or ""))] += 1
    for task in breakdown.tasks:
        _add_task(found, task, names.get(task.section or ""))
    _add_targets(found, "targets", None, breakdown.targets)
    _add_targets(found, "results", None, breakdown.results)
    return found


def _header(breakdown: TaskBreakdown) -> Iterator[Hashable]:
    for field in fields(breakdown.header):
        value = getattr(breakdown.header, field.name)
        if value:
            yield field.name, tuple(map(_plain, value)) if isinstance(value, tuple) else _plain(str(value))


def _add_task(found: dict[str, Counter[Hashable]], task: Task, section: str | None) -> None:
    number = _plain(task.number)
    found["tasks"][(number, _plain(task.title), section)] += 1
    found["ids"][task.id] += 1
    found["officials"].update((number, _plain(person.name), person.role) for person in task.lead_officials)
    found["departments"].update((number, _plain(unit.name), unit.role, unit.collective) for unit in task.departments)
    found["deadlines"].update((number, due.start, due.end) for due in task.deadlines)
    _add_targets(found, "targets", number, task.targets)


def _add_targets(found: dict[str, Counter[Hashable]], kind: str, number: str | None, targets: Iterable[Target]) -> None:
    for target in targets:
        found["ids"][target.id] += 1
        found[kind][
            (
                number, _plain(target.action), _plain(target.indicator), target.comparator, target.value, target.value_max,
                _plain(target.unit), target.measure, target.baseline, target.per,
            )
        ] += 1  # fmt: skip


def _plain(text: str | None) -> str | None:
    """Return words without spaces and with half-width punctuation: these may differ from container to container."""
    return None if text is None else "".join(fold(text).split())
