"""Say which characters of a line that was read from a picture are hardly what is printed, however sure the reading was.

What is certainly another character is put right in `ocr_corrections`; here nothing is changed, it is only doubted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_SURE = 0.98
"""A letter alone, and a label one character off a known one, are doubted where that character is less sure than this."""


def suspects(text: str, confidences: Sequence[float]) -> set[int]:
    """Return the places of characters to be doubted; `confidences` says how sure each is (0–1).

    >>> sorted(suspects("老年助L餐服务", (1.0,) * 7)), suspects("3A级景区，建设A座", (1.0,) * 10)
    ([3], set())
    """
    found = {match.start() for match in _lone_letter().finditer(text)}
    if len(text) == 1 and text.isascii() and (text.isalpha() or text == "|") and confidences[0] < _SURE:
        # A letter that stands alone at the side of a cell is mostly a piece of its ruling.
        found.add(0)
    found |= {match.start() for match in _no_word().finditer(text)}
    for match in _label().finditer(text):
        place = _misread(match[0])
        if place is not None and confidences[match.start() + place] < _SURE:
            found.add(match.start() + place)
    return found


@cache
def _lone_letter() -> re.Pattern[str]:
    # the L of 老年助L餐服务 or at the end of 老年助L, where the ruling of a cell was read; not that of A类, B超, K歌, X光
    han = "[\u4e00-\u9fff]"
    return re.compile(rf"(?:(?<={han})[A-Za-z|](?={han}|$)|^[A-Za-z|](?={han}))(?![类级型座区栋楼股超光盘线轮卡歌证照本岗办档值面])")


@cache
def _no_word() -> re.Pattern[str]:
    # 项日 for 项目, but not in 三项日常工作; 300入次 for 300人次; 20干元 for 20千元
    return re.compile(r"(?<=[项科])日(?![常均间期程报志])|(?<=[\d万千百])入(?=[次员数均民])|(?<=[\d万亿千百])干(?=[元克瓦米])")


@cache
def _label() -> re.Pattern[str]:
    # 贵任单位： / 奉头部门:
    return re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{4}(?=[:：])")


def _misread(words: str) -> int | None:
    """Return the place of the one character by which four differ from a label; None for a label or for other words."""
    roles, heads = _parts()
    role, head = words[:2], words[2:]
    if role in roles and head not in heads:
        return next((2 + place for place in range(2) if any(_but(place, head, known) for known in heads)), None)
    if head in heads and role not in roles:
        return next((place for place in range(2) if any(_but(place, role, known) for known in roles)), None)
    return None


def _but(place: int, read: str, known: str) -> bool:
    """Return whether two words of two characters differ at a place and nowhere else."""
    return read[place] != known[place] and read[1 - place] == known[1 - place]


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    """Return the role words and heads of two characters that make a label (责任 and 单位)."""
    from extractors.lexicons import load

    lexicon = load("roles")
    roles, heads = (
        frozenset(word for entry in lexicon[kind] for word in entry["words"] if len(word) == 2) for kind in ("role", "head")
    )
    return roles, heads
