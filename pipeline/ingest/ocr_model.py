"""Find lines of print on a picture and read them, with the models that the package rapidocr carries.

Only the model files are taken from that package, and onnxruntime runs them: no code that could fetch anything is loaded,
and a missing file is an error, never a download.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractors.reading.text import fold
from schemas.errors import NoTextLayer

INSTALL = 'pip install "fenjie[ocr]"'
_PACKAGES = ("onnxruntime", "cv2", "rapidocr")
_LONGEST_SIDE = 1280
"""Pixels of a page's longer side when lines are looked for: 9-point print is still 13 pixels high."""
_STEP = 32
"""The detector takes sides that are multiples of this."""
_PRINT = 0.3
_SURE_PRINT = 0.5
_GROWTH = 1.6
"""What the detector marks is the core of a line; the line reaches beyond it by this share of area to circumference."""
_HEIGHT = 48
_WIDEST = 3_200
"""Pixels of the widest line once it is 48 high; a longer one is squeezed."""
_CANDIDATES = 6

Array = Any  # Any: numpy is imported late, and its arrays carry no shape in their types
Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line as the model reads it: characters, where the middle of each stands (as a share of the width), how sure."""

    text: str
    centres: tuple[float, ...]
    confidences: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """Mean over the characters; 0 for a line without any."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


def is_installed() -> bool:
    """Return whether the packages for reading pictures are there, without loading them."""
    return all(find_spec(name) is not None for name in _PACKAGES)


class Models:
    """The two models, loaded once: one finds lines, one reads them."""

    def __init__(self, name: str) -> None:
        """Load the models. Raises NoTextLayer (with `name`) where a package or a model file is missing."""
        if not is_installed():
            raise NoTextLayer(name, f"has no text layer (a scan?). To read pictures of pages: {INSTALL}")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        detector, recogniser = (
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            for path in _model_files(name)
        )
        self._detector, self._recogniser = detector, recogniser
        letters = recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        # Nothing stands first, a space last: so the model was trained.
        self._letters = ["", *letters, " "]

    def lines(self, grey: Array, longest: int = _LONGEST_SIDE) -> list[Rectangle]:
        """Return where lines of print stand on a grey picture that is looked at `longest` pixels high or wide."""
        import cv2
        import numpy as np

        height, width = grey.shape
        share = min(1.0, longest / max(height, width))
        down, across = (max(_STEP, round(side * share / _STEP) * _STEP) for side in (height, width))
        small = cv2.resize(grey, (across, down), interpolation=cv2.INTER_AREA)
        marked = _run(self._detector, _as_input(small)[None])[0, 0]
        count, labels, measures, _ = cv2.connectedComponentsWithStats((marked > _PRINT).astype(np.uint8))
        sums = np.bincount(labels.ravel(), weights=marked.ravel(), minlength=count)
        found = []
        for index in range(1, count):
            left, top, wide, high, area = (int(value) for value in measures[index])
            if min(wide, high) < 3 or sums[index] / area < _SURE_PRINT:
                continue
            more = wide * high * _GROWTH / (2 * (wide + high))
            x0, x1 = (left - more) * width / across, (left + wide + more) * width / across
            y0, y1 = (top - more) * height / down, (top + high + more) * height / down
            found.append((max(0, round(x0)), max(0, round(y0)), min(width, round(x1)), min(height, round(y1))))
        return sorted(found, key=lambda box: (box[1], box[0], box[2], box[3]))

    def read(self, grey: Array, boxes: Sequence[Rectangle]) -> list[Words]:
        """Return what stands in each box of a grey picture."""
        import cv2

        found = []
        for x0, y0, x1, y1 in boxes:
            part = grey[y0:y1, x0:x1]
            if part.size == 0:
                found.append(Words("", (), ()))
                continue
            width = min(_WIDEST, max(_HEIGHT, -(-_HEIGHT * part.shape[1] // part.shape[0])))
            method = cv2.INTER_AREA if part.shape[0] > _HEIGHT else cv2.INTER_LINEAR
            line = cv2.resize(part, (width, _HEIGHT), interpolation=method)
            found.append(self._words(_run(self._recogniser, _as_input(line)[None])[0]))
        return found

    def _words(self, steps: Array) -> Words:
        """Return the characters of one line from what the model gives for each step to the right.

        The same character in neighbouring steps is one; a step without any parts two that are equal.
        """
        best = steps.argmax(axis=1).tolist()
        chars: list[str] = []
        centres: list[float] = []
        confidences: list[float] = []
        place, count = 0, len(best)
        while place < count:
            end = place + 1
            while end < count and best[end] == best[place]:
                end += 1
            if best[place]:
                rows = steps[place:end]
                row = rows[rows[:, best[place]].argmax()]
                chars.append(self._letters[best[place]])
                centres.append((place + end) / 2 / count)
                confidences.append(self._sureness(row, best[place]))
            place = end
        return Words("".join(chars), tuple(centres), tuple(confidences))

    def _sureness(self, row: Array, index: int) -> float:
        """Return how likely a character is; ( and （ are one character here, as they are for the rules."""
        sure = float(row[index])
        if sure > 0.95:
            return sure
        meant = fold(self._letters[index])
        others = row.argsort()[-_CANDIDATES:].tolist()
        return float(sum(row[other] for other in others if fold(self._letters[other]) == meant))


@cache
def models(name: str = "") -> Models:
    """Return the models, loaded at the first call. `name` is for the message where they are missing."""
    return Models(name)


def _model_files(name: str) -> tuple[Path, Path]:
    """Return the paths of the two models inside the installed package."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec is not None and spec.origin else Path()
    found = [sorted(folder.glob(f"*_{task}_*.onnx")) for task in ("det", "rec")]
    if not all(found):
        raise NoTextLayer(name, f"has no text layer, and the models for reading pictures are missing. Try again: {INSTALL}")
    return found[0][0], found[1][0]


def _as_input(grey: Array) -> Array:
    """Return a grey picture as the three equal channels, from -1 to 1, that the models take."""
    import numpy as np

    plane = (grey.astype(np.float32) - 127.5) / 127.5
    return np.repeat(plane[None], 3, axis=0)


def _run(session: Any, value: Array) -> Array:  # Any: onnxruntime has no types
    return session.run(None, {session.get_inputs()[0].name: value})[0]
