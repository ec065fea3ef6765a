"""Cells that a table's text lost to merging: in a column of groups or leaders a blank cell goes on with the one above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_LONGEST_HEAD = 20


def reach_down(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], int]:
    """Return by row and column how many rows each cell covers that reaches down over blank ones.

    Text keeps of a merged cell its first row only. Groups (类别) and those who lead (牵头领导) are merged so as a rule,
    and no task has none; of units and times nobody knows whether a blank means none. The first row holds the headings.

    >>> reach_down([["序号", "类别", "任务"], ["1", "民生", "改造小区"], ["2", "", "新建学校"]])
    {(1, 1): 2}
    """
    spans: dict[tuple[int, int], int] = {}
    for column in _merged_columns(rows[0]):
        above: int | None = None
        for index in range(1, len(rows)):
            row = rows[index]
            if len(row) == 1:  # a heading across the table
                above = None
            elif column < len(row) and row[column].strip():
                above = index
            elif above is not None and column < len(row) and sum(bool(cell.strip()) for cell in row) > 1:
                spans[above, column] = index - above + 1
    return spans


def blank_leaders(rows: Sequence[Sequence[str]], reach: Mapping[tuple[int, int], int]) -> dict[str, int]:
    """Return by heading how many blank cells of a column of leaders were covered so: the text cannot prove that.

    >>> table = [["序号", "任务", "牵头领导"], ["1", "改造小区", "沈知衡"], ["2", "新建学校", ""]]
    >>> blank_leaders(table, reach_down(table))
    {'牵头领导': 1}
    """
    from extractors.fields.parties import column_role

    counts: dict[str, int] = {}
    for (_, column), height in reach.items():
        head = rows[0][column].strip()
        if column_role(head).kind == "officials":
            counts[head] = counts.get(head, 0) + height - 1
    return counts


def _merged_columns(heads: Sequence[str]) -> list[int]:
    """Return the columns of groups and of leaders."""
    from extractors.fields.parties import column_role

    return [
        column
        for column, head in enumerate(heads)
        if column and 0 < len(head.strip()) <= _LONGEST_HEAD and column_role(head).kind in ("section", "officials")
    ]
