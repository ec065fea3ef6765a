"""The commands that convert notices: extract, and watch for what arrives."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.common import EXIT_STATUS, count, fail, files_of, profile_of

if TYPE_CHECKING:
    from pipeline.batch import Plan, Summary
    from pipeline.run.refine import ApplyParties, ApplyPatterns, Both
    from schemas.profile import Profile


@click.command(epilog=EXIT_STATUS)
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
@click.option("--profile", type=click.Path(dir_okay=False), metavar="FILE",
              help="Labels, columns and numbering of an unfamiliar layout (TOML); see docs/profiles.md.")
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
    profile: str | None,
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
        _to_standard_output(files_of(paths), formats, _refine(patterns, parties), profile_of(profile), strict=strict)
        return
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together")
    plan = _plan(
        output, formats, csv_encoding, headers, patterns, time_limit, memory_limit, quiet=quiet, verbose=verbose,
        parties=parties, profile=profile,
    )
    plan = replace(plan, jobs=jobs, force=force, scheduler=scheduler, log=log_json)
    from pipeline.batch import run
    from schemas.errors import FenjieError

    try:
        summary = run(_sources(paths, Path(output)), plan)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FenjieError as error:
        fail(str(error))
    except KeyboardInterrupt:
        click.echo("stopped; give the same command again to go on", err=True)
        sys.exit(130)
    if not quiet:
        click.echo(f"{_came_to(summary)}; results in {output}", err=True)
    sys.exit(summary.exit_status(strict=strict))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", default="output", metavar="DIR", show_default=True, help="Folder for the results.")
@click.option("--format", "formats", default="json,csv", metavar="LIST", show_default=True, help="As for extract.")
@click.option("--headers", type=click.Choice(["en", "zh"]), default="en", show_default=True,
              help="Language of the column names.")
@click.option("--patterns", type=click.Path(dir_okay=False), metavar="FILE", help="As for extract.")
@click.option("--profile", type=click.Path(dir_okay=False), metavar="FILE", help="As for extract.")
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
    profile: str | None,
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
    plan = _plan(
        output, formats, "utf-8-sig", headers, patterns, time_limit, memory_limit, quiet=quiet, verbose=False, profile=profile
    )
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
        fail(str(error))
    except KeyboardInterrupt:
        return


def _sources(paths: tuple[str, ...], output: Path) -> list[Path | str]:
    """Return the files and URLs meant, results of earlier runs left out, or stop: there must be at least one."""
    from pipeline.inputs import outside
    from pipeline.run.job import is_url

    urls = [path for path in paths if is_url(path)]
    if not urls:
        return [*outside(files_of(paths), paths, output)]
    from pipeline.run.remote import list_urls

    local = tuple(path for path in paths if not is_url(path))
    found: list[Path | str] = [*(files_of(local) if local else ()), *(url for given in urls for url in list_urls(given))]
    if not found:
        raise click.UsageError(f"no notice found in {', '.join(paths)}")
    return found


def _plan(
    output: str, formats: str, csv_encoding: str, headers: str, patterns: str | None, time_limit: float,
    memory_limit: int, *, quiet: bool, verbose: bool, parties: str | None = None,
    profile: str | None = None,
) -> Plan:
    """Return the run that the options common to extract and watch ask for."""
    from pipeline.batch import Plan
    from pipeline.export.csv_tables import CsvOptions
    from pipeline.run.job import Limits, Settings

    refine, words = _refine(patterns, parties), profile_of(profile)
    return Plan(
        directory=Path(output),
        formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
        tables=CsvOptions(
            headers="zh" if headers == "zh" else "en", encoding="utf-8" if csv_encoding == "utf-8" else "utf-8-sig"
        ),
        settings=Settings(
            limits=Limits(seconds=time_limit, memory=memory_limit << 20),
            refine=refine,
            profile=words,
            remarks="none" if quiet else "all" if verbose else "errors",
        ),
        options=_options(refine, words),
        quiet=quiet,
    )


def _options(refine: ApplyPatterns | ApplyParties | Both | None, profile: Profile) -> str:
    """Name what a result depends on beside rules and document: the contents of a user's files."""
    from schemas.profile import NO_PROFILE

    named = [] if refine is None else [f"{type(refine).__name__} {refine.sha256}"]
    if profile != NO_PROFILE:
        named.append(f"profile {hashlib.sha256(repr(profile).encode()).hexdigest()}")
    return " ".join(named)


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
        fail(str(error))
    return Both(first, then) if first and then else first or then


def _to_standard_output(
    files: list[Path], formats: str, refine: ApplyPatterns | ApplyParties | Both | None, profile: Profile, *, strict: bool
) -> None:
    """Write one document's JSON to standard output, and nothing else there."""
    from pipeline.convert import extract as convert
    from schemas.codec import dumps
    from schemas.errors import FenjieError

    if formats not in ("json", "json,csv") or len(files) != 1:
        raise click.UsageError("-o - takes one document and --format json")
    try:
        breakdown = convert(files[0], profile=profile)
    except FenjieError as error:
        fail(str(error))
    breakdown = refine(breakdown) if refine else breakdown
    sys.stdout.buffer.write(dumps(breakdown).encode("utf-8"))
    sys.stdout.buffer.flush()
    sys.exit(1 if strict and breakdown.status == "partial" else 0)


def _came_to(summary: Summary) -> str:
    """Return what a run came to, in a line."""
    counts = summary.counts
    kept = f", {counts.unchanged} unchanged" if counts.unchanged else ""
    return (
        f"{count(counts.ok + counts.partial, 'document')} converted ({counts.partial} partial, {counts.failed} failed"
        f"{kept}), {count(counts.tasks, 'task')} in {summary.seconds:.1f} s"
    )
