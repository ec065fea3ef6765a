"""Responsibility clauses where they stand: in brackets, behind labels, in sentences; and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.fields.clauses import find_clauses
from extractors.fields.findings import Clause, DepartmentFinding, OfficialFinding
from extractors.reading.text import Reading, fold
from schemas.document import SourceDocument

Finds = Callable[[str], bool]
Clauses = Callable[[str], tuple[Clause, ...]]


def test_a_clause_is_returned_whole(clauses: Clauses) -> None:
    text = "办好年夜饭。（牵头领导：李　明，责任部门：局办公室、各镇；完成时限：春节前）"
    assert clauses(text) == (
        Clause(
            6, 38,
            (OfficialFinding(12, 15, "李明", None, "lead", "牵头领导", "parties.labelled"),),
            (
                DepartmentFinding(21, 25, "局办公室", "responsible", "责任部门", False, "parties.labelled"),
                DepartmentFinding(26, 28, "各镇", "responsible", "责任部门", True, "parties.labelled"),
            ),
            ((34, 37),),
            "parties.labelled",
        ),
    )


@pytest.mark.parametrize(
    "marked",
    [
        "办好夜校。（牵头领导：⟦李明@lead⟧，责任部门：⟦局办公室=responsible⟧、⟦各镇=responsible*⟧）",
        "办好夜校(牵头领导：⟦李明@lead⟧、⟦王芳@lead⟧，责任部门：⟦局办公室=responsible⟧)。",
        "办好夜校。〔牵头单位：⟦区教育局=lead⟧〕",
        "办好夜校。[牵头单位：⟦区教育局=lead⟧;配合单位：⟦区财政局=supporting⟧]",
        "办好夜校。【责任单位：⟦区教育局=responsible⟧ 完成时限：⟦6月底前~⟧】",
        "办好夜校。（牵头：⟦区教育局=lead⟧；配合：⟦区财政局=supporting⟧）",
        "办好夜校。（责任单位 ⟦区教育局=responsible⟧）",
        "办好夜校。（责任单位为⟦区教育局=responsible⟧、⟦区财政局=responsible⟧）",
        "办好夜校。（牵头单位⟦区教育局=lead⟧，配合单位⟦区财政局=supporting⟧）",
        "办好夜校。（责任人⟦王芳@responsible⟧）",
        "办好夜校。（责 任 单 位：⟦区教育局=responsible⟧）",
        "办好夜校。（详见附件2，责任单位：⟦区教育局=responsible⟧）",
        "办好夜校。（⟦区教育局=lead⟧牵头，完成时限：⟦2025年6月~⟧）",
        "办好夜校。（牵头单位：⟦区教育局=lead⟧\n配合单位：⟦区财政局=supporting⟧）",
        "办好夜校。（牵头单位：⟦区教育局=lead⟧，⟦区财政局=supporting⟧、⟦各镇=supporting*⟧配合，⟦年底前完成~⟧）",
        "办好夜校。（责任单位：⟦区教育局=responsible⟧会同⟦区财政局=responsible⟧、⟦各镇=responsible*⟧）",
        "办好夜校。（⟦2025年6月底前完成~⟧，责任单位：⟦区教育局=responsible⟧）",
        "办好夜校。（⟦区教育局=responsible⟧、⟦区财政局=responsible⟧，完成时限：⟦6月~⟧）",
        "办好夜校。（责任单位：⟦区教育局=responsible⟧；责任人：⟦李明@responsible⟧；联系电话：57320000）",
        "办好夜校。（责任单位：⟦区教育局=responsible⟧，⟦6月底前完成~⟧）",
        "办好夜校。（责任单位：⟦区教育局=responsible⟧（责任人：⟦李明@responsible⟧）；配合单位：⟦各镇=supporting*⟧）",
        "办好夜校。（牵头领导：⟦李明@lead⟧责任部门：⟦局办公室=responsible⟧）",
        "办好夜校。（分管副区长：⟦李明@in_charge⟧；包案领导：⟦王芳@responsible⟧）",
        "办好夜校。（牵头单位及责任人：⟦区教育局=lead⟧ ⟦李明@responsible⟧）",
    ],
)
def test_a_label_in_a_bracket_gives_the_role(finds: Finds, marked: str) -> None:
    assert finds(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "牵头部门：⟦区教育局=lead⟧\n参与部门：⟦区财政局=supporting⟧、⟦各镇=supporting*⟧\n完成时限：⟦6月底前~⟧",
        "牵头单位：⟦区教育局=lead⟧    配合单位：⟦区财政局=supporting⟧    完成时限：⟦年底前~⟧",
        "牵头单位：⟦区教育局=lead⟧；责任单位：⟦区财政局=responsible⟧；时间安排：⟦全年~⟧",
        "完成时限：⟦2025年7月底前，以后每年持续实施~⟧",
        "办好夜校。责任单位：⟦区教育局=responsible⟧、⟦区财政局=responsible⟧",
        "办好夜校。责任单位：⟦区教育局=responsible⟧、⟦区财政局=responsible⟧。",
        "办好夜校，责任单位：⟦区教育局=responsible⟧。继续做好下一步工作。",
        "责任单位：\n⟦区教育局=responsible⟧\n完成时限：⟦年底前~⟧",
        "1.牵头单位：⟦区教育局=lead⟧",
        "——责任单位：⟦区教育局=responsible⟧",
        "责任部门：⟦局办公室=responsible⟧；牵头领导：⟦李明@lead⟧",
        "责任单位：⟦区教育局=responsible⟧配合单位：⟦区财政局=supporting⟧",
        "【牵头领导】⟦李明@lead⟧ 【责任部门】⟦办公室=responsible⟧、⟦财务科=responsible⟧",
        "责任单位：⟦区教育局=responsible⟧（责任人：⟦李明@responsible⟧）",
        "牵头单位：⟦区教育局=lead⟧（联系人：⟦李明@contact⟧）、⟦区财政局=lead⟧，配合单位：⟦各镇=supporting*⟧",
        "责任单位：⟦区教育局（区委教育工委）=responsible⟧、⟦区财政局=responsible⟧。",
        "责任（配合）单位：⟦区教育局=responsible⟧",
        "本项工作责任单位：⟦区教育局=responsible⟧",
        "【责任单位】：⟦区教育局=responsible⟧\n【完成时限】：⟦年底前~⟧",
    ],
)
def test_a_label_without_a_bracket_gives_the_role(finds: Finds, marked: str) -> None:
    assert finds(marked)


def test_adjacent_label_lines_are_one_clause(clauses: Clauses) -> None:
    text = "牵头部门：区教育局\n完成时限：年底前\n抓好落实。\n责任单位：各镇"
    assert [(text[c.start : c.end]) for c in clauses(text)] == ["牵头部门：区教育局\n完成时限：年底前",
    "责任单位：各镇"]


def test_a_label_in_a_sentence_holds_to_the_full_stop(clauses: Clauses) -> None:
    text = "办好夜校，责任单位：区教育局。继续做好下一步工作。"
    assert [text[c.start : c.end] for c in clauses(text)] == ["责任单位：区教育局"]


def test_a_bracket_never_closed_reaches_to_the_end_of_its_paragraph(finds: Finds) -> None:
    assert finds("办好夜校。（责任单位：⟦区教育局=responsible⟧、⟦各镇=responsible*⟧\n继续推进。")
    assert finds("办好夜校。（⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧配合\n继续推进。")


@pytest.mark.parametrize(
    "marked",
    [
        "（⟦区教育局=lead⟧牵头，⟦区财政局=responsible⟧、⟦区体育局=responsible⟧按职责分工负责）",
        "（⟦区委宣传部=lead⟧、⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧配合）",
        "（⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧、⟦区统计局=supporting⟧参与）",
        "（⟦区教育局=lead⟧牵头，⟦区财政局=responsible⟧等按职责分工负责，⟦各镇政府=responsible*⟧分别负责）",
        "（⟦区教育局=lead⟧牵头，⟦区财政局=responsible⟧按职责负责）",
        "（⟦区教育局=lead⟧牵头、⟦各镇政府=responsible*⟧负责落实，完成时限：⟦2025年10月~⟧）",
        "（⟦区教育局=lead⟧、⟦区财政局=lead⟧分别牵头，⟦各镇政府=responsible*⟧负责落实）",
        "（⟦区教育局=lead⟧牵头⟦区财政局=supporting⟧配合）",
        "（⟦区教育局=lead⟧、⟦区财政局=lead⟧牵头负责）",
        "（⟦区教育局=lead⟧牵头落实）",
        "（⟦区教育局=lead⟧牵头组织实施，⟦区财政局=supporting⟧、⟦区人力资源社会保障局=supporting⟧参与）",
        "（⟦区教育局=responsible⟧、⟦区财政局=responsible⟧负责）",
        "（⟦区教育局=responsible⟧、⟦区财政局=responsible⟧分别负责落实）",
        "（⟦区教育局=responsible⟧、⟦区财政局=responsible⟧依职责分别负责落实）",
        "（⟦区教育局=responsible⟧、⟦各镇=responsible*⟧按分管领域负责，⟦2025年10月底前完成首批并持续推进~⟧）",
        "（⟦区教育局=responsible⟧负责，⟦长期坚持~⟧）",
        "（⟦各镇政务服务中心=responsible*⟧负责，⟦持续推进~⟧）",
        "（⟦区教育局=responsible⟧会同⟦有关部门=responsible*⟧负责）",
        "（⟦区教育局=lead⟧牵头，会同⟦邻江区教育局=supporting⟧协同推进，⟦年底前完成~⟧）",
        "（⟦区教育局=supporting⟧指导，⟦试点区政府=responsible*⟧负责落实）",
        "（⟦区教育局=responsible⟧，⟦各镇政府=responsible*⟧按职责分工负责）",
        "（⟦区教育局=lead⟧牵头,⟦区财政局=supporting⟧配合,⟦6月底前~⟧;⟦各镇(街道)=responsible*⟧负责,⟦长期坚持~⟧)",
        "（⟦区教育局=lead⟧（牵头）、⟦区财政局=responsible⟧按职责分工负责）",
        "（⟦李明@lead⟧牵头，⟦办公室=responsible⟧、⟦人事科=responsible⟧负责落实）",
        "（由⟦李明@lead⟧同志牵头，⟦办公室=supporting⟧配合）",
        "（由⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧协助）",
        "（具体工作由⟦区教育局=lead⟧牵头，⟦各镇=responsible*⟧落实）",
        "（⟦区教育局=responsible⟧负责学校，⟦区卫生健康委=responsible⟧负责医院）",
        "（⟦公安=responsible⟧、⟦民政=responsible⟧、⟦区卫健委=responsible⟧按职责分工负责）",
        "（⟦2025年6月底前~⟧，⟦区教育局=responsible⟧负责）",
        "（⟦区体育局=responsible⟧、⟦区商务局对外贸易科=responsible⟧、⟦区应急局=responsible⟧负责。）",
    ],
)
def test_verbs_in_a_bracket_give_the_roles(finds: Finds, marked: str) -> None:
    assert finds("办好夜校。" + marked)


@pytest.mark.parametrize(
    "marked",
    [
        "办好夜校。⟦区教育局=lead⟧牵头，⟦区财政局=responsible⟧、⟦各镇=responsible*⟧按职责分工负责，⟦年底前完成~⟧。",
        "⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧配合。",
        "由⟦区教育局=lead⟧牵头，成立专班推进。",
        "由⟦区发展改革局=responsible⟧会同⟦区财政局=responsible⟧负责组织实施。",
        "方案由⟦区教育局=lead⟧牵头商⟦区财政局=supporting⟧研究提出，按程序报批。",
        "由⟦区教育局=lead⟧牵头，⟦区财政局=supporting⟧、⟦区体育局=supporting⟧配合，制定实施方案。",
        "方案由⟦区教育局=lead⟧牵头会同⟦区财政局=responsible⟧制定，按程序报批。",
    ],
)
def test_a_sentence_gives_the_roles_where_it_is_sure(finds: Finds, marked: str) -> None:
    assert finds(marked)


def test_running_text_counts_only_without_another_clause(finds: Finds) -> None:
    assert finds("方案由区统计局牵头制定，年内报批。（责任单位：⟦区教育局=responsible⟧）")


@pytest.mark.parametrize(
    "text",
    [
        "由龙头企业牵头的创新联合体达到3家。",
        "新建联合体（由龙头企业牵头）。",
        "牵头组织好元旦春节帮困工作。",
        "优质资源牵头的幼儿园共同体（集团）。",
        "责任单位要高度重视，相关部门要密切配合。",
        "（责任单位要高度重视）",
        "建成试点（高新区社区）。",
        "实施行动计划（2025—2027年）。",
        "区民政局（以下简称区局）负责日常工作。",
        "坚持谁主管谁负责。（谁主管、谁负责）",
        "单位主要负责人负总责，实行院长负责制、首席专家负责制。",
        "给予牵头单位不高于展位费20%的补助。",
        "各级政府对本级预算负责。",
        "开展检查（包括区民政局负责的事项）。",
        "开展检查（区民政局）。",
        "培训对象（村居干部、社工）。",
        "报送相关部门（单位）。",
        "活动时间：周六上午",
        "各责任单位：请于月底前报送。",
        "具体工作由牵头部门负责组织实施。",
        "完善由政府负责人牵头、相关部门共同参与的工作机制。",
        "建立由副区长为召集人、有关部门负责人参加的联席会议制度。",
        "本办法由区民政局负责解释。",
        "指导思想：坚持以人民为中心。",
        "区民政局牵头，区财政局、区统计局",
        "变更理由区民政局负责核实。",
        "推广健身（全民参与，区体育局负责）。",
        "建好培训基地（学校、医院）。",
        "广泛动员（全民参与）。",
        "动员各方（社会参与、部门协同）。",
        "落实要求（国家负责）。",
    ],
)
def test_what_only_looks_like_a_clause_is_none(clauses: Clauses, text: str) -> None:
    assert clauses(text) == ()


def test_a_bracket_of_units_alone_is_a_clause_at_the_end_of_a_paragraph(finds: Finds) -> None:
    assert finds("办好夜校。（⟦区委组织部=responsible⟧、⟦区教育局=responsible⟧，⟦各镇=responsible*⟧）")
    assert finds("办好夜校。（⟦工信部=responsible⟧、⟦公安部=responsible⟧、⟦国家邮政局=responsible⟧，⟦年底前~⟧）")
    assert finds("办好夜校（区委组织部、区教育局）并总结经验。")


def test_a_list_without_a_verb_behind_a_lead_is_responsible_and_in_doubt(clauses: Clauses, finds: Finds) -> None:
    marked = "（⟦区教育局=lead⟧牵头，⟦区财政局=responsible⟧、⟦各镇=responsible*⟧，⟦年底前完成~⟧）"
    assert finds(marked)
    assert [c.doubts for c in clauses("（区教育局牵头，区财政局、各镇，年底前完成）")] == [("P301 区财政局、各镇",)]
    assert [c.doubts for c in clauses("（区教育局牵头，区财政局、各镇配合）")] == [()]


def test_an_unknown_label_ends_a_value_and_is_a_doubt(clauses: Clauses, finds: Finds) -> None:
    assert finds("（责任单位：⟦区教育局=responsible⟧；审核单位：区财政局）")
    assert [c.doubts for c in clauses("（责任单位：区教育局；审核单位：区财政局）")] == [("P302 审核单位",)]


def test_a_name_that_may_be_two_units_is_a_doubt(clauses: Clauses) -> None:
    assert [c.doubts for c in clauses("（责任单位：市科委云溪园管委会）")] == [("P303 市科委云溪园管委会",)]
    assert [c.doubts for c in clauses("（责任单位：市公安局交管局、市委办公室）")] == [()]


def test_a_label_keeps_the_words_of_the_document(clauses: Clauses) -> None:
    labelled, spoken = clauses("（协同责任单位：区教育局）\n（区教育局按职责分工负责）")
    assert [d.label for d in labelled.departments] == ["协同责任单位"]
    assert [(d.label, d.rule) for d in spoken.departments] == [("按职责分工负责", "parties.verb")]


@pytest.mark.parametrize(
    "text",
    [
        "办好夜校。（牵头领导：李明、王芳，责任部门：局办公室、区婚姻（收养）登记中心；完成时限：2025年6月）",
        "牵头单位：区教育局；配合单位：各市、县（区）人民政府，年底前完成",
        "（区教育局牵头，区财政局、各镇（街道）按职责分工负责，2025年10月底前完成）",
        "由区教育局牵头，区财政局配合，制定方案。",
    ],
)
def test_the_width_of_punctuation_changes_nothing(clauses: Clauses, text: str) -> None:
    def spans(found: tuple[Clause, ...]) -> list[object]:
        return [
            (c.start, c.end, [(p.start, p.end, p.role) for p in (*c.officials, *c.departments)], c.times) for c in found
        ]

    assert fold(text) != text
    assert spans(clauses(fold(text))) == spans(clauses(text)) != []


def test_only_the_stretch_that_is_asked_for_is_read() -> None:
    text = "（责任单位：区教育局）（责任单位：区财政局）"
    reading = Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))
    assert [d.name for c in find_clauses(reading, 11, len(text), None) for d in c.departments] == ["区财政局"]


@pytest.mark.parametrize("character", ["（", "9", "、", "一", "(a", "（责任单位：", "由区", "区民政局牵头，", "【",
"：", "和"])
def test_hostile_text_is_read_to_its_end(clauses: Clauses, character: str) -> None:
    assert isinstance(clauses(character * (20_000 // len(character))), tuple)


def test_a_line_of_many_labels_is_read_to_its_end(clauses: Clauses) -> None:
    units = [f"区民政局第{count}办公室" for count in range(2000)]
    [clause] = clauses("；".join(f"责任单位：{unit}" for unit in units))
    assert [department.name for department in clause.departments] == units


def test_a_bracket_behind_a_label_belongs_to_it_and_one_that_is_a_clause_to_none(clauses: Clauses) -> None:
    found = clauses("责任单位：区教育局（责任人：李明）、区财政局。\n建好站点（牵头单位：区民政局）")
    assert [[department.name for department in clause.departments] for clause in found] == [["区教育局", "区财政局"], ["区民政局"]]


def test_a_label_whose_colon_stands_on_the_next_line_is_one(clauses: Clauses) -> None:
    [clause] = clauses("做好宣传。\n牵头单位\n：区民政局")
    assert [(department.name, department.role) for department in clause.departments] == [("区民政局", "lead")]


def test_a_bracket_that_names_a_person_with_a_post_is_a_clause(finds):
    assert finds("开展活动60场次。（常务副市长⟦赵明远@responsible⟧）")


def test_a_bracket_that_names_a_person_without_a_post_is_none(finds):
    assert finds("学习先进典型（王进喜）")
