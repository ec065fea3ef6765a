"""Share out the values of a list among its subjects and years: A、B和C分别增长1%、2%、3%."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.fields.findings import TimeFinding
from extractors.fields.target_entry import Entry, Scene
from extractors.fields.target_heads import read_head
from extractors.fields.target_shapes import SHARES, measure_of
from extractors.fields.target_shared import completed
from extractors.fields.target_verbs import ends_in_ratio
from extractors.fields.target_words import mark_words
from extractors.reading.brackets import split

Span = tuple[int, int]
_MARKS = " 、和及与,或"
_JOINING = frozenset("、,和及与")
_LEVELS = (
    *("国家级", "省级", "自治区级", "市级", "地市级", "州级", "盟级", "县级", "区级", "旗级"),
    *("镇级", "乡级", "乡镇级", "街道级", "村级", "社区级"),
)
_ENDING_SO = ("普及", "涉及", "惠及", "以及", "危及", "参与", "饱和", "缓和", "调和")
LONGEST_GAP = 8
MOST_YEARS = 12
"""A sentence opens with no more years than this."""


def subjects(folded: str, span: Span, count: int) -> list[Span] | None:
    """Return the `count` subjects that the phrase lists, or None where it lists another number of them.

    >>> text = "家电、新能源汽车零售额"
    >>> [text[b:e] for b, e in subjects(text, (0, 11), 2)]
    ['家电', '新能源汽车零售额']
    """
    if not _lists(folded, span):
        return None
    parts = split(folded, *span, "、,")
    if len(parts) < count:
        parts = [piece for part in parts for piece in _joined_by_a_word(folded, part)]
    parts = [part for part in parts if part[1] > part[0]]
    if any(folded.startswith(("以上", "以下", "以内"), part[0]) for part in parts):
        # 70岁及以下人群 is one
        return None
    return parts if len(parts) == count else None


def _joined_by_a_word(folded: str, span: Span) -> list[Span]:
    """Return the pieces that 和, 及 or 与 joins; inside a word (及时率, 普及率) none does."""
    pieces: list[Span] = []
    for piece in split(folded, *span, "和及与"):
        at = piece[0] - 1
        inside = folded.startswith(mark_words("no_link"), at) or folded.startswith(_ENDING_SO, at - 1)
        if pieces and inside:
            pieces[-1] = (pieces[-1][0], piece[1])
        else:
            pieces.append(piece)
    return pieces


def _lists(folded: str, span: Span) -> bool:
    """Say whether a phrase holds a mark or word that joins subjects."""
    return not _JOINING.isdisjoint(folded[span[0] : span[1]])


def share_out(scene: Scene, entries: Sequence[Entry]) -> list[Entry]:
    """Give every value of each list among a clause's entries its own subject, predicate and deadline.

    Returns the further entries of values that hold for several subjects.
    """
    found: list[Entry] = []
    if len(entries) == 1 and not _several(scene, entries[0]):
        return found
    for before, entry in pairwise(entries):
        _name_by_level(scene, before, entry)
    index = 0
    while index < len(entries):
        group = _group(scene, entries, index)
        if len(group) > 1:
            _share(scene, group)
        elif len(group) == 1 and _several(scene, group[0]):
            found.extend(_split(scene, group[0]))
        index += max(1, len(group))
    return found


def _several(scene: Scene, entry: Entry) -> bool:
    """Say whether one value holds for each of what the phrase lists: it says so, or all of them are rates (甲率、乙率均为100%)."""
    if entry.tail.severally:
        return True
    if entry.quantity.unit not in SHARES or len(entry.indicator) != 1:
        return False
    for count in (4, 3, 2):
        parts = subjects(scene.folded, entry.indicator[0], count)
        if parts is not None:
            return all(ends_in_ratio(scene.folded, *part) for part in parts)
    return False


def _name_by_level(scene: Scene, before: Entry, entry: Entry) -> None:
    """Give a bare level the noun of the item before: 创建省级美丽乡村5个、市级12个."""
    if len(entry.indicator) != 1 or not before.indicator or scene.folded[slice(*entry.indicator[0])] not in _LEVELS:
        return
    start, stop = before.indicator[-1]
    if len(before.indicator) > 1:  # 市级 itself took its noun from an item before
        entry.indicator = (entry.indicator[0], (start, stop))
        return
    level = next((word for word in _LEVELS if scene.folded.startswith(word, start, stop)), None)
    if level is not None and stop - start > len(level):
        entry.indicator = (entry.indicator[0], (start + len(level), stop))


def _split(scene: Scene, entry: Entry) -> list[Entry]:
    """Return further entries where one value holds for each of several; the entry keeps the first.

    甲和乙分别达到100家, 新建幼儿园、小学各2所.
    """
    if len(entry.indicator) != 1 or entry.carried or entry.after:
        return []
    for count in (4, 3, 2):
        parts = subjects(scene.folded, entry.indicator[0], count)
        if parts is not None and all(stop - begin > 1 for begin, stop in parts):
            first, *others = completed(scene.folded, parts)
            entry.indicator = first
            return [replace(entry, indicator=part) for part in others]
    return []


def _group(scene: Scene, entries: Sequence[Entry], index: int) -> list[Entry]:
    """Return the entries of the list that begins at `index`; one alone where there is none."""
    group = [entries[index]]
    severally = entries[index].tail.severally
    for entry in entries[index + 1 :]:
        gap = scene.folded[group[-1].quantity.end : entry.quantity.start]
        bare = not gap.strip(_MARKS) and entry.rule == "targets.listed"
        same = severally and len(gap) <= LONGEST_GAP and entry.indicator == group[-1].indicator
        if entry.after or not (bare or same):
            break
        group.append(entry)
    return group


def _share(scene: Scene, group: list[Entry]) -> None:
    first, last = group[0], group[-1]
    for entry in group[1:]:
        entry.take_action(first)
        entry.rule, entry.indicator, entry.carried = first.rule, first.indicator, True
        entry.measure = measure_of(
            first.measure, entry.quantity, scene.text(first.indicator), None, repeats=entry.rhythm >= 0
        )
        lasting = first.tail.predicate is not None and first.tail.predicate.at
        if entry.quantity.after is None and (
            first.tail.comparator is not None or (entry.comparator == "exactly" and lasting)
        ):
            entry.comparator = first.comparator
    if last.quantity.kind == "time" and last.quantity.after == "at_most":
        # 分别压缩至3个、2个工作日内
        for entry in group:
            entry.comparator = "at_most"
    for entry in group:
        if entry.quantity.unit is None and last.quantity.unit is not None:
            entry.quantity = replace(entry.quantity, unit=last.quantity.unit, kind=last.quantity.kind)
    if first.carried and _named_before(scene, group):
        return
    years = _years(scene, first) if len(group) > 1 else []
    parts = subjects(scene.folded, first.indicator[0], len(group)) if first.indicator else None
    if parts is None and first.indicator and first.indicator[0][1] - first.indicator[0][0] <= 4:
        parts = _list_before(scene, first, len(group))
    if parts is not None:
        for entry, part in zip(group, completed(scene.folded, parts), strict=True):
            entry.indicator, entry.carried = part, False
    elif len(years) == len(group):
        for entry, time in zip(group, years, strict=True):
            entry.deadline = replace(time, kind="deadline")


def _named_before(scene: Scene, group: Sequence[Entry]) -> bool:
    """Give values that name nothing the subjects of as many values before them: 总人次、总收入分别增长15%、18%,达到500万人次、40亿元."""
    at = next(place for place, told in enumerate(scene.told) if told is group[0])
    before = scene.told[max(0, at - len(group)) : at]
    if len(before) < len(group) or not before[0].tail.severally:
        return False
    for entry, named in zip(group, before, strict=True):
        entry.indicator = named.indicator
    return True


def _years(scene: Scene, entry: Entry) -> list[TimeFinding]:
    """Return the years that open the sentence: 到2022年和2030年,…分别不低于22%和30%."""
    sentence = scene.clauses.sentence(entry.quantity.start)
    first = bisect_left(scene.time_spans, (sentence[0], 0))
    last = min(bisect_left(scene.time_spans, (entry.quantity.start, 0)), first + MOST_YEARS)
    return [
        time
        for time in scene.times[first:last]
        if time.kind in ("date", "deadline") and time.due and sentence[0] <= time.start < entry.quantity.start
    ]


def _list_before(scene: Scene, first: Entry, count: int) -> list[Span] | None:
    """Return the list in the clause before: 清理规范节庆、论坛、展会,数量分别压减75%、95%、73%."""
    clause = scene.clauses.clause(first.quantity.start)
    if clause[0] - 1 <= scene.clauses.sentence(first.quantity.start)[0]:
        return None
    before = scene.clauses.clause(clause[0] - 2)
    head = read_head(scene.folded, *before, scene.time_spans, scene.clauses.quotes)
    return subjects(scene.folded, scene.trim(*head.object), count)
