"""Small files of every office kind, made in the test, and real ones that LibreOffice saves."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from pipeline.convert import extract_bytes
from schemas.codec import dumps

ROOT = Path(__file__).parents[4]
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file with these streams in its root."""
    entries = [("Root Entry", 5, b""), *((name, 2, data) for name, data in streams.items())]
    directory = -(-len(entries) // 4)
    sizes = [-(-max(len(data), 4096) // SECTOR) if kind == 2 else 0 for _, kind, data in entries]
    total = directory + sum(sizes)
    tables = 1
    while tables * 128 < total + tables:
        tables += 1
    fat = [FAT] * tables + [tables + index + 1 for index in range(directory - 1)] + [END]
    listing, body = b"", b""
    for index, ((name, kind, data), size) in enumerate(zip(entries, sizes, strict=True)):
        start = len(fat) if size else END
        fat += [len(fat) + step + 1 for step in range(size - 1)] + [END] * bool(size)
        sibling = index + 1 if 0 < index < len(entries) - 1 else FREE
        child = 1 if index == 0 else FREE
        written = name.encode("utf-16-le") + b"\0\0"
        listing += written.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(written), kind, 1, FREE, sibling, child, b"", 0, 0, 0, start, max(len(data), 4096) * bool(size)
        )
        body += data.ljust(size * SECTOR, b"\0")
    fat += [FREE] * (tables * 128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0
    )
    head += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return head + struct.pack(f"<{len(fat)}I", *fat) + listing.ljust(directory * SECTOR, b"\0") + body


def sprm(code: int, operand: bytes) -> bytes:
    """One change of a format."""
    return struct.pack("<H", code) + operand


def table_row(*cells: int, edges: tuple[int, ...]) -> bytes:
    """The format of a row's end: flags of each cell, edges in twips."""
    kinds = b"".join(struct.pack("<H18x", flags) for flags in cells)
    body = bytes([len(cells)]) + struct.pack(f"<{len(edges)}h", *edges) + kinds
    return sprm(0x2416, b"\1") + sprm(0x2417, b"\1") + struct.pack("<HH", 0xD608, len(body) + 1) + body


CELL = sprm(0x2416, b"\1")
"""The format of a paragraph in a table."""


def word(
    *paragraphs: tuple[str, bytes] | str,
    runs: dict[str, bytes] | None = None,
    lists: tuple[bytes, bytes, bytes] = (b"", b"", b""),
    header: str = "",
    narrow: bool = False,
    flags: int = 0x0200,
    version: int = 0x00C1,
    data: bytes = b"",
) -> bytes:
    """A Word 97 file of paragraphs, each with its mark and the changes of its format.

    `runs` gives words of the text a character format. `lists` are the tables of lists, of their levels, of overrides.
    `data` is the stream of what is too long for its place.
    """
    parts = [(part, b"") if isinstance(part, str) else part for part in paragraphs]
    text = "".join(part for part, _ in parts)
    # The first six stories are the lines that part footnotes from the text.
    stories = f"隔\r{header}\r\r" if header else ""
    whole = text + stories
    width = 1 if narrow else 2
    first = 2048
    source = whole.encode("cp1252") if narrow else whole.encode("utf-16-le", "surrogatepass")
    main = bytearray(first) + source
    main += b"\0" * (-len(main) % 512)

    def page(bounds: list[int], formats: list[bytes], size: int) -> bytes:
        room = bytearray(512)
        struct.pack_into(f"<{len(bounds)}I", room, 0, *bounds)
        at = 510
        for index, found in enumerate(formats):
            at -= len(found) + len(found) % 2
            room[at : at + len(found)] = found
            room[4 * len(bounds) + size * index] = at // 2
        room[511] = len(formats)
        return bytes(room)

    bounds, formats = [first], []
    for part, change in [*parts, *([(stories, b"")] if stories else [])]:
        bounds.append(bounds[-1] + width * len(part))
        own = b"\0\0" + change
        formats.append(bytes([0, len(own) // 2 + len(own) % 2]) + own if len(own) % 2 == 0 else bytes([len(own) // 2 + 1]) + own)
    paragraph_page = len(main) // 512
    main += page(bounds, formats, 13)
    marks = sorted((whole.index(piece), whole.index(piece) + len(piece), change) for piece, change in (runs or {}).items())
    bounds, formats = [first], []
    for start, end, change in marks:
        bounds += [first + width * start, first + width * end]
        formats += [b"\0", bytes([len(change)]) + change]
    bounds.append(first + len(source))
    formats.append(b"\0")
    character_page = len(main) // 512
    main += page(bounds, formats, 1)
    place = (first * 2 | 0x40000000) if narrow else first
    pieces = struct.pack("<ii", 0, len(whole)) + struct.pack("<HIH", 0, place, 0)
    table = bytearray()

    def put(number: int, data: bytes) -> None:
        struct.pack_into("<ii", main, 154 + 8 * number, len(table), len(data))
        table.extend(data)

    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<iii", main, 76, len(text), 0, len(stories))
    put(33, b"\2" + struct.pack("<I", len(pieces)) + pieces)
    put(13, struct.pack("<III", first, first + len(source), paragraph_page))
    put(12, struct.pack("<III", first, first + len(source), character_page))
    put(6, struct.pack("<ii", 0, len(text)) + b"\0" * 12)
    if header:
        put(11, struct.pack("<9i", 0, *[2] * 6, len(stories) - 1, len(stories)))
    definitions, levels, overrides = lists
    if definitions:
        put(73, definitions)
        table.extend(levels)
        put(74, overrides)
    return compound({"WordDocument": bytes(main), "1Table": bytes(table)} | ({"Data": data} if data else {}))


def facts(name: str, data: bytes) -> dict:
    """What a breakdown says, but for its container: pages, boxes and what the reader notes."""

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in ("page", "bbox", "source", "furniture")}
        if isinstance(value, list):
            return [bare(item) for item in value if not (isinstance(item, dict) and str(item.get("code", "")).startswith("D1"))]
        return value

    return bare(json.loads(dumps(extract_bytes(name, data))))


@pytest.fixture(scope="session")
def saved_as(tmp_path_factory):
    """Return what LibreOffice saves a file as: saved_as(path, "doc")."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    filters = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "xls": "xls:MS Excel 97"}

    def save(path: Path, ending: str) -> bytes:
        target = folder / ending / f"{path.stem}.{ending}"
        if not target.exists():
            subprocess.run(
                [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
                 filters[ending], "--outdir", str(target.parent), str(path)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        return target.read_bytes()

    return save


@pytest.fixture(scope="session")
def office():
    """The builders of this file."""
    from types import SimpleNamespace

    return SimpleNamespace(
        word=word, sprm=sprm, table_row=table_row, CELL=CELL, compound=compound, facts=facts, samples=ROOT / "samples",
        corpus=ROOT.parent / "shared" / "corpus",
    )  # fmt: skip
