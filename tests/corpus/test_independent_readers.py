"""Real documents are read without loss: the text is what an independent reader finds in the same file.

Word files are compared with LibreOffice, pdfs with poppler. White space is left out, since readers break lines differently.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from pipeline.ingest import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of public documents is not beside this checkout")
WORD = sorted(path for path in CORPUS.glob("*") if path.suffix in (".docx", ".doc"))
PDF = sorted(CORPUS.glob("*.pdf"))


def bare(text: str) -> str:
    """Characters without white space; compatibility forms (half-width, Kangxi radicals) count as the plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def as_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which LibreOffice has written every Word file as text."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("text")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *map(str, WORD)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.name)
def test_word_file_holds_what_libreoffice_finds(path: Path, as_text: Path) -> None:
    expected = (as_text / f"{path.stem}.txt").read_text(encoding="utf-8-sig")
    assert bare(read(path).text) == bare(expected)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("path", PDF, ids=lambda path: path.name)
def test_pdf_holds_the_characters_that_pdftotext_finds(path: Path) -> None:
    """Order differs where tables and fonts are drawn apart, so characters are counted.

    Nothing may be added, and what the other reader has more of may only be lines that it gives twice.
    """
    found = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, timeout=120)
    document = read(path)
    theirs = Counter(bare(found.stdout.decode("utf-8")))
    aside = bare("".join(piece.text for piece in document.furniture))
    ours = Counter(bare(document.text) + aside)
    assert ours - theirs == Counter()
    if theirs - ours:
        # Fake bold draws a line twice, and the other reader gives it twice: then each of its lines stands in ours.
        text = bare(document.text) + "\n" + "\n".join(bare(piece.text) for piece in document.furniture)
        lines = (bare(line) for line in found.stdout.decode("utf-8").splitlines())
        assert [line for line in lines if line not in text] == []
