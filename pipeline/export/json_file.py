"""Write each breakdown to a JSON file of its own."""

from __future__ import annotations

from pathlib import Path

from pipeline.export.atomic import write_text
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.codec import dumps


class JsonFiles:
    """`<stem>.json` for each document, in UTF-8 without a byte order mark."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._written: list[Path] = []

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:
        """Write the document's file at once. Raises OutputError."""
        self._written.append(write_text(self._directory / f"{stem}.json", dumps(breakdown)))

    def fail(self, failure: Failure) -> None:
        """Do nothing: a document that failed has no file."""

    def close(self) -> tuple[Path, ...]:
        """Return the files that were written."""
        return tuple(self._written)

    def discard(self) -> None:
        """Do nothing: every file that stands is complete."""
