"""A run looks for cycles seldom, and reading a notice makes none."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.convert import extract, extract_bytes
from pipeline.run.collecting import SELDOM, seldom_collected

SAMPLES = Path(__file__).parents[3] / "samples"
NOTICE = "云汀市青荷区民政局2025年工作要点\n一、聚焦便民\n1. 建好站点。新建站点 3 家。（责任部门：局养老科）\n"


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "during"),
    [((700, 10, 10), (SELDOM, 10, 10)), ((SELDOM + 1, 5, 5), (SELDOM + 1, 5, 5)), ((0, 10, 10), (0, 10, 10))],
    ids=["as Python has it", "even more seldom", "never"],
)
def test_cycles_are_looked_for_seldom_while_it_lasts(before: tuple[int, int, int], during: tuple[int, int, int]) -> None:
    gc.set_threshold(*before)
    with seldom_collected():
        assert gc.get_threshold() == during
    assert gc.get_threshold() == before


def test_an_error_does_not_leave_it_so() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        raise ZeroDivisionError
    assert gc.get_threshold() == before


def left_by_reading(read: Callable[[], object]) -> list[str]:
    """Return the types of what a second reading leaves for the collector; the first fills the caches."""
    read()
    gc.collect()
    gc.disable()
    try:
        read()
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        return [type(thing).__qualname__ for thing in gc.garbage]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_leaves_no_cycle(encoding: str) -> None:
    data = NOTICE.encode(encoding)
    assert left_by_reading(lambda: extract_bytes("notice.txt", data)) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.docx")), ids=lambda path: path.name)
def test_a_word_document_leaves_no_cycle(path: Path) -> None:
    assert left_by_reading(lambda: extract(path)) == []
