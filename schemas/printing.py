"""Print a breakdown as JSON, each kind of record as it looks in the file: much faster than asking each value its type.

A record stands on one line, so that a search of the file shows it whole and a difference of two files is one of records.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring
from math import isfinite

from schemas.breakdown import (
    Account,
    Box,
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

# The layout before a line: of a field of the whole, of a record in a list of the whole, of one in a list of a task.
_FIELD = "\n" + "  "
_OUTER = "\n" + "  " * 2
_RECORD = "\n" + "  " * 4
_NOWHERE = '"page": null, "bbox": null'


def print_breakdown(breakdown: TaskBreakdown) -> str:
    """Return the JSON text of a breakdown: a field of the whole and of a task on each line, any other record on one line."""
    return "".join(print_parts(breakdown))


def print_parts(breakdown: TaskBreakdown) -> list[str]:
    """Return the same text in pieces. Every copy of it costs as much as its encoding, so the lists are never put together."""
    printer = _Printer()
    parts = [
        f"""{{
  "schema_version": {_text(breakdown.schema_version)},
  "status": {_text(breakdown.status)},
  "source": {_source(breakdown.source)},
  "text": """,
        _text(breakdown.text),
        f""",
  "header": {_header(breakdown.header)},
  "declared": {printer.declared(breakdown.declared)}""",
    ]
    _add_list(parts, "sections", [printer.section(section) for section in breakdown.sections], _OUTER)
    parts.append(f',{_FIELD}"tasks": [')
    for number, task in enumerate(breakdown.tasks):
        parts.append(f",{_OUTER}" if number else _OUTER)
        printer.add_task(parts, task)
    parts.append(f"{_FIELD}]" if breakdown.tasks else "]")
    _add_list(parts, "targets", [printer.target(target) for target in breakdown.targets], _OUTER)
    _add_list(parts, "results", [printer.target(target) for target in breakdown.results], _OUTER)
    _add_list(parts, "numbers", [printer.number(number) for number in breakdown.numbers], _OUTER)
    parts.append(f',{_FIELD}"account": {_account(breakdown.account)}')
    _add_list(parts, "furniture", [_furniture(furniture) for furniture in breakdown.furniture], _OUTER)
    _add_list(parts, "diagnostics", [printer.diagnostic(diagnostic) for diagnostic in breakdown.diagnostics], _OUTER)
    parts.append("\n}")
    return parts


def _add_list(parts: list[str], name: str, records: list[str], line: str) -> None:
    """Add a field that is a list of printed records, each on a line of its own that begins with `line`."""
    field = line[:-2]
    if records:
        parts += (f',{field}"{name}": [{line}', f",{line}".join(records), f"{field}]")
    else:
        parts.append(f',{field}"{name}": []')


class _Reals(dict[float, str]):
    """The digits of the numbers in boxes, worked out once: what stands in a line shares its top and its foot."""

    def __missing__(self, value: float) -> str:
        digits = repr(value)
        if value:  # 0.0 and -0.0 are equal, their digits are not
            self[value] = digits
        return digits


class _Words(dict[str | None, str]):
    """The words that records share, printed once: rules, roles, units, labels."""

    def __missing__(self, word: str | None) -> str:
        printed = self[word] = _maybe(word)
        return printed


class _Printer:
    """Prints the records of one breakdown that point at its text."""

    __slots__ = ("_reals", "_words")

    def __init__(self) -> None:
        self._reals = _Reals()
        self._words = _Words()

    def declared(self, declared: Declared) -> str:
        evidence = "null" if declared.evidence is None else self._evidence(declared.evidence)
        return f'{{"sections": {_whole(declared.sections)}, "tasks": {_whole(declared.tasks)}, "evidence": {evidence}}}'

    def section(self, section: Section) -> str:
        return (
            f'{{"id": {_text(section.id)}, "label": {_maybe(section.label)}, "title": {_text(section.title)}, '
            f'"level": {section.level}, "parent": {_maybe(section.parent)}, "evidence": {self._evidence(section.evidence)}}}'
        )

    def add_task(self, parts: list[str], task: Task) -> None:
        """Add a task's pieces."""
        parts.append(f"""{{
      "id": {_text(task.id)},
      "number": {_maybe(task.number)},
      "section": {_maybe(task.section)},
      "title": {_text(task.title)},
      "body": {_text(task.body)}""")
        _add_list(parts, "measures", [self._measure(measure) for measure in task.measures], _RECORD)
        _add_list(parts, "lead_officials", [self._official(official) for official in task.lead_officials], _RECORD)
        _add_list(parts, "departments", [self._department(department) for department in task.departments], _RECORD)
        _add_list(parts, "deadlines", [self._deadline(deadline) for deadline in task.deadlines], _RECORD)
        _add_list(parts, "targets", [self.target(target) for target in task.targets], _RECORD)
        parts.append(f""",
      "evidence": {self._evidence(task.evidence)}
    }}""")

    def target(self, target: Target) -> str:
        deadline, normalized, words = target.deadline, target.normalized, self._words
        return (
            f'{{"id": {_text(target.id)}, "action": {words[target.action]}, "indicator": {_text(target.indicator)}, '
            f'"comparator": {words[target.comparator]}, "value": {_amount(target.value)}, '
            f'"value_max": {"null" if target.value_max is None else _amount(target.value_max)}, '
            f'"unit": {words[target.unit]}, "measure": {words[target.measure]}, '
            f'"baseline": {"null" if target.baseline is None else _amount(target.baseline)}, "per": {words[target.per]}, '
            f'"deadline": {"null" if deadline is None else _day(deadline.end)}, '
            f'"deadline_evidence": {"null" if deadline is None else self._deadline(deadline)}, '
            f'"modality": {words[target.modality]}, '
            f'"normalized": {"null" if normalized is None else _normalized(normalized)}, '
            f'"evidence": {self._evidence(target.evidence)}}}'
        )

    def number(self, number: Number) -> str:
        return (
            f'{{"text": {_text(number.text)}, "class": {self._words[number.number_class]}, '
            f'"evidence": {self._evidence(number.evidence)}}}'
        )

    def diagnostic(self, diagnostic: Diagnostic) -> str:
        evidence = "null" if diagnostic.evidence is None else self._evidence(diagnostic.evidence)
        return (
            f'{{"code": {_text(diagnostic.code)}, "severity": {_text(diagnostic.severity)}, '
            f'"message": {_text(diagnostic.message)}, "task": {_maybe(diagnostic.task)}, "evidence": {evidence}}}'
        )

    def _measure(self, measure: PieceOfWork) -> str:
        return f'{{"text": {_text(measure.text)}, "evidence": {self._evidence(measure.evidence)}}}'

    def _official(self, official: Official) -> str:
        words = self._words
        return (
            f'{{"name": {_text(official.name)}, "title": {words[official.title]}, "role": {words[official.role]}, '
            f'"label": {words[official.label]}, "evidence": {self._evidence(official.evidence)}, '
            f'"post": {words[official.post]}}}'
        )

    def _department(self, department: Department) -> str:
        words = self._words
        return (
            f'{{"name": {_text(department.name)}, "role": {words[department.role]}, "label": {words[department.label]}, '
            f'"collective": {"true" if department.collective else "false"}, '
            f'"evidence": {self._evidence(department.evidence)}, "full_name": {words[department.full_name]}, '
            f'"members": {_texts(department.members) if department.members else "[]"}}}'
        )

    def _deadline(self, deadline: Deadline) -> str:
        return (
            f'{{"text": {_text(deadline.text)}, "start": {_day(deadline.start)}, "end": {_day(deadline.end)}, '
            f'"evidence": {self._evidence(deadline.evidence)}}}'
        )

    def _evidence(self, evidence: Evidence) -> str:
        return (
            f'{{"start": {evidence.start}, "end": {evidence.end}, "quote": {_text(evidence.quote)}, '
            f"{_NOWHERE if evidence.page is None and evidence.bbox is None else self._place(evidence)}, "
            f'"rule": {self._words[evidence.rule]}}}'
        )

    def _place(self, evidence: Evidence) -> str:
        """Return where on its page an evidence stands, the two fields of it."""
        page, bbox = evidence.page, evidence.bbox
        # A box that is not finite has no JSON form and shows no place.
        boxed = "null" if bbox is None or not isfinite(sum(bbox)) else self._box(bbox)
        return f'"page": {_whole(page)}, "bbox": {boxed}'

    def _box(self, box: Box) -> str:
        left, top, right, bottom = box
        reals = self._reals
        return f"[{reals[left]}, {reals[top]}, {reals[right]}, {reals[bottom]}]"


def _source(source: Source) -> str:
    return (
        f'{{"name": {_text(source.name)}, "sha256": {_text(source.sha256)}, "media_type": {_text(source.media_type)}, '
        f'"pages": {_whole(source.pages)}, "characters": {source.characters}}}'
    )


def _header(header: Header) -> str:
    return f"""{{
    "title": {_maybe(header.title)},
    "plan_title": {_maybe(header.plan_title)},
    "document_number": {_maybe(header.document_number)},
    "issuer": {_maybe(header.issuer)},
    "signatory": {_maybe(header.signatory)},
    "addressees": {_texts(header.addressees)},
    "issued_on": {_day(header.issued_on)},
    "plan_year": {_whole(header.plan_year)}
  }}"""


def _normalized(normalized: Normalized) -> str:
    value_max = "null" if normalized.value_max is None else _amount(normalized.value_max)
    return f'{{"value": {_amount(normalized.value)}, "value_max": {value_max}, "unit": {_maybe(normalized.unit)}}}'


def _account(account: Account) -> str:
    return (
        f'{{"characters": {account.characters}, "header": {account.header}, "section": {account.section}, '
        f'"task": {account.task}, "prose": {account.prose}, "unexplained": {account.unexplained}}}'
    )


def _furniture(furniture: Furniture) -> str:
    return f'{{"kind": {_text(furniture.kind)}, "text": {_text(furniture.text)}, "page": {_whole(furniture.page)}}}'


_text = encode_basestring


def _maybe(value: str | None) -> str:
    return "null" if value is None else _text(value)


def _whole(value: int | None) -> str:
    return "null" if value is None else str(value)


def _day(value: date | None) -> str:
    return "null" if value is None else f'"{value.isoformat()}"'


def _amount(value: Decimal) -> str:
    """Return a value with exactly its digits, without a trailing zero: 5.50 is 5.5, 1E+3 is 1000."""
    digits = str(value)
    if digits.isdecimal():  # most are whole
        return digits
    if not value.is_finite():
        raise ValueError(f"a value must be a finite number, not {value}")
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _texts(values: tuple[str, ...]) -> str:
    return f"[{', '.join([_text(value) for value in values])}]"
