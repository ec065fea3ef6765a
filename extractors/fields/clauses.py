"""Find the responsibility clauses of a stretch of text: in brackets, behind labels, in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.fields.findings import Clause
from extractors.fields.party_conventions import Convention, find_convention, note_start
from extractors.fields.party_plain import read_plainly
from extractors.fields.party_profile import PlacedLabel, is_worth_reading
from extractors.fields.party_stretches import (
    Gathered,
    gather_bare,
    gather_labels,
    gather_verbs,
    holds_label_line,
    labels_of,
    open_labels,
    value_end,
)
from extractors.fields.party_words import is_time
from extractors.reading.text import BULLETS, Reading
from schemas.profile import NO_PROFILE

__all__ = ["Convention", "explain_doubt", "find_clauses", "find_convention"]

Span = tuple[int, int]
_BETWEEN_LABELS = f" \t\n。;,、.-·{BULLETS}"
_TERM_ENDS = ("前", "底", "末", "完成", "建成", "全年", "年内", "半年", "季度", "推进", "坚持", "实施", "落实", "开展")


def find_clauses(
    reading: Reading, start: int, end: int, convention: Convention | None = None, *, expected: bool = False
) -> tuple[Clause, ...]:
    """Return every responsibility clause of `[start, end)`, a task's own text, in order.

    Duties that running text states (由区民政局牵头) count only where the stretch has no clause of another form.
    `expected` says that the task's siblings end in clauses: a bracket of one unit at the end is one then, too.

    >>> from schemas.document import SourceDocument
    >>> text = "开展培训。（牵头领导：李明，责任部门：局办公室、各镇）"
    >>> [clause] = find_clauses(Reading.of(SourceDocument("", "", "", None, text, ())), 0, len(text))
    >>> [(o.name, o.role) for o in clause.officials], [(d.name, d.role) for d in clause.departments]
    ([('李明', 'lead')], [('局办公室', 'responsible'), ('各镇', 'responsible')])
    """
    found: list[Clause] = []
    brackets: list[Span] = []
    for match in _bracket_pattern().finditer(reading.folded, start, end):
        span = match.span()
        brackets.append(span)
        clause = _bracketed(reading, span, end, convention, expected)
        if clause is not None:
            found.append(clause)
    one_line = reading.folded.find("\n", start, end) < 0
    if _may_hold_labels(reading, start, end, brackets) or (not one_line and holds_label_line(reading.folded, start, end)):
        labelled = _labelled(reading, start, end, brackets, convention)
        if labelled:
            lines = _Covered((clause.start, clause.end) for clause in labelled)
            found = [clause for clause in found if clause.start not in lines]
            found.extend(labelled)
    if not (found and one_line and _closes(found[-1], reading.folded, end)):  # most paragraphs end in a clause in brackets
        found.extend(_sentences(reading, start, end, found, convention))
    if not found:
        found.extend(_running(reading, start, end, brackets, convention))
    if len(found) > 1:
        found.sort(key=lambda clause: clause.start)
    return tuple(found)


def explain_doubt(doubt: str) -> tuple[str, dict[str, str]]:
    """Return the diagnostic code of a clause's doubt and the words that its message takes.

    >>> explain_doubt("P302 审核单位")
    ('P302', {'label': '审核单位'})
    """
    code, _, words = doubt.partition(" ")
    if code == "P301":
        return code, {"first": f"{words} responsible", "second": f"{words} supporting"}
    return code, {"label" if code in ("P302", "P306", "P307") else "name": words}


@cache
def _bracket_pattern() -> re.Pattern[str]:
    """A bracket with what it holds, three deep; one never closed reaches to the end of its paragraph."""
    label_line = r"\n(?=[^\n:,。]{2,12}:)"
    inner = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
    unclosed = r"|(?=\n)|\Z)"
    return re.compile(
        rf"\((?:[^()\n]++|{label_line}|{inner})*+(?:\){unclosed}"
        rf"|\[(?:[^\[\]\n]++|{label_line})*+(?:\]{unclosed}"
        rf"|【(?:[^【】\n]++|{label_line})*+(?:】{unclosed}"
        rf"|〔(?:[^〔〕\n]++|{label_line})*+(?:〕{unclosed}"
    )


@cache
def _hint() -> re.Pattern[str]:
    # What a bracket that is a clause holds somewhere.
    return re.compile(r":|牵头|负责|责任|单位|部门|领导|配合|参与|参加|指导|协助|协办|主办|会同|落实|时限|联系人")


def _bracketed(
    reading: Reading, span: Span, end: int, convention: Convention | None, expected: bool
) -> Clause | None:
    """Read a bracket as a clause; None if it is something else."""
    folded = reading.folded
    opened, closed = span
    inside = closed - 1 if folded[closed - 1] in ")]】〕" and closed - opened > 1 else closed
    content = (opened + 1, inside)
    if inside - opened < 3:
        return None
    gathered: Gathered | None = None
    if _hint().search(folded, *content) or is_worth_reading(reading.profile, folded, *content):
        plain = read_plainly(reading, opened, closed, convention) if reading.profile is NO_PROFILE else None
        if plain is not None:
            return plain
        stop = note_start(folded, *content)
        labels = labels_of(folded, opened + 1, stop, reading.profile) or open_labels(folded, opened + 1, stop)
        if labels:
            gathered = gather_labels(reading, opened + 1, stop, labels)
        else:
            gathered = gather_verbs(reading, opened + 1, stop, rule="parties.verb")
    if gathered is None and _at_paragraph_end(folded, closed, end) and closed != inside:
        # A bracket of units alone; (市安委会各成员单位) holds a word of clauses and is none the less such a list.
        single = expected or (convention is not None and convention.first is not None)
        gathered = gather_bare(reading, *content, single=single)
        # Behind a sentence, that is: 动员部署阶段(4月10日前) is a heading.
        if gathered is None and folded[opened - 1 : opened] in ("。", ";") and _is_term(folded[slice(*content)]):
            gathered = Gathered("parties.term")
            gathered.times.append(content)
    if gathered is None:
        return None
    return gathered.clause(reading, opened, closed, convention)


def _is_term(words: str) -> bool:
    """Say whether a bracket says by when and nothing else: 12月底前, 全年推进, 长期坚持 (not 2024年数据, 2019年修订, 2024—2026年)."""
    return is_time(words) and words.endswith(_TERM_ENDS)


class _Covered:
    """Stretches that do not overlap (or lie one within the other), asked many times whether they hold a place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a stretch shares a character with `[start, end)`."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and start < self._ends[index]


