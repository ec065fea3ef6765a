"""The command, run as people run it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

NOTICE = """云汀市青荷区民政局

青民〔2025〕6号

青荷区民政局关于印发《2025年青荷民政工作要点》的通知

局机关各科室：

现印发给你们，请认真执行。

青荷区民政局
2025年2月17日

2025年青荷民政工作要点

现将 1 方面 2 项重点工作分解如下。

一、聚焦便民

1. 建好站点。新建社区站点 2 家。（牵头领导：周岚，责任部门：局养老科、区婚姻（收养）登记中心）

2. 管好站点。每月至少开展一次巡查。（牵头领导：周岚，责任部门：局安全科、各街镇）
"""


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment, check=False)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_extract_writes_json_and_the_six_tables(notice: Path, tmp_path: Path) -> None:
    done = run("extract", notice, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "")
    # The report for machines and the journal that a next run goes on from stand beside the results.
    tables = ["tasks.csv", "targets.csv", "parties.csv", "sections.csv", "documents.csv", "diagnostics.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        ["通知.json", *tables, "run.json", ".fenjie-run.sqlite"]
    )
    breakdown = json.loads((tmp_path / "out" / "通知.json").read_text(encoding="utf-8"))
    assert [task["title"] for task in breakdown["tasks"]] == ["建好站点", "管好站点"]
    assert breakdown["declared"]["tasks"] == 2


def test_standard_output_holds_the_json_and_nothing_else(notice: Path) -> None:
    done = run("extract", notice, "--format", "json", "-o", "-")
    assert done.returncode == 0
    assert json.loads(done.stdout)["header"]["document_number"] == "青民〔2025〕6号"
    assert done.stderr == ""


def test_two_inputs_with_one_stem_get_two_outputs(notice: Path, tmp_path: Path) -> None:
    other = tmp_path / "b" / "通知.txt"
    other.parent.mkdir()
    other.write_text(NOTICE.replace("2 家", "3 家"), encoding="utf-8")
    run("extract", notice, other, "-o", tmp_path / "out", "--format", "json")
    values = {
        path.name: json.loads(path.read_text(encoding="utf-8"))["tasks"][0]["targets"][0]["value"]
        for path in (tmp_path / "out").glob("通知*.json")
    }
    assert sorted(values.values()) == [2, 3]


@pytest.mark.usefixtures("notice")
def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "picture.docx": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "cut.docx": b"PK\x03\x04" + bytes(60),
        "unknown.txt": bytes(range(128, 256)) * 3,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    done = run("extract", tmp_path, tmp_path / "missing.pdf", "-o", tmp_path / "out")
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert sorted(line.split(":")[0] for line in lines[:-1]) == sorted([*bad, "missing.pdf"])
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "通知.json").exists()
    assert not [path for path in (tmp_path / "out").iterdir() if path.suffix not in (".json", ".csv", ".sqlite")]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else False, reason="root may write anywhere")
def test_unwritable_folder_is_one_line(notice: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = run("extract", notice, "-o", folder)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_output_that_is_a_file_is_one_line(notice: Path) -> None:
    done = run("extract", notice, "-o", notice)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "通知.txt" in done.stderr
    assert notice.read_text(encoding="utf-8") == NOTICE


def test_name_that_is_taken_by_a_folder_is_one_line(notice: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "通知.json").mkdir(parents=True)
    done = run("extract", notice, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".fenjie-run.sqlite", "通知.json"]


def test_unknown_format_is_wrong_usage(notice: Path) -> None:
    assert run("extract", notice, "--format", "xls").returncode == 2


def test_strict_fails_on_a_partial_document(notice: Path, tmp_path: Path) -> None:
    notice.write_text(NOTICE.replace("1 方面 2 项", "1 方面 3 项"), encoding="utf-8")
    assert run("extract", notice, "-o", tmp_path / "out").returncode == 0
    done = run("extract", notice, "-o", tmp_path / "out", "--strict")
    assert done.returncode == 1
    assert "L204" in done.stderr


def test_check_prints_diagnostics_and_writes_nothing(notice: Path, tmp_path: Path) -> None:
    notice.write_text(NOTICE.replace("2. 管好", "3. 管好"), encoding="utf-8")
    done = run("check", notice, cwd=tmp_path)
    assert done.returncode == 0
    assert "L201" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["通知.txt"]


@pytest.mark.parametrize(("which", "name"), [("breakdown", "task_breakdown"), ("comparison", "year_comparison")])
def test_schema_prints_the_published_schema(which: str, name: str) -> None:
    published = Path(__file__).parents[2] / "schemas" / f"{name}.schema.json"
    assert run("schema", which).stdout == published.read_text(encoding="utf-8")


def test_version_and_help_name_the_commands() -> None:
    assert run("--version").stdout.startswith("fenjie")
    helped = run("--help").stdout
    assert all(command in helped for command in ("extract", "check", "schema", "evaluate"))


@pytest.mark.parametrize("arguments", [("--help",), ("extract", "--help"), ("schema",)])
def test_light_commands_load_no_heavy_library(arguments: tuple[str, ...]) -> None:
    """Start-up is pinned by what is imported, not by a clock."""
    code = (
        "import sys; from pipeline.cli import main\n"
        f"try: main({list(arguments)!r})\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'spacy', 'pydantic', 'jieba', 'rjieba', 'docx', 'pdfplumber', 'pypdfium2', 'lxml', 'numpy'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip().endswith("LOADED []")


def test_converting_a_txt_loads_no_library_of_other_containers(notice: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        f"try: main(['extract', {str(notice)!r}, '-o', {str(tmp_path / 'out')!r}])\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'spacy', 'pydantic', 'jieba', 'docx', 'pdfplumber', 'pypdfium2', 'lxml', 'numpy'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip().endswith("LOADED []")
