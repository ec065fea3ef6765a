"""Numbered paragraphs become a list of items, each under the one it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.outline.collapsed import unfold
from extractors.outline.labels import read_labels
from extractors.outline.lines import LINE, add_lines, names_parties
from extractors.outline.numbering import Label, read_label
from extractors.outline.plans import LONGEST_HEADING, back_matter, plan_titles
from extractors.outline.titles import reads_as_title
from extractors.outline.tree import Item, Outline, Span, TableRegion
from extractors.reading.text import Reading
from schemas.document import Block, BlockKind
from schemas.records import maker

_item_of = maker(Item)
_RANK = {"plan": 0, "heading": 1, "part": 2, "chapter": 3, "division": 4}
_TWINS = {"arabic_dot": "arabic_comma", "arabic_comma": "arabic_dot"}
_LONGEST_SIGNATURE = 30
_LONGEST_CLAUSE = 400
_OFFICES = ("政府", "委员会", "办公室", "局", "委", "厅", "部", "党委", "党组", "公司", "总会", "联合会", "法院", "检察院")
_REMARKS = ("注:", "备注:", "说明:")
_ADDRESSES = ("各位代表", "各位委员", "同志们")
"""A speech that turns to its hearers has left the item it was at, and speaks of the whole."""


@cache
def _contents_title() -> re.Pattern[str]:
    """目　录"""
    return re.compile(r"目 {0,4}录")


@cache
def _annex_list() -> re.Pattern[str]:
    """附件：1. 任务分解表: the first line of a list of annexes, the others follow as 2. 3."""
    return re.compile(r"附 ?件:? ?(?P<number>1)[.、]")


@cache
def _issues() -> re.Pattern[str]:
    """现将《工作要点》印发给你们，提出如下要求： / 现将目标任务分解下达"""
    return re.compile(r"印发|下达|转发|分解")


@cache
def _letter_voice() -> re.Pattern[str]:
    """请各单位于每月5日前报送进展。 / 联系人：王芳 电话：6212345 / 特此通知。: what a letter says before it is signed"""
    return re.compile(r"请(?:各|你|有关|认真|按)|特此|(?:联系|咨询|传真|办公|值班)(?:人|电话|方式|地址)? ?:|电话 ?:|电子邮箱 ?:|邮箱 ?:")


@cache
def _to_all() -> re.Pattern[str]:
    """各地各部门要于4月10日前报送方案 / 以上任务按月调度 / 县政府督查室将适时督查: what is said of all, when the tasks are told"""
    whom = "(?:有关|相关|级|牵头|责任|配合|成员|承办|直属)?(?:地区|地|部门|单位|科室|处室|县|市|区|镇|乡|街道|街镇|乡镇|县区|区县)"
    said = r"以上(?:各项|任务|事项|工作|措施)|上述(?:各项|任务|事项|工作|措施)|本(?:意见|方案|通知|分工|清单|办法)(?:自|由|有效|执行)"
    watched = r"(?:[省市州区县镇局][^,;。\n]{0,10})?(?:督查|考核|效能)[^,;。\n]{0,8}?将[^,;。\n]{0,20}?(?:督查|督办|检查|考核|通报|调度)"
    everyone = rf"(?:各{whom}(?:\([^()]{{1,8}}\))?[、和及]?){{1,4}}(?:党委|政府|人民政府|和单位|、?单位)?"
    return re.compile(rf"{said}|{watched}|{everyone}(?:要|应|须|需|务必|请|将)")


@cache
def _closing_clause() -> re.Pattern[str]:
    """…下降3%左右。（省生态环境厅、省水利厅负责）"""
    return re.compile(r"。\s*[(\[【〔][^。]*(?:牵头|负责|责任|单位|部门|科室|领导|配合)[^。]*[)\]】〕][。;]?$")


def build(reading: Reading) -> Outline:
    """Return the outline of a document: nothing is lost, every block stands in exactly one part."""
    blocks = unfold(reading)
    tables = _tables(reading.document.blocks)
    contents, skipped = _contents(reading, blocks)
    builder = _Builder(reading)
    labels = read_labels(reading, blocks, skipped)
    plans = plan_titles(reading, blocks, labels)
    add_lines(reading, blocks, labels, {*skipped, *plans})
    owners: dict[int, int | None] = {}
    for index, block in enumerate(blocks):
        if index in skipped:
            continue
        if block.cell is not None:
            # The table of an annex stands under no item of the notice before it.
            owners.setdefault(block.cell.table, None if builder.closed else builder.current)
            continue
        label = labels[index]
        if index in plans:
            builder.open(Label("plan", "", 0, block.start), (block.start, block.end))
        elif label is None and _is_unnumbered_heading(reading, block, builder):
            builder.open(Label("heading", "", 0, block.start), (block.start, block.end))
        elif label is None or builder.refuses(label) or builder.ends(label):
            builder.add((block.start, block.end))
        else:
            builder.open(label, (block.start, block.end))
    items, back = builder.close()
    regions = tuple(TableRegion(table, tuple(cells), owners.get(table)) for table, cells in tables.items())
    return Outline(tuple(builder.front), contents, items, back, regions, builder.letter)


def _tables(blocks: Sequence[Block]) -> dict[int, list[int]]:
    """Return the block indexes of every table."""
    tables: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.cell is not None:
            tables.setdefault(block.cell.table, []).append(index)
    return tables


def _contents(reading: Reading, blocks: Sequence[Block]) -> tuple[tuple[Span, ...], frozenset[int]]:
    """Return the table of contents: from 目录 to where its first entry stands a second time."""
    folded = reading.folded
    if "录" not in folded:  # most notices have no such line, and are spared the look at every block
        return (), frozenset()
    titles = (
        index
        for index, block in enumerate(blocks)
        if block.cell is None and _contents_title().fullmatch(folded[block.start : block.end].strip())
    )
    index = next(titles, None)
    if index is None or index + 1 >= len(blocks):
        return (), frozenset()
    entry = index + 1
    first = _entry_words(folded, blocks[entry])
    for again in range(entry + 1, len(blocks)):
        if first and _entry_words(folded, blocks[again]) == first:
            spans = tuple((block.start, block.end) for block in blocks[index:again])
            return spans, frozenset(range(index, again))
    return (), frozenset()


def _entry_words(folded: str, block: Block) -> str:
    """Return a heading's words without the dots and the page number that follow it in a table of contents."""
    return re.sub(r"[\s.·…]+|[0-9]{1,4}$", "", folded[block.start : block.end])


