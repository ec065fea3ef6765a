"""The header: titles, 发文字号, issuer, addressees, signatory, date, plan year, read from the paragraphs around the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.fields.header_titles import (
    about_pattern,
    clean_title,
    date_pattern,
    document_number_pattern,
    find_plan_title,
    find_title,
    plan_year,
    planned_year,
    year_of_letter,
)
from extractors.fields.party_words import without_note
from extractors.outline.drafts import SectionDraft
from extractors.outline.tree import Outline, Span
from extractors.reading.brackets import split
from extractors.reading.numerals import chinese_value
from extractors.reading.text import Reading, fold
from schemas.breakdown import Header

_FRONT_LINES = 40
_LONGEST_LINE = 60
_ANNEX = re.compile(r"附 ?件 ?[一二三四五六七八九十0-9]{0,3}:?")
"""附件 / 附件1 on a line of its own."""
_UNIT_ENDS = tuple("室局委办厅处部科院会司行校团社队署站所厂店")


_SHORT_ADDRESSEES = ("大队", "中队", "支队", "总队", "中心", "分局", "公司", "学校", "医院")
_ADDRESSEE_ENDS = (
    *_UNIT_ENDS,
    *("单位", "政府", "部门", "机构", "科室", "中心", "公司", "企业", "学校", "街道", "镇", "小组", "组织"),
    *("开发区", "园区", "工业园", "新区", "高新区"),
)
_OFFICES = (*_UNIT_ENDS, "政府", "小组", "中心", "公司", "机关", "指挥部")


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
    plan_title = find_plan_title(reading, title_text, lines, salutation) or find_plan_title(
        reading, title_text, [*lines, *_annex_lines(reading, outline)], salutation
    )
    issued_on = _metadata_date(metadata.get("issued_on")) or (_as_date(folded[issued[0] : issued[1]]) if issued else None)
    header = Header(
        title=title_text,
        plan_title=plan_title,
        document_number=metadata.get("document_number")
        or (re.sub(r"\s+", "", reading.text[number[0] : number[1]]) if number else None),
        issuer=metadata.get("issuer") or _issuer(reading, lines, title, title_text, number) or signatory,
        signatory=signatory,
        addressees=_addressees(reading, lines[salutation]) if salutation is not None else (),
        issued_on=issued_on,
        plan_year=plan_year(plan_title) or plan_year(title_text) or planned_year(reading, title_text, sections)
        or year_of_letter([folded[start:end] for start, end in front], (title_text, plan_title), issued_on),
    )
    return HeaderFinding(header, title, number, issued)


def _annex_lines(reading: Reading, outline: Outline) -> list[Span]:
    """Return the lines below 附件 that may title the plan, where the letter itself has numbered items before it."""
    headings = [item.blocks[0] for item in outline.items if item.style == "plan"]
    back = [reading.trim(start, end) for start, end in outline.back]
    first = next((at for at, span in enumerate(back) if _ANNEX.fullmatch(reading.folded, *span)), len(back))
    return sorted([*headings, *back[first + 1 : first + 4]])


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
        if text.endswith(":") and len(text) <= 300 and "。" not in text and not _announces().search(text) and re.search(
            r"各|局|委|办|部|厅|府|单位|机构|公司|企业|学校|医院|中心|院|室|街道|镇|乡|代表", text
        ):
            return index
    return None


@cache
def _announces() -> re.Pattern[str]:
    # 共确定6方面28项重点任务,现分工如下:   各单位要抓好以下工作:
    return re.compile(r"(?:如下|以下[一-鿿]{0,8}|通知|要求|包括|下列[一-鿿]{0,8}):$|现[将就]|\d+项")


def _issuer(reading: Reading, lines: Sequence[Span], title: Span | None, title_text: str | None, number: Span | None) -> str | None:
    """Return the issuer: the red-head line above the 发文字号, else the body named before 关于 in the title."""
    before = number[0] if number else (title[0] if title else 0)
    for start, end in lines[:6]:
        if start >= before:
            break
        text = _office_names(re.sub(r"文\s*件\s*$", "", reading.text[start:end]))
        if 3 <= len(text) <= 40 and text.endswith(_OFFICES):
            return text
    if title_text:
        match = about_pattern().fullmatch(fold(title_text))
        if match and match["issuer"].rstrip().endswith((*_UNIT_ENDS, "政府", "小组", "中心", "公司", "国务院", "集团")):
            printed = reading.text[title[0] : title[1]].partition("关于")[0].partition("转发")[0] if title else ""
            named = title_text[: match.end("issuer")].partition("转发")[0].strip()
            return _office_names(printed) if printed and clean_title(printed) == named else named
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
            return found.span(), _office_names(name) if name else None
    return _adopted(reading, lines), None


def _adopted(reading: Reading, lines: Sequence[Span]) -> Span | None:
    """Return the date in the note under a title: （2024年1月25日县人大常委会主任会议通过）, or （2026年2月18日） alone."""
    for start, end in lines[:12]:
        note = reading.folded[start:end]
        if end - start <= _LONGEST_LINE and note[:1] == "(" and note[-1:] == ")":
            found = date_pattern().search(reading.folded, start, end)
            if found is None:
                continue
            alone = not note[1:-1].replace(found.group(), "", 1).strip()
            if alone or re.search("通过|批准|审定|印发|号 ?[12]", note):
                return found.span()
    return None


def _office_names(text: str) -> str:
    """Return the name of an office without its inner spaces; two offices that act together keep one between them.

    >>> _office_names("青 荷 区 民 政 局"), _office_names("中共云汀县委办公室  云汀县人民政府办公室")
    ('青荷区民政局', '中共云汀县委办公室 云汀县人民政府办公室')
    """
    parts = re.sub(r"[（(].{0,12}代章[）)]$", "", text).split()
    whole = all(len(part) >= 4 and part.endswith(_OFFICES) for part in parts)
    return (" " if whole else "").join(parts)


def _name_above(reading: Reading, lines: Sequence[Span]) -> str | None:
    """Return the name that stands above a date, or the two of offices that sign one above the other.

    A line in brackets between, （某局代章）, is passed over.
    """
    for index in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
        text = reading.folded[slice(*lines[index])].strip()
        if text.startswith("(") and text.endswith(")"):
            continue
        if not _is_name(text):
            return None
        name = reading.text[slice(*lines[index])]
        above = reading.text[slice(*lines[index - 1])].strip() if index else ""
        both = all(4 <= len(office) <= 30 and office.endswith(_OFFICES) for office in (above, name.strip()))
        return f"{above} {name}" if both and _is_name(fold(above)) else name
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


@cache
def _bare_office() -> re.Pattern[str]:
    """人民政府 / 办事处(管委会): the second half of 各乡镇党委、人民政府"""
    office = "(?:人民政府|政府|办事处|管委会|管理委员会|党委|党工委|工委|村委会|居委会)"
    return re.compile(rf"{office}(?:\({office}\))?")


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
            complete = without_note(reading.folded[opened:closing].rstrip()).endswith(_ADDRESSEE_ENDS)
            if complete and place + 1 < len(pieces):
                # 各乡镇党委、人民政府: a bare kind of office is one with the name before it
                complete = not _bare_office().fullmatch(reading.folded[pieces[place + 1][0] : pieces[place + 1][1]].strip())
            # 市政府各委、办、局 is one addressee: what follows a comma is a whole name, not a single word.
            fragment = place + 1 < len(pieces) and pieces[place + 1][1] - pieces[place + 1][0] <= 2
            if fragment and place + 2 < len(pieces):
                # 各科室、大队、市场监管所: a word that is a unit of its own stands in a list of such
                fragment = reading.folded[pieces[place + 1][0] : pieces[place + 1][1]] not in _SHORT_ADDRESSEES
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
