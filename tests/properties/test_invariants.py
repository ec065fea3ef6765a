"""What holds for every notice: evidence quotes the text, the account closes, width and page turns change nothing."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.assemble import extract
from extractors.reading.numerals import find_numerals
from extractors.reading.text import fold
from pipeline.ingest import read_bytes
from schemas.breakdown import TaskBreakdown
from schemas.codec import dumps, loads
from schemas.evidence import lying_evidence

SAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "samples").iterdir() if path.suffix in (".txt", ".docx", ".pdf")
)

PEOPLE = ("周岚", "裴远山", "李　明", "欧阳静")
UNITS = ("局养老服务科", "区婚姻（收养）登记中心", "区财政局", "市文化和旅游局", "各街镇", "相关科室和局属单位", "市总工会")
VERBS = ("新建", "新增", "改造", "培训")
THINGS = ("社区食堂", "家庭养老床位", "便民服务点", "应急救护员")
COUNTERS = ("家", "张", "个", "名")
TITLES = ("提升养老服务水平", "做好社会救助工作", "加强基层治理", "推进婚俗改革", "强化安全监管", "深化殡葬改革")
FILLERS = ("坚持问题导向，完善工作机制", "加强部门协同，形成工作合力", "做好政策宣传，提高群众知晓率", "定期开展检查，及时整改问题")
HEADINGS = ("聚焦民生，提升服务质效", "聚焦治理，夯实基层基础", "聚焦安全，守牢工作底线")


@dataclass(frozen=True)
class PlannedTask:
    """A task as it goes into a generated notice."""

    title: str
    fillers: tuple[str, ...]
    targets: tuple[tuple[str, str, int, str], ...]
    people: tuple[str, ...]
    units: tuple[str, ...]


targets = st.tuples(st.sampled_from(VERBS), st.sampled_from(THINGS), st.integers(2, 9999), st.sampled_from(COUNTERS))
tasks = st.builds(
    PlannedTask,
    title=st.sampled_from(TITLES),
    fillers=st.lists(st.sampled_from(FILLERS), min_size=1, max_size=3, unique=True).map(tuple),
    targets=st.lists(targets, max_size=3, unique_by=lambda target: target[1]).map(tuple),
    people=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True).map(tuple),
    units=st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True).map(tuple),
)
plans = st.lists(st.lists(tasks, min_size=2, max_size=4), min_size=1, max_size=3)


def printed(task: PlannedTask, mark: str) -> str:
    """A task's paragraph without its number; `mark` keeps like tasks apart, as words do in real notices."""
    sentences = [f"落实{mark}类事项", *task.fillers, *(f"{verb}{thing} {value} {unit}" for verb, thing, value, unit in task.targets)]
    clause = f"（牵头领导：{'、'.join(task.people)}，责任部门：{'、'.join(task.units)}）"
    return f"{task.title}。{'。'.join(sentences)}。{clause}"


def paragraphs(plan: list[list[PlannedTask]]) -> list[str]:
    """A whole notice, paragraph by paragraph."""
    lines = [
        "云汀市青荷区民政局",
        "青民〔2025〕6号",
        "青荷区民政局关于印发《2025年青荷民政工作要点》的通知",
        "局机关各科室、各局属单位：",
        "现将《2025年青荷民政工作要点》印发给你们，请认真贯彻执行。",
        "青荷区民政局",
        "2025年2月17日",
        "2025年青荷民政工作要点",
        f"现将{len(plan)}个方面{sum(map(len, plan))}项重点工作分解如下。",
    ]
    number = 0
    for index, section in enumerate(plan):
        lines.append(f"{'一二三'[index]}、{HEADINGS[index]}")
        for task in section:
            number += 1
            lines.append(f"{number}. {printed(task, '甲乙丙丁戊己庚辛壬癸子丑'[number - 1])}")
    return lines


def breakdown_of(text: str, name: str = "notice.txt") -> TaskBreakdown:
    return extract(read_bytes(name, text.encode("utf-8")))


def facts(breakdown: TaskBreakdown) -> dict[str, Any]:
    """What a notice says, without where it stands and how wide its characters are."""

    def close(words: str | None) -> str | None:
        return None if words is None else "".join(fold(words).split())

    return {
        "header": [close(str(value)) for value in (breakdown.header.title, breakdown.header.plan_title, breakdown.header.issuer)],
        "year": (breakdown.header.plan_year, breakdown.header.issued_on),
        "declared": (breakdown.declared.sections, breakdown.declared.tasks),
        "sections": [(close(section.label), close(section.title)) for section in breakdown.sections],
        "tasks": [
            (
                task.id,
                close(task.number),
                close(task.title),
                close(task.body),
                [(close(person.name), person.role) for person in task.lead_officials],
                [(close(unit.name), unit.role, unit.collective) for unit in task.departments],
                [(target.action, close(target.indicator), target.value, target.unit, target.comparator) for target in task.targets],
                [(deadline.start, deadline.end) for deadline in task.deadlines],
            )
            for task in breakdown.tasks
        ],
        "numbers": Counter(number.number_class for number in breakdown.numbers),
    }


def check_closed(breakdown: TaskBreakdown) -> None:
    """Evidence quotes the text; characters and numerals are each in exactly one place."""
    assert list(lying_evidence(breakdown)) == []
    account = breakdown.account
    assert account.characters == len(breakdown.text)
    assert account.header + account.section + account.task + account.prose + account.unexplained == account.characters
    folded = fold(breakdown.text)
    scanned = [(numeral.start, numeral.end) for numeral in find_numerals(folded, 0, len(folded))]
    assert [(number.evidence.start, number.evidence.end) for number in breakdown.numbers] == scanned
    assert len({task.id for task in breakdown.tasks}) == len(breakdown.tasks)
    if any(entry.severity == "error" for entry in breakdown.diagnostics):
        assert breakdown.status != "ok"


