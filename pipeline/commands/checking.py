"""The commands that look at notices and at the tool itself: check, schema, evaluate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.common import EXIT_STATUS, fail, files_of, profile_of


@click.command(epilog=EXIT_STATUS)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--profile", type=click.Path(dir_okay=False), metavar="FILE", help="As for extract.")
@click.option("--strict", is_flag=True, help="Exit with 1 also when a document is partial.")
def check(paths: tuple[str, ...], profile: str | None, strict: bool) -> None:
    """Print what is doubtful or defective in notices, for people.

    Writes no files. Each line names the document, the page where there is one, the task, what is wrong and the
    words in question; the advice for a code stands in docs/diagnostics.md.
    """
    from pipeline.convert import extract_many
    from pipeline.report import describe

    failed = partial = False
    for outcome in extract_many(files_of(paths), profile=profile_of(profile)):
        if outcome.breakdown is None:
            failed = True
            click.echo(str(outcome.error), err=True)
            continue
        partial = partial or outcome.breakdown.status == "partial"
        click.echo("\n".join(describe(outcome.breakdown)))
    sys.exit(1 if failed or (strict and partial) else 0)


@click.command()
@click.argument("which", type=click.Choice(["breakdown", "comparison"]), default="breakdown")
def schema(which: str) -> None:
    """Print the JSON Schema (draft 2020-12) of what is written."""
    from importlib.resources import files

    name = "task_breakdown" if which == "breakdown" else "year_comparison"
    click.echo(files("schemas").joinpath(f"{name}.schema.json").read_text(encoding="utf-8"), nl=False)


@click.command()
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
        fail(str(error))
    click.echo(report)
    sys.exit(status)
