"""The outline as data: a flat list of items in reading order, each with its number, its parent and its own text."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.records import quick

Span = tuple[int, int]


@quick
@dataclass(frozen=True, slots=True)
class Item:
    """A numbered heading or paragraph (or an unnumbered plan title) and the paragraphs that stand under it.

    `blocks` are the spans of its paragraphs before its first child: the first one begins with the printed `label`.
    `value` is the number as an integer (0 without one); `parent` is an index into the outline's items.
    """

    index: int
    parent: int | None
    style: str
    number: str | None
    value: int
    depth: int
    label: Span
    blocks: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the label begins."""
        return self.blocks[0][0]

    @property
    def end(self) -> int:
        """Where the last own paragraph ends."""
        return self.blocks[-1][1]


@dataclass(frozen=True, slots=True)
class TableRegion:
    """The cells of one table (indexes into the document's blocks) and the item under which it stands."""

    table: int
    cells: tuple[int, ...]
    item: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in parts: paragraphs before the first item, the items, paragraphs after the plan, and the tables.

    The first `letter` items stand in a letter that was signed before what it issues began.
    """

    front: tuple[Span, ...]
    contents: tuple[Span, ...]
    items: tuple[Item, ...]
    back: tuple[Span, ...]
    tables: tuple[TableRegion, ...]
    letter: int = 0

    def children(self, index: int) -> tuple[Item, ...]:
        """Return the items directly under the one at `index`."""
        return tuple(item for item in self.items if item.parent == index)
