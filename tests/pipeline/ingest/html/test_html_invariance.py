"""The same notice gives the same breakdown from a page as from the file it was made of, whatever the page looks like."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.convert import extract, extract_bytes
from pipeline.ingest import read
from schemas.breakdown import Source, TaskBreakdown
from schemas.document import SourceDocument

SAMPLES = Path(__file__).parents[4] / "samples"
NOTICE = SAMPLES / "qinghe_minzheng_2025.docx"
TABLE = SAMPLES / "lanchuan_zhongdian_2025.docx"

SITE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{charset}"><title>{title}_清河区人民政府门户网站</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2025-03-09 10:21">
<script>var _hmt=[];</script><style>.nav{{color:#fff}}</style></head><body>
<div id="top">欢迎访问清河区人民政府网站 <a href="/login">登录</a> <a href="/wza">无障碍</a></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul>
<div class="position">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/tz">通知公告</a>
</div>
{inside}
<div class="fenxiang"><span>分享到：</span><a href="#">微信</a><a href="#">微博</a></div>
<div>【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</div>
<div class="xg"><h3>相关链接</h3><ul><li><a href="/1.html">清河区民政局2024年工作要点</a></li>
<li><a href="/2.html">一图读懂</a></li></ul></div>
<div id="footer"><p>主办单位：清河区人民政府办公室</p><p>备案号：皖ICP备00000000号　网站标识码：3400000000</p></div>
<script>document.write('<p>一、脚本</p>')</script></body></html>"""


def paragraphs(document: SourceDocument, around: str, joint: str = "") -> str:
    """The document as markup: `around` goes around a paragraph, tables stay tables."""
    made: list[str] = []
    rows: dict[int, list[str]] = {}
    last: int | None = None
    for block in document.blocks:
        words = html.escape(document.text[block.start : block.end])
        if block.cell is None:
            made.append(around.format(words))
            continue
        cell = block.cell
        inner = "".join(f"<p>{line}</p>" for line in words.split("\n"))
        mark = f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{inner}</td>'
        if cell.table != last:
            rows = {}
            made.append("")
        last = cell.table
        rows.setdefault(cell.row, []).append(mark)
        made[-1] = f'<table border=1>{"".join(f"<tr>{chr(10).join(cells)}</tr>" for _, cells in sorted(rows.items()))}</table>'
    return joint.join(made)


def facts(breakdown: TaskBreakdown) -> TaskBreakdown:
    """Everything but what tells of the file: name, digest, furniture, and the notes of reading it."""
    source = Source("", "", "", None, breakdown.source.characters)
    notes = tuple(note for note in breakdown.diagnostics if not note.code.startswith("D"))
    return replace(breakdown, source=source, furniture=(), diagnostics=notes)


SHAPES = {
    "paragraphs": ('<div class="TRS_Editor">{}</div>', "<p style='text-indent: 2em'>{}</p>", "\n"),
    "divs in divs": ('<div class="main"><div class="con"><div>{}</div></div></div>', "<div>{}</div>", ""),
    "breaks and indents": ('<div id="zoom">{}</div>', "　　{}<br>", "\n"),
    "double breaks": ('<td id="UCAP-CONTENT">{}</td>', "{}<br/><br/>", "\n"),
    "no-break indents": ('<div class="detail">{}</div>', "<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>", ""),
    "a frame of tables": (
        "<table><tr><td><table><tr><td>{}</td></tr></table></td><td><iframe src='x'></iframe></td></tr></table>", "<p>{}</p>", "\n",
    ),
    "Word": (
        "<div class=WordSection1>{}</div>",
        "<p class=MsoNormal><span lang=EN-US style='font-family:仿宋'>\n  {}<o:p></o:p></span></p>", "\n\n",
    ),
    "unclosed paragraphs": ("<div id=content>{}</div>", "<p><font face=仿宋>{}", "\n"),
    "spans": ('<article>{}</article>', "<p><span><b></b></span><span>{}</span><!-- p --></p>", ""),
}  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("path", [NOTICE, TABLE], ids=["notice", "table"])
def test_the_page_of_a_notice_gives_what_the_notice_gives(path: Path, shape: str, charset: str) -> None:
    frame, around, joint = SHAPES[shape]
    document, expected = read(path), extract(path)
    page = SITE.format(charset=charset, title=expected.header.title, inside=frame.format(paragraphs(document, around, joint)))
    found = extract_bytes("notice.html", page.encode("utf-8" if charset == "utf-8" else "gb18030"))
    assert found.text == expected.text
    assert facts(found) == facts(expected)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_saved_piece_of_a_page_gives_what_the_notice_gives(shape: str) -> None:
    frame, around, joint = SHAPES[shape]
    found = extract_bytes("notice.html", frame.format(paragraphs(read(NOTICE), around, joint)).encode())
    assert facts(found) == facts(extract(NOTICE))
