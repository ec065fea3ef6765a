"""The id of a document in the tables of a run, never the same for two."""

from __future__ import annotations

from pipeline.export.tables import document_id


class Identities:
    """Gives every document of a run its id; the same file met again (in another folder) gets #2.

    >>> identities = Identities()
    >>> [identities.give("通知.docx", "0844ad87fabd1d8b") for _ in range(2)]
    ['0844ad87fabd-通知.docx', '0844ad87fabd-通知.docx#2']
    """

    def __init__(self) -> None:
        self._given: set[str] = set()

    def take(self, identity: str) -> bool:
        """Give this id if it is free, and say whether it was."""
        free = identity not in self._given
        self._given.add(identity)
        return free

    def give(self, name: str, sha256: str | None) -> str:
        """Return the id of the next document."""
        wish = identity = document_id(name, sha256)
        number = 1
        while identity in self._given:
            number += 1
            identity = f"{wish}#{number}"
        self._given.add(identity)
        return identity
