"""The command `fenjie`: data goes to files or standard output, everything for people to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from pipeline.batch import Refine
    from pipeline.convert import Outcome
    from schemas.breakdown import TaskBreakdown

_STATUS = """
\b
Exit status:
  0  every document is ok or partial
  1  a document failed (with --strict: or is partial)
  2  wrong usage
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="fenjie", prog_name="fenjie")
def main() -> None:
    """Turn Chinese official work-plan notices into task breakdowns.

    Reads docx, pdf and txt; finds sections, tasks, targets, lead officials, departments and deadlines, each
    with the place it stands at; writes JSON and CSV. Works offline; the same file always gives the same result.
    """


@main.command(epilog=_STATUS)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", default="output", metavar="DIR", show_default=True,
              help="Folder for the results; - writes one document's JSON to standard output.")
@click.option("--format", "formats", default="json,csv", metavar="LIST", show_default=True,
              help="What to write, separated by commas: json, csv, datapackage.")
@click.option("--csv-encoding", type=click.Choice(["utf-8-sig", "utf-8"]), default="utf-8-sig", show_default=True,
              help="utf-8-sig opens in Excel and WPS as it is; utf-8 has no byte order mark.")
@click.option("--headers", type=click.Choice(["en", "zh"]), default="en", show_default=True,
              help="Language of the column names.")
@click.option("--patterns", type=click.Path(dir_okay=False), metavar="FILE",
              help="Your own spaCy patterns (JSON Lines) that add parties or targets; see docs/patterns.md.")
