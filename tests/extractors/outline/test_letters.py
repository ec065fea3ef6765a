"""The letter around a plan: its requirements, signature, contacts and lists of annexes are no work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.reading.text import Reading
from schemas.breakdown import TaskBreakdown

BreakdownOf = Callable[..., TaskBreakdown]
TABLE = [["序号", "目标任务", "责任单位", "完成时限"], ["1", "新建站点3个", "县民政局", "9月"], ["2", "改造管网6公里", "县住建局", "12月"]]


@pytest.fixture
def breakdown_of(reading_of: Callable[..., Reading]) -> BreakdownOf:
    return lambda *parts: extract(reading_of(*parts).document)


def outline(breakdown: TaskBreakdown) -> list[str]:
    lines = [(section.evidence.start, f"S {section.label or '-'} {section.title}") for section in breakdown.sections]
    lines += [(task.evidence.start, f"T {task.number or '-'} {task.title}") for task in breakdown.tasks]
    return [line for _, line in sorted(lines)]


def test_a_paragraph_that_only_says_whom_to_ask_is_no_task(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("云汀水务公司重点工作", "请各部门每月报送进展（联系人：何静，电话：6212345）。", TABLE)
    assert outline(breakdown) == ["T 1 新建站点3个", "T 2 改造管网6公里"]


def test_what_a_letter_asks_for_is_no_task_where_a_table_of_tasks_follows(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "各乡镇人民政府：",
        "现将目标任务分解下达，提出如下要求：",
        "一、提高认识。主要负责同志亲自抓。",
        "二、严格督查。按季度通报。",
        "云汀县人民政府办公室",
        "2024年2月26日",
        "附件",
        "2024年目标任务分解表",
        TABLE,
    )
    assert outline(breakdown) == ["S 一、 提高认识", "S 二、 严格督查", "T 1 新建站点3个", "T 2 改造管网6公里"]


def test_numbered_work_of_a_letter_that_issues_nothing_stays_work(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "各乡镇人民政府：",
        "现将冬季工作通知如下：",
        "一、备足物资。储备草包500个。",
        "二、开展巡查。每周巡查2次。",
        "云汀县人民政府办公室",
        "2024年2月26日",
        TABLE,
    )
    assert outline(breakdown)[:2] == ["T 一 备足物资", "T 二 开展巡查"]


def test_a_list_of_annexes_opens_no_section(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "青荷县人民政府关于责任分解的通知",
        "各乡镇：",
        "现将任务分解给你们。",
        "附件：1.重点工作责任分解",
        "2.民生实事责任分解",
        "2024年2月26日",
        "附件1",
        "重点工作责任分解",
        "一、产业",
        "（一）建好站点。（责任单位：县民政局）",
        "附件2",
        "民生实事责任分解",
        "1.改造管网。（责任单位：县住建局）",
        "2.新建公寓。（责任单位：县房管局）",
    )
    assert outline(breakdown) == [
        "S - 重点工作责任分解",
        "S 一、 产业",
        "T 一 建好站点",
        "S - 民生实事责任分解",
        "T 1 改造管网",
        "T 2 新建公寓",
    ]
    assert [section.level for section in breakdown.sections] == [1, 2, 1]
    assert breakdown.header.plan_title == "重点工作责任分解"


def test_numbers_under_an_annex_without_a_plans_title_open_nothing(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、产业", "（一）建好站点。（责任单位：县民政局）", "附件2", "填表须知", "1.用钢笔填写。", "2.一式两份。"
    )
    assert outline(breakdown) == ["S 一、 产业", "T 一 建好站点"]


def test_the_line_that_says_who_printed_the_notice_is_no_part_of_the_last_task(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1.建好站点。新建2家。",
        "责任单位：镇民政办",
        "2.管好站点。每月巡查。",
        "责任单位：镇应急办",
        "青荷镇党政办公室      2024年3月5日印发",
    )
    assert breakdown.tasks[-1].body == "每月巡查。"


def test_what_the_letter_says_before_it_is_signed_is_no_part_of_the_last_task(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、建好站点",
        "责任单位：县民政局",
        "二、改造管网",
        "责任单位：县住建局",
        "请各责任单位于每月5日前报送进展。",
        "联系人：曹阳    电话：6212345",
        "中共云汀县委办公室",
        "云汀县人民政府办公室",
        "2024年6月11日",
    )
    last = breakdown.tasks[-1]
    assert (last.title, last.body, last.lead_officials) == ("改造管网", "", ())
    assert breakdown.header.signatory == "中共云汀县委办公室 云汀县人民政府办公室"


def test_contacts_that_stand_under_every_task_stay_with_the_last(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "一、建好站点", "责任单位：县民政局", "联系人：李明", "二、改造管网", "责任单位：县住建局", "联系人：陈芳", "2024年6月11日"
    )
    assert [[official.name for official in task.lead_officials] for task in breakdown.tasks] == [["李明"], ["陈芳"]]


def test_dashes_before_a_clause_are_no_body(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of("（一）办好活动", "举办活动3场。", "——责任单位：促进科", "（二）培育首店", "——责任单位：管理科")
    assert [task.body for task in breakdown.tasks] == ["举办活动3场。", ""]


def test_a_plan_whose_items_a_table_repeats_leaves_the_tasks_to_the_table(breakdown_of: BreakdownOf) -> None:
    table = [["序号", "任务内容", "责任单位"], ["1", "新建站点，全县新建3个", "县民政局"], ["2", "改造管网6公里", "县住建局"]]
    breakdown = breakdown_of("云汀县2024年工作要点", "一、新建站点。全县新建3个。", "二、改造管网。改造6公里。", table)
    assert outline(breakdown) == ["S 一、 新建站点", "S 二、 改造管网", "T 1 新建站点，全县新建3个", "T 2 改造管网6公里"]


def test_a_plan_beside_a_table_of_other_work_keeps_its_tasks(breakdown_of: BreakdownOf) -> None:
    table = [["序号", "任务内容", "责任单位"], ["1", "购置车辆", "县民政局"], ["2", "改造管网6公里", "县住建局"]]
    breakdown = breakdown_of("云汀县2024年工作要点", "一、新建站点。全县新建3个。", "二、改造管网。改造6公里。", "三、开展巡查。", table)
    assert outline(breakdown)[:3] == ["T 一 新建站点", "T 二 改造管网", "T 三 开展巡查"]


def test_a_letter_that_issues_nothing_promises_in_its_own_sentences(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "关于做好2024年防汛工作的通知", "各村委会：", "储备编织袋500条、救生衣60件。", "临湖镇人民政府", "2024年4月15日"
    )
    assert [(target.indicator, str(target.value)) for target in breakdown.targets] == [("编织袋", "500"), ("救生衣", "60")]
    assert [diagnostic.code for diagnostic in breakdown.diagnostics] == ["L206"]


def test_how_a_notice_is_made_public_is_no_part_of_the_last_task(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(
        "1.建好站点。新建2家。", "责任单位：民政办", "2.管好站点。每月巡查。", "责任单位：应急办", "（信息公开形式：主动公开）"
    )
    assert breakdown.tasks[-1].body == "每月巡查。"


def test_a_plan_below_the_letters_date_may_number_its_tasks_from_one(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(*(
        "为贯彻上级精神，现将《青荷区绿色低碳发展分工落实方案》印发给你们，请认真贯彻实施。\n"
        "一、高度重视。各科室要强化组织领导。\n二、压实责任。各牵头单位要明确时间表。\n"
        "青荷区人民政府办公室\n2025年1月5日\n青荷区绿色低碳发展分工落实方案\n"
        "1. 研发机构覆盖率达到40%。（牵头单位：区科技局；参与单位：区统计局）\n"
        "2. 新能源装机达到1000万千瓦。（牵头单位：区发展改革委）\n"
    ).splitlines())
    assert [(task.number, [unit.name for unit in task.departments]) for task in breakdown.tasks] == [
        ("1", ["区科技局", "区统计局"]), ("2", ["区发展改革委"]),
    ]
    assert [section.title for section in breakdown.sections] == ["高度重视", "压实责任", "青荷区绿色低碳发展分工落实方案"]


def test_numbers_below_a_letters_date_open_no_plan_without_a_title(breakdown_of: BreakdownOf) -> None:
    breakdown = breakdown_of(*(
        "现就有关工作通知如下。\n一、开展排查。各科室逐户排查。\n二、建立台账。各科室每月报送台账。\n青荷区民政局\n2025年1月5日\n"
        "附件：\n1. 排查登记表\n2. 台账样式\n"
    ).splitlines())
    assert [task.number for task in breakdown.tasks] == ["一", "二"]
