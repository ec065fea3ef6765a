"""Split rtf into its tokens, and know the characters that its control words and code pages stand for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.ingest.docx_breaks import LINE, PAGE


class Token(NamedTuple):
    """A brace, a control word with its number, bytes written in hexadecimal, or plain text (one byte a character).

    `kind` is "{", "}", "word", "hex" or "text"; for a word `text` is its name. A run of Unicode characters that each
    have `number` bytes for old readers is "unicode", and `text` is as it stands in the file: most of a Chinese file.
    """

    kind: str
    text: str
    number: int | None = None


# What a control word shows.
SHOWN = {
    "tab": "\t", "line": LINE, "lbr": LINE, "softline": LINE, "page": PAGE, "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "~": "\u00a0", "_": "-",
}  # fmt: skip

SYMBOLS = "symbols"
"""The code page of fonts whose bytes are pictures."""
_EAST_ASIAN = {128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950"}
_OTHERS = {
    2: SYMBOLS, 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PAGES = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 10008: "gb18030", 65001: "utf-8", 950: "cp950"}
_WIDE = frozenset((*_EAST_ASIAN.values(), "utf-8"))


_ONE = (
    r"(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,40})(?P<number>-?\d{1,10})? ?|(?P<hex>(?:\\'[0-9A-Fa-f]{2})+)"
    r"|\\(?P<sign>[\s\S])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)


@cache
def _token() -> re.Pattern[str]:
    # {\rtf1\ansi\ansicpg936 \'b9\'d8\u20110 ?}
    return re.compile(_ONE)


@cache
def _token_or_run() -> re.Pattern[str]:
    # \u20851\'b9\'d8\u20110\'d3\'da   \u20851\'3f\u20110\'3f
    one = r"\\u-?\d{1,6} ?(?:\\'[0-9A-Fa-f]{2})"
    return re.compile(rf"(?P<pairs>(?:{one}{{2}})++)|(?P<singles>(?:{one})++)|{_ONE}")


@cache
def _code() -> re.Pattern[str]:
    return re.compile(r"u(-?\d{1,6})")


def characters(run: str) -> str:
    r"""Return the characters of a run of Unicode characters.

    >>> characters(r"\u20851\'3f\u20110\'3f")
    '关于'
    """
    return "".join([chr(int(code) & 0xFFFF) for code in _code().findall(run)])


def tokens(source: str, *, runs: bool = True) -> Iterator[Token]:
    """Yield the tokens of `source`, which holds one byte of the file a character; binary data is left out.

    Without `runs` every Unicode character and its byte are tokens of their own.

    >>> [token.text for token in tokens(r"{\\b0 a\\'b9\\'d8\\~}")]
    ['{', 'b', 'a', '¹Ø', '~', '}']
    """
    match_at = (_token_or_run() if runs else _token()).match
    place, size = 0, len(source)
    while place < size:
        match = match_at(source, place)
        if match is None:
            return
        place = match.end()
        kind = match.lastgroup
        if kind == "brace":
            yield Token(match[0], match[0])
        elif kind == "text":
            yield Token("text", match[0])
        elif kind in ("pairs", "singles"):
            yield Token("unicode", match[0], 2 if kind == "pairs" else 1)
        elif kind == "hex":
            yield Token("hex", bytes.fromhex(match[0].replace("\\'", "")).decode("latin-1"))
        elif kind == "sign":
            sign = match["sign"]
            if sign in "\r\n":
                yield Token("word", "par")
            elif sign in "\\{}":
                yield Token("text", sign)
            elif sign == "\t":
                yield Token("word", "tab")
            else:
                yield Token("word", sign)
        elif kind is not None:
            number = match["number"]
            value = None if number is None else int(number)
            if match["word"] == "bin":
                place += max(value or 0, 0)
            else:
                yield Token("word", match["word"], value)


def code_page(number: int | None) -> str:
    """Return the name of the codec of a code page.

    >>> code_page(936), code_page(1252), code_page(None)
    ('gb18030', 'cp1252', 'cp1252')
    """
    if number in _PAGES:
        return _PAGES[number]
    name = f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def charset(number: int, default: str) -> str:
    """Return the codec of a font's character set; what is Western there is as the whole document where that is wide.

    A Chinese Word writes the Chinese of a paragraph set in a Western font in its own code page.
    """
    if number in _EAST_ASIAN:
        return _EAST_ASIAN[number]
    if number in _OTHERS:
        return _OTHERS[number]
    return default if number == 1 or default in _WIDE else "cp1252"


def decoded(source: str, codec: str) -> str:
    """Return bytes (one a character) as text; those that are no text in a wide code page are Western.

    >>> decoded("¹Ø", "gb18030"), decoded("ab", "gb18030")
    ('关', 'ab')
    """
    if source.isascii():
        return source
    raw = source.encode("latin-1")
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return raw.decode(codec, "replace") if codec not in _WIDE else _western(raw, codec)


def _western(raw: bytes, codec: str) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode(codec, "replace")
