"""The text twice: as written, and folded to one width for matching, offset for offset the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from extractors.reading.numerals import Numeral, find_numerals, splits_numeral
from extractors.reading.variants import SIMPLIFIED, TRADITIONAL
from schemas.breakdown import Evidence
from schemas.document import SourceDocument
from schemas.profile import NO_PROFILE, Profile
from schemas.records import maker

_evidence_of = maker(Evidence)

BULLETS = "●■◆▲△★☆◇□▪▶•※"
"""The marks that open an item in place of a number, in folded text (○ folds to 零)."""

# Full-width forms U+FF01–U+FF5E are their ASCII twins shifted by 0xFEE0.
_FOLDS: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDS |= {ord(wide): narrow for wide, narrow in zip("\u3000\u00a0\u2002\u2003\u2009", "     ", strict=True)}
# Dashes that join ranges: 2025—2027, 4.5–5%, 64～76%.
_FOLDS |= {ord(dash): "-" for dash in "—–－―‐‑‒─━"}
_FOLDS |= dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))
_FOLDS |= {ord(wave): "~" for wave in "～〜∼"}
_FOLDS |= {ord("〇"): "零", ord("○"): "零", ord("﹪"): "%", ord("․"): ".", ord("﹒"): "."}
_FOLDS |= {ord(colon): ":" for colon in "︰﹕∶"}


@cache
def _folding() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the characters that fold as one class, and what each becomes."""
    table = {chr(code): plain for code, plain in _FOLDS.items()}
    return re.compile("[" + "".join(map(re.escape, table)) + "]"), table


def fold(text: str) -> str:
    """Return `text` with width and look-alike differences removed, of the same length.

    >>> fold("（牵头领导：徐敏，２家）"), fold("二OO八年")
    ('(牵头领导:徐敏,2家)', '二零零八年')
    """
    # Few of the characters occur in one text: replacing each that does, everywhere, once the search comes upon it, is many
    # times faster than str.translate. No character folds into one that folds, so that nothing before the place is left.
    pattern, table = _folding()
    match = pattern.search(text)
    while match is not None:
        text = text.replace(match.group(), table[match.group()])
        match = pattern.search(text, match.end())
    if any(cue in text for cue in _LATIN_ZEROS):
        text = _loose_year().sub(lambda year: re.sub("[Oo0]", "零", year[0]), text)
    return text


_LATIN_ZEROS = ("二O", "二o", "二0", "O年")


@cache
def _loose_year() -> re.Pattern[str]:
    # 二OO八(年)   二0二五(年), as a keyboard without 〇 writes them
    return re.compile("二[零一二三四五六七八九Oo0]{3}(?=年)")


@cache
def _uneven() -> re.Pattern[str]:
    """White space, or a character that folds."""
    return re.compile(r"[\s" + _folding()[0].pattern[1:])


def is_bare(text: str) -> bool:
    """Say whether `text` is folded already and holds no white space.

    >>> is_bare("新建2家"), is_bare("新建 2家"), is_bare("新建２家")
    (True, False, False)
    """
    return _uneven().search(text) is None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its folded text, and what a profile says of its words.

    Rules match on `folded`; quotes come from `text`.
    """

    document: SourceDocument
    text: str
    folded: str
    profile: Profile = NO_PROFILE
    _numerals: list[Numeral] = field(default_factory=list, init=False, repr=False, compare=False)
    _numeral_starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, document: SourceDocument, profile: Profile = NO_PROFILE) -> Reading:
        """Fold a document's text once for all rules."""
        # One that came from another process is equal to NO_PROFILE and yet another object: rules ask which it is.
        return cls(document, document.text, fold(document.text), NO_PROFILE if profile == NO_PROFILE else profile)

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Return the evidence of `text[start:end]` with its page and box."""
        if not self.document.lines:
            return _evidence_of(start, end, self.text[start:end], None, None, rule)
        page, bbox = self.document.place(start, end)
        return _evidence_of(start, end, self.text[start:end], page, bbox, rule)

    def evidences(self, spans: Iterable[tuple[int, int]], rule: str) -> list[Evidence]:
        """Return the evidence of every span, all found by one rule."""
        if self.document.lines:
            return [self.evidence(start, end, rule) for start, end in spans]
        text = self.text
        return [_evidence_of(start, end, text[start:end], None, None, rule) for start, end in spans]

    def numerals(self, start: int, end: int) -> tuple[Numeral, ...]:
        """Return the numerals of `folded[start:end]`, as `find_numerals` does; the text is scanned once for all calls."""
        if splits_numeral(self.folded, start) or splits_numeral(self.folded, end):
            return find_numerals(self.folded, start, end)
        if not self._numeral_starts:
            self._numerals.extend(find_numerals(self.folded, 0, len(self.folded)))
            self._numeral_starts.extend(numeral.start for numeral in self._numerals)
            self._numeral_starts.append(len(self.folded))  # says that the text was scanned, if it holds no numeral
        first = bisect_left(self._numeral_starts, start)
        return tuple(self._numerals[first : bisect_left(self._numeral_starts, end, first)])

    def trim(self, start: int, end: int, characters: str = " \t\n") -> tuple[int, int]:
        """Return the span without the given folded characters at either end."""
        folded = self.folded
        while start < end and folded[start] in characters:
            start += 1
        while end > start and folded[end - 1] in characters:
            end -= 1
        return start, end
