"""A comparison as pandas tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.comparison.tables import TABLES, rows_of
from schemas.comparison import Chain, Comparison

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


def comparison_frames(compared: Comparison | Chain) -> dict[str, pd.DataFrame]:
    """Return task_changes, target_changes, party_changes, party_loads, outcomes, series and notes.

    Columns are those of the CSV files, with types that keep absent apart from empty and zero (string, Int64, Float64,
    boolean). Text is the text itself, without the marks that CSV cells carry.
    """
    import pandas as pd

    rows = rows_of(compared)
    return {
        table.name: pd.DataFrame(
            {
                column.name: pd.Series([_plain(row[at]) for row in rows[table.name]], dtype=_TYPES[column.type])
                for at, column in enumerate(table.columns)
            }
        )
        for table in TABLES
    }


def _plain(cell: object) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell
