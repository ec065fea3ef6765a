"""Join paragraphs that a page turn or a line break has cut, and lay the text out in its one canonical form.

The reading text is the same for the same notice whatever its container: blocks in order, white space at their ends
gone, one newline after every paragraph or table row but the last, a tab between the cells of a row, no blank lines.
Paragraphs inside one cell keep a newline between them. Characters that print nothing are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.reading.text import fold
from pipeline.ingest.cuts import glue, goes_on
from pipeline.ingest.doubts import diagnostics_of
from pipeline.ingest.habits import Habits, Strand
from pipeline.ingest.pieces import Ink, Piece, clean, concatenate, piece_of
from pipeline.ingest.raw import RawBlock, RawDocument
from pipeline.ingest.wrap import PrintedLine, fullness, may_be_wrapped
from schemas.breakdown import Diagnostic, Furniture
from schemas.diagnostics import diagnose
from schemas.document import Block, BlockKind, Cell, Line, SourceDocument
from schemas.records import maker, quick

_REMEMBERED = 2000
"""Characters of a long paragraph, from both its ends, that a decision looks at: else joining would be quadratic."""


def mend(raw: RawDocument, name: str, sha256: str, notes: Sequence[Diagnostic] = ()) -> SourceDocument:
    """Return the document a reader found, its cut paragraphs joined and its text in canonical form.

    >>> raw = RawDocument("text/plain", None, (RawBlock("1.加强宣传。加大宣传力"), RawBlock("度，扩大影响。")))
    >>> mend(raw, "notice.txt", "0" * 64).text
    '1.加强宣传。加大宣传力度，扩大影响。'
    """
    segments, joined = _join(_strands(raw.blocks))
    text, blocks, lines = _lay_out(segments)
    document = SourceDocument(
        name=name,
        sha256=sha256,
        media_type=raw.media_type,
        pages=raw.pages,
        text=text,
        blocks=blocks,
        lines=lines,
        furniture=raw.furniture,
        notes=(*notes, *raw.notes, *_notes(joined, raw)),
        metadata=raw.metadata,
    )
    if not raw.doubts:
        return document
    return replace(document, notes=(*document.notes, *diagnostics_of(raw.doubts, document)))


@quick
@dataclass(frozen=True, slots=True)
class _Segment:
    """A finished block: its piece, and what its container says of it."""

    piece: Piece
    kind: BlockKind
    level: int | None
    cell: Cell | None


def _strands(blocks: Iterable[RawBlock]) -> list[tuple[Strand, Cell | None]]:
    """Return the cleaned strands of all blocks; a paragraph with line breaks inside gives one strand a line."""
    stretches = list(_stretches(blocks))
    bare = [stretch.piece.strip() for stretch in stretches]
    folded = fold("".join([piece.text for piece in bare]))  # in one go, which is less than each by itself
    strands: list[tuple[Strand, Cell | None]] = []
    start = 0
    for stretch, piece in zip(stretches, bare, strict=True):
        end = start + len(piece.text)
        strands.append((_strand(stretch, piece, folded[start:end]), stretch.block.cell))
        start = end
    return strands


_strand_of = maker(Strand)


@quick
@dataclass(frozen=True, slots=True)
class _Stretch:
    """A block, or one of the lines that its line breaks make of it: `alone` says there is but one, `first` that it is the first."""

    piece: Piece
    block: RawBlock
    page: bool
    blank: bool
    alone: bool = True
    first: bool = True


def _stretches(blocks: Iterable[RawBlock]) -> Iterator[_Stretch]:
    """Yield the lines of all blocks, cleaned, those that hold nothing left out; a cell is one."""
    number = 0
    blank = page = False
    for block in blocks:
        piece = clean(piece_of(block, number))
        number += len(block.lines)
        blank, page = blank or block.after_blank, page or block.after_page
        if block.cell is not None:
            yield _Stretch(_cell_piece(piece), block, page, blank)
            blank = page = False
            continue
        parts = [piece] if "\n" not in piece.text else _lines_of(piece)
        parts = [part for part in parts if part.text and not part.text.isspace()]
        if not parts:
            # An empty paragraph is a blank line.
            blank = True
            continue
        for part in parts:
            yield _Stretch(part, block, page, blank, len(parts) == 1, part is parts[0])
            blank = page = False


def _lines_of(piece: Piece) -> list[Piece]:
    parts: list[Piece] = []
    start = 0
    while (at := piece.text.find("\n", start)) >= 0:
        parts.append(piece.clip(start, at))
        start = at + 1
    return [*parts, piece.clip(start, len(piece.text))]


def _strand(stretch: _Stretch, bare: Piece, folded: str) -> Strand:
    """Return the strand of a stretch, given its piece without white space at the ends, and that piece folded."""
    block, text = stretch.block, stretch.piece.text
    return _strand_of(
        piece=bare,
        folded=folded,
        kind=block.kind if block.cell is None else BlockKind.CELL,
        level=block.level,
        whole=block.whole and stretch.alone,
        full=block.full,
        indent=block.indent if stretch.first else None,
        # A page of a docx turns where the printer's fonts say; its paragraphs are not cut there.
        after_page=stretch.page and not block.whole,
        after_blank=stretch.blank,
        space_before=text[:1] == " " and text[:2] != "  ",
        space_after=text[-1:] == " ",
    )


def _cell_piece(piece: Piece) -> Piece:
    """Return a cell's text: its paragraphs with a newline between, those that surely belong together joined."""
    parts = [part.strip() for part in _lines_of(piece) if part.text.strip()]
    if len(parts) < 2:
        return parts[0] if parts else Piece("")
    gathered = [parts[0]]
    for part in parts[1:]:
        before, after = fold(gathered[0].text), fold(part.text)
        certain = before.count("(") > before.count(")") or before[-1] in ",、(《“" or after[0] in ",。、;:)》”"
        gathered.append(Piece(glue(before, after, space=False) if certain else "\n"))
        gathered.append(part)
        gathered = [concatenate(gathered)]
    return gathered[0]


