"""Which items become tasks and which stay sections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.assemble import extract
from extractors.outline import tasks
from extractors.outline.sentences import sentence_end
from extractors.reading.text import Reading
from pipeline.ingest import read_bytes
from schemas.breakdown import TaskBreakdown

ReadingOf = Callable[..., Reading]


@pytest.fixture
def breakdown_of(reading_of: ReadingOf) -> Callable[..., TaskBreakdown]:
    def make(*parts: str | list[list[str]]) -> TaskBreakdown:
        return extract(reading_of(*parts).document)

    return make


def outline(breakdown: TaskBreakdown) -> list[str]:
    """The breakdown's sections and tasks in reading order, one short line each."""
    lines = [(section.evidence.start, f"S {section.label or '-'} {section.title}") for section in breakdown.sections]
    lines += [(task.evidence.start, f"T {task.number or '-'} {task.title}") for task in breakdown.tasks]
    return [line for _, line in sorted(lines)]


CLAUSE = "（责任单位：局养老科）"


def test_items_with_clauses_are_tasks_and_headings_sections(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、聚焦便民", f"1. 建好站点。新建站点2家。{CLAUSE}", "二、聚焦安全", f"2. 守好底线。开展巡查。{CLAUSE}"
    )
    assert outline(breakdown) == ["S 一、 聚焦便民", "T 1 建好站点", "S 二、 聚焦安全", "T 2 守好底线"]
    assert [task.body for task in breakdown.tasks] == ["新建站点2家。", "开展巡查。"]


def test_principles_that_share_the_numbering_are_sections(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、总体要求",
        "（一）指导思想。以新思想为指导。",
        "（二）基本原则。坚持为民。",
        "二、重点工作",
        f"（三）建好站点。新建站点。{CLAUSE}",
        f"（四）管好站点。加强巡查。{CLAUSE}",
    )
    assert outline(breakdown) == [
        "S 一、 总体要求",
        "S （一） 指导思想",
        "S （二） 基本原则",
        "S 二、 重点工作",
        "T 三 建好站点",
        "T 四 管好站点",
    ]


def test_sibling_without_clause_is_a_task_and_is_named(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、重点工作", f"1. 甲事。做甲。{CLAUSE}", "2. 乙事。做乙。", f"3. 丙事。做丙。{CLAUSE}"
    )
    assert [task.number for task in breakdown.tasks] == ["1", "2", "3"]
    assert [(entry.code, entry.task) for entry in breakdown.diagnostics if entry.code == "L203"] == [("L203", "2")]


def test_safeguards_without_clauses_stay_sections_beside_assigned_work(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、重点工作",
        f"（一）甲事。做甲。{CLAUSE}",
        f"（二）乙事。做乙。{CLAUSE}",
        f"（三）丙事。做丙。{CLAUSE}",
        "二、工作要求",
        "（一）加强领导。各单位要重视。",
        "（二）加强督查。定期通报。",
    )
    assert [task.title for task in breakdown.tasks] == ["甲事", "乙事", "丙事"]


def test_clause_of_a_bare_heading_is_handed_down(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        f"一、建设站点{CLAUSE}",
        "1. 选好址。选址两处。",
        "2. 建好房。年内开工。",
        "二、管理站点（责任单位：局安全科）",
        "1. 巡查。按月巡查。",
        "2. 整改。限期整改。",
    )
    assert outline(breakdown)[:3] == ["S 一、 建设站点", "T 1 选好址", "T 2 建好房"]
    assert [[unit.name for unit in task.departments] for task in breakdown.tasks] == [
        ["局养老科"], ["局养老科"], ["局安全科"], ["局安全科"],
    ]


def test_fragments_under_a_task_belong_to_its_body(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、重点工作",
        f"1. 建好站点。{CLAUSE}主要包括：",
        "（1）选址；",
        "（2）施工。",
        f"2. 管好站点。{CLAUSE}",
    )
    assert [task.title for task in breakdown.tasks] == ["建好站点", "管好站点"]
    assert breakdown.tasks[0].body == "主要包括：\n（1）选址；\n（2）施工。"


