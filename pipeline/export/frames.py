"""Breakdowns as pandas tables, straight from memory or read back from the CSV files."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.cells import unmark
from pipeline.export.columns import TABLES, Column, Table
from pipeline.export.tables import Cell, Row, document_id, rows_of
from schemas.breakdown import TaskBreakdown
from schemas.errors import UnreadableFile

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


def to_frames(breakdowns: TaskBreakdown | Iterable[TaskBreakdown]) -> dict[str, pd.DataFrame]:
    """Return the tables tasks, targets, parties, sections, documents, diagnostics over one breakdown or several.

    Columns are those of the CSV files, with types that keep absent apart from empty and zero (string, Int64, Float64,
    boolean, datetime64). Text is the text itself, without the marks that CSV cells carry.
    """
    if isinstance(breakdowns, TaskBreakdown):
        breakdowns = (breakdowns,)
    collected: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    met: dict[str, int] = {}
    for breakdown in breakdowns:
        wish = document_id(breakdown.source.name, breakdown.source.sha256)
        met[wish] = met.get(wish, 0) + 1
        identity = wish if met[wish] == 1 else f"{wish}#{met[wish]}"
        for name, rows in rows_of(breakdown, identity).items():
            collected[name].extend(rows)
    return {table.name: _frame(table, collected[table.name]) for table in TABLES}


def read_frames(directory: str | Path) -> dict[str, pd.DataFrame]:
    """Return the tables that a run wrote to `directory` as `to_frames` gives them: typed, the cells' marks undone.

    Takes English or Chinese headings. Raises UnreadableFile where a table is missing or has other columns.
    """
    return {table.name: _read(table, Path(directory) / f"{table.name}.csv") for table in TABLES}


def _frame(table: Table, rows: list[Row]) -> pd.DataFrame:
    import pandas as pd

    columns = {
        column.name: pd.Series([_plain(row[at]) for row in rows], dtype=_TYPES[column.type])
        for at, column in enumerate(table.columns)
    }
    return pd.DataFrame(columns)


def _plain(cell: Cell) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell


def _read(table: Table, path: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        raw = pd.read_csv(path, encoding="utf-8-sig", dtype="string", keep_default_na=False, na_values=[""])
    except (OSError, ValueError) as error:
        raise UnreadableFile(str(path), "is no table of this program. Run extract with --format csv.") from error
    names = [column.name for column in table.columns]
    if list(raw.columns) not in (names, [column.chinese for column in table.columns]):
        raise UnreadableFile(str(path), "has other columns than this version writes. Run extract again.")
    return pd.DataFrame(
        {column.name: _typed(column, raw.iloc[:, at]) for at, column in enumerate(table.columns)}
    )


def _typed(column: Column, cells: pd.Series[str]) -> pd.Series[Any]:  # Any: each column has the type it declares
    import pandas as pd

    values: pd.Series[Any]
    if column.type == "string":
        values = cells.map(unmark, na_action="ignore")
    elif column.type == "boolean":
        values = cells.map({"true": True, "false": False})
    elif column.type == "date":
        values = pd.to_datetime(cells, format="%Y-%m-%d")
    else:
        values = pd.to_numeric(cells)
    return values.astype(pd.api.types.pandas_dtype(_TYPES[column.type]))
