"""Small charts as inline SVG: they stand in the report itself, need no library and print well."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

Bar = tuple[str, float, str]
"""A label, a value, and what is written at the end of the bar."""

_ROW = 24
_BLUE, _GREY, _GREEN, _ORANGE = "#2f6da8", "#b8c4d0", "#3c9a5f", "#d9822b"


def diverging(bars: Sequence[Bar], *, title: str) -> str:
    """Return bars to the right of the middle for what rose and to the left for what fell."""
    most = max((abs(value) for _, value, _ in bars), default=0) or 1
    rows = []
    for at, (label, value, said) in enumerate(bars):
        y = 6 + at * _ROW
        length = 150 * min(1.0, abs(value) / most)
        x, colour = (500, _GREEN) if value >= 0 else (500 - length, _ORANGE)
        rows.append(_label(label, y, 330))
        rows.append(f'<rect x="{x:.1f}" y="{y}" width="{max(length, 1):.1f}" height="16" fill="{colour}"/>')
        rows.append(_text(said, 506 + (length if value >= 0 else 0), y + 13, "start"))
    rows.append(f'<line x1="500" y1="0" x2="500" y2="{12 + len(bars) * _ROW}" stroke="#888"/>')
    return _svg(rows, 900, 12 + len(bars) * _ROW, title)


def paired(names: Sequence[tuple[str, int, int]], *, title: str, before: str, after: str) -> str:
    """Return two bars for each name, one a year, the older one grey."""
    most = max((max(old, new) for _, old, new in names), default=0) or 1
    rows = [
        f'<rect x="340" y="4" width="12" height="12" fill="{_GREY}"/>', _text(before, 357, 14, "start"),
        f'<rect x="480" y="4" width="12" height="12" fill="{_BLUE}"/>', _text(after, 497, 14, "start"),
    ]  # fmt: skip
    for at, (name, old, new) in enumerate(names):
        y = 26 + at * 30
        rows.append(_label(name, y + 3, 330))
        for shift, value, colour in ((0, old, _GREY), (11, new, _BLUE)):
            length = 480 * value / most
            rows.append(f'<rect x="340" y="{y + shift}" width="{length:.1f}" height="10" fill="{colour}"/>')
            rows.append(_text(str(value), 346 + length, y + shift + 9, "start", size=11))
    return _svg(rows, 900, 32 + len(names) * 30, title)


def line(years: Sequence[str], values: Sequence[float | None], said: Sequence[str], *, title: str) -> str:
    """Return one indicator over the years: a dot a year that states it, joined where years follow one another."""
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    span = (high - low) or abs(high) or 1
    step = 190 / max(1, len(years) - 1)
    dots: list[tuple[float, float] | None] = [
        None if value is None else (35 + at * step, 74 - 46 * ((value - low) / span if high > low else 0.5))
        for at, value in enumerate(values)
    ]
    rows = [
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{_BLUE}" stroke-width="2"/>'
        for a, b in pairwise(dots)
        if a is not None and b is not None
    ]
    for at, dot in enumerate(dots):
        rows.append(_text(years[at], 35 + at * step, 100, "middle", size=11))
        if dot is not None:
            rows.append(f'<circle cx="{dot[0]:.1f}" cy="{dot[1]:.1f}" r="3.5" fill="{_BLUE}"/>')
            rows.append(_text(said[at], dot[0], dot[1] - 8, "middle", size=11))
    return _svg(rows, 260, 108, title)


def shares(parts: Sequence[tuple[str, int, str]], *, title: str) -> str:
    """Return one bar cut by shares: (label, count, colour)."""
    total = sum(number for _, number, _ in parts) or 1
    rows, x = [], 0.0
    for label, number, colour in parts:
        width = 900 * number / total
        if not number:
            continue
        rows.append(f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="34" fill="{colour}" stroke="#fff"/>')
        if width > 46:
            rows.append(_text(f"{label} {number}", x + width / 2, 22, "middle"))
        x += width
    return _svg(rows, 900, 34, title)


def _svg(rows: Sequence[str], width: int, height: int, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}" style="max-width:{width}px">'
        f"<title>{escape(title)}</title>{''.join(rows)}</svg>"
    )


def _label(text: str, y: float, end: int) -> str:
    """Return a label that ends at `end`; a long one is cut, and whole under the pointer."""
    short = text if len(text) <= 22 else text[:21] + "…"
    return (
        f'<text x="{end}" y="{y + 13}" text-anchor="end" font-size="13">{escape(short)}'
        f"<title>{escape(text)}</title></text>"
    )


def _text(text: str, x: float, y: float, anchor: str, *, size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="#333">{escape(text)}</text>'
