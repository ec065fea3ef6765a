"""A number with what was read around it, as the rules look at it that say whether it promises anything."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.fields.quantities import Quantity
from extractors.fields.target_clauses import Clauses
from extractors.fields.target_heads import Head
from extractors.fields.target_tails import Tail
from schemas.records import quick

Span = tuple[int, int]


@quick
@dataclass(frozen=True, slots=True)
class Case:
    """A number with what was read around it.

    `after` is the span of what may be counted behind it and `behind` its words, `before` the words of the object
    left of it, `verb` those of its verb. `previous` is the quantity before it where `listed`, `due` says whether a
    time by which stands before it in its sentence, `parted` whether it is part of a time before it (其中营业执照1个工作日).
    """

    folded: str
    clauses: Clauses
    quantity: Quantity
    tail: Tail
    head: Head
    after: Span
    following: Quantity | None
    previous: Quantity | None
    clause: Span
    reported: bool
    listed: bool
    due: bool
    before: str
    behind: str
    verb: str
    parted: bool

    @property
    def unqualified(self) -> bool:
        """Neither predicate nor comparator stands before the number."""
        return self.tail.predicate is None and self.tail.comparator is None

    @property
    def describes(self) -> bool:
        """The number has no verb right before it that would count with it."""
        return (bool(self.before) or self.head.action is None) and not self.before.endswith(("的", "等"))
