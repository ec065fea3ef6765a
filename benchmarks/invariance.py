"""The same facts from every container: `python -m benchmarks.invariance [NOTICE.txt …] [--scans] [-v]`.

Each notice is rendered into every container; a row says which share of the facts of its text file that container gives.
Doc, rtf, pdf and scans need LibreOffice, scans also the extra `ocr`; what is absent is left out and said.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import containers
from benchmarks.ofd_pages import as_ofd
from pipeline.convert import extract, extract_bytes
from pipeline.ingest.ocr_model import is_installed
from pipeline.invariance import KINDS, Share, compare_facts, differences, overall
from samples.pdf_layout import FONT, as_pdfs, office
from samples.render import HERE, TEXTS
from schemas.errors import FenjieError

ENDINGS = {"scan": "pdf"}
"""The ending of a file where a container's name does not begin with it."""
SAVED = ("doc", "rtf")
OWN = ("txt", "html", "mht", "md", "ofd", "eml", "zip", "xlsx")
"""Beginnings of the containers that need no other program."""


def rendered(path: Path, *, scans: bool, saved: bool = True) -> Iterator[tuple[str, bytes]]:
    """Yield the containers of one notice, each with its name; the name begins with the ending.

    Without `saved` those that LibreOffice makes, which take seconds, are left out.
    """
    reference = extract(path)
    lines = containers.lines_of(reference.text)
    plain = all("\t" not in line.text for line in lines)
    yield from containers.texts(reference.text, _written(path) or reference.text).items()
    if not plain:
        return
    typed = containers.documents(lines)
    table = containers.table_of(reference, lines)
    yield from typed.items()
    page = containers.web_page(lines)
    yield "html", page
    yield from containers.web_pages(page).items()
    yield "md", containers.markdown(lines)
    yield "ofd", as_ofd(lines)
    yield from containers.mails(page, typed["docx, typed"]).items()
    yield "zip, names in GBK", containers.archive(typed["docx, typed"])
    layouts = {"pdf": lines}
    books: dict[str, bytes] = {}
    if table:
        layouts["pdf, table over pages"] = table
        typed["docx, table"] = containers.as_docx(table)
        yield "docx, table", typed["docx, table"]
        yield "html, table", containers.web_page(table)
        yield "md, table", containers.markdown(table)
        yield "ofd, table over pages", as_ofd(table)
        yield "ofd, table without rulings", as_ofd(table, ruled=False)
        books["xlsx, table"] = containers.workbook(table)
        yield "xlsx, table", books["xlsx, table"]
    if office() is None or not saved:
        return
    for ending in SAVED:
        for name, content in containers.converted(typed, ending).items():
            yield name.replace("docx", ending), content
    if books:
        for name, content in containers.converted(books, "xls", of="xlsx").items():
            yield name.replace("xlsx", "xls"), content
    for name, content in containers.converted(typed, "docx").items():
        yield f"{name}, saved by LibreOffice", content
    prints = containers.printed(layouts)
    if table:
        prints |= {"pdf, table without rulings": as_pdfs({"a": containers.unruled(containers.as_docx(table, font=FONT))})["a"]}
    for name, content in prints.items():
        yield name, content
        if scans and is_installed():
            for rough in (False, True):
                yield f"{name.replace('pdf', 'scan')}, {'skewed and noisy' if rough else '200 dpi'}", containers.scanned(
                    content, rough=rough
                )


def _written(path: Path) -> str | None:
    """Return a text file as it stands, empty cells and lines included; None for another file or encoding."""
    try:
        return path.read_text(encoding="utf-8-sig") if path.suffix == ".txt" else None
    except UnicodeDecodeError:
        return None


def main() -> int:
    """Print the report; return 1 where a container that should give all facts does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notices", nargs="*", type=Path, help="text files (default: those of samples/)")
    parser.add_argument("--scans", action="store_true", help="scan the printed pages too (about 3 s a page)")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every fact that differs")
    parser.add_argument("--only", default="", help="only containers whose name begins so")
    arguments = parser.parse_args()
    paths = arguments.notices or [HERE / f"{name}.txt" for name in TEXTS]
    totals: dict[str, dict[str, Share]] = {}
    seconds: dict[str, float] = {}
    for path in paths:
        reference = extract(path)
        for name, content in rendered(path, scans=arguments.scans, saved=not arguments.only.startswith(OWN)):
            if not name.startswith(arguments.only):
                continue
            began = time.perf_counter()
            try:
                other = extract_bytes(f"notice.{_ending(name)}", content)
            except FenjieError as error:
                print(f"{path.name}: {name}: {error}", file=sys.stderr)
                continue
            seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - began
            shares = compare_facts(reference, other)
            into = totals.setdefault(name, {kind: Share(0, 0, 0) for kind in KINDS})
            for kind in KINDS:
                into[kind] += shares[kind]
            if arguments.verbose:
                for line in differences(reference, other):
                    print(f"{path.name}: {name}: {line}", file=sys.stderr)
    print(f"{len(paths)} notices; share of facts equal to the text file's, in percent\n")
    print("| container | " + " | ".join(KINDS) + " | all | seconds |")
    print("|---|" + "---:|" * (len(KINDS) + 2))
    for name, shares in totals.items():
        row = " | ".join(f"{100 * shares[kind].value:.1f}" for kind in KINDS)
        print(f"| {name} | {row} | {100 * overall(shares).value:.1f} | {seconds[name]:.2f} |")
    exact = [name for name in totals if not name.startswith("scan")]
    return int(any(overall(totals[name]).value < 1.0 for name in exact))


def _ending(name: str) -> str:
    """Return the ending of the file that a container is.

    >>> _ending("docx, typed"), _ending("scan, 200 dpi")
    ('docx', 'pdf')
    """
    kind = name.split(",")[0]
    return ENDINGS.get(kind, kind)


if __name__ == "__main__":
    raise SystemExit(main())