def test_paragraphs_with_clauses_are_unnumbered_tasks(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("一、重点工作", f"建好站点。新建站点。{CLAUSE}", f"管好站点。加强巡查。{CLAUSE}")
    assert outline(breakdown) == ["S 一、 重点工作", "T - 建好站点", "T - 管好站点"]


def test_titled_paragraphs_of_a_report_are_unnumbered_tasks(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "2025年某县政府工作报告",
        "一、2024年工作回顾",
        "（一）经济平稳增长。生产总值增长5%。",
        "二、2025年重点工作",
        "（一）扩大内需",
        "促进消费。开展促消费活动20场，发放消费券500万元。",
        "扩大投资。实施重点项目80个，完成投资120亿元。",
    )
    assert [task.title for task in breakdown.tasks] == ["促进消费", "扩大投资"]
    assert [result.indicator for result in breakdown.results] == ["生产总值"]


def test_headings_are_looked_at_once_however_many_stand_beside_them(
    breakdown_of: Callable[..., TaskBreakdown], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0

    def counting(reading: Reading, start: int, end: int) -> int | None:
        nonlocal looked
        looked += 1
        return sentence_end(reading, start, end)

    monkeypatch.setattr(tasks, "sentence_end", counting)
    counts = []
    for headings in (10, 20, 40):
        looked = 0
        lines = [line for number in range(headings) for line in (f"{number + 1}. 促进消费", "开展活动", "管好站点")]
        breakdown_of("一、重点工作", *lines)
        counts.append(looked)
    assert counts[2] - counts[1] == 2 * (counts[1] - counts[0])


def test_task_of_one_sentence_has_it_as_title_without_its_clause(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("一、重点工作", f"1.推进站点信息公开{CLAUSE}。", f"2.推进服务信息公开。{CLAUSE}")
    assert [(task.title, task.body) for task in breakdown.tasks] == [("推进站点信息公开", ""), ("推进服务信息公开", "")]


def test_full_stop_inside_brackets_does_not_end_a_title(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("一、重点工作", f"1. 办好“家门口。服务”。新建站点。{CLAUSE}", f"2. 乙事。做乙。{CLAUSE}")
    assert breakdown.tasks[0].title == "办好“家门口。服务”"


def test_several_plans_are_sections_above_their_own_numbering(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "某省规范收费行动方案",
        "一、主要措施",
        f"1. 甲事。做甲。{CLAUSE}",
        "某省便民服务行动方案",
        "一、主要措施",
        f"1. 乙事。做乙。{CLAUSE}",
    )
    assert outline(breakdown) == [
        "S - 某省规范收费行动方案",
        "S 一、 主要措施",
        "T 1 甲事",
        "S - 某省便民服务行动方案",
        "S 一、 主要措施",
        "T 1 乙事",
    ]


def test_signature_and_date_after_the_plan_belong_to_no_task(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("一、重点工作", f"1. 甲事。做甲。{CLAUSE}", f"2. 乙事。做乙。{CLAUSE}", "某县民政局", "2025年3月1日")
    assert breakdown.tasks[-1].body == "做乙。"
    assert str(breakdown.header.issued_on) == "2025-03-01"
    assert breakdown.header.signatory == "某县民政局"


def test_collapsed_line_is_read_as_the_paragraphs_it_held(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    filler = "坚持以人民为中心，统筹推进各项工作，确保取得实效。" * 8
    line = (
        "某县人民政府关于印发《某县便民行动方案》的通知某府发〔2025〕3号各乡镇人民政府：现将《某县便民行动方案》印发给你们，请认真执行。"
        "某县人民政府2025年3月1日某县便民行动方案为做好工作，制定本方案。"
        f"一、总体要求{filler}二、重点任务（一）建好站点。{filler}{CLAUSE}（二）管好站点。{filler}{CLAUSE}三、组织实施{filler}"
    )
    breakdown = breakdown_of(line)
    assert [task.title for task in breakdown.tasks] == ["建好站点", "管好站点"]
    assert breakdown.header.document_number == "某府发〔2025〕3号"
    assert breakdown.header.plan_title == "某县便民行动方案"


def test_list_without_clauses_beside_an_assigned_list_is_no_task_list(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、健康行动",
        "1. 个人坚持运动。每天步行。",
        "2. 个人合理膳食。少盐少油。",
        f"1. 开展宣传。举办讲座。{CLAUSE}",
        f"2. 建设步道。完善设施。{CLAUSE}",
        f"3. 加强监测。定期评估。{CLAUSE}",
    )
    assert [task.title for task in breakdown.tasks] == ["开展宣传", "建设步道", "加强监测"]
    assert not [entry for entry in breakdown.diagnostics if entry.code in ("L203", "L205")]


def test_a_heading_may_run_in_with_a_colon(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、重点工作",
        f"1、守住耕地红线：耕地保有量不低于5万亩，整改到位。{CLAUSE}",
        f"2、办好“服务：热线”，整改到位，比例为3：2。{CLAUSE}",
    )
    assert [(task.title, task.body) for task in breakdown.tasks] == [
        ("守住耕地红线", "耕地保有量不低于5万亩，整改到位。"),
        ("办好“服务：热线”，整改到位，比例为3：2", ""),
    ]
    assert [target.indicator for target in breakdown.tasks[0].targets] == ["耕地保有量"]


def test_a_term_that_says_more_has_every_day_it_names_and_its_quantity(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "2025年某县重点工作",
        "一、重点工作",
        "1. 改造户厕。推进改造。责任单位：局养老科。完成时限：10月底前完成改造900户，12月20日前全部完成。",
        "2. 管好站点。加强巡查。责任单位：局养老科。完成时限：2025年6月至9月。",
    )
    first, second = breakdown.tasks
    assert [str(deadline.end) for deadline in first.deadlines] == ["2025-10-31", "2025-12-20"]
    assert [(target.action, str(target.value), target.unit) for target in first.targets] == [("完成", "900", "户")]
    assert [str(deadline.end) for deadline in second.deadlines] == ["2025-09-30"]


def test_bracket_of_one_unit_is_a_clause_where_siblings_have_clauses(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、压实责任",
        "1.落实领导责任。每季度研究一次。（各县区政府，市安委办）",
        "2.强化部门责任。完善责任清单。（市安委会各成员单位）",
        "3.加强督查。定期通报（见附表）。（市应急局牵头）",
    )
    assert [[unit.name for unit in task.departments] for task in breakdown.tasks] == [
        ["各县区政府", "市安委办"],
        ["市安委会各成员单位"],
        ["市应急局"],
    ]
    assert breakdown.tasks[1].body == "完善责任清单。"


def test_a_heading_above_tasks_that_names_an_aim_gives_a_target_of_no_task(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "2025年某县投资计划",
        "一、农村公路养护工程，全年完成投资9亿元",
        "1. 养护县道。完成投资5亿元。（责任单位：县交通局）",
        "2. 养护乡道。完成投资4亿元。（责任单位：县交通局）",
    )
    assert [str(target.value) for target in breakdown.targets] == ["9"]
    assert [str(target.value) for task in breakdown.tasks for target in task.targets] == ["5", "4"]


def test_a_heading_that_names_a_set_gives_none(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("2025年某县工作要点", "一、实施十大工程", "1. 建好站点。新建站点3家。（责任单位：县民政局）")
    assert breakdown.targets == ()


def test_decimal_numbers_stand_under_each_other(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "1  总体要求",
        "1.1  指导思想",
        "坚持为民。",
        "2  重点任务",
        "2.1  便民",
        f"2.1.1  建好站点。{CLAUSE}",
        f"2.1.2  管好站点。{CLAUSE}",
        "2 家企业参加。",
    )
    assert outline(breakdown) == [
        "S 1 总体要求",
        "S 1.1 指导思想",
        "S 2 重点任务",
        "S 2.1 便民",
        "T 2.1.1 建好站点",
        "T 2.1.2 管好站点",
    ]
    assert [section.level for section in breakdown.sections] == [1, 2, 1, 2]


def test_a_line_that_begins_with_a_quantity_is_no_heading(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(f"1. 建好站点。{CLAUSE}", f"2. 培育企业。{CLAUSE}", "3 家企业参加。")
    assert outline(breakdown) == ["T 1 建好站点", "T 2 培育企业"]


def test_a_list_that_changes_the_mark_behind_its_numbers_is_one_list(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(f"8. 建好站点。{CLAUSE}", f"9. 管好站点。{CLAUSE}", f"10、用好站点。{CLAUSE}", f"11. 查好站点。{CLAUSE}")
    assert [task.number for task in breakdown.tasks] == ["8", "9", "10", "11"]
    assert breakdown.sections == ()


def test_points_below_an_item_that_use_the_other_mark_stay_below(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("1、建好站点", f"1.选址。{CLAUSE}", f"2.施工。{CLAUSE}", "2、管好站点", f"1.巡查。{CLAUSE}")
    assert outline(breakdown) == ["S 1、 建好站点", "T 1 选址", "T 2 施工", "S 2、 管好站点", "T 1 巡查"]


def test_headings_with_worded_numbers_head_the_tasks_below(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("任务一：便民", f"1.1 建好站点。{CLAUSE}", f"1.2 管好站点。{CLAUSE}", "任务二：安全", f"2.1 巡查。{CLAUSE}")
    assert outline(breakdown) == ["S 任务一： 便民", "T 1.1 建好站点", "T 1.2 管好站点", "S 任务二： 安全", "T 2.1 巡查"]


def test_points_that_open_paragraphs_are_the_tasks_of_a_report_without_numbers(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "白水县政府工作报告（摘要）",
        "现在，我代表县人民政府报告工作。",
        "2024年工作回顾",
        "实施项目86个。",
        "2025年重点工作",
        "重点抓好以下工作：",
        "一是扩大有效投资。实施项目90个。",
        "二是振兴乡村产业。新建果园5000亩。",
    )
    assert outline(breakdown) == ["S - 2024年工作回顾", "S - 2025年重点工作", "T 一 扩大有效投资", "T 二 振兴乡村产业"]
    assert (breakdown.header.plan_title, breakdown.header.plan_year) == ("白水县政府工作报告（摘要）", 2025)


def test_points_under_numbers_stay_part_of_the_body(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("1. 建好站点。", "一是选好址。二是建好房。", "2. 管好站点。")
    assert outline(breakdown) == ["T 1 建好站点", "T 2 管好站点"]


def test_the_line_that_the_letter_names_is_no_heading(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "东湖市人民政府关于印发2024年市政府重点工作的通知", "各区：", "请执行。", "2024年市政府重点工作", f"1. 建好站点。{CLAUSE}"
    )
    assert outline(breakdown) == ["T 1 建好站点"]
    assert breakdown.header.plan_title == "2024年市政府重点工作"


def test_a_title_below_the_name_of_an_office_is_no_heading(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("青荷区城市管理局", "2024年重点工作任务", "责任分解表", f"1. 建好站点。{CLAUSE}")
    assert outline(breakdown) == ["T 1 建好站点"]
    assert breakdown.header.title == "青荷区城市管理局2024年重点工作任务责任分解表"


def test_what_a_report_on_results_says_under_no_heading_is_a_result(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("2024年民生实事完成情况", "道路建设。新建道路3公里，惠及群众2000户。")
    assert [str(result.value) for result in breakdown.results] == ["3", "2000"]
    assert breakdown.targets == ()


def test_a_list_of_projects_promises(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("2024年民生实事项目", "道路建设。新建道路3公里，惠及群众2000户。")
    assert [str(target.value) for target in breakdown.targets] == ["3", "2000"]


def test_who_leads_a_heading_leads_its_tasks_too(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "青荷区2025年重点工作责任分解",
        "一、经济发展",
        "牵头领导：沈知衡",
        "1. 新建厂房3座。（责任单位：区工信局）",
        "2. 培育企业5家。（牵头领导：苏以宁；责任单位：区工信局）",
        "二、民生改善",
        "1. 改造小区6个。（责任单位：区住建局）",
    )
    assert [([leader.name for leader in task.lead_officials], [unit.name for unit in task.departments]) for task in breakdown.tasks] == [
        (["沈知衡"], ["区工信局"]), (["苏以宁"], ["区工信局"]), ([], ["区住建局"]),
    ]


def test_one_unit_in_a_bracket_answers_where_the_items_of_other_sections_have_clauses(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        "一、主要指标",
        "1．地区生产总值增长6%。（区发展改革局牵头，区统计局配合）",
        "2．工业增加值增长7%。（区工信局牵头）",
        "3．公共预算收入增长5%。（区财政局、区税务局负责）",
        "二、民生实事",
        "4．新建学校5所。（区教育局）",
        "5．提高低保标准。（区民政局）",
    )
    assert [[unit.name for unit in task.departments] for task in breakdown.tasks][3:] == [["区教育局"], ["区民政局"]]


def test_a_bracket_behind_a_sentence_that_says_only_by_when_is_a_clause(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        *("一、县住建局", "1.改造小区12个。（12月底前）", "2.新建管网45公里。（全年，配合单位：县水务局）"),
        *("二、县教体局", "1.办好赛事。（长期坚持）"),
    )
    assert outline(breakdown) == [
        "S 一、 县住建局", "T 1 改造小区12个", "T 2 新建管网45公里", "S 二、 县教体局", "T 1 办好赛事",
    ]
    assert [[(unit.name, unit.role) for unit in task.departments] for task in breakdown.tasks] == [
        [("县住建局", "responsible")], [("县水务局", "supporting"), ("县住建局", "responsible")], [("县教体局", "responsible")],
    ]
    assert [[deadline.text for deadline in task.deadlines] for task in breakdown.tasks] == [["12月底前"], ["全年"], ["长期坚持"]]


def test_a_heading_that_says_when_its_stage_ends_is_no_task(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of("一、时间安排", "（一）动员部署阶段（4月10日前）。各单位召开会议。", "二、重点任务", f"1. 建好站点。{CLAUSE}")
    assert [task.title for task in breakdown.tasks] == ["建好站点"]


@pytest.mark.parametrize("words", ["2024年数据", "2019年修订", "2024—2026年"])
def test_a_bracket_behind_a_sentence_that_only_begins_with_a_year_is_no_clause(
    breakdown_of: Callable[..., TaskBreakdown], words: str
) -> None:
    breakdown = breakdown_of("一、重点任务", f"1. 建好站点。{CLAUSE}", f"2. 管好站点。（{words}）")
    assert breakdown.tasks[-1].deadlines == ()


def test_a_task_with_a_term_of_its_own_does_not_take_its_headings(breakdown_of: Callable[..., TaskBreakdown]) -> None:
    breakdown = breakdown_of(
        *("一、增收工程", "牵头单位：县农业局", "完成时限：12月底前", "1.培育农场12个。（6月底前）", "2.建好市场。"),
    )
    assert [[deadline.text for deadline in task.deadlines] for task in breakdown.tasks] == [["6月底前"], ["12月底前"]]
    assert [[unit.name for unit in task.departments] for task in breakdown.tasks] == [["县农业局"], ["县农业局"]]


def test_marks_around_a_title_are_no_part_of_it() -> None:
    works = [f"●{verb}社区养老服务站点3家以上。{CLAUSE}" for verb in ("建好", "管好", "用好", "看好")]
    lines = ["2026年工作要点", "【重点工程】", *works[:2], "【运输服务】", *works[2:]]
    breakdown = extract(read_bytes("notice.txt", "\n".join(lines).encode()))
    assert outline(breakdown) == [
        *("S - 重点工程", "T - 建好社区养老服务站点3家以上", "T - 管好社区养老服务站点3家以上"),
        *("S - 运输服务", "T - 用好社区养老服务站点3家以上", "T - 看好社区养老服务站点3家以上"),
    ]
    assert breakdown.account.unexplained == 0
