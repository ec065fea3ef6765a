"""Read a Word document (.docx, .docm, strict or not) as its paper shows it, automatic numbers and all.

What the reader decides, so that the same notice reads the same whatever it was typed in:

- A paragraph is one block. Line breaks typed inside it are judged in `docx_breaks`.
- An automatic number stands at the head of its block as a typist writes it (`numbering.typed`): 一、 and （一） close
  up, 1. takes one space. Bullets are ● or the mark that is printed, then a space. An empty numbered paragraph keeps
  its number, for the cells of a 序号 column are such.
- A cell is one block; its paragraphs are joined by a newline. A table of a single cell is a frame around paragraphs.
- A table inside a cell has its own index and follows the outer table, as do text boxes of its cells. Text boxes
  elsewhere follow the paragraph that they are anchored in.
- Revisions are read as accepted. Hidden text, comments, instructions of fields and prompts of forms are no ink.
- Headers, footers, footnotes and tables of contents are furniture: they are on the paper, but in no sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.ingest.docx_chunks import Chunks
from pipeline.ingest.docx_furniture import furniture_of, unread
from pipeline.ingest.docx_names import W
from pipeline.ingest.docx_story import StoryReader
from pipeline.ingest.docx_styles import Styles, without_unread_styles
from pipeline.ingest.numbering import Numbering
from pipeline.ingest.ooxml import Package
from pipeline.ingest.raw import RawDocument
from schemas.breakdown import Diagnostic
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer, UnreadableFile, UnsupportedFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.ingest.ooxml import Part, Relationship

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroEnabled.12"


class DocxReader:
    """The reader of WordprocessingML packages. Macros are never looked at."""

    media_types: tuple[str, ...] = (DOCX, DOCM)

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return the blocks of a document in reading order.

        Raises UnreadableFile, EncryptedFile, UnsupportedFormat, NoTextLayer (pictures only) or TooLarge.
        """
        return read_document(name, data)


def read_document(name: str, data: bytes, *, embedded: bool = True) -> RawDocument:
    """Return what `DocxReader.read` does; without `embedded` the documents taken in whole are only counted."""
    package = Package(name, data)
    document, links = _document(package)
    styles = Styles(_linked(package, links, "styles", without_unread_styles))
    numbering = Numbering(_linked(package, links, "numbering"), styles)
    chunks = Chunks(package, links if embedded else ())
    story = StoryReader(document.root, styles, numbering, name, chunks)
    blocks = story.read(document.root.find(W + "body"))
    missed = unread(document.root, story.formulas, chunks.count)
    if missed.pictures and not any(block.text.strip() for block in blocks):
        raise NoTextLayer(name, "has only pictures, no text (a scan?). Run OCR on it, then convert the result.")
    furniture, footnotes = furniture_of(package, document, links, styles)
    notes: list[Diagnostic] = [diagnose("D106", what=what) for what in (*missed.described(), *footnotes)]
    if story.unknown:
        notes.append(diagnose("D105", count=story.unknown))
    return RawDocument(
        media_type=DOCM if package.has_macros else DOCX,
        pages=None,
        blocks=tuple(blocks),
        furniture=(*story.furniture, *furniture),
        notes=tuple(notes),
    )


def _document(package: Package) -> tuple[Part, tuple[Relationship, ...]]:
    """Find the main part through the package's own links, or where every Office program puts it."""
    targets = [link.target for link in package.relationships("") if link.kind == "officeDocument"]
    for path in (*targets, "word/document.xml"):
        part = package.part(path)
        if part is None:
            continue
        if part.root.tag != W + "document":
            raise UnsupportedFormat(
                package.name, "is an Office file, but no Word document (a table or slides?). Save its text as .docx."
            )
        if part.root.find(W + "body") is None:
            raise UnreadableFile(package.name, "has no body: the document is empty or damaged. Get the file again.")
        return part, package.relationships(part.path)
    raise UnreadableFile(
        package.name, "holds no Word document (a zip of other things?). Unpack it and convert what is inside."
    )


def _linked(
    package: Package, links: tuple[Relationship, ...], kind: str, trim: Callable[[bytes], bytes] | None = None
) -> _Element | None:
    for link in links:
        if link.kind == kind:
            part = package.part(link.target, trim)
            return None if part is None else part.root
    return None
