"""The pipeline a competent person writes in an afternoon: what fenjie is measured against.

pdfplumber and python-docx read, regexes find sections, tasks and clauses, spaCy's Matcher over jieba's words finds
quantities, pandas writes. Honest work: it joins the lines of a page, knows both bracket widths, tables, labels and
the commonest verb clauses. It has no evidence, no account, no brackets scanner and no memory of what it left out.

    python -m benchmarks.naive FILE… -o DIR
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SECTION = re.compile(r"^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s*(.+)$")
TASK = re.compile(r"^(\d+)\s*[.．、]\s*(.+)$", re.DOTALL)
PAGE_NUMBER = re.compile(r"^\s*[—–-]?\s*\d{1,3}\s*[—–-]?\s*$")
LABEL = re.compile(r"^(牵头单位|牵头部门|责任单位|责任部门|配合单位|参与单位|完成时限)[：:]\s*(.+)$")
INNER = r"[^（(]*(?:[（(][^）)]*[）)][^（(]*)*"
CLAUSE = re.compile(rf"[（(〔]({INNER}?(?:责任|牵头|负责|配合){INNER})[）)〕]。?$")
LEADER = re.compile(r"牵头领导[：:]\s*([^，,；;：:]+)")
ROLES = (
    ("lead", re.compile(r"牵头(?:单位|部门)[：:]\s*([^；;：:）)]+?)(?=[，,；;]?\s*(?:责任|配合|协办|完成)|$)")),
    ("responsible", re.compile(r"责任(?:单位|部门|科室)[：:]\s*(.+?)(?=[；;]\s*\S+?[：:]|[，,]完成时限|$)")),
    ("supporting", re.compile(r"(?:配合|协办|参与)单位[：:]\s*(.+?)(?=[；;]|[，,]完成时限|$)")),
)
VERBS = (
    ("lead", re.compile(r"^(.+?)(?:分别)?牵头")),
    ("supporting", re.compile(r"牵头[，,、](.+?)(?:配合|参与)")),
    ("responsible", re.compile(r"(?:牵头[，,、]|^)((?:(?!牵头).)+?)(?:等?部门)?(?:按职责分工|分别|具体|按职责)?负责")),
)
DEADLINE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2}日)?(?:底|末)?(?:前|之前|完成)|(年内|年底前|全年)")
UNITS = """家 个 张 户 名 人 人次 万人 万人次 万户 场 次 期 项 座 处 条 块 间 套 亩 万亩 公里 平方米 万平方米 公顷
亿元 万元 元 万吨 吨 % ％ 个百分点 所 部 件 辆 台 支 剂次 万剂次 场次 工作日 个工作日 日 天 倍
""".split()  # noqa: SIM905
ACTIONS = """新建 新增 建成 建设 改造 完成 培训 举办 开展 组织 打造 培育 引进 达到 达 提高 提升 增长 下降 压减 压缩
控制 保持 惠及 募集 选派 注销 推荐 实现 覆盖 争取 开工 接待 盘活 上线 召开 提供 发放 评选 修缮 新登记 新设 纳入
""".split()  # noqa: SIM905
COMPARATORS = {"以上": "at_least", "以内": "at_most", "以下": "at_most", "左右": "about"}
BEFORE = {"不低于": "at_least", "不少于": "at_least", "至少": "at_least", "不超过": "at_most", "不高于": "at_most",
          "超过": "more_than", "突破": "more_than", "约": "about"}
COLUMNS = {"序号": "number", "目标任务": "title", "工作任务": "title", "主要任务": "title", "工作措施": "body",
           "具体措施": "body", "牵头领导": "leaders", "牵头单位": "lead", "责任单位": "responsible",
           "配合单位": "supporting", "完成时限": "deadline"}


@dataclass
class Found:
    """A task as the afternoon's script sees it."""

    number: str | None
    title: str
    section: str | None
    body: str
    leaders: list[str] = field(default_factory=list)
    departments: list[tuple[str, str]] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)


def extract(path: Path) -> dict[str, Any]:
    """Return sections and tasks of a notice as plain dictionaries."""
    lines, tables = read(path)
    year = plan_year(lines)
    sections, tasks = from_tables(tables, year) if tables else ([], [])
    if not tasks:
        sections, tasks = from_lines(lines, year)
    return {"name": path.name, "title": title_of(lines), "plan_year": year, "sections": sections,
            "tasks": [task.__dict__ for task in tasks]}


