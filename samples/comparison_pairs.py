"""Read the pairs of notices with known answers: what the tests and the benchmark of comparisons stand on.

Each `pairs/<name>.toml` holds the notices as text (`before` and `after`, or `years`) and, for each step, `links`
(numbers before, numbers after, status), `targets` (status, words of the indicator, value before, value after; those that
are kept, and those of added and dropped tasks, are left out), and where they matter `outcomes`, `renamed`, `handovers`,
`wording`. `table = true` writes all but the first as a docx table.
"""

from __future__ import annotations

import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.convert import extract_bytes
from schemas.breakdown import TaskBreakdown

FOLDER = Path(__file__).parent / "pairs"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a comparison of two notices must find."""

    links: list[tuple[str, str, str]]
    targets: list[tuple[str, str, float | None, float | None]]
    outcomes: list[tuple[str, bool, bool]] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    handovers: list[tuple[str, str]] = field(default_factory=list)
    wording: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two or more notices of one office, and an answer for each step."""

    name: str
    breakdowns: list[TaskBreakdown]
    answers: list[Answer]


def names() -> list[str]:
    """Return the names of all pairs."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(name: str) -> Pair:
    """Return a pair, its notices already read."""
    held = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    texts = held.get("years") or [held["before"], held["after"]]
    breakdowns = [
        extract_bytes(f"{at}.docx", as_table(text)) if at and held.get("table") else extract_bytes(f"{at}.txt", text.strip().encode())
        for at, text in enumerate(texts)
    ]
    return Pair(held["name"], breakdowns, [_answer(step) for step in held.get("step", [held])])


def as_table(text: str) -> bytes:
    """Return a docx whose first paragraph is the first line, and whose table has the other lines as rows, cells cut at |."""
    import docx

    title, *lines = text.strip().splitlines()
    rows = [line.split("|") for line in lines]
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _answer(step: dict[str, list[list[str]]]) -> Answer:
    tuples = {
        name: [tuple(None if value == "" and name == "targets" else value for value in entry) for entry in entries]
        for name, entries in step.items()
        if name in Answer.__dataclass_fields__
    }
    return Answer(**tuples)  # type: ignore[arg-type]
