"""Lists that share a noun, verbs in compounds, phrases that open inside a list; and what only looks like them."""

from __future__ import annotations

from extractors.outline.titles import reviews_past


def test_town_and_country_share_the_noun(all_targets):
    found = all_targets("城镇和农村常住居民人均可支配收入分别增长6%、7%")
    assert [(target.indicator, str(target.value)) for target in found] == [
        ("城镇常住居民人均可支配收入", "6"),
        ("农村常住居民人均可支配收入", "7"),
    ]


def test_places_before_a_collective_share_its_noun(all_targets):
    found = all_targets("东川、西川等地区细颗粒物浓度分别下降5%、6%")
    assert [(target.indicator, str(target.value)) for target in found] == [
        ("东川细颗粒物浓度", "5"),
        ("西川等地区细颗粒物浓度", "6"),
    ]


def test_whole_names_share_nothing(all_targets):
    found = all_targets("粮食产量和油料产量分别达到12万吨、3万吨")
    assert [target.indicator for target in found] == ["粮食产量", "油料产量"]


def test_new_or_rebuilt_is_one_action(promised):
    assert promised("新增或改扩建⟦村卫生室⟧10家") == [("新增或改扩建", "exactly", "10", "家", "level")]


def test_new_in_front_of_another_noun_stays_alone(promised):
    assert promised("新增⟦改造资金⟧3000万元") == [("新增", "exactly", "3000", "万元", "level")]


def test_a_verb_in_brackets_belongs_to_the_verb_before(promised):
    assert promised("新建（改建）10家⟦老年食堂⟧") == [("新建（改建）", "exactly", "10", "家", "level")]


def test_brackets_of_another_kind_stay_with_the_noun(promised):
    assert promised("新建⟦（城南）学校⟧2所") == [("新建", "exactly", "2", "所", "level")]


def test_a_word_of_modality_opens_a_phrase_inside_a_list(promised):
    assert promised("打响“山水甘泉”品牌、力争⟦游客人数⟧达600万人次") == [
        ("达", "exactly", "600", "万人次", "level")
    ]


def test_a_level_and_above_is_part_of_the_name(promised):
    assert promised("⟦县级以上饮用水源水质达标率⟧达到100%") == [("达到", "exactly", "100", "%", "level")]


def test_a_noun_that_begins_with_a_verb_is_no_verb(promised):
    assert promised("力争⟦全市研发经费⟧达到18亿元，⟦开发区规上企业⟧达到50家") == [
        ("达到", "exactly", "18", "亿元", "level"),
        ("达到", "exactly", "50", "家", "level"),
    ]


def test_a_verb_before_a_longer_noun_stays_a_verb(promised):
    assert promised("建成⟦区级平台⟧3个，开发⟦区域特色产品⟧5个") == [
        ("建成", "exactly", "3", "个", "level"),
        ("开发", "exactly", "5", "个", "level"),
    ]


def test_above_scale_is_no_noun_of_measure(promised):
    assert promised("新增⟦规模以上工业企业⟧40户以上") == [("新增", "at_least", "40", "户", "level")]


def test_a_mark_that_is_passed_counts_nothing(promised):
    assert promised("⟦地区生产总值⟧突破500亿元大关") == [(None, "more_than", "500", "亿元", "level")]


def test_the_rhythm_is_part_of_the_evidence(only_target):
    text = "领导小组每月至少开展一次巡查"
    found = only_target(text)
    assert text[found.start : found.end] == "每月至少开展一次巡查"


def test_the_rhythm_of_another_item_is_not(all_targets):
    text = "每年举办展会2次、开展培训3次"
    assert [text[found.start : found.end] for found in all_targets(text)] == ["每年举办展会2次", "开展培训3次"]


def test_verbs_of_many_trades(promised):
    assert promised("补齐⟦学校短板⟧12处，划定2处⟦临时停车路段⟧，创评⟦文明户⟧100户，颁发⟦证书⟧300份") == [
        ("补齐", "exactly", "12", "处", "level"),
        ("划定", "exactly", "2", "处", "level"),
        ("创评", "exactly", "100", "户", "level"),
        ("颁发", "exactly", "300", "份", "level"),
    ]


def test_cuts_of_taxes_and_fees_are_one_verb(promised):
    assert promised("全年⟦减税降费⟧10亿元，新增⟦减税降费⟧3000万元") == [
        ("减税降费", "exactly", "10", "亿元", "level"),
        ("新增", "exactly", "3000", "万元", "level"),
    ]


def test_a_study_in_a_rhythm_is_a_frequency(promised):
    assert promised("每半年专题研究1次⟦党建工作⟧") == [
        ("专题研究", "exactly", "1", "次", "frequency")
    ]


def test_students_of_research_are_no_study(promised):
    assert promised("⟦研究生招生⟧100名") == [(None, "exactly", "100", "名", "level")]


def test_headings_of_the_state_of_affairs_review():
    assert [reviews_past(title) for title in ("计划执行情况", "发展基础", "面临的形势", "发展基础和主要目标")] == [
        True, True, True, False,
    ]


def test_words_of_a_situation_inside_a_heading_say_nothing():
    assert not reviews_past("提振消费，增强消费促发展基础性作用")


def test_a_change_without_a_name_is_that_of_what_stood_before(all_targets):
    found = all_targets("农产品销售收入完成5亿元，增幅7.5%，综合排名全省第1")
    assert [target.indicator for target in found] == ["农产品销售收入", "农产品销售收入增幅", "农产品销售收入"]


def test_a_change_with_a_name_keeps_it(promised):
    assert promised("⟦居民消费价格涨幅⟧控制在2%以内") == [("控制", "at_most", "2", "%", "increase")]


def test_sectors_share_the_noun_behind_the_last(all_targets):
    found = all_targets("一、二、三产增加值分别增长3%、7%、5%")
    assert [target.indicator for target in found] == ["一产增加值", "二产增加值", "三产增加值"]


def test_how_a_growth_is_measured_is_no_part_of_its_name(promised):
    assert promised("⟦财政收入⟧按可比口径增长10%") == [("增长", "exactly", "10", "%", "increase")]


def test_a_word_that_holds_a_conjunction_joins_nothing(all_targets):
    found = all_targets("信访事项及时受理率、按期办结率均达到100%")
    assert [target.indicator for target in found] == ["信访事项及时受理率", "按期办结率"]
    found = all_targets("自来水普及率和卫生厕所普及率分别达到96%、90%")
    assert [target.indicator for target in found] == ["自来水普及率", "卫生厕所普及率"]


def test_kinds_of_insurance_share_what_is_measured(all_targets):
    found = all_targets("失业、工伤保险参保人数分别达到25万人、28万人")
    assert [target.indicator for target in found] == ["失业保险参保人数", "工伤保险参保人数"]


def test_values_that_name_nothing_are_those_of_as_many_subjects_before(all_targets):
    found = all_targets("旅游人次、旅游收入分别增长15%、18%，达到500万人次、40亿元")
    assert [(target.indicator, target.unit) for target in found] == [
        ("旅游人次", "%"), ("旅游收入", "%"), ("旅游人次", "万人次"), ("旅游收入", "亿元"),
    ]
    found = all_targets("旅游人次、旅游收入分别增长15%、18%，达到40亿元")
    assert found[-1].indicator == "旅游收入"
