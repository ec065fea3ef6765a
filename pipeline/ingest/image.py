"""Read a picture of one or more pages: png, jpg, tiff and their like, by recognition of characters."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.identify import PICTURES, identify
from pipeline.ingest.ocr import DOTS, INSTALL, MOST_PIXELS, is_installed, scan
from pipeline.ingest.pdf_furniture import set_aside
from pipeline.ingest.pdf_layout import blocks_of_pages
from pipeline.ingest.pdf_page import PageLines, page_lines
from pipeline.ingest.raw import Doubt, RawDocument
from schemas.diagnostics import diagnose
from schemas.errors import NoTextLayer, TooLarge, UnreadableFile

MOST_PAGES = 500
MOST_DRAWN = 120_000_000
"""Pixels of one picture as it is stored: A3 at 800 dots an inch."""
_SHORT_SIDE = 595.0
"""Points of the shorter side of A4, for a picture that does not say how large its paper was."""
_PAPER = (200.0, 1_300.0)
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")

Array = Any  # Any: numpy is imported late, and its arrays carry no shape in their types


class ImageReader:
    """Reads pictures with the models of the extra `ocr`."""

    media_types: tuple[str, ...] = tuple(dict.fromkeys(kind.media_type for kind in PICTURES))

    def read(self, name: str, data: bytes) -> RawDocument:
        """Return what the pages of the picture `data` hold; `name` is for messages.

        Raises NoTextLayer (no OCR installed, or nothing that can be read), UnreadableFile or TooLarge.
        """
        if not is_installed():
            raise NoTextLayer(name, f"is a picture without text. To read pictures of pages: {INSTALL}")
        pages: list[PageLines] = []
        doubts: list[Doubt] = []
        count = 0
        for picture, size in _frames(name, data):
            count += 1
            found = scan(picture, size, count, name)
            doubts += found.doubts
            page = page_lines(count, found.page, found.rulings)
            if page.lines or page.tables:
                pages.append(page)
        if not pages:
            raise NoTextLayer(name, "is a picture in which no characters were found. Ask for the document itself.")
        aside = set_aside(pages)
        blocks, headers = blocks_of_pages(pages)
        read = ", ".join(str(page.number) for page in pages)
        return RawDocument(
            identify(name, data).media_type,
            count,
            tuple(blocks),
            tuple(sorted([*aside, *headers], key=lambda item: item.page or 0)),
            (diagnose("D107", pages=read),),
            doubts=tuple(doubts),
        )


def _frames(name: str, data: bytes) -> Iterator[tuple[Array, tuple[float, float]]]:
    """Yield the pages of a picture as arrays of grey or RGB, each with its width and height in points."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if number > MOST_PAGES:
                    raise TooLarge(name, f"has more than {MOST_PAGES} pages. Split it first.")
                if frame.width * frame.height > MOST_DRAWN:
                    raise TooLarge(name, f"page {number} has {frame.width}×{frame.height} pixels. Save it at {DOTS} dpi first.")
                points = _points(frame)
                upright = ImageOps.exif_transpose(frame)
                if upright is not frame and (upright.width > upright.height) != (frame.width > frame.height):
                    points = (points[1], points[0])
                yield _pixels(upright, points), points
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise TooLarge(name, f"is larger than any page. Save it at {DOTS} dpi first.") from error
        raise UnreadableFile(name, "is a damaged picture. Get it again from where it came.") from error


def _points(frame: Any) -> tuple[float, float]:  # Any: Pillow's frames are of many classes
    """Return the size of the paper: as the picture says if that is a size of paper, else A4."""
    width, height = frame.size
    dots = frame.info.get("dpi", (0, 0))
    try:
        across, down = float(dots[0]), float(dots[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        across = down = 0.0
    if across > 0 and down > 0:
        size = (72 * width / across, 72 * height / down)
        if _PAPER[0] <= min(size) and max(size) <= _PAPER[1]:
            return size
    share = _SHORT_SIDE / min(width, height)
    return (width * share, height * share)


def _pixels(frame: Any, points: tuple[float, float]) -> Array:  # Any: as above
    """Return a frame as an array at the dots an inch that pages are read at, paper under what is transparent."""
    import numpy as np
    from PIL import Image

    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        paper = Image.new("RGBA", frame.size, "white")
        frame = Image.alpha_composite(paper, frame.convert("RGBA"))
    if frame.mode in ("I;16", "I", "F"):
        frame = frame.point(lambda value: value / 256 if frame.mode != "F" else value)
    frame = frame.convert("L" if frame.mode in ("1", "L", "I;16", "I", "F", "LA") else "RGB")
    share = points[0] * DOTS / 72 / frame.width
    share = min(share, (MOST_PIXELS / (frame.width * frame.height)) ** 0.5)
    if not 0.9 < share < 1.2:
        size = (max(1, round(frame.width * share)), max(1, round(frame.height * share)))
        frame = frame.resize(size, Image.Resampling.LANCZOS if share < 1 else Image.Resampling.BICUBIC)
    return np.asarray(frame)
