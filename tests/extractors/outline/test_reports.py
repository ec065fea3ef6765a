"""Work reports: the review found by its words, the parts below lines without a number, words explained at the end."""

from __future__ import annotations

import pytest

from pipeline.convert import extract_bytes
from schemas.breakdown import TaskBreakdown

OPENING = ("2025年青荷省政府工作报告", "各位代表：", "现在，我代表省人民政府，向大会报告工作，请予审议。")
WORK = (
    "（一）扩大有效需求",
    "提振消费。组织促消费活动，新增首店30家，完善县域商业网点。",
    "扩大投资。实施重点项目200个，完成年度投资500亿元以上。",
)


def report(*lines: str) -> TaskBreakdown:
    return extract_bytes("报告.txt", "\n".join(lines).encode())


def values(breakdown: TaskBreakdown) -> tuple[list[str], list[str]]:
    """The values of results, and those of the targets of all tasks and of none."""
    targets = [*breakdown.targets, *(target for task in breakdown.tasks for target in task.targets)]
    return [str(result.value) for result in breakdown.results], [str(target.value) for target in targets]


@pytest.mark.parametrize("told", ["一年来，新增床位60张。", "过去一年，新增床位60张。", "面对困难，新增床位60张。一年来的主要工作是："])
def test_the_first_part_of_a_report_reviews_where_it_says_so_below_its_heading(told: str) -> None:
    found = report(*OPENING, "一、新青荷建设取得新成效", told, "（一）产业更强", "新增企业70家。", "二、勇争先，谱写新篇章", *WORK)
    assert values(found) == (["60", "70"], ["30", "200", "500"])
    assert [task.title for task in found.tasks] == ["提振消费", "扩大投资"]


@pytest.mark.parametrize(
    "lines",
    [
        (*OPENING, "一、牢记嘱托，勇争先", "新增床位60张。", "二、谱写新篇章", *WORK),
        ("2025年青荷省卫生工作要点", "一、建设服务体系", "过去一年打下基础。", "（一）增强能力", "新增床位60张。", "二、谱写新篇章", *WORK),
    ],
)
def test_a_first_part_that_tells_of_no_past_or_stands_in_no_report_is_no_review(lines: tuple[str, ...]) -> None:
    assert "60" in values(report(*lines))[1]


@pytest.mark.parametrize("heading", ["2025年工作安排建议", "2025年重点任务", "今年工作思路和重点工作", "2025年总体要求和目标任务"])
def test_a_line_without_a_number_ends_the_review(heading: str) -> None:
    found = report(*OPENING, "2024年工作回顾", "新增床位60张。", heading, *WORK)
    assert values(found) == (["60"], ["30", "200", "500"])


def test_what_explains_words_at_the_end_is_no_work() -> None:
    words = ("名词解释", "1.三个一批：是指开工一批、投产一批、储备一批。", "2.双百行动：组织100家企业对接100个村。")
    found = report(*OPENING, "一、2024年工作回顾", "新增床位60张。", "二、2025年工作安排", *WORK, *words)
    assert [task.title for task in found.tasks] == ["提振消费", "扩大投资"]


def test_a_line_of_that_name_before_any_heading_titles_nothing() -> None:
    assert report("名词解释", "一、建好站点。新建站点2家。").sections == ()


def test_paragraphs_are_tasks_though_a_list_behind_the_report_names_who_does_what() -> None:
    deeds = (
        "2025年5件惠民实事",
        *(f"{number}、{what}（责任单位：省{unit}）" for number, what, unit in (
            ("一", "建好食堂。新建食堂11家。", "民政厅"),
            ("二", "修好道路。改造道路12公里。", "交通厅"),
            ("三", "办好学校。新建学校13所。", "教育厅"),
        )),
    )
    found = report(*OPENING, "一、2024年工作回顾", "新增床位60张。", "二、2025年工作安排", *WORK, *deeds)
    assert [(task.number, task.title) for task in found.tasks] == [
        (None, "提振消费"), (None, "扩大投资"), ("一", "建好食堂"), ("二", "修好道路"), ("三", "办好学校"),
    ]
