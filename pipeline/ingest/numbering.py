"""Count Word's automatic numbers and give each paragraph the label a typist would have written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.docx_names import RPR, VAL, W, chosen, is_on, says_on, value, whole_number
from pipeline.ingest.docx_number_formats import format_number
from pipeline.ingest.docx_symbols import bullet_mark

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.ingest.docx_styles import Styles

LEVELS = 9
# Word allows 255 characters; a longer one, repeated before every paragraph, would fill the memory.
_LONGEST_LABEL = 255
_NUMBER_FORMAT = W + "numFmt"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose use restarts it: 0 never, None any level above."""

    start: int = 0
    number_format: str = "decimal"
    pattern: str | None = None
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it: which abstract list it counts in, its levels, and the starts it imposes once."""

    abstract: str
    levels: tuple[Level | None, ...]
    starts: dict[int, int]


class Counting:
    """The lists of a document and how far each has counted. Call `label` once for each paragraph, in order.

    What Word does: the counters belong to the abstract list, so all lists that share it go on counting where another
    stopped; a startOverride restarts its level when its list first reaches that level; a level starts anew after a
    level above it was used (or as lvlRestart says); a level that was skipped counts as if it stood at its start.
    `read` gives the list of a name, None where there is none; it is asked once for each.
    """

    def __init__(self, read: Callable[[str], List | None]) -> None:
        self._read = read
        self._lists: dict[str, List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._imposed: set[tuple[str, int]] = set()

    def level_of(self, num_id: str, style_ids: Iterable[str]) -> int | None:
        """Return the level (from 0) of the list that is linked to the first of the styles that is linked at all."""
        found = self._list(num_id)
        if found is None:
            return None
        linked = {level.style: index for index, level in enumerate(found.levels) if level is not None and level.style}
        return next((linked[style_id] for style_id in style_ids if style_id in linked), None)

    def label(self, num_id: str, ilvl: int) -> str | None:
        """Count one paragraph of that list and level (from 0); return its label with what follows it, or None.

        None means that the paragraph has no number: numId 0, no such list, no such level. The label is "" where
        the level prints nothing but counts.
        """
        found = self._list(num_id)
        if found is None or not 0 <= ilvl < LEVELS:
            return None
        level = found.levels[ilvl]
        if level is None:
            return None
        counters = self._advance(num_id, found, ilvl)
        if level.number_format == "bullet":
            return typed(bullet_mark(level.text, level.font), level.suffix)
        return typed(_render(level, found, counters)[:_LONGEST_LABEL], level.suffix)

    def _advance(self, num_id: str, found: List, ilvl: int) -> list[int | None]:
        counters = self._counters.setdefault(found.abstract, [None] * LEVELS)
        for index in range(ilvl + 1):
            if index in found.starts and (num_id, index) not in self._imposed:
                self._imposed.add((num_id, index))
                counters[index] = None
        for index in range(ilvl):
            if counters[index] is None:
                counters[index] = _start(found, index)
        reached = counters[ilvl]
        counters[ilvl] = _start(found, ilvl) if reached is None else reached + 1
        for index in range(ilvl + 1, LEVELS):
            below = found.levels[index]
            restart = None if below is None else below.restart
            if restart is None or ilvl < restart:
                counters[index] = None
        return counters

    def _list(self, num_id: str) -> List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id)
        return self._lists[num_id]


class Numbering(Counting):
    """The lists that the numbering part of a docx defines."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        # Not a method of its own: an object that holds itself keeps the whole part in memory until cycles are looked for.
        super().__init__(_Definitions(root, styles).read_list)


