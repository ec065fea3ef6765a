"""Gather who a stretch names, from labels or verbs, and finish it as a clause under the document's convention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.fields.findings import Clause, DepartmentFinding, OfficialFinding
from extractors.fields.party_conventions import Convention, note_start
from extractors.fields.party_labels import Label, label_before, read_label
from extractors.fields.party_lists import Part, Slot, read_list
from extractors.fields.party_people import is_person
from extractors.fields.party_profile import PlacedLabel, placed_labels, read_word, with_plain_separators
from extractors.fields.party_verbs import is_certain, read_verbs
from extractors.fields.party_words import has_level, is_collective, is_kind, is_strong_unit, without_note
from extractors.reading.text import Reading, fold
from schemas.breakdown import DepartmentRole, OfficialRole
from schemas.profile import NO_PROFILE, Profile
from schemas.records import maker

Roles = tuple[DepartmentRole, OfficialRole]

_department_of = maker(DepartmentFinding)
_official_of = maker(OfficialFinding)


@dataclass(slots=True)
class Gathered:
    """What one stretch names, still open to the document's convention. `reach` is where its last party ends."""

    rule: str
    officials: list[OfficialFinding] = field(default_factory=list)
    departments: list[DepartmentFinding] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    verbs: list[str | None] = field(default_factory=list)
    reach: int = 0
    _named: set[tuple[str, DepartmentRole]] = field(default_factory=set)

    def add(self, reading: Reading, part: Part, by: int, roles: Roles, label: str | None) -> None:
        """Add a member of a list that starts at `by`: a unit has the first of the roles, a person the second."""
        department, official = roles
        start, end = part.start + by, part.end + by
        if part.kind == "time":
            self.times.append((start, end))
            return
        name = "".join(reading.text[start:end].split())
        if end > self.reach:
            self.reach = end
        if part.kind == "person":
            title = reading.text[part.title[0] + by : part.title[1] + by].strip() if part.title else None
            self.officials.append(_official_of(start, end, name, title, official, label, self.rule))
            if part.doubtful:
                self.doubts.append(f"P305 {name}")
            return
        if part.mark:
            marked = read_label(part.mark)
            department, label = (marked.department if marked else "responsible"), part.mark
        if (name, department) in self._named:
            return
        self._named.add((name, department))
        self.departments.append(_department_of(start, end, name, department, label, part.collective, self.rule))
        if part.doubtful:
            self.doubts.append(f"P303 {name}")

    def has_verb(self, *wanted: str | None) -> bool:
        """Tell whether one of the verbs that gave a role holds one of the given words (None: a role without a verb)."""
        return any(
            (verb is None and None in wanted) or (verb is not None and any(word and word in verb for word in wanted))
            for verb in self.verbs
        )

    def clause(self, reading: Reading, start: int, end: int, convention: Convention | None) -> Clause | None:
        """Return the clause, with the roles and parties that the convention adds; None if it names nothing."""
        if not (self.officials or self.departments or self.times):
            return None
        departments = self.departments
        if convention is not None:
            departments = under_convention(reading, departments, start, convention)
        times = tuple(sorted(set(self.times))) if self.times else ()
        return Clause(start, end, tuple(self.officials), tuple(departments), times, self.rule, tuple(self.doubts))


def under_convention(
    reading: Reading, departments: list[DepartmentFinding], start: int, convention: Convention
) -> list[DepartmentFinding]:
    """Return the departments with the roles that a rule of the document gives to a list without a lead."""
    stated = (convention.start, convention.end)
    found = list(departments)
    if convention.first and start >= convention.begins and not any(item.role == "lead" for item in found):
        listed = [index for index, item in enumerate(found) if item.role == "responsible"]
        for place, index in enumerate(listed):
            role = convention.first if place == 0 else convention.others
            if role is not None:
                found[index] = replace(found[index], role=role, stated_by=stated)
    if convention.added and start >= convention.adds_from and found:
        names = {item.name for item in found}
        for added in convention.added:
            name = "".join(reading.text[added.start : added.end].split())
            if name not in names:
                found.append(
                    DepartmentFinding(
                        added.start, added.end, name, "responsible", None, added.collective, "parties.stated", stated
                    )
                )
    return found


