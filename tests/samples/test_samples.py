"""The samples are what their sources say, and their gold speaks of what stands in them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from pipeline.evaluate_gold import load_gold, plain
from samples.render import HERE, TEXTS, WORDS, render
from samples.source import Line, read_source

GOLDS = sorted(HERE.glob("*.gold.json"))
FILES = render()
# 1．扩大供给。 · 2.3 扩大供给。 · （四）扩大供给。 · 第五条 扩大供给。 · 任务六：扩大供给。
NUMBER = re.compile(r"(?:（|第|任务)?(?P<number>\d{1,3}(?:\.\d{1,2})?|[一二三四五六七八九十]{1,3})(?:[.．、）条：]|\s)")


def text_of(path: Path) -> str:
    """Return the source text behind a rendered sample, without spaces and with half-width punctuation."""
    source = HERE / "sources" / f"{path.stem}.src"
    return plain("".join(line.whole for line in read_source(source)))


def words(raw: Any) -> Iterator[str]:
    """Return every text that the gold quotes: titles, names, indicators, actions, units."""
    for section in raw["sections"]:
        yield section["title"]
    for task in raw["tasks"]:
        yield task["title"]
        yield from (party["name"] for party in task["lead_officials"] + task["departments"])
    for target in targets(raw):
        yield from (target[key] for key in ("action", "unit") if target[key])


def targets(raw: Any) -> Iterator[Any]:
    """Return every target and result of a gold."""
    yield from (target for task in raw["tasks"] for target in task["targets"])
    yield from raw.get("targets", [])
    yield from raw["results"]


def number_of(task: str) -> str | None:
    """Return the number at the start of a task, without its punctuation; None where it has none."""
    found = NUMBER.match(task)
    return found["number"] if found else None


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word document that hold its text and its numbering."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in ("word/document.xml", "word/numbering.xml")}


def test_every_notice_has_a_gold() -> None:
    assert {path.name.removesuffix(".gold.json") for path in GOLDS} == {*TEXTS, *WORDS}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".txt")])
def test_a_text_is_what_its_source_gives(name: str) -> None:
    assert (HERE / name).read_bytes() == FILES[name]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".docx")])
def test_a_word_document_is_what_its_source_gives(name: str) -> None:
    assert parts((HERE / name).read_bytes()) == parts(FILES[name])


def test_a_word_document_is_the_same_bytes_each_time() -> None:
    assert {name: content for name, content in render().items() if name.endswith(".docx")} == {
        name: content for name, content in FILES.items() if name.endswith(".docx")
    }


def test_automatic_numbers_are_left_to_word() -> None:
    document = docx.Document(io.BytesIO(FILES["qinghe_minzheng_2025_automatic.docx"]))
    numbered = [paragraph.text for paragraph in document.paragraphs if paragraph._p.xpath("./w:pPr/w:numPr")]
    assert len(numbered) == 7 + 28
    assert [text for text in numbered if re.match(r"\d|[一二三四五六七]、", text)] == []


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_a_gold_knows_its_document(path: Path) -> None:
    gold = load_gold(path)
    assert gold.sha256 == hashlib.sha256((HERE / gold.document).read_bytes()).hexdigest()


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_the_words_of_a_gold_stand_in_its_notice(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    text = text_of(HERE / raw["document"])
    assert [word for word in words(raw) if plain(word) not in text] == []


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_the_values_of_a_gold_stand_in_its_notice(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    text = text_of(HERE / raw["document"])
    written = {1: "一", 2: "两", 0.3333: "三分之一"}
    missing = [
        target for target in targets(raw)
        if target["measure"] != "coverage"
        and f"{target['value']:g}" not in text and written.get(target["value"], "?") not in text
    ]
    assert missing == []


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_a_gold_lists_the_tasks_of_its_notice_by_their_numbers(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    lines = read_source(HERE / "sources" / f"{path.name.removesuffix('.gold.json')}.src")
    printed = [number_of(line.text) for line in lines if line.kind == "task"]
    head = next((line.cells for line in lines if line.kind == "header"), ("序号",))
    numbers = (line.cells[head.index("序号")] for line in lines if line.kind == "row")
    printed += [number for number in numbers if number]  # a row without one goes on with the task above
    numbered = [task["number"] for task in raw["tasks"] if task["number"] is not None]  # headings without one are known by title
    assert numbered == [number for number in printed if number is not None]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.*")), ids=lambda path: path.name)
def test_a_committed_file_is_small(path: Path) -> None:
    assert path.stat().st_size < 200_000


def test_a_page_turn_cuts_only_the_text() -> None:
    line = Line("task", "1. 健全发现‖机制。")
    assert (line.whole, line.turned) == ("1. 健全发现机制。", "1. 健全发现\n\n机制。")


def test_an_unknown_directive_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.src"
    path.write_text("%title 通知\n%chapter 一\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.src: line 2: %chapter is no directive"):
        read_source(path)
