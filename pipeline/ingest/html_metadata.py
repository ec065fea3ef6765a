"""What a government page says of its notice outside the text: the table of 索引号, 发文机关, 成文日期, and meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractors.reading.text import fold
from pipeline.ingest.html_article import bare
from pipeline.ingest.html_walk import Stretch

if TYPE_CHECKING:
    from lxml.etree import _Element

# Only labels that mean exactly this: 发布机构 is the site, 发布日期 and 生成日期 are the day of the page.
_KEYS = {
    "标题": "title", "名称": "title", "文件名称": "title", "公文名称": "title", "信息名称": "title", "文件标题": "title",
    "发文字号": "document_number", "文号": "document_number", "文件编号": "document_number", "公文文号": "document_number",
    "文件字号": "document_number",
    "发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer", "制定机关": "issuer", "印发机关": "issuer",
    "发文机构": "issuer",
    "成文日期": "issued_on", "成文时间": "issued_on", "发文日期": "issued_on", "制发日期": "issued_on", "发文时间": "issued_on",
}  # fmt: skip
_OTHERS = frozenset(
    ("索引号", "信息索引号", "主题分类", "主题词", "主题", "体裁分类", "组配分类", "服务对象", "服务对象分类", "发布日期", "发布时间",
     "公开日期", "公开方式", "公开范围", "公开形式", "公开时限", "公开程序", "生成日期", "生成时间", "发布机构", "发布单位", "发布机关",
     "信息来源", "来源", "有效性", "效力状态", "时效性", "有效期", "失效日期", "废止日期", "生效日期", "实施日期", "施行日期", "关键词",
     "分类", "信息分类", "所属分类", "文件类型", "文种", "公文种类", "统一编号", "统一登记号", "文件状态", "公文时效", "内容概述", "概述",
     "语种", "载体类型", "信息格式", "记录形式", "责任部门", "是否有效")
)  # fmt: skip
_CERTAIN = frozenset(
    ("索引号", "信息索引号", "发文字号", "文号", "发文机关", "成文日期", "成文时间", "主题分类", "统一编号", "统一登记号", "公开方式",
     "发布机构", "有效性")
)  # fmt: skip
_ABSENT = frozenset(("", "无", "-", "--", "暂无", "/", "—"))
_LONGEST_LABEL = 10


def read_metadata(stretches: Sequence[Stretch]) -> tuple[dict[str, str], frozenset[int]]:
    """Return what the page's own table says, and the indexes of its cells and lines. Without two labels there is none."""
    found: dict[str, str] = {}
    used: set[int] = set()
    labels = 0
    certain = False
    for label, value, indexes in _pairs(stretches):
        labels += 1
        certain = certain or label in _CERTAIN
        used.update(indexes)
        key = _KEYS.get(label)
        words = re.sub(r"\s+", " ", value).strip()
        if key is not None and words not in _ABSENT and (key != "document_number" or _is_number(words)):
            found.setdefault(key, words)
    if labels < 2 or not certain:
        return {}, frozenset()
    return found, frozenset(used | _rest_of_tables(stretches, used))


