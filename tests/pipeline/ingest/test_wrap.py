"""Lines that are longer than any margin were not broken at one."""

from __future__ import annotations

import pytest

from extractors.reading.text import fold
from pipeline.ingest.wrap import WIDEST, PrintedLine, fullness, may_be_wrapped

WRAPPED = ["推进社区食堂建设，扩大服务覆", "盖面，提高老年人满意度，落实", "各项补贴政策，加强日常监督检", "查，年底前建成三家。"]
PARAGRAPH = "推进社区食堂建设，扩大服务覆盖面。" * 20


def lines(texts: list[str]) -> list[PrintedLine]:
    return [PrintedLine(fold(text), 0, space_after=False, after_blank=False, after_page=False) for text in texts]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (WRAPPED, True),
        ([PARAGRAPH, *WRAPPED], True),  # one line may be longer: a link, or a heading that was not broken
        ([PARAGRAPH, PARAGRAPH, *WRAPPED], False),
        ([*["推" * (WIDEST + 1)] * 2, *WRAPPED], True),  # the last character may hang over the margin
        ([*["推" * (WIDEST + 2)] * 2, *WRAPPED], False),
    ],
)
def test_text_of_long_lines_is_known_by_their_lengths_to_have_no_margin(texts: list[str], expected: bool) -> None:
    assert may_be_wrapped(texts) is expected


def test_no_width_is_found_where_the_lengths_allow_none() -> None:
    wrapped = WRAPPED * 10
    assert fullness(lines(wrapped), wrapped) is not None
    texts = [PARAGRAPH, PARAGRAPH, *wrapped]
    assert (may_be_wrapped(texts), fullness(lines(texts), texts)) == (False, None)
