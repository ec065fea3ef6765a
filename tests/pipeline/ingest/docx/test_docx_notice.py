"""A whole notice with automatic numbers: every section and task keeps its number, whatever saved the file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from pipeline.ingest.docx import DocxReader

SECTIONS = ("一、", "二、", "三、", "四、", "五、", "六、", "七、")
TASKS_IN_SECTION = (6, 5, 5, 4, 4, 4, 4)
TASKS = sum(TASKS_IN_SECTION)
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(index: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def running_on() -> tuple[str, str]:
    """Two lists, so that the tasks count on over the sections."""
    return (
        f'<w:abstractNum {SPACE} w:abstractNumId="90"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{level(0, 'chineseCounting', '%1、')}</w:abstractNum>",
        f'<w:abstractNum {SPACE} w:abstractNumId="91"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{level(0, 'decimal', '%1.')}</w:abstractNum>",
    )


def restarting() -> tuple[str, ...]:
    """One list of two levels: the tasks start anew in every section."""
    return (
        f'<w:abstractNum {SPACE} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        f"{level(0, 'chineseCounting', '%1、')}{level(1, 'decimal', '%2.')}</w:abstractNum>",
    )


def notice(kind: str) -> bytes:
    """A notice of seven sections and thirty-two tasks, made by python-docx and given its lists by hand."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for abstract in running_on() if kind == "running on" else restarting():
        # Word wants all abstract lists before the first w:num.
        numbering.insert(0, parse_xml(abstract))
    for num, abstract in ((90, 90), (91, 91 if kind == "running on" else 90)):
        numbering.append(parse_xml(f'<w:num {SPACE} w:numId="{num}"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    task_num, task_level = (91, 0) if kind == "running on" else (90, 1)
    document.add_paragraph("云溪区民政局关于印发《2025年云溪民政工作要点》的通知")
    for index, count in enumerate(TASKS_IN_SECTION):
        numbered(document, f"聚焦方面{index + 1}，提升工作水平", 90, 0)
        for task in range(count):
            numbered(document, f"做好工作{task + 1}。全年新建站点 2 家。（责任部门：局养老科）", task_num, task_level)
        document.add_paragraph("本方面工作按季度调度。")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def numbered(document: docx.document.Document, text: str, num: int, ilvl: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {SPACE}><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'))


def labels(data: bytes) -> tuple[list[str], list[str]]:
    """The section labels and the task numbers as they are read."""
    texts = [block.text for block in DocxReader().read("通知.docx", data).blocks]
    sections = [text[:2] for text in texts if re.match("[一二三四五六七]、聚焦", text)]
    tasks = [match[1] for text in texts if (match := re.match(r"(\d+)\. 做好工作", text))]
    return sections, tasks


def expected(kind: str) -> tuple[list[str], list[str]]:
    if kind == "running on":
        return list(SECTIONS), [str(number) for number in range(1, TASKS + 1)]
    return list(SECTIONS), [str(number + 1) for count in TASKS_IN_SECTION for number in range(count)]


@pytest.mark.parametrize("kind", ["running on", "restarting"])
def test_all_sections_and_tasks_keep_their_numbers(kind):
    assert TASKS == 32
    assert labels(notice(kind)) == expected(kind)


@pytest.mark.parametrize("kind", ["running on", "restarting"])
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_all_numbers_survive_a_round_trip_through_libreoffice(kind, tmp_path):
    source = tmp_path / "notice.docx"
    source.write_bytes(notice(kind))
    assert labels(convert(source, "docx").read_bytes()) == expected(kind)


@pytest.mark.parametrize("kind", ["running on", "restarting"])
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_text_is_what_libreoffice_prints(kind, tmp_path):
    source = tmp_path / "notice.docx"
    source.write_bytes(notice(kind))
    printed = convert(source, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig").splitlines()
    read = [block.text for block in DocxReader().read("notice.docx", source.read_bytes()).blocks]
    # LibreOffice prints the indent, and a blank after every number.
    assert [re.sub(r"^([一二三四五六七]、)", r"\1 ", text) for text in read] == [
        line.strip() for line in printed if line
    ]


def convert(source: Path, to: str) -> Path:
    """Let LibreOffice convert a file, with a profile of its own so that no running office is disturbed."""
    target = source.parent / "converted"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--headless", "--convert-to", to,
         "--outdir", str(target), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target / f"{source.stem}.{to.split(':')[0]}"


def test_what_python_docx_reads_is_read_here_too():
    data = notice("running on")
    oracle = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    read = [block.text for block in DocxReader().read("通知.docx", data).blocks]
    assert [re.sub(r"^(?:\d+\. |[一二三四五六七]、)", "", text) for text in read] == oracle


def test_headings_of_a_file_full_of_table_styles_keep_their_levels():
    document = docx.Document()
    document.add_heading("云溪民政工作要点", 0)
    document.add_heading("一、加强服务", 1)
    document.add_heading("（一）建设站点", 2)
    document.add_paragraph("新建站点3个。")
    saved = io.BytesIO()
    document.save(saved)
    blocks = DocxReader().read("通知.docx", saved.getvalue()).blocks
    assert [(block.kind.value, block.level) for block in blocks] == [
        ("heading", None), ("heading", 1), ("heading", 2), ("paragraph", None),
    ]  # fmt: skip


CORPUS = Path(__file__).parents[5] / "shared" / "corpus"


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*.docx")) or [None], ids=lambda path: path.name[:3] if path else "none"
)
def test_no_character_of_a_real_document_is_lost(path):
    if path is None:
        pytest.skip("the collection of real notices is not here")
    data = path.read_bytes()
    document = docx.Document(io.BytesIO(data))
    oracle = [paragraph.text for paragraph in document.element.body.iter("{*}t")]
    read = [block.text for block in DocxReader().read(path.name, data).blocks]
    assert sorted(re.sub(r"\s", "", "".join(read))) == sorted(re.sub(r"\s", "", "".join(oracle)))
