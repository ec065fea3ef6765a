"""What the command says of a comparison on standard error: a line a step, and what its reader must know."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.comparison.labels import steps_of
from pipeline.comparison.tables import year_of
from schemas.comparison import Chain, Comparison


def describe(compared: Comparison | Chain) -> Iterator[str]:
    """Yield the lines: notes first, then how many tasks kept, changed, came and went, and what is in doubt."""
    for step in steps_of(compared):
        yield from (f"note: {note.message}" for note in step.notes)
        counts = ", ".join(
            f"{getattr(step.summary, status)} {status}"
            for status in ("kept", "changed", "added", "dropped", "split", "merged")
        )
        yield f"{year_of(step, older=True)} -> {year_of(step, older=False)}: {counts}"
        doubts = sum(task.uncertain for task in step.tasks)
        if doubts:
            yield f"  {doubts} uncertain: a counterpart may exist that was not linked; fix it in links.toml"
