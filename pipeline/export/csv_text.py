"""Print cells and lines of CSV text (RFC 4180)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.export.cells import MAY_NEED_MARK, mark


def quote(text: str) -> str:
    """Return a text as a field: in quotation marks where a comma, a line break or one of them stands in it."""
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def text_cell(text: str) -> str:
    """Return a text as it stands in a row: with its mark, and in quotation marks where it must."""
    if text[:1] in MAY_NEED_MARK:
        text = mark(text)
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return quote(text)
    return text


def print_line(fields: Iterable[str]) -> str:
    """Return one line of printed cells."""
    return ",".join(map(quote, fields)) + "\r\n"
