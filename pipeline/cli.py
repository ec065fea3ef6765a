"""The command `fenjie`: data goes to files or standard output, everything for people to standard error."""

from __future__ import annotations

import click

from pipeline.commands.checking import check, evaluate, schema
from pipeline.commands.converting import extract, watch
from pipeline.commands.profiling import profile
from pipeline.commands.results import compare, export, search


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="fenjie", prog_name="fenjie")
def main() -> None:
    """Turn Chinese official work-plan notices into task breakdowns.

    Reads docx, pdf, txt and what else an office sends (doc, wps, ofd, html, xlsx, rtf, scans); finds sections, tasks,
    targets, lead officials, departments and deadlines, each with the place it stands at; writes JSON, CSV and more.
    Works offline; the same file always gives the same result.
    """


for command in (extract, check, profile, compare, export, search, watch, evaluate, schema):
    main.add_command(command)


if __name__ == "__main__":
    main()
