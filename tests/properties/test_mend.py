"""One notice gives one text, however its lines were broken and its pages turned."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipeline.ingest import read_bytes
from schemas.document import SourceDocument
from schemas.errors import FenjieError

SENTENCES = (
    "新建社区食堂 3 家、老年助餐点 12 个，新增家庭照护床位 25 张。",
    "落实《云溪市推进智慧养老服务行动方案（2024—2026年）》，加强产品的研发和应用。",
    "深化“政策找人”机制，依托村居组织和网格力量，做好走访排摸。",
    "年内实现街镇（高新区社区）服务覆盖 100%，规范服务率达 60% 以上。",
    "每月至少开展一次集中学习，确保重点工作落到实处。",
    "推进 Smart City 平台建设，完成数据归集1,200万条。",
    "加强与毗邻地区的沟通联系，探索区划工作新模式；做好界线界桩维护。",
    "持续加大宣传力度，扩大社会影响面。",
)
TITLES = ("加快银发经济发展", "强化养老机构监管", "做好流动人员救助工作", "提升婚姻登记服务水平", "加强社会组织建设")
HEADINGS = ("聚焦“多元”，全面提升养老服务水平", "聚焦“精准”，持续推动救助工作提质增效", "强化组织保障")
CLAUSES = (
    "（牵头领导：顾明，责任部门：局养老科、区婚姻（收养）登记中心）",
    "(责任单位：市民政局、市财政局，各街镇)",
    "（市民政局牵头，市财政局、市卫生健康委按职责分工负责）",
)
LETTER = (
    "云溪市民政局",
    "云民〔2025〕6号",
    "云溪市民政局关于印发《2025年云溪民政工作要点及任务分解》的通知",
    "局机关各科室、局属各单位：",
    "《2025年云溪民政工作要点及任务分解》已经局长办公会议讨论通过，现印发给你们，请认真执行。",
    "特此通知。",
    "云溪市民政局",
    "2025年2月17日",
    "2025年云溪民政工作要点及任务分解",
)
CHINESE = "一二三四五六七八九"


@st.composite
def notices(draw: st.DrawFn) -> list[str]:
    """Draw the paragraphs of a notice: letter, title, preamble, sections with run-in tasks, a section of prose."""
    paragraphs = [*LETTER, "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4)))]
    number = 0
    for section in range(draw(st.integers(2, 3))):
        paragraphs.append(f"{CHINESE[section]}、{draw(st.sampled_from(HEADINGS))}")
        for _ in range(draw(st.integers(2, 4))):
            number += 1
            body = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)))
            clause = draw(st.sampled_from(CLAUSES))
            paragraphs.append(f"{number}. {draw(st.sampled_from(TITLES))}。{body}{clause}")
    return paragraphs


def columns(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def wrapped(paragraph: str, width: int, indent: str) -> list[str]:
    """Break a paragraph at a width in columns, never inside a Latin word or number, as editors do."""
    lines, line, word = [], indent, ""
    for character in [*paragraph, ""]:
        if word and not (word[-1].isascii() and word[-1] != " " and character.isascii() and character not in ("", " ")):
            if columns(line + word) > width and line.strip():
                lines.append(line)
                line = ""
            line += word
            word = ""
        word += character
    return [*lines, line]


def without_full_end(paragraph: str, width: int) -> str:
    """Lengthen a paragraph until its last line leaves room: else nothing could tell that it ends there."""
    while "。" in paragraph and columns(wrapped(paragraph, width, "")[-1]) > width - 8:
        paragraph = paragraph.replace("。", "并抓好落实。", 1)
    return paragraph


def text_of(text: str) -> str:
    return read_bytes("notice.txt", text.encode("utf-8")).text


@settings(deadline=None, max_examples=40)
@given(notices())
def test_clean_paragraphs_stay_as_they_are(paragraphs: list[str]) -> None:
    assert text_of("\n".join(paragraphs)) == "\n".join(paragraphs)


@settings(deadline=None, max_examples=40)
@given(notices(), st.booleans())
def test_blank_lines_and_indents_change_nothing(paragraphs: list[str], blank: bool) -> None:
    text = ("\n\n" if blank else "\r\n").join(f"　　{paragraph} " for paragraph in paragraphs)
    assert text_of(text) == "\n".join(paragraphs)


@settings(deadline=None, max_examples=40)
@given(notices(), st.integers(20, 80), st.sampled_from(("　　", "    ", "")))
def test_hard_wrapping_changes_nothing(paragraphs: list[str], width: int, indent: str) -> None:
    """Paragraphs are told apart by an indent or by a blank line."""
    lines = [wrapped(paragraph, width, indent) for paragraph in paragraphs]
    text = ("\n" if indent else "\n\n").join("\n".join(paragraph) for paragraph in lines)
    assert text_of(text) == "\n".join(paragraphs)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(notices(), st.integers(40, 80))
def test_hard_wrapping_without_indent_or_blank_line_changes_nothing(paragraphs: list[str], width: int) -> None:
    paragraphs = [without_full_end(paragraph, width) for paragraph in paragraphs]
    lines = [wrapped(paragraph, width, "") for paragraph in paragraphs]
    assume(all(columns(paragraph[-1]) <= width - 8 for paragraph in lines))
    assert text_of("\n".join("\n".join(paragraph) for paragraph in lines)) == "\n".join(paragraphs)


@settings(deadline=None, max_examples=40)
@given(notices(), st.data())
def test_page_turns_between_and_inside_indented_paragraphs_change_nothing(
    paragraphs: list[str], data: st.DataObject
) -> None:
    pages: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        if index < len(LETTER) or not data.draw(st.booleans()):
            pages.append(f"　　{paragraph}")
            continue
        at = data.draw(st.integers(4, len(paragraph) - 2))
        assume(" " not in paragraph[at - 1 : at + 1])
        assume(not (paragraph[at - 1].isascii() and paragraph[at].isascii()))
        turn = data.draw(st.sampled_from(("\n\f", "\f", f"\n\n— {index} —\n\n", f"\n- {index} -\n\f")))
        pages.append(f"　　{paragraph[:at]}{turn}{paragraph[at:]}")
    assert text_of("\n".join(pages)) == "\n".join(paragraphs)


@settings(deadline=None, max_examples=40)
@given(notices(), st.data())
def test_blank_line_cuts_inside_sentences_change_nothing(paragraphs: list[str], data: st.DataObject) -> None:
    """Without indents only the broken sentence tells of the cut: the page turned and left no mark but a blank line."""
    pages: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        first = paragraph.find("。") + 2
        if index < len(LETTER) or first < 2 or not data.draw(st.booleans()):
            pages.append(paragraph)
            continue
        at = data.draw(st.integers(first, len(paragraph) - 2))
        assume(" " not in paragraph[at - 1 : at + 1])
        assume(paragraph[at - 1] not in "。；：")
        assume(not (paragraph[at - 1].isascii() and paragraph[at].isascii()))
        mark = data.draw(st.sampled_from(("", f"第 {index} 页\n\n")))
        pages.append(f"{paragraph[:at]}\n\n{mark}{paragraph[at:]}")
    assert text_of("\n\n".join(pages)) == "\n".join(paragraphs)


@settings(deadline=None, max_examples=40)
@given(notices(), st.integers(20, 80))
def test_mending_a_mended_text_changes_nothing(paragraphs: list[str], width: int) -> None:
    once = text_of("\n".join(line for paragraph in paragraphs for line in wrapped(paragraph, width, "　　")))
    assert text_of(once) == once


@settings(deadline=None, max_examples=40)
@given(notices(), st.sampled_from(("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")))
def test_every_encoding_gives_the_same_text(paragraphs: list[str], encoding: str) -> None:
    text = "\n".join(paragraphs)
    assert read_bytes("notice.txt", text.encode(encoding)).text == text


def _read(data: bytes) -> SourceDocument | FenjieError:
    try:
        return read_bytes("notice.txt", data)
    except FenjieError as error:
        return error


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = (b"", b"PK\x03\x04", b"%PDF-1.7\n", OLE, b"\xff\xfe", b"\xef\xbb\xbf", b"<html>")


@settings(deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_named_error(beginning: bytes, data: bytes) -> None:
    result = _read(beginning + data)
    if isinstance(result, SourceDocument):
        assert result.text
        assert all(result.text[block.start : block.end].strip() for block in result.blocks if block.cell is None)
    else:
        assert str(result).startswith("notice.txt: ")
        assert "\n" not in str(result)


@settings(deadline=None)
@given(st.text(alphabet="一、1.（）。，\n\t\f　 牵头：号—年2A", max_size=300))
def test_any_text_is_laid_out_canonically(text: str) -> None:
    result = _read(text.encode("utf-8"))
    if isinstance(result, SourceDocument):
        assert not result.text.startswith("\n")
        assert "\n\n" not in result.text
        assert [block.end for block in result.blocks[:-1]] == [block.start - 1 for block in result.blocks[1:]]
