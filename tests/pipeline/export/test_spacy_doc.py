"""A spaCy Doc says the same text, and every finding is a span of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.reading.segment import JiebaSegmenter
from pipeline.export.spacy_doc import make_doc, to_spacy
from schemas.breakdown import TaskBreakdown


def test_the_text_of_the_doc_is_the_text(breakdown: TaskBreakdown) -> None:
    assert to_spacy(breakdown).text == breakdown.text


@pytest.mark.parametrize("text", ["", " ", "  两格  ", "a b", "\n\n一、\t二", " 行首", "行尾 ", "表\t格 \n", "🙂 2 家"])
def test_white_space_survives(text: str) -> None:
    assert make_doc(text).text == text


@pytest.mark.parametrize("text", ["a b", " 行首  ", "2 家 5"])
def test_white_space_survives_borders_everywhere(text: str) -> None:
    doc = make_doc(text, boundaries=range(len(text) + 1))
    assert [token.text_with_ws for token in doc] == list(text)


def test_findings_are_groups_of_spans(breakdown: TaskBreakdown) -> None:
    doc = to_spacy(breakdown)
    groups = {name: [(span.text, span.label_, span.id_) for span in group] for name, group in doc.spans.items()}
    tasks = groups.pop("tasks")
    assert [(label, identity) for _, label, identity in tasks] == [("TASK", "t-5f1c"), ("TASK", "t-9e02")]
    assert groups == {
        "officials": [("林岚", "LEAD", "1-2")],
        "departments": [
            ("局养老科", "LEAD", "1-2"),
            ("区婚姻（收养）登记中心", "RESPONSIBLE", "1-2"),
            ("各街镇", "RESPONSIBLE", "1-2"),
            ("局办公室", "RESPONSIBLE", "3.10"),
        ],
        "targets": [
            ("新建社区助餐点 2 家", "TARGET", "g-01"),
            ("老年活动室不少于5.5千平方米", "TARGET", "g-02"),
            ("满意率由 90% 提高到 95% 以上", "TARGET", "g-03"),
            ("注册志愿者达到3—5万人", "TARGET", "g-04"),
        ],
        "deadlines": [("6月底前", "DEADLINE", "1-2"), ("完成", "DEADLINE", "1-2")],
    }


def test_a_finding_inside_a_word_cuts_the_word(breakdown: TaskBreakdown) -> None:
    whole = next(token for token in to_spacy(breakdown) if len(token) > 2 and token.text.isalpha())
    target = breakdown.targets[0]
    start, end = whole.idx + 1, whole.idx + 2
    place = replace(target.evidence, start=start, end=end, quote=breakdown.text[start:end])
    doc = to_spacy(replace(breakdown, targets=(replace(target, evidence=place),)))
    span = doc.spans["targets"][-1]
    assert (span.start_char, span.end_char) == (start, end)


def test_a_finding_that_ends_with_a_space_is_that_span(breakdown: TaskBreakdown) -> None:
    target = breakdown.targets[0]
    start = breakdown.text.index("助餐点 2")
    place = replace(target.evidence, start=start, end=start + 4, quote="助餐点 ")
    doc = to_spacy(replace(breakdown, targets=(replace(target, evidence=place),)))
    span = doc.spans["targets"][-1]
    assert (span.start_char, span.end_char) == (start, start + 4)


def test_a_pipeline_runs_on_the_doc(breakdown: TaskBreakdown) -> None:
    import spacy

    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": [{"TEXT": "云溪区"}]}])  # type: ignore[attr-defined]
    doc = to_spacy(breakdown, nlp)
    assert {(span.text, span.label_) for span in doc.ents} == {("云溪区", "PLACE")}
    assert doc.vocab is nlp.vocab
    assert len(doc.spans["targets"]) == 4


def test_a_doc_can_be_made_with_the_reference_segmenter(breakdown: TaskBreakdown) -> None:
    assert make_doc(breakdown.text, segmenter=JiebaSegmenter()).text == breakdown.text