def labels_of(folded: str, start: int, end: int, profile: Profile = NO_PROFILE) -> list[PlacedLabel]:
    """Return the labels of a stretch in order: the words before a colon that lexicon or profile know as such."""
    found: list[PlacedLabel] = []
    if profile is not NO_PROFILE:
        found = placed_labels(profile, folded, start, end)
    colon = folded.find(":", start, end) if profile is NO_PROFILE else -1
    while colon >= 0:
        begin = max(start, colon - 24)
        label = label_before(folded[begin:colon])
        if label is not None:
            found.append((begin + label[0], colon + 1, label[1]))
        colon = folded.find(":", colon + 1, end)
    if folded.find("【", start, end) >= 0:
        found.extend(_framed_labels(folded, start, end, profile))
        found.sort(key=lambda placed: placed[0])
    if not found and holds_label_line(folded, start, end):
        found.extend(_lines_of_labels(folded, start, end, profile))
    return found


@cache
def _label_line() -> re.Pattern[str]:
    # 责任科室 on a line of its own, the names on the next
    return re.compile(r"(?<=\n)(?P<label>[牵责主分包挂协配承联完落参][一-鿿]{2,7})(?=\n)")


def holds_label_line(folded: str, start: int, end: int) -> bool:
    """Tell whether a line of the stretch may be a label by itself."""
    return folded.find("\n", start, end) >= 0 and _label_line().search(folded, start, end) is not None


def _lines_of_labels(folded: str, start: int, end: int, profile: Profile) -> Iterator[PlacedLabel]:
    """Yield the labels that are lines of their own without a colon."""
    for match in _label_line().finditer(folded, start, end):
        label = read_word(profile, match["label"])
        if label is not None and label.kind in ("departments", "officials", "time"):
            yield match.start(), match.end(), label


@cache
def _frame() -> re.Pattern[str]:
    # 【责任单位】区教育局   【完成时限】：6月底前
    return re.compile(r"【(?P<label>[^【】\n:]{2,12})】:?")


def _framed_labels(folded: str, start: int, end: int, profile: Profile) -> Iterator[PlacedLabel]:
    """Yield the labels that stand in brackets of their own."""
    for match in _frame().finditer(folded, start, end):
        label = read_word(profile, match["label"].strip())
        if label is not None and label.kind != "unknown":
            yield match.start(), match.end(), label


@cache
def _open() -> re.Pattern[str]:
    # 责任单位 区民政局   牵头单位为区民政局   牵头单位区民政局: at the start of a bracket or behind a separator
    return re.compile(r"(?:(?<=[(\[【〔,;。\s])|^)[一-鿿]{3,9}")


def open_labels(folded: str, start: int, end: int) -> list[PlacedLabel]:
    """Return the labels of a bracket that have no colon, where a unit or a person follows at once."""
    found: list[PlacedLabel] = []
    for match in _open().finditer(folded, start, end):
        word = match.group()
        for size in range(min(len(word), 8), 2, -1):
            label = read_label(word[:size])
            if label is None or label.kind not in ("departments", "officials", "parties"):
                continue
            value = match.start() + size
            if value < end and folded[value] in " 为是":
                value += 1
            member = re.compile(r"\s?[^、,;。\s]{2,40}").match(folded, value, end)
            if member is not None and _is_party(member.group().strip(), label):
                found.append((match.start(), value, label))
            break
    return found


def _is_party(word: str, label: Label) -> bool:
    name = without_note(word)
    if is_strong_unit(name) or is_collective(name):
        return True
    return label.kind != "departments" and is_person(name, official=True)


