"""Read a gold file: what a person found in a notice, with the other readings that a fair scorer takes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemas.errors import UnreadableFile

FIELDS_OF_TASKS = ("tasks", "officials", "departments", "deadlines")
"""What `complete_fields: ["tasks"]` speaks for."""
FIELDS_OF_TARGETS = ("indicator", "action", "measure")
"""Compared on matched targets only, so always judged."""


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One annotated thing. `values` are its keys as written; `accept` holds further values a key may have."""

    values: Mapping[str, Any]  # Any: gold is hand-written JSON, its types are checked where they are compared
    accept: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    optional: bool = False

    def get(self, key: str) -> Any:
        """Return the value of a key, None where the gold does not give it."""
        return self.values.get(key)

    def allows(self, key: str, found: object) -> bool:
        """Tell whether `found` is the value of that key or one of its accepted alternatives.

        >>> GoldItem({"role": "lead"}, {"role": ("responsible",)}).allows("role", "responsible")
        True
        """
        alternatives = (self.values.get(key), *self.accept.get(key, ()))
        return any(same(value, found) for value in alternatives)


@dataclass(frozen=True, slots=True)
class GoldTask:
    """An annotated task and what hangs on it."""

    task: GoldItem
    officials: tuple[GoldItem, ...]
    departments: tuple[GoldItem, ...]
    deadlines: tuple[GoldItem, ...]
    targets: tuple[GoldItem, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file. `targets` is None where the file does not list targets outside tasks."""

    name: str
    document: str
    sha256: str | None
    header: Mapping[str, GoldItem]
    declared: Mapping[str, GoldItem]
    complete: bool
    complete_fields: frozenset[str]
    sections: tuple[GoldItem, ...]
    tasks: tuple[GoldTask, ...]
    targets: tuple[GoldItem, ...]
    results: tuple[GoldItem, ...]
    decoys: tuple[str, ...]

    def judges(self, what: str) -> bool:
        """Tell whether a finding of that field that the gold does not list is a false one."""
        if self.complete or what in self.complete_fields or what in FIELDS_OF_TARGETS:
            return True
        return what in FIELDS_OF_TASKS and "tasks" in self.complete_fields


def load_gold(path: Path) -> Gold:
    """Return the gold of one `<name>.gold.json`.

    Raises UnreadableFile where the file is no JSON object of the gold format.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise UnreadableFile(path.name, "cannot be read; check the path") from error
    except ValueError as error:
        raise UnreadableFile(path.name, f"is no valid JSON ({error}); correct it there") from error
    try:
        return _gold(path.name, raw)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableFile(path.name, f"is no gold file ({type(error).__name__}: {error})") from error


def same(first: object, second: object) -> bool:
    """Tell whether two values are equal when spaces and the width of punctuation do not count.

    >>> same("2025 年工作要点（试行）", "2025年工作要点(试行)"), same(2, Decimal("2.0")), same(None, "")
    (True, True, False)
    """
    if isinstance(first, str) and isinstance(second, str):
        return plain(first) == plain(second)
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    return first == second


def plain(text: str) -> str:
    """Return text without spaces and with half-width punctuation and digits.

    >>> plain("（一） 提高到 ６０％")
    '(一)提高到60%'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _gold(name: str, raw: Mapping[str, Any]) -> Gold:
    """Return the gold that a parsed file describes."""
    return Gold(
        name=name,
        document=raw["document"],
        sha256=raw.get("sha256"),
        header=_keys(raw.get("header") or {}),
        declared=_keys(raw.get("declared") or {}),
        complete=bool(raw.get("complete", True)),
        complete_fields=frozenset(raw.get("complete_fields") or ()),
        sections=_items(raw.get("sections")),
        tasks=tuple(_task(task) for task in raw.get("tasks") or ()),
        targets=_items(raw.get("targets")),
        results=_items(raw.get("results")),
        decoys=tuple(raw.get("not_targets") or ()),
    )


def _keys(raw: Mapping[str, Any]) -> dict[str, GoldItem]:
    """Return one item a key, for the header and the declared totals; alternatives stand under their `accept`."""
    accept = raw.get("accept") or {}
    return {
        key: GoldItem({key: value}, {key: tuple(accept.get(key, ()))}) for key, value in raw.items() if key != "accept"
    }


def _task(raw: Mapping[str, Any]) -> GoldTask:
    """Return a task; a deadline may be a bare date or an object with `end`."""
    deadlines = [entry if isinstance(entry, dict) else {"end": entry} for entry in raw.get("deadlines") or ()]
    return GoldTask(
        task=_item({"title": raw["title"], **raw}),
        officials=_items(raw.get("lead_officials")),
        departments=_items(raw.get("departments")),
        deadlines=_items(deadlines),
        targets=_items(raw.get("targets")),
    )


def _items(raw: Sequence[Mapping[str, Any]] | None) -> tuple[GoldItem, ...]:
    """Return the items of a list that may be absent."""
    return tuple(_item(entry) for entry in raw or ())


def _item(raw: Mapping[str, Any]) -> GoldItem:
    """Return one item, its alternatives and its mark of being optional set apart."""
    accept = {key: tuple(values) for key, values in (raw.get("accept") or {}).items()}
    values = {key: value for key, value in raw.items() if key not in ("accept", "optional")}
    return GoldItem(values, accept, bool(raw.get("optional", False)))
