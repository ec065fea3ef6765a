"""The parts of a Word document around its text: page, styles, footer; the same for every 任务分解表."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache

_DOCUMENT = "word/document.xml"


@cache
def shell() -> dict[str, bytes]:
    """Return the parts of an empty document on A4 laid across, the page's number at its foot, by name."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = docx.Document()
    facts = document.core_properties
    facts.author = facts.last_modified_by = facts.title = facts.comments = ""
    facts.created = facts.modified = datetime(2000, 1, 1, tzinfo=UTC)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    foot.add_run(" —")
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as package:
        return {name: package.read(name) for name in package.namelist()}


def body_of(content: str) -> bytes:
    """Return the main part with `content` (WordprocessingML) as its body."""
    before, after = _frame()
    return (before + content + after).encode("utf-8")


@cache
def _frame() -> tuple[str, str]:
    """Return what stands before and after the body's content: namespaces, and the section's page."""
    main = shell()[_DOCUMENT].decode("utf-8")
    body = re.search(r"<w:body>", main)
    page = re.search(r"<w:sectPr\b", main)
    if body is None or page is None:
        raise AssertionError("the template of python-docx has a body and a page")
    return main[: body.end()], main[page.start() :]
