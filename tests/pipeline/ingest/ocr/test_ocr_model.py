"""The models are those in the installed package; nothing is fetched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.ingest import ocr_model
from pipeline.ingest.ocr_model import Models, Words
from schemas.errors import NoTextLayer


def test_the_confidence_of_a_line_is_the_mean() -> None:
    assert (Words("养老", (0.2, 0.7), (1.0, 0.5)).confidence, Words("", (), ()).confidence) == (0.75, 0.0)


def test_without_the_packages_the_error_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_model, "_PACKAGES", ("no_such_package",))
    with pytest.raises(NoTextLayer, match=r'^scan\.pdf: .*pip install "fenjie\[ocr\]"'):
        Models("scan.pdf")


@pytest.mark.usefixtures("ocr")
def test_a_missing_model_is_an_error_and_no_download(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Spec:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(ocr_model, "find_spec", lambda _: Spec())
    with pytest.raises(NoTextLayer, match="models for reading pictures are missing"):
        Models("scan.pdf")


@pytest.mark.usefixtures("ocr")
def test_no_code_that_can_fetch_is_loaded() -> None:
    program = (
        "import sys, numpy as np; from pipeline.ingest.ocr import scan; scan(np.full((300, 200), 255, 'u1'), (72, 108), 1, 'a');"
        "from pipeline.ingest.ocr_model import models; models('a');"
        "print(sorted({'rapidocr', 'requests', 'urllib3', 'urllib.request', 'http.client'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert found.stdout.strip() == "[]"
