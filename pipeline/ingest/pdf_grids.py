"""Build the grids of ruled tables from the lines of a page, with the cells that missing lines join."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.pdf_rulings import Ruling
from schemas.breakdown import Box
from schemas.records import quick

_NEAR = 3.0
"""Lines closer than this, in points, are one line drawn twice or in pieces."""
_WALL = 0.6
"""A line that covers this share of a cell's side parts it from its neighbour."""
_SMALLEST = 5.0
_MOST_COLUMNS = 60
_MOST_ROWS = 400
_MOST_CROSSINGS = 2_000_000
"""Level times upright lines; hatching has more than any table."""


@quick
@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its place, spans and box on the upright page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table of one page: where its columns and rows are parted, and its cells by rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the whole grid."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.xs) - 1


def grids(lines: Sequence[Ruling]) -> list[Grid]:
    """Return the tables that the lines of a page draw, from top to bottom.

    A frame around the page, a rule under a letterhead and a box with one column are none.

    >>> frame = [Ruling(True, y, 0, 100) for y in (0, 50)] + [Ruling(False, x, 0, 50) for x in (0, 100)]
    >>> grids(frame)
    []
    >>> [len(grid.cells) for grid in grids([*frame, Ruling(False, 40, 0, 50)])]
    [2]
    """
    level = _merged([line for line in lines if line.level])
    upright = _merged([line for line in lines if not line.level])
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    found = []
    for across, down in _groups(level, upright):
        grid = _grid(across, down)
        if grid is not None:
            found.append(grid)
    outer = [grid for grid in found if not any(_holds(other, grid) for other in found)]
    return sorted(outer, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(lines: Sequence[Ruling]) -> list[Ruling]:
    """Return lines with pieces that continue each other joined."""
    shelves: list[list[Ruling]] = []
    for line in sorted(lines, key=lambda line: (line.at, line.start, line.end)):
        if shelves and line.at - shelves[-1][-1].at <= 1.0 and line.at - shelves[-1][0].at <= _NEAR:
            shelves[-1].append(line)
        else:
            shelves.append([line])
    found = []
    for shelf in shelves:
        at = sum(line.at for line in shelf) / len(shelf)
        start = end = None
        for line in sorted(shelf, key=lambda line: line.start):
            if end is not None and line.start <= end + _NEAR:
                end = max(end, line.end)
                continue
            if start is not None and end is not None:
                found.append(Ruling(line.level, at, start, end))
            start, end = line.start, line.end
        if start is not None and end is not None:
            found.append(Ruling(shelf[0].level, at, start, end))
    return [line for line in found if line.end - line.start > _SMALLEST]


def _groups(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Return lines that touch, together: each group may be a table."""
    owner = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    heights = [line.at for line in level]
    for number, line in enumerate(upright, len(level)):
        first = bisect_right(heights, line.start - _NEAR)
        last = bisect_right(heights, line.end + _NEAR)
        for index in range(first, last):
            if level[index].start - _NEAR <= line.at <= level[index].end + _NEAR:
                owner[root(number)] = root(index)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, line in enumerate([*level, *upright]):
        across, down = groups.setdefault(root(index), ([], []))
        (across if line.level else down).append(line)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _grid(level: list[Ruling], upright: list[Ruling]) -> Grid | None:
    """Return the grid of lines that touch, or None where they part fewer than two columns."""
    ys = _places([line.at for line in level])
    left, right = min(line.start for line in level), max(line.end for line in level)
    # A table may be open at its sides: then the level lines say where it ends.
    xs = _places([*(line.at for line in upright), left, right])
    if not 3 <= len(xs) <= _MOST_COLUMNS + 1 or not 2 <= len(ys) <= _MOST_ROWS + 1:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = [[column + 1 == columns for column in range(columns)] for _ in range(rows)]
    for line in upright:
        column = _nearest(xs, line.at) - 1
        if 0 <= column < columns:
            for row in _covered(ys, line):
                walls[row][column] = True
    floors = [[row + 1 == rows] * columns for row in range(rows)]
    for line in level:
        row = _nearest(ys, line.at) - 1
        if 0 <= row < rows:
            for column in _covered(xs, line):
                floors[row][column] = True
    cells = _cells(xs, ys, walls, floors)
    return Grid(tuple(xs), tuple(ys), cells) if len({cell.column for cell in cells}) > 1 else None


def _cells(xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]) -> tuple[GridCell, ...]:
    """Return the cells, each grown to the right and then down until a line stops it."""
    columns, rows = len(xs) - 1, len(ys) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column
            while not walls[row][right] and not taken[row][right + 1]:
                right += 1
            lower = row
            while (
                not floors[lower][column]  # nearly every cell ends here: the others are asked only if it does not
                and not any(floors[lower][column : right + 1])
                and not any(walls[lower + 1][column:right])
                and not any(taken[lower + 1][column : right + 1])
            ):
                lower += 1
            for below in range(row, lower + 1):
                taken[below][column : right + 1] = [True] * (right + 1 - column)
            box = (xs[column], ys[row], xs[right + 1], ys[lower + 1])
            cells.append(GridCell(row, column, lower + 1 - row, right + 1 - column, box))
    return tuple(cells)


def _places(values: Sequence[float]) -> list[float]:
    """Return the distinct places among `values`, those nearer than a few points taken as one.

    >>> _places([100.0, 10.0, 101.0])
    [10.0, 100.5]
    """
    shelves: list[list[float]] = []
    for value in sorted(values):
        if shelves and value - shelves[-1][0] <= _NEAR:
            shelves[-1].append(value)
        else:
            shelves.append([value])
    return [sum(shelf) / len(shelf) for shelf in shelves]


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def _covered(places: Sequence[float], line: Ruling) -> range:
    """Return the numbers of the stretches between neighbouring places that a line covers, or nearly."""
    # All between the first place on the line and the last one, and those at either end that it reaches far into.
    first, last = bisect_left(places, line.start), bisect_right(places, line.end) - 1
    if first and _reaches(places, first - 1, line):
        first -= 1
    if last >= 0 and _reaches(places, last, line):
        last += 1
    return range(first, last)


def _reaches(places: Sequence[float], number: int, line: Ruling) -> bool:
    if number + 1 == len(places):
        return False
    start, end = places[number], places[number + 1]
    return min(line.end, end) - max(line.start, start) >= _WALL * (end - start)


def _holds(outer: Grid, inner: Grid) -> bool:
    """Return whether a table stands in a cell of another: the inner one's text is read as the outer cell's."""
    one, two = outer.box, inner.box
    return (
        outer is not inner
        and one[0] <= two[0]
        and one[1] <= two[1]
        and one[2] >= two[2]
        and one[3] >= two[3]
        and one != two
    )
