"""Open an Office package (a zip of XML parts) without trusting it: limits on size, no DTD, no network, no macros."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from schemas.errors import EncryptedFile, TooLarge, UnreadableFile, UnsupportedFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 20_000
MAX_PART = 32 * 1024 * 1024
# XML of a long table squeezes to about 1:50; a zip bomb to 1:1000.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_TWINS = {
    _STRICT + "wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    _STRICT + "officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT + "officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    _STRICT + "drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    _STRICT + "drawingml/chart": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    _STRICT + "drawingml/diagram": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another: `kind` is the last word of its type (styles, header, footnotes…)."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """A parsed part and its name in the package."""

    path: str
    root: _Element


class Package:
    """The zip and its parts, read one by one as they are asked for.

    `kind` is what messages call such a file, `read_bytes` how many bytes were unpacked so far.

    Raises UnreadableFile, EncryptedFile, UnsupportedFormat or TooLarge; no other exception for any bytes.
    """

    def __init__(self, name: str, data: bytes, kind: str = ".docx") -> None:
        self.name = name
        if data.startswith(OLE_MAGIC):
            if _ENCRYPTED_STREAM in data:
                raise EncryptedFile(name, _PASSWORD_MESSAGE)
            raise UnsupportedFormat(name, f"is in an older Office format. Open it in Word or WPS and save it as {kind}.")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            message = f"is not a complete {kind} file (damaged or cut off?). Get the file again."
            raise UnreadableFile(name, message) from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise TooLarge(name, f"holds {len(members)} parts, over the limit of {MAX_MEMBERS}. Save it anew in Word.")
        # Some converters write backslashes; part names are equal whatever their case.
        self.read_bytes = 0
        self._members = {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in members}

    def part(self, path: str, trim: Callable[[bytes], bytes] | None = None) -> Part | None:
        """Return the parsed part, or None where the package has no such part.

        `trim` may take out of the XML what the caller never looks at. It need not be sure of itself: what it returns
        is used only if it is well-formed.
        """
        source = self._bytes(path)
        if source is None:
            return None
        if trim is not None:
            try:
                return Part(path, self._parse(path, trim(source)))
            except UnreadableFile:
                pass
        return Part(path, self._parse(path, source))

    def relationships(self, path: str) -> tuple[Relationship, ...]:
        """Return the internal links of the part at `path` ("" for the package itself), targets as part names."""
        folder, file = posixpath.split(path)
        links = self.part(posixpath.join(folder, "_rels", file + ".rels"))
        if links is None:
            return ()
        found = []
        for link in links.root:
            target = link.get("Target")
            if target is None or link.get("TargetMode") == "External":
                continue
            kind = (link.get("Type") or "").rsplit("/", 1)[-1]
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(Relationship(link.get("Id") or "", kind, full))
        return tuple(found)

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a part that is no XML, or None where the package has no such part."""
        return self._bytes(path)

    @property
    def has_macros(self) -> bool:
        """Whether the package says that it carries macros (.docm); they are never read."""
        return b"macroEnabled" in (self._bytes("[Content_Types].xml") or b"")

    def _bytes(self, path: str) -> bytes | None:
        member = self._members.get(path.lower())
        if member is None:
            return None
        if member.flag_bits & 1:
            raise EncryptedFile(self.name, _PASSWORD_MESSAGE)
        squeezed = max(1, member.compress_size)
        if member.file_size > MAX_PART or (
            member.file_size > RATIO_COUNTS_FROM and member.file_size > MAX_RATIO * squeezed
        ):
            raise TooLarge(
                self.name,
                f"unpacks to {member.file_size} bytes in {path}, over the limits. Split the document or save it anew.",
            )
        self.read_bytes += member.file_size
        try:
            return self._zip.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableFile(self.name, f"is damaged in {path}. Get the file again.") from error

    def _parse(self, path: str, source: bytes) -> _Element:
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True, collect_ids=False,
        )
        try:
            root = etree.fromstring(source, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error).lower():
                raise TooLarge(self.name, f"is nested too deeply in {path}. Save it anew in Word or WPS.") from error
            if "DOCTYPE" in str(error) or b"<!DOCTYPE" in source:
                raise UnreadableFile(self.name, _DTD_MESSAGE.format(path=path)) from error
            raise UnreadableFile(self.name, f"is damaged: {path} is not well-formed. Get the file again.") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(self.name, _DTD_MESSAGE.format(path=path))
        if _STRICT.encode() in source:
            _loosen(root)
        return root


_PASSWORD_MESSAGE = "needs a password. Open it in Word or WPS, remove the password and save it again."
_DTD_MESSAGE = "declares a DTD in {path}, which no Office program writes. It is not read; save it anew in Word or WPS."


def _loosen(root: _Element) -> None:
    """Rename the strict namespaces to the usual ones, so that only one set of names has to be known."""
    for element in root.iter("*"):
        element.tag = _usual(element.tag)
        for name, value in element.attrib.items():
            usual = _usual(str(name))
            if usual != name:
                del element.attrib[name]
                element.set(usual, value)


def _usual(name: str) -> str:
    if not name.startswith("{" + _STRICT):
        return name
    space, _, local = name[1:].partition("}")
    return f"{{{_STRICT_TWINS.get(space, space)}}}{local}"