@click.option("--strict", is_flag=True, help="Exit with 1 also when a document is partial.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every diagnostic.")
def extract(
    paths: tuple[str, ...],
    output: str,
    formats: str,
    csv_encoding: str,
    headers: str,
    patterns: str | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Convert notices into task breakdowns.

    PATH is a file, a folder (with all notices below it) or a pattern such as "2025/*.docx". Every document gives
    DIR/<name>.json; the tables tasks, targets, parties, sections, documents and diagnostics are over all documents.

    \b
    Examples:
      fenjie extract 通知.docx
      fenjie extract notices/ -o output --headers zh
      fenjie extract 通知.pdf --format json -o -
    """
    files = _files(paths)
    refine = _refine(patterns)
    if output == "-":
        _to_standard_output(files, formats, refine, strict=strict)
        return
    from pipeline.batch import run
    from pipeline.export.csv_tables import CsvOptions
    from pipeline.export.exporters import Export
    from schemas.errors import FenjieError

    options = CsvOptions(headers="zh" if headers == "zh" else "en", encoding="utf-8" if csv_encoding == "utf-8" else "utf-8-sig")
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    try:
        export = Export(Path(output), wanted, options)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FenjieError as error:
        _fail(str(error))
    try:
        summary = run(files, export, refine=refine, watch=_watch(len(files), quiet=quiet, verbose=verbose))
    except FenjieError as error:
        _fail(str(error))
    if not quiet:
        click.echo(
            f"{_count(summary.ok + summary.partial, 'document')} converted ({summary.partial} partial, "
            f"{len(summary.failures)} failed), {_count(summary.tasks, 'task')}; results in {output}",
            err=True,
        )
    sys.exit(summary.exit_status(strict=strict))


@main.command(epilog=_STATUS)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--strict", is_flag=True, help="Exit with 1 also when a document is partial.")
def check(paths: tuple[str, ...], strict: bool) -> None:
    """Print what is doubtful or defective in notices, for people.

    Writes no files. Each line names the document, the page where there is one, the task, what is wrong and the
    words in question; the advice for a code stands in docs/diagnostics.md.
    """
    from pipeline.convert import extract_many
    from pipeline.report import describe

    failed = partial = False
    for outcome in extract_many(_files(paths)):
        if outcome.breakdown is None:
            failed = True
            click.echo(str(outcome.error), err=True)
            continue
        partial = partial or outcome.breakdown.status == "partial"
        click.echo("\n".join(describe(outcome.breakdown)))
    sys.exit(1 if failed or (strict and partial) else 0)


@main.command()
@click.argument("which", type=click.Choice(["breakdown", "comparison"]), default="breakdown")
def schema(which: str) -> None:
    """Print the JSON Schema (draft 2020-12) of what is written."""
    from importlib.resources import files

    name = "task_breakdown" if which == "breakdown" else "year_comparison"
    click.echo(files("schemas").joinpath(f"{name}.schema.json").read_text(encoding="utf-8"), nl=False)


@main.command()
@click.argument("gold_dir", type=click.Path(exists=True, path_type=Path))
@click.option("--documents", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
              help="Where the gold files' documents stand, if not beside them. May be given several times.")
@click.option("-v", "--verbose", is_flag=True, help="List every miss and every false finding with its words.")
def evaluate(gold_dir: Path, documents: tuple[Path, ...], verbose: bool) -> None:
    """Score the extraction against gold files, field by field.

    Precision, recall and F1 over all documents and for each; the gold format stands in docs/evaluation.md.
    """
    from pipeline.evaluate import run
    from schemas.errors import FenjieError

    try:
        report, status = run(gold_dir, verbose=verbose, documents_dirs=documents)
    except FenjieError as error:
        _fail(str(error))
    click.echo(report)
    sys.exit(status)


def _files(paths: tuple[str, ...]) -> list[Path]:
    """Return the files meant, or stop: there must be at least one."""
    from pipeline.inputs import collect

    files = collect(paths)
    if not files:
        raise click.UsageError(f"no notice found in {', '.join(paths)}")
    return files


def _refine(patterns: str | None) -> Refine | None:
    """Return what a user's patterns add to a breakdown, or None without patterns."""
    if patterns is None:
        return None
    from pipeline.patterns import apply_patterns, load_patterns
    from schemas.errors import FenjieError

    try:
        loaded = load_patterns(Path(patterns))
    except FenjieError as error:
        _fail(str(error))

    def refine(breakdown: TaskBreakdown) -> TaskBreakdown:
        return apply_patterns(breakdown, loaded)

    return refine


def _to_standard_output(files: list[Path], formats: str, refine: Refine | None, *, strict: bool) -> None:
    """Write one document's JSON to standard output, and nothing else there."""
    from pipeline.convert import extract as convert
    from schemas.codec import dumps
    from schemas.errors import FenjieError

    if formats not in ("json", "json,csv") or len(files) != 1:
        raise click.UsageError("-o - takes one document and --format json")
    try:
        breakdown = convert(files[0])
    except FenjieError as error:
        _fail(str(error))
    breakdown = refine(breakdown) if refine else breakdown
    sys.stdout.buffer.write(dumps(breakdown).encode("utf-8"))
    sys.stdout.buffer.flush()
    sys.exit(1 if strict and breakdown.status == "partial" else 0)


def _watch(total: int, *, quiet: bool, verbose: bool) -> Callable[[Iterable[Outcome]], Iterator[Outcome]]:
    """Return a look at every outcome as it passes: errors and diagnostics are printed, progress is shown for many files."""

    def watch(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        bar = None
        if total > 1 and not quiet and sys.stderr.isatty():
            from tqdm import tqdm

            bar = tqdm(total=total, unit="file", leave=False, file=sys.stderr)
        for outcome in outcomes:
            if bar is not None:
                bar.set_postfix_str(outcome.path.name, refresh=False)
                bar.update()
            for line in _remarks(outcome, quiet=quiet, verbose=verbose):
                if bar is not None:
                    bar.write(line, file=sys.stderr)
                else:
                    click.echo(line, err=True)
            yield outcome
        if bar is not None:
            bar.close()

    return watch


def _remarks(outcome: Outcome, *, quiet: bool, verbose: bool) -> list[str]:
    """Return what is said of a document while a run goes on: its error, and its diagnostics as far as wanted."""
    if outcome.breakdown is None:
        return [str(outcome.error)]
    if quiet:
        return []
    from pipeline.report import remarks

    return remarks(outcome.breakdown, errors_only=not verbose)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _fail(message: str) -> NoReturn:
    """Print a one-line error and stop with status 1."""
    click.echo(message, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
