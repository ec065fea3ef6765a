"""The short way for plain brackets answers as the grammar does, and leaves to it all that is not plain."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from extractors.assemble import extract
from extractors.fields import clauses as grammar
from extractors.fields.clauses import find_clauses, find_convention
from extractors.fields.findings import Clause, DepartmentFinding, OfficialFinding
from extractors.fields.party_plain import read_plainly
from extractors.reading.text import Reading
from pipeline.ingest import read
from schemas.document import SourceDocument

ROOT = Path(__file__).parents[3]
SAMPLES, CORPUS = ROOT / "samples", ROOT.parent / "shared" / "corpus"
_LABELS = (
    *("牵头领导：", "责任部门：", "配合单位：", "责任人：", "联系人：", "责任单位及责任人：", "审核单位：", "完成时限：", "责任单位为："),
    *("指导思想：", "責任單位：", "责 任 单 位：", ""),
)
_NAMES = (
    *("李明", "区民政局", "局养老服务科", "区婚姻（收养）登记中心", "各街镇", "相关科室", "单位", "市", "县", "政府"),
    *("各乡镇党委", "市住建局等", "区教育局和区财政局", "市科委中关村管委会", "区商务局", "商务局", "推进办公室"),
    *("区指导中心", "区教育局（牵头）", "青山区", "张三丰副局长", "由区教育局", "年底前", "2025年6月底前完成"),
    *("持续推进", "责任单位区民政局", "市卫健委（疾控局、中医局）", "区教育局 ", "16区", "会同区财政局", "12", "区教育局"),
    "区应急局（消防）",
)
_ENDS = ("", "牵头", "负责", "配合", "按职责分工负责", "牵头负责", "分别落实", "负责校园安全", "指导下同", "参与等", "协同推进", "牵头的")
_JOINTS = ("、", "，", "；", "")


def _read(text: str) -> Reading:
    return Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))


def _clauses(text: str) -> tuple[Clause, ...]:
    reading = _read(text)
    return find_clauses(reading, 0, len(text), find_convention(reading))


def _shut_off(monkeypatch) -> None:
    """Ask the whole grammar of every bracket."""
    monkeypatch.setattr(grammar, "read_plainly", lambda *_: None)


def _composed() -> list[str]:
    pairs = [f"{first}{joint}{second}" for first, joint, second in product(_NAMES, _JOINTS, _NAMES)]
    lists = [*_NAMES, *pairs]
    inside = [f"{label}{names}" for label, names in product(_LABELS, lists)]
    inside += [f"{names}{end}" for names, end in product(lists, _ENDS)]
    halves = [f"{label}{name}{end}" for label, name, end in product(_LABELS, _NAMES[:12], _ENDS[:5])]
    # 331, a prime that divides no length: neighbours in the list come from everywhere
    inside += [f"{half}{_JOINTS[index % 3]}{halves[index * 331 % len(halves)]}" for index, half in enumerate(halves)]
    inside += [f"{end}{joint}{name}" for end, joint, name in product(inside[::97], _JOINTS[:3], ("年底前完成", "各街镇配合", "下同"))]
    # every seventh: no list has a length that seven divides, so that all meet
    assert all(len(words) % 7 for words in (_LABELS, _NAMES, _ENDS, _JOINTS))
    return [f"开展培训。（{words}）" for words in inside[::7]]


def test_the_short_way_answers_as_the_grammar_does(monkeypatch):
    texts = _composed()
    with_it = [_clauses(text) for text in texts]
    _shut_off(monkeypatch)
    different = [text for text, found in zip(texts, with_it, strict=True) if _clauses(text) != found]
    assert different == []


def test_the_short_way_gives_the_roles_that_a_rule_of_the_document_gives(monkeypatch):
    rule = "列第一位的为牵头单位，下同。以下责任单位均包括各镇人民政府，不再列出。"
    texts = [f"{rule}\n开展培训。（责任单位：{first}、{second}）" for first, second in product(_NAMES, _NAMES)]
    with_it = [_clauses(text) for text in texts]
    _shut_off(monkeypatch)
    different = [text for text, found in zip(texts, with_it, strict=True) if _clauses(text) != found]
    assert different == []


@pytest.mark.parametrize("folder", [SAMPLES, CORPUS], ids=["samples", "corpus"])
def test_the_short_way_finds_in_documents_what_the_grammar_finds(monkeypatch, folder):
    paths = sorted(folder.glob("*.txt")) if folder.exists() else []
    if not paths:
        pytest.skip("the public notices are not in ../shared/corpus")
    documents = [read(path) for path in paths]
    with_it = [extract(document) for document in documents]
    _shut_off(monkeypatch)
    different = [path.name for path, document, found in zip(paths, documents, with_it, strict=True) if extract(document) != found]
    assert different == []


def test_labels_with_names_are_plain():
    text = "（牵头领导：李明，责任部门：局法规科、各街镇）"
    assert read_plainly(_read(text), 0, len(text), None) == Clause(
        0,
        len(text),
        (OfficialFinding(6, 8, "李明", None, "lead", "牵头领导", "parties.labelled"),),
        (
            DepartmentFinding(14, 18, "局法规科", "responsible", "责任部门", False, "parties.labelled"),
            DepartmentFinding(19, 22, "各街镇", "responsible", "责任部门", True, "parties.labelled"),
        ),
        (),
        "parties.labelled",
    )


def test_verbs_behind_names_and_a_time_are_plain():
    text = "（区民政局牵头，区财政局、各镇按职责分工负责，年底前完成）"
    assert read_plainly(_read(text), 0, len(text), None) == Clause(
        0,
        len(text),
        (),
        (
            DepartmentFinding(1, 5, "区民政局", "lead", "牵头", False, "parties.verb"),
            DepartmentFinding(8, 12, "区财政局", "responsible", "按职责分工负责", False, "parties.verb"),
            DepartmentFinding(13, 15, "各镇", "responsible", "按职责分工负责", True, "parties.verb"),
        ),
        ((23, 28),),
        "parties.verb",
    )


@pytest.mark.parametrize(
    ("bracket", "times"),
    [
        ("（区民政局负责落实，完成时限：2026年9月底前）", ((15, 24),)),
        ("（责任单位：区民政局；完成时限：9月底前；责任人：李明）", ((16, 20),)),
        ("（区民政局负责，9月底前，完成时限：年底前）", ((8, 12), (18, 21))),
    ],
)
def test_a_label_of_a_time_is_plain(bracket, times):
    clause = read_plainly(_read(bracket), 0, len(bracket), None)
    assert clause is not None
    assert clause.times == times


@pytest.mark.parametrize(
    "bracket",
    [
        "（试行）",
        "（完成时限：年底前）",
        "（责任单位：区民政局，完成时限：）",
        "（责任单位：区民政局，完成时限：6月底前，并长期坚持）",
        "（责任单位：区民政局等）",
        "（责任单位：各市、县人民政府）",
        "（责任单位：各乡镇党委、政府）",
        "（责任单位：区民政局，责任单位：区财政局）",
        "（责任单位：区教育局牵头）",
        "（责任单位：）",
        "（责任单位区民政局负责）",
        "（区民政局牵头，区财政局）",
        "（区教育局负责校园安全）",
        "（区教育局牵头商区财政局负责）",
        "（由区教育局负责）",
        "［责任单位：区民政局］",
    ],
)
def test_what_the_grammar_has_a_rule_for_is_not_plain(bracket):
    assert read_plainly(_read(bracket), 0, len(bracket), None) is None
