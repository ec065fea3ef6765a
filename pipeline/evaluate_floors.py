"""Hold each field's F1 to a floor: a change that loses accuracy is seen, and a floor only rises."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pipeline.evaluate import Report
from pipeline.scoring import FIELDS
from schemas.errors import RuleError

STEP = 1000
"""Floors are kept to three decimals, rounded down, so that they never exceed the score they come from."""


def check_floors(report: Report, path: Path) -> list[str]:
    """Return one sentence for each field under its floor; a gold other than the floors' is a fault too.

    Raises RuleError where the file is missing or damaged.
    """
    floors, digest = _load(path)
    if digest != report.digest:
        return [f"{path.name}: the gold has changed since the floors were set; look at the scores, then set them anew"]
    faults = []
    for name, floor in floors.items():
        found = report.total.tallies[name].f1
        if found is None or _down(found) < floor:
            faults.append(f"{path.name}: F1 of {name} is {found or 0:.3f}, under its floor {floor:.3f}")
    return faults


def raise_floors(report: Report, path: Path) -> dict[str, float]:
    """Write the floors of a report, none lower than before, and return them.

    With another gold than before the old floors say nothing and are replaced.
    """
    old, digest = _load(path) if path.exists() else ({}, report.digest)
    if digest != report.digest:
        old = {}
    floors = {}
    for name in FIELDS:
        found = report.total.tallies[name].f1
        now = 0.0 if found is None else _down(found)
        if found is not None or name in old:
            floors[name] = max(now, old.get(name, 0.0))
    lines = ["# F1 per field over the gold files of this digest. Floors only rise.", f'digest = "{report.digest}"', ""]
    lines += ["[floors]", *(f"{name} = {floor:.3f}" for name, floor in floors.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return floors


def _load(path: Path) -> tuple[dict[str, float], str]:
    """Return floors and digest of a floors file."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        floors = {str(name): float(floor) for name, floor in raw["floors"].items()}
        digest = str(raw["digest"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleError(path.name, f"is no floors file ({error}); set the floors anew") from error
    unknown = sorted(set(floors) - set(FIELDS))
    if unknown:
        raise RuleError(path.name, f"names no field: {', '.join(unknown)}; the fields are {', '.join(FIELDS)}")
    return floors, digest


def _down(share: float) -> float:
    """Return a share rounded down to three decimals.

    >>> _down(0.97999)
    0.979
    """
    return int(share * STEP + 1e-9) / STEP
