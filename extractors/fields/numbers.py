"""Give every numeral of the text exactly one class: what is known from elsewhere first, then what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.fields.findings import NumberFinding, TimeFinding
from extractors.fields.number_marks import marked_spans
from extractors.fields.number_place import WEAK, Verdict
from extractors.fields.number_rules import judge
from extractors.outline.tree import Span
from extractors.reading.numerals import Numeral
from extractors.reading.text import Reading
from schemas.breakdown import NumberClass


@dataclass(frozen=True, slots=True)
class NumberContext:
    """What other readers know of the text: spans of it, each wider than or equal to the numerals it explains.

    `targets` and `results` hold every numeral that a quantity used (both ends of a range, baselines, the 10万人 of
    每10万人); `refused` those that the quantity reader looked at and explained otherwise, from the numeral's start.
    """

    labels: tuple[Span, ...] = ()
    document_number: Span | None = None
    declared: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    results: tuple[Span, ...] = ()
    refused: tuple[NumberFinding, ...] = ()
    times: tuple[TimeFinding, ...] = ()
    parties: tuple[Span, ...] = ()


# Between two numerals of one expression: 5-10个, 9、8个小时, 二中、三中全会, 三级和四级.
_JOINTS = frozenset(("-", "~", "--", "、", "至", "到", "和", "或", "/", "%-", "%~", ":", "及", "%至", "与"))
_TIME_CLASSES: dict[str, NumberClass] = {"deadline": "date", "date": "date", "period": "period", "frequency": "period"}
# A period that a day or a month names is written with dates: 2026年6月, 自2026年6月1日起施行.
_DATED_PERIODS = frozenset(("times.month", "times.day.since", "times.month.since"))
# Own verdicts on quantities give way to the reason for which the quantity reader refused them; names and grades stand.
_OPEN = frozenset(
    (
        *("numbers.background", "numbers.group", "numbers.article_word", "numbers.places", "numbers.rank"),
        *("numbers.promised", "numbers.compared", "numbers.weak", "numbers.vague", "numbers.ratio"),
    )
)
# A refusal as a time is only a refusal here: what is a time and which, the times say.
_TIMES = ("date", "period")
# Refusals that give no reason: what is promised must stay visible.
_NO_REASON = frozenset(("targets.nothing_counted", "targets.no_unit"))
_NOT_INHERITED = frozenset(("target", "result", "numbering", "declared", "document_number"))


def classify(
    reading: Reading, context: NumberContext, numerals: tuple[Numeral, ...] | None = None
) -> tuple[NumberFinding, ...]:
    """Return every numeral of the text in order, each with the one class it belongs to and the rule that says so.

    `numerals` are those of the whole text where the caller has found them already.

    >>> from schemas.document import SourceDocument
    >>> text = "落实两项补贴，受理12345热线工单"
    >>> reading = Reading.of(SourceDocument("a", "", "", None, text, ()))
    >>> [(text[n.start:n.end], n.number_class) for n in classify(reading, NumberContext())]
    [('两', 'name'), ('12345', 'contact')]
    """
    if numerals is None:
        numerals = reading.numerals(0, len(reading.folded))
    verdicts = verdicts_of(reading, context, numerals)
    return tuple(
        [
            NumberFinding(numeral.start, numeral.end, verdict[0], verdict[1])
            for numeral, verdict in zip(numerals, verdicts, strict=True)
        ]
    )


def verdicts_of(reading: Reading, context: NumberContext, numerals: tuple[Numeral, ...]) -> list[Verdict]:
    """Return the class and the rule of each of the text's numerals."""
    folded = reading.folded
    known = _known(folded, context)
    refused: dict[int, Verdict] = {
        finding.start: ("context" if finding.number_class in _TIMES else finding.number_class, finding.rule)
        for finding in context.refused
        if finding.number_class != "unexplained" and finding.rule not in _NO_REASON
    }
    verdicts: list[Verdict] = []
    phrase_end = 0
    for numeral in numerals:
        verdict = known[numeral.start]
        if verdict is None:
            verdict, phrase_end = judge(folded, numeral, phrase_end)
            if verdict[1] in _OPEN:
                verdict = refused.get(numeral.start, verdict)
        verdicts.append(verdict)
    _inherit(folded, numerals, verdicts)
    _doubt_siblings(folded, numerals, verdicts)
    return verdicts


