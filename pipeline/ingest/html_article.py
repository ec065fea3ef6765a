"""Find the notice on a web page: the element that holds it, and which paragraphs at its edges are the site's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractors.reading.text import fold
from pipeline.ingest.html_styles import UNSEEN, is_hidden
from pipeline.ingest.html_walk import Stretch, seen
from pipeline.ingest.shapes import paper_words
from schemas.document import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEAST = 50
"""Characters; an element with less is no notice, whatever it is called."""
_SHARE = 0.4
"""So much of a page's text stands in the notice's element, or its name is mistaken."""
_LONG = 40
"""A paragraph of this length with a full stop in it is running text: pages hold none outside the notice."""
_LONGEST = 60
"""A longer line is no button and no label."""
_LINKED = 0.6


@cache
def _named() -> re.Pattern[str]:
    """id="UCAP-CONTENT"   class="view TRS_UEDITOR trs_word"   id="zoom"   class="pages_content"   class="WordSection1"."""
    return re.compile(
        r"ucap-?content|trs_u?editor|trs_ueditor|trs_editor_view|(?:font)?zoom(?:con)?|pages?_content|vsb_content\w{0,4}"
        r"|article-?_?(?:content|body|text|con|main|box|detail)|(?:content|con|text|main)-?_?(?:article|txt|text|body|detail)"
        r"|xxgk-?_?(?:content|con|text)|(?:news|detail|info)-?_?(?:content|con|text|body)|articlecontent|newscontent|contenttext"
        r"|bt-?content|wordsection\d|entry-content|rich_media_content|js_content|content|article|zw|zhengwen|mainText",
        re.IGNORECASE,
    )


def articles(root: _Element) -> frozenset[_Element]:
    """Return the outermost elements whose names say that they hold the notice, if most of the page's text stands there."""
    found: list[tuple[_Element, int]] = []
    masses = [0]
    anchors = 0
    for element, event in seen(root):
        if event == "start":
            hidden = element.tag in UNSEEN or is_hidden(element)
            anchors += element.tag == "a"
            masses.append(_mass(element.text) if not hidden and not anchors else 0)
            continue
        anchors -= element.tag == "a"
        mass = masses.pop()
        if mass >= _LEAST and element.tag not in ("body", "html", "a") and _is_named(element):
            # What it holds of named elements is part of it.
            inner = len(found)
            while inner and element in found[inner - 1][0].iterancestors(element.tag):
                inner -= 1
            del found[inner:]
            found.append((element, mass))
        masses[-1] += mass + (_mass(element.tail) if not anchors else 0)
    total = masses[0]
    if not found or sum(mass for _, mass in found) < _SHARE * total:
        return frozenset()
    most = max(mass for _, mass in found)
    return frozenset(element for element, mass in found if mass * 20 >= most)


