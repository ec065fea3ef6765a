"""A picture is made level and upright, and its ink told from shadows and dust."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from pipeline.ingest.ocr_image import in_grey, ink_of, is_blank, levelled, slant_of  # noqa: E402


def printed(height: int = 1000, width: int = 800) -> object:
    """Return a page with rows of short strokes, as print looks from afar."""
    grey = np.full((height, width), 250, np.uint8)
    for top in range(100, 900, 40):
        for left in range(100, 700, 24):
            grey[top : top + 18, left : left + 16 : 5] = 20
            grey[top : top + 3, left : left + 16] = 20
    return grey


@pytest.mark.parametrize("degrees", [-4.0, -1.5, 0.0, 0.7, 3.0])
def test_the_slant_of_lines_is_found(degrees: float) -> None:
    slanted = levelled(printed(), -degrees)
    assert slant_of(ink_of(slanted)) == pytest.approx(degrees, abs=0.1)


def test_a_level_page_is_not_turned() -> None:
    page = printed()
    assert levelled(page, slant_of(ink_of(page))) is page


def test_a_shadow_is_paper() -> None:
    grey = np.linspace(255, 120, 800, dtype=np.uint8)[None].repeat(1000, axis=0)
    assert is_blank(ink_of(grey))


def test_dust_is_no_ink() -> None:
    grey = np.full((500, 500), 255, np.uint8)
    grey[100, 100] = grey[300, 50:52] = 0
    assert ink_of(grey).sum() == 0


def test_a_coloured_picture_becomes_grey() -> None:
    assert in_grey(np.full((4, 5, 3), 128, np.uint8)).tolist() == [[128] * 5] * 4
