"""One reader per container; all end in one SourceDocument."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pipeline.ingest.identify import (
    DOC,
    DOCX,
    EML,
    HTML,
    MARKDOWN,
    MHTML,
    OFD,
    PDF,
    PICTURES,
    RTF,
    TEXT,
    XLS,
    XLSX,
    ZIP,
    Kind,
    identify,
    named,
)
from pipeline.ingest.mend import mend
from pipeline.ingest.page_lines import without_page_lines
from pipeline.ingest.raw import RawDocument
from schemas.diagnostics import diagnose
from schemas.document import SourceDocument
from schemas.errors import FenjieError, TooLarge, UnreadableFile, UnsupportedFormat

MAX_BYTES = 200 * 1024 * 1024
"""A larger file is no notice."""


class Reader(Protocol):
    """What reads one container. `media_types` are those it takes."""

    media_types: tuple[str, ...]

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the raw blocks of a file; raises a FenjieError that names it where it cannot be read."""


def _txt() -> Reader:
    from pipeline.ingest.txt import TxtReader

    return TxtReader()


def _docx() -> Reader:
    from pipeline.ingest.docx import DocxReader

    return DocxReader()


def _pdf() -> Reader:
    from pipeline.ingest.pdf import PdfReader

    return PdfReader()


def _html() -> Reader:
    from pipeline.ingest.html import HtmlReader

    return HtmlReader()


def _mht() -> Reader:
    from pipeline.ingest.eml import MhtReader

    return MhtReader()


def _markdown() -> Reader:
    from pipeline.ingest.markdown import MarkdownReader

    return MarkdownReader()


def _image() -> Reader:
    from pipeline.ingest.image import ImageReader

    return ImageReader()


def _doc() -> Reader:
    from pipeline.ingest.doc_binary import DocReader

    return DocReader()


def _rtf() -> Reader:
    from pipeline.ingest.rtf import RtfReader

    return RtfReader()


def _xlsx() -> Reader:
    from pipeline.ingest.xlsx import XlsxReader

    return XlsxReader()


def _xls() -> Reader:
    from pipeline.ingest.xls import XlsReader

    return XlsReader()


def _ofd() -> Reader:
    from pipeline.ingest.ofd import OfdReader

    return OfdReader()


# Functions, since each reader brings a library that the others should not wait for. No kind stands twice.
READERS: tuple[tuple[Kind, Callable[[], Reader]], ...] = (
    (TEXT, _txt),
    (DOCX, _docx),
    (PDF, _pdf),
    (HTML, _html),
    (MHTML, _mht),
    (MARKDOWN, _markdown),
    *((kind, _image) for kind in PICTURES),
    (DOC, _doc),
    (RTF, _rtf),
    (XLSX, _xlsx),
    (XLS, _xls),
    (OFD, _ofd),
)


FOLDERS = (ZIP, EML)
"""Kinds of files that are like a folder: `pipeline.ingest.containers` looks into them."""


def read(path: Path) -> SourceDocument:
    """Return the document in a file, told by its content and not by its name.

    A path may lead into a file that is like a folder (archive.zip/通知.docx).
    Raises UnreadableFile, EncryptedFile, UnsupportedFormat, NoTextLayer or TooLarge.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(name, "is a folder; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(name, "is no regular file; copy its content into one and try again")
        if status.st_size > MAX_BYTES:
            raise _too_large(name, status.st_size)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        inside = _inside(path)
        if inside is not None:
            return read_bytes(*inside)
        raise UnreadableFile(name, f"does not exist; check the path {path}") from error
    except PermissionError as error:
        raise UnreadableFile(name, "may not be read by you; change its permissions or copy it") from error
    except (OSError, ValueError) as error:
        message = f"cannot be opened ({_reason(error)}); copy it to a local disk and try again"
        raise UnreadableFile(name, message) from error
    return read_bytes(name, data)


def read_bytes(name: str, data: bytes) -> SourceDocument:
    """Return the document in `data`; `name` is for messages and for the note on a wrong ending.

    >>> read_bytes("notice.txt", "一、总体要求".encode("gb18030")).text
    '一、总体要求'
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    kind = identify(name, data)
    if kind in FOLDERS:
        from pipeline.ingest.containers import only_document

        name, data = only_document(name, data)
        kind = identify(name, data)
        if kind in FOLDERS:
            raise TooLarge(name, f"is a {kind.label} too deep inside others; unpack them and try again with the files in them")
    ending = named(name)
    misnamed = ending is not None and ending not in kind.endings
    make = next((make for taken, make in READERS if taken == kind), None)
    if make is None:
        although = f" although the name says {ending}" if misnamed else ""
        raise UnsupportedFormat(name, f"is a {kind.label}{although} and cannot be read; {kind.advice}")
    sha256 = hashlib.sha256(data).hexdigest()
    notes = (diagnose("D101", found=kind.label, named=ending),) if misnamed else ()
    try:
        raw = make().read(name, data)
        # Of a saved page its own reader knows what is the notice.
        document = mend(raw if raw.media_type == "text/html" else without_page_lines(raw), name, sha256, notes)
    except (FenjieError, ImportError):
        raise
    except MemoryError as error:
        raise TooLarge(name, "needs more memory than there is; split it and try again") from error
    except Exception as error:
        # The libraries under the readers raise anything on damaged input; one file must not end a batch.
        reason = f"{type(error).__name__}: {_reason(error)}"
        raise UnreadableFile(name, f"is damaged ({reason}); open it, save it anew and try again") from error
    if not document.text:
        raise UnreadableFile(name, "holds no text; check that the right file was saved")
    return document


def _inside(path: Path) -> tuple[str, bytes] | None:
    """Return name and bytes of what a path below a file names; None where no part of it is a file."""
    from pipeline.ingest.containers import load

    try:
        return load(path)
    except OSError:
        return None


def _too_large(name: str, size: int) -> TooLarge:
    megabyte = 1024 * 1024
    limit = MAX_BYTES // megabyte
    return TooLarge(name, f"has {size // megabyte} MB, the limit is {limit} MB; split it or take its pictures out")


def _reason(error: Exception) -> str:
    """Return an error's message on one line."""
    return " ".join(str(error).split())[:200]
