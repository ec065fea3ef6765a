"""When and where: reading files, writing files, and the commands.

The Python calls are `extract`, `extract_many`, `compare`, `to_frames`, `comparison_frames` and `to_spacy`; each loads what it
needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.comparison.frames import comparison_frames
    from pipeline.comparison.run import compare
    from pipeline.convert import extract, extract_bytes, extract_many
    from pipeline.export.frames import to_frames
    from pipeline.export.spacy_doc import to_spacy

__all__ = ["compare", "comparison_frames", "extract", "extract_bytes", "extract_many", "to_frames", "to_spacy"]

_HOMES = {
    "compare": "pipeline.comparison.run",
    "comparison_frames": "pipeline.comparison.frames",
    "extract": "pipeline.convert",
    "extract_bytes": "pipeline.convert",
    "extract_many": "pipeline.convert",
    "to_frames": "pipeline.export.frames",
    "to_spacy": "pipeline.export.spacy_doc",
}


def __getattr__(name: str) -> Any:  # Any: each name is a function of its own type, declared above for type checkers
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
