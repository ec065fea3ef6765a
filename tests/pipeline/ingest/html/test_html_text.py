"""The paragraphs of a page: breaks, white space, lists, entities, what a browser hides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.ingest import read_bytes
from pipeline.ingest.raw import RawBlock
from schemas.diagnostics import diagnose
from schemas.document import BlockKind, SourceDocument
from schemas.errors import UnreadableFile

Lines = Callable[..., list[str]]
ReadPage = Callable[..., SourceDocument]
PROSE = "坚持便民利民，扎实做好全年民政工作，让群众办事更方便、更满意。"
PAGE = f"<html><head>{{}}</head><body><p>{PROSE}</p><p>新建食堂3家。</p></body></html>"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"<p>{PROSE}</p><div>新建食堂3家。</div>", [PROSE, "新建食堂3家。"]),
        # Bare text beside paragraphs is a paragraph.
        (f"{PROSE}<p>新建食堂3家。</p>", [PROSE, "新建食堂3家。"]),
        (f"{PROSE}<br><br>　　新建食堂3家。<br>", [PROSE, "新建食堂3家。"]),
        (f"{PROSE}<br>　　新建食堂3家。", [PROSE, "新建食堂3家。"]),
        (f"{PROSE}<br>&nbsp;&nbsp;&nbsp;&nbsp;新建食堂3家", [PROSE, "新建食堂3家"]),
        (f"{PROSE[:-1]}<br>&nbsp;&nbsp;&nbsp;&nbsp;新建食堂3家。", [PROSE[:-1], "新建食堂3家。"]),
        ("<p>一、建好站点<br>二、管好站点</p>", ["一、建好站点", "二、管好站点"]),
        ("<p>云溪区民政局<br>2025年2月17日</p>", ["云溪区民政局", "2025年2月17日"]),
        # A title set in two lines is one.
        ("<p align=center>云溪区民政局关于印发<br>《2025年工作要点》的通知</p>", ["云溪区民政局关于印发《2025年工作要点》的通知"]),
        ("<p style='text-align: center'>2025年云溪区民政<br>工作要点</p>", ["2025年云溪区民政工作要点"]),
        ("<p>2025年云溪区民政<br>工作要点</p>", ["2025年云溪区民政", "工作要点"]),
        # A sentence broken to fit the page is one, two of full length are two.
        (f"<p>{PROSE[:-1]}，加大宣传<br>力度，扩大影响。</p>", [f"{PROSE[:-1]}，加大宣传力度，扩大影响。"]),
        # The source's own line breaks are none of the page's, and leave no space in Chinese.
        (f"<p>{PROSE[:10]}\n      {PROSE[10:]}</p>", [PROSE]),
        ("<p>推进 Smart\nCity 建设工作</p>", ["推进 Smart City 建设工作"]),
        # Paragraphs that only indents tell apart.
        (f"<p>　　{PROSE}　　新建食堂3家。</p>", [PROSE, "新建食堂3家。"]),
        # … but two spaces in a name or a heading are no indent.
        ("<p>周　岚</p><p>目　　录</p>", ["周　岚", "目　　录"]),
        ("<p>新建&nbsp;食堂 3 家&hellip;&hellip;&ldquo;助老&rdquo;&#8226;&#x4E8C;</p>", ["新建 食堂 3 家……“助老”•二"]),
        ("<p>新建绿地5万m<sup>2</sup>，服务H<sub>2</sub>O工程</p>", ["新建绿地5万m²，服务H2O工程"]),
        ("<p>新建<span>食</span><b>堂</b> <o:p></o:p>3家</p>", ["新建食堂 3家"]),
        ("<span style='display:block'>建好站点。</span><span style='display:block'>管好站点。</span>", ["建好站点。", "管好站点。"]),
        ("<pre>一、建好站点\n二、管好站点</pre>", ["一、建好站点", "二、管好站点"]),
    ],
)
def test_a_page_gives_the_lines_that_a_browser_shows(content: str, lines: list[str], lines_of: Lines) -> None:
    assert lines_of(content) == lines


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<ol><li>建好站点。</li><li>管好站点。</li></ol>", ["1. 建好站点。", "2. 管好站点。"]),
        ("<ol start=7><li>建好站点。</li><li value='12'>管好站点。</li></ol>", ["7. 建好站点。", "12. 管好站点。"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>建好站点</li><li>管好站点</li></ol>", ["一、建好站点", "二、管好站点"]),
        ("<ol type=a><li>建好站点。</li></ol>", ["a. 建好站点。"]),
        ("<ol reversed><li>建好站点。</li><li>管好站点。</li></ol>", ["2. 建好站点。", "1. 管好站点。"]),
        ("<ul><li><p>建好站点。</p><p>管好站点。</p></li></ul>", ["● 建好站点。", "管好站点。"]),
        ("<ul style='list-style: none'><li>建好站点。</li></ul>", ["建好站点。"]),
        # A number that is typed besides is not given twice.
        ("<ol><li>1.建好站点。</li></ol><ul><li>（一）管好站点。</li></ul>", ["1.建好站点。", "（一）管好站点。"]),
        ("<ol><li>建好站点<ol><li>选址。</li></ol></li><li>管好站点。</li></ol>", ["1. 建好站点", "1. 选址。", "2. 管好站点。"]),
    ],
)
def test_a_list_has_its_numbers_as_a_typist_writes_them(content: str, lines: list[str], lines_of: Lines) -> None:
    assert lines_of(f"<p>{PROSE}</p>{content}") == [PROSE, *lines]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a='二、虚构';</script>", "<style>p{color:red}</style>", "<!-- 二、虚构 -->", "<p style='display: none'>二、虚构</p>",
        "<div hidden><p>二、虚构</p></div>", "<noscript>请打开脚本</noscript>", "<iframe src='http://x.cn'>二、虚构</iframe>",
        "<span style='mso-hide:all'>二、虚构</span>", "<select><option>二、虚构</option></select>", "<del>二、虚构</del>",
        "<textarea>二、虚构</textarea>",
    ],
)  # fmt: skip
def test_what_a_browser_does_not_show_is_no_text(unseen: str, lines_of: Lines) -> None:
    assert lines_of(f"<p>{PROSE}</p>{unseen}<p>新建食堂3家。</p>") == [PROSE, "新建食堂3家。"]


def test_headings_keep_their_level(read_page: ReadPage) -> None:
    blocks = read_page(f'<div id="zoom"><h2>一、总体要求</h2><p>{PROSE}</p></div>').blocks
    assert [(block.kind, block.level) for block in blocks] == [(BlockKind.HEADING, 2), (BlockKind.PARAGRAPH, None)]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"), ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"), ("", "gb18030"), ("", "utf-8-sig"),
        ("", "utf-16"),
        # Saved anew in UTF-8, the page still says what it was.
        ('<meta charset="gb2312">', "utf-8"),
    ],
)  # fmt: skip
def test_encoding_does_not_change_the_text(head: str, encoding: str) -> None:
    assert read_bytes("notice.html", PAGE.format(head).encode(encoding)).text == f"{PROSE}\n新建食堂3家。"


def test_a_page_in_a_named_encoding_may_have_a_damaged_place() -> None:
    data = PAGE.format('<meta charset="gb2312">').encode("gb18030").replace("食堂".encode("gb18030"), b"\xff" + "堂".encode("gb18030"))
    document = read_bytes("notice.html", data)
    assert document.text == f"{PROSE}\n新建\ufffd堂3家。"
    assert diagnose("D106", what="1 damaged characters (�)") in document.notes


def test_a_page_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^notice.html: is in an unknown encoding"):
        read_bytes("notice.html", PAGE.format("").encode("utf-8").replace("民政".encode(), b"\xfe\xfe\xfa"))


def test_a_word_document_that_is_a_page_inside_is_read_and_said() -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8><xml><w:View>Print</w:View></xml>"
        "<style>p.MsoNormal{margin:0}</style></head><body><div class=WordSection1>"
        f"<p class=MsoNormal><![if !supportLists]>一、<![endif]>总体要求<o:p></o:p></p><p class=MsoNormal>{PROSE}</p></div></body></html>"
    )
    document = read_bytes("通知.doc", page.encode())
    assert document.text == f"一、总体要求\n{PROSE}"
    assert document.notes == (diagnose("D101", found="web page", named=".doc"),)


def test_pictures_in_the_notice_are_counted(read_page: ReadPage) -> None:
    document = read_page(f'<div id="zoom"><p>{PROSE * 2}</p><p><img src="a.png"></p></div><img src="logo.png">')
    assert document.notes == (diagnose("D106", what="1 picture"),)


def test_paragraphs_are_whole() -> None:
    from pipeline.ingest.html import HtmlReader

    blocks = HtmlReader().read("notice.html", PAGE.format("").encode()).blocks
    assert blocks == (RawBlock(PROSE, whole=True), RawBlock("新建食堂3家。", whole=True))
