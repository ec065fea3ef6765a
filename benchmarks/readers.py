"""The readers beside others on the same files: pdf beside pdfplumber's extract_text, docx beside a plain python-docx walk.

    python -m benchmarks.readers samples/*.pdf samples/*.docx
    python -m benchmarks.readers --tables samples/lanchuan_zhongdian_2025.pdf     # beside pdfplumber's extract_tables
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path


def least(work: Callable[[], object], runs: int) -> float:
    """Return the least time of several runs in a row, in milliseconds: as in a batch, where one reader follows on itself."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times) * 1000


def ours(path: Path) -> object:
    """Read a file as fenjie does, up to its paragraphs and tables."""
    from pipeline.ingest.docx import DocxReader
    from pipeline.ingest.pdf import PdfReader

    reader = PdfReader() if path.suffix == ".pdf" else DocxReader()
    return reader.read(path.name, path.read_bytes())


def theirs(path: Path, *, tables: bool = False) -> object:
    """Read a file with the library that most people use; of a pdf its text, or its ruled tables."""
    if path.suffix == ".pdf":
        import pdfplumber

        with pdfplumber.open(path) as pdf:
            return [page.extract_tables() if tables else page.extract_text() for page in pdf.pages]
    import docx

    document = docx.Document(str(path))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs], rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--tables", action="store_true", help="of a pdf: beside the reading of its tables")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # pdfminer complains of every font without a box
    totals: dict[str, list[float]] = {}
    for path in arguments.files:
        work, beside = partial(ours, path), partial(theirs, path, tables=arguments.tables)
        work()
        beside()
        mine, other = least(work, arguments.runs), least(beside, arguments.runs)
        print(f"{path.name:44} {mine:8.1f} ms {other:9.1f} ms {other / mine:6.1f} ×")
        total = totals.setdefault(path.suffix, [0.0, 0.0])
        total[0], total[1] = total[0] + mine, total[1] + other
    for suffix, (mine, other) in totals.items():
        print(f"{'all ' + suffix[1:]:44} {mine:8.1f} ms {other:9.1f} ms {other / mine:6.1f} ×")


if __name__ == "__main__":
    main()
