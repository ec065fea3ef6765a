"""What a task is about, as pairs of characters weighted by how much they tell: formula words tell nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from extractors.lexicons import load, words
from extractors.reading.text import fold

Matrix = NDArray[np.float32]
# Any: scipy's sparse matrices carry no types.
Sparse = Any

_NAME_WEIGHT = 2.0
"""A name in quotation marks tells as much as this many rare pairs, beside the pairs it is made of."""


def pairs_of(text: str) -> set[str]:
    """Return the character pairs of a text without its formula words, digits and punctuation.

    Latin words are taken whole, and names in quotation marks as well: they are the surest sign of the same matter.

    >>> sorted(pairs_of("加强养老服务工作，新建 AI 食堂2家，办好“夏令营”"))
    ['ai', '“夏令营', '令营', '养老', '夏令', '新建', '服务', '老服', '食堂']
    """
    folded = fold(text).lower()
    found = {f"“{name}" for name in _name().findall(folded)}
    for run in _run().findall(without_formulas(folded)):
        if run[0].isascii():
            found.add(run)
        elif len(run) > 1:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def without_formulas(folded: str) -> str:
    """Return a folded text with a space in place of every formula word and number."""
    return _formula().sub(" ", folded)


def weight_of(pair: str) -> float:
    """Return how much a pair tells by itself: 1 for one that is rare in plans, near 0 for one that stands in all."""
    return _NAME_WEIGHT if pair[0] == "“" else _common().get(pair, 1.0)


class Weights:
    """A vocabulary over both notices, and the weight of every pair in it."""

    def __init__(self, texts: Sequence[set[str]]) -> None:
        self._at: dict[str, int] = {}
        counts: list[int] = []
        for pairs in texts:
            for pair in sorted(pairs):
                at = self._at.setdefault(pair, len(self._at))
                if at == len(counts):
                    counts.append(0)
                counts[at] += 1
        most = log(1 + max(1, len(texts)))
        self.values = np.array(
            [
                weight_of(pair) * log(1 + len(texts) / count) / most
                for pair, count in zip(self._at, counts, strict=True)
            ],
            dtype=np.float32,
        )

    def matrix(self, texts: Iterable[set[str]]) -> Sparse:
        """Return one row a text: the square root of the weight of every pair it holds, so that products add up weights."""
        roots = np.sqrt(self.values)
        columns: list[int] = []
        ends = [0]
        for pairs in texts:
            columns.extend(sorted(at for pair in pairs if (at := self._at.get(pair)) is not None))
            ends.append(len(columns))
        index = np.array(columns, dtype=np.int32)
        return sparse.csr_matrix(
            (roots[index] if len(index) else np.zeros(0, np.float32), index, np.array(ends)),
            shape=(len(ends) - 1, len(self._at)),
        )


def shared(left: Sparse, right: Sparse) -> Matrix:
    """Return, for every row of `left` with every row of `right`, the weight of the pairs that both hold."""
    return np.asarray((left @ right.T).toarray(), dtype=np.float32)


def totals(rows: Sparse) -> Matrix:
    """Return the weight of all pairs of each row."""
    return np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float32).ravel()


@cache
def _name() -> re.Pattern[str]:
    """The inner part of “政策公开讲” and 《优化营商环境条例》."""
    return re.compile(r"[“《]([^“”《》\s]{2,20})[”》]")


@cache
def _run() -> re.Pattern[str]:
    """The runs of characters that are left: 养老服务   5g   ai."""
    return re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


@cache
def _formula() -> re.Pattern[str]:
    """加强 in 加强养老服务工作: the words of formulas.toml, longest first; and what is only a number: 2025年, 12家."""
    return re.compile(r"(?<![a-z])\d[\d.,]*+(?![a-z])(?:年度|年|月|日|%)?|" + "|".join(map(re.escape, words("formulas"))))


@cache
def _common() -> dict[str, float]:
    return {pair: band["weight"] for band in load("common_pairs")["band"] for pair in band["pairs"].split()}
