"""Web pages that are damaged, endless or malicious give a result or a named error, and nothing is fetched."""

from __future__ import annotations

import contextlib
import random
import socket
from collections.abc import Callable

import pytest

from pipeline.ingest import read_bytes
from pipeline.ingest.html_parse import MAX_MARKUP, MAX_TAGS
from schemas.errors import FenjieError, NoTextLayer, TooLarge, UnreadableFile

PROSE = "坚持便民利民，扎实做好全年民政工作，让群众办事更方便、更满意。"
PAGE = f"<html><head><meta charset='utf-8'></head><body><div id='zoom'>{{}}<p>{PROSE}</p></div></body></html>"


def text_of(content: str) -> str:
    return read_bytes("notice.html", PAGE.format(content).encode()).text


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "b", "font", "blockquote"])
def test_ten_thousand_elements_inside_each_other_are_too_deep(tag: str) -> None:
    with pytest.raises(TooLarge, match=r"^notice.html: is nested too deeply"):
        text_of(f"<{tag}>" * 10_000)


@pytest.mark.parametrize("tag", ["div", "span", "font", "table><tr><td"])
def test_elements_that_were_never_closed_are_read(tag: str) -> None:
    assert text_of(f"<{tag}>" * 300) == PROSE


def test_an_entity_bomb_is_no_entity_of_a_page() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "笑笑笑笑"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        f"<html><head><meta charset=utf-8></head><body><p>{PROSE}</p><p>&b;&c;</p></body></html>"
    )
    document = read_bytes("notice.html", bomb.encode())
    assert PROSE in document.text
    assert "笑笑笑笑笑" not in document.text
    assert "root:" not in document.text


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was about to fetch something")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    page = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://localhost:1/x.dtd"><html><head><base href="http://localhost:1/">'
        '<link rel=stylesheet href="a.css"><script src="a.js"></script><meta charset=utf-8></head><body>'
        f'<img src="http://localhost:1/a.png"><iframe src="http://localhost:1/"></iframe><p>{PROSE}</p></body></html>'
    )
    assert read_bytes("notice.html", page.encode()).text == PROSE


@pytest.mark.parametrize(
    "markup", ["<b>" * (MAX_TAGS + 1), "字" * (MAX_MARKUP + 1)], ids=["tags", "characters"],
)
def test_a_page_over_the_limits_is_too_large(markup: str) -> None:
    with pytest.raises(TooLarge, match=r"^notice.html: is a web page over the limit"):
        text_of(markup)


def test_pictures_inside_a_page_do_not_count() -> None:
    assert text_of(f'<img src="data:image/png;base64,{"A" * (MAX_MARKUP + 1)}">') == PROSE


def test_a_table_of_endless_spans_is_read() -> None:
    rows = "<tr><td rowspan=60000 colspan=60000>甲</td><td>乙</td></tr>" * 500
    assert text_of(f"<table>{rows}</table>").endswith(PROSE)


@pytest.mark.parametrize("piece", ["（", "9", "、", "一", "　", "&nbsp;", "<br>", " \n", "：", "索引号：", "相关链接", "首页 > ", "-->"])
def test_endless_repetition_is_read(piece: str) -> None:
    assert PROSE in text_of(f"<p>{piece * 20_000}</p>")


def test_pictures_only_have_no_text_layer() -> None:
    with pytest.raises(NoTextLayer, match=r"^notice.html: has only pictures"):
        read_bytes("notice.html", b'<html><body><img src="a.png"></body></html>')


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>", "<div>\u3000&nbsp;</div>"])
def test_a_page_without_words_holds_no_text(page: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^notice.html: holds no text"):
        read_bytes("notice.html", page.encode())


def test_damaged_pages_give_a_result_or_a_named_error() -> None:
    base = PAGE.format("<table><tr><td rowspan=2>1</td><td>甲</td></tr><tr><td>乙</td></tr></table><ol start=3><li>丙</li></ol>").encode()
    chance = random.Random(7)

    def cut(data: bytes) -> bytes:
        return data[: chance.randrange(len(data))]

    def flip(data: bytes) -> bytes:
        at = chance.randrange(len(data))
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]

    def double(data: bytes) -> bytes:
        at, end = sorted(chance.randrange(len(data)) for _ in range(2))
        return data[:end] + data[at:]

    changes: list[Callable[[bytes], bytes]] = [cut, flip, double]
    read = 0
    for _ in range(300):
        data = base
        for _ in range(chance.randrange(1, 4)):
            data = chance.choice(changes)(data) or base
        with contextlib.suppress(FenjieError):
            read_bytes("notice.html", data)
            read += 1
    assert read > 100
