"""Print Word documents as PDF by LibreOffice, with the moment of printing taken out of the bytes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FONT = "Noto Sans CJK SC"
"""A free font, so that the committed PDF may carry a subset of it."""
EPOCH = "1735689600"


def office() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def as_pdfs(documents: Mapping[str, bytes], *, seconds: int = 600) -> dict[str, bytes]:
    """Return the PDF of each Word document, by the same names, all in one start of LibreOffice.

    Raises RuntimeError where LibreOffice is absent or prints nothing within `seconds`.
    """
    program = office()
    if program is None:
        raise RuntimeError("LibreOffice (soffice) is not installed; PDFs cannot be printed")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, content in documents.items():
            (work / f"{name}.docx").write_bytes(content)
        command = [
            program, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "pdf",
            "--outdir", str(work), *(str(work / f"{name}.docx") for name in documents),
        ]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC"}
        subprocess.run(command, check=True, capture_output=True, timeout=seconds, env=environment)
        missing = [name for name in documents if not (work / f"{name}.pdf").exists()]
        if missing:
            raise RuntimeError(f"LibreOffice printed no {missing[0]}.pdf")
        return {name: _without_moment((work / f"{name}.pdf").read_bytes()) for name in documents}


def _without_moment(content: bytes) -> bytes:
    """Return a PDF with its date, id and checksum set to fixed values of the same length."""
    content = _date().sub(b"D:20250101000000", content)
    return _identity().sub(lambda found: re.sub(rb"[0-9A-F]{16,}", lambda run: b"0" * len(run[0]), found[0]), content)


@cache
def _date() -> re.Pattern[bytes]:
    """The moment of printing: /CreationDate(D:20250101000000Z')."""
    return re.compile(rb"D:\d{14}")


@cache
def _identity() -> re.Pattern[bytes]:
    """The trailer's two ids and the checksum after them."""
    return re.compile(rb"/ID \[ <[0-9A-F]{32}>\s{1,2}<[0-9A-F]{32}> \]|/DocChecksum /[0-9A-F]{32}")