@settings(max_examples=40, deadline=None)
@given(plans)
def test_a_printed_plan_gives_itself_back(plan: list[list[PlannedTask]]) -> None:
    breakdown = breakdown_of("\n\n".join(paragraphs(plan)))
    check_closed(breakdown)
    planned = [task for section in plan for task in section]
    assert (breakdown.declared.sections, breakdown.declared.tasks) == (len(plan), len(planned))
    assert [task.title for task in breakdown.tasks] == [task.title for task in planned]
    assert [tuple(person.name for person in task.lead_officials) for task in breakdown.tasks] == [
        tuple(name.replace("　", "") for name in task.people) for task in planned
    ]
    assert [tuple(unit.name for unit in task.departments) for task in breakdown.tasks] == [task.units for task in planned]
    assert [
        tuple((target.action, target.indicator, int(target.value), target.unit) for target in task.targets)
        for task in breakdown.tasks
    ] == [task.targets for task in planned]
    assert breakdown.status == "ok"


HALF = {"（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "．": ".", "％": "%", **{chr(0xFF10 + d): str(d) for d in range(10)}}
FULL = {half: wide for wide, half in HALF.items() if half not in ".%"}


@settings(max_examples=30, deadline=None)
@given(plans, st.randoms(use_true_random=False))
def test_width_of_punctuation_and_digits_changes_no_value(plan: list[list[PlannedTask]], random: Any) -> None:
    text = "\n\n".join(paragraphs(plan))
    swapped = "".join(
        {**HALF, **FULL}.get(character, character) if random.random() < 0.5 else character for character in text
    )
    assert facts(breakdown_of(swapped)) == facts(breakdown_of(text))


@settings(max_examples=30, deadline=None)
@given(plans, st.data())
def test_page_turns_inside_tasks_change_no_value(plan: list[list[PlannedTask]], data: st.DataObject) -> None:
    lines = paragraphs(plan)
    whole = breakdown_of("\n\n".join(lines))
    page = 0
    for index, line in enumerate(lines):
        if line[0].isdigit() and "。" in line and data.draw(st.booleans()):
            # A page turn does not fall into the number, nor after the full stop of the last sentence.
            at = data.draw(st.integers(line.index("。") + 2, len(line) - 2))
            page += 1
            lines[index] = f"{line[:at]}\n\n— {page} —\n\f{line[at:]}"
    cut = breakdown_of("\n\n".join(lines))
    check_closed(cut)
    assert facts(cut) == facts(whole)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_is_closed_and_survives_its_own_json(path: Path) -> None:
    data = path.read_bytes()
    breakdown = extract(read_bytes(path.name, data))
    check_closed(breakdown)
    assert loads(dumps(breakdown)) == breakdown
    assert dumps(extract(read_bytes(path.name, data))) == dumps(breakdown)
    assert breakdown.account.unexplained == 0


def test_one_notice_is_the_same_from_every_container() -> None:
    folder = SAMPLES[0].parent
    reference = facts(extract(read_bytes("a.txt", (folder / "qinghe_minzheng_2025.txt").read_bytes())))
    for name in ("_gb18030.txt", ".docx", "_automatic.docx", ".pdf"):
        path = folder / f"qinghe_minzheng_2025{name}"
        assert facts(extract(read_bytes(path.name, path.read_bytes()))) == reference, name


ALPHABET = "一二三四五十、（）()《》“”：，。；1234567890.%％万亿家年月日底前到由至不低于牵头负责责任单位局区各等和\n\t 第条章"


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, max_size=200))
def test_any_text_gives_a_closed_breakdown(text: str) -> None:
    if text.strip():
        check_closed(breakdown_of(text))


@pytest.mark.parametrize("unit", ["（", "9", "、", "一", "1.", "（一）", "“", "牵头", "局、", "年", "，", "第一条", "a", " ", "%"])
def test_repetition_comes_to_an_end(unit: str) -> None:
    """A pattern that is not linear would not end: the limit is far above what a linear one needs."""
    code = (
        "from pipeline.ingest import read_bytes; from extractors.assemble import extract\n"
        f"text = '一、任务\\n1. 甲。' + {unit!r} * (20000 // len({unit!r})) + '（责任单位：局办公室）'\n"
        "extract(read_bytes('a.txt', text.encode()))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=Path(__file__).parents[2])


REPORT = """2025年政府工作报告
一、2024年工作回顾
新增床位50张，改造住房200套。
二、2025年工作任务
（一）做好养老工作。2024年新增食堂30家。新建站点3家。
（二）做好就业工作。新增就业岗位500个。
"""


@pytest.mark.parametrize("text", [REPORT, *(path.read_text(encoding="utf-8") for path in SAMPLES if path.name.endswith("5.txt"))])
def test_targets_and_results_stand_in_the_order_of_the_text(text: str) -> None:
    breakdown = extract(read_bytes("notice.txt", text.encode()))
    for values in (breakdown.targets, breakdown.results, *(task.targets for task in breakdown.tasks)):
        starts = [value.evidence.start for value in values]
        assert starts == sorted(starts)


def test_the_report_of_that_test_has_results_inside_and_outside_of_tasks() -> None:
    assert [str(result.value) for result in extract(read_bytes("notice.txt", REPORT.encode())).results] == ["50", "200", "30"]
