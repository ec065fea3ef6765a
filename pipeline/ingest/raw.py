"""What a reader gives to mend: blocks as the container holds them, with what the paper says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.breakdown import Box, Diagnostic, Furniture
from schemas.document import BlockKind, Cell
from schemas.records import quick


@quick
@dataclass(frozen=True, slots=True)
class RawLine:
    """A printed line of a paged format. `edges` is left and right of every character of `text`, flattened."""

    text: str
    page: int
    bbox: Box | None = None
    edges: Sequence[float] = ()


@quick
@dataclass(frozen=True, slots=True)
class RawBlock:
    """A paragraph, a printed line or a table cell, before what belongs together is joined.

    `whole` says that the container itself ends a paragraph here (docx); a line of a txt or pdf is not whole.
    `full` says that the line reaches the right margin, `indent` how many em it stands in from the left;
    None where the container has no such notion. `after_page` and `after_blank` say what stands before the block.
    `lines` concatenated give `text` where the format has pages; else `lines` is empty.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    cell: Cell | None = None
    whole: bool = False
    full: bool | None = None
    indent: float | None = None
    after_page: bool = False
    after_blank: bool = False
    lines: tuple[RawLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters that were read from a picture without being sure: their page, box, text, and how likely they are (0–1)."""

    page: int
    box: Box
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Everything a reader found in one file."""

    media_type: str
    pages: int | None
    blocks: tuple[RawBlock, ...]
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
