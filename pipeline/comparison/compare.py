"""Compare two notices, or follow a chain of them: from breakdowns to a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.text import fold
from pipeline.comparison.alignment import Alignment, Link, align
from pipeline.comparison.matching import ALIKE, ALIKE_ANYWHERE, FOLLOWED, SAME_SCALE, Finder, match, nearness, telling
from pipeline.comparison.notes import find_notes
from pipeline.comparison.outcomes import find_outcomes
from pipeline.comparison.parties import (
    compare_departments,
    compare_officials,
    find_handovers,
    find_loads,
    find_renamings,
)
from pipeline.comparison.reasons import explain, explain_absence
from pipeline.comparison.series import find_series
from pipeline.comparison.similarity import Similarity, compare_tasks, section_titles
from pipeline.comparison.targets import added, compare_pair, dropped
from pipeline.comparison.wishes import LinkRules, resolve
from pipeline.comparison.wording import compare_wording
from schemas.breakdown import Deadline, Target, Task, TaskBreakdown
from schemas.comparison import (
    SCHEMA_VERSION,
    Both,
    Candidate,
    Chain,
    Comparison,
    PartyChange,
    Side,
    Summary,
    TargetChange,
    TaskChange,
    TaskStatus,
)


def compare_two(
    before: TaskBreakdown, after: TaskBreakdown, rules: LinkRules | None = None, renamed: dict[str, str] | None = None
) -> Comparison:
    """Return what became of every task and target of `before` in `after`.

    `rules` (links.toml) fix and forbid links; `renamed` (parties.toml) says which department is which under its new name.
    Raises RuleError where a rule names a task that there is not.
    """
    similarity = compare_tasks(before, after)
    wishes, unused = resolve(rules, before, after)
    alignment = align(before.tasks, after.tasks, similarity, wishes)
    return _Comparing(before, after, similarity, alignment, renamed or {}, unused).result()


def compare_chain(
    breakdowns: Sequence[TaskBreakdown], rules: LinkRules | None = None, renamed: dict[str, str] | None = None
) -> Chain:
    """Return each notice compared with the one before it, in the order given, and every indicator over the years."""
    steps = tuple(
        compare_two(before, after, rules, renamed) for before, after in pairwise(breakdowns)
    )
    return Chain(SCHEMA_VERSION, steps, find_series(breakdowns, steps))


class _Comparing:
    """What one comparison knows while its parts are put together."""

    def __init__(
        self,
        before: TaskBreakdown,
        after: TaskBreakdown,
        similarity: Similarity,
        alignment: Alignment,
        renamed: dict[str, str],
        unused: Sequence[str],
    ) -> None:
        self._before, self._after = before, after
        self._similarity, self._alignment = similarity, alignment
        self._unused = unused
        self._sections = section_titles(before), section_titles(after)
        self._renamings = find_renamings(before.tasks, after.tasks, alignment.links, renamed)
        self._names = {renaming.before: renaming.after for renaming in self._renamings}
        self._links = {j: link for link in alignment.links for j in link.after[:1]}
        self._linked_before = {i for link in alignment.links for i in link.before}
        self._linked_after = {j for link in alignment.links for j in link.after}
        self._pair_targets()

    def result(self) -> Comparison:
        """Return the whole comparison: tasks in the order of the newer notice, the dropped ones last."""
        before, after = self._before, self._after
        changes = [self._of_task(j) for j in range(len(after.tasks)) if j in self._links or j not in self._linked_after]
        changes += [self._dropped(i) for i in range(len(before.tasks)) if i not in self._linked_before]
        counts = Counter(change.status for change in changes)
        return Comparison(
            SCHEMA_VERSION, _side(before), _side(after), tuple(changes), find_outcomes(before, after),
            Summary(**{status: counts[status] for status in Summary.__dataclass_fields__}),  # type: ignore[index]
            self._changes(before.targets, after.targets),
            self._renamings,
            find_handovers(before.tasks, after.tasks, self._alignment.links, self._names),
            find_loads(before.tasks, after.tasks, self._names),
            find_notes(before, after, self._unused),
        )  # fmt: skip

    def _pair_targets(self) -> None:
        """Pair the targets of linked tasks, of the places outside tasks, and then what is left over all the notice."""
        before, after = self._before, self._after
        self._partner: dict[str, Target] = {}
        self._source: dict[str, tuple[Target, bool]] = {}
        groups = [
            ([t for i in link.before for t in before.tasks[i].targets], [t for j in link.after for t in after.tasks[j].targets])
            for link in self._alignment.links
        ]
        for old, new in [*groups, (list(before.targets), list(after.targets))]:
            for i, j in match(old, new, ALIKE):
                self._join(old[i], new[j], moved=False)
        old = [t for t in _all_targets(before) if t.id not in self._partner and telling(t) >= FOLLOWED]
        new = [t for t in _all_targets(after) if t.id not in self._source and telling(t) >= FOLLOWED]
        finder = Finder(new)
        found = sorted(
            (-value, i, j)
            for i, target in enumerate(old)
            for value, j in finder.ranked(target, ALIKE_ANYWHERE)
            if nearness(target, new[j]) >= SAME_SCALE
        )
        for _, i, j in found:
            if old[i].id not in self._partner and new[j].id not in self._source:
                self._join(old[i], new[j], moved=True)

    def _join(self, old: Target, new: Target, *, moved: bool) -> None:
        self._partner[old.id] = new
        self._source[new.id] = (old, moved)

    def _changes(self, old: Sequence[Target], new: Sequence[Target]) -> tuple[TargetChange, ...]:
        """Return the changes that stand in one place: those of its newer targets, then what it lost altogether."""
        changes = []
        for target in new:
            source = self._source.get(target.id)
            changes.append(added(target) if source is None else compare_pair(source[0], target, moved=source[1]))
        changes += [dropped(target) for target in old if target.id not in self._partner]
        return tuple(changes)

    def _of_task(self, j: int) -> TaskChange:
        link = self._links.get(j)
        return self._added(j) if link is None else self._linked(link)

    def _linked(self, link: Link) -> TaskChange:
        old = [self._before.tasks[i] for i in link.before]
        new = [self._after.tasks[j] for j in link.after]
        officials = compare_officials(old, new)
        departments = compare_departments(old, new, self._names)
        targets = self._changes([t for task in old for t in task.targets], [t for task in new for t in task.targets])
        status = _status(link, old, new, officials, departments, targets)
        section = Both(
            tuple(dict.fromkeys(self._sections[0][i] or None for i in link.before)),
            tuple(dict.fromkeys(self._sections[1][j] or None for j in link.after)),
        )
        return TaskChange(
            status, tuple(task.id for task in old), tuple(task.id for task in new), round(min(1.0, link.similarity), 4),
            explain(link, self._similarity, old, new, section, targets), _titles(old, new), _numbers(old, new),
            officials, departments, targets, section, self._deadlines(old, new), compare_wording(old, new),
        )  # fmt: skip

    def _added(self, j: int) -> TaskChange:
        task = self._after.tasks[j]
        candidates = self._candidates(self._alignment.doubts_after.get(j, []), [j], older=True)
        column = self._similarity.score[:, j]
        return TaskChange(
            "added", (), (task.id,), None, explain_absence(column, self._before.tasks, candidates),
            _titles([], [task]), _numbers([], [task]), compare_officials([], [task]),
            compare_departments([], [task], self._names), self._changes([], task.targets),
            Both((), (self._sections[1][j] or None,)), self._deadlines([], [task]),
            uncertain=bool(candidates), candidates=candidates,
        )  # fmt: skip

    def _dropped(self, i: int) -> TaskChange:
        task = self._before.tasks[i]
        candidates = self._candidates(self._alignment.doubts_before.get(i, []), [i], older=False)
        row = self._similarity.score[i]
        return TaskChange(
            "dropped", (task.id,), (), None, explain_absence(row, self._after.tasks, candidates),
            _titles([task], []), _numbers([task], []), compare_officials([task], []),
            compare_departments([task], [], self._names), self._changes(task.targets, []),
            Both((self._sections[0][i] or None,), ()), self._deadlines([task], []),
            uncertain=bool(candidates), candidates=candidates,
        )  # fmt: skip

    def _candidates(self, others: Sequence[int], own: Sequence[int], *, older: bool) -> tuple[Candidate, ...]:
        tasks = self._before.tasks if older else self._after.tasks
        score = self._similarity.score.T if older else self._similarity.score
        return tuple(
            Candidate(tasks[other].id, tasks[other].title, round(float(score[own[0], other]), 4)) for other in others
        )

    def _deadlines(self, old: Sequence[Task], new: Sequence[Task]) -> Both:
        return Both(_deadline_words(old), _deadline_words(new))


def _status(
    link: Link,
    old: Sequence[Task],
    new: Sequence[Task],
    officials: PartyChange,
    departments: PartyChange,
    targets: Sequence[TargetChange],
) -> TaskStatus:
    """Return the status: a new section, number or wording of the body alone changes nothing, nor does a department's new name."""
    if len(link.after) > 1:
        return "split"
    if len(link.before) > 1:
        return "merged"
    parties = officials.added + officials.removed + officials.roles + departments.added + departments.removed + departments.roles
    same_titles = _plain(old[0].title) == _plain(new[0].title)
    same_targets = all(target.status == "kept" for target in targets)
    same_times = _dates(old) == _dates(new)
    return "kept" if same_titles and same_targets and same_times and not parties else "changed"


def _dates(tasks: Sequence[Task]) -> set[tuple[int, int]]:
    """Return month and day of the deadlines: the same day a year later is no change."""
    return {
        (deadline.end.month, min(deadline.end.day, 28)) for task in tasks for deadline in task.deadlines if deadline.end
    }


def _deadline_words(tasks: Sequence[Task]) -> tuple[str, ...]:
    found: list[Deadline] = [deadline for task in tasks for deadline in task.deadlines]
    return tuple(dict.fromkeys(deadline.text for deadline in found))


def _titles(old: Sequence[Task], new: Sequence[Task]) -> Both:
    return Both(tuple(task.title for task in old), tuple(task.title for task in new))


def _numbers(old: Sequence[Task], new: Sequence[Task]) -> Both:
    return Both(tuple(task.number for task in old), tuple(task.number for task in new))


def _all_targets(breakdown: TaskBreakdown) -> list[Target]:
    return [target for task in breakdown.tasks for target in task.targets] + list(breakdown.targets)


def _plain(text: str) -> str:
    return "".join(fold(text).split())


def _side(breakdown: TaskBreakdown) -> Side:
    header = breakdown.header
    return Side(breakdown.source, header.plan_year, header.plan_title or header.title, header.issuer or header.signatory)
