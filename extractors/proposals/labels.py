"""Find the labels and the marks around names that the lexicons do not know, in running text and in cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractors.fields.party_labels import label_before
from extractors.proposals.findings import KNOWN_MARKS, Sightings, ValueKind, kind_of, names_no_party
from extractors.reading.text import BULLETS, Reading

Place = tuple[int, int]
TaskAt = Callable[[int], Place | None]
"""Returns the task that holds a place in the text, or None."""


@cache
def _labelled() -> re.Pattern[str]:
    # 主抓部门:区民政局   1.盯办人--李明   【交账日子】6月底前   where a line, a sentence or a bracket begins
    return re.compile(
        rf"(?:^|(?<=[\n。;(\[〔]))[ \t]{{0,4}}(?:[·{BULLETS}*#-]{{1,2}} ?|\(?\d{{1,3}}[).、] ?)?"
        r"(?:【(?P<framed>[一-鿿]{2,10})】:?|(?P<word>[一-鿿]{2,10}) ?(?P<mark>:|-{1,2}>?|[|=→>#+~]{1,2})) ?"
        r"(?P<value>[^\n。;:【】]{1,80})"
    )


@cache
def _name_marks() -> re.Pattern[str]:
    # 区民政局+区财政局   区民政局|区财政局
    return re.compile(r"[+|&*·~=#]")


class LabelSightings:
    """Gathers labels, separators and marks between names over several notices."""

    def __init__(self) -> None:
        self.labels: dict[str, Sightings] = {}
        self.separators: dict[str, Sightings] = {}
        self.between: dict[str, Sightings] = {}
        self.paragraphs = 0

    def read(self, document: int, reading: Reading, task_at: TaskAt) -> None:
        """Note what one notice shows."""
        for number, block in enumerate(reading.document.blocks):
            self.paragraphs += 1
            for match in _labelled().finditer(reading.folded[block.start : block.end]):
                example = reading.text[block.start + match.start() : block.start + match.end()].strip()
                self._note(match, example, (document, number), task_at(block.start + match.start()))

    def _note(self, match: re.Match[str], example: str, place: Place, task: Place | None) -> None:
        word, mark = match["framed"] or match["word"], match["mark"] or ":"
        if names_no_party(word):
            return
        known = label_before(word)
        is_known = known is not None and known[0] == 0 and known[1].kind != "unknown"
        joined, kind = _joined(match["value"].rstrip())
        kind = kind or kind_of(match["value"])
        if mark != ":":
            # A dash in a sentence is no separator: only before parties and times.
            if kind is None:
                return
            self.separators.setdefault(mark, Sightings()).add(example, kind, place, task)
        if joined is not None:
            self.between.setdefault(joined, Sightings()).add(example, kind, place, task)
        if not is_known:
            self.labels.setdefault(word, Sightings()).add(example, kind, place, task)


def _joined(value: str) -> tuple[str | None, ValueKind | None]:
    """Return the unknown mark that stands between the names of a value, and what they are."""
    for mark in dict.fromkeys(_name_marks().findall(value)):
        kind = kind_of(value.replace(mark, "、"))
        if kind is not None and kind != "deadline" and mark not in KNOWN_MARKS:
            return mark, kind
    return None, None
