"""What the elements of a page are to its reader: unseen, a block of its own, a heading, set in the middle, a kind of list."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "iframe", "object", "embed", "applet", "canvas", "svg",
     "math", "audio", "video", "select", "button", "input", "textarea", "datalist", "map", "xml", "rt", "rp", "del")
)  # fmt: skip
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
     "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def is_hidden(element: _Element) -> bool:
    """Say whether a browser shows nothing of an element."""
    if not element.attrib:
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _look(style).hidden


def is_block(element: _Element, tag: str) -> bool:
    """Say whether an element stands in lines of its own."""
    if tag in BLOCKS or tag in HEADINGS:
        return True
    style = element.get("style")
    return style is not None and _look(style).block


def is_centred(element: _Element) -> bool:
    """Say whether the text of an element is set in the middle."""
    if element.tag == "center" or (element.get("align") or "").lower() == "center":
        return True
    style = element.get("style")
    return style is not None and _look(style).centred


class _Look(NamedTuple):
    """What a style attribute says of an element, as far as its text is concerned."""

    hidden: bool
    block: bool
    centred: bool


# Editors write the same long style into every paragraph.
@lru_cache(512)
def _look(style: str) -> _Look:
    """Read a style attribute.

    >>> _look("color: red; DISPLAY : none")
    _Look(hidden=True, block=False, centred=False)
    """
    plain = re.sub(r"\s+", "", style[:2000]).lower()
    return _Look(
        "display:none" in plain or "visibility:hidden" in plain or "mso-hide:all" in plain,
        "display:block" in plain,
        "text-align:center" in plain,
    )


@cache
def _list_style() -> re.Pattern[str]:
    """style="list-style-type: cjk-ideographic"   style="list-style:none"."""
    return re.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}([a-z-]{3,30})", re.IGNORECASE)


def list_style(element: _Element, tag: str) -> str:
    """Return how a list marks its items: a style's name, or the old type (1, a, A, i, I)."""
    match = _list_style().search(element.get("style") or "")
    return match[1].lower() if match else element.get("type") or ("decimal" if tag == "ol" else "disc")
