"""The words: one TOML file per kind, each entry with an example and, where one misleads, a counter-example."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:  # Any: a TOML table holds what its file says
    """Return the parsed lexicon `name`.toml of this folder."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return every word of a lexicon of the plain shape: tables `[[entry]]` with a `words` list, longest first."""
    found = {word for entry in load(name)["entry"] for word in entry["words"]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))
