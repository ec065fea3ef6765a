"""Words as spans: whole, without gaps, the same from both engines, and nothing loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.reading import segment
from extractors.reading.segment import JiebaSegmenter, RjiebaSegmenter, Segmenter, default_segmenter, user_words

ENGINES = (JiebaSegmenter(), RjiebaSegmenter())
SENTENCES = (
    "新建社区助餐点 2 家、老年活动室不少于5.5千平方米，6月底前完成。",
    "（牵头领导：林岚，责任部门：局养老科、区婚姻（收养）登记中心、各街镇）",
    "力争全年城镇新增就业3.2万人，城镇调查失业率控制在5.5%以内。",
    "统筹推进“一网通办”改革，实现高频事项办理率由90%提高到95%以上。",
    "各乡镇人民政府、市有关部门按职责分工负责，持续推进。",
    "深入开展安全生产专项整治，压减一般工业固体废物10万吨。",
    "每季度至少召开一次联席会议，推动12345热线诉求按时办结。",
    "支持龙头企业牵头组建创新联合体，培育专精特新中小企业50家左右。",
)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: type(engine).__name__)
@pytest.mark.parametrize("text", ["", " ", "\n\t", "a１，🙂x", *SENTENCES])
def test_the_words_joined_are_the_text(engine: Segmenter, text: str) -> None:
    spans = engine.tokenize(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: type(engine).__name__)
def test_the_words_of_the_lexicons_are_kept_whole(engine: Segmenter) -> None:
    assert [word for word in user_words() if engine.tokenize(word) != [(0, len(word))]] == []


def test_the_engines_agree() -> None:
    reference, fast = (
        {(at, span) for at, sentence in enumerate(SENTENCES) for span in engine.tokenize(sentence)}
        for engine in ENGINES
    )
    assert len(reference & fast) / len(reference | fast) >= 0.99


def test_the_words_come_from_the_lexicons() -> None:
    words = user_words()
    assert {"不低于", "力争", "牵头", "局长"} <= set(words)
    assert list(words) == sorted(set(words))
    assert {len(word) for word in words} <= set(range(2, 9))


def test_the_fast_engine_is_the_default() -> None:
    assert isinstance(default_segmenter(), RjiebaSegmenter)


def test_without_the_fast_engine_the_reference_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segment.default_segmenter.cache_clear()
    try:
        assert isinstance(default_segmenter(), JiebaSegmenter)
    finally:
        segment.default_segmenter.cache_clear()


def _run(code: str, **environment: str) -> str:
    root = Path(__file__).resolve().parents[3]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, env=environment or None
    )
    return run.stdout + run.stderr


def test_importing_loads_no_engine() -> None:
    code = "import sys, extractors.reading.segment; print({'jieba', 'rjieba'} & set(sys.modules))"
    assert _run(code) == "set()\n"


def test_the_reference_writes_and_says_nothing(tmp_path: Path) -> None:
    code = "from extractors.reading.segment import JiebaSegmenter; JiebaSegmenter().tokenize('统一')"
    assert _run(code, TMPDIR=str(tmp_path)) == ""
    assert list(tmp_path.iterdir()) == []
