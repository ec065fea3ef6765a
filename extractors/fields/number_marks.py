"""Stretches of text whose numerals mean what the marks around them say: 《…》, “…”, 〔2018〕117号, 电话：…, [3]."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.lexicons import load
from extractors.outline.tree import Span

LONGEST_CITED = 20
"""A cited number begins no farther than this before its 号."""


_QUOTES = {"“": r"“[^“”\n]{1,28}”", "‘": r"‘[^‘’\n]{1,28}’", "「": r"「[^「」\n]{1,28}」", '"': r"\"[^\"\n]{1,20}\""}


class Marks(NamedTuple):
    """The spans of one text, kind by kind."""

    titles: list[Span]
    quotes: list[Span]
    cited: list[Span]
    footnotes: list[Span]
    codes: list[Span]
    contacts: list[Span]
    clocks: list[Span]


def marked_spans(folded: str) -> Marks:
    """Return every stretch that marks explain.

    >>> marked_spans("按《意见》(国办发〔2018〕117号)办理").cited
    [(9, 19)]
    """
    # To ask for one character costs a tenth of a search: what cannot do without one is not searched for in its absence.
    contacts = [match.span("number") for match in _telephone().finditer(folded)]
    contacts += [(_back(folded, match.start()), match.end()) for match in _mail().finditer(folded)]
    if "http" in folded or "www." in folded:
        contacts += [match.span() for match in _address().finditer(folded)]
    openers = "".join([opener for opener in _QUOTES if opener in folded])
    return Marks(
        [match.span() for match in _title().finditer(folded)],
        [match.span() for match in _quote(openers).finditer(folded)] if openers else [],
        _cited_numbers(folded),
        [match.span() for match in _footnote().finditer(folded)],
        [(_back(folded, match.start()), match.end()) for match in _code().finditer(folded)],
        contacts,
        [(match.start() - 2, match.end()) for match in _clock().finditer(folded)],
    )


def _cited_numbers(folded: str) -> list[Span]:
    """Return the numbers of cited documents: each ends in a 号, which is rare, while brackets are not."""
    found: list[Span] = []
    at = folded.find("号")
    while at >= 0:
        match = _cited().search(folded, max(0, at - LONGEST_CITED), at + 1)
        if match is not None:
            found.append(match.span())
        at = folded.find("号", at + 1)
    return found


def _back(folded: str, position: int) -> int:
    """Return where the run of letters, figures and dots before a mark begins, at most 40 characters back."""
    begin = position
    while (
        begin > max(0, position - 40)
        and folded[begin - 1].isascii()
        and (folded[begin - 1].isalnum() or folded[begin - 1] in "._-")
    ):
        begin -= 1
    return begin


# 《2025年工作要点(试行)》, also with 〈…〉 inside
@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"《[^《》\n]{1,150}》")


# “8+4” “一网通办” "一网通"; a quotation of a whole sentence is no name
@cache
def _quote(openers: str) -> re.Pattern[str]:
    # Most texts have one kind of quotation marks: the engine finds one character ten times as fast as one of several.
    return re.compile("|".join(_QUOTES[opener] for opener in openers))


# 国办发〔2018〕117号   京政字[2020]3 号
@cache
def _cited() -> re.Pattern[str]:
    return re.compile(r"[〔\[(【] ?(?:19|20)\d\d ?[〕\])】] ?(?:第 ?)?[0-9零一二三四五六七八九十百]{1,5} ?号\Z")


# 五张清单[3]
@cache
def _footnote() -> re.Pattern[str]:
    return re.compile(r"\[[0-9]{1,3}\]")


# 000014349/2018-00214
@cache
def _code() -> re.Pattern[str]:
    return re.compile(r"/(?<=[0-9]{6}/)(?:19|20)[0-9]{2}-[0-9]{4,6}(?![0-9])")


# 2026/7/24 15:32   上午09:30   (but 2.45:1 is a ratio)
@cache
def _clock() -> re.Pattern[str]:
    return re.compile(r":(?<=[0-2][0-9]:)(?<![0-9.][0-9]{2}:)[0-5][0-9](?::[0-5][0-9])?(?![0-9.:])")


# https://www.example.cn/2025/a_1.html, on a printed web page with its page count 2/8
@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"https?:[!-~]{1,300}(?: ?[0-9]{1,3} ?/ ?[0-9]{1,3}(?![0-9]))?|www\.[!-~]{1,300}")


# lianxi2025@example.cn
@cache
def _mail() -> re.Pattern[str]:
    return re.compile(r"@[A-Za-z0-9][A-Za-z0-9.-]{1,60}")


# 联系电话:021-55550000   邮编:201500
@cache
def _telephone() -> re.Pattern[str]:
    before = "|".join(re.escape(word) for word in load("contacts")["before"][0]["words"])
    return re.compile(rf"(?:{before})(?:号码|电话|方式)?[:( ]{{1,4}}(?P<number>[0-9][0-9\- ()/]{{4,40}})")
