"""A part is unpacked at once where nothing about it is out of the ordinary; all else is left to zipfile to judge."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pytest

from pipeline.ingest.ooxml import MAX_PART, Package, inflated
from schemas.errors import UnreadableFile

TEXT = "一、建好社区食堂。".encode() * 50


def archive(content: bytes = TEXT, name: str = "word/document.xml", how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", how) as package:
        package.writestr(name, content)
    return written.getvalue()


def unpacked(data: bytes) -> bytes | None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return inflated(data, package.infolist()[0])


@pytest.mark.parametrize("content", [TEXT, b"", b"a"])
def test_an_ordinary_part_is_unpacked(content: bytes) -> None:
    assert unpacked(archive(content)) == content


def test_a_part_behind_other_bytes_is_unpacked() -> None:
    assert unpacked(b"bytes of a mail gateway" + archive()) == TEXT


def test_a_part_whose_sizes_stand_behind_it_is_unpacked() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    written = Pipe()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", TEXT)
    assert unpacked(written.getvalue()) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        archive(how=zipfile.ZIP_STORED),
        archive(how=zipfile.ZIP_BZIP2),
        archive(name="word/文件.xml"),
        archive().replace(b"word/document.xml", b"word/another1.xml", 1),  # the name in the directory differs
        archive().replace(b"PK\x03\x04", b"PK\x03\x05", 1),
        archive().replace(zlib.crc32(TEXT).to_bytes(4, "little"), b"\0\0\0\0"),
        archive().replace(len(TEXT).to_bytes(4, "little"), (len(TEXT) - 1).to_bytes(4, "little")),
    ],
    ids=["stored", "bzip2", "name beyond ascii", "two names", "no mark", "wrong checksum", "wrong size"],
)
def test_what_is_out_of_the_ordinary_is_left_to_zipfile(data: bytes) -> None:
    assert unpacked(data) is None


def test_a_part_that_might_unpack_to_more_than_the_limit_is_left_to_zipfile() -> None:
    data = archive(bytes(MAX_PART + MAX_PART // 50))
    assert unpacked(data) is None


def test_a_part_with_a_wrong_checksum_is_refused() -> None:
    package = Package("通知.docx", archive().replace(zlib.crc32(TEXT).to_bytes(4, "little"), b"\0\0\0\0"))
    with pytest.raises(UnreadableFile, match=r"通知\.docx: is damaged in word/document\.xml"):
        package.content("word/document.xml")
