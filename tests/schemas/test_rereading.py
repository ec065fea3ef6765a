"""What is read back unchecked is what the checking reader gives, value for value and type for type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.assemble import extract
from pipeline.ingest import read
from schemas.breakdown import Deadline, Department, Evidence, Normalized, Target, TaskBreakdown
from schemas.codec import dumps, loads
from schemas.rereading import reread

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".docx", ".pdf"))


@pytest.fixture
def full() -> TaskBreakdown:
    """A breakdown in which every field says something."""
    breakdown = extract(read(SAMPLES / "qinghe_minzheng_2025.txt"))
    evidence = Evidence(0, 1, breakdown.text[:1], 3, (1.0, 2.5, 1e-07, 40.125), "a.rule")
    deadline = Deadline("6月底前", date(2025, 1, 1), date(2025, 6, 30), evidence)
    target = Target(
        "g1", "新建", "站点", "range", Decimal("0.1234567890123456789012"), Decimal(1000), "家", "level", Decimal("1.5"), "year",
        deadline, "力争", Normalized(Decimal("0.5"), Decimal(2), "家"), evidence,
    )
    department = Department("各站", "lead", "牵头单位", collective=True, evidence=evidence, full_name="全称", members=("甲", "乙"))
    task = replace(breakdown.tasks[0], targets=(target,), departments=(department,), deadlines=(deadline,))
    return replace(breakdown, tasks=(task,), results=(target,), declared=replace(breakdown.declared, evidence=evidence))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_samples_are_read_back_as_the_checking_reader_reads_them(path: Path) -> None:
    text = dumps(extract(read(path)))
    assert repr(reread(text)) == repr(loads(text))


def test_every_field_is_read_back_with_its_type_and_digits(full: TaskBreakdown) -> None:
    assert repr(reread(dumps(full))) == repr(full)
