"""Measure the extraction against gold files: scores per field, misses and false findings, and floors that only rise."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluate_gold import Gold, load_gold
from pipeline.evaluate_report import render
from pipeline.scoring import Scores, score
from schemas.breakdown import TaskBreakdown
from schemas.errors import FenjieError, UnreadableFile

Extract = Callable[[Path], TaskBreakdown]
NEIGHBOURS = (".", "..", "../corpus", "../documents", "../samples")
"""Where a gold's document may stand, seen from the gold file."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gold file and how its document scored; `note` says why a document was not found or failed."""

    gold: Gold
    document: Path | None
    scores: Scores
    note: str | None = None


@dataclass(slots=True)
class Report:
    """Every outcome, in order of the gold files' names, and all of them added up."""

    outcomes: list[Outcome] = field(default_factory=list)
    total: Scores = field(default_factory=Scores)
    digest: str = ""

    @property
    def failures(self) -> list[Outcome]:
        """The documents that were not found or could not be read."""
        return [outcome for outcome in self.outcomes if outcome.note is not None]


def evaluate(gold_dir: Path, documents_dirs: Sequence[Path] = (), *, extract: Extract | None = None) -> Report:
    """Convert the document of every `*.gold.json` in a folder and score the breakdown.

    A document is looked for beside its gold, in the neighbouring folders, then in `documents_dirs`, first by name
    then by SHA-256. One that is not found is noted and not scored; one that cannot be converted misses everything.
    Raises UnreadableFile where the folder holds no gold or a gold file is damaged.
    """
    paths = sorted(gold_dir.glob("*.gold.json")) if gold_dir.is_dir() else [gold_dir] if gold_dir.is_file() else []
    if not paths:
        raise UnreadableFile(str(gold_dir), "holds no *.gold.json; name the folder the gold files stand in")
    convert = extract or _extract
    report = Report(digest=digest_of(paths))
    for path in paths:
        outcome = _outcome(path, load_gold(path), documents_dirs, convert)
        report.outcomes.append(outcome)
        report.total.add(outcome.scores)
    return report


def run(gold_dir: Path, *, verbose: bool = False, documents_dirs: Sequence[Path] = ()) -> tuple[str, int]:
    """Evaluate a folder and return the report for people and the exit status: 1 where a document was lost or failed."""
    report = evaluate(gold_dir, documents_dirs)
    return render(report.outcomes, report.total, verbose=verbose), 1 if report.failures else 0


def digest_of(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over names and bytes of gold files: scores of another gold are not comparable."""
    whole = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        whole.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def find_document(gold: Gold, gold_path: Path, documents_dirs: Sequence[Path]) -> Path | None:
    """Return the document a gold file speaks of, or None.

    A file of the right name but other bytes is taken only where no file has the bytes the gold was made from.
    """
    folders = [gold_path.parent / neighbour for neighbour in NEIGHBOURS] + list(documents_dirs)
    named = [folder / gold.document for folder in folders if (folder / gold.document).is_file()]
    if gold.sha256 is None:
        return named[0] if named else None
    for path in named:
        if _sha256(path) == gold.sha256:
            return path
    for folder in documents_dirs:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and _sha256(path) == gold.sha256:
                return path
    return named[0] if named else None


def _extract(path: Path) -> TaskBreakdown:
    """Return the breakdown of a document, by the conversion that the command uses."""
    from pipeline.convert import extract

    return extract(path)


def _outcome(path: Path, gold: Gold, documents_dirs: Sequence[Path], extract: Extract) -> Outcome:
    """Convert and score one document."""
    document = find_document(gold, path, documents_dirs)
    if document is None:
        return Outcome(gold, None, Scores(), f"{gold.document} was not found; name its folder")
    try:
        breakdown = extract(document)
    except FenjieError as error:
        return Outcome(gold, document, score(None, gold), str(error))
    return Outcome(gold, document, score(breakdown, gold))


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