class _Definitions:
    """What the numbering part says of each list."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums: dict[str, _Element] = {}
        self._abstracts: dict[str, _Element] = {}
        if root is not None:
            self._nums = {element.get(W + "numId") or "": element for element in root.findall(W + "num")}
            self._abstracts = {
                element.get(W + "abstractNumId") or "": element for element in root.findall(W + "abstractNum")
            }

    def read_list(self, num_id: str) -> List | None:
        num = self._nums.get(num_id)
        if num is None or num_id == "0":
            return None
        abstract_id = self._resolve_link(value(num, W + "abstractNumId") or "")
        abstract = self._abstracts.get(abstract_id)
        if abstract is None:
            return None
        levels: list[Level | None] = [None] * LEVELS
        for element in abstract.findall(W + "lvl"):
            _put(levels, element)
        starts: dict[int, int] = {}
        for override in num.findall(W + "lvlOverride"):
            index = whole_number(override.get(W + "ilvl"))
            if index is None or not 0 <= index < LEVELS:
                continue
            replaced = override.find(W + "lvl")
            if replaced is not None:
                _put(levels, replaced, index)
            start = whole_number(value(override, W + "startOverride"))
            if start is not None:
                starts[index] = start
        return List(abstract_id, tuple(levels), starts)

    def _resolve_link(self, abstract_id: str) -> str:
        """Follow numStyleLink: the list is the one that the numbering style of that name defines."""
        for _ in range(LEVELS):
            abstract = self._abstracts.get(abstract_id)
            link = value(abstract, W + "numStyleLink")
            if link is None:
                return abstract_id
            num = self._nums.get(self._styles.number_of(link) or "")
            target = value(num, W + "abstractNumId")
            if target is None or target == abstract_id:
                linked = (key for key, other in self._abstracts.items() if value(other, W + "styleLink") == link)
                target = next(linked, None)
            if target is None:
                return abstract_id
            abstract_id = target
        return abstract_id


def typed(label: str, suffix: str) -> str:
    """Return a label with the blank that a typist puts after it.

    Chinese labels close themselves (一、 （一） 1） ①) and a typist goes on at once, whatever tab Word has set there.
    Others (1. 第一条 ●) take one space, unless the list says that nothing follows.

    >>> typed("一、", "tab"), typed("1.", "tab"), typed("第一条", "space"), typed("1.", "nothing"), typed("——", "tab")
    ('一、', '1. ', '第一条 ', '1.', '——')
    """
    label = label.strip()
    if not label or suffix == "nothing" or _closes_itself().search(label):
        return label
    return label + " "


@cache
def _closes_itself() -> re.Pattern[str]:
    # 一、 （一） 1) ① ⑴ ⒈ ㈠ １． 1： ——
    return re.compile(r"[、。，）)〕】》：:．—─①-⒛㈠-㈩㊀-㊉㉑-㊿]$")


def _start(found: List, index: int) -> int:
    if index in found.starts:
        return found.starts[index]
    level = found.levels[index]
    return 1 if level is None else level.start


def _render(level: Level, found: List, counters: list[int | None]) -> str:
    """Fill %1 to %9 of the label; a level that is a bullet, or does not exist, has no number to print."""

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        source = found.levels[index]
        counted = counters[index]
        if source is None or source.number_format == "bullet":
            return ""
        if counted is None:
            counted = source.start
        if level.legal and source.number_format != "none":
            return str(counted)
        return format_number(counted, source.number_format, source.pattern)

    return _placeholder().sub(number, level.text)


@cache
def _placeholder() -> re.Pattern[str]:
    # （%1）  %1.%2.
    return re.compile(r"%([1-9])")


def _put(levels: list[Level | None], element: _Element, index: int | None = None) -> None:
    if index is None:
        index = whole_number(element.get(W + "ilvl"))
    if index is not None and 0 <= index < LEVELS:
        levels[index] = _read_level(element)


def _read_level(element: _Element) -> Level:
    number_format, pattern = _read_format(element)
    start = whole_number(value(element, W + "start"))
    text = element.find(W + "lvlText")
    shown = "" if text is None or says_on(text.get(W + "null")) else text.get(VAL) or ""
    if element.find(W + "lvlPicBulletId") is not None and number_format == "bullet" and not shown.strip():
        shown = "●"
    fonts = None if (run := element.find(RPR)) is None else run.find(W + "rFonts")
    level = Level(
        # A level without w:start starts at 0, says the standard.
        start=0 if start is None else start,
        number_format=number_format,
        pattern=pattern,
        text=shown[:_LONGEST_LABEL],
        restart=whole_number(value(element, W + "lvlRestart")),
        legal=is_on(element, W + "isLgl"),
        suffix=value(element, W + "suff") or "tab",
        style=value(element, W + "pStyle"),
        font="" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "",
    )
    run_properties = element.find(RPR)
    return replace(level, text="") if is_on(run_properties, W + "vanish") else level


def _read_format(element: _Element) -> tuple[str, str | None]:
    """The number format and the pattern of a custom one, which Word 2010 wraps in alternatives."""
    found = element.find(_NUMBER_FORMAT)
    if found is None:
        for alternate in element:
            if isinstance(alternate.tag, str) and alternate.tag.endswith("}AlternateContent"):
                choice = chosen(alternate)
                found = None if choice is None else choice.find(_NUMBER_FORMAT)
                break
    if found is None:
        return "decimal", None
    return found.get(VAL) or "decimal", found.get(W + "format")
