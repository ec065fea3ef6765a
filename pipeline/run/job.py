"""What an engine is given and what it gives back: values that travel between processes and machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from pipeline.convert import extract
from pipeline.export.csv_tables import Printed
from pipeline.ingest.containers import document_name
from schemas.breakdown import TaskBreakdown
from schemas.profile import NO_PROFILE, Profile

Extract = Callable[..., TaskBreakdown]  # (path), and with a profile (path, *, profile)
Refine = Callable[[TaskBreakdown], TaskBreakdown]
State = Literal["ok", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run made of an input: it need not be converted again while these two hashes hold."""

    sha256: str
    json_path: str
    json_sha256: str


@dataclass(frozen=True, slots=True)
class Job:
    """One document to convert. `index` is its place among the inputs, from 0; `source` a path or a URL."""

    index: int
    source: str
    stem: str
    known: Known | None = None

    @property
    def name(self) -> str:
        """What messages call the file."""
        return self.source.rstrip("/").rpartition("/")[2] if is_url(self.source) else document_name(Path(self.source)) or self.source


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds from start to end, and bytes of memory beyond what an idle worker has."""

    seconds: float = 120.0
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are converted; all of it can be pickled, `extract` and `refine` by their names.

    A `profile` that says something is handed to `extract` under that name.

    `tables` says what the parent's exporters need beside the JSON: nothing, the rows of the CSV tables, or the whole
    breakdown, which is the dearest to send.
    """

    limits: Limits = Limits()
    extract: Extract = extract
    refine: Refine | None = None
    profile: Profile = NO_PROFILE
    tables: Literal["none", "printed", "whole"] = "whole"
    remarks: Literal["none", "errors", "all"] = "errors"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one job. Of a failed one `kind` is the error's class and `message` its words.

    `text` is the JSON to write, None for a failure and for an input that is unchanged; `printed` or
    `breakdown` stands beside it as the settings ask.
    """

    index: int
    state: State
    seconds: float
    sha256: str | None = None
    size: int | None = None
    modified: int | None = None
    kind: str | None = None
    message: str | None = None
    unchanged: bool = False
    tasks: int = 0
    codes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    json_sha256: str | None = None
    text: bytes | None = None
    printed: Printed | None = None
    breakdown: TaskBreakdown | None = None


class Engine(Protocol):
    """What converts a batch: in this process, in a pool of processes, on a cluster.

    Every job gives exactly one result, in the order of the jobs. Jobs are taken as they are needed, so that neither
    a long list nor its results need stand in memory. Closing the iterator early stops the work.
    """

    name: str

    def convert(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Result]:
        """Yield the result of each job, in the order of the jobs."""
        ...


def is_url(source: str) -> bool:
    """Say whether a source is read through fsspec rather than from a mounted disk.

    >>> is_url("s3://notices/2025/通知.docx"), is_url("/srv/notices/通知.docx")
    (True, False)
    """
    scheme, found, _ = source.partition("://")
    return bool(found) and scheme.isascii() and scheme.replace("+", "").isalnum()
