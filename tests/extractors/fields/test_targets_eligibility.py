"""Who may apply, what is paid back, how large a named thing is: numbers that promise nothing; and those that do."""

from __future__ import annotations

import pytest


def test_what_has_to_be_met_before_a_benefit_is_a_condition(refused):
    assert refused("招用人员达到职工人数15%的，可申请贷款") == [("15", "condition")]


def test_every_condition_of_a_list_before_a_benefit_is_one(refused):
    assert refused("面积不低于3000平方米、入驻企业不少于30家的园区，予以认定") == [
        ("3000", "condition"), ("30", "condition"),
    ]


def test_a_condition_in_brackets_before_a_benefit_is_one(refused):
    assert refused("招用人数占职工总数25%（超过100人的企业达到15%）的，可申请贷款") == [
        ("25", "condition"), ("100", "condition"), ("15", "condition"),
    ]


def test_an_aim_before_a_sentence_on_benefits_stays_an_aim(promised):
    assert promised("培育⟦上市企业⟧3家，对成功上市的，给予奖励") == [("培育", "exactly", "3", "家", "level")]


def test_what_may_be_paid_back_is_no_aim(refused):
    assert refused("对不裁员的企业，可返还失业保险费的50%") == [("50", "condition")]


def test_what_an_applicant_must_have_is_a_condition(refused):
    assert refused("申报企业上年度销售收入应达到2000万元以上") == [("2000", "condition")]


def test_what_is_applied_for_is_counted(promised):
    assert promised("申报⟦项目⟧30个以上") == [("申报", "at_least", "30", "个", "level")]


def test_a_reward_received_is_no_grant(promised):
    assert promised("争取⟦上级奖励资金⟧800万元") == [("争取", "exactly", "800", "万元", "level")]


def test_the_capacity_in_the_name_of_works_is_part_of_the_name(refused):
    assert refused("开工建设甘泉石化120万吨乙烯改造项目") == [("120", "condition")]


def test_a_capacity_that_is_built_is_an_aim(promised):
    assert promised("开工建设100万千瓦⟦风电项目⟧，新建⟦污水管网⟧20公里") == [
        ("开工建设", "exactly", "100", "万千瓦", "level"),
        ("新建", "exactly", "20", "公里", "level"),
    ]


def test_the_size_of_some_is_a_condition(refused):
    assert refused("培育一批产值超50亿元的集群") == [("50", "condition")]


def test_money_that_is_put_to_use_is_there(refused):
    assert refused("发挥10亿元专项资金作用") == [("10", "context")]


def test_money_that_is_spent_on_vouchers_is_an_aim(promised):
    assert promised("发放1.5亿⟦消费券⟧") == [("发放", "exactly", "1.5", "亿", "level")]


def test_what_is_held_for_each_ten_thousand_is_an_aim_with_a_comparator_behind(promised):
    assert promised("⟦每万人发明专利拥有量⟧12件以上") == [(None, "at_least", "12", "件", "level")]


def test_a_round_of_leases_is_a_name(refused):
    assert refused("做好二轮土地承包到期后的延包") == [("二", "name")]


def test_players_on_a_side_are_no_people(promised):
    assert promised("建成⟦11人制足球场⟧2个") == [("建成", "exactly", "2", "个", "level")]


def test_a_rhythm_with_a_limit_needs_no_verb(promised):
    assert promised("每月不少于1次⟦督导检查⟧") == [(None, "at_least", "1", "次", "frequency")]


def test_a_verb_that_closes_behind_a_cause_is_the_action(promised):
    assert promised("推动5个⟦项目⟧开工建设，推动30家⟦企业“上云”⟧") == [
        ("开工建设", "exactly", "5", "个", "level"),
        ("推动", "exactly", "30", "家", "level"),
    ]


def test_a_plain_verb_goes_before_one_inside_a_noun(promised):
    assert promised("为30个⟦居家养老服务机构⟧配备智能终端") == [("配备", "exactly", "30", "个", "level")]


