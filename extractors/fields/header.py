"""The header: titles, 发文字号, issuer, addressees, signatory, date, plan year, read from the paragraphs around the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.outline.drafts import SectionDraft
from extractors.outline.tree import Outline, Span
from extractors.reading.brackets import split
from extractors.reading.numerals import chinese_value
from extractors.reading.text import Reading, fold
from schemas.breakdown import Header

_FRONT_LINES = 40
_LONGEST_TITLE = 140
_LONGEST_LINE = 60
_UNIT_ENDS = tuple("室局委办厅处部科院会司行校团社队署站所厂店")


@cache
def _document_number() -> re.Pattern[str]:
    """金民〔2025〕6号 / 京公开办发〔2024〕2 号 / 国发 〔2011〕 12 号"""
    return re.compile(
        r"(?P<issuer>[\u4e00-\u9fff]{1,16}) {0,3}[〔\[(【] {0,2}(?P<year>[12][0-9]{3}) {0,2}[〕\])】] {0,3}"
        r"第? {0,2}[0-9]{1,5} {0,3}号"
    )


@cache
def _date() -> re.Pattern[str]:
    """2025年2月17日 / 2024年4月22 日 / 二〇二五年二月十七日"""
    han = "[零一二三四五六七八九十]"
    return re.compile(
        r"(?P<year>[12][0-9]{3}) {0,2}年 {0,2}(?P<month>[01]?[0-9]) {0,2}月 {0,2}(?P<day>[0-3]?[0-9]) {0,2}日"
        rf"|(?P<hyear>{han}{{4}})年(?P<hmonth>{han}{{1,2}})月(?P<hday>{han}{{1,3}})日"
    )


@cache
def _about() -> re.Pattern[str]:
    """某某局关于印发《…》的通知 / 国务院关于促进…的若干意见"""
    kinds = "通知|通告|公告|通报|意见|决定|批复|函|报告|请示|方案|规定|办法|措施|命令|计划|要点"
    return re.compile(rf"(?P<issuer>.{{2,60}}?) ?关于 ?(?P<what>.{{2,160}}?(?:{kinds}))(?P<note>\([^()]{{1,20}}\))?")


@cache
def _plan_name() -> re.Pattern[str]:
    """2025年某某工作要点及任务分解 / 2025年某省政府工作报告 / 某市行动方案（2024—2026年）"""
    kinds = "要点|分解|方案|计划|规划|报告|清单|分工|意见|措施|办法|行动|安排|目标|任务书|责任书|规定|细则|一览表|任务|表"
    return re.compile(rf".{{2,80}}(?:{kinds})(?:\([^()]{{1,24}}\))?")


_NOTICE_END = r"的(?:通知|意见|函|公告|通告|决定)$"
_YEAR = r"(?P<year>20[0-9]{2}) {0,2}年(?!来|前|代|期)"


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
    title = _title(folded, lines, salutation)
    title_text = metadata.get("title") or (_clean(reading.text[title[0] : title[1]]) if title else None)
    issued, signatory = _signature(reading, lines, outline.back, salutation)
    plan_title = _plan_title(reading, title_text, lines, salutation)
    header = Header(
        title=title_text,
        plan_title=plan_title,
        document_number=metadata.get("document_number")
        or (re.sub(r"\s+", "", reading.text[number[0] : number[1]]) if number else None),
        issuer=metadata.get("issuer") or _issuer(reading, lines, title, title_text, number) or signatory,
        signatory=signatory,
        addressees=_addressees(reading, lines[salutation]) if salutation is not None else (),
        issued_on=_metadata_date(metadata.get("issued_on")) or (_as_date(folded[issued[0] : issued[1]]) if issued else None),
        plan_year=plan_year(plan_title) or plan_year(title_text) or _planned_year(reading, title_text, sections),
    )
    return HeaderFinding(header, title, number, issued)


def plan_year(title: str | None) -> int | None:
    """Return the year that a plan's title names; None for a plan over several years.

    >>> plan_year("2025年某某工作要点"), plan_year("某某行动计划（2024—2026年）")
    (2025, None)
    """
    if not title:
        return None
    title = fold(title)
    if re.search(r"20[0-9]{2} ?年? ?[-~至到] ?20[0-9]{2}", title):
        return None
    match = re.search(_YEAR, title) or re.search(r"(?P<year>20[0-9]{2})(?=[^0-9]{0,12}工作(?:报告|要点|计划))", title)
    if match:
        return int(match["year"])
    match = re.search(r"(二[零O0][零一二三四五六七八九]{2})年", title)
    value = chinese_value(re.sub("[O0]", "零", match[1])) if match else None
    return int(value) if value is not None else None


def _planned_year(reading: Reading, title: str | None, sections: Sequence[SectionDraft]) -> int | None:
    """Return the year that the sections of a report plan for; None if they name none, or several."""
    if title is None or not title.endswith("报告"):
        return None
    years: set[int] = set()
    for section in sections:
        if section.level == 1 and not section.reviews_past:
            words = reading.folded[section.title[0] : section.title[1]]
            if re.search(r"20[0-9]{2}年.{0,24}(?:工作|任务|目标|安排|部署|总体要求)", words):
                year = plan_year(words)
                years |= {year} if year else set()
    return years.pop() if len(years) == 1 else None


def _number_line(folded: str, lines: Sequence[Span]) -> Span | None:
    """Return the 发文字号: a line of its own, or at the end of a line that holds the issuer too."""
    for start, end in lines:
        match = _document_number().fullmatch(folded, start, end)
        if match:
            return start, end
    for start, end in lines[:6]:
        if end - start <= _LONGEST_LINE:
            match = _document_number().search(folded, start, end)
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


def _title(folded: str, lines: Sequence[Span], salutation: int | None) -> Span | None:
    """Return the title: the line with 关于…的通知, else the first lines that read as a heading."""
    upto = salutation if salutation is not None else len(lines)
    for index, (start, end) in enumerate(lines[:upto]):
        last = end
        text = folded[start:end]
        if end - start > _LONGEST_TITLE or "。" in text:
            continue
        # A title broken into lines is read on as long as it does not close.
        following = index + 1
        while (
            "关于" in folded[start:last]
            and not _about().fullmatch(_one_line(folded, start, last))
            and not re.search(_NOTICE_END, folded[start:last])
            and following < upto
            and lines[following][1] - start <= _LONGEST_TITLE
        ):
            last = lines[following][1]
            following += 1
        if _about().fullmatch(_one_line(folded, start, last)):
            return start, last
        if text.startswith("关于"):
            first = _issuer_lines(folded, lines[:index], start)
            if _about().fullmatch(_one_line(folded, first, last)):
                return first, last
            if re.search(_NOTICE_END, text):
                return start, end
    return _heading_title(folded, lines[:upto])


def _issuer_lines(folded: str, before: Sequence[Span], start: int) -> int:
    """Return where a title begins whose issuer stands on the lines above 关于…: one line, or two where the second is in brackets."""
    for line in reversed(before):
        text = folded[line[0] : line[1]].strip()
        if _document_number().fullmatch(text) or _date().search(text) or len(text) > 40 or re.search("[。:;]", text):
            break
        start = line[0]
        if not text.startswith("("):
            break
    return start


def _heading_title(folded: str, lines: Sequence[Span]) -> Span | None:
    """Return the first heading-like lines: no sentence, no number, no date, no 附件."""
    first: Span | None = None
    for start, end in lines[:12]:
        text = folded[start:end].strip()
        heading = (
            2 <= len(text) <= 80
            and not re.search(r"[。;!?]|:$", text)
            and not re.match(r"附件|附:|--|\(|来源|时间|[0-9]{4}-|新华社|发布|索引号|信息", text)
            and not _document_number().fullmatch(text)
            and not _date().fullmatch(text)
        )
        if first is None:
            if heading:
                first = (start, end)
        elif heading and not _plan_name().fullmatch(_one_line(folded, *first)) and start - first[1] <= 1:
            if not _plan_name().fullmatch(_one_line(folded, first[0], end)):
                break
            return first[0], end
        else:
            break
    return first


def _one_line(folded: str, start: int, end: int) -> str:
    """Return the text of a title that may run over lines, without the breaks and spaces."""
    return re.sub(r"\s+", "", folded[start:end])


def _clean(title: str) -> str:
    """Return a title as people cite it: one line, no spaces but those between Latin words."""
    title = re.sub(r"\s+", " ", title.strip())
    return re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", title)


def _plan_title(reading: Reading, title: str | None, lines: Sequence[Span], salutation: int | None) -> str | None:
    """Return the plan's own title: what the notice issues (《…》), else the heading after the letter, else the title itself."""
    if title and ("印发" in title or "转发" in title or "下达" in title or "发布" in title):
        start = title.find("《")
        depth = 0
        for offset in range(start, len(title)) if start >= 0 else ():
            depth += {"《": 1, "》": -1}.get(title[offset], 0)
            if depth == 0:
                return title[start + 1 : offset]
        match = re.search(r"(?:印发|转发|下达|发布)(?P<what>.{4,80}?)的(?:通知|公告|通告|函)", title)
        wanted = match["what"] if match else None
        for start, end in lines[(salutation or 0) + 1 :]:
            text = _clean(reading.text[start:end])
            if len(text) <= 80 and not re.search("[。：:；;]", text) and (text == wanted or _plan_name().fullmatch(text)):
                return text
        return wanted if wanted and re.search("要点|方案|计划|规划|清单|分工|分解|意见|办法|措施", wanted[-4:]) else None
    if title is None or title.endswith(("通知", "函", "公告")):
        for start, end in lines[(salutation or 0) + 1 :]:
            text = _clean(reading.text[start:end])
            if 6 <= len(text) <= 80 and not re.search("[。：:；;]", text) and _plan_name().fullmatch(text):
                return text
        return None
    return title if title and _plan_name().fullmatch(title) else None


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
        match = _about().fullmatch(fold(title_text))
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
            found = _date().search(reading.folded, start, end)
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
    match = _date().search(text)
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
