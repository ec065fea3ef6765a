"""Pages as pictures: drawn with a free font where the machine has one, or printed from a sample."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest.ocr_model import is_installed

SAMPLES = Path(__file__).parents[4] / "samples"


@pytest.fixture(scope="session")
def ocr() -> None:
    """Skip where the extra is not installed."""
    if not is_installed():
        pytest.skip('the extra is not installed: pip install "fenjie[ocr]"')


@pytest.fixture(scope="session")
def page(ocr: None) -> Callable[..., Any]:  # noqa: ARG001 - it skips
    """Return a page of a printed sample as a grey picture (Pillow) at 200 dots an inch; pages count from 1."""
    import pypdfium2

    def drawn(name: str, number: int) -> Any:
        document = pypdfium2.PdfDocument(SAMPLES / name)
        return document[number - 1].render(scale=200 / 72, grayscale=True).to_pil().convert("L")

    return drawn


@pytest.fixture(scope="session")
def saved() -> Callable[..., bytes]:
    """Return pictures as one file: saved(frame, …, kind="PDF")."""

    def file(*frames: Any, kind: str = "PDF", dots: int = 200) -> bytes:
        made = io.BytesIO()
        more = {"save_all": True, "append_images": frames[1:]} if kind in ("PDF", "TIFF") else {}
        size = {"resolution": dots} if kind == "PDF" else {"dpi": (dots, dots)}
        frames[0].save(made, kind, **more, **size)
        return made.getvalue()

    return file
