"""Make further formats of a run from its JSON, document by document."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.cells import unmark
from pipeline.export.columns import DOCUMENTS
from pipeline.export.exporters import Export
from pipeline.export.jsonl import FILE_NAME as JSON_LINES
from pipeline.export.naming import RESERVED, name_outputs
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.codec import loads
from schemas.errors import FenjieError, UnreadableFile

_NO_BREAKDOWNS = (*RESERVED, "run")
"""Stems of the JSON files of a run that are no document's."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document of a run: its breakdown, or why there is none. `known` is False where the run did not say so itself."""

    stem: str
    breakdown: TaskBreakdown | None
    failure: Failure | None = None
    known: bool = True


@dataclass(slots=True)
class Exported:
    """What an export came to; `errors` are lines about files that could not be read."""

    documents: int
    errors: list[str]
    written: tuple[Path, ...]


def export_run(run: Path, export: Export) -> Exported:
    """Feed every breakdown of a run to `export`, in the order of the names of their files.

    `run` is a folder of JSON files or a JSON Lines file. A file that is no breakdown stops only itself. Documents of
    which the run's documents.csv says that they failed are passed on as failed. Raises UnreadableFile where there is
    nothing to export, OutputError where the result cannot be written.
    """
    result = Exported(0, [], ())
    with export:
        for stored in read_run(run):
            if stored.breakdown is not None:
                export.add(stored.breakdown, stored.stem)
                result.documents += 1
            elif stored.failure is not None:
                export.fail(stored.failure)
                if not stored.known:
                    result.errors.append(f"{stored.failure.name}: {stored.failure.message}")
        if not result.documents and not result.errors:
            raise UnreadableFile(str(run), "holds no breakdowns. Name the folder that fenjie extract wrote to.")
    result.written = export.written
    return result


def read_run(run: Path) -> Iterator[Stored]:
    """Yield the documents of a run, one in memory at a time, then those that failed.

    Raises UnreadableFile where `run` is neither a folder nor a file that can be read.
    """
    if run.is_dir():
        for path in breakdown_files(run):
            yield _load(path.stem, path.name, _text(path))
        for failure in _failures(run):
            yield Stored("", None, failure)
        return
    taken: set[str] = set()
    for number, line in enumerate(_lines(run), 1):
        if line.strip():
            stored = _load("", f"{run.name}, line {number}", line)
            stem = "" if stored.breakdown is None else _free_stem(stored.breakdown.source.name, taken)
            yield Stored(stem, stored.breakdown, stored.failure, stored.known)


def breakdown_files(folder: Path) -> list[Path]:
    """Return the JSON files of a run's documents in order: notice before notice-2."""
    found = (path for path in folder.glob("*.json") if path.stem not in _NO_BREAKDOWNS and not path.name.startswith("."))
    return sorted(found, key=lambda path: path.stem)


def _load(stem: str, name: str, text: str | FenjieError) -> Stored:
    try:
        if isinstance(text, FenjieError):
            raise text
        breakdown = loads(text, name)
        _check_ids(breakdown, name)
    except FenjieError as error:
        return Stored(stem, None, Failure(error.name, error.message), known=False)
    return Stored(stem, breakdown)


def _free_stem(document: str, taken: set[str]) -> str:
    """Return a stem for a document's own files that no other has: a line has no file name to go by."""
    (wish,) = name_outputs([Path(Path(document).name)]).values()
    stem, number = wish, 1
    while stem.casefold() in taken:
        number += 1
        stem = f"{wish}-{number}"
    taken.add(stem.casefold())
    return stem


def _text(path: Path) -> str | FenjieError:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        return UnreadableFile(path.name, f"cannot be read ({error.strerror}).")
    except ValueError:
        return UnreadableFile(path.name, "is not in UTF-8. Extract the document again.")


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from file
    except OSError as error:
        raise UnreadableFile(
            str(path), f"cannot be read ({error.strerror}). Name a run's folder or its {JSON_LINES}."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(str(path), f"is no JSON Lines file in UTF-8. Name a run's folder or its {JSON_LINES}.") from error


def _check_ids(breakdown: TaskBreakdown, name: str) -> None:
    """Refuse a breakdown, written by another hand, in which one id stands twice: tables are keyed by ids."""
    targets = [target.id for task in breakdown.tasks for target in task.targets]
    groups: dict[str, Iterable[str]] = {
        "tasks": (task.id for task in breakdown.tasks),
        "sections": (section.id for section in breakdown.sections),
        "targets": (*targets, *(target.id for target in breakdown.targets), *(result.id for result in breakdown.results)),
    }
    for group, ids in groups.items():
        met: set[str] = set()
        for identity in ids:
            if identity in met:
                raise UnreadableFile(name, f"{group}: the id {identity} stands twice. Extract the document again.")
            met.add(identity)


def _failures(run: Path) -> Iterator[Failure]:
    """Yield the documents that failed, by the table of documents or else by the report, where the run wrote one."""
    if (run / "documents.csv").exists():
        yield from _in_table(run / "documents.csv")
    elif (run / "run.json").exists():
        yield from _in_report(run / "run.json")


def _in_table(path: Path) -> Iterator[Failure]:
    names = [column.name for column in DOCUMENTS.columns]
    # Not a breakdown and not asked for: where another program has changed the table, the breakdowns still go through.
    with suppress(OSError, ValueError, KeyError, csv.Error), path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            values = dict(zip(names, map(unmark, row), strict=False))
            if values["status"] == "failed":
                yield Failure(values["document"], values["error"], values["sha256"] or None)


def _in_report(path: Path) -> Iterator[Failure]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        for failure in json.loads(path.read_text(encoding="utf-8"))["failures"]:
            yield Failure(str(failure["source"]).replace("\\", "/").rpartition("/")[2], failure["message"] or "")
