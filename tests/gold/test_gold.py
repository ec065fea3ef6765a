"""The gold holds its floors: accuracy that was reached once is not lost unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.evaluate import evaluate
from pipeline.evaluate_floors import check_floors
from pipeline.evaluate_gold import load_gold

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SETS = {
    "samples": ROOT / "samples",
    "develop": HERE / "develop",
    "holdout": HERE / "holdout",
    "shared": ROOT.parent / "shared" / "gold",
}
"""The folders of gold: the project's own notices; documents that rules were developed on, and others that were looked
at only when they were done; annotations that others made."""
GOLD = sorted((HERE / "develop").glob("*.gold.json")) + sorted((HERE / "holdout").glob("*.gold.json"))


@pytest.mark.parametrize("name", SETS)
def test_no_field_is_under_its_floor(name: str) -> None:
    folder = SETS[name]
    if not folder.is_dir() or (name != "samples" and not CORPUS.is_dir()):
        pytest.skip(f"the documents of {name} are not on this machine")
    report = evaluate(folder, [CORPUS] if CORPUS.is_dir() else [])
    assert report.failures == []
    assert check_floors(report, HERE / "floors" / f"{name}.toml") == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
def test_a_document_is_named_by_its_bytes(path: Path) -> None:
    digest = load_gold(path).sha256
    assert digest is not None
    assert len(digest) == 64


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
def test_no_passage_of_a_document_is_copied(path: Path) -> None:
    """Titles, names and indicators are facts; nothing in the gold is as long as a paragraph."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw.pop("notes")

    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for inner in value.values() for text in texts(inner)]
        if isinstance(value, list):
            return [text for inner in value for text in texts(inner)]
        return [value] if isinstance(value, str) else []

    assert max(map(len, texts(raw))) <= 80


def test_no_document_is_developed_on_and_held_out() -> None:
    digests = [load_gold(path).sha256 for path in GOLD]
    assert len(digests) == len(set(digests))
