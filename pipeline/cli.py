"""The command `fenjie`: data goes to files or standard output, everything for people to standard error."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from pipeline.batch import Plan, Summary
    from pipeline.run.refine import ApplyParties, ApplyPatterns, Both

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
              help="What to write, separated by commas: json, csv, datapackage, jsonl, sqlite, parquet, xlsx, docx.")
@click.option("--csv-encoding", type=click.Choice(["utf-8-sig", "utf-8"]), default="utf-8-sig", show_default=True,
              help="utf-8-sig opens in Excel and WPS as it is; utf-8 has no byte order mark.")
@click.option("--headers", type=click.Choice(["en", "zh"]), default="en", show_default=True,
              help="Language of the column names.")
@click.option("--patterns", type=click.Path(dir_okay=False), metavar="FILE",
              help="Your own spaCy patterns (JSON Lines) that add parties or targets; see docs/patterns.md.")
@click.option("--parties", type=click.Path(dir_okay=False), metavar="FILE",
              help="Full names, members of collectives and posts (TOML) to add to what is read; see docs/parties.md.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), metavar="N",
              help="Worker processes; 0 for none. Default: one a core, and none for a few files.")
@click.option("--time-limit", type=click.FloatRange(min=0, min_open=True), default=120.0, metavar="SECONDS",
              show_default=True, help="What takes longer is given up, and named.")
@click.option("--memory-limit", type=click.IntRange(min=16), default=2048, metavar="MB", show_default=True,
              help="What a document may take beyond an idle worker; what takes more is given up, and named.")
@click.option("--force", is_flag=True, help="Convert again what is unchanged since the last run into DIR.")
@click.option("--engine", type=click.Choice(["pool", "dask"]), default="pool", show_default=True,
              help="dask: on the cluster at --scheduler; see docs/scale.md.")
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, such as tcp://10.0.0.5:8786.")
@click.option("--log-json", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Append a JSON object for every document; no words of the documents.")
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
    parties: str | None,
    jobs: int | None,
    time_limit: float,
    memory_limit: int,
    force: bool,
    engine: str,
    scheduler: str | None,
    log_json: Path | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Convert notices into task breakdowns.

    PATH is a file, a folder (with all notices below it) or a pattern such as "2025/*.docx". Every document gives
    DIR/<name>.json; the tables tasks, targets, parties, sections, documents and diagnostics are over all documents,
    and run.json says how it went. A second run into DIR keeps what is unchanged and continues what was broken off.

    \b
    Examples:
      fenjie extract 通知.docx
      fenjie extract notices/ -o output --headers zh
      fenjie extract 通知.pdf --format json -o -
    """
    if output == "-":
        _to_standard_output(_files(paths), formats, _refine(patterns, parties), strict=strict)
        return
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together")
    plan = _plan(
        output, formats, csv_encoding, headers, patterns, time_limit, memory_limit, quiet=quiet, verbose=verbose,
        parties=parties,
    )
    plan = replace(plan, jobs=jobs, force=force, scheduler=scheduler, log=log_json)
    from pipeline.batch import run
    from schemas.errors import FenjieError

    try:
        summary = run(_sources(paths, Path(output)), plan)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FenjieError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        click.echo("stopped; give the same command again to go on", err=True)
        sys.exit(130)
    if not quiet:
        click.echo(f"{_came_to(summary)}; results in {output}", err=True)
    sys.exit(summary.exit_status(strict=strict))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", default="output", metavar="DIR", show_default=True, help="Folder for the results.")
@click.option("--format", "formats", default="json,csv", metavar="LIST", show_default=True, help="As for extract.")
@click.option("--headers", type=click.Choice(["en", "zh"]), default="en", show_default=True,
              help="Language of the column names.")
