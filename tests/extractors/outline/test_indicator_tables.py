"""Tables that name indicators and years: a target in every cell of a year to come; and tables that only look like them."""

from __future__ import annotations

from collections.abc import Callable

from extractors.assemble import extract
from extractors.reading.text import Reading
from schemas.breakdown import TaskBreakdown

ReadingOf = Callable[..., Reading]
TITLE = "甘泉县人民政府关于印发甘泉县健康行动方案的通知"
LETTER = "现将方案印发给你们，请认真组织实施。"


def _breakdown(reading_of: ReadingOf, table: list[list[str]], *, issued: str = "2022年3月1日") -> TaskBreakdown:
    return extract(reading_of(TITLE, "各乡镇人民政府：", LETTER, "甘泉县人民政府", issued, table).document)


def _rows(breakdown: TaskBreakdown) -> list[tuple[str, str, str, str | None, str, str | None, str | None, str | None]]:
    """Return (indicator, comparator, value or low-high, unit, measure, baseline, due, modality) of every target."""
    return [
        (
            target.indicator,
            target.comparator,
            f"{target.value}" if target.value_max is None else f"{target.value}-{target.value_max}",
            target.unit,
            target.measure,
            None if target.baseline is None else str(target.baseline),
            None if target.deadline is None else str(target.deadline.end),
            target.modality,
        )
        for target in breakdown.targets
    ]


def _unexplained(breakdown: TaskBreakdown) -> list[str]:
    return [number.text for number in breakdown.numbers if number.number_class == "unexplained"]


def test_every_year_has_its_target_and_the_baseline_goes_to_each(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [
            ["序号", "指标", "基期水平", "2024年目标值", "2030年目标值", "指标性质"],
            ["1", "居民健康素养水平（%）", "2021年为17.2", "≥22", "≥30", "预期性"],
        ],
    )
    assert _rows(found) == [
        ("居民健康素养水平", "at_least", "22", "%", "level", "17.2", "2024-12-31", "预期性"),
        ("居民健康素养水平", "at_least", "30", "%", "level", "17.2", "2030-12-31", "预期性"),
    ]
    assert _unexplained(found) == []


def test_a_column_of_units_and_bare_years_before_and_after_the_notice(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [
            ["指标名称", "单位", "2020年", "2025年", "属性"],
            ["肉类总产量", "万吨", "15.8", "18", "预期性"],
            ["自来水普及率", "％", "82.5", "85以上", "约束性"],
        ],
    )
    assert _rows(found) == [
        ("肉类总产量", "exactly", "18", "万吨", "level", "15.8", "2025-12-31", "预期性"),
        ("自来水普及率", "at_least", "85", "%", "level", "82.5", "2025-12-31", "约束性"),
    ]


def test_two_rows_of_headings_name_goal_and_year(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [
            ["指标", "单位", "现状值", "目标值"],
            ["^", "^", "^", "2025年"],
            ["公共充电桩", "个", "120", "300"],
        ],
    )
    assert _rows(found) == [("公共充电桩", "exactly", "300", "个", "level", "120", "2025-12-31", None)]


def test_ranges_rates_and_coverage(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [
            ["主要指标", "2025年目标"],
            ["每日睡眠时间（小时）", "7～8"],
            ["孕产妇死亡率（1/10万）", "≤12"],
            ["行政村路灯覆盖率（%）", "100"],
            ["村级服务点", "基本实现全覆盖"],
        ],
    )
    assert _rows(found) == [
        ("每日睡眠时间", "range", "7-8", "小时", "level", None, "2025-12-31", None),
        ("孕产妇死亡率", "at_most", "12", "/10万", "level", None, "2025-12-31", None),
        ("行政村路灯覆盖率", "exactly", "100", "%", "coverage", None, "2025-12-31", None),
        ("村级服务点", "exactly", "100", "%", "coverage", None, "2025-12-31", None),
    ]


def test_a_change_in_a_cell_is_a_change_and_has_no_baseline(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [["指标", "现状", "2025年目标值"], ["青少年近视率（%）", "52", "每年降低0.5个百分点以上"]],
    )
    assert _rows(found) == [
        ("青少年近视率", "at_least", "0.5", "个百分点", "decrease", None, "2025-12-31", None)
    ]


def test_yearly_growth_is_a_target_of_its_own(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [["指标", "单位", "2020年", "2025年", "年均增长（%）"], ["地区生产总值", "亿元", "300", "420", "7左右"]],
    )
    assert _rows(found) == [
        ("地区生产总值", "exactly", "420", "亿元", "level", "300", "2025-12-31", None),
        ("地区生产总值", "about", "7", "%", "increase", None, None, None),
    ]


def test_words_instead_of_a_value_are_no_target_and_leave_the_baseline_explained(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [["序号", "指标", "基期", "2025年目标值"], ["1", "失眠现患率（%）", "15", "上升趋势减缓"]],
    )
    assert _rows(found) == []
    assert [(number.text, number.number_class) for number in found.numbers if number.text == "15"] == [("15", "context")]
    assert _unexplained(found) == []


def test_what_is_only_advised_is_no_target(reading_of: ReadingOf) -> None:
    found = _breakdown(
        reading_of,
        [["指标", "2025年目标值", "指标性质"], ["人均每日食盐摄入量（g）", "≤5", "倡导性"]],
    )
    assert _rows(found) == []


def test_two_values_that_ran_together_stay_in_doubt(reading_of: ReadingOf) -> None:
    found = _breakdown(reading_of, [["指标", "2025年目标值"], ["设置中医科的比例（%），设置康复科的比例（%）", "10070"]])
    assert _rows(found) == []
    assert _unexplained(found) == ["10070"]


def test_a_table_on_the_next_page_goes_on_with_the_headings_before(reading_of: ReadingOf) -> None:
    document = reading_of(
        TITLE,
        "2022年3月1日",
        [["指标", "单位", "2025年目标值"], ["公园", "个", "12"]],
        [["绿道", "公里", "80"]],
    ).document
    assert [row[:4] for row in _rows(extract(document))] == [
        ("公园", "exactly", "12", "个"),
        ("绿道", "exactly", "80", "公里"),
    ]


def test_a_table_of_what_was_measured_has_no_targets(reading_of: ReadingOf) -> None:
    found = _breakdown(reading_of, [["指标", "单位", "2019年", "2020年"], ["公园", "个", "10", "12"]])
    assert _rows(found) == []


def test_a_table_without_a_column_of_goals_stays_text(reading_of: ReadingOf) -> None:
    found = _breakdown(reading_of, [["指标", "指标导向", "计算方法"], ["平均住院日", "逐步降低", "住院日除以人数"]])
    assert _rows(found) == []


def test_evidence_runs_from_the_name_to_the_value(reading_of: ReadingOf) -> None:
    found = _breakdown(reading_of, [["指标", "2025年目标值"], ["公园（个）", "12"]])
    assert [target.evidence.quote for target in found.targets] == ["公园（个）\t12"]
