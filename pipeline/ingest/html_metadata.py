"""What a government page says of its notice outside the text: the table of 索引号, 发文机关, 成文日期, and meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.reading.text import fold
from pipeline.ingest.html_article import bare
from pipeline.ingest.html_walk import Stretch
from pipeline.ingest.page_labels import ABSENT, CERTAIN, KEYS, OTHERS, is_number, labels_inside

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_LABEL = 10


def read_metadata(stretches: Sequence[Stretch]) -> tuple[dict[str, str], frozenset[int]]:
    """Return what the page's own table says, and the indexes of its cells and lines. Without two labels there is none."""
    found: dict[str, str] = {}
    used: set[int] = set()
    labels = 0
    certain = False
    for label, value, indexes in _pairs(stretches):
        labels += 1
        certain = certain or label in CERTAIN
        used.update(indexes)
        key = KEYS.get(label)
        words = re.sub(r"\s+", " ", value).strip()
        if key is not None and words not in ABSENT and (key != "document_number" or is_number(words)):
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
    if not 2 <= len(name) <= _LONGEST_LABEL or not (name in KEYS or name in OTHERS):
        return None, ""
    if colon < 0:
        return (name, "") if len(re.sub(r"\s+", "", text)) == len(name) else (None, "")
    return name, text.strip()[colon + 1 :].strip()


def _several(stretch: Stretch) -> list[tuple[str, str]]:
    """Return the labels of a line that holds two or more, with their values."""
    return labels_inside(stretch.text) if len(stretch.text) <= 600 and fold(stretch.text).count(":") >= 2 else []


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
