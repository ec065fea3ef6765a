"""The words that the target grammar looks up, by where they stand: verbs, predicates, comparators, fillers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.lexicons import load, words
from schemas.breakdown import Comparator, Measure

HAN = "[々〇㐀-䶿一-鿿豈-龎𠀀-𲎯]"
"""A Chinese character, for patterns."""
LONGEST_WORD = 8
WordsByFirst = dict[str, tuple[str, ...]]
"""Words by their first character, the longest first: at most places of a text no word of a list begins."""
VerbKind = Literal["make", "light", "hold", "cause", "lead", "scope"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a verb between indicator and number says: its action, measure, and whether it names the state reached."""

    action: str | None
    measure: Measure
    to: bool = False
    at: bool = False


@cache
def verbs() -> dict[str, VerbKind]:
    """Return the verbs that may head a phrase; where a word has two kinds the first of make, light, hold, cause wins."""
    found: dict[str, VerbKind] = {}
    for kind in ("make", "light", "hold", "cause"):
        for entry in load("actions")["entry"]:
            if entry["kind"] == kind:
                for word in entry["words"]:
                    found.setdefault(word, kind)
    return found


@cache
def working_verbs() -> frozenset[str]:
    """Return the verbs that name work of their own (make and light)."""
    return frozenset(word for word, kind in verbs().items() if kind in ("make", "light"))


@cache
def verb_lengths() -> dict[str, tuple[int, ...]]:
    """Return how long the verbs that begin with a character are, the longest first."""
    return lengths_by(0, verbs(), LONGEST_WORD)


def lengths_by(place: int, known: Iterable[str], longest: int) -> dict[str, tuple[int, ...]]:
    """Return how long the words with a character in that place are, the longest first, none above `longest`.

    >>> lengths_by(0, ("新建", "新增", "新改建", "建"), 8)
    {'新': (3, 2), '建': (1,)}
    """
    found: dict[str, set[int]] = {}
    for word in known:
        if len(word) <= longest:
            found.setdefault(word[place], set()).add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


@cache
def join_beginnings() -> frozenset[str]:
    """Return the first two characters of the verbs that join with others."""
    return frozenset(word[:2] for word in of_kind("joins") if len(word) > 1)


def _by_first(known: Iterable[str]) -> WordsByFirst:
    """Return the words by their first character."""
    found: dict[str, list[str]] = {}
    for word in sorted(known, key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(group) for first, group in found.items()}


@cache
def by_first(kind: str) -> WordsByFirst:
    """Return the words of `actions.toml` of that kind by their first character."""
    return _by_first(of_kind(kind))


@cache
def modal_by_first() -> WordsByFirst:
    """Return the words of modality by their first character."""
    return _by_first(modal_words())


@cache
def noun_next_beginnings() -> frozenset[str]:
    """Return the first characters of what makes a verb before it the beginning of a noun."""
    return frozenset(word[0] for word in mark_words("noun_next"))


@cache
def no_verbs() -> dict[str, tuple[str, ...]]:
    """Return the nouns that begin with a verb by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in mark_words("no_verb"):
        found.setdefault(word[:2], []).append(word)
    return {beginning: tuple(group) for beginning, group in found.items()}


@cache
def plain_beginnings() -> frozenset[str]:
    """Return the first two characters of the verbs that are hardly ever part of a noun."""
    return frozenset(word[:2] for word in of_kind("plain") if len(word) > 1)


@cache
def working_beginnings() -> frozenset[str]:
    """Return the first two characters of the working verbs."""
    return frozenset(word[:2] for word in working_verbs() if len(word) > 1)


def verb_kind(verb: str) -> VerbKind:
    """Return the kind of a verb; one with 新 before it has the kind of the verb it joins."""
    known = verbs()
    return known.get(verb) or known.get(verb[1:]) or "make"


@cache
def of_kind(kind: str) -> frozenset[str]:
    """Return the words of `actions.toml` of that kind."""
    return frozenset(word for entry in load("actions")["entry"] if entry["kind"] == kind for word in entry["words"])


@cache
def signs(sign: str) -> tuple[str, ...]:
    """Return the words of `decoys.toml` that are that sign."""
    return tuple(word for entry in load("decoys")["entry"] if entry["sign"] == sign for word in entry["words"])


@cache
def sign_pattern(sign: str) -> re.Pattern[str]:
    """Return the pattern of the words that are that sign."""
    return any_sign(sign)


@cache
def any_sign(*those: str) -> re.Pattern[str]:
    """Return the pattern of the words that are one of those signs."""
    known = [word for sign in those for word in signs(sign)]
    return re.compile("|".join(re.escape(word) for word in sorted(known, key=lambda word: (-len(word), word))))


@cache
def predicates() -> dict[str, Predicate]:
    """Return the predicates by the words that stand right before the number (提高到, 增长, 控制在)."""
    found: dict[str, Predicate] = {}
    for entry in load("predicates")["entry"]:
        to, at = entry.get("to", False), entry.get("at", False)
        for word in entry["words"]:
            for joint in entry.get("joints", [""]):
                action = word[:2] if at and len(word) > 3 else word
                found.setdefault(word + joint, Predicate(action, entry["measure"], to, at))
    return found


@cache
def before_words() -> dict[str, Comparator]:
    """Return the comparator of every word that stands before a number."""
    return {
        word: entry["comparator"]
        for entry in load("comparators")["entry"]
        if entry["place"] == "before"
        for word in entry["words"]
    }


@cache
def modal_words() -> frozenset[str]:
    """Return the words of modality (力争, 确保)."""
    return frozenset(words("modality"))


@cache
def mark_words(place: str) -> tuple[str, ...]:
    """Return the words of `target_marks.toml` that stand in that place, longest first."""
    found = {word for entry in load("target_marks")["entry"] if entry["place"] == place for word in entry["words"]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def mark_set(place: str) -> frozenset[str]:
    """Return the words of that place as a set."""
    return frozenset(mark_words(place))


@cache
def shared_noun_classes() -> tuple[tuple[str, ...], ...]:
    """Return the modifiers that may share the noun behind the last of them, class by class, the longest first."""
    return tuple(
        tuple(sorted(entry["words"], key=lambda word: (-len(word), word)))
        for entry in load("target_marks")["entry"]
        if entry["place"] == "shared_noun"
    )


@cache
def noun_exceptions() -> tuple[str, ...]:
    """Return the words whose first character is among `noun_next` and which still follow a verb (培育业态)."""
    return tuple(word for entry in load("target_marks")["entry"] for word in entry.get("unless", ()))
