"""Items that begin with who does the work: 1、县住建局：负责改造小区, or a heading 一、县住建局 over that office's tasks."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fields.findings import Clause, DepartmentFinding
from extractors.fields.party_labels import read_label
from extractors.fields.party_lists import read_list
from extractors.fields.party_words import is_strong_unit
from extractors.outline.tree import Item
from extractors.reading.text import Reading

SUBJECT = "parties.subject"
"""The rule of units that open an item: 县住建局：…"""

HEADING = "parties.heading"
"""The rule of units that are a heading by themselves: what stands under it is theirs."""

_LONGEST = 60


def names_who_answers(clause: Clause) -> bool:
    """Say whether a clause names more than a term and who helps or is to be asked: (12月底前，配合单位：县水务局) does not."""
    answering = any(official.role != "contact" for official in clause.officials)
    return answering or any(unit.role != "supporting" for unit in clause.departments)


def subject_of(reading: Reading, item: Item, *, over: bool) -> Clause | None:
    """Return the clause of an item that begins with units and a colon, or, over items of its own, is units alone.

    Units of the form of 各镇（街道） stand only beside those with names, so a list of them needs one with a name elsewhere.
    """
    start, end = item.label[1], item.blocks[0][1]
    colon = reading.folded.find(":", start, min(end, start + _LONGEST))
    if colon >= 0 and reading.folded[colon + 1 : end].strip():
        last, rule = colon, SUBJECT
    elif over and end - start <= _LONGEST:
        last, rule = reading.trim(start, end, " \t\n。:;")[1], HEADING
    else:
        return None
    words = reading.folded[start:last]
    if set(words) & set("。;!?“”《》") or read_label(words) is not None:
        return None
    parts = read_list(words, "departments")
    if not parts or not all(part.kind == "unit" for part in parts):
        return None
    names = [words[part.start : part.end] for part in parts]
    if not all(part.collective or is_strong_unit(name) for part, name in zip(parts, names, strict=True)):
        return None
    left = words[parts[-1].end :].strip(" 、,")
    if left and not left.startswith("等"):
        return None
    found = tuple(
        DepartmentFinding(
            start + part.start,
            start + part.end,
            "".join(reading.text[start + part.start : start + part.end].split()),
            "responsible",
            None,
            part.collective,
            rule,
        )
        for part in parts
    )
    return Clause(start, last + 1 if rule == SUBJECT else last, (), found, (), rule)


def subjects(reading: Reading, lists: Sequence[Sequence[Item]], parents: frozenset[int]) -> dict[int, Clause]:
    """Return the clauses of the items of those lists in which most begin with who does the work."""
    found: dict[int, Clause] = {}
    for alike in lists:
        opened = {item.index: subject_of(reading, item, over=item.index in parents) for item in alike}
        clauses = {index: clause for index, clause in opened.items() if clause is not None}
        named = any(not department.collective for clause in clauses.values() for department in clause.departments)
        if named and len(clauses) >= 2 and len(clauses) * 2 >= len(alike):
            found.update(clauses)
    return found
