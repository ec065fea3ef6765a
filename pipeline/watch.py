"""Convert what arrives in a folder, as long as one lets it run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.batch import Plan, Summary, run
from pipeline.ingest.containers import FOLDERS, SUFFIXES
from pipeline.inputs import collect, outside

QUIET = 1000
"""Milliseconds without a change after which a file counts as written."""
PATIENCE = 30_000
"""Milliseconds after which what has arrived is converted although more keeps coming."""

LISTEN = 500
"""Milliseconds between two looks at whether the user wants to stop."""


def watch(folder: Path, plan: Plan, say: Callable[[Summary], None], changes: Iterable[object] | None = None) -> None:
    """Convert the folder's notices now and after every change, until the changes end or the user stops it.

    Each round is a batch like any other: the journal keeps it to what is new or changed, and the tables stay over
    all documents. `changes` stands in for the system's events, the first of which comes at once. Raises OutputError as
    `run` does, ValueError where results would be taken for what arrives.
    """
    inside = plan.directory.absolute()
    if inside == folder.absolute():
        raise ValueError("the results need a folder other than the one that is watched; choose one with -o")
    for _ in changes if changes is not None else _changes(folder, inside):
        _round(folder, plan, say)


def _round(folder: Path, plan: Plan, say: Callable[[Summary], None]) -> None:
    given = [str(folder)]
    sources = outside(collect(given), given, plan.directory)
    if sources:
        say(run(sources, plan))


def _changes(folder: Path, inside: Path) -> Iterator[object]:
    """Yield once at the start, then after every change. What changes during a round is told after it."""
    from watchfiles import watch as events

    def concerns(_: object, changed: str) -> bool:
        path = Path(changed)
        hidden = path.name.startswith((".", "~$"))
        return not hidden and path.suffix.lower() in (*SUFFIXES, *FOLDERS) and not path.is_relative_to(inside)

    # A time-out is what tells that the system is listening: only then may the first round begin.
    told = events(
        folder.absolute(), watch_filter=concerns, debounce=PATIENCE, step=QUIET, rust_timeout=LISTEN, yield_on_timeout=True
    )
    for number, changed in enumerate(told):
        if changed or number == 0:
            yield changed
