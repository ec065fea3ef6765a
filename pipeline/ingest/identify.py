"""Tell what a file is by its bytes; its name only says what someone thought it was."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from schemas.errors import EncryptedFile, UnreadableFile


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, its name for people, the endings it bears, what to do if no reader takes it."""

    media_type: str
    label: str
    endings: tuple[str, ...]
    advice: str


_AS_DOCX = "open it in Word or WPS, save it as .docx and try again"
_AS_TEXT = "try again with the document itself (.docx, .pdf or .txt)"
_PICTURE = "it is a picture: run OCR first, or ask for the document itself"
_UNPACK = "unpack it and try again with the files in it"

TEXT = Kind("text/plain", "plain text", (".txt", ".text"), "")
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Word document (docx)", (".docx", ".docm", ".dotx", ".wps"), _AS_DOCX,
)
PDF = Kind("application/pdf", "PDF document", (".pdf",), _AS_TEXT)
DOC = Kind("application/msword", "Word 97–2003 or WPS document", (".doc", ".wps", ".dot", ".wpt"), _AS_DOCX)
OFD = Kind("application/ofd", "OFD document", (".ofd",), "export it as .pdf with an OFD viewer and try again")
HTML = Kind(
    "text/html", "web page", (".html", ".htm", ".shtml", ".xhtml"),
    "save it as plain text or print it to .pdf, and try again",
)
MHTML = Kind("multipart/related", "saved web page (mht)", (".mht", ".mhtml"), HTML.advice)
EML = Kind("message/rfc822", "mail", (".eml",), "save its attachments and try again with them")
MARKDOWN = Kind("text/markdown", "Markdown text", (".md", ".markdown"), "")
RTF = Kind("application/rtf", "RTF document", (".rtf", ".doc"), _AS_DOCX)
WORD_XML = Kind("application/vnd.ms-word.xml", "Word document in XML", (".xml", ".doc"), _AS_DOCX)
XML = Kind("application/xml", "file of XML data", (".xml",), _AS_TEXT)
ODT = Kind("application/vnd.oasis.opendocument.text", "OpenDocument text", (".odt",), _AS_DOCX)
XLSX = Kind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel workbook (xlsx)", (".xlsx", ".xlsm", ".et"),
    "paste the table into a .docx, or save it as .txt, and try again",
)
XLS = Kind("application/vnd.ms-excel", "Excel 97–2003 workbook", (".xls", ".et"), XLSX.advice)
PPTX = Kind(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "presentation", (".pptx", ".dps"), _AS_TEXT,
)
PPT = Kind("application/vnd.ms-powerpoint", "presentation", (".ppt", ".dps"), _AS_TEXT)
OLE = Kind("application/x-ole-storage", "old Office file", (".doc", ".wps", ".xls", ".ppt"), _AS_DOCX)
CAJ = Kind("application/caj", "CAJ document", (".caj",), "export it as .pdf with CAJViewer and try again")
ZIP = Kind("application/zip", "zip archive", (".zip",), _UNPACK)
UNKNOWN = Kind("application/octet-stream", "file of unknown kind", (), _AS_TEXT)

