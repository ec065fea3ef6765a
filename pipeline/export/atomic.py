"""Files that appear under their name only when they are complete."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TextIO

from schemas.errors import OutputError

ENCODING_ERRORS = "backslashreplace"
"""A file name that is no UTF-8 holds characters that have no UTF-8 form: \\udcb9 is written for one."""


class AtomicText:
    """A UTF-8 file written beside its place and moved there by `commit`; `discard` leaves what stood there before.

    Raises OutputError where the folder or the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle, self._partial = self._open()

    def commit(self) -> Path:
        """Close the file and give it its name, replacing an older one; return its path."""
        try:
            # On the disk before it has its name: after a power cut there must be no empty file under that name.
            self.handle.flush()
            os.fsync(self.handle.fileno())
            self.handle.close()
            self._partial.replace(self.path)
        except OSError as error:
            self.discard()
            raise cannot_write(self.path, error) from error
        return self.path

    def discard(self) -> None:
        """Close the file and take it away."""
        with suppress(OSError):  # a full disk fails again here; what counts is that the part is taken away
            self.handle.close()
        self._partial.unlink(missing_ok=True)

    def _open(self) -> tuple[TextIO, Path]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for attempt in count():
                partial = self.path.with_name(f".{self.path.name}.{os.getpid()}-{attempt}.partial")
                try:
                    # Not tempfile: its files are for their owner alone, and the result keeps that.
                    return partial.open("x", encoding="utf-8", errors=ENCODING_ERRORS, newline=""), partial
                except FileExistsError:
                    continue
        except OSError as error:
            raise cannot_write(self.path, error) from error
        raise AssertionError  # count() does not end


class AtomicPath:
    """A file that a library writes by its path, `partial`, beside the place it takes at `commit`.

    `commit` gives the name only to what has reached the disk. Raises OutputError where the folder or the file cannot be
    written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.partial = self._reserve()
        except OSError as error:
            raise cannot_write(path, error) from error

    def commit(self) -> Path:
        """Give the closed file its name, replacing an older one; return its path."""
        try:
            with self.partial.open("rb+") as file:
                os.fsync(file.fileno())
            self.partial.replace(self.path)
        except OSError as error:
            self.discard()
            raise cannot_write(self.path, error) from error
        return self.path

    def discard(self) -> None:
        """Take the file away."""
        self.partial.unlink(missing_ok=True)

    def _reserve(self) -> Path:
        for attempt in count():
            partial = self.path.with_name(f".{self.path.name}.{os.getpid()}-{attempt}.partial")
            with suppress(FileExistsError):
                partial.touch(exist_ok=False)
                return partial
        raise AssertionError  # count() does not end


def write_text(path: Path, text: str) -> Path:
    """Write a whole file in UTF-8, in one step and return its path. Raises OutputError."""
    file = AtomicText(path)
    try:
        file.handle.write(text)
    except BaseException as error:
        file.discard()
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise
    return file.commit()


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return the error that names the file and says what to do."""
    if isinstance(error, PermissionError):
        return OutputError(str(path), "cannot be written. Close it in Excel or WPS, or choose another folder with -o.")
    return OutputError(str(path), f"cannot be written ({error.strerror}). Choose another folder with -o.")
