"""The Chinese words and the colours under which people see statuses, in the workbook and in the report."""

from __future__ import annotations

from decimal import Decimal

from schemas.comparison import Chain, Comparison, Note, TargetChange, TargetStatus, TaskStatus

STATUSES: dict[TaskStatus, str] = {
    "kept": "延续", "changed": "调整", "added": "新增", "dropped": "取消", "split": "拆分", "merged": "合并",
}  # fmt: skip
CHANGES: dict[TargetStatus, str] = {
    "kept": "不变", "raised": "提高", "lowered": "降低", "reworded": "改表述", "unit_changed": "改单位",
    "comparator_changed": "改限定", "added": "新增", "dropped": "取消",
}  # fmt: skip
DEMANDS = {"more": "要求更高", "less": "要求放宽", None: ""}
KINDS = {"official": "领导", "department": "单位"}
COMPARATORS = {
    "exactly": "", "at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "about": "约", "range": "", None: "",
}  # fmt: skip
# Light enough that black text stands on them; the words say the same, for eyes and printers without colours.
COLOURS = {
    "kept": "#F2F2F2", "changed": "#FFF3CD", "added": "#D8F0DC", "dropped": "#F8D7DA", "split": "#E2E3FF",
    "merged": "#D6EAF8", "raised": "#D8F0DC", "lowered": "#FDE2C8", "reworded": "#F2F2F2", "unit_changed": "#EFE6F7",
    "comparator_changed": "#FFF3CD",
}  # fmt: skip
_NOTES = {
    "same_document": "两份文件内容相同，不会有任何变化，请提供两个年度的文件。",
    "same_year": "两份文件属于同一年度，这里比较的是同一年的两份计划。",
    "backwards": "先给出的文件年度较晚，按给出的顺序仍把它当作原文件，请检查顺序。",
    "gap": "两份文件相隔一年以上，新文件报告的是其他年度的结果，不据此判断目标是否完成。",
    "other_office": "两份文件的发文机关不同，任务仍按内容对照，请留意。",
    "no_tasks": "其中一份文件没有识别出任务，只比较任务之外的目标。",
}


def describe_note(note: Note) -> str:
    """Return a note in Chinese; one about the user's own file in its own words."""
    return _NOTES.get(note.code, note.message)


def steps_of(compared: Comparison | Chain) -> tuple[Comparison, ...]:
    """Return the single comparisons that it is made of."""
    return compared.steps if isinstance(compared, Chain) else (compared,)


def describe_value(change: TargetChange, *, older: bool) -> str | None:
    """Return a target's value as people write it: ≥ 60%, 3—5家; None where that year has none."""
    value, top = (change.before, change.before_max) if older else (change.after, change.after_max)
    if value is None:
        return None
    comparator = change.before_comparator if older else change.after_comparator
    unit = (change.before_unit if older else change.unit) or ""
    shown = f"{plain(value)}—{plain(top)}" if top is not None else plain(value)
    return f"{COMPARATORS[comparator]}{shown}{unit}"


def describe_change(change: TargetChange) -> str:
    """Return one line for a target: 提高：社区食堂 2家 → 3家."""
    before, after = describe_value(change, older=True), describe_value(change, older=False)
    values = " → ".join(value for value in (before, after) if value)
    return f"{CHANGES[change.status]}：{change.indicator} {values}"


def describe_outcome(result_id: str | None, met: bool | None, exceeded: bool | None) -> tuple[str, str | None]:
    """Return what people read of an outcome, and its colour."""
    if result_id is None:
        return "未提及", None
    if met is None:
        return "无法判断", COLOURS["changed"]
    if not met:
        return "未完成", COLOURS["dropped"]
    return ("超额完成" if exceeded else "完成"), COLOURS["added"]


def plain(value: Decimal) -> str:
    """Return a number without an exponent and trailing zeros."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
