"""The command that reads notices of an unknown layout: profile."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.common import count, fail, files_of


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", default="-", metavar="FILE", show_default=True,
              help="The profile to write; a file that is there is not overwritten. - is standard output.")
def profile(paths: tuple[str, ...], output: str) -> None:
    """Propose a profile for notices of an unfamiliar layout.

    Lists the labels, separators, column headers and numbering that are not known, with how often and where they stand,
    and a meaning for each, "?" where none can be told. Read and correct the file, then give it to extract --profile.

    \b
    Example:
      fenjie profile notices/ -o profile.toml
      fenjie extract notices/ --profile profile.toml
    """
    from extractors.proposals.propose import propose
    from pipeline.ingest import read
    from pipeline.ingest.containers import documents
    from pipeline.profile_render import render
    from schemas.errors import FenjieError

    found, failed = [], False
    for path in (document for given in files_of(paths) for document in documents(Path(given))):
        try:
            found.append(read(Path(path)))
        except FenjieError as error:
            failed = True
            click.echo(str(error), err=True)
    proposals = propose(found)
    text = render(proposals)
    if output == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        try:
            with Path(output).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            fail(f"{output}: is there already. Choose another name with -o, or move it away.")
        except OSError as error:
            fail(f"{output}: cannot be written ({error}). Choose another place with -o.")
    marks = len(proposals.separators) + len(proposals.between)
    click.echo(
        f"{count(len(found), 'document')} read: {count(len(proposals.labels), 'label')}, "
        f"{count(len(proposals.columns), 'column')}, {count(marks, 'mark')} and "
        f"{count(len(proposals.forms), 'form')} of numbering proposed", err=True,
    )
    sys.exit(1 if failed else 0)
