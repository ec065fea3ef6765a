"""Which names over many documents are one department or one person."""

from __future__ import annotations

import pytest

from pipeline.export.ledger_parties import group
from pipeline.export.ledger_rows import PartyKind

QINGHE, LANCHUAN = "云汀市青荷区民政局", "云汀市澜川县水务局"


def _labels(*rows: tuple[PartyKind, str, str]) -> list[str]:
    return sorted(sheet.label for sheet in group((kind, name, issuer, 1) for kind, name, issuer in rows))


@pytest.mark.parametrize("name", ["局办公室", "各科室", "相关单位", "办公室", "养老服务科", "机关党委", "各有关部门"])
def test_a_unit_of_an_office_is_another_in_another_office(name: str) -> None:
    assert _labels(("department", name, QINGHE), ("department", name, "云汀市青荷区水务局")) == sorted(
        [f"{name}（{QINGHE}）", f"{name}（云汀市青荷区水务局）"]
    )


def test_an_office_of_a_district_is_the_same_in_all_its_offices_notices() -> None:
    assert _labels(("department", "区财政局", QINGHE), ("department", "区财政局", "云汀市青荷区水务局")) == ["区财政局"]


def test_an_office_of_another_district_is_another() -> None:
    assert _labels(("department", "区财政局", QINGHE), ("department", "区财政局", "云汀市白石区民政局")) == [
        "区财政局（云汀市白石区）", "区财政局（云汀市青荷区）",
    ]


@pytest.mark.parametrize("name", ["青荷区财政局", "市场监管总局", "全国妇联", "各省级人民政府", "财政部"])
def test_a_name_that_means_the_same_everywhere_is_one(name: str) -> None:
    assert _labels(("department", name, QINGHE), ("department", name, LANCHUAN)) == [name]


@pytest.mark.parametrize("name", ["区财政局", "各街镇", "各区政府", "各设区市政府", "机关事务管理局"])
def test_a_name_that_each_place_has_is_one_within_a_place(name: str) -> None:
    rows: tuple[tuple[PartyKind, str, str], ...] = (
        ("department", name, QINGHE), ("department", name, "云汀市青荷区水务局"), ("department", name, LANCHUAN),
    )
    assert _labels(*rows) == [f"{name}（云汀市澜川县）", f"{name}（云汀市青荷区）"]


def test_a_person_is_one_within_a_district() -> None:
    rows: tuple[tuple[PartyKind, str, str], ...] = (
        ("official", "周岚", QINGHE), ("official", "周岚", "云汀市青荷区水务局"), ("official", "周岚", LANCHUAN),
    )
    assert _labels(*rows) == ["周岚（云汀市澜川县）", "周岚（云汀市青荷区）"]


def test_an_office_named_short_one_year_is_the_same_office() -> None:
    assert _labels(("department", "局办公室", QINGHE), ("department", "局办公室", "青荷区民政局")) == ["局办公室"]


@pytest.mark.parametrize(
    ("issuer", "other"),
    [
        ("青荷区市场监督管理局", "青荷区民政局"),  # not of a place called 青荷区市
        ("青荷区城市管理局", "青荷区民政局"),
        ("青荷区社区发展局", "青荷区民政局"),
        ("云汀市政务服务管理局", "云汀市政府办公厅"),
        ("沅州市清溪区民政局", "清溪区水务局"),
        ("云汀市人民政府办公室", "云汀市政府"),
    ],
)
def test_a_place_is_told_from_what_follows_it(issuer: str, other: str) -> None:
    assert _labels(("official", "周岚", issuer), ("official", "周岚", other)) == ["周岚"]


def test_a_place_whose_name_ends_in_another_word_for_place_is_whole() -> None:
    assert _labels(("official", "周岚", "沅州市民政局"), ("official", "周岚", "澜川县民政局")) == ["周岚（沅州市）", "周岚（澜川县）"]


def test_departments_come_first_and_those_with_most_tasks_before_others() -> None:
    sheets = group([("official", "周岚", QINGHE, 9), ("department", "局甲科", QINGHE, 1), ("department", "局乙科", QINGHE, 3)])
    assert [(sheet.name, sheet.tasks) for sheet in sheets] == [("局乙科", 3), ("局甲科", 1), ("周岚", 9)]