def read(path: Path) -> tuple[list[str], list[list[list[str]]]]:
    """Return the lines and tables of a file."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        return [paragraph.text.strip() for paragraph in document.paragraphs], tables
    if suffix == ".pdf":
        import pdfplumber

        lines: list[str] = []
        tables = []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                lines += [line for line in (page.extract_text() or "").splitlines() if not PAGE_NUMBER.match(line)]
                for table in page.extract_tables():
                    tables.append([[(cell or "").replace("\n", "") for cell in row] for row in table])
        return lines, tables
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return [line.strip() for line in text.splitlines() if line.strip() and not PAGE_NUMBER.match(line)], []


def join(lines: list[str]) -> list[str]:
    """Join lines that begin neither a section, nor a task, nor a label to the line above."""
    units: list[str] = []
    inside = False
    for line in lines:
        if SECTION.match(line) or TASK.match(line) or LABEL.match(line):
            units.append(line)
            inside = True
        elif inside and (not units[-1].endswith(("。", "）", ")")) or TASK.match(units[-1])):
            units[-1] += line
        else:
            units.append(line)
    return units


def from_lines(lines: list[str], year: int | None) -> tuple[list[dict[str, str]], list[Found]]:
    """Return sections and tasks of running text."""
    sections: list[dict[str, str]] = []
    tasks: list[Found] = []
    for unit in join(lines):
        if found := SECTION.match(unit):
            sections.append({"label": found[1], "title": found[2].split("。")[0]})
        elif found := TASK.match(unit):
            tasks.append(task_of(found[1], found[2], sections[-1]["title"] if sections else None, year))
        elif (found := LABEL.match(unit)) and tasks:
            add_label(tasks[-1], found[1], found[2], year)
    return sections, tasks


def task_of(number: str, text: str, section: str | None, year: int | None) -> Found:
    """Return the task of a numbered paragraph."""
    clause = CLAUSE.search(text)
    body = text[: clause.start()] if clause else text
    title, _, rest = body.partition("。")
    task = Found(number, title.strip(), section, rest.strip())
    if clause:
        inner = clause[1]
        if leaders := LEADER.search(inner):
            task.leaders = split(leaders[1])
        for role, pattern in ROLES if re.search("[：:]", inner) else VERBS:
            if names := pattern.search(inner):
                task.departments += [(name, role) for name in split(names[1])]
        task.deadlines += deadlines(inner, year)
    task.deadlines = sorted({*task.deadlines, *deadlines(body, year)})
    task.targets = targets(body)
    return task


def from_tables(tables: list[list[list[str]]], year: int | None) -> tuple[list[dict[str, str]], list[Found]]:
    """Return sections and tasks of tables whose head names roles."""
    sections: list[dict[str, str]] = []
    tasks: list[Found] = []
    names: list[str | None] = []
    last: dict[str, str] = {}
    for row in (row for table in tables for row in table):
        cells = [re.sub(r"\s+", "", cell) for cell in row]
        heads = [COLUMNS.get(cell) for cell in cells]
        if sum(head is not None for head in heads) >= 3:
            names = heads
            continue
        if not names:
            continue
        filled = {cell for cell in cells if cell}
        if len(filled) == 1 and (found := SECTION.match(filled.pop())):
            sections.append({"label": found[1], "title": found[2]})
            continue
        values = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        for name in ("leaders", "deadline"):
            values[name] = values.get(name) or last.get(name, "")
        last = values
        if not values.get("number", "").isdigit():
            continue
        task = Found(values["number"], values.get("title", ""), sections[-1]["title"] if sections else None,
                     values.get("body", ""), split(values["leaders"]))
        for role in ("lead", "responsible", "supporting"):
            task.departments += [(name, role) for name in split(values.get(role, ""))]
        task.deadlines = deadlines(values["deadline"] + "前", year)
        task.targets = targets(task.body)
        tasks.append(task)
    return sections, tasks


def add_label(task: Found, label: str, text: str, year: int | None) -> None:
    """Add a line such as 牵头单位：… to the task above it."""
    if label == "完成时限":
        task.deadlines += deadlines(text + "前", year)
        return
    role = "lead" if label.startswith("牵头") else "responsible" if label.startswith("责任") else "supporting"
    task.departments += [(name, role) for name in split(text)]


def split(names: str) -> list[str]:
    """Return the names of a list."""
    return [name.strip() for name in re.split(r"[、，,]", names.strip("。 ")) if name.strip()]


def deadlines(text: str, year: int | None) -> list[str]:
    """Return the dates a text sets, as ISO dates."""
    dates = []
    for found in DEADLINE.finditer(text):
        when = int(found[1]) if found[1] else year
        if when is None:
            continue
        if found[4]:
            dates.append(f"{when}-12-31")
        elif 1 <= int(found[2]) <= 12:
            import calendar

            month = int(found[2])
            day = int(found[3][:-1]) if found[3] else calendar.monthrange(when, month)[1]
            dates.append(f"{when}-{month:02}-{day:02}")
    return sorted(set(dates))


@cache
def _nlp() -> Any:
    """Return a blank Chinese pipeline that cuts words by jieba, and the Matcher of quantities."""
    import jieba
    import spacy
    from spacy.matcher import Matcher

    jieba.setLogLevel("WARNING")
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.initialize()
    matcher = Matcher(nlp.vocab)
    number = {"TEXT": {"REGEX": r"^\d+(\.\d+)?$"}}
    matcher.add("quantity", [
        [{"TEXT": {"REGEX": r"^\d+(\.\d+)?[%％]$"}}],
        [number, {"TEXT": {"IN": UNITS}}],
        [number, {"TEXT": {"IN": ["万", "亿", "个"]}}, {"TEXT": {"IN": [*UNITS, "百分点", "元", "人", "工作日"]}}],
    ])
    return nlp, matcher


def targets(text: str) -> list[dict[str, Any]]:
    """Return the quantities of a text: spaCy's Matcher finds them, jieba's parts of speech tell the verb before them."""
    import jieba.posseg

    nlp, matcher = _nlp()
    found: list[dict[str, Any]] = []
    for sentence in re.split(r"[。；;]", text):
        sentence = sentence.replace(" ", "")
        if not sentence:
            continue
        verbs = {pair.word for pair in jieba.posseg.cut(sentence) if pair.flag.startswith("v")}
        document = nlp(sentence)
        if "全覆盖" in sentence:
            what = sentence.split("全覆盖")[0].rpartition("实现")
            found.append(_target("实现", what[0] or what[2], "exactly", 100.0, "%", "coverage"))
        verb: str | None = None
        end = begin = 0
        for _, start, stop in sorted(matcher(document), key=lambda match: (match[1], -match[2])):
            if start < end:
                continue
            words = [token.text for token in document]
            begin = max([begin, *(at + 1 for at in range(start) if words[at] in "，,、")])
            end = stop
            before = "".join(words[begin:start])
            comparator = COMPARATORS.get("".join(words[stop : stop + 1]), "exactly")
            for word, sign in BEFORE.items():
                if before.endswith(word):
                    comparator, before = sign, before.removesuffix(word)
            if begin == 0 or words[begin - 1] != "、":
                verb = None
            action = next((word for word in words[begin:start] if word in ACTIONS or word in verbs), verb)
            verb = action
            indicator = before.replace(action, "", 1) if action else before
            unit = "".join(words[start + 1 : stop])
            measure = ("increase" if action == "增长" else "decrease" if action in ("下降", "压减", "压缩")
                       else "coverage" if "覆盖" in before else "level")
            value, percent = words[start].rstrip("%％"), words[start].strip("0123456789.")
            behind = re.split("[，,、]", "".join(words[stop:]))[0]
            found.append(_target(action, indicator or behind, comparator, float(value), unit or percent, measure))
    return found


def _target(
    action: str | None, indicator: str, comparator: str, value: float, unit: str, measure: str
) -> dict[str, Any]:
    """Return a target."""
    return {"action": action, "indicator": indicator, "comparator": comparator, "value": value, "unit": unit,
            "measure": measure}


def title_of(lines: list[str]) -> str | None:
    """Return the first line that looks like a title."""
    return next((line for line in lines if re.search(r"的通知$|要点|方案$|分解|清单$|报告$", line)), None)


def plan_year(lines: list[str]) -> int | None:
    """Return the first year of the first title-like line."""
    found = re.search(r"(20\d\d)\s*年", title_of(lines) or " ".join(lines[:20]))
    return int(found[1]) if found else None


def write_one(result: dict[str, Any], directory: Path) -> None:
    """Write one document's JSON."""
    path = directory / f"{result['name']}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2), encoding="utf-8")


def write_tables(results: list[dict[str, Any]], directory: Path) -> None:
    """Write tasks.csv and targets.csv over all documents."""
    import pandas as pd

    tasks, quantities = [], []
    for result in results:
        for task in result["tasks"]:
            row = {"document": result["name"], "number": task["number"], "section": task["section"]}
            leaders, names = "、".join(task["leaders"]), "、".join(name for name, _ in task["departments"])
            tasks.append({**row, "title": task["title"], "leaders": leaders, "departments": names})
            quantities += [{**row, **target} for target in task["targets"]]
    pd.DataFrame(tasks).to_csv(directory / "tasks.csv", index=False, encoding="utf-8-sig")
    pd.DataFrame(quantities).to_csv(directory / "targets.csv", index=False, encoding="utf-8-sig")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("output/naive"))
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    results = [extract(path) for path in arguments.files]
    for result in results:
        write_one(result, arguments.output)
    write_tables(results, arguments.output)


if __name__ == "__main__":
    main()
