"""Compare files: notices of any format, or breakdowns that were written as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.comparison.compare import compare_chain, compare_two
from pipeline.comparison.wishes import load_links, load_renamed
from schemas.breakdown import TaskBreakdown
from schemas.comparison import Chain, Comparison
from schemas.errors import UnreadableFile
from schemas.profile import NO_PROFILE, Profile

Given = str | Path | TaskBreakdown
FORMATS = ("json", "csv", "xlsx", "html")


def compare(
    old: Given,
    new: Given,
    *newer: Given,
    links: str | Path | None = None,
    parties: str | Path | None = None,
    profile: Profile = NO_PROFILE,
) -> Comparison | Chain:
    """Return what became of every task and target: a Comparison of two, a Chain of three or more, in the order given.

    Each is a notice, a breakdown's `.json` file, or a breakdown in memory. `links` is a links.toml, `parties` a parties.toml;
    `profile` helps to read the notices, and changes nothing in what was read before.
    Raises a `FenjieError` whose message names the file and says what to do.
    """
    rules = None if links is None else load_links(Path(links))
    renamed = None if parties is None else load_renamed(Path(parties))
    breakdowns = [_load(given, profile) for given in (old, new, *newer)]
    if len(breakdowns) == 2:
        return compare_two(breakdowns[0], breakdowns[1], rules, renamed)
    return compare_chain(breakdowns, rules, renamed)


def write(compared: Comparison | Chain, directory: Path, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
    """Write comparison.json, its CSV tables, comparison.xlsx and comparison.html; return their paths. Raises OutputError."""
    from pipeline.comparison.csv_files import write_csv
    from pipeline.comparison.report import write_report
    from pipeline.comparison.workbook import write_workbook
    from pipeline.export.atomic import write_text
    from schemas.comparison_codec import dumps

    written: list[Path] = []
    if "json" in formats:
        written.append(write_text(directory / "comparison.json", dumps(compared)))
    if "csv" in formats:
        written.extend(write_csv(compared, directory))
    if "xlsx" in formats:
        written.append(write_workbook(compared, directory / "comparison.xlsx"))
    if "html" in formats:
        written.append(write_report(compared, directory / "comparison.html"))
    return tuple(written)


def _load(given: Given, profile: Profile) -> TaskBreakdown:
    if isinstance(given, TaskBreakdown):
        return given
    path = Path(given)
    if path.suffix.lower() != ".json":
        from pipeline.convert import extract

        return extract(path, profile=profile)
    from schemas.codec import loads

    try:
        return loads(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as error:
        raise UnreadableFile(path.name, f"cannot be read ({error.strerror}). Check the path.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(path.name, "is not UTF-8. Extract the document again.") from error
