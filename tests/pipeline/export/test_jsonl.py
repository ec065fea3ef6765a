"""JSON Lines: a document a line, each the same breakdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.export.exporters import Export
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.codec import loads


def _write(directory: Path, *breakdowns: TaskBreakdown) -> bytes:
    with Export(directory, ["jsonl"]) as export:
        for breakdown in breakdowns:
            export.add(breakdown, "n")
        export.fail(Failure("scan.pdf", "no text"))
    return (directory / "breakdowns.jsonl").read_bytes()


def test_every_line_loads_as_its_breakdown(build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path) -> None:
    documents = [build_breakdown(name="a.txt"), build_breakdown(name="b.txt", sha256="b" * 64)]
    lines = _write(tmp_path, *documents).decode("utf-8").split("\n")
    assert [loads(line) for line in lines[:-1]] == documents
    assert lines[-1] == ""


def test_a_line_end_of_any_kind_in_the_text_ends_no_line(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    """Readers that use str.splitlines see as many lines as there are documents."""
    text = breakdown.text + "甲\u2028乙\u2029丙\x85丁\r\n戊\x0b"
    changed = replace(breakdown, text=text)
    written = _write(tmp_path, changed).decode("utf-8")
    assert len(written.splitlines()) == 1
    assert loads(written) == changed


def test_numbers_keep_their_digits(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    exact = Decimal("0.12345678901234567890")
    task = breakdown.tasks[0]
    changed = replace(breakdown, tasks=(replace(task, targets=(replace(task.targets[0], value=exact),)),))
    assert loads(_write(tmp_path, changed).decode("utf-8")).tasks[0].targets[0].value == exact
