"""Whether a paragraph goes on in the next one: what a page turn or a line break cut in two."""

from __future__ import annotations

import re
from functools import cache

from pipeline.ingest.habits import UNNUMBERED, Habits, Strand, is_indented
from pipeline.ingest.shapes import (
    beginning,
    ends_with_clause,
    has_sentence,
    is_cut_label,
    is_date,
    is_finished,
    is_prose,
    is_signature,
    is_titled,
    item_kind,
    label_kind,
    paper_words,
    stands_alone,
)
from schemas.document import BlockKind

_PAIRS = (("《", "》"), ("(", ")"), ("“", "”"), ("〔", "〕"), ("〈", "〉"), ("‘", "’"), ("【", "】"), ("「", "」"))
_CANNOT_BEGIN = frozenset(",。、;:!?)”’》〉〕】」』%…")
_OPENERS = frozenset(opener for opener, _ in _PAIRS)
_BRACKET_REACH = 120
"""Characters on either side of a cut within which a bracket must open and close."""
_LONG = 45
"""An unlabelled line of this length with a comma in it is running text, not a heading."""
_SLACK = 6
"""So much longer than every other title of its kind may a title be that was cut."""
_NO_TITLE = 60
"""A first sentence of this length is no title."""
_NO_WORD = 2
"""A sentence of so few characters is the rest of one."""
_SHORT = 20
"""A line of this length may be a heading of its own, even at the foot of a page."""


def goes_on(paragraph: str, last: Strand, after: Strand, following: Strand | None, habits: Habits) -> bool:
    """Tell whether `after` continues `paragraph` (folded), whose last stretch is `last`.

    >>> from pipeline.ingest.pieces import Piece
    >>> habits = Habits(())
    >>> def line(text):
    ...     return Strand(Piece(text), text, BlockKind.PARAGRAPH, None, False, None, None, False, False, False, False)
    >>> a, b = line("1.加强宣传。加大宣传力"), line("度,扩大影响。")
    >>> goes_on(a.folded, a, b, None, habits), goes_on(b.folded, b, a, None, habits)
    (True, False)
    """
    if after.kind is BlockKind.CELL or last.kind is BlockKind.CELL:
        return False
    if _bracket_spans(paragraph, after.folded):
        return True
    if after.folded[0] in _CANNOT_BEGIN or paragraph[-1] in _OPENERS:
        return True
    if last.kind is BlockKind.HEADING or after.kind is BlockKind.HEADING:
        return False
    if is_cut_label(paragraph, after.folded):
        return True
    opening = beginning(after.folded)
    if opening == "item" and not last.full and label_kind(after.folded) is not None:
        return False
    finished = is_finished(paragraph)
    enclosed = _is_open(paragraph, "(", ")")
    if opening == "item" and label_kind(after.folded) is None and enclosed:
        # A role label inside a clause begins no line of roles: (牵头领导:徐敏, | 责任部门:…)
        opening = "none"
    if last.full and _begins_by_chance(paragraph, after.folded, opening, finished=finished):
        opening = "none"
    if last.full and habits.indents and after.indent is not None and not is_indented(after) and label_kind(after.folded) == "circled":
        opening = "none"  # …；(②社会捐赠…) at the margin, where paragraphs stand in
    if opening != "none":
        return opening == "weak" and paragraph.endswith(("、", ","))
    # Two lines of addressees that were broken at the margin look each like one; so does the rest of a clause.
    broken = enclosed or (last.full and not finished and not after.after_blank and not _is_title(paragraph))
    if not broken and (stands_alone(after.folded) or stands_alone(paragraph)):
        return False
    if is_date(after.folded):
        return False
    if last.full is not None and not after.whole:
        return _goes_on_by_width(paragraph, last, after, finished=finished, habits=habits)
    if not finished and paragraph.endswith(paper_words("cannot_end")):
        return True
    if after.after_page and not finished and _is_list_of_parties(paragraph, after.folded):
        return True
    if is_signature(after.folded, following.folded if following else None):
        return False
    if finished:
        return _goes_on_after_sentence(paragraph, last, after, habits)
    return _goes_on_unfinished(paragraph, last, after, following, habits)