@click.option("--patterns", type=click.Path(dir_okay=False), metavar="FILE", help="As for extract.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), metavar="N", help="As for extract.")
@click.option("--time-limit", type=click.FloatRange(min=0, min_open=True), default=120.0, metavar="SECONDS",
              show_default=True, help="As for extract.")
@click.option("--memory-limit", type=click.IntRange(min=16), default=2048, metavar="MB", show_default=True,
              help="As for extract.")
@click.option("--log-json", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="As for extract.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def watch(
    folder: Path,
    output: str,
    formats: str,
    headers: str,
    patterns: str | None,
    jobs: int | None,
    time_limit: float,
    memory_limit: int,
    log_json: Path | None,
    quiet: bool,
) -> None:
    """Convert what arrives in a folder, until stopped with Ctrl-C.

    First what is there, then every notice that is added or changed, once it has not changed for a second. The tables
    in DIR always hold all notices of the folder; what is unchanged is not converted again.
    """
    plan = _plan(output, formats, "utf-8-sig", headers, patterns, time_limit, memory_limit, quiet=quiet, verbose=False)
    plan = replace(plan, jobs=jobs, log=log_json)
    from pipeline.watch import watch as convert_arrivals
    from schemas.errors import FenjieError

    def say(summary: Summary) -> None:
        if not quiet:
            click.echo(f"{_came_to(summary)}; results in {output}", err=True)

    if not quiet:
        click.echo(f"watching {folder}; stop with Ctrl-C", err=True)
    try:
        convert_arrivals(folder, plan, say)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FenjieError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        return


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
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def compare(
    old: str, new: str, newer: tuple[str, ...], output: str, formats: str, links: str | None, parties: str | None, quiet: bool
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
        compared = compare_files(old, new, *newer, links=links, parties=parties)
        write(compared, Path(output), wanted)
    except FenjieError as error:
        _fail(str(error))
    if not quiet:
        for line in (*describe(compared), f"results in {output}"):
            click.echo(line, err=True)


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
@click.option("--ablate", is_flag=True, help="Switch each rule off in turn and say what rests on it.")
@click.option("--floors", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Exit with 1 where a field's F1 is under its floor in FILE.")
@click.option("--raise-floors", is_flag=True, help="Write the floors that are reached into FILE; none is lowered.")
@click.option("-v", "--verbose", is_flag=True, help="List every miss and every false finding with its words.")
def evaluate(
    gold_dir: Path, documents: tuple[Path, ...], ablate: bool, floors: Path | None, raise_floors: bool, verbose: bool
) -> None:
    """Score the extraction against gold files, field by field.

    Precision, recall and F1 over all documents and for each; the gold format stands in docs/evaluation.md.
    """
    from pipeline.evaluate import run
    from schemas.errors import FenjieError

    try:
        if ablate:
            from pipeline.ablation import ablate as switch_off
            from pipeline.ablation import render_ablation

            click.echo(render_ablation(switch_off(gold_dir, documents), verbose=verbose), nl=False)
            return
        if floors is not None:
            from pipeline.evaluate import evaluate as score
            from pipeline.evaluate_floors import check_floors
            from pipeline.evaluate_floors import raise_floors as write_floors

            scored = score(gold_dir, documents)
            if raise_floors:
                write_floors(scored, floors)
            faults = check_floors(scored, floors)
            click.echo("\n".join(faults) or f"no field is under its floor in {floors}")
            sys.exit(1 if faults else 0)
        report, status = run(gold_dir, verbose=verbose, documents_dirs=documents)
    except FenjieError as error:
        _fail(str(error))
    click.echo(report)
    sys.exit(status)


@main.command(epilog=_STATUS)
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
        _fail(str(error))
    for line in result.errors:
        click.echo(line, err=True)
    click.echo(f"{_count(result.documents, 'document')} exported to {folder}", err=True)
    sys.exit(1 if result.errors else 0)


@main.command()
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
        _fail(str(error))
    if limit and found == limit:
        click.echo(f"the first {limit} are shown; -n 0 shows all", err=True)
    sys.exit(0 if found else 1)


def _files(paths: tuple[str, ...]) -> list[Path]:
    """Return the files meant, or stop: there must be at least one."""
    from pipeline.inputs import collect

    files = collect(paths)
    if not files:
        raise click.UsageError(f"no notice found in {', '.join(paths)}")
    return files


def _sources(paths: tuple[str, ...], output: Path) -> list[Path | str]:
    """Return the files and URLs meant, results of earlier runs left out, or stop: there must be at least one."""
    from pipeline.inputs import outside
    from pipeline.run.job import is_url

    urls = [path for path in paths if is_url(path)]
    if not urls:
        return [*outside(_files(paths), paths, output)]
    from pipeline.run.remote import list_urls

    local = tuple(path for path in paths if not is_url(path))
    found: list[Path | str] = [*(_files(local) if local else ()), *(url for given in urls for url in list_urls(given))]
    if not found:
        raise click.UsageError(f"no notice found in {', '.join(paths)}")
    return found


def _plan(
    output: str, formats: str, csv_encoding: str, headers: str, patterns: str | None, time_limit: float,
    memory_limit: int, *, quiet: bool, verbose: bool, parties: str | None = None,
) -> Plan:
    """Return the run that the options common to extract and watch ask for."""
    from pipeline.batch import Plan
    from pipeline.export.csv_tables import CsvOptions
    from pipeline.run.job import Limits, Settings

    refine = _refine(patterns, parties)
    return Plan(
        directory=Path(output),
        formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
        tables=CsvOptions(
            headers="zh" if headers == "zh" else "en", encoding="utf-8" if csv_encoding == "utf-8" else "utf-8-sig"
        ),
        settings=Settings(
            limits=Limits(seconds=time_limit, memory=memory_limit << 20),
            refine=refine,
            remarks="none" if quiet else "all" if verbose else "errors",
        ),
        options="" if refine is None else f"{type(refine).__name__} {refine.sha256}",
        quiet=quiet,
    )


def _refine(patterns: str | None, parties: str | None = None) -> ApplyPatterns | ApplyParties | Both | None:
    """Return what a user's files add to a breakdown, or None without any."""
    if patterns is None and parties is None:
        return None
    from pipeline.run.refine import Both, parties_from, patterns_from
    from schemas.errors import FenjieError

    try:
        first = None if patterns is None else patterns_from(Path(patterns))
        then = None if parties is None else parties_from(Path(parties))
    except FenjieError as error:
        _fail(str(error))
    return Both(first, then) if first and then else first or then


def _to_standard_output(files: list[Path], formats: str, refine: ApplyPatterns | ApplyParties | Both | None, *, strict: bool) -> None:
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


def _came_to(summary: Summary) -> str:
    """Return what a run came to, in a line."""
    counts = summary.counts
    kept = f", {counts.unchanged} unchanged" if counts.unchanged else ""
    return (
        f"{_count(counts.ok + counts.partial, 'document')} converted ({counts.partial} partial, {counts.failed} failed"
        f"{kept}), {_count(counts.tasks, 'task')} in {summary.seconds:.1f} s"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _fail(message: str) -> NoReturn:
    """Print a one-line error and stop with status 1."""
    click.echo(message, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
