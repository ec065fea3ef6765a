"""The report for people: figures line up, faults are listed, long lists are cut unless all are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.evaluate_gold import Gold
from pipeline.evaluate_report import render
from pipeline.scoring import Fault, Scores, Tally


def gold(document: str = "通知.txt") -> Gold:
    return Gold("one.gold.json", document, None, {}, {}, True, frozenset(), (), (), (), (), ())


@dataclass
class Scored:
    scores: Scores
    gold: Gold = field(default_factory=gold)
    note: str | None = None


def scored(tally: Tally, *faults: Fault) -> Scored:
    scores = Scores(faults=list(faults))
    scores.tallies["tasks"].add(tally)
    return Scored(scores)


def test_a_field_has_its_shares_and_counts_on_a_line() -> None:
    one = scored(Tally(right=3, missed=1, judged_right=3, false=0))
    line = next(line for line in render([one], one.scores, verbose=False).splitlines() if line.startswith("tasks"))
    assert line.split() == ["tasks", "1.000", "0.750", "0.857", "3", "1", "0"]


def test_columns_line_up_whatever_the_width_of_the_characters() -> None:
    one = scored(Tally(right=1, judged_right=1))
    rows = render([one], one.scores, verbose=False).split("F1 by document\n")[1].splitlines()[:2]
    assert len(rows[0]) == len(rows[1]) + len("通知")


def test_recall_stands_in_brackets_where_precision_cannot_be_judged() -> None:
    one = scored(Tally(right=1, missed=1))
    assert "(0.500)" in render([one], one.scores, verbose=False)


def test_five_faults_of_a_field_are_shown_unless_all_are_asked_for() -> None:
    one = scored(Tally(missed=7), *(Fault("tasks", "missed", f"{number} 事项", None) for number in range(7)))
    short, long = (render([one], one.scores, verbose=verbose) for verbose in (False, True))
    assert (short.count("事项"), long.count("事项")) == (5, 7)
    assert "… and 2 more" in short
    assert "more" not in long


def test_a_fault_names_its_task() -> None:
    one = scored(Tally(missed=1), Fault("departments", "missed", "甲局 [lead]", "1 甲事"))
    assert "  departments missed  甲局 [lead]  (task 1 甲事)" in render([one], one.scores, verbose=False)


def test_decoys_are_counted() -> None:
    one = Scored(Scores(decoys=["12345  in  建强 12345 热线"]))
    assert "decoys that became targets: 1\n  12345  in  建强 12345 热线" in render([one], one.scores, verbose=False)


def test_a_document_that_was_not_read_says_why() -> None:
    one = Scored(Scores(), note="通知.txt was not found; name its folder")
    assert "通知.txt\n  通知.txt was not found; name its folder" in render([one], one.scores, verbose=False)
