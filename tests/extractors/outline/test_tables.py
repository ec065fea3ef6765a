"""Tables of tasks, with any wording of the header."""

from __future__ import annotations

from collections.abc import Callable

from extractors.assemble import extract
from extractors.reading.text import Reading

ReadingOf = Callable[..., Reading]


def test_rows_are_tasks_and_spanning_rows_sections(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "目标任务", "工作措施", "牵头领导", "牵头单位", "配合单位", "完成时限"],
                ["一、聚焦便民"],
                ["1", "建好站点", "新建社区站点 3 家。", "周岚", "局养老科", "局财务科、各街镇", "2025年6月"],
                ["2", "管好站点", "每月至少开展一次巡查。", "周岚、李　明", "局安全科", "各街镇", "全年"],
            ]
        ).document
    )
    assert [(section.label, section.title) for section in breakdown.sections] == [("一、", "聚焦便民")]
    assert [(task.number, task.title, task.body, task.section) for task in breakdown.tasks] == [
        ("1", "建好站点", "新建社区站点 3 家。", "s1"),
        ("2", "管好站点", "每月至少开展一次巡查。", "s1"),
    ]
    assert [[(unit.name, unit.role) for unit in task.departments] for task in breakdown.tasks] == [
        [("局养老科", "lead"), ("局财务科", "supporting"), ("各街镇", "supporting")],
        [("局安全科", "lead"), ("各街镇", "supporting")],
    ]
    assert [person.name for person in breakdown.tasks[1].lead_officials] == ["周岚", "李明"]
    assert [str(task.deadlines[0].end) for task in breakdown.tasks] == ["2025-06-30", "None"]
    assert breakdown.account.unexplained == 0


def test_task_cell_over_several_assigned_rows_is_a_section(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "主要工作任务", "具体工作措施", "完成时限", "主要责任单位"],
                ["1", "优化环境", "1、精简流程", "3月", "区审批局"],
                ["^", "^", "2、公开指南", "12月", "区政务办"],
                ["2", "扩大投资", "3、开工项目", "6月", "区发改局"],
            ]
        ).document
    )
    assert [(task.number, task.title, task.section) for task in breakdown.tasks] == [
        ("1", "精简流程", "s1"), ("2", "公开指南", "s1"), ("3", "开工项目", "s2"),
    ]
    assert [section.title for section in breakdown.sections] == ["优化环境", "扩大投资"]


def test_rows_that_share_task_and_parties_are_one_task(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "重点任务", "工作措施", "责任单位"],
                ["1", "建好站点", "选址。", "局养老科"],
                ["^", "^", "施工。", "^"],
            ]
        ).document
    )
    assert [(task.title, task.body) for task in breakdown.tasks] == [("建好站点", "选址。\n施工。")]


def test_table_that_assigns_nothing_is_prose(reading_of: ReadingOf) -> None:
    breakdown = extract(reading_of("附表", [["指标", "2024年", "2025年"], ["参保率", "95%", "96%"]]).document)
    assert breakdown.tasks == ()
    assert breakdown.account.prose > 0
    assert breakdown.account.unexplained == 0


def test_repeated_header_row_is_no_task(reading_of: ReadingOf) -> None:
    header = ["序号", "任务", "责任单位"]
    breakdown = extract(reading_of([header, ["1", "甲事", "局养老科"], header, ["2", "乙事", "局安全科"]]).document)
    assert [task.title for task in breakdown.tasks] == ["甲事", "乙事"]


def test_second_task_column_holds_the_body(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of([["序号", "任务名称", "任务内容", "责任单位"], ["1", "建好站点", "新建社区站点 3 家。", "局养老科"]]).document
    )
    assert [(task.title, task.body, len(task.targets)) for task in breakdown.tasks] == [("建好站点", "新建社区站点 3 家。", 1)]


def test_a_few_merged_task_cells_name_the_tasks_of_their_rows(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "目标任务", "工作措施", "牵头领导", "牵头单位"],
                ["一、守牢底线"],
                ["1", "稳定生产", "播种面积46万亩。", "李明", "县农业局"],
                ["2", "^", "推广良种6个。", "^", "县农技中心"],
                ["3", "保护耕地", "复耕4200亩。", "^", "县资源局"],
                ["4", "防汛抗旱", "加固水库3座。", "王芳", "县水利局"],
            ]
        ).document
    )
    assert [section.title for section in breakdown.sections] == ["守牢底线"]
    assert [(task.number, task.title, task.body, task.section) for task in breakdown.tasks] == [
        ("1", "稳定生产", "播种面积46万亩。", "s1"), ("2", "稳定生产", "推广良种6个。", "s1"),
        ("3", "保护耕地", "复耕4200亩。", "s1"), ("4", "防汛抗旱", "加固水库3座。", "s1"),
    ]
    assert [unit.name for task in breakdown.tasks for unit in task.departments] == ["县农业局", "县农技中心", "县资源局", "县水利局"]