# The bytes a file begins with. Longer beginnings stand before those they begin with.
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n", Kind("image/png", "PNG picture", (".png",), _PICTURE)),
    (b"\xff\xd8\xff", Kind("image/jpeg", "JPEG picture", (".jpg", ".jpeg"), _PICTURE)),
    (b"GIF8", Kind("image/gif", "GIF picture", (".gif",), _PICTURE)),
    (b"II*\x00", Kind("image/tiff", "TIFF picture", (".tif", ".tiff"), _PICTURE)),
    (b"MM\x00*", Kind("image/tiff", "TIFF picture", (".tif", ".tiff"), _PICTURE)),
    (b"AT&TFORM", Kind("image/vnd.djvu", "DjVu picture", (".djvu", ".djv"), _PICTURE)),
    (b"Rar!\x1a\x07", Kind("application/vnd.rar", "rar archive", (".rar",), _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", "7z archive", (".7z",), _UNPACK)),
    (b"\x1f\x8b", Kind("application/gzip", "gzip archive", (".gz", ".tgz"), _UNPACK)),
    (b"{\\rtf", RTF),
    (b"%!PS", Kind("application/postscript", "PostScript", (".ps", ".eps"), "convert it to .pdf and try again")),
    (b"CAJ\x00", CAJ),
    (b"HN\x00\x00", CAJ),
    (b"\x7fELF", Kind("application/x-executable", "program", (), _AS_TEXT)),
    (b"MZ\x90\x00", Kind("application/vnd.microsoft.portable-executable", "program", (".exe", ".dll"), _AS_TEXT)),
    (b"SQLite format 3\x00", Kind("application/vnd.sqlite3", "SQLite database", (".db", ".sqlite"), _AS_TEXT)),
)
_RIFF_WEBP = Kind("image/webp", "WebP picture", (".webp",), _PICTURE)
_HEIF = Kind("image/heic", "HEIC picture", (".heic", ".heif", ".avif"), _PICTURE)
_BMP = Kind("image/bmp", "BMP picture", (".bmp",), _PICTURE)

PICTURES = tuple(
    dict.fromkeys(
        kind
        for kind in (*(kind for _, kind in _MAGIC), _RIFF_WEBP, _BMP)
        if kind.media_type in ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/webp", "image/bmp")
    )
)
"""Pictures that Pillow opens without help."""

_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
"""Bytes at the beginning that are looked at for text, markup and the PDF mark."""


def identify(name: str, data: bytes) -> Kind:
    """Return what `data` is. `name` is for messages, and tells Markdown from plain text.

    Raises UnreadableFile for an empty file or a damaged archive, EncryptedFile for a protected Office file.

    >>> identify("notice.docx", b"%PDF-1.7 ...").media_type
    'application/pdf'
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise UnreadableFile(name, "is empty; check that it was saved or downloaded completely")
    head = data[:_HEAD]
    if data.startswith(b"PK") and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _in_zip(name, data)
    if data.startswith(_OLE_MARK):
        return _in_ole(name, data)
    # Mail gateways and scanners put bytes before the mark; readers of PDF allow for it.
    if b"%PDF-" in head[:1024]:
        return PDF
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _RIFF_WEBP
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"hevc"):
        return _HEIF
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        return _BMP
    kind = _mail(head) or _markup(head) or (TEXT if _is_text(head) or _is_text(head.rstrip(b"\x00")) else UNKNOWN)
    if kind is TEXT:
        # No byte tells Markdown from plain text: here the name decides, for every plain text is Markdown too.
        if PurePath(name).suffix.lower() in MARKDOWN.endings:
            return MARKDOWN
        # A page whose first tags were cut off: text, then tags that no text holds so often.
        return HTML if len(_closed_tag().findall(head)) >= 3 else TEXT
    return kind


def named(name: str) -> str | None:
    """Return the ending of a name, in lower case, if it promises a kind of file that is known here.

    >>> named("通知.DOCX"), named("notice.2025")
    ('.docx', None)
    """
    ending = PurePath(name).suffix.lower()
    return ending if ending in _known_endings() else None


@cache
def _known_endings() -> frozenset[str]:
    kinds = (TEXT, MARKDOWN, DOCX, PDF, DOC, OFD, HTML, MHTML, EML, RTF, WORD_XML, ODT, XLSX, XLS, PPTX, PPT, ZIP)
    pictures = (_RIFF_WEBP, _HEIF, _BMP, *(kind for _, kind in _MAGIC))
    return frozenset(ending for kind in (*kinds, *pictures) for ending in kind.endings)


def _in_zip(name: str, data: bytes) -> Kind:
    """Return what a zip container holds, by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            mimetype = next((entry for entry in entries if entry.filename == "mimetype"), None)
            readable = mimetype is not None and mimetype.file_size < 200 and not mimetype.flag_bits & 1
            kind = archive.read("mimetype").decode("ascii", "replace") if readable else ""
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, RuntimeError) as error:
        raise UnreadableFile(
            name, "begins like a .docx or zip file but is damaged or cut short; get it again from its source"
        ) from error
    parts = {entry.filename.replace("\\", "/").lstrip("/") for entry in entries}
    if any(part.startswith("word/") for part in parts):
        return DOCX
    if any(part.startswith("xl/") for part in parts):
        return XLSX
    if any(part.startswith("ppt/") for part in parts):
        return PPTX
    if "OFD.xml" in parts:
        return OFD
    if "opendocument.text" in kind:
        return ODT
    return ZIP


