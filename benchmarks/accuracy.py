"""Score fenjie and the naive pipeline on gold files, side by side: `python -m benchmarks.accuracy GOLD_DIR`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import naive
from pipeline.evaluate import evaluate
from pipeline.scoring import FIELDS
from schemas.breakdown import (
    Account,
    Deadline,
    Declared,
    Department,
    Evidence,
    Header,
    Official,
    Section,
    Source,
    Target,
    Task,
    TaskBreakdown,
)

NO_INK = Evidence(0, 0, "", None, None, "naive")


def naive_breakdown(path: Path) -> TaskBreakdown:
    """Return the naive pipeline's result in the shape that is scored."""
    if path.suffix.lower() not in (".txt", ".docx", ".pdf"):
        return _breakdown({"title": None, "plan_year": None, "sections": [], "tasks": []}, path.name)
    return _breakdown(naive.extract(path), path.name)


def _breakdown(raw: dict[str, Any], name: str) -> TaskBreakdown:
    sections = tuple(Section(f"s{i}", s["label"], s["title"], 1, None, NO_INK) for i, s in enumerate(raw["sections"]))
    return TaskBreakdown(
        "1.0", "partial", Source(name, "", "", None, 0), "", Header(title=raw["title"], plan_year=raw["plan_year"]),
        Declared(), sections, tuple(map(_task, raw["tasks"])), (), (), (), Account(0, 0, 0, 0, 0, 0), (), (),
    )


def _task(raw: dict[str, Any]) -> Task:
    return Task(
        "", raw["number"], None, raw["title"], raw["body"], (),
        tuple(Official(name, None, "lead", None, NO_INK) for name in raw["leaders"]),
        tuple(Department(name, role, None, False, NO_INK) for name, role in raw["departments"]),
        tuple(Deadline(day, None, date.fromisoformat(day), NO_INK) for day in raw["deadlines"]),
        tuple(map(_target, raw["targets"])), NO_INK,
    )


def _target(raw: dict[str, Any]) -> Target:
    plain = Target("", None, "", "exactly", Decimal(0), None, None, "level", None, None, None, None, None, NO_INK)
    return replace(plain, **{**raw, "value": Decimal(str(raw["value"])), "unit": raw["unit"] or None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="folders of *.gold.json")
    arguments = parser.parse_args()
    for folder in arguments.gold:
        ours, theirs = evaluate(folder).total, evaluate(folder, extract=naive_breakdown).total
        print(f"{folder}\n{'field':<12} {'fenjie F1':>10} {'naive F1':>10}")
        for name in FIELDS:
            figures = (ours.tallies[name].f1, theirs.tallies[name].f1)
            print(f"{name:<12}", *(f"{'-' if figure is None else format(figure, '.3f'):>10}" for figure in figures))


if __name__ == "__main__":
    main()
