"""Brackets, scanned and not matched: 区婚姻（收养）登记中心 holds a pair of its own."""

from __future__ import annotations

from dataclasses import dataclass

_PAIRS = {"(": ")", "[": "]", "〔": "〕", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』", "【": "】", "{": "}"}
_CLOSERS = frozenset(_PAIRS.values())
DEEPEST = 64
"""Brackets nested deeper than this are read as plain characters."""


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
    for offset in range(start, end):
        character = folded[offset]
        if character in _PAIRS:
            if len(stack) < DEEPEST:
                stack.append((_PAIRS[character], offset))
        elif character in _CLOSERS:
            depth = next((at for at in range(len(stack) - 1, -1, -1) if stack[at][0] == character), None)
            if depth is None:
                continue
            unclosed.extend(offset_of for _, offset_of in stack[depth + 1 :])
            opened = stack[depth][1]
            del stack[depth:]
            found.append(Bracket(opened, offset + 1, folded[opened], depth))
    unclosed.extend(offset for _, offset in stack)
    return tuple(sorted(found, key=lambda bracket: bracket.start)), tuple(sorted(unclosed))


def split(folded: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Return the spans between separators that stand outside every bracket.

    >>> split("a、b(c、d)、e", 0, 10, "、")
    [(0, 1), (2, 8), (9, 10)]
    """
    brackets, _ = scan(folded, start, end)
    closes = {bracket.start: bracket.end for bracket in brackets if bracket.depth == 0}
    spans: list[tuple[int, int]] = []
    begin = offset = start
    while offset < end:
        if offset in closes:
            offset = closes[offset]
            continue
        if folded[offset] in separators:
            spans.append((begin, offset))
            begin = offset + 1
        offset += 1
    spans.append((begin, end))
    return spans