def _at_paragraph_end(folded: str, at: int, end: int) -> bool:
    while at < end and folded[at] in "。;. \t":
        at += 1
    return at >= end or folded[at] == "\n"


def _may_hold_labels(reading: Reading, start: int, end: int, brackets: list[Span]) -> bool:
    """Tell whether a colon, a frame 【…】 or a mark of the profile stands where a label outside brackets may."""
    folded = reading.folded
    if reading.profile is not NO_PROFILE or folded.find("【", start, end) >= 0:
        return True
    outside = folded.count(":", start, end)
    for opened, closed in brackets:
        if not outside:
            break
        # a colon just before a bracket announces the bracket and has no value of its own
        outside -= folded.count(":", max(start, opened - 1), closed - 1)
    return outside > 0


@cache
def _ink() -> re.Pattern[str]:
    return re.compile(r"\S")


def _labelled(
    reading: Reading, start: int, end: int, brackets: list[Span], convention: Convention | None
) -> list[Clause]:
    """Return the clauses behind labels outside brackets: adjacent labels, on one line or several, make one clause."""
    found: list[Clause] = []
    folded = reading.folded
    bracketed = _Covered(brackets)
    labels: list[PlacedLabel] = []
    reach = start
    for label in labels_of(folded, start, end, reading.profile):
        # a label in a bracket belongs here only where the bracket stands behind a label of this line
        if label[1] not in bracketed:
            # the value of one label on a line reaches as far as that of the next, unless that one has not begun
            if label[1] >= reach or _ink().search(folded, label[1], reach) is None:
                reach = value_end(folded, label[1], end)
        elif label[0] >= reach:
            continue
        labels.append(label)
    index = 0
    while index < len(labels):
        first = index
        while True:
            limit = labels[index + 1][0] if index + 1 < len(labels) else end
            stop = value_end(folded, labels[index][1], limit)
            index += 1
            if index >= len(labels) or folded[stop:limit].strip(_BETWEEN_LABELS):
                break
        gathered = gather_labels(reading, labels[first][0], stop, labels[first:index])
        if gathered is not None:
            clause = gathered.clause(reading, labels[first][0], stop, convention)
            if clause is not None:
                found.append(clause)
    return found


