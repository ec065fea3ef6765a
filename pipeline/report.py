"""What is said of a document to people: one line a diagnostic, and a short summary."""

from __future__ import annotations

from schemas.breakdown import Diagnostic, TaskBreakdown
from schemas.diagnostics import BY_CODE, KINDS


def remarks(breakdown: TaskBreakdown, *, errors_only: bool) -> list[str]:
    """Return a document's diagnostics as lines: file, page, task, words in question, in that order."""
    return [
        _line(breakdown.source.name, entry)
        for entry in breakdown.diagnostics
        if not errors_only or entry.severity == "error"
    ]


def describe(breakdown: TaskBreakdown) -> list[str]:
    """Return the summary of a document and all its diagnostics with advice, each advice once."""
    targets = sum(len(task.targets) for task in breakdown.tasks) + len(breakdown.targets)
    lines = [
        f"{breakdown.source.name}: {breakdown.status}; {len(breakdown.sections)} sections, {len(breakdown.tasks)} tasks, "
        f"{targets} targets, {len(breakdown.results)} results; {breakdown.account.unexplained} of "
        f"{breakdown.account.characters} characters unexplained"
    ]
    advised: set[str] = set()
    for entry in breakdown.diagnostics:
        lines.append(f"  {entry.severity}: {_line('', entry)}")
        if entry.code not in advised and entry.severity != "info":
            advised.add(entry.code)
            lines.append(f"    {BY_CODE[entry.code].advice}")
    return lines


def _line(name: str, entry: Diagnostic) -> str:
    """Return one diagnostic as one line."""
    place = []
    if name:
        place.append(name)
    if entry.evidence is not None and entry.evidence.page is not None:
        place.append(f"page {entry.evidence.page}")
    if entry.task is not None:
        place.append(f"task {entry.task}")
    where = ", ".join(place)
    quote = f" “{_short(entry.evidence.quote)}”" if entry.evidence is not None and entry.evidence.quote else ""
    return f"{where}{': ' if where else ''}{entry.code} {entry.message}{quote}"


def _short(quote: str) -> str:
    """Return a quotation of at most forty characters on one line."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"


def diagnostics_page() -> str:
    """Return docs/diagnostics.md: every diagnostic with what to do about it."""
    lines = [
        "# Diagnostics",
        "",
        "What a breakdown says of its own doubts. A document with an error among them is `partial`, else it is `ok`.",
        "This page is printed from `schemas/diagnostics.py`:",
        '`python -c "from pipeline.report import diagnostics_page; print(diagnostics_page(), end=\'\')" > docs/diagnostics.md`',
        "",
        "| code | severity | message | what to do |",
        "|---|---|---|---|",
        *(f"| {kind.code} | {kind.severity} | {kind.template} | {kind.advice} |" for kind in KINDS),
    ]
    return "\n".join(lines) + "\n"
