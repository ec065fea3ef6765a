"""Lay a sample out as a Word document in the manner of an official notice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from samples.source import Line

MOMENT = datetime(2025, 1, 1, tzinfo=UTC)
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
WIDTHS = (14, 30, 82, 20, 36, 38, 23)
"""Of the columns of a 任务分解表 on A4 laid across, in millimetres."""
TEXT_WIDTH = sum(WIDTHS)
HEADINGS, TASKS = 90, 91
"""Ids of our two lists: headings of two levels, and tasks that count on through all sections."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of line is set: font, size in points, alignment."""

    font: str
    size: float
    align: str = "indent"
    red: bool = False


LOOKS = {
    "head": Look("方正小标宋简体", 30, "center", red=True),
    "number": Look("仿宋_GB2312", 16, "center"),
    "title": Look("方正小标宋简体", 22, "center"),
    "plan": Look("方正小标宋简体", 22, "center"),
    "center": Look("楷体_GB2312", 16, "center"),
    "to": Look("仿宋_GB2312", 16, "left"),
    "sign": Look("仿宋_GB2312", 16, "right"),
    "date": Look("仿宋_GB2312", 16, "right"),
    "h1": Look("黑体", 16),
    "h2": Look("楷体_GB2312", 16),
    "note": Look("仿宋_GB2312", 12),
}
BODY = Look("仿宋_GB2312", 16)
ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "left": WD_ALIGN_PARAGRAPH.LEFT, "indent": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def as_docx(
    lines: Sequence[Line], *, automatic: bool = False, running_header: str | None = None, font: str | None = None
) -> bytes:
    """Return the bytes of a Word document, the same for the same lines.

    `automatic` leaves numbers to Word's numbering; `font` replaces every font (for a machine that lacks them).
    """
    document = docx.Document()
    core = document.core_properties
    core.author = core.last_modified_by = ""
    core.title = ""
    core.comments = ""
    core.created = core.modified = MOMENT
    tables = [line for line in lines if line.kind == "header"]
    _set_page(document.sections[0], landscape=bool(tables))
    _set_footer(document.sections[0], font)
    if running_header:
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, running_header, Look("楷体_GB2312", 10.5), font)
    if automatic:
        _define_lists(document)
    rows: list[Line] = []
    for line in lines:
        if line.kind in ("header", "row", "span"):
            rows.append(line)
            continue
        if rows:
            _add_table(document, rows, font)
            rows = []
        _add_paragraph(document, line, font, automatic=automatic)
    if rows:
        _add_table(document, rows, font)
    return _fixed_zip(document)


def _set_page(section: Any, *, landscape: bool) -> None:
    """Set A4 and the margins of an official document."""
    width, height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _set_footer(section: Any, font: str | None) -> None:
    """Print — 3 — at the foot of each page."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    look = Look("宋体", 14)
    _write(paragraph, "— ", look, font)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _write(paragraph, "1", look, font)
    field.append(paragraph.runs[-1]._r)
    _write(paragraph, " —", look, font)


def _add_paragraph(document: Any, line: Line, font: str | None, *, automatic: bool) -> None:
    """Add one line outside a table."""
    if line.kind == "page":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    look = LOOKS.get(line.kind, BODY)
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN[look.align]
    paragraph.paragraph_format.line_spacing = Pt(look.size * 1.75)
    if look.align == "indent":
        paragraph.paragraph_format.first_line_indent = Pt(look.size * 2)
    numbered = automatic and line.kind in ("h1", "h2", "task")
    _write(paragraph, line.without_number() if numbered else line.whole, look, font)
    if numbered:
        number, level = (TASKS, 0) if line.kind == "task" else (HEADINGS, 0 if line.kind == "h1" else 1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number


def _write(paragraph: Any, text: str, look: Look, font: str | None) -> None:
    """Add a run in a look."""
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    name = font or look.font
    run.font.name = font or "Times New Roman"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
    if look.red:
        run.font.color.rgb = RGBColor(0xD0, 0, 0)


def _define_lists(document: Any) -> None:
    """Define 一、（一） for headings and 1. for tasks, which counts on through all sections."""
    numbering = document.part.numbering_part.element

    def level(index: int, style: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )

    shapes = {
        HEADINGS: level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）"),
        TASKS: level(0, "decimal", "%1. "),
    }
    for number, levels in shapes.items():
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        ))
    for number in shapes:
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        ))


def _add_table(document: Any, rows: Sequence[Line], font: str | None) -> None:
    """Add a table: a head that repeats on each page, rows across it, and cells merged downwards."""
    columns = len(rows[0].cells)
    table = document.add_table(rows=len(rows), cols=columns, style="Table Grid")
    grid: list[list[_Cell]] = [list(row.cells) for row in table.rows]
    for index, line in enumerate(rows):
        if line.kind == "span":
            merged = grid[index][0].merge(grid[index][-1])
            _fill(merged, line.whole, Look("黑体", 12), font)
            continue
        if line.kind == "header":
            mark = OxmlElement("w:tblHeader")
            table.rows[index]._tr.get_or_add_trPr().append(mark)
        for column, text in enumerate(line.cells):
            if text in ("^", ">"):
                continue
            last, right = index, column
            while last + 1 < len(rows) and rows[last + 1].kind != "span" and rows[last + 1].cells[column] == "^":
                last += 1
            while right + 1 < columns and line.cells[right + 1] == ">":
                right += 1
            cell = grid[index][column]
            if (last, right) != (index, column):
                cell = cell.merge(grid[last][right])
            _fill(cell, text, Look("黑体" if line.kind == "header" else "仿宋_GB2312", 12), font)
    table.autofit = False
    # A table of other columns gives most of the width to its third, which holds the words of the tasks.
    share = (TEXT_WIDTH - 110) / max(1, columns - 1)
    widths = WIDTHS if columns == len(WIDTHS) else tuple(110 if place == 2 else share for place in range(columns))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for index, line in enumerate(rows):
        if line.kind != "span":
            for cell, width in zip(grid[index], widths, strict=True):
                cell.width = Mm(width)


def _fill(cell: _Cell, text: str, look: Look, font: str | None) -> None:
    """Write a cell's paragraphs, parted by ⏎ in the source."""
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    first, *others = text.split("⏎")
    paragraphs = [(cell.paragraphs[0], first), *((cell.add_paragraph(), part) for part in others)]
    for paragraph, part in paragraphs:
        paragraph.paragraph_format.line_spacing = Pt(20)
        _write(paragraph, part, look, font)


def _fixed_zip(document: Any) -> bytes:
    """Return the document's bytes with the same moment on every part."""
    made = io.BytesIO()
    document.save(made)
    fixed = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
