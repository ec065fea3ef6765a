"""Ids that depend on what a task says, never on the container, the run or the width of its punctuation."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2s

from extractors.reading.text import fold


class Identities:
    """Gives out ids; the same words a second time get a counted id of their own."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def next(self, prefix: str, *words: str | None) -> str:
        """Return the id for these words: a prefix and ten hexadecimal digits, “-2” for the second of its kind.

        >>> ids = Identities()
        >>> ids.next("t", "1", "标题") == Identities().next("t", "１", "标 题"), ids.next("t", "1", "标题")[-2:]
        (True, '-2')
        """
        # White space goes first: the separator counts as white space, too.
        bare = ["".join(word.split()) if word else "" for word in words]
        key = prefix + blake2s(fold("\x1f".join(bare)).encode(), digest_size=5).hexdigest()
        self._given[key] += 1
        count = self._given[key]
        return key if count == 1 else f"{key}-{count}"
