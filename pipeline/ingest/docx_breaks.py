"""Decide what a line break typed inside a Word paragraph means: a new line of its own, or a sentence set in two.

The rule, in order, for the text left and right of the break:

1. a numbering label on the right begins a line;
2. an open bracket or quote on the left, a mark on the right that begins no line, 、 or ， on the left: one sentence;
3. a full stop, a colon or another end mark on the left ends a line; so does a role line (责任单位：…), a date, a 文号
   or a bracketed remark that begins on the right;
4. a title (关于 … 的通知, a heading, centred lines that together end like one) is one line, however often broken;
5. a line as long as the longest beside it, without an end mark, was broken to fit the page: one sentence;
6. anything else is two lines, as the typist set them.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.reading.text import fold

LINE, PAGE, RENDERED_PAGE = "\x0b", "\x0c", "\x0e"
"""Marks in a paragraph's text: a line break, a page break, a page turn of the last print. XML cannot hold them."""

_OPENERS, _CLOSERS = "(《“‘〔【[〈「『", ")》”’〕】]〉」』"
_CANNOT_BEGIN = frozenset(",。、;:!?)》”’〕】]〉」』%‰")
_ENDS = frozenset("。!?;:…)】")
_GOES_ON = frozenset(",、(《“‘〔【[〈「『")
_LONGEST_OPEN = 300
# A line set to fit an A4 page holds 28 characters; one of a table cell or a letter's address fewer than 20.
_FULL_LINE = 20
_SLACK = 2


def split_lines(text: str, *, title: bool = False, centred: bool = False) -> list[tuple[str, bool]]:
    """Return the lines of a paragraph, each with whether a page break stands before it; cut sentences are joined.

    `title` says that the paragraph is a heading by its style, `centred` that it is set in the middle.
    A page turn of the last print counts only at the beginning, where it is the paragraph's own.

    >>> split_lines("关于印发\\x0b《2025年工作要点》的通知")
    [('关于印发《2025年工作要点》的通知', False)]
    >>> split_lines("一、加强服务。\\x0b二、改进作风。")
    [('一、加强服务。', False), ('二、改进作风。', False)]
    """
    if LINE not in text and PAGE not in text and RENDERED_PAGE not in text:
        return [(text, False)]
    head = _leading_breaks().match(text)
    after_page = head is not None and (PAGE in head[0] or RENDERED_PAGE in head[0])
    if head is not None:
        text = text[head.end() :]
    text = text.replace(RENDERED_PAGE, "")
    if LINE not in text and PAGE not in text:
        return [(text, after_page)]
    pieces = _breaks().split(text)
    lines = [pieces[0]]
    pages = [after_page]
    longest = max((width(piece) for piece in pieces[0::2]), default=0.0)
    titled = title or (centred and _ends_like_title().search(fold(pieces[-1]).strip()) is not None)
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if is_one_sentence(lines[-1], piece, title=titled, longest=longest):
            lines[-1] = join(lines[-1], piece)
        else:
            lines.append(piece)
            pages.append(PAGE in mark)
    return list(zip(lines, pages, strict=True))


def is_one_sentence(left: str, right: str, *, title: bool, longest: float) -> bool:
    """Say whether a break splits a sentence; `longest` is the width of the longest line beside it, in ideographs."""
    # Only the end of what was joined so far is looked at, or a paragraph of many breaks would cost their square.
    is_short = len(left) <= _LONGEST_OPEN
    left, right = fold(left[-_LONGEST_OPEN:]).rstrip(), fold(right).strip()
    if not left or not right or _begins_item().match(right):
        return False
    if _is_open(left) or right[0] in _CANNOT_BEGIN or left[-1] in _GOES_ON or _goes_on().match(right):
        return True
    if left[-1] in _ENDS or _begins_line().match(right) or _stands_alone().match(left):
        return False
    is_open_title = is_short and _title_begins().search(left) is not None and _ends_like_title().search(left) is None
    if title or is_open_title or left.endswith(("印发", "转发")):
        return True
    return longest >= _FULL_LINE and width(left[-int(longest) - 1 :]) >= longest - _SLACK


