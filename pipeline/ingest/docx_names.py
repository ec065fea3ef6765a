"""The element and attribute names of WordprocessingML that the reader knows, spelled out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  the prefix that the format itself uses

P, R_, T, TAB, BR, CR = W + "p", W + "r", W + "t", W + "tab", W + "br", W + "cr"
PPR, RPR, TBL, TR, TC, SDT = W + "pPr", W + "rPr", W + "tbl", W + "tr", W + "tc", W + "sdt"
SDT_PR, SDT_CONTENT = W + "sdtPr", W + "sdtContent"
VAL = W + "val"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
FIELD_CHAR, INSTRUCTION = W + "fldChar", W + "instrText"
CHUNK = W + "altChunk"
TEXT_BOX = W + "txbxContent"

_OFF = frozenset({"0", "false", "off", "none"})


def is_on(parent: _Element | None, tag: str) -> bool:
    """Say whether the on/off property `tag` stands under `parent` and is not switched off."""
    if parent is None:
        return False
    found = parent.find(tag)
    return found is not None and (found.get(VAL) or "1").lower() not in _OFF


def says_on(text: str | None) -> bool:
    """Say whether an on/off attribute is on; an absent one is off.

    >>> says_on("1"), says_on(None)
    (True, False)
    """
    return text is not None and text.lower() in ("1", "true", "on")


def value(parent: _Element | None, tag: str) -> str | None:
    """Return the w:val of the child `tag`, None where there is no such child or value."""
    if parent is None:
        return None
    found = parent.find(tag)
    return None if found is None else found.get(VAL)


def whole_number(text: str | None) -> int | None:
    """Return an attribute's integer, None where it is absent or no integer.

    >>> whole_number("3"), whole_number("x"), whole_number(None)
    (3, None, None)
    """
    if text is None or len(text) > 12:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def occurring(root: _Element, *tags: str) -> frozenset[str]:
    """Return those of the tags that occur under `root`: one fast pass that lets the walk skip what cannot occur."""
    return frozenset(str(element.tag) for element in root.iter(*tags))


def chosen(alternate: _Element) -> _Element | None:
    """Return the one alternative of mc:AlternateContent that is read: the first Choice, else the Fallback."""
    choice = alternate.find(CHOICE)
    return choice if choice is not None else alternate.find(FALLBACK)