def _join(strands: list[tuple[Strand, Cell | None]]) -> tuple[list[_Segment], int]:
    """Return the finished blocks, and how many paragraphs had been cut."""
    prose = _measured([strand for strand, cell in strands if cell is None])
    habits = Habits(prose)
    following = iter(prose)
    ordered = [(next(following) if cell is None else strand, cell) for strand, cell in strands]
    segments: list[_Segment] = []
    joined = 0
    index = 0
    while index < len(ordered):
        strand, cell = ordered[index]
        if cell is not None:
            segments.append(_Segment(strand.piece, BlockKind.CELL, strand.level, cell))
            index += 1
            continue
        piece, taken, mended = _paragraph(ordered, index, habits)
        joined += mended
        segments.append(_Segment(piece, strand.kind, strand.level, None))
        index += taken
    return segments, joined


def _paragraph(ordered: Sequence[tuple[Strand, Cell | None]], index: int, habits: Habits) -> tuple[Piece, int, bool]:
    """Return the paragraph that begins at `index`, how many strands it takes, and whether it had been cut.

    The printed lines of one paragraph on one page are no cut in a paged format: there every paragraph has them.
    """
    last = ordered[index][0]
    pieces = [last.piece]
    paragraph = last.folded
    taken, mended = 1, False
    while index + taken < len(ordered) and ordered[index + taken][1] is None:
        after = ordered[index + taken][0]
        following = ordered[index + taken + 1][0] if index + taken + 1 < len(ordered) else None
        if not goes_on(paragraph, last, after, following, habits):
            break
        between = glue(last.piece.text, after.piece.text, space=last.space_after or after.space_before)
        pieces += [Piece(between), after.piece]
        paragraph = f"{paragraph}{between}{after.folded}"
        if len(paragraph) > _REMEMBERED:
            paragraph = paragraph[: _REMEMBERED // 2] + paragraph[-_REMEMBERED // 2 :]
        mended = mended or after.after_page or not after.piece.inks
        taken += 1
        last = after
    return (concatenate(pieces) if taken > 1 else pieces[0]), taken, mended


def _measured(strands: list[Strand]) -> list[Strand]:
    """Return the strands with `full` filled in where the text proves to be wrapped at a fixed width."""
    if not strands or any(strand.full is not None or strand.whole for strand in strands):
        return strands
    texts = [strand.piece.text for strand in strands]
    if not may_be_wrapped(texts):
        return strands
    printed = [
        PrintedLine(strand.folded, strand.indent or 0, strand.space_after, strand.after_blank, strand.after_page)
        for strand in strands
    ]
    full = fullness(printed, texts)
    if full is None:
        return strands
    return [replace(strand, full=is_full) for strand, is_full in zip(strands, full, strict=True)]


def _lay_out(segments: Sequence[_Segment]) -> tuple[str, tuple[Block, ...], tuple[Line, ...]]:
    """Return the text, the blocks and the printed lines in their final offsets."""
    texts: list[str] = []
    blocks: list[Block] = []
    lines: list[Line] = []
    offset = 0
    row: tuple[int, int] | None = None
    for segment in _without_empty_rows(segments):
        place = (segment.cell.table, segment.cell.row) if segment.cell else None
        if blocks:
            texts.append("\t" if place is not None and place == row else "\n")
            offset += 1
        row = place
        end = offset + len(segment.piece.text)
        blocks.append(Block(offset, end, segment.kind, segment.level, segment.cell))
        lines += [_line(ink, offset) for ink in segment.piece.inks]
        texts.append(segment.piece.text)
        offset = end
    return "".join(texts), tuple(blocks), tuple(lines)


def _without_empty_rows(segments: Sequence[_Segment]) -> Iterator[_Segment]:
    """Yield the segments but the cells of rows that hold nothing."""
    filled = {(s.cell.table, s.cell.row) for s in segments if s.cell is not None and s.piece.text}
    return (s for s in segments if s.cell is None or (s.cell.table, s.cell.row) in filled)


def _line(ink: Ink, offset: int) -> Line:
    return Line(ink.start + offset, ink.end + offset, ink.page, ink.bbox, ink.edges)


def _notes(joined: int, raw: RawDocument) -> Iterator[Diagnostic]:
    if joined:
        yield diagnose("D102", count=joined)
    count = sum(_is_of_the_page(item) for item in raw.furniture)
    if count and not any(note.code == "D103" for note in raw.notes):
        yield diagnose("D103", count=count)


def _is_of_the_page(item: Furniture) -> bool:
    return item.kind in ("page_number", "running_header", "running_footer")
