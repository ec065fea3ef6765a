"""Write the 任务分解表 of each document as a Word table to print: A4 laid across, the heading row on every page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.export.atomic import AtomicPath, cannot_write
from pipeline.export.docx_markup import Column, heading_row, paragraph, row, span_row, table
from pipeline.export.docx_shell import body_of, shell
from pipeline.export.naming import with_printable_name
from pipeline.export.tables import Failure
from schemas.breakdown import Section, Task, TaskBreakdown

SUFFIX = "_任务分解表.docx"

# Text width of A4 laid across, in twentieths of a point; what the narrow columns leave is shared by the wide ones.
_WIDTH = 14570
_NUMBER, _TITLE, _PARTY, _TIME = 850, 2300, 1650, 1250
_OFFICIALS = (("lead", "牵头领导"), ("responsible", "责任人"), ("in_charge", "分管领导"), ("contact", "联系人"))
_DEPARTMENTS = (("lead", "牵头单位"), ("responsible", "责任单位"), ("supporting", "配合单位"))
_MOMENT = (1980, 1, 1, 0, 0, 0)


class DocxTables:
    """`<stem>_任务分解表.docx` for each document, written when it comes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._written: list[Path] = []

    def add(self, breakdown: TaskBreakdown, stem: str) -> None:
        """Write the document's file at once. Raises OutputError."""
        document = render(with_printable_name(breakdown))
        file = AtomicPath(self._directory / f"{stem}{SUFFIX}")
        try:
            with zipfile.ZipFile(file.partial, "w", zipfile.ZIP_DEFLATED) as package:
                for name, content in shell().items():
                    entry = zipfile.ZipInfo(name, _MOMENT)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    package.writestr(entry, document if name == "word/document.xml" else content)
        except BaseException as error:
            file.discard()
            if isinstance(error, OSError):
                raise cannot_write(file.path, error) from error
            raise
        self._written.append(file.commit())

    def fail(self, failure: Failure) -> None:
        """Do nothing: a document that failed has no table."""

    def close(self) -> tuple[Path, ...]:
        """Return the files that were written."""
        return tuple(self._written)

    def discard(self) -> None:
        """Do nothing: every file that stands is complete."""


def render(breakdown: TaskBreakdown) -> bytes:
    """Return the document's main part (WordprocessingML)."""
    header = breakdown.header
    columns = _columns(breakdown)
    title = header.plan_title or header.title or breakdown.source.name
    parts = [paragraph(title, "heading")]
    facts = [fact for fact in (header.document_number, header.issued_on and header.issued_on.isoformat()) if fact]
    if facts:
        parts.append(paragraph("　".join(facts), "subheading"))
    parts.append(table(columns, [heading_row(columns), *_rows(breakdown, columns)]))
    parts.append(paragraph(_note(breakdown), "note"))
    return body_of("".join(parts))


def _columns(breakdown: TaskBreakdown) -> tuple[Column, ...]:
    """Return the columns for which the document has anything; responsible departments always."""
    officials = {official.role for task in breakdown.tasks for official in task.lead_officials}
    departments = {department.role for task in breakdown.tasks for department in task.departments} or {"responsible"}
    parties = [heading for role, heading in _OFFICIALS if role in officials]
    parties += [heading for role, heading in _DEPARTMENTS if role in departments]
    timed = any(task.deadlines for task in breakdown.tasks)
    rest = _WIDTH - _NUMBER - _TITLE - _PARTY * len(parties) - _TIME * timed
    return (
        Column("序号", _NUMBER, centered=True),
        Column("任务名称", _TITLE),
        Column("工作内容", rest),
        *(Column(heading, _PARTY) for heading in parties),
        *((Column("完成时限", _TIME),) if timed else ()),
    )


def _rows(breakdown: TaskBreakdown, columns: Sequence[Column]) -> Iterator[str]:
    """Yield the tasks' rows in order; a section's row, across the table, before the first task in it."""
    sections = {section.id: section for section in breakdown.sections}
    open_sections: list[str] = []
    for task in breakdown.tasks:
        path = _path(sections, task.section)
        for depth, section in enumerate(path):
            if section.id not in open_sections[depth : depth + 1]:
                yield span_row(columns, (section.label or "") + section.title)
                del open_sections[depth:]
                open_sections.append(section.id)
        del open_sections[len(path) :]
        values = _values(task)
        yield row(columns, [values.get(column.heading, "") for column in columns])


def _path(sections: dict[str, Section], innermost: str | None) -> list[Section]:
    """Return the sections a task stands in, outermost first."""
    found: list[Section] = []
    at = sections.get(innermost or "")
    while at is not None and at not in found:
        found.append(at)
        at = sections.get(at.parent or "")
    return found[::-1]


def _values(task: Task) -> dict[str, str]:
    values = {"序号": task.number or "", "任务名称": task.title, "工作内容": task.body}
    for role, heading in _OFFICIALS:
        values[heading] = "、".join(
            official.name if official.title is None else f"{official.name}（{official.title}）"
            for official in task.lead_officials
            if official.role == role
        )
    for role, heading in _DEPARTMENTS:
        values[heading] = "、".join(department.name for department in task.departments if department.role == role)
    values["完成时限"] = "；".join(dict.fromkeys(deadline.text for deadline in task.deadlines))
    return values


def _note(breakdown: TaskBreakdown) -> str:
    """Return the line below the table: where it comes from, and whether it has to be checked."""
    doubts = sum(diagnostic.severity != "info" for diagnostic in breakdown.diagnostics)
    note = f"来源：{breakdown.source.name}，共{len(breakdown.tasks)}项任务。"
    return note + (f"有{doubts}处疑点，请对照原文核对。" if doubts else "")
