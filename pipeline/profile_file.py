"""What a profile file (TOML) says of an office's words and marks: labels, columns, separators, numbering."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from extractors.outline.numbering import read_label
from extractors.reading.text import fold
from schemas.errors import RuleError
from schemas.profile import COLUMN_MEANINGS, HOLDS, LABEL_MEANINGS, ColumnWord, LabelWord, NumberForm, Profile

UNKNOWN = "?"
"""The meaning of a word whose meaning nobody has entered yet: it is read as without a profile."""
_WORDED = re.compile(r"(?P<before>[^\d一二三四五六七八九十]{0,6})(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?P<after>[一-鿿]{0,2})[:、.]?")
_TABLES: dict[str, Sequence[str]] = {
    "label": ("words", "meaning", "holds"),
    "column": ("words", "meaning", "holds"),
    "marks": ("separators", "between"),
    "numbering": ("forms", "tasks"),
    "list": ("ends",),
}


def load_profile(path: str | Path) -> Profile:
    """Return what a profile file says.

    Raises RuleError, naming the file, the table and the key, where an entry is wrong or a word stands twice, and where
    the file cannot be read.
    """
    path = Path(path)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), f"cannot be read as UTF-8 text ({error}). Check its name and encoding.") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(str(path), f"is no valid TOML ({error}). Correct it there.") from error
    try:
        return _profile(raw)
    except _Wrong as error:
        raise RuleError(str(path), str(error)) from error


class _Wrong(Exception):
    """What is wrong, beginning with the table and the key."""


def _profile(raw: Mapping[str, Any]) -> Profile:  # Any: a TOML table holds what its file says
    for table, keys in raw.items():
        if table not in _TABLES:
            raise _Wrong(f"{table!r} is not known. Use [[label]], [[column]], [marks], [numbering] or [list].")
        for number, entry in enumerate(keys if isinstance(keys, list) else [keys], 1):
            place = f"[[{table}]] number {number}" if table in ("label", "column") else f"[{table}]"
            if not isinstance(entry, dict) or isinstance(keys, list) != (table in ("label", "column")):
                brackets = "[[…]] in double brackets" if table in ("label", "column") else f"[{table}] once"
                raise _Wrong(f"{place}: is not written as a table. Write {brackets}.")
            unknown = sorted(set(entry) - set(_TABLES[table]))
            if unknown:
                raise _Wrong(f"{place}: {unknown[0]!r} is not known. Use {', '.join(_TABLES[table])}.")
    marks, numbering, ends = raw.get("marks", {}), raw.get("numbering", {}), raw.get("list", {})
    separators = _texts(marks, "separators", "[marks]", needed=False)
    between = _texts(marks, "between", "[marks]", needed=False)
    for mark in between:
        if len(mark) != 1 or mark.isalnum():
            raise _Wrong(f"[marks]: between: {mark!r} must be a single character that is no letter and no digit.")
    for mark in separators:
        if any(character.isalnum() for character in mark):
            raise _Wrong(f"[marks]: separators: {mark!r} must not hold letters or digits.")
    forms = tuple(_form(text) for text in _texts(numbering, "forms", "[numbering]", needed=False))
    return Profile(
        labels=tuple(LabelWord(*row) for row in _entries(raw.get("label", []), "label", LABEL_MEANINGS)),
        columns=tuple(ColumnWord(*row) for row in _entries(raw.get("column", []), "column", COLUMN_MEANINGS)),
        separators=separators,
        between=between,
        ends=_texts(ends, "ends", "[list]", needed=False),
        forms=forms,
        carries=_carries(numbering, forms),
    )


_Meaning = TypeVar("_Meaning", bound=str)


def _entries(
    entries: Iterable[Mapping[str, Any]], table: str, meanings: tuple[_Meaning, ...]
) -> Iterable[tuple[str, Any, Any]]:  # Any: a meaning and what it holds, checked here against the words allowed
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        place = f"[[{table}]] number {number}"
        meaning, holds = entry.get("meaning", UNKNOWN), entry.get("holds", "parties")
        if meaning != UNKNOWN and meaning not in meanings:
            raise _Wrong(f"{place}: meaning: {meaning!r} is not known. Use {', '.join(meanings)} or {UNKNOWN}.")
        if holds not in HOLDS:
            raise _Wrong(f"{place}: holds: {holds!r} is not known. Use {', '.join(HOLDS)}.")
        for word in _texts(entry, "words", place, needed=True):
            close = word.replace(" ", "")
            if close in seen:
                raise _Wrong(f"{place}: words: {word} stands in the file twice.")
            seen.add(close)
            if meaning != UNKNOWN:
                yield close, meaning, holds


def _texts(entry: Mapping[str, Any], key: str, place: str, *, needed: bool) -> tuple[str, ...]:
    """Return a list of texts, folded to half width and without the space around them."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise _Wrong(f"{place}: {key} must be a list of texts, and none of them empty.")
    if needed and not value:
        raise _Wrong(f"{place}: {key} must name one word at least.")
    return tuple(fold(text).strip() for text in value)


def _form(text: str) -> NumberForm:
    match = _WORDED.fullmatch(text)
    if match is None or not match["before"] + match["after"]:
        raise _Wrong(f"[numbering]: forms: {text!r} is no number with words around it. Write it as 任务一 or 第1项.")
    return NumberForm(match["before"], match["after"])


def _carries(numbering: Mapping[str, Any], forms: tuple[NumberForm, ...]) -> str | None:
    """Return the style of the number that the file gives as an example of those that carry the tasks."""
    text = numbering.get("tasks", "")
    if not isinstance(text, str):
        raise _Wrong("[numbering]: tasks must be a text, such as 1. or （一）.")
    if not text.strip():
        return None
    example = fold(text).strip()
    worded = _WORDED.fullmatch(example)
    if worded is not None and NumberForm(worded["before"], worded["after"]) in forms:
        return "worded"
    label = read_label(example + "题", 0, len(example) + 1)
    if label is None or label.end != len(example):
        raise _Wrong(f"[numbering]: tasks: {text!r} is no number that is known. Write an example, such as 1. or （一）, or one of forms.")
    return label.style
