"""Every character that was read gets its place."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")

from pipeline.ingest.ocr_lines import ReadLine, ink_of_lines, placed  # noqa: E402
from pipeline.ingest.ocr_model import Words  # noqa: E402


def ink(*squares: int) -> object:
    """Return the ink of squares of 20 pixels at these places of a line."""
    found = np.zeros((60, 400), np.uint8)
    for left in squares:
        found[15:45, left : left + 20] = 1
    return found


def test_characters_meet_halfway() -> None:
    line = placed(Words("养老", (0.25, 0.75), (1.0, 1.0)), (90, 10, 150, 50), ink(100, 130), 2.0)
    assert line == ReadLine("养老", (1.0, 1.0), (50.0, 60.0, 60.0, 75.0), 5.0, 25.0)


def test_a_comma_at_the_end_fills_its_square() -> None:
    line = placed(Words("养老，", (0.2, 0.5, 0.8), (1.0,) * 3), (100, 10, 200, 50), ink(100, 135, 165), 1.0, 0.75)
    assert line is not None
    assert line.edges[-2:] == (165.0, 195.0)


def test_a_bracket_at_the_beginning_fills_its_square() -> None:
    line = placed(Words("《养老", (0.2, 0.5, 0.8), (1.0,) * 3), (100, 10, 200, 50), ink(115, 140, 170), 1.0, 0.75)
    assert line is not None
    assert line.edges[:2] == (105.0, 135.0)


def test_nothing_is_read_where_there_is_no_ink() -> None:
    assert placed(Words("!", (0.5,), (0.2,)), (100, 10, 120, 50), ink(), 1.0) is None


def test_the_ink_of_a_page_has_a_place_for_every_character() -> None:
    line = ReadLine("养老", (1.0, 1.0), (50.0, 60.0, 60.0, 75.0), 5.0, 25.0)
    found = ink_of_lines([line, line])
    assert (found.chars, found.x0, found.x1) == (["养", "老"] * 2, [50.0, 60.0] * 2, [60.0, 75.0] * 2)
