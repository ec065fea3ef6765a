"""Write a comparison as one HTML file that opens offline: charts, tasks side by side, targets, outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from pipeline.comparison import charts
from pipeline.comparison.labels import (
    CHANGES,
    COLOURS,
    DEMANDS,
    STATUSES,
    describe_change,
    describe_note,
    describe_outcome,
    describe_value,
    plain,
    steps_of,
)
from pipeline.comparison.report_page import SCRIPT, STYLE
from pipeline.comparison.tables import joined, renamed, year_of
from pipeline.export.atomic import write_text
from schemas.comparison import Both, Chain, Comparison, PartyChange, PartyKind, TargetChange, TaskChange

MOST_BARS = 40
MOST_LINES = 60


def write_report(compared: Comparison | Chain, path: Path) -> Path:
    """Write the report and return its path. Raises OutputError."""
    return write_text(path, print_report(compared))


def print_report(compared: Comparison | Chain) -> str:
    """Return the report: one HTML page with its styles, charts and script inside; it fetches nothing."""
    steps = steps_of(compared)
    years = [year_of(steps[0], older=True), *(year_of(step, older=False) for step in steps)]
    title = f"{steps[-1].after.title or steps[-1].after.source.name} · 年度对照 {' → '.join(years)}"
    body = "".join(_step(step, at, chained=len(steps) > 1) for at, step in enumerate(steps))
    series = _series(compared) if isinstance(compared, Chain) else ""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>{series}{body}<script>{SCRIPT}</script></body></html>\n"
    )


def _step(step: Comparison, at: int, *, chained: bool) -> str:
    before, after = year_of(step, older=True), year_of(step, older=False)
    heading = f"<h2>{escape(before)} → {escape(after)}</h2>" if chained else ""
    return (
        f'<section class="step">{heading}{_summary(step)}{_target_charts(step)}'
        f"{_load_chart(step, 'official', '领导任务量', before, after)}{_load_chart(step, 'department', '单位任务量', before, after)}"
        f"{_tasks(step, at)}{_targets(step)}{_outcomes(step)}</section>"
    )


def _summary(step: Comparison) -> str:
    counts = [(label, getattr(step.summary, status), COLOURS[status]) for status, label in STATUSES.items()]
    files = "".join(
        f"<tr><th>{label}</th><td>{escape(side.title or '')}</td><td>{escape(side.source.name)}</td></tr>"
        for label, side in (("原文件", step.before), ("新文件", step.after))
    )
    lines = [f'<li class="note">{escape(describe_note(note))}</li>' for note in step.notes]
    lines += [
        f"<li>{escape(one.before)}的 {one.tasks} 项任务全部由{escape(one.after)}接任</li>" for one in step.handovers
    ]
    lines += [f"<li>{escape(one.before)} 更名为 {escape(one.after)}（{one.tasks} 项任务）</li>" for one in step.renamings]
    doubts = sum(task.uncertain for task in step.tasks)
    if doubts:
        lines.append(f'<li class="note">{doubts} 项任务的对应关系存疑，未予关联，请人工判断</li>')
    return (
        f'<table class="files">{files}</table>{charts.shares(counts, title="任务变化")}'
        f"{'<ul>' + ''.join(lines) + '</ul>' if lines else ''}"
    )


def _target_charts(step: Comparison) -> str:
    changes = [change for task in step.tasks for change in task.targets] + list(step.targets)
    moved = [change for change in changes if change.status in ("raised", "lowered") and change.ratio]
    moved.sort(key=lambda change: (-abs(float(change.ratio or 0)), change.indicator))
    counts = [(label, sum(c.status == s for c in changes), COLOURS[s]) for s, label in CHANGES.items()]
    if not changes:
        return "<h3>目标变化</h3><p>两份文件都没有量化目标。</p>"
    bars = [
        (
            change.indicator,
            # One target that rose a hundredfold must not flatten all others.
            max(-1.0, min(1.0, float(change.ratio or 0))),
            f"{float(change.ratio or 0):+.1%}（{describe_value(change, older=True)} → {describe_value(change, older=False)}）",
        )
        for change in sorted(moved[:MOST_BARS], key=lambda change: (-float(change.ratio or 0), change.indicator))
    ]
    more = f"<p>另有 {len(moved) - MOST_BARS} 项见下表。</p>" if len(moved) > MOST_BARS else ""
    chart = charts.diverging(bars, title="目标提高与降低（幅度超过 100% 的按 100% 画）") if bars else ""
    return f"<h3>目标变化</h3>{charts.shares(counts, title='目标变化')}{chart}{more}"


def _load_chart(step: Comparison, kind: PartyKind, title: str, before: str, after: str) -> str:
    loads = [(load.name, load.before_tasks, load.after_tasks) for load in step.loads if load.kind == kind]
    if not loads:
        return ""
    more = f"<p>另有 {len(loads) - MOST_BARS} 个未画出。</p>" if len(loads) > MOST_BARS else ""
    return f"<h3>{title}</h3>{charts.paired(loads[:MOST_BARS], title=title, before=before, after=after)}{more}"


def _tasks(step: Comparison, at: int) -> str:
    boxes = "".join(
        f'<label style="background:{COLOURS[status]}"><input type="checkbox" checked value="{status}">'
        f"{label} {getattr(step.summary, status)}</label>"
        for status, label in STATUSES.items()
    )
    rows = "".join(_task(task) for task in step.tasks)
    return (
        f'<h3>任务对照</h3><div class="filter" data-for="tasks{at}">{boxes}'
        f'<input type="search" placeholder="筛选…" aria-label="筛选"></div><table class="wide" id="tasks{at}"><thead><tr>'
        "<th>变化</th><th>原任务</th><th>新任务</th><th>目标</th><th>责任</th><th>依据</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _task(task: TaskChange) -> str:
    mark = "<br><b>存疑</b>" if task.uncertain else ""
    likeness = f"<br><small>{task.similarity:.2f}</small>" if task.similarity is not None else ""
    targets = "".join(
        f'<div style="background:{COLOURS[change.status]}">{escape(describe_change(change))}</div>'
        for change in task.targets
        if change.status != "kept"
    )
    return (
        f'<tr data-status="{task.status}"><td style="background:{COLOURS[task.status]}">{STATUSES[task.status]}{mark}{likeness}</td>'
        f"<td>{_titles(task.number.before, task.title.before, task.section)}</td>"
        f"<td>{_titles(task.number.after, task.title.after, task.section, newer=True)}</td>"
        f"<td>{targets}</td><td>{'<br>'.join(_parties(task))}</td><td><small>{_why(task)}</small></td></tr>"
    )


def _titles(numbers: Iterable[str | None], titles: Iterable[str | None], section: Both, *, newer: bool = False) -> str:
    place = joined(section.after if newer else section.before, "；")
    lines = [
        f"{escape(number + '. ' if number else '')}{escape(title or '')}"
        for number, title in zip(numbers, titles, strict=True)
    ]
    return "<br>".join(lines) + (f"<br><small>{escape(place)}</small>" if lines and place else "")


def _parties(task: TaskChange) -> Iterator[str]:
    if not task.before or not task.after:
        return
    changes: tuple[PartyChange, ...] = (task.lead_officials, task.departments)
    for change in changes:
        if change.added:
            yield "＋" + escape(joined(change.added) or "")
        if change.removed:
            yield "－" + escape(joined(change.removed) or "")
        if change.renamed:
            yield "更名：" + escape(renamed(change) or "")
        if change.roles:
            yield escape(joined(change.roles) or "")


def _why(task: TaskChange) -> str:
    lines = [escape(reason) for reason in task.reasons]
    lines += [
        f"力度{'增强' if change.direction == 'stronger' else '减弱'}：“{escape(change.before_quote)}” → “{escape(change.after_quote)}”"
        for change in task.wording
    ]
    before, after = joined(task.deadlines.before), joined(task.deadlines.after)
    if before != after and task.before and task.after:
        lines.append(f"时限：{escape(before or '无')} → {escape(after or '无')}")
    return "<br>".join(lines)


def _targets(step: Comparison) -> str:
    places: list[tuple[str, tuple[TargetChange, ...]]] = [
        (joined(task.title.after or task.title.before, "；") or "", task.targets) for task in step.tasks
    ]
    rows = "".join(
        f'<tr><td style="background:{COLOURS[change.status]}">{CHANGES[change.status]}</td><td>{escape(change.indicator)}'
        f"<br><small>{escape(title)}</small></td>"
        f'<td title="{escape(change.before_quote or "")}">{escape(describe_value(change, older=True) or "")}</td>'
        f'<td title="{escape(change.after_quote or "")}">{escape(describe_value(change, older=False) or "")}</td>'
        f"<td>{plain(change.difference) if change.difference else ''}</td>"
        f"<td>{format(float(change.ratio), '+.1%') if change.ratio else ''}</td><td>{DEMANDS[change.demand]}</td></tr>"
        for title, changes in [*places, ("任务之外", step.targets)]
        for change in changes
    )
    if not rows:
        return ""
    return (
        '<h3>目标明细</h3><p><small>指针停在数值上可看原文。</small></p><table class="wide"><thead><tr><th>变化</th><th>指标</th>'
        f"<th>原目标</th><th>新目标</th><th>增减</th><th>幅度</th><th>要求</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _outcomes(step: Comparison) -> str:
    reported = [one for one in step.outcomes if one.result_id is not None]
    if not reported:
        return ""
    rows = ""
    for one in reported:
        said, colour = describe_outcome(one.result_id, one.met, one.exceeded)
        rows += (
            f'<tr><td style="background:{colour or "#fff"}">{said}</td><td>{escape(one.indicator)}</td>'
            f"<td>{escape(one.target_quote)}</td><td>{escape(one.result_quote or '')}</td></tr>"
        )
    silent = len(step.outcomes) - len(reported)
    return (
        f"<h3>目标完成情况</h3><p>{len(step.outcomes)} 项原目标中，新文件提及 {len(reported)} 项，未提及 {silent} 项。</p>"
        '<table class="wide"><thead><tr><th>结论</th><th>指标</th><th>目标原文</th><th>结果原文</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _series(chain: Chain) -> str:
    charts_ = "".join(
        f"<figure>{charts.line([y for y, _ in one.values], [None if v is None else float(v) for _, v in one.values], ['' if v is None else plain(v) for _, v in one.values], title=one.indicator)}"  # noqa: E501
        f"<figcaption>{escape(one.indicator)}（{escape(one.unit or '')}）</figcaption></figure>"
        for one in chain.series[:MOST_LINES]
    )
    more = f"<p>另有 {len(chain.series) - MOST_LINES} 项见 series.csv。</p>" if len(chain.series) > MOST_LINES else ""
    return f'<h2>指标序列</h2><div class="series">{charts_}</div>{more}' if chain.series else ""
