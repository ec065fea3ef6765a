"""The labels of the table that a government page prints beside its notice: 索引号, 发文机关, 成文日期, 发文字号."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.reading.text import fold

# Only labels that mean exactly this: 发布机构 is the site, 发布日期 and 生成日期 are the day of the page.
KEYS = {
    "标题": "title", "名称": "title", "文件名称": "title", "公文名称": "title", "信息名称": "title", "文件标题": "title",
    "发文字号": "document_number", "文号": "document_number", "文件编号": "document_number", "备注/文号": "document_number",
    "公文文号": "document_number",
    "文件字号": "document_number",
    "发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer", "制定机关": "issuer", "印发机关": "issuer",
    "发文机构": "issuer",
    "成文日期": "issued_on", "成文时间": "issued_on", "发文日期": "issued_on", "制发日期": "issued_on", "发文时间": "issued_on",
}  # fmt: skip
OTHERS = frozenset(
    ("索引号", "信息索引号", "主题分类", "主题词", "主题", "体裁分类", "组配分类", "服务对象", "服务对象分类", "发布日期", "发布时间",
     "公开日期", "公开方式", "公开范围", "公开形式", "公开时限", "公开程序", "生成日期", "生成时间", "发布机构", "发布单位", "发布机关",
     "信息来源", "来源", "有效性", "效力状态", "时效性", "有效期", "失效日期", "废止日期", "生效日期", "实施日期", "施行日期", "关键词",
     "分类", "信息分类", "所属分类", "文件类型", "文种", "公文种类", "统一编号", "统一登记号", "文件状态", "公文时效", "内容概述", "概述",
     "语种", "政策咨询机关", "政策咨询电话", "解读机关", "公文生成日期", "公开目录",
     "载体类型", "信息格式", "记录形式", "责任部门", "是否有效")
)  # fmt: skip
CERTAIN = frozenset(
    ("索引号", "信息索引号", "发文字号", "文号", "发文机关", "成文日期", "成文时间", "主题分类", "统一编号", "统一登记号", "公开方式",
     "发布机构", "有效性")
)  # fmt: skip
ABSENT = frozenset(("", "无", "-", "--", "暂无", "/", "—"))


@cache
def _label_inside() -> re.Pattern[str]:
    """索 引 号：000014349/2025-00006 主题分类：民政 发文机关：云溪市民政局."""
    return re.compile(rf"(?:^|(?<=[\s\]】;,|]))(?P<label>{spaced((*KEYS, *OTHERS))})\s{{0,3}}[:：]")


def spaced(words: tuple[str, ...]) -> str:
    """Return the alternatives of a pattern for labels, which may be set apart: 索 引 号."""
    return "|".join(r"\s{0,6}".join(map(re.escape, word)) for word in sorted({*words}, key=lambda word: (-len(word), word)))


def labels_inside(text: str) -> list[tuple[str, str]]:
    """Return the labels of a line that begins with one and holds two or more, with their values.

    >>> labels_inside("索 引 号：0001/2025-06 主题分类：民政")
    [('索引号', '0001/2025-06'), ('主题分类', '民政')]
    """
    marks = list(_label_inside().finditer(text))
    return labelled(text, marks) if len(marks) > 1 and not text[: marks[0].start()].strip() else []


def labelled(text: str, marks: Sequence[re.Match[str]]) -> list[tuple[str, str]]:
    """Return the labels that `marks` found in a text, each with what stands between it and the next."""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        ("".join(mark["label"].split()), re.sub(r"\s+", " ", text[mark.end() : end]).strip(" ;|[]【】"))
        for mark, end in zip(marks, ends, strict=True)
    ]


def is_number(text: str) -> bool:
    """Say whether a 发文字号 is one: 云政办发〔2025〕6号."""
    return re.search(r"[〔\[(【]\s{0,2}\d{4}\s{0,2}[〕\])】]\s{0,3}第?\s{0,2}\d{1,5}\s{0,3}号", fold(text)) is not None
