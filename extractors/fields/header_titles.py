"""Titles: the notice's own (某某局关于印发《…》的通知), the plan's (2025年工作要点), and the year a plan is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from extractors.outline.drafts import SectionDraft
from extractors.outline.tree import Span
from extractors.reading.numerals import chinese_value
from extractors.reading.text import Reading, fold

_LONGEST_TITLE = 140


@cache
def document_number_pattern() -> re.Pattern[str]:
    """金民〔2025〕6号 / 京公开办发〔2024〕2 号 / 国发 〔2011〕 12 号"""
    return re.compile(
        r"(?P<issuer>[\u4e00-\u9fff]{1,16}) {0,3}[〔\[(【] {0,2}(?P<year>[12][0-9]{3}) {0,2}[〕\])】] {0,3}"
        r"第? {0,2}[0-9]{1,5} {0,3}号"
    )


@cache
def date_pattern() -> re.Pattern[str]:
    """2025年2月17日 / 2024年4月22 日 / 二〇二五年二月十七日"""
    han = "[零一二三四五六七八九十]"
    return re.compile(
        r"(?P<year>[12][0-9]{3}) {0,2}年 {0,2}(?P<month>[01]?[0-9]) {0,2}月 {0,2}(?P<day>[0-3]?[0-9]) {0,2}日"
        rf"|(?P<hyear>{han}{{4}})年(?P<hmonth>{han}{{1,2}})月(?P<hday>{han}{{1,3}})日"
    )


@cache
def about_pattern() -> re.Pattern[str]:
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


def find_title(folded: str, lines: Sequence[Span], salutation: int | None) -> Span | None:
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
            and not about_pattern().fullmatch(_one_line(folded, start, last))
            and not re.search(_NOTICE_END, folded[start:last])
            and following < upto
            and lines[following][1] - start <= _LONGEST_TITLE
        ):
            last = lines[following][1]
            following += 1
        if about_pattern().fullmatch(_one_line(folded, start, last)) and not text.startswith("转发"):
            return start, last
        if text.startswith(("关于", "转发")):
            first = _issuer_lines(folded, lines[:index], start)
            if about_pattern().fullmatch(_one_line(folded, first, last)):
                return first, last
            if re.search(_NOTICE_END, text):
                return start, end
    return _heading_title(folded, lines[:upto])


def _heading_title(folded: str, lines: Sequence[Span]) -> Span | None:
    """Return the first heading-like lines: no sentence, no number, no date, no 附件."""
    first: Span | None = None
    for start, end in lines[:12]:
        text = folded[start:end].strip()
        heading = (
            2 <= len(text) <= 80
            and not re.search(r"[。;!?]|:$", text)
            and not re.match(r"附件|附:|--|\(|[0-9]{1,2}[.、]|来源|时间|[0-9]{4}-|新华社|发布|索引号|信息", text)
            and not document_number_pattern().fullmatch(text)
            and not date_pattern().fullmatch(text)
        )
        if first is None:
            if heading:
                first = (start, end)
        elif heading and not _plan_name().fullmatch(_one_line(folded, *first)) and start - first[1] <= 1:
            if not _plan_name().fullmatch(_one_line(folded, first[0], end)):
                break
            return first[0], _past_short_end(folded, lines, first[0], end)
        else:
            break
    return first


def _past_short_end(folded: str, lines: Sequence[Span], start: int, end: int) -> int:
    """Return where a title ends whose last word has a line of its own: 2024年重点工作任务 / 责任分解表"""
    following = next((line for line in lines if line[0] > end), None)
    if following is None or following[0] - end > 1 or following[1] - following[0] > 8:
        return end
    return following[1] if _plan_name().fullmatch(_one_line(folded, start, following[1])) else end


def _issuer_lines(folded: str, before: Sequence[Span], start: int) -> int:
    """Return where a title begins whose issuer stands on the lines above 关于…: one line, or two where the second is in brackets."""
    for line in reversed(before):
        text = folded[line[0] : line[1]].strip()
        if document_number_pattern().fullmatch(text) or date_pattern().search(text) or len(text) > 40 or re.search("[。:;]", text):
            break
        start = line[0]
        if not text.startswith("("):
            break
    return start


@cache
def _listed() -> re.Pattern[str]:
    # 2. 重点事项责任分解 in the list of annexes names a title and is none
    return re.compile(r"[0-9一二三四五六七八九十]{1,3} ?[.、．]|附 ?件")


@cache
def _goes_on() -> re.Pattern[str]:
    # 印发2026年《政府工作报告》(重点任务分解方案)的通知: the title in 《》 is part of the plan's (not 《…方案》等三项制度的通知)
    kinds = "要点|方案|计划|清单|分工|分工表|分解|分解表|责任表|台账|任务书|意见|细则|办法|措施|安排"
    return re.compile(rf"(?![、和及与等(（])[^《》]{{2,40}}?(?:{kinds})的(?:通知|通告|公告|函)")


def find_plan_title(reading: Reading, title: str | None, lines: Sequence[Span], salutation: int | None) -> str | None:
    """Return the plan's own title: what the notice issues (《…》), else the heading after the letter, else the title itself."""
    if title and ("印发" in title or "转发" in title or "下达" in title or "发布" in title):
        start = title.find("《")
        depth = 0
        for offset in range(start, len(title)) if start >= 0 else ():
            depth += {"《": 1, "》": -1}.get(title[offset], 0)
            if depth == 0:
                if _goes_on().match(title, offset + 1):
                    break
                return title[start + 1 : offset]
        match = re.search(r"(?:印发|转发|下达|发布)(?P<what>.{4,80}?)的(?:通知|公告|通告|函)", title)
        wanted = match["what"] if match else None
        for start, end in lines[(salutation or 0) + 1 :]:
            text = clean_title(reading.text[start:end])
            if _listed().match(text):
                continue
            if len(text) <= 80 and not re.search("[。：:；;]", text) and (text == wanted or _plan_name().fullmatch(text)):
                return _with_line_above(reading, lines, start, text, wanted)
        return wanted if wanted and re.search("要点|方案|计划|规划|清单|分工|分解|意见|办法|措施", wanted[-4:]) else None
    if title is None or title.endswith(("通知", "函", "公告")):
        for start, end in lines[(salutation or 0) + 1 :]:
            text = clean_title(reading.text[start:end])
            if _listed().match(text):
                continue
            if 6 <= len(text) <= 80 and not re.search("[。：:；;]", text) and _plan_name().fullmatch(text):
                return text
        return None
    return title if title and _plan_name().fullmatch(fold(title)) else None


