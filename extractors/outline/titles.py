"""What a heading's words say of what stands under it: work, principles and safeguards, or a review of the past."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons import load


@cache
def _review() -> re.Pattern[str]:
    """2024年工作回顾"""
    return re.compile("|".join(map(re.escape, _words("review"))))


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Return the words of one kind of the section-title lexicon."""
    return tuple(word for entry in load("section_titles")["entry"] if entry["kind"] == kind for word in entry["words"])


@cache
def _whole() -> frozenset[str]:
    return frozenset(_words("whole"))


def frames_work(title: str) -> bool:
    """Say whether a heading stands above principles, goals or safeguards and not above tasks.

    >>> frames_work("指导思想"), frames_work("加强组织领导")
    (True, False)
    """
    bare = "".join(title.split()).replace("。", "").replace(":", "").replace("、", "")
    return bare in _whole() or bare.endswith(_words("ending"))


def reviews_past(title: str) -> bool:
    """Say whether a heading stands above a report of what was done.

    >>> reviews_past("2024年工作回顾"), reviews_past("2025年工作安排")
    (True, False)
    """
    bare = "".join(title.split())
    return len(bare) <= 40 and _review().search(bare) is not None
