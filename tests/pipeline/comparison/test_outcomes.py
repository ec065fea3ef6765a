"""Last year's targets against this year's results."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.comparison.compare import compare_two
from schemas.breakdown import TaskBreakdown
from schemas.comparison import Outcome

Notice = Callable[..., TaskBreakdown]


@pytest.fixture
def outcome(notice: Notice) -> Callable[..., Outcome]:
    def one(target: str, result: str, year: int = 2025) -> Outcome:
        before = notice(f"做好供水保障。{target}。")
        after = notice("做好排水工作。疏通管道。", year=year, lead=f"去年，{result}，各项工作取得新成效。")
        (found,) = compare_two(before, after).outcomes
        return found

    return one


@pytest.mark.parametrize(
    ("target", "result", "met", "exceeded"),
    [
        ("新建泵站6座", "全区新建泵站6座", True, False),
        ("新建泵站6座", "全区新建泵站8座", True, True),
        ("新建泵站6座", "全区新建泵站5座", False, False),
        ("水质达标率达到95%以上", "水质达标率达到95%", True, False),
        ("管网漏损率控制在10%以内", "管网漏损率降至9%", True, True),
        ("管网漏损率控制在10%以内", "管网漏损率降至11%", False, False),
        ("供水量增长5%左右", "供水量增长4.8%", True, False),
        ("供水量增长5%左右", "供水量增长3%", False, False),
        ("惠及居民0.2万户", "惠及居民2100户", True, True),
    ],
)
def test_met_and_exceeded(outcome: Callable[..., Outcome], target: str, result: str, met: bool, exceeded: bool) -> None:
    found = outcome(target, result)
    assert found.result_id is not None
    assert (found.met, found.exceeded) == (met, exceeded)


def test_both_quotations_stand_beside_it(outcome: Callable[..., Outcome]) -> None:
    found = outcome("新建泵站6座", "全区新建泵站8座")
    assert (found.target_quote, found.result_quote) == ("新建泵站6座", "新建泵站8座")


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("新建泵站6座", "全区新建水厂6座"),
        ("新建泵站6座", "泵站累计达到8座"),
        ("新建泵站6座", "全区新建泵站800座"),
        ("新建泵站6座", "全区改造管网6公里"),
        ("走访企业30家", "新增企业28家"),
        ("海洋经济增加值增长6%", "渔业经济增加值增长5%"),
        ("整治老旧小区雨污管网50处", "整治老旧小区楼道飞线40处"),
        ("节水型企业达到220家", "新增节水型企业146家"),
        ("供水量增长5%", "供水量年均增长6%"),
    ],
)
def test_silence_is_null(outcome: Callable[..., Outcome], target: str, result: str) -> None:
    found = outcome(target, result)
    assert (found.result_id, found.met, found.exceeded) == (None, None, None)


def test_results_of_another_year_judge_nothing(outcome: Callable[..., Outcome]) -> None:
    assert outcome("新建泵站6座", "全区新建泵站8座", year=2026).result_id is None
