"""What a line looks like by itself: an item's beginning, a date, a signature, a finished sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from extractors.lexicons import load

Beginning = Literal["item", "weak", "none"]

_CHINESE = "一二三四五六七八九十百零"
_CLOSERS = ")”’』」]】〕"
_ENDS = "。!?;:…"
_CLAUSE_REACH = 300
"""How far back the opening bracket of a closing clause is looked for."""
_LONGEST_LABEL = 8
"""Characters of 主要责任单位: with room."""
_LINES = 512
"""So many answers are remembered, the lines of twenty pages: each is asked about when the habits of the document are
learnt, and again as the end of one cut and the beginning of the next."""


@cache
def paper_words(name: str) -> tuple[str, ...]:
    """Return the words of one kind of the lexicon of paper words, longest first."""
    found = {word for entry in load("paper_words")["entry"] if entry["name"] == name for word in entry["words"]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _any_of(name: str) -> str:
    return "|".join(re.escape(word) for word in paper_words(name))


@cache
def _label() -> re.Pattern[str]:
    """The printed numbers and marks that open an item; the group that matched names the kind."""
    return re.compile(
        # 一、聚焦…   but not 一、二级医院
        rf"(?P<han>[{_CHINESE}]{{1,5}}+[、.](?![{_CHINESE}][、级类等季线产]))"
        # （一）切实加强…
        rf"|(?P<han_bracket>\([{_CHINESE}]{{1,5}}+\))"
        # （1）完善…   1）完善…   ［26］七个有之：
        r"|(?P<digit_bracket>\(\d{1,3}+\)|\d{1,3}+\)|\[\d{1,3}+\])"
        # 12. 标题   12．标题   but not 25.5万元 and not 10、9、8个小时
        r"|(?P<digit>\d{1,3}+(?:[.、]\s|[.、](?![\d.、])))"
        # 2.1 城区绿化   2.1.1新建公园   but not 25.5万元
        r"|(?P<decimal>\d{1,2}+(?:(?:\.\d{1,2}){1,3}+\s{1,4}|(?:\.\d{1,2}){2,3}+)(?=[一-鿿]))"
        r"|(?P<circled>[①-⒛❶-❿㈠-㈩])"
        # 任务一：完善体系   【重点任务2】推进建设
        rf"|(?P<worded>(?:重点|主要|工作)?(?:任务|举措|措施|行动|工程|事项|实事)[{_CHINESE}\d]{{1,3}}+[:、.]"
        rf"|【(?:重点|主要|工作)?(?:任务|举措|措施|行动|工程|事项|实事)[{_CHINESE}\d]{{1,3}}+】)"
        # 第一章 总则   第二部分
        rf"|(?P<chapter>第[{_CHINESE}\d]{{1,5}}+(?:[章节编篇]|部分)(?=\s|$))"
        # ●推进…
        r"|(?P<bullet>[●■◆▲★○◇□►▪•▶])"
        # 附件：1.…清单   附：
        r"|(?P<annex>附[件表录](?=[\s:\d一二三四五六七八九十]|$)|附:)"
        # 注：第一个为牵头单位
        r"|(?P<note>备?注\d?:|(?:填表)?说明:)"
    )


@cache
def _article() -> re.Pattern[str]:
    """第三十九条 各政策制定部门…."""
    return re.compile(rf"第[{_CHINESE}\d]{{1,5}}+条")


@cache
def _weak_label() -> re.Pattern[str]:
    """Openings that also stand in the middle of a paragraph: 一是…, ——…, 第三条."""
    return re.compile(rf"[{_CHINESE}]{{1,2}}+[是要]|--|[-·*]\s|第[{_CHINESE}\d]{{1,5}}+(?:[章节编篇条]|部分)")


@cache
def _role_line() -> re.Pattern[str]:
    """牵头部门：…   完成时限：2019年6月底前   市级责任单位：."""
    words, endings = _any_of("role_label"), _any_of("role_label_ending")
    role = f"(?:{words}){{1,2}}(?:{endings})"
    return re.compile(rf"(?:主要|[省市区县局委]级?)?{role}(?:及[^:]{{1,8}}+)?\s?:")


@cache
def _date_line() -> re.Pattern[str]:
    """2025年2月17日   （2025年6月30日）   二〇二五年二月十七日."""
    return re.compile(
        r"\(?(?:\d{4}|[一二三四五六七八九十零]{4})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}+)\s?月"
        r"\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}+)\s?日\)?"
    )


@cache
def _addressees() -> re.Pattern[str]:
    """各区人民政府，市政府各委、办、局：   各位代表：."""
    return re.compile(r"[^。;:]{0,60}?(?:各|代表|同志|委员)[^。;:]{0,80}+:\??")


@cache
def _document_number() -> re.Pattern[str]:
    """金民〔2025〕6号."""
    return re.compile(r"[\u4e00-\u9fff]{2,12}+\s?[〔\[(]\s?\d{4}\s?[〕\])]\s?\d{1,5}\s?号")


@lru_cache(_LINES)
def label_kind(folded: str) -> str | None:
    """Return the kind of number or mark that opens a line, or None.

    >>> label_kind("(一)加强领导"), label_kind("12. 标题"), label_kind("25.5万元"), label_kind("一、二级医院")
    ('han_bracket', 'digit', None, None)
    """
    match = _label().match(folded)
    return match.lastgroup if match else None


@lru_cache(_LINES)
def item_kind(folded: str) -> str | None:
    """Return the kind of label of a line, 第三条 among them, which opens an item only behind a finished sentence.

    >>> item_kind("第三条 各单位应当公开信息。"), item_kind("第三方评估")
    ('article', None)
    """
    return label_kind(folded) or ("article" if _article().match(folded) else None)


@lru_cache(_LINES)
def beginning(folded: str) -> Beginning:
    """Return how surely a line opens an item of its own.

    >>> beginning("牵头部门:市民政局"), beginning("一是抓好培训"), beginning("度,扩大影响")
    ('item', 'weak', 'none')
    """
    if label_kind(folded) is not None or _role_line().match(folded):
        return "item"
    return "weak" if _weak_label().match(folded) else "none"


def is_cut_label(before: str, after: str) -> bool:
    """Tell whether a label of roles was cut: all of `before` and the beginning of `after` are one label.

    >>> is_cut_label("责任", "单位:市公交集团"), is_cut_label("优化公交线路", "责任单位:市公交集团")
    (True, False)
    """
    if len(before) > _LONGEST_LABEL or _role_line().match(before):
        return False
    match = _role_line().match(before + after[:_LONGEST_LABEL])
    return match is not None and match.end() > len(before)


def is_date(folded: str) -> bool:
    """Tell whether the line is a date and nothing else.

    >>> is_date("2025年2月17日"), is_date("2025年2月17日印发")
    (True, False)
    """
    return folded.endswith(("日", "日)")) and _date_line().fullmatch(folded) is not None


def stands_alone(folded: str) -> bool:
    """Tell whether the line is a date, a 发文字号 or a line of addressees.

    >>> stands_alone("各街镇、局属各单位:"), stands_alone("现将有关事项通知如下:")
    (True, False)
    """
    # Each of the three patterns ends in one of these.
    if len(folded) > 200 or not folded.endswith(("日", ")", "号", ":", "?")):
        return False
    return bool(is_date(folded) or _document_number().fullmatch(folded) or _addressees().fullmatch(folded))


def is_signature(folded: str, following: str | None) -> bool:
    """Tell whether the line names an office and nothing else, or stands right above a date.

    >>> is_signature("云溪市民政局", None), is_signature("管理,做好服务", None)
    (True, False)
    """
    if len(folded) > 40 or re.search(r"[。,;:!?、“”《》\d]", folded):
        return False
    return folded.endswith(paper_words("organ_ending")) or (following is not None and is_date(following))


def is_titled(folded: str) -> bool:
    """Tell whether the line ends as titles and names of offices do."""
    return folded.endswith((*paper_words("title_ending"), *paper_words("organ_ending")))


def has_sentence(folded: str) -> bool:
    """Tell whether a sentence ends inside the line, before its last character."""
    return folded.find("。", 0, len(folded) - 1) >= 0 or folded.find(";", 0, len(folded) - 1) >= 0


@cache
def _running_text() -> re.Pattern[str]:
    """……，……。 or a line that ends in 、"""
    return re.compile(r"[。;!?,)]|、$")


@lru_cache(_LINES)
def is_prose(folded: str) -> bool:
    """Tell whether the line holds punctuation of running text: titles and signatures hold none."""
    return _running_text().search(folded) is not None


@lru_cache(_LINES)
def is_finished(folded: str) -> bool:
    """Tell whether the line ends as a paragraph may end: with a sentence end or a clause in brackets.

    >>> is_finished("提升水平。(牵头单位:市民政局)"), is_finished("各街镇(高新区社区)"), is_finished("宣传力")
    (True, False, False)
    """
    last = folded[-1:]
    if last in _ENDS:
        return True
    if last == "." and not folded[-2:-1].isascii():
        return True
    if last not in _CLOSERS:
        return False
    if folded.rstrip(_CLOSERS)[-1:] in _ENDS:
        return True
    return last in ")〕" and _is_clause(folded)


@lru_cache(_LINES)
def ends_with_clause(folded: str) -> bool:
    """Tell whether the line ends with a bracket that names who answers for the work."""
    bare = folded.rstrip("。;")
    return bare.endswith((")", "〕")) and _is_clause(bare)


@lru_cache(_LINES)
def _is_clause(folded: str) -> bool:
    """Tell whether the bracket that closes at the end is a clause and not a part of a name."""
    closer = folded[-1]
    opener = "(" if closer == ")" else "〔"
    tail = folded[-_CLAUSE_REACH:]
    opened = len(tail)
    while (opened := tail.rfind(opener, 0, opened)) >= 0:
        if tail.count(opener, opened) >= tail.count(closer, opened):
            before = tail[:opened].rstrip()
            inside = tail[opened + 1 : -1]
            return not before or before[-1] in _ENDS or any(word in inside for word in paper_words("clause_word"))
    return False
