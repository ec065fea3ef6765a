"""A parties file adds full names, members and posts; it changes no name, and what it does not hold is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.parties_file import apply_parties, load_parties
from schemas.breakdown import TaskBreakdown
from schemas.errors import RuleError

WHOLE = """
[[department]]
name = "局养老科"
aliases = ["养老科"]
full_name = "青荷区民政局养老科"

[[collective]]
name = "各街镇"
members = ["城东街道", "石桥镇"]

[[official]]
name = "许映川"
post = "副局长"
"""


@pytest.fixture
def write(tmp_path: Path):
    def to_file(text: str) -> Path:
        path = tmp_path / "parties.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def departments(breakdown: TaskBreakdown) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    return {
        department.name: (department.full_name, department.members)
        for task in breakdown.tasks
        for department in task.departments
    }


def test_full_names_and_members_stand_beside_the_names(write, breakdown: TaskBreakdown):
    added = departments(apply_parties(breakdown, load_parties(write(WHOLE))))
    assert added["局养老科"] == ("青荷区民政局养老科", ())
    assert added["各街镇"] == (None, ("城东街道", "石桥镇"))


def test_no_name_is_changed(write, breakdown: TaskBreakdown):
    assert list(departments(apply_parties(breakdown, load_parties(write(WHOLE))))) == list(departments(breakdown))


def test_an_alias_has_the_full_name_of_its_entry(write):
    assert load_parties(write(WHOLE)).full_names["养老科"] == "青荷区民政局养老科"


def test_a_name_that_the_file_does_not_hold_is_listed_once(write, breakdown: TaskBreakdown):
    done = apply_parties(breakdown, load_parties(write(WHOLE)))
    listed = [entry.message for entry in done.diagnostics if entry.code == "P304"]
    assert "区婚姻（收养）登记中心 is not in the parties file" in listed
    assert len(listed) == len(set(listed))
    assert not any("局养老科" in message or "各街镇" in message for message in listed)


def test_people_are_not_listed_where_the_file_names_none(write, breakdown: TaskBreakdown):
    parties = load_parties(write('[[department]]\nname = "局养老科"\nfull_name = "青荷区民政局养老科"\n'))
    people = {official.name for task in breakdown.tasks for official in task.lead_officials}
    listed = {entry.message.split()[0] for entry in apply_parties(breakdown, parties).diagnostics if entry.code == "P304"}
    assert people
    assert not people & listed


def test_a_title_of_the_document_stays_and_gets_no_post(write, breakdown: TaskBreakdown):
    task = breakdown.tasks[0]
    titled = replace(task.lead_officials[0], name="许映川", title="局长")
    bare = replace(titled, title=None)
    given = replace(breakdown, tasks=(replace(task, lead_officials=(titled, bare)),))
    done = apply_parties(given, load_parties(write(WHOLE)))
    assert [(one.title, one.post) for one in done.tasks[0].lead_officials] == [("局长", None), (None, "副局长")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[unit]]\nname = '甲'\n", "'unit' is not known"),
        ("[[department]]\nname = '甲'\n", "full_name must be a text"),
        ("[[department]]\nname = '甲'\nfull_name = '甲局'\nshort = '乙'\n", "'short' is not known"),
        ("[[collective]]\nname = '各镇'\nmembers = '甲镇'\n", "members must be a list of texts"),
        ("[[official]]\nname = '甲'\npost = '局长'\n[[official]]\nname = '甲'\npost = '科长'\n", "stands in the file twice"),
        ("[[official]\n", "is no valid TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(write, text: str, words: str):
    with pytest.raises(RuleError, match=words):
        load_parties(write(text))
