"""Read rtf as its paper shows it: tables, numbers as printed, fields by their result, headers and notes set aside."""

from __future__ import annotations

from pipeline.ingest.docx_furniture import is_page_number
from pipeline.ingest.raw import RawDocument
from pipeline.ingest.rtf_rows import ROW_WORDS, Row
from pipeline.ingest.rtf_state import Destination, Group, Story, kind_of
from pipeline.ingest.rtf_styles import ListTable, StyleTable
from pipeline.ingest.rtf_text import TextBuffer
from pipeline.ingest.rtf_tokens import SHOWN, Token, characters, charset, code_page, decoded, tokens
from pipeline.ingest.word_flow import Paragraph, blocks_of
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer, TooLarge, UnreadableFile

MAX_DEPTH = 500
MAX_PARAGRAPHS = 400_000
_BODY_LEVEL = 9
_FURNITURE = {"header": "running_header", "footer": "running_footer"}


class RtfReader:
    """The reader of rtf files, of whatever program wrote them."""

    media_types: tuple[str, ...] = ("application/rtf", "text/rtf")

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the blocks of a document in reading order.

        Raises UnreadableFile (cut off), NoTextLayer (pictures only) or TooLarge.
        """
        parser = _Parser(name)
        parser.feed(data.lstrip(b"\xef\xbb\xbf\r\n\t ").decode("latin-1"))
        blocks, contents = blocks_of(name, parser.body.paragraphs)
        if parser.pictures and not any(block.text.strip() for block in blocks):
            raise NoTextLayer(name, "has only pictures, no text (a scan?). Run OCR on it, then convert the result.")
        notes: list[Diagnostic] = []
        if parser.pictures:
            notes.append(diagnose("D106", what=_counted(parser.pictures, "picture")))
        aside = [*contents]
        footnotes = 0
        for story in parser.stories:
            lines = [block.text.strip() for block in blocks_of(name, story.paragraphs)[0] if block.text.strip()]
            if story.kind == "footnote" and lines:
                footnotes += 1
                aside.append(Furniture("other", "\n".join(lines), None))
            elif story.kind in _FURNITURE:
                aside += [_running(story, line) for line in lines]
        if footnotes:
            notes.append(diagnose("D106", what=f"{_counted(footnotes, 'footnote')} (set aside under furniture)"))
        if parser.unknown:
            notes.append(diagnose("D105", count=parser.unknown))
        return RawDocument(self.media_types[0], None, tuple(blocks), tuple(dict.fromkeys(aside)), tuple(notes))


def _running(story: Story, line: str) -> Furniture:
    if is_page_number(line) and (story.counts_pages or any(map(str.isdigit, line))):
        return Furniture("page_number", line, None)
    return Furniture("running_header" if story.kind == "header" else "running_footer", line, None)


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


class _Parser:
    """Reads tokens one after another; `body` and `stories` hold what was found."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._codec = "cp1252"
        self._group = Group()
        self._groups: list[Group] = []
        self._styles = StyleTable()
        self._lists = ListTable()
        self._text = TextBuffer()
        self._row = Row()
        self._inner_row = Row()
        self._fresh = False
        self._optional = False
        self._count = 0
        self.body = Story("body")
        self.stories: list[Story] = []
        self._story = self.body
        self.pictures = 0

    @property
    def unknown(self) -> int:
        """How many symbols have no known meaning."""
        return self._text.unknown

    def feed(self, source: str) -> None:
        """Read the whole file. Raises UnreadableFile where it ends too early."""
        closed = False
        for token in tokens(source):
            if token.kind == "{":
                self._open()
            elif token.kind == "}":
                if self._close():
                    closed = True
                    break
            elif token.kind == "word":
                self._word(token)
            elif token.kind == "unicode":
                self._run(token.text, token.number or 1)
            else:
                self._characters(token)
        if not closed:
            raise UnreadableFile(self._name, "is cut off: its end is missing. Get it again from where it came.")
        self._finish(self.body)

    def _open(self) -> None:
        if len(self._groups) > MAX_DEPTH:
            raise TooLarge(self._name, f"nests text deeper than {MAX_DEPTH} levels; save it anew in Word or WPS")
        self._groups.append(self._group)
        self._group = self._group.copy()
        self._fresh, self._optional = True, False

    def _close(self) -> bool:
        """Leave a group; return whether it was the outermost."""
        left = self._group
        if left.owns_field is not None and left.owns_field.is_drawn:
            self._text.add(self._story, left.owns_field.drawn())
        self._text.flush(self._story)
        self._group = self._groups.pop()
        if left.story is not self._group.story and left.story is not None:
            self._finish(left.story)
            self._story = self._group.story or self.body
        if left.destination is Destination.STYLES and self._group.destination is Destination.STYLES:
            self._styles.end()
        self._fresh = False
        return not self._groups

    def _finish(self, story: Story) -> None:
        """End a story: its last paragraph has no mark of its own; its text boxes follow."""
        self._text.flush(story)
        if story.text or story.boxes:
            self._paragraph(story, Group())

    def _run(self, text: str, spare: int) -> None:
        """Take a run of Unicode characters at once where each brings the `spare` bytes that are to be left out."""
        group = self._group
        plain = group.unicode_skip == spare and not group.skip and not self._fresh
        if group.destination is Destination.TEXT and plain:
            if not group.is_hidden:
                self._text.add(self._story, characters(text))
            return
        for token in tokens(text, runs=False):
            if token.kind == "word":
                self._word(token)
            else:
                self._characters(token)

    def _characters(self, token: Token) -> None:
        group = self._group
        text = token.text
        if group.skip:
            cut = min(group.skip, len(text))
            text, group.skip = text[cut:], group.skip - cut
        self._fresh = False
        if not text:
            return
        if group.destination is Destination.FONTS:
            self._styles.font_name(text)
        elif group.destination is Destination.STYLES:
            self._styles.name(text, self._codec)
        elif group.destination is Destination.FIELD and group.field is not None:
            group.field.code.append(decoded(text, self._codec_of(group)))
        elif group.destination is Destination.LABEL:
            self._text.bytes(self._story, text, self._codec_of(group), self._styles.font(group.font), label=True)
        elif group.destination is Destination.TEXT and not group.is_hidden:
            self._text.bytes(self._story, text, self._codec_of(group), self._styles.font(group.font))

    def _codec_of(self, group: Group) -> str:
        number = self._styles.charset(group.font)
        return self._codec if number is None else charset(number, self._codec)

    def _word(self, token: Token) -> None:
        word, number, group = token.text, token.number, self._group
        if word == "*":
            self._optional = True
            return
        if self._fresh:
            self._fresh = False
            if self._enter(word, group):
                return
        if group.skip and word != "u":
            group.skip -= 1
            return
        if word == "u" and number is not None:
            group.skip = group.unicode_skip
            if group.destination in (Destination.TEXT, Destination.LABEL) and not group.is_hidden:
                label = group.destination is Destination.LABEL
                self._text.add(self._story, chr(number & 0xFFFF), label=label)
            elif group.destination is Destination.STYLES:
                self._styles.name(chr(number & 0xFFFF), "utf-16")
            elif group.destination is Destination.FIELD and group.field is not None:
                group.field.code.append(chr(number & 0xFFFF))
        elif group.word(word, number):
            return
        elif group.destination is Destination.LABEL:
            if word in SHOWN:
                self._text.add(self._story, SHOWN[word], label=True)
        elif group.destination is Destination.TEXT:
            self._in_text(word, number, group)
        elif group.destination in (Destination.FONTS, Destination.STYLES):
            self._styles.word(word, number, fonts=group.destination is Destination.FONTS)
        elif group.destination is Destination.LISTS:
            self._lists.word(word, number)
        elif group.destination is Destination.ROW:
            self._in_row(word, number, group)
        elif word == "shptxt" and group.destination is Destination.SHAPE:
            self._enter_story("box", group)

    def _enter(self, word: str, group: Group) -> bool:
        """Take the first word of a group, which may say what the group holds; return whether it did."""
        optional, self._optional = self._optional, False
        if group.destination is Destination.NOTHING and word != "ud":
            return True
        if word == "pict":
            self.pictures += group.destination is Destination.TEXT
        kind = kind_of(word, optional=optional)
        if kind is None:
            return False
        if word in ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote"):
            self._enter_story(word[:6] if word != "footnote" else word, group)
        elif word == "shptxt":
            self._enter_story("box", group)
        elif word == "field":
            group.open_field()
        elif word == "fldrslt":
            group.open_result()
        elif word == "ud":
            group.destination = self._groups[-1].outside or Destination.TEXT
        else:
            # Of two forms of the same text (upr) the second is read, and goes where the first would have gone.
            group.outside = group.destination if word == "upr" else Destination.NOTHING
            group.destination = kind
        return True

    def _enter_story(self, kind: str, group: Group) -> None:
        self._text.flush(self._story)
        story = Story(kind)
        if kind == "box":
            self._story.boxes.append(story)
        else:
            self.stories.append(story)
        group.story = self._story = story
        group.enter_story()

    def _in_text(self, word: str, number: int | None, group: Group) -> None:
        if word in SHOWN:
            if not group.is_hidden:
                self._text.add(self._story, SHOWN[word])
        elif word in ("par", "cell", "nestcell", "sect"):
            if word in ("par", "sect") and group.is_hidden:
                return
            self._paragraph(self._story, group, word)
        elif word == "row":
            self._end_row(1, self._row)
        elif word == "trowd":
            self._row = Row()
        elif word in ROW_WORDS:
            self._row.word(word, number)
        elif word == "ansicpg":
            self._codec = code_page(number)
        elif word == "deff" and number is not None:
            group.font = group.default_font = number
        elif word == "chpgn":
            self._story.counts_pages = True

    def _in_row(self, word: str, number: int | None, group: Group) -> None:
        """Read the definition of a row of a table inside a cell."""
        if word == "trowd":
            self._inner_row = Row()
        elif word == "nestrow":
            self._end_row(max(group.table_depth, 2), self._inner_row)
        elif word in ROW_WORDS:
            self._inner_row.word(word, number)

    def _end_row(self, depth: int, row: Row) -> None:
        self._text.flush(self._story)
        self._story.paragraphs.append(Paragraph("", depth=depth, ends_row=row.end()))

    def _paragraph(self, story: Story, group: Group, mark: str = "par") -> None:
        self._text.flush(story)
        self._count += 1
        if self._count > MAX_PARAGRAPHS:
            raise TooLarge(self._name, f"holds more than {MAX_PARAGRAPHS} paragraphs; split it first")
        style = self._styles.style(group.style)
        outline = style.outline if group.outline is None else group.outline
        level = None if outline is None or outline >= _BODY_LEVEL else outline + 1
        depth = max(group.table_depth, 1) if group.in_table or mark in ("cell", "nestcell") else 0
        text, label = story.take(self._lists.suffix(group.list, group.list_level))
        story.paragraphs.append(
            Paragraph(
                text,
                label=label,
                level=level,
                heading=level is not None or (style.heading and group.outline is None),
                centred=style.centred if group.centred is None else group.centred,
                page_before=group.page_before,
                page_after=mark == "sect",
                contents=style.contents or group.in_contents,
                depth=1 if mark == "cell" else depth,
                ends_cell=mark in ("cell", "nestcell"),
            )
        )
        if depth == 0 or mark == "cell":
            for box in story.boxes:
                for paragraph in box.paragraphs:
                    paragraph.depth += depth
                story.paragraphs += box.paragraphs
            story.boxes.clear()
