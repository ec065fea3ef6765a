"""Archives and mails are folders: what is in them is found, named, read, and refused within limits."""

from __future__ import annotations

import base64
import contextlib
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.convert import extract, extract_many
from pipeline.ingest import read_bytes
from pipeline.ingest.containers import documents
from pipeline.ingest.entries import MAX_ENTRIES
from pipeline.inputs import collect
from schemas.errors import EncryptedFile, FenjieError, TooLarge, UnreadableFile, UnsupportedFormat

NOTICE = "一、总体要求\n1.建好站点。新建社区食堂3家。（责任单位：区民政局）"
LONG = "\n".join(f"{n}.建好站点。新建社区食堂{n}家，方便老年人就餐，让群众更加满意。（责任单位：区民政局）" for n in range(1, 12))


def zipped(*files: tuple[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def mail(body: str, *attachments: tuple[str, bytes], html: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@yunxi.example", "b@yunxi.example", "关于报送要点"
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


Put = Callable[[str, bytes], Path]


def below(path: Path) -> list[str]:
    return [found.relative_to(path).as_posix() for found in documents(path)]


def test_an_archive_stands_for_the_documents_in_it(put: Put) -> None:
    passed_over = (("logo.png", b"x"), ("__MACOSX/._b.txt", b"x"), ("~$a.docx", b"x"))
    path = put("all.zip", zipped(("2025/要点.txt", NOTICE), ("b.html", "<p>x"), *passed_over))
    assert below(path) == ["2025/要点.txt", "b.html"]
    assert [outcome.path for outcome in extract_many([path])] == [path / "2025/要点.txt", path / "b.html"]
    assert collect([str(path.parent)]) == [path / "2025/要点.txt", path / "b.html"]


@pytest.mark.parametrize("ending", [".xls", ".et", ".xlsm", ".dotx", ".wps", ".DOC"])
def test_every_ending_of_a_readable_document_is_taken_from_a_folder(put: Put, ending: str) -> None:
    path = put(f"通知{ending}", b"x")
    assert collect([str(path.parent)]) == [path]


def test_a_document_in_an_archive_is_named_by_its_path(put: Put) -> None:
    path = put("all.zip", zipped(("2025/要点.txt", NOTICE), ("bad.docx", b"PK\x03\x04")))
    assert extract(path / "2025/要点.txt").source.name == "all.zip/2025/要点.txt"
    with pytest.raises(UnreadableFile, match=r"^all.zip/bad.docx: begins like a .docx"):
        extract(path / "bad.docx")
    with pytest.raises(UnreadableFile, match=r"^all.zip/no.txt: does not exist; check what is in all.zip$"):
        extract(path / "no.txt")


def test_an_error_stops_its_own_document_only(put: Put) -> None:
    path = put("all.zip", zipped(("a.docx", b"PK\x03\x04"), ("b.txt", NOTICE)))
    assert [(outcome.path.name, outcome.error is None) for outcome in extract_many([path])] == [("a.docx", False), ("b.txt", True)]


def test_containers_in_containers_are_looked_into(put: Put) -> None:
    inner = mail("请查收。", ("附件.zip", zipped(("要点.txt", NOTICE))))
    path = put("all.zip", zipped(("来信.eml", inner)))
    assert below(path) == ["来信.eml/附件.zip/要点.txt"]
    assert extract(path / "来信.eml/附件.zip/要点.txt").tasks[0].title == "建好站点"


def test_nesting_ends(put: Put) -> None:
    data = zipped(("要点.txt", NOTICE))
    for _ in range(8):
        data = zipped(("in.zip", data))
    path = put("all.zip", data)
    assert below(path) == ["in.zip/in.zip/in.zip"]
    assert [str(outcome.error) for outcome in extract_many([path])] == [
        f"all.zip{'/in.zip' * 6}: is a zip archive too deep inside others; unpack them and try again with the files in them"
    ]


def test_names_in_gbk_are_read(put: Put) -> None:
    data = zipped(("AABBCC.txt", NOTICE)).replace(b"AABBCC", "工作要".encode("gb18030"))
    assert below(put("all.zip", data)) == ["工作要.txt"]


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("../../要点.txt", "要点.txt"), ("/etc/要点.txt", "etc/要点.txt"), ("C:\\通知\\要点.txt", "通知/要点.txt"),
        ("a/./b/../要点.txt", "a/b/要点.txt"),
    ],
)
def test_no_name_leads_out(name: str, inside: str, put: Put) -> None:
    path = put("all.zip", zipped((name, NOTICE)))
    assert below(path) == [inside]
    assert extract(path / inside).tasks[0].title == "建好站点"


def test_two_files_of_one_name_are_two(put: Put) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a.txt", NOTICE), ("a.txt", LONG))
    path = put("all.zip", data)
    assert below(path) == ["a (2).txt", "a.txt"]
    assert [len(extract(path / name).tasks) for name in below(path)] == [11, 1]


def test_links_in_an_archive_are_passed_over(put: Put) -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", NOTICE)
    assert below(put("all.zip", buffer.getvalue())) == ["b.txt"]


def test_a_protected_file_is_named(put: Put) -> None:
    data = bytearray(zipped(("要点.txt", NOTICE)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path = put("all.zip", bytes(data))
    with pytest.raises(EncryptedFile, match=r"^all.zip/要点.txt: is protected by a password"):
        extract(path / "要点.txt")


def test_a_file_that_unpacks_to_far_more_is_too_large(put: Put) -> None:
    path = put("all.zip", zipped(("bomb.txt", b"0" * 20_000_000), ("b.txt", NOTICE)))
    assert [type(outcome.error) for outcome in extract_many([path])] == [type(None), TooLarge]


def test_an_archive_of_too_many_files_is_too_large(put: Put) -> None:
    path = put("all.zip", zipped(*((f"{n}.txt", b"") for n in range(MAX_ENTRIES + 1))))
    with pytest.raises(TooLarge, match=r"^all.zip: holds 10001 files, over the limit of 10000"):
        extract(path)


def test_an_archive_of_one_document_is_that_document() -> None:
    assert read_bytes("all.zip", zipped(("a/要点.txt", NOTICE))).name == "all.zip/a/要点.txt"


@pytest.mark.parametrize(
    ("files", "error", "message"),
    [
        ((("a.txt", NOTICE), ("b.txt", NOTICE)), UnsupportedFormat,
         "all.zip: holds 2 documents (a.txt、b.txt); name one of them, as all.zip/a.txt"),
        ((("a.exe", b"x"),), UnreadableFile, "all.zip: holds no document that can be read; unpack it and look what is in it"),
    ],
)  # fmt: skip
def test_where_one_document_is_asked_for_others_are_named(
    files: tuple[tuple[str, bytes]], error: type[FenjieError], message: str
) -> None:
    with pytest.raises(error) as refusal:
        read_bytes("all.zip", zipped(*files))
    assert str(refusal.value) == message


def test_a_damaged_archive_stands_for_itself(put: Put) -> None:
    path = put("all.zip", zipped(("a.txt", NOTICE))[:40])
    assert documents(path) == [path]
    with pytest.raises(UnreadableFile, match=r"^all.zip: begins like"):
        extract(path)


def test_a_mail_stands_for_its_attachments(put: Put) -> None:
    path = put("来信.eml", mail("请查收附件。", ("要点.txt", NOTICE.encode()), ("logo.png", b"x")))
    assert below(path) == ["要点.txt"]
    assert extract(path).source.name == "来信.eml/要点.txt"


@pytest.mark.parametrize(
    ("data", "inside"),
    [
        (mail(LONG), ["body.txt"]),
        (mail("见附件", html=f"<html><body><p>{LONG}</p></body></html>"), ["body.html"]),
        (mail(LONG * 2, html=f"<html><body><p>{LONG}</p></body></html>"), ["body.html"]),
        (mail(LONG, ("b.txt", NOTICE.encode())), ["b.txt", "body.txt"]),
        (mail("您好：\n请查收附件。\n谢谢！", ("b.txt", NOTICE.encode())), ["b.txt"]),
        (mail("", ("a.eml", mail(LONG))), ["a.eml/body.txt"]),
    ],
)
def test_a_body_counts_where_it_is_the_notice(data: bytes, inside: list[str], put: Put) -> None:
    assert below(put("来信.eml", data)) == inside


@pytest.mark.parametrize(
    "header",
    [
        'filename="=?gb2312?B?uaTX99Kqteo=?=.txt"', "filename*=GBK''%B9%A4%D7%F7%D2%AA%B5%EA.txt",
    ],
)  # fmt: skip
def test_names_of_attachments_are_read_however_they_are_sent(header: str, put: Put) -> None:
    head = 'From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
    data = f"{head}Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; {header}\n\n{NOTICE}\n--x--\n"
    assert below(put("来信.eml", data.encode())) == ["工作要店.txt"]


def test_a_mail_is_told_by_its_content() -> None:
    assert read_bytes("来信.txt", mail("请查收。", ("要点.txt", NOTICE.encode()))).name == "来信.txt/要点.txt"


def test_a_saved_page_with_its_pictures_is_a_page() -> None:
    page = (
        b'From: <Saved by a browser>\nSubject: 2025\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"'
        b"\n\n--x\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n"
    )
    lines = LONG.replace("\n", "</p><p>")
    body = base64.b64encode(f"<html><body><p>{lines}</p></body></html>".encode("gb18030"))
    data = page + body + b"\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n--x--\n"
    document = read_bytes("通知.mht", data)
    assert (document.media_type, document.text) == ("multipart/related", LONG)


@pytest.mark.parametrize("tail", [b"", b"\xff\xfe\x00" * 50, b"--x\n" * 5000, b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 3000])
def test_damaged_mails_give_a_result_or_a_named_error(tail: bytes) -> None:
    head = b'From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
    with contextlib.suppress(FenjieError):
        assert read_bytes("来信.eml", head + tail).text
