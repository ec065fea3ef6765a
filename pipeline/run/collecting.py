"""Look for cycles of objects seldom while documents are converted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 20_000
"""So many more objects than at the last search are the reason for one: a notice has a few thousand, and most have none."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for cycles after 20,000 new objects instead of 700, and as before in the end.

    A breakdown is a tree, which goes as soon as it is let go. To look for cycles in it three times while it grows takes
    a thirtieth of a run.
    """
    often, *older = gc.get_threshold()
    if 0 < often < SELDOM:  # 0 is a program's wish that none be looked for
        gc.set_threshold(SELDOM, *older)
    try:
        yield
    finally:
        gc.set_threshold(often, *older)
