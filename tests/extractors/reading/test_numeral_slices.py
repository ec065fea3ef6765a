"""The numerals of a stretch are the same whether the stretch is scanned by itself or the whole text once."""

from __future__ import annotations

import pytest

from extractors.reading.numerals import find_numerals
from extractors.reading.text import Reading
from schemas.document import SourceDocument

TEXT = "新建社区食堂2家、改造1,200户，三十二项统一推进，近百场，投入2.1 万亿元和九点五公里"


def _reading(text: str) -> Reading:
    return Reading.of(SourceDocument("a", "", "", None, text, ()))


@pytest.mark.parametrize("start", range(len(TEXT)))
def test_every_stretch_reads_as_it_would_alone(start: int) -> None:
    reading = _reading(TEXT)
    for end in range(start, len(TEXT) + 1):
        assert reading.numerals(start, end) == find_numerals(reading.folded, start, end)


def test_a_text_without_numerals_gives_none_twice() -> None:
    reading = _reading("统一规划，逐步推进")
    assert reading.numerals(0, 9) == reading.numerals(0, 9) == ()
