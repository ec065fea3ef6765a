"""Make notices of thirty tasks from phrase tables, one a seed: `python -m benchmarks.generate -o DIR`."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path
from random import Random

from docx import Document
from docx.shared import Pt

from benchmarks import phrases
from samples.docx_layout import as_docx
from samples.pdf_layout import FONT, as_pdfs
from samples.source import Line
from samples.text_layout import as_text

CACHE = Path("output/benchmark_notices")
TASKS = 30
CONTAINERS = ("txt", "docx", "pdf")
NUMERALS = "一二三四五六七八九十"


def notice(seed: int) -> tuple[Line, ...]:
    """Return a notice in the samples' markup; about 8,500 characters, twelve printed pages."""
    random = Random(seed)
    domain = random.choice(phrases.DOMAINS)
    place = random.choice(phrases.PLACES)
    year = random.randint(2021, 2026)
    district = place[-3:]
    plan = f"{year}年{district}{domain.office[:-1]}工作要点及任务分解"
    labelled = random.random() < 0.7
    counts = _parts(random)
    lines = [
        Line("head", f"{place}{domain.office}文件"),
        Line("number", f"{district[0]}{domain.office[0]}〔{year}〕{random.randint(1, 60)}号"),
        Line("title", f"{district}{domain.office}关于印发《{plan}》的通知"),
        Line("to", "局机关各科室、局属各单位："),
        Line("body", f"《{plan}》已经局党组第{random.randint(2, 9)}次会议审议通过，现印发给你们，请认真贯彻执行。"),
        Line("sign", f"{district}{domain.office}"),
        Line("date", f"{year}年{random.randint(1, 4)}月{random.randint(1, 28)}日"),
        Line("page", ""),
        Line("plan", plan),
        Line("body", f"{random.choice(phrases.FILLERS)}。现将{year}年全区重点工作细化为"
                     f"{len(counts)}方面{TASKS}项任务，分解如下。"),
    ]
    number = 0
    for index, count in enumerate(counts):
        lines.append(Line("h1", f"{NUMERALS[index]}、着力“{random.choice(phrases.AIMS)}”，{phrases.SECTIONS[index]}"))
        for _ in range(count):
            number += 1
            lines.append(Line("task", _task(random, domain, number, year, labelled=labelled)))
    return tuple(lines)


def corpus(folder: Path, count: int, containers: tuple[str, ...] = CONTAINERS) -> dict[str, list[Path]]:
    """Return `count` notices in each container, made where they do not stand in the folder yet."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: [folder / f"notice{seed:03}.{kind}" for seed in range(count)] for kind in containers}
    print_these: dict[str, bytes] = {}
    for seed in range(count):
        lines = notice(seed)
        for kind in containers:
            path = files[kind][seed]
            if path.exists():
                continue
            if kind == "txt":
                path.write_text(as_text(lines), encoding="utf-8", newline="")
            elif kind == "docx":
                path.write_bytes(as_docx(lines))
            else:
                print_these[path.stem] = _set_close(as_docx(lines, font=FONT))
    if print_these:
        for name, content in as_pdfs(print_these, seconds=1800).items():
            (folder / f"{name}.pdf").write_bytes(content)
    return files


def _set_close(docx: bytes) -> bytes:
    """Return a Word document set in 14 points (四号), 24 a line, as long notices are printed."""
    document = Document(BytesIO(docx))
    for paragraph in document.paragraphs:
        if paragraph.paragraph_format.first_line_indent:
            paragraph.paragraph_format.line_spacing = Pt(24)
            for run in paragraph.runs:
                run.font.size = Pt(14)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _parts(random: Random) -> list[int]:
    """Return seven numbers of tasks that add up to TASKS."""
    cuts = sorted(random.sample(range(2, TASKS - 1, 2), len(phrases.SECTIONS) - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, TASKS], strict=True)]


def _task(random: Random, domain: phrases.Domain, number: int, year: int, *, labelled: bool) -> str:
    """Return a task: title, sentences with and without figures, clause."""
    title = random.choice(phrases.TITLES).format(work=random.choice(domain.works))
    sentences = random.sample(phrases.FILLERS, random.choice((4, 4, 5)))
    things = random.sample(domain.things, random.randint(1, 3))
    counted = "，".join(f"{verb}{thing}{_amount(random)}{unit}{random.choice(('', '', '以上', '左右'))}"
                       for verb, thing, unit in things)
    sentences.insert(1, counted)
    if random.random() < 0.6:
        share = random.choice(domain.shares)
        form = random.choice(("{}达到{}%", "{}不低于{}%", "{}提高到{}%以上", "{}达{}%左右"))
        sentences.insert(2, form.format(share, random.randint(40, 99)))
    if random.random() < 0.25:
        sentences.append(random.choice(phrases.RHYTHMS))
    if random.random() < 0.3:
        sentences.append(f"{random.choice(('6月底前', '9月底前', '年底前', '年内'))}完成阶段性评估")
    clause = _labelled(random, domain) if labelled else _verbal(random, domain, year)
    return f"{number}. {title}。{'。'.join(sentences)}。{clause}"


def _amount(random: Random) -> int:
    """Return a figure as plans like them."""
    return random.choice((random.randint(1, 20), random.randint(3, 40) * 10, random.randint(6, 50) * 100))


def _labelled(random: Random, domain: phrases.Domain) -> str:
    """Return （牵头领导：…，责任部门：…）, at times in half-width brackets."""
    leaders = "、".join(random.sample(phrases.PEOPLE, random.choice((1, 1, 1, 2))))
    units = "、".join(random.sample(domain.units, random.randint(1, 3)))
    if random.random() < 0.3:
        units += random.choice(("、", "，")) + random.choice(phrases.COLLECTIVES)
    opening, closing = random.choice((("（", "）"), ("（", "）"), ("(", ")")))
    return f"{opening}牵头领导：{leaders}，责任部门：{units}{closing}"


def _verbal(random: Random, domain: phrases.Domain, year: int) -> str:
    """Return （A牵头，B、C按职责分工负责，…完成）."""
    lead, *others = random.sample(domain.units, random.randint(2, 4))
    verb = random.choice(("配合", "按职责分工负责", "参与"))
    due = random.choice(("", f"，{year}年{random.randint(5, 12)}月底前完成"))
    return f"（{lead}牵头，{'、'.join(others)}{verb}{due}）"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=CACHE)
    parser.add_argument("-n", "--count", type=int, default=100)
    arguments = parser.parse_args()
    for kind, paths in corpus(arguments.output, arguments.count).items():
        print(f"{kind}: {len(paths)} files, {sum(path.stat().st_size for path in paths) / len(paths):,.0f} bytes each")


if __name__ == "__main__":
    main()
