"""Text as a browser shows it: white space of the source gone, lines where the page breaks them."""

from __future__ import annotations

import re
from functools import cache

from pipeline.ingest.docx_breaks import LINE, split_lines

INDENT = "\u3000\u3000"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HAN = "零一二三四五六七八九"
_CHINESE_STYLES = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")


def lines_of(text: str, *, heading: bool = False, centred: bool = False) -> list[str]:
    """Return the lines of a block whose line breaks are marked, white space collapsed as a browser does.

    Two breaks, or a break before an indent, end a paragraph; what a single one means is judged by the words around it.

    >>> lines_of("各区民政局：\\x0b\\x0b现将要点印发给你们，请认真\\n贯彻落实。")
    ['各区民政局：', '现将要点印发给你们，请认真贯彻落实。']
    """
    if _space().search(text) is None and LINE not in text:
        return [text] if text else []
    flat = _space().sub(_collapsed, text)
    groups = [flat] if LINE not in flat else _paragraph_break().split(flat)
    found: list[str] = []
    for group in groups:
        for line, _ in split_lines(group, title=heading, centred=centred) if LINE in group else [(group, False)]:
            found.extend(_indented(line))
    return [line for line in found if line]


def _indented(line: str) -> list[str]:
    """Return the paragraphs of a line where several stand in it, each behind an indent."""
    line = line.strip()
    if INDENT not in line:
        return [line]
    return [part.strip() for part in _run_on().split(line)]


def _collapsed(match: re.Match[str]) -> str:
    """Return what a run of white space comes to: an indent, a space, or nothing where the source broke a Chinese line."""
    run = match[0]
    if run.count("\u3000") >= 2 or run.count("\xa0") >= 4 or run.count("\u2003") >= 2:
        return INDENT
    if run.strip(" \t\n\r\f") == "" and "\n" in run:
        text = match.string
        start, end = match.span()
        if start > 0 and end < len(text) and text[start - 1] >= "\u2e80" and text[end] >= "\u2e80":
            return ""
    return "\u3000" if "\u3000" in run else " "


def number_text(style: str, value: int) -> str:
    """Return the number of a list item as a typist writes it; "" where the list shows none.

    >>> number_text("decimal", 3), number_text("cjk-ideographic", 12), number_text("lower-alpha", 2)
    ('3. ', '十二、', 'b. ')
    """
    if style == "none":
        return ""
    if style in _CHINESE_STYLES and 0 < value < 100:
        tens, ones = divmod(value, 10)
        head = "" if tens == 0 else ("十" if tens == 1 else f"{_HAN[tens]}十")
        return f"{head}{_HAN[ones] if ones else ''}、"
    if style in ("a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and 0 < value <= 26:
        letter = _LETTERS[value - 1]
        return f"{letter.upper() if style == 'A' or style.startswith('upper') else letter}. "
    if style in ("i", "I", "lower-roman", "upper-roman") and 0 < value < 40:
        roman = "x" * (value // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[value % 10]
        return f"{roman.upper() if style in ('I', 'upper-roman') else roman}. "
    return f"{value}. "


@cache
def _space() -> re.Pattern[str]:
    return re.compile(r"[ \t\n\r\f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]++")


@cache
def _paragraph_break() -> re.Pattern[str]:
    """……贯彻落实。<br><br>云溪市民政局   ……。<br>　　二、工作措施"""
    return re.compile(rf"{LINE}[ \u3000]{{0,4}}(?:{LINE}[ \u3000{LINE}]*+|(?<=\u3000\u3000))")


@cache
def _run_on() -> re.Pattern[str]:
    """……组织实施。　　二、工作措施……"""
    return re.compile(r"(?<=[。：:；;！!”）)])\u3000\u3000")
