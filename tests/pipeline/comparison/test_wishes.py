"""links.toml and parties.toml: what the user says stands, and what cannot be understood is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.comparison.run import compare
from schemas.breakdown import TaskBreakdown
from schemas.comparison import Comparison
from schemas.errors import RuleError

Notice = Callable[..., TaskBreakdown]
BEFORE = ["治理河道。清淤河道12公里。", "更新管网。改造供水管网20公里。", "编制规划。完成规划初稿。"]
AFTER = ["治理河道。清淤河道15公里。", "优化供水格局。新建加压站2座。", "编制规划。完成规划送审。"]


@pytest.fixture
def with_links(notice: Notice, tmp_path: Path) -> Callable[[str], Comparison]:
    def one(toml: str) -> Comparison:
        path = tmp_path / "links.toml"
        path.write_text(toml, encoding="utf-8")
        found = compare(notice(*BEFORE), notice(*AFTER, year=2025), links=path)
        assert isinstance(found, Comparison)
        return found

    return one


def pairs(comparison: Comparison) -> set[tuple[tuple[str | None, ...], tuple[str | None, ...]]]:
    return {(task.number.before, task.number.after) for task in comparison.tasks}


def test_a_link_is_fixed_by_number_or_title(with_links: Callable[[str], Comparison]) -> None:
    found = with_links('[[link]]\nbefore = "更新管网"\nafter = 2\n')
    assert pairs(found) == {(("1",), ("1",)), (("2",), ("2",)), (("3",), ("3",))}
    (fixed,) = [task for task in found.tasks if task.number.before == ("2",)]
    assert fixed.reasons[0] == "由 links.toml 指定"


def test_a_link_may_split(with_links: Callable[[str], Comparison]) -> None:
    found = with_links('[[link]]\nbefore = "1"\nafter = ["1", "2"]\n')
    assert (("1",), ("1", "2")) in pairs(found)


def test_a_forbidden_link_is_not_made(with_links: Callable[[str], Comparison]) -> None:
    found = with_links('[[forbid]]\nbefore = "1"\nafter = "1"\n')
    assert {(("1",), ()), ((), ("1",))} <= pairs(found)


def test_an_entry_for_other_years_is_passed_over(with_links: Callable[[str], Comparison]) -> None:
    found = with_links('[[link]]\nbefore = "2"\nafter = "2"\nbefore_year = 2023\n')
    assert (("2",), ("2",)) not in pairs(found)
    assert found.notes == ()


def test_a_task_that_is_not_there_is_said(with_links: Callable[[str], Comparison]) -> None:
    (note,) = with_links('[[link]]\nbefore = "9"\nafter = "1"\n').notes
    assert (note.code, note.message) == (
        "unused_link", "links.toml: 2024.txt has no task “9”. This entry was not used.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[link]\n", "not valid TOML"),
        ('[[link]]\nbefore = "1"\n', "needs after"),
        ('[[links]]\nbefore = "1"\n', "[[links]] is not known"),
        ('[[link]]\nbefore = ["1", "2"]\nafter = ["1", "2"]\n', "several tasks on both sides"),
        ('[[link]]\nbefore = "1"\nafter = "1"\n[[link]]\nbefore = "1"\nafter = "2"\n', "hold the same task"),
        ('link = "1"\n', "Write [[link]]"),
    ],
)
def test_what_cannot_be_understood_is_an_error_that_names_the_file(
    with_links: Callable[[str], Comparison], toml: str, message: str
) -> None:
    with pytest.raises(RuleError) as error:
        with_links(toml)
    assert str(error.value).startswith("links.toml: ")
    assert message in str(error.value)


def test_a_renaming_is_taken_from_parties_toml(notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / "parties.toml"
    path.write_text('[[renamed]]\nbefore = "供水科"\nafter = "公用事业科"\n', encoding="utf-8")
    before = notice("更新管网。改造供水管网20公里。（责任部门：供水科）")
    after = notice("更新管网。改造供水管网20公里。（责任部门：公用事业科）", year=2025)
    found = compare(before, after, parties=path)
    assert isinstance(found, Comparison)
    assert [(one.before, one.after) for one in found.renamings] == [("供水科", "公用事业科")]
    assert found.tasks[0].status == "kept"
