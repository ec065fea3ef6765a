"""A profile file is read whole or refused with its name, the table and the key that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.profile_file import load_profile
from schemas.errors import RuleError
from schemas.profile import ColumnWord, LabelWord, NumberForm, Profile

WHOLE = """
[[label]]
words = ["主抓部门", "主 抓 科 室"]
meaning = "lead"
holds = "departments"

[[label]]
words = ["甲方"]
meaning = "?"

[[column]]
words = ["怎么干（举例）"]
meaning = "measures"

[marks]
separators = ["——"]
between = ["＋"]

[numbering]
forms = ["任务一", "第1项"]
tasks = "任务一："

[list]
ends = ["工作纪律"]
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        path = tmp_path / "profile.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def test_a_profile_is_read_folded_and_without_the_words_whose_meaning_is_open(write: Write) -> None:
    assert load_profile(write(WHOLE)) == Profile(
        labels=(LabelWord("主抓部门", "lead", "departments"), LabelWord("主抓科室", "lead", "departments")),
        columns=(ColumnWord("怎么干(举例)", "measures"),),
        separators=("--",),
        between=("+",),
        ends=("工作纪律",),
        forms=(NumberForm("任务", ""), NumberForm("第", "项")),
        carries="worded",
    )


@pytest.mark.parametrize(("example", "style"), [("1.", "arabic_dot"), ("（一）", "han_paren"), ("三、", "han_comma"), ("①", "circled")])
def test_the_tasks_numbering_is_given_by_an_example(write: Write, example: str, style: str) -> None:
    assert load_profile(write(f'[numbering]\ntasks = "{example}"\n')) == Profile(carries=style)


def test_an_empty_file_says_nothing(write: Write) -> None:
    assert load_profile(write("")) == Profile()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[label]\n", "is no valid TOML"),
        ("[labels]\n", "'labels' is not known. Use [[label]], [[column]], [marks], [numbering] or [list]."),
        ('[label]\nwords = ["甲方"]\n', "[[label]] number 1: is not written as a table. Write [[…]] in double brackets."),
        ('[[marks]]\nbetween = ["+"]\n', "[marks]: is not written as a table. Write [marks] once."),
        ('[[label]]\nword = "甲方"\n', "[[label]] number 1: 'word' is not known. Use words, meaning, holds."),
        ('[[label]]\nmeaning = "lead"\n', "[[label]] number 1: words must name one word at least."),
        ('[[label]]\nwords = "甲方"\n', "[[label]] number 1: words must be a list of texts, and none of them empty."),
        ('[[label]]\nwords = ["甲方"]\nmeaning = "牵头"\n', "[[label]] number 1: meaning: '牵头' is not known. Use lead, "),
        ('[[label]]\nwords = ["甲方"]\nmeaning = "title"\n', "[[label]] number 1: meaning: 'title' is not known."),
        ('[[label]]\nwords = ["甲方"]\nmeaning = ["lead"]\n', "[[label]] number 1: meaning: ['lead'] is not known."),
        ('[[column]]\nwords = ["甲方"]\nholds = "units"\n', "[[column]] number 1: holds: 'units' is not known."),
        ('[[label]]\nwords = ["甲方"]\n[[label]]\nwords = ["甲 方"]\n', "[[label]] number 2: words: 甲 方 stands in the file twice."),
        ('[marks]\nbetween = ["和平"]\n', "[marks]: between: '和平' must be a single character"),
        ('[marks]\nseparators = ["是"]\n', "[marks]: separators: '是' must not hold letters or digits."),
        ('[numbering]\nforms = ["任务"]\n', "[numbering]: forms: '任务' is no number with words around it."),
        ('[numbering]\ntasks = "任务"\n', "[numbering]: tasks: '任务' is no number that is known."),
        ("[numbering]\ntasks = 1\n", "[numbering]: tasks must be a text"),
        ('[list]\nends = [""]\n', "[list]: ends must be a list of texts, and none of them empty."),
    ],
)
def test_what_is_wrong_is_named_with_file_table_and_key(write: Write, text: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        load_profile(write(text))
    assert raised.value.name.endswith("profile.toml")
    assert raised.value.message.startswith(message)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"none\.toml: cannot be read as UTF-8 text"):
        load_profile(tmp_path / "none.toml")
