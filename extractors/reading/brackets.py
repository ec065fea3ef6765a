"""Brackets, scanned and not matched: 区婚姻（收养）登记中心 holds a pair of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.records import quick

PAIRS = {"(": ")", "[": "]", "〔": "〕", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』", "【": "】", "{": "}"}
DEEPEST = 64
"""Brackets nested deeper than this are read as plain characters."""


@cache
def _brackets() -> re.Pattern[str]:
    """Any opener or closer."""
    return re.compile("[" + "".join(map(re.escape, (*PAIRS, *PAIRS.values()))) + "]")


@quick
@dataclass(frozen=True, slots=True)
class Bracket:
    """A closed pair: `folded[start]` opens it, `folded[end - 1]` closes it; depth 0 is outermost."""

    start: int
    end: int
    opener: str
    depth: int


def scan(folded: str, start: int, end: int) -> tuple[tuple[Bracket, ...], tuple[int, ...]]:
    """Return the closed brackets of `folded[start:end]` by start, and the offsets of those never closed.

    A closer without its opener is ignored; a closer that skips unclosed openers leaves them unclosed.

    >>> [b.start for b in scan("a(b(c)d)", 0, 8)[0]]
    [1, 3]
    """
    found: list[Bracket] = []
    unclosed: list[int] = []
    stack: list[tuple[str, int]] = []
    for match in _brackets().finditer(folded, start, end):
        character, offset = match.group(), match.start()
        if character in PAIRS:
            if len(stack) < DEEPEST:
                stack.append((PAIRS[character], offset))
        else:
            depth = len(stack) - 1
            while depth >= 0 and stack[depth][0] != character:
                depth -= 1
            if depth < 0:
                continue
            unclosed.extend(offset_of for _, offset_of in stack[depth + 1 :])
            opened = stack[depth][1]
            del stack[depth:]
            found.append(Bracket(opened, offset + 1, folded[opened], depth))
    unclosed.extend(offset for _, offset in stack)
    return tuple(sorted(found, key=lambda bracket: bracket.start)), tuple(sorted(unclosed))


def unopened(folded: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets of the closing brackets of `folded[start:end]` that nothing opens.

    >>> unopened("a)b(c)", 0, 6)
    (1,)
    """
    closed = {bracket.end - 1 for bracket in scan(folded, start, end)[0]}
    closers = set(PAIRS.values())
    return tuple(
        match.start()
        for match in _brackets().finditer(folded, start, end)
        if match.group() in closers and match.start() not in closed
    )


def split(folded: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Return the spans between separators that stand outside every bracket.

    >>> split("a、b(c、d)、e", 0, 10, "、")
    [(0, 1), (2, 8), (9, 10)]
    """
    outer = [bracket for bracket in scan(folded, start, end)[0] if bracket.depth == 0]
    spans: list[tuple[int, int]] = []
    begin = start
    for offset in range(start, end):
        if folded[offset] not in separators:
            continue
        if any(bracket.start < offset < bracket.end for bracket in outer):
            continue
        spans.append((begin, offset))
        begin = offset + 1
    spans.append((begin, end))
    return spans
