"""Breakdowns of two containers are compared fact by fact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import containers
from benchmarks.ofd_pages import as_ofd
from pipeline.convert import extract, extract_bytes
from pipeline.invariance import KINDS, Share, compare_facts, differences, overall
from schemas.breakdown import TaskBreakdown

SAMPLE = Path(__file__).parents[2] / "samples" / "qinghe_minzheng_2025.txt"


@pytest.fixture(scope="module")
def notice() -> TaskBreakdown:
    """A notice read from its text file."""
    return extract(SAMPLE)


def test_a_breakdown_equals_itself(notice: TaskBreakdown) -> None:
    shares = compare_facts(notice, notice)
    assert {kind: (share.same, share.extra, share.value) for kind, share in shares.items()} == {
        kind: (shares[kind].total, 0, 1.0) for kind in KINDS
    }
    assert list(differences(notice, notice)) == []


def test_a_changed_department_counts_as_one_lost_and_one_more(notice: TaskBreakdown) -> None:
    task = notice.tasks[0]
    changed = replace(task, departments=(replace(task.departments[0], name="局办公厅"), *task.departments[1:]))
    other = replace(notice, tasks=(changed, *notice.tasks[1:]))
    total = sum(len(task.departments) for task in notice.tasks)
    shares = compare_facts(notice, other)
    assert shares["departments"] == Share(total, total - 1, 1)
    assert [kind for kind in KINDS if shares[kind].value < 1] == ["departments"]
    assert list(differences(notice, other)) == [
        "- departments: ('1', '局养老服务科', 'responsible', False)",
        "+ departments: ('1', '局办公厅', 'responsible', False)",
    ]


def test_the_width_of_punctuation_is_no_difference(notice: TaskBreakdown) -> None:
    task = notice.tasks[0]
    other = replace(notice, tasks=(replace(task, title=task.title.replace("，", ", ")), *notice.tasks[1:]))
    assert overall(compare_facts(notice, other)).value == 1.0


def test_ids_are_not_counted_twice(notice: TaskBreakdown) -> None:
    other = replace(notice, tasks=(replace(notice.tasks[0], id="t-0"), *notice.tasks[1:]))
    shares = compare_facts(notice, other)
    assert (shares["ids"].extra, overall(shares).value) == (1, 1.0)


def files() -> dict[str, tuple[str, bytes]]:
    """Return the containers that need nothing but this project: name, and name of the file with its bytes."""
    reference = extract(SAMPLE)
    lines = containers.lines_of(reference.text)
    table = containers.table_of(reference, lines)
    assert table is not None
    written = SAMPLE.read_text(encoding="utf-8-sig")
    found = {name: ("notice.txt", content) for name, content in containers.texts(reference.text, written).items()}
    found |= {name: ("notice.docx", content) for name, content in containers.documents(lines).items()}
    found["docx, table"] = ("notice.docx", containers.as_docx(table))
    page, document = containers.web_page(lines), found["docx, typed"][1]
    found["html"] = ("notice.html", page)
    found["html, table"] = ("notice.html", containers.web_page(table))
    for parts in (containers.web_pages(page), containers.mails(page, document)):
        found |= {name: (f"notice.{name.split(',')[0]}", content) for name, content in parts.items()}
    found["zip, names in GBK"] = ("notice.zip", containers.archive(document))
    for name, part in (("", lines), (", table", table)):
        found[f"md{name}"] = ("notice.md", containers.markdown(part))
        found[f"ofd{name}"] = ("notice.ofd", as_ofd(part))
    return found


@pytest.mark.parametrize("name", list(files()))
def test_every_container_gives_the_same_facts(notice: TaskBreakdown, name: str) -> None:
    assert list(differences(notice, extract_bytes(*files()[name]))) == []


def test_rows_of_a_text_table_are_neither_wrapped_nor_turned() -> None:
    table = "序号\t任务\n1\t新建食堂2家\n\t扩建食堂1家"
    found = containers.texts(table.replace("\n\t", "\n"), table)
    assert {name: content.decode(name.removeprefix("txt, ")) for name, content in found.items()} == {
        "txt, GB18030": table, "txt, UTF-16": table,
    }


def test_a_notice_with_other_roles_is_not_laid_out_as_our_table() -> None:
    """Its columns are 牵头领导 and 责任部门; under them 责任领导 would become a lead."""
    notice = extract(SAMPLE.with_name("jichuan_yiyuan_2026.txt"))
    assert containers.table_of(notice, containers.lines_of(notice.text)) is None
