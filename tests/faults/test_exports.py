"""Exports that meet a full disk or are killed: what stood before stands, nothing half-written takes its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.export.exporters import FORMATS, Export
from pipeline.run.deliver import sweep
from schemas.breakdown import TaskBreakdown

ROOT = Path(__file__).parents[2]
LATER = ("jsonl", "sqlite", "parquet", "xlsx", "docx")

if os.name == "nt":
    pytest.skip("Windows has neither limits of file size nor kill -9", allow_module_level=True)


@pytest.fixture
def run(breakdown: TaskBreakdown, tmp_path: Path) -> Path:
    """A folder with the JSON of several documents and, beside it, every other format of the first."""
    folder = tmp_path / "run"
    with Export(folder, FORMATS) as export:
        export.add(breakdown, "notice")
    with Export(folder, ["json"]) as export:
        for at in range(40):
            export.add(breakdown, f"notice-{at}")
    return folder


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", LATER)
@pytest.mark.parametrize("limit", [0, 3_000])
def test_a_full_disk_costs_nothing_that_was_there(name: str, limit: int, run: Path) -> None:
    """No file of the process may grow beyond the limit: writing fails as it does on a full disk."""
    before = _contents(run)
    code = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from pipeline.cli import main\n"
        f"main(['export', {str(run)!r}, '--to', {name!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "cannot be written" in done.stderr
    assert _contents(run) == before
    assert not [path for path in run.iterdir() if path.name.endswith(".partial")]


@pytest.mark.parametrize("name", [name for name in LATER if name != "docx"])
def test_a_disk_that_is_full_at_the_end_costs_nothing_that_was_there(name: str, run: Path) -> None:
    """A workbook's sheets and a table's last rows are written when all documents have come."""
    before = _contents(run)
    code = (
        "import resource\n"
        "from pathlib import Path\n"
        "from pipeline.export.exporters import Export\n"
        "from pipeline.reexport import read_run\n"
        "from schemas.errors import OutputError\n"
        f"run = Path({str(run)!r})\n"
        "try:\n"
        f"    with Export(run, [{name!r}]) as export:\n"
        "        for stored in read_run(run): export.add(stored.breakdown, stored.stem)\n"
        "        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "except OutputError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "cannot be written" in done.stdout
    assert _contents(run) == before
    assert not [path for path in run.iterdir() if path.name.endswith(".partial")]


@pytest.mark.parametrize("name", LATER)
def test_a_killed_export_leaves_what_stood_and_parts_that_the_next_run_sweeps(name: str, run: Path) -> None:
    before = _contents(run)
    code = (
        "import time\n"
        "from pathlib import Path\n"
        "from pipeline.export.exporters import Export\n"
        "from pipeline.reexport import read_run\n"
        f"run = Path({str(run)!r})\n"
        f"export = Export(run, [{name!r}])\n"
        "for at, stored in enumerate(read_run(run)):\n"
        "    export.add(stored.breakdown, 'new-' + stored.stem)\n"
        "    if at == 20: print('in hand', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == b"in hand\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    sweep(run)
    # A table for each document is whole as soon as it has its name.
    after = {found: content for found, content in _contents(run).items() if not found.startswith("new-")}
    assert after == before
    assert not [path for path in run.iterdir() if path.name.endswith(".partial")]
