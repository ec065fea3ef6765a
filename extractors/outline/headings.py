"""Where the title of a numbered paragraph ends and its body begins."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fields.findings import Clause
from extractors.fields.parties import is_task_word
from extractors.outline.sentences import all_without, sentence_end
from extractors.outline.subjects import SUBJECT
from extractors.outline.tree import Item, Span
from extractors.reading.text import BULLETS, Reading

RUNNING = "parties.running"
"""The rule of clauses in running text (由区民政局牵头…): they name parties but do not make a paragraph a task."""

_MARKS = f"。;,. -·{BULLETS}"
_AROUND = f" \t\n。;:,.{BULLETS}"
"""What stands around a title and is no part of it: blanks, its full stop, the mark that opens an item."""
LONGEST_COLON_HEADING = 20
"""Words before a colon that are longer than this are a sentence and no heading."""


def title_of(reading: Reading, item: Item, clauses: Sequence[Clause]) -> tuple[Span, int]:
    """Return the title (the first sentence without its full stop and clause) and where the body begins."""
    start, end = _past_words(reading, item, clauses), item.blocks[0][1]
    stop = sentence_end(reading, start, end)
    close = end if stop is None else stop
    after = end if stop is None else stop + 1
    for clause in clauses:
        if clause.rule != RUNNING and start < clause.start < close:
            close = clause.start
            after = max(min(after, end), min(clause.end, end))
            break
    colon = _heading_colon(reading.folded, start, close)
    if colon is not None:
        close, after = colon, colon + 1
    return reading.trim(start, close, _AROUND)[:2], after


def _past_words(reading: Reading, item: Item, clauses: Sequence[Clause]) -> int:
    """Return where the title may begin: behind 工作任务： or behind the units that open the item (县住建局：…)."""
    start, end = item.label[1], item.blocks[0][1]
    if clauses and clauses[0].rule == SUBJECT:
        return clauses[0].end
    colon = reading.folded.find(":", start, min(end, start + 8))
    if colon >= 0 and is_task_word(reading.folded[start:colon].strip()) and reading.folded[colon + 1 : end].strip():
        return reading.trim(colon + 1, end)[0]
    return start


def _heading_colon(folded: str, start: int, end: int) -> int | None:
    """Return the colon that ends a run-in heading: 稳定粮食生产:全年播种面积4.6万亩,总产量2万吨."""
    colon = folded.find(":", start, min(end, start + LONGEST_COLON_HEADING + 2))
    if colon < 0 or len(folded[colon + 1 : end].strip()) < 6:
        return None
    head = folded[start:colon].strip(" .、)")
    plain = len(head) >= 2 and not set(head) & set(",;。()“”《》0123456789\n")
    return colon if plain and folded[colon + 1] not in "0123456789" else None


def beside(reading: Reading, spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """Return what stretches hold beside their clauses, where that is more than punctuation."""
    folded = reading.folded
    found: list[Span] = []
    for piece in all_without(spans, holes):
        start, end = reading.trim(*piece)
        if start < end and (folded[start] not in _MARKS or folded[start:end].strip(_MARKS)):
            found.append((start, end))
    return found
