"""Fixtures that several packages' tests share: a breakdown made by hand, every field of it in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from schemas.breakdown import (
    SCHEMA_VERSION,
    Account,
    Deadline,
    Declared,
    Department,
    Diagnostic,
    Evidence,
    Furniture,
    Header,
    Normalized,
    Number,
    Official,
    PieceOfWork,
    Section,
    Source,
    Target,
    Task,
    TaskBreakdown,
)

TEXT = """云溪区民政局关于印发《2025年云溪民政工作要点》的通知
云民〔2025〕6号
今年共安排1方面2项工作。
一、聚焦“便民”，做实服务
1-2. 建好服务点。新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。（牵头领导：林岚，责任部门：局养老科、区婚姻（收养）登记中心、各街镇）
3.10 办好热线。全年受理12345来电满意率由 90% 提高到 95% 以上。（责任部门：局办公室）
去年完成培训300人次。到2025年，注册志愿者达到3—5万人。
"""  # noqa: E501


@pytest.fixture
def breakdown() -> TaskBreakdown:
    """A small notice of a fictional office: two tasks, targets inside and outside them, a result, a doubt."""
    return _build(TEXT, "notice.docx", "a" * 64)


@pytest.fixture
def build_breakdown() -> Callable[..., TaskBreakdown]:
    """The builder itself, for another name or another sha256 of the same notice."""

    def build(name: str = "notice.docx", sha256: str = "a" * 64) -> TaskBreakdown:
        return _build(TEXT, name, sha256)

    return build


def _build(text: str, name: str, sha256: str) -> TaskBreakdown:
    def at(quote: str, rule: str, page: int | None = 1, within: str | None = None) -> Evidence:
        base = 0 if within is None else text.index(within)
        start = text.index(quote, base)
        return Evidence(start, start + len(quote), quote, page, (72.0, 100.25, 300.5, 114.0), rule)

    def target(
        code: str, action: str | None, indicator: str, value: str, unit: str | None, evidence: Evidence, *,
        comparator: str = "exactly", measure: str = "level", value_max: str | None = None, baseline: str | None = None,
        deadline: Deadline | None = None, modality: str | None = None, normalized: Normalized | None = None,
    ) -> Target:
        return Target(
            code, action, indicator, comparator, Decimal(value),  # type: ignore[arg-type]
            None if value_max is None else Decimal(value_max), unit, measure,  # type: ignore[arg-type]
            None if baseline is None else Decimal(baseline), None, deadline, modality, normalized, evidence,
        )

    june = Deadline("6月底前", date(2025, 1, 1), date(2025, 6, 30), at("6月底前", "deadlines.month"))
    first_line, second_line = text.splitlines()[4:6]
    first = Task(
        "t-5f1c", "1-2", "s1", "建好服务点", "新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。",
        (PieceOfWork("新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。",
                     at("新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。", "measures.sentence")),),
        (Official("林岚", "局长", "lead", "牵头领导", at("林岚", "parties.labelled")),),
        (
            Department("局养老科", "lead", "责任部门", False, at("局养老科", "parties.labelled")),
            Department("区婚姻（收养）登记中心", "responsible", "责任部门", False,
                       at("区婚姻（收养）登记中心", "parties.labelled")),
            Department("各街镇", "responsible", "责任部门", True, at("各街镇", "parties.labelled")),
        ),
        (june, Deadline("持续推进", None, None, at("完成", "deadlines.open"))),
        (
            target("g-01", "新建", "社区助餐点", "2", "家", at("新建社区助餐点 2 家", "targets.counted"),
                   deadline=june),
            target("g-02", None, "老年活动室", "5.5", "千平方米", at("老年活动室不少于5.5千平方米", "targets.counted"),
                   comparator="at_least", modality="力争", normalized=Normalized(Decimal(5500), None, "平方米")),
        ),
        at(first_line, "outline.numbered"),
    )
    second = Task(
        "t-9e02", "3.10", "s1", "办好热线", "全年受理12345来电满意率由 90% 提高到 95% 以上。", (), (),
        (Department("局办公室", "responsible", "责任部门", False, at("局办公室", "parties.labelled", None)),), (),
        (target("g-03", "提高", "12345来电满意率", "95", "%", at("满意率由 90% 提高到 95% 以上", "targets.from_to", 2),
                comparator="at_least", measure="increase", baseline="90"),),
        at(second_line, "outline.numbered", 2),
    )
    return TaskBreakdown(
        SCHEMA_VERSION,
        "partial",
        Source(name, sha256, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 2, len(text)),
        text,
        Header(text.splitlines()[0], "2025年云溪民政工作要点", "云民〔2025〕6号", "云溪区民政局", None,
               ("各科室", "各街镇"), date(2025, 2, 17), 2025),
        Declared(1, 2, at("1方面2项", "declared.total")),
        (Section("s1", "一、", "聚焦“便民”，做实服务", 1, None, at("一、聚焦“便民”，做实服务", "outline.section")),),
        (first, second),
        (target("g-04", "达到", "注册志愿者", "3", "万人", at("注册志愿者达到3—5万人", "targets.range", 2),
                comparator="range", value_max="5"),),
        (target("g-05", "培训", "培训", "300", "人次", at("培训300人次", "results.counted", 2)),),
        (
            Number("12345", "contact", at("12345", "numbers.contact", 2)),
            Number("2", "target", at("2", "numbers.target", within="社区助餐点")),
        ),
        Account(len(text), 40, 20, len(text) - 100, 40, 0),
        (Furniture("page_number", "— 1 —", 1),),
        (
            Diagnostic("L201", "error", "number 2 is missing between 1 and 3", "3.10",
                       at("3.10", "checks.numbering", 2)),
            Diagnostic("D103", "info", "1 page numbers, running headers or footers were set aside"),
        ),
    )
