"""What holds of every comparison: a notice has not changed against itself, and order of arguments only mirrors."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.comparison.compare import compare_two
from pipeline.convert import extract_bytes
from schemas.breakdown import TaskBreakdown
from schemas.comparison import Comparison

VERBS = ["加强", "推进", "持续深化", "做好", "探索"]
MATTERS = ["养老服务", "河道治理", "食堂监管", "社区矫正", "学位供给", "古树保护", "公交优化", "消防演练"]
THINGS = ["服务站点", "宣传活动", "专项检查", "示范项目", "培训人员", "监测设备", "绿道", "泵站"]
UNITS = ["个", "场", "次", "处", "名", "套", "公里", "座"]
DEPARTMENTS = ["局养老科", "局河道科", "局办公室", "各街镇"]
STATUS_MIRROR = {"added": "dropped", "dropped": "added", "split": "merged", "merged": "split"}
TARGET_MIRROR = {"added": "dropped", "dropped": "added", "raised": "lowered", "lowered": "raised"}


@st.composite
def tasks(draw: st.DrawFn) -> str:
    matter, at = draw(st.sampled_from(MATTERS)), draw(st.integers(0, 7))
    body = f"新增{matter}{THINGS[at]}{draw(st.integers(1, 60))}{UNITS[at]}"
    more = draw(st.sampled_from(["", "，完善配套办法", "，排查风险隐患", f"，围绕{draw(st.sampled_from(MATTERS))}开展调研"]))
    return f"{draw(st.sampled_from(VERBS))}{matter}工作。{body}{more}。（责任部门：{draw(st.sampled_from(DEPARTMENTS))}）"


def notice(lines: list[str], year: int) -> TaskBreakdown:
    numbered = "\n\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return extract_bytes(f"{year}.txt", f"{year}年重点工作任务分解\n\n一、重点任务\n\n{numbered}\n".encode())


notices = st.lists(tasks(), min_size=1, max_size=9)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(notices)
def test_a_notice_has_not_changed_against_itself(lines: list[str]) -> None:
    one = notice(lines, 2024)
    comparison = compare_two(one, replace(one, header=replace(one.header, plan_year=2025)))
    assert {task.status for task in comparison.tasks} == {"kept"}
    assert len(comparison.tasks) == len(one.tasks)
    assert all(task.similarity == 1 and not task.uncertain and not task.wording for task in comparison.tasks)
    changes = [change for task in comparison.tasks for change in task.targets] + list(comparison.targets)
    assert {change.status for change in changes} <= {"kept"}
    assert (comparison.renamings, comparison.handovers) == ((), ())


@quick
@given(notices, notices)
def test_the_other_way_round_is_the_mirror(left: list[str], right: list[str]) -> None:
    old, new = notice(left, 2024), notice(right, 2025)
    there, back = compare_two(old, new), compare_two(new, old)
    assert sorted(seen(there)) == sorted((STATUS_MIRROR.get(s, s), b, a) for s, a, b in seen(back))
    assert target_counts(there) == Counter({TARGET_MIRROR.get(status, status): n for status, n in target_counts(back).items()})


@quick
@given(notices, notices)
def test_every_task_and_every_target_stands_in_exactly_one_place(left: list[str], right: list[str]) -> None:
    old, new = notice(left, 2024), notice(right, 2025)
    comparison = compare_two(old, new)
    assert Counter(i for task in comparison.tasks for i in task.before) == Counter(task.id for task in old.tasks)
    assert Counter(i for task in comparison.tasks for i in task.after) == Counter(task.id for task in new.tasks)
    changes = [change for task in comparison.tasks for change in task.targets]
    for breakdown, ids in ((old, [c.before_id for c in changes]), (new, [c.after_id for c in changes])):
        assert Counter(i for i in ids if i) == Counter(target.id for task in breakdown.tasks for target in task.targets)


def seen(comparison: Comparison) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(task.status, task.before, task.after) for task in comparison.tasks]


def target_counts(comparison: Comparison) -> Counter[str]:
    return Counter(change.status for task in comparison.tasks for change in task.targets)