def _begins_by_chance(paragraph: str, after: str, opening: str, *, finished: bool) -> bool:
    """Tell whether a line of a wrapped text only looks like an item's beginning: 一是…, 第三条, or 统 | 一、规范…."""
    if opening == "weak":
        return not paragraph.endswith("。")
    return not finished and has_sentence(paragraph) and label_kind(after) == "han" and after[1] in "、."


def _is_title(paragraph: str) -> bool:
    """Tell whether a line ends as a title does and holds no punctuation of running text."""
    if beginning(paragraph) != "none" or is_prose(paragraph) or "、" in paragraph:
        return False
    return paragraph.endswith(paper_words("title_ending"))


def _bracket_spans(paragraph: str, after: str) -> bool:
    """Tell whether a bracket opened near the end of `paragraph` is closed near the beginning of `after`."""
    if _closer().search(after, 0, _BRACKET_REACH) is None:
        return False
    tail, head = paragraph[-_BRACKET_REACH:], after[:_BRACKET_REACH]
    for opener, closer in _PAIRS:
        if closer in head and _is_open(tail, opener, closer):
            closes = _closes_outer(head, opener, closer)
            if closes >= 0 and "。" not in head[:closes]:
                return True
    return False


def _closes_outer(head: str, opener: str, closer: str) -> int:
    """Return where a bracket that was open before is closed, past pairs that open and close here; -1 if it is not."""
    depth = 0
    for at, character in enumerate(head):
        if character == opener:
            depth += 1
        elif character == closer:
            if not depth:
                return at
            depth -= 1
    return -1


@cache
def _closer() -> re.Pattern[str]:
    """力度)，扩大影响"""
    return re.compile("[" + "".join(re.escape(closer) for _, closer in _PAIRS) + "]")


def _is_open(paragraph: str, opener: str, closer: str) -> bool:
    """Tell whether a bracket near the end of a paragraph is still open."""
    tail = paragraph[-_BRACKET_REACH:]
    opened = len(tail)
    # From the right, since a bracket that opened before the tail may close in it.
    while (opened := tail.rfind(opener, 0, opened)) >= 0:
        if tail.count(opener, opened) > tail.count(closer, opened):
            return True
    return False


def _goes_on_by_width(paragraph: str, last: Strand, after: Strand, *, finished: bool, habits: Habits) -> bool:
    """Judge lines that were broken at a margin: a full line goes on, a short one ends its paragraph."""
    if is_indented(after) and (habits.indents or finished):
        return False
    if after.after_blank and not after.after_page:
        return not finished and has_sentence(paragraph) and bool(last.full) and is_prose(after.folded)
    if last.full:
        # A paragraph may by chance end at the margin; where paragraphs are indented, the next line tells.
        text_follows = is_prose(after.folded) or "、" in after.folded
        return not (paragraph == last.folded and _is_title(paragraph) and text_follows)
    # A short line in the middle of a sentence: a long word stood next, the margin moved in, or a page turned.
    loose = habits.loose_ends and not habits.indents and not after.after_page
    return not finished and not loose and has_sentence(paragraph) and is_prose(after.folded)


def _goes_on_after_sentence(paragraph: str, last: Strand, after: Strand, habits: Habits) -> bool:
    """Judge a cut right behind a sentence: the page turned and no indent follows, or the item's clause is missing."""
    if _turns_without_indent(paragraph, last, after, habits) and is_prose(after.folded):
        return True
    kind = item_kind(paragraph)
    if kind is None and after.after_page and UNNUMBERED in habits.clauses and not has_sentence(paragraph):
        # 建好“一表通”系统。 | 在2个镇先行试点。(责任单位:市数据局): a title alone, where paragraphs end with a clause
        kind = UNNUMBERED if len(paragraph) <= habits.run_in.get(UNNUMBERED, -1) + 1 else None
    if kind is None or kind not in habits.clauses or ends_with_clause(paragraph):
        return False
    return ends_with_clause(after.folded) or (after.after_page and is_prose(after.folded))


def _turns_without_indent(paragraph: str, last: Strand, after: Strand, habits: Habits) -> bool:
    """Tell whether the page turned and no indent follows, where paragraphs have one."""
    if not (after.after_page and habits.indents) or after.indent is None or after.indent >= 1:
        return False
    return is_indented(last) or has_sentence(paragraph)


