"""Print scores for people: a table per field, a table per document, then every miss and false finding."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol

from pipeline.evaluate_gold import Gold
from pipeline.scoring import FIELDS, Scores, Tally

SHORT = 5
"""How many faults of a field are shown for a document unless all are asked for."""


class Scored(Protocol):
    """A gold file with its scores, as `pipeline.evaluate` makes them."""

    @property
    def gold(self) -> Gold:
        """The gold."""

    @property
    def scores(self) -> Scores:
        """The document's scores."""

    @property
    def note(self) -> str | None:
        """Why the document was not read, if so."""


def render(outcomes: Sequence[Scored], total: Scores, *, verbose: bool) -> str:
    """Return the whole report as text; `verbose` lists every fault instead of the first five of each field."""
    parts = [f"{len(outcomes)} documents", "", *_field_table(total), "", "F1 by document", *_document_table(outcomes)]
    if total.decoys:
        parts += ["", f"decoys that became targets: {len(total.decoys)}", *(f"  {decoy}" for decoy in total.decoys)]
    for outcome in outcomes:
        lines = _faults(outcome, verbose=verbose)
        if lines:
            parts += ["", outcome.gold.document, *lines]
    return "\n".join(parts) + "\n"


def width(text: str) -> int:
    """Return the columns a text takes on a terminal: two for a wide character.

    >>> width("任务 1")
    6
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _field_table(total: Scores) -> list[str]:
    """Return precision, recall, F1 and counts of each field, over all documents."""
    rows = [("field", "precision", "recall", "F1", "right", "missed", "false")]
    for name in FIELDS:
        tally = total.tallies[name]
        counts = (str(tally.right), str(tally.missed), str(tally.false))
        rows.append((name, _figure(tally.precision), _figure(tally.recall), _figure(tally.f1), *counts))
    return align(rows)


def _document_table(outcomes: Sequence[Scored]) -> list[str]:
    """Return F1 of each field a document; recall in brackets where the gold is too incomplete to judge precision."""
    rows: list[tuple[str, ...]] = [("document", *FIELDS)]
    for outcome in outcomes:
        tallies = outcome.scores.tallies
        rows.append((outcome.gold.document, *(_f1_or_recall(tallies[name]) for name in FIELDS)))
    return align(rows)


def _f1_or_recall(tally: Tally) -> str:
    """Return F1, or recall in brackets, or a dash."""
    if tally.f1 is None and tally.recall is not None:
        return f"({_figure(tally.recall)})"
    return _figure(tally.f1)


def _figure(value: float | None) -> str:
    """Return a share with three decimals, a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines: the first column to the left, figures to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first = row[0] + " " * (widths[0] - width(row[0]))
        rest = (" " * (size - width(cell)) + cell for cell, size in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join((first, *rest)))
    return lines


def _faults(outcome: Scored, *, verbose: bool) -> list[str]:
    """Return the faults of one document, grouped by field."""
    lines = [f"  {outcome.note}"] if outcome.note else []
    for name in FIELDS:
        faults = [fault for fault in outcome.scores.faults if fault.field == name]
        for fault in faults if verbose else faults[:SHORT]:
            where = f"  (task {fault.task})" if fault.task else ""
            lines.append(f"  {name:<11} {fault.kind:<6}  {fault.text}{where}")
        if len(faults) > SHORT and not verbose:
            lines.append(f"  {name:<11} … and {len(faults) - SHORT} more")
    return lines
