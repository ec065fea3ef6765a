"""The closed account: every character of the reading text in exactly one bin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.outline.tree import Span
from extractors.reading.text import Reading
from schemas.breakdown import Account

HEADER, SECTION, TASK, PROSE, UNEXPLAINED = range(1, 6)


def close(reading: Reading, bins: Sequence[tuple[int, Iterable[Span]]]) -> tuple[Account, list[Span]]:
    """Return how many characters fell into each bin, and the stretches that fell into none.

    Later bins win where spans overlap; white space that no span covers goes with what stands before it.
    """
    length = len(reading.text)
    owner = bytearray(length)
    for code, spans in bins:
        for start, end in spans:
            owner[start:end] = bytes((code,)) * (end - start)
    stray: list[Span] = []
    at = owner.find(0)
    while at != -1:
        end = at
        while end < length and owner[end] == 0:
            end += 1
        if reading.text[at:end].strip():
            stray.append((at, end))
            fill = UNEXPLAINED
        else:
            fill = owner[at - 1] if at else (owner[end] if end < length else PROSE)
        owner[at:end] = bytes((fill,)) * (end - at)
        at = owner.find(0, end)
    counts = [owner.count(code) for code in (HEADER, SECTION, TASK, PROSE, UNEXPLAINED)]
    return Account(length, *counts), stray
