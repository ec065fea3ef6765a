"""Two inputs never share an output file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.export.naming import name_outputs


def _names(*paths: str) -> dict[str, str]:
    return {path.as_posix(): stem for path, stem in name_outputs([Path(path) for path in paths]).items()}


def test_an_output_is_called_as_its_input() -> None:
    assert _names("in/2025年工作要点.docx") == {"in/2025年工作要点.docx": "2025年工作要点"}


def test_inputs_of_one_stem_are_numbered_in_sorted_order() -> None:
    assert _names("b/n.docx", "a/n.pdf", "a/n.docx") == {"a/n.docx": "n", "a/n.pdf": "n-2", "b/n.docx": "n-3"}


def test_the_order_given_does_not_matter() -> None:
    assert _names("a/n.pdf", "a/n.docx") == _names("a/n.docx", "a/n.pdf")


def test_an_input_given_twice_has_one_output() -> None:
    assert _names("n.docx", "n.docx") == {"n.docx": "n"}


def test_an_input_that_is_really_called_so_keeps_its_name() -> None:
    assert _names("a/n.docx", "b/n.docx", "c/n-2.docx") == {"a/n.docx": "n", "b/n.docx": "n-3", "c/n-2.docx": "n-2"}


def test_case_does_not_tell_outputs_apart() -> None:
    assert _names("A.docx", "a.pdf") == {"A.docx": "A", "a.pdf": "a-2"}


def test_composed_and_decomposed_names_are_one() -> None:
    assert sorted(_names("caf\u00e9.docx", "cafe\u0301.docx").values()) == ["cafe\u0301", "caf\u00e9-2"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("datapackage.docx", "datapackage-2"), ("comparison.pdf", "comparison-2"), ("CON.txt", "_CON"),
     ("a:b?.txt", "a_b_"), ("notice. .txt", "notice")],
)
def test_names_that_mean_something_else_are_avoided(given: str, expected: str) -> None:
    assert _names(given) == {given: expected}