def _is_list_of_parties(paragraph: str, after: str) -> bool:
    """Tell whether a line of roles (责任单位:市民政局、…) goes on: what follows has no label and is names alone."""
    if beginning(paragraph) != "item" or label_kind(paragraph) is not None or "、" not in paragraph:
        return False
    return re.search(r"[。;:!?]", after) is None and after.endswith(paper_words("organ_ending"))


def _goes_on_unfinished(
    paragraph: str, last: Strand, after: Strand, following: Strand | None, habits: Habits
) -> bool:
    """Judge a paragraph that ends without a sentence end: cut, or a title, heading or label."""
    if after.folded.startswith(paper_words("cannot_begin")):
        return True
    if is_indented(after) and habits.indents and not after.after_page:
        return False
    if _number_without_unit(paragraph, after.folded) or _turns_without_indent(paragraph, last, after, habits):
        return True
    kind = item_kind(paragraph)
    prose = is_prose(after.folded)
    if has_sentence(paragraph):
        return prose and (after.after_page or not habits.loose_ends)
    if kind is not None:
        # A lone heading among run-in 一、 or （一） is common where sections differ; among 1. it is a cut.
        sure = kind in ("digit", "article")
        longest = habits.mostly_run_in if after.after_page and sure else habits.run_in
        title = after.folded.find("。") if after.after_page or sure else -1
        limit = longest.get(kind, -1) + _SLACK
        # Where first sentences are long, they are no titles, and their length tells nothing.
        if title >= 0 and (len(paragraph) + title <= limit or limit > _NO_TITLE):
            return True
        return after.after_page and _ends_heading(after, following)
    if after.after_page and _completes_title(paragraph, after.folded, habits):
        return True
    if "," in paragraph and prose and (len(paragraph) >= _LONG or (after.after_page and len(paragraph) >= _SHORT)):
        return not is_titled(paragraph) or after.after_page
    return after.after_page and prose and len(paragraph) >= _SHORT and not is_titled(paragraph)


def _completes_title(paragraph: str, after: str, habits: Habits) -> bool:
    """Tell whether a page turned inside the title of a paragraph without a number: 建好“一表通”系 | 统。先行试点…."""
    title = after.find("。")
    if title < 0 or is_titled(paragraph):
        return False
    longest = habits.run_in.get(UNNUMBERED, -1)
    return title <= _NO_WORD or (longest <= _NO_TITLE and len(paragraph) + title <= longest + _SLACK)


def _ends_heading(after: Strand, following: Strand | None) -> bool:
    """Tell whether a short line at the top of a page is the rest of a heading: no sentence, and text follows it."""
    if is_prose(after.folded) or len(after.folded) > 40 or following is None:
        return False
    return beginning(following.folded) == "item" or is_prose(following.folded)


def _number_without_unit(paragraph: str, after: str) -> bool:
    """Tell whether a number was cut from its counting word: 床位 25 | 张."""
    if not paragraph[-1].isdigit() or not after.startswith(paper_words("counting_word")):
        return False
    return _numbered_label().fullmatch(paragraph) is None


@cache
def _numbered_label() -> re.Pattern[str]:
    """附件1   表 2   图3."""
    return re.compile(r"(?:附件|附表|附录|表|图|专栏)\s?\d{1,3}")


def glue(before: str, after: str, *, space: bool) -> str:
    """Return what belongs between two stretches that are joined: a space between Latin words, else nothing.

    `space` says that a space stood at the end of the line; it is kept where a Latin letter or a numeral stands
    on one side or a label begins (蒲云 责任部门：), since between two Chinese characters it is an accident of the page.

    >>> glue("Smart", "City", space=False), glue("宣传力", "度", space=True), glue("中心", "2 家", space=True)
    (' ', '', ' ')
    """
    left, right = before[-1], after[0]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return " "
    return " " if space and (_is_latin(left) or _is_latin(right) or _label().match(after)) else ""


@cache
def _label() -> re.Pattern[str]:
    # 责任部门：第二检察部
    return re.compile(r"[\u4e00-\u9fff]{2,8}[:：]")


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "%+&/-")
