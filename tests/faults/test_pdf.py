"""Whatever bytes come, reading a pdf ends in a document or in an error that says what to do."""

from __future__ import annotations

import shutil
import subprocess
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import ocr_model, pdf
from pipeline.ingest.pdf import PdfReader
from schemas.diagnostics import diagnose
from schemas.errors import EncryptedFile, FenjieError, NoTextLayer, TooLarge, UnreadableFile


def built(content: bytes, *, kids: str = "[4 0 R]", count: str = "1", extra: str = "") -> bytes:
    """Return a pdf of one page with these drawing commands (compressed); `kids` and `count` are the page tree's."""
    data = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids{kids}/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>"
        + extra.encode()
        + b">>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(data) + data + b"\nendstream",
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (
        b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    )
    return out + end


PLAIN = built(b"BT /F 12 Tf 90 700 Td (Task 1) Tj ET")


def read(data: bytes):
    return PdfReader().read("notice.pdf", data)


def protected(data: bytes, tmp_path, user: str) -> bytes:
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed")
    (tmp_path / "plain.pdf").write_bytes(data)
    subprocess.run(
        [program, "--encrypt", user, "owner", "256", "--", str(tmp_path / "plain.pdf"), str(tmp_path / "locked.pdf")],
        check=True,
    )
    return (tmp_path / "locked.pdf").read_bytes()


def test_a_plain_file_is_read():
    assert [block.text for block in read(PLAIN).blocks] == ["Task 1"]


def test_an_empty_password_opens(tmp_path):
    assert [block.text for block in read(protected(PLAIN, tmp_path, "")).blocks] == ["Task 1"]


def test_a_password_is_asked_for(tmp_path):
    with pytest.raises(EncryptedFile, match=r"^notice\.pdf: needs a password"):
        read(protected(PLAIN, tmp_path, "secret"))


@pytest.mark.parametrize("kept", [0, 7, 60, 300, len(PLAIN) - 8])
def test_a_file_that_is_cut_off_is_unreadable(kept):
    with pytest.raises(UnreadableFile):
        read(PLAIN[:kept])


def test_a_cut_off_file_with_an_earlier_end_is_unreadable():
    later = PLAIN + b"6 0 obj\n<</Length 9000>>stream\n" + b"x" * 5000
    with pytest.raises(UnreadableFile, match="cut off"):
        read(later)


def test_a_damaged_file_is_unreadable():
    with pytest.raises(UnreadableFile, match="damaged"):
        read(b"%PDF-1.7\n" + b"nothing here\n" * 50 + b"%%EOF")


def test_a_scan_needs_ocr(monkeypatch):
    monkeypatch.setattr(ocr_model, "_PACKAGES", ("no_such_package",))
    with pytest.raises(NoTextLayer, match=r'^notice\.pdf: has no text layer \(a scan\?\)\. .*pip install "fenjie\[ocr\]"'):
        read(built(b"q 100 0 0 100 0 0 cm 0 0 1 rg 0 0 1 1 re f Q"))


def test_a_page_tree_that_bites_its_tail_ends():
    with pytest.raises(FenjieError):
        read(built(b"", kids="[2 0 R]", count="3"))


def test_a_count_of_pages_that_lies_is_not_believed():
    document = read(built(b"BT /F 12 Tf 90 700 Td (Task 1) Tj ET", count="99999999"))
    assert (document.pages, [block.text for block in document.blocks]) == (1, ["Task 1"])


def test_missing_pages_are_named():
    document = read(built(b"BT /F 12 Tf 90 700 Td (Task 1) Tj ET", kids="[4 0 R 9 0 R]", count="2"))
    assert document.notes == (diagnose("D104", page=2),)


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(TooLarge, match="has 2 pages, more than 1"):
        read(built(b"", kids="[4 0 R 4 0 R]", count="2"))


def test_a_page_with_too_many_characters_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 5)
    with pytest.raises(TooLarge, match="page 1"):
        read(PLAIN)


def test_a_file_is_refused_at_the_page_that_is_too_much_and_the_next_file_is_read(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_IN_ALL", 15)
    page = b"BT /F 12 Tf 90 700 Td (Task 1) Tj ET"
    with pytest.raises(TooLarge, match="page 3"):
        read(built(page, kids="[4 0 R 4 0 R 4 0 R 4 0 R]", count="4"))
    assert [block.text for block in read(built(page)).blocks] == ["Task 1"]


def test_a_drawing_of_very_many_lines_is_said_and_its_text_is_read():
    lines = b"".join(b"%d 0 m %d 500 l S\n" % (x % 500, x % 500) for x in range(30_000))
    document = read(built(lines + b"BT /F 12 Tf 90 700 Td (Task 1) Tj ET"))
    assert [block.text for block in document.blocks] == ["Task 1"]
    assert document.notes == (diagnose("D106", what="the drawing on page 1"),)


def test_very_many_objects_end():
    document = read(built(b"0 0 m 9 9 l S\n" * 300_000 + b"BT /F 12 Tf 90 700 Td (Task 1) Tj ET"))
    assert [block.text for block in document.blocks] == ["Task 1"]


def test_forms_that_draw_themselves_end():
    content = b"/X Do BT /F 12 Tf 90 700 Td (Task 1) Tj ET"
    data = built(content, extra="/Rotate 0").replace(b"/Resources<</Font", b"/Resources<</XObject<</X 5 0 R>>/Font")
    assert isinstance(read(data).pages, int)


@pytest.mark.parametrize("text", ["(" * 5000, "9" * 5000, "a" * 5000])
def test_one_endless_line_is_read(text):
    escaped = text.replace("(", "\\(").encode()
    document = read(built(b"BT /F 0.1 Tf 9 700 Td (" + escaped + b") Tj ET"))
    assert document.blocks[0].text.startswith(text[:50])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=12))
def test_any_damage_gives_a_document_or_a_named_error(changes):
    data = bytearray(PLAIN)
    for place, patch in changes:
        data[place : place + len(patch)] = patch
    try:
        document = read(bytes(data))
    except FenjieError:
        return
    assert all(block.text == "".join(line.text for line in block.lines) for block in document.blocks)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_behind_the_mark_give_a_document_or_a_named_error(tail):
    with pytest.raises(FenjieError):
        read(b"%PDF-1.4\n" + tail)
