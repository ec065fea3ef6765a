"""Builders of small Word packages: the XML that a test is about, and nothing else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pytest

from pipeline.ingest.docx import DocxReader
from pipeline.ingest.raw import RawBlock, RawDocument

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{LINKS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}


@dataclass(frozen=True)
class Word:
    """Makes packages of given XML and reads them; further parts are given by name: styles, numbering, header1 …"""

    def package(self, body: str, **parts: str) -> bytes:
        links = "".join(
            f'<Relationship Id="{part}" Type="{LINKS}/{part.rstrip("0123456789")}" Target="{part}.xml"/>'
            for part in parts
        )
        members = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE_LINKS}">'
            f'<Relationship Id="a" Type="{LINKS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE_LINKS}">{links}</Relationships>',
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        }
        for part, content in parts.items():
            kind = part.rstrip("0123456789")
            root = _ROOTS.get(kind, "hdr" if kind == "header" else "ftr")
            members[f"word/{part}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
        return self.zipped(members)

    def zipped(self, members: dict[str, str]) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in members.items():
                package.writestr(name, content)
        return target.getvalue()

    def read(self, body: str, **parts: str) -> RawDocument:
        return DocxReader().read("通知.docx", self.package(body, **parts))

    def blocks(self, body: str, **parts: str) -> tuple[RawBlock, ...]:
        return self.read(body, **parts).blocks

    def texts(self, body: str, **parts: str) -> list[str]:
        return [block.text for block in self.blocks(body, **parts)]

    def p(self, text: str = "", *, properties: str = "", runs: str = "") -> str:
        run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
        return f"<w:p><w:pPr>{properties}</w:pPr>{run}{runs}</w:p>"

    def item(self, text: str, num: int | str = 1, level: int | None = 0, *, properties: str = "") -> str:
        """A paragraph with an automatic number."""
        ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        return self.p(text, properties=f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>{properties}')

    def level(
        self, index: int, number_format: str, text: str, *, start: int | None = 1, suffix: str = "", more: str = ""
    ) -> str:
        starts = "" if start is None else f'<w:start w:val="{start}"/>'
        suff = f'<w:suff w:val="{suffix}"/>' if suffix else ""
        return (
            f'<w:lvl w:ilvl="{index}">{starts}<w:numFmt w:val="{number_format}"/>{more}{suff}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    def abstract(self, identifier: int, *levels: str, link: str = "") -> str:
        return f'<w:abstractNum w:abstractNumId="{identifier}">{link}{"".join(levels)}</w:abstractNum>'

    def num(self, identifier: int, abstract: int, *overrides: str) -> str:
        return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{"".join(overrides)}</w:num>'

    def override(self, level: int, *, start: int | None = None, replaced: str = "") -> str:
        starts = "" if start is None else f'<w:startOverride w:val="{start}"/>'
        return f'<w:lvlOverride w:ilvl="{level}">{starts}{replaced}</w:lvlOverride>'

    def one_list(self, *levels: str) -> str:
        """A numbering part of one list, numId 1."""
        return self.abstract(0, *levels) + self.num(1, 0)

    def style(self, identifier: str, *, name: str = "", based_on: str = "", properties: str = "", run: str = "",
              kind: str = "paragraph", default: bool = False) -> str:  # fmt: skip
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        first = ' w:default="1"' if default else ""
        return (
            f'<w:style w:type="{kind}" w:styleId="{identifier}"{first}><w:name w:val="{name or identifier}"/>{base}'
            f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )


@pytest.fixture(scope="session")
def word() -> Word:
    """The builder; see its methods."""
    return Word()
