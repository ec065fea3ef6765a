"""The notice on a page, what the site puts around it, and what the page says of the notice outside its text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.convert import extract_bytes
from schemas.breakdown import Furniture
from schemas.document import SourceDocument

ReadPage = Callable[..., SourceDocument]
TEXT = (
    "一、总体要求\n坚持便民利民，扎实做好全年民政工作，让群众办事更方便、更满意。\n"
    "1.建好站点。新建社区食堂3家，方便老年人就餐。（责任单位：区民政局）"
)
TITLE = "云溪区民政局关于印发《2025年民政工作要点》的通知"
TABLE = """<table><tr><td>索 引 号：</td><td>YX001/2025-00006</td><td>主题分类：</td><td>民政\\\\综合</td></tr>
<tr><td>发文机关：</td><td>云溪区民政局</td><td>成文日期：</td><td>2025年02月17日</td></tr>
<tr><td>标　　题：</td><td colspan=3>云溪区民政局关于印发《2025年民政工作要点》的通知</td></tr>
<tr><td>发文字号：</td><td>云民〔2025〕6号</td><td>发布日期：</td><td>2025年02月21日</td></tr></table>"""


@pytest.mark.parametrize(
    "frame",
    [
        '<div id="UCAP-CONTENT">{}</div>', '<td><div class="view TRS_UEDITOR trs_word">{}</div></td>', '<div id=zoom>{}</div>',
        '<div class="pages_content"><div class="TRS_Editor">{}</div></div>', "<article>{}</article>", "<div>{}</div>", "{}",
        "<table><tr><td>{}</td></tr></table>", "<center><font>{}</font></center>",
    ],
)  # fmt: skip
def test_the_notice_is_found_and_the_site_is_furniture(frame: str, article: str, read_page: ReadPage) -> None:
    document = read_page(
        '<div class="top"><a href="/">首页</a> <a href="/zw">政务公开</a> <a href="/fw">办事服务</a></div>'
        '<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zw">通知公告</a></div>'
        f"{frame.format(article)}"
        '<div class="share">分享到：<a href="#">微信</a></div><div>【<a href="#">打印本页</a>】【关闭窗口】</div>'
        "<div>扫一扫在手机打开当前页</div><div>主办单位：云溪区人民政府　备案号：皖ICP备00000000号</div>"
    )
    assert document.text == TEXT
    assert document.furniture == (
        Furniture("navigation", "首页 政务公开 办事服务 当前位置：首页 > 通知公告", None),
        Furniture(
            "navigation",
            "分享到：微信 【打印本页】【关闭窗口】 扫一扫在手机打开当前页 主办单位：云溪区人民政府 备案号：皖ICP备00000000号"
            .replace("政府 备", "政府　备"),
            None,
        ),
    )


def test_links_below_the_notice_are_not_the_notice(article: str, read_page: ReadPage) -> None:
    document = read_page(
        f"<div>{article}<p>相关链接：</p><ul><li><a href='/1'>云溪区2024年民政工作要点</a></li>"
        "<li><a href='/2'>一图读懂</a></li></ul></div>"
    )
    assert document.text == TEXT


def test_an_annex_that_is_a_link_stays(article: str, read_page: ReadPage) -> None:
    document = read_page(f"<div>{article}<p><a href='/1.docx'>附件：任务分解表.docx</a></p></div>")
    assert document.text == f"{TEXT}\n附件：任务分解表.docx"


def test_letter_and_annex_in_two_elements_are_one_notice(article: str, read_page: ReadPage) -> None:
    document = read_page(f'<div class="TRS_Editor">{article}</div><div>【打印】</div><div class="TRS_Editor"><p>附件</p>{article}</div>')
    assert document.text == f"{TEXT}\n附件\n{TEXT}"


def test_signature_beside_the_longest_paragraph_stays(article: str, read_page: ReadPage) -> None:
    document = read_page(f"<div><div>{article}</div><div align=right>云溪区民政局</div><div align=right>2025年2月17日</div></div>")
    assert document.text == f"{TEXT}\n云溪区民政局\n2025年2月17日"


def test_the_title_above_the_element_is_taken_in(article: str, read_page: ReadPage) -> None:
    document = read_page(f'<h1>{TITLE}</h1><div>来源：区民政局 发布时间：2025-02-21</div><div id="zoom">{article}</div>')
    assert document.text == f"{TITLE}\n{TEXT}"
    assert document.furniture == (Furniture("navigation", "来源：区民政局 发布时间：2025-02-21", None),)


def test_a_name_that_lies_does_not_hide_the_notice(article: str, read_page: ReadPage) -> None:
    note = "本栏目公开本机关依法制定的文件，敬请关注，如有疑问请致电咨询，我们将及时答复您的来电。"
    document = read_page(f'<div class="content">{note * 2}</div><div class="main">{article * 3}</div>')
    assert TEXT in document.text


def test_the_pages_table_feeds_the_header_and_is_no_text(article: str, read_page: ReadPage) -> None:
    document = read_page(f'{TABLE}<div id="zoom"><p>{TITLE}</p>{article}</div>')
    assert document.text == f"{TITLE}\n{TEXT}"
    assert dict(document.metadata) == {
        "title": TITLE, "document_number": "云民〔2025〕6号", "issuer": "云溪区民政局", "issued_on": "2025年02月17日",
    }
    assert [item.kind for item in document.furniture] == ["navigation"]
    assert document.furniture[0].text.startswith("索 引 号： YX001/2025-00006")


def test_issued_on_is_not_the_day_of_publication(article: str) -> None:
    page = f'<html><head><meta charset="utf-8"></head><body>{TABLE}<div id="zoom">{article}</div></body></html>'
    header = extract_bytes("notice.html", page.encode()).header
    assert (header.title, header.plan_title, header.document_number, header.issuer, str(header.issued_on)) == (
        TITLE, "2025年民政工作要点", "云民〔2025〕6号", "云溪区民政局", "2025-02-17",
    )


@pytest.mark.parametrize(
    "box",
    [
        "<ul><li><b>索引号：</b>YX001</li><li><b>文号：</b>云民〔2025〕6号</li><li><b>成文日期：</b>2025-02-17</li></ul>",
        "<p>索引号：YX001　　文号：云民〔2025〕6号　　成文日期：2025-02-17</p>",
        "<dl><dt>索引号</dt><dd>YX001</dd><dt>文号</dt><dd>云民〔2025〕6号</dd><dt>成文日期</dt><dd>2025-02-17</dd></dl>",
        "<table><tr><th>索引号</th><td>YX001</td></tr><tr><th>文号</th><td>云民〔2025〕6号</td></tr>"
        "<tr><th>成文日期</th><td>2025-02-17</td></tr><tr><th>有效性</th><td>有效</td></tr></table>",
    ],
)
def test_the_box_may_be_a_list_a_line_or_a_table(box: str, article: str, read_page: ReadPage) -> None:
    document = read_page(f"<div>{box}</div><div>{article}</div>")
    assert document.text == TEXT
    assert dict(document.metadata) == {"document_number": "云民〔2025〕6号", "issued_on": "2025-02-17"}


def test_a_value_that_says_nothing_is_absent(article: str, read_page: ReadPage) -> None:
    box = "<p>索引号：YX001</p><p>文号：无</p><p>发布机构：云溪区政府办</p><p>发布日期：2025-02-21</p>"
    assert read_page(f"{box}<div>{article}</div>").metadata == ()


def test_the_title_below_the_box_is_no_ones_value(article: str, read_page: ReadPage) -> None:
    document = read_page(f"<div><p>索引号：YX001</p><p>文号：云民〔2025〕6号</p><p>主题词：</p><p>{TITLE}</p>{article}</div>")
    assert document.text == f"{TITLE}\n{TEXT}"


def test_one_label_is_no_box(article: str, read_page: ReadPage) -> None:
    document = read_page(f"<div><p>文号：云民〔2025〕6号</p>{article}</div>")
    assert document.text == f"文号：云民〔2025〕6号\n{TEXT}"


def test_a_title_without_its_issuer_is_completed_by_the_notice(article: str, read_page: ReadPage) -> None:
    box = "<p>索引号：YX001</p><p>标题：关于印发《2025年民政工作要点》的通知</p>"
    document = read_page(f"{box}<div id=zoom><p>云溪区民政局</p><p>关于印发《2025年民政工作要点》的通知</p>{article}</div>")
    assert document.metadata == (("title", TITLE),)


def test_the_pages_own_title_counts_where_the_notice_prints_none(article: str, read_page: ReadPage) -> None:
    head = "<meta charset=utf-8><title>2025年云溪区民政工作要点_云溪区人民政府</title>"
    assert read_page(f"<div id=zoom>{article}</div>", head).metadata == (("title", "2025年云溪区民政工作要点"),)
    printed = read_page(f"<div id=zoom><p>2025年云溪区民政工作要点</p>{article}</div>", head)
    assert printed.metadata == ()


def test_much_navigation_is_kept_short(article: str, read_page: ReadPage) -> None:
    links = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(5000))
    furniture = read_page(f"<ul>{links}</ul><div id=zoom>{article}</div>").furniture
    assert [(item.kind, len(item.text), item.text[-1]) for item in furniture] == [("navigation", 400, "…")]
