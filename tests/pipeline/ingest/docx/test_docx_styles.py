"""What a styles part loses before it is parsed says nothing of paragraphs."""

from __future__ import annotations

import pytest

from pipeline.ingest.docx_styles import without_unread_styles

LATENT = b'<w:latentStyles w:count="2"><w:lsdException w:name="toc 1"/></w:latentStyles>'
HEADING = b'<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
TABLE = b'<w:style w:type="table" w:styleId="a"><w:name w:val="Table Grid"/></w:style>'
BARE_TABLE = b'<w:style w:type="table" w:styleId="b"/>'


def part(*content: bytes) -> bytes:
    return b"<w:styles><w:docDefaults/>" + b"".join(content) + b"</w:styles>"


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ((LATENT, HEADING, TABLE, HEADING, TABLE, TABLE), (HEADING, HEADING)),
        ((TABLE, HEADING, TABLE), (TABLE, HEADING)),  # what stands before the first style stays with it
        ((HEADING, BARE_TABLE, HEADING), (HEADING, BARE_TABLE, HEADING)),
        ((HEADING, b'<w:latentStyles w:count="0"/>'), (HEADING, b'<w:latentStyles w:count="0"/>')),
        ((HEADING, b"<!-- ", TABLE, b" -->", LATENT), (HEADING, b"<!-- ", TABLE, b" -->", LATENT)),
        ((), ()),
    ],
)
def test_latent_styles_and_table_styles_are_not_parsed(content: tuple[bytes, ...], kept: tuple[bytes, ...]) -> None:
    assert without_unread_styles(part(*content)) == part(*kept)
