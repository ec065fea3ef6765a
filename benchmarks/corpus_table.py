"""Read every document of a folder and print, as a Markdown page, what of each was explained: `python -m benchmarks.corpus_table DIR`."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from pipeline.convert import extract_many
from pipeline.inputs import collect
from schemas.breakdown import TaskBreakdown

HEADINGS = ("document", "pages", "characters", "explained", "numerals", "explained", "sections", "tasks", "targets",
            "results", "diagnostics", "ms")


def row(name: str, breakdown: TaskBreakdown, seconds: float) -> tuple[str, ...]:
    """Return the cells of one document."""
    account, numbers = breakdown.account, breakdown.numbers
    unexplained = sum(number.number_class == "unexplained" for number in numbers)
    targets = len(breakdown.targets) + sum(len(task.targets) for task in breakdown.tasks)
    codes = Counter(diagnostic.code for diagnostic in breakdown.diagnostics)
    return (
        name,
        str(breakdown.source.pages or ""),
        str(account.characters),
        share(account.characters - account.unexplained, account.characters),
        str(len(numbers)),
        share(len(numbers) - unexplained, len(numbers)),
        str(len(breakdown.sections)),
        str(len(breakdown.tasks)),
        str(targets),
        str(len(breakdown.results)),
        ", ".join(f"{code} {count}" if count > 1 else code for code, count in sorted(codes.items())),
        f"{seconds * 1000:.0f}",
    )


def share(part: int, whole: int) -> str:
    """Return a share in per cent, rounded down so that 100 % means all; nothing to explain is all explained.

    >>> share(1999, 2000), share(0, 0)
    ('99.9 %', '100 %')
    """
    if part == whole:
        return "100 %"
    return f"{int(part * 1000 / whole) / 10:.1f} %"


def page(folder: Path) -> str:
    """Return the page for all documents of a folder."""
    files = [path for path in collect([str(folder)]) if isinstance(path, Path)]
    for _ in extract_many(files[:1]):  # what is loaded once is no document's time
        pass
    rows: list[tuple[str, ...]] = []
    failures: list[str] = []
    for path in files:
        start = time.perf_counter()
        for outcome in extract_many([path]):
            took = time.perf_counter() - start
            if outcome.breakdown is None:
                failures.append(f"- {outcome.error}")
            else:
                rows.append(row(path.name, outcome.breakdown, took))
    lines = ["| " + " | ".join(HEADINGS) + " |", "|---|" + "---:|" * 9 + "---|---:|"]
    lines += ["| " + " | ".join(cells) + " |" for cells in rows]
    if failures:
        lines += ["", "Not read, each with the reason that the command gives:", "", *failures]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print(page(parser.parse_args().folder), end="")


if __name__ == "__main__":
    main()
