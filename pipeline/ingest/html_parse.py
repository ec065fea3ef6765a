"""Bytes of a web page to its tree: the encoding it says or proves, nothing fetched, within limits of size and depth."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.decode import decode
from schemas.errors import TooLarge, UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MARKUP = 48 * 1024 * 1024
"""Characters of markup that are parsed, pictures inside the page not counted."""
MAX_TAGS = 1_000_000
_HEAD = 4096
_DAMAGED = 0.01
"""Share of replacement characters from which a page in a declared encoding counts as lost."""


def parse(name: str, data: bytes, charset: str | None = None) -> tuple[_Element, int]:
    """Return the root element of a page, and how many of its characters were damaged.

    `charset` is what stands around the page (a mail's header). Raises UnreadableFile or TooLarge.
    """
    markup, lost = _text(name, data, charset)
    return tree(name, markup), lost


def tree(name: str, markup: str) -> _Element:
    """Return the root element of markup that is text already; raises UnreadableFile or TooLarge."""
    from lxml import etree

    if "base64," in markup:
        markup = _picture().sub("", markup)
    if len(markup) > MAX_MARKUP or markup.count("<") > MAX_TAGS:
        limit = f"{MAX_MARKUP // 1024 // 1024} million characters and {MAX_TAGS} tags"
        raise TooLarge(name, f"is a web page over the limit of {limit}. Save the article alone and try again.")
    # The old HTML entities are expanded by the parser; declared ones (<!ENTITY …>) do not exist in HTML.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(_control().sub(" ", markup).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(name, "is no web page that can be read. Save it anew in a browser.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or entry.type == _RESOURCE_LIMIT for entry in parser.error_log):
        raise TooLarge(name, "is nested too deeply for a web page. Save the article alone, as text, and try again.")
    if root is None:
        raise UnreadableFile(name, "holds no text; check that the right page was saved")
    return root


_RESOURCE_LIMIT = 118
"""The parser's code for a tree that is deeper than it takes."""


def _text(name: str, data: bytes, charset: str | None) -> tuple[str, int]:
    """Return the markup as text. What the bytes prove goes before what the page says of itself: saved pages often lie."""
    try:
        text = decode(name, data)
        return text, text.count("\ufffd")
    except UnreadableFile:
        declared = charset or _declared(data[:_HEAD])
        if declared is None:
            raise
        text = data.decode(declared, "replace")
        lost = text.count("\ufffd")
        if lost > max(3, _DAMAGED * len(text)):
            raise
        return text, lost


def _declared(head: bytes) -> str | None:
    """Return the encoding a page names, GB2312 taken as the GB18030 that browsers read it as; None if there is none such."""
    match = _charset().search(head)
    if match is None:
        return None
    named = match[1].decode("ascii").lower()
    if named in ("gb2312", "gbk", "gb_2312-80", "x-gbk"):
        return "gb18030"
    try:
        codec = codecs.lookup(named)
    except LookupError:
        return None
    # Codecs that are no encodings of text (rot13, hex) are none of a page's.
    return codec.name if getattr(codec, "_is_text_encoding", False) else None


@cache
def _charset() -> re.Pattern[bytes]:
    """<meta charset="gb2312">   <meta http-equiv="Content-Type" content="text/html; charset=GBK">."""
    return re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([A-Za-z0-9_:-]{2,40})""", re.IGNORECASE)


@cache
def _picture() -> re.Pattern[str]:
    """src="data:image/png;base64,iVBORw0KGgo…"."""
    return re.compile(r"data:[\w/+.;=-]{0,100}base64,[A-Za-z0-9+/=\s%]*+")


@cache
def _control() -> re.Pattern[str]:
    """Control characters; the walk marks line breaks with one, and the parser would stop at the zero."""
    return re.compile("[\x00-\x08\x0b-\x1f\x7f]")
