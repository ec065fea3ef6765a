"""Write the combined tables as Parquet files, in row groups while a batch runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.atomic import AtomicPath, cannot_write
from pipeline.export.columns import TABLES, Table
from pipeline.export.identities import Identities
from pipeline.export.naming import printable, with_printable_name
from pipeline.export.tables import Cell, Failure, Row, failed_row, rows_of
from schemas.breakdown import SCHEMA_VERSION, TaskBreakdown
from schemas.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_GROUP = 8192
"""Rows that wait in memory, at most, in each table: the size of a row group."""


class ParquetTables:
    """tasks.parquet … diagnostics.parquet: the columns of the CSV tables, typed, text without marks.

    Numbers are doubles (exact to fifteen digits; the JSON keeps every digit), dates are dates, absent is null.
    """

    def __init__(self, directory: Path) -> None:
        self._identities = Identities()
        self._tables: dict[str, _TableFile] = {}
        try:
            for table in TABLES:
                self._tables[table.name] = _TableFile(directory, table)
        except BaseException:
            self.discard()
            raise

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:  # noqa: ARG002 (the tables have no file of their own for it)
        """Append a document's rows. Raises OutputError."""
        breakdown = with_printable_name(breakdown)
        identity = self._identities.give(breakdown.source.name, breakdown.source.sha256)
        for name, rows in rows_of(breakdown, identity).items():
            self._tables[name].append(rows)

    def fail(self, failure: Failure) -> None:
        """Append a document that could not be read. Raises OutputError."""
        shown = Failure(printable(failure.name), printable(failure.message), failure.sha256)
        self._tables["documents"].append([failed_row(shown, self._identities.give(shown.name, shown.sha256))])

    def close(self) -> tuple[Path, ...]:
        """Give the tables their names and return their paths. Raises OutputError."""
        for table in self._tables.values():
            table.finish()
        return tuple(table.file.commit() for table in self._tables.values())

    def discard(self) -> None:
        """Take away what was written so far; tables of an earlier run stay."""
        for table in self._tables.values():
            table.discard()


class _TableFile:
    """One table's file: rows wait until they fill a row group."""

    def __init__(self, directory: Path, table: Table) -> None:
        parquet = _parquet()
        self._schema = schema(table)
        self._rows: list[Row] = []
        self.file = AtomicPath(directory / f"{table.name}.parquet")
        try:
            self._writer = parquet.ParquetWriter(self.file.partial, self._schema, compression="zstd")
        except BaseException as error:
            self.file.discard()
            if isinstance(error, OSError):
                raise cannot_write(self.file.path, error) from error
            raise

    def append(self, rows: list[Row]) -> None:
        self._rows += rows
        while len(self._rows) >= ROWS_A_GROUP:
            self._write(self._rows[:ROWS_A_GROUP])
            del self._rows[:ROWS_A_GROUP]

    def finish(self) -> None:
        if self._rows:
            self._write(self._rows)
            self._rows = []
        self._try(self._writer.close)

    def discard(self) -> None:
        with suppress(OSError):  # a full disk fails again here; what counts is that the part is taken away
            self._writer.close()
        self.file.discard()

    def _write(self, rows: list[Row]) -> None:
        import pyarrow as pa

        columns = zip(*rows, strict=True)
        arrays = [
            pa.array([_plain(cell) for cell in column], type=field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._try(lambda: self._writer.write_table(pa.table(arrays, schema=self._schema), row_group_size=ROWS_A_GROUP))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            raise cannot_write(self.file.path, error) from error


@cache
def schema(table: Table) -> pa.Schema:
    """Return a table's Arrow schema; every column carries its Chinese heading and its meaning."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }
    fields = [
        pa.field(
            column.name, types[column.type], nullable=column.name != table.key,
            metadata={"heading_zh": column.chinese, "description": column.description},
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"fenjie_schema_version": SCHEMA_VERSION, "description": table.description})


def _plain(cell: Cell) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell


def _parquet() -> Any:  # Any: pyarrow has no types of its own
    """Return pyarrow's Parquet module. Raises OutputError where it is not installed."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise OutputError("parquet", "needs pyarrow. Install it with: pip install 'fenjie[parquet]'.") from error
    return parquet
