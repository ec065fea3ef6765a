"""Look for words in the SQLite file of a run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.export.fulltext import highlight_sql, query, spans
from pipeline.export.sqlite_schema import FILE_NAME
from schemas.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence in which the words stand; `spans` are the half-open offsets of the words in it.

    `number` and `title` are the task's, None outside tasks; start is the sentence's first character in the reading text.
    """

    document: str
    plan_year: int | None
    document_number: str | None
    number: str | None
    title: str | None
    sentence: str
    spans: tuple[tuple[int, int], ...]
    start: int


def search(path: str | Path, words: str, limit: int | None = 100) -> Iterator[Hit]:
    """Yield the sentences that hold every word of `words` (parted by spaces), the newest plan first.

    `path` is the SQLite file or the folder of a run. Raises UnreadableFile where it is no file of this program,
    ValueError where `words` is empty.
    """
    wanted = query(words)
    file = Path(path) / FILE_NAME if Path(path).is_dir() else Path(path)
    with closing(_open(file)) as database:
        try:
            for row in database.execute(_SELECT, (wanted, -1 if limit is None else limit)):
                document, plan_year, document_number, number, title, sentence, highlighted, start = row
                yield Hit(document, plan_year, document_number, number, title, sentence, spans(highlighted), start)
        except sqlite3.Error as error:
            raise _not_ours(file) from error


def as_line(hit: Hit) -> str:
    """Return a hit as a line for people: document, year and number, task, the sentence with the words marked.

    >>> as_line(Hit("通知.docx", 2025, None, "3", "办好助餐", "新建助餐点2家。", ((2, 5),), 40))
    '通知.docx · 2025 · 3 办好助餐 · 新建【助餐点】2家。'
    """
    task = " ".join(part for part in (hit.number, hit.title) if part)
    year = None if hit.plan_year is None else str(hit.plan_year)
    sentence, at = "", 0
    for start, end in hit.spans:
        sentence += f"{hit.sentence[at:start]}【{hit.sentence[start:end]}】"
        at = end
    sentence += hit.sentence[at:]
    facts = (hit.document, year, hit.document_number, task, sentence)
    return " · ".join(" ".join(fact.split()) for fact in facts if fact)


def as_json_line(hit: Hit) -> str:
    """Return a hit as a line for machines."""
    return json.dumps(asdict(hit), ensure_ascii=False)


_SELECT = f"""
    SELECT documents.name, plan_year, document_number, tasks.number, tasks.title,
           substr(documents.text, sentences."start" + 1, sentences."end" - sentences."start"),
           {highlight_sql("search")}, sentences."start"
    FROM search
    JOIN sentences ON sentences.sentence_id = search.rowid
    JOIN documents USING (document_id)
    LEFT JOIN tasks USING (task_key)
    WHERE search MATCH ?
    ORDER BY plan_year DESC, sentence_id
    LIMIT ?"""


def _open(file: Path) -> sqlite3.Connection:
    """Open for reading alone: a name that does not exist makes no file."""
    try:
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise _not_ours(file) from error


def _not_ours(file: Path) -> UnreadableFile:
    return UnreadableFile(str(file), "is no SQLite file of this program. Make one with fenjie export RUN --to sqlite.")
