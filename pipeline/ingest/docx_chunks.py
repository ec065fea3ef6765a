"""Read the documents that a Word document takes in whole where an altChunk stands: web pages, rtf, text or Word's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.ingest.raw import RawBlock, RawDocument
from schemas.errors import FenjieError

if TYPE_CHECKING:
    from pipeline.ingest.ooxml import Package, Relationship

_MOST = 200


class Chunks:
    """The embedded documents of one package. `count` is how many were read."""

    def __init__(self, package: Package, links: Sequence[Relationship]) -> None:
        self._package = package
        self._targets = {link.id: link.target for link in links if link.kind == "aFChunk"}
        self.count = 0

    def read(self, identifier: str | None, tables: int) -> tuple[RawBlock, ...]:
        """Return the blocks of an embedded document, its tables numbered from `tables`; nothing where it cannot be read."""
        target = self._targets.get(identifier or "")
        content = self._package.content(target) if target and self.count < _MOST else None
        if content is None:
            return ()
        try:
            reader = _reader(self._package.name, content)
            blocks = reader(self._package.name, content).blocks if reader else ()
        except FenjieError:
            return ()
        self.count += bool(blocks)
        return tuple(
            replace(block, cell=replace(block.cell, table=block.cell.table + tables)) if block.cell else block for block in blocks
        )


def _reader(name: str, content: bytes) -> Callable[[str, bytes], RawDocument] | None:
    """Return what reads the bytes of an embedded document; Word takes in these kinds and no other."""
    from pipeline.ingest.identify import DOCX, HTML, MHTML, RTF, TEXT, identify

    kind = identify(name, content)
    if kind == DOCX:
        from pipeline.ingest.docx import read_document

        return lambda name, data: read_document(name, data, embedded=False)
    if kind == HTML:
        from pipeline.ingest.html import HtmlReader

        return HtmlReader().read
    if kind == MHTML:
        from pipeline.ingest.eml import MhtReader

        return MhtReader().read
    if kind == RTF:
        from pipeline.ingest.rtf import RtfReader

        return RtfReader().read
    if kind == TEXT:
        from pipeline.ingest.txt import TxtReader

        return TxtReader().read
    return None
