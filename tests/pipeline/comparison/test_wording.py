"""The strength of words for the same matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.comparison import Comparison

Compare = Callable[[list[str], list[str]], Comparison]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("探索分质供水", "推进分质供水", "stronger"),
        ("推进分质供水", "全面推进分质供水", "stronger"),
        ("全面推进分质供水", "巩固分质供水成果", "stronger"),
        ("深化水价综合改革", "探索水价综合改革", "weaker"),
    ],
)
def test_a_step_up_or_down_is_reported(compared: Compare, before: str, after: str, direction: str) -> None:
    (task,) = compared([f"做好供水保障。{before}。"], [f"做好供水保障。{after}。"]).tasks
    (change,) = task.wording
    assert (change.direction, change.before_quote, change.after_quote) == (direction, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("推进分质供水", "加快推进分质供水"),
        ("推进分质供水", "全面推进河湖清淤"),
        ("探索水价分档", "全面推进水价公示"),
        ("建设研究院分质供水实验室", "推进研究院分质供水实验室"),
    ],
)
def test_equal_words_other_matters_and_nouns_are_no_change(compared: Compare, before: str, after: str) -> None:
    (task,) = compared([f"做好供水保障。{before}。"], [f"做好供水保障。{after}。"]).tasks
    assert task.wording == ()
