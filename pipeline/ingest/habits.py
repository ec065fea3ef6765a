"""How a document is written: does it indent, end its sentences, run its titles in, close its items with a clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.ingest.pieces import Piece
from pipeline.ingest.shapes import beginning, ends_with_clause, has_sentence, is_finished, item_kind
from schemas.document import BlockKind
from schemas.records import quick

UNNUMBERED = "unnumbered"
"""The kind of paragraphs of the body that carry no number."""


@quick
@dataclass(frozen=True, slots=True)
class Strand:
    """A block on its way to becoming part of a paragraph; the flags mean what they mean in RawBlock."""

    piece: Piece
    folded: str
    kind: BlockKind
    level: int | None
    whole: bool
    full: bool | None
    indent: float | None
    after_page: bool
    after_blank: bool
    space_before: bool
    space_after: bool
    """A space stood between the text and the beginning or the end of the line."""


class Habits:
    """How this document is written, learnt from all its paragraphs.

    Each habit is learnt when it is first asked for: most documents are judged without most of them.
    """

    def __init__(self, strands: Sequence[Strand]) -> None:
        self._strands = strands

    @cached_property
    def indents(self) -> bool:
        """Paragraphs begin with an indent, so a line without one goes on."""
        return _indents(self._strands)

    @cached_property
    def loose_ends(self) -> bool:
        """The author leaves out the last full stop, so a missing one proves no cut."""
        return _loose_ends(self._strands)

    @property
    def run_in(self) -> dict[str, int]:
        """Kinds of number whose items have their title and text in one paragraph, with the length of the longest title."""
        return self._items.run_in

    @property
    def mostly_run_in(self) -> dict[str, int]:
        """The same where half of the items have: evidence beside a page turn, which may have cut the others."""
        return self._items.mostly_run_in

    @property
    def clauses(self) -> frozenset[str]:
        """Kinds of number whose items end with a clause in brackets."""
        return self._items.clauses

    @cached_property
    def _items(self) -> _Items:
        return _items(self._strands)


@dataclass(frozen=True, slots=True)
class _Items:
    """What is learnt of the kinds of number in one go; the fields mean what they mean in Habits."""

    run_in: dict[str, int]
    mostly_run_in: dict[str, int]
    clauses: frozenset[str]


def _indents(strands: Sequence[Strand]) -> bool:
    """Tell whether paragraphs begin with an indent, judged by those lines that surely begin one or are long."""
    if any(strand.full is not None for strand in strands):
        begun = [after for before, after in pairwise(strands) if before.full is False or after.after_blank]
        firsts = [strand for strand in (*strands[:1], *begun) if strand.indent is not None and len(strand.folded) > 8]
    else:
        # Behind a page turn a long line without an indent may be the rest of a paragraph.
        firsts = [s for s in strands if s.indent is not None and len(s.folded) >= 40 and not s.after_page]
    indented = sum(is_indented(strand) for strand in firsts)
    return indented >= 2 and 2 * indented >= len(firsts)


def is_indented(strand: Strand) -> bool:
    """Tell whether a line stands in as the first of a paragraph does; further in stand centred and signed lines."""
    return strand.indent is not None and 1 <= strand.indent <= 5


def _loose_ends(strands: Sequence[Strand]) -> bool:
    """Tell whether more paragraphs lack their last full stop before a new item than before running text."""
    loose = cut = 0
    for strand, after in pairwise(strands):
        if has_sentence(strand.folded) and not is_finished(strand.folded):
            if beginning(after.folded) == "item":
                loose += 1
            else:
                cut += 1
    return loose > max(1, cut)


def _items(strands: Sequence[Strand]) -> _Items:
    """Return the kinds whose items are all but one run in, those that are mostly so, those that end with a clause."""
    items: Counter[str] = Counter()
    run_in: Counter[str] = Counter()
    clauses: Counter[str] = Counter()
    longest: dict[str, int] = {}
    kinds = [item_kind(strand.folded) for strand in strands]
    numbered = [index for index, kind in enumerate(kinds) if kind is not None]
    for index, strand in enumerate(strands):
        kind = kinds[index]
        if kind is None:
            # before the first number stands the letter, behind the last one a signature
            inside = bool(numbered) and numbered[0] < index < numbered[-1]
            if not inside or beginning(strand.folded) != "none":
                continue
            kind = UNNUMBERED
        items[kind] += 1
        if (title := strand.folded.find("。")) >= 0:
            run_in[kind] += 1
            longest[kind] = max(longest.get(kind, 0), title)
        clauses[kind] += ends_with_clause(strand.folded)
    run_ins = [kind for kind, n in items.items() if n >= 4 and n - run_in[kind] <= max(1, n // 10)]
    mostly = [kind for kind, n in items.items() if n >= 4 and 2 * run_in[kind] >= n]
    return _Items(
        {kind: longest[kind] for kind in run_ins},
        {kind: longest[kind] for kind in mostly},
        frozenset(kind for kind, count in items.items() if count >= 3 and 2 * clauses[kind] >= count),
    )
