"""Read back a JSON file that is byte for byte as this program wrote it: nothing is checked, and pydantic stays unloaded.

For a run that keeps what an earlier one made: the hash in its journal says that the file is ours. Whatever else comes
as JSON goes through `schemas.codec.loads`, which checks every field.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from schemas.breakdown import (
    Account,
    Deadline,
    Declared,
    Department,
    Diagnostic,
    Evidence,
    Furniture,
    Header,
    Normalized,
    Number,
    Official,
    PieceOfWork,
    Section,
    Source,
    Target,
    Task,
    TaskBreakdown,
)

# Any, throughout: the values of a JSON object, of which the printing module knows the types.
_Record = dict[str, Any]


def reread(text: str) -> TaskBreakdown:
    """Return the breakdown that this program printed as `text`."""
    found: _Record = json.loads(text, parse_float=Decimal)
    header = found["header"]
    return TaskBreakdown(
        schema_version=found["schema_version"],
        status=found["status"],
        source=Source(**found["source"]),
        text=found["text"],
        header=Header(**header | {"addressees": tuple(header["addressees"]), "issued_on": _day(header["issued_on"])}),
        declared=Declared(**_placed(found["declared"])),
        sections=tuple([Section(**_placed(section)) for section in found["sections"]]),
        tasks=tuple(map(_task, found["tasks"])),
        targets=tuple(map(_target, found["targets"])),
        results=tuple(map(_target, found["results"])),
        numbers=tuple([_number(number) for number in found["numbers"]]),
        account=Account(**found["account"]),
        furniture=tuple([Furniture(**furniture) for furniture in found["furniture"]]),
        diagnostics=tuple([Diagnostic(**_placed(diagnostic)) for diagnostic in found["diagnostics"]]),
    )


def _task(found: _Record) -> Task:
    found["measures"] = tuple([PieceOfWork(**_placed(measure)) for measure in found["measures"]])
    found["lead_officials"] = tuple([Official(**_placed(official)) for official in found["lead_officials"]])
    found["departments"] = tuple(map(_department, found["departments"]))
    found["deadlines"] = tuple(map(_deadline, found["deadlines"]))
    found["targets"] = tuple(map(_target, found["targets"]))
    return Task(**_placed(found))


def _department(found: _Record) -> Department:
    found["members"] = tuple(found["members"])
    return Department(**_placed(found))


def _deadline(found: _Record) -> Deadline:
    return Deadline(found["text"], _day(found["start"]), _day(found["end"]), _evidence(found["evidence"]))


def _target(found: _Record) -> Target:
    # `deadline` is the last day alone, for those who want no more.
    deadline, normalized = found.pop("deadline_evidence"), found["normalized"]
    found["deadline"] = None if deadline is None else _deadline(deadline)
    if normalized is not None:
        value, most = _amount(normalized["value"]), _amount(normalized["value_max"])
        found["normalized"] = Normalized(value, most, normalized["unit"])  # type: ignore[arg-type]  # never without a value
    for name in ("value", "value_max", "baseline"):
        found[name] = _amount(found[name])
    return Target(**_placed(found))


def _number(found: _Record) -> Number:
    return Number(found["text"], found["class"], _evidence(found["evidence"]))


def _placed(found: _Record) -> _Record:
    if found["evidence"] is not None:
        found["evidence"] = _evidence(found["evidence"])
    return found


def _evidence(found: _Record) -> Evidence:
    if found["bbox"] is not None:
        left, top, right, bottom = map(float, found["bbox"])
        found["bbox"] = (left, top, right, bottom)
    return Evidence(**found)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _amount(number: int | Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(number)
