"""Convert many files into one set of outputs: an error stops its own file, never the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.convert import Outcome, extract_many
from pipeline.export.exporters import Export
from pipeline.export.naming import name_outputs
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown

Refine = Callable[[TaskBreakdown], TaskBreakdown]


@dataclass(slots=True)
class Summary:
    """What a run came to; `failures` holds the one-line errors in order."""

    ok: int = 0
    partial: int = 0
    failures: list[str] = field(default_factory=list)
    tasks: int = 0
    written: tuple[Path, ...] = ()

    def exit_status(self, *, strict: bool) -> int:
        """Return 0 if every document is ok or partial, 1 if one failed (strict: also if one is partial)."""
        return 1 if self.failures or (strict and self.partial) else 0


def run(
    paths: Sequence[Path],
    export: Export,
    *,
    refine: Refine | None = None,
    watch: Callable[[Iterable[Outcome]], Iterable[Outcome]] = iter,
) -> Summary:
    """Convert files in order and write everything through `export`; `watch` may look at each outcome as it passes.

    Raises OutputError where the results cannot be written; nothing half-written is left then.
    """
    summary = Summary()
    stems = name_outputs(paths)
    with export:
        for outcome in watch(extract_many(paths)):
            if outcome.breakdown is None:
                error = outcome.error
                summary.failures.append(str(error))
                export.fail(Failure(outcome.path.name, error.message if error else "", None))
                continue
            breakdown = refine(outcome.breakdown) if refine else outcome.breakdown
            export.add(breakdown, stems[outcome.path])
            summary.tasks += len(breakdown.tasks)
            if breakdown.status == "ok":
                summary.ok += 1
            else:
                summary.partial += 1
    summary.written = export.written
    return summary
