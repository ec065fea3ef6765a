"""A scanned page gives what the printed one gives, and what is doubtful says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.reading.text import fold
from pipeline.convert import extract, extract_bytes
from pipeline.ingest import image, ocr, ocr_model, pdf_scan, read_bytes
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer, TooLarge, UnreadableFile

NOTICE, TABLE = "qinghe_minzheng_2025.pdf", "lanchuan_zhongdian_2025.pdf"
SAMPLES = Path(__file__).parents[4] / "samples"


def plain(text: str) -> str:
    """Return text without spaces and with half-width punctuation: a picture tells neither."""
    return fold(text).replace(" ", "")


def printed(*pages: int, name: str = NOTICE) -> str:
    """Return the text that the printed file gives for these of its pages alone."""
    import pypdfium2

    whole = pypdfium2.PdfDocument(SAMPLES / name)
    part = pypdfium2.PdfDocument.new()
    part.import_pages(whole, [page - 1 for page in pages])
    made = io.BytesIO()
    part.save(made)
    return read_bytes("page.pdf", made.getvalue()).text


@pytest.fixture(scope="module")
def scanned(page: Callable[..., Any], saved: Callable[..., bytes]) -> Any:
    """The first page of the notice, read from its picture."""
    return read_bytes("scan.pdf", saved(page(NOTICE, 1)))


def test_a_scanned_page_reads_as_the_printed_one(scanned: Any) -> None:
    assert plain(scanned.text) == plain(printed(1))


def test_a_scan_says_which_pages_were_read_from_pictures(scanned: Any) -> None:
    assert [note for note in scanned.notes if note.code in ("D104", "D107")] == [diagnose("D107", pages="1")]


def test_a_value_of_a_scan_has_its_place_on_the_page(scanned: Any) -> None:
    start = scanned.text.index("青民〔2025〕8号")
    number, box = scanned.place(start, start + 10)
    whole = read_bytes("notice.pdf", (SAMPLES / NOTICE).read_bytes())
    _, printed_box = whole.place(whole.text.index("青民"), whole.text.index("8号") + 2)
    assert number == 1
    assert box == pytest.approx(printed_box, abs=8)


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned(page: Any, saved: Any, turns: int) -> None:
    upside = page(NOTICE, 1).rotate(turns, expand=True)
    document = read_bytes("scan.png", saved(upside, kind="PNG"))
    assert plain(document.text) == plain(printed(1))


def test_a_slanted_noisy_page_reads_as_the_printed_one_and_shows_its_places_slanted(page: Any, saved: Any) -> None:
    import numpy as np
    from PIL import Image, ImageFilter

    slanted = page(NOTICE, 2).rotate(1.5, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(1))
    noisy = np.asarray(slanted).astype(float) * 0.85 + 20 + np.random.default_rng(5).normal(0, 12, slanted.size[::-1])
    document = read_bytes("scan.jpg", saved(Image.fromarray(noisy.clip(0, 255).astype("uint8")), kind="JPEG"))
    assert plain(document.text) == plain(printed(2))
    # The page was turned counter-clockwise, so the bottom lines stand further right than the top ones.
    top = next(line for line in document.lines if document.text[line.start : line.end].startswith("扣"))
    bottom = next(line for line in document.lines if document.text[line.start : line.end].startswith("机构等级"))
    assert top.bbox is not None
    assert bottom.bbox is not None
    assert bottom.bbox[0] - top.bbox[0] == pytest.approx((bottom.bbox[1] - top.bbox[1]) * 0.026, abs=3)


def test_a_scanned_table_has_its_cells(page: Any, saved: Any) -> None:
    breakdown = extract_bytes("scan.tiff", saved(page(TABLE, 1), page(TABLE, 2), kind="TIFF"))
    whole = extract(SAMPLES / TABLE)
    shown = [(task.number, task.title, [unit.name for unit in task.departments], [due.end for due in task.deadlines])
             for task in breakdown.tasks]  # fmt: skip
    assert shown == [(task.number, task.title, [unit.name for unit in task.departments], [due.end for due in task.deadlines])
                     for task in whole.tasks[: len(shown)]]  # fmt: skip
    assert len(shown) == 10


def test_only_the_page_without_text_is_read_from_its_picture(page: Any, saved: Any, monkeypatch: Any) -> None:
    import pypdfium2

    mixed = pypdfium2.PdfDocument(SAMPLES / NOTICE)
    part = pypdfium2.PdfDocument.new()
    part.import_pages(mixed, [0])
    part.import_pages(pypdfium2.PdfDocument(saved(page(NOTICE, 2))), [0])
    made = io.BytesIO()
    part.save(made)
    asked = []

    def watched(picture: Any, size: Any, number: int, name: str) -> Any:
        asked.append(number)
        return ocr.scan(picture, size, number, name)

    monkeypatch.setattr(pdf_scan, "scan", watched)
    document = read_bytes("mixed.pdf", made.getvalue())
    assert asked == [2]
    assert plain(document.text) == plain(printed(1, 2))


def test_the_doubts_of_a_line_are_one_error_from_the_first_to_the_last(page: Any, saved: Any, monkeypatch: Any) -> None:
    placed = ocr.placed

    def doubtful(words: Any, *rest: Any) -> Any:
        line = placed(words, *rest)
        if line is not None and "8号" in line.text:
            line = replace(line, confidences=tuple({"民": 0.55, "8": 0.5}.get(char, 1.0) for char in line.text))
        return line

    monkeypatch.setattr(ocr, "placed", doubtful)
    breakdown = extract_bytes("scan.pdf", saved(page(NOTICE, 1)))
    doubts = [entry for entry in breakdown.diagnostics if entry.code == "D108"]
    assert breakdown.status == "partial"
    assert [(entry.message, entry.evidence.quote) for entry in doubts] == [("read from a picture with 50% certainty", "民〔2025〕8")]
    assert breakdown.text[doubts[0].evidence.start :].startswith("民〔2025〕8号")


def test_a_blank_page_is_not_spoken_of(page: Any, saved: Any) -> None:
    from PIL import Image

    document = read_bytes("scan.pdf", saved(page(NOTICE, 1), Image.new("L", (1654, 2339), 252)))
    assert [note.code for note in document.notes if note.code != "D103"] == ["D107"]


@pytest.mark.usefixtures("ocr")
def test_a_picture_without_characters_is_no_notice(saved: Any) -> None:
    from PIL import Image

    with pytest.raises(NoTextLayer, match="no characters were found"):
        read_bytes("photo.png", saved(Image.new("L", (600, 800), 255), kind="PNG"))


@pytest.mark.usefixtures("ocr")
def test_a_damaged_picture_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match=r"scan\.png: is a damaged picture"):
        read_bytes("scan.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200)


@pytest.mark.usefixtures("ocr")
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(saved: Any, monkeypatch: Any) -> None:
    from PIL import Image

    monkeypatch.setattr(image, "MOST_DRAWN", 1000)
    with pytest.raises(TooLarge, match="100×100 pixels"):
        read_bytes("scan.png", saved(Image.new("L", (100, 100)), kind="PNG"))


def test_without_the_extra_a_picture_says_how_to_install_it(monkeypatch: Any) -> None:
    monkeypatch.setattr(ocr_model, "_PACKAGES", ("no_such_package",))
    with pytest.raises(NoTextLayer, match=r'is a picture without text.*pip install "fenjie\[ocr\]"'):
        read_bytes("scan.png", b"\x89PNG\r\n\x1a\n")