def _pairs(stretches: Sequence[Stretch]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield label, value and the stretches that hold them: in one line, in two cells, in two lines."""
    index = 0
    while index < len(stretches):
        stretch = stretches[index]
        several = _several(stretch)
        if several:
            for name, words in several:
                yield name, words, (index,)
            index += 1
            continue
        label, value = _label(stretch.text)
        if label is None:
            index += 1
            continue
        after = stretches[index + 1] if index + 1 < len(stretches) else None
        if value or after is None or not _may_be_value(stretch, after):
            yield label, value, (index,)
            index += 1
            continue
        yield label, after.text, (index, index + 1)
        index += 2


def _label(text: str) -> tuple[str | None, str]:
    """Return the label that a line begins with and the rest of it.

    >>> _label("发文字号：云政办发〔2025〕6号"), _label("索 引 号"), _label("主题鲜明")
    (('发文字号', '云政办发〔2025〕6号'), ('索引号', ''), (None, ''))
    """
    text = text.removeprefix("● ")
    head = text[:40].strip()
    colon = fold(head).find(":")
    name = re.sub(r"\s+", "", head if colon < 0 else head[:colon]).strip("【】[]")
    if not 2 <= len(name) <= _LONGEST_LABEL or not (name in _KEYS or name in _OTHERS):
        return None, ""
    if colon < 0:
        return (name, "") if len(re.sub(r"\s+", "", text)) == len(name) else (None, "")
    return name, text.strip()[colon + 1 :].strip()


@cache
def _label_inside() -> re.Pattern[str]:
    """索 引 号：000014349/2025-00006 主题分类：民政 发文机关：云溪市民政局."""
    words = sorted({*_KEYS, *_OTHERS}, key=lambda word: (-len(word), word))
    spaced = "|".join(r"\s{0,4}".join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?:^|(?<=[\s\]】;,|]))(?P<label>{spaced})\s{{0,3}}[:：]")


def _several(stretch: Stretch) -> list[tuple[str, str]]:
    """Return the labels of a line that holds two or more, with their values."""
    if len(stretch.text) > 600 or fold(stretch.text).count(":") < 2:
        return []
    marks = list(_label_inside().finditer(stretch.text))
    if len(marks) < 2 or stretch.text[: marks[0].start()].strip():
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(stretch.text)]
    return [
        (re.sub(r"\s+", "", mark["label"]), stretch.text[mark.end() : end].strip(" \t\n\u3000;|[]【】"))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _may_be_value(label: Stretch, value: Stretch) -> bool:
    """Say whether what follows a bare label is its value: the next cell of its row, or the next line."""
    if _label(value.text)[0] is not None:
        return False
    if label.cell is None or value.cell is None:
        # Where the table ends, the notice begins: its title is no one's value.
        beside = label.cell is None and value.cell is None and label.inside == value.inside
        return beside and len(value.text) <= 120 and "关于" not in value.text
    return (label.cell.table, label.cell.row) == (value.cell.table, value.cell.row)


def _rest_of_tables(stretches: Sequence[Stretch], used: set[int]) -> set[int]:
    """Return the other cells of tables that are such a table: those with more labelled cells than others."""
    cells: dict[int, list[int]] = {}
    for index, stretch in enumerate(stretches):
        if stretch.cell is not None:
            cells.setdefault(stretch.cell.table, []).append(index)
    return {
        index
        for indexes in cells.values()
        if sum(at in used for at in indexes) * 2 > sum(bool(stretches[at].text) for at in indexes)
        for index in indexes
    }


def _is_number(text: str) -> bool:
    """Say whether a 发文字号 is one: 云政办发〔2025〕6号."""
    return re.search(r"[〔\[(【]\s{0,2}\d{4}\s{0,2}[〕\])】]\s{0,3}第?\s{0,2}\d{1,5}\s{0,3}号", fold(text)) is not None


def page_title(root: _Element) -> str | None:
    """Return what the page calls itself: the meta tag of the article's title, else its title without the site's name."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in ("articletitle", "og:title"):
            content = re.sub(r"\s+", " ", meta.get("content") or "").strip()
            if content:
                return content[:200]
    title = next(root.iter("title"), None)
    words = re.sub(r"\s+", " ", "".join(map(str, title.itertext()))).strip() if title is not None else ""
    return words[:300] or None


def without_site(title: str | None) -> str | None:
    """Return a page's title up to the name of the site, if it is a notice's.

    >>> without_site("2025年云溪市民政工作要点_云溪市人民政府"), without_site("首页 - 云溪市人民政府")
    ('2025年云溪市民政工作要点', None)
    """
    if not title:
        return None
    head = re.split(r"\s{0,2}(?:_|\||｜|>|\s-+\s|-{1,2}(?=[^-]{2,20}$)|——(?=[^—]{2,20}$))\s{0,2}", title.strip())[0].strip()
    return head if re.search(r"关于|要点|方案|计划|规划|分解|分工|报告|意见|清单", head) and len(head) >= 6 else None


def full_title(title: str, stretches: Sequence[Stretch]) -> str:
    """Return a title with its issuer, where the table leaves it out and the notice prints it: 云溪市民政局 | 关于….

    Stretches are those of the notice.
    """
    if not title.startswith("关于"):
        return title
    head = [bare(stretch.text) for stretch in stretches[:8]]
    for index, words in enumerate(head):
        at = words.find(bare(title)[:12])
        if at < 0:
            continue
        before = words[:at] or (head[index - 1] if index else "")
        organ = re.fullmatch(r"[^:。\d]{1,38}(?:[局委办厅部会院]|政府|中心|办公室|小组)", before)
        if organ is not None:
            return before + title
    return title