def _sentences(
    reading: Reading, start: int, end: int, found: list[Clause], convention: Convention | None
) -> Iterator[Clause]:
    """Yield the closing sentences that are nothing but a verb clause."""
    folded = reading.folded
    if folded.find("负责", start, end) < 0 and folded.find("牵头", start, end) < 0:
        return
    taken: _Covered | None = None
    at = start
    while at < end:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        last = _past_marks(folded, at, stop)
        if found and found[-1].start < last <= found[-1].end:
            at = stop + 1
            continue
        begin, last = reading.trim(max(at, folded.rfind("。", at, last) + 1), last)
        at = stop + 1
        if not 4 < last - begin <= 240:
            continue
        if folded.find("牵头", begin, last) < 0 and folded.find("负责", max(begin, last - 12), last) < 0:
            continue
        taken = taken or _Covered((clause.start, clause.end) for clause in found)
        if taken.touches(begin, last):
            continue
        gathered = gather_verbs(reading, begin, last, rule="parties.verb", objects=False)
        # a list without a verb of its own may be half of a sentence that a line break cut
        if gathered is not None and gathered.has_verb("牵头", "负责") and not gathered.has_verb(None):
            clause = gathered.clause(reading, begin, last, convention)
            if clause is not None:
                yield clause


def _closes(clause: Clause, folded: str, end: int) -> bool:
    """Tell whether a clause ends a line, but for its full stop."""
    return clause.start < _past_marks(folded, clause.start, end) <= clause.end


def _past_marks(folded: str, start: int, end: int) -> int:
    """Return where a line ends without its full stop and the space behind it."""
    while end > start and folded[end - 1] in "。 \t":
        end -= 1
    return end


@cache
def _by() -> re.Pattern[str]:
    # 由区民政局牵头，…   由区发展改革局会同区财政局负责   (not 理由, 自由; not 负责解释)
    return re.compile(r"(?<![自理缘经事来])由(?P<duty>[^,;。:\n]{2,100})")


@cache
def _duty() -> re.Pattern[str]:
    return re.compile(r"牵头|负责|会同")


@cache
def _chunk() -> re.Pattern[str]:
    return re.compile(r",(?P<chunk>[^,;。:\n]{2,100})")


def _running(
    reading: Reading, start: int, end: int, brackets: list[Span], convention: Convention | None
) -> Iterator[Clause]:
    """Yield the duties that running text states with 由: 由区民政局牵头，会同区财政局制定方案."""
    folded = reading.folded
    if folded.find("由", start, end) < 0:
        return
    taken = _Covered(brackets)
    for match in _by().finditer(folded, start, end):
        duty = match["duty"]
        if not _duty().search(duty) or "负责解释" in duty:
            continue
        if match.start() in taken:
            continue
        begin = match.start()
        gathered = gather_verbs(reading, begin, match.end(), rule="parties.running", named=True)
        if gathered is None or not gathered.has_verb("牵头", "负责", None):
            continue
        stop = match.end()
        while (following := _chunk().match(folded, stop, end)) is not None:
            wider = gather_verbs(
                reading, begin, following.end(), rule="parties.running", named=True, objects=False
            )
            if wider is None or len(wider.departments) <= len(gathered.departments):
                break
            gathered, stop = wider, following.end()
        clause = gathered.clause(reading, begin, gathered.reach, convention)
        if clause is not None:
            yield clause
