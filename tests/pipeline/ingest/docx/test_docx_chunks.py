"""A document that is taken in whole (altChunk) is read where it stands."""

from __future__ import annotations

import io
import zipfile

import pytest

from schemas.diagnostics import diagnose
from tests.pipeline.ingest.docx.conftest import LINKS

PAGE = "<html><body><p>一、养老服务</p><p>新建食堂2家。</p></body></html>"
ROWS = "<tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>新建食堂</td></tr>"


def package(word, body: str, chunk: bytes, *, name: str = "word/chunk.bin") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.package(body))) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="c1" Type="{LINKS}/aFChunk" Target="{name.removeprefix("word/")}"/>'
                content = content.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            target.writestr(member, content)
        target.writestr("word/chunk.bin", chunk)
    return made.getvalue()


def read(data: bytes):
    from pipeline.ingest.docx import DocxReader

    return DocxReader().read("通知.docx", data)


@pytest.mark.parametrize("kind", ["html", "mht", "docx", "txt", "rtf"])
def test_a_document_taken_in_whole_is_read_where_it_stands(word, kind):
    mht = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n"
    words = ["一、养老服务", "新建食堂2家。"]
    chunk = {
        "html": PAGE.encode(),
        "mht": mht + PAGE.encode() + b"\n--x--\n",
        "docx": word.package("".join(map(word.p, words))),
        "txt": "\n".join(words).encode(),
        "rtf": ("{\\rtf1 " + "".join("".join(f"\\u{ord(char)}?" for char in text) + "\\par " for text in words) + "}").encode(),
    }[kind]
    document = read(package(word, word.p("工作要点") + "<w:altChunk r:id='c1'/>" + word.p("特此通知。"), chunk))
    found = [block.text for block in document.blocks if not block.cell]
    assert found == ["工作要点", *words, "特此通知。"]
    assert document.notes == ()


def test_tables_of_a_document_taken_in_are_counted_on(word):
    table = f"<w:tbl>{''.join(f'<w:tr><w:tc>{word.p(text)}</w:tc><w:tc>{word.p(text)}</w:tc></w:tr>' for text in '甲乙')}</w:tbl>"
    page = PAGE.replace("</body>", f"<table>{ROWS}</table></body>")
    document = read(package(word, table + "<w:altChunk r:id='c1'/>" + table, page.encode()))
    assert [block.cell.table for block in document.blocks if block.cell] == [0] * 4 + [1] * 4 + [2] * 4


@pytest.mark.parametrize("chunk", [b"\x00\x01\x02\x03" * 40, b"PK\x03\x04", b"%PDF-1.7"])
def test_one_that_cannot_be_read_is_said_to_be_unread(word, chunk):
    document = read(package(word, word.p("工作要点") + "<w:altChunk r:id='c1'/>", chunk))
    assert [block.text for block in document.blocks] == ["工作要点"]
    assert document.notes == (diagnose("D106", what="1 embedded document"),)


def test_one_that_takes_in_itself_ends(word):
    inner = package(word, word.p("甲") + "<w:altChunk r:id='c1'/>", b"x")
    document = read(package(word, "<w:altChunk r:id='c1'/>", inner))
    assert [block.text for block in document.blocks] == ["甲"]
