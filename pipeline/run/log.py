"""Write a log of a run for machines: a JSON object a line, never a word of a document."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.export.atomic import cannot_write
from pipeline.run.job import Job, Result


class JsonLog:
    """Appends lines to a file; without a file it says nothing. Raises OutputError.

    Messages of errors may quote what a library says of a file's inside, so the log names only their class.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = None
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = path.open("a", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise cannot_write(path, error) from error

    def event(self, name: str, **facts: object) -> None:
        """Write what happened to the run itself."""
        if self._file is None or self._path is None:
            return
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": name, **facts}
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def document(self, job: Job, result: Result) -> None:
        """Write what a document came to."""
        if self._file is None:
            return
        self.event(
            "document",
            level="error" if result.state == "failed" else "warning" if result.state == "partial" else "info",
            source=job.source,
            output=job.stem,
            state=result.state,
            error=result.kind,
            unchanged=result.unchanged,
            codes=list(result.codes),
            tasks=result.tasks,
            sha256=result.sha256,
            size=result.size,
            seconds=round(result.seconds, 6),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()
