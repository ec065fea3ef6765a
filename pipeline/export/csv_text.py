"""Print the rows of a table as CSV text (RFC 4180), a column at a time: most columns need no look at each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.export.cells import MAY_NEED_MARK, mark, needs_no_mark, print_cell
from pipeline.export.columns import Column, Table
from pipeline.export.tables import Cell, Row

_QUOTED = (",", '"', "\n", "\r")


def print_rows(table: Table, rows: Sequence[Row]) -> str:
    """Return rows of a table as lines of its CSV file, every value a cell of `print_cell`.

    >>> from pipeline.export.columns import SECTIONS
    >>> print_rows(SECTIONS, [("通知.txt", 2025, "1-2", "甲,乙", 1, 0, None, None, None, 3, 9, "a", "s1", "a/s1", None)])
    '通知.txt,2025,\\t1-2,"甲,乙",1,0,,,,3,9,a,s1,a/s1,\\r\\n'
    """
    if not rows:
        return ""
    columns = list(zip(table.columns, zip(*rows, strict=True), strict=True))
    # A key is the document's id and more: where the id is no number, no key of its rows is one.
    ids = {str(value) for column, values in columns if column.name == "document_id" for value in values}
    plain_keys = all(map(needs_no_mark, ids))
    cells = [_printed(column, values, plain_keys=plain_keys) for column, values in columns]
    return "\r\n".join(map(",".join, zip(*cells, strict=True))) + "\r\n"


def _printed(column: Column, values: tuple[Cell, ...], *, plain_keys: bool) -> Sequence[str]:
    if column.type == "integer":
        return ["" if value is None else str(value) for value in values]
    if column.type != "string":
        return ["" if value is None else print_cell(value) for value in values]
    texts: Sequence[str] = [value or "" for value in values]  # type: ignore[misc]  # a column of texts holds no other
    return _quoted(texts if plain_keys and column.name.endswith("_key") else _marked(texts))


def _marked(texts: Sequence[str]) -> Sequence[str]:
    if MAY_NEED_MARK.isdisjoint([text[:1] for text in texts]):
        return texts
    # Names of documents and titles of sections come again and again.
    marks = {text: mark(text) for text in set(texts)}
    return [marks[text] for text in texts]


def _quoted(texts: Sequence[str]) -> Sequence[str]:
    """Put into quotation marks what would break a row; one look at all cells says whether there is such a one."""
    joined = "".join(texts)
    if not any(character in joined for character in _QUOTED):
        return texts
    return [quote(text) for text in texts]


def quote(text: str) -> str:
    """Return a text as a field: in quotation marks where a comma, a line break or one of them stands in it."""
    if any(character in text for character in _QUOTED):
        return '"' + text.replace('"', '""') + '"'
    return text


def print_line(fields: Iterable[str]) -> str:
    """Return one line of printed cells."""
    return ",".join(map(quote, fields)) + "\r\n"
