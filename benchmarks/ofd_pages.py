"""Print a notice as an OFD package (GB/T 33190): characters and rulings at places in millimetres, as an office's printer sets them."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samples.source import Line

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PORTRAIT, LANDSCAPE = (210.0, 297.0), (297.0, 210.0)
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
"""Margins of an official notice."""
SIZE, STEP = 5.6, 9.8
"""A character and a line of 16 points on 28."""
SMALL, SMALL_STEP, PADDING = 4.2, 6.0, 1.5
"""The same in a table, and the room between its words and its rulings."""
SHARES = (1, 3, 8, 2, 4)
"""How wide the columns are, compared with each other."""
_HANGING, _CLOSING = "，。、；： ", "）》”"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def text(words: str, x: float, y: float, *, deltas: str | None = None, more: str = "", size: float = SIZE) -> str:
    """Return a text object whose first character stands at x and y, full width unless `deltas` says else."""
    steps = deltas if deltas is not None else f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{size}" Boundary="{x} {y - size} 160 {size * 1.2}"{more}>'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{html.escape(words, quote=False)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a path object that rules a straight line."""
    return (
        f'<ofd:PathObject ID="3" Boundary="{x0} {y0} {max(x1 - x0, 0.3)} {max(y1 - y0, 0.3)}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def package(
    *pages: str, template: str = "", extra: Mapping[str, str] | None = None, area: str = "0 0 210 297"
) -> bytes:
    """Return an OFD package of pages, each the objects on it; `template` is printed with every page."""
    declared = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>' if template else ""
    uses = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if template else ""
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages)))

    def content(objects: str, more: str = "") -> str:
        return f"<ofd:Page {SPACE}>{more}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"

    members = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{area}"
        f"</ofd:PhysicalBox></ofd:PageArea>{declared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/T.xml": content(template),
    }
    members |= {f"Doc_0/Pages/{number}.xml": content(page, uses) for number, page in enumerate(pages)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in (members | dict(extra or {})).items():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def as_ofd(lines: Sequence[Line], *, ruled: bool = True) -> bytes:
    """Return a notice as an OFD package: lines to both margins, page numbers, tables cut where a page ends, `ruled` or not."""
    wide = any(part.kind == "header" for part in lines)
    sheets = _Sheets(*(LANDSCAPE if wide else PORTRAIT), ruled)
    rows: list[Line] = []
    for part in lines:
        if part.kind in ("header", "row", "span"):
            rows.append(part)
            continue
        _table(sheets, rows)
        rows = []
        _paragraph(sheets, part.whole)
    _table(sheets, rows)
    return package(*sheets.pages(), area=f"0 0 {sheets.width} {sheets.height}")


@dataclass(slots=True)
class _Sheets:
    """Pages being filled; `y` is where the next line's top goes on the last of them."""

    width: float
    height: float
    ruled: bool
    drawn: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def room(self, height: float) -> bool:
        """Return whether so much still fits below."""
        return self.y + height <= self.height - BOTTOM

    def turn(self) -> None:
        """Begin a page."""
        self.drawn.append([])
        self.y = TOP

    def put(self, *objects: str) -> None:
        """Draw on the page at hand."""
        self.drawn[-1] += objects

    def pages(self) -> Iterator[str]:
        """Yield the objects of each page, its number at the foot."""
        for number, objects in enumerate(self.drawn, 1):
            yield "".join(objects) + text(f"— {number} —", self.width / 2 - 5, self.height - 17, deltas="g 4 3")


def _paragraph(sheets: _Sheets, words: str) -> None:
    """Set a paragraph with two characters of indent, each line but its last stretched to the right margin."""
    room = sheets.width - LEFT - RIGHT
    parts = _wrapped("　　" + words, room, SIZE)
    for number, part in enumerate(parts):
        if not sheets.room(STEP):
            sheets.turn()
        inner = part.lstrip("　")
        indent = SIZE * (len(part) - len(inner))
        stretch = (room - indent) / (_width(part, SIZE) - indent) if number + 1 < len(parts) else 1.0
        sheets.put(text(inner, LEFT + indent, sheets.y + SIZE, deltas=_deltas(inner, SIZE * stretch)))
        sheets.y += STEP


def _table(sheets: _Sheets, rows: Sequence[Line]) -> None:
    """Set a table; a row too high for the page goes on on the next, where the head is printed again."""
    if not rows:
        return
    whole = sheets.width - LEFT - RIGHT
    shares = SHARES if len(rows[0].cells) == len(SHARES) else (1,) * len(rows[0].cells)
    edges = [LEFT + whole * sum(shares[:place]) / sum(shares) for place in range(len(shares) + 1)]
    for row in rows:
        cells = (row.whole,) if row.kind == "span" else row.cells
        sides = [edges[0], edges[-1]] if row.kind == "span" else edges
        # A comma that hangs over a border is the neighbour's where there is no border: no office sets that.
        hanging = _HANGING if sheets.ruled else " "
        waiting = [
            _wrapped(cell, right - left - 2 * PADDING, SMALL, hanging) for cell, left, right in zip(cells, sides, sides[1:], strict=False)
        ]
        while any(waiting):
            if not sheets.room(SMALL_STEP + 2 * PADDING):
                sheets.turn()
                _row(sheets, edges, [_wrapped(cell, 60.0, SMALL) for cell in rows[0].cells])
            fits = int((sheets.height - BOTTOM - sheets.y - 2 * PADDING) / SMALL_STEP)
            _row(sheets, sides, [part[:fits] for part in waiting])
            waiting = [part[fits:] for part in waiting]


def _row(sheets: _Sheets, sides: Sequence[float], cells: Sequence[Sequence[str]]) -> None:
    """Draw one row: its words, and the rulings all around each cell."""
    top = sheets.y
    bottom = top + SMALL_STEP * max(map(len, cells)) + 2 * PADDING
    for left, lines in zip(sides, cells, strict=False):
        for number, words in enumerate(lines):
            y = top + PADDING + SMALL + SMALL_STEP * number
            sheets.put(text(words, left + PADDING, y, deltas=_deltas(words, SMALL), size=SMALL))
    if sheets.ruled:
        sheets.put(*(line(x, top, x, bottom) for x in sides))
        sheets.put(*(line(sides[0], y, sides[-1], y) for y in (top, bottom)))
    sheets.y = bottom


def _wrapped(words: str, room: float, size: float, hanging: str = _HANGING) -> list[str]:
    """Return the printed lines of a paragraph; a full stop hangs in the margin, a bracket takes a character to the next line."""
    lines, here, used = [], "", 0.0
    for char in words:
        step = _width(char, size)
        if here and used + step > room + 0.01 and char not in hanging:
            kept = len(here) - (char in _HANGING + _CLOSING and len(here) > 1)
            lines.append(here[:kept])
            here = here[kept:]
            used = _width(here, size)
        here += char
        used += step
    return [*lines, here] if here else lines


def _width(words: str, size: float) -> float:
    return sum(size if char > "\u2e7f" or char in "“”—…" else size / 2 for char in words)


def _deltas(words: str, size: float) -> str:
    return " ".join(f"{_width(char, size):.3f}" for char in words[:-1])
