"""The sheets of the ledger workbook: index, all tasks, all targets, one for each department and leader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.ledger import Ledger, LedgerColumn
from pipeline.export.ledger_parties import PartySheet, group
from pipeline.export.ledger_spool import Spool, Value
from pipeline.export.sheet_names import SheetNames

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_PARTY_SHEETS = 200
"""More no person turns over, and each holds a file open while the workbook is written: macOS allows 256."""
LAST_ROW = 1_048_575
"""Of a sheet, counted from 0. What comes after goes on in a sheet of its own."""
LONGEST_CELL = 32_767
_CUT = "……（此处未完，全文见 JSON）"
_TABS = {"department": "#2F75B5", "official": "#548235"}
_KINDS = {"department": "部门", "official": "领导"}
# The index: headings and widths of its columns.
_INDEX = (("类别", 8), ("名称", 34), ("任务数", 9), ("说明", 60))


def write_workbook(path: Path, folder: Path, ledger: Ledger, spool: Spool) -> None:
    """Write the workbook to `path`; `folder` takes the sheets' parts. Raises OSError."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with path.open("wb") as file:
        # A file object, because Workbook wants names that end in .xlsx only to warn of others.
        workbook = Workbook(file, {"constant_memory": True, "tmpdir": str(folder)})
        # Its own clock would make every run's bytes differ.
        workbook.set_properties({"title": ledger.title, "created": datetime(2000, 1, 1)})
        _Book(workbook, ledger, spool).write()
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(0, str(error)) from error


class _Book:
    """The workbook while it is written."""

    def __init__(self, workbook: Workbook, ledger: Ledger, spool: Spool) -> None:
        self._workbook = workbook
        self._ledger = ledger
        self._spool = spool
        self._names = SheetNames()
        self._styles = _Styles(workbook)

    def write(self) -> None:
        sheets, parties = self._ledger.sheets, group(self._spool.parties())
        index = self._workbook.add_worksheet(self._names.give(sheets["index"]))
        overall = tuple(column for column in self._ledger.tasks if column.field != "party_role")
        role_at = [at for at, column in enumerate(self._ledger.tasks) if column.field == "party_role"]
        # A party's sheet must not take the name of these.
        names = {key: self._names.give(sheets[key]) for key in ("tasks", "targets")}
        lines: list[tuple[str, str, int | None, str, str | None]] = []
        for key, columns, rows in (
            ("tasks", overall, (_without(row, role_at) for row in self._spool.tasks())),
            ("targets", self._ledger.targets, self._spool.targets()),
        ):
            count = self._fill(names[key], columns, rows, None)
            lines.append(("汇总", sheets[key], count, "", names[key]))
        shown = {id(sheet) for sheet in sorted(parties, key=lambda sheet: -sheet.tasks)[:MOST_PARTY_SHEETS]}
        for sheet in parties:
            lines.append(self._party(sheet, role_at) if id(sheet) in shown else _unshown(sheet, sheets["tasks"]))
        lines += [("未读", name, None, message, None) for name, message in self._spool.failures()]
        self._index(index, lines)

    def _party(self, sheet: PartySheet, role_at: list[int]) -> tuple[str, str, int | None, str, str | None]:
        name = self._names.give(sheet.label)
        rows = (_with(row, role_at, role) for row, role in self._spool.tasks_of(sheet.kind, sheet.name, sheet.issuers))
        count = self._fill(name, self._ledger.tasks, rows, _TABS[sheet.kind])
        return (_KINDS[sheet.kind], sheet.label, count, "", name)

    def _fill(self, name: str, columns: tuple[LedgerColumn, ...], rows: Iterable[list[Value]], tab: str | None) -> int:
        """Write rows to a sheet, and to further ones where it is full; return how many."""
        sheet, at, count = self._open(name, columns, tab), 0, 0
        writers = [self._cell_writer(column) for column in columns]
        for row in rows:
            if at == LAST_ROW:
                self._finish(sheet, columns, at)
                sheet, at = self._open(self._names.give(name), columns, tab), 0
            at += 1
            count += 1
            for column, (write, value) in enumerate(zip(writers, row, strict=True)):
                write(sheet, at, column, count if columns[column].field == "sequence" else value)
        self._finish(sheet, columns, at)
        return count

    def _open(self, name: str, columns: tuple[LedgerColumn, ...], tab: str | None) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self._styles.below(column))
        _set_up_page(sheet, f"{self._ledger.title}　{name}")
        if tab:
            sheet.set_tab_color(tab)
        # 12 in a column of texts is meant as text: without this every such cell gets a green corner.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.heading, self._styles.heading)
        return sheet

    def _finish(self, sheet: Worksheet, columns: tuple[LedgerColumn, ...], last: int) -> None:
        sheet.autofilter(0, 0, last, len(columns) - 1)
        kept = next((at for at, column in enumerate(columns) if not column.printed), len(columns))
        sheet.print_area(0, 0, last, max(kept, 1) - 1)
        for at, column in enumerate(columns):
            if column.choices and last:
                sheet.data_validation(1, at, last, at, {"validate": "list", "source": list(column.choices)})

    def _cell_writer(self, column: LedgerColumn) -> Callable[[Worksheet, int, int, Value], None]:
        style = self._styles.cell(column)

        def write(sheet: Worksheet, row: int, at: int, value: Value) -> None:
            if value is None or value == "":
                sheet.write_blank(row, at, None, style)
            elif column.type == "date" and isinstance(value, str) and value >= "1900-03-01":
                sheet.write_datetime(row, at, datetime.fromisoformat(value), style)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(row, at, value, style)
            else:
                sheet.write_string(row, at, _fitting(str(value)), style)

        return write

    def _index(self, sheet: Worksheet, lines: list[tuple[str, str, int | None, str, str | None]]) -> None:
        for at, (heading, width) in enumerate(_INDEX):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, self._styles.heading)
        _set_up_page(sheet, self._ledger.title)
        for row, (kind, name, count, remark, target) in enumerate(lines[:LAST_ROW], 1):
            sheet.write_string(row, 0, kind, self._styles.text)
            if target is None:
                sheet.write_string(row, 1, _fitting(name), self._styles.text)
            else:
                place = target.replace("'", "''")
                sheet.write_url(row, 1, f"internal:'{place}'!A1", self._styles.link, name)
            if count is None:
                sheet.write_blank(row, 2, None, self._styles.text)
            else:
                sheet.write_number(row, 2, count, self._styles.text)
            sheet.write_string(row, 3, _fitting(remark), self._styles.text)
        sheet.autofilter(0, 0, min(len(lines), LAST_ROW), len(_INDEX) - 1)


