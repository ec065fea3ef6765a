"""The commands export and search, run as people run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.export.exporters import Export
from schemas.breakdown import TaskBreakdown

ROOT = Path(__file__).parents[2]


def fenjie(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


@pytest.fixture
def run(breakdown: TaskBreakdown, tmp_path: Path) -> Path:
    with Export(tmp_path / "run", ["json"]) as export:
        export.add(breakdown, "通知")
    return tmp_path / "run"


def test_export_writes_beside_the_json(run: Path) -> None:
    done = fenjie("export", run, "--to", "sqlite, xlsx,docx,jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"1 document exported to {run}\n")
    assert sorted(path.name for path in run.iterdir()) == [
        "breakdowns.jsonl", "breakdowns.sqlite", "ledger.xlsx", "通知.json", "通知_任务分解表.docx",
    ]


def test_export_takes_a_ledger_and_another_folder(run: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "l.toml").write_text('[sheets]\ntasks = "总表"\n', encoding="utf-8")
    done = fenjie("export", run, "--to", "xlsx", "-o", tmp_path / "out", "--ledger", tmp_path / "l.toml")
    assert done.returncode == 0
    assert "总表" in openpyxl.load_workbook(tmp_path / "out" / "ledger.xlsx").sheetnames
    assert [path.name for path in run.iterdir()] == ["通知.json"]


def test_export_names_what_it_cannot_read_and_goes_on(run: Path) -> None:
    (run / "broken.json").write_text("{", encoding="utf-8")
    done = fenjie("export", run, "--to", "jsonl")
    assert done.returncode == 1
    assert done.stderr.startswith("broken.json: is not valid JSON")
    assert done.stderr.endswith(f"1 document exported to {run}\n")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--to", "xml"), 2, "there is no format 'xml'; choose from json, csv"),
        ((), 2, "Missing option '--to'"),
        (("--to", "xlsx", "--ledger", "none.toml"), 1, "none.toml: cannot be read"),
    ],
)
def test_export_says_what_is_wrong(arguments: tuple[str, ...], status: int, message: str, run: Path) -> None:
    done = fenjie("export", run, *arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    assert message in done.stderr
    assert [path.name for path in run.iterdir()] == ["通知.json"]


def test_search_prints_document_year_number_title_and_sentence(run: Path) -> None:
    fenjie("export", run, "--to", "sqlite")
    done = fenjie("search", run / "breakdowns.sqlite", "满意")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "notice.docx · 2025 · 云民〔2025〕6号 · 3.10 办好热线 · 全年受理12345来电【满意】率由 90% 提高到 95% 以上。\n"
    )


def test_search_takes_several_words_and_prints_json(run: Path) -> None:
    fenjie("export", run, "--to", "sqlite")
    done = fenjie("search", run, "助餐", "老年", "--json")
    (line,) = done.stdout.splitlines()
    hit = json.loads(line)
    assert [hit["sentence"][start:end] for start, end in hit["spans"]] == ["助餐", "老年"]


@pytest.mark.parametrize(("word", "status"), [("无此词", 1), ("养老 AND", 1), ('"', 1), (" ", 2)])
def test_search_that_finds_nothing_says_so_by_its_status(word: str, status: int, run: Path) -> None:
    fenjie("export", run, "--to", "sqlite")
    done = fenjie("search", run, word)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (status, "", False)


def test_search_in_a_file_of_another_kind_is_one_line(run: Path) -> None:
    done = fenjie("search", run / "通知.json", "养老")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("arguments", [("export", "--help"), ("search", "--help"), ("search", "{run}", "满意")])
def test_search_and_help_load_no_heavy_library(arguments: tuple[str, ...], run: Path) -> None:
    """Start-up is pinned by what is imported, not by a clock."""
    fenjie("export", run, "--to", "sqlite")
    given = [argument.format(run=run) for argument in arguments]
    code = (
        "import sys; from pipeline.cli import main\n"
        f"try: main({given!r})\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'pydantic', 'docx', 'pyarrow', 'xlsxwriter', 'numpy', 'lxml', 'jieba', 'rjieba'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    assert done.stdout.strip().endswith("LOADED []")
