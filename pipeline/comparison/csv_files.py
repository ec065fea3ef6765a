"""Write the tables of a comparison as CSV files (RFC 4180)."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pipeline.comparison.tables import TABLES, rows_of
from pipeline.export.atomic import write_text
from pipeline.export.cells import print_cell
from pipeline.export.csv_tables import CsvOptions, headings
from schemas.comparison import Chain, Comparison


def write_csv(compared: Comparison | Chain, directory: Path, options: CsvOptions | None = None) -> tuple[Path, ...]:
    """Write one CSV file a table and return their paths; series.csv only for a chain. Raises OutputError."""
    options = options or CsvOptions()
    rows = rows_of(compared)
    written = []
    for table in TABLES:
        if table.name == "series" and not isinstance(compared, Chain):
            continue
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(headings(table, options.headers))
        writer.writerows([print_cell(cell) for cell in row] for row in rows[table.name])
        mark = "\ufeff" if options.encoding == "utf-8-sig" else ""
        written.append(write_text(directory / f"{table.name}.csv", mark + text.getvalue()))
    return tuple(written)
