"""Read a mail for the documents it brings: its attachments, and its body where that is the notice; and saved .mht pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.entries import MAX_ENTRIES, Entry, inner_path, unique
from pipeline.ingest.raw import RawDocument
from schemas.errors import TooLarge, UnreadableFile

if TYPE_CHECKING:
    from email.message import Message

_NOTICE = 300
"""Characters that a body has at least which is a notice and no covering note."""


def eml_entries(name: str, data: bytes) -> list[Entry]:
    """Return the documents of a mail: attachments, forwarded mails, and the body if it is the notice or stands alone.

    Raises UnreadableFile for what is no mail, TooLarge for one of too many parts.
    """
    message = _parse(name, data)
    attached: list[Entry] = []
    bodies: list[tuple[str, bytes]] = []
    for number, part in enumerate(_parts(message)):
        if number > MAX_ENTRIES:
            raise TooLarge(name, f"has more than {MAX_ENTRIES} parts; save its attachments and try again with them")
        kind = part.get_content_type()
        filename = inner_path(_file_name(part))
        if kind == "message/rfc822":
            path = filename or "forwarded.eml"
            attached.append(Entry(path if path.lower().endswith(".eml") else f"{path}.eml", _Forwarded(part)))
        elif filename and not filename.lower().endswith((".htm_", ".p7s")):
            attached.append(Entry(filename, _Payload(part)))
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            bodies.append((kind, _text(part)))
    body = _body(bodies)
    documents = [entry for entry in attached if _may_be_document(entry.path)]
    if body is not None and (not documents or _is_notice(body[1])):
        attached.append(Entry("body.html" if body[0] == "text/html" else "body.txt", _Bytes(body[1])))
    return unique(attached)


class MhtReader:
    """Web pages saved with everything in one file (.mht): the page's own part is read, nothing else is looked at."""

    media_types: tuple[str, ...] = ("multipart/related",)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the notice on the page; raises UnreadableFile where there is no page in the file."""
        from dataclasses import replace

        from pipeline.ingest.html import read_page

        message = _parse(name, data)
        for part in _parts(message):
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                raw = read_page(name, payload if isinstance(payload, bytes) else b"", _charset(part))
                return replace(raw, media_type="multipart/related")
        raise UnreadableFile(name, "is a saved page without the page; save it anew as one .html file")


def _parse(name: str, data: bytes) -> Message:
    """Return the mail; no damage of its headers stops it."""
    from email import message_from_bytes, policy

    try:
        return message_from_bytes(data, policy=policy.compat32)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise UnreadableFile(name, "is no mail that can be read; save its attachments and try again with them") from error


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that are no lists of parts, in order; a forwarded mail is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and part is not message:
            yield part
        elif isinstance(payload, list):
            waiting.extend(inner for inner in reversed(payload) if not isinstance(inner, str))
        else:
            yield part


def _file_name(part: Message) -> str:
    """Return an attachment's name in characters: names are sent in three ways, and in raw GBK against all rules."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    name = part.get_filename() or ""
    if "=?" in name:
        try:
            pieces = decode_header(name)
        except (HeaderParseError, ValueError):
            return name
        return "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces)
    if any("\udc80" <= character <= "\udcff" for character in name):
        return _decoded(name.encode("utf-8", "surrogateescape"), None)
    return name


def _decoded(data: bytes, charset: str | None) -> str:
    named = [_wide(charset)] if charset else []
    for encoding in (*named, "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _wide(charset: str) -> str:
    """Return an encoding's name; what calls itself GB2312 is mostly more."""
    return "gb18030" if charset.lower() in ("gb2312", "gbk", "x-gbk") else charset


def _charset(part: Message) -> str | None:
    """Return the encoding that a part's header names, if it is one."""
    import codecs

    named = part.get_content_charset()
    if not named:
        return None
    try:
        return codecs.lookup(_wide(named)).name
    except LookupError:
        return None


def _text(part: Message) -> bytes:
    """Return a body as UTF-8."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return _decoded(data, _charset(part)).encode("utf-8")


def _body(bodies: list[tuple[str, bytes]]) -> tuple[str, bytes] | None:
    """Return the body that shows most: the page, which keeps tables, before the plain text."""
    filled = [body for body in bodies if body[1].strip()]
    if not filled:
        return None
    pages = [body for body in filled if body[0] == "text/html"]
    return max(pages or filled, key=lambda body: len(body[1]))


def _is_notice(body: bytes) -> bool:
    """Say whether a body beside attachments is a notice itself: long, and with a title or numbered items."""
    text = re.sub(r"<[^<>]{0,2000}>", "\n", body.decode("utf-8"))
    if len(re.sub(r"\s+", "", text)) < _NOTICE:
        return False
    return len(_item().findall(text)) >= 3


@cache
def _item() -> re.Pattern[str]:
    """一、总体要求   （二）推进…   3.建设…   at the head of a line."""
    han = "[一二三四五六七八九十]{1,3}"
    return re.compile(rf"^[ \t\u3000\xa0]{{0,8}}(?:{han}、|[（(]{han}[）)]|\d{{1,2}}[.、．])", re.MULTILINE)


def _may_be_document(path: str) -> bool:
    return not path.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ics", ".vcf", ".dat"))


class _Payload:
    """An attachment's bytes, decoded when asked for."""

    def __init__(self, part: Message) -> None:
        self._part = part

    def __call__(self) -> bytes:
        """Return the bytes."""
        payload = self._part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""


class _Forwarded:
    """The bytes of a mail inside a mail."""

    def __init__(self, part: Message) -> None:
        self._part = part

    def __call__(self) -> bytes:
        """Return the bytes."""
        payload = self._part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        return inner.as_bytes() if inner is not None and not isinstance(inner, str) else b""


class _Bytes:
    """Bytes that are there already."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __call__(self) -> bytes:
        """Return the bytes."""
        return self._data
