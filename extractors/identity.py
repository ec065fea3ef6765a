"""Ids that depend on what a task says, never on the container, the run or the width of its punctuation."""

from __future__ import annotations

from hashlib import blake2s

from extractors.reading.text import fold, is_bare


class Identities:
    """Gives out ids; the same words a second time get a counted id of their own."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def next(self, prefix: str, *words: str) -> str:
        """Return the id for these words: a prefix and ten hexadecimal digits, “-2” for the second of its kind.

        >>> ids = Identities()
        >>> ids.next("t", "1", "标题") == Identities().next("t", "１", "标 题"), ids.next("t", "1", "标题")[-2:]
        (True, '-2')
        """
        said = "\x1f".join(words)
        if not is_bare("".join(words)):
            # White space goes first: the separator counts as white space, too.
            said = fold("\x1f".join(["".join(word.split()) for word in words]))
        key = prefix + blake2s(said.encode(), digest_size=5).hexdigest()
        count = self._given[key] = self._given.get(key, 0) + 1
        return key if count == 1 else f"{key}-{count}"