def _mass(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _is_named(element: _Element) -> bool:
    names = [element.get("id") or "", *(element.get("class") or "").split()]
    return any(name and _named().fullmatch(name) for name in names)


def choose(stretches: Sequence[Stretch], title: str | None) -> list[bool]:
    """Return for every stretch whether it is the notice's; `title` is what the page calls itself.

    The core is the text in the notice's element, or else the running text and the tables. It reaches out over what
    stands before and behind it until something that is surely the site's.
    """
    cores = [index for index, stretch in enumerate(stretches) if _is_core(stretch)]
    if any(stretch.inside for stretch in stretches):
        kept = [stretch.inside for stretch in stretches]
        first = kept.index(True)
        last = len(kept) - 1 - kept[::-1].index(True)
    else:
        if not cores:
            cores = [index for index, stretch in enumerate(stretches) if not is_navigation(stretch)]
        if not cores:
            return [True] * len(stretches)
        first = _first(stretches, cores[0], title)
        last = _last(stretches, cores[-1])
        kept = [first <= index <= last for index in range(len(stretches))]
    inner = [index for index in cores if first <= index <= last] or [first]
    for index in (*range(first, inner[0]), *range(inner[-1] + 1, last + 1)):
        kept[index] = kept[index] and not is_navigation(stretches[index])
    for index in range(inner[-1] + 1, last + 1):
        if kept[index] and _ends_notice().match(fold(stretches[index].text)):
            kept[index:] = [False] * (len(kept) - index)
            break
    _take_title(stretches, kept, title)
    return kept


def _is_core(stretch: Stretch) -> bool:
    if stretch.cell is not None:
        return stretch.linked < _LINKED
    if stretch.linked >= _LINKED or _footer().search(fold(stretch.text)):
        return False
    return len(stretch.text) >= _LONG and any(mark in stretch.text for mark in "。；，：")


def _first(stretches: Sequence[Stretch], core: int, title: str | None) -> int:
    """Return where the notice begins: at its title, or behind the last thing of the site's before its first paragraph."""
    start = core
    while start > 0 and not is_navigation(stretches[start - 1]):
        start -= 1
    wanted = bare(title)
    for index in range(start, core):
        words = bare(stretches[index].text)
        if len(words) >= 6 and wanted.startswith(words):
            while index > start and _letterhead().fullmatch(bare(stretches[index - 1].text)):
                index -= 1
            return index
    return start


@cache
def _letterhead() -> re.Pattern[str]:
    """云溪区民政局文件   云民〔2025〕6号   签发人:周岚   急件   000001."""
    return re.compile(
        r"[^。,;:]{2,40}文件|[^。,;:]{2,30}(?:[局委办厅部院会]|政府|小组|中心)|[^。,;:]{1,16}[〔\[(【]\d{4}[〕\])】]\d{1,5}号(?:签发人.{0,12})?"
        r"|签发人:.{1,12}|(?:特急|急件|加急|平急|机密|秘密|绝密)[^。]{0,12}|\d{1,8}"
    )


def _last(stretches: Sequence[Stretch], core: int) -> int:
    end = core
    while end + 1 < len(stretches) and not _ends_notice().match(fold(stretches[end + 1].text)):
        end += 1
    return end


def _take_title(stretches: Sequence[Stretch], kept: list[bool], title: str | None) -> None:
    """Take in the title that stands above the notice's element, if the element does not repeat it."""
    first = kept.index(True) if True in kept else 0
    for stretch in stretches[first : first + 8]:
        text = fold(stretch.text)
        if re.search(r"关于.{2,80}的(?:通知|意见|函|通报|决定|公告|批复)|关于", text) and len(text) < 120:
            return
        if stretch.cell is None and len(text) >= 6 and bare(title).startswith(bare(text)):
            return
    for index in range(first - 1, max(-1, first - 30), -1):
        stretch = stretches[index]
        words = bare(stretch.text)
        if stretch.cell is not None or stretch.linked >= _LINKED or not 6 <= len(words) <= 120:
            continue
        if bare(title).startswith(words) or stretch.kind is BlockKind.HEADING:
            kept[index] = True
            return


def bare(text: str | None) -> str:
    """Return text as titles are compared: of one width, without white space."""
    return re.sub(r"\s+", "", fold(text)) if text else ""


def is_navigation(stretch: Stretch) -> bool:
    """Say whether a line is the site's: links, buttons, 来源 and 时间, a trail of links, the foot of the page.

    >>> is_navigation(Stretch("【打印本页】 【关闭窗口】")), is_navigation(Stretch("云溪市民政局"))
    (True, False)
    """
    text = fold(stretch.text).strip()
    if not text:
        return True
    if stretch.linked >= _LINKED:
        return not re.match(r"附[件表:]|\d{1,2}[.、]", text)
    if len(text) > 300:
        return False
    if _footer().search(text):
        return True
    if len(text) > 2 * _LONGEST:
        return False
    words = [word for word in re.split(r"[\s|:>【】\[\]()/+-]+", text) if word]
    if all(word in _buttons() for word in words):
        return not (len(text) == 1 and text not in "大中小")
    if re.search(r"当前位置|您(?:现在)?(?:的|所在)位置", text) or text.count(">") > 1:
        return True
    return _labelled().fullmatch(text) is not None


@cache
def _buttons() -> frozenset[str]:
    return frozenset(paper_words("web_button"))


@cache
def _labelled() -> re.Pattern[str]:
    """来源：云溪日报   发布时间：2026-02-09 09:45   浏览次数：   字体：大 中 小."""
    labels = "|".join(re.escape(word) for word in paper_words("web_label"))
    buttons = "|".join(re.escape(word) for word in paper_words("web_button"))
    day = r"\d{4}\D\d{1,2}\D\d{1,2}日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?"
    pair = rf"[【(\[]?(?:{labels})\s{{0,3}}:\s{{0,3}}(?:{day}|[^:。,;、]{{0,24}}?)[】)\]]?"
    return re.compile(rf"(?:(?:{pair}|(?:{buttons}))[\s|]{{0,8}}){{1,8}}")


@cache
def _footer() -> re.Pattern[str]:
    """主办单位：云溪市人民政府办公室   版权所有   备案号：皖ICP备12345678号   网站标识码：3401000001."""
    return re.compile(
        r"版权所有|ICP备|公网安备|网站标识码|技术支持:|网站地图|联系我们|Copyright|主办单位:|浏览器|备案号|未经.{0,12}转载"
        r"|扫一扫|扫描二维码|分享到|今天是\d{4}年|欢迎(?:您)?(?:访问|光临)|无障碍|长者(?:模式|版)",
        re.IGNORECASE,
    )


@cache
def _ends_notice() -> re.Pattern[str]:
    """相关链接：   上一篇：   【打印本页】   扫一扫在手机打开当前页   版权所有."""
    return re.compile(
        r"[【\[]?(?:相关(?:链接|文档|文件|稿件|报道|阅读|解读|新闻|信息|附件)|政策解读|图解|上一[篇条]|下一[篇条]|打印|关闭|分享|扫一扫|责任编辑|"
        r"(?:信息|稿件)来源:|版权所有|主办:|主办单位:|网站声明|友情链接|网站地图|热门|推荐阅读|Copyright)"
    )
