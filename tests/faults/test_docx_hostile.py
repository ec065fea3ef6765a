"""Damaged and hostile Word files end in a named error, or in a result within the limits."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from pipeline.ingest import ooxml
from pipeline.ingest.docx import DocxReader
from schemas.errors import EncryptedFile, FenjieError, NoTextLayer, TooLarge, UnreadableFile, UnsupportedFormat

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<w:document xmlns:w="{MAIN}"><w:body>'
TAIL = "</w:body></w:document>"
PARAGRAPH = "<w:p><w:r><w:t>新建站点3个。</w:t></w:r></w:p>"


def zipped(members: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def word(body: str) -> bytes:
    return zipped({"word/document.xml": HEAD + body + TAIL})


def read(data: bytes):
    return DocxReader().read("通知.docx", data)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def outcome(data: bytes) -> str:
    """The text of the document, or the message of its named error."""
    try:
        return "\n".join(texts(data))
    except FenjieError as error:
        return str(error)


def saved() -> bytes:
    document = docx.Document()
    document.add_paragraph("新建站点3个。")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_package_without_links_is_still_found():
    assert texts(word(PARAGRAPH)) == ["新建站点3个。"]


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", UnreadableFile, "is not a complete .docx file"),
        (b"PK\x03\x04", UnreadableFile, "is not a complete .docx file"),
        (saved()[:5000], UnreadableFile, "is not a complete .docx file"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, UnreadableFile, "is not a complete .docx file"),
        (ooxml.OLE_MAGIC + b"\0" * 600, UnsupportedFormat, "save it as .docx"),
        (ooxml.OLE_MAGIC + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "remove the password"),
        (zipped({"照片.txt": "甲"}), UnreadableFile, "holds no Word document"),
        (zipped({"word/document.xml": "<workbook/>"}), UnsupportedFormat, "no Word document"),
        (zipped({"word/document.xml": f'<w:document xmlns:w="{MAIN}"/>'}), UnreadableFile, "has no body"),
        (zipped({"word/document.xml": HEAD + PARAGRAPH}), UnreadableFile, "not well-formed"),
        (zipped({"word/document.xml": b""}), UnreadableFile, "not well-formed"),
    ],
    ids=[
        "empty",
        "magic",
        "cut",
        "picture",
        "doc",
        "password",
        "other zip",
        "workbook",
        "no body",
        "broken",
        "blank part",
    ],
)
def test_what_is_no_word_document_is_refused_by_name(data, kind, message):
    with pytest.raises(kind) as caught:
        read(data)
    assert type(caught.value) is kind
    assert str(caught.value).startswith("通知.docx: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_part_with_a_wrong_checksum_is_refused():
    data = zipped({"word/document.xml": HEAD + PARAGRAPH * 50 + TAIL})
    middle = data.index(b"PK\x01\x02") - 8
    with pytest.raises(UnreadableFile, match="damaged"):
        read(data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 8]) + data[middle + 8 :])


def test_a_zip_with_a_password_is_refused():
    data = bytearray(word(PARAGRAPH))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile):
        read(bytes(data))


def test_an_entity_bomb_is_refused_unexpanded():
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb = f"<!DOCTYPE w:document [{entities}]>{HEAD}<w:p><w:r><w:t>&i;</w:t></w:r></w:p>{TAIL}"
    with pytest.raises(UnreadableFile, match="DTD"):
        read(zipped({"word/document.xml": bomb}))


def test_a_file_named_by_an_entity_is_not_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    attack = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>{HEAD}<w:p><w:r><w:t>&s;</w:t></w:r></w:p>{TAIL}'
    with pytest.raises(UnreadableFile, match="DTD"):
        read(zipped({"word/document.xml": attack}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(TooLarge, match="over the limits"):
        read(word("<w:p/>" * 2_000_000))


def test_a_part_over_the_size_limit_is_refused(monkeypatch):
    monkeypatch.setattr(ooxml, "MAX_PART", 100)
    with pytest.raises(TooLarge, match="over the limits"):
        read(word(PARAGRAPH))


def test_a_large_picture_is_no_reason_to_refuse():
    data = zipped({"word/document.xml": HEAD + PARAGRAPH + TAIL, "word/media/image1.bmp": b"\0" * 40_000_000})
    assert texts(data) == ["新建站点3个。"]


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(ooxml, "MAX_MEMBERS", 3)
    with pytest.raises(TooLarge, match="parts"):
        read(zipped({"word/document.xml": HEAD + TAIL, "a": "", "b": "", "c": ""}))


TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc><w:tc/></w:tr></w:tbl>")
FRAME = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
CONTROL = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
BOX = ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>")
INSERTED = ("<w:ins>", "</w:ins>")


@pytest.mark.parametrize(
    "nest", [TABLE, FRAME, CONTROL, BOX, INSERTED], ids=["table", "frame", "control", "box", "inserted"]
)
def test_ten_thousand_levels_are_refused_by_name(nest):
    with pytest.raises(TooLarge, match="nest"):
        read(word(nest[0] * 10_000 + PARAGRAPH + nest[1] * 10_000))


@pytest.mark.parametrize(
    "nest", [TABLE, FRAME, CONTROL, BOX, INSERTED], ids=["table", "frame", "control", "box", "inserted"]
)
def test_the_deepest_nesting_that_parses_ends_in_text_or_a_named_error(nest):
    levels = 240 // nest[0].count("<")
    found = outcome(word(nest[0] * levels + PARAGRAPH + nest[1] * levels))
    assert "新建站点3个。" in found or "deeper than" in found


def test_nesting_of_a_real_document_is_read():
    assert "新建站点3个。" in texts(word(TABLE[0] * 20 + PARAGRAPH + TABLE[1] * 20))


def test_pictures_without_text_ask_for_ocr():
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
        "</w:drawing></w:r></w:p>"
    )
    with pytest.raises(NoTextLayer, match="OCR"):
        read(word(picture))


def test_an_empty_document_has_no_blocks():
    assert read(word("")).blocks == ()


def test_a_label_longer_than_word_allows_is_cut():
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4000"/>'
        f'<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{"%1" * 5000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="n" Type="x/numbering" Target="numbering.xml"/></Relationships>'
    )
    body = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    members = {
        "word/document.xml": HEAD + body + TAIL, "word/_rels/document.xml.rels": links, "word/numbering.xml": numbering,
    }  # fmt: skip
    assert [len(text) for text in texts(zipped(members))] == [255]


def test_fields_nested_a_thousandfold_are_read():
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    fields = (mark("begin") + mark("separate")) * 5_000 + "<w:r><w:t>甲</w:t></w:r>" * 5_000 + mark("end") * 5_000
    assert texts(word(f"<w:p>{fields}</w:p>")) == ["甲" * 5_000]


def test_a_paragraph_of_twenty_thousand_breaks_is_read():
    body = "<w:p>" + "<w:r><w:t>新建站点、</w:t><w:br/></w:r>" * 20_000 + "</w:p>"
    assert texts(word(body)) == ["新建站点、" * 20_000]


def test_a_trim_that_breaks_the_xml_is_not_used():
    package = ooxml.Package("通知.docx", word(PARAGRAPH))
    part = package.part("word/document.xml", trim=lambda source: source[:100])
    assert part is not None
    assert part.root.tag == f"{{{MAIN}}}document"


def test_a_strict_document_reads_the_same():
    body = HEAD.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    numbered = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/numbering" Target="numbering.xml"/>'
        "</Relationships>"
    )
    numbering = (
        '<w:numbering xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    strict = zipped(
        {
            "word/document.xml": body + numbered + TAIL,
            "word/_rels/document.xml.rels": links,
            "word/numbering.xml": numbering,
        }
    )
    assert texts(strict) == ["一、甲"]


def test_a_macro_document_is_read_and_named_as_such():
    data = zipped(
        {
            "[Content_Types].xml": "<Types><Override "
            'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
            "word/document.xml": HEAD + PARAGRAPH + TAIL,
            "word/vbaProject.bin": b"\0" * 100,
        }
    )
    document = read(data)
    assert document.media_type == "application/vnd.ms-word.document.macroEnabled.12"
    assert [block.text for block in document.blocks] == ["新建站点3个。"]


def test_part_names_may_be_written_with_backslashes_and_capitals():
    assert texts(zipped({"Word\\Document.xml": HEAD + PARAGRAPH + TAIL})) == ["新建站点3个。"]


def test_absurd_numbers_are_ignored():
    huge = "9" * 400
    body = (
        f'<w:p><w:pPr><w:outlineLvl w:val="{huge}"/><w:numPr><w:ilvl w:val="-3"/><w:numId w:val="{huge}"/></w:numPr>'
        "</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>'
    )
    assert texts(word(body)) == ["甲", "", ""]


@pytest.mark.parametrize("step", range(7))
def test_a_file_damaged_anywhere_ends_in_a_document_or_a_named_error(step):
    data = saved()
    for position in range(step * 37, len(data), 997):
        damaged = data[:position] + bytes([data[position] ^ 0x55]) + data[position + 1 :]
        assert outcome(damaged).startswith(("通知.docx: ", "新建站点3个。"))
