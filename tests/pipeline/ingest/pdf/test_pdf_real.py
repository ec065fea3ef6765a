"""Real notices, where they are at hand: nothing on their pages is lost and every place is within its page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from schemas.document import BlockKind

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real notices is not here")


def document(number: str, read):
    return read(next(CORPUS.glob(f"{number}_*.pdf")).read_bytes())


@pytest.mark.parametrize("number", ["037", "038", "040", "041", "042", "043", "044"])
def test_lines_and_places_agree(number, read):
    found = document(number, read)
    for block in found.blocks:
        assert block.text == "".join(line.text for line in block.lines)
        for line in block.lines:
            left, top, right, bottom = line.bbox
            assert -1 <= left < right <= 600
            assert 0 <= top < bottom <= 842
            assert len(line.edges) == 2 * len(line.text)


@pytest.mark.parametrize(("number", "pages"), [("037", 0), ("038", 48), ("036", 107)])
def test_page_numbers_are_all_set_aside(number, pages, read):
    kinds = Counter(item.kind for item in document(number, read).furniture)
    assert kinds["page_number"] == pages


@pytest.mark.parametrize("number", ["040", "041", "042", "043", "044"])
def test_what_the_browser_printed_is_set_aside(number, read):
    found = document(number, read)
    kinds = Counter(item.kind for item in found.furniture)
    assert (kinds["running_header"], kinds["running_footer"]) == (found.pages, found.pages)
    assert not any("https://" in block.text for block in found.blocks)


def test_a_table_of_thirteen_pages_is_one_table_with_124_numbers(read):
    cells = [block for block in document("036", read).blocks if block.kind is BlockKind.CELL]
    first = [block for block in cells if block.cell.table == 0]
    numbers = [int(block.text) for block in first if block.cell.column == 1 and block.text.isdigit()]
    assert numbers == list(range(1, 125))


def test_a_page_frame_is_no_table(read):
    assert not any(block.cell for block in document("038", read).blocks)
