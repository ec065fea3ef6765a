"""Put right what the recognition of a picture surely mistook, one character for one character.

Only what no notice can mean is changed: a letter inside a number, the character 一 as a dash between figures, and the width
of punctuation between Chinese characters, which a picture does not tell.
"""

from __future__ import annotations

import re
from functools import cache

_WIDE = dict(zip("(),:;!?", "（），：；！？", strict=True))
_FIGURES = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "一": "—", "兀": "元", "目": "日"}


@cache
def _in_figures() -> re.Pattern[str]:
    # 2O25年 / 1l家 / 2025一2027年 / 30万兀 / 6月30目前
    return re.compile(
        r"(?<=\d)(?:[OolI](?=[\d\u4e00-\u9fff%])|[|一](?=\d))|(?<=[\d万亿千百])兀|(?<=月\d)目(?!标)|(?<=月\d\d)目(?!标)"
    )


@cache
def _page_number() -> re.Pattern[str]:
    # 一3ー, which is — 3 —
    return re.compile(r"[-—–一ー─_~] ?\d{1,4} ?[-—–一ー─_~]")


@cache
def _half_number() -> re.Pattern[str]:
    # 6—, a page's number that lost one of its dashes
    return re.compile(r"\d{1,4} ?[-—–ー─]|[-—–ー─] ?\d{1,4}")


@cache
def _narrow() -> re.Pattern[str]:
    # 每半年开展一次测评。(牵头领导：… / 责任部门:局养老服务科
    han = "\u4e00-\u9fff。，、；：）》”％%"
    return re.compile(rf"(?<=[{han}])[(),:;!?]|[(),:;!?](?=[{han}（《“])")


@cache
def _serial() -> re.Pattern[str]:
    # 青民(2025)8号, which is 青民〔2025〕8号: the year of a 发文字号 stands in these brackets
    return re.compile(r"(?<=[\u4e00-\u9fff])[（(\[［](20\d\d)[）)\]］](?= ?\d{1,4} ?号)")


def corrected(text: str) -> str:
    """Return a line of the same length with sure mistakes put right.

    >>> corrected("2O25年新建1l家(牵头领导:徐敏)"), corrected("2025一2027年"), corrected("一3一"), corrected("(3) Oil 1,000")
    ('2025年新建11家（牵头领导：徐敏）', '2025—2027年', '—3—', '(3) Oil 1,000')
    """
    if _half_number().fullmatch(text):
        return "".join(char if char.isdigit() else " " for char in text)
    if _page_number().fullmatch(text):
        return "".join(char if char.isdigit() or char == " " else "—" for char in text)
    text = _in_figures().sub(lambda found: _FIGURES[found[0]], text)
    text = _serial().sub(r"〔\1〕", text)
    return _narrow().sub(lambda found: _WIDE[found[0]], text)
