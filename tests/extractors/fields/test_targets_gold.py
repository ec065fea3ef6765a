"""Real notices with their annotated targets: found ones may only become more."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.fields.findings import Calendar
from extractors.fields.targets import find_targets
from extractors.fields.times import find_times
from extractors.reading.text import Reading
from schemas.document import SourceDocument

SHARED = Path(__file__).parents[4] / "shared"


def paragraphs(stem):
    path = next((SHARED / "corpus").glob(f"{stem}*"))
    if path.suffix == ".docx":
        docx = pytest.importorskip("docx")
        return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    return path.read_text(encoding="utf-8").split("\n")


def targets(stem, past):
    texts = paragraphs(stem)
    reading = Reading.of(SourceDocument(stem, "", "", None, "\n".join(texts), ()))
    offset, promised, reported = 0, [], []
    for index, text in enumerate(texts):
        span = (offset, offset + len(text))
        times = find_times(reading, *span, Calendar(2025))
        for target in find_targets(reading, *span, times, reported=index in past):
            (reported if target.reported else promised).append(target)
        offset = span[1] + 1
    return promised, reported


def keys(row):
    """Return every (value, value_max, unit, comparator) that a fair scorer takes."""
    accept, upper = row.get("accept", {}), row["value_max"]
    value = Decimal(str(row["value"]))
    upper = None if upper is None else Decimal(str(upper))
    units = [row["unit"], *accept.get("unit", [])]
    return {
        *(
            (value, upper, unit, comparator)
            for unit in units
            for comparator in [row["comparator"], *accept.get("comparator", [])]
        ),
        *((Decimal(str(other)), upper, unit, row["comparator"]) for other, unit in accept.get("value_unit", [])),
    }


def overlap(one, other):
    one, other = re.sub(r"\s", "", one), re.sub(r"\s", "", other)
    return 2 * sum((Counter(one) & Counter(other)).values()) / (len(one) + len(other))


def score(gold, found):
    """Return precision and recall of value, unit and comparator, and the share of matched indicators."""
    left, matched, missed, named = list(found), 0, 0, 0
    for row in gold:
        names = [row["indicator"], *row.get("accept", {}).get("indicator", [])]
        fits = [t for t in left if (t.value, t.value_max, t.unit, t.comparator) in keys(row)]
        if not fits:
            missed += not row.get("optional", False)
            continue
        best = max(fits, key=lambda t: max(overlap(name, t.indicator) for name in names))
        left.remove(best)
        if not row.get("optional", False):
            matched += 1
            named += max(overlap(name, best.indicator) for name in names) >= 0.7
    return matched / (matched + len(left)), matched / (matched + missed), named / matched


@pytest.mark.skipif(not SHARED.exists(), reason="the annotated notices are not beside this checkout")
@pytest.mark.parametrize(
    ("stem", "past", "floors", "past_floors"),
    [
        ("017", range(0), (1.0, 1.0, 1.0), None),
        ("060", range(6, 23), (1.0, 1.0, 0.98), (0.97, 0.99, 0.98)),
    ],
)
def test_annotated_targets_are_found(stem, past, floors, past_floors):
    gold = json.loads(next((SHARED / "gold").glob(f"{stem}*")).read_text(encoding="utf-8"))
    promised, reported = targets(stem, past)
    rows = [target for task in gold["tasks"] for target in task["targets"]] + gold.get("targets", [])
    assert all(got >= floor for got, floor in zip(score(rows, promised), floors, strict=True))
    if past_floors:
        assert all(got >= floor for got, floor in zip(score(gold["results"], reported), past_floors, strict=True))
