"""From notices of an unknown layout to what a profile could say of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache

from extractors.assemble import extract
from extractors.outline.numbering import read_label, read_worded
from extractors.proposals.findings import Proposal, Proposals, Sightings, holds_of, meaning_of, numbers_nothing
from extractors.proposals.labels import LabelSightings, Place, TaskAt
from extractors.proposals.tables import ColumnSightings
from extractors.reading.text import Reading
from schemas.document import SourceDocument
from schemas.profile import NumberForm

_FEWEST = 2
"""What was seen once only is no habit of the office."""
_FEWEST_UNTOLD = 3
"""A label whose values are neither parties nor times is proposed if it stands this often: 做法:…"""


def propose(documents: Iterable[SourceDocument]) -> Proposals:
    """Return what the notices show that the lexicons do not know, what was seen most often first."""
    labels, columns, forms = LabelSightings(), ColumnSightings(), _FormSightings()
    for number, document in enumerate(documents):
        reading = Reading.of(document)
        task_at = _task_at(number, document)
        labels.read(number, reading, task_at)
        columns.read(number, reading, task_at)
        forms.read(number, reading, task_at)
    total = labels.paragraphs
    return Proposals(
        labels=_sorted(_label(word, seen, total) for word, seen in labels.labels.items() if _is_habit(seen)),
        columns=_sorted(
            _column(word, seen, columns.rows[word]) for word, seen in columns.columns.items() if seen.places
        ),
        separators=_marks(labels.separators, total),
        between=_marks(labels.between, total, fewest=1),
        forms=_marks(forms.found(), total),
    )


def _task_at(number: int, document: SourceDocument) -> TaskAt:
    spans = sorted((task.evidence.start, task.evidence.end) for task in extract(document).tasks)
    starts = [start for start, _ in spans]

    def at(offset: int) -> Place | None:
        index = bisect_right(starts, offset) - 1
        return (number, index) if index >= 0 and offset < spans[index][1] else None

    return at


def _is_habit(seen: Sightings) -> bool:
    return len(seen.places) >= (_FEWEST if seen.kind() is not None else _FEWEST_UNTOLD)


def _label(word: str, seen: Sightings, total: int) -> Proposal:
    kind = seen.kind()
    return Proposal(
        word, meaning_of(word, kind), holds_of(kind), len(seen.places), total, len(seen.tasks), tuple(seen.examples)
    )


def _column(header: str, seen: Sightings, rows: int) -> Proposal:
    kind = seen.kind()
    numbers = all(example.isdigit() for example in seen.examples)
    meaning = "number" if numbers else meaning_of(header, kind, column=True)
    return Proposal(header, meaning, holds_of(kind), len(seen.places), rows, len(seen.tasks), tuple(seen.examples))


def _marks(found: Mapping[str, Sightings], total: int, fewest: int = _FEWEST) -> tuple[Proposal, ...]:
    return _sorted(
        Proposal(mark, "", "parties", len(seen.places), total, len(seen.tasks), tuple(seen.examples))
        for mark, seen in found.items() if len(seen.places) >= fewest
    )


def _sorted(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    return tuple(sorted(proposals, key=lambda proposal: (-proposal.count, proposal.word)))


@cache
def _form() -> re.Pattern[str]:
    # 任务一:…   第1项 …   【举措二】…
    return re.compile(
        r"[\[【(]?(?P<before>[一-鿿]{1,4}?)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<after>[一-鿿]?)[\]】)]?[:、. ]"
    )


class _FormSightings:
    """Gathers numbers with words around them that run on from one."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Sightings] = {}
        self._values: dict[tuple[str, str], set[int]] = {}
        self._printed: dict[tuple[str, str], str] = {}

    def read(self, document: int, reading: Reading, task_at: TaskAt) -> None:
        for number, block in enumerate(reading.document.blocks):
            match = _form().match(reading.folded, block.start, block.end)
            if match is None or read_label(reading.folded, block.start, block.end) or numbers_nothing(match["before"]):
                continue
            before, after = match["before"], match["after"]
            label = read_worded(reading.folded, block.start, block.end, (NumberForm(before, after),))
            if label is None or numbers_nothing(after or before):
                continue
            self._printed.setdefault((before, after), f"{before}{match['number']}{after}")
            self._values.setdefault((before, after), set()).add(label.value)
            example = reading.text[block.start : min(block.end, block.start + 40)]
            self._seen.setdefault((before, after), Sightings()).add(example, None, (document, number), task_at(block.start))

    def found(self) -> dict[str, Sightings]:
        """Return the forms with the numbers one and two, by the first that was printed."""
        return {self._printed[form]: seen for form, seen in self._seen.items() if {1, 2} <= self._values[form]}
