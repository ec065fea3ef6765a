"""The rule that a document states for all its clauses: who of a list leads, and who is always of the party."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.fields.clauses import Convention, find_clauses, find_convention
from extractors.fields.findings import Clause
from extractors.reading.text import Reading
from schemas.document import SourceDocument

Finds = Callable[[str], bool]
Clauses = Callable[[str], tuple[Clause, ...]]


def convention(text: str) -> Convention | None:
    return find_convention(Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ())))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（区教育局、区财政局负责，排在第一位的部门为牵头部门，下同）", "排在第一位的部门为牵头部门，下同"),
        ("（区教育局、区财政局等负责。列第一位者为牵头单位，下同）", "列第一位者为牵头单位，下同"),
        ("注：责任单位中排名第一的为牵头单位。", "责任单位中排名第一的为牵头单位"),
        ("说明：第一个为主要责任单位。", "第一个为主要责任单位"),
        ("责任单位：区教育局、区财政局（第一责任单位为牵头单位，下同）", "第一责任单位为牵头单位，下同"),
        ("排在首位的责任单位为牵头单位。", "排在首位的责任单位为牵头单位"),
    ],
)
def test_a_rule_on_the_first_of_a_list_makes_it_the_lead(text: str, words: str) -> None:
    found = convention(text)
    assert found is not None
    assert (text[found.start : found.end], found.first, found.others, found.begins) == (words, "lead", None, 0)


def test_a_rule_may_give_the_others_a_role_too() -> None:
    found = convention("注：主要责任单位第一个为牵头单位，其余为主要配合单位。")
    assert found is not None
    assert (found.first, found.others) == ("lead", "supporting")


@pytest.mark.parametrize("text", ["争创第一位次，成为首位单位。", "第一名为优秀单位。", "按时报送，下同。",
"不再列入名单。"])
def test_other_talk_of_firsts_is_no_rule(text: str) -> None:
    assert convention(text) is None


def test_the_rule_holds_from_the_clause_that_states_it(finds: Finds) -> None:
    assert finds(
        "甲。（⟦区统计局=responsible⟧、⟦区教育局=responsible⟧负责）\n"
        "乙。（⟦区教育局=lead⟧、⟦区财政局=responsible⟧负责，列第一位者为牵头单位，下同）\n"
        "丙。（⟦区财政局=lead⟧、⟦区体育局=responsible⟧、⟦各镇=responsible*⟧按职责分工负责）"
    )


def test_a_rule_in_a_note_holds_for_the_whole_document(finds: Finds) -> None:
    assert finds(
        "甲。（责任单位：⟦区教育局=lead⟧、⟦各镇=supporting*⟧）\n注：责任单位第一个为牵头单位，其余为配合单位。"
    )


def test_a_rule_in_a_bracket_of_its_own_holds_for_the_list_before_it(finds: Finds) -> None:
    assert finds(
        "责任单位：⟦财政局=lead⟧、⟦工商联=responsible⟧（列第一位者为牵头或汇总单位，下同）\n2.办好夜校。\n"
        "责任单位：⟦发改局=lead⟧、⟦人民银行=responsible⟧"
    )


def test_a_clause_with_a_lead_of_its_own_is_left_alone(finds: Finds) -> None:
    assert finds("乙。（⟦区教育局=lead⟧、⟦区财政局=lead⟧牵头负责）\n注：列第一位者为牵头单位。")
    assert finds("乙。（⟦区教育局=lead⟧牵头，⟦区财政局=responsible⟧负责）\n注：列第一位者为牵头单位。")


def test_supporting_units_stay_supporting_under_the_rule(finds: Finds) -> None:
    assert finds("乙。（责任单位：⟦区教育局=lead⟧；配合单位：⟦区财政局=supporting⟧）\n注：列第一位者为牵头单位。")


def test_a_role_set_by_the_rule_says_so(clauses: Clauses) -> None:
    text = "（区教育局、区财政局负责，列第一位者为牵头单位，下同）"
    [clause] = clauses(text)
    rule = (text.index("列第"), text.index("）"))
    assert [(d.name, d.role, d.stated_by) for d in clause.departments] == [
        ("区教育局", "lead", rule), ("区财政局", "responsible", None),
    ]


def test_a_rule_adds_parties_to_every_later_clause(clauses: Clauses) -> None:
    text = (
        "甲。（区教育局负责）\n乙。（区财政局及各镇政府、江湾新区管委会负责。"
        "以下责任单位均包括各镇政府、江湾新区管委会，不再列出）\n丙。（区体育局负责）"
    )
    first, stating, later = clauses(text)
    assert [d.name for d in first.departments] == ["区教育局"]
    assert [(d.name, d.stated_by) for d in stating.departments] == [
        ("区财政局", None), ("各镇政府", None), ("江湾新区管委会", None),
    ]
    said = text.rindex("各镇政府")
    rule = (text.index("以下责任"), text.index("列出") + 2)
    assert [(d.name, d.role, d.collective, d.start, d.rule, d.stated_by) for d in later.departments] == [
        ("区体育局", "responsible", False, text.rindex("区体育局"), "parties.verb", None),
        ("各镇政府", "responsible", True, said, "parties.stated", rule),
        ("江湾新区管委会", "responsible", False, said + 5, "parties.stated", rule),
    ]


def test_a_rule_may_name_who_carries_everything_out(clauses: Clauses) -> None:
    text = "甲。（区教育局指导，试点镇政府负责落实。以下均需试点镇政府落实，不再列出）\n乙。（区体育局指导）"
    assert [[(d.name, d.role) for d in c.departments] for c in clauses(text)] == [
        [("区教育局", "supporting"), ("试点镇政府", "responsible")],
        [("区体育局", "supporting"), ("试点镇政府", "responsible")],
    ]


def test_one_unit_in_a_bracket_is_a_clause_where_a_rule_on_order_stands(finds: Finds) -> None:
    assert finds("甲。（⟦区教育局=lead⟧）\n注：排在第一位的为牵头单位。")


def test_without_a_rule_the_first_is_no_lead(finds: Finds) -> None:
    text = "（责任单位：⟦区教育局=responsible⟧，⟦区财政局=responsible⟧、⟦区体育局=responsible⟧）"
    assert finds(text)


def test_clauses_can_be_read_without_a_rule() -> None:
    text = "（区教育局负责，列第一位者为牵头单位，下同）"
    reading = Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))
    [clause] = find_clauses(reading, 0, len(text), None)
    assert [(d.name, d.role) for d in clause.departments] == [("区教育局", "responsible")]


def test_a_rule_may_add_a_party_that_holds_a_bracket() -> None:
    text = "（市农业局负责。以下任务均需各县（市、区）党委和政府负责，不再一一列出）"
    found = convention(text)
    assert found is not None
    assert [text[added.start : added.end] for added in found.added] == ["各县（市、区）党委和政府"]


def test_brackets_of_another_kind_inside_a_name_are_read_as_its_own(clauses: Clauses) -> None:
    [clause] = clauses("落实帮扶机制。（市委农办〔市乡村振兴局〕牵头）")
    assert [(party.name, party.role) for party in clause.departments] == [("市委农办〔市乡村振兴局〕", "lead")]


def test_rare_surnames_are_people_where_an_official_is_expected(clauses: Clauses) -> None:
    [clause] = clauses("（责任单位：农机站；责任人：农建国、卞琳）")
    assert [party.name for party in clause.departments] == ["农机站"]
    assert [official.name for official in clause.officials] == ["农建国", "卞琳"]


def test_where_no_one_is_named_as_lead_a_rule_may_make_all_who_answer_lead(finds: Finds) -> None:
    rule = "特别是牵头单位（无牵头单位的，责任单位即为牵头单位，下同）要细化方案。\n"
    assert finds(f"{rule}新增企业20家。（责任单位：⟦区科技局=lead⟧、⟦区财政局=lead⟧）")
    assert finds(f"{rule}新增就业2万人。（牵头单位：⟦区人社局=lead⟧；责任单位：⟦区教育局=responsible⟧）")
    assert convention("没有牵头单位的任务由责任单位提出建议。") is None


def test_a_party_that_all_tasks_concern_joins_every_clause(clauses: Clauses) -> None:
    text = (
        "推进建设。〔责任单位：省商务厅。具体任务均涉及相关市（州）人民政府，不再做分工，下同。〕\n优化环境。〔责任单位：省发改委〕"
    )
    assert [[unit.name for unit in clause.departments] for clause in clauses(text)] == [
        ["省商务厅", "相关市（州）人民政府"], ["省发改委", "相关市（州）人民政府"],
    ]
