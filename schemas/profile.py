"""What a profile says of the words and marks of an office that the lexicons do not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

LabelMeaning = Literal["lead", "responsible", "supporting", "in_charge", "contact", "deadline", "ignore"]
ColumnMeaning = Literal[
    "lead", "responsible", "supporting", "in_charge", "contact", "deadline", "title", "measures", "target", "number",
    "section", "ignore",
]
Holds = Literal["departments", "officials", "parties"]

LABEL_MEANINGS: tuple[LabelMeaning, ...] = get_args(LabelMeaning)
COLUMN_MEANINGS: tuple[ColumnMeaning, ...] = get_args(ColumnMeaning)
HOLDS: tuple[Holds, ...] = get_args(Holds)


@dataclass(frozen=True, slots=True)
class LabelWord:
    """A label (主抓部门), what it announces, and whether its value is units, people or either."""

    word: str
    meaning: LabelMeaning
    holds: Holds = "parties"


@dataclass(frozen=True, slots=True)
class ColumnWord:
    """The header of a column, what the column holds, and whether its parties are units, people or either."""

    word: str
    meaning: ColumnMeaning
    holds: Holds = "parties"


@dataclass(frozen=True, slots=True)
class NumberForm:
    """Numbers with words around them: 任务一 has `before` 任务, 第一项 has `before` 第 and `after` 项."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The words and marks of an office. All words are folded to half width and without spaces.

    `separators` stand between a label and its value as a colon does, `between` (single characters) between two names.
    `ends` are the words a line begins with that ends the list of tasks. `forms` are numbers the outline is to know, and
    `carries` is the style of numbering (as extractors/outline/numbering.py names it; `worded` for `forms`) whose items
    are the tasks.
    """

    labels: tuple[LabelWord, ...] = ()
    columns: tuple[ColumnWord, ...] = ()
    separators: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    forms: tuple[NumberForm, ...] = ()
    carries: str | None = None


NO_PROFILE = Profile()
"""The profile that says nothing: what is read without a profile."""
