"""A breakdown as a spaCy Doc: the same text, our words as tokens, the findings as groups of spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractors.reading.segment import Segmenter, default_segmenter
from schemas.breakdown import Evidence, TaskBreakdown

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# (label, id, evidence)
Mark = tuple[str, str, Evidence]


def to_spacy(breakdown: TaskBreakdown, nlp: Language | None = None) -> Doc:
    """Return a Doc of `breakdown.text` with the span groups tasks, officials, departments, targets, deadlines.

    Its text is exactly that text. A span's label is its kind or role (TASK, LEAD, RESPONSIBLE …, TARGET, DEADLINE),
    its id the task's or target's id, the task's number for parties and deadlines. Tokens come from our segmenter and
    are cut wherever a finding begins or ends, so that every finding is a span; an empty one has none. With `nlp` its
    vocabulary is used and its components run on the Doc.
    """
    groups = {name: list(marks) for name, marks in _groups(breakdown)}
    ends = {offset for marks in groups.values() for _, _, place in marks for offset in (place.start, place.end)}
    doc = make_doc(breakdown.text, None if nlp is None else nlp.vocab, ends)
    for name, marks in groups.items():
        spans = []
        for label, identity, place in marks:
            span = doc.char_span(place.start, place.end, label=label, span_id=identity)
            if span is not None:
                spans.append(span)
        doc.spans[name] = spans
    return doc if nlp is None else nlp(doc)


def make_doc(
    text: str, vocab: Vocab | None = None, boundaries: Iterable[int] = (), segmenter: Segmenter | None = None
) -> Doc:
    """Return a Doc over `text` with a token border at every offset of `boundaries`."""
    from spacy.tokens import Doc

    if vocab is None:
        import spacy

        vocab = spacy.blank("zh").vocab
    borders = sorted(boundaries)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in _pieces((segmenter or default_segmenter()).tokenize(text), borders):
        word = text[start:end]
        # One space after a word is the word's, as in every spaCy Doc, unless a finding begins or ends at it.
        if word == " " and words and not spaces[-1] and not _is_in(borders, start, end):
            spaces[-1] = True
        else:
            words.append(word)
            spaces.append(False)
    return Doc(vocab, words=words, spaces=spaces)


def _groups(breakdown: TaskBreakdown) -> Iterator[tuple[str, Iterator[Mark]]]:
    tasks = breakdown.tasks
    promised = [target for task in tasks for target in task.targets] + list(breakdown.targets)
    yield "tasks", (("TASK", task.id, task.evidence) for task in tasks)
    yield "officials", ((o.role.upper(), task.number or "", o.evidence) for task in tasks for o in task.lead_officials)
    yield "departments", ((d.role.upper(), task.number or "", d.evidence) for task in tasks for d in task.departments)
    yield "targets", (("TARGET", target.id, target.evidence) for target in promised)
    yield "deadlines", (("DEADLINE", task.number or "", d.evidence) for task in tasks for d in task.deadlines)


def _pieces(spans: Iterable[tuple[int, int]], borders: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans, cut at every border that lies inside one."""
    for start, end in spans:
        for border in borders[bisect_right(borders, start) : bisect_left(borders, end)]:
            if border > start:
                yield start, border
                start = border
        yield start, end


def _is_in(borders: list[int], *offsets: int) -> bool:
    for offset in offsets:
        at = bisect_left(borders, offset)
        if at < len(borders) and borders[at] == offset:
            return True
    return False
