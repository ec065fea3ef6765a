"""Which parties of many documents are one, and so share a sheet: 区财政局 of two districts are two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.export.ledger_rows import PartyKind


@dataclass(frozen=True, slots=True)
class PartySheet:
    """A department or leader with the issuers in whose documents it is meant; `label` is what its sheet is called."""

    kind: PartyKind
    name: str
    issuers: tuple[str, ...]
    label: str
    tasks: int


def group(rows: Iterable[tuple[PartyKind, str, str, int]]) -> list[PartySheet]:
    """Return the sheets for (kind, name, issuer, tasks) rows, departments first, each with the most tasks first.

    局办公室 means another unit in each office's notice, 区财政局 another in each district's, and a leader of the same
    name in another district is another person; a name that says its place is the same everywhere.
    """
    rows = list(rows)
    wholes = {issuer: _whole(issuer, {row[2] for row in rows}) for _, _, issuer, _ in rows}
    places = {_place(whole) for whole in wholes.values()}
    found: dict[tuple[PartyKind, str, str], list[tuple[str, int]]] = {}
    for kind, name, issuer, tasks in rows:
        found.setdefault((kind, name, _scope(kind, name, wholes[issuer], places)), []).append((issuer, tasks))
    scopes: dict[tuple[PartyKind, str], int] = {}
    for kind, name, _ in found:
        scopes[kind, name] = scopes.get((kind, name), 0) + 1
    sheets = [
        PartySheet(
            kind, name, tuple(issuer for issuer, _ in held),
            f"{name}（{scope or '未知机关'}）" if scopes[kind, name] > 1 else name, sum(tasks for _, tasks in held),
        )
        for (kind, name, scope), held in found.items()
    ]
    return sorted(sheets, key=lambda sheet: (sheet.kind, -sheet.tasks, sheet.label))


def _scope(kind: PartyKind, name: str, issuer: str, places: set[str]) -> str:
    """Return what a name depends on: an office, a place, or nothing."""
    if kind == "department" and _of_an_office().match(name):
        return issuer
    if kind == "official" or _of_a_place().match(name):
        return _whole(_place(issuer), places)
    return ""


def _whole(name: str, names: Iterable[str]) -> str:
    """Return the longest of the names that end as this one does: 金山区民政局 is 上海市金山区民政局."""
    return max((other for other in names if name and other.endswith(name)), key=lambda other: (len(other), other), default=name)


def _place(issuer: str) -> str:
    match = _places().match(issuer)
    return match[0] if match else issuer


@cache
def _places() -> re.Pattern[str]:
    """Return the pattern of the place an issuer's name begins with.

    上海市金山区 in 上海市金山区民政局, 杭州市 in 杭州市政府办公厅; 青荷区, not 青荷区城市, in 青荷区城市管理局.
    """
    return re.compile(r"(?:.{1,8}?(?:省|(?<!城)市(?!场)|(?<!社)区(?![域划])|县|州(?!市)|盟|旗)){1,4}")


@cache
def _of_an_office() -> re.Pattern[str]:
    """Return the pattern of names that each office has: 局办公室, 各处室, 各有关部门, 相关单位, 办公室, 养老服务科."""
    return re.compile(
        r"[局委厅办署院本我]|相关|有关|机关(?!事务)|其他|全体|各[^省市区县州镇乡]{0,6}(?:[科处股室组部]|单位|部门)"
        r"|[^省市区县州镇乡]{0,10}[科处股室组]$"
    )


@cache
def _of_a_place() -> re.Pattern[str]:
    """Return the pattern of names that each place has: 区财政局, 市教委, 各街镇; not 市场监管总局, of which there is one."""
    return re.compile(r"(?!市场监[^局]{0,4}总局|各省)各?[省市区县州盟旗镇乡街设]|机关事务")
