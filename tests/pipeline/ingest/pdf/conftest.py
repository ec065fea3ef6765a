"""Draw small pdf files by hand, so that each trap is on paper exactly as the test says."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.ingest.pdf import PdfReader
from pipeline.ingest.raw import RawDocument

A4 = (595.0, 842.0)
# Glyphs no wider than what they are used for.
_WIDE = [chr(code) for code in range(33, 127) if chr(code) not in "@W%"]
_NARROW = list("0123456789abcdefghijklnopqrstuvxyz!'(),-./:;[]")


class Paper:
    """A pdf in the making. Places are points from the page's top left; y is the baseline of a text."""

    def __init__(self, size: tuple[float, float] = A4, *, rotate: int = 0) -> None:
        self.size = size
        self.rotate = rotate
        self.pages: list[list[str]] = [[]]
        self.rotations: list[int] = [rotate]
        self.wide: dict[str, int] = {}
        self.narrow: dict[str, int] = {}
        self.forms: list[str] = []
        self.facts = ""
        """What the file says of itself, such as /Title(…)."""

    def page(self, *, rotate: int | None = None) -> Paper:
        """Begin another page."""
        self.pages.append([])
        self.rotations.append(self.rotate if rotate is None else rotate)
        return self

    def text(
        self, x: float, y: float, text: str | list[str], size: float = 16, *, angle: float = 0, gap: float = 0
    ) -> Paper:
        """Draw a text; Chinese characters are `size` wide, ASCII half of it; `angle` is counter-clockwise.

        A list gives what each glyph stands for, so that one glyph may be several characters.
        """
        self.pages[-1].append(self._shown(x, self.size[1] - y, text, size, angle, gap))
        return self

    def user(self, x: float, y: float, text: str, size: float = 16, *, angle: float = 0) -> Paper:
        """Draw a text at a place of user space (from the bottom left, before /Rotate)."""
        self.pages[-1].append(self._shown(x, y, text, size, angle, 0))
        return self

    def _shown(self, x: float, y: float, text: str | list[str], size: float, angle: float, gap: float) -> str:
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.3f} {y:.3f}"
        parts = [f"BT {gap} Tc {matrix} Tm"]
        font = "W0"
        for char in text:
            code = 32
            if char != " ":
                kind, glyphs, known = ("N", _NARROW, self.narrow) if char < "\u0250" else ("W", _WIDE, self.wide)
                place = known.setdefault(char, len(known))
                font, code = f"{kind}{place // len(glyphs)}", ord(glyphs[place % len(glyphs)])
            parts.append(f"/{font} {size} Tf <{code:02X}> Tj")
        return " ".join([*parts, "ET"])

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Paper:
        """Draw a ruling."""
        height = self.size[1]
        self.pages[-1].append(f"0.5 w {x0} {height - y0} m {x1} {height - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Paper:
        """Draw every ruling of a table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def seal(self, x: float, y: float, text: str, radius: float = 50) -> Paper:
        """Draw a text round a circle, in a form of its own, as a stamping program does."""
        parts = []
        for place, char in enumerate(text):
            angle = 150 - 120 * place / max(1, len(text) - 1)
            turn = math.radians(angle)
            parts.append(
                self._shown(
                    radius + radius * 0.8 * math.cos(turn),
                    radius + radius * 0.8 * math.sin(turn),
                    char,
                    10,
                    angle - 90,
                    0,
                )
            )
        self.forms.append(" ".join(parts))
        self.pages[-1].append(f"q 1 0 0 1 {x - radius} {self.size[1] - y - radius} cm /X{len(self.forms)} Do Q")
        return self

    def raw(self, content: str) -> Paper:
        """Add drawing commands as they are."""
        self.pages[-1].append(content)
        return self

    def bytes(self) -> bytes:
        """Return the file."""
        objects: list[bytes] = []

        def add(body: str | bytes) -> int:
            objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
            return len(objects)

        def stream(body: str, head: str = "") -> int:
            data = body.encode("latin-1")
            return add(f"<<{head}/Length {len(data)}>>stream\n".encode("latin-1") + data + b"\nendstream")

        fonts = ""
        for kind, base, glyphs, known, width in (
            ("W", "Helvetica", _WIDE, self.wide, 1000),
            ("N", "Times-Roman", _NARROW, self.narrow, 500),
        ):
            chars = list(known)
            for number, start in enumerate(range(0, max(1, len(chars)), len(glyphs))):
                named = [(" ", " "), *zip(glyphs, chars[start : start + len(glyphs)], strict=False)]
                widths = ["500"] + [str(width)] * 94
                for glyph, char in named[1:]:
                    widths[ord(glyph) - 32] = str(width * len(char))
                pairs = [f"<{ord(glyph):02X}> <{char.encode('utf-16-be').hex()}>" for glyph, char in named]
                to_unicode = stream(
                    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
                    "1 begincodespacerange <00> <FF> endcodespacerange\n"
                    f"{len(pairs)} beginbfchar\n" + "\n".join(pairs) + "\nendbfchar\nendcmap end end"
                )
                # These fonts are in every viewer: their glyphs give ink, the map to Unicode gives it meaning.
                font = add(
                    f"<</Type/Font/Subtype/Type1/BaseFont/{base}/FirstChar 32/LastChar 126"
                    f"/Widths[{' '.join(widths)}]/ToUnicode {to_unicode} 0 R>>"
                )
                fonts += f"/{kind}{number} {font} 0 R"
        cid = add(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        )
        mute = add(f"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[{cid} 0 R]>>")
        fonts = f"/Font<<{fonts}/Z {mute} 0 R>>"
        forms = [
            stream(body, f"/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<<{fonts}>>") for body in self.forms
        ]
        names = "".join(f"/X{place} {number} 0 R" for place, number in enumerate(forms, 1))
        kids = []
        root = len(objects) + 2 * len(self.pages) + 1
        for contents, rotate in zip(self.pages, self.rotations, strict=True):
            content = stream("\n".join(contents))
            kids.append(
                add(
                    f"<</Type/Page/Parent {root} 0 R/MediaBox[0 0 {self.size[0]} {self.size[1]}]/Rotate {rotate}"
                    f"/Contents {content} 0 R/Resources<<{fonts}/XObject<<{names}>>>>>>"
                )
            )
        add(f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>")
        catalog = add(f"<</Type/Catalog/Pages {root} 0 R>>")
        facts = add(f"<<{self.facts}>>")
        out = b"%PDF-1.7\n"
        places = []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        end = (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {len(objects) + 1}/Root {catalog} 0 R/Info {facts} 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
        )
        return out + end.encode()


@pytest.fixture
def paper() -> type[Paper]:
    """The pen."""
    return Paper


@pytest.fixture
def read() -> Callable[[Paper | bytes], RawDocument]:
    """Read a drawn paper."""
    return lambda drawn: PdfReader().read("notice.pdf", drawn if isinstance(drawn, bytes) else drawn.bytes())


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Print a flat OpenDocument text (the XML inside office:text, styles before it) with LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    def printed(xml: str) -> bytes:
        folder = tmp_path_factory.mktemp("office")
        source = folder / "notice.fodt"
        source.write_text(xml, encoding="utf-8")
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return Path(folder / "notice.pdf").read_bytes()

    return printed
