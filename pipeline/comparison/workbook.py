"""Write a comparison as an xlsx for people: tasks side by side, targets, leaders, departments, outcomes, a summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.comparison.labels import (
    CHANGES,
    COLOURS,
    DEMANDS,
    STATUSES,
    describe_change,
    describe_note,
    describe_outcome,
    describe_value,
    steps_of,
)
from pipeline.comparison.tables import count, joined, renamed, wordings, year_of
from pipeline.export.atomic import cannot_write
from schemas.comparison import Chain, Comparison, PartyChange

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# Any: xlsxwriter's formats carry no types.
Format = Any
_EPOCH = datetime(2000, 1, 1)
"""The date of creation in every file: the same comparison always gives the same bytes."""


def write_workbook(compared: Comparison | Chain, path: Path) -> Path:
    """Write the workbook and return its path. Raises OutputError where it cannot be written.

    Every text is written as text: nothing is run as a formula or turned into a link.
    """
    import xlsxwriter

    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book = xlsxwriter.Workbook(
            str(partial), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        )
        book.set_properties({"created": _EPOCH, "title": "年度对照"})
        _Sheets(book, compared).write()
        book.close()
        partial.replace(path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        partial.unlink(missing_ok=True)
        raise cannot_write(path, error if isinstance(error, OSError) else OSError(str(error))) from error
    return path


class _Sheets:
    """The sheets of one workbook."""

    def __init__(self, book: Workbook, compared: Comparison | Chain) -> None:
        self._book = book
        self._compared = compared
        self._steps = steps_of(compared)
        self._formats: dict[tuple[str | None, bool, str | None], Format] = {}

    def write(self) -> None:
        """Write all sheets, the summary first."""
        self._summary()
        self._tasks()
        self._targets()
        self._parties("official", "责任领导")
        self._parties("department", "责任单位")
        self._outcomes()
        if isinstance(self._compared, Chain):
            self._series(self._compared)

    def _summary(self) -> None:
        sheet = self._book.add_worksheet("概况")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 7, 14)
        row = 0
        for step in self._steps:
            sheet.write_string(row, 0, f"{year_of(step, older=True)} → {year_of(step, older=False)}", self._format(bold=True))
            for label, side in (("原文件", step.before), ("新文件", step.after)):
                row += 1
                sheet.write_string(row, 0, label)
                sheet.write_string(row, 1, side.title or side.source.name)
            row += 1
            for at, (status, label) in enumerate(STATUSES.items()):
                sheet.write_string(row, at, label, self._format(COLOURS[status], bold=True))
                sheet.write_number(row + 1, at, getattr(step.summary, status))
            row += 3
            changes = [change for task in step.tasks for change in task.targets] + list(step.targets)
            for at, (change, label) in enumerate(CHANGES.items()):
                sheet.write_string(row, at, f"目标{label}", self._format(COLOURS[change], bold=True))
                sheet.write_number(row + 1, at, count(changes, change))
            row += 3
            row = self._lines(sheet, row, self._remarks(step)) + 1

    def _lines(self, sheet: Worksheet, row: int, lines: Sequence[str]) -> int:
        for line in lines:
            sheet.write_string(row, 0, line)
            row += 1
        return row

    def _remarks(self, step: Comparison) -> list[str]:
        lines = [describe_note(note) for note in step.notes]
        lines += [f"{one.before}的 {one.tasks} 项任务全部由{one.after}接任" for one in step.handovers]
        lines += [f"{one.before} 更名为 {one.after}（{one.tasks} 项任务）" for one in step.renamings]
        doubts = sum(task.uncertain for task in step.tasks)
        return [*lines, *([f"{doubts} 项任务的对应关系存疑，未予关联，见“任务对照”"] if doubts else [])]

    def _tasks(self) -> None:
        headings = ["年度", "变化", "原序号", "原任务", "新序号", "新任务", "原方面", "新方面", "目标变化", "领导", "单位", "时限",
                    "力度变化", "相似度", "依据"]  # fmt: skip
        widths = [12, 8, 8, 32, 8, 32, 20, 20, 40, 16, 28, 18, 30, 8, 40]
        sheet = self._table("任务对照", headings, widths)
        row = 0
        for step in self._steps:
            for task in step.tasks:
                row += 1
                colour = COLOURS[task.status]
                before, after = joined(task.deadlines.before, "；"), joined(task.deadlines.after, "；")
                cells: list[object] = [
                    _years(step), STATUSES[task.status] + ("（存疑）" if task.uncertain else ""),
                    joined(task.number.before), joined(task.title.before, "\n"),
                    joined(task.number.after), joined(task.title.after, "\n"),
                    joined(task.section.before, "\n"), joined(task.section.after, "\n"),
                    joined((describe_change(change) for change in task.targets if change.status != "kept"), "\n"),
                    _party_words(task.lead_officials), _party_words(task.departments),
                    before if before == after else f"{before or '无'} → {after or '无'}",
                    wordings(task), task.similarity, joined(task.reasons, "\n"),
                ]  # fmt: skip
                for at, cell in enumerate(cells):
                    self._cell(sheet, row, at, cell, colour if at in (1, 3, 5) else None)
        sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)

    def _targets(self) -> None:
        headings = ["年度", "变化", "要求", "任务", "指标", "原目标", "新目标", "增减", "幅度", "原指标表述", "原文（原）", "原文（新）"]
        sheet = self._table("目标变化", headings, [12, 10, 10, 30, 30, 16, 16, 12, 10, 26, 44, 44])
        row = 0
        for step in self._steps:
            places = [(joined(t.title.after or t.title.before, "；"), t.targets) for t in step.tasks]
            for title, changes in [*places, ("（任务之外）", step.targets)]:
                for change in changes:
                    row += 1
                    other = change.before_indicator if change.before_indicator != change.indicator else None
                    cells: list[object] = [
                        _years(step), CHANGES[change.status], DEMANDS[change.demand], title, change.indicator,
                        describe_value(change, older=True), describe_value(change, older=False),
                        change.difference, change.ratio, other, change.before_quote, change.after_quote,
                    ]  # fmt: skip
                    for at, cell in enumerate(cells):
                        self._cell(sheet, row, at, cell, COLOURS[change.status] if at == 1 else None,
                                   "0.0%" if at == 8 else None)  # fmt: skip
        sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)

    def _parties(self, kind: str, name: str) -> None:
        headings = ["年度", "名称", "原任务数", "新任务数", "增减", "原牵头", "新牵头", "原目标数", "新目标数", "说明"]
        sheet = self._table(name, headings, [12, 30, 10, 10, 8, 10, 10, 10, 10, 40])
        row = 0
        for step in self._steps:
            said = {one.before: f"任务全部由{one.after}接任" for one in step.handovers}
            said |= {one.after: f"由{one.before}更名" for one in step.renamings}
            for load in step.loads:
                if load.kind != kind:
                    continue
                row += 1
                change = load.after_tasks - load.before_tasks
                cells: list[object] = [
                    _years(step), load.name, load.before_tasks, load.after_tasks, change, load.before_lead,
                    load.after_lead, load.before_targets, load.after_targets, said.get(load.name),
                ]  # fmt: skip
                colour = COLOURS["added"] if change > 0 else COLOURS["lowered"] if change < 0 else None
                for at, cell in enumerate(cells):
                    self._cell(sheet, row, at, cell, colour if at == 4 else None)
        sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)

    def _outcomes(self) -> None:
        headings = ["年度", "指标", "目标值", "完成值", "单位", "结论", "目标原文", "结果原文"]
        sheet = self._table("目标完成情况", headings, [12, 34, 12, 12, 12, 12, 50, 50])
        row = 0
        for step in self._steps:
            for one in step.outcomes:
                row += 1
                said, colour = describe_outcome(one.result_id, one.met, one.exceeded)
                cells: list[object] = [
                    year_of(step, older=True), one.indicator, one.planned, one.reported, one.unit, said,
                    one.target_quote, one.result_quote,
                ]  # fmt: skip
                for at, cell in enumerate(cells):
                    self._cell(sheet, row, at, cell, colour if at == 5 else None)
        sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)

    def _series(self, chain: Chain) -> None:
        years = [year for year, _ in chain.series[0].values] if chain.series else []
        sheet = self._table("指标序列", ["指标", "单位", *years], [36, 12, *[12] * len(years)])
        for row, one in enumerate(chain.series, 1):
            for at, cell in enumerate([one.indicator, one.unit, *(value for _, value in one.values)]):
                self._cell(sheet, row, at, cell, None)

    def _table(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, self._format("#DDE5EE", bold=True))
        sheet.freeze_panes(1, 0)
        return sheet

    def _cell(
        self, sheet: Worksheet, row: int, column: int, cell: object, colour: str | None, number: str | None = None
    ) -> None:
        form = self._format(colour, number=number)
        if cell is None:
            sheet.write_blank(row, column, None, form)
        elif isinstance(cell, str):
            # Excel takes no more than 32,767 characters in a cell.
            sheet.write_string(row, column, cell[:32000], form)
        else:
            sheet.write_number(row, column, float(cell), form)  # type: ignore[arg-type]

    def _format(self, colour: str | None = None, *, bold: bool = False, number: str | None = None) -> Format:
        key = (colour, bold, number)
        if key not in self._formats:
            settings: dict[str, object] = {"text_wrap": True, "valign": "top", "bold": bold}
            if colour:
                settings |= {"bg_color": colour}
            if number:
                settings |= {"num_format": number}
            self._formats[key] = self._book.add_format(settings)
        return self._formats[key]


def _years(step: Comparison) -> str:
    return f"{year_of(step, older=True)}→{year_of(step, older=False)}"


def _party_words(change: PartyChange) -> str | None:
    parts: list[Callable[[], str | None]] = [
        lambda: f"增加：{joined(change.added)}" if change.added else None,
        lambda: f"减少：{joined(change.removed)}" if change.removed else None,
        lambda: f"更名：{renamed(change)}" if change.renamed else None,
        lambda: f"角色：{joined(change.roles)}" if change.roles else None,
    ]
    return joined((part() for part in parts), "\n")