def test_rows_with_numbers_of_their_own_are_tasks_though_all_else_is_merged(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "目标任务", "工作措施", "牵头单位"],
                ["1", "稳定生产", "播种面积46万亩。", "县农业局"],
                ["2", "^", "推广良种6个。", "^"],
                ["3", "保护耕地", "复耕4200亩。", "县资源局"],
            ]
        ).document
    )
    assert [(task.number, task.title, task.body) for task in breakdown.tasks] == [
        ("1", "稳定生产", "播种面积46万亩。"), ("2", "稳定生产", "推广良种6个。"), ("3", "保护耕地", "复耕4200亩。"),
    ]


def test_a_column_of_mostly_merged_cells_groups_the_tasks(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "重点任务", "工作措施", "责任单位"],
                ["1", "稳定生产", "播种面积46万亩", "县农业局"],
                ["2", "^", "推广良种6个", "县农技中心"],
                ["3", "保护耕地", "复耕4200亩", "县资源局"],
                ["4", "^", "建高标准农田2万亩", "县农业局"],
                ["5", "防汛抗旱", "加固水库3座", "县水利局"],
            ]
        ).document
    )
    assert [section.title for section in breakdown.sections] == ["稳定生产", "保护耕地", "防汛抗旱"]
    assert [task.title for task in breakdown.tasks][:2] == ["播种面积46万亩", "推广良种6个"]


def test_a_note_below_a_table_promises_nothing(reading_of: ReadingOf) -> None:
    table = [["序号", "任务", "责任单位"], ["1", "新建站点3家。", "镇建设办"]]
    breakdown = extract(reading_of(table, "注：以上项目由镇财政安排，其中土建占比不超过60%。").document)
    assert [(target.indicator, str(target.value)) for target in breakdown.tasks[0].targets] == [("站点", "3")]
    assert breakdown.targets == ()
    assert [(number.text, number.number_class) for number in breakdown.numbers][-1] == ("60", "context")


def test_a_paragraph_below_a_table_may_promise(reading_of: ReadingOf) -> None:
    table = [["序号", "任务", "责任单位"], ["1", "新建站点3家。", "镇建设办"]]
    breakdown = extract(reading_of(table, "全年项目完工率不低于60%。").document)
    assert [(target.indicator, str(target.value)) for target in breakdown.targets] == [("项目完工率", "60")]


def test_a_row_of_a_number_and_a_title_heads_the_rows_below(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "工作内容", "责任领导", "责任科室"],
                ["一", "经济工作", "", ""],
                ["1", "新建厂房2栋", "李明", "经发办"],
                ["二", "农业工作", "", ""],
                ["2", "新建站点3个", "陈芳", "农业办"],
                ["3", "改造管网6公里", "陈芳", ""],
            ]
        ).document
    )
    assert [(section.label, section.title) for section in breakdown.sections] == [("一", "经济工作"), ("二", "农业工作")]
    assert [(task.number, task.section) for task in breakdown.tasks] == [("1", "s1"), ("2", "s2"), ("3", "s2")]


def test_a_merged_number_keeps_the_rows_of_one_task_together_with_all_who_answer(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "目标任务", "工作措施", "责任单位", "完成时限"],
                ["1", "稳定生产", "播种面积46万亩。", "县农业局", "6月"],
                ["^", "^", "推广良种6个。", "县农技中心", "9月"],
                ["2", "保护耕地", "复耕4200亩。", "县资源局", "年底"],
                ["3", "防汛抗旱", "加固水库3座。", "县水利局", "5月"],
            ]
        ).document
    )
    assert [(task.number, task.title, task.body) for task in breakdown.tasks] == [
        ("1", "稳定生产", "播种面积46万亩。\n推广良种6个。"), ("2", "保护耕地", "复耕4200亩。"), ("3", "防汛抗旱", "加固水库3座。"),
    ]
    assert [unit.name for unit in breakdown.tasks[0].departments] == ["县农业局", "县农技中心"]
    assert [deadline.text for deadline in breakdown.tasks[0].deadlines] == ["6月", "9月"]
    assert breakdown.account.unexplained == 0


def test_a_row_without_number_and_task_goes_on_with_the_task_above(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "重点任务", "工作目标", "责任单位", "完成时限"],
                ["1", "建好站点", "新建站点3家。", "区民政局", "2025年6月底"],
                ["", "", "改造食堂5家。", "区商务局", "2025年9月底"],
                ["", "修好道路", "改造道路7公里。", "区交通局", "2025年10月底"],
            ]
        ).document
    )
    assert [(task.number, task.title) for task in breakdown.tasks] == [("1", "建好站点"), (None, "修好道路")]
    first = breakdown.tasks[0]
    assert [unit.name for unit in first.departments] == ["区民政局", "区商务局"]
    assert [str(target.value) for target in first.targets] == ["3", "5"]
    assert [str(deadline.end) for deadline in first.deadlines] == ["2025-06-30", "2025-09-30"]


