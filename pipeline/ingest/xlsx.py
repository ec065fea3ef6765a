"""Read an Excel workbook (.xlsx, .xlsm): every sheet that is shown, cells as they are shown, macros never looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.ooxml import Package
from pipeline.ingest.raw import RawDocument
from pipeline.ingest.sheet_blocks import MAX_CELLS, Area, Grid, document_of
from pipeline.ingest.sheet_formats import built_in, shown
from schemas.errors import TooLarge, UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_SHEETS = 500
_MOST_MERGES = 100_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class XlsxReader:
    """The reader of SpreadsheetML packages."""

    media_types: tuple[str, ...] = (XLSX,)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the blocks of the sheets, in their order.

        Raises UnreadableFile, EncryptedFile, UnsupportedFormat or TooLarge.
        """
        package = Package(name, data, kind=".xlsx")
        book = package.part("xl/workbook.xml")
        if book is None:
            targets = (link.target for link in package.relationships("") if link.kind == "officeDocument")
            book = next((part for target in targets if (part := package.part(target)) is not None), None)
        if book is None:
            raise UnreadableFile(name, "holds no workbook; open it in Excel or WPS and save it anew")
        links = {link.id: link for link in package.relationships(book.path)}
        paths = {link.kind: link.target for link in links.values()}
        reader = _SheetReader(name, *_shared(package, paths), from_1904=_counts_from_1904(book.root))
        sheets = list(book.root.iter("{*}sheet"))
        if len(sheets) > _MOST_SHEETS:
            raise TooLarge(name, f"has {len(sheets)} sheets, more than {_MOST_SHEETS}; split it first")
        grids, hidden = [], 0
        for sheet in sheets:
            link = links.get(sheet.get(_RELATION) or "")
            if link is None or link.kind != "worksheet":
                continue
            part = package.part(link.target)
            if part is None:
                continue
            grid = reader.read(sheet.get("name") or "", part.root)
            if sheet.get("state", "visible") == "visible":
                grids.append(grid)
            else:
                hidden += bool(grid.cells)
        return document_of(name, XLSX, grids, hidden)


def _shared(package: Package, paths: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the workbook's shared texts, and the format code of each cell style."""
    texts: list[str] = []
    strings = package.part(paths.get("sharedStrings", "xl/sharedStrings.xml"))
    if strings is not None:
        texts = [_text(element) for element in strings.root.iter("{*}si")]
    codes: list[str] = []
    styles = package.part(paths.get("styles", "xl/styles.xml"))
    if styles is not None:
        own = {element.get("numFmtId"): element.get("formatCode") or "" for element in styles.root.iter("{*}numFmt")}
        formats = styles.root.find("{*}cellXfs")
        for element in () if formats is None else formats:
            number = element.get("numFmtId") or "0"
            codes.append(own.get(number) or (built_in(int(number)) if number.isdecimal() else "General"))
    return texts, codes


def _counts_from_1904(book: _Element) -> bool:
    properties = book.find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


class _SheetReader:
    """Reads the sheets of one workbook to grids."""

    def __init__(self, name: str, texts: list[str], codes: list[str], *, from_1904: bool) -> None:
        self._name = name
        self._texts = texts
        self._codes = codes
        self._from_1904 = from_1904
        self._cells = 0

    def read(self, title: str, root: _Element) -> Grid:
        grid = Grid(title)
        row = -1
        for element in root.iter("{*}row"):
            number = element.get("r") or ""
            row = int(number) - 1 if number.isdecimal() and len(number) < 8 else row + 1
            if not 0 <= row < _LAST_ROW:
                raise UnreadableFile(self._name, "is damaged: a row stands outside of its sheet; save it anew")
            if element.get("hidden") in ("1", "true"):
                grid.hidden_rows.add(row)
            column = -1
            for cell in element:
                place = _column_of(cell.get("r") or "")
                column = column + 1 if place is None else place
                text = self._shown(cell)
                if text and column < _LAST_COLUMN:
                    grid.cells[row, column] = text
            self._cells += len(element)
            if self._cells > MAX_CELLS:
                raise TooLarge(self._name, f"has more than {MAX_CELLS} cells; keep only the sheet that matters")
        hidden = bytearray(_LAST_COLUMN)
        for element in root.iter("{*}col"):
            low, high = (min(int(text), _LAST_COLUMN) if text.isdecimal() and len(text) < 8 else 0
                         for text in (element.get("min") or "", element.get("max") or ""))  # fmt: skip
            if element.get("hidden") in ("1", "true") and 0 < low <= high:
                hidden[low - 1 : high] = b"\x01" * (high - low + 1)
        grid.hidden_columns = {column for column, is_hidden in enumerate(hidden) if is_hidden}
        for element in root.iter("{*}mergeCell"):
            area = _area(element.get("ref") or "")
            if area is not None and len(grid.merges) < _MOST_MERGES:
                grid.merges.append(area)
        return grid

    def _shown(self, cell: _Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else _text(inline)
        value = cell.find("{*}v")
        text = "" if value is None else value.text or ""
        if not text:
            return ""
        if kind == "s":
            return self._texts[int(text)] if text.isdecimal() and int(text) < len(self._texts) else ""
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if kind == "d":
            return _iso(text)
        if kind != "n":
            return _unescaped(text)
        style = cell.get("s") or "0"
        code = self._codes[int(style)] if style.isdecimal() and int(style) < len(self._codes) else "General"
        return shown(text, code, from_1904=self._from_1904)


def _text(element: _Element) -> str:
    """Return the text of a string, whatever runs it is set in, without its phonetic guide."""
    return _unescaped("".join(part.text or "" for part in _texts(element)))


def _texts(element: _Element) -> Iterator[_Element]:
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            yield child
        elif name == "r":
            yield from child.iterfind("{*}t")


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _escape().sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def _escape() -> re.Pattern[str]:
    # _x000D_
    return re.compile(r"_x([0-9A-Fa-f]{4})_")


def _iso(text: str) -> str:
    match = _date().match(text)
    return text if match is None else f"{match[1]}年{int(match[2])}月{int(match[3])}日"


@cache
def _date() -> re.Pattern[str]:
    # 2025-06-30T00:00:00
    return re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@cache
def _reference() -> re.Pattern[str]:
    # B12
    return re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def _column_of(reference: str) -> int | None:
    match = _reference().fullmatch(reference)
    if match is None:
        return None
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Area | None:
    """Return the area of a reference such as A1:C2."""
    first, _, last = reference.partition(":")
    left, right = _column_of(first), _column_of(last)
    top, bottom = _reference().fullmatch(first), _reference().fullmatch(last)
    if left is None or right is None or top is None or bottom is None:
        return None
    return (int(top[2]) - 1, int(bottom[2]) - 1, left, right)