def value_end(folded: str, start: int, limit: int) -> int:
    """Return where the value of a label ends: at a full stop or a line break, or before the next label.

    A value that has not begun when its line ends stands on the next line.
    """
    stop = _value_stop().search(folded, start, limit)
    if stop is not None and stop.group() == "\n" and not folded[start : stop.start()].strip():
        stop = _value_stop().search(folded, stop.end(), limit)
    return limit if stop is None else stop.start()


@cache
def _value_stop() -> re.Pattern[str]:
    return re.compile(r"[\n。]")


def gather_labels(reading: Reading, start: int, end: int, labels: list[PlacedLabel]) -> Gathered | None:
    """Read the values behind labels, and a verb clause before the first label; None if no one is named."""
    gathered = Gathered("parties.labelled")
    folded = reading.folded
    if start < labels[0][0]:
        stop = reading.trim(start, labels[0][0], " \t\n,;。、")[1]
        front = gather_verbs(reading, start, stop, rule="parties.verb")
        front = front or gather_bare(reading, start, stop, single=True)
        if front is not None:
            gathered = front
        else:
            front_list = read_list(folded[start:stop], "departments")
            gathered.times.extend((start + part.start, start + part.end) for part in front_list if part.kind == "time")
    firm = bool(gathered.departments)
    outer: PlacedLabel | None = None
    depth, counted = 0, start
    for index, (begin, value, label) in enumerate(labels):
        # how many brackets are open at the label, counted on from the label before it
        depth += folded.count("(", counted, begin) - folded.count(")", counted, begin)
        counted = begin
        stop = labels[index + 1][0] if index + 1 < len(labels) else end
        printed = _printed(reading, (begin, value, label))
        if label.kind in ("time", "time_beside"):
            span = reading.trim(value, value_end(folded, value, stop), " \t\n,;。、")
            if span[0] < span[1]:
                gathered.times.append(span)
            else:
                gathered.doubts.append(f"P306 {printed}")
            firm = firm or label.kind == "time"
        elif label.kind == "ignored":
            continue
        elif label.kind == "unknown":
            gathered.doubts.append(f"P302 {printed}")
        elif outer is not None and depth > 0:
            # 区教育局(责任人:李明)、区财政局: behind its bracket the outer label goes on
            closing = folded.find(")", value, stop)
            closing = stop if closing < 0 else closing
            gather_value(reading, gathered, value, closing, label, printed)
            gather_value(reading, gathered, closing + 1, stop, outer[2], _printed(reading, outer))
        else:
            if outer is not None and _printed(reading, outer) == printed and "\n" not in folded[outer[0] : begin]:
                gathered.doubts.append(f"P307 {printed}")
            outer = (begin, value, label)
            if not folded[value:stop].strip(" \t\n,;。、.)]】〕"):
                gathered.doubts.append(f"P306 {printed}")
            gather_value(reading, gathered, value, stop, label, printed)
    if gathered.officials or gathered.departments or (firm and gathered.times):
        return gathered
    return None


def _printed(reading: Reading, label: PlacedLabel) -> str:
    """Return a label as printed, without its colon and inner spaces."""
    printed = "".join(reading.text[label[0] : label[1]].split()).strip(":：为是【】")
    for mark in reading.profile.separators:
        printed = printed[: -len(mark)] if fold(printed).endswith(mark) else printed
    return printed


@cache
def _other_label() -> re.Pattern[str]:
    # ;联系电话:57320000   (not 区教育局:王强)
    return re.compile(r"(?:^|[,;。\s])(?P<key>[一-鿿]{2,6}):")


_PARENS = str.maketrans("〔〕[]", "()()")


def _with_parens(text: str) -> str:
    """Return a clause's text with the brackets inside its names alike: (市委农办〔市乡村振兴局〕牵头)."""
    return text.translate(_PARENS) if "〔" in text or "[" in text else text


