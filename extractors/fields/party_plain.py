"""What spares most brackets the grammar: labels or verbs with plain names between them (牵头领导:李明,责任部门:局办公室、各镇)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.fields.findings import Clause, DepartmentFinding, OfficialFinding
from extractors.fields.party_conventions import Convention, note_start
from extractors.fields.party_labels import Label, label_before, read_label
from extractors.fields.party_lists import Part, Slot, ends_name_before, may_join_next
from extractors.fields.party_members import read_member
from extractors.fields.party_stretches import under_convention
from extractors.fields.party_verbs import cues_of, role_of_verb, standing
from extractors.fields.party_words import is_time
from extractors.reading.text import Reading
from schemas.breakdown import DepartmentRole
from schemas.records import maker

_department_of = maker(DepartmentFinding)
_official_of = maker(OfficialFinding)
_clause_of = maker(Clause)
_KINDS = ("departments", "officials", "parties", "time")
_LONGEST = 400
"""A bracket longer than this is left to the grammar: its words are not worth keeping."""


def read_plainly(reading: Reading, opened: int, closed: int, convention: Convention | None) -> Clause | None:
    """Return the clause that a bracket `folded[opened:closed]` states with known labels or verbs and plain names alone.

    None says only that the grammar has to be asked: where this answers, it answers as the grammar does. A name is plain
    if it is one whole member of its list and holds no sign that any rule of clauses looks for (a verb, a note, half of
    a name); that is found out once for each name, so that a bracket costs a look at each of its words. No profile may be
    in force, as the words that it adds are not asked for.
    """
    folded = reading.folded
    if folded[opened] != "(" or folded[closed - 1] != ")" or closed - opened > _LONGEST:
        return None
    pieces = folded[opened + 1 : closed - 1].split(":")
    if len(pieces) > 1 and _label(pieces[0]) is not None:
        return _labelled(reading, opened, closed, pieces, convention)
    return _verbal(reading, opened, closed, pieces, convention) if len(pieces) <= 2 else None


def _labelled(reading: Reading, opened: int, closed: int, pieces: list[str], convention: Convention | None) -> Clause | None:
    """Read `pieces`, what stands between the colons: all but the first and the last hold a list and the next label."""
    officials: list[OfficialFinding] = []
    departments: list[DepartmentFinding] = []
    named: set[tuple[str, DepartmentRole]] = set()
    times: list[tuple[int, int]] = []
    text, at = reading.text, opened + 1
    word, before, final = pieces[0], "", len(pieces) - 1
    for index in range(1, len(pieces)):
        label = _label(word)
        printed = text[at : at + len(word)]
        if label is None or printed == before:
            return None
        at, value = at + len(word) + 1, pieces[index]
        if index < final:
            value, word = _before_label(value)
        if label.kind == "time":
            if not _is_term(value):
                return None
            times.append((at, at + len(value)))
            at += len(value) + 1
            continue
        before = printed
        slot: Slot = "parties" if label.kind == "parties" else "officials" if label.kind == "officials" else "departments"
        joins = False
        for written in value.replace(",", "、").split("、"):
            name = _name(written, slot)
            if name is None or joins:
                return None
            end = at + len(written)
            if name.person and slot != "officials" and "政府" in value:
                return None  # 成都、达州市人民政府: the last of a list may say that a name is a place
            if name.person:
                officials.append(_official_of(at, end, text[at:end], None, label.official, printed, "parties.labelled"))
            elif (key := (text[at:end], label.department)) not in named:
                named.add(key)
                departments.append(_department_of(at, end, *key, printed, name.collective, "parties.labelled"))
            joins, at = name.joins, end + 1
    if convention is not None:
        departments = under_convention(reading, departments, opened, convention)
    if not (officials or departments):
        return None
    return _clause_of(opened, closed, tuple(officials), tuple(departments), _in_order(times), "parties.labelled")


def _verbal(reading: Reading, opened: int, closed: int, pieces: list[str], convention: Convention | None) -> Clause | None:
    """Read lists that each end in a verb, and a time behind them, with or without its label."""
    departments: list[DepartmentFinding] = []
    named: set[tuple[str, DepartmentRole]] = set()
    waiting: list[tuple[int, int, bool]] = []
    times: list[tuple[int, int]] = []
    text, at = reading.text, opened + 1
    content = pieces[0]
    if len(pieces) > 1:
        content, word = _before_label(content)
        label = _label(word)
        if label is None or label.kind != "time" or not _is_term(pieces[1]):
            return None
    joins = certain = False
    for written in content.replace(",", "、").split("、"):
        spoken = _spoken(written)
        if spoken is None or joins or times:
            return None
        if spoken.time:
            times.append((at, at + len(written)))
        else:
            waiting.append((at, at + spoken.name, spoken.collective))
            certain = certain or spoken.certain
            joins = spoken.joins
        if spoken.role is not None:
            verb = text[at + spoken.name : at + len(written)]
            for start, end, collective in waiting:
                if (key := (text[start:end], spoken.role)) not in named:
                    named.add(key)
                    departments.append(_department_of(start, end, *key, verb, collective, "parties.verb"))
            waiting.clear()
            joins = False
        at += len(written) + 1
    if waiting or not certain:
        return None
    if convention is not None:
        departments = under_convention(reading, departments, opened, convention)
    if len(pieces) > 1:
        times.append((closed - 1 - len(pieces[1]), closed - 1))
    return _clause_of(opened, closed, (), tuple(departments), _in_order(times), "parties.verb")


def _in_order(times: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(set(times))) if times else ()


def _before_label(piece: str) -> tuple[str, str]:
    """Return what stands before the last comma of a piece, and the next label behind it."""
    # 、 is no end of a list: the label behind it would have to be told from the last name
    cut = max(piece.rfind(","), piece.rfind(";"))
    return piece[: max(cut, 0)], piece[cut + 1 :]


@lru_cache(1024)
def _label(word: str) -> Label | None:
    """Return what a known label announces that is nothing but a label, of parties or of a time."""
    found = label_before(word) if _plain().fullmatch(word) and word == word.strip("为是") else None
    return found[1] if found is not None and found[0] == 0 and found[1].kind in _KINDS else None


@lru_cache(1024)
def _is_term(value: str) -> bool:
    """Say whether the value of a label of times is a word without a mark or a note in it: 2026年6月底前."""
    return _figures().fullmatch(value) is not None and note_start(value, 0, len(value)) == len(value)


class _Name(NamedTuple):
    """What a plain name in a list behind a label is; `joins` says that it may be one with the member behind it."""

    person: bool
    collective: bool
    joins: bool


@lru_cache(8192)
def _name(word: str, slot: Slot) -> _Name | None:
    """Read a member of a list behind a label; None where it is not plain."""
    part = _member(word, slot)
    if part is None or cues_of(word):
        return None
    return _Name(part.kind == "person", part.collective, may_join_next(word))


class _Spoken(NamedTuple):
    """What stands between two separators: a name of `name` characters with the role its verb gives, or a time."""

    name: int
    role: DepartmentRole | None = None
    collective: bool = False
    certain: bool = False
    joins: bool = False
    time: bool = False


@lru_cache(8192)
def _spoken(word: str) -> _Spoken | None:
    """Read a member of a list before a verb, with the verb where it is the last; None where it is not plain."""
    if _holds_label(word):
        return None
    if is_time(word):
        timed = _figures().fullmatch(word) and read_member(word, "departments") == (Part(0, len(word), "time"),)
        return _Spoken(0, time=True) if timed else None
    # between separators, as it stands in its list: what a cue looks for before and behind it is not there
    cues = [(cue.start() - 1, cue.end() - 1, cue["word"]) for cue in cues_of(f"、{word}、")]
    size, end, verb = cues[0] if cues else (len(word), len(word), None)
    if len(cues) > 1 or end != len(word) or (cues and verb is None):
        return None
    name = word[:size]
    part, stands = _member(name, "departments"), standing(name)
    if part is None or part.kind != "unit" or stands is None:
        return None
    return _Spoken(size, role_of_verb(verb) if verb else None, part.collective, stands == "named", may_join_next(name))


def _member(word: str, slot: Slot) -> Part | None:
    """Return the one member that a word is, from its first character to its last; None if it is more, less or doubtful."""
    if _plain().fullmatch(word) is None or ends_name_before(word) or note_start(word, 0, len(word)) < len(word):
        return None
    parts = read_member(word, slot)
    if len(parts) != 1 or parts[0].kind == "time" or parts[0] != Part(0, len(word), parts[0].kind, parts[0].collective):
        return None
    return parts[0]


def _holds_label(word: str) -> bool:
    """Say whether a word may begin with a label that no colon follows: 责任单位区民政局."""
    labels = (read_label(word[:size]) for size in range(3, 9))
    return any(label is not None and label.kind in ("departments", "officials", "parties") for label in labels)


@cache
def _plain() -> re.Pattern[str]:
    # 局养老服务科   区婚姻(收养)登记中心
    return re.compile(r"[一-鿿]{2,24}(?:\([一-鿿]{1,12}\)[一-鿿]{0,16})?")


@cache
def _figures() -> re.Pattern[str]:
    # 2026年9月底前完成
    return re.compile(r"[0-9一-鿿]+")
