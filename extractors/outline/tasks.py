"""Which items are tasks: those that carry a responsibility clause, their siblings, and, without clauses, those that carry work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.fields.findings import Clause
from extractors.outline.drafts import Drafts, FindClauses, SectionDraft, TaskDraft
from extractors.outline.headings import RUNNING
from extractors.outline.numbering import COARSE
from extractors.outline.sentences import all_without, runs, sentence_end, without
from extractors.outline.subjects import HEADING, names_who_answers
from extractors.outline.tree import Outline, Span
from extractors.outline.unnumbered import assigned_paragraphs, front_tasks, paragraph_task, within
from extractors.outline.views import View, each_list, leave_to_table, lists_of, read_views
from extractors.reading.text import Reading
from schemas.records import maker

_task_of = maker(TaskDraft)
_LONGEST_TITLE = 32
_NUMBERS = "0123456789一二三四五六七八九十()、. \t\n"
_NEVER_WITHOUT_CLAUSE = (*COARSE, "article")


def draft(reading: Reading, outline: Outline, find_clauses: FindClauses, *, tabled: frozenset[str] = frozenset()) -> Drafts:
    """Decide for every item whether it is a section, a task, or part of a task's body; `tabled` are the titles of the tasks of tables.

    What a letter asks for before its signature (一、提高认识) is no task where the plan or its table follows.
    """
    views = read_views(reading, outline, find_clauses)
    if tabled or len(views) > outline.letter:
        views[: outline.letter] = [view if view.assigned else replace(view, framed=True) for view in views[: outline.letter]]
    if tabled:
        leave_to_table(reading, views, tabled)
    children: dict[int | None, list[int]] = {}
    for view in views:
        children.setdefault(view.item.parent, []).append(view.item.index)
    decision = _Decision(reading, views, children)
    decision.run()
    tasks, prose = decision.tasks, decision.prose
    first_tasks, first_prose = front_tasks(reading, outline, find_clauses, decided=bool(tasks))
    return Drafts(tuple(decision.sections), (*first_tasks, *tasks), (*first_prose, *prose))


class _Decision:
    """Walks the items in order and sorts each into sections, tasks and absorbed paragraphs."""

    def __init__(self, reading: Reading, views: Sequence[View], children: dict[int | None, list[int]]) -> None:
        self.reading = reading
        self.views = views
        self.children = children
        self.sections: list[SectionDraft] = []
        self.tasks: list[TaskDraft] = []
        self.prose: list[tuple[Span, int | None]] = []
        self._titled: dict[int | None, bool] = {}
        self._grandparents = {views[view.item.parent].item.parent for view in views if view.item.parent is not None}
        self._below = self._assigned_below()
        self._lists = lists_of(views)
        self._most: dict[int, int] = {}
        self._assigned = {key: sum(view.assigned for view in alike) for key, alike in each_list(self._lists)}
        """How many of a list carry a clause, counted once for each list."""
        candidates = [
            view
            for view in views
            if not children.get(view.item.index) and not view.framed and not view.reviewed and view.item.style not in COARSE
        ]
        self._light = not self._assigns_whole_lists()
        self._reports = any(view.reviewed for view in views)
        """A report's paragraphs are its work though a list behind it (十件民生实事) names who does what."""
        self._main = self._main_styles(candidates)
        carries = reading.profile.carries
        self._carrying = carries if carries and any(view.item.style == carries for view in views) else None
        self._carrying_below = self._styles_below() if self._carrying else []

    def _assigns_whole_lists(self) -> bool:
        """Say whether a list of items exists that nearly all carry a clause: elsewhere an item without one is then no task."""
        for key, alike in each_list(self._lists):
            if self._assigned[key]:
                assigned = sum([view.assigned or self._below[view.item.index] for view in alike])
                if assigned >= min(3, len(alike)) and assigned * 5 >= len(alike) * 3:
                    return True
        return False

    def _assigned_below(self) -> list[bool]:
        """Return for every item whether one under it carries a clause."""
        below = [False] * len(self.views)
        for view in reversed(self.views):
            if view.item.parent is not None and (view.assigned or below[view.item.index]):
                below[view.item.parent] = True
        return below

    def _styles_below(self) -> list[bool]:
        """Return for every item whether one under it is numbered in the style that carries the tasks."""
        below = [False] * len(self.views)
        for view in reversed(self.views):
            if view.item.parent is not None and (view.item.style == self._carrying or below[view.item.index]):
                below[view.item.parent] = True
        return below

    def _main_styles(self, candidates: Sequence[View]) -> frozenset[str]:
        """Return the styles in which a document without clauses numbers its work: the commonest, and any nearly as common."""
        counts = Counter(view.item.style for view in candidates if view.item.style not in _NEVER_WITHOUT_CLAUSE)
        if not counts:
            return frozenset()
        most = max(counts.values())
        return frozenset(style for style, count in counts.items() if count * 3 >= most)

    def run(self) -> None:
        """Decide for all top items and, through them, for all below."""
        for index in self.children.get(None, ()):
            self._decide(index, ())

    def _decide(self, index: int, inherited: tuple[Clause, ...]) -> None:
        stack = [(index, inherited)]
        while stack:
            at, handed = stack.pop()
            view, kids = self.views[at], self.children.get(at, [])
            if self._is_task(view, kids, handed):
                self._add_task(view, handed)
                continue
            passed = handed
            if view.assigned and kids:
                passed = tuple(clause for clause in view.clauses if clause.rule != RUNNING)
            self._add_section(view)
            stack.extend((kid, passed) for kid in reversed(kids))

    def _is_task(self, view: View, kids: Sequence[int], handed: tuple[Clause, ...]) -> bool:
        """Say whether an item is a task; see the module's first line for the order of reasons."""
        if self._carrying:
            below = self._carrying_below[view.item.index] or self._below[view.item.index]
            return view.item.style == self._carrying or (view.assigned and not below)
        if self._below[view.item.index]:
            return False
        if any(clause.rule == HEADING for clause in view.clauses):
            return False
        if view.assigned:
            return not self._hands_down(view, kids) and not self._paragraphs_are_tasks(view)
        if view.item.style in _NEVER_WITHOUT_CLAUSE or view.framed or view.reviewed:
            return False
        if handed:
            return True
        if self._assigned[id(self._lists[view.item.index])]:
            return True
        if not self._light:
            return False
        if kids:
            return bool(view.body) and view.item.depth > 1 and not self._carry_work(kids)
        return view.item.style in self._main and self._stands_at_work_level(view) and not self._titled_paragraphs(view)

    def _titled_paragraphs(self, view: View) -> list[tuple[Span, tuple[Clause, ...]]]:
        """Return the paragraphs under a heading that are tasks of their own, as reports write them.

        Most of them begin with a short title sentence; where they do under a sibling, they are tasks under this heading too.
        """
        if not (self._light or self._reports) or view.framed or view.reviewed or self.children.get(view.item.index):
            return []
        paragraphs = [block for block in view.item.blocks[1:] if not self.reading.folded.startswith("各位", block[0])]
        found = self._with_titles(view)
        untitled = not found and sentence_end(self.reading, *view.item.blocks[0]) is None
        if untitled and paragraphs and self._titled_below(view.item.parent):
            found = paragraphs
        return list(zip(found, within(found, view.clauses), strict=True))

    def _titled_below(self, parent: int | None) -> bool:
        """Say whether the paragraphs under one of a parent's headings are titled; found out once for each parent."""
        if parent not in self._titled:
            self._titled[parent] = any(self._with_titles(self.views[at]) for at in self.children[parent])
        return self._titled[parent]

    def _with_titles(self, view: View) -> list[Span]:
        """Return the paragraphs under a heading that begin with a title sentence, if they are two at least and most."""
        paragraphs = view.item.blocks[1:]
        titled = [block for block in paragraphs if self._has_title(block)]
        return titled if len(titled) >= 2 and len(titled) * 2 >= len(paragraphs) else []

    def _has_title(self, block: Span) -> bool:
        """Say whether a paragraph begins with a short sentence and goes on after it."""
        stop = sentence_end(self.reading, *block)
        if self.reading.folded.startswith("各位", block[0]):
            return False
        return stop is not None and stop - block[0] <= _LONGEST_TITLE and block[1] - stop > stop - block[0]

    def _stands_at_work_level(self, view: View) -> bool:
        """A leaf beside items that hold items of the main style is a section of its own (六、组织实施)."""
        return view.item.depth > 1 or view.item.parent not in self._grandparents

    def _carry_work(self, kids: Sequence[int]) -> bool:
        """Say whether most of these items are sentences with a body of their own, not fragments of a list."""
        working = sum(bool(self.views[at].body) or bool(self.children.get(at)) for at in kids)
        return working * 2 > len(kids)

    def _hands_down(self, view: View, kids: Sequence[int]) -> bool:
        """Say whether an item's clause is meant for the items under it: a bare heading over items with bodies."""
        return bool(kids) and not view.body and self._carry_work(kids)

    def _paragraphs_are_tasks(self, view: View) -> bool:
        """Say whether an item is a heading over unnumbered paragraphs that each have a clause."""
        if len(view.item.blocks) < 3:
            return False
        first = view.item.blocks[0]
        return (
            any(clause.start >= first[1] for clause in view.clauses)
            and not any(clause.rule != RUNNING and clause.start < first[1] for clause in view.clauses)
            and self._holds_tasks(view)
        )

    def _holds_tasks(self, view: View) -> bool:
        """Say whether two paragraphs under an item have clauses, or one where a sibling has two."""
        here = len(assigned_paragraphs(view.item.blocks[1:], view.clauses))
        if here != 1:
            return here > 1
        alike = self._lists[view.item.index]
        if id(alike) not in self._most:
            counts = (len(assigned_paragraphs(other.item.blocks[1:], other.clauses)) for other in alike)
            self._most[id(alike)] = max(counts)
        return self._most[id(alike)] > 1

    def _add_section(self, view: View) -> None:
        item = view.item
        label = item.label
        self.sections.append(
            SectionDraft(item.index, item.parent, label, view.title, item.depth, view.reviewed, bool(view.body))
        )
        found = self._titled_paragraphs(view) if item.style in self._main and self._stands_at_work_level(view) else []
        if view.assigned and not self.children.get(item.index) and self._paragraphs_are_tasks(view):
            found = assigned_paragraphs(item.blocks[1:], view.clauses)
        if found:
            for span, clauses in found:
                self.tasks.append(paragraph_task(self.reading, span, clauses, item.index))
            taken = [span for span, _ in found]
            rest = all_without(view.body, taken)
        else:
            rest = list(view.body)
        self.prose.extend((span, item.index) for span in rest)

    def _add_task(self, view: View, handed: tuple[Clause, ...]) -> None:
        """Make a task of an item and everything below it."""
        item = view.item
        text = list(view.body)
        clauses = list(view.clauses)
        end = item.end
        stack = self.children.get(item.index, [])[::-1]
        while stack:
            below = self.views[stack.pop()]
            for run in runs(below.item.blocks):
                pieces = (self.reading.trim(*piece) for piece in without(run, below.given))
                text.extend(piece for piece in pieces if self.reading.folded[slice(*piece)].strip(_NUMBERS))
            clauses.extend(below.clauses)
            end = max(end, below.item.end)
            stack.extend(reversed(self.children.get(below.item.index, [])))
        siblings = self._lists[item.index]
        lacks_clause = not clauses and not handed and 2 * self._assigned[id(siblings)] >= len(siblings)
        if handed and all(clause.rule == RUNNING for clause in clauses):
            clauses.extend(handed)
        elif handed and not any(names_who_answers(clause) for clause in clauses):
            # 一、县住建局 / 1.改造小区12个。（12月底前，配合单位：县水务局）: its own term, not that of the heading
            timed = any(clause.times for clause in clauses)
            clauses.extend(replace(clause, times=()) if timed else clause for clause in handed)
        elif handed and not any(clause.officials for clause in clauses):
            # 一、经济发展 / 牵头领导：沈知衡 / 1.新建厂房3座。（责任单位：区工信局）: who leads the heading leads its tasks
            clauses.extend(replace(clause, departments=(), times=()) for clause in handed if clause.officials)
        self.tasks.append(
            _task_of(
                span=(item.start, end),
                label=item.label,
                number=item.number,
                value=item.value,
                style=item.style,
                title=view.title,
                text=tuple(text),
                section=item.parent,
                clauses=tuple(clauses),
                lacks_clause=lacks_clause,
            )
        )
