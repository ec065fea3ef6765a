"""Files that hold documents: an archive or a mail is a folder, and what is in it has a path below it (archive.zip/通知.docx)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.ingest.eml import eml_entries
from pipeline.ingest.entries import MAX_MEMBER, Entry
from pipeline.ingest.identify import EML, ZIP, Kind, identify
from pipeline.ingest.zip_folder import zip_entries
from schemas.errors import FenjieError, TooLarge, UnreadableFile, UnsupportedFormat

LISTERS: tuple[tuple[Kind, Callable[[str, bytes], list[Entry]]], ...] = ((ZIP, zip_entries), (EML, eml_entries))
MAX_DEPTH = 3
"""An archive in a mail in an archive; deeper ones are left closed."""
SUFFIXES = (
    ".txt", ".docx", ".docm", ".dotx", ".pdf", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".doc", ".wps", ".ofd",
    ".xlsx", ".xlsm", ".xls", ".et", ".md", ".markdown", ".rtf",
)  # fmt: skip
"""What is taken from a folder and from what is like one."""
FOLDERS = (".zip", ".eml")
"""Files that are like a folder."""
# A package of an Office program is a zip too: those are not looked into.
_PACKAGES = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".ofd", ".odt", ".wps", ".et", ".dps", ".pdf", ".doc")


def documents(path: Path) -> list[Path]:
    """Return the documents that a file stands for: itself, or those inside it if it is like a folder.

    A file that cannot be looked into stands for itself, so that reading it says why.
    """
    if path.suffix.lower() in _PACKAGES or not _may_hold(path):
        return [path]
    try:
        found = [path / inner for inner in _below(path.name, path, 1)]
    except (FenjieError, OSError):
        return [path]
    return found or [path]


def document_name(path: Path) -> str:
    """Return what messages call a document: its file's name, or its path from the archive or mail that it stands in.

    >>> document_name(Path("in/2025.zip/notices/a.docx")), document_name(Path("in/a.docx"))
    ('2025.zip/notices/a.docx', 'a.docx')
    """
    outer = next((parent for parent in reversed(path.parents) if parent.suffix.lower() in FOLDERS), None)
    return path.name if outer is None else f"{outer.name}/{path.relative_to(outer).as_posix()}"


def _may_hold(path: Path) -> bool:
    """Say whether a file may be like a folder, by its first bytes or its name."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_MEMBER:
            return False
        if path.suffix.lower() in FOLDERS:
            return True
        with path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _below(name: str, source: Path | bytes, depth: int) -> Iterator[str]:
    """Yield the paths of the documents in a file, those of files inside it that are like folders among them."""
    for entry in entries(name, source):
        suffix = PurePosixPath(entry.path).suffix.lower()
        if suffix in SUFFIXES:
            yield entry.path
        elif suffix in FOLDERS:
            # One that cannot be looked into is kept, so that reading it says why.
            inner = _inside(f"{name}/{entry.path}", entry, depth)
            if inner is None:
                yield entry.path
            else:
                yield from (f"{entry.path}/{path}" for path in inner)


def _inside(name: str, entry: Entry, depth: int) -> list[str] | None:
    if depth >= MAX_DEPTH:
        return None
    try:
        return list(_below(name, entry.read(), depth + 1))
    except FenjieError:
        return None


def entries(name: str, source: Path | bytes) -> list[Entry]:
    """Return what a file holds that is like a folder; raises a FenjieError where it is none or cannot be looked into.

    An archive on disk is not read whole, or each of its thousand documents would cost that anew.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            if stream.read(4) == b"PK\x03\x04":
                return zip_entries(name, source)
    data = source if isinstance(source, bytes) else source.read_bytes()
    kind = identify(name, data)
    lister = next((lister for taken, lister in LISTERS if taken == kind), None)
    if lister is None:
        raise UnsupportedFormat(name, f"is a {kind.label} and holds no documents")
    return lister(name, data)


def load(path: Path) -> tuple[str, bytes] | None:
    """Return name and bytes of the document that a path below a file names (archive.zip/通知.docx).

    None where no part of the path is a file; raises a FenjieError where the file does not hold it.
    """
    outer = next((parent for parent in path.parents if parent.is_file()), None)
    if outer is None:
        return None
    wanted = path.relative_to(outer).as_posix()
    if outer.stat().st_size > MAX_MEMBER:
        raise TooLarge(outer.name, "is over the limit of size; unpack it and try again with the files in it")
    found = _follow(outer.name, outer, wanted)
    if found is None:
        raise UnreadableFile(f"{outer.name}/{wanted}", f"does not exist; check what is in {outer.name}")
    return found


def _follow(name: str, source: Path | bytes, wanted: str) -> tuple[str, bytes] | None:
    """Return name and bytes of what a path below a file leads to, through the files in it that are like folders."""
    for _ in range(MAX_DEPTH):
        entry = _match(entries(name, source), wanted)
        if entry is None:
            return None
        name, source = f"{name}/{entry.path}", entry.read()
        if entry.path == wanted:
            return name, source
        wanted = wanted[len(entry.path) + 1 :]
    return None


def _match(found: list[Entry], wanted: str) -> Entry | None:
    """Return the entry that a path names, or that it leads through."""
    exact = next((entry for entry in found if entry.path == wanted), None)
    return exact or next((entry for entry in found if wanted.startswith(f"{entry.path}/")), None)


def only_document(name: str, data: bytes) -> tuple[str, bytes]:
    """Return name and bytes of the one document in a file; raises a FenjieError where it holds none or several."""
    found = list(_below(name, data, 1))
    if not found:
        raise UnreadableFile(name, "holds no document that can be read; unpack it and look what is in it")
    if len(found) > 1:
        some = "、".join(found[:3]) + ("…" if len(found) > 3 else "")
        raise UnsupportedFormat(name, f"holds {len(found)} documents ({some}); name one of them, as {name}/{found[0]}")
    only = _follow(name, data, found[0])
    if only is None:
        raise UnreadableFile(name, "cannot be looked into; unpack it and try again with the files in it")
    return only
