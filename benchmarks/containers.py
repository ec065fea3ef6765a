"""Put one notice into every container: what its text file says, typed, numbered by Word, laid out as a table, printed, scanned."""

from __future__ import annotations

import base64
import html
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from samples.docx_layout import as_docx
from samples.pdf_layout import FONT, as_pdfs, office
from samples.source import Line
from schemas.breakdown import Task, TaskBreakdown

WIDTH = 34
"""Characters of a hard-wrapped line."""
TURN = 700
"""Characters of a page of a text file that was copied from pages."""
COLUMNS = ("序号", "工作任务", "工作措施", "牵头领导", "责任部门")


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the paragraphs of a reading text as lines of a sample, told apart by their numbers.

    >>> [line.kind for line in lines_of("某某区民政局文件\\n一、养老\\n1.新建食堂2家。")]
    ['body', 'h1', 'task']
    """
    return tuple(Line(_kind(line), line) for line in text.split("\n") if line.strip())


def texts(text: str, written: str) -> dict[str, bytes]:
    """Return the notice as text files: in another encoding as it was `written`, its reading text wrapped and with turned pages."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    found = {"txt, GB18030": written.encode("gb18030"), "txt, UTF-16": written.encode("utf-16")}
    # The rows of a table are cut by no margin and by no page.
    if "\t" not in text:
        found["txt, hard-wrapped"] = "\n".join(map(_wrapped, paragraphs)).encode()
        found["txt, pages turned"] = _turned(paragraphs).encode()
    return found


def documents(lines: Sequence[Line]) -> dict[str, bytes]:
    """Return the notice as Word documents with typed numbers and, where its numbers run on, with automatic ones."""
    found = {"docx, typed": as_docx(lines)}
    if runs_on(lines):
        found["docx, automatic"] = as_docx(lines, automatic=True)
    return found


def runs_on(lines: Sequence[Line]) -> bool:
    """Return whether the numbers are those that Word would set by itself: headings from 一、, tasks from 1 without a break."""
    headings = [line.text.split("、")[0] for line in lines if line.kind == "h1"]
    tasks = [re.match(r"\d+", line.text) for line in lines if line.kind == "task"]
    numbers = "一二三四五六七八九十"
    return (
        headings == list(numbers[: len(headings)])
        and [int(match[0]) for match in tasks if match] == list(range(1, len(tasks) + 1))
        and not any(line.kind == "h2" for line in lines)
    )


