"""Tell what is reported or found wrong from what is promised: words of the past, a year before the plan's, an inspection."""

from __future__ import annotations

import re
from functools import cache

from extractors.fields.findings import TimeFinding
from extractors.fields.target_clauses import Clauses
from extractors.fields.target_words import sign_pattern

Span = tuple[int, int]
FARTHEST_PAST = 240
"""A word of the past (去年) holds for this many characters of its sentence."""


def reported_in(folded: str, sentence: Span, at: int) -> bool:
    """Say whether the words before the number tell the past: 去年完成…, 截至目前已建成…; 今年 after them ends it."""
    first = max(sentence[0], at - FARTHEST_PAST)
    past = sign_pattern("past")
    if past.search(folded, first, at) is None:
        return False
    told = -1
    for match in past.finditer(folded, first, at):
        if match.start() == first or folded[match.start() - 1] not in "较比与和同":
            told = match.start()
    return told >= 0 and sign_pattern("present").search(folded, told, at) is None


def opening_years(folded: str, clauses: Clauses, times: tuple[TimeFinding, ...]) -> tuple[tuple[int, int], ...]:
    """Return offset and year of every time that says when its sentence plays: the first in it, and later ones.

    A year that something is compared with or counted from (较2020年, 自2021年起, 2022年以来) says nothing of that.
    """
    if not times:
        return ()
    found: list[tuple[int, int]] = []
    opened = -1
    for time in times:
        if time.due is None or time.kind not in ("date", "deadline", "period"):
            continue
        begin = clauses.sentence(time.start)[0]
        first = not folded[begin : time.start].strip(" ,:(—-")
        aside = folded[max(0, time.start - 1) : time.start] in "较比与自从同对按" and time.start > begin
        if aside or folded.startswith(("起", "以来", "的"), time.end) or folded[time.end - 1] in "起来":
            continue
        if first:
            opened = begin
        if opened == begin:
            found.append((time.start, time.due.year))
    return tuple(found)


@cache
def _fault() -> re.Pattern[str]:
    # (督察发现,)12个排口未整治   (经检查发现:)3个工地未落实围挡
    return re.compile(r"(?:督察|督查|检查|抽查|暗访|巡察|巡视|巡查|审计|调查|调研|排查|核查|监测)(?:组|人员)?发现[,:]")


def fault_in(folded: str, sentence: Span) -> int:
    """Return where a sentence begins to tell what an inspection found, -1 if it does not."""
    if folded.find("发现", sentence[0], sentence[1]) < 0:
        return -1
    found = _fault().search(folded, sentence[0], sentence[1])
    return found.end() if found is not None else -1
