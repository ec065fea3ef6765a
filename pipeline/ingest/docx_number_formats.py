"""Write an automatic number as Word prints it: 一, 壹, 甲, ①, ⑴, ⒈, iv, aa, 01."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
_LEGAL_JAPANESE = ("〇壱弐参四伍六七八九", "拾百阡萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_IDEOGRAPHS_IN_CIRCLES = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Word itself stops at 32,767; beyond a few thousand a letter or Roman number would only waste memory.
_LONGEST = 4000


def format_number(number: int, name: str, pattern: str | None = None) -> str:
    """Return `number` in the format of that name (ST_NumberFormat), as decimal where the format has no such number.

    `pattern` is the sample of a custom format, such as "001, 002, 003, ...".

    >>> [format_number(12, name) for name in ("chineseCounting", "ideographTraditional", "decimalEnclosedCircle")]
    ['十二', '12', '⑫']
    """
    if number < 0:
        return str(number)
    if name == "decimal":
        return str(number)
    written = _WRITERS[name](number) if name in _WRITERS else _custom(number, pattern) if name == "custom" else None
    return str(number) if written is None else written


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    """十, 十一, 二十, 九十九; from 100 on digit by digit, as the counting formats without “thousand” do."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return _positional(number)


def _thousand(
    number: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", *, bare_ten: bool = True
) -> str | None:
    """一百零一, 一千二百: with units, a skipped place said once as zero. None from ten thousand squared on."""
    if number >= 100_000_000:
        return None
    if number == 0:
        return digits[0]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        head = f"{_thousand(high, digits, units, bare_ten=bare_ten)}{units[3]}"
        if not low:
            return head
        return head + (digits[0] if low < 1000 else "") + str(_thousand(low, digits, units, bare_ten=False))
    written, gap = "", False
    for place, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    if bare_ten and 10 <= number < 20:
        return written[1:]
    return written


def _japanese(number: int) -> str | None:
    """十, 百一, 千二百: no digit one before a unit, no zero for a skipped place."""
    if number == 0 or number >= 10_000:
        return _positional(number)
    written = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("" if digit == 1 and unit else _DIGITS[digit]) + unit
    return written


def _sexagenary(number: int) -> str | None:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else None


def _letters(number: int) -> str | None:
    """A to z, then aa, bb … zz, aaa: the letter repeated, as Word does (not ab)."""
    if not 1 <= number <= _LONGEST:
        return None
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def _roman(number: int) -> str | None:
    if not 1 <= number <= _LONGEST:
        return None
    written = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        written += letters * count
    return written


def _upper(text: str | None) -> str | None:
    return None if text is None else text.upper()


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _from_row(first: str, count: int, number: int) -> str | None:
    """The number-th of `count` characters that follow one another in Unicode."""
    return chr(ord(first) + number - 1) if 1 <= number <= count else None


def _custom(number: int, pattern: str | None) -> str | None:
    """001, 002 …: as wide as the first sample of the pattern."""
    sample = (pattern or "").split(",", 1)[0].strip()
    return str(number).zfill(len(sample)) if sample.isdecimal() and len(sample) <= 8 else None


_WRITERS: dict[str, Callable[[int], str | None]] = {
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "koreanDigital2": _positional,
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _thousand(number, *_LEGAL_SIMPLIFIED, bare_ten=False),
    "ideographLegalTraditional": lambda number: _thousand(number, *_LEGAL_TRADITIONAL, bare_ten=False),
    "japaneseLegal": lambda number: _thousand(number, *_LEGAL_JAPANESE, bare_ten=False),
    "ideographTraditional": lambda number: _STEMS[number - 1] if 1 <= number <= 10 else None,
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if 1 <= number <= 12 else None,
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": lambda number: _IDEOGRAPHS_IN_CIRCLES[number - 1] if 1 <= number <= 10 else None,
    "decimalEnclosedCircle": lambda number: _from_row("①", 20, number),
    "decimalEnclosedCircleChinese": lambda number: _from_row("①", 20, number),
    "decimalEnclosedParen": lambda number: _from_row("⑴", 20, number),
    "decimalEnclosedFullstop": lambda number: _from_row("⒈", 20, number),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: str(number).zfill(2),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _upper(_letters(number)),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _upper(_roman(number)),
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "none": lambda _: "",
}
