"""The commands that work on results: compare years, export further formats, search."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.common import EXIT_STATUS, count, fail, profile_of


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("newer", nargs=-1, metavar="[NEWER...]")
@click.option("-o", "--output", default="output", metavar="DIR", show_default=True, help="Folder for the results.")
@click.option("--format", "formats", default="json,csv,xlsx,html", metavar="LIST", show_default=True,
              help="What to write, separated by commas: json, csv, xlsx, html.")
@click.option("--links", type=click.Path(dir_okay=False), metavar="FILE",
              help="A links.toml that fixes or forbids links between tasks; see docs/comparison.md.")
@click.option("--parties", type=click.Path(dir_okay=False), metavar="FILE",
              help="A parties.toml that says which department goes on under which name.")
@click.option("--profile", type=click.Path(dir_okay=False), metavar="FILE", help="As for extract.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def compare(
    old: str,
    new: str,
    newer: tuple[str, ...],
    output: str,
    formats: str,
    links: str | None,
    parties: str | None,
    profile: str | None,
    quiet: bool,
) -> None:
    """Compare two years' notices, or follow three and more.

    Notices of any format and .json breakdowns may be mixed; they are compared in the order given, the oldest first.
    Writes comparison.json, its tables as CSV, comparison.xlsx and comparison.html (charts; opens offline).

    \b
    Examples:
      fenjie compare 2024.docx 2025.pdf -o output
      fenjie compare 2023.json 2024.json 2025.docx -o output
    """
    from pipeline.comparison.report_lines import describe
    from pipeline.comparison.run import FORMATS, write
    from pipeline.comparison.run import compare as compare_files
    from schemas.errors import FenjieError

    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise click.UsageError(f"there is no format {''.join(unknown[:1])!r}; choose from {', '.join(FORMATS)}")
    try:
        compared = compare_files(old, new, *newer, links=links, parties=parties, profile=profile_of(profile))
        write(compared, Path(output), wanted)
    except FenjieError as error:
        fail(str(error))
    if not quiet:
        for line in (*describe(compared), f"results in {output}"):
            click.echo(line, err=True)


@click.command(epilog=EXIT_STATUS)
@click.argument("run", type=click.Path(exists=True, path_type=Path))
@click.option("--to", "formats", required=True, metavar="LIST",
              help="What to write, separated by commas: jsonl, sqlite, parquet, xlsx, docx, csv, datapackage.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Folder for the results, if not RUN itself.")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Columns of the xlsx workbook (TOML); see docs/exports.md.")
@click.option("--csv-encoding", type=click.Choice(["utf-8-sig", "utf-8"]), default="utf-8-sig", show_default=True,
              help="utf-8-sig opens in Excel and WPS as it is; utf-8 has no byte order mark.")
@click.option("--headers", type=click.Choice(["en", "zh"]), default="en", show_default=True,
              help="Language of the column names of CSV tables.")
def export(run: Path, formats: str, output: Path | None, ledger: Path | None, csv_encoding: str, headers: str) -> None:
    """Make further formats from the JSON of an earlier run.

    RUN is the folder that extract wrote to, or a breakdowns.jsonl. The notices are not read again.

    \b
    Examples:
      fenjie export output --to xlsx,docx
      fenjie export output --to sqlite,parquet -o tables
    """
    from pipeline.export.csv_tables import CsvOptions
    from pipeline.export.exporters import Export
    from pipeline.reexport import export_run
    from schemas.errors import FenjieError

    options = CsvOptions(headers="zh" if headers == "zh" else "en", encoding="utf-8" if csv_encoding == "utf-8" else "utf-8-sig")
    folder = output or (run if run.is_dir() else run.parent)
    try:
        columns = None
        if ledger is not None:
            from pipeline.export.ledger import load_ledger

            columns = load_ledger(ledger)
        target = Export(folder, [name.strip() for name in formats.split(",") if name.strip()], options, columns)
        result = export_run(run, target)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FenjieError as error:
        fail(str(error))
    for line in result.errors:
        click.echo(line, err=True)
    click.echo(f"{count(result.documents, 'document')} exported to {folder}", err=True)
    sys.exit(1 if result.errors else 0)


@click.command()
@click.argument("database", metavar="DB", type=click.Path(exists=True, path_type=Path))
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=100, show_default=True,
              help="The most sentences to print; 0 prints all.")
@click.option("--json", "as_json", is_flag=True, help="Print each sentence as a line of JSON.")
def search(database: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find sentences that hold all the words, the newest plan first.

    DB is a breakdowns.sqlite (see export --to sqlite) or the folder it is in. A word may be one character or many,
    and is found wherever it stands: 养老 in 居家养老服务. Nothing in it is an operator. Prints the document, its year
    and number, the task and the sentence with the words marked 【】.

    \b
    Example:
      fenjie search output 养老 床位

    \b
    Exit status: 0 something was found, 1 nothing was, 2 wrong usage.
    """
    from pipeline.search import as_json_line, as_line
    from pipeline.search import search as find
    from schemas.errors import FenjieError

    found = 0
    try:
        for hit in find(database, " ".join(words), limit or None):
            found += 1
            click.echo(as_json_line(hit) if as_json else as_line(hit))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FenjieError as error:
        fail(str(error))
    if limit and found == limit:
        click.echo(f"the first {limit} are shown; -n 0 shows all", err=True)
    sys.exit(0 if found else 1)
