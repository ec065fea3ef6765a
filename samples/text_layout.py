"""Lay a sample out as a text file: blank lines between paragraphs, page turns where the source marks them."""

from __future__ import annotations

from collections.abc import Sequence

from samples.source import Line

CLOSE = frozenset(("label", "date", "row"))
"""Kinds that follow the line above without a blank line."""


def as_text(lines: Sequence[Line]) -> str:
    """Return the text of a sample, ending in a newline.

    >>> as_text([Line("h1", "一、养老"), Line("task", "1. 新建食堂2家。"), Line("label", "牵头单位：市民政局")])
    '一、养老\\n\\n1. 新建食堂2家。\\n牵头单位：市民政局\\n'
    """
    parts: list[str] = []
    for line in lines:
        if line.kind == "page":
            continue
        text = "\t".join(line.cells) if line.kind in ("header", "row") else line.turned
        if parts:
            parts.append("\n" if line.kind in CLOSE else "\n\n")
        parts.append(text)
    return "".join(parts) + "\n"
