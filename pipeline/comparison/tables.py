"""A comparison as flat tables: one row a task, target, party, load, outcome, wording, year of a series, or note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.export.columns import Column, Table
from pipeline.export.tables import Row
from schemas.comparison import Both, Chain, Comparison, PartyChange, TargetChange, TaskChange

_YEARS = (
    Column("before_year", "原年度", "string", "Plan year of the older notice, its file's name where it has none."),
    Column("after_year", "新年度", "string", "Plan year of the newer notice, its file's name where it has none."),
)
_NUMBERS = (
    Column("before_number", "原序号", "string", "Printed number in the older notice; several joined by 、."),
    Column("after_number", "新序号", "string", "Printed number in the newer notice; several joined by 、."),
)

TASK_CHANGES = Table(
    "task_changes", "任务对照", "One row for each task of either notice, matched where it has a counterpart.",
    (
        *_YEARS,
        Column("status", "变化", "string", "kept, changed, added, dropped, split or merged."),
        *_NUMBERS,
        Column("before_title", "原任务名称", "string", "Title in the older notice; several joined by ；."),
        Column("after_title", "新任务名称", "string", "Title in the newer notice; several joined by ；."),
        Column("before_section", "原所属方面", "string", "Section in the older notice."),
        Column("after_section", "新所属方面", "string", "Section in the newer notice."),
        Column("similarity", "相似度", "number", "How alike the two are, from 0 to 1."),
        Column("uncertain", "存疑", "boolean", "True where a counterpart may exist that was not linked."),
        Column("officials_added", "增加领导", "string", "Officials only in the newer notice, joined by 、."),
        Column("officials_removed", "减少领导", "string", "Officials only in the older notice, joined by 、."),
        Column("departments_added", "增加单位", "string", "Departments only in the newer notice, joined by 、."),
        Column("departments_removed", "减少单位", "string", "Departments only in the older notice, joined by 、."),
        Column("departments_renamed", "更名单位", "string", "Departments under a new name, old → new, joined by 、."),
        Column("raised", "提高", "integer", "Number of targets raised."),
        Column("lowered", "降低", "integer", "Number of targets lowered."),
        Column("targets_added", "新增目标", "integer", "Number of targets added."),
        Column("targets_dropped", "取消目标", "integer", "Number of targets dropped."),
        Column("before_deadlines", "原时限", "string", "Deadlines in the older notice, joined by ；."),
        Column("after_deadlines", "新时限", "string", "Deadlines in the newer notice, joined by ；."),
        Column("wording", "力度变化", "string", "Clauses in stronger or weaker words, old → new, joined by ；."),
        Column("reasons", "依据", "string", "Why the tasks were linked or not, joined by ；."),
        Column("before_ids", "原任务编号", "string", "ids in the older notice, joined by 、."),
        Column("after_ids", "新任务编号", "string", "ids in the newer notice, joined by 、."),
    ),
    "",
)  # fmt: skip
TARGET_CHANGES = Table(
    "target_changes", "目标变化", "One row for each target of either notice, matched where it has a counterpart.",
    (
        *_YEARS,
        Column("status", "变化", "string", "kept, raised, lowered, reworded, unit_changed, comparator_changed, added, dropped."),
        Column("indicator", "指标", "string", "What is measured, in the newer notice's words where it has any."),
        Column("before", "原目标值", "number", "Value in the older notice, in its own unit."),
        Column("before_unit", "原单位", "string", "Unit of the older notice."),
        Column("after", "新目标值", "number", "Value in the newer notice, in its own unit."),
        Column("unit", "单位", "string", "Unit of the newer notice; of the older where the target was dropped."),
        Column("difference", "增减", "number", "after less before, both in the newer notice's unit."),
        Column("ratio", "变化幅度", "number", "difference divided by before."),
        Column("demand", "要求", "string", "more or less where the text supports a judgement."),
        Column("before_comparator", "原限定词", "string", "Comparator of the older notice."),
        Column("after_comparator", "新限定词", "string", "Comparator of the newer notice."),
        Column("before_indicator", "原指标", "string", "The older notice's words."),
        *_NUMBERS,
        Column("task", "任务名称", "string", "Title of the task, the newer one where there is one; empty outside tasks."),
        Column("moved", "跨任务", "boolean", "True where the two stand in tasks that are not each other's counterpart."),
        Column("before_quote", "原文（原）", "string", "The words of the older notice."),
        Column("after_quote", "原文（新）", "string", "The words of the newer notice."),
        Column("before_id", "原目标编号", "string", "id of the older target."),
        Column("after_id", "新目标编号", "string", "id of the newer target."),
    ),
    "",
)  # fmt: skip
PARTY_CHANGES = Table(
    "party_changes", "责任变化", "One row for each party that came, went, was renamed or handed its tasks over.",
    (
        *_YEARS,
        Column("kind", "类别", "string", "official or department."),
        Column("change", "变化", "string", "added, removed, renamed, role or handover."),
        Column("before_name", "原名称", "string", "Name in the older notice."),
        Column("after_name", "新名称", "string", "Name in the newer notice; for a role, the role before and after."),
        Column("tasks", "任务数", "integer", "Number of tasks concerned."),
        *_NUMBERS,
        Column("task", "任务名称", "string", "Title of the task; empty where it holds of the whole notice."),
    ),
    "",
)
PARTY_LOADS = Table(
    "party_loads", "任务量", "One row for each party: what it carries in either year.",
    (
        *_YEARS,
        Column("kind", "类别", "string", "official or department."),
        Column("name", "名称", "string", "Name, the newer one if it was renamed."),
        Column("before_tasks", "原任务数", "integer", "Tasks in the older notice."),
        Column("after_tasks", "新任务数", "integer", "Tasks in the newer notice."),
        Column("before_lead", "原牵头数", "integer", "Of these it leads, older notice."),
        Column("after_lead", "新牵头数", "integer", "Of these it leads, newer notice."),
        Column("before_targets", "原目标数", "integer", "Targets in these tasks, older notice."),
        Column("after_targets", "新目标数", "integer", "Targets in these tasks, newer notice."),
    ),
    "",
)
OUTCOMES = Table(
    "outcomes", "目标完成情况", "One row for each target of the older notice against what the newer one reports.",
    (
        *_YEARS,
        Column("indicator", "指标", "string", "The target's indicator."),
        Column("planned", "目标值", "number", "The target's value."),
        Column("reported", "完成值", "number", "The value reported; empty where the newer notice is silent."),
        Column("unit", "单位", "string", "Unit of the result; of the target where nothing is reported."),
        Column("met", "完成", "boolean", "Whether the target was met; empty where nothing supports a judgement."),
        Column("exceeded", "超额", "boolean", "Whether it was exceeded."),
        Column("target_quote", "目标原文", "string", "The words of the older notice."),
        Column("result_quote", "结果原文", "string", "The words of the newer notice."),
        Column("target_id", "目标编号", "string", "id of the target."),
        Column("result_id", "结果编号", "string", "id of the result."),
    ),
    "",
)
SERIES = Table(
    "series", "指标序列", "One row for each year of each indicator that two or more notices state.",
    (
        Column("indicator", "指标", "string", "What is measured."),
        Column("unit", "单位", "string", "Unit of all its values."),
        Column("year", "年度", "string", "Plan year, the file's name where there is none."),
        Column("value", "目标值", "number", "The target; empty where that year's notice is silent."),
    ),
    "",
)
NOTES = Table(
    "notes", "提示", "What a reader must know of a comparison as a whole.",
    (
        *_YEARS,
        Column("code", "代码", "string", "Stable code, as in same_year."),
        Column("message", "说明", "string", "What it is and what to do."),
    ),
    "",
)
TABLES = (TASK_CHANGES, TARGET_CHANGES, PARTY_CHANGES, PARTY_LOADS, OUTCOMES, SERIES, NOTES)


def rows_of(compared: Comparison | Chain) -> dict[str, list[Row]]:
    """Return the rows of every table, over all steps of a chain."""
    steps = compared.steps if isinstance(compared, Chain) else (compared,)
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for step in steps:
        years = year_of(step, older=True), year_of(step, older=False)
        for name, found in (
            ("task_changes", map(_task_row, step.tasks)),
            ("target_changes", _target_rows(step)),
            ("party_changes", _party_rows(step)),
            ("party_loads", _load_rows(step)),
            ("outcomes", _outcome_rows(step)),
            ("notes", ((note.code, note.message) for note in step.notes)),
        ):
            rows[name].extend((*years, *row) for row in found)
    if isinstance(compared, Chain):
        rows["series"] = [
            (one.indicator, one.unit, year, value) for one in compared.series for year, value in one.values
        ]
    return rows


def year_of(step: Comparison, *, older: bool) -> str:
    """Return what a notice stands under: its plan year, or its file's name."""
    side = step.before if older else step.after
    return side.source.name if side.plan_year is None else str(side.plan_year)


