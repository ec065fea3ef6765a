"""Open a Word 97–2003 file: its streams, its header (FIB) and its text, put together from the piece table."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from schemas.errors import EncryptedFile, TooLarge, UnreadableFile, UnsupportedFormat

MAX_CHARACTERS = 20_000_000
"""Characters of a whole file; a notice has ten thousand."""
MAX_PIECES = 1_000_000
MAX_PARAGRAPHS = 400_000
_WORD_97 = 0x00C1
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_DAMAGED = "is damaged: {what}; open it in Word or WPS, save it as .docx and try again"

# Where the FIB keeps the places of structures in the table stream: their numbers among its pairs of place and length.
STYLES, FOOTNOTES, SECTIONS, HEADERS, PARAGRAPHS, CHARACTERS, FONTS, CLX = 1, 3, 6, 11, 13, 12, 15, 33
SHAPES, ENDNOTES, BOXES, LISTS, OVERRIDES = 40, 47, 56, 73, 74
_FIRST_PAIR = 154


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the file's characters: the main text, or its footnotes, headers or text boxes."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters from `start` to `end` stand at byte `offset` of the main stream, `width` bytes each."""

    start: int
    end: int
    offset: int
    width: int


class DocFile:
    """The streams of one file and the text they hold. Positions in `text` are Word's own character positions.

    Raises UnreadableFile, EncryptedFile, UnsupportedFormat or TooLarge.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        streams = _streams(name, data)
        self.main = streams.get("WordDocument", b"")
        if len(self.main) < _FIRST_PAIR + 8 * 75:
            raise self.damaged("its beginning is missing")
        magic, version = struct.unpack_from("<HH", self.main, 0)
        (flags,) = struct.unpack_from("<H", self.main, 10)
        if flags & _ENCRYPTED:
            raise EncryptedFile(name, "needs a password; open it in Word or WPS, remove the password and save it again")
        if version < _WORD_97 or magic not in (0xA5EC, 0xA5DC):
            raise UnsupportedFormat(
                name, "was written by a Word older than Word 97; open it in Word or WPS, save it as .docx and try again"
            )
        self.table = streams.get("1Table" if flags & _SECOND_TABLE else "0Table", b"")
        self.data = streams.get("Data", b"")
        lengths = struct.unpack_from("<8i", self.main, 76)
        self.body, self.footnotes, self.headers, _, _, self.endnotes, self.boxes, self.header_boxes = self._parts(lengths)
        self._prcs: list[bytes] = []
        self._pieces = self._read_pieces()
        self.text = self._read_text()

    def damaged(self, what: str) -> UnreadableFile:
        """Return the error that says what is wrong with the file."""
        return UnreadableFile(self.name, _DAMAGED.format(what=what))

    def structure(self, number: int) -> bytes:
        """Return the structure of the table stream that has this number in the header; b"" where there is none."""
        place, length = struct.unpack_from("<ii", self.main, _FIRST_PAIR + 8 * number)
        return self.table[place : place + length] if 0 <= place <= len(self.table) and length > 0 else b""

    def after(self, number: int) -> bytes:
        """Return what the table stream holds behind a structure."""
        place, length = struct.unpack_from("<ii", self.main, _FIRST_PAIR + 8 * number)
        return self.table[place + length :] if place >= 0 and length > 0 else b""

    def offset(self, position: int) -> int:
        """Return the byte of the main stream at which a character stands."""
        index = bisect_right(self._starts, position) - 1
        piece = self._pieces[max(0, index)]
        return piece.offset + (position - piece.start) * piece.width

    def positions(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of character positions that stand in bytes `start` to `end` of the main stream."""
        first = bisect_right(self._by_offset, (start, len(self._pieces))) - 1
        for offset, index in self._by_offset[max(0, first) :]:
            piece = self._pieces[index]
            if offset >= end:
                break
            low = max(piece.start, piece.start + (start - offset) // piece.width)
            high = min(piece.end, piece.start + -((offset - end) // piece.width))
            if low < high:
                yield low, high

    def _parts(self, lengths: tuple[int, ...]) -> list[Part]:
        parts, start = [], 0
        for length in lengths:
            if length < 0 or start + length > MAX_CHARACTERS:
                raise self.damaged("it claims a length that no document has")
            parts.append(Part(start, start + length))
            start += length
        return parts

    def _read_pieces(self) -> list[_Piece]:
        clx = self.structure(CLX)
        place = 0
        while place + 3 <= len(clx) and clx[place] == 1:
            (size,) = struct.unpack_from("<H", clx, place + 1)
            place += 3 + size
        if place + 5 > len(clx) or clx[place] != 2:
            raise self.damaged("it does not say where its text stands")
        (size,) = struct.unpack_from("<I", clx, place + 1)
        plc = clx[place + 5 : place + 5 + size]
        count = (len(plc) - 4) // 12
        if count < 1 or count > MAX_PIECES:
            raise self.damaged("it does not say where its text stands")
        ends = struct.unpack_from(f"<{count + 1}i", plc, 0)
        pieces = []
        for index in range(count):
            (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
            start, end = ends[index], ends[index + 1]
            if start < 0 or end < start or end > MAX_CHARACTERS:
                raise self.damaged("its text stands nowhere")
            if start < end:
                compressed = place & 0x40000000
                place &= 0x3FFFFFFF
                pieces.append(_Piece(start, end, place // 2 if compressed else place, 1 if compressed else 2))
        self._starts = [piece.start for piece in pieces]
        self._by_offset = sorted((piece.offset, index) for index, piece in enumerate(pieces))
        if not pieces or any(after.start != piece.end for piece, after in pairwise(pieces)):
            raise self.damaged("its text has gaps")
        return pieces

    def _read_text(self) -> str:
        found: list[str] = []
        total = 0
        for piece in self._pieces:
            count = piece.end - piece.start
            total += count
            if total > MAX_CHARACTERS:
                raise TooLarge(self.name, f"holds more than {MAX_CHARACTERS} characters; split it first")
            source = self.main[piece.offset : piece.offset + count * piece.width]
            if len(source) < count * piece.width:
                raise self.damaged("it is cut off and part of its text is missing")
            found.append(_narrow(source) if piece.width == 1 else _wide(source))
        return "".join(found)


def _narrow(source: bytes) -> str:
    """Return a compressed piece: Windows-1252, whose few undefined bytes stand for themselves."""
    try:
        return source.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in source)


def _wide(source: bytes) -> str:
    """Return a UTF-16 piece with one character for each code unit: Word counts so. `whole` puts halves together."""
    text = source.decode("utf-16-le", "surrogatepass")
    if len(text) * 2 == len(source):
        return text
    return "".join(map(chr, struct.unpack(f"<{len(source) // 2}H", source)))


def whole(text: str) -> str:
    """Return text with the two halves of a rare character put together.

    >>> whole(chr(0xD840) + chr(0xDC0B)) == chr(0x2000B)
    True
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _streams(name: str, data: bytes) -> dict[str, bytes]:
    """Return the streams that matter, as the compound file holds them."""
    import olefile

    found: dict[str, bytes] = {}
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            for stream in ("WordDocument", "0Table", "1Table", "Data"):
                if ole.exists(stream):
                    found[stream] = ole.openstream(stream).read()
                    if len(found[stream]) < ole.get_size(stream):
                        raise OSError(f"{stream} is shorter than it says")
    # The library lets any error of damaged sector tables through.
    except Exception as error:
        raise UnreadableFile(name, _DAMAGED.format(what="its parts cannot be found (cut off?)")) from error
    if "WordDocument" not in found:
        raise UnreadableFile(name, "is an old Office file, but no Word document; save its text as .docx and try again")
    return found
