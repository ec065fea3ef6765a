"""A part of a docx that does not unpack as its zip says is refused by name."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pytest

from pipeline.ingest.ooxml import Package
from schemas.errors import UnreadableFile

TEXT = "一、建好社区食堂。".encode() * 50


def test_a_part_with_a_wrong_checksum_is_refused() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", TEXT)
    damaged = written.getvalue().replace(zlib.crc32(TEXT).to_bytes(4, "little"), b"\0\0\0\0")
    with pytest.raises(UnreadableFile, match=r"通知\.docx: is damaged in word/document\.xml"):
        Package("通知.docx", damaged).content("word/document.xml")