def count(changes: Iterable[TargetChange], status: str) -> int:
    """Return how many targets have a status."""
    return sum(change.status == status for change in changes)


def joined(values: Iterable[str | None], by: str = "、") -> str | None:
    """Return the values joined, None where there is none: absent is not empty."""
    return by.join(value for value in values if value) or None


def wordings(task: TaskChange) -> str | None:
    """Return the clauses whose strength changed, old → new."""
    return joined((f"{change.before_quote} → {change.after_quote}" for change in task.wording), "；")


def renamed(change: PartyChange) -> str | None:
    """Return the renamed parties, old → new."""
    return joined(f"{one.before} → {one.after}" for one in change.renamed)


def _task_row(task: TaskChange) -> Row:
    return (
        task.status, joined(task.number.before), joined(task.number.after),
        joined(task.title.before, "；"), joined(task.title.after, "；"),
        joined(task.section.before, "；"), joined(task.section.after, "；"),
        _number(task.similarity), task.uncertain,
        joined(task.lead_officials.added), joined(task.lead_officials.removed),
        joined(task.departments.added), joined(task.departments.removed), renamed(task.departments),
        count(task.targets, "raised"), count(task.targets, "lowered"),
        count(task.targets, "added"), count(task.targets, "dropped"),
        joined(task.deadlines.before, "；"), joined(task.deadlines.after, "；"),
        wordings(task), joined(task.reasons, "；"), joined(task.before), joined(task.after),
    )  # fmt: skip