def gather_value(reading: Reading, gathered: Gathered, start: int, end: int, label: Label, printed: str | None) -> None:
    """Read the list behind a party label into `gathered`."""
    end = note_start(reading.folded, start, end)
    start, end = reading.trim(start, end, " \t\n,;。、.")
    if reading.folded[end - 1 : end] == "(":
        start, end = reading.trim(start, end - 1)
    text = _with_parens(reading.folded[start:end])
    if reading.profile.between:
        text = with_plain_separators(reading.profile, text)
    other = next((m for m in _other_label().finditer(text) if not is_strong_unit(m["key"])), None) if ":" in text else None
    if other is not None:
        text = text[: other.start()].rstrip(" \t\n,;。、")
    if not text:
        return
    spoken = read_verbs(text, label.department)
    if spoken is not None:
        for duty in spoken.duties:
            gathered.add(reading, duty.part, start, (duty.role, label.official), printed)
        gathered.times.extend((start + left, start + right) for left, right in spoken.times)
        return
    full = text.find("。")
    if full >= 0:
        text = text[:full]
    slot: Slot = label.kind if label.kind in ("officials", "departments") else "parties"
    roles = (label.department, label.official)
    for part in read_list(text, slot):
        gathered.add(reading, part, start, roles, printed)


def gather_verbs(
    reading: Reading, start: int, end: int, *, rule: str, named: bool = False, objects: bool = True
) -> Gathered | None:
    """Read a stretch as a verb clause; None if it is none, or if its parties do not all have the form of units.

    `named` asks for a unit with a name of its own; `objects` lets a verb have an object.
    """
    text = _with_parens(reading.folded[start:end])
    spoken = read_verbs(text, objects=objects)
    if spoken is None or not is_certain(text, spoken.duties):
        return None
    if named and not any(_is_named(text[duty.part.start : duty.part.end]) for duty in spoken.duties):
        return None
    gathered = Gathered(rule)
    for duty in spoken.duties:
        verb = reading.text[start + duty.verb[0] : start + duty.verb[1]] if duty.verb else None
        gathered.add(reading, duty.part, start, (duty.role, "lead" if duty.role == "lead" else "responsible"), verb)
        gathered.verbs.append(verb)
        if duty.verb:
            gathered.reach = max(gathered.reach, start + duty.verb[1])
    gathered.times.extend((start + left, start + right) for left, right in spoken.times)
    if not spoken.sure:
        loose = [reading.text[start + d.part.start : start + d.part.end] for d in spoken.duties if d.verb is None]
        gathered.doubts.append("P301 " + "、".join(loose))
    return gathered


def _is_named(name: str) -> bool:
    return is_strong_unit(name) and not is_collective(name)


def _is_official(name: str) -> bool:
    """Tell whether a unit is one of an authority, by its level or its ending, and no school or hospital."""
    return len(name) >= 3 and (has_level(name) or name[-1] in "局委办部厅署") and not is_kind(name)


def gather_bare(reading: Reading, start: int, end: int, *, single: bool) -> Gathered | None:
    """Read a bracket that holds units and nothing else, as 区民政局、区财政局; one unit alone only if `single`."""
    text = _with_parens(reading.folded[start:end])
    if len(text) > 400:
        return None
    listed = read_list(text, "departments")
    parts = [part for part in listed if part.kind != "time"]
    if not parts:
        return None
    if all(part.kind == "person" and part.title for part in parts) and len(parts) == len(listed):
        # 副市长 林岚: who is named with a post and nothing else answers for it
        gathered = Gathered("parties.bare")
        for part in parts:
            gathered.add(reading, part, start, ("responsible", "responsible"), None)
        return gathered
    if len(parts) == 1 and not single:
        return None
    names = ["".join(text[part.start : part.end].split()) for part in parts]
    if not all(is_strong_unit(name) or is_collective(name) for name in names):
        return None
    if sum(_is_official(name) for name in names) * 2 < len(names):
        return None
    gathered = Gathered("parties.bare")
    for part in listed:
        gathered.add(reading, part, start, ("responsible", "responsible"), None)
    return gathered
