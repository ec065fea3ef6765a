"""What a user's files add to each breakdown, patterns and parties, in whichever process it is converted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.parties_file import Parties
    from pipeline.pattern_file import Pattern
    from schemas.breakdown import TaskBreakdown


@dataclass(frozen=True, slots=True)
class ApplyPatterns:
    """The patterns of a file, loaded once in every process that uses them. Raises RuleError at the first use."""

    path: str
    sha256: str

    def __call__(self, breakdown: TaskBreakdown) -> TaskBreakdown:
        """Return the breakdown with what the patterns find in it."""
        from pipeline.patterns import apply_patterns

        return apply_patterns(breakdown, _loaded(self.path, self.sha256))


def patterns_from(path: Path) -> ApplyPatterns:
    """Return the patterns of a file, tried once. Raises RuleError that names what is wrong with it."""
    from pipeline.pattern_file import load_patterns

    load_patterns(path)
    return ApplyPatterns(str(path.absolute()), hashlib.sha256(path.read_bytes()).hexdigest())


@dataclass(frozen=True, slots=True)
class ApplyParties:
    """The parties file, loaded once in every process that uses it. Raises RuleError at the first use."""

    path: str
    sha256: str

    def __call__(self, breakdown: TaskBreakdown) -> TaskBreakdown:
        """Return the breakdown with the full names, members and posts that the file gives."""
        from pipeline.parties_file import apply_parties

        return apply_parties(breakdown, _known(self.path, self.sha256))


@dataclass(frozen=True, slots=True)
class Both:
    """Two refinements, one after the other."""

    first: ApplyPatterns
    then: ApplyParties

    @property
    def sha256(self) -> str:
        """What a result depends on: both files."""
        return f"{self.first.sha256} {self.then.sha256}"

    def __call__(self, breakdown: TaskBreakdown) -> TaskBreakdown:
        """Return the breakdown with what both add."""
        return self.then(self.first(breakdown))


def parties_from(path: Path) -> ApplyParties:
    """Return the parties of a file, tried once. Raises RuleError that names what is wrong with it."""
    from pipeline.parties_file import load_parties

    load_parties(path)
    return ApplyParties(str(path.absolute()), hashlib.sha256(path.read_bytes()).hexdigest())


@cache
def _known(path: str, _sha256: str) -> Parties:
    from pipeline.parties_file import load_parties

    return load_parties(Path(path))


@cache
def _loaded(path: str, _sha256: str) -> tuple[Pattern, ...]:
    from pipeline.pattern_file import load_patterns

    return load_patterns(Path(path))
