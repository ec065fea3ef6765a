"""Give the characters of a font the code points that a Chinese text is written in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# U+2E80–U+2EF3 in order. Most have no compatibility mapping in Unicode, and some fonts map 门 to ⻔. `?` is unassigned.
_SUPPLEMENT = (
    "冫厂乛乚乙亻冂几刀刂卜㔾小小兀尢尢尣巳幺彑彐忄心扌攵?旡日月歹母民氵水灬爫爫丬牛犭王疋目示礻竹糹纟网罒罓罓"
    "冈羊羊羊老聿聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾"
    "齐齐齿齿龙龙龟龟龟"
)
# What Unicode gives for Kangxi radicals that the simplified script writes otherwise.
_TRADITIONAL = "見貝車長門韋頁風飛馬魚鳥鹵麥黃黽齊齒龍龜鬥戶"
_SIMPLIFIED = "见贝车长门韦页风飞马鱼鸟卤麦黄黾齐齿龙龟斗户"

UNKNOWN = "\ufffd"
"""What stands for a glyph whose font does not say which character it draws."""


@cache
def table(*, traditional: bool = False) -> dict[int, str]:
    """Return the translation of radicals and compatibility ideographs; every key has exactly one character.

    >>> "⻔诊⼯作".translate(table())
    '门诊工作'
    >>> "⾨診".translate(table(traditional=True))
    '門診'
    """
    simplify = {} if traditional else dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    complicate = dict(zip(_SIMPLIFIED, _TRADITIONAL, strict=True)) if traditional else {}
    found = {}
    for code, plain in enumerate(_SUPPLEMENT, 0x2E80):
        if plain != "?":
            found[code] = complicate.get(plain, plain)
    for code in range(0x2F00, 0x2FD6):
        plain = unicodedata.normalize("NFKC", chr(code))
        found[code] = simplify.get(plain, plain)
    for code in range(0xF900, 0xFAFF):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            found[code] = plain
    return found


def is_traditional(text: str) -> bool:
    """Return whether `text` writes 門 rather than 门, as far as it writes either.

    >>> is_traditional("部門會議"), is_traditional("部门会议")
    (True, False)
    """
    return sum(map(text.count, _TRADITIONAL)) > sum(map(text.count, _SIMPLIFIED))


def is_unknown(code: int) -> bool:
    """Return whether a code point says nothing of the character: none, replacement, private use, control."""
    return code < 32 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or 0x7F <= code < 0xA0 or 0xF0000 <= code <= 0x10FFFD


@cache
def _foreign() -> re.Pattern[str]:
    # ⻔诊⼯作
    return re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")


def needs_table(text: str) -> bool:
    """Return whether any character of `text` is a radical or a compatibility ideograph."""
    return _foreign().search(text) is not None
