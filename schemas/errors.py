"""What stops one file. Every message names the file and says what to do.

    FenjieError
    ├── UnsupportedFormat    the content is of a kind that no reader takes
    ├── UnreadableFile       missing, empty, damaged, or in an unknown encoding
    │   └── EncryptedFile    a password is needed
    ├── NoTextLayer          pages are pictures
    ├── TooLarge             over a limit of size, nesting or pages
    ├── TimedOut             over the limit of time
    ├── OutputError          the result cannot be written
    └── RuleError            a user's rule, profile or pattern file is wrong
"""

from __future__ import annotations


class FenjieError(Exception):
    """The root: `str(error)` is one line for people, beginning with the file's name."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


class UnsupportedFormat(FenjieError):
    """The content is of a kind that no reader takes."""


class UnreadableFile(FenjieError):
    """The file is missing, empty, damaged, or in an unknown encoding."""


class EncryptedFile(UnreadableFile):
    """The file needs a password."""


class NoTextLayer(FenjieError):
    """The pages are pictures without text."""


class TooLarge(FenjieError):
    """The file is over a limit of size, nesting or pages."""


class TimedOut(FenjieError):
    """The file took longer than allowed."""


class OutputError(FenjieError):
    """The result cannot be written."""


class RuleError(FenjieError):
    """A user's rule, profile or pattern file is wrong."""
