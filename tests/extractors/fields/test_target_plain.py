"""The short way for plain targets answers as the grammar does, and leaves to it all that is not plain."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from extractors.assemble import extract
from extractors.fields import target_reader
from extractors.fields.findings import Calendar
from extractors.fields.quantities import find_quantities
from extractors.fields.target_clauses import cut
from extractors.fields.target_entry import Scene
from extractors.fields.target_plain import read_plainly
from extractors.fields.target_reader import TargetReader
from extractors.fields.targets import QuantityReading, read_quantities
from extractors.fields.times import find_times
from extractors.reading.text import Reading
from pipeline.ingest import read
from schemas.document import SourceDocument

ROOT = Path(__file__).parents[3]
SAMPLES, CORPUS = ROOT / "samples", ROOT.parent / "shared" / "corpus"
_VERBS = (
    *("新建", "建成", "完成", "培训", "新增", "改造", "压减", "提高", "保持", "落实", "开展", "推动", "推进", "新上线", "新建和改造", ""),
    *("加快建设", "全区新建", "确保新增", "支持企业开发", "举办", "新增就业", "再建", "累计建成", "给予", "申报"),
)
_NOUNS = (
    *("社区食堂", "社区食堂 ", "人数", "服务业企业", "绿道面积", "更新", "每个社区食堂", "现有食堂", "护理员达", "食堂中", "营业收入"),
    *("、食堂", "的食堂", "将要改造的食堂", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙食堂", "较上年提高", "至少", "全部", "“双千”场地"),
    *("覆盖率提高到", "完成率不低于", "食堂共有", "就业人数占全区的", "平均每月", "增加值为", "食堂不少于", "规模突破"),
    *("增幅", "一批绿道", "一批规模超过", "企业营业收入不低于"),
    *("全方位、", "食堂已", "食堂免费", "(站)点", "就业", "技能培训", "床位总数", "与企业对接", "食堂2家、站点"),
)
_NUMBERS = (
    *("2家", "3处以上", "5至8个", "1200万元左右", "30%", "4场次", "三所", "6公里", "2024年", "7", "90天", "3家(处)"),
    *("一支", "全覆盖", "2万吨"),
)
_ENDS = (
    *("。", "、站点5个。", ",培训3人。", "以上的企业。", "和站点5个。", "企业。", "或5家。", "(含乡镇2家)。"),
    "、利税达50万元的,可申请贷款。",
)


def _read(text: str) -> QuantityReading:
    reading = Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))
    return read_quantities(
        reading, 0, len(text), find_times(reading, 0, len(text), Calendar(2025)), reported=False, plan_year=2025
    )


def _is_plain(clause: str) -> bool:
    reading = Reading.of(SourceDocument("notice.txt", "", "text/plain", None, clause, ()))
    numerals = reading.numerals(0, len(clause))
    scene = Scene(reading, cut(clause, 0, len(clause)), (), folded=clause)
    (quantity,) = find_quantities(clause, numerals, 0, len(clause))
    return read_plainly(scene, quantity, 0, len(clause)) is not None


def _shut_off(monkeypatch) -> None:
    """Ask the whole grammar of every number."""
    monkeypatch.setattr(target_reader, "read_plainly", lambda *_: None)
    monkeypatch.setattr(target_reader, "may_refuse", lambda *_: True)
    monkeypatch.setattr(TargetReader, "_read_alone", lambda reader, whole, found: reader._read_clause(whole, [found]))


def test_the_short_ways_answer_as_the_grammar_does(monkeypatch):
    # every seventh: no list has a length that seven divides, so that all meet
    assert all(len(words) % 7 for words in (_VERBS, _NOUNS, _NUMBERS, _ENDS))
    texts = ["".join(parts) for parts in product(_VERBS, _NOUNS, _NUMBERS, _ENDS)][::7]
    texts += [f"6月底前{verb}食堂2家，年底前{verb}站点3个（其中{verb}小站1个）。" for verb in _VERBS]
    texts += [f"企业({verb}食堂达到2家、站点3个)的,予以奖励。{verb}食堂2家,{verb}增幅3个,{verb}增幅5%。" for verb in _VERBS]
    texts += [f"2024年{verb}食堂2家。2025年{verb}站点3个以上。" for verb in _VERBS]
    with_it = [_read(text) for text in texts]
    _shut_off(monkeypatch)
    different = [text for text, found in zip(texts, with_it, strict=True) if _read(text) != found]
    assert different == []


@pytest.mark.parametrize("folder", [SAMPLES, CORPUS], ids=["samples", "corpus"])
def test_the_short_ways_find_in_documents_what_the_grammar_finds(monkeypatch, folder):
    paths = sorted(folder.glob("*.txt")) if folder.exists() else []
    if not paths:
        pytest.skip("the public notices are not in ../shared/corpus")
    documents = [read(path) for path in paths]
    with_them = [extract(document) for document in documents]
    _shut_off(monkeypatch)
    different = [path.name for path, document, found in zip(paths, documents, with_them, strict=True) if extract(document) != found]
    assert different == []


@pytest.mark.parametrize("clause", ["新建社区食堂2家", "培训护理员 350名以上", "改造老旧管网5-8公里", "完成路灯更新17盏"])
def test_a_verb_with_its_noun_number_and_unit_is_plain(clause):
    assert _is_plain(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "社区食堂2家",
        "全区新建食堂2家",
        "食堂覆盖率达到90%",
        "新建食堂不少于2家",
        "每个街镇新建食堂2家",
        "现有社区食堂2家",
        "新建三所",
        "新建2家食堂",
        "压减中介事项2项",
    ],
)
def test_what_another_rule_may_look_at_is_not_plain(clause):
    assert not _is_plain(clause)
