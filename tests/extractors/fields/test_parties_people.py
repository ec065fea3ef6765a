"""Who is named behind a label of leaders or a post, whatever the surname; and which words there name no one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.fields.findings import Clause
from extractors.fields.parties import column_role
from extractors.fields.party_labels import Label, label_before, read_label
from extractors.lexicons import load
from extractors.reading.text import fold

Finds = Callable[[str], bool]
CellFinds = Callable[[str, str], bool]
Clauses = Callable[[str], tuple[Clause, ...]]


@pytest.mark.parametrize(
    "marked",
    [
        "办好夜校。（责任领导：⟦祁远@responsible⟧、⟦贝清源@responsible⟧；牵头单位：⟦县财政局=lead⟧）",
        "办好夜校。（分管领导：⟦广云@in_charge⟧；责任科室：⟦局办公室=responsible⟧）",
        "办好夜校。（牵头领导：⟦祁 远@lead⟧ ⟦贝清源@lead⟧；责任单位：⟦各社区=responsible*⟧）",
        "办好夜校。（责任领导：副市长 ⟦祁远@responsible⟧）",
        "办好夜校。（责任领导：副市长⟦晴云舟@responsible⟧）",
        "办好夜校。（副县长 ⟦晴舟@responsible⟧）",
        "【分管院领导：副检察长 ⟦秋若蘅@in_charge⟧ 责任部门：⟦第三检察部=responsible⟧】",
        "【分管院领导：副检察长⟦秋若蘅@in_charge⟧责任部门：⟦第三检察部=responsible⟧】",
        "【分管院领导：副检察长 ⟦秋若蘅@in_charge⟧责任部门：⟦第三检察部=responsible⟧】",
        "【分管院领导：⟦李 明@in_charge⟧责任部门：⟦第三检察部=responsible⟧】",
        "办好夜校。（责任领导：⟦晴云舟@responsible⟧（副县长）、⟦祁远@responsible⟧同志、⟦晴舟@responsible⟧同志）",
        "办好夜校。（牵头领导：⟦指挥长@lead⟧）",
        # names set wide whose lines ran together
        "办好夜校。（分管领导：⟦陆 明@in_charge⟧⟦俞 悦@in_charge⟧；责任单位：⟦县教育局=responsible⟧）",
        "办好夜校。（责任领导：县委常委、常务副县长 ⟦闻人靖@responsible⟧；牵头单位：⟦县教育局=lead⟧）",
        "办好夜校。（责任领导：县委常委、政法委书记、县公安局局长⟦晴靖@responsible⟧；牵头单位：⟦县公安局=lead⟧）",
    ],
)
def test_behind_a_label_or_a_post_stands_a_person_whatever_the_surname(finds: Finds, marked: str) -> None:
    assert finds(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "办好夜校。（责任领导：⟦局办公室=responsible⟧；牵头单位：⟦县财政局=lead⟧）",
        "办好夜校。（责任人：⟦值班人员=responsible⟧；责任单位：⟦各社区=responsible*⟧）",
        "办好夜校。（责任人：⟦任课教师=responsible⟧、⟦协管员=responsible⟧；牵头领导：⟦院班子=lead⟧）",
        "办好夜校。（责任单位：⟦晴云舟=responsible⟧）",
        "办好夜校。（牵头单位：⟦双拥办=lead⟧、⟦公安局=lead⟧）",
    ],
)
def test_a_unit_or_people_without_a_name_are_no_person(finds: Finds, marked: str) -> None:
    assert finds(marked)


@pytest.mark.parametrize("cell", ["⟦祁 远@in_charge⟧", "⟦贝清源@in_charge⟧、⟦祁远@in_charge⟧", "⟦申屠衡@in_charge⟧"])
def test_a_column_of_leaders_holds_people(cell_finds: CellFinds, cell: str) -> None:
    assert cell_finds("分管领导", cell)


def test_all_posts_before_a_name_are_its_title(clauses: Clauses) -> None:
    [clause] = clauses("办好夜校。（责任领导：县委常委、政法委书记、县公安局局长 闻人靖）")
    assert [(o.name, o.title) for o in clause.officials] == [("闻人靖", "县委常委、政法委书记、县公安局局长")]


def test_an_unknown_surname_is_a_person_and_is_doubted(clauses: Clauses) -> None:
    [clause] = clauses("办好夜校。（牵头领导：晴云舟、祁远）")
    assert ([o.name for o in clause.officials], clause.doubts) == (["晴云舟", "祁远"], ("P305 晴云舟",))


@pytest.mark.parametrize("surname", [*"祁贝蒲秋匡鞠蔺谌褚戚窦臧阚麻隋苟强栾丛花米尚", "闻人", "宇文", "长孙", "段干", "申屠"])
def test_the_surnames_are_known(surname: str) -> None:
    assert surname in {word for entry in load("titles")["surname"] for word in entry["words"]}


@pytest.mark.parametrize(
    "marked",
    [
        "办好夜校。（牵头单位：⟦县财政局=lead⟧；县级领导：副县长⟦祁远@responsible⟧）",
        "办好夜校。（市领导：⟦李明@responsible⟧；牵头单位：⟦市教育局=lead⟧）",
        "办好夜校。（分包领导：⟦李明@responsible⟧；责任科室：⟦局办公室=responsible⟧）",
        "办好夜校。（牵头单位：⟦县财政局=lead⟧ 县级领导：⟦李明@responsible⟧）",
    ],
)
def test_a_label_that_ends_in_leaders_announces_people(finds: Finds, marked: str) -> None:
    assert finds(marked)


@pytest.mark.parametrize("words", ["加强组织领导", "坚持党的领导", "强化领导", "党对工作的领导", "各领导"])
def test_leadership_is_no_label(words: str) -> None:
    assert read_label(words) is None


def test_a_label_of_leaders_begins_behind_a_unit_where_a_break_was_lost() -> None:
    assert label_before("区财政局县级领导") == (4, Label("officials"))


@pytest.mark.parametrize("header", ["加强组织领导", "组织领导"])
def test_a_column_of_leadership_holds_no_people(header: str) -> None:
    assert column_role(header).kind == "unknown"


def test_a_column_of_leaders_of_a_level_holds_officials() -> None:
    assert column_role("县级领导").kind == "officials"


@pytest.mark.parametrize(
    ("words", "role"), [("责任社区", "responsible"), ("责任村（社区）", "responsible"), ("配合学院", "supporting"), ("牵头镇", "lead")]
)
def test_villages_communities_and_colleges_that_answer_are_a_label(words: str, role: str) -> None:
    label = read_label(fold(words))
    assert label is not None
    assert (label.kind, label.department) == ("departments", role)


@pytest.mark.parametrize("words", ["联系村", "包保村", "建设社区", "落实网格"])
def test_villages_that_someone_looks_after_are_no_label_of_who_answers(words: str) -> None:
    assert read_label(words) is None


@pytest.mark.parametrize(
    "marked",
    [
        "降低成本。（分管领导：财务总监 ⟦李明@in_charge⟧）",
        "降低成本。（分管领导：财务总监⟦李明@in_charge⟧；责任部门：⟦财务部=responsible⟧）",
        "降低成本。（分管领导：总会计师 ⟦李明@in_charge⟧、总法律顾问⟦祁远@in_charge⟧）",
        "降低成本。（分管领导：董事会秘书 ⟦李明@in_charge⟧、首席信息官 ⟦阮晴@in_charge⟧）",
        "降低成本。（分管领导：安全总监⟦李明@in_charge⟧、总经理助理 ⟦阮晴@in_charge⟧）",
        "降低成本。（分管领导：⟦李明@in_charge⟧；责任部门：⟦总工程师办公室=responsible⟧、⟦董事会秘书处=responsible⟧）",
    ],
)
def test_the_posts_of_a_company_stand_before_a_name(finds: Finds, marked: str) -> None:
    assert finds(marked)
