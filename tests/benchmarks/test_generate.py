"""Benchmark notices are the same for the same seed, and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import naive
from benchmarks.generate import TASKS, corpus, notice


def test_a_seed_always_gives_the_same_notice() -> None:
    assert notice(7) == notice(7)
    assert notice(7) != notice(8)


@pytest.mark.parametrize("seed", range(5))
def test_a_notice_counts_its_tasks_through_its_seven_sections(seed: int) -> None:
    lines = notice(seed)
    numbers = [int(line.text.split(".")[0]) for line in lines if line.kind == "task"]
    assert numbers == list(range(1, TASKS + 1))
    assert sum(line.kind == "h1" for line in lines) == 7


def test_text_and_word_files_are_made_once(tmp_path: Path) -> None:
    files = corpus(tmp_path, 2, ("txt", "docx"))
    made = {path: path.read_bytes() for paths in files.values() for path in paths}
    files["txt"][0].write_text("kept", encoding="utf-8")
    corpus(tmp_path, 2, ("txt", "docx"))
    assert files["txt"][0].read_text(encoding="utf-8") == "kept"
    assert {path: path.read_bytes() for path in made if path != files["txt"][0]} == {
        path: content for path, content in made.items() if path != files["txt"][0]
    }


def test_the_naive_pipeline_reads_a_generated_notice(tmp_path: Path) -> None:
    """It is a fair opponent: it finds every task, and someone responsible for each."""
    path = corpus(tmp_path, 1, ("txt",))["txt"][0]
    tasks = naive.extract(path)["tasks"]
    assert [task["number"] for task in tasks] == [str(number) for number in range(1, TASKS + 1)]
    assert [task["number"] for task in tasks if not task["departments"]] == []