_GLOSSARIES = ("名词解释", "名词注释", "注释", "附:名词解释", "有关名词解释", "相关名词解释", "名词解释说明")
"""Lines above what words mean: nothing below is work."""


@cache
def _report_heading() -> re.Pattern[str]:
    """2024年工作回顾 / 过去五年主要工作 / 2025年重点工作 / “十五五”时期目标任务"""
    when = r"(?:20[0-9]{2}年|今年|过去[一五]年|过去的[一五]年|“?十[一二三四五六]?五”?时期|今后五年)"
    what = (
        "工作回顾|回顾|工作总结|主要工作|重点工作|重点任务|工作安排|工作部署|工作思路|工作重点|总体要求|总体思路|主要目标|目标任务"
        "|工作任务|发展成就|发展目标|预期目标|工作打算|(?:民生|惠民|为民|利民)实事"
    )
    return re.compile(rf"(?:关于)?{when}[^。:;!?]{{0,24}}(?:{what})(?:建议|设想|考虑)?(?:和[^。:;!?]{{2,12}})?")


def _is_unnumbered_heading(reading: Reading, block: Block, builder: _Builder) -> bool:
    """Say whether a line without a number heads what follows: the container says so, or it heads a part of a report."""
    if block.end - block.start > LONGEST_HEADING:
        return False
    text = reading.folded[block.start : block.end]
    if block.kind is BlockKind.HEADING and block.level is not None:
        return builder.current is not None and not set(text) & set("。;:!?")
    if text.strip() in _GLOSSARIES:
        return builder.current is not None
    return _report_heading().fullmatch(text) is not None and not _titles_document(reading, text, builder.front)


