"""Read an Excel 97–2003 or WPS workbook (.xls, .et) with xlrd: sheets, cells and merges as those of an .xlsx."""

from __future__ import annotations

import io
from typing import Any

from pipeline.ingest.raw import RawDocument
from pipeline.ingest.sheet_blocks import MAX_CELLS, Grid, document_of
from pipeline.ingest.sheet_formats import shown
from schemas.errors import EncryptedFile, TooLarge, UnreadableFile

XLS = "application/vnd.ms-excel"
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class XlsReader:
    """The reader of binary workbooks."""

    media_types: tuple[str, ...] = (XLS,)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the blocks of the sheets, in their order. Raises UnreadableFile, EncryptedFile or TooLarge."""
        import xlrd

        try:
            # Formats are needed for merged cells; what the library says on the way is of no use to anyone.
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        except MemoryError:
            raise
        # The library lets any error of damaged records through.
        except Exception as error:
            if "encrypt" in str(error).lower() or "password" in str(error).lower():
                message = "needs a password; open it in Excel or WPS, remove the password and save it again"
                raise EncryptedFile(name, message) from error
            raise UnreadableFile(name, "is damaged; open it in Excel or WPS, save it as .xlsx and try again") from error
        grids, hidden, cells = [], 0, 0
        for sheet in book.sheets():
            cells += sum(len(sheet.row_types(row)) for row in range(sheet.nrows))
            if cells > MAX_CELLS:
                raise TooLarge(name, f"has more than {MAX_CELLS} cells; keep only the sheet that matters")
            grid = _grid(book, sheet)
            if sheet.visibility == 0:
                grids.append(grid)
            else:
                hidden += bool(grid.cells)
        return document_of(name, XLS, grids, hidden)


def _grid(book: Any, sheet: Any) -> Grid:  # Any: xlrd has no types
    grid = Grid(sheet.name)
    for row in range(sheet.nrows):
        values = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        for column, (kind, value) in enumerate(values):
            text = _shown(book, sheet, row, column, kind, value)
            if text:
                grid.cells[row, column] = text
    grid.merges = [(top, bottom - 1, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    grid.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    grid.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    return grid


def _shown(book: Any, sheet: Any, row: int, column: int, kind: int, value: Any) -> str:  # Any: as above
    import xlrd

    if kind == xlrd.XL_CELL_TEXT:
        return str(value).replace("\r\n", "\n").replace("\r", "\n")
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        style = book.xf_list[sheet.cell_xf_index(row, column)]
        code = book.format_map[style.format_key].format_str if style.format_key in book.format_map else "General"
        return shown(repr(value), code, from_1904=bool(book.datemode))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    return _ERRORS.get(value, "") if kind == xlrd.XL_CELL_ERROR else ""
