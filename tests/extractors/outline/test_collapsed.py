"""Notices saved as one line: letter, plan and tasks are found again where their paragraphs began."""

from __future__ import annotations

import pytest

from extractors.assemble import extract
from extractors.outline.collapsed import unfold
from extractors.reading.text import Reading
from schemas.breakdown import TaskBreakdown
from schemas.document import Block, SourceDocument

PAD = "坚持统筹推进、分类施策，围绕中心服务大局，着力补短板强弱项，推动各项工作取得新成效，为全市高质量发展提供有力支撑。"
LETTER = (
    "云溪市人民政府关于印发云溪市商贸流通行动方案的通知云府发〔2025〕8号各区县（自治县）人民政府，市政府各部门：现将《云溪市商贸流通行动方案》"
    "印发给你们，请认真组织实施。云溪市人民政府2025年2月20日（此件公开发布）云溪市商贸流通行动方案"
)


def document(*paragraphs: str) -> SourceDocument:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 1
    return SourceDocument("notice.txt", "0" * 64, "text/plain", None, "\n".join(paragraphs), tuple(blocks))


def pieces(*paragraphs: str) -> list[str]:
    reading = Reading.of(document(*paragraphs))
    return [reading.text[block.start : block.end] for block in unfold(reading)]


def outline(breakdown: TaskBreakdown) -> list[str]:
    return [f"{task.number} {task.title}: {'、'.join(f'{unit.name}={unit.role}' for unit in task.departments)}" for task in breakdown.tasks]


def test_letter_and_plan_with_labelled_clauses() -> None:
    breakdown = extract(document(
        f"{LETTER}为加快发展，制定本方案。一、总体要求（一）指导思想。{PAD}（二）主要目标。到2027年，培育企业500家以上。"
        "二、重点任务（一）完善网络。建设枢纽3个。（牵头单位：市商务委；责任单位：市交通局、市农业农村委，各区县政府）"
        f"（二）促进消费。{PAD}1.发展首店。引进首店60家。（牵头单位：市商务委；责任单位：各区县政府）2.发展夜市。打造夜市10个。"
        f"（牵头单位：市商务委、市文旅委；责任单位：市城管局）三、保障措施（一）加强领导。{PAD}"
    ))  # fmt: skip
    header = breakdown.header
    assert (header.title, header.plan_title, header.document_number, header.signatory, str(header.issued_on)) == (
        "云溪市人民政府关于印发云溪市商贸流通行动方案的通知", "云溪市商贸流通行动方案", "云府发〔2025〕8号", "云溪市人民政府", "2025-02-20",
    )
    assert header.addressees == ("各区县（自治县）人民政府", "市政府各部门")
    assert [f"{section.label}{section.title}" for section in breakdown.sections] == [
        "一、总体要求", "（一）指导思想", "（二）主要目标", "二、重点任务", "（二）促进消费", "三、保障措施", "（一）加强领导",
    ]
    assert outline(breakdown) == [
        "一 完善网络: 市商务委=lead、市交通局=responsible、市农业农村委=responsible、各区县政府=responsible",
        "1 发展首店: 市商务委=lead、各区县政府=responsible",
        "2 发展夜市: 市商务委=lead、市文旅委=lead、市城管局=responsible",
    ]


def test_clauses_in_tortoise_shells_end_a_task_as_round_ones_do() -> None:
    breakdown = extract(document(
        f"{LETTER}按照有关部署，制定本方案。一、总体要求{PAD}二、主要任务（一）健全机制1.完善标准。每月开展一次排查。"
        "〔市民政局和各区县（自治县，以下简称区县）政府具体负责〕2.强化帮扶。落实帮扶措施。（市民政局、市供销合作社和有关区县政府具体负责）"
        f"（二）发展产业3.打造基地。新建基地20个。〔市农业农村委、市林业局具体负责〕三、保障措施{PAD}"
    ))  # fmt: skip
    assert [f"{section.label}{section.title}" for section in breakdown.sections] == [
        "一、总体要求", "二、主要任务", "（一）健全机制", "（二）发展产业", "三、保障措施",
    ]
    assert outline(breakdown) == [
        "1 完善标准: 市民政局=responsible、各区县（自治县，以下简称区县）政府=responsible",
        "2 强化帮扶: 市民政局=responsible、市供销合作社=responsible、有关区县政府=responsible",
        "3 打造基地: 市农业农村委=responsible、市林业局=responsible",
    ]