def test_the_year_an_applicant_is_judged_by_makes_a_condition(refused):
    assert refused("上年度营业收入不低于2000万元，近两年平均增长率10%以上") == [
        ("2000", "condition"), ("两", "date"), ("10", "condition"),
    ]


def test_a_change_against_the_year_before_is_an_aim(promised):
    assert promised("⟦固定资产投资⟧较上年度增长10%以上") == [("增长", "at_least", "10", "%", "increase")]


def test_copies_to_hand_in_are_no_aim(refused):
    assert refused("申请表一式5份") == [("一", "name"), ("5", "condition")]


def test_a_reward_for_a_thing_is_a_grant(refused):
    assert refused("投资3亿元以下的项目奖励300万元") == [("3", "condition"), ("300", "condition")]


def test_rewards_that_are_handed_out_are_an_aim(promised):
    assert promised("发放⟦稳岗补贴⟧300万元") == [("发放", "exactly", "300", "万元", "level")]


def test_a_time_to_publish_for_is_a_condition(refused):
    assert refused("公示期不少于5个工作日") == [("5", "condition")]


def test_shares_of_a_burden_are_no_aims(refused):
    assert refused("保费由市、县财政分别承担60%、40%") == [("60", "condition"), ("40", "condition")]


def test_an_amount_that_describes_what_is_counted_is_a_condition(promised):
    assert promised("培育20个⟦产值超100亿元集群⟧，新增⟦年收入超10亿元企业⟧5家") == [
        ("培育", "exactly", "20", "个", "level"),
        ("新增", "exactly", "5", "家", "level"),
    ]


def test_an_amount_before_whom_it_selects_is_a_condition_though_a_predicate_counts_them(promised):
    assert promised("⟦产值超10亿元企业⟧达到8家") == [("达到", "exactly", "8", "家", "level")]
    assert promised("⟦年销售收入超10亿元农业龙头企业⟧达到100家") == [("达到", "exactly", "100", "家", "level")]
    assert promised("完成⟦投资⟧超10亿元，⟦企业⟧达到8家") == [
        ("完成", "more_than", "10", "亿元", "level"),
        ("达到", "exactly", "8", "家", "level"),
    ]


def test_money_for_training_is_no_training(promised):
    assert promised("确保⟦职工培训经费⟧占比60%以上".replace("⟧占比", "占比⟧")) == [
        (None, "at_least", "60", "%", "level")
    ]


def test_the_size_of_projects_that_are_counted_is_a_condition(promised):
    assert promised("实施⟦500万元以上技改项目⟧1.2万个左右") == [("实施", "about", "1.2", "万个", "level")]


def test_a_turnover_that_describes_needs_no_verb_with_a_comparator_behind(promised):
    assert promised("打造2—3个⟦年交易额100亿元以上的专业市场⟧") == [("打造", "range", "2-3", "个", "level")]


def test_money_spent_on_a_number_of_things_is_an_aim_of_its_own(promised):
    assert promised("⟦投资⟧5亿元建设3座⟦桥梁⟧") == [
        (None, "exactly", "5", "亿元", "level"),
        ("建设", "exactly", "3", "座", "level"),
    ]


def test_an_amount_right_behind_a_verb_says_which_are_meant(refused):
    assert refused("全面消除15万元以下的村") == [("15", "condition")]
    assert refused("走访5000万元以上的企业") == [("5000", "condition")]


def test_an_amount_behind_what_is_spent_selects_nobody(promised):
    assert promised("争取⟦上级资金⟧800万元以上") == [("争取", "at_least", "800", "万元", "level")]


@pytest.mark.parametrize(
    "text", ["建立500万元以上在建项目清单", "引进10亿元以上项目", "培育5000万元以上企业", "对企业授信额度不超过200万元"]
)
def test_an_amount_that_sizes_things_is_a_condition(refused, text):
    assert [number_class for _, number_class in refused(text)] == ["condition"]


@pytest.mark.parametrize("text", ["发放50亿元以上⟦贷款⟧", "⟦授信额度⟧50亿元以上"])
def test_an_amount_of_what_has_no_size_is_promised(promised, text):
    assert [row[1:4] for row in promised(text)] == [("at_least", "50", "亿元")]
