"""Whether words of promise stand beside a number, so that it must not pass for background."""

from __future__ import annotations

import re
from functools import cache
from operator import add

from extractors.fields.number_place import Verdict
from extractors.lexicons import load


def promised(folded: str, start: int, end: int | None = None) -> Verdict | None:
    """Return the verdict “look at this” where a verb of promise governs the number or a comparator follows its unit."""
    if governed(folded, start):
        return ("unexplained", "numbers.promised")
    if end is not None and folded.startswith(("以上", "以内", "左右", "以下"), end):
        return ("unexplained", "numbers.compared")
    return None


def governed(folded: str, start: int) -> bool:
    """Say whether a verb of promise stands in the words before, back to the last mark or 24 characters.

    >>> governed("新建社区食堂2家", 6), governed("日常90项监测", 2)
    (True, False)
    """
    before = folded[max(0, start - 24) : start]
    mark = _last_mark().match(before)
    clause = before if mark is None else before[mark.end() :]
    return not _verbs().isdisjoint(map(add, clause, clause[1:]))


# ...,(新建食堂3家)
@cache
def _last_mark() -> re.Pattern[str]:
    return re.compile(r".*[,。;:\n()“”《》]", re.DOTALL)


@cache
def _verbs() -> frozenset[str]:
    """The verbs of two characters that bring about a number of things or change one."""
    found: set[str] = set(load("conditions")["strong"][0]["words"])
    sources = (("actions", "kind", "make"), ("predicates", "", ""), ("comparators", "place", "before"))
    for lexicon, field, kind in sources:
        for entry in load(lexicon)["entry"]:
            if not field or entry[field] == kind:
                found.update(word for word in entry["words"] if len(word) == 2)
    return frozenset(found - set(load("conditions")["weak"][0]["words"]))
