"""Names that deceive: set wide behind a post, or ending like another word."""

from __future__ import annotations

from extractors.fields.clauses import find_clauses
from extractors.reading.text import Reading
from schemas.document import SourceDocument


def test_wide_name_behind_two_posts_is_one_official() -> None:
    text = "推进改革。（责任领导：县委常委、常务副县长 李 明；牵头单位：县司法局）"
    [clause] = find_clauses(Reading.of(SourceDocument("", "", "", None, text, ())), 0, len(text))
    assert [(person.name, person.title, person.role) for person in clause.officials] == [
        ("李明", "县委常委、常务副县长", "responsible")
    ]
    assert [unit.name for unit in clause.departments] == ["县司法局"]


def test_section_whose_name_ends_like_a_field_of_study_is_a_unit() -> None:
    text = "开展巡查。（局运输管理科牵头，市社会信用处、区教育局中学科配合）"
    [clause] = find_clauses(Reading.of(SourceDocument("", "", "", None, text, ())), 0, len(text))
    assert [(unit.name, unit.role) for unit in clause.departments] == [
        ("局运输管理科", "lead"), ("市社会信用处", "supporting"), ("区教育局中学科", "supporting"),
    ]