def _with_line_above(reading: Reading, lines: Sequence[Span], start: int, text: str, wanted: str | None) -> str:
    """Return a plan's title with the line above it where only both hold the name that the notice gives it (`wanted`)."""
    at = next(place for place, line in enumerate(lines) if line[0] == start)
    if wanted is None or at == 0:
        return text
    above = clean_title(reading.text[slice(*lines[at - 1])])
    name = wanted.replace("的", "")
    both = above + text
    return both if name not in text.replace("的", "") and name in both.replace("的", "") else text


def plan_year(title: str | None) -> int | None:
    """Return the year that a plan's title names; None for a plan over several years.

    >>> plan_year("2025年某某工作要点"), plan_year("某某行动计划（2024—2026年）")
    (2025, None)
    >>> plan_year("某某街道2024年工作总结和2025年工作思路"), plan_year("2024年工作总结")
    (2025, 2024)
    """
    if not title:
        return None
    title = fold(title)
    if re.search(r"20[0-9]{2} ?年? ?[-~至到] ?20[0-9]{2}", title):
        return None
    # 2024年工作总结和2025年工作思路 plans for the later one
    later = re.search(r"总结[^0-9]{0,4}(?P<year>20[0-9]{2})年?[^0-9]{0,8}(?:思路|计划|安排|打算|要点|谋划|部署)", title)
    match = later or re.search(_YEAR, title) or re.search(r"(?P<year>20[0-9]{2})(?=[^0-9]{0,12}工作(?:报告|要点|计划))", title)
    if match:
        return int(match["year"])
    match = re.search(r"(二[零O0][零一二三四五六七八九]{2})年", title)
    value = chinese_value(re.sub("[O0]", "零", match[1])) if match else None
    return int(value) if value is not None else None


def planned_year(reading: Reading, title: str | None, sections: Sequence[SectionDraft]) -> int | None:
    """Return the year that the sections of a report plan for; None if they name none, or several."""
    if title is None or not re.sub(r"\([^()]{1,8}\)$", "", fold(title)).endswith("报告"):
        return None
    years: set[int] = set()
    for section in sections:
        if section.level == 1 and not section.reviews_past:
            words = reading.folded[section.title[0] : section.title[1]]
            if re.search(r"20[0-9]{2}年.{0,24}(?:工作|任务|目标|安排|部署|总体要求)", words):
                year = plan_year(words)
                years |= {year} if year else set()
    return years.pop() if len(years) == 1 else None


def year_of_letter(front: Sequence[str], titles: Sequence[str | None], issued: date | None) -> int | None:
    """Return the year of the letter where the words before its plan speak of 今年 and no title names a year or a longer time.

    >>> year_of_letter(["今年重点抓好以下工作。"], ("重点工作分工",), date(2026, 2, 28))
    2026
    """
    if issued is None or not any("今年" in words or "本年度" in words for words in front):
        return None
    named = any(re.search(r"20[0-9]{2}|十[一二三四五六]五|[三五十]年|规划|二[零O0〇]", title) for title in titles if title)
    return None if named else issued.year


def _one_line(folded: str, start: int, end: int) -> str:
    """Return the text of a title that may run over lines, without the breaks and spaces."""
    return re.sub(r"\s+", "", folded[start:end])


def clean_title(title: str) -> str:
    """Return a title as people cite it: one line, no spaces but those between Latin words."""
    title = re.sub(r"\s+", " ", title.strip())
    return re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", title)
