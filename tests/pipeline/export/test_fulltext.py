"""Any stretch of a notice is found, and what a person types is never a command to the database."""

from __future__ import annotations

import sqlite3

import pytest

from pipeline.export.fulltext import SEPARATOR, TOKENIZER, highlight_sql, query, spans, terms

SENTENCES = (
    "完善居家养老服务网络，新增床位１２０张。",
    "养生、老年大学各办一期。",
    "推进5G基站与３A级景区建设，AI应用达到5.5项（含试点）。",
    '受理12345热线，"一网通办"率100%，NOT 一刀切。',
    "保护𬭚矿与㎡级样地①处。",
    "养 老机构消防改造。",
)


def found(words: str) -> list[str]:
    """Return the hits, marked, of a query over SENTENCES."""
    base = sqlite3.connect(":memory:")
    base.execute(f'CREATE VIRTUAL TABLE search USING fts5(terms, tokenize="{TOKENIZER}")')
    base.executemany("INSERT INTO search (rowid, terms) VALUES (?, ?)", enumerate(map(terms, SENTENCES)))
    sql = f"SELECT rowid, {highlight_sql('search')} FROM search WHERE search MATCH ? ORDER BY rowid"
    marked = []
    for row, highlighted in base.execute(sql, (query(words),)):
        sentence = SENTENCES[row]
        marked.append("|".join(sentence[start:end] for start, end in spans(highlighted)))
    return marked


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("养老", ["养老", "养 老"]),  # in 居家养老服务; a space in a broken line parts nothing
        ("居家养老服务", ["居家养老服务"]),
        ("老", ["老", "老", "老"]),
        ("养生", ["养生"]),
        ("生老", []),  # 养生、老年: a 、 stands between
        ("120张", ["１２０张"]),  # full-width in the text
        ("１２０", ["１２０"]),
        ("12", []),  # a numeral is whole
        ("5G", ["5G"]),
        ("5g", ["5G"]),
        ("A级", ["A级"]),
        ("3A级", ["３A级"]),
        ("5.5", ["5.5"]),
        ("(含试点)", ["（含试点）"]),
        ("100%", ["100%"]),
        ("100％", ["100%"]),
        ("12345热线", ["12345热线"]),
        ('"一网通办"', ['"一网通办"']),
        ('"', ['"|"']),
        ("NOT", ["NOT"]),
        ("𬭚", ["𬭚"]),
        ("㎡", ["㎡"]),
        ("①", ["①"]),
        ("养老 床位", ["养老|床位"]),
        ("养老 OR 床位", []),  # OR is a word like any other
        ("养老*", []),
        ("养老^2", []),
        ("NEAR(养 老)", []),
        ("terms:养老", []),
        ("-养老", []),
    ],
)
def test_words_are_found_where_they_stand(words: str, hits: list[str]) -> None:
    assert found(words) == hits


@pytest.mark.parametrize("words", ["", "  ", "\x00\x1f", "　"])
def test_nothing_to_look_for_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="nothing to look for"):
        query(words)


def test_terms_without_their_separators_are_the_folded_text() -> None:
    assert terms("区婚姻（收养）登记中心 ２家").replace(SEPARATOR, "") == "区婚姻(收养)登记中心 2家"
