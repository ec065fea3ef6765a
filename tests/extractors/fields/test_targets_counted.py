"""What a number counts: the words before it, or the words behind it."""

from __future__ import annotations

import pytest


def test_the_words_before_the_number_are_counted(promised):
    assert promised("新建⟦社区食堂⟧ 1 家。") == [("新建", "exactly", "1", "家", "level")]


def test_one_verb_governs_a_list(promised):
    assert promised("新增⟦家庭床位⟧ 25 张、⟦日间托位⟧ 75 个，培训⟦护理员⟧120名") == [
        ("新增", "exactly", "25", "张", "level"),
        ("新增", "exactly", "75", "个", "level"),
        ("培训", "exactly", "120", "名", "level"),
    ]


def test_an_item_with_its_own_verb_keeps_it(promised):
    assert promised("新建⟦口袋公园⟧5座、改造⟦健身步道⟧12公里") == [
        ("新建", "exactly", "5", "座", "level"),
        ("改造", "exactly", "12", "公里", "level"),
    ]


def test_a_verb_that_begins_a_name_in_a_list_is_no_verb(promised):
    assert promised("新建⟦实训中心⟧2个、⟦培训基地⟧5个") == [
        ("新建", "exactly", "2", "个", "level"),
        ("新建", "exactly", "5", "个", "level"),
    ]


def test_the_words_behind_the_number_are_counted_after_a_verb(promised):
    assert promised("指导各镇完成 3 名⟦孤儿成年安置⟧工作") == [("完成", "exactly", "3", "名", "level")]


def test_an_attribute_before_the_number_is_no_indicator(promised):
    assert promised("打造具有区域影响力的20个⟦应用场景⟧。") == [("打造", "exactly", "20", "个", "level")]


def test_a_second_number_before_its_noun_carries_the_verb(promised):
    assert promised("提档升级40个⟦乡镇养老站⟧、15支⟦志愿救援队⟧") == [
        ("提档升级", "exactly", "40", "个", "level"),
        ("提档升级", "exactly", "15", "支", "level"),
    ]


def test_two_numbers_before_their_nouns_joined_by_and(promised):
    assert promised("新建100公里⟦绿道⟧和20座⟦驿站⟧") == [
        ("新建", "exactly", "100", "公里", "level"),
        ("新建", "exactly", "20", "座", "level"),
    ]


def test_what_is_counted_may_stand_on_both_sides(only_target):
    found = only_target("完成老城区平房2000户申请式退租")
    assert (found.action, found.indicator, found.value, found.unit) == ("完成", "老城区平房申请式退租", 2000, "户")


def test_compound_verbs_are_one_action(promised):
    assert promised("新建和改造提升⟦高标准农田⟧8万亩，更新改造⟦老旧电梯⟧300台，提质升级⟦村级服务站⟧60个") == [
        ("新建和改造提升", "exactly", "8", "万亩", "level"),
        ("更新改造", "exactly", "300", "台", "level"),
        ("提质升级", "exactly", "60", "个", "level"),
    ]


def test_a_light_verb_leaves_the_verb_after_it_to_the_noun(promised):
    assert promised("开展⟦技能培训⟧5000人次，完成⟦农村公路改造⟧120公里") == [
        ("开展", "exactly", "5000", "人次", "level"),
        ("完成", "exactly", "120", "公里", "level"),
    ]


def test_new_joins_with_the_verb_after_it(promised):
    assert promised("新引进⟦领军人才⟧40名，新上线⟦高频事项⟧32个") == [
        ("新引进", "exactly", "40", "名", "level"),
        ("新上线", "exactly", "32", "个", "level"),
    ]


def test_a_verb_that_begins_a_noun_is_no_action(promised):
    assert promised("⟦服务业增加值⟧增长6%，⟦投资完成率⟧98%") == [
        ("增长", "exactly", "6", "%", "increase"),
        (None, "exactly", "98", "%", "level"),
    ]


def test_the_verb_stands_after_a_preposition_phrase(promised):
    assert promised("利用闲置厂房新改建⟦群众健身场地⟧30处，为⟦小微企业⟧减负2亿元") == [
        ("新改建", "exactly", "30", "处", "level"),
        ("减负", "exactly", "2", "亿元", "level"),
    ]


def test_the_verb_stands_after_a_verb_that_makes_others_do_it(promised):
    assert promised("支持各县建设⟦冷链仓库⟧12座") == [("建设", "exactly", "12", "座", "level")]


def test_a_scope_before_the_verb_is_dropped(promised):
    assert promised("全市更新改造⟦燃气管网⟧80公里") == [("更新改造", "exactly", "80", "公里", "level")]


def test_a_scope_before_a_noun_is_kept(promised):
    assert promised("⟦全市经营主体数量⟧增长5%") == [("增长", "exactly", "5", "%", "increase")]


def test_the_verb_may_close_the_phrase(promised):
    assert promised("⟦涉农贷款⟧新增20亿元") == [("新增", "exactly", "20", "亿元", "level")]


def test_coverage_of_things_keeps_its_subject(promised):
    assert promised("⟦智能手环服务覆盖独居老人⟧600户") == [("覆盖", "exactly", "600", "户", "level")]


def test_among_them_carries_the_verb(promised):
    assert promised("新建⟦充电桩⟧2万个，其中⟦农村⟧1万个以上") == [
        ("新建", "exactly", "2", "万个", "level"),
        ("新建", "at_least", "1", "万个", "level"),
    ]


