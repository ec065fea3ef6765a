"""Read the labels that a profile names; without a profile none of this runs."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.party_labels import Label, label_before, read_label
from extractors.fields.party_people import is_person
from extractors.fields.party_words import is_strong_unit
from extractors.reading.text import BULLETS
from schemas.breakdown import DepartmentRole, OfficialRole
from schemas.profile import Holds, Profile

PlacedLabel = tuple[int, int, Label]
"""Where a label starts, where its value starts, and what it announces."""

_WINDOW = 24
_ROLES: dict[str, tuple[DepartmentRole, OfficialRole]] = {
    "lead": ("lead", "lead"),
    "responsible": ("responsible", "responsible"),
    "supporting": ("supporting", "responsible"),
    "in_charge": ("responsible", "in_charge"),
    "contact": ("supporting", "contact"),
}


def roles_of(meaning: str) -> tuple[DepartmentRole, OfficialRole] | None:
    """Return the roles that a meaning gives to a unit and to a person, or None if it names no party.

    >>> roles_of("supporting"), roles_of("deadline")
    (('supporting', 'responsible'), None)
    """
    return _ROLES.get(meaning)


def label_for(meaning: str, holds: Holds) -> Label:
    """Return what a label of this meaning announces; `ignore` announces nothing that is read."""
    roles = _ROLES.get(meaning)
    if roles is not None:
        return Label(holds, *roles)
    return Label("time" if meaning == "deadline" else "ignored")


@cache
def _announced(profile: Profile) -> dict[str, Label]:
    return {entry.word: label_for(entry.meaning, entry.holds) for entry in profile.labels}


@cache
def _words(profile: Profile) -> re.Pattern[str] | None:
    """Return the pattern of the profile's labels at the end of a window, the longest first."""
    words = sorted((entry.word for entry in profile.labels), key=lambda word: (-len(word), word))
    if not words:
        return None
    # 主抓部门   主 抓 部 门: the characters of a label may stand apart
    return re.compile("(?:" + "|".join(" ?".join(map(re.escape, word)) for word in words) + r")\s?$")


@cache
def _marks(profile: Profile) -> re.Pattern[str]:
    """Return the pattern of what stands between a label and its value: a colon, or a mark of the profile."""
    marks = sorted((":", *profile.separators), key=lambda mark: (-len(mark), mark))
    return re.compile("|".join(map(re.escape, marks)))


@cache
def _before() -> re.Pattern[str]:
    # What may stand before a label: nothing, a separator, a bracket, a bullet or a number (1.主抓部门:).
    return re.compile(
        rf"(?:^|[\s,;。:!?”》〕\])(\[〔【、·{BULLETS}*#>]|(?:^|[\s,;。])(?:-{{1,2}}|[\d一二三四五六七八九十]{{1,3}}[.]))\s?$"
    )


def read_word(profile: Profile, text: str) -> Label | None:
    """Return what a label announces: by the profile, else by the lexicon; None if it is no label."""
    own = _announced(profile).get(text.replace(" ", ""))
    return own or read_label(text)


def placed_labels(profile: Profile, folded: str, start: int, end: int) -> list[PlacedLabel]:
    """Return the labels of a stretch that stand before a colon or a separator of the profile, in order."""
    found: list[PlacedLabel] = []
    for mark in _marks(profile).finditer(folded, start, end):
        begin = max(start, mark.start() - _WINDOW)
        if found:
            begin = max(begin, found[-1][1])
        window = folded[begin : mark.start()]
        label = _own(profile, window)
        if label is None and (mark.group() == ":" or _is_known_alone(window)):
            label = label_before(window)
        if label is not None:
            found.append((begin + label[0], mark.end(), label[1]))
    return found


def _own(profile: Profile, window: str) -> tuple[int, Label] | None:
    """Return where one of the profile's labels begins that ends a window, and what it announces."""
    words = _words(profile)
    match = words.search(window) if words is not None else None
    if match is None:
        return None
    before = window[: match.start()]
    glued = re.split(r"[\s,;。:、]", before)[-1]
    if not (_before().search(before) or is_strong_unit(glued) or is_person(glued, official=True)):
        return None
    return match.start(), _announced(profile)["".join(match.group().split())]


def _is_known_alone(window: str) -> bool:
    """Tell whether a known label stands before a mark that is no colon (牵头单位——): a dash in a sentence is none."""
    label = label_before(window)
    return label is not None and label[1].kind != "unknown"


def is_worth_reading(profile: Profile, folded: str, start: int, end: int) -> bool:
    """Tell whether a bracket holds one of the profile's labels, which may have no word that others have."""
    return any(folded.find(entry.word, start, end) >= 0 for entry in profile.labels)


def with_plain_separators(profile: Profile, text: str) -> str:
    """Return a list with the profile's marks between names as 、, of the same length."""
    for mark in profile.between:
        text = text.replace(mark, "、")
    return text


