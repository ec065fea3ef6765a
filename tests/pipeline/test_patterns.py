"""A user's patterns: read line by line, applied to the task they stand in, never twice, never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.patterns import Pattern, apply_patterns, load_patterns
from schemas.breakdown import Department, Evidence, Official, TaskBreakdown
from schemas.codec import dumps, loads
from schemas.errors import RuleError


def _load(folder: Path, *lines: object) -> tuple[Pattern, ...]:
    path = folder / "patterns.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return load_patterns(path)


def _place(breakdown: TaskBreakdown, quote: str, page: int | None, rule: str) -> Evidence:
    start = breakdown.text.index(quote)
    return Evidence(start, start + len(quote), quote, page, None, rule)


def test_the_two_forms_are_read(tmp_path: Path) -> None:
    assert _load(
        tmp_path,
        {"label": "DEPARTMENT", "pattern": "区大数据中心", "id": "data"},
        "",
        {"label": "TARGET", "indicator": "热线", "unit": "件",
         "patterns": [[{"TEXT": "受理"}, {"LIKE_NUM": True}], "受理若干"]},
    ) == (
        Pattern("data", "DEPARTMENT", ("区大数据中心",)),
        Pattern("line-3", "TARGET", ("受理若干",), (({"TEXT": "受理"}, {"LIKE_NUM": True}),), False,
                {"indicator": "热线", "unit": "件"}),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is not valid JSON"),
        ("[]", "is not an object"),
        ({"label": "PLACE", "pattern": "a"}, "the label 'PLACE' is not known"),
        ({"label": "DEPARTMENT"}, "give either pattern"),
        ({"label": "DEPARTMENT", "pattern": "a", "patterns": ["a"]}, "give either pattern"),
        ({"label": "DEPARTMENT", "pattern": ""}, "a pattern is a phrase or a list of tokens"),
        ({"label": "DEPARTMENT", "patterns": []}, "patterns must be a list"),
        ({"label": "DEPARTMENT", "pattern": "a", "id": ""}, "the id must be a text"),
        ({"label": "DEPARTMENT", "pattern": "a", "rank": 1}, "'rank' is not known"),
        ({"label": "DEPARTMENT", "pattern": "a", "unit": "家"}, "unit belongs to TARGET alone"),
        ({"label": "OFFICIAL", "pattern": "a", "collective": True}, "collective must be true or false"),
        ({"label": "TARGET", "pattern": "a"}, "a TARGET needs an indicator"),
        ({"label": "TARGET", "pattern": "a", "indicator": "x", "measure": "growth"}, "measure 'growth' is not known"),
        ({"label": "TARGET", "pattern": "a", "indicator": "x", "comparator": "range"}, "a range has two numerals"),
        ({"label": "DEPARTMENT", "pattern": [{"TEXTX": "a"}]}, "spaCy does not take this token pattern"),
        ({"label": "DEPARTMENT", "pattern": [{"TEXT": {"REGEX": "("}}]}, "spaCy does not take this token pattern"),
    ],
)
def test_a_wrong_line_is_named(line: object, said: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=rf"patterns\.jsonl: line 2: {said}"):
        _load(tmp_path, {"label": "OFFICIAL", "pattern": "林岚"}, line)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"none\.jsonl: cannot be read"):
        load_patterns(tmp_path / "none.jsonl")


def test_a_department_is_added_to_the_task_it_stands_in(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    line = {"label": "PARTY_SUPPORTING", "pattern": "活动室", "id": "room"}
    changed = apply_patterns(breakdown, _load(tmp_path, line))
    added = Department("活动室", "supporting", None, False, _place(breakdown, "活动室", 1, "user:room"))
    assert changed.tasks[0].departments == (*breakdown.tasks[0].departments, added)
    assert changed.tasks[1] == breakdown.tasks[1]


def test_an_official_is_added_with_its_role(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = apply_patterns(breakdown, _load(tmp_path, {"label": "OFFICIAL_CONTACT", "pattern": "林岚", "id": "c"}))
    added = Official("林岚", None, "contact", None, _place(breakdown, "林岚", 1, "user:c"))
    assert changed.tasks[0].lead_officials == (*breakdown.tasks[0].lead_officials, added)


def test_what_is_already_there_is_not_added_again(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    patterns = _load(
        tmp_path,
        {"label": "OFFICIAL", "pattern": "林岚"},
        {"label": "DEPARTMENT", "pattern": "各街镇"},
        {"label": "TARGET", "pattern": "社区助餐点 2 家", "indicator": "社区助餐点", "unit": "家"},
    )
    assert apply_patterns(breakdown, patterns) == breakdown


def test_a_party_outside_every_task_stays_out(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    assert apply_patterns(breakdown, _load(tmp_path, {"label": "DEPARTMENT", "pattern": "云溪区民政局"})) == breakdown


def test_width_does_not_count_in_a_phrase(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = apply_patterns(breakdown, _load(tmp_path, {"label": "PARTY_LEAD", "pattern": "区婚姻(收养)登记中心"}))
    assert changed.tasks[0].departments[-1].name == "区婚姻（收养）登记中心"


def _hotline(**facts: str) -> dict[str, Any]:
    pattern = [{"TEXT": "受理"}, {"LIKE_NUM": True}]
    return {"label": "TARGET", "id": "hot", "indicator": "热线来电", "pattern": pattern} | facts


def test_a_target_takes_its_value_from_the_numeral(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = apply_patterns(breakdown, _load(tmp_path, _hotline(unit="件", comparator="at_least", action="受理")))
    added = changed.tasks[1].targets[-1]
    assert (added.action, added.indicator, added.comparator, str(added.value), added.unit, added.measure) == (
        "受理", "热线来电", "at_least", "12345", "件", "level",
    )
    assert added.evidence == _place(breakdown, "受理12345", 2, "user:hot")


def test_the_numeral_of_an_added_target_is_a_target(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = apply_patterns(breakdown, _load(tmp_path, _hotline()))
    assert [(number.text, number.number_class) for number in changed.numbers] == [("12345", "target"), ("2", "target")]


def test_a_target_outside_tasks_is_the_documents(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    line = {"label": "TARGET", "pattern": "安排1方面", "indicator": "方面", "id": "all"}
    changed = apply_patterns(breakdown, _load(tmp_path, line))
    assert [target.evidence.rule for target in changed.targets] == ["targets.range", "user:all"]


@pytest.mark.parametrize(
    ("phrase", "code"), [("不少于5.5千平方米，6月", "N403"), ("办好热线", "N402")]
)
def test_a_match_without_one_numeral_is_a_doubt(
    phrase: str, code: str, breakdown: TaskBreakdown, tmp_path: Path
) -> None:
    line = {"label": "TARGET", "pattern": phrase, "indicator": "x"}
    changed = apply_patterns(breakdown, _load(tmp_path, line))
    assert [doubt.code for doubt in changed.diagnostics] == ["L201", "D103", code]
    assert changed.tasks == breakdown.tasks


def test_ids_of_added_targets_are_the_same_every_time(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    patterns = _load(tmp_path, _hotline())
    first, second = (apply_patterns(breakdown, patterns).tasks[1].targets[-1].id for _ in range(2))
    assert first == second


def test_the_page_is_left_open_between_two_pages(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = apply_patterns(breakdown, _load(tmp_path, {"label": "DEPARTMENT", "pattern": "镇）"}))
    assert changed.tasks[0].departments[-1].evidence.page is None


def test_the_result_can_be_written_and_read(breakdown: TaskBreakdown, tmp_path: Path) -> None:
    changed = apply_patterns(breakdown, _load(tmp_path, _hotline(), {"label": "PARTY_LEAD", "pattern": "活动室"}))
    assert loads(dumps(changed)) == changed


def test_without_patterns_nothing_changes(breakdown: TaskBreakdown) -> None:
    assert apply_patterns(breakdown, ()) == breakdown


def test_the_examples_of_the_documentation_are_read(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "patterns.md").read_text(encoding="utf-8")
    examples = page.partition("```json\n")[2].partition("```")[0].splitlines()
    assert [pattern.id for pattern in _load(tmp_path, *examples)] == ["data-centre", "hq", "hotline"]
