"""Small notices to run batches over, readers that fail in every way, and the comparison of two output folders.

`FENJIE_LONG=1 pytest tests/faults` injects more faults of each kind; without it a few stand for them.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

NOTICE = """云汀市青荷区民政局

青民〔2025〕{number}号

青荷区民政局关于印发《2025年青荷民政工作要点》的通知

局机关各科室：

现印发给你们，请认真执行。

青荷区民政局
2025年2月17日

2025年青荷民政工作要点

现将 1 方面 2 项重点工作分解如下。

一、聚焦便民

1. 建好站点。新建社区站点 {number} 家。（牵头领导：周岚，责任部门：局养老科、区婚姻（收养）登记中心）

2. 管好站点。每月至少开展 {number} 次巡查。（牵头领导：周岚，责任部门：局安全科、各街镇）
"""

READERS = '''
import ctypes
import os
import signal
import time
from pathlib import Path

from pipeline.convert import extract as truly

def extract(path: Path):
    name = path.stem
    if "hangs" in name:
        time.sleep(1000)
    if "spins" in name:
        while True:
            pass
    if "segfaults" in name:
        ctypes.string_at(0)
    if "greedy" in name:
        bytearray(10 << 30)
    if "killed" in name:
        mark = path.with_suffix(".mark")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if "defect" in name:
        raise KeyError("words of the document")
    if "slow" in name:
        time.sleep(0.5)
    result = truly(path)
    if "grows" in name:
        with path.open("a", encoding="utf-8") as file:
            file.write("附言\\n")
    if "settles" in name and not path.with_suffix(".mark").exists():
        path.with_suffix(".mark").touch()
        path.write_text(path.read_text(encoding="utf-8").replace(" 7 家", " 77 家"), encoding="utf-8")
    return result
'''


@pytest.fixture(scope="session")
def long() -> bool:
    """Whether the long form of the tests is asked for."""
    return bool(os.environ.get("FENJIE_LONG"))


@pytest.fixture
def write_notices(tmp_path: Path) -> Callable[..., list[Path]]:
    """A writer of so many notices, each different, in tmp_path/notices; further names come after them."""

    def write(count: int, *further: str) -> list[Path]:
        folder = tmp_path / "notices"
        folder.mkdir(exist_ok=True)
        names = [f"notice{number:04}" for number in range(count)]
        for number, name in enumerate([*names, *further], 1):
            (folder / f"{name}.txt").write_text(NOTICE.format(number=number), encoding="utf-8")
        return sorted(folder.glob("*.txt"))

    return write


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module whose `extract` fails as the name of the file says; workers can import it as well."""
    name = "faulty_readers"
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / f"{name}.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "modules"))
    yield importlib.import_module(name)
    sys.modules.pop(name, None)


@pytest.fixture
def outputs() -> Callable[[Path], dict[str, bytes]]:
    """A reader of all that a run wrote, hidden files too, but for the two that tell of times."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in folder.iterdir()
            if path.name != "run.json" and not path.name.startswith(".fenjie-run.sqlite")
        }

    return read


@pytest.fixture
def command() -> Callable[..., list[str]]:
    """The words that run the command in a process of its own."""

    def words(*arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]

    return words


@pytest.fixture
def run_command(command: Callable[..., list[str]]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command, run to its end."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command(*arguments), capture_output=True, text=True, encoding="utf-8", check=False)

    return run
