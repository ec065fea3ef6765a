"""Write all breakdowns to one JSON Lines file: a document a line, each the contract's JSON."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipeline.export.atomic import AtomicText, cannot_write
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.codec import dumps

FILE_NAME = "breakdowns.jsonl"


class JsonLines:
    """`breakdowns.jsonl` in UTF-8, written as the documents come; a document that failed has no line."""

    def __init__(self, directory: Path) -> None:
        self._file = AtomicText(directory / FILE_NAME)

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:  # noqa: ARG002 (the documents share a file)
        """Append a document's line. Raises OutputError."""
        try:
            self._file.handle.write(one_line(dumps(breakdown)) + "\n")
        except OSError as error:
            raise cannot_write(self._file.path, error) from error

    def fail(self, failure: Failure) -> None:
        """Do nothing: every line is a breakdown."""

    def close(self) -> tuple[Path, ...]:
        """Give the file its name and return its path. Raises OutputError."""
        return (self._file.commit(),)

    def discard(self) -> None:
        """Take away what was written so far."""
        self._file.discard()


def one_line(printed: str) -> str:
    r"""Return printed JSON on one line, its numbers digit for digit.

    >>> one_line('{\n  "a": 5.50,\n  "b": "x"\n}\n')
    '{"a": 5.50,"b": "x"}'
    """
    # Inside a JSON string a line end is written \n: one that stands there as itself is layout, with its indent.
    flat = _layout().sub("", printed)
    # Line ends to some readers (str.splitlines among them), though not to JSON Lines.
    for other in "\x85\u2028\u2029":
        if other in flat:
            flat = flat.replace(other, f"\\u{ord(other):04x}")
    return flat


@cache
def _layout() -> re.Pattern[str]:
    """Return the pattern of a line end with the indent of the next line."""
    return re.compile(r"\n *+")
