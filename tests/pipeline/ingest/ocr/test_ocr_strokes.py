"""Rows of strokes and patterns in the paper are no tables: such a page is read line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from pipeline.ingest import ocr, read_bytes  # noqa: E402
from pipeline.ingest.ocr_rulings import Ruled, ruled  # noqa: E402
from pipeline.ingest.pdf_grids import grids  # noqa: E402
from pipeline.ingest.pdf_rulings import Ruling  # noqa: E402

SCALE = 200 / 72
NOTICE = "qinghe_minzheng_2025.pdf"


def table(*, double: bool = False, text: bool = False) -> Any:
    """Return the ink of a table of two rows and three columns, its lines drawn twice or its cells full of print."""
    ink = np.zeros((600, 1400), np.uint8)
    for step in (0, 8) if double else (0,):
        for y in (100, 200, 300):
            ink[y + step : y + step + 3, 100:1303] = 1
        for x in (100, 300, 900, 1300):
            ink[100:303, x + step : x + step + 3] = 1
    if text:
        for top in (120, 155, 220, 255):
            for left in range(110, 1260, 36):
                ink[top : top + 28 : 7, left : left + 28] = 1
    return ink


def test_a_table_full_of_print_is_a_table() -> None:
    assert [(grid.rows, grid.columns, len(grid.cells)) for grid in ruled(table(text=True), SCALE).tables] == [(2, 3, 6)]


def test_a_table_with_double_lines_is_a_table() -> None:
    assert [(round(grid.box[0]), round(grid.box[3])) for grid in ruled(table(double=True), SCALE).tables] == [(36, 110)]


def patterned(page: Any) -> Any:
    """Return a page printed bold on paper with a faint weave, as a printer that draws thick lines leaves it."""
    from PIL import Image, ImageFilter

    bold = page.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.GaussianBlur(1))
    grey = np.asarray(bold).astype(int)
    across, down = np.arange(grey.shape[1])[None] // 2, np.arange(grey.shape[0])[:, None] // 2
    return Image.fromarray((grey - 14 * ((across + down) % 4 == 0)).clip(0, 255).astype("uint8"))


def test_a_page_of_bold_print_on_patterned_paper_has_no_cells(page: Callable[..., Any], saved: Callable[..., bytes]) -> None:
    document = read_bytes("scan.pdf", saved(patterned(page(NOTICE, 2))))
    assert document.text.count("\t") == 0
    assert len(document.text) > 400


def test_a_table_whose_cells_hold_no_words_is_read_as_lines(page: Any, saved: Any, monkeypatch: Any) -> None:
    plain = read_bytes("scan.pdf", saved(page(NOTICE, 2)))
    sides = [Ruling(True, y, 60.0, 540.0) for y in range(60, 780, 6)]
    sides += [Ruling(False, x, 60.0, 774.0) for x in range(60, 541, 8)]

    def fooled(ink: Any, scale: float) -> Ruled:
        assert scale == pytest.approx(SCALE, abs=0.01)
        return Ruled(sides, grids(sides), np.zeros_like(ink))

    monkeypatch.setattr(ocr, "ruled", fooled)
    assert read_bytes("scan.pdf", saved(page(NOTICE, 2))).text == plain.text
