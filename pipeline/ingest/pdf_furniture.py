"""Set page numbers, running lines and the table of contents of a pdf aside, found by place and by coming again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pipeline.ingest.pdf_lines import PrintedLine
from pipeline.ingest.pdf_page import PageLines
from schemas.breakdown import Furniture

_MARGIN = 0.2
"""Running headers and footers stand within this share of the page's height from its edge."""
_UNBROKEN = 0.7
"""On how large a share of the pages that it runs through a running header stands at least."""
_SAME_PLACE = 4.0
"""A running header comes again within this many points of the same height."""
_FEWEST_ENTRIES = 3
_AT_MOST = 6
"""Lines looked at from each edge of a page."""

_Kind = Literal["page_number", "running_header", "running_footer", "navigation"]

Edge = tuple[int, int]
"""A line near an edge: index of its page, index of its line."""


@cache
def _decorated() -> re.Pattern[str]:
    # — 3 — / - 3 - / ·3· / 第3页 / 第 3 页 共 11 页 / 第3页/共11页 / 3/11 / Page 3 of 11 / －3－
    return re.compile(
        r"(?:[-—–－―·•~～_.．]{1,4} ?(\d{1,4}) ?[-—–－―·•~～_.．]{1,4}"
        r"|(?:- ?)?第 {0,3}(\d{1,4}) {0,3}页[ ,，/／|]{0,4}(?:[(（]?共 {0,3}\d{1,4} {0,3}页[)）]?)?(?: ?-)?"
        r"|[Pp]age ?(\d{1,4})(?: ?(?:of|/) ?\d{1,4})?"
        r"|(\d{1,4}) ?[/／] ?\d{1,4})"
    )


@cache
def _bare() -> re.Pattern[str]:
    # 12 / xii
    return re.compile(r"\d{1,4}|[ivxlc]{1,7}")


@cache
def _browser() -> re.Pattern[str]:
    # https://www.example.gov.cn/art/2025/3/1/art_1.html 1/7  |  2025/3/1 15:32 关于印发…的通知_政府网
    return re.compile(
        r"(?:https?|file)://\S{1,500}(?: .{0,200})?"
        r"|20\d\d[/-]\d{1,2}[/-]\d{1,2}[ ,]{1,3}(?:[上下]午)?\d{1,2}:\d\d\b.{0,300}"
    )


@cache
def _leader() -> re.Pattern[str]:
    # 三、重大行动………………………………22
    return re.compile(r"[^.．·•…]{1,60}[.．·•… ]{5,300}\d{1,4} ?")


def set_aside(pages: Sequence[PageLines]) -> list[Furniture]:
    """Take running lines out of `pages` and return them.

    Only lines that nothing but furniture parts from the page's edge are looked at, so a sentence that happens to be
    repeated stays, and so does the letterhead of a notice, which stands on one page.
    """
    filled = [index for index, page in enumerate(pages) if page.lines or page.tables]
    if not filled:
        return []
    found: dict[Edge, _Kind] = {}
    for top in (True, False):
        candidates = _candidates(pages, filled, top=top)
        numbers = _page_numbers(pages, candidates)
        running = _running(pages, candidates, numbers, len(filled))
        for index, edges in candidates.items():
            for edge in edges:
                line = pages[edge[0]].lines[edge[1]]
                if edge in numbers:
                    found[edge] = "page_number"
                elif edge in running or (_in_margin(line, pages[index], 0.07) and _browser().fullmatch(line.text)):
                    found[edge] = "running_header" if top else "running_footer"
                else:
                    break
    found |= _contents(pages, filled)
    aside = []
    for index in filled:
        page = pages[index]
        kept = []
        for number, line in enumerate(page.lines):
            kind = found.get((index, number))
            if kind is None:
                kept.append(line)
            else:
                aside.append(Furniture(kind, line.text.strip(), page.number))
        page.lines = kept
    return aside


def _contents(pages: Sequence[PageLines], filled: Sequence[int]) -> dict[Edge, _Kind]:
    """Return the lines of a table of contents: headings with dots that lead to a page number, at least three of them.

    They say again what stands in the text; read as text they would be its sections twice.
    """
    found: dict[Edge, _Kind] = {
        (index, number): "navigation"
        for index in filled
        for number, line in enumerate(pages[index].lines)
        if _has_leader(line.text) and _leader().fullmatch(line.text)
    }
    return found if len(found) >= _FEWEST_ENTRIES else {}


def _has_leader(text: str) -> bool:
    return "....." in text or "……" in text or "·····" in text or "．．．．．" in text


def kind_of_aside(text: str) -> Literal["page_number"] | None:
    """Return whether text that stands on its side is the page's number: it stays upright beside a table laid across."""
    return "page_number" if _decorated().fullmatch(text.strip()) or _bare().fullmatch(text.strip()) else None


