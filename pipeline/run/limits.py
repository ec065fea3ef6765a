"""Limit the memory of a process, where the system can."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def memory_limited(beyond: int) -> Iterator[None]:
    """Let this process take so many bytes beyond what it has; taking more raises MemoryError.

    Linux only: elsewhere the system does not hold the limit (macOS) or has no such call (Windows).
    """
    now = _taken()
    if now is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = now + beyond
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _taken() -> int | None:
    """Return the bytes of address space that this process has; None where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123 (asked for every document)
            pages = int(file.read(256).split()[0])
    except (OSError, ValueError):
        return None
    import resource

    return pages * resource.getpagesize()
