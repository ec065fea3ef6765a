"""From a file to its breakdown: the call that everything else is built on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.assemble import extract as assemble
from pipeline.ingest import read, read_bytes
from pipeline.ingest.containers import documents
from schemas.breakdown import TaskBreakdown
from schemas.errors import FenjieError
from schemas.profile import NO_PROFILE, Profile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its breakdown, or the error that stopped it."""

    path: Path
    breakdown: TaskBreakdown | None
    error: FenjieError | None


def extract(path: str | Path, *, profile: Profile = NO_PROFILE) -> TaskBreakdown:
    """Return the breakdown of one notice, read with what a profile says (see `pipeline.profile_file.load_profile`).

    Raises a `FenjieError` (see schemas/errors.py) whose message names the file and says what to do.
    """
    return assemble(read(Path(path)), profile)


def extract_bytes(name: str, data: bytes, *, profile: Profile = NO_PROFILE) -> TaskBreakdown:
    """Return the breakdown of a notice that is already in memory; `name` is what messages call it."""
    return assemble(read_bytes(name, data), profile)


def extract_many(paths: Iterable[str | Path], *, profile: Profile = NO_PROFILE) -> Iterator[Outcome]:
    """Yield one outcome a document, in the order given; an error stops only its own file.

    An archive or a mail gives one for each document in it, its path below the file's (archive.zip/通知.docx).
    """
    for path in (document for given in paths for document in documents(Path(given))):
        try:
            yield Outcome(Path(path), extract(path, profile=profile), None)
        except FenjieError as error:
            yield Outcome(Path(path), None, error)
