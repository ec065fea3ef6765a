"""Ruled lines of a scan make tables; strokes of characters do not."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from pipeline.ingest.ocr_lines import cut_at  # noqa: E402
from pipeline.ingest.ocr_rulings import ruled, without  # noqa: E402

SCALE = 2.0


def table(broken: float = 0.0) -> object:
    """Return the ink of a table of two columns and two rows; of each line a share of the pixels is missing."""
    ink = np.zeros((600, 800), np.uint8)
    for y in (100, 200, 300):
        ink[y : y + 2, 100:701] = 1
    for x in (100, 400, 700):
        ink[100:302, x : x + 2] = 1
    ink[np.random.default_rng(1).random(ink.shape) < broken] = 0
    return ink


@pytest.mark.parametrize("broken", [0.0, 0.15])
def test_a_ruled_table_is_found(broken: float) -> None:
    found = ruled(table(broken), SCALE)
    assert [(len(grid.cells), [round(x) for x in grid.xs], [round(y) for y in grid.ys]) for grid in found.tables] == [
        (4, [50, 200, 351], [50, 100, 150])
    ]


def test_a_low_row_is_a_row() -> None:
    ink = table()
    ink[60:62, 100:701] = 1
    for x in (100, 250, 400, 700):
        ink[60:100, x : x + 2] = 1
    assert [(grid.rows, len(grid.cells)) for grid in ruled(ink, 2.9).tables] == [(3, 7)]


def test_a_large_character_is_no_table() -> None:
    ink = np.zeros((600, 800), np.uint8)
    for place in (100, 140, 180):
        ink[place : place + 3, 100:183] = 1
        ink[100:183, place : place + 3] = 1
    found = ruled(ink, SCALE)
    assert (found.tables, found.rulings, int(found.covered.sum())) == ([], [], 0)


def test_rulings_are_taken_off_the_picture() -> None:
    ink = table()
    grey = np.where(ink > 0, 0, 255).astype(np.uint8)
    assert without(grey, ruled(ink, SCALE).covered).min() > 200


def written(*spans: tuple[int, int]) -> object:
    """Return the table's ink without its rulings, with words from one x to another."""
    ink = np.zeros((600, 800), np.uint8)
    for start, end in spans:
        ink[130:150, start:end] = 1
        ink[410:430, start:end] = 1
    return ink


def test_a_line_over_the_side_of_a_cell_is_cut() -> None:
    tables = ruled(table(), SCALE).tables
    ink = written((155, 380), (420, 590))
    assert list(cut_at([(150, 120, 600, 160), (150, 400, 600, 440)], tables, ink, SCALE)) == [
        (150, 120, 401, 160), (401, 120, 600, 160), (150, 400, 600, 440),
    ]  # fmt: skip


def test_the_edge_of_a_box_that_reaches_over_a_wall_is_not_read_twice() -> None:
    tables = ruled(table(), SCALE).tables
    ink = written((155, 380), (420, 590))
    assert list(cut_at([(150, 120, 450, 160), (404, 120, 600, 160)], tables, ink, SCALE)) == [
        (150, 120, 401, 160), (404, 120, 600, 160),
    ]  # fmt: skip


def test_the_rim_of_a_character_beyond_a_wall_is_not_read() -> None:
    tables = ruled(table(), SCALE).tables
    ink = written((155, 380), (420, 590))
    assert list(cut_at([(370, 120, 600, 160)], tables, ink, SCALE)) == [(401, 120, 600, 160)]
