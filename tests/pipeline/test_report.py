"""What is said to people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.report import describe, diagnostics_page, remarks
from schemas.breakdown import TaskBreakdown
from schemas.diagnostics import diagnose

DOCS = Path(__file__).parents[2] / "docs"


def test_page_of_diagnostics_is_current() -> None:
    assert (DOCS / "diagnostics.md").read_text(encoding="utf-8") == diagnostics_page()


def test_remark_names_file_page_task_and_words(breakdown: TaskBreakdown) -> None:
    evidence = breakdown.tasks[0].evidence
    doubt = diagnose("L202", task="3", evidence=replace(evidence, quote="3. 建好\n站点"), number="3")
    line = remarks(replace(breakdown, diagnostics=(doubt,)), errors_only=False)
    assert line == [f"notice.docx, page {evidence.page}, task 3: L202 number 3 stands twice “3. 建好 站点”"]


def test_only_errors_are_remarked_unless_all_are_wanted(breakdown: TaskBreakdown) -> None:
    doubts = (diagnose("L202", number="3"), diagnose("L201", number="4", before="3", after="5"))
    one = replace(breakdown, diagnostics=doubts)
    assert remarks(one, errors_only=True) == ["notice.docx: L201 number 4 is missing between 3 and 5"]
    assert len(remarks(one, errors_only=False)) == 2


def test_advice_is_given_once_for_each_code(breakdown: TaskBreakdown) -> None:
    doubts = (diagnose("L202", number="3"), diagnose("L202", number="4"))
    lines = describe(replace(breakdown, diagnostics=doubts))
    assert sum("Both tasks are kept" in line for line in lines) == 1
