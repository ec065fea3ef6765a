"""A document from paragraphs, for tests of what stands between reading and fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.reading.text import Reading
from schemas.document import Block, BlockKind, Cell, SourceDocument


@pytest.fixture
def reading_of() -> Callable[..., Reading]:
    """Return a function that makes a reading of paragraphs and of tables (a table is a list of rows of cells).

    A cell ^ belongs to the one above it, < to the one left of it.
    """

    def make(*parts: str | list[list[str]]) -> Reading:
        text = ""
        blocks: list[Block] = []
        tables = 0
        for part in parts:
            text += "\n" if text else ""
            if isinstance(part, str):
                blocks.append(Block(len(text), len(text) + len(part)))
                text += part
                continue
            for row, cells in enumerate(part):
                text += "\n" if row else ""
                for column, words in enumerate(cells):
                    text += "\t" if column else ""
                    if words in ("^", "<"):
                        continue
                    height = 1
                    while part[row + height : row + height + 1] and part[row + height][column : column + 1] == ["^"]:
                        height += 1
                    width = len(part[0]) if len(cells) == 1 else 1
                    while cells[column + width : column + width + 1] == ["<"]:
                        width += 1
                    cell = Cell(tables, row, column, height, width)
                    blocks.append(Block(len(text), len(text) + len(words), BlockKind.CELL, None, cell))
                    text += words
            tables += 1
        return Reading.of(SourceDocument("notice.txt", "0" * 64, "text/plain", None, text, tuple(blocks)))

    return make
