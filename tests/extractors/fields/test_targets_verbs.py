"""Verbs that offices write and lists forget, verbs in brackets, nouns that begin like verbs, measure words behind 万."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("下线⟦无证摊点⟧50户", "下线"),
        ("施划⟦停车泊位⟧50户", "施划"),
        ("消除⟦不规范合同⟧50户", "消除"),
        ("新认证⟦绿色农场⟧50户", "新认证"),
        ("提起⟦公益诉讼⟧50户", "提起"),
        ("自主研发⟦模型⟧50户", "自主研发"),
        ("清理压减⟦平台公司⟧50户", "清理压减"),
        ("责令整改⟦企业⟧50户", "责令整改"),
    ],
)
def test_a_verb_of_enforcement_or_service_is_the_action(promised, sentence, action):
    assert promised(sentence) == [(action, "exactly", "50", "户", "level")]


def test_a_clause_with_a_verb_of_its_own_does_not_inherit(promised):
    assert promised("推广应用⟦监督模型⟧10个，自主研发⟦模型⟧2个") == [
        ("推广应用", "exactly", "10", "个", "level"),
        ("自主研发", "exactly", "2", "个", "level"),
    ]


@pytest.mark.parametrize("verb", ["新（改）建", "改（扩）建", "迁（扩）建", "新（改、扩）建", "新、改、扩建"])
def test_a_verb_with_its_other_half_in_brackets_is_one_action(promised, verb):
    assert promised(f"{verb}⟦卫生户厕⟧1800户") == [(verb, "exactly", "1800", "户", "level")]


def test_a_name_in_brackets_behind_new_is_no_verb(promised):
    assert promised("⟦新（城南）小学⟧2所") == [(None, "exactly", "2", "所", "level")]


def test_how_it_is_built_belongs_to_the_action(promised):
    assert promised("标准化建设⟦村卫生室⟧38个") == [("标准化建设", "exactly", "38", "个", "level")]


def test_how_it_is_built_before_works_is_part_of_their_name(promised):
    assert promised("适老化改造⟦项目⟧6个") == [("改造", "exactly", "6", "个", "level")]


def test_a_branch_of_law_that_begins_with_a_verb_keeps_the_verb_of_its_list(promised):
    assert promised("办理⟦生效裁判监督案件⟧12件、⟦执行监督案件⟧25件") == [
        ("办理", "exactly", "12", "件", "level"),
        ("办理", "exactly", "25", "件", "level"),
    ]


@pytest.mark.parametrize("noun", ["到位资金", "对外贸易额", "在建项目投资额"])
def test_a_noun_that_begins_like_a_verb_or_preposition_stays_whole(promised, noun):
    assert promised(f"⟦{noun}⟧超过45亿元") == [(None, "more_than", "45", "亿元", "level")]


def test_a_preposition_before_a_place_is_still_one(promised):
    assert promised("在园区新建⟦公厕⟧5座") == [("新建", "exactly", "5", "座", "level")]


def test_relief_that_is_new_is_one_verb(promised):
    assert promised("⟦企业⟧新增减负18亿元左右") == [("新增减负", "about", "18", "亿元", "level")]


def test_new_issues_are_not_cut_inside_a_word(promised):
    assert promised("新增⟦发明专利⟧30件") == [("新增", "exactly", "30", "件", "level")]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("接种⟦流感疫苗⟧5.5万剂", "万剂"),
        ("完成5.5万卷⟦存量档案数字化⟧", "万卷"),
        ("扫描⟦档案⟧5.5万页", "万页"),
        ("开行⟦航班⟧5.5万航次", "万航次"),
    ],
)
def test_the_measure_word_behind_ten_thousands_belongs_to_the_unit(promised, sentence, unit):
    [(_, comparator, value, found, measure)] = promised(sentence)
    assert (comparator, value, found, measure) == ("exactly", "5.5", unit, "level")


def test_a_noun_that_begins_like_a_measure_word_is_none(promised):
    assert promised("发放5.5万⟦剂量卡⟧") == [("发放", "exactly", "5.5", "万", "level")]


@pytest.mark.parametrize("verb", ["整合", "合并", "撤并", "精简"])
def test_what_is_merged_goes_from_more_to_fewer(only_target, verb):
    found = only_target(f"将县属国有企业由11户{verb}为5户")
    assert (found.action, found.indicator, str(found.value), str(found.baseline)) == (verb, "县属国有企业", "5", "11")
    assert (found.unit, found.measure) == ("户", "level")


def test_a_verb_of_two_halves_ending_in_growth_counts_an_area(promised):
    assert promised("新建⟦高标准农田⟧2.3万亩、改造提升⟦=⟧1.1万亩") == [
        ("新建", "exactly", "2.3", "万亩", "level"),
        ("改造提升", "exactly", "1.1", "万亩", "level"),
    ]


def test_a_verb_of_two_halves_that_closes_the_phrase_counts_its_subject(promised):
    assert promised("⟦村庄⟧改造提升12个") == [("改造提升", "exactly", "12", "个", "level")]


def test_growth_by_a_number_is_still_growth(promised):
    assert promised("⟦办学水平⟧提升5%") == [("提升", "exactly", "5", "%", "increase")]


def test_service_ends_the_noun_of_what_is_provided(promised):
    assert promised("为中小企业提供⟦免费诊断服务⟧1000户次") == [("提供", "exactly", "1000", "户次", "level")]


def test_a_meeting_named_after_a_verb_is_a_noun(promised):
    assert promised("举办⟦招聘会⟧4场，组织开展⟦会商⟧12次") == [
        ("举办", "exactly", "4", "场", "level"),
        ("组织开展", "exactly", "12", "次", "level"),
    ]


@pytest.mark.parametrize("subject", ["接入监控系统的重点单位", "参加培训的农民", "获得认证的农场"])
def test_what_was_done_only_says_who_is_counted(promised, subject):
    assert promised(f"⟦{subject}⟧达到150家") == [("达到", "exactly", "150", "家", "level")]


def test_what_is_to_be_done_keeps_its_verb_before_an_attribute(promised):
    assert promised("培育⟦有竞争力的企业⟧达到20家") == [("培育", "exactly", "20", "家", "level")]


def test_a_verb_behind_its_subject_is_the_action(promised):
    assert promised("新院区设置⟦床位⟧800张") == [("设置", "exactly", "800", "张", "level")]


@pytest.mark.parametrize("of_whom", ["每千人", "每万人", "每万常住人口"])
def test_so_much_to_so_many_is_reached(promised, of_whom):
    assert promised(f"⟦食品抽检量⟧达到{of_whom}7批次") == [("达到", "exactly", "7", "批次", "level")]


def test_a_name_that_opens_with_so_many_stays_whole(promised):
    assert promised("⟦每千人口执业医师数⟧达到3.5人") == [("达到", "exactly", "3.5", "人", "level")]


def test_two_verbs_in_a_row_are_one_action(promised):
    assert promised("新开工改造⟦老旧小区⟧30个，清理取缔⟦无证摊点⟧30个") == [
        ("新开工改造", "exactly", "30", "个", "level"),
        ("清理取缔", "exactly", "30", "个", "level"),
    ]


def test_a_verb_that_names_a_station_joins_no_other(promised):
    assert promised("新建⟦救助管理站⟧1个") == [("新建", "exactly", "1", "个", "level")]


def test_main_and_yearly_before_a_noun_are_part_of_what_is_measured(promised):
    assert promised("⟦主要农作物机械化率⟧达到80%，⟦年度重点任务督察覆盖率⟧达到100%") == [
        ("达到", "exactly", "80", "%", "level"),
        ("达到", "exactly", "100", "%", "coverage"),
    ]


def test_main_and_yearly_before_a_verb_say_how(promised):
    assert promised("主要建设⟦食堂⟧2家，年度完成⟦投资⟧5亿元") == [
        ("建设", "exactly", "2", "家", "level"),
        ("完成", "exactly", "5", "亿元", "level"),
    ]


@pytest.mark.parametrize("label", ["（2）", "（二）", "②"])
def test_the_number_of_an_item_is_no_part_of_its_phrase(promised, label):
    assert promised(f"{label}硬化⟦小巷⟧120条") == [("硬化", "exactly", "120", "条", "level")]


def test_a_bracket_that_opens_a_name_stays(promised):
    assert promised("⟦（一体化）平台⟧3个") == [(None, "exactly", "3", "个", "level")]


def test_new_before_a_verb_behind_its_subject_is_part_of_it(promised):
    assert promised("产业园新签约⟦入园项目⟧15个") == [("新签约", "exactly", "15", "个", "level")]


def test_new_at_the_end_of_another_word_is_not(promised):
    assert promised("以旧换新带动⟦消费⟧300亿元") == [("带动", "exactly", "300", "亿元", "level")]


def test_nouns_joined_by_ji_are_no_verb_with_its_object(promised):
    assert promised("⟦减税降费及退税⟧300亿元") == [(None, "exactly", "300", "亿元", "level")]
    assert promised("改造及提升⟦食堂⟧3家") == [("改造及提升", "exactly", "3", "家", "level")]


def test_jishi_stands_before_a_verb_or_is_part_of_a_rate(promised):
    assert promised("及时更新⟦设备⟧3台，⟦报告及时率⟧达到98%") == [
        ("更新", "exactly", "3", "台", "level"),
        ("达到", "exactly", "98", "%", "level"),
    ]


def test_a_verb_of_its_own_in_a_list_is_not_that_of_the_item_before(promised):
    assert promised("建立⟦老字号名录⟧2个、收录⟦商标⟧300件") == [
        ("建立", "exactly", "2", "个", "level"),
        ("收录", "exactly", "300", "件", "level"),
    ]


def test_a_service_of_a_kind_is_no_verb(promised):
    assert promised("⟦社区嵌入式服务综合体面积⟧不低于800平方米") == [(None, "at_least", "800", "平方米", "level")]
    assert promised("订单式培养⟦技能人才⟧31名") == [("培养", "exactly", "31", "名", "level")]


def test_two_verbs_without_a_noun_count_what_was_counted_before(promised):
    assert promised("新辟⟦公交线路⟧10条，优化调整⟦=⟧20条") == [
        ("新辟", "exactly", "10", "条", "level"),
        ("优化调整", "exactly", "20", "条", "level"),
    ]
    assert promised("新建⟦小区⟧5个，完成⟦改造⟧20个")[1][0] == "完成"
    assert promised("新建⟦食堂⟧5家，更换⟦改造⟧20台")[1][0] == "更换"  # another unit: nothing of before is counted


def test_for_so_many_people_the_verb_behind_them_acts(promised):
    assert promised("为1000人提供⟦康复辅具租赁服务⟧") == [("提供", "exactly", "1000", "人", "level")]
    assert promised("免费为3000名⟦妇女⟧提供“两癌”筛查") == [("提供", "exactly", "3000", "名", "level")]


@pytest.mark.parametrize("mark", "▲●◆■★•")
def test_a_mark_that_opens_an_item_is_no_part_of_its_phrase(promised, mark):
    assert promised(f"{mark}⟦固定资产投资⟧完成230亿元") == [("完成", "exactly", "230", "亿元", "level")]


def test_whose_area_it_is_and_that_it_is_to_be_so_are_no_part_of_the_indicator(promised):
    assert promised("全市要确保⟦事故起数⟧下降10%") == [("下降", "exactly", "10", "%", "decrease")]
    assert promised("全市2025年⟦老旧小区改造⟧新开工49个") == [("新开工", "exactly", "49", "个", "level")]
    assert promised("⟦全市要素交易额⟧达到5亿元") == [("达到", "exactly", "5", "亿元", "level")]


def test_per_head_stays_with_what_is_measured(promised):
    assert promised("带动⟦茶农户均⟧增收1.2万元") == [("增收", "exactly", "1.2", "万元", "increase")]
    assert promised("⟦农户和企业⟧均增收5%") == [("增收", "exactly", "5", "%", "increase")]


def test_verbs_that_go_on_one_another_are_one_action(promised):
    assert promised("⟦均衡发展县⟧创建达标3个") == [("创建达标", "exactly", "3", "个", "level")]
    assert promised("全省今年建成通车⟦高速公路⟧8条")[0][0] == "建成通车"
    assert promised("平台发放⟦贷款⟧8亿元")[0][0] == "发放"
    assert promised("新辟优化⟦线路⟧10条") == [("新辟优化", "exactly", "10", "条", "level")]


def test_what_is_added_is_the_deed_behind_a_cause_or_a_subject(promised):
    assert promised("推动金融机构新增⟦流通贷款⟧400亿元以上") == [("新增", "at_least", "400", "亿元", "level")]
    assert promised("城南水厂新增⟦供水能力⟧10万吨/日") == [("新增", "exactly", "10", "万吨/日", "level")]
    assert promised("⟦绿地建设完成率⟧98%") == [(None, "exactly", "98", "%", "level")]


def test_work_that_names_its_own_object_counts_nothing_of_before(promised):
    assert promised("⟦封山育林⟧5000亩，⟦补植补造⟧1800亩") == [
        ("封山育林", "exactly", "5000", "亩", "level"),
        ("补植补造", "exactly", "1800", "亩", "level"),
    ]


def test_what_is_required_ends_with_the_number(promised):
    assert promised("落实⟦负责人每季度带队检查⟧不少于1次的要求") == [("落实", "at_least", "1", "次", "frequency")]


def test_half_of_something_unsaid_is_no_target(promised):
    assert promised("⟦创建率⟧达到70%，上半年完成过半") == [("达到", "exactly", "70", "%", "level")]


def test_to_win_is_a_verb_and_to_strive_for_a_time_is_none(promised):
    assert promised("争取到⟦上级资金⟧不少于15亿元") == [("争取到", "at_least", "15", "亿元", "level")]
    assert promised("争取到2027年⟦覆盖率⟧达到60%") == [("达到", "exactly", "60", "%", "coverage")]
