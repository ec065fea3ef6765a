"""Bytes to text, or a refusal: never 乱码."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache

from schemas.errors import UnreadableFile

_SAMPLE = 40_000
"""Characters that are looked at to tell whether a decoding makes sense."""
_COMMON = 0.85
"""Share of the characters beyond ASCII that must be everyday Chinese: notices have 0.97 and more, wrong guesses 0.5."""
_DAMAGED = 0.01
"""Share of replacement characters from which a text counts as lost."""
_ADVICE = "open it in an editor, save it as UTF-8 and try again"

# Longest first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    (b"\x84\x31\x95\x33", "gb18030", "GB18030"),
)


def decode(name: str, data: bytes) -> str:
    """Return the text of `data`: UTF-8, GB18030 (GBK, GB2312), UTF-16 or UTF-32, without its byte order mark.

    Raises UnreadableFile where no encoding is certain, or where characters were already lost before.

    >>> decode("notice.txt", "任务分解".encode("gb18030"))
    '任务分解'
    """
    text = _by_mark(name, data)
    if text is None:
        text = _without_mark(name, data)
    # Old systems fill a file up to the end of a block.
    text = text.rstrip("\x00")
    lost = text.count("\ufffd") + 3 * text.count("锟斤拷")
    if lost > _DAMAGED * max(1, len(text)):
        message = f"{lost} of its characters were already lost (�, 锟斤拷); get the file again from its source"
        raise UnreadableFile(name, message)
    if _binary().search(text[:_SAMPLE]):
        raise UnreadableFile(name, "holds control characters that no text holds; it is damaged or no text file")
    return text


def _by_mark(name: str, data: bytes) -> str | None:
    """Return the text if a byte order mark names its encoding."""
    for mark, encoding, spoken in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                at = error.start + len(mark)
                raise UnreadableFile(name, f"is marked as {spoken} but damaged at byte {at}; {_ADVICE}") from error
    return None


def _without_mark(name: str, data: bytes) -> str:
    """Return the text by the first encoding that fits it for certain."""
    damaged_at: int | None = None  # not the error: it holds this frame, and with it the text, until cycles are looked for
    try:
        text = data.decode("utf-8")
        if b"\x00" not in data:
            # Good UTF-8 without zero bytes is no UTF-16: the share of plain characters need not be counted.
            return text
    except UnicodeDecodeError as error:
        damaged_at = error.start
    wide = _wide(data)
    if wide is not None:
        return wide
    if damaged_at is None:
        return text
    try:
        text = data.decode("gb18030")
        if _common_share(text) >= _COMMON:
            return text
    except UnicodeDecodeError:
        # What is wrong is said below, in the words of the likeliest encoding.
        pass
    raise UnreadableFile(name, f"{_likeliest(data, damaged_at)}; {_ADVICE}")


def _likeliest(data: bytes, damaged_at: int) -> str:
    """Return what is to be said of bytes that are neither whole UTF-8 nor Chinese in GB18030."""
    # GBK fails as UTF-8 at its first characters; UTF-8 that holds so long is UTF-8 with a damaged place.
    if not data[:damaged_at].isascii() and (2 * damaged_at > len(data) or damaged_at > 300):
        return f"looks like UTF-8 but is damaged at byte {damaged_at}"
    return "seems to be in Big5" if _looks_like_big5(data) else "is in an unknown encoding"


def _wide(data: bytes) -> str | None:
    """Return the text if it is surely UTF-16 without its mark: one byte order gives Chinese text and the other none."""
    if len(data) < 4 or len(data) % 2:
        return None
    shares: dict[str, float] = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            sample = data[: 2 * _SAMPLE].decode(encoding)
        except UnicodeDecodeError:
            continue
        shares[encoding] = _plain_share(sample)
    if not shares:
        return None
    encoding = max(shares, key=lambda key: shares[key])
    others = [share for key, share in shares.items() if key != encoding]
    if shares[encoding] < 0.97 or (others and others[0] > 0.7):
        return None
    try:
        # Bytes that are good UTF-8 are UTF-8, unless every other one is zero.
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\x00" not in data:
            return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plain_share(text: str) -> float:
    """Return which share of the characters is of a plain Chinese text: ASCII, everyday Han, punctuation, full width."""
    plain = sum(
        count
        for character, count in Counter(text).items()
        if (_is_common(character) if not character.isascii() else character.isprintable() or character in "\t\n\r\f")
    )
    return plain / max(1, len(text))


def _common_share(text: str) -> float:
    """Return which share of the characters beyond ASCII is everyday Chinese: GB 2312's symbols and first level."""
    counts = Counter(character for character in text[:_SAMPLE] if not character.isascii())
    total = sum(counts.values())
    return sum(count for character, count in counts.items() if _is_common(character)) / total if total else 1.0


def _is_common(character: str) -> bool:
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        # The no-break space, the middle dot and the dashes of Unicode are not in GB 2312.
        return character in "\u00a0·—–•〇○●■◆①②③④⑤⑥⑦⑧⑨⑩"
    return 0xA1 <= encoded[0] <= 0xA3 or 0xB0 <= encoded[0] <= 0xD7


def _looks_like_big5(data: bytes) -> bool:
    """Tell whether the bytes decode as Big5 to characters that are mostly of its everyday half."""
    try:
        text = data.decode("big5")
    except UnicodeDecodeError:
        return False
    wide = [character.encode("big5") for character in text[:_SAMPLE] if not character.isascii()]
    return bool(wide) and sum(0xA1 <= code[0] <= 0xC6 for code in wide) > 0.9 * len(wide)


@cache
def _binary() -> re.Pattern[str]:
    """Control characters that no editor writes. Form feed, vertical tab and the old end-of-file mark are let pass."""
    return re.compile("[\x00-\x06\x0e-\x19\x1b-\x1f]")
