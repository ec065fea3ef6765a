"""Ask LibreOffice, where it is installed, to turn a file that no reader here can read into a docx."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from schemas.errors import FenjieError, TimedOut

SECONDS = 60
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)  # fmt: skip
# No macro of the file runs, and nothing that it links to is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def as_docx(name: str, data: bytes, ending: str, failed: FenjieError) -> bytes:
    """Return `data` as LibreOffice saves it to docx; raises `failed` where it is not installed or cannot read it.

    `ending` is that of the file's kind (".doc"). Everything happens in a folder of its own that is gone afterwards.
    Raises TimedOut where it takes longer than SECONDS.
    """
    program = _program()
    if program is None:
        raise failed
    # A profile may still be written to while it is removed.
    with tempfile.TemporaryDirectory(prefix="fenjie-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = place / f"source{ending}"
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"), str(source),
        ]  # fmt: skip
        if not _run(name, command):
            raise failed
        try:
            return (place / "out" / "source.docx").read_bytes()
        except OSError:
            raise failed from None


def _program() -> str | None:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _run(name: str, command: list[str]) -> bool:
    """Run a command to its end and say whether it went well; its children end with it."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    try:
        return process.wait(SECONDS) == 0
    except subprocess.TimeoutExpired as error:
        raise TimedOut(name, f"took LibreOffice longer than {SECONDS} s; save it as .docx and try again") from error
    finally:
        if process.poll() is None:
            # The program is a script that starts another one.
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
