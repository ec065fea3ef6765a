"""What a paragraph inherits from its style: heading level, numbering, hidden text; chains of basedOn resolved once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.docx_names import PPR, RPR, VAL, W, is_on, says_on, value, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

# Real chains are three or four long; a chain that bites its tail ends here.
_LONGEST_CHAIN = 32
# Outline level 9 means body text.
_BODY_LEVEL = 9
_STYLE_END, _TABLE_STYLE = b"</w:style>", b'<w:style w:type="table"'
_LATENT, _LATENT_END = b"<w:latentStyles", b"</w:latentStyles>"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The properties of a paragraph style after inheritance. `chain` is the style and those it is based on.

    `level` counts from 1; `heading` may hold without a level (the style Title). `num_id` is None where the style
    says nothing of numbering, "0" where it switches numbering off.
    """

    chain: tuple[str, ...] = ()
    heading: bool = False
    level: int | None = None
    contents: bool = False
    num_id: str | None = None
    ilvl: int | None = None
    hidden: bool = False
    centred: bool = False


class Styles:
    """The styles part, looked up by style id; every style is resolved when it is first asked for.

    `hide_something` says that some style makes its text hidden.
    """

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._default: str | None = None
        self.hide_something = root is not None and next(root.iter(W + "vanish"), None) is not None
        self._paragraph: dict[str | None, ParagraphStyle] = {}
        self._hides: dict[str, bool] = {}
        if root is None:
            return
        for element in root.findall(W + "style"):
            style_id = element.get(W + "styleId")
            if style_id is None:
                continue
            self._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and says_on(element.get(W + "default")):
                self._default = style_id

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return what a paragraph of that style inherits; None and unknown ids mean the default style."""
        known = self._paragraph.get(style_id)
        if known is None:
            known = self._paragraph[style_id] = self._resolve(style_id if style_id in self._elements else self._default)
        return known

    def hides(self, style_id: str) -> bool:
        """Say whether the character (or paragraph) style makes its text hidden."""
        known = self._hides.get(style_id)
        if known is None:
            known = self._hides[style_id] = self._says_hidden(style_id)
        return known

    def number_of(self, style_id: str) -> str | None:
        """Return the numId that a style (of whatever type) names itself."""
        element = self._elements.get(style_id)
        return None if element is None else value(_number_properties(element), W + "numId")

    def _says_hidden(self, style_id: str) -> bool:
        for element in self._chain(style_id):
            run = element.find(RPR)
            if run is not None and run.find(W + "vanish") is not None:
                return is_on(run, W + "vanish")
        return False

    def _chain(self, style_id: str | None) -> list[_Element]:
        chain: list[_Element] = []
        while style_id is not None and len(chain) < _LONGEST_CHAIN:
            element = self._elements.get(style_id)
            if element is None:
                break
            chain.append(element)
            style_id = value(element, W + "basedOn")
        return chain

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        chain = self._chain(style_id)
        if not chain:
            return ParagraphStyle()
        numbers = [_number_properties(element) for element in chain]
        outline = next((found for element in chain if (found := _outline_level(element)) is not None), None)
        name = (value(chain[0], W + "name") or "").lower()
        level = None if outline is None or outline >= _BODY_LEVEL else outline + 1
        alignment = next((side for element in chain if (side := value(element.find(PPR), W + "jc"))), None)
        return ParagraphStyle(
            chain=tuple(element.get(W + "styleId") or "" for element in chain),
            heading=level is not None or name in ("title", "subtitle"),
            level=level,
            contents=_contents_name().match(name) is not None,
            num_id=next((num for number in numbers if (num := value(number, W + "numId")) is not None), None),
            ilvl=next((at for number in numbers if (at := whole_number(value(number, W + "ilvl"))) is not None), None),
            hidden=style_id is not None and self.hides(style_id),
            centred=alignment == "center",
        )


def without_unread_styles(source: bytes) -> bytes:
    """Return the styles part without what says nothing of paragraphs: latent styles, and table styles behind others.

    Word lists hundreds of styles that a file does not hold, four fifths of the part; some programs write a hundred table
    styles into every file, nine tenths of it. To parse them would take the most of reading the styles.

    >>> without_unread_styles(b'<w:styles><w:latentStyles><w:lsdException/></w:latentStyles><w:style></w:style>'
    ...     b'<w:style w:type="table"><w:name/></w:style><w:style w:type="numbering"/></w:styles>')
    b'<w:styles><w:style></w:style><w:style w:type="numbering"/></w:styles>'
    """
    # Of the two characters one is rare in XML: looking for it first takes a thirtieth of the time.
    if b"!" in source and b"<!" in source:
        return source
    # One search for the ends of all styles: a piece is a style and what stands before it, the latent ones before the first.
    first, *pieces = source.split(_STYLE_END)
    begin, end = first.find(_LATENT), first.find(_LATENT_END)
    if 0 <= begin < end:
        first = first[:begin] + first[end + len(_LATENT_END) :]
    return _STYLE_END.join([first, *(piece for piece in pieces if not _is_table_style(piece))])


def _is_table_style(piece: bytes) -> bool:
    """Tell whether a table style begins here, and not one without content, behind which another may stand."""
    return piece.startswith(_TABLE_STYLE) and not piece[: piece.find(b">")].endswith(b"/")


def _number_properties(style: _Element) -> _Element | None:
    properties = style.find(PPR)
    return None if properties is None else properties.find(W + "numPr")


def _outline_level(style: _Element) -> int | None:
    """The style's own outline level; a heading by name has one even where the file leaves it out."""
    properties = style.find(PPR)
    if properties is not None:
        level = properties.find(W + "outlineLvl")
        if level is not None:
            return whole_number(level.get(VAL))
    named = _heading_name().match((value(style, W + "name") or "").lower())
    return int(named["level"]) - 1 if named else None


@cache
def _heading_name() -> re.Pattern[str]:
    # heading 1 / 标题 1 (Word keeps the English name in every language; WPS and converters may not)
    return re.compile(r"(?:heading|标题) ?(?P<level>[1-9])$")


@cache
def _contents_name() -> re.Pattern[str]:
    # toc 1 / TOC Heading / 目录 1
    return re.compile(r"(?:toc|目录) ?(?:[1-9]|heading)$")
