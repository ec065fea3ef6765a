"""The number of every paragraph, those among them that only a look at the others tells from text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from extractors.outline.numbering import Label, read_label, read_plain, read_worded
from extractors.reading.numerals import chinese_value
from extractors.reading.text import Reading
from schemas.document import Block
from schemas.profile import NumberForm


def read_labels(reading: Reading, blocks: Sequence[Block], skipped: Collection[int]) -> list[Label | None]:
    """Return the label of every block, None for cells, for the blocks to skip and for those without a number."""
    labels = [
        None if block.cell is not None or index in skipped else _label(reading, block)
        for index, block in enumerate(blocks)
    ]
    _add_plain(reading, blocks, labels)
    _add_worded(reading, blocks, labels)
    if not any(labels):
        _add_points(reading, blocks, labels)
    return labels


def _label(reading: Reading, block: Block) -> Label | None:
    """Return the number at the head of a paragraph, one with words around it only if the profile knows it."""
    forms = reading.profile.forms
    worded = read_worded(reading.folded, block.start, block.end, forms) if forms else None
    return worded or read_label(reading.folded, block.start, block.end)


_WORDED = tuple(
    NumberForm(word, "")
    for word in ("重点任务", "工作任务", "主要任务", "任务", "行动", "专项行动", "工程", "举措", "措施", "事项", "实事")
)
"""Words before a number that notices of all offices use; others are named in a profile."""
_WORDED_BEGINS = frozenset((*"[【(", *(form.before[0] for form in _WORDED)))


def _add_worded(reading: Reading, blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Add the numbers with words around them (任务一：… / 【重点任务2】…) where a first is followed by a second."""
    found: dict[str, list[tuple[int, Label]]] = {}
    for index, block in enumerate(blocks):
        if labels[index] is None and block.cell is None and reading.folded[block.start : block.start + 1] in _WORDED_BEGINS:
            label = read_worded(reading.folded, block.start, block.end, _WORDED)
            if label is not None:
                found.setdefault(label.number.rstrip("一二三四五六七八九十0123456789 "), []).append((index, label))
    for alike in found.values():
        if [label.value for _, label in alike[:2]] == [1, 2]:
            for index, label in alike:
                labels[index] = label


def _add_plain(reading: Reading, blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Add the bare numbers of headings: 2  重点任务, where the next number below is 2.1."""
    below = ""
    for index in range(len(blocks) - 1, -1, -1):
        label = labels[index]
        if label is not None:
            below = label.number if label.style == "decimal" else ""
        elif below and blocks[index].cell is None:
            labels[index] = read_plain(reading.folded, blocks[index].start, blocks[index].end, below)
            below = below if labels[index] is None else ""


@cache
def _point() -> re.Pattern[str]:
    """一是着力扩大投资。"""
    return re.compile(r"(?P<number>[一二三四五六七八九十]{1,2})是(?=[一-鿿])")


def _add_points(reading: Reading, blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Add 一是, 二是 at the head of paragraphs in a document that numbers in no other way."""
    found: list[tuple[int, Label]] = []
    for index, block in enumerate(blocks):
        match = _point().match(reading.folded, block.start, block.end) if block.cell is None else None
        if match is not None:
            value = chinese_value(match["number"])
            found.append((index, Label("point", match["number"], int(value) if value is not None else 0, match.end())))
    if [label.value for _, label in found[:2]] == [1, 2]:
        for index, label in found:
            labels[index] = label
