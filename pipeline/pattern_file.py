"""Read a user's patterns: one JSON object a line, in the form of spaCy's EntityRuler or Matcher, each line checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from schemas.breakdown import Comparator, DepartmentRole, Measure, OfficialRole, Per
from schemas.errors import RuleError

DEPARTMENT_LABELS: dict[str, DepartmentRole] = {
    "PARTY_LEAD": "lead", "DEPARTMENT": "responsible", "PARTY_SUPPORTING": "supporting",
}
OFFICIAL_LABELS: dict[str, OfficialRole] = {
    "OFFICIAL": "lead", "OFFICIAL_RESPONSIBLE": "responsible", "OFFICIAL_IN_CHARGE": "in_charge",
    "OFFICIAL_CONTACT": "contact",
}
LABELS = (*DEPARTMENT_LABELS, *OFFICIAL_LABELS, "TARGET")

_TARGET_FACTS = {
    "indicator": None, "action": None, "unit": None, "comparator": get_args(Comparator), "measure": get_args(Measure),
    "per": get_args(Per),
}
_KEYS = {"label", "id", "pattern", "patterns", "collective", *_TARGET_FACTS}

# Any: a token pattern is spaCy's own small language, {"TEXT": {"IN": ["…"]}, "OP": "+"}; spaCy checks it.
TokenPattern = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a pattern file: what to look for, and what a match is.

    `phrases` are found as they stand; `tokens` are spaCy token patterns. `target` holds what a TARGET's match means.
    """

    id: str
    label: str
    phrases: tuple[str, ...] = ()
    tokens: tuple[TokenPattern, ...] = ()
    collective: bool = False
    target: Mapping[str, str] = field(default_factory=dict)


def load_patterns(path: str | Path) -> tuple[Pattern, ...]:
    """Return the patterns of a JSONL file (UTF-8); empty lines are passed over.

    Raises RuleError, naming the line, where one is wrong, and where the file cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), f"cannot be read as UTF-8 text ({error}). Check its name and encoding.") from error
    found: list[Pattern] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(_pattern(line, number))
            except _Wrong as error:
                raise RuleError(str(path), f"line {number}: {error}") from error
    return tuple(found)


class _Wrong(Exception):
    """What is wrong with a line, and what to write instead."""


def _pattern(line: str, number: int) -> Pattern:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Wrong(f"is not valid JSON ({error}). Write one object on one line.") from error
    if not isinstance(given, dict):
        raise _Wrong('is not an object. Write {"label": …, "pattern": …}.')
    unknown = sorted(set(given) - _KEYS)
    if unknown:
        raise _Wrong(f"{unknown[0]!r} is not known. Use {', '.join(sorted(_KEYS))}.")
    label = given.get("label")
    if label not in LABELS:
        raise _Wrong(f"the label {label!r} is not known. Use one of {', '.join(LABELS)}.")
    identity = given.get("id", f"line-{number}")
    if not isinstance(identity, str) or not identity:
        raise _Wrong("the id must be a text that is not empty.")
    collective = given.get("collective", False)
    if not isinstance(collective, bool) or (collective and label not in DEPARTMENT_LABELS):
        raise _Wrong("collective must be true or false, and belongs to departments.")
    phrases, tokens = _what_to_find(given)
    return Pattern(identity, label, phrases, tokens, collective, _target_facts(given, label))


def _what_to_find(given: dict[str, Any]) -> tuple[tuple[str, ...], tuple[TokenPattern, ...]]:
    if ("pattern" in given) == ("patterns" in given):
        raise _Wrong("give either pattern (one) or patterns (a list of them).")
    alternatives = given["patterns"] if "patterns" in given else [given["pattern"]]
    if not isinstance(alternatives, list) or not alternatives:
        raise _Wrong("patterns must be a list that is not empty.")
    phrases: list[str] = []
    tokens: list[TokenPattern] = []
    for one in alternatives:
        if isinstance(one, str) and one.strip():
            phrases.append(one)
        elif isinstance(one, list) and one and all(isinstance(token, dict) for token in one):
            tokens.append(tuple(one))
        else:
            raise _Wrong("a pattern is a phrase or a list of tokens, and not empty.")
    if tokens:
        _check_tokens(tokens)
    return tuple(phrases), tuple(tokens)


def _check_tokens(tokens: list[TokenPattern]) -> None:
    import spacy
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    try:
        Matcher(spacy.blank("zh").vocab, validate=True).add("check", [list(map(dict, one)) for one in tokens])
    except (MatchPatternError, ValueError, TypeError, KeyError, re.error) as error:
        reason = " ".join(str(error).split())
        raise _Wrong(f"spaCy does not take this token pattern ({reason}).") from error


def _target_facts(given: dict[str, Any], label: str) -> dict[str, str]:
    facts = {name: given[name] for name in _TARGET_FACTS if given.get(name) is not None}
    if label != "TARGET":
        if facts:
            raise _Wrong(f"{next(iter(facts))} belongs to TARGET alone.")
        return {}
    if not facts.get("indicator"):
        raise _Wrong("a TARGET needs an indicator: the words for what is counted.")
    for name, value in facts.items():
        allowed = _TARGET_FACTS[name]
        if not isinstance(value, str) or (allowed is not None and value not in allowed):
            raise _Wrong(f"{name} {value!r} is not known. Use {'a text' if allowed is None else ', '.join(allowed)}.")
        if value == "range":
            raise _Wrong("a range has two numerals; a TARGET pattern takes one.")
    return facts
