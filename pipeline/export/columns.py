"""The combined tables, column by column: name, Chinese heading, type and meaning, in the order a clerk reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is its English heading, fixed; `chinese` its heading under headers="zh"."""

    name: str
    chinese: str
    type: ColumnType
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `key` is its primary key; a foreign key is (own column, table, that table's column)."""

    name: str
    chinese: str
    description: str
    columns: tuple[Column, ...]
    key: str
    references: tuple[tuple[str, str, str], ...] = ()


_DOCUMENT = Column("document", "文件", "string", "Name of the file.")
_PLAN_YEAR = Column("plan_year", "计划年度", "integer", "The year the plan is for.")
_SECTION = Column("section", "所属方面", "string", "Number and title of the section it stands in.")
_NUMBER = Column("number", "序号", "string", "Printed number of the task, without its punctuation.")
_TASK = Column("task", "任务名称", "string", "Title of the task; empty outside tasks.")
_EVIDENCE = (
    Column("page", "页码", "integer", "Page it stands on, from 1; empty where the format has no pages."),
    Column("quote", "原文", "string", "The words it was read from."),
    Column("rule", "规则", "string", "Name of the rule that read it."),
    Column("start", "起", "integer", "First character in the reading text, from 0."),
    Column("end", "止", "integer", "One past the last character."),
)
_DOCUMENT_ID = Column("document_id", "文件编号", "string", "The document: start of its SHA-256, and its name.")
_TASK_KEY = Column("task_key", "任务键", "string", "Key of the task over all documents; empty outside tasks.")
_TO_DOCUMENT = ("document_id", "documents", "document_id")
_TO_TASK = ("task_key", "tasks", "task_key")

TASKS = Table(
    "tasks", "任务", "One row for each task.",
    (
        _DOCUMENT,
        _PLAN_YEAR,
        _SECTION,
        _NUMBER,
        Column("title", "任务名称", "string", "Title of the task."),
        Column("body", "任务内容", "string", "Its text without number, title sentence and responsibility clause."),
        Column("lead_officials", "牵头领导", "string", "Leading officials, joined by 、."),
        Column("responsible_officials", "责任人", "string", "Responsible officials, joined by 、."),
        Column("in_charge_officials", "分管领导", "string", "Officials in charge, joined by 、."),
        Column("contact_officials", "联系人", "string", "Contacts, joined by 、."),
        Column("lead_departments", "牵头单位", "string", "Leading departments, joined by 、."),
        Column("responsible_departments", "责任单位", "string", "Responsible departments, joined by 、."),
        Column("supporting_departments", "配合单位", "string", "Supporting departments, joined by 、."),
        Column("deadlines", "完成时限", "string", "Deadlines in the document's words, joined by ；."),
        Column("deadline_end", "时限日期", "date", "The last day of the latest deadline that can be dated."),
        Column("targets", "目标数", "integer", "Number of targets."),
        Column("measures", "举措数", "integer", "Number of pieces of work."),
        *_EVIDENCE,
        _DOCUMENT_ID,
        Column("task_id", "任务编号", "string", "Stable identifier: the same in every file format of one document."),
        Column("task_key", "任务键", "string", "document_id/task_id: unique over all documents."),
        Column("section_key", "方面键", "string", "Key of the section it stands in; empty where it stands in none."),
    ),
    "task_key",
    (_TO_DOCUMENT, ("section_key", "sections", "section_key")),
)

TARGETS = Table(
    "targets", "目标", "One row for each target that is promised and each result that is reported.",
    (
        _DOCUMENT,
        _PLAN_YEAR,
        _SECTION,
        _NUMBER,
        _TASK,
        Column("kind", "类别", "string", "target: promised. result: reported as already achieved."),
        Column("action", "动作", "string", "The verb that does the work."),
        Column("indicator", "指标", "string", "What is counted or measured."),
        Column("comparator", "限定词", "string", "exactly, at_least, at_most, more_than, less_than, about or range."),
        Column("value", "目标值", "number", "The number; for a range, its lower end."),
        Column("value_max", "上限", "number", "Upper end of a range."),
        Column("unit", "单位", "string", "Unit as written."),
        Column("measure", "类型", "string", "level, increase, decrease, frequency, rank or coverage."),
        Column("baseline", "基数", "number", "The “from” in “由 45% 提高到 50%”."),
        Column("per", "每", "string", "For a frequency: year, half_year, quarter, month, week or day."),
        Column("deadline_text", "自身时限", "string", "Its own deadline in the document's words."),
        Column("deadline", "自身时限日期", "date", "The last day of its own deadline."),
        Column("modality", "语气", "string", "The modal word it stands under, as in 力争."),
        Column("normalized_value", "折算值", "number", "The value in the base unit."),
        Column("normalized_value_max", "折算上限", "number", "Upper end of a range in the base unit."),
        Column("normalized_unit", "折算单位", "string", "The base unit."),
        *_EVIDENCE,
        _DOCUMENT_ID,
        Column("target_id", "目标编号", "string", "Stable identifier within the document."),
        Column("target_key", "目标键", "string", "document_id/target_id: unique over all documents."),
        _TASK_KEY,
    ),
    "target_key",
    (_TO_DOCUMENT, _TO_TASK),
)

PARTIES = Table(
    "parties", "责任主体", "One row for each official and each department of a task.",
    (
        _DOCUMENT,
        _PLAN_YEAR,
        _SECTION,
        _NUMBER,
        _TASK,
        Column("kind", "类别", "string", "official or department."),
        Column("name", "名称", "string", "Name of the person or unit."),
        Column("post", "职务", "string", "Post of the person."),
        Column("role", "角色", "string", "lead, responsible, in_charge or contact; lead, responsible or supporting."),
        Column("label", "原文标签", "string", "The document's own word for the role."),
        Column("collective", "泛指", "boolean", "True for 各街镇, 相关科室 and the like; empty for officials."),
        Column("position", "次序", "integer", "Place in the task's list, from 1."),
        *_EVIDENCE,
        _DOCUMENT_ID,
        Column("party_key", "主体键", "string", "task_key/kind/position: unique over all documents."),
        _TASK_KEY,
    ),
    "party_key",
    (_TO_DOCUMENT, _TO_TASK),
)

SECTIONS = Table(
    "sections", "方面", "One row for each section.",
    (
        _DOCUMENT,
        _PLAN_YEAR,
        Column("label", "序号", "string", "Printed number with its punctuation."),
        Column("title", "方面名称", "string", "Title of the section."),
        Column("level", "层级", "integer", "Depth in the outline, from 1."),
        Column("tasks", "任务数", "integer", "Number of tasks that stand directly in it."),
        *_EVIDENCE,
        _DOCUMENT_ID,
        Column("section_id", "方面编号", "string", "Identifier within the document."),
        Column("section_key", "方面键", "string", "document_id/section_id: unique over all documents."),
        Column("parent_key", "上级方面键", "string", "Key of the section it stands in; empty at the top."),
    ),
    "section_key",
    (_TO_DOCUMENT, ("parent_key", "sections", "section_key")),
)

DOCUMENTS = Table(
    "documents", "文件", "One row for each document, those that could not be read among them.",
    (
        _DOCUMENT,
        Column("status", "状态", "string", "ok, partial or failed."),
        Column("error", "失败原因", "string", "Why it failed and what to do; empty where it did not."),
        _PLAN_YEAR,
        Column("title", "标题", "string", "Title of the notice."),
        Column("plan_title", "计划名称", "string", "Title of the plan it carries."),
        Column("document_number", "发文字号", "string", "Document number."),
        Column("issuer", "发文机关", "string", "Issuing office."),
        Column("signatory", "落款", "string", "Office that signs at the end."),
        Column("addressees", "主送机关", "string", "Addressees, joined by 、."),
        Column("issued_on", "成文日期", "date", "Date of issue."),
        Column("declared_sections", "自述方面数", "integer", "Number of sections the notice says it has."),
        Column("declared_tasks", "自述任务数", "integer", "Number of tasks the notice says it has."),
        Column("sections", "方面数", "integer", "Sections found."),
        Column("tasks", "任务数", "integer", "Tasks found."),
        Column("targets", "目标数", "integer", "Targets found, inside and outside tasks."),
        Column("results", "完成情况数", "integer", "Results found."),
        Column("unexplained_characters", "未解释字符", "integer", "Characters that belong to no known part."),
        Column("unexplained_numbers", "未解释数字", "integer", "Numerals of the class unexplained."),
        Column("errors", "错误数", "integer", "Diagnostics of severity error."),
        Column("warnings", "提醒数", "integer", "Diagnostics of severity warning."),
        Column("pages", "页数", "integer", "Pages; empty where the format has none."),
        Column("characters", "字符数", "integer", "Characters of the reading text."),
        Column("media_type", "文件类型", "string", "What the content is."),
        Column("sha256", "校验和", "string", "SHA-256 of the file."),
        Column("schema_version", "契约版本", "string", "Version of the output contract."),
        _DOCUMENT_ID,
    ),
    "document_id",
)

DIAGNOSTICS = Table(
    "diagnostics", "疑点", "One row for each doubt or defect.",
    (
        _DOCUMENT,
        Column("severity", "级别", "string", "error, warning or info."),
        Column("code", "代码", "string", "Stable code, as in L203."),
        _NUMBER,
        Column("message", "说明", "string", "What is doubtful."),
        Column("advice", "建议", "string", "What to do about it."),
        *_EVIDENCE,
        _DOCUMENT_ID,
        Column("diagnostic_key", "疑点键", "string", "document_id/position: unique over all documents."),
    ),
    "diagnostic_key",
    (_TO_DOCUMENT,),
)

TABLES = (TASKS, TARGETS, PARTIES, SECTIONS, DOCUMENTS, DIAGNOSTICS)
