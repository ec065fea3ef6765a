"""What every item of an outline says: its title, its body, and the clauses that name who answers for it."""

from __future__ import annotations

from collections.abc import ItemsView, Sequence
from dataclasses import dataclass, replace

from extractors.fields.findings import Clause
from extractors.outline.drafts import FindClauses
from extractors.outline.groups import handed_up
from extractors.outline.headings import RUNNING, beside, title_of
from extractors.outline.reports import told_as_past
from extractors.outline.sentences import runs
from extractors.outline.subjects import names_who_answers, subjects
from extractors.outline.titles import frames_work, reviews_past
from extractors.outline.tree import Item, Outline, Span
from extractors.reading.text import Reading
from schemas.records import maker, quick


@quick
@dataclass(frozen=True, slots=True)
class View:
    """An item with what its words say: title, the body that follows, and its clauses.

    `assigned` says that a clause (and not just running text) names who answers for it; `given` are the spans of clauses that
    stand among its lines and belong to the item above.
    """

    item: Item
    title: Span
    body: tuple[Span, ...]
    clauses: tuple[Clause, ...]
    framed: bool
    reviewed: bool
    assigned: bool
    given: tuple[Span, ...] = ()


_view_of = maker(View)


def read_views(reading: Reading, outline: Outline, find_clauses: FindClauses) -> list[View]:
    """Read every item's clauses, title and body; where most of a list has clauses, look again at those without."""
    views: list[View] = []
    found = [_clauses_of(item, find_clauses, expected=False) for item in outline.items]
    for item, clauses in zip(outline.items, found, strict=True):
        views.append(_view(reading, item, clauses, views[item.parent] if item.parent is not None else None))
    styles: dict[str, list[View]] = {}
    for view in views:
        styles.setdefault(view.item.style, []).append(view)
    # Items of one style are one list, too: 8.…（区教育局） under 三、 where 1–7 under 一、 and 二、 have clauses.
    for alike in (*(alike for _, alike in each_list(lists_of(views))), *styles.values()):
        assigned = sum(view.assigned for view in alike)
        if 0 < assigned < len(alike) <= 2 * assigned:
            for view in alike:
                item = view.item
                if view.assigned:
                    continue
                clauses = _clauses_of(item, find_clauses, expected=True)
                if clauses != view.clauses:
                    views[item.index] = _view(reading, item, clauses, views[item.parent] if item.parent is not None else None)
    for below, above in handed_up(reading, outline.items, [view.clauses for view in views], RUNNING).items():
        clauses = views[below].clauses
        over = views[above].item.parent
        views[above] = _view(reading, views[above].item, (*views[above].clauses, *clauses), views[over] if over is not None else None)
        views[below] = _view(reading, views[below].item, (), views[above], tuple((clause.start, clause.end) for clause in clauses))
    if not any(view.assigned or view.reviewed for view in views):
        for index in told_as_past(reading, outline.items):
            views[index] = replace(views[index], reviewed=True)
    if not any(clause.rule != RUNNING and names_who_answers(clause) for view in views for clause in view.clauses):
        _begin_with_parties(reading, views)
    return views


def leave_to_table(reading: Reading, views: list[View], tabled: frozenset[str]) -> None:
    """Let a table that repeats the plan's items, and says who answers for each, have the tasks: each is one task, not two."""
    heads: dict[str, list[str]] = {}
    for title in tabled:
        heads.setdefault(title[:4], []).append(title)
    parents = {view.item.parent for view in views}
    leaves = [view for view in views if view.item.index not in parents and not view.framed]
    repeated = []
    for view in leaves:
        words = "".join(reading.folded[slice(*view.title)].split())
        if len(words) >= 4 and any(title.startswith(words) for title in heads.get(words[:4], ())):
            repeated.append(view)
    if len(repeated) < 2 or 2 * len(repeated) < len(leaves) or any(view.assigned for view in repeated):
        return
    for view in repeated:
        views[view.item.index] = replace(view, framed=True)


def _begin_with_parties(reading: Reading, views: list[View]) -> None:
    """Give items that begin with who does the work that clause, in a document that assigns in no other way."""
    parents = frozenset(view.item.parent for view in views if view.item.parent is not None)
    lists = [[view.item for view in alike if not view.framed] for _, alike in each_list(lists_of(views))]
    for index, clause in subjects(reading, lists, parents).items():
        over = views[index].item.parent
        views[index] = _view(reading, views[index].item, (clause,), views[over] if over is not None else None)


def _clauses_of(item: Item, find_clauses: FindClauses, *, expected: bool) -> tuple[Clause, ...]:
    """Return the clauses of an item's own paragraphs."""
    if len(item.blocks) == 1:
        return find_clauses(*item.blocks[0], expected=expected)
    found: list[Clause] = []
    for start, end in runs(item.blocks):
        found.extend(find_clauses(start, end, expected=expected))
    return tuple(found)


def _view(
    reading: Reading, item: Item, clauses: tuple[Clause, ...], parent: View | None, given: tuple[Span, ...] = ()
) -> View:
    """Return an item with its title and what its body holds beside the clauses."""
    title, after = title_of(reading, item, clauses)
    holes = list(given)
    assigned = False
    for clause in clauses:
        if clause.rule != RUNNING:
            holes.append((clause.start, clause.end))
            assigned = assigned or clause.assigns
    body = beside(reading, [(after, item.blocks[0][1]), *item.blocks[1:]], holes)
    words = reading.folded[title[0] : title[1]]
    framed = (parent is not None and parent.framed) or frames_work(words)
    reviewed = (parent is not None and parent.reviewed) or reviews_past(words)
    return _view_of(item, title, tuple(body), clauses, framed, reviewed, assigned, given)


def lists_of(views: Sequence[View]) -> dict[int, list[View]]:
    """Return for every item the list it stands in: siblings of one style, up to where the numbers begin anew."""
    lists: dict[int, list[View]] = {}
    last: dict[tuple[int | None, str], list[View]] = {}
    for view in views:
        key = (view.item.parent, view.item.style)
        run = last.get(key)
        if run is None or (view.item.value and view.item.value <= run[-1].item.value):
            run = []
        run.append(view)
        last[key] = lists[view.item.index] = run
    return lists


def each_list(lists: dict[int, list[View]]) -> ItemsView[int, list[View]]:
    """Return every list once, with what names it."""
    return {id(alike): alike for alike in lists.values()}.items()
