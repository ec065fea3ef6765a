"""The TOML file of the workbook: what it may say, and what is said where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.export.ledger import LedgerColumn, default_ledger, load_ledger
from schemas.errors import RuleError


def _load(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "台账.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_sets_columns_their_order_and_names(tmp_path: Path) -> None:
    path = _load(tmp_path, """
        [[tasks]]
        field = "title"
        heading = "事项"
        width = 30
        [[tasks]]
        field = "deadline_end"
        [[tasks]]
        heading = "盯办人"
        choices = ["甲", "乙"]
        print = false
    """)
    assert load_ledger(path).tasks == (
        LedgerColumn("事项", "title", "string", 30.0), LedgerColumn("时限日期", "deadline_end", "date", 14.0),
        LedgerColumn("盯办人", None, "string", 14.0, ("甲", "乙"), printed=False),
    )


def test_what_a_file_leaves_out_is_as_in_the_default(tmp_path: Path) -> None:
    ledger = load_ledger(_load(tmp_path, 'title = "重点工作台账"\n[words]\nrole = { lead = "主办" }\n[sheets]\ntasks = "总表"'))
    default = default_ledger()
    assert (ledger.title, ledger.tasks, ledger.targets) == ("重点工作台账", default.tasks, default.targets)
    assert ledger.words["role"] == {**default.words["role"], "lead": "主办"}
    assert ledger.sheets == {**default.sheets, "tasks": "总表"}


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "l.toml"
    path.write_bytes(b"\xef\xbb\xbf" + 'title = "甲"'.encode())
    assert load_ledger(path).title == "甲"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'", "'titel' is not known"),
        ("title = 5", "title: write a text"),
        ("[[tasks]]\nfield = 'owner'", "tasks column 1: there is no field 'owner'; choose from body"),
        ("[[tasks]]\nfield = 'title'\n[[tasks]]\nwidth = 3", "tasks column 2: needs a heading"),
        ("[[tasks]]\nfield = 'title'\nwidth = 0", "width is a number up to 255"),
        ("[[tasks]]\nfield = 'title'\nwidth = true", "width is a number up to 255"),
        ("[[targets]]\nfield = 'value'\nname = 'x'", "targets column 1: 'name' is not known"),
        ("[[tasks]]\nheading = 'x'\nchoices = ['a,b']", "choices hold no comma"),
        ("[[tasks]]\nheading = 'x'\nprint = 1", "print is true or false"),
        ("tasks = []", "tasks: write each column as"),
        ("[sheets]\nall = 'x'", "sheets.all is not known"),
        ("[words]\ncolour = { a = 'b' }", "words: choose from"),
        ("title = ", "is no TOML file"),
    ],
)
def test_a_wrong_file_is_named_with_what_to_do(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_ledger(_load(tmp_path, text))
    assert str(caught.value).startswith(str(tmp_path / "台账.toml"))
    assert message in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"none\.toml: cannot be read"):
        load_ledger(tmp_path / "none.toml")
