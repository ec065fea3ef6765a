"""A stretch of text and its ink: what prints nothing goes, what is left keeps its place."""

from __future__ import annotations

import sys

from pipeline.ingest import pieces
from pipeline.ingest.pieces import Ink, Piece, clean, concatenate
from pipeline.ingest.shapes import is_date, stands_alone


def test_every_invisible_character_is_taken_out_of_printable_text() -> None:
    invisible = [char for char in map(chr, range(sys.maxunicode + 1)) if pieces._invisible().match(char)]
    assert len(invisible) > 90
    assert [char for char in invisible if char != "\t" and clean(Piece(f"食{char}堂")).text != "食堂"] == []


def test_text_that_prints_all_of_itself_is_left_as_it_is() -> None:
    piece = Piece("新建社区食堂 2 家", (Ink(0, 10, 3, 1),))
    assert clean(piece) is piece


def test_ink_keeps_its_line_page_box_and_edges_where_pieces_are_joined_and_cut() -> None:
    box, edges = (1.0, 2.0, 21.0, 12.0), (1.0, 11.0, 11.0, 21.0)
    joined = concatenate([Piece("新建", (Ink(0, 2, 7, 1, box, edges),)), Piece("食堂", (Ink(0, 2, 8, 2, box, edges),))])
    assert joined == Piece("新建食堂", (Ink(0, 2, 7, 1, box, edges), Ink(2, 4, 8, 2, box, edges)))
    assert joined.clip(1, 3) == Piece("建食", (Ink(0, 1, 7, 1, box, (11.0, 21.0)), Ink(1, 2, 8, 2, box, (1.0, 11.0))))


def test_dates_numbers_and_addressees_stand_alone_however_they_end() -> None:
    alone = ["2025年2月17日", "(2025年6月30日)", "(二零二五年二月十七日", "云民〔2025〕6号", "各街镇、局属各单位:", "各位代表:?"]
    assert [line for line in alone if not stands_alone(line)] == []
    assert [is_date(line) for line in alone] == [True, True, True, False, False, False]
    assert [line for line in ("2025年2月17日印发", "云民〔2025〕6号文", "现将有关事项通知如下:") if stands_alone(line)] == []