def test_a_row_that_adds_up_is_no_task(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["序号", "项目名称", "建设内容", "责任单位"],
                ["1", "建好站点", "新建站点3家。", "区民政局"],
                ["2", "合计面积测算", "测算站点5家。", "区民政局"],
                ["合 计", "2项", "", ""],
            ]
        ).document
    )
    assert [task.title for task in breakdown.tasks] == ["建好站点", "合计面积测算"]
    assert [diagnostic.code for diagnostic in breakdown.diagnostics] == []


def test_what_stands_below_a_quarter_is_due_by_its_end(reading_of: ReadingOf) -> None:
    breakdown = extract(reading_of(
        "青荷区2025年重点工作推进计划",
        [
            ["序号", "工作任务", "年度目标", "一季度", "7-9月", "牵头单位"],
            ["1", "改造老旧小区", "改造小区12个", "开工4个", "完工8个，11月底前验收3个", "区住建局"],
        ],
    ).document)
    (task,) = breakdown.tasks
    assert [(str(target.value), str(target.deadline.end) if target.deadline else None) for target in task.targets] == [
        ("12", None), ("4", "2025-03-31"), ("8", "2025-09-30"), ("3", "2025-11-30"),
    ]
    assert [target.deadline.text for target in task.targets if target.deadline] == ["一季度", "7-9月", "11月底前"]


def test_numbers_that_open_the_measures_make_them_the_tasks(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["工作任务", "具体要求", "责任部门"],
                ["一、做好信息公开。", "1.公开预算决算。", "财务科"],
                ["二、做好栏目维护。", "2.更新频道概况。", "办公室"],
                ["", "3.反馈网民意见。", "各科室"],
                ["三、改进解读方式。", "4.健全解读机制。", "办公室"],
            ]
        ).document
    )
    assert [(section.label, section.title) for section in breakdown.sections] == [
        ("一、", "做好信息公开"), ("二、", "做好栏目维护"), ("三、", "改进解读方式"),
    ]
    assert [(task.number, task.title, task.section) for task in breakdown.tasks] == [
        ("1", "公开预算决算", "s1"), ("2", "更新频道概况", "s2"), ("3", "反馈网民意见", "s2"), ("4", "健全解读机制", "s3"),
    ]


def test_numbers_that_begin_anew_in_every_cell_leave_the_task_cell_its_task(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["工作任务", "具体要求", "责任部门"],
                ["一、做好信息公开", "1.公开预算决算。\n2.公开年报。", "财务科"],
                ["二、做好栏目维护", "1.更新频道概况。\n2.反馈意见。", "办公室"],
            ]
        ).document
    )
    assert [(task.number, task.title) for task in breakdown.tasks] == [("一", "做好信息公开"), ("二", "做好栏目维护")]


def test_a_column_that_counts_below_a_shared_heading_holds_the_numbers(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["工作任务", "<", "具体要求", "责任科室"],
                ["公开文件", "1", "公布目录。", "办公室"],
                ["深化解读", "2", "丰富形式。", "各科室"],
            ]
        ).document
    )
    assert [(task.number, task.title, task.body) for task in breakdown.tasks] == [
        ("1", "公开文件", "公布目录。"), ("2", "深化解读", "丰富形式。"),
    ]
    assert not breakdown.diagnostics


def test_a_column_of_words_that_hold_for_several_rows_groups_them_whatever_its_heading(reading_of: ReadingOf) -> None:
    breakdown = extract(
        reading_of(
            [
                ["一级板块", "重点工作", "具体任务", "牵头科室"],
                ["党的建设", "1.加强理论武装", "组织学习12次。", "机关党委"],
                ["党的建设", "2.建设清廉学校", "打造示范点20个。", "监察室"],
                ["教育改革", "3.优化学位供给", "新建学校6所。", "规划科"],
            ]
        ).document
    )
    assert [section.title for section in breakdown.sections] == ["党的建设", "教育改革"]
    assert [(task.number, task.section, task.body) for task in breakdown.tasks] == [
        ("1", "s1", "组织学习12次。"), ("2", "s1", "打造示范点20个。"), ("3", "s2", "新建学校6所。"),
    ]
    assert breakdown.account.unexplained == 0


def test_a_column_whose_words_come_again_further_down_groups_nothing(reading_of: ReadingOf) -> None:
    rows = [
        ["地点", "重点工作", "牵头科室"],
        *(["东区", "建好站点", "规划科"], ["西区", "管好站点", "规划科"], ["东区", "用好站点", "规划科"]),
    ]
    assert extract(reading_of(rows).document).sections == ()
