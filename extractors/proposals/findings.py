"""What is proposed for a profile, and what a value behind an unknown label or header is by its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractors.fields.party_lists import read_list
from extractors.fields.party_people import is_person
from extractors.fields.party_words import (
    has_own_marker,
    is_collective,
    is_place,
    is_strong_unit,
    is_time,
    lexicon_words,
)
from extractors.lexicons import load
from schemas.profile import Holds

ValueKind = Literal["departments", "officials", "parties", "deadline"]
EXAMPLES = 3
KNOWN_MARKS = "、,;/。: "


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word or mark that the lexicons do not know.

    `meaning` is one of those of a profile, or `?`; `count` says where it stands (paragraphs, or filled rows for a column) of
    `total` of the kind, `tasks` in how many of the tasks found without a profile.
    """

    word: str
    meaning: str
    holds: Holds
    count: int
    total: int
    tasks: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that is proposed, each kind in the order of how often it was seen."""

    labels: tuple[Proposal, ...] = ()
    columns: tuple[Proposal, ...] = ()
    separators: tuple[Proposal, ...] = ()
    between: tuple[Proposal, ...] = ()
    forms: tuple[Proposal, ...] = ()


@dataclass(slots=True)
class Sightings:
    """Where a word was seen: its examples, what its values are, the places (document and number) that hold it."""

    examples: list[str] = field(default_factory=list)
    kinds: list[ValueKind | None] = field(default_factory=list)
    places: set[tuple[int, int]] = field(default_factory=set)
    tasks: set[tuple[int, int]] = field(default_factory=set)

    def add(self, example: str, kind: ValueKind | None, place: tuple[int, int], task: tuple[int, int] | None) -> None:
        """Note one more place."""
        short = " ".join(example.split())[:40]
        if short not in self.examples and len(self.examples) < EXAMPLES:
            self.examples.append(short)
        self.kinds.append(kind)
        self.places.add(place)
        if task is not None:
            self.tasks.add(task)

    def kind(self) -> ValueKind | None:
        """Return what most of the values are; units in some and people in others are parties."""
        told = [kind for kind in self.kinds if kind is not None]
        if len(told) * 2 < len(self.kinds) or not told:
            return None
        times = told.count("deadline")
        if times * 2 > len(told):
            return "deadline"
        parties = set(told) - {"deadline"}
        return parties.pop() if len(parties) == 1 else "parties"


def kind_of(value: str) -> ValueKind | None:
    """Return what a folded value is by its form, or None where it is no list of parties and no time.

    >>> kind_of("区民政局、区财政局"), kind_of("李明"), kind_of("6月底前"), kind_of("要求层层压实")
    ('departments', 'officials', 'deadline', None)
    """
    value = re.split(r"[。;\n]", value.strip(), maxsplit=1)[0].strip(" ,、)]】")
    if not value or len(value) > 80:
        return None
    if is_time(value):
        return "deadline"
    kinds: set[ValueKind] = set()
    for part in read_list(value, "parties"):
        name = re.sub(r"\s", "", value[part.start : part.end])
        if part.kind == "person" and (part.title is not None or is_person(name, official=True)):
            kinds.add("officials")
        elif part.kind == "unit" and (is_strong_unit(name) or is_collective(name) or is_place(name)):
            kinds.add("departments")
        else:
            return None
    return kinds.pop() if len(kinds) == 1 else "parties" if kinds else None


@cache
def _hints(table: Literal["meaning", "column"]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((entry["meaning"], tuple(entry["words"])) for entry in load("profile_hints")[table])


def meaning_of(word: str, kind: ValueKind | None, *, column: bool = False) -> str:
    """Return what a label or header suggests that it means, `?` if it suggests nothing.

    >>> meaning_of("主抓部门", "departments"), meaning_of("交账日子", "deadline"), meaning_of("甲方", "departments")
    ('lead', 'deadline', '?')
    """
    if kind == "deadline":
        return "deadline"
    if kind is not None:
        return next((meaning for meaning, words in _hints("meaning") if any(hint in word for hint in words)), "?")
    if column:
        return next((meaning for meaning, words in _hints("column") if any(hint in word for hint in words)), "?")
    return "?"


def holds_of(kind: ValueKind | None) -> Holds:
    """Return what a word's value holds, as a profile says it."""
    return kind if kind is not None and kind != "deadline" else "parties"


def names_no_party(word: str) -> bool:
    """Tell whether a word before a colon announces something else than parties or times: 附件:… 抄送:…"""
    if word in lexicon_words("profile_hints", "not_label") or has_own_marker(word):
        return True
    # 区教育局:王强 says who is whose; 市主抓部门 is a label, for all that it ends as units do.
    return is_strong_unit(word) and not word.endswith(("单位", "部门", "科室", "处室"))


def numbers_nothing(word: str) -> bool:
    """Tell whether a word with a number behind it numbers something else than tasks: 附件1, 2025年."""
    return word.endswith(lexicon_words("profile_hints", "not_numbering"))
