"""Words of a Chinese text as spans: jieba the reference, rjieba the fast engine, both with our lexicons' words."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from extractors.lexicons import load

if TYPE_CHECKING:
    import jieba

Span = tuple[int, int]

# The lexicons that hold whole words. Others hold fragments and cues (属单位, 各区) that would tear words apart.
VOCABULARIES = (
    "comparators", "modality", "not_numerals", "roles", "section_titles", "times", "titles", "unit_endings", "units",
)


class Segmenter(Protocol):
    """What cuts a text into words."""

    def tokenize(self, text: str) -> list[Span]:
        """Return the half-open spans of the words, in order, without gap or overlap: joined they are the text."""
        ...


class RjiebaSegmenter:
    """The fast engine (rjieba, in Rust). Its dictionary is loaded at the first use."""

    def tokenize(self, text: str) -> list[Span]:
        """Return the spans of the words of `text`."""
        return [(start, end) for _, start, end in _rjieba().tokenize(text)]


class JiebaSegmenter:
    """The reference (jieba, in Python): slower to load and to run, the same words but for a few in a thousand."""

    def tokenize(self, text: str) -> list[Span]:
        """Return the spans of the words of `text`."""
        return [(start, end) for _, start, end in _jieba().tokenize(text)]


@cache
def default_segmenter() -> Segmenter:
    """Return the fast engine, or the reference where the fast one is not installed for this platform."""
    try:
        import rjieba  # noqa: F401
    except ImportError:
        return JiebaSegmenter()
    return RjiebaSegmenter()


@cache
def user_words() -> tuple[str, ...]:
    """Return the words of our lexicons that a segmenter must keep whole: two to eight Han characters, sorted."""
    found: set[str] = set()
    for name in VOCABULARIES:
        _collect(load(name), found)
    return tuple(sorted(word for word in found if 2 <= len(word) <= 8 and all("一" <= char <= "鿿" for char in word)))


def _collect(table: Any, found: set[str]) -> None:  # Any: a TOML table, whatever its shape
    """Add every word of every `words` list in a lexicon."""
    if isinstance(table, dict):
        for key, value in table.items():
            if key == "words" and isinstance(value, list):
                found.update(word for word in value if isinstance(word, str))
            else:
                _collect(value, found)
    elif isinstance(table, list):
        for item in table:
            _collect(item, found)


@cache
def _rjieba() -> Any:  # Any: rjieba.Jieba, a compiled class
    import rjieba

    engine = rjieba.Jieba()
    for word in user_words():
        # Without a frequency the engine gives the smallest that keeps the word whole: its neighbours stay as they were.
        engine.add_word(word, None, None)
    return engine


@cache
def _jieba() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 imports pkg_resources, which announces its own retirement
        import jieba

    engine = jieba.Tokenizer()
    # Not `engine.initialize()`: that reads and writes a marshalled dictionary in the shared folder of temporary files.
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    for word in user_words():
        engine.add_word(word)
    return engine