def _in_ole(name: str, data: bytes) -> Kind:
    """Return what an OLE container holds, by the names in its directory, which are UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise EncryptedFile(name, "is protected by a password; open it, remove the password, save it and try again")
    if holds("WordDocument") or holds("WpsCustomData"):
        return DOC
    if holds("Workbook") or holds("Book\x00"):
        return XLS
    return PPT if holds("PowerPoint Document") else OLE


@cache
def _html_tag() -> re.Pattern[bytes]:
    """<!DOCTYPE html>   <html lang="zh">   <head>   <meta charset="gb2312">   <div class="TRS_Editor">."""
    return re.compile(
        rb"<(?:!doctype\s{1,9}html|html|head|body|meta\s|title>|(?:div|p|table|span|style|script|article|section|main|center|font|h[1-6]|tbody|tr|td|ul|ol|br|strong|b)[\s/>])",
        re.IGNORECASE,
    )


@cache
def _closed_tag() -> re.Pattern[bytes]:
    """…工作要点</p>   </span></strong></p>   </td>   …贯彻落实。<br/>."""
    return re.compile(rb"</(?:p|div|span|td|strong|font|h[1-6])\s{0,3}>|<br\s{0,3}/?>", re.IGNORECASE)


@cache
def _mail_header() -> re.Pattern[bytes]:
    """From: …   Subject: =?gb2312?B?…   MIME-Version: 1.0   Received: from …."""
    return re.compile(
        rb"^(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Content-Type|Delivered-To|Reply-To"
        rb"|DKIM-Signature|X-[A-Za-z-]{2,40}):[ \t]?",
        re.IGNORECASE | re.MULTILINE,
    )


def _mail(head: bytes) -> Kind | None:
    """Return EML or MHTML if the bytes begin with the headers of a mail: three of them before the first empty line.

    Browsers save a page as a mail to no one.
    """
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r\n", b"\n")
    top = bare.partition(b"\n\n")[0]
    if not re.match(rb"[A-Za-z-]{2,40}:[ \t]?|From \S", bare):
        return None
    headers = {name.rstrip(b": \t").lower() for name in _mail_header().findall(top)}
    if len(headers) < 3:
        return None
    page = b"multipart/related" in top and not headers & {b"to", b"received", b"delivered-to"}
    return MHTML if page else EML


def _markup(head: bytes) -> Kind | None:
    """Return the kind of markup the bytes begin with, if any; UTF-16 is read through its zero bytes."""
    bare = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    bare = bare.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if b"multipart/related" in bare and re.match(rb"(?:MIME-Version|From|Snapshot-Content-Location):", bare):
        return MHTML
    if not bare.startswith(b"<"):
        return None
    comment = re.match(rb"(?:<!--.{0,2000}?-->\s{0,99})?", bare, re.DOTALL)
    rest = bare[comment.end() :] if comment else bare
    if _html_tag().match(rest):
        return HTML
    if rest.startswith(b"<?xml"):
        if b"<html" in rest.lower() or b"-//w3c//dtd xhtml" in rest.lower():
            return HTML
        return WORD_XML if b"office/word/2003/wordml" in rest or b'progid="Word.Document"' in rest else XML
    return None


_CONTROLS = bytes((*range(1, 8), *range(14, 26), *range(28, 32)))
# The high bytes of Chinese characters, their punctuation, and Latin in UTF-16.
_WIDE = bytes((*range(0x4E, 0xA0), 0x30, 0xFF, 0x20, 0))


def _is_text(head: bytes) -> bool:
    """Tell whether the bytes may be text: no zero bytes but in UTF-16 or UTF-32, hardly any control characters."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\x00\x00\xfe\xff":
        return True
    if _may_be_wide(head):
        return True
    if b"\x00" in head:
        return False
    return (len(head) - len(head.translate(None, _CONTROLS))) * 100 <= len(head)


def _may_be_wide(head: bytes) -> bool:
    """Tell whether the bytes may be UTF-16 of Chinese, whose high bytes are few and whose low bytes can be anything."""
    return len(head) % 2 == 0 and any(
        (len(half) - len(half.translate(None, _WIDE))) * 20 > len(half) * 19 for half in (head[::2], head[1::2])
    )
