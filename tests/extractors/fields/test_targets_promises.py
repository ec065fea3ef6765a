"""What other offices promise: parts and wholes, times, rates, lists that share a verb; and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.fields.findings import Calendar
from extractors.fields.targets import read_quantities
from extractors.fields.times import find_times
from extractors.reading.text import Reading
from schemas.document import SourceDocument


def test_a_rate_per_hundred_thousand_keeps_its_denominator_in_the_unit(promised):
    assert promised("⟦孕产妇死亡率⟧下降到9/10万及以下") == [("下降", "at_most", "9", "/10万", "level")]


def test_a_fraction_may_be_written_with_a_stroke(promised):
    assert promised("⟦专项转移支付项目⟧减少1/3以上") == [("减少", "at_least", "0.3333", None, "decrease")]


def test_a_share_of_the_country_is_background(refused):
    assert refused("占全国1/10以上") == [("1", "context"), ("10", "context")]


def test_at_least_may_stand_before_the_verb(promised):
    assert promised("每个镇至少打造1个⟦示范点⟧") == [("打造", "at_least", "1", "个", "level")]


def test_at_least_before_a_phrase_of_place_counts_what_comes_after(promised):
    assert promised("每名班子成员每季度至少到联系支部讲1次⟦党课⟧，⟦=⟧全年不少于4次") == [
        (None, "at_least", "1", "次", "frequency"),
        (None, "at_least", "4", "次", "level"),
    ]


def test_average_is_part_of_a_name_unless_a_verb_follows(promised):
    assert promised("⟦平均住院日⟧控制在7天以内") == [("控制", "at_most", "7", "天", "level")]


def test_a_verb_of_change_at_the_head_is_the_action(promised):
    assert promised("压减⟦法人户数⟧10%以上，提高⟦网上办结率⟧5个百分点") == [
        ("压减", "at_least", "10", "%", "decrease"),
        ("提高", "exactly", "5", "个百分点", "increase"),
    ]


def test_a_compared_share_takes_no_verb_from_inside_its_name(promised):
    assert promised("其中⟦企业职工培训⟧不低于40%") == [(None, "at_least", "40", "%", "level")]


def test_a_name_that_ends_in_task_holds_its_verb(promised):
    assert promised("⟦农田建设任务⟧3万亩") == [(None, "exactly", "3", "万亩", "level")]


def test_a_standard_is_raised_to_an_amount_for_each(promised):
    assert promised("将⟦低保标准⟧提高到每人每月980元") == [("提高", "exactly", "980", "元", "level")]


def test_an_amount_for_each_alone_is_a_price(refused):
    assert refused("安置房每平方米68元") == [("68", "condition")]


def test_the_whole_year_takes_the_place_of_the_quarter_before(all_targets):
    found = all_targets("三季度末完成投资80%，全年完成100%")
    assert [target.deadline.due for target in found] == [date(2025, 9, 30), date(2025, 12, 31)]


def test_a_part_is_asked_to_do_something(promised):
    assert promised("确保全市90%的⟦园区达到安全标准⟧") == [(None, "exactly", "90", "%", "level")]


def test_a_part_that_only_describes_is_a_condition(refused):
    assert refused("支持占比60%的企业") == [("60", "condition")]


def test_what_covers_a_part_is_the_indicator(promised):
    assert promised("推动⟦社区康复服务⟧覆盖60%以上的街镇") == [("覆盖", "at_least", "60", "%", "coverage")]


def test_all_of_a_place_realises_something(only_target):
    found = only_target("城市建成区实现100%清洁取暖")
    assert (found.action, found.indicator, found.measure) == ("实现", "城市建成区清洁取暖", "coverage")


def test_all_of_a_group_reaches_something(only_target):
    found = only_target("乡镇卫生院100%达到国家标准")
    assert (found.action, found.indicator, found.measure) == ("达到", "乡镇卫生院达到国家标准", "coverage")


def test_full_coverage_names_who_is_covered_and_where(only_target):
    found = only_target("长护险基本实现设区市全覆盖")
    assert (found.action, found.indicator, found.measure) == ("实现", "长护险设区市", "coverage")


def test_a_date_with_strokes_is_no_fraction(refused):
    assert refused("发布于2025/7/24") == [("2025", "date"), ("7", "date"), ("24", "date")]


def test_a_promised_time_of_response_is_a_target(promised):
    assert promised("确保3分钟内⟦响应救援⟧、10分钟内⟦出车救援⟧") == [
        (None, "at_most", "3", "分钟", "level"),
        (None, "at_most", "10", "分钟", "level"),
    ]


def test_a_time_of_opening_is_no_target(refused):
    assert refused("设置24小时服务窗口") == [("24", "period")]


def test_goal_after_a_number_is_not_what_is_counted(promised):
    assert promised("实现⟦新增产能⟧8万吨、⟦储能装机⟧60万千瓦目标") == [
        ("实现", "exactly", "8", "万吨", "level"),
        ("实现", "exactly", "60", "万千瓦", "level"),
    ]


def test_one_verb_holds_for_a_list_of_measures(promised):
    assert promised("实现⟦营业收入⟧45亿元、⟦利润总额⟧3亿元") == [
        ("实现", "exactly", "45", "亿元", "level"),
        ("实现", "exactly", "3", "亿元", "level"),
    ]


def test_the_thing_counted_may_be_joined_by_and_to_the_next(promised):
    assert promised("完成3万亩⟦造林补植、管护任务⟧和3000亩⟦重点区域绿化任务⟧") == [
        ("完成", "exactly", "3", "万亩", "level"),
        ("完成", "exactly", "3000", "亩", "level"),
    ]


def test_one_value_may_hold_for_each_of_several(promised):
    assert promised("⟦示范家庭农场⟧和⟦合作社示范社⟧分别达到100家") == [
        ("达到", "exactly", "100", "家", "level"),
        ("达到", "exactly", "100", "家", "level"),
    ]


def test_an_age_group_is_not_two_subjects(promised):
    assert promised("⟦70岁及以下人群死亡率⟧下降到9%及以下和⟦=⟧8%及以下") == [
        ("下降", "at_most", "9", "%", "level"),
        ("下降", "at_most", "8", "%", "level"),
    ]


def test_a_level_counts_what_was_counted_before(promised):
    assert promised("新增⟦国家级绿色工厂⟧3家，⟦省级⟧10家左右") == [
        ("新增", "exactly", "3", "家", "level"),
        ("新增", "about", "10", "家", "level"),
    ]


def test_a_word_that_leads_gives_way_to_the_verb(promised):
    assert promised("加快建设城南、城北等5个⟦产业园⟧") == [("建设", "exactly", "5", "个", "level")]


def test_attracting_investment_is_a_name(promised):
    assert promised("力争⟦招商引资到位资金⟧15亿元以上") == [(None, "at_least", "15", "亿元", "level")]


def test_a_holding_is_a_measure_and_no_look_at_the_present(promised):
    assert promised("⟦每万人发明专利拥有量⟧达到12件") == [("达到", "exactly", "12", "件", "level")]


def test_a_length_is_shortened_to_days(promised):
    assert promised("将⟦公告时间⟧缩短为20日") == [("缩短", "exactly", "20", "日", "level")]


def test_a_baseline_in_another_unit_is_none(only_target):
    found = only_target("开办时间由1天压缩至4小时以内")
    assert (found.indicator, found.value, found.baseline) == ("开办时间", 4, None)


def test_an_object_mark_begins_the_indicator(promised):
    assert promised("引导检测机构将⟦收费标准⟧降低30%以上") == [("降低", "at_least", "30", "%", "decrease")]


def test_what_is_given_to_someone_ends_before_the_receiver(promised):
    assert promised("预拨⟦应补贴额⟧的50%给企业") == [("预拨", "exactly", "50", "%", "level")]


def test_a_capacity_describes_the_plant(refused):
    assert refused("完成日处理3万吨水厂扩建") == [("3", "condition")]


def test_the_number_of_what_there_is_promises_nothing(refused):
    assert refused("安排的重点调度项目有66个") == [("66", "context")]


def test_the_parts_of_a_plan_are_no_targets(refused):
    assert refused("细化为7个大类26项") == [("7", "context"), ("26", "context")]


def test_the_places_of_a_list_promise_nothing(refused):
    assert refused("城东、城西等8个片区在治理方面") == [("8", "context")]


def test_a_year_before_the_plan_tells_the_past():
    text = "2024年，全区新建食堂3家，募集善款186万元。2025年，新建驿站2家，较2023年增长5%。"
    reading = Reading.of(SourceDocument("", "", "", None, text, ()))
    times = find_times(reading, 0, len(text), Calendar(2025))
    found = read_quantities(reading, 0, len(text), times, reported=False, plan_year=2025).targets
    assert [(target.value, target.reported) for target in found] == [(3, True), (186, True), (2, False), (5, False)]


def test_the_thousand_of_a_kilowatt_hour_is_no_magnitude(promised):
    assert promised("⟦外调绿电规模⟧达到400亿千瓦时，⟦装机容量⟧达到500万千瓦") == [
        ("达到", "exactly", "400", "亿千瓦时", "level"),
        ("达到", "exactly", "500", "万千瓦", "level"),
    ]


def test_how_many_are_reached_is_counted_after_the_verb(promised):
    assert promised("推动物业服务覆盖300个⟦老旧小区⟧") == [("覆盖", "exactly", "300", "个", "level")]


def test_all_towns_of_a_county_promise_nothing(refused):
    assert refused("全县14个乡镇实现农村客运公交化") == [("14", "context")]


def test_another_measure_word_counts_another_thing(promised):
    assert promised("每季度开展1次⟦应急演练⟧，全年⟦培训⟧不少于300人次") == [
        ("开展", "exactly", "1", "次", "frequency"),
        ("培训", "at_least", "300", "人次", "level"),
    ]


def test_striving_is_no_part_of_what_is_measured(promised):
    assert promised("全力冲刺⟦地区生产总值⟧100亿元") == [(None, "exactly", "100", "亿元", "level")]


def test_what_each_of_so_many_has_is_a_measure(promised):
    assert promised("⟦每千人拥有体育指导员⟧达到3.3名左右") == [("达到", "about", "3.3", "名", "level")]


def test_a_verb_that_closes_the_phrase_counts_what_follows_the_number(promised):
    assert promised("管理机构设置不少于2名的⟦专管员⟧") == [("设置", "at_least", "2", "名", "level")]


def test_levels_share_the_noun_of_the_last(all_targets):
    found = all_targets("县、乡、村道养护资金每年每公里分别不低于3万元、2万元、1万元")
    assert [(target.indicator, target.value) for target in found] == [
        ("县道养护资金", 3), ("乡道养护资金", 2), ("村道养护资金", 1),
    ]


def test_the_verb_of_a_list_holds_behind_a_comma_for_the_same_measure_word(promised):
    assert promised("培训⟦高素质农民⟧1000人，⟦农村实用人才⟧200人") == [
        ("培训", "exactly", "1000", "人", "level"),
        ("培训", "exactly", "200", "人", "level"),
    ]


def test_a_verb_inside_a_name_does_not_hold_behind_a_comma(promised):
    assert promised("⟦城镇新增就业⟧1.2万人，⟦困难人员就业⟧800人") == [
        ("新增", "exactly", "1.2", "万人", "level"),
        (None, "exactly", "800", "人", "level"),
    ]


def test_points_share_their_unit(promised):
    assert promised("⟦门诊报销比例⟧、⟦住院报销比例⟧分别提高5个和3个百分点") == [
        ("提高", "exactly", "5", "个百分点", "increase"),
        ("提高", "exactly", "3", "个百分点", "increase"),
    ]


def test_the_beds_of_a_building_describe_it(refused):
    assert refused("建设200张床位的住院楼") == [("200", "condition")]


def test_two_names_that_begin_and_end_with_a_level_share_nothing(all_targets):
    found = all_targets("全国文明城市、国家历史文化名城分别增至37座、14座")
    assert [target.indicator for target in found] == ["全国文明城市", "国家历史文化名城"]


def test_a_speed_that_suffices_promises_nothing(refused):
    assert refused("6.5%左右的增速可以实现比较充分的就业") == [("6.5", "condition")]


def test_half_of_the_hours_may_be_asked_for(promised):
    assert promised("⟦实训课时原则上占总课时⟧一半以上") == [(None, "at_least", "0.5", None, "level")]


def test_a_verb_alone_counts_what_it_counted_earlier_in_the_sentence(all_targets):
    found = all_targets("2025年新建5G基站12个，覆盖率达到80%；2026年新建8个，提升改造5处")
    assert [(target.action, target.indicator, str(target.value)) for target in found] == [
        ("新建", "5G基站", "12"), ("达到", "覆盖率", "80"), ("新建", "5G基站", "8"), ("提升改造", "提升改造", "5"),
    ]


def test_a_whole_share_that_is_stated_is_asked_for(promised, refused):
    assert promised("⟦办结率⟧、⟦满意率⟧均为100%") == [("为", "exactly", "100", "%", "level")] * 2
    assert refused("患病率为13.6%") == [("13.6", "context")]


def test_two_verbs_that_belong_together_are_one_action(promised):
    assert promised("培育形成2个⟦产业集群⟧") == [("培育形成", "exactly", "2", "个", "level")]
    assert promised("建成投运⟦充电站⟧6座") == [("建成投运", "exactly", "6", "座", "level")]


@pytest.mark.parametrize(
    "text", ["⟦每百户居民拥有服务设施面积⟧不低于30平方米", "⟦每万人拥有文化设施面积⟧不低于30平方米", "⟦农民收入增速⟧高于城镇居民30%"]
)
def test_a_measure_of_each_of_many_and_one_beside_another_are_asked_for(promised, text):
    assert len(promised(text)) == 1


def test_the_words_that_make_a_share_of_it_are_no_part_of_what_is_shared(promised):
    assert promised("按不低于5%的比例配建⟦充电桩⟧") == [("配建", "at_least", "5", "%", "level")]
