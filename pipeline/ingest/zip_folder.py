"""Read a .zip as the folder of notices that it is: names told right, nothing written to disk, limits before unpacking."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pipeline.ingest.entries import MAX_ENTRIES, MAX_MEMBER, Entry, inner_path, unique
from schemas.errors import EncryptedFile, TooLarge, UnreadableFile

MAX_RATIO = 300
"""Text of one kind squeezes to 1:20, an empty table to 1:150; a zip bomb to 1:1000."""
RATIO_COUNTS_FROM = 4 * 1024 * 1024
MAX_TOTAL = 2 * 1024 * 1024 * 1024
"""Bytes that all files in an archive may come to."""

_BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, RuntimeError, zlib.error)


def zip_entries(name: str, source: bytes | Path) -> list[Entry]:
    """Return the files of an archive in the order of their names; nothing is unpacked before an entry is read.

    Raises UnreadableFile for a damaged archive, TooLarge for one over the limits.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
        members = archive.infolist()
    except _BROKEN as error:
        raise UnreadableFile(name, "begins like a zip file but is damaged or cut short; get it again") from error
    if len(members) > MAX_ENTRIES:
        raise TooLarge(name, f"holds {len(members)} files, over the limit of {MAX_ENTRIES}; unpack it in parts")
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL:
        raise TooLarge(name, f"unpacks to {total // 1024 // 1024} MB, over the limits; unpack it in parts")
    return unique(_entries(name, archive, members))


def _entries(name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    for member in members:
        if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
            continue
        path = inner_path(_name_of(member))
        if path:
            yield Entry(path, _Member(f"{name}/{path}", archive, member))


class _Member:
    """Reads one file of an archive, never more of it than is allowed."""

    def __init__(self, name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._name = name
        self._archive = archive
        self._member = member

    def __call__(self) -> bytes:
        """Return the bytes; raises EncryptedFile, TooLarge or UnreadableFile."""
        member = self._member
        if member.flag_bits & 1:
            raise EncryptedFile(self._name, "is protected by a password; unpack the archive and try again with the file itself")
        squeezed = max(1, member.compress_size)
        if member.file_size > MAX_MEMBER or (
            member.file_size > RATIO_COUNTS_FROM and member.file_size > MAX_RATIO * squeezed
        ):
            raise TooLarge(self._name, f"unpacks to {member.file_size} bytes, over the limits; it may be no document")
        try:
            with self._archive.open(member) as stream:
                data = stream.read(member.file_size + 1)
        except _BROKEN as error:
            raise UnreadableFile(self._name, "is damaged in its archive; get the archive again") from error
        return data


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return the name as it was typed: without the mark for UTF-8, Chinese systems write GBK."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
