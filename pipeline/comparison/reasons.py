"""Say in words why tasks were linked, or why a task has no counterpart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.reading.text import fold
from pipeline.comparison.alignment import Link
from pipeline.comparison.grams import Matrix
from pipeline.comparison.similarity import Similarity
from schemas.breakdown import Task
from schemas.comparison import Both, Candidate, TargetChange


def explain(
    link: Link,
    similarity: Similarity,
    old: Sequence[Task],
    new: Sequence[Task],
    section: Both,
    targets: Sequence[TargetChange],
) -> tuple[str, ...]:
    """Return the reasons of a link, the weightiest first, and what changed about its place."""
    reasons = ["由 links.toml 指定"] if link.fixed else []
    cells = [(i, j) for i in link.before for j in link.after]
    title = _most(similarity.title, cells)
    if all(_plain(task.title) == _plain(old[0].title) for task in [*old, *new]):
        reasons.append("标题相同")
    elif title is not None:
        reasons.append(f"标题{'主题相同' if title >= 0.995 else _degree(title)}（{title:.2f}）")
    text = _most(similarity.text, cells)
    if text is not None:
        reasons.append(f"内容{_degree(text)}（{text:.2f}）")
    paired = sum(change.before_id is not None and change.after_id is not None for change in targets)
    if paired:
        reasons.append(f"{paired} 项指标对应")
    parties = _most(similarity.parties, cells)
    if parties is not None and parties >= 0.5 and any(task.departments or task.lead_officials for task in old):
        reasons.append("责任主体相同" if parties >= 0.995 else f"责任主体相近（{parties:.2f}）")
    if len(link.after) > 1:
        reasons.append(f"原任务内容分布在 {len(link.after)} 项新任务中")
    if len(link.before) > 1:
        reasons.append(f"{len(link.before)} 项原任务内容并入同一任务")
    if section.before != section.after:
        reasons.append(f"方面由“{_said(section.before)}”变为“{_said(section.after)}”")
    numbers = tuple(task.number for task in old), tuple(task.number for task in new)
    if numbers[0] != numbers[1]:
        reasons.append(f"序号由 {_said(numbers[0])} 变为 {_said(numbers[1])}")
    reasons += [f"指标“{change.indicator}”来自其他任务" for change in targets if change.moved]
    return tuple(reasons)


def explain_absence(scores: Matrix, others: Sequence[Task], candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return why a task has no counterpart: what came nearest, and whether it may be the counterpart after all."""
    if candidates:
        named = "、".join(f"“{candidate.title}”（{candidate.similarity:.2f}）" for candidate in candidates)
        return (f"可能对应{named}，依据不足，未予关联，请人工判断",)
    if not len(scores) or float(scores.max()) < 0.05:
        return ("没有内容相近的任务",)
    best = int(np.argmax(scores))
    return (f"没有对应任务；最相近的是“{others[best].title}”（{float(scores[best]):.2f}）",)


def _most(matrix: Matrix, cells: Sequence[tuple[int, int]]) -> float | None:
    values = [float(matrix[cell]) for cell in cells if not np.isnan(matrix[cell])]
    return max(values) if values else None


def _degree(value: float) -> str:
    return "相同" if value >= 0.995 else "相近" if value >= 0.5 else "部分相近" if value >= 0.2 else "不同"


def _said(values: Sequence[str | None]) -> str:
    return "、".join(value or "无" for value in values)


def _plain(text: str) -> str:
    return "".join(fold(text).split())
