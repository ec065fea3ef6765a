"""WordprocessingML for the 任务分解表: paragraphs and table rows as text, because a table built cell by cell is slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from xml.sax.saxutils import escape

Look = Literal["heading", "subheading", "note"]

_ALIGNED = {"heading": "center", "subheading": "center", "note": "left"}
# Fonts of official documents, and sizes in half points.
_SET = {
    "heading": ("方正小标宋简体", 40), "subheading": ("仿宋_GB2312", 24), "note": ("仿宋_GB2312", 20),
    "head cell": ("黑体", 22), "cell": ("仿宋_GB2312", 21), "span": ("黑体", 22),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its width in twentieths of a point."""

    heading: str
    width: int
    centered: bool = False


def paragraph(text: str, look: Look) -> str:
    """Return a paragraph outside the table."""
    return f'<w:p><w:pPr><w:jc w:val="{_ALIGNED[look]}"/></w:pPr>{_run(text, look)}</w:p>'


def table(columns: Sequence[Column], rows: Iterable[str]) -> str:
    """Return a table with lines on all sides and columns of fixed width."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = sum(column.width for column in columns)
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def heading_row(columns: Sequence[Column]) -> str:
    """Return the row that Word repeats on every page."""
    cells = "".join(_cell(column.width, column.heading, "head cell", "center", 'w:fill="DDEBF7"') for column in columns)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def span_row(columns: Sequence[Column], text: str) -> str:
    """Return a row of one cell across the table; it stays on the page of the row below it."""
    width = sum(column.width for column in columns)
    cell = _cell(width, text, "span", "left", 'w:fill="F2F2F2"', span=len(columns), keep=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def row(columns: Sequence[Column], texts: Sequence[str]) -> str:
    """Return a row of cells."""
    cells = "".join(
        _cell(column.width, text, "cell", "center" if column.centered else "left")
        for column, text in zip(columns, texts, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(
    width: int, text: str, look: str, align: str, fill: str | None = None, *, span: int = 1, keep: bool = False
) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" {fill}/>' if fill else ""
    next_row = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{next_row}<w:spacing w:before="30" w:after="30"/><w:jc w:val="{align}"/></w:pPr>{_run(text, look)}</w:p></w:tc>'
    )


def _run(text: str, look: str) -> str:
    if not text:
        return ""
    font, size = _SET[look]
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in _unprintable().sub(" ", text).split("\n")
    )
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{size}"/></w:rPr>{lines}</w:r>'
    )


@cache
def _unprintable() -> re.Pattern[str]:
    """Return the pattern of characters that XML cannot hold."""
    return re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