def _target_rows(step: Comparison) -> Iterator[Row]:
    for task in step.tasks:
        title = joined(task.title.after or task.title.before, "；")
        yield from (_target_row(change, task.number, title) for change in task.targets)
    yield from (_target_row(change, Both(), None) for change in step.targets)


def _target_row(change: TargetChange, number: Both, title: str | None) -> Row:
    return (
        change.status, change.indicator, change.before, change.before_unit, change.after, change.unit,
        change.difference, change.ratio, change.demand, change.before_comparator, change.after_comparator,
        change.before_indicator, joined(number.before), joined(number.after), title, change.moved,
        change.before_quote, change.after_quote, change.before_id, change.after_id,
    )  # fmt: skip


def _party_rows(step: Comparison) -> Iterator[Row]:
    for handover in step.handovers:
        yield handover.kind, "handover", handover.before, handover.after, handover.tasks, None, None, None
    for renaming in step.renamings:
        yield "department", "renamed", renaming.before, renaming.after, renaming.tasks, None, None, None
    for task in step.tasks:
        if not task.before or not task.after:
            continue
        place = 1, joined(task.number.before), joined(task.number.after), joined(task.title.after, "；")
        for kind, change in (("official", task.lead_officials), ("department", task.departments)):
            yield from ((kind, "removed", name, None, *place) for name in change.removed)
            yield from ((kind, "added", None, name, *place) for name in change.added)
            for said in change.roles:
                name, _, roles = said.partition("：")
                yield kind, "role", name, roles, *place


def _load_rows(step: Comparison) -> Iterator[Row]:
    for load in step.loads:
        yield (
            load.kind, load.name, load.before_tasks, load.after_tasks, load.before_lead, load.after_lead,
            load.before_targets, load.after_targets,
        )  # fmt: skip


def _outcome_rows(step: Comparison) -> Iterator[Row]:
    for one in step.outcomes:
        yield (
            one.indicator, one.planned, one.reported, one.unit, one.met, one.exceeded,
            one.target_quote, one.result_quote, one.target_id, one.result_id,
        )  # fmt: skip


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.4f}")
