"""What became of a target, from one line in either year."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.comparison.units import read_unit
from schemas.comparison import Comparison, TargetChange

Compare = Callable[[list[str], list[str]], Comparison]


@pytest.fixture
def change(compared: Compare) -> Callable[[str, str], TargetChange]:
    def one(before: str, after: str) -> TargetChange:
        (task,) = compared([f"做好供水保障。{before}。"], [f"做好供水保障。{after}。"]).tasks
        (found,) = task.targets
        return found

    return one


Change = Callable[[str, str], TargetChange]


@pytest.mark.parametrize(
    ("before", "after", "status", "difference", "ratio"),
    [
        ("改造管网20公里", "改造管网20公里", "kept", "0", "0"),
        ("改造管网20公里", "改造管网25公里", "raised", "5", "0.25"),
        ("改造管网20公里", "改造管网15公里", "lowered", "-5", "-0.25"),
        ("改造管网20公里", "改造管网20000米", "unit_changed", "0", "0"),
        ("改造管网20公里", "改造管网25000米", "raised", "5000", "0.25"),
        ("惠及居民0.2万户", "惠及居民2000户", "unit_changed", "0", "0"),
        ("完成投资0.5亿元", "完成投资4000万元", "lowered", "-1000", "-0.2"),
        ("达标率达到90%", "达标率达到90%以上", "comparator_changed", "0", "0"),
        ("达标率达到90%", "达标率不低于92%", "raised", "2", "0.0222"),
        ("新建监测站点3家", "新建水质监测站点3家", "reworded", "0", "0"),
        ("每季度开展一次水质抽检", "每月开展一次水质抽检", "raised", "0.666667", "2"),
        ("开展水质抽检3—5次", "开展水质抽检3—6次", "raised", "0", "0"),
    ],
)
def test_status_difference_and_ratio(
    change: Change, before: str, after: str, status: str, difference: str, ratio: str
) -> None:
    found = change(before, after)
    assert (found.status, found.difference, found.ratio) == (status, Decimal(difference), Decimal(ratio))


def test_each_value_is_in_its_own_unit(change: Change) -> None:
    found = change("完成投资0.5亿元", "完成投资4000万元")
    assert (found.before, found.before_unit, found.after, found.unit) == (Decimal("0.5"), "亿元", 4000, "万元")


@pytest.mark.parametrize(
    ("before", "after", "demand"),
    [
        ("新建泵站3座", "新建泵站5座", "more"),
        ("新建泵站3座", "新建泵站2座", "less"),
        ("漏损率控制在10%以内", "漏损率控制在9%以内", "more"),
        ("办理时限压缩至5天", "办理时限压缩至8天", "less"),
        ("漏损率保持在10%", "漏损率保持在9%", None),
        ("达标率达到90%", "达标率达到90%以上", "more"),
    ],
)
def test_more_or_less_is_said_only_where_the_text_tells(change: Change, before: str, after: str, demand: str | None) -> None:
    assert change(before, after).demand == demand


def test_a_change_and_a_level_of_one_indicator_are_not_compared(compared: Compare) -> None:
    (task,) = compared(["做好供水保障。供水量增长5%。"], ["做好供水保障。供水量达到5亿吨。"]).tasks
    assert [target.status for target in task.targets] == ["added", "dropped"]


def test_indicators_that_only_end_alike_are_not_one(compared: Compare) -> None:
    (task,) = compared(["做大水经济。数字经济核心产业增加值增长6.5%以上。"], ["做大水经济。规上工业增加值增长7%以上。"]).tasks
    assert [target.status for target in task.targets] == ["added", "dropped"]


def test_a_value_of_another_scale_in_another_task_is_not_followed(compared: Compare) -> None:
    five_years = "建设节水型社会。培训水质检测员2万名，完成家庭节水改造，普及阶梯水价知识。"
    one_year = "加强人才培养。举办技能竞赛1场，引进工程师6名，开展导师帮带，培训水质检测员120名。"
    comparison = compared([one_year], [five_years])
    assert [(change.moved, change.after) for task in comparison.tasks for change in task.targets if change.after] == [(False, 2)]


def test_targets_of_like_words_are_told_apart_by_their_verbs(compared: Compare) -> None:
    (task,) = compared(["服务企业。走访企业300家，新增企业40家。"], ["服务企业。新增企业50家，走访企业350家。"]).tasks
    assert [(target.before, target.after) for target in task.targets] == [(40, 50), (300, 350)]


def test_a_target_that_went_to_another_task_is_followed(compared: Compare) -> None:
    keeper = "加强人才培养。举办技能竞赛1场，引进工程师6名，开展导师帮带，完善职称评审办法，培训水质检测员120名。（责任部门：人事科）"
    plant = "管好水厂。水厂出水合格率达到99%，更新水厂滤料8组。（责任部门：供水科）"
    merged = plant.replace("更新", "培训水质检测员150名，更新")
    comparison = compared([keeper, plant], [merged])
    (change,) = [change for task in comparison.tasks for change in task.targets if change.moved]
    assert (change.status, change.before, change.after) == ("raised", 120, 150)
    assert [c.indicator for t in comparison.tasks if t.status == "dropped" for c in t.targets] == ["技能竞赛", "工程师"]


def test_units_of_other_dimensions_stay_apart() -> None:
    assert read_unit("亿美元").dimension != read_unit("亿元").dimension
    assert read_unit("个百分点").dimension != read_unit("%").dimension
    assert read_unit("公里").size == 1000 * read_unit("米").size