def join(left: str, right: str) -> str:
    """Join the two halves of a sentence; Latin words keep a blank between them.

    >>> join("宣传力", "度"), join("Internet", "Plus")
    ('宣传力度', 'Internet Plus')
    """
    left, right = left.rstrip(), right.lstrip()
    blank = " " if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha() else ""
    return left + blank + right


def width(text: str) -> float:
    """Return the width in ideographs: ASCII counts half.

    >>> width("新建 2 家")
    4.5
    """
    return len(text) - sum(map(text.count, " 0123456789.,%()")) / 2


def _is_open(text: str) -> bool:
    """Whether a bracket or quote opened in `text` is not closed in it."""
    depth = 0
    for mark in _brackets().findall(text):
        depth = depth + 1 if mark in _OPENERS else max(0, depth - 1)
    return depth > 0


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile("[" + re.escape(_OPENERS + _CLOSERS) + "]")


@cache
def _leading_breaks() -> re.Pattern[str]:
    return re.compile(rf"[\s{LINE}{PAGE}{RENDERED_PAGE}]*[{LINE}{PAGE}{RENDERED_PAGE}]")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(f"([{LINE}{PAGE}]+)")


@cache
def _begins_item() -> re.Pattern[str]:
    """A numbering label, on folded text."""
    return re.compile(
        # 一、 十二.
        r"[一二三四五六七八九十百]{1,5}[、.]"
        # （一） (12)
        r"|\([一二三四五六七八九十百\d]{1,4}\)"
        # 1. 12、 3) but not 2.5%
        r"|\d{1,3}(?:[、)]|\.(?!\d))"
        # ① ⑴ ⒈ ㈠ ● ■ ——
        r"|[①-⒛㈠-㈩㊀-㊉●■◆▪➢☑□·]|--"
        # 第三条
        r"|第[一二三四五六七八九十百零\d]{1,5}[章节条篇]"
        # 一是
        r"|[一二三四五六七八九十]是"
    )


@cache
def _begins_line() -> re.Pattern[str]:
    """What begins a line of its own unless a sentence is still open, on folded text."""
    return re.compile(
        # 附件：1.…  附件2  抄送：…  注：…
        r"附件|附:|抄送|注:"
        # 牵头单位：…  完成时限：…
        r"|[一-鿿]{2,10}:"
        # （此件公开发布）  （征求意见稿）
        r"|\([^()]{1,30}\)$"
        # 2025年2月17日  二〇二五年二月十七日  金民〔2025〕6号
        r"|[\d零〇一二三四五六七八九]{4} ?年[^,。;]{2,8}日$"
        r"|[一-鿿]{1,10}[〔\[]\d{4}[〕\]]"
    )


@cache
def _stands_alone() -> re.Pattern[str]:
    # 2025年2月17日  金民〔2025〕6号
    return re.compile(
        r"\s{0,20}(?:[\d零〇一二三四五六七八九]{4} ?年[^,。;]{2,8}日|[一-鿿]{1,10}[〔\[]\d{4}[〕\]] ?\d{1,4} ?号)$"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    # 的通知  及任务分解  和重点项目
    return re.compile(r"的(?:通知|意见|决定|函|批复|报告|公告|方案)|[及暨]")


@cache
def _title_begins() -> re.Pattern[str]:
    # 某市人民政府办公室关于印发某市
    return re.compile(r"^\s{0,20}[一-鿿、 ]{0,40}关于[^,。;]{0,120}$")


@cache
def _ends_like_title() -> re.Pattern[str]:
    # …的通知  …工作要点及任务分解  …方案（2025—2027年）
    return re.compile(
        r"(?:通知|意见|方案|要点|计划|分工|分解|规划|报告|办法|措施|清单|纲要|细则|规定|公告|决定|批复|[解工览]表)"
        r"(?:\([^()]{1,20}\))?$"
    )