def test_headings_glued_to_who_leads() -> None:
    breakdown = extract(document(
        "2025年云溪区对外开放工作要点为做好2025年对外开放工作，制定本要点。一、推动云溪综合保税区获批由区经济发展局牵头，成立工作专班，"
        "争取6月完成申报。二、引进一批外资项目由区投资促进局牵头，组织推介会6场以上。三、完成10座旅游厕所建设由区文旅局牵头，确保9月底前投入使用。"
        f"四、办好云溪博览会由区商务局牵头，制定总体方案。{PAD}"
    ))  # fmt: skip
    assert (breakdown.header.title, breakdown.header.plan_year) == ("2025年云溪区对外开放工作要点", 2025)
    assert outline(breakdown) == [
        "一 推动云溪综合保税区获批: 区经济发展局=lead", "二 引进一批外资项目: 区投资促进局=lead", "三 完成10座旅游厕所建设: 区文旅局=lead",
        "四 办好云溪博览会: 区商务局=lead",
    ]


def test_numbers_glued_to_the_heading_before_them() -> None:
    breakdown = extract(document(
        f"{LETTER}一、优化审批服务1、精简材料。审批材料减少20%以上。牵头单位：区审批局。完成时限：3月。2、推行代办。设立窗口12个。牵头单位：区政务办。"
        f"完成时限：6月。二、扩大有效投资3、加快开工。新开工项目30个。牵头单位：区发改局。完成时限：全年。三、组织实施{PAD}{PAD}"
    ))  # fmt: skip
    assert [section.title for section in breakdown.sections] == ["优化审批服务", "扩大有效投资", "组织实施"]
    assert outline(breakdown) == ["1 精简材料: 区审批局=lead", "2 推行代办: 区政务办=lead", "3 加快开工: 区发改局=lead"]
    assert [str(task.deadlines[0].end) for task in breakdown.tasks] == ["2025-03-31", "2025-06-30", "2025-12-31"]


@pytest.mark.parametrize(
    "line",
    [
        # 统一、规范 is no 一、; a list of numerals is none of items; numbers in brackets belong to what they stand in.
        f"建立统一、规范的标准，落实二、三级医院责任。{PAD * 4}",
        f"小学、初中、高中每天睡眠分别不少于10、9、8个小时。{PAD * 4}",
        f"落实有关规定（一、二、三类地区分别执行）。{PAD * 4}",
        f"一是抓好学习。二是抓好落实。三是抓好督查。{PAD * 4}",
    ],
)
def test_a_long_paragraph_is_not_cut(line: str) -> None:
    assert pieces(line) == [line]


def test_a_word_that_ends_in_one_opens_no_item() -> None:
    line = f"建立统一、规范的标准。{PAD * 4}主要措施：1.建好站点。2.管好站点。3.用好站点，落实二、三级医院责任。"
    assert pieces(line)[0] == f"建立统一、规范的标准。{PAD * 4}主要措施："


def test_a_long_paragraph_among_others_is_left_alone_sooner_than_a_document_of_one_line() -> None:
    items = f"{PAD}主要措施：1.建好站点。2.管好站点。3.用好站点。{PAD * 4}"
    assert len(pieces(items)) == 4
    assert pieces(items, *[PAD] * 20)[0] == items


@pytest.mark.parametrize("piece", ["（", "9", "、", "一", "一、", "1.", "由", "（一）", "第一章", "〔2025〕1号", "《"])
def test_endless_repetition_is_read(piece: str) -> None:
    assert "".join(pieces(piece * 20_000)).replace(" ", "") == piece * 20_000
