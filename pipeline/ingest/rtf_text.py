"""Put the bytes of an rtf file together to characters: the two bytes of a Chinese one may come as two tokens."""

from __future__ import annotations

from pipeline.ingest.docx_symbols import UNKNOWN, bullet_mark, symbol
from pipeline.ingest.rtf_state import Story
from pipeline.ingest.rtf_tokens import SYMBOLS, decoded


class TextBuffer:
    """Bytes that wait for the rest of their characters, all of one code page."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._codec = ""
        self._label = False
        self.unknown = 0

    def bytes(self, story: Story, text: str, codec: str, font: str, *, label: bool = False) -> None:
        """Add bytes (one a character) in a code page; those of a font of pictures are what they show."""
        if codec == SYMBOLS:
            self.flush(story)
            for letter in text:
                self._symbol(story, letter, font, label=label)
            return
        if codec != self._codec or label != self._label:
            self.flush(story)
            self._codec, self._label = codec, label
        self._waiting.append(text)

    def add(self, story: Story, text: str, *, label: bool = False) -> None:
        """Add characters."""
        self.flush(story)
        (story.label if label else story.text).append(text)

    def flush(self, story: Story) -> None:
        """Turn what waits into text."""
        if self._waiting:
            text = decoded("".join(self._waiting), self._codec)
            self._waiting.clear()
            (story.label if self._label else story.text).append(text)

    def _symbol(self, story: Story, letter: str, font: str, *, label: bool) -> None:
        if letter.isspace():
            shown = letter
        elif label:
            shown = bullet_mark(letter, font)
        else:
            shown = symbol(ord(letter), font)
        self.unknown += shown == UNKNOWN
        (story.label if label else story.text).append(shown)
