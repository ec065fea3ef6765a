"""Tables whose header names tasks or who answers for them become the same sections and tasks as numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.fields.findings import DepartmentFinding, OfficialFinding
from extractors.fields.parties import read_cell
from extractors.fields.party_conventions import Convention
from extractors.outline.drafts import Drafts, SectionDraft, TaskDraft
from extractors.outline.grid import Row
from extractors.outline.numbering import read_label
from extractors.outline.sentences import sentence_end
from extractors.outline.table_heading import PARTIES, Grid, read_grid, words_of
from extractors.outline.titles import sums_up
from extractors.outline.tree import Outline, Span, TableRegion
from extractors.reading.text import Reading
from schemas.document import Block

_CONTENT = ("measures", "target", "unknown")
_TITLE_CELL = 60
"""A cell longer than this holds more than a title: its first sentence is the title then."""


def draft_tables(reading: Reading, outline: Outline, convention: Convention | None) -> Drafts:
    """Return the sections and tasks of all tables; tables that assign nothing become prose."""
    sections: list[SectionDraft] = []
    tasks: list[TaskDraft] = []
    prose: list[tuple[Span, int | None]] = []
    carried: Grid | None = None
    for region in outline.tables:
        grid = read_grid(reading, region, carried)
        if grid is None:
            blocks = [reading.document.blocks[index] for index in region.cells]
            prose.extend(((block.start, block.end), region.item) for block in blocks if block.start < block.end)
            continue
        carried = grid
        reader = _Rows(reading, region, grid, convention)
        reader.run()
        sections.extend(reader.sections)
        tasks.extend(reader.tasks)
        prose.extend(reader.prose)
    return Drafts(tuple(sections), tuple(tasks), tuple(prose))


@cache
def _part_of_year() -> re.Pattern[str]:
    # 第一季度   1-3月目标   上半年   6月底
    return re.compile(r"季度|[上下]半年|\d{1,2} ?月")


class _Rows:
    """Reads the data rows of one table in order."""

    def __init__(self, reading: Reading, region: TableRegion, grid: Grid, convention: Convention | None) -> None:
        self.reading = reading
        self.region = region
        self.grid = grid
        self.convention = convention
        self.sections: list[SectionDraft] = []
        self.tasks: list[TaskDraft] = []
        self.prose: list[tuple[Span, int | None]] = []
        # 任务名称 | 任务内容: where two columns can hold the task, the second says what it consists of.
        titles = grid.having("title")
        self._title = titles[0] if titles else None
        self._measures = sorted((*titles[1:], *grid.having("measures")))
        self._parties = grid.having(*PARTIES)
        self._numbers = grid.having("number")
        self._heads_tasks = self._task_cells_head_tasks()
        self._groups: dict[int, int] = {}
        self._section: int | None = region.item
        self._previous: Row | None = None
        self._heading: int | None = None
        self._again: tuple[str, int | None] | None = None

    def run(self) -> None:
        """Sort every row below the header into sections, tasks, and rows that go on with the task above."""
        for index in sorted({block for row in self.grid.rows[: self.grid.first] for block in row.values()}):
            self._add_prose(index)
        for row in self.grid.rows[self.grid.first :]:
            distinct = [index for index in dict.fromkeys(row.values()) if words_of(self.reading, index).strip()]
            if len(distinct) == 1 and len(row) > 1 and not self._is_same_task(row):
                self._spanning_row(distinct[0])
            elif (numbered := self._numbered_heading(row, distinct)) is not None:
                self._section = self._open_section(distinct[1], self.region.item, numbered)
            elif distinct and not self._is_header_again(row):
                self._data_row(row)
            self._previous = row

    def _numbered_heading(self, row: Row, distinct: Sequence[int]) -> Span | None:
        """Return the number of a row that heads those below: 一 | 经济工作, and nothing in any other cell."""
        if len(distinct) != 2 or len(self.grid.columns) < 4 or distinct[0] not in (row.get(column) for column in self._numbers):
            return None
        block = self.reading.document.blocks[distinct[0]]
        number = self.reading.trim(block.start, block.end)
        printed = self.reading.folded[slice(*number)].strip("()、. ")
        return number if 0 < len(printed) <= 3 and set(printed) <= set("一二三四五六七八九十") else None

    def _is_header_again(self, row: Row) -> bool:
        """Say whether a row repeats the header (on a new page)."""
        words = {column: words_of(self.reading, index).strip() for column, index in row.items()}
        again = all(words[column] == self.grid.headings.get(column, "").strip() for column in row)
        if again:
            for index in set(row.values()):
                self._add_prose(index)
        return again

    def _add_prose(self, index: int) -> None:
        block = self.reading.document.blocks[index]
        if block.start < block.end:
            self.prose.append(((block.start, block.end), self.region.item))

    def _spanning_row(self, index: int) -> None:
        """A row of one cell is a heading if it is short, else a note."""
        block = self.reading.document.blocks[index]
        if block.end - block.start > _TITLE_CELL or self.reading.folded[block.start : block.end].startswith(("注", "备注", "说明")):
            self._add_prose(index)
            return
        label = read_label(self.reading.folded, block.start, block.end)
        coarse = label is None or label.style not in ("arabic_dot", "arabic_comma", "arabic_paren", "han_paren")
        parent = self.region.item if coarse else self._top_of(self._section)
        self._section = self._open_section(index, parent)

    def _top_of(self, key: int | None) -> int | None:
        """Return the coarse heading of this table that a finer one stands under."""
        for section in reversed(self.sections):
            if section.key == key:
                return section.parent if section.parent is not None and section.parent < 0 else section.key
        return key

    def _open_section(self, index: int, parent: int | None, number: Span | None = None) -> int:
        """Make a section of a cell, its label in it or the number beside it; its key is negative, so it never meets an item's."""
        key = -1 - index
        if key in self._groups:
            return key
        words = words_of(self.reading, index).strip()
        if self.sections and number is None and self._again == (words, parent):
            return self.sections[-1].key
        self._again = (words, parent)
        self._groups[key] = index
        block = self.reading.document.blocks[index]
        start, end = self.reading.trim(block.start, block.end)
        label = read_label(self.reading.folded, start, end)
        title = self.reading.trim(label.end if label else start, end, " \t\n。;:,.")
        level = 1 + next((section.level for section in self.sections if section.key == parent), 0)
        printed = number if number is not None and label is None else (start, label.end if label else start)
        self.sections.append(SectionDraft(key, parent, printed, title, level, False, False))
        return key

    def _is_same_task(self, row: Row) -> bool:
        """Say whether a row goes on with the task above: the same task cell, and the same number or the same who answer for it."""
        above = self._previous
        if above is None or not self.tasks or self._title is None:
            return False
        named = [row[column] for column in (self._title, *self._numbers) if column in row]
        if self._numbers and len(named) > 1 and not any(words_of(self.reading, index).strip() for index in named):
            return True  # a second row of aims and units, the cells of number and task left empty
        if row.get(self._title) != above.get(self._title):
            return False
        numbered = [column for column in self._numbers if column in row and words_of(self.reading, row[column]).strip()]
        if any(row[column] != above.get(column) for column in numbered):
            return False
        alike = all(row.get(column) == above.get(column) for column in self._parties)
        return alike or (bool(numbered) and not self._heads_tasks)

    def _data_row(self, row: Row) -> None:
        """Make a task of a row, or add its words to the task it goes on with."""
        if self._is_same_task(row):
            self._extend(row, [column for column, index in row.items() if self._previous and self._previous.get(column) != index])
            return
        section = self._section_of(row)
        number, value, label = self._number_of(row)
        title_index = self._title_cell(row)
        if title_index is None or sums_up(words_of(self.reading, row[min(row)])):
            for index in dict.fromkeys(row.values()):
                self._add_prose(index)
            return
        title, rest, own_number = self._title_of(title_index)
        if own_number is not None and (number is None or self._heads_tasks):
            number, value, label = own_number
        parties = self._parties_of(row)
        blocks = [self.reading.document.blocks[index] for index in dict.fromkeys(row.values())]
        own = [block for block in blocks if self._previous is None or block not in self._previous_blocks()]
        span_blocks = own or blocks
        self.tasks.append(
            TaskDraft(
                span=(min(block.start for block in span_blocks), max(block.end for block in span_blocks)),
                label=label if label is not None else (title[0], title[0]),
                number=number,
                value=value,
                style="table",
                title=title,
                text=(*rest, *self._content(row, title_index)),
                section=section,
                officials=tuple(party for party in parties if isinstance(party, OfficialFinding)),
                departments=tuple(party for party in parties if isinstance(party, DepartmentFinding)),
                times=tuple(self._filled(row, "deadline")),
                remarks=tuple(self._filled(row, "remark")),
                dues=tuple(self._dues(row)),
                lacks_clause=bool(self._parties) and not parties,
            )
        )

    def _previous_blocks(self) -> list[Block]:
        return [self.reading.document.blocks[index] for index in (self._previous or {}).values()]

    def _extend(self, row: Row, fresh: Sequence[int]) -> None:
        """Add the cells of these columns to the last task, those of parties and times as such."""
        spans = {column: self._printed(row[column]) for column in fresh}
        spans = {column: span for column, span in spans.items() if span[0] < span[1]}
        if not spans:
            return
        last = self.tasks[-1]
        parties = self._parties_of({column: row[column] for column in spans})
        times = tuple(span for column, span in spans.items() if column in self.grid.having("deadline"))
        texts = {span for column, span in spans.items() if column not in self._parties and span not in times}
        self.tasks[-1] = replace(
            last,
            span=(min(last.span[0], *(start for start, _ in spans.values())), max(last.span[1], *(end for _, end in spans.values()))),
            text=(*last.text, *sorted(texts)),
            officials=(*last.officials, *(party for party in parties if isinstance(party, OfficialFinding))),
            departments=(*last.departments, *(party for party in parties if isinstance(party, DepartmentFinding))),
            times=(*last.times, *times),
        )

    def _printed(self, index: int) -> Span:
        block = self.reading.document.blocks[index]
        return block.start, block.end

    def _section_of(self, row: Row) -> int | None:
        """Return the section a row stands in: the group cell beside it, else the heading row above it."""
        section = self._section
        groups = [row[column] for column in self.grid.having("section") if column in row]
        if self._heads_tasks and self._title in row:
            if words_of(self.reading, row[self._title]).strip():
                self._heading = row[self._title]
            if self._heading is not None:
                groups.append(self._heading)
        for index in groups:
            if words_of(self.reading, index).strip():
                section = self._open_section(index, section, self._number_beside(row, index))
        return section

    def _number_beside(self, row: Row, group: int) -> Span | None:
        """Return the number that is printed beside a group cell and covers the same rows: the group's, not the task's."""
        blocks = self.reading.document.blocks
        cell = blocks[group].cell
        for column in self._numbers:
            number = blocks[row[column]] if column in row else None
            if number is None or number.cell is None or cell is None:
                continue
            printed = self.reading.trim(number.start, number.end)
            same = (number.cell.row, number.cell.row_span) == (cell.row, cell.row_span)
            if same and cell.row_span > 1 and printed[0] < printed[1] <= blocks[group].start:
                return printed
        return None

    def _task_cells_head_tasks(self) -> bool:
        """Say whether task cells cover rows that are each assigned on their own: measures are the tasks then, in every row.

        A column of groups has mostly such cells; where a few are merged, the others still name tasks, and so do these.
        """
        if self._title is None or not self._measures:
            return False
        if self._measures_are_counted():
            return True
        assigned: dict[int, set[tuple[int | None, ...]]] = {}
        for row in self.grid.rows[self.grid.first :]:
            index = row.get(self._title)
            if index is not None and len(set(row.values())) > 1:
                assigned.setdefault(index, set()).add(tuple(row.get(column) for column in self._parties))
        return 2 * sum(len(parties) > 1 for parties in assigned.values()) >= max(1, len(assigned))

    def _measures_are_counted(self) -> bool:
        """Say whether numbers that run on open the measures, several of them beside one task cell: 一、加强公开 | 1.… / 2.…

        A column of numbers says no such thing: it counts rows, whose task a merged cell may name.
        """
        if self._numbers:
            return False
        counted: dict[int | None, list[int]] = {}
        above: int | None = None
        for row in self.grid.rows[self.grid.first :]:
            if len(set(row.values())) < 2:
                continue
            title = row.get(self._title) if self._title is not None else None
            if title is not None and words_of(self.reading, title).strip():
                above = title
            number = self._count_of(row)
            if number is None:
                return False
            counted.setdefault(above, []).append(number)
        numbers = [number for group in counted.values() for number in dict.fromkeys(group)]
        several = any(len(set(group)) > 1 for group in counted.values())
        return several and len(counted) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def _count_of(self, row: Row) -> int | None:
        """Return the number that opens a row's measure."""
        measure = row.get(self._measures[0])
        if measure is None:
            return None
        block = self.reading.document.blocks[measure]
        label = read_label(self.reading.folded, *self.reading.trim(block.start, block.end))
        return label.value if label is not None and label.style.startswith("arabic") else None

    def _title_cell(self, row: Row) -> int | None:
        """Return the cell that titles a row's task: the measure where the task cell heads several tasks."""
        columns = [] if self._heads_tasks else [self._title]
        for column in (*columns, *self._measures, self._title):
            if column is not None and column in row and words_of(self.reading, row[column]).strip():
                return row[column]
        return None

    def _title_of(self, index: int) -> tuple[Span, tuple[Span, ...], tuple[str, int, Span] | None]:
        """Return the title, what else its cell holds, and the number printed in it."""
        block = self.reading.document.blocks[index]
        start, end = self.reading.trim(block.start, block.end)
        label = read_label(self.reading.folded, start, end)
        begin = label.end if label else start
        number = (label.number, label.value, (start, label.end)) if label else None
        stop = sentence_end(self.reading, begin, end)
        newline = self.reading.folded.find("\n", begin, end)
        if stop is not None and (stop + 1 < end or end - begin > _TITLE_CELL):
            rest = self.reading.trim(stop + 1, end)
            return (begin, stop), ((rest,) if rest[0] < rest[1] else ()), number
        if stop is None and newline > 0 and end - begin > _TITLE_CELL:
            return (begin, newline), (self.reading.trim(newline, end),), number
        return self.reading.trim(begin, end, " \t\n。;:,."), (), number

    def _number_of(self, row: Row) -> tuple[str | None, int, Span | None]:
        """Return the number in the number column as printed, its value, and where it stands."""
        for column in self._numbers:
            if column not in row:
                continue
            block = self.reading.document.blocks[row[column]]
            start, end = self.reading.trim(block.start, block.end)
            printed = self.reading.folded[start:end].strip("()、. ")
            if printed and len(printed) <= 8:
                label = read_label(self.reading.folded + "、题", start, end)
                value = int(printed) if printed.isdigit() else (label.value if label else 0)
                return printed, value, (start, end)
        return None, 0, None

    def _parties_of(self, row: Row) -> list[OfficialFinding | DepartmentFinding]:
        found: list[OfficialFinding | DepartmentFinding] = []
        for column in self._parties:
            if column in row:
                block = self.reading.document.blocks[row[column]]
                found.extend(read_cell(self.reading, block.start, block.end, self.grid.headings[column], self.convention))
        return found

    def _content(self, row: Row, title_index: int) -> tuple[Span, ...]:
        """Return the cells that hold the task's words: measures, targets, and columns whose heading says nothing."""
        skipped = {title_index}
        if self._title is not None and self._title in row:
            skipped.add(row[self._title])
        spans = []
        for column in sorted({*self._measures, *self.grid.having(*_CONTENT)}):
            index = row.get(column)
            if index is None or index in skipped:
                continue
            skipped.add(index)
            block = self.reading.document.blocks[index]
            start, end = self.reading.trim(block.start, block.end)
            if start < end:
                spans.append((start, end))
        return tuple(spans)

    def _dues(self, row: Row) -> list[tuple[Span, Span]]:
        """Return the cells below a time (一季度, 上半年目标), each with that heading: what they promise is due then."""
        found: list[tuple[Span, Span]] = []
        for column in self.grid.having("target", "unknown"):
            if column in row and column in self.grid.heads and _part_of_year().search(self.grid.headings[column]):
                head = self.reading.document.blocks[self.grid.heads[column]]
                block = self.reading.document.blocks[row[column]]
                found.append((self.reading.trim(block.start, block.end), (head.start, head.end)))
        return found

    def _filled(self, row: Row, kind: str) -> list[Span]:
        spans = []
        for column in self.grid.having(kind):
            if column in row:
                block = self.reading.document.blocks[row[column]]
                start, end = self.reading.trim(block.start, block.end)
                if start < end:
                    spans.append((start, end))
        return spans
