"""Short lines without a number that head the paragraphs below them, where those say who answers: 稳住粮食生产 / …牵头领导：…。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from extractors.fields.parties import is_task_word
from extractors.fields.party_words import is_strong_unit
from extractors.outline.numbering import Label
from extractors.outline.titles import reads_as_title
from extractors.outline.tree import Span
from extractors.reading.text import Reading
from schemas.document import Block

LINE = "line"
"""The style of a heading that is a line without a number."""

_SHORTEST, _LONGEST = 4, 30
_SHORTEST_PARAGRAPH = 20
_SENTENCE = frozenset("。;:!?,")
_FIELDS = ("目标", "措施", "要求", "内容", "任务", "举措")
"""Words that end the name of a field of one task (工作目标, 主要措施): such a line heads no task."""


# …(牵头领导:)副镇长…   …(责任单位:)镇林业站…   (镇林业站负责)
@cache
def _parties() -> re.Pattern[str]:
    """Return the pattern of a label that names who answers, and of the end of a bracket that does."""
    return re.compile(r"(?:牵头|责任|承办|主办|主责|分管|负责|挂钩|包联)[^。;:,、\n()]{0,8}:|(?:牵头|负责|落实|配合)[)】\]]")


def names_parties(folded: str, block: Span) -> bool:
    """Say whether a paragraph looks as if it named who answers."""
    return _parties().search(folded, *block) is not None


def add_lines(reading: Reading, blocks: Sequence[Block], labels: list[Label | None], taken: Collection[int]) -> None:
    """Add labels without a number to the lines that head paragraphs, stretch by stretch between what is numbered.

    One such line proves nothing (it may be a title, a signature or what is left of a paragraph): two at least must stand over
    paragraphs that say who answers. From the first of those on, every line of that form is a heading.
    """
    folded = reading.folded
    words: Counter[str] | None = None
    stretch: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks) and labels[index] is None and blocks[index].cell is None and index not in taken:
            stretch.append(index)
            continue
        if len(stretch) < 4:  # between most numbers stands no line at all, and two heads have a paragraph below each
            stretch = []
            continue
        if words is None:
            words = Counter(folded[block.start : block.end].strip() for block in blocks if block.end - block.start <= _LONGEST)
        heads = [
            at
            for at, below in pairwise(stretch)
            if _is_heading(folded, blocks[at]) and _is_paragraph(folded, blocks[below])
            and words[folded[blocks[at].start : blocks[at].end].strip()] == 1
        ]
        assigned = [
            head
            for head, end in pairwise([*heads, index])
            if any(names_parties(folded, (blocks[at].start, blocks[at].end)) for at in range(head + 1, end))
        ]
        if len(assigned) >= 2:
            for head in heads[heads.index(assigned[0]) :]:
                labels[head] = Label(LINE, "", 0, blocks[head].start)
        stretch = []


def _is_heading(folded: str, block: Block) -> bool:
    """Say whether a line can head a task: short, no sentence, no title of a plan, no unit, no list of names, no field's name."""
    if not _SHORTEST <= block.end - block.start <= _LONGEST:
        return False
    text = folded[block.start : block.end].strip()
    if set(text) & _SENTENCE or text.startswith(("(", "附", "《")) or text[-1:].isdigit() or text.endswith(("日", ")", "、")):
        return False
    pieces = text.split()
    if len(pieces) > 1 and all(len(piece) <= 4 for piece in pieces):
        return False
    return not (reads_as_title(text) or text.endswith(_FIELDS) or is_task_word(text) or is_strong_unit(text))


def _is_paragraph(folded: str, block: Block) -> bool:
    """Say whether what stands below a line is a paragraph of sentences."""
    return block.end - block.start >= _SHORTEST_PARAGRAPH and not _SENTENCE.isdisjoint(folded[block.start : block.end])
