"""A quantity on its way to a finding, and the scene it is read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractors.fields.findings import TargetFinding, TimeFinding
from extractors.fields.quantities import Quantity
from extractors.fields.target_clauses import Clauses
from extractors.fields.target_heads import Head
from extractors.fields.target_tails import Tail
from extractors.reading.text import Reading
from schemas.breakdown import Comparator, Measure, Per

Span = tuple[int, int]


@dataclass(slots=True)
class Entry:
    """A quantity with what was read around it, before it becomes a finding.

    `region` is the text left of the number that is its own, `action` the span of the verb (`action_text` where it is not
    written there), `rhythm` where 每月 stands, `indicator` the spans of what is counted, `after` whether that stands behind the number.
    """

    quantity: Quantity
    region: Span
    tail: Tail
    head: Head
    whole: Span
    object: Span
    listed: bool
    end: int
    action: Span | None = None
    action_text: str | None = None
    indicator: tuple[Span, ...] = ()
    comparator: Comparator = "exactly"
    measure: Measure = "level"
    rule: str = "targets.counted"
    per: Per | None = None
    rhythm: int = -1
    baseline: Decimal | None = None
    after: bool = False
    carried: bool = False
    deadline: TimeFinding | None = None
    reported: bool = False
    numbers: tuple[Span, ...] = ()

    def take_action(self, other: Entry) -> None:
        """Carry the verb of another item over to this one."""
        self.action, self.action_text = other.action, other.action_text


@dataclass(slots=True)
class Scene:
    """What the rules look at: the text in clauses, its times, the item read last, and a subject named before a “from”.

    `told` are the items of the sentence so far.
    """

    reading: Reading
    clauses: Clauses
    times: tuple[TimeFinding, ...]
    previous: Entry | None = None
    subject: Span | None = None
    folded: str = ""
    time_spans: tuple[Span, ...] = field(default=())
    told: list[Entry] = field(default_factory=list)

    def trim(self, begin: int, stop: int) -> Span:
        """Return the span without blanks and list marks at either end."""
        folded = self.folded
        while begin < stop and folded[begin] in " \t,、;:":
            begin += 1
        while stop > begin and folded[stop - 1] in " \t,、;:":
            stop -= 1
        return begin, stop

    def text(self, spans: tuple[Span, ...]) -> str:
        """Return the document's words of the spans, joined."""
        if len(spans) == 1:
            begin, stop = spans[0]
            return self.reading.text[begin:stop]
        return "".join(self.reading.text[begin:stop] for begin, stop in spans)


def finding_of(scene: Scene, entry: Entry) -> TargetFinding:
    """Return the finding that an entry has become: its evidence begins at verb, indicator, number or rhythm, whichever is first."""
    quantity, action, text = entry.quantity, entry.action_text, scene.reading.text
    start = quantity.start
    for begin, _ in entry.indicator:
        if begin < start:
            start = begin
    if entry.action is not None:
        begin, stop = entry.action
        action = text[begin:stop]
        if begin < start:
            start = begin
    if entry.measure == "frequency" and entry.region[0] <= entry.rhythm < start:
        # 每月至少开展一次: the rhythm is part of what is promised
        start = entry.rhythm
    others: tuple[Span, ...] = ()
    if entry.numbers or len(quantity.numbers) > 1:
        others = tuple(span for span in (*quantity.numbers[1:], *entry.numbers) if span[1] > span[0])
    # in the order of the fields: keywords cost half as much again
    return TargetFinding(
        start,
        quantity.end if quantity.end > entry.end else entry.end,
        quantity.numbers[0],
        action,
        scene.text(entry.indicator),
        entry.comparator,
        quantity.value,
        quantity.value_max,
        quantity.unit,
        entry.measure,
        entry.baseline,
        entry.per,
        entry.deadline,
        entry.head.modality,
        entry.rule,
        entry.reported,
        others,
    )
