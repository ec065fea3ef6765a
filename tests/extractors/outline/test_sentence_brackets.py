"""Sentences end where no bracket holds the full stop, however brackets nest, miss their closer or cross."""

from __future__ import annotations

import pytest

from extractors.outline.sentences import sentence_end, sentences
from extractors.reading.text import Reading
from schemas.document import SourceDocument

CASES = {
    "加强管理。开展培训。": ["加强管理。", "开展培训。"],
    "坚持“一刻钟”便民。打造示范点。": ["坚持“一刻钟”便民。", "打造示范点。"],
    "提出要求（一要快。二要实）。逐项落实。": ["提出要求（一要快。二要实）。", "逐项落实。"],
    "（含登记（收养）点。下同）开展培训。": ["（含登记（收养）点。下同）开展培训。"],
    "（未闭合的括号。继续推进。": ["（未闭合的括号。", "继续推进。"],
    "（错位”的符号。仍在括号内）。推进。": ["（错位”的符号。仍在括号内）。", "推进。"],
    "他说“快办。”随后 办结。": ["他说“快办。”随后 办结。"],
    "开展培训。）  建立台账": ["开展培训。）", "建立台账"],
}


@pytest.mark.parametrize("text", CASES)
def test_sentences_are_those_of_the_brackets_scanned(text: str) -> None:
    reading = Reading.of(SourceDocument("a", "", "", None, text, ()))
    assert [text[start:end] for start, end in sentences(reading, 0, len(text))] == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_the_first_sentence_ends_where_the_list_says(text: str) -> None:
    reading = Reading.of(SourceDocument("a", "", "", None, text, ()))
    stop = sentence_end(reading, 0, len(text))
    first = CASES[text][0].rstrip("”）")
    assert stop == (len(first) - 1 if first.endswith("。") else None)