def table_of(breakdown: TaskBreakdown, lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """Return the notice with its tasks as the rows of a table, None where its columns do not hold what their clauses say."""
    tasks = breakdown.tasks
    if not tasks or not all(map(_fits, tasks)):
        return None
    start = breakdown.text.count("\n", 0, min(item.evidence.start for item in (*breakdown.sections, *tasks)))
    rows = [Line("header", "|".join(COLUMNS))]
    sections = {section.id: section for section in breakdown.sections}
    last = None
    for task in tasks:
        if task.section != last and task.section is not None:
            rows.append(Line("span", f"{sections[task.section].label}{sections[task.section].title}"))
            last = task.section
        rows.append(Line("row", "|".join(_cells(task))))
    return (*lines[:start], *rows)


def web_page(lines: Sequence[Line]) -> bytes:
    """Return the notice as a saved web page, with navigation around it."""
    parts = []
    for line in lines:
        if line.kind in ("header", "row", "span"):
            cells = (line.text,) if line.kind == "span" else line.cells
            span = f' colspan="{len(COLUMNS)}"' if line.kind == "span" else ""
            row = "<tr>" + "".join(f"<td{span}>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
            parts.append(f"<table>{row}" if line.kind == "header" else row)
        else:
            parts.append(f"<p>　　{html.escape(line.whole)}</p>")
    body = "\n".join(parts)
    if "<table>" in body:
        body += "</table>"
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知</title><script>var a = 1;</script></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/zwgk'>政务公开</a><a href='/hd'>互动交流</a></div>"
        f"<div class='article' id='zoom'>{body}</div>"
        "<div class='footer'><a href='/map'>网站地图</a> 主办单位：某某区人民政府</div></body></html>"
    )
    return page.encode()


def workbook(lines: Sequence[Line]) -> bytes:
    """Return the notice's table as a sheet, what stands above it in merged rows."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务分解表"
    for number, line in enumerate(lines, 1):
        cells = line.cells if line.kind in ("header", "row") else (line.whole,)
        for column, cell in enumerate(cells, 1):
            sheet.cell(number, column, cell)
        if len(cells) == 1:
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(COLUMNS))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def markdown(lines: Sequence[Line]) -> bytes:
    """Return the notice as Markdown: headings marked, a table in pipes."""
    parts = []
    for line in lines:
        if line.kind in ("header", "row", "span"):
            cells = (line.text, *[""] * (len(COLUMNS) - 1)) if line.kind == "span" else line.cells
            parts.append("| " + " | ".join(cells) + " |" + ("\n" + "|---" * len(cells) + "|" if line.kind == "header" else ""))
        else:
            parts.append({"h1": "## ", "h2": "### "}.get(line.kind, "") + line.whole + "\n")
    return "\n".join(parts).encode()


def mails(page: bytes, document: bytes) -> dict[str, bytes]:
    """Return the notice sent by mail: as the mail's own page, and as a Word document beside a covering note."""
    found = {}
    for name, attached in (("eml, body", False), ("eml, attachment", True)):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "office@example.org", "all@example.org", "关于印发工作要点的通知"
        mail["Date"], mail["MIME-Version"] = "Wed, 01 Jan 2025 09:00:00 +0800", "1.0"
        if attached:
            mail.set_content("各科室：\n通知见附件，请查收。\n", charset="gb18030", cte="base64")
            mail.add_attachment(document, maintype="application", subtype="octet-stream", filename="工作要点通知.docx")
        else:
            mail.set_content("请用支持网页的程序打开。\n", charset="gb18030", cte="base64")
            mail.add_alternative(page.decode(), subtype="html", charset="utf-8", cte="quoted-printable")
        found[name] = mail.as_bytes()
    return found


def archive(document: bytes) -> bytes:
    """Return a Word document in a folder of a zip file, the names in GBK as Chinese systems write them."""
    name = "2025年/工作要点通知.docx"
    # zipfile writes a name beyond ASCII as UTF-8 only; a stand-in of the same length gives its place to the GBK bytes.
    stand_in = "x" * len(name.encode("gbk"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr(zipfile.ZipInfo(stand_in), document)
    return made.getvalue().replace(stand_in.encode(), name.encode("gbk"))


def web_pages(page: bytes) -> dict[str, bytes]:
    """Return a saved page in GBK, and as one file with everything in it (.mht)."""
    told = page.replace(b"charset='utf-8'", b"charset='gb2312'").decode().encode("gb18030")
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\nContent-Type: text/html; charset=\"utf-8\"\n"
    return {
        "html, GB18030": told,
        "mht": head + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(page) + b"\n--x--\n",
    }


def converted(documents: Mapping[str, bytes], ending: str, *, of: str = "docx", seconds: int = 300) -> dict[str, bytes]:
    """Return Word documents (or workbooks) saved by LibreOffice under another ending, by the same names."""
    program = office()
    if program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for place, content in enumerate(documents.values()):
            (work / f"{place}.{of}").write_bytes(content)
        out = work / "out"
        command = [
            program, "--headless", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--convert-to", ending,
            "--outdir", str(out), *(str(work / f"{place}.{of}") for place in range(len(documents))),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=seconds)
        return {name: (out / f"{place}.{ending}").read_bytes() for place, name in enumerate(documents)}


def printed(lines: Mapping[str, Sequence[Line]]) -> dict[str, bytes]:
    """Return notices as pdf files with a running header and page numbers."""
    if office() is None or shutil.which("fc-match") is None:
        return {}
    return as_pdfs({name: as_docx(part, running_header="内部资料　注意保存", font=FONT) for name, part in lines.items()})


def unruled(document: bytes) -> bytes:
    """Return a Word document whose tables draw no lines."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                content = content.replace(b'<w:tblStyle w:val="TableGrid"/>', b"")
            target.writestr(member, content)
    return made.getvalue()


def scanned(pdf: bytes, *, rough: bool = False, dots: int = 200, pages: int | None = None) -> bytes:
    """Return a pdf of pictures of a pdf's pages; a rough one is turned by a degree and a half, blurred, grey and noisy."""
    frames = pictures(pdf, rough=rough, dots=dots, pages=pages)
    made = io.BytesIO()
    frames[0].save(made, "PDF", save_all=True, append_images=frames[1:], resolution=dots)
    return made.getvalue()


def pictures(pdf: bytes, *, rough: bool = False, dots: int = 200, pages: int | None = None) -> list[Any]:
    """Return the pages of a pdf as pictures (Pillow), the same each time."""
    import numpy as np
    import pypdfium2
    from PIL import Image, ImageFilter

    noise = np.random.default_rng(7)
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(min(len(document), pages or len(document))):
        frame = document[number].render(scale=dots / 72, grayscale=True).to_pil().convert("L")
        if rough:
            frame = frame.rotate(1.5 if number % 2 == 0 else -1.2, Image.Resampling.BICUBIC, fillcolor=255)
            grey = np.asarray(frame.filter(ImageFilter.GaussianBlur(1.1))).astype(float) * 0.82 + 28
            grey += noise.normal(0, 14, grey.shape) - np.linspace(0, 25, grey.shape[1])[None]
            specks = noise.random(grey.shape)
            grey[specks < 0.001], grey[specks > 0.999] = 0, 255
            frame = Image.fromarray(grey.clip(0, 255).astype("uint8"))
        found.append(frame)
    return found


def _fits(task: Task) -> bool:
    """Return whether a task has a number, 牵头领导 and 责任部门, and parties of no other role."""
    return bool(
        task.number and task.lead_officials and task.departments
        and all(person.role == "lead" for person in task.lead_officials)
        and all(unit.role == "responsible" for unit in task.departments)
    )


def _cells(task: Task) -> tuple[str, ...]:
    people = "、".join(person.name for person in task.lead_officials)
    units = "、".join(unit.name for unit in task.departments)
    return (task.number or "", task.title, task.body.replace("\n", ""), people, units)


def _kind(line: str) -> str:
    for kind, pattern in _kinds():
        if pattern.match(line):
            return kind
    return "body"


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # 一、聚焦“多元” / （一）强化保障 / 12. 办好实事。
    return (
        ("h1", re.compile(r"[一二三四五六七八九十]{1,3}、")),
        ("h2", re.compile(r"（[一二三四五六七八九十]{1,3}）")),
        ("task", re.compile(r"\d{1,3}[.．、](?!\d)")),
    )


def _wrapped(paragraph: str) -> str:
    """Return a paragraph with an indent, broken at a fixed width: no line begins with a comma or a full stop."""
    rest = "　　" + paragraph
    lines = []
    while len(rest) > WIDTH:
        end = WIDTH
        while end < len(rest) and rest[end] in "，。、；：）》” " and end < WIDTH + 3:
            end += 1
        lines.append(rest[:end])
        rest = rest[end:]
    return "\n".join([*lines, rest] if rest else lines)


def _turned(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs with a page's number and a page turn after every so many characters."""
    whole = "\n\n".join(paragraphs)
    parts = [whole[start : start + TURN] for start in range(0, len(whole), TURN)]
    return "".join(
        part.rstrip("\n") + (f"\n\n— {number} —\n\n" if number < len(parts) else "\n") for number, part in enumerate(parts, 1)
    )