_FORMATS = {"string": "@", "date": "yyyy-mm-dd", "integer": "0", "number": "General", "boolean": "General"}
"""Texts as text for good: what a clerk types over one (1-2, 007) stays as typed."""


class _Styles:
    """The formats of cells: each kind once, with lines around it for cells, without for the rows below the last."""

    def __init__(self, workbook: Workbook) -> None:
        face = {"font_name": "宋体", "font_size": 10}
        body = face | {"text_wrap": True, "valign": "top"}
        lined = body | {"border": 1}
        self.heading: Format = workbook.add_format(
            lined | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDEBF7"}
        )
        self.link: Format = workbook.add_format(lined | {"font_color": "#0563C1", "underline": 1})
        self.empty: Format = workbook.add_format(lined)
        self._cells = {kind: workbook.add_format(lined | {"num_format": code}) for kind, code in _FORMATS.items()}
        self._columns = {kind: workbook.add_format(body | {"num_format": code}) for kind, code in _FORMATS.items()}
        self.text: Format = self._cells["string"]

    def cell(self, column: LedgerColumn) -> Format:
        return self.empty if column.field is None else self._cells[column.type]

    def below(self, column: LedgerColumn) -> Format | None:
        return None if column.field is None else self._columns[column.type]


def _set_up_page(sheet: Worksheet, title: str) -> None:
    """A4 lying, one page wide, the heading row on every page and on the screen."""
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.set_header(f"&C&14{title.replace('&', '&&')[:200]}")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _unshown(sheet: PartySheet, tasks: str) -> tuple[str, str, int | None, str, str | None]:
    remark = f"未单列工作表（只列任务最多的{MOST_PARTY_SHEETS}个），请在“{tasks}”中筛选"
    return (_KINDS[sheet.kind], sheet.label, sheet.tasks, remark, None)


def _without(row: list[Value], places: list[int]) -> list[Value]:
    return [value for at, value in enumerate(row) if at not in places]


def _with(row: list[Value], places: list[int], role: str) -> list[Value]:
    return [role if at in places else value for at, value in enumerate(row)]


def _fitting(text: str) -> str:
    """Return a text that a cell can hold, saying so where it does not hold all of it."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT
