"""What a page turn or a line break cut is joined; headings, items, signatures and dates are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.ingest import read, read_bytes
from pipeline.ingest.cuts import glue
from pipeline.ingest.mend import mend
from pipeline.ingest.raw import RawBlock, RawDocument, RawLine
from schemas.breakdown import Furniture
from schemas.diagnostics import diagnose
from schemas.document import Block, BlockKind, Cell, Line, SourceDocument

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
CLAUSE = "（牵头领导：王敏，责任部门：局养老科）"


def mended(*blocks: RawBlock, furniture: tuple[Furniture, ...] = ()) -> SourceDocument:
    return mend(RawDocument("text/plain", None, blocks, furniture), "notice.txt", "0" * 64)


def lines_of(text: str) -> list[str]:
    """Return the paragraphs that a text file with this content is read into."""
    return read_bytes("notice.txt", text.encode()).text.split("\n")


def whole(*texts: str) -> list[str]:
    """Return the paragraphs that docx paragraphs with these texts are read into."""
    return mended(*(RawBlock(text, whole=True) for text in texts)).text.split("\n")


CUT = [
    # inside a word, behind a finished sentence
    ("1. 加强宣传。做好解读。持续加大宣传力", "度，扩大影响。" + CLAUSE),
    # inside a title in quotation marks
    ("2. 抓好规划。落实《云溪市老龄事业发", "展报告》编制工作。" + CLAUSE),
    # behind a label of a clause, before a name that holds a pair of brackets
    ("3. 加强培训。组织业务培训。（牵头领导：", "顾俊，责任部门：区婚姻（收养）登记中心）"),
    # inside a clause
    ("3. 加强培训。组织业务培训。（牵头领导：顾", "俊，责任部门：局办公室）"),
    ("3. 加强培训。组织业务培训。（牵头领导：顾俊，", "责任部门：局办公室）"),
    ("3. 加强培训。组织业务培训。（", "责任部门：局办公室）"),
    ("3. 加强培训。组织业务培训。（牵头领导：顾俊，", "责任部门：" + "局办公室、" * 30 + "局养老科）"),
    ("3. 加强培训。组织业务培训。（", "责任部门：" + "局办公室、" * 30 + "局养老科）"),
    ("印发2025年民政工作要点（", "试行"),
    # behind a bracket that opened and closed far in front
    (f"3. 抓好规划。落实《方案（2024—2026年）》。{'做好解读。' * 21}（牵头领导：顾俊，", "责任部门：" + "局办公室、" * 30),
    # behind a bracket that is part of a name
    ("4. 做好服务。指导各街镇（高新区社区）", "继续做好租赁服务。" + CLAUSE),
    # behind what cannot end a paragraph
    ("市民政局关于印发", "《云溪市养老服务方案》的通知"),
    ("新建社区食堂、", "老年驿站和养老院"),
    # in a clause, before a line that alone would address offices
    ("7. 抓好宣传。做好解读。（市民政局牵头，", "各区政府、市政府各部门负责落实，完成时限："),
    # before what cannot begin one
    ("5. 落实惠老补贴", "，规范发放。"),
    ("全面完成各项任务", "。"),
    ("做到应补尽补", "”，实现应退尽退。"),
    ("加强市民政局、市财政局", "等部门协作。"),
    # between a number and its counting word
    ("新增家庭照护床位 25", "张"),
    # a range in brackets
    ("落实三年行动（2024—", "2026年）。"),
]


@pytest.mark.parametrize(("before", "after"), CUT)
def test_a_cut_paragraph_is_joined(before: str, after: str) -> None:
    assert lines_of(f"{before}\n\n{after}") == [before + after]


@pytest.mark.parametrize(("before", "after"), CUT)
def test_a_cut_between_docx_paragraphs_is_joined(before: str, after: str) -> None:
    assert whole(before, after) == [before + after]


APART = [
    # the letter's end, and the title
    ("现印发给你们，请认真执行。特此通知。", "云溪市民政局"),
    ("云溪市民政局", "2025年2月17日"),
    ("2025年2月17日", "2025年云溪民政工作要点"),
    ("云溪市民政局关于印发《2025年工作要点》的通知", "局机关各科室、局属各单位："),
    ("云溪市民政局", "云民〔2025〕6号"),
    ("做好总结。特此报告", "（2025年2月17日）"),
    ("要点已经研究通过。现予印发", "各区人民政府，各有关单位："),
    ("（此件公开发布）", "云溪市民政工作要点"),
    # headings and items
    ("一、聚焦“多元”，全面提升养老服务水平", "（一）发展银发经济"),
    ("（一）指导思想", "坚持以人民为中心，深入贯彻有关决策部署。"),
    ("（二）加强组织领导", "各街镇要高度重视，压实责任。抓好落实。"),
    ("生态底色更加亮丽。", "始终坚持生态优先。扎实推进保护。"),
    ("现将有关事项通知如下：", "一、总体要求"),
    ("做好宣传。加大力度", "2. 加强培训。" + CLAUSE),
    ("做好宣传。加大力度", "（二）加强培训"),
    ("做好宣传。加大力度", "第二章 保障措施"),
    ("做好宣传。加大力度", "① 加强培训"),
    ("做好宣传。加大力度", "——加强培训。"),
    ("做好宣传。加大力度", "一是加强培训。"),
    ("做好宣传。加大力度", "附件：1.任务清单"),
    ("做好宣传。加大力度", "注：第一个为牵头单位。"),
    ("做好宣传。加大力度", "牵头部门：市民政局，市财政局"),
    ("牵头部门：市民政局、市财政局", "参与部门：各街镇，各有关单位"),
    ("完成时限：2025年6月底前", "2．动态调整目录。规范管理。"),
    # finished sentences
    ("做好宣传。扩大影响。", "各街镇要加强协作，形成合力。"),
    ("做好宣传。（责任部门：局办公室）", "各街镇要加强协作。"),
    ("做好宣传。（责任部门：局办公室）。", "各街镇要加强协作。"),
    ("（五）加强自身建设", "着力提升效能。优化流程。"),
]


@pytest.mark.parametrize(("before", "after"), APART)
def test_two_paragraphs_stay_apart(before: str, after: str) -> None:
    assert lines_of(f"{before}\n\n{after}") == [before, after]


@pytest.mark.parametrize(("before", "after"), APART)
def test_two_docx_paragraphs_stay_apart(before: str, after: str) -> None:
    assert whole(before, after) == [before, after]


def items(count: int) -> list[str]:
    titles = ("加强银发经济工作", "强化养老机构监管", "提升婚姻登记水平", "做好流动人员救助", "加强社会组织建设")
    return [f"{number}. {titles[number - 1]}。抓好落实。{CLAUSE}" for number in range(1, count + 1)]


def test_a_run_in_title_is_joined_where_its_siblings_are_run_in() -> None:
    cut = ["6. 持续强化社会", f"救助管理。加强审核。{CLAUSE}"]
    assert lines_of("\n\n".join([*items(5), *cut])) == [*items(5), "".join(cut)]


def test_a_heading_whose_siblings_are_headings_stays() -> None:
    paragraphs = ["1. 强化救助", "加强审核。", "2. 强化监管", "加强检查。", "3. 强化培训", "抓好轮训。"]
    paragraphs += ["4. 强化宣传", "抓好解读。"]
    assert lines_of("\n\n".join(paragraphs)) == paragraphs


def test_a_cut_behind_a_sentence_is_joined_where_only_the_rest_has_the_clause_of_its_siblings() -> None:
    cut = ["6. 强化救助管理。加强审核。", f"做好核对工作。{CLAUSE}"]
    assert lines_of("\n\n".join([*items(5), *cut])) == [*items(5), "".join(cut)]


def test_a_second_paragraph_without_a_clause_stays() -> None:
    apart = ["6. 强化救助管理。加强审核。", "各街镇要做好核对工作。"]
    assert lines_of("\n\n".join([*items(5), *apart])) == [*items(5), *apart]


def test_an_item_goes_on_over_a_page_turn_until_its_clause() -> None:
    cut = ["6. 强化救助管理。加强审核。", "\f做好核对工作。规范发放。", f"抓好督查。{CLAUSE}"]
    assert lines_of("\n".join([*items(5), *cut])) == [*items(5), "".join(cut).replace("\f", "")]


def test_a_line_of_roles_cut_by_a_page_turn_is_joined() -> None:
    cut = ["责任单位：市民政局、市财政局、市卫", "生健康委、市教育局"]
    assert lines_of("\n\n— 3 —\n\n".join(cut)) == ["".join(cut)]


def test_run_in_titles_cut_by_half_of_the_page_turns_are_joined() -> None:
    whole_items = [*items(3), "4. 强化救助管理。加强审核。", "5. 强化社会监督。加强检查。", "6. 强化业务培训。抓好轮训。"]
    text = "\n".join(whole_items).replace("救助管", "救助\n— 1 —\n管").replace("会监", "会\n— 2 —\n监")
    assert lines_of(text.replace("务培", "务\n— 3 —\n培")) == whole_items


def test_a_cut_article_is_joined_where_articles_are_sentences() -> None:
    duty = "按照职责分工做好信息公开、政策解读、意见征集、咨询答复、效果评估、档案管理和统计报送等"
    articles = [f"第{n}条 市民政局、各街镇和有关单位应当{duty}第{n}批工作。" for n in "一二三四五"]
    cut = ["第六条 市民政局、市政务服务局、各街镇应当每年", f"对本办法的落实情况开展检查，{duty}其他各项工作。"]
    assert lines_of("\n\n".join([*articles, *cut])) == [*articles, "".join(cut)]


def test_an_author_who_leaves_out_full_stops_cut_nothing() -> None:
    paragraphs = [f"{n}. 加强宣传。加大力度" for n in range(1, 5)]
    paragraphs += ["各街镇要加强协作，形成合力。", "5. 加强培训。抓好落实"]
    assert lines_of("\n\n".join(paragraphs)) == paragraphs


def test_a_heading_cut_by_a_page_turn_is_joined() -> None:
    assert lines_of("一、全面提升养老服务和老\n\f龄工作水平\n1. 加强宣传。抓好落实。") == [
        "一、全面提升养老服务和老龄工作水平",
        "1. 加强宣传。抓好落实。",
    ]


UNNUMBERED = [
    "一、夯实基础",
    f"建设数据目录系统。编制目录。{CLAUSE}",
    f"推进系统整合。整合系统12个。{CLAUSE}",
    f"健全共享机制。印发清单。{CLAUSE}",
    f"建好“一表通”系统。在2个镇先行试点，压减报表。{CLAUSE}",
    "二、加强保障",
    f"组织培训。培训300人次。{CLAUSE}",
]


@pytest.mark.parametrize("cut", ["系|统。在2", "通”|系统。在2", "建好“一|表通", "系统。|在2个镇"])
def test_a_paragraph_without_a_number_cut_in_its_title_is_joined(cut: str) -> None:
    text = "\n\n".join(UNNUMBERED)
    assert cut.replace("|", "") in text
    assert lines_of(text.replace(cut.replace("|", ""), cut.replace("|", "\n\n— 2 —\n\n"))) == UNNUMBERED


def test_a_title_behind_a_decimal_number_cut_by_a_page_turn_is_joined() -> None:
    whole_items = [f"{n}.{m} 优化第{n}{m}类线路。更新车辆。{CLAUSE}" for n in (1, 2) for m in (1, 2, 3)]
    assert lines_of("\n\n".join(whole_items).replace("2.1 优化", "2.1 优化\n\n— 2 —\n\n")) == whole_items


@pytest.mark.parametrize("at", [1, 2, 6])
def test_whole_paragraphs_on_either_side_of_a_page_turn_stay(at: int) -> None:
    text = "\n\n".join(UNNUMBERED[:at]) + "\n\n— 2 —\n\n" + "\n\n".join(UNNUMBERED[at:])
    assert lines_of(text) == UNNUMBERED


def test_a_lone_line_where_paragraphs_have_no_titles_stays() -> None:
    long = "各街镇要加强协作，形成合力，切实把各项工作任务落到实处，确保全年目标任务高质量完成，"
    long += "不断提升群众的获得感、幸福感和安全感，为全区发展作出新的更大贡献。"
    lines = ["一、总体要求", long, long, long, long, "工作目标", long, "二、加强保障"]
    text = "\n\n".join(lines[:6]) + "\n\n— 2 —\n\n" + "\n\n".join(lines[6:])
    assert lines_of(text) == lines


def test_a_heading_at_the_foot_of_a_page_stays() -> None:
    paragraphs = ["一、全面提升工作水平", "各街镇要加强协作，形成合力。"]
    assert lines_of("\n\f".join(paragraphs)) == paragraphs


def test_a_docx_page_turn_behind_a_heading_cuts_nothing() -> None:
    texts = [f"（{n}）加强第{n}项工作。抓好落实。" for n in "一二三四五"] + ["（六）强化救助"]
    body = "抓好审核。各街镇要加强协作，形成合力。"
    blocks = [RawBlock(text, whole=True) for text in texts]
    assert mended(*blocks, RawBlock(body, whole=True, after_page=True)).text.split("\n") == [*texts, body]


def test_where_paragraphs_are_indented_a_line_without_indent_goes_on_over_the_page() -> None:
    body = "各街镇要加强协作，形成合力，确保各项任务落到实处，定期报送工作进展情况，按时完成年度目标任务。"
    text = f"　　{body}\n　　{body}\n　　加强宣传。做好解读。\n\f扩大影响。\n　　{body}"
    assert lines_of(text) == [body, body, "加强宣传。做好解读。扩大影响。", body]


WRAPPED = """　　为深入贯彻落实市委、市政府关于养老工作的决策部署，
做好 2025 年各项民政重点工作，推进 Smart City
Management 建设，结合云溪实际，制定本工作要点，请认真抓
好落实。
　　一、全面提升养老服务和老龄工作水平，推动民政事业高
质量发展
　　（一）新建社区食堂 3 家、老年助餐服务点 12 个，新增
家庭照护床位 25 张。（牵头单位：市民政局；责任单位：各
街镇）
"""


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    assert lines_of(WRAPPED) == [
        "为深入贯彻落实市委、市政府关于养老工作的决策部署，做好 2025 年各项民政重点工作，"
        "推进 Smart City Management 建设，结合云溪实际，制定本工作要点，请认真抓好落实。",
        "一、全面提升养老服务和老龄工作水平，推动民政事业高质量发展",
        "（一）新建社区食堂 3 家、老年助餐服务点 12 个，新增家庭照护床位 25 张。"
        "（牵头单位：市民政局；责任单位：各街镇）",
    ]


def hard_wrapped(paragraphs: list[str], width: int) -> str:
    """Break paragraphs after so many characters, without indent or blank line."""
    lines = [p[at : at + width] for p in paragraphs for at in range(0, len(p), width)]
    return "\n".join(lines)


BODY = (
    "为贯彻落实市委、市政府关于养老工作的决策部署，做好2025年各项重点工作，"
    "新建食堂30家，新增床位1200张，制定本工作要点，请认真抓好落实"
)


def test_lines_broken_after_a_number_of_characters_are_joined() -> None:
    """Numerals are half as wide, so that the lines differ in columns."""
    paragraphs = [f"一、{BODY}。", f"二、{BODY}。"]
    assert lines_of(hard_wrapped(paragraphs, 20)) == paragraphs


def test_punctuation_that_hangs_over_the_margin_does_not_widen_it() -> None:
    lines = [
        "一、落实市委、市政府关于养老工作的决策",
        "部署，做好各项重点工作，新建食堂十家多，",
        "新增床位，推进建设。制定本要点，请认真",
        "抓好落实。",
        "二、加强督查。",
    ]
    assert lines_of("\n".join(lines)) == ["".join(lines[:4]), lines[4]]


def test_a_line_of_a_wrapped_text_may_begin_like_an_item_by_chance() -> None:
    lines = [
        "一、完善目录。对全省已完成梳理的行政事项编制统",
        "一、规范的办事指南，纳入事项库。坚持两个原则：",
        "一是便民，让群众少跑路；二是高效，并且按照办法",
        "第三条办理，各单位要认真抓好落实，按时报送进展",
        "情况。",
        "二、加强督查。",
    ]
    assert lines_of("\n".join(lines)) == ["".join(lines[:5]), lines[5]]


def test_a_space_at_the_beginning_of_a_wrapped_line_is_kept() -> None:
    lines = [
        "　　一、为贯彻落实市委市政府部署新建食堂",
        " 30 家，新增助餐点并做好运营管理和服务",
        " 1200 人次，制定本工作要点请认真抓好落",
        "实。",
    ]
    assert lines_of("\n".join(lines)) == ["".join(lines).strip("　")]


def test_finished_sentences_of_one_length_are_not_taken_for_a_wrapped_text() -> None:
    sentences = [f"各街镇新建社区食堂和助餐服务点{n}家。" for n in "三四五六七八"]
    assert lines_of("\n".join(sentences)) == sentences


def test_a_title_that_fills_its_line_is_not_joined_to_the_text() -> None:
    lines = [
        "云溪市推进养老服务高质量发展的实施方案",
        "为落实市委、市政府关于养老工作的决策部",
        "署，做好各项重点工作，新建食堂三十家并",
        "新增床位，推进建设。制定本要点，请认真",
        "抓好落实。",
    ]
    assert lines_of("\n".join(lines)) == [lines[0], "".join(lines[1:])]


def test_short_lines_under_some_long_ones_are_not_taken_for_a_wrapped_text() -> None:
    short = [f"云溪市{n}片区，街道办事处" for n in "东西南北中前后左右"]
    long = [f"云溪市{n}片区，社会福利和养老服务指导" for n in "上下内"]
    assert lines_of("\n".join([*short, *long])) == [*short, *long]


def test_names_of_one_length_are_not_taken_for_a_wrapped_text() -> None:
    names = [f"云溪市{n}街道办事处" for n in "东西南北中前后左右上下内外"]
    assert lines_of("\n".join(names)) == names


def test_a_few_lines_of_one_length_among_many_are_not_taken_for_a_wrapped_text() -> None:
    short = [f"云溪市{n}街道办事处" for n in "东西南北中前后左右上下内外"]
    long = [f"云溪市{n}片区，社会福利和养老服务指导" for n in "东西南北"]
    assert lines_of("\n".join([*short, *long])) == [*short, *long]


def test_a_signature_behind_a_page_turn_stays() -> None:
    body = "各街镇要加强协作，形成合力，确保各项任务落到实处，定期报送工作进展情况，按时完成年度目标任务。"
    text = f"　　{body}\n　　{body}\n　　请认真执行。特此通知\n\f云溪市民政局\n2025年2月17日"
    assert lines_of(text) == [body, body, "请认真执行。特此通知", "云溪市民政局", "2025年2月17日"]


def test_a_list_of_short_lines_is_not_taken_for_a_wrapped_text() -> None:
    names = ["云溪市民政局", "云溪市财政局", "云溪市教育局", "云溪市水务局", "云溪市卫生健康委", "云溪市交通运输局"]
    assert lines_of("\n".join(names)) == names


@pytest.mark.parametrize(
    ("before", "after", "space", "between"),
    [
        ("宣传力", "度", False, ""),
        ("宣传力", "度", True, ""),
        ("Smart", "City", False, " "),
        ("20", "25年", False, ""),
        ("中心", "2 家", True, " "),
        ("60%", "以上", True, " "),
        ("中心", "2 家", False, ""),
        ("副检察长李明", "责任部门：第三检察部", True, " "),
        ("副检察长李明", "责任部门：第三检察部", False, ""),
    ],
)
def test_what_stands_between_two_joined_stretches(before: str, after: str, space: bool, between: str) -> None:
    assert glue(before, after, space=space) == between


def test_joins_and_page_furniture_are_noted() -> None:
    number = Furniture("page_number", "— 1 —", None)
    document = mended(RawBlock("加强宣传。加大力"), RawBlock("度，扩大影响。"), furniture=(number,))
    assert document.notes == (diagnose("D102", count=1), diagnose("D103", count=1))


def test_nothing_joined_is_nothing_noted() -> None:
    assert mended(RawBlock("一、总体要求"), RawBlock("二、主要任务")).notes == ()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\u3000\u3000一、总体要求 \u00a0\t", "一、总体要求"),
        ("社区\u200b食堂\u00ad\ufeff１家\x07\r", "社区食堂１家"),
        ("2025 年  工作\u3000要点", "2025 年  工作\u3000要点"),
        ("联系人\t王敏", "联系人 王敏"),
    ],
)
def test_the_text_is_canonical(raw: str, text: str) -> None:
    assert mended(RawBlock(raw)).text == text


def test_empty_blocks_leave_no_blank_line() -> None:
    document = mended(RawBlock("一、总体要求"), RawBlock(" \u3000"), RawBlock("二、主要任务"))
    assert document.text == "一、总体要求\n二、主要任务"


def test_a_line_break_inside_a_paragraph_begins_a_line_that_may_go_on() -> None:
    assert whole("市民政局关于印发\n《养老服务方案》的通知", "各街镇：\n现印发给你们。") == [
        "市民政局关于印发《养老服务方案》的通知",
        "各街镇：",
        "现印发给你们。",
    ]


def cell(text: str, row: int, column: int) -> RawBlock:
    return RawBlock(text, BlockKind.CELL, cell=Cell(0, row, column))


def test_cells_of_a_row_are_joined_by_tabs_and_rows_end_with_a_newline() -> None:
    rows = (cell(" 任务 ", 0, 0), cell("单位", 0, 1), cell("建食堂", 1, 0), cell("", 1, 1))
    document = mended(RawBlock("任务表"), *rows, RawBlock("注：略"))
    assert document.text == "任务表\n任务\t单位\n建食堂\t\n注：略"
    assert document.blocks == (
        Block(0, 3),
        Block(4, 6, BlockKind.CELL, cell=Cell(0, 0, 0)),
        Block(7, 9, BlockKind.CELL, cell=Cell(0, 0, 1)),
        Block(10, 13, BlockKind.CELL, cell=Cell(0, 1, 0)),
        Block(14, 14, BlockKind.CELL, cell=Cell(0, 1, 1)),
        Block(15, 18),
    )


def test_an_empty_row_is_left_out() -> None:
    assert mended(cell("任务", 0, 0), cell("", 1, 0), cell("建食堂", 2, 0)).text == "任务\n建食堂"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("市民政局\n\n市财政局", "市民政局\n市财政局"),
        ("市民政局、\n市财政局", "市民政局、市财政局"),
        ("市局（收\n养）中心", "市局（收养）中心"),
    ],
)
def test_paragraphs_inside_a_cell_keep_their_newline(raw: str, text: str) -> None:
    assert mended(cell(raw, 0, 0)).text == text


def test_a_sentence_is_not_joined_over_a_table() -> None:
    assert mended(RawBlock("做好宣传。加大力"), cell("任务", 0, 0), RawBlock("度，扩大影响。")).text == (
        "做好宣传。加大力\n任务\n度，扩大影响。"
    )


def printed(text: str, page: int, **flags: bool | float) -> RawBlock:
    left = [float(x) for offset in range(len(text)) for x in (offset * 10, offset * 10 + 10)]
    line = RawLine(text, page, (0.0, 0.0, 10.0 * len(text), 10.0), left)
    return RawBlock(text, lines=(line,), **flags)  # type: ignore[arg-type]


def test_printed_lines_keep_their_place_through_cleaning_and_joining() -> None:
    document = mended(
        printed("  一、总体要求 ", 1, full=False, indent=2.0),
        printed("做好Smart", 1, full=True, indent=2.0),
        printed("City\u200b建设，加", 1, full=True, indent=0.0),
        printed("快推进。", 2, full=False, indent=0.0, after_page=True),
    )
    assert document.text == "一、总体要求\n做好Smart City建设，加快推进。"
    assert [document.text[line.start : line.end] for line in document.lines] == [
        "一、总体要求", "做好Smart", "City建设，加", "快推进。",
    ]  # fmt: skip
    edges = [float(x) for offset in range(2, 8) for x in (offset * 10, offset * 10 + 10)]
    assert document.lines[0] == Line(0, 6, 1, (0.0, 0.0, 90.0, 10.0), edges)
    assert list(document.lines[2].edges) == [0, 10, 10, 20, 20, 30, 30, 40, 50, 60, 60, 70, 70, 80, 80, 90]
    assert document.place(21, 23) == (1, (70.0, 0.0, 90.0, 10.0))
    assert document.place(23, 25) == (2, (0.0, 0.0, 20.0, 10.0))


def test_geometry_tells_where_a_paragraph_ends() -> None:
    document = mended(
        printed("做好宣传工作，加大", 1, full=True, indent=2.0),
        printed("力度。", 1, full=False, indent=0.0),
        printed("各街镇要加强协作，", 1, full=True, indent=2.0),
        printed("形成合力。抓好落实", 1, full=True, indent=0.0),
        printed("各单位要按时报送。", 1, full=True, indent=2.0),
    )
    assert document.text.split("\n") == [
        "做好宣传工作，加大力度。",
        "各街镇要加强协作，形成合力。抓好落实",
        "各单位要按时报送。",
    ]


def test_a_date_below_a_signature_as_wide_as_the_page_stays() -> None:
    document = mended(
        printed("云溪市民政局 云溪市财政局", 1, full=True, indent=0.0),
        printed("2025年2月17日", 1, full=False, indent=8.0),
    )
    assert document.text == "云溪市民政局 云溪市财政局\n2025年2月17日"


def test_lines_of_one_printed_page_are_no_note() -> None:
    document = mended(printed("做好宣传，加大", 1, full=True, indent=2.0), printed("力度。", 1, full=False, indent=0.0))
    assert (document.text, document.notes) == ("做好宣传，加大力度。", ())


def test_long_runs_of_one_character_are_read_in_linear_time() -> None:
    for character in "（9、一—：“":
        lines = mended(*(RawBlock(character * 40) for _ in range(500)), RawBlock(character * 20_000))
        assert lines.text.startswith(character)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of real notices is not here")
def test_the_eleven_cuts_of_a_real_notice_are_joined_and_nothing_else() -> None:
    path = next(CORPUS.glob("001_*.txt"))
    given = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = read(path).text.split("\n")
    assert "".join(found) == "".join(given)
    assert len(given) - len(found) == 11
    assert found[6:9] == ["金山区民政局", "2025年2月17日", "2025 年金山民政工作要点及任务分解"]
    numbers = [line.split(". ")[0] for line in found if ". " in line[:4]]
    assert numbers == [str(number) for number in range(1, 33)]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of real notices is not here")
def test_notices_that_are_not_cut_are_left_alone() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        if not path.name.startswith("001_"):
            assert [note.code for note in read(path).notes] == [], path.name


def test_reading_a_text_file_loads_no_other_reader() -> None:
    code = (
        "import sys; from pipeline.ingest import read_bytes; read_bytes('a.txt', b'x');"
        "print(sorted({'docx', 'lxml', 'pypdfium2', 'pdfplumber', 'jieba', 'pandas', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("line", ["任务四：发展农业。", "【重点任务4】发展农业", "2.1.2 改造绿道8公里。", "2.1.2改造绿道8公里。"])
def test_numbers_with_words_and_decimal_numbers_open_lines_of_their_own(line: str) -> None:
    assert lines_of(f"一、重点\n责任单位：市工信局；各县（市、区）人民政府\n{line}\n责任单位：市农业局\n")[2] == line


def test_a_full_stop_that_a_page_turn_left_alone_on_its_line_is_read() -> None:
    text = "一、重点任务\n1. 建好站点。新建2家\n\n— 2 —\n\n。\n2. 管好站点。每月巡查。\n"
    assert "每月巡查" in read_bytes("notice.txt", text.encode()).text


@pytest.mark.parametrize(("indent", "paragraphs"), [(0.0, 2), (2.0, 3)])
def test_a_circled_number_at_the_margin_begins_nothing_where_paragraphs_stand_in(indent: float, paragraphs: int) -> None:
    document = mended(
        printed("（一）做好各项节支工作，压减经费；", 1, full=True, indent=2.0),
        printed("②提高资产使用效益；③抓好捐赠。", 1, full=False, indent=indent),
        printed("（二）做好各项宣传工作，加大力度。", 1, full=False, indent=2.0),
    )
    assert len(document.text.split("\n")) == paragraphs
