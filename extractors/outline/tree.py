"""The outline as data: nested items, each with its number, its title and the stretches of text that are its body."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A heading or numbered paragraph and what stands under it.

    `label` is the printed number with its punctuation (empty span for an unnumbered item), `title` the run-in heading or the
    heading line, `own` the item's own text after the title (body and clause), paragraph by paragraph, without its children's.
    """

    start: int
    end: int
    label: Span
    number: str | None
    style: str
    level: int
    title: Span
    own: tuple[Span, ...]
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in parts: what stands before the plan, its items, and prose that belongs to no item."""

    header: tuple[Span, ...]
    prose: tuple[Span, ...]
    items: tuple[Item, ...]
