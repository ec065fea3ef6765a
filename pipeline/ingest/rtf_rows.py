"""What an rtf file says of a table row before its cells: where each ends, and which only continue a neighbour."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.ingest.word_flow import RowCell, RowEnd

_MOST_CELLS = 64


@dataclass(slots=True)
class Row:
    """The row that \\trowd began: the right edges of its cells so far, and what is said of the next one."""

    left: int = 0
    edges: list[int] = field(default_factory=list)
    cells: list[RowCell] = field(default_factory=list)
    header: bool = False
    next_cell: RowCell = field(default_factory=RowCell)

    def word(self, word: str, number: int | None) -> None:
        """Take a control word of ROW_WORDS."""
        if word == "trleft":
            self.left = number or 0
        elif word == "cellx" and len(self.edges) < _MOST_CELLS:
            self.edges.append(number or 0)
            self.cells.append(self.next_cell)
            self.next_cell = RowCell()
        elif word == "clvmgf":
            self.next_cell = replace(self.next_cell, starts_merge=True)
        elif word == "clvmrg":
            self.next_cell = replace(self.next_cell, merged_up=True)
        elif word == "clmrg":
            self.next_cell = replace(self.next_cell, merged_left=True)
        elif word == "trhdr":
            self.header = True

    def end(self) -> RowEnd:
        """Return what was said of the row."""
        first = min([self.left, *self.edges[:1]])
        return RowEnd((first, *self.edges), tuple(self.cells), self.header) if self.edges else RowEnd()


ROW_WORDS = frozenset(("trleft", "cellx", "clvmgf", "clvmrg", "clmrg", "trhdr"))
