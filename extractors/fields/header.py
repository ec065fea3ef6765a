"""The header: titles, 发文字号, issuer, addressees, signatory, date, plan year, read from the paragraphs around the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.fields.header_titles import (
    about_pattern,
    clean_title,
    date_pattern,
    document_number_pattern,
    find_plan_title,
    find_title,
    plan_year,
    planned_year,
)
from extractors.outline.drafts import SectionDraft
from extractors.outline.tree import Outline, Span
from extractors.reading.brackets import split
from extractors.reading.numerals import chinese_value
from extractors.reading.text import Reading, fold
from schemas.breakdown import Header

_FRONT_LINES = 40
_LONGEST_LINE = 60
_UNIT_ENDS = tuple("室局委办厅处部科院会司行校团社队署站所厂店")


@dataclass(frozen=True, slots=True)
class HeaderFinding:
    """The header and the spans of what it was read from (for the account and the classes of numerals)."""

    header: Header
    title: Span | None
    number: Span | None
    issued: Span | None


def find_header(reading: Reading, outline: Outline, sections: Sequence[SectionDraft] = ()) -> HeaderFinding:
    """Read the header from front matter, back matter and the container's own metadata.

    A report whose title names no year has that of the section that plans (二、2012年政府工作总体要求和目标任务).
    """
    folded = reading.folded
    front = outline.front[:_FRONT_LINES]
    if not front and outline.items:
        front = (outline.items[0].blocks[0],) if not outline.tables else ()
    lines = [reading.trim(start, end) for start, end in front]
    metadata = dict(reading.document.metadata)
    number = _number_line(folded, lines)
    salutation = _salutation(folded, lines)
    title = find_title(folded, lines, salutation)
    title_text = metadata.get("title") or (clean_title(reading.text[title[0] : title[1]]) if title else None)
    issued, signatory = _signature(reading, lines, outline.back, salutation)
    plan_title = find_plan_title(reading, title_text, lines, salutation)
    header = Header(
        title=title_text,
        plan_title=plan_title,
        document_number=metadata.get("document_number")
        or (re.sub(r"\s+", "", reading.text[number[0] : number[1]]) if number else None),
        issuer=metadata.get("issuer") or _issuer(reading, lines, title, title_text, number) or signatory,
        signatory=signatory,
        addressees=_addressees(reading, lines[salutation]) if salutation is not None else (),
        issued_on=_metadata_date(metadata.get("issued_on")) or (_as_date(folded[issued[0] : issued[1]]) if issued else None),
        plan_year=plan_year(plan_title) or plan_year(title_text) or planned_year(reading, title_text, sections),
    )
    return HeaderFinding(header, title, number, issued)


def _number_line(folded: str, lines: Sequence[Span]) -> Span | None:
    """Return the 发文字号: a line of its own, or at the end of a line that holds the issuer too."""
    for start, end in lines:
        match = document_number_pattern().fullmatch(folded, start, end)
        if match:
            return start, end
    for start, end in lines[:6]:
        if end - start <= _LONGEST_LINE:
            match = document_number_pattern().search(folded, start, end)
            if match and folded[match.start() - 1] not in "(《":
                begin = match.start("issuer") if match.end() != end else match.start()
                return begin, match.end()
    return None


def _salutation(folded: str, lines: Sequence[Span]) -> int | None:
    """Return the index of the line that names the addressees: it ends with a colon and names units."""
    for index, (start, end) in enumerate(lines):
        text = folded[start:end]
        if text.endswith(":") and len(text) <= 300 and "。" not in text and re.search(
            r"各|局|委|办|部|厅|府|单位|机构|公司|企业|学校|医院|中心|院|室|街道|镇|乡|代表", text
        ):
            return index
    return None


def _issuer(reading: Reading, lines: Sequence[Span], title: Span | None, title_text: str | None, number: Span | None) -> str | None:
    """Return the issuer: the red-head line above the 发文字号, else the body named before 关于 in the title."""
    before = number[0] if number else (title[0] if title else 0)
    for start, end in lines[:6]:
        if start >= before:
            break
        text = re.sub(r"\s+|文件$", "", reading.text[start:end])
        if 3 <= len(text) <= 40 and text.endswith((*_UNIT_ENDS, "政府", "小组", "中心", "公司", "机关", "指挥部", "领导小组")):
            return text
    if title_text:
        match = about_pattern().fullmatch(fold(title_text))
        if match and match["issuer"].rstrip().endswith((*_UNIT_ENDS, "政府", "小组", "中心", "公司", "国务院", "集团")):
            return title_text[: match.end("issuer")].strip()
    return None


def _signature(
    reading: Reading, lines: Sequence[Span], back: Sequence[Span], salutation: int | None
) -> tuple[Span | None, str | None]:
    """Return the span of the date that closes the letter (or the document), and the name that stands above it."""
    letter = list(lines[salutation or 0 :])
    for sequence in (letter, [reading.trim(start, end) for start, end in back]):
        for index, (start, end) in enumerate(sequence):
            found = date_pattern().search(reading.folded, start, end)
            if found is None or not _closes(reading.folded, start, end, found.span()):
                continue
            name = reading.text[start : found.start()].strip() or _name_above(reading, sequence[:index])
            return found.span(), re.sub(r"\s+|[（(].{0,12}代章[）)]$", "", name) if name else None
    return None, None


def _name_above(reading: Reading, lines: Sequence[Span]) -> str | None:
    """Return the name that stands above a date; a line in brackets between them, （某局代章）, is passed over."""
    for start, end in reversed(lines[-3:]):
        text = reading.folded[start:end].strip()
        if text.startswith("(") and text.endswith(")"):
            continue
        return reading.text[start:end] if _is_name(text) else None
    return None


def _closes(folded: str, start: int, end: int, found: Span) -> bool:
    """Say whether a line is a closing date: the date alone, or a short name before it."""
    before = folded[start : found[0]].strip()
    after = folded[found[1] : end].strip()
    return (not before or (_is_name(before) and len(before) <= 30)) and re.fullmatch(r"|\(此件.{1,12}\)", after) is not None


def _is_name(text: str) -> bool:
    """Say whether a line can be a signature."""
    text = text.strip()
    return 2 <= len(text) <= 40 and not re.search(r"[。:;!?《》,]|特此|通知$", text)


def _addressees(reading: Reading, line: Span) -> tuple[str, ...]:
    """Return the addressees one by one; 各市、州、县人民政府 stays one."""
    start, end = line
    end -= 1
    if reading.folded.startswith("各位", start):
        return ()
    names: list[str] = []
    for begin, finish in split(reading.folded, start, end, ",;"):
        pieces = split(reading.folded, begin, finish, "、")
        opened = pieces[0][0]
        for place, (_, closing) in enumerate(pieces):
            complete = reading.folded[opened:closing].rstrip().endswith(
                (*_UNIT_ENDS, "单位", "政府", "部门", "机构", "科室", "中心", "公司", "企业", "学校", "街道", "镇", "小组", "组织")
            )
            # 市政府各委、办、局 is one addressee: what follows a comma is a whole name, not a single word.
            fragment = place + 1 < len(pieces) and pieces[place + 1][1] - pieces[place + 1][0] <= 2
            if (complete and not fragment) or place == len(pieces) - 1:
                name = reading.text[opened:closing].strip()
                if name:
                    names.append(name)
                opened = closing + 1
    return tuple(names)


def _as_date(text: str) -> date | None:
    """Return a written date as a date; None if there is no such day."""
    match = date_pattern().search(text)
    if match is None:
        return None
    if match["year"]:
        parts = [int(match[name]) for name in ("year", "month", "day")]
    else:
        values = [chinese_value(match[name]) for name in ("hyear", "hmonth", "hday")]
        parts = [int(value) if value is not None else 0 for value in values]
    try:
        return date(*parts)
    except ValueError:
        return None


def _metadata_date(value: str | None) -> date | None:
    """Return a container's own date (2019-01-12 or written out)."""
    if not value:
        return None
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return _as_date(value)
