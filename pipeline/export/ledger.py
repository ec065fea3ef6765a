"""What the 督办台账 workbook looks like, read from a small TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.export.columns import TARGETS, TASKS, ColumnType, Table
from schemas.errors import RuleError

# Fields beside the columns of the tables. sequence counts the rows of a sheet.
EXTRA_TASK_FIELDS: dict[str, ColumnType] = {
    "sequence": "integer", "officials": "string", "departments": "string", "party_role": "string",
    "target_list": "string", "issuer": "string", "plan_title": "string", "document_number": "string",
}
EXTRA_TARGET_FIELDS: dict[str, ColumnType] = {
    "sequence": "integer", "officials": "string", "departments": "string", "task_deadline_end": "date",
    "issuer": "string", "plan_title": "string", "document_number": "string",
}
_SHEETS = ("index", "tasks", "targets")
_WORDS = ("kind", "role", "comparator", "measure", "per")
_KEYS = ("field", "heading", "width", "choices", "print")


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column of a sheet. Without a field it is empty, to be filled in by hand; width is in characters.

    `printed` False keeps it and what follows it off the paper.
    """

    heading: str
    field: str | None
    type: ColumnType
    width: float
    choices: tuple[str, ...] = ()
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Ledger:
    """The workbook: its title, the names of its sheets, the words for coded values, its columns."""

    title: str
    sheets: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    tasks: tuple[LedgerColumn, ...]
    targets: tuple[LedgerColumn, ...]


@cache
def default_ledger() -> Ledger:
    """Return the ledger that is used where none is named."""
    text = files("pipeline.export").joinpath("ledger.toml").read_text(encoding="utf-8")
    return _build(tomllib.loads(text), "ledger.toml", None)


def load_ledger(path: Path) -> Ledger:
    """Return the ledger of a TOML file; what it leaves out is as in the default.

    Raises RuleError, naming the line's column, where it is no such file.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RuleError(str(path), f"cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise RuleError(str(path), f"is no TOML file in UTF-8 ({error}).") from error
    return _build(table, str(path), default_ledger())


def _build(table: dict[str, Any], name: str, default: Ledger | None) -> Ledger:  # Any: TOML values, checked here
    unknown = sorted(set(table) - {"title", "sheets", "words", "tasks", "targets"})
    if unknown:
        raise RuleError(name, f"{unknown[0]!r} is not known; a ledger has title, sheets, words, tasks and targets.")
    title = table.get("title", default.title if default else "")
    if not isinstance(title, str):
        raise RuleError(name, "title: write a text.")
    return Ledger(
        title,
        _texts(table, "sheets", _SHEETS, name) if default is None else
        {**default.sheets, **_texts(table, "sheets", _SHEETS, name)},
        _words(table, name, default),
        _columns(table, "tasks", TASKS, EXTRA_TASK_FIELDS, name, default.tasks if default else ()),
        _columns(table, "targets", TARGETS, EXTRA_TARGET_FIELDS, name, default.targets if default else ()),
    )


def _texts(table: dict[str, Any], key: str, known: tuple[str, ...] | None, name: str) -> dict[str, str]:
    given = table.get(key, {})
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise RuleError(name, f"{key}: write names and texts.")
    for entry in given:
        if known is not None and entry not in known:
            raise RuleError(name, f"{key}.{entry} is not known; choose from {', '.join(known)}.")
    return given


def _words(table: dict[str, Any], name: str, default: Ledger | None) -> dict[str, Mapping[str, str]]:
    given = table.get("words", {})
    if not isinstance(given, dict) or not set(given) <= set(_WORDS):
        raise RuleError(name, f"words: choose from {', '.join(_WORDS)}.")
    before = default.words if default else {}
    return {key: {**before.get(key, {}), **_texts(given, key, None, name)} for key in _WORDS}


def _columns(
    table: dict[str, Any], key: str, source: Table, extra: dict[str, ColumnType], name: str, default: tuple[LedgerColumn, ...]
) -> tuple[LedgerColumn, ...]:
    given = table.get(key)
    if given is None:
        return default
    if not isinstance(given, list) or not given or not all(isinstance(entry, dict) for entry in given):
        raise RuleError(name, f"{key}: write each column as [[{key}]].")
    types = {column.name: column.type for column in source.columns} | extra
    headings = {column.name: column.chinese for column in source.columns}
    return tuple(_column(entry, f"{key} column {at}", types, headings, name) for at, entry in enumerate(given, 1))


def _column(
    entry: dict[str, Any], place: str, types: dict[str, ColumnType], headings: dict[str, str], name: str
) -> LedgerColumn:
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise RuleError(name, f"{place}: {unknown[0]!r} is not known; a column has {', '.join(_KEYS)}.")
    field, width, choices = entry.get("field"), entry.get("width", 14), entry.get("choices", [])
    if field is not None and field not in types:
        raise RuleError(name, f"{place}: there is no field {field!r}; choose from {', '.join(sorted(types))}.")
    heading = entry.get("heading", headings.get(field or ""))
    if not isinstance(heading, str) or not heading:
        raise RuleError(name, f"{place}: needs a heading.")
    if isinstance(width, bool) or not isinstance(width, int | float) or not 0 < width <= 255:
        raise RuleError(name, f"{place}: width is a number up to 255.")
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise RuleError(name, f"{place}: choices is a list of texts.")
    # A spreadsheet keeps the list as one text of at most 255 characters.
    if len(",".join(choices)) > 255 or any("," in choice for choice in choices):
        raise RuleError(name, f"{place}: choices hold no comma and at most 255 characters together.")
    if not isinstance(entry.get("print", True), bool):
        raise RuleError(name, f"{place}: print is true or false.")
    return LedgerColumn(
        heading, field, types.get(field or "", "string"), float(width), tuple(choices), entry.get("print", True)
    )
