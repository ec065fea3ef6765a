"""Every sample gives the breakdown that was read against its paper and kept in samples/golden.

A golden is written once (`python -m tests.samples.test_golden NAME`, never over an existing one) and changed by hand or by
deleting it first; the commit says why each value changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.assemble import extract
from pipeline.ingest import read
from schemas.breakdown import Deadline, Evidence, Target, TaskBreakdown

SAMPLES = Path(__file__).parents[2] / "samples"
GOLDEN = SAMPLES / "golden"
DOCUMENTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".docx", ".pdf"))


def lines_of(breakdown: TaskBreakdown) -> Iterator[str]:
    """A breakdown as lines that a person can read beside the notice: every value with its place, its page and its rule."""
    header = breakdown.header
    yield f"status {breakdown.status} · pages {breakdown.source.pages} · account {breakdown.account}"
    yield f"title {header.title} · plan {header.plan_title} · year {header.plan_year}"
    yield f"number {header.document_number} · issuer {header.issuer} · signatory {header.signatory} · date {header.issued_on}"
    yield f"to {' / '.join(header.addressees)}"
    yield f"declared {breakdown.declared.sections} sections {breakdown.declared.tasks} tasks"
    for section in breakdown.sections:
        yield f"section {section.id} {section.label} {section.title} ⊂ {section.parent} {_at(section.evidence)}"
    for task in breakdown.tasks:
        yield f"task {task.number} {task.title} ⊂ {task.section} · {len(task.measures)} sentences {_at(task.evidence)}"
        yield f"  body {task.body[:24].replace(chr(10), '⏎')}…{task.body[-16:].replace(chr(10), '⏎')} ({len(task.body)})"
        for official in task.lead_officials:
            yield f"  official {official.name} {official.title} {official.role} ‹{official.label}› {_at(official.evidence)}"
        for unit in task.departments:
            mark = " collective" if unit.collective else ""
            yield f"  department {unit.name} {unit.role}{mark} ‹{unit.label}› {_at(unit.evidence)}"
        for deadline in task.deadlines:
            yield f"  deadline {_when(deadline)} {_at(deadline.evidence)}"
        for target in task.targets:
            yield f"  target {_amount(target)}"
    yield from (f"target {_amount(target)}" for target in breakdown.targets)
    yield from (f"result {_amount(result)}" for result in breakdown.results)
    for number in breakdown.numbers:
        yield f"numeral {number.text} {number.number_class} {_at(number.evidence)}"
    for piece in breakdown.furniture:
        yield f"furniture {piece.kind} {piece.text} page {piece.page}"
    for entry in breakdown.diagnostics:
        yield f"diagnostic {entry.code} {entry.severity} {entry.message} task {entry.task}"


def _at(evidence: Evidence) -> str:
    page = "" if evidence.page is None else f" p{evidence.page}"
    return f"[{evidence.start}:{evidence.end}{page} {evidence.rule}]"


def _when(deadline: Deadline) -> str:
    return f"{deadline.text} {deadline.start} → {deadline.end}"


def _amount(target: Target) -> str:
    due = f" by {target.deadline.end}" if target.deadline else ""
    more = f" from {target.baseline}" if target.baseline is not None else ""
    per = f" per {target.per}" if target.per else ""
    value = f"{target.value}" if target.value_max is None else f"{target.value}…{target.value_max}"
    mood = f" ({target.modality})" if target.modality else ""
    return (
        f"{target.action} | {target.indicator} | {target.comparator} {value} {target.unit} {target.measure}"
        f"{more}{per}{due}{mood} {_at(target.evidence)}"
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_sample_gives_its_golden_breakdown(path: Path) -> None:
    golden = (GOLDEN / f"{path.name}.golden").read_text(encoding="utf-8")
    assert list(lines_of(extract(read(path)))) == golden.splitlines()


def test_every_golden_has_its_sample() -> None:
    assert {path.name.removesuffix(".golden") for path in GOLDEN.glob("*.golden")} == {path.name for path in DOCUMENTS}


if __name__ == "__main__":
    for document in DOCUMENTS:
        if not sys.argv[1:] or document.name in sys.argv[1:]:
            target_path = GOLDEN / f"{document.name}.golden"
            if not target_path.exists():
                with target_path.open("x", encoding="utf-8") as file:
                    file.write("\n".join(lines_of(extract(read(document)))) + "\n")
