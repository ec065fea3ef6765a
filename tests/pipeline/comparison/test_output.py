"""What is written: tables, frames, a workbook that opens, a report that needs no network."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.comparison.compare import compare_chain
from pipeline.comparison.frames import comparison_frames
from pipeline.comparison.report import print_report
from pipeline.comparison.run import write
from pipeline.comparison.tables import TABLES, rows_of
from samples import comparison_pairs
from schemas.comparison import Chain, Comparison


@pytest.fixture(scope="module")
def chain() -> Chain:
    return compare_chain(comparison_pairs.read("wenlv").breakdowns)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_chain(comparison_pairs.read("shijian").breakdowns).steps[0]


@pytest.fixture(scope="module")
def folder(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("out")
    write(comparison, directory)
    return directory


def test_rows_are_as_wide_as_their_tables(chain: Chain) -> None:
    rows = rows_of(chain)
    assert list(rows) == [table.name for table in TABLES]
    assert all(len(row) == len(table.columns) for table in TABLES for row in rows[table.name])


def test_the_files_of_a_comparison(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "comparison.html", "comparison.json", "comparison.xlsx", "notes.csv", "outcomes.csv", "party_changes.csv",
        "party_loads.csv", "target_changes.csv", "task_changes.csv",
    ]  # fmt: skip


def test_a_chain_has_its_series_as_a_table(chain: Chain, tmp_path: Path) -> None:
    write(chain, tmp_path, ["csv"])
    with (tmp_path / "series.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    assert rows[:3] == [["indicator", "unit", "year", "value"], ["城市书房", "家", "2023", "6"], ["城市书房", "家", "2024", "8"]]


def test_a_row_of_the_targets_table(folder: Path) -> None:
    with (folder / "target_changes.csv").open(encoding="utf-8-sig", newline="") as handle:
        (row,) = [row for row in csv.DictReader(handle) if row["indicator"] == "多收价款"]
    assert (row["status"], row["before"], row["before_unit"], row["after"], row["unit"]) == (
        "unit_changed", "0.05", "亿元", "500", "万元",
    )  # fmt: skip


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison, folder: Path, tmp_path: Path) -> None:
    write(comparison, tmp_path)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }


def test_frames_have_types_that_keep_absent_apart(comparison: Comparison) -> None:
    frames = comparison_frames(comparison)
    targets = frames["target_changes"]
    assert str(targets["after"].dtype) == "Float64"
    dropped = targets[targets["status"] == "dropped"]
    assert len(dropped) > 0
    assert dropped["after"].isna().all()
    assert frames["task_changes"]["status"].value_counts().to_dict() == {
        "changed": 9, "added": 2, "dropped": 2, "split": 1, "merged": 1,
    }  # fmt: skip


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_workbook_opens_in_libreoffice(folder: Path, tmp_path: Path) -> None:
    """LibreOffice reads every sheet and prints them; what it prints holds the words of each."""
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
               "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", str(tmp_path),
               str(folder / "comparison.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheets = {path.stem.removeprefix("comparison-"): path.read_text(encoding="utf-8") for path in tmp_path.glob("*.csv")}
    assert set(sheets) == {"概况", "任务对照", "目标变化", "责任领导", "责任单位", "目标完成情况"}
    assert "韩立群的 3 项任务全部由周望舒接任" in sheets["概况"]
    assert "推进计量惠民\n推进标准化建设" in sheets["任务对照"]
    assert "提高,要求更高,加强食品安全监管,食品,3000批次,3200批次,200" in sheets["目标变化"]


def test_a_cell_that_looks_like_a_formula_stays_text(comparison: Comparison, tmp_path: Path) -> None:
    from dataclasses import replace

    import openpyxl

    task = comparison.tasks[0]
    evil = replace(task, title=replace(task.title, after=("=HYPERLINK(\"http://x\")",)))
    write(replace(comparison, tasks=(evil,)), tmp_path, ["xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "comparison.xlsx")["任务对照"]
    assert (sheet["F2"].value, sheet["F2"].data_type) == ('=HYPERLINK("http://x")', "s")


class Page(HTMLParser):
    """What a page would fetch, and whether its tags are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action")]
        if tag not in ("meta", "br", "input", "rect", "line", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "line", "circle"):
            assert self.open.pop() == tag


def test_the_report_fetches_nothing_and_is_well_formed(chain: Chain, comparison: Comparison) -> None:
    for compared in (chain, comparison):
        page = Page()
        text = print_report(compared)
        page.feed(text)
        assert (page.fetched, page.open) == ([], [])
        assert not re.search(r"url\(|@import|https?://", text)


def test_the_report_escapes_what_it_shows(comparison: Comparison) -> None:
    from dataclasses import replace

    task = comparison.tasks[0]
    evil = replace(task, title=replace(task.title, after=("<script>alert(1)</script>",)))
    text = print_report(replace(comparison, tasks=(evil,)))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_report_has_its_charts(chain: Chain) -> None:
    text = print_report(chain)
    assert text.count("<svg") > 20
    assert all(words in text for words in ("指标序列", "任务对照", "目标完成情况", "领导任务量", "单位任务量"))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_the_report_filters_in_a_browser(folder: Path, tmp_path: Path) -> None:
    """A page that unticks 调整 as a user would leaves only the other rows to see."""
    page = (folder / "comparison.html").read_text(encoding="utf-8")
    click = "<script>document.querySelector('.filter input[value=changed]').click()</script></body>"
    (tmp_path / "page.html").write_text(page.replace("</body>", click), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", "--dump-dom",
               (tmp_path / "page.html").as_uri()]  # fmt: skip
    shown = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    rows = re.findall(r'<tr data-status="(\w+)"( hidden="")?', shown)
    assert {status for status, hidden in rows if hidden} == {"changed"}
    assert {status for status, hidden in rows if not hidden} == {"added", "dropped", "split", "merged"}
