"""A clause on a line of its own behind the last point of a list answers for the whole list, where the document writes so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.fields.findings import Clause
from extractors.outline.sentences import without
from extractors.outline.tree import Item
from extractors.reading.text import BULLETS, Reading

_MARKS = f" \t\n。;,.、-—–·{BULLETS}()【】"


def handed_up(
    reading: Reading, items: Sequence[Item], clauses: Sequence[tuple[Clause, ...]], running: str
) -> Mapping[int, int]:
    """Return which items' clauses belong to the item above: child → parent, by index.

    1. 畅行工程 / （1）新改建农村公路60公里； / （2）新增停车位2000个。 / 责任单位：区交通局
    The clause is that of 1, not of （2）. One list proves nothing (its other points may lack a clause by mistake): another
    such list, or an item without points that has a clause, must show that the document assigns at the level above; a list
    whose points have clauses of their own speaks against it. Points that are nothing but clauses (2.完成时限：… / 3.责任单位：…)
    are fields of the item above. `running` is the rule of duties in running text: they never
    count.
    """
    own = [[clause for clause in found if clause.rule != running] for found in clauses]
    children: dict[int, list[int]] = {}
    for item in items:
        if item.parent is not None:
            children.setdefault(item.parent, []).append(item.index)
    closing: dict[str, list[int]] = {}
    leaves: dict[str, int] = {}
    against: dict[str, int] = {}
    for item in items:
        below = children.get(item.index, [])
        if not below:
            leaves[item.style] = leaves.get(item.style, 0) + bool(own[item.index])
        elif any(child in children for child in below):
            continue
        elif any(own[child] for child in below[:-1]) or own[item.index]:
            against[item.style] = against.get(item.style, 0) + 1
        elif len(below) > 1 and own[below[-1]] and _on_own_line(reading, items[below[-1]], own[below[-1]]):
            closing.setdefault(item.style, []).append(item.index)
    fields = {
        child: parent
        for parent, below in children.items()
        for child in below
        if _is_field(reading, items[child], own[child])
        and sum(_is_field(reading, items[other], own[other]) for other in below) >= 2
        and not any(other in children for other in below)
    }
    return fields or {
        children[parent][-1]: parent
        for style, parents in closing.items()
        if len(parents) + leaves.get(style, 0) >= 2 and against.get(style, 0) * 3 <= len(parents)
        for parent in parents
    }


def _is_field(reading: Reading, item: Item, clauses: Sequence[Clause]) -> bool:
    """Say whether an item is nothing but a clause: 3.责任单位：民生办, a field of the project it is listed under."""
    if not clauses or len(item.blocks) > 1:
        return False
    # Most items begin with a word of their own before their first clause, and are spared the search for what clauses leave.
    first = item.label[1]
    if first < min(item.end, clauses[0].start) and reading.folded[first] not in _MARKS:
        return False
    holes = [(clause.start, clause.end) for clause in clauses]
    return not any(reading.folded[start:end].strip(_MARKS) for start, end in without((item.label[1], item.end), holes))


def _on_own_line(reading: Reading, item: Item, clauses: Sequence[Clause]) -> bool:
    """Say whether an item's clauses all stand on lines behind it that hold nothing else."""
    holes = [(clause.start, clause.end) for clause in clauses]
    for clause in clauses:
        line = next((block for block in item.blocks[1:] if block[0] <= clause.start < block[1]), None)
        if line is None or any(reading.folded[start:end].strip(_MARKS) for start, end in without(line, holes)):
            return False
    return True
