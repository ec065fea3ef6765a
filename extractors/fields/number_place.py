"""A numeral with its surroundings, as the rules of numbers look at it."""

from __future__ import annotations

from decimal import Decimal

from extractors.fields.number_units import unit_after
from extractors.reading.numerals import Numeral
from schemas.breakdown import NumberClass

Verdict = tuple[NumberClass, str]
WEAK: Verdict = ("unexplained", "numbers.weak")
"""No verdict of its own: it takes that of the numeral it is joined to, or stays unexplained."""


class Place:
    """A numeral in the folded text; `before` and `after` are what stands beside it, spaces passed over."""

    __slots__ = ("_unit", "after", "before", "chinese", "end", "folded", "start", "value", "written")

    def __init__(self, folded: str, numeral: Numeral) -> None:
        start, end = numeral.start, numeral.end
        self.folded, self.start, self.end = folded, start, end
        self.value: Decimal = numeral.value
        self.chinese: bool = numeral.chinese
        self.written = folded[start:end]
        before = folded[start - 1 : start]
        self.before = folded[start - 2 : start - 1] if before == " " and not numeral.chinese else before
        self.after = folded[end : end + 12].lstrip(" ")
        self._unit: tuple[str, int] | bool | None = False  # False: not looked for yet

    def unit(self) -> str | None:
        """Return the unit that follows, None where none does."""
        if isinstance(self._unit, bool):
            self._unit = unit_after(self.folded, self.end)
        return None if self._unit is None else self._unit[0]

    def unit_end(self) -> int:
        """Return where the numeral ends with its unit."""
        return self.end if self.unit() is None or not isinstance(self._unit, tuple) else self._unit[1]

    def opens_line(self, shift: int = 0) -> bool:
        """Say whether only spaces or an opening bracket stand before, back to the line's start."""
        position = self.start + shift
        before = self.folded[max(0, position - 12) : position].rstrip(" \t(-")
        return not before or before[-1] == "\n"

    def opens_run_on(self) -> bool:
        """Say whether an item may begin here in a cell, or in a text whose lines were run together (…。  1.县级路长, 附件:1.)."""
        two = self.folded[max(0, self.start - 2) : self.start]
        return two in ("  ", "。 ", "; ", "。\t", "件:") or two[-1:] in ("。", ";", "\t")

    def opens_clause(self, shift: int = 0) -> bool:
        """Say whether a sentence or clause begins here."""
        position = self.start + shift
        return position == 0 or self.folded[position - 1] in "。;,:\n \t"
