"""Compare notices in four ways on the same pairs: by number, by title, by greedy likeness, and as fenjie does; and time it.

Run: python -m benchmarks.compare
"""

from __future__ import annotations

import difflib
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz

from pipeline.comparison.compare import compare_two
from pipeline.convert import extract
from samples import comparison_pairs
from schemas.breakdown import Task, TaskBreakdown

Links = set[tuple[str, str]]
SAMPLES = Path(__file__).parents[1] / "samples"


def by_number(before: TaskBreakdown, after: TaskBreakdown) -> Links:
    """Link tasks that have the same printed number."""
    new = {task.number: task.id for task in after.tasks}
    return {(task.id, new[task.number]) for task in before.tasks if task.number in new}


def by_title(before: TaskBreakdown, after: TaskBreakdown) -> Links:
    """Link each task with the one whose title difflib finds closest."""
    titles = {task.title: task.id for task in after.tasks}
    return {
        (task.id, titles[close[0]])
        for task in before.tasks
        if (close := difflib.get_close_matches(task.title, titles, n=1, cutoff=0.6))
    }


def greedy(before: TaskBreakdown, after: TaskBreakdown) -> Links:
    """Link the likeliest pair first by rapidfuzz over title and body, until none is likely."""
    scored = sorted(
        ((fuzz.token_set_ratio(whole(old), whole(new)), fuzz.ratio(whole(old), whole(new)), old.id, new.id)
         for old in before.tasks for new in after.tasks),
        reverse=True,
    )  # fmt: skip
    links: Links = set()
    for _, score, old, new in scored:
        if score >= 50 and not any(old == a or new == b for a, b in links):
            links.add((old, new))
    return links


def ours(before: TaskBreakdown, after: TaskBreakdown) -> Links:
    """Link as `fenjie compare` does."""
    return {(a, b) for task in compare_two(before, after).tasks for a in task.before for b in task.after}


METHODS: Sequence[tuple[str, Callable[[TaskBreakdown, TaskBreakdown], Links]]] = (
    ("number", by_number), ("difflib titles", by_title), ("rapidfuzz greedy", greedy), ("fenjie", ours),
)  # fmt: skip


def whole(task: Task) -> str:
    return task.title + task.body


def truth(before: TaskBreakdown, after: TaskBreakdown, links: Sequence[tuple[str, str, str]]) -> Links:
    old = {task.number: task.id for task in before.tasks}
    new = {task.number: task.id for task in after.tasks}
    return {(old[a], new[b]) for left, right, _ in links for a in left.split() for b in right.split()}


def score_links() -> None:
    counts = {name: [0, 0, 0] for name, _ in METHODS}
    for name in comparison_pairs.names():
        pair = comparison_pairs.read(name)
        for before, after, answer in zip(pair.breakdowns[:-1], pair.breakdowns[1:], pair.answers, strict=True):
            wanted = truth(before, after, answer.links)
            for method, link in METHODS:
                found = link(before, after)
                for at, number in enumerate((len(found & wanted), len(found - wanted), len(wanted - found))):
                    counts[method][at] += number
    print("links over the pairs in samples/pairs")
    print(f"{'method':18}{'right':>7}{'wrong':>7}{'missed':>8}{'F1':>8}")
    for method, (right, wrong, missed) in counts.items():
        print(f"{method:18}{right:7}{wrong:7}{missed:8}{2 * right / max(1, 2 * right + wrong + missed):8.3f}")


def enlarge(breakdown: TaskBreakdown, size: int, seed: int) -> TaskBreakdown:
    """Return a notice of `size` tasks: its own over and over, each with some words of its own."""
    dice = random.Random(seed)
    tasks = []
    for at in range(size):
        task = breakdown.tasks[at % len(breakdown.tasks)]
        words = "".join(chr(0x4E00 + dice.randrange(3000)) for _ in range(40))
        targets = tuple(replace(target, id=f"{target.id}-{at}") for target in task.targets)
        tasks.append(replace(task, id=f"{task.id}-{at}", title=task.title + words[:4], body=task.body + words, targets=targets))
    return replace(breakdown, tasks=tuple(tasks))


def time_sizes() -> None:
    before, after = (extract(SAMPLES / f"qinghe_minzheng_{year}.txt") for year in (2024, 2025))
    print("\ntime of a whole comparison")
    for size in (32, 200, 2000):
        old, new = enlarge(before, size, 1), enlarge(after, size, 2)
        start = time.perf_counter()
        compare_two(old, new)
        print(f"{size:5} x {size:<5}{time.perf_counter() - start:8.2f} s")


if __name__ == "__main__":
    score_links()
    time_sizes()
