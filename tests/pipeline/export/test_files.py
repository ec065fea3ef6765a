"""The files of a run: complete or not there, safe to open, the same every time."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export import csv_tables
from pipeline.export.atomic import AtomicText
from pipeline.export.columns import TABLES
from pipeline.export.csv_tables import CsvOptions
from pipeline.export.exporters import Export
from pipeline.export.tables import Failure
from schemas.breakdown import TaskBreakdown
from schemas.codec import loads
from schemas.errors import OutputError

CSV_NAMES = ["diagnostics.csv", "documents.csv", "parties.csv", "sections.csv", "targets.csv", "tasks.csv"]


def _write(
    directory: Path,
    breakdowns: Sequence[TaskBreakdown],
    formats: Sequence[str] = ("csv",),
    options: CsvOptions | None = None,
) -> None:
    with Export(directory, formats, options) as export:
        for at, breakdown in enumerate(breakdowns):
            export.add(breakdown, f"notice-{at}")


def _read(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def _names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_the_default_is_one_json_a_document_and_six_tables(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with Export(tmp_path) as export:
        export.add(breakdown, "通知")
    assert _names(tmp_path) == [*CSV_NAMES, "通知.json"]
    assert sorted(path.name for path in export.written) == _names(tmp_path)


def test_the_package_writes_the_tables_once(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with Export(tmp_path, ["csv", "datapackage"]) as export:
        export.add(breakdown, "n")
    assert sorted(path.name for path in export.written) == sorted([*CSV_NAMES, "datapackage.json"])


def test_a_json_file_loads_as_the_breakdown(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown], ["json"])
    data = (tmp_path / "notice-0.json").read_bytes()
    assert loads(data.decode("utf-8")) == breakdown
    assert (data[:1], data[-2:]) == (b"{", b"}\n")


def test_tables_begin_with_the_mark_that_excel_needs(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown])
    assert (tmp_path / "tasks.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,plan_year,")


def test_tables_can_be_written_without_the_mark(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown], options=CsvOptions(encoding="utf-8"))
    assert (tmp_path / "tasks.csv").read_bytes().startswith(b"document,plan_year,")


def test_rows_end_as_the_standard_says(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown])
    data = (tmp_path / "sections.csv").read_bytes()
    assert (data.count(b"\r\n"), data.count(b"\n")) == (2, 2)


def test_headings_may_be_chinese(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown], options=CsvOptions(headers="zh"))
    assert _read(tmp_path / "sections.csv")[0] == [
        "文件", "计划年度", "序号", "方面名称", "层级", "任务数", "页码", "原文", "规则", "起", "止", "文件编号",
        "方面编号", "方面键", "上级方面键",
    ]


def test_every_row_is_as_long_as_its_heading(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with Export(tmp_path, ["csv"]) as export:
        export.add(breakdown, "n")
        export.fail(Failure("scan.pdf", "no text"))
    lengths = {name: {len(row) for row in _read(tmp_path / name)} for name in CSV_NAMES}
    assert lengths == {f"{table.name}.csv": {len(table.columns)} for table in TABLES}


def test_a_text_of_several_lines_is_one_cell(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    task = replace(breakdown.tasks[0], body='第一行，"引号"\n第二行')
    _write(tmp_path, [replace(breakdown, tasks=(task,))])
    assert _read(tmp_path / "tasks.csv")[1][5] == '第一行，"引号"\n第二行'


def test_a_failed_document_stands_among_the_documents(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    with Export(tmp_path, ["json", "csv"]) as export:
        export.add(breakdown, "n")
        export.fail(Failure("scan.pdf", "scan.pdf: has no text layer. Run OCR first.", "b" * 64))
    rows = _read(tmp_path / "documents.csv")
    assert [row[:3] for row in rows[1:]] == [
        ["notice.docx", "partial", ""], ["scan.pdf", "failed", "scan.pdf: has no text layer. Run OCR first."],
    ]
    assert not (tmp_path / "scan.json").exists()


def test_one_file_met_twice_keeps_its_keys_apart(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown, breakdown])
    assert [row[-1] for row in _read(tmp_path / "documents.csv")[1:]] == [
        "aaaaaaaaaaaa-notice.docx", "aaaaaaaaaaaa-notice.docx#2",
    ]


def test_the_same_documents_give_the_same_bytes(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    written = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        _write(folder, [breakdown], ["json", "datapackage"])
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]


def test_an_error_leaves_the_tables_of_the_last_run(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RuntimeError), Export(tmp_path, ["csv"]) as export:  # noqa: PT012 (the run is what fails)
        export.add(replace(breakdown, tasks=()), "n")
        raise RuntimeError
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_nothing_takes_its_name_before_the_end(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    export = Export(tmp_path, ["csv"])
    export.add(breakdown, "n")
    assert [name for name in _names(tmp_path) if not name.endswith(".partial")] == []
    export.close()
    assert _names(tmp_path) == CSV_NAMES


def test_a_folder_that_is_a_file_is_an_error_that_names_it(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=r"out.*tasks\.csv: cannot be written"):
        _write(tmp_path / "out", [breakdown])


def test_a_table_whose_place_is_taken_leaves_no_parts(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    (tmp_path / "targets.csv").mkdir()
    with pytest.raises(OutputError, match=r"targets\.csv: cannot be written"):
        _write(tmp_path, [breakdown])
    assert [name for name in _names(tmp_path) if name.endswith(".partial")] == []


def test_a_json_file_whose_place_is_taken_leaves_no_part(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    (tmp_path / "notice-0.json").mkdir()
    with pytest.raises(OutputError, match=r"notice-0\.json: cannot be written"):
        _write(tmp_path, [breakdown], ["json"])
    assert _names(tmp_path) == ["notice-0.json"]


def test_tables_that_cannot_all_be_opened_leave_no_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> AtomicText:
        if path.name == "documents.csv":
            raise OutputError(str(path), "cannot be written")
        return AtomicText(path)

    monkeypatch.setattr(csv_tables, "AtomicText", refuse)
    with pytest.raises(OutputError):
        Export(tmp_path, ["csv"])
    assert _names(tmp_path) == []


def test_a_format_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no format 'xml'; choose from json, csv, datapackage"):
        Export(tmp_path, ["xml"])


def test_a_file_name_that_is_no_utf8_does_not_stop_the_run(
    build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path
) -> None:
    with Export(tmp_path) as export:
        export.add(build_breakdown(name="\udcb9.docx"), "n")
        export.fail(Failure("\udcba.pdf", "no text"))
    assert [row[0] for row in _read(tmp_path / "documents.csv")] == ["document", "\\udcb9.docx", "\\udcba.pdf"]
    assert '"name": "\\udcb9.docx"' in (tmp_path / "n.json").read_text(encoding="utf-8")


def test_names_from_a_document_cannot_become_formulas(
    build_breakdown: Callable[..., TaskBreakdown], tmp_path: Path
) -> None:
    _write(tmp_path, [build_breakdown(name="=HYPERLINK(1).docx")])
    cells = {cell for name in CSV_NAMES for row in _read(tmp_path / name) for cell in row}
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\r"))] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_shows_numbers_of_tasks_as_printed(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    _write(tmp_path, [breakdown])
    # The import that a person gets who accepts everything offered: UTF-8, commas, dates and numbers recognised.
    options = "CSV:44,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    opened = [f"--infilter={options}", "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "tasks.csv")]
    shown_as = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path / "shown")]
    for step in (opened, [*shown_as, str(tmp_path / "tasks.ods")]):
        subprocess.run(["soffice", profile, "--headless", *step], check=True, capture_output=True, timeout=120)
    shown = list(csv.reader(io.StringIO((tmp_path / "shown" / "tasks.csv").read_text(encoding="utf-8-sig"))))
    assert [row[3].strip() for row in shown] == ["number", "1-2", "3.10"]
