"""Names in a list: where one ends and the next begins, what is a collective, who is a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.fields.findings import Clause

Finds = Callable[[str], bool]
Clauses = Callable[[str], tuple[Clause, ...]]


def units(clauses: Clauses, text: str) -> list[str]:
    """Return the names behind 责任单位, collectives with a star."""
    return [d.name + "*" * d.collective for c in clauses(f"（责任单位：{text}）") for d in c.departments]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("局养老科，各基层党支部", ["局养老科", "各基层党支部*"]),
        ("区教育局；各镇", ["区教育局", "各镇*"]),
        ("区教育局/区财政局", ["区教育局", "区财政局"]),
        ("区教育局 区财政局", ["区教育局", "区财政局"]),
        ("区交通委 （区道运局）、区财政局", ["区交通委（区道运局）", "区财政局"]),
        ("区 教 育 局、区财政局", ["区教育局", "区财政局"]),
        ("区教育局及各镇政府", ["区教育局", "各镇政府*"]),
        ("区教育局以及各镇政府", ["区教育局", "各镇政府*"]),
        ("区教育局和各镇政府", ["区教育局", "各镇政府*"]),
        ("区教育局与区财政局", ["区教育局", "区财政局"]),
        ("学生工作处与研究生院", ["学生工作处", "研究生院"]),
        ("区重点实验室与设备管理处", ["区重点实验室", "设备管理处"]),
        ("涉案社区、全部社区、湖滨社区", ["涉案社区*", "全部社区*", "湖滨社区"]),
        ("区科技局和工业和信息化局", ["区科技局", "工业和信息化局"]),
        ("16区和云溪经济技术开发区", ["16区*", "云溪经济技术开发区"]),
        ("团区委、区妇联和有关镇政府", ["团区委", "区妇联", "有关镇政府*"]),
        # surnames that begin a place's name, where the last of the list says what all are
        ("省商务厅，成江、温川、达溪市人民政府", ["省商务厅", "成江", "温川", "达溪市人民政府"]),
    ],
)
def test_separators_and_conjunctions_part_units(clauses: Clauses, text: str, names: list[str]) -> None:
    assert units(clauses, text) == names


@pytest.mark.parametrize(
    "name",
    [
        "工业和信息化局", "市文化和旅游局", "市政务服务和数据管理局", "市规划和自然资源局", "市人力资源和社会保障局",
        "退役军人事务局", "县卫生和计划生育局", "省工业与信息化厅", "市发展和改革委", "粮食和储备局",
        "省旅游和文化广电体育厅",
        "中央和国家机关工委", "市住房和城乡建设委", "局干部和人才科", "区社会和经济发展局", "市高等教育处",
        "区婚姻（收养）登记中心", "区交通委（区道运局）", "局人事科（老干部科）",
        "实验室与设备管理处", "合作社和经营指导科", "地方合作处",
    ],
)
def test_a_conjunction_or_bracket_inside_a_name_parts_nothing(clauses: Clauses, name: str) -> None:
    assert units(clauses, name) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "各市、州、县人民政府", "各市、县、区政府", "各市、特区、区人民政府", "各省、自治区、直辖市人民政府", "各市、县（区）人民政府",
        "各县（市、区）人民政府",
        "各镇、街道", "市、区有关部门", "相关科室和局属单位", "相关科室和单位", "相关科室、单位", "各有关部门和单位",
        "各级党委和政府",
        "各场景牵头部门和配合部门", "12个帮扶集团牵头单位", "三大国有公司", "16区", "各街镇", "各委办局", "全体党员",
        "市政府各部门",
        "局属单位", "区县（自治县）政府", "乡镇人民政府", "省级有关部门", "各设区市政府", "试点城市政府",
        "地方人民政府相关部门",
        "各金融机构", "其他成员单位", "局机关各科室", "区防汛指挥部成员单位", "市属国有企业", "各街办（新区）",
        "全区各专班",
        "各盟行政公署、市人民政府", "各区、镇、办事处", "各科室、站、所", "各县（区）人民政府", "市直各部门",
    ],
)
def test_a_collective_is_one_party(clauses: Clauses, name: str) -> None:
    assert units(clauses, name) == [name + "*"]


@pytest.mark.parametrize(
    "name",
    ["韩城市政府", "西咸新区管委会", "杨凌示范区", "地方金融监管局", "人行", "银监局", "总工会", "团市委", "妇联",
    "残联", "科协",
     "电力公司", "中国移动云溪分公司", "惠民集团", "城北街道", "河东镇", "区红十字会", "区计生协", "区关工委",
     "县方志办",
     "区政府", "基层处", "开发区管委会"],
)
def test_a_unit_with_a_name_is_no_collective(clauses: Clauses, name: str) -> None:
    assert units(clauses, name) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各镇、街道、区教育局", ["各镇、街道*", "区教育局"]),
        ("各区、市各相关部门", ["各区*", "市各相关部门*"]),
        ("各区政府、市政府各部门", ["各区政府*", "市政府各部门*"]),
        ("杨凌示范区、西咸新区管委会", ["杨凌示范区", "西咸新区管委会"]),
        ("市科委、中关村管委会", ["市科委", "中关村管委会"]),
        ("各街镇、各委办局", ["各街镇*", "各委办局*"]),
    ],
)
def test_the_comma_of_a_collective_is_told_from_that_of_the_list(clauses: Clauses, text: str, names: list[str]) -> None:
    assert units(clauses, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县财政局，各乡镇党委、政府", ["县财政局", "各乡镇党委、政府*"]),
        ("各乡镇党委、政府和县直有关部门", ["各乡镇党委、政府*", "县直有关部门*"]),
        ("云溪镇党委、政府", ["云溪镇党委、政府"]),
        ("青山街道党工委、办事处", ["青山街道党工委、办事处"]),
        ("各镇街、管委会", ["各镇街、管委会*"]),
        ("县委、县政府", ["县委", "县政府"]),
        ("区教育局、党委", ["区教育局", "党委"]),
    ],
)
def test_a_bare_government_belongs_to_the_name_before_it(clauses: Clauses, text: str, names: list[str]) -> None:
    assert units(clauses, text) == names


@pytest.mark.parametrize("text", ["各县〔市、区〕人民政府", "各县［市、区］政府", "各县〔市、区〕党委政府"])
def test_brackets_of_every_form_hold_a_name_together(clauses: Clauses, text: str) -> None:
    assert units(clauses, f"县财政局、{text}") == ["县财政局", f"{text}*"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会同财政金融局设立产业母基金", ["云溪公司", "财政金融局"]),
        ("会同市财政局、市住房和城乡建设局研究制定办法", ["云溪公司", "市财政局", "市住房和城乡建设局"]),
        ("会同云溪区、各镇组建专班", ["云溪公司", "云溪区", "各镇*"]),
        ("会同专家设立评审规则", ["云溪公司"]),
    ],
)
def test_what_the_joined_units_do_ends_their_list(clauses: Clauses, text: str, names: list[str]) -> None:
    [clause] = clauses(f"由云溪公司牵头，{text}。")
    assert [d.name + "*" * d.collective for d in clause.departments] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区教育局等", ["区教育局"]),
        ("区教育局等部门", ["区教育局"]),
        ("区教育局等单位", ["区教育局"]),
        ("区教育局等12个部门和单位", ["区教育局"]),
        ("区教育局等有关部门", ["区教育局", "有关部门*"]),
        ("区教育局等区级相关部门", ["区教育局", "区级相关部门*"]),
        ("区教育局等有关部门和单位", ["区教育局", "有关部门和单位*"]),
        ("区教育局等和各镇政府", ["区教育局", "各镇政府*"]),
        ("区教育局等；各镇政府", ["区教育局", "各镇政府*"]),
        ("市文化和旅游局等相关部门以及各区政府", ["市文化和旅游局", "相关部门*", "各区政府*"]),
    ],
)
def test_and_others_ends_a_list_and_no_name(clauses: Clauses, text: str, names: list[str]) -> None:
    assert units(clauses, text) == names


def test_a_role_behind_a_name_holds_for_that_name(finds: Finds) -> None:
    assert finds("责任单位：⟦区教育局=lead⟧（牵头）、⟦区财政局=supporting⟧（配合）、⟦各镇=responsible*⟧")


@pytest.mark.parametrize(
    "marked",
    [
        "（牵头领导：⟦李明@lead⟧；责任领导：⟦王芳@responsible⟧；分管领导：⟦赵云@in_charge⟧；联系人：⟦周舟@contact⟧）",
        "（牵头区领导：⟦李　明@lead⟧、⟦欧阳明@lead⟧）",
        "（牵头领导：⟦阿依古丽·买买提@lead⟧）",
        "（牵头领导：⟦王立科@lead⟧）",
        "（责任人：⟦王芳@responsible⟧、⟦局办公室主任@responsible⟧）",
        "（牵头领导：⟦各单位主要负责人@lead⟧）",
        "（牵头领导：⟦办公室=lead⟧）",
        "（责任人：⟦区安监局=responsible⟧）",
        "（责任人：⟦文旅=responsible⟧、⟦卫健=responsible⟧）",
        "（责任单位负责人：⟦王芳@responsible⟧）",
        "（责任人：⟦全体班子成员@responsible⟧）",
        "（责任人：⟦全志强@responsible⟧）",
        "（负责人：⟦李华@responsible⟧（⟦局办公室=responsible⟧））",
        "（责任单位：⟦局办公室=responsible⟧、⟦王芳@responsible⟧）",
        "（责任单位及责任人：⟦局办公室=responsible⟧ ⟦王芳@responsible⟧）",
        "（联系人：⟦李华@contact⟧ 021-57320000）",
        "（牵头领导：⟦区教育局=lead⟧⟦李明@lead⟧）",
        "（牵头单位：⟦区教育局=lead⟧（⟦王芳@lead⟧）、⟦区财政局=lead⟧）",
    ],
)
def test_people_and_units_are_told_apart_by_form(finds: Finds, marked: str) -> None:
    assert finds(marked)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("副局长王强、李华", [("王强", "副局长"), ("李华", None)]),
        ("王强副局长", [("王强", "副局长")]),
        ("张三丰副局长", [("张三丰", "副局长")]),
        ("王强（副局长）", [("王强", "副局长")]),
        ("区委常委、副区长 李华", [("李华", "区委常委、副区长")]),
        ("区民政局副局长赵云", [("赵云", "区民政局副局长")]),
        ("王强同志", [("王强", None)]),
        ("李　明", [("李明", None)]),
        ("李明等", [("李明", None)]),
        ("李明（13800000000）", [("李明", None)]),
    ],
)
def test_a_post_is_a_title_and_no_name(clauses: Clauses, text: str, people: list[tuple[str, str | None]]) -> None:
    [clause] = clauses(f"（牵头领导：{text}）")
    assert [(official.name, official.title) for official in clause.officials] == people
    assert clause.departments == ()
