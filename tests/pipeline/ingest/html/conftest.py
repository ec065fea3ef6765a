"""Web pages built in memory, as government sites and Word write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.ingest import read_bytes
from schemas.document import SourceDocument

_ARTICLE = (
    "<p>一、总体要求</p><p>坚持便民利民，扎实做好全年民政工作，让群众办事更方便、更满意。</p>"
    "<p>1.建好站点。新建社区食堂3家，方便老年人就餐。（责任单位：区民政局）</p>"
)


@pytest.fixture
def article() -> str:
    """The inside of a notice's element."""
    return _ARTICLE


@pytest.fixture
def read_page() -> Callable[..., SourceDocument]:
    """Return a function that reads a page of that body; `head` goes into its head."""

    def read(body: str, head: str = '<meta charset="utf-8">') -> SourceDocument:
        return read_bytes("notice.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())

    return read


@pytest.fixture
def lines_of(read_page: Callable[..., SourceDocument]) -> Callable[..., list[str]]:
    """Return a function that reads an element's content as a notice and gives the lines of the reading text."""

    def lines(content: str) -> list[str]:
        return read_page(f'<div id="zoom">{content}</div>').text.split("\n")

    return lines
