"""Look-alikes: numbers that promise nothing, each beside a sentence that does."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《新建2家服务站三年行动方案》要求", [("2", "reference"), ("三", "reference")]),
        ("深化“8+4”政策体系和“3个70%”举措", [("8", "name"), ("4", "name"), ("3", "name"), ("70", "name")]),
        ("推进“15分钟生活圈”建设", [("15", "name")]),
        ("用好三会一课", [("三", "name"), ("一", "name")]),
        ("规范两项补贴资金发放", [("两", "name")]),
        ("建好用好三支青年学习小组", [("三", "name")]),
        ("扎实开展一个支部一件实事", [("一", "name"), ("一", "name")]),
        ("整合理论学习、技能比武等五方面的内容", [("五", "context")]),
        ("持续开展机构服务质量日常90项指标监测", [("90", "context")]),
        ("落实惠企32条政策", [("32", "context")]),
        ("提供24小时救助服务", [("24", "period")]),
        ("做好12345热线工单办理", [("12345", "contact")]),
        ("增加3A级及以上社会组织", [("3", "grade")]),
        ("覆盖二级以上医院", [("二", "grade")]),
        ("办好第十九届水乡婚典", [("十九", "ordinal")]),
        ("开工建设机场三期项目", [("三", "ordinal")]),
        ("为60岁以上老年人接种疫苗", [("60", "condition")]),
        ("开展0—6岁儿童筛查", [("0", "condition"), ("6", "condition")]),
        ("对首次入规的企业给予不超过15万元的一次性奖励", [("15", "condition")]),
        ("参保企业可返还失业保险费，按每人1000元给予补贴", [("1000", "condition")]),
        ("对入规企业给予奖励5万元", [("5", "condition")]),
        ("贯彻省委十一届八次、九次全会精神", [("十一", "ordinal"), ("八", "ordinal"), ("九", "ordinal")]),
        ("年度积分低于600分者取消资格", [("600", "condition")]),
        ("加强二次污染管控", [("二", "name")]),
        ("发展冬季两项", [("两", "name")]),
        ("开放时间为7:00—9:00", [("7", "name"), ("00", "name"), ("9", "name"), ("00", "name")]),
        ("担保机构按照4:3:2:1分担", [("4", "name"), ("3", "name"), ("2", "name"), ("1", "name")]),
        ("中心城区每平方米68.6元", [("68.6", "condition")]),
        ("国家实施的24项激励措施", [("24", "context")]),
        ("由4个方面的指标构成", [("4", "context")]),
        ("推进331边境公路建设", [("331", "name")]),
        ("集体收入10万元以上的村", [("10", "condition")]),
        ("咨询留言1个工作日内答复", [("1", "period")]),
        ("提倡每人每天食盐不高于5克", [("5", "context")]),
        ("全区现有养老机构36家", [("36", "context")]),
        ("依据第三条规定办理", [("三", "numbering")]),
        ("推进5G网络和2.0版门户", [("5", "name"), ("2.0", "name")]),
        ("实施新一轮国企改革", [("一", "name")]),
    ],
)
def test_a_number_that_promises_nothing_is_refused_with_its_class(refused, text, expected):
    assert refused(text) == expected


def test_two_new_schools_are_promised_though_written_in_chinese(promised):
    assert promised("新建两所⟦小学⟧，新增⟦托育园⟧十余所，举办近百场⟦活动⟧") == [
        ("新建", "exactly", "2", "所", "level"),
        ("新增", "more_than", "10", "所", "level"),
        ("举办", "about", "100", "场", "level"),
    ]


def test_some_many_and_a_batch_are_no_numbers(refused):
    assert refused("打造一批品牌，培育若干企业，建设多个园区，形成千亿级集群") == []


def test_a_name_in_quotes_may_be_counted(promised):
    assert promised("打造⟦“15分钟生活圈”⟧30个") == [("打造", "exactly", "30", "个", "level")]


def test_a_condition_stays_in_the_indicator_of_the_number_it_describes(promised):
    assert promised("⟦集体收入10万元以上的村占比⟧达到50%") == [("达到", "exactly", "50", "%", "level")]


def test_an_age_stays_in_the_indicator(promised):
    assert promised("为⟦65岁以上老年人⟧免费体检5万人次") == [("体检", "exactly", "5", "万人次", "level")]


def test_at_least_so_many_of_a_thing_is_no_condition(promised):
    assert promised("建成50个以上⟦数据专区⟧") == [("建成", "at_least", "50", "个", "level")]


def test_a_share_of_a_group_is_promised(promised):
    assert promised("推动80%以上的⟦乡镇建成综合养老服务中心⟧") == [("推动", "at_least", "80", "%", "level")]


def test_a_condition_that_opens_the_subject_stays_in_it(promised):
    assert promised("⟦超过100人的企业⟧达到15%") == [("达到", "exactly", "15", "%", "level")]


def test_paid_subsidies_are_no_ceiling(promised):
    assert promised("发放⟦消费补贴⟧2亿元") == [("发放", "exactly", "2", "亿元", "level")]


def test_a_time_limit_that_is_shortened_is_promised(promised):
    assert promised("⟦办理时间⟧由5个工作日压缩至2个工作日") == [("压缩", "exactly", "2", "个工作日", "level")]


def test_the_subject_of_another_figure_is_background(promised):
    assert promised("17个⟦传统产业增加值⟧增长8%") == [("增长", "exactly", "8", "%", "increase")]


def test_a_figure_in_apposition_counts_nothing_new(promised):
    assert promised("⟦产值⟧跨越7000亿元、⟦=⟧8000亿元两个台阶") == [
        (None, "more_than", "7000", "亿元", "level"),
        (None, "more_than", "8000", "亿元", "level"),
    ]


def test_a_state_of_affairs_is_background(refused):
    assert refused("慢性病患病率为13.6%") == [("13.6", "context")]


def test_a_state_that_is_due_is_promised(promised):
    assert promised("到2030年，⟦健康素养水平⟧为30%") == [("为", "exactly", "30", "%", "level")]


def test_a_standard_that_is_raised_is_no_ceiling(promised):
    assert promised("将⟦人均财政补助标准⟧提高到94元") == [("提高", "exactly", "94", "元", "level")]


def test_so_many_that_are_to_be_covered_are_no_aim_of_their_own(promised):
    assert promised("3月底前实现11个⟦镇街消防站建设⟧全覆盖") == [(None, "exactly", "100", "%", "coverage")]
    assert promised("新建⟦消防站⟧11个、实现⟦镇街⟧全覆盖") == [
        ("新建", "exactly", "11", "个", "level"), ("实现", "exactly", "100", "%", "coverage"),
    ]


def test_what_an_inspection_found_is_no_aim(refused, promised):
    assert refused("督察发现，苇湾河12个排口未整治，违规新建围堰3处") == [("12", "context"), ("3", "context")]
    assert refused("经现场检查发现：3个工地未落实围挡") == [("3", "context")]
    assert promised("督察发现，管理不到位。新建⟦围挡⟧3处") == [("新建", "exactly", "3", "处", "level")]
    assert promised("发现问题及时处置，整改⟦隐患⟧30处") == [("整改", "exactly", "30", "处", "level")]


def test_work_done_to_so_many_is_promised_and_what_is_only_dealt_with_is_there(refused, only_target):
    found = only_target("重点实施城区20条道路的改造提升")
    assert (found.action, found.indicator, found.value, found.unit) == ("实施", "城区道路的改造提升", 20, "条")
    assert refused("强化与周边7个渡口的协作联动") == [("7", "context")]
    assert refused("加强对5个园区的管理") == [("5", "context")]
