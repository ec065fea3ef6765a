"""Find tasks that were split into several or merged into one: what one holds is covered by several of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.grams import Matrix, Sparse
from pipeline.comparison.similarity import Similarity

PART = 0.13
"""A further part must be at least this alike to the whole."""
OWN = 0.10
"""Each part must hold at least this share of the whole that no other part holds."""
FROM_WHOLE = 0.22
"""At least this share of a further part must come from the whole, unless a target of the whole went with it."""
NEAREST = 1.4
"""A further part must be this many times as alike to its whole as to any other task."""

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A task without a counterpart that may be a part of one that has one."""

    gain: float
    splits: bool
    whole: int
    first: int
    part: int


def find_parts(
    similarity: Similarity,
    score: Matrix,
    linked: dict[int, int],
    taken_before: set[int],
    taken_after: set[int],
    forbidden: frozenset[tuple[int, int]],
) -> list[Group]:
    """Return the links as groups of positions, further parts added to those that were split or merged."""
    back = {j: i for i, j in linked.items()}
    spare_after = [j for j in range(score.shape[1]) if j not in back and j not in taken_after]
    spare_before = [i for i in range(score.shape[0]) if i not in linked and i not in taken_before]
    rows_a, rows_b = similarity.rows_before, similarity.rows_after
    found = [
        *_parts(score, similarity.indicators, similarity.held_after, rows_a, rows_b, linked, spare_after, splits=True),
        *_parts(
            score.T, similarity.indicators.T, similarity.held_before.T, rows_b, rows_a, back, spare_before, splits=False
        ),
    ]
    before: dict[int, list[int]] = {j: [i] for i, j in linked.items()}
    after: dict[int, list[int]] = {i: [j] for i, j in linked.items()}
    used: set[tuple[bool, int]] = set()
    for part in sorted(found, key=lambda part: (-part.gain, part.whole, part.part)):
        pair = (part.whole, part.part) if part.splits else (part.part, part.whole)
        if (part.splits, part.part) in used or pair in forbidden:
            continue
        if part.splits and len(before[part.first]) == 1:
            after[part.whole].append(part.part)
        elif not part.splits and len(after[part.first]) == 1:
            before[part.whole].append(part.part)
        else:
            continue
        used.add((part.splits, part.part))
    return [(tuple(sorted(before[j])), tuple(sorted(after[i]))) for i, j in sorted(linked.items())]


def _parts(
    score: Matrix,
    indicators: Matrix,
    held: Matrix,
    wholes: Sparse,
    parts: Sparse,
    linked: dict[int, int],
    spare: list[int],
    *,
    splits: bool,
) -> Iterator[_Part]:
    """Yield the tasks of `spare` (columns) that are a further part of a linked task (rows)."""
    for part in spare if linked else ():
        column = score[:, part]
        order = np.argsort(-column)[:2]
        whole = int(order[0])
        if column[whole] < PART or whole not in linked:
            continue
        if len(order) > 1 and column[whole] < NEAREST * column[order[1]]:
            continue
        first = linked[whole]
        own_part, own_first = _own_shares(wholes[whole], parts[part], parts[first])
        with_target = indicators[whole, part] >= 0.4 and own_part >= OWN
        if own_part >= OWN and own_first >= OWN and (held[whole, part] >= FROM_WHOLE or with_target):
            yield _Part(own_part, splits, whole, first, part)


def _own_shares(whole: Sparse, part: Sparse, first: Sparse) -> tuple[float, float]:
    """Return the share of the whole that `part` holds and `first` does not, and the reverse."""
    total = float(whole.multiply(whole).sum()) or 1.0
    # Rows hold the same root of a weight wherever they hold a pair, so a product of two rows is the weight of both.
    in_part, in_first = whole.multiply(part), whole.multiply(first)
    in_both = in_part.multiply(first > 0)
    return float((in_part.sum() - in_both.sum()) / total), float((in_first.sum() - in_both.sum()) / total)
