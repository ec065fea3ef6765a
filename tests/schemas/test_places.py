"""Where a stretch of the text stands on its page."""

from __future__ import annotations

from dataclasses import replace

from schemas.document import Block, Line, SourceDocument

TEXT = "新建站点\n改造食堂"


def document(*lines: Line) -> SourceDocument:
    return SourceDocument("notice.pdf", "", "application/pdf", 1, TEXT, (Block(0, 9),), lines)


def test_the_box_covers_the_lines_of_the_page_to_a_hundredth_of_a_point() -> None:
    found = document(
        Line(0, 4, 1, (90.0, 280.3999938964844, 154.0, 296.4000015258789)),
        Line(5, 9, 1, (74.00399780273438, 308.4, 138.0, 324.4)),
    ).place(0, 9)
    assert found == (1, (74.0, 280.4, 154.0, 324.4))


def test_the_box_is_that_of_the_page_where_the_stretch_begins() -> None:
    found = document(Line(0, 4, 1, (90.0, 280.0, 154.0, 296.0)), Line(5, 9, 2, (74.0, 80.0, 138.0, 96.0))).place(0, 9)
    assert found == (1, (90.0, 280.0, 154.0, 296.0))


def test_a_stretch_inside_a_line_has_the_box_of_its_own_characters_whatever_was_asked_before() -> None:
    line = Line(0, 4, 1, (90.0, 280.0, 154.0, 296.0), (90.0, 106.0, 106.0, 122.0, 122.0, 138.0, 138.0, 154.0))
    found = document(line, Line(5, 9, 1, (74.0, 308.0, 138.0, 324.0)))
    assert [found.place(0, 4), found.place(1, 3), found.place(0, 9), found.place(2, 6)] == [
        (1, (90.0, 280.0, 154.0, 296.0)),
        (1, (106.0, 280.0, 138.0, 296.0)),
        (1, (74.0, 280.0, 154.0, 324.0)),
        (1, (74.0, 280.0, 154.0, 324.0)),
    ]


def test_a_document_with_other_lines_gives_other_places() -> None:
    before = document(Line(0, 9, 1, (90.0, 280.0, 154.0, 296.0)))
    assert before.place(0, 9) == (1, (90.0, 280.0, 154.0, 296.0))
    after = replace(before, lines=(Line(0, 9, 2, (74.0, 80.0, 138.0, 96.0)),))
    assert after.place(0, 9) == (2, (74.0, 80.0, 138.0, 96.0))