def test_a_noun_of_measurement_takes_no_verb_from_the_list(promised):
    assert promised("新增⟦电力装机⟧20万千瓦，其中⟦绿色能源占比⟧60%以上") == [
        ("新增", "exactly", "20", "万千瓦", "level"),
        (None, "at_least", "60", "%", "level"),
    ]


def test_the_same_work_by_two_terms_is_two_targets(promised):
    assert promised("6月底前完成⟦危房改造⟧30户，年底前完成⟦危房改造⟧80户") == [
        ("完成", "exactly", "30", "户", "level"),
        ("完成", "exactly", "80", "户", "level"),
    ]


def test_brackets_carry_on_what_stands_before_them(promised):
    assert promised("新增⟦学位⟧2万个（其中⟦普通高中⟧5000个）") == [
        ("新增", "exactly", "2", "万个", "level"),
        ("新增", "exactly", "5000", "个", "level"),
    ]


def test_an_upgrade_into_something_else_is_one_indicator(promised):
    assert promised("升级改造⟦助餐点为社区食堂⟧ 2 家") == [("升级改造", "exactly", "2", "家", "level")]


def test_the_subject_a_number_opens_is_counted_where_a_verb_follows(promised):
    assert promised("80个⟦重点项目⟧开工建设") == [("开工建设", "exactly", "80", "个", "level")]


def test_money_before_a_further_verb_is_a_target_of_its_own(promised):
    assert promised("⟦投资⟧5亿元建设3座⟦桥梁⟧") == [
        (None, "exactly", "5", "亿元", "level"),
        ("建设", "exactly", "3", "座", "level"),
    ]


def test_a_long_list_before_deng_is_cut(promised):
    assert promised("新增东河工业母机、西岭现代纺织服装、南山丘陵农机装备、北港海工等⟦先进制造业集群⟧4个") == [
        ("新增", "exactly", "4", "个", "level")
    ]


def test_modality_is_no_action(only_target):
    found = only_target("力争社会消费品零售总额增长5%以上")
    assert (found.action, found.modality, found.indicator) == ("增长", "力争", "社会消费品零售总额")


def test_striving_for_money_is_the_action(only_target):
    found = only_target("争取设备更新资金5000万元")
    assert (found.action, found.modality, found.indicator) == ("争取", None, "设备更新资金")


def test_the_evidence_runs_from_the_verb_to_the_comparator(only_target):
    text = "继续推进改革，培育龙头企业 10 家以上，形成合力"
    found = only_target(text)
    assert text[found.start : found.end] == "培育龙头企业 10 家以上"
    assert text[slice(*found.number)] == "10"


def test_half_width_marks_change_no_value(promised):
    wide = promised("新增⟦床位⟧2张（⟦护理型⟧1张），⟦合格率⟧达９８％以上；")
    narrow = promised("新增⟦床位⟧2张(⟦护理型⟧1张),⟦合格率⟧达98%以上;")
    assert wide == narrow
    assert len(wide) == 3


def test_a_verb_that_only_closes_phrases(promised):
    assert promised("⟦生猪⟧出栏20万头左右") == [("出栏", "about", "20", "万头", "level")]


def test_a_verb_alone_counts_the_thing_before_it(promised):
    assert promised("⟦保障性住房⟧开工1200套、基本建成⟦=⟧800套") == [
        ("开工", "exactly", "1200", "套", "level"),
        ("建成", "exactly", "800", "套", "level"),
    ]


def test_a_verb_that_holds_its_object_carries_nothing_over(promised):
    assert promised("⟦森林抚育⟧1万亩，⟦新造林⟧3000亩") == [
        (None, "exactly", "1", "万亩", "level"),
        ("新造林", "exactly", "3000", "亩", "level"),
    ]


def test_a_noun_that_begins_with_a_verb_stays_whole(promised):
    assert promised("⟦服务业项目⟧20个") == [(None, "exactly", "20", "个", "level")]


def test_a_total_in_a_list_has_no_verb(promised):
    assert promised("建设⟦海外仓⟧30个、⟦总面积⟧12万平方米") == [
        ("建设", "exactly", "30", "个", "level"),
        (None, "exactly", "12", "万平方米", "level"),
    ]


def test_a_limit_in_a_list_keeps_the_verb(promised):
    assert promised("新建⟦食堂⟧2家、⟦助餐点⟧不少于5个") == [
        ("新建", "exactly", "2", "家", "level"),
        ("新建", "at_least", "5", "个", "level"),
    ]


def test_so_many_tiers_are_counted(promised):
    assert promised("压减⟦管理层级⟧1级") == [("压减", "exactly", "1", "级", "decrease")]
    assert promised("⟦管理层级⟧压缩至3级以内") == [("压缩", "at_most", "3", "级", "level")]


@pytest.mark.parametrize("grade", ["完善各层级3级网络", "启动3级响应", "省市县三级平台贯通"])
def test_a_grade_is_counted_nowhere(refused, grade):
    assert [number_class for _, number_class in refused(grade)] != ["target"]


def test_a_bracket_right_behind_the_number_is_no_part_of_what_is_counted(all_targets):
    found = all_targets("按不超过0.8%（扶贫项目不超过0.5%）的优惠费率担保")
    assert [(target.indicator, str(target.value)) for target in found] == [("优惠费率担保", "0.8"), ("扶贫项目", "0.5")]
