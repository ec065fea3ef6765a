"""Notices under an fsspec URL (s3://, hdfs://, …): which there are, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.ingest.containers import SUFFIXES
from pipeline.run.job import is_url
from schemas.errors import FenjieError, TooLarge, UnreadableFile

MAX_BYTES = 200 * 1024 * 1024


def fetch(url: str) -> bytes:
    """Return the bytes under a URL. Raises UnreadableFile, TooLarge."""
    import fsspec

    name = PurePosixPath(url).name
    try:
        with fsspec.open(url, "rb") as file:
            data: bytes = file.read(MAX_BYTES + 1)
    except FenjieError:
        raise
    except Exception as error:  # every fsspec back end raises its own
        message = f"cannot be read from {url} ({type(error).__name__}); check the address and your rights to it"
        raise UnreadableFile(name, message) from error
    if len(data) > MAX_BYTES:
        raise TooLarge(name, f"has more than {MAX_BYTES >> 20} MB; split it or take its pictures out")
    return data


def list_urls(given: str) -> Iterator[str]:
    """Yield the notices that a URL stands for: itself, those below it, or those its pattern matches, sorted.

    Raises UnreadableFile where the library for its scheme is missing or the store does not answer.
    """
    try:
        import fsspec
    except ImportError as error:
        raise UnreadableFile(given, "needs fsspec; install fenjie[cluster]") from error
    try:
        files, root = fsspec.url_to_fs(given)
        if any(mark in root for mark in "*?["):
            found = files.glob(root)
        elif files.isdir(root):
            found = [path for path in files.find(root) if PurePosixPath(path).suffix.lower() in SUFFIXES]
        else:
            found = [root]
        urls = sorted(str(files.unstrip_protocol(path)) for path in found)
    except Exception as error:  # every fsspec back end raises its own
        raise UnreadableFile(given, f"cannot be listed ({type(error).__name__}); check the address") from error
    yield from (url for url in urls if is_url(url))
