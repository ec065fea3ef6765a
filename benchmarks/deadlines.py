"""Date 20 deadline phrases and read 12 quantities, beside public libraries where they are installed: `python -m benchmarks.deadlines`.

jionlp and quantulum3 are asked through the calls that their own pages show; neither is a dependency.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from extractors.fields.findings import Calendar
from extractors.fields.targets import find_targets
from extractors.fields.times import find_times, read_deadline
from extractors.reading.text import Reading
from schemas.document import SourceDocument

BASE = date(2025, 2, 17)
DEADLINES = (
    ("2025年2月17日", "2025-02-17"), ("2025 年 2 月 17 日", "2025-02-17"), ("二〇二五年二月十七日", "2025-02-17"),
    ("6月底前", "2025-06-30"), ("2025年底前", "2025-12-31"), ("12月31日前", "2025-12-31"), ("年内", "2025-12-31"),
    ("年底前", "2025-12-31"), ("上半年", "2025-06-30"), ("第三季度", "2025-09-30"), ("一季度末", "2025-03-31"),
    ("每月至少一次", "period"), ("全年", "2025-12-31"), ("2024-2026年", "2026-12-31"), ("2025—2027年", "2027-12-31"),
    ("三季度前", "2025-09-30"), ("长期坚持", "none"), ("9月中旬", "2025-09-20"), ("春节前", "2025-01-28"),
    ("“十五五”期间", "2030-12-31"),
)
"""Phrase and its last day; a rhythm is a period, a term without a day is none. The plan is of 2025."""
QUANTITIES = (
    ("新建口袋公园2座", "2", "座"), ("培训骨干教师120人次", "120", "人次"), ("筹集善款1.5万余元", "1.5", "万元"),
    ("签约服务率达60%以上", "60", "%"), ("能耗下降3.5个百分点", "3.5", "个百分点"), ("新增绿地20公顷", "20", "公顷"),
    ("平均电价下降3分/千瓦时", "3", "分/千瓦时"), ("新建改建道路12.6公里", "12.6", "公里"),
    ("发放贷款300亿元左右", "300", "亿元"), ("更新设备14万台（套）", "14", "万台（套）"),
    ("新增就业二十万人", "20", "万人"), ("细颗粒物浓度控制在32微克/立方米以内", "32", "微克/立方米"),
)
"""Sentence, value and unit as written."""


def ours_deadline(phrase: str) -> str:
    """Return the last day, period, or none."""
    reading = _reading(phrase)
    calendar = Calendar(BASE.year, BASE)
    found = read_deadline(reading, 0, len(phrase), calendar)
    if found is not None and found.due is not None:
        return found.due.isoformat()
    if any(time.kind == "frequency" for time in find_times(reading, 0, len(phrase), calendar)):
        return "period"
    return "none"


def ours_quantity(sentence: str) -> tuple[str, str | None] | None:
    """Return value and unit of the one target."""
    found = find_targets(_reading(sentence), 0, len(sentence), (), reported=False)
    return (f"{found[0].value:f}", found[0].unit) if len(found) == 1 else None


def jionlp_deadline(phrase: str) -> str:
    """Return the last day that `jionlp.parse_time` gives."""
    try:
        found = import_module("jionlp").parse_time(phrase, time_base={"year": 2025, "month": 2, "day": 17})
    except ValueError:
        return "none"
    if found["type"] == "time_period":
        return "period"
    return str(found["time"][-1])[:10] if isinstance(found["time"], list) else str(found["type"])


def quantulum_quantity(sentence: str) -> tuple[str, str | None] | None:
    """Return value and unit that `quantulum3.parser.parse` gives; the number is set off by blanks, as it asks for."""
    found = import_module("quantulum3.parser").parse(re.sub(r"([0-9.]+)", r" \1 ", sentence))
    return (f"{found[0].value:g}", str(found[0].unit.name)) if len(found) == 1 else None


def _reading(text: str) -> Reading:
    return Reading.of(SourceDocument("", "", "", None, text, ()))


def _table(title: str, right: list[str], answers: dict[str, list[str]], cases: list[str]) -> None:
    print(f"{title}\n{'':<26}{'right':<22}" + "".join(f"{name:<22}" for name in answers))
    for index, case in enumerate(cases):
        cells = "".join(f"{answer[index]:<22}" for answer in answers.values())
        print(f"{case:<26}{right[index]:<22}{cells}")
    for name, answer in answers.items():
        hits = sum(one == other for one, other in zip(answer, right, strict=True))
        values = sum(one.split(",")[0] == other.split(",")[0] for one, other in zip(answer, right, strict=True))
        print(f"{name}: {hits}/{len(right)}" + (f" ({values} values without their units)" if values > hits else ""))
    print()


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    deadline: dict[str, Callable[[str], str]] = {"fenjie": ours_deadline}
    quantity: dict[str, Callable[[str], tuple[str, str | None] | None]] = {"fenjie": ours_quantity}
    if find_spec("jionlp"):
        deadline["jionlp"] = jionlp_deadline
    if find_spec("quantulum3"):
        quantity["quantulum3"] = quantulum_quantity
    phrases = [phrase for phrase, _ in DEADLINES]
    dated = {name: [call(phrase) for phrase in phrases] for name, call in deadline.items()}
    _table("deadlines", [end for _, end in DEADLINES], dated, phrases)
    sentences = [sentence for sentence, _, _ in QUANTITIES]
    read = {name: [str(call(sentence)) for sentence in sentences] for name, call in quantity.items()}
    _table("quantities", [str((value, unit)) for _, value, unit in QUANTITIES], read, sentences)


if __name__ == "__main__":
    main()
