"""Full-text search that finds any stretch of Chinese, one character long or more, in SQLite's own FTS5.

FTS5 cuts at spaces, which Chinese has not, or into three characters, too long for 养老. So the text is indexed as
single characters (Latin words and numerals whole), and what is searched for becomes a phrase of them: 养老 is then
found in 居家养老服务 wherever it stands. Text and query are folded to one width first. Nothing but SQLite is needed to
ask: `SELECT … WHERE search MATCH '"养 老"'`.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.reading.text import fold

SEPARATOR = "\x1f"
"""Stands between two terms. FTS5 takes it for a space; no notice holds it."""

# Everything that can be seen is part of a term: a full stop or a 、 keeps the words on its sides apart.
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"

_MARK = ("\x02", "\x03")


def terms(text: str) -> str:
    """Return `text` as it is indexed: folded, control characters as spaces, a SEPARATOR between its terms.

    >>> terms("养老床位１２０张").split(SEPARATOR)
    ['养', '老', '床', '位', '120', '张']
    """
    return SEPARATOR.join(_term().findall(fold(_controls().sub(" ", text))))


def query(words: str) -> str:
    """Return the FTS5 query for what a person typed: every word (they are parted by spaces) must stand in the sentence.

    Nothing in it is an operator: quotes, AND, *, - and brackets are looked for as they are. Raises ValueError where
    nothing is left to look for.

    >>> query('养老 "3A级')
    '"养 老" AND \"\"\" 3 A 级"'
    """
    phrases = []
    for word in _controls().sub(" ", fold(words)).split():
        split = " ".join(_term().findall(word)).replace('"', '""')
        phrases.append(f'"{split}"')
    if not phrases:
        raise ValueError("nothing to look for")
    return " AND ".join(phrases)


def highlight_sql(table: str, column: int = 0) -> str:
    """Return the SQL expression whose value `spans` reads."""
    opening, closing = (f"char({ord(mark)})" for mark in _MARK)
    return f"highlight({table}, {column}, {opening}, {closing})"


def spans(highlighted: str) -> tuple[tuple[int, int], ...]:
    """Return where the hits stand in the text that was indexed, as half-open offsets.

    >>> spans(f"居{SEPARATOR}家{SEPARATOR}\\x02养{SEPARATOR}老\\x03{SEPARATOR}院")
    ((2, 4),)
    """
    found, offset, start = [], 0, 0
    for piece in _marks().split(highlighted.replace(SEPARATOR, "")):
        if piece == _MARK[0]:
            start = offset
        elif piece == _MARK[1]:
            found.append((start, offset))
        else:
            offset += len(piece)
    return tuple(found)


@cache
def _term() -> re.Pattern[str]:
    """Return the pattern of a term: Latin letters, digits or spaces together, anything else alone: 3|A|级, 120|张."""
    return re.compile("[A-Za-zÀ-ÖØ-öø-ʯ]++|[0-9]++|[ ]++|.", re.DOTALL)


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x1f\x7f-\x9f]")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("([\x02\x03])")