def _known(folded: str, context: NumberContext) -> list[Verdict | None]:
    """Return for every character what is known of it; what is laid on later lies on top."""
    layers: list[Verdict | None] = [None] * len(folded)

    def lay(spans: Iterable[Span], verdict: Verdict) -> None:
        for start, end in spans:
            layers[start:end] = [verdict] * (end - start)

    lengths = [(time.start, time.end) for time in context.times if time.kind == "duration" and _is_period(folded, time)]
    lay(lengths, ("period", "numbers.time"))
    marks = marked_spans(folded)
    lay(context.parties, ("name", "numbers.in_party"))
    lay(marks.quotes, ("name", "numbers.quoted"))
    for time in context.times:
        if time.kind != "duration":
            dated = time.kind == "period" and time.rule in _DATED_PERIODS
            lay([(time.start, time.end)], ("date" if dated else _TIME_CLASSES[time.kind], time.rule))
    lay(marks.clocks, ("date", "numbers.clock"))
    lay(marks.titles, ("reference", "numbers.in_title"))
    lay(marks.cited, ("reference", "numbers.cited_number"))
    lay(marks.footnotes, ("reference", "numbers.footnote"))
    lay(marks.codes, ("document_number", "numbers.code"))
    lay(marks.contacts, ("contact", "numbers.contact"))
    lay(context.labels, ("numbering", "numbers.label"))
    lay(context.declared, ("declared", "numbers.declared"))
    if context.document_number is not None:
        lay([context.document_number], ("document_number", "numbers.document_number"))
    lay(context.results, ("result", "numbers.result"))
    lay(context.targets, ("target", "numbers.target"))
    return layers


def _is_period(folded: str, time: TimeFinding) -> bool:
    """Say whether a length is a stretch of the calendar (三年行动), not 15分钟 and not a threshold (20年以上)."""
    return not folded.startswith(("以上", "以下", "及以上"), time.end) and any(
        mark in folded[time.start : time.end] for mark in ("年", "月", "季", "学期")
    )


def _inherit(folded: str, numerals: tuple[Numeral, ...], verdicts: list[Verdict]) -> None:
    """Let a numeral that says nothing of itself share the class of the next in its expression (三、四级医院)."""
    for index in range(len(numerals) - 1, -1, -1):
        if verdicts[index] is not WEAK:
            continue
        verdict: Verdict = ("unexplained", "numbers.unexplained")
        if index + 1 < len(numerals):
            gap = folded[numerals[index].end : numerals[index + 1].start].strip(" ")
            following = verdicts[index + 1]
            if gap in _JOINTS and following[0] not in _NOT_INHERITED:
                verdict = following
        verdicts[index] = verdict


def _doubt_siblings(folded: str, numerals: tuple[Numeral, ...], verdicts: list[Verdict]) -> None:
    """Doubt a quantity taken for background whose neighbour in the same list is promised (A 2家、B 1家)."""
    for index in range(1, len(numerals)):
        if verdicts[index][1] != "numbers.background" or not _is_promise(verdicts[index - 1]):
            continue
        gap = folded[numerals[index - 1].end : numerals[index].start]
        if "、" in gap and len(gap) <= 40 and not any(mark in gap for mark in ",。;:()\n"):
            verdicts[index] = ("unexplained", "numbers.sibling")


def _is_promise(verdict: Verdict) -> bool:
    """Say whether a verdict is that of a quantity the plan promises, read or not."""
    return verdict[0] in ("target", "result") or verdict[1] in (
        "numbers.promised",
        "numbers.sibling",
        "numbers.compared",
    )
