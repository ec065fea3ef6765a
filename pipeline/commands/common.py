"""What several commands share: which files are meant, how errors end a command, the exit status."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from schemas.profile import Profile

EXIT_STATUS = """
\b
Exit status:
  0  every document is ok or partial
  1  a document failed (with --strict: or is partial)
  2  wrong usage
"""


def files_of(paths: tuple[str, ...]) -> list[Path]:
    """Return the files meant, or stop: there must be at least one."""
    from pipeline.inputs import collect

    files = collect(paths)
    if not files:
        raise click.UsageError(f"no notice found in {', '.join(paths)}")
    return files


def profile_of(path: str | None) -> Profile:
    """Return the profile of a file, that which says nothing without one, or stop: the file must be right."""
    from schemas.errors import FenjieError
    from schemas.profile import NO_PROFILE

    if path is None:
        return NO_PROFILE
    from pipeline.profile_file import load_profile

    try:
        return load_profile(path)
    except FenjieError as error:
        fail(str(error))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: 1 task, 2 tasks."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fail(message: str) -> NoReturn:
    """Print a one-line error and stop with status 1."""
    click.echo(message, err=True)
    sys.exit(1)