def _candidates(pages: Sequence[PageLines], filled: Sequence[int], *, top: bool) -> dict[int, list[Edge]]:
    """Return for each page the lines next to its top (or bottom) edge, outermost first."""
    found = {}
    for index in filled:
        page = pages[index]
        bases = [line.base for line in page.lines]
        order = sorted(range(len(bases)), key=bases.__getitem__, reverse=not top)
        limits = [box for _, box in page.tables]
        edges = []
        for number in order[:_AT_MOST]:
            line = page.lines[number]
            beyond = any(line.base > box[3] if top else line.base < box[1] for box in limits)
            if beyond or not _in_margin(line, page, _MARGIN) or (line.base < page.height / 2) != top:
                break
            edges.append((index, number))
        found[index] = edges
    return found


def _in_margin(line: PrintedLine, page: PageLines, share: float) -> bool:
    return line.bottom <= share * page.height or line.top >= (1 - share) * page.height


def _page_numbers(pages: Sequence[PageLines], candidates: dict[int, list[Edge]]) -> set[Edge]:
    """Return the lines that are page numbers: decorated ones, and bare ones that count on with the pages."""
    decorated: dict[Edge, int] = {}
    bare: dict[Edge, int] = {}
    for index, edges in candidates.items():
        for edge in edges:
            text = pages[edge[0]].lines[edge[1]].text.strip()
            match = _decorated().fullmatch(text)
            if match:
                decorated[edge] = int(next(group for group in match.groups() if group)) - index
            elif _bare().fullmatch(text):
                bare[edge] = (int(text) if text.isdigit() else _roman(text)) - index
    offsets = Counter((*decorated.values(), *bare.values()))
    found = {edge for edge, offset in bare.items() if offsets[offset] > 1}
    if not bare or decorated:
        # A fraction or a dash beside a number may be text: on one page only the usual form, at the very edge, counts.
        found |= set(decorated)
    if len(candidates) == 1:
        found |= {
            edge
            for edge, offset in bare.items()
            if offset == 1 and _in_margin(pages[edge[0]].lines[edge[1]], pages[edge[0]], 0.1)
        }
    return found


def _running(
    pages: Sequence[PageLines], candidates: dict[int, list[Edge]], numbers: set[Edge], filled: int
) -> set[Edge]:
    """Return the lines that come again at the same height of other pages, but for the number of the page in them."""
    seen: dict[str, list[tuple[float, Edge]]] = defaultdict(list)
    for index, edges in candidates.items():
        for edge in edges:
            if edge in numbers:
                continue
            line = pages[edge[0]].lines[edge[1]]
            text = line.text.replace(" ", "")
            # A fax says when each page came, and which it is.
            key = _digits().sub("#", text) if _clock().search(text) else _numberless(text, index + 1)
            seen[key].append((line.base, edge))
    found: set[Edge] = set()
    for places in seen.values():
        places.sort()
        group: list[tuple[float, Edge]] = []
        for base, edge in [*places, (1e9, (-1, -1))]:
            if group and base - group[-1][0] > _SAME_PLACE:
                if _is_enough({edge[0] for _, edge in group}, filled):
                    found |= {edge for _, edge in group}
                group = []
            group.append((base, edge))
    return found


@cache
def _digits() -> re.Pattern[str]:
    # the 2 of …/art_1.html 2/7
    return re.compile(r"\d{1,6}")


@cache
def _clock() -> re.Pattern[str]:
    # the time in 发件人: 区府办 2025-02-24 10:13 第2页/共9页
    return re.compile(r"\d[ ]?\d{1,2}:\d\d")


def _numberless(text: str, page: int) -> str:
    """Return a line with the number of its page, wherever it stands, written as #."""
    if str(page) not in text:
        return text
    return _digits().sub(lambda match: "#" if int(match[0]) == page else match[0], text)


def _is_enough(on: set[int], filled: int) -> bool:
    """Return whether a line that stands on these pages of a document runs through it, or through a part of it.

    It must stand on nearly all the pages between its first and its last (or on every other one of them): a clause that
    the body happens to repeat at the same height, as the clauses of a notice do, comes now and then.
    """
    step = 2 if len({index % 2 for index in on}) == 1 else 1
    reach = (max(on) - min(on)) // step + 1
    if len(on) < _UNBROKEN * reach:
        return False
    return len(on) >= 3 or (len(on) == 2 and filled <= (5 if step == 2 else 3))


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    numbers = [values[letter] for letter in text]
    return sum(-n if n < after else n for n, after in zip(numbers, [*numbers[1:], 0], strict=True))
