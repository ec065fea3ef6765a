"""What a file is, told by its bytes; and what the reader is told when it cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import pipeline.ingest
from pipeline.ingest import read, read_bytes
from pipeline.ingest.identify import identify
from schemas.diagnostics import diagnose
from schemas.errors import EncryptedFile, TooLarge, UnreadableFile, UnsupportedFormat

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DJVU = b"AT&TFORM" + bytes(40)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ("一、总体要求".encode(), "plain text"),
        ("一、总体要求".encode("gb18030"), "plain text"),
        ("一、总体要求".encode("utf-16"), "plain text"),
        ("一、总体要求，新建3家。".encode("utf-16-le"), "plain text"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"\r\n\r\n%PDF-1.4\n", "PDF document"),
        (zipped("[Content_Types].xml", "word/document.xml"), "Word document (docx)"),
        (zipped("xl/workbook.xml"), "Excel workbook (xlsx)"),
        (zipped("ppt/presentation.xml"), "presentation"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD document"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument text"),
        (zipped("通知.docx"), "zip archive"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word 97–2003 or WPS document"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel 97–2003 workbook"),
        (OLE, "old Office file"),
        (b"{\\rtf1\\ansi", "RTF document"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "web page"),
        (b"<!-- saved -->\n<HTML><body>", "web page"),
        ('<div class="TRS_Editor"><p>'.encode("utf-16"), "web page"),
        (b'<?xml version="1.0"?><root/>', "file of XML data"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "saved web page (mht)"),
        (PNG, "PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG picture"),
        (b"BM" + b"\x36\x00\x01\x00" + bytes(20), "BMP picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP picture"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z archive"),
        (bytes(range(256)) * 4, "file of unknown kind"),
    ],
)
def test_content_tells_the_kind(data: bytes, label: str) -> None:
    assert identify("notice.txt", data).label == label


@pytest.mark.parametrize("text", ["<通知>的说明", "BM 平台建设", "从<html>到正文", "PK赛安排", "%PDF"])
def test_text_that_resembles_a_mark_is_text(text: str) -> None:
    assert identify("notice.txt", text.encode()).label == "plain text"


def test_a_wrong_ending_is_noted() -> None:
    document = read_bytes("notice.docx", "一、总体要求".encode())
    assert document.notes == (diagnose("D101", found="plain text", named=".docx"),)


@pytest.mark.parametrize("name", ["notice.txt", "NOTICE.TXT", "notice", "通知.2025", "通知.note"])
def test_a_fitting_or_unknown_ending_is_no_matter(name: str) -> None:
    assert read_bytes(name, "一、总体要求".encode()).notes == ()


@pytest.mark.parametrize(
    ("name", "data", "error", "message"),
    [
        ("a.txt", b"", UnreadableFile, "a.txt: is empty; check that it was saved or downloaded completely"),
        ("a.txt", b" \r\n\n", UnreadableFile, "a.txt: is empty; check that it was saved or downloaded completely"),
        ("a.txt", "\u200b\u3000".encode(), UnreadableFile, "a.txt: holds no text; check that the right file was saved"),
        (
            "a.docx", DJVU, UnsupportedFormat,
            "a.docx: is a DjVu picture although the name says .docx and cannot be read; "
            "it is a picture: run OCR first, or ask for the document itself",
        ),
        (
            "a.zip", zipped("通知.exe"), UnreadableFile,
            "a.zip: holds no document that can be read; unpack it and look what is in it",
        ),
        (
            "a.docx", zipped("word/document.xml")[:60], UnreadableFile,
            "a.docx: begins like a .docx or zip file but is damaged or cut short; get it again from its source",
        ),
        (
            "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile,
            "a.docx: is protected by a password; open it, remove the password, save it and try again",
        ),
    ],
)
def test_a_refusal_names_the_file_and_says_what_to_do(
    name: str, data: bytes, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as refusal:
        read_bytes(name, data)
    assert str(refusal.value) == message


def test_a_path_gives_the_document(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes("一、总体要求".encode())
    assert read(path) == read_bytes("通知.txt", "一、总体要求".encode())


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"^none\.txt: does not exist; check the path .*none\.txt$"):
        read(tmp_path / "none.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r": is a folder; name the files in it$"):
        read(tmp_path)


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match=r"^a\.txt: may not be read by you; change its permissions or copy it$"):
        read(path)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (2 * 1024 * 1024))
    monkeypatch.setattr(pipeline.ingest, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(TooLarge, match=r"^a\.txt: has 2 MB, the limit is 1 MB; split it or take its pictures out$"):
        read(path)


def test_an_unforeseen_fault_of_a_reader_is_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        media_types = ("text/plain",)

        def read(self, name: str, data: bytes) -> pipeline.ingest.RawDocument:
            raise KeyError(name, len(data))

    monkeypatch.setattr(pipeline.ingest, "READERS", ((pipeline.ingest.TEXT, Broken),))
    with pytest.raises(UnreadableFile, match=r"^a\.txt: is damaged \(KeyError: .*\); open it, save it anew"):
        read_bytes("a.txt", b"x")


def test_no_kind_has_two_readers() -> None:
    kinds = [kind for kind, _ in pipeline.ingest.READERS]
    assert len(kinds) == len(set(kinds))
