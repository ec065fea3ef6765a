"""Describe the CSV tables as a tabular Data Package (Frictionless, version 1): types and keys for programs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.export.atomic import write_text
from pipeline.export.columns import TABLES, Column, Table
from pipeline.export.csv_tables import CsvOptions, CsvTables, Headers, Printed
from pipeline.export.tables import Failure
from schemas.breakdown import SCHEMA_VERSION, TaskBreakdown

_MARKS = (
    "Text that a spreadsheet would take for a number or a date begins with a tab, text that it would run as a formula"
    " with an apostrophe: take the first character away (fenjie's read_frames does)."
)


class DataPackage:
    """The tables and, beside them, datapackage.json."""

    def __init__(self, directory: Path, options: CsvOptions | None = None) -> None:
        self._directory = directory
        self._tables = CsvTables(directory, options)

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:
        """Append a document's rows. Raises OutputError."""
        self._tables.add(breakdown, stem)

    def add_printed(self, printed: Printed) -> bool:
        """Append a document's rows; False, and nothing done, where its id is taken. Raises OutputError."""
        return self._tables.add_printed(printed)

    def fail(self, failure: Failure) -> None:
        """Append a document that could not be read. Raises OutputError."""
        self._tables.fail(failure)

    def close(self) -> tuple[Path, ...]:
        """Give the tables their names, describe them, and return all paths. Raises OutputError."""
        paths = self._tables.close()
        described = json.dumps(describe(self._directory, self._tables.options.headers), ensure_ascii=False, indent=2)
        return (*paths, write_text(self._directory / "datapackage.json", described + "\n"))

    def discard(self) -> None:
        """Take away what was written so far."""
        self._tables.discard()


def describe(directory: Path, headers: Headers = "en") -> dict[str, Any]:  # Any: an open tree of JSON values
    """Return the descriptor of the tables that stand in `directory`, with their sizes and hashes."""
    return {
        "profile": "tabular-data-package",
        "name": "fenjie-task-breakdowns",
        "title": "Task breakdowns of Chinese official work plans",
        "description": _MARKS,
        "version": SCHEMA_VERSION,
        "resources": [_resource(directory, table, headers) for table in TABLES],
    }


def _resource(directory: Path, table: Table, headers: Headers) -> dict[str, Any]:
    data = (directory / f"{table.name}.csv").read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.chinese if headers == "zh" else table.name.capitalize(),
        "description": table.description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table, headers),
    }


def _schema(table: Table, headers: Headers) -> dict[str, Any]:
    named = {column.name: column.chinese if headers == "zh" else column.name for column in table.columns}
    by_name = {other.name: other for other in TABLES}
    return {
        "fields": [_field(column, named[column.name], required=column.name == table.key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [named[table.key]],
        "foreignKeys": [
            {
                "fields": [named[own]],
                # The empty name is the standard's for the table itself.
                "reference": {
                    "resource": "" if other == table.name else other,
                    "fields": [_heading(by_name[other], theirs, headers)],
                },
            }
            for own, other, theirs in table.references
        ],
    }


def _heading(table: Table, name: str, headers: Headers) -> str:
    column = next(column for column in table.columns if column.name == name)
    return column.chinese if headers == "zh" else column.name


def _field(column: Column, name: str, *, required: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": column.type, "description": column.description}
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if required:
        field["constraints"] = {"required": True, "unique": True}
    return field