def _titles_document(reading: Reading, text: str, front: Sequence[Span]) -> bool:
    """Say whether a line such as 2024年重点工作 is (a part of) the title: one the letter names, or one below an office's name."""
    lines = [reading.folded[start:end] for start, end in front]
    close = "".join(text.split())
    if any(f"《{close}》" in "".join(line.split()) or f"印发{close}" in "".join(line.split()) for line in lines):
        return True
    return not any(set(line) & set("。;:!?") or reads_as_title(line.strip()) for line in lines)


class _Builder:
    """Opens items as their labels come and hands every other paragraph to the item that is open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.front: list[Span] = []
        self._open: list[tuple[str, int, int]] = []
        self._spoken = False
        self._items: list[tuple[int | None, Label, list[Span]]] = []
        self._closed_by_back_matter = False
        self._ended = False
        self._annexes = 0
        self._signed = 0
        self._back: list[Span] = []

    @property
    def current(self) -> int | None:
        """The item that is open, if any."""
        return self._open[-1][1] if self._open else None

    @property
    def closed(self) -> bool:
        """Whether back matter (an annex, a date) has ended the plan."""
        return self._closed_by_back_matter

    @property
    def letter(self) -> int:
        """How many items stand in a letter that issues what follows its signature (现将《…》印发给你们)."""
        issues = any(_issues().search(self.reading.folded, *block) for block in self.front)
        return self._signed if issues else 0

    def refuses(self, label: Label) -> bool:
        """Say whether a label cannot open an item here: an annex list after the plan, or a fragment of back matter."""
        if self._annexes and label.value == self._annexes + 1 and label.style in ("arabic_dot", "arabic_comma"):
            return True
        if self._ended:
            return label.style != "plan"
        return self._closed_by_back_matter and label.style not in ("han_comma", "chapter", "part", "plan", "han_paren")

    def ends(self, label: Label) -> bool:
        """Say whether a numbered heading begins with words that end the tasks, as the profile says."""
        if self._open and self.reading.profile.ends:
            self._ended = self.reading.folded.startswith(self.reading.profile.ends, label.end)
        if self._ended:
            self._closed_by_back_matter = True
        return self._ended

    def open(self, label: Label, block: Span) -> None:
        """Start an item: under the nearest open item of a coarser style, as the sibling of the last of its own."""
        self._spoken = False
        styles = [style for style, _, _ in self._open]
        label = self._as_before(label, styles)
        if self._closed_by_back_matter and label.style in ("han_comma", "chapter", "part") and label.style not in styles:
            self._open.clear()
        self._closed_by_back_matter = self._ended = False
        if label.style in _RANK:
            while self._open and _RANK.get(self._open[-1][0], 99) >= _RANK[label.style]:
                self._open.pop()
        elif label.style in styles:
            del self._open[styles.index(label.style) :]
        elif label.style == "han_comma" and label.value > 1 and styles[:1] == ["han_paren"]:
            self._open.clear()  # 二、 stands above （一） though no 一、 was found
        parent = self.current
        self._items.append((parent, label, [block]))
        self._open.append((label.style, len(self._items) - 1, label.value))

    def _as_before(self, label: Label, styles: Sequence[str]) -> Label:
        """Return a label in the style of the open item it goes on from: 9． before and 10、 now are one list."""
        twin = _TWINS.get(label.style)
        if twin is None or label.style in styles:
            return label
        goes_on = any(style == twin and value and label.value == value + 1 for style, _, value in self._open)
        return replace(label, style=twin) if goes_on else label

    def add(self, block: Span) -> None:
        """Give a paragraph to the open item; before any item it is front matter, after the plan back matter."""
        folded = self.reading.folded
        self._annexes = self._listed_annexes(block)
        if self._open and back_matter().match(folded, block[0], block[1]):
            if folded[block[0]].isdigit() or folded[block[0]] in "一二":
                self._sign()
            self._closed_by_back_matter = True
        if self._open and self.reading.profile.ends and folded.startswith(self.reading.profile.ends, block[0]):
            self._closed_by_back_matter = self._ended = True
        if self._open and folded.startswith(_ADDRESSES, block[0]):
            del self._open[1:]
        if self._open and self._speaks_to_all(block):
            self._spoken = len(self._open) == 1
            del self._open[1:]
        if self._closed_by_back_matter or self._spoken:
            self._back.append(block)
        elif self._open:
            self._items[self._open[-1][1]][2].append(block)
        else:
            self.front.append(block)

    def _speaks_to_all(self, block: Span) -> bool:
        """Say whether a paragraph behind a task's closing clause turns to everyone: it is no part of that task."""
        folded = self.reading.folded
        blocks = self._items[self._open[-1][1]][2]
        if self._open[-1][0] == LINE and len(blocks) > 1 and names_parties(folded, blocks[-1]):
            return _to_all().match(folded, *block) is not None or folded.startswith(_REMARKS, block[0])
        if _to_all().match(folded, *block) is None:
            return False
        start, end = max(blocks[0][0], blocks[-1][1] - _LONGEST_CLAUSE), blocks[-1][1]
        return _closing_clause().search(folded[start:end]) is not None

    def _listed_annexes(self, block: Span) -> int:
        """Return how many annexes the list of them has named up to this paragraph; 0 outside such a list."""
        if _annex_list().match(self.reading.folded, *block):
            return 1
        label = read_label(self.reading.folded, *block) if self._annexes else None
        return label.value if label is not None and label.value == self._annexes + 1 else 0

    def _sign(self) -> None:
        """A date closes the letter: above it stand who signs it and what it says last, which are no part of the last item."""
        folded = self.reading.folded
        blocks = self._items[self._open[-1][1]][2]
        at = len(blocks)
        if at > 1 and self._signs(blocks[-1]):
            at -= 1
            while at > 1 and self._signs(blocks[at - 1]) and folded[: blocks[at - 1][1]].endswith(_OFFICES):
                at -= 1
        while at > 1 and _letter_voice().match(folded, *blocks[at - 1]) and not self._speaks_before():
            at -= 1
        self._back.extend(blocks[at:])
        del blocks[at:]
        self._signed = self._signed or len(self._items)

    def _signs(self, block: Span) -> bool:
        """Say whether a paragraph can be a signature: short, and no sentence."""
        start, end = block
        return end - start <= _LONGEST_SIGNATURE and not set(self.reading.folded[start:end]) & set("。;:!?、,")

    def _speaks_before(self) -> bool:
        """Say whether an item before the last has such a line too: 联系人：王芳 under every task is no word of the letter."""
        folded = self.reading.folded
        return any(
            _letter_voice().match(folded, *block) for _, _, blocks in self._items[:-1] for block in blocks[1:]
        )

    def close(self) -> tuple[tuple[Item, ...], tuple[Span, ...]]:
        """Return the items, and what stands after the plan."""
        depths: list[int] = []
        items: list[Item] = []
        for index, (parent, label, blocks) in enumerate(self._items):
            depths.append(1 if parent is None else depths[parent] + 1)
            number = label.number or None
            items.append(
                _item_of(index, parent, label.style, number, label.value, depths[-1], (blocks[0][0], label.end), tuple(blocks))
            )
        return tuple(items), tuple(self._back)
