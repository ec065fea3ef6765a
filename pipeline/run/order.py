"""Give results in the order of the jobs, however they finish, in little memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

WAITING = 4096
"""How many results may wait for an earlier one; beyond it no further job is begun."""
IN_MEMORY = 8 << 20
"""Bytes of waiting results kept in memory; what is over goes to a file without a name."""


class InOrder:
    """Holds packed results until those before them have come.

    >>> order = InOrder()
    >>> order.put(1, b"second"); list(order.ready())
    []
    >>> order.put(0, b"first"); list(order.ready())
    [b'first', b'second']
    """

    def __init__(self, waiting: int = WAITING, in_memory: int = IN_MEMORY) -> None:
        self._waiting, self._in_memory = waiting, in_memory
        self._next = 0
        self._held: dict[int, bytes | tuple[int, int]] = {}
        self._bytes = 0
        self._file: IO[bytes] | None = None

    def room(self, position: int) -> bool:
        """Say whether the job at this position may be begun: not while too many results wait for an earlier one."""
        return position < self._next + self._waiting

    def put(self, position: int, packed: bytes) -> None:
        """Take a result; positions count from 0 and each comes once."""
        if self._bytes + len(packed) <= self._in_memory or position == self._next:
            self._held[position] = packed
            self._bytes += len(packed)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="fenjie-")  # noqa: SIM115 (lives as long as the run)
        offset = self._file.seek(0, 2)
        self._file.write(packed)
        self._held[position] = (offset, len(packed))

    def ready(self) -> Iterator[bytes]:
        """Yield the results whose turn has come."""
        while self._next in self._held:
            held = self._held.pop(self._next)
            self._next += 1
            if isinstance(held, bytes):
                self._bytes -= len(held)
                yield held
            else:
                yield self._read(*held)

    def close(self) -> None:
        """Forget what waits."""
        self._held.clear()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read(self, offset: int, length: int) -> bytes:
        assert self._file is not None
        self._file.seek(offset)
        packed = self._file.read(length)
        if not any(isinstance(held, tuple) for held in self._held.values()):
            self._file.seek(0)
            self._file.truncate()
        return packed
