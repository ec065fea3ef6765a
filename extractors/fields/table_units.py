"""Units of indicator tables: in a column of their own, or in brackets behind what is measured."""

from __future__ import annotations

from extractors.fields.quantity_units import unit_kinds

LONGEST_UNIT = 12
_MAGNITUDES = "十百千万亿"


def is_unit(words: str) -> bool:
    """Say whether the words are a unit: a known one with its magnitude, or a rate of such.

    >>> is_unit("万吨"), is_unit("1/10万"), is_unit("名/10万人"), is_unit("含县级")
    (True, True, True, False)
    """
    if not words or len(words) > LONGEST_UNIT:
        return False
    if words in ("1/10万", "/10万"):
        return True
    first, *rest = words.replace("·", "/").split("/")
    return _known(first) and all(_known(part.lstrip("0123456789每")) or part.strip(_MAGNITUDES) == "" for part in rest)


def _known(words: str) -> bool:
    known = unit_kinds()
    return words in known or words.lstrip(_MAGNITUDES) in known or words.removeprefix("个").lstrip(_MAGNITUDES) in known


def as_unit(words: str) -> str | None:
    """Return the unit that the words of a cell name, None where they name none (—, 空)."""
    plain = words.replace(" ", "").replace("\n", "").strip("()")
    if not is_unit(plain):
        return None
    return "/10万" if plain == "1/10万" else plain


def bracketed_unit(folded: str, start: int, end: int) -> tuple[str | None, int]:
    """Return the unit in brackets at the end of `folded[start:end]` and where the words before it end.

    >>> bracketed_unit("森林覆盖率(%)", 0, 8), bracketed_unit("覆盖率(含县级)", 0, 8)
    (('%', 5), (None, 8))
    """
    stop = end
    while stop > start and folded[stop - 1] in " \n\t":
        stop -= 1
    if stop <= start or folded[stop - 1] != ")":
        return None, end
    opening = folded.rfind("(", start, stop)
    if opening <= start - 1 or opening < 0:
        return None, end
    unit = as_unit(folded[opening + 1 : stop - 1])
    return (unit, opening) if unit is not None else (None, end)
