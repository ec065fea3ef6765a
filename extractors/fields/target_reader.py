"""Read the quantities of a stretch in one pass, clause by clause; what a list carries on is the reader's state."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractors.fields.findings import NumberFinding, TargetFinding, TimeFinding
from extractors.fields.quantities import Quantity
from extractors.fields.target_case import Case
from extractors.fields.target_clauses import Clauses, cut, within
from extractors.fields.target_counting import comparator_of, place
from extractors.fields.target_entry import Entry, Scene, finding_of
from extractors.fields.target_heads import govern_at_end, govern_in_rhythm, read_head
from extractors.fields.target_lists import share_out
from extractors.fields.target_names import plainly_placed, refuse
from extractors.fields.target_past import fault_in, opening_years, reported_in
from extractors.fields.target_plain import may_refuse, read_plainly
from extractors.fields.target_refusals import refuse_in_context
from extractors.fields.target_rhythms import frequency, rhythm_end
from extractors.fields.target_shapes import (
    SHARES,
    Rank,
    baseline_of,
    cut_object,
    described,
    listed_baselines,
    measure_of,
    next_measured,
    rank_at,
    top_at,
)
from extractors.fields.target_tails import read_tail
from extractors.fields.target_terms import Terms, terms_of
from extractors.fields.target_times import is_part, within_time
from extractors.reading.text import Reading
from schemas.breakdown import NumberClass

Span = tuple[int, int]
FARTHEST = 120
"""Words farther than this from a number say nothing about it; it keeps a text without marks linear."""
NEAR_LEAST = 16
"""How far before its number 至少 may stand."""


class TargetReader:
    """One pass over the quantities of a stretch. `refused` holds the numerals that are no target."""

    def __init__(
        self,
        reading: Reading,
        clauses: Clauses,
        times: tuple[TimeFinding, ...],
        *,
        reported: bool,
        plan_year: int | None = None,
    ) -> None:
        self.folded = reading.folded
        self.clauses = clauses
        self.reported = reported
        self.refused: list[NumberFinding] = []
        spans: tuple[Span, ...] = ()
        self._terms: Terms | None = None
        self._opening: tuple[tuple[int, int], ...] = ()
        if times:
            spans = tuple([(time.start, time.end) for time in times])
            self._terms = terms_of(reading.folded, clauses, times)
            if plan_year is not None:
                self._opening = opening_years(reading.folded, clauses, times)
        self.scene = Scene(reading, clauses, times, None, None, reading.folded, spans)
        self._plan_year = plan_year or 0
        self._brackets: dict[int, Clauses] = {}
        self._object_end = 0
        self._sentence = (0, 0)
        self._fault = -1

    def read(self, quantities: Sequence[Quantity]) -> list[TargetFinding]:
        """Return the targets among the quantities, in order of their numbers."""
        groups: dict[Span, list[Quantity]] = {}
        clause, bracketed = (0, 0), bool(self.clauses.round)
        for quantity in quantities:
            if bracketed:
                clause = self._clause_of(quantity.start)
            elif quantity.start >= clause[1]:
                clause = self.clauses.clause(quantity.start)
            groups.setdefault(clause, []).append(quantity)
        found: list[TargetFinding] = []
        for clause, members in groups.items():
            entries = self._read_alone(clause, members[0]) if len(members) == 1 else self._read_clause(clause, members)
            for entry in entries:
                found.append(finding_of(self.scene, entry))
        if len(found) > 1:
            found.sort(key=_place_of)
        return found

    def _clause_of(self, at: int) -> Span:
        """Return the clause that holds the offset; inside brackets, the clause of the bracket's own text."""
        bracket = within(self.clauses.round, at)
        if bracket is None:
            return self.clauses.clause(at)
        inside = self._brackets.get(bracket[0])
        if inside is None:
            inside = self._brackets[bracket[0]] = cut(self.folded, bracket[0] + 1, bracket[1] - 1)
        return inside.clause(at)

    def _refuse(self, quantity: Quantity, number_class: NumberClass, rule: str) -> None:
        for begin, stop in quantity.numbers:
            if stop > begin:
                self.refused.append(NumberFinding(begin, stop, number_class, rule))

    def _enter(self, clause: Span) -> Span:
        """Return the clause's sentence; what was read in another says nothing here."""
        first, last = self._sentence
        if not first <= clause[0] < last:
            self._sentence = first, _ = self.clauses.sentence(clause[0])
            self.scene.told.clear()
            self._fault = fault_in(self.folded, self._sentence)
        previous = self.scene.previous
        if previous is not None and previous.quantity.start < first:
            self.scene.previous = None
        return self._sentence

    def _is_fault(self, clause: Span, quantities: Sequence[Quantity]) -> bool:
        """Say whether a clause tells what was found wrong, and refuse its quantities if it does."""
        if not 0 <= self._fault <= clause[0]:
            return False
        for quantity in quantities:
            self._refuse(quantity, "context", "targets.fault_found")
        return True

    def _read_alone(self, whole: Span, quantity: Quantity) -> Sequence[Entry]:
        """Read the only quantity of a clause, as `_read_clause` would: most clauses have one."""
        sentence, scene = self._enter(whole), self.scene
        if self._is_fault(whole, [quantity]):
            return ()
        entry = None
        if not plainly_placed(self.folded, quantity):
            if not self._usable(whole, [quantity]):
                return ()
        else:
            entry = read_plainly(scene, quantity, *whole)
        if entry is None:
            clause = _near(whole, quantity)
            entry = self._read_one(quantity, (clause[0], self._region_end(clause[0], quantity)), clause, None)
            if entry is None:
                return ()
        scene.previous = entry
        self._settle(entry, sentence)
        return (entry, *share_out(scene, [entry]))

    def _read_clause(self, whole: Span, quantities: list[Quantity]) -> Sequence[Entry]:
        sentence, scene = self._enter(whole), self.scene
        if self._is_fault(whole, quantities):
            return []
        usable = self._usable(whole, quantities)
        if not usable:
            return []
        entries: list[Entry] = []
        origin: Quantity | None = None
        origins: list[Quantity] = []
        left, passed = whole[0], 0
        for index, quantity in enumerate(usable):
            if index < passed:
                continue
            plain = read_plainly(scene, quantity, left, whole[1]) if left == whole[0] else None
            if plain is not None:
                entries.append(plain)
                left, scene.previous = quantity.end, plain
                continue
            clause = _near(whole, quantity)
            if left < clause[0]:
                left = clause[0]
            later = usable[index + 1] if index + 1 < len(usable) else None
            following = None if later is None else next_measured(usable, index + 1)
            if following is not None and quantity.start and self.folded[quantity.start - 1] == "每":
                self._refuse(quantity, "context", "targets.denominator")
                continue
            region = (left, self._region_end(left, quantity))
            count, source_of_list = listed_baselines(self.folded, region, usable, index)
            if count:
                origins, passed = list(usable[index : index + count]), index + count
                left, scene.subject = origins[-1].end, self._subject(region[0], source_of_list)
                continue
            source = None if later is None else baseline_of(self.folded, region, quantity, later)
            if source is not None:
                origin, left = quantity, quantity.end
                scene.subject = self._subject(region[0], source)
                continue
            entry = self._read_one(quantity, region, clause, following)
            if entry is not None:
                origin = origins.pop(0) if origins else origin
                if origin is not None:
                    # 由1天压缩至4小时: a value in another unit is no baseline of this one
                    same = origin.unit is None or origin.unit == entry.quantity.unit
                    entry.baseline, entry.numbers = origin.value if same else None, origin.numbers
                entries.append(entry)
                left = entry.end if entry.after else quantity.end
                scene.previous = entry
            else:
                if origin is not None:
                    self._refuse(origin, "context", "targets.baseline_alone")
                if self.refused and self.refused[-1].number_class in ("context", "unexplained"):
                    # a name or condition stays part of the next number's phrase; background does not
                    between = following is not None and self._object_end < following.start
                    left = self._object_end if between else quantity.end
            origin, scene.subject = None, None
        for alone in (*origins, *([origin] if origin is not None else [])):
            self._refuse(alone, "context", "targets.baseline_alone")
            scene.subject = None
        for entry in entries:
            self._settle(entry, sentence)
        entries.extend(share_out(scene, entries))
        return entries

    def _settle(self, entry: Entry, sentence: Span) -> None:
        """Say by when the entry is due, and whether it tells the past."""
        at = entry.quantity.start
        self.scene.told.append(entry)
        entry.reported = (
            self.reported
            or reported_in(self.folded, sentence, at)
            or (bool(self._opening) and self._told_of_a_past_year(sentence, at))
        )
        if self._terms is None:
            return
        entry.deadline = self._terms.of(entry, sentence)
        if entry.deadline is not None and entry.deadline.kind == "date":
            # the bare year of a sentence that promises
            past = entry.reported or entry.deadline.due is None or entry.deadline.due.year < self._plan_year
            entry.deadline = None if past else replace(entry.deadline, kind="deadline")

    def _subject(self, begin: int, source: int) -> Span | None:
        """Return what changes, named before a “from” at `source`."""
        head = read_head(self.folded, begin, source, self.scene.time_spans, self.clauses.quotes)
        subject = self.scene.trim(*head.whole)
        return subject if subject[1] > subject[0] else None

    def _usable(self, clause: Span, quantities: list[Quantity]) -> list[Quantity]:
        """Return the quantities that are not refused by what touches them."""
        usable: list[Quantity] = []
        for quantity in quantities:
            if usable and described(self.folded, usable[-1], quantity):
                self._refuse(quantity, "condition", "targets.described")
                continue
            if plainly_placed(self.folded, quantity):
                usable.append(quantity)
                continue
            near = (max(clause[0], quantity.start - FARTHEST), clause[1])
            found = refuse(self.folded, quantity, near, self.clauses)
            if found is None:
                usable.append(quantity)
            else:
                self._refuse(quantity, *found)
        return usable

    def _region_end(self, left: int, quantity: Quantity) -> int:
        """Return the end of the text before the number, without a denominator (每10万人)."""
        at = quantity.start
        mark = self.folded.rfind("每", at - 9 if at - 9 > left else left, at)
        if mark >= 0 and any(character.isdigit() for character in self.folded[mark + 1 : at]) and rhythm_end(self.folded, mark) is None:
            return mark
        return at

    def _read_one(self, quantity: Quantity, region: Span, clause: Span, following: Quantity | None) -> Entry | None:
        """Return what the text around the quantity makes of it, or None after refusing it."""
        folded, scene = self.folded, self.scene
        rank = None
        if quantity.start > region[0] and folded[quantity.start - 1] in "第前":
            rank = rank_at(folded, quantity, region)
            if rank is None:
                self._refuse(quantity, "ordinal", "targets.ordinal")
                return None
        elif folded.startswith("强", quantity.end) and quantity.unit is None:
            rank = top_at(folded, quantity, region, clause)
        previous = scene.previous if self._is_listed(region, clause) else None
        listed = previous is not None
        if quantity.kind == "time" and folded.startswith("内", quantity.end) and rank is None:
            quantity = within_time(folded, region[0], quantity, previous)
        limit = following.start if following else clause[1]
        after = (quantity.end, cut_object(folded, quantity, limit, self.clauses, has_next=following is not None))
        self._object_end = after[1]
        has_object = after[1] > after[0]
        counts_after = has_object and quantity.kind not in ("share", "time", "age")
        tail = read_tail(
            folded,
            region[0],
            rank.core if rank else region[1],
            counts_after=counts_after,
            folds=quantity.form == "fold",
        )
        carries = previous is not None and (previous.action or previous.action_text) is not None
        head = read_head(folded, region[0], tail.core, scene.time_spans, self.clauses.quotes, listed=carries)
        if has_object and head.action is None and tail.comparator is not None:
            govern_at_end(folded, head)
        if has_object and head.action is None and quantity.kind == "event":
            govern_in_rhythm(folded, head)
        head.modality = head.modality or tail.modality
        if head.comparator is None and folded.rfind("至少", max(region[0], region[1] - NEAR_LEAST), region[1]) >= 0:
            # 每名班子成员至少到支部讲1次党课: the word stands before the verb
            head.comparator = "at_least"
        parted = is_part(head, quantity, scene.told)
        if rank is None and (has_object or may_refuse(folded, clause, quantity, tail, head, following)):
            case = Case(
                folded,
                self.clauses,
                quantity,
                tail,
                head,
                after,
                following,
                previous.quantity if previous is not None else None,
                clause,
                self.reported,
                listed,
                self._terms is not None
                and self._terms.is_due(quantity.start, self.clauses.sentence(quantity.start)),
                folded[head.object[0] : head.object[1]].strip(" 、,:"),
                folded[after[0] : after[1]].strip(" ") if has_object else "",
                folded[head.action[0] : head.action[1]] if head.action else "",
                parted,
            )
            found = refuse_in_context(case)
            if found is not None:
                self._refuse(quantity, *found)
                return None
        whole = scene.trim(*head.whole)
        obj = whole if head.object == head.whole else scene.trim(*head.object)
        entry = Entry(quantity, region, tail, head, whole, obj, listed, quantity.end)
        if not place(scene, entry, after if has_object else None, rank=rank is not None):
            self._refuse(quantity, "context", "targets.nothing_counted")
            return None
        if parted:
            entry.action, entry.indicator = None, (whole,)
        self._measure(entry, clause, rank)
        return entry

    def _measure(self, entry: Entry, clause: Span, rank: Rank | None) -> None:
        """Set comparator, measure and rhythm of a placed entry."""
        quantity, tail = entry.quantity, entry.tail
        if rank is not None:
            entry.measure, entry.rule, entry.comparator = "rank", "targets.rank", rank.comparator
            entry.quantity = replace(quantity, unit=rank.unit, end=max(quantity.numbers[0][1], rank.end))
            entry.action_text = rank.action or entry.action_text
            return
        rhythm = frequency(self.folded, entry.region, clause, self.clauses)
        if rhythm is not None:
            entry.per, entry.rhythm = rhythm
        indicator = self.scene.text(entry.indicator) if quantity.unit in SHARES else ""
        entry.measure = measure_of(entry.measure, quantity, indicator, tail.predicate, repeats=rhythm is not None)
        entry.comparator = comparator_of(entry)

    def _is_listed(self, region: Span, clause: Span) -> bool:
        """Say whether the number goes on the list that the item before began."""
        previous = self.scene.previous
        if previous is None or region[0] <= clause[0]:
            return False
        gap = self.folded[previous.end : region[0] + 1]
        return "," not in gap and ";" not in gap and ":" not in gap

    def _told_of_a_past_year(self, sentence: Span, at: int) -> bool:
        """Say whether the sentence opens with a year before the plan's (2024年，全区新建…) and names no later one."""
        index = bisect_left(self._opening, (at, 0)) - 1
        return index >= 0 and self._opening[index][0] >= sentence[0] and self._opening[index][1] < self._plan_year


def _place_of(target: TargetFinding) -> tuple[Span, int]:
    """Return what targets are sorted by."""
    return target.number, target.start


def _near(whole: Span, quantity: Quantity) -> Span:
    """Return the part of the clause that is near enough to say something about the quantity."""
    begin, stop = quantity.start - FARTHEST, quantity.end + FARTHEST
    return begin if begin > whole[0] else whole[0], stop if stop < whole[1] else whole[1]
