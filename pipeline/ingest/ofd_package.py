"""Find the pages of an OFD package: its documents, their pages in order, the templates that pages are printed on."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.ofd_page import numbers
from pipeline.ingest.ooxml import Package
from schemas.errors import EncryptedFile, TooLarge, UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PAGES = 2_000
MOST_BYTES = 512 * 1024 * 1024
"""Bytes of all parts that are read, unpacked."""
_A4 = (0.0, 0.0, 210.0, 297.0)

Area = tuple[float, float, float, float]
"""Left, top, width and height of a page in millimetres."""


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page: its area, its own content, the templates under it and over it, and the drawings it may use."""

    area: Area
    content: _Element
    under: tuple[_Element, ...]
    over: tuple[_Element, ...]
    units: dict[str, _Element]


def pages_of(name: str, data: bytes) -> Iterator[OfdPage]:
    """Yield the pages of all documents of a package in their order.

    Raises UnreadableFile, EncryptedFile or TooLarge.
    """
    package = Package(name, data, kind=".ofd")
    root = package.part("OFD.xml")
    if root is None:
        raise UnreadableFile(name, "holds no OFD document; open it in an OFD viewer, save it anew and try again")
    locked = package.part("Encryptions.xml") is not None or root.root.find(".//{*}Encryptions") is not None
    count = 0
    found = False
    for place in root.root.iterfind("{*}DocBody/{*}DocRoot"):
        document = _Document(package, _joined("", place.text or ""), locked=locked)
        for page in document.pages():
            found = True
            count += 1
            if count > MOST_PAGES:
                raise TooLarge(name, f"has more than {MOST_PAGES} pages; split it first")
            if package.read_bytes > MOST_BYTES:
                raise TooLarge(name, f"unpacks to more than {MOST_BYTES} bytes; split it first")
            yield page
    if not found:
        raise UnreadableFile(name, "holds no page that can be read; open it in an OFD viewer and export it as .pdf")


def _joined(folder: str, place: str) -> str:
    """Return the part that a place in a document of `folder` means.

    >>> _joined("Doc_0", "Pages/Page_0/Content.xml"), _joined("Doc_0", "/Doc_0/Res.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_0/Res.xml')
    """
    place = place.strip().replace("\\", "/")
    return place.lstrip("/") if place.startswith("/") else posixpath.normpath(posixpath.join(folder, place))


class _Document:
    """One document of the package."""

    def __init__(self, package: Package, path: str, *, locked: bool) -> None:
        self._package = package
        self._folder = posixpath.dirname(path)
        self._locked = locked
        self._templates: dict[str, _Element | None] = {}
        root = self._part(path)
        if root is None:
            raise UnreadableFile(package.name, f"lacks its part {path}; get the file again from its source")
        self._root = root
        self._area = _area(root.find("{*}CommonData/{*}PageArea")) or _A4
        self._paths = {
            page.get("ID") or "": page.get("BaseLoc") or "" for page in root.iterfind("{*}CommonData/{*}TemplatePage")
        }

    def pages(self) -> Iterator[OfdPage]:
        units = self._units()
        for page in self._root.iterfind("{*}Pages/{*}Page"):
            content = self._part(_joined(self._folder, page.get("BaseLoc") or ""))
            if content is None:
                raise UnreadableFile(self._package.name, "lacks one of its pages; get the file again from its source")
            under: list[_Element] = []
            over: list[_Element] = []
            for template in content.iterfind("{*}Template"):
                drawn = self._template(template.get("TemplateID") or "")
                if drawn is not None:
                    (over if template.get("ZOrder") == "Foreground" else under).append(drawn)
            yield OfdPage(_area(content.find("{*}Area")) or self._area, content, tuple(under), tuple(over), units)

    def _template(self, identity: str) -> _Element | None:
        if identity not in self._templates:
            place = self._paths.get(identity)
            self._templates[identity] = self._part(_joined(self._folder, place)) if place else None
        return self._templates[identity]

    def _units(self) -> dict[str, _Element]:
        """Return the drawings (composite units) that the resources of the document hold."""
        found: dict[str, _Element] = {}
        places = [
            element.text or "" for tag in ("PublicRes", "DocumentRes")
            for element in self._root.iterfind(f"{{*}}CommonData/{{*}}{tag}")
        ]  # fmt: skip
        for place in places[:20]:
            resources = self._part(_joined(self._folder, place))
            if resources is not None:
                for unit in resources.iter("{*}CompositeGraphicUnit"):
                    found[unit.get("ID") or ""] = unit
        return found

    def _part(self, path: str) -> _Element | None:
        try:
            part = self._package.part(path)
        except EncryptedFile:
            raise
        except UnreadableFile as error:
            if self._locked:
                message = "is encrypted; open it in an OFD viewer with its password or key, and export it as .pdf"
                raise EncryptedFile(self._package.name, message) from error
            raise
        return None if part is None else part.root


def _area(element: _Element | None) -> Area | None:
    """Return the area that shows of a page: its crop box, or the whole sheet."""
    if element is None:
        return None
    for tag in ("CropBox", "PhysicalBox", "ApplicationBox"):
        found = numbers(element.findtext(f"{{*}}{tag}"))
        if len(found) == 4 and found[2] > 0 and found[3] > 0:
            return (found[0], found[1], found[2], found[3])
    return None
