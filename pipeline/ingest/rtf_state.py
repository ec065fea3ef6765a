"""What holds inside one group of an rtf file: where its text goes, how it is set, and which story it belongs to."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from pipeline.ingest.doc_file import whole
from pipeline.ingest.docx_text import drawn_by_code, is_contents_code
from pipeline.ingest.numbering import typed
from pipeline.ingest.word_flow import Paragraph


class Destination(Enum):
    """Where the text of a group goes."""

    TEXT = "text"
    NOTHING = "nothing"
    FONTS = "fonts"
    STYLES = "styles"
    FIELD = "field"
    LABEL = "label"
    ROW = "row"
    SHAPE = "shape"
    LISTS = "lists"


_KINDS = {
    "fonttbl": Destination.FONTS, "stylesheet": Destination.STYLES, "fldinst": Destination.FIELD,
    "listtext": Destination.LABEL, "pntext": Destination.LABEL, "nesttableprops": Destination.ROW,
    "listtable": Destination.LISTS, "listoverridetable": Destination.LISTS,
    "shp": Destination.SHAPE, "shpinst": Destination.SHAPE, "do": Destination.SHAPE,
}  # fmt: skip
_NOT_SHOWN = """
colortbl info pict nonesttables annotation atnid atnauthor xe tc tcn txe rxe filetbl revtbl rsidtbl generator
shprslt upr ftnsep ftnsepc aftnsep aftnsepc ftncn aftncn objdata datafield formfield bkmkstart bkmkend
pn pntxta pntxtb template private sp
"""
_STORIES = """
header headerl headerr headerf footer footerl footerr footerf footnote shptxt field fldrslt ud
"""


def kind_of(word: str, *, optional: bool) -> Destination | None:
    """Return where a group goes whose first word is `word`; None where the word says nothing of that.

    `optional` says that the group may be left out by whoever does not know its first word.
    """
    if word in _KINDS:
        return _KINDS[word]
    if word in _words(_STORIES):
        return Destination.TEXT
    return Destination.NOTHING if optional or word in _words(_NOT_SHOWN) else None


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(slots=True)
class Field:
    """An open field: its code, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    has_result: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether the code itself draws something."""
        return not self.has_result and bool(self.code)

    def drawn(self) -> str:
        """Return what the code draws: a circled number, or nothing."""
        return drawn_by_code("".join(self.code))


@dataclass(slots=True)
class Story:
    """Text that is read by itself: the body, a header, a footnote, a text box. `text` and `label` are not yet ended."""

    kind: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    boxes: list[Story] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    counts_pages: bool = False

    def take(self, suffix: str | None) -> tuple[str, str | None]:
        """Return the text and the number of the paragraph that ends here; `suffix` is what follows the number."""
        text, label = whole("".join(self.text)), whole("".join(self.label))
        self.text.clear()
        self.label.clear()
        if suffix is None:
            suffix = "tab" if label[-1:].isspace() else "nothing"
        return text, typed(label, suffix) if label.strip() else None


@dataclass(slots=True)
class Group:
    """The state that a brace saves and restores."""

    destination: Destination = Destination.TEXT
    outside: Destination | None = None
    story: Story | None = None
    field: Field | None = None
    owns_field: Field | None = None
    in_contents: bool = False
    unicode_skip: int = 1
    skip: int = 0
    font: int = 0
    default_font: int = 0
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    list: int = 0
    list_level: int = 0
    outline: int | None = None
    centred: bool | None = None
    page_before: bool = False
    in_table: bool = False
    table_depth: int = 0

    def copy(self) -> Group:
        """Return the state of a group inside this one."""
        inner = copy.copy(self)
        inner.skip = 0
        inner.owns_field = None
        return inner

    @property
    def is_hidden(self) -> bool:
        """Whether text here is no ink."""
        return self.hidden or self.deleted

    def enter_story(self) -> None:
        """Begin a story of its own: nothing that was set outside holds in it."""
        self.destination = Destination.TEXT
        self.field = None
        self.in_contents = self.hidden = self.deleted = False
        self._plain_paragraph()

    def open_field(self) -> None:
        """Begin a field in this group."""
        self.field = self.owns_field = Field()

    def open_result(self) -> None:
        """Begin the result of the field."""
        if self.field is not None:
            self.field.has_result = True
            code = "".join(self.field.code)
            self.in_contents = self.in_contents or is_contents_code(code)
            if self.story is not None and _page().search(code):
                self.story.counts_pages = True
        self.field = None

    def word(self, word: str, number: int | None) -> bool:
        """Take a control word that sets the state; return whether it was one."""
        on = number != 0
        if word in ("v", "deleted", "outlinelevel", "itap", "f", "s", "uc", "ls", "ilvl"):
            self._value(word, number, on=on)
        elif word == "plain":
            self.hidden = self.deleted = False
            self.font = self.default_font
        elif word == "pard":
            self._plain_paragraph()
        elif word in ("qc", "ql", "qr", "qj", "qd"):
            self.centred = word == "qc"
        elif word == "intbl":
            self.in_table = on
        elif word == "pagebb":
            self.page_before = on
        else:
            return False
        # The tables of fonts and styles read these words too.
        return self.destination is Destination.TEXT

    def _value(self, word: str, number: int | None, *, on: bool) -> None:
        if word == "v":
            self.hidden = on
        elif word == "deleted":
            self.deleted = on
        elif word == "outlinelevel":
            self.outline = number
        elif word == "itap":
            self.table_depth = max(number or 0, 0)
        elif word == "f" and number is not None:
            self.font = number
        elif word == "s" and number is not None:
            self.style = number
        elif word == "ls":
            self.list = number or 0
        elif word == "ilvl":
            self.list_level = number or 0
        elif word == "uc":
            self.unicode_skip = min(max(number if number is not None else 1, 0), 16)

    def _plain_paragraph(self) -> None:
        self.style, self.outline, self.centred = 0, None, None
        self.page_before = self.in_table = False
        self.table_depth = self.list = self.list_level = 0


@cache
def _page() -> re.Pattern[str]:
    # PAGE \* MERGEFORMAT
    return re.compile(r"\b(?:NUM|SECTION)?PAGES?\b")
