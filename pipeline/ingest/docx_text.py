"""Read the text of one Word paragraph as it stands on paper: fields by their result, no deleted or hidden words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.docx_breaks import LINE, PAGE, RENDERED_PAGE
from pipeline.ingest.docx_names import (
    ALTERNATE,
    BR,
    CR,
    FALLBACK,
    FIELD_CHAR,
    INSTRUCTION,
    PPR,
    R_,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TAB,
    TEXT_BOX,
    M,
    W,
    chosen,
    is_on,
    occurring,
    value,
)  # fmt: skip
from pipeline.ingest.docx_names import T as TEXT
from pipeline.ingest.docx_number_formats import format_number
from pipeline.ingest.docx_symbols import UNKNOWN, symbol
from schemas.errors import TooLarge

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.ingest.docx_styles import Styles

MAX_DEPTH = 100

# What stands in a paragraph and only wraps runs; w:del and w:moveFrom are left out on purpose.
_WRAPPERS = frozenset(
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "rubyBase")
)
_TABS = frozenset((TAB, W + "ptab"))
_VANISH = W + "vanish"
_SYMBOL, _RUBY, _RUBY_BASE = W + "sym", W + "ruby", W + "rubyBase"
_NO_BREAK_HYPHEN = W + "noBreakHyphen"
_RENDERED = W + "lastRenderedPageBreak"
_DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))
_FORMULA, _FORMULA_RUN, _FORMULA_TEXT = M + "oMath", M + "r", M + "t"
_FORMULA_PARAGRAPH = M + "oMathPara"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"


@dataclass(slots=True)
class _Field:
    """An open field: whether its code is still being read, the code so far, whether its result is a contents list."""

    in_code: bool = True
    is_contents: bool = False
    code: list[str] = field(default_factory=list)


class TextReader:
    """Reads the paragraphs of one part in order; it remembers open fields, which may run over paragraphs.

    `boxes` collects the text boxes anchored in the paragraphs read so far, for the caller to take; `formulas` and
    `unknown` count what could not be read.
    """

    def __init__(self, root: _Element, styles: Styles, name: str) -> None:
        self._styles = styles
        self._name = name
        features = occurring(root, _VANISH, TEXT_BOX, FIELD_CHAR)
        self._may_hide = _VANISH in features or styles.hide_something
        self._may_box = TEXT_BOX in features
        # A field that is never closed would swallow the rest of the document: then only the codes are left out.
        self._trusts_fields = FIELD_CHAR not in features or _is_balanced(root)
        self._fields: list[_Field] = []
        self._codes_open = 0
        self._contents_open = 0
        self._out: list[str] = []
        self.boxes: list[_Element] = []
        self.formulas = 0
        self.unknown = 0

    def read(self, paragraph: _Element, *, hidden: bool = False) -> str:
        """Return the paragraph's text with the marks LINE, PAGE and RENDERED_PAGE where lines and pages break.

        `hidden` says that the paragraph's style hides its text unless a run says otherwise.
        """
        self._out = []
        self._inline(paragraph, hidden, 0)
        return "".join(self._out)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open, so that what was read last belongs to it."""
        return self._contents_open > 0 and self._trusts_fields

    def _inline(self, parent: _Element, hidden: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooLarge(self._name, f"nests text deeper than {MAX_DEPTH} levels. Save it anew in Word or WPS.")
        for child in parent:
            tag = child.tag
            if tag == R_:
                self._run(child, hidden, depth)
            elif tag == PPR:
                continue
            elif tag in _WRAPPERS:
                self._inline(child, hidden, depth + 1)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                # “Click here to enter text” is the form's, not the author's.
                if content is not None and not is_on(child.find(SDT_PR), W + "showingPlcHdr"):
                    self._inline(content, hidden, depth + 1)
            elif tag == ALTERNATE:
                alternative = chosen(child)
                if alternative is not None:
                    self._inline(alternative, hidden, depth + 1)
            elif tag == _FORMULA:
                self._formula(child)
            elif tag == _FORMULA_PARAGRAPH:
                for formula in child.findall(_FORMULA):
                    self._formula(formula)

    def _run(self, run: _Element, hidden: bool, depth: int) -> None:
        if self._may_hide or hidden:
            hidden = self._is_hidden(run, hidden)
        out = self._out
        for node in run:
            tag = node.tag
            if tag == TEXT:
                if not hidden and not (self._codes_open and self._in_code):
                    text = node.text
                    if text:
                        out.append(text if not _has_edge_blank(text) else _shown(text, node.get(_XML_SPACE)))
            elif tag == RPR:
                continue
            elif tag == FIELD_CHAR:
                self._field_char(node.get(W + "fldCharType"), hidden)
            elif tag == INSTRUCTION:
                if self._fields:
                    self._fields[-1].code.append(node.text or "")
            elif tag in _DRAWINGS or tag == ALTERNATE:
                self._drawing(node, hidden, depth)
            elif hidden or (self._codes_open and self._in_code):
                continue
            elif tag in _TABS:
                out.append("\t")
            elif tag == BR:
                out.append(PAGE if node.get(W + "type") == "page" else LINE)
            elif tag == CR:
                out.append(LINE)
            elif tag == _RENDERED:
                out.append(RENDERED_PAGE)
            elif tag == _NO_BREAK_HYPHEN:
                out.append("-")
            elif tag == _SYMBOL:
                out.append(self._symbol(node))
            elif tag == _RUBY:
                base = node.find(_RUBY_BASE)
                if base is not None:
                    self._inline(base, hidden, depth + 1)

    @property
    def _in_code(self) -> bool:
        return self._codes_open > 0 and self._trusts_fields

    def _is_hidden(self, run: _Element, inherited: bool) -> bool:
        properties = run.find(RPR)
        if properties is None:
            return inherited
        if properties.find(_VANISH) is not None:
            return is_on(properties, _VANISH)
        style = value(properties, W + "rStyle")
        return inherited or (style is not None and self._styles.hides(style))

    def _field_char(self, kind: str | None, hidden: bool) -> None:
        if kind == "begin":
            self._fields.append(_Field())
            self._codes_open += 1
        elif self._fields and kind == "separate" and self._fields[-1].in_code:
            opened = self._fields[-1]
            opened.in_code = False
            opened.is_contents = is_contents_code("".join(opened.code))
            self._codes_open -= 1
            self._contents_open += opened.is_contents
        elif self._fields and kind == "end":
            closed = self._fields.pop()
            self._codes_open -= closed.in_code
            self._contents_open -= closed.is_contents
            if closed.in_code and not hidden and not self._in_code:
                self._out.append(drawn_by_code("".join(closed.code)))

    def _drawing(self, node: _Element, hidden: bool, depth: int) -> None:
        alternative = chosen(node) if node.tag == ALTERNATE else None
        if alternative is not None and alternative.find(TEXT) is not None:
            # Alternatives of plain text: the run's own content, written for two generations of Word.
            self._run(alternative, hidden, depth + 1)
        elif self._may_box and not hidden:
            self.boxes.extend(text_boxes(node))

    def _symbol(self, node: _Element) -> str:
        try:
            shown = symbol(int(node.get(W + "char") or "", 16), node.get(W + "font") or "")
        except ValueError:
            shown = UNKNOWN
        self.unknown += shown == UNKNOWN
        return shown

    def _formula(self, formula: _Element) -> None:
        """A formula of plain signs (≥ 60%) reads as text; fractions and roots fit in no line and are counted."""
        if all(child.tag == _FORMULA_RUN for child in formula):
            self._out.extend(text.text or "" for text in formula.iter(_FORMULA_TEXT))
        else:
            self.formulas += 1


def text_boxes(drawing: _Element) -> list[_Element]:
    """Return the outermost text boxes under `drawing`, each once: of two alternatives only one is looked into."""
    found: list[_Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == TEXT_BOX:
            found.append(element)
        elif element.tag == ALTERNATE:
            alternative = chosen(element)
            if alternative is not None:
                waiting.append(alternative)
        else:
            waiting.extend(reversed(element))
    return found


def is_fallback(element: _Element) -> bool:
    """Say whether an element stands under the alternative that is not read."""
    return any(above.tag == FALLBACK for above in element.iterancestors(FALLBACK))


def _is_balanced(root: _Element) -> bool:
    depth = 0
    for mark in root.iter(FIELD_CHAR):
        kind = mark.get(W + "fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            return False
    return depth == 0


def _has_edge_blank(text: str) -> bool:
    return text[0] in _BLANKS or text[-1] in _BLANKS or "\n" in text


def _shown(text: str, space: str | None) -> str:
    """What Word shows of a w:t: blanks at its ends only where they are declared, a line feed as a blank."""
    text = text.replace("\r", "").replace("\n", " ")
    return text if space == "preserve" else text.strip(_BLANKS)


def is_contents_code(code: str) -> bool:
    r"""Say whether the code of a field makes its result a table of contents.

    >>> is_contents_code(r' TOC \o "1-3"'), is_contents_code(" PAGE ")
    (True, False)
    """
    return _contents().match(code) is not None


def drawn_by_code(code: str) -> str:
    r"""Return the character that a field without result draws: Word's ribbon writes circled numbers so.

    >>> drawn_by_code(r"EQ \o\ac(○,11)")
    '⑪'
    """
    drawn = _circled().search(code)
    return "" if drawn is None else format_number(int(drawn["number"]), "decimalEnclosedCircle")


@cache
def _circled() -> re.Pattern[str]:
    # EQ \o\ac(○,11)
    return re.compile(
        r"eq\s{0,9}\\o\s{0,9}\\ac\s{0,9}\(\s{0,9}[○◯]\s{0,9}[,;，]\s{0,9}(?P<number>\d{1,2})\s{0,9}\)", re.IGNORECASE
    )


@cache
def _contents() -> re.Pattern[str]:
    # TOC \o "1-3" \h
    return re.compile(r"\s{0,20}TOC\b")
